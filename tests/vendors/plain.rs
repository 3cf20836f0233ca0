//! Tables that only just hold what is needed.

use crate::fill::Case;
use crate::fill::Fill::*;

pub(crate) const CASES: &[Case] = &[
    (
        "contact and company",
        &[
            ("Order", Unique),
            ("Company", Person),
            ("Contact first name", Text("Ann")),
            ("Sales rep", Text("Bob")),
            ("Order date", Iso),
            ("Amount (EUR)", Money),
        ],
        ["Company", "Order", "Order date", "Amount (EUR)"],
    ),
    (
        "list price beside what was paid",
        &[
            ("member_id", Customer),
            ("order_no", Unique),
            ("created_at", Iso),
            ("paid_at", Iso),
            ("list_amount", Price),
            ("discount", Zero),
            ("paid_amount", Money),
        ],
        ["member_id", "order_no", "created_at", "paid_amount"],
    ),
    (
        "email only",
        &[
            ("Order", Unique),
            ("Ordered on", Iso),
            ("Email", Email),
            ("Amount", Money),
        ],
        ["Email", "Order", "Ordered on", "Amount"],
    ),
    (
        "phone only",
        &[
            ("单号", Unique),
            ("日期", Iso),
            ("手机号", Phone),
            ("金额", Money),
        ],
        ["手机号", "单号", "日期", "金额"],
    ),
];

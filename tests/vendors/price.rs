//! What a piece costs and what was paid: told by the rows, and by a price list beside them.

use crate::driver::Run;
use crate::files::{Order, lines, money, net, orders, read, table};

pub(crate) fn day(o: &Order) -> String {
    let (y, m, d) = o.day;
    format!("{y}-{m:02}-{d:02}")
}

/// 1 to 4 pieces.
pub(crate) fn pieces(o: &Order) -> i64 {
    1 + o.id as i64 % 4
}

/// Five things, each with its price.
fn thing(o: &Order) -> (usize, i64) {
    let thing = o.id % 5;
    (thing, 1_250 + 1_730 * thing as i64)
}

/// The money of these files, nothing skipped.
pub(crate) fn paid(files: &[(&str, String)]) -> i64 {
    let files: Vec<(&str, Vec<u8>)> = files
        .iter()
        .map(|(name, text)| (*name, text.clone().into_bytes()))
        .collect();
    let report = read(&files).unwrap_or_else(|code| panic!("{code}: {}", files[0].0));
    assert_eq!(report["input"]["rows_used"], 120);
    net(&report)
}

#[test]
fn what_a_day_costs_is_paid_for_each_day() {
    for header in [
        "id_locacao,id_usuario,data_locacao,valor_diaria,dias,status_locacao",
        "Booking ID,Guest ID,Check-in,Price per night,Nights,Room",
        "订单号,会员号,入住日期,日租金,天数,房型",
    ] {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            // A price of one night that gives the order's money with so many nights, but for the cents.
            let nights = 1 + o.id as i64 % 4;
            let price = money(o.cents / nights, ".", "");
            format!(
                "{},{},{y}-{m:02}-{d:02},{price},{nights},A",
                o.id, o.customer
            )
        });
        let report = read(&[("rentals.csv", file.into())]).expect("a report");
        let paid: i64 = orders()
            .map(|o| o.cents / (1 + o.id as i64 % 4) * (1 + o.id as i64 % 4))
            .sum();
        assert_eq!(net(&report), paid, "{header}");
    }
}

#[test]
fn the_sum_beside_a_price_is_found_by_its_rows() {
    let sum: i64 = orders().map(|o| pieces(&o) * o.cents).sum();
    for header in [
        "Total_Purchases,Amount,Total_Amount",
        "Nights,Rate,Xyz",
        "Quantity,Price,Total Spent",
    ] {
        let file = table(header, |o| {
            let [price, sum] = [o.cents, pieces(&o) * o.cents].map(|c| money(c, ".", ""));
            let pieces = pieces(&o);
            format!("{pieces},{price},{sum}")
        });
        assert_eq!(paid(&[("sales.csv", file)]), sum, "{header}");
    }
}

#[test]
fn a_sum_stands_in_for_pieces_that_are_missing() {
    let file = table("Price Per Unit,Quantity,Total Spent", |o| {
        let [price, sum] = [o.cents, pieces(&o) * o.cents].map(|c| money(c, ".", ""));
        let price = if o.id % 10 == 0 { String::new() } else { price };
        format!("{price},{},{sum}", pieces(&o))
    });
    let sum: i64 = orders().map(|o| pieces(&o) * o.cents).sum();
    assert_eq!(paid(&[("cafe.csv", file)]), sum);
}

#[test]
fn money_that_stays_however_many_are_sold_is_the_price_of_one() {
    let sum: i64 = orders().map(|o| pieces(&o) * thing(&o).1).sum();
    for name in ["NetPrice", "Amount", "Sale Price", "成交价", "Cena netto"] {
        let file = table(&format!("Product ID,Quantity,{name}"), |o| {
            let (thing, price) = thing(&o);
            let price = money(price, ".", "");
            format!("P{thing},{},{price}", pieces(&o))
        });
        assert_eq!(paid(&[("lines.csv", file)]), sum, "{name}");
    }
    let whole: i64 = orders().map(|o| pieces(&o) * thing(&o).1).sum();
    let file = table("Product ID,Quantity,Ext Price", |o| {
        let sum = money(pieces(&o) * thing(&o).1, ".", "");
        format!("P{},{},{sum}", thing(&o).0, pieces(&o))
    });
    assert_eq!(paid(&[("extended.csv", file)]), whole);
}

#[test]
fn pieces_that_were_sold_are_no_money() {
    let sum: i64 = orders().map(|o| o.cents).sum();
    for header in [
        "sales_qty,sales_amount",
        "销售数量,消费金额",
        "Sales Units,Sales",
        "QUANTITY_SOLD,AMOUNT_SOLD",
        "total,total_amt_usd",
    ] {
        let file = lines(&format!("Customer ID,Order Date,{header}"), |o| {
            let sum = money(o.cents, ".", "");
            format!("C{},{},{},{sum}", o.customer, day(&o), pieces(&o))
        });
        assert_eq!(paid(&[("sold.csv", file)]), sum, "{header}");
    }
    for name in ["Sale", "Ventas", "Sale (Dollars)", "消费"] {
        let file = lines(&format!("Customer ID,Order Date,{name}"), |o| {
            format!("C{},{},{}", o.customer, day(&o), money(o.cents, ".", ""))
        });
        assert_eq!(paid(&[("sales.csv", file)]), sum, "{name}");
    }
}

#[test]
fn a_price_list_beside_the_sales_says_what_they_cost() {
    let list: String = (0..5)
        .map(|thing| {
            let [cost, price] = [600, 1_250].map(|c| money(c + 1_730 * thing, ".", ""));
            format!("P{thing},Thing {thing},{cost},{price}\n")
        })
        .collect();
    let list = format!("ProductKey,Product Name,Unit Cost,Unit Price\n{list}");
    let file = |header: &str, more: &dyn Fn(&Order) -> String| {
        lines(
            &format!("Order Number,Order Date,CustomerKey,ProductKey{header}"),
            |o| {
                format!(
                    "{},{},{},P{}{}",
                    o.id,
                    day(&o),
                    o.customer,
                    thing(&o).0,
                    more(&o)
                )
            },
        )
    };
    let sales = file(",Quantity,Currency Code", &|o| {
        let currency = if o.customer % 2 == 0 { "USD" } else { "EUR" };
        format!(",{},{currency}", pieces(o))
    });
    let by_pieces: i64 = orders().map(|o| pieces(&o) * thing(&o).1).sum();
    assert_eq!(
        paid(&[("sales.csv", sales), ("products.csv", list.clone())]),
        by_pieces
    );
    let each: i64 = orders().map(|o| thing(&o).1).sum();
    assert_eq!(
        paid(&[
            ("sold.csv", file("", &|_| String::new())),
            ("products.csv", list)
        ]),
        each
    );
}

/// Who and when stands in the orders, how many in their lines, and what a piece costs in a list: three tables of one shop.
#[test]
fn the_lines_of_joined_orders_are_priced_by_a_list() {
    let of = |o: &Order| {
        [0, 1, 2]
            .map(|k| (o.id + k) % 5)
            .into_iter()
            .take(1 + o.id % 3)
    };
    let price = |thing: usize| 1_250 + 1_730 * thing as i64;
    let bought = |state: bool| {
        lines("OrderID,CustomerID,OrderDate,Status", |o| {
            let state = ["Completed", "Cancelled"][usize::from(state && o.id % 7 == 0)];
            format!("{},C{},{},{state}", o.id, o.customer, day(&o))
        })
    };
    let mut number = 0;
    let mut items = String::from("OrderItemID,OrderID,ProductID,Quantity\n");
    for o in orders() {
        for thing in of(&o) {
            number += 1;
            items += &format!("{number},{},{thing},{}\n", o.id, 1 + thing % 3);
        }
    }
    let list: String = (0..5)
        .map(|thing| {
            format!(
                "{thing},Thing {thing},{},{}\n",
                money(700, ".", ""),
                money(price(thing), ".", "")
            )
        })
        .collect();
    let list = format!("ProductID,ProductName,Cost,Price\n{list}");
    let people: String = (1000..1017).map(|c| format!("C{c},Anna {c}\n")).collect();
    let people = format!("CustomerID,CustomerName\n{people}");
    let came_to = |o: &Order| {
        of(o)
            .map(|thing| (1 + thing as i64 % 3) * price(thing))
            .sum::<i64>()
    };
    let files = |state: bool| {
        [
            ("Products.csv", list.clone()),
            ("OrderItems.csv", items.clone()),
            ("Customers.csv", people.clone()),
            ("Orders.csv", bought(state)),
        ]
    };
    let sum = orders().map(|o| came_to(&o)).sum::<i64>();
    // What was cancelled is still known by the order.
    for (state, asked) in [(false, &["join"][..]), (true, &["join", "status"])] {
        let files = files(state);
        assert_eq!(paid(&files), sum);
        let mut run = Run::default();
        for (name, text) in files {
            run.add(name, text.into_bytes());
        }
        let questions = run.inspect().expect("an inspection").questions;
        let questions: Vec<String> = questions.into_iter().map(|q| q.id).collect();
        assert_eq!(questions, asked);
    }
}

/// The lines' pieces may be written in another way than the prices of the list; and an order of which one line has no price is
/// not sold for less.
#[test]
fn a_list_may_be_from_another_hand_and_lack_a_thing() {
    let bought = lines("OrderID,CustomerID,OrderDate", |o| {
        format!("{},C{},{}", o.id, o.customer, day(&o))
    });
    let items: String = orders()
        .map(|o| {
            format!(
                "{},P{},1.5\n{},P{},2.5\n",
                o.id,
                o.id % 5,
                o.id,
                (o.id + 1) % 5
            )
        })
        .collect();
    let items = format!("OrderID;ProductID;Quantity\n{}", items.replace(',', ";"));
    let list = |things: usize| {
        let row = |thing: usize| format!("P{thing};Thing {thing};{},50\n", 10 + 4 * thing);
        let rows: String = (0..things).map(row).collect();
        format!("ProductID;ProductName;Price\n{rows}")
    };
    let price = |thing: usize| 1_050 + 400 * (thing % 5) as i64;
    let came_to = |o: &Order| (15 * price(o.id) + 25 * price(o.id + 1)) / 10;
    let files = |things: usize| {
        [
            ("products.csv", list(things).into_bytes()),
            ("items.csv", items.clone().into_bytes()),
            ("orders.csv", bought.clone().into_bytes()),
        ]
    };
    let report = read(&files(5)).expect("a report");
    assert_eq!(net(&report), orders().map(|o| came_to(&o)).sum::<i64>());
    let report = read(&files(4)).expect("a report");
    let known = |o: &Order| o.id % 5 != 4 && (o.id + 1) % 5 != 4;
    let sum: i64 = orders().filter(known).map(|o| came_to(&o)).sum();
    assert_eq!(net(&report), sum);
    let skipped = &report["input"]["rows_skipped"]["bad_or_missing_amount"];
    assert_eq!(*skipped, orders().filter(|o| !known(o)).count());
}

#[test]
fn the_lines_of_joined_orders_have_their_discount_taken_off_once() {
    let bought = lines("OrderID,CustomerID,OrderDate,Freight", |o| {
        format!("{},C{},{},4.50", o.id, o.customer, day(&o))
    });
    let items: String = orders()
        .map(|o| {
            let (thing, price) = thing(&o);
            let price = money(price, ".", "");
            let (pieces, off) = (pieces(&o), ["0", "0.2"][o.id % 2]);
            format!("{},{thing},{price},{pieces},{off}\n", o.id)
        })
        .collect();
    for (name, left) in [("UnitPrice", [10, 8]), ("Discounted Unit Price", [10, 10])] {
        let items = format!("OrderID,ProductID,{name},Quantity,Discount\n{items}");
        let sum: i64 = orders()
            .map(|o| pieces(&o) * thing(&o).1 * left[o.id % 2] / 10)
            .sum();
        let files = [("orders.csv", bought.clone()), ("details.csv", items)];
        assert_eq!(paid(&files), sum, "{name}");
    }
}

#[test]
fn money_that_grows_with_the_pieces_is_the_sum_whatever_was_sold() {
    let sum = |o: &Order| pieces(o) * pieces(o) * 1_250 + (o.cents % 97);
    let file = table("Qty,Price", |o| {
        let sum = money(sum(&o), ".", "");
        format!("{},{sum}", pieces(&o))
    });
    assert_eq!(
        paid(&[("sums.csv", file)]),
        orders().map(|o| sum(&o)).sum::<i64>()
    );
}

#[test]
fn a_price_list_is_read_at_what_the_shop_takes() {
    let list: String = (0..5)
        .map(|thing| {
            let [cost, price] = [600, 1_250].map(|c| money(c + 1_730 * thing, ".", ""));
            format!("P{thing},Thing {thing},{cost},{price}\n")
        })
        .collect();
    let sum: i64 = orders().map(|o| pieces(&o) * thing(&o).1).sum();
    for header in [
        "Supplier Price,Selling Price",
        "Vendor Price,Retail Price",
        "Cost Price,Sale Price",
        "Wholesale price,Sale price",
        "Einkaufspreis,Verkaufspreis",
        "Prix d'achat,Prix de vente",
    ] {
        let list = format!("Product ID,Product Name,{header}\n{list}");
        let sales = lines(
            "Order Number,Order Date,Customer ID,Product ID,Quantity",
            |o| {
                let pieces = pieces(&o);
                format!(
                    "{},{},{},P{},{pieces}",
                    o.id,
                    day(&o),
                    o.customer,
                    thing(&o).0
                )
            },
        );
        assert_eq!(
            paid(&[("sales.csv", sales), ("products.csv", list)]),
            sum,
            "{header}"
        );
    }
}

#[test]
fn what_is_left_on_the_shelf_was_not_sold() {
    let sum: i64 = orders().map(|o| thing(&o).1).sum();
    for header in [
        "Stock quantity,Amount",
        "Qty in stock,Sale price",
        "Quantity remaining,Price",
        "库存数量,金额",
        "Units available,Amount",
        "Anzahl Personen,Betrag",
        "Units per box,Amount",
    ] {
        let file = table(&format!("Product ID,{header}"), |o| {
            let (thing, price) = thing(&o);
            let price = money(price, ".", "");
            let left = 20 + o.id % 60;
            format!("P{thing},{left},{price}")
        });
        assert_eq!(paid(&[("shelf.csv", file)]), sum, "{header}");
    }
}

#[test]
fn a_sum_that_stays_however_many_are_sold_is_asked_about() {
    let file = table("Service,Pieces,Amount", |o| {
        let (thing, price) = thing(&o);
        let price = money(price, ".", "");
        let pieces = pieces(&o);
        format!("S{thing},{pieces},{price}")
    });
    let mut run = crate::driver::Run::default();
    run.add("parcels.csv", file.into_bytes());
    let inspection = run.inspect().expect("an inspection");
    let question = &inspection.questions[0];
    assert_eq!((question.id.as_str(), question.column), ("amount", Some(5)));
    let choices: Vec<&str> = question.choices.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(choices, ["quantity_x_price", "5"]);
    let said =
        |key: &str| serde_json::to_value(&question.choices[0].facts).expect("json")[key].clone();
    assert_eq!(
        (said("quantity"), said("price")),
        ("Pieces".into(), "Amount".into())
    );
}

#[test]
fn a_purchase_price_beside_a_selling_price_is_what_the_shop_pays() {
    let sum: i64 = orders().map(|o| pieces(&o) * thing(&o).1).sum();
    let row = |o: &Order| {
        let [cost, price] = [thing(o).1 * 6 / 10, thing(o).1].map(|c| money(c, ".", ""));
        let (thing, pieces) = (thing(o).0, pieces(o));
        format!(
            "{},{},C{},P{thing},{pieces},{cost},{price}",
            o.id,
            day(o),
            o.customer
        )
    };
    for header in ["Purchase price,Selling price", "进价,售价"] {
        let header = format!("Order ID,Date,Customer ID,Product ID,Quantity,{header}");
        let file = lines(&header, |o| row(&o));
        assert_eq!(paid(&[("lines.csv", file)]), sum, "{header}");
    }
    let alone: i64 = orders().map(|o| o.cents).sum();
    let file = table("Purchase Price", |o| money(o.cents, ".", ""));
    assert_eq!(paid(&[("purchases.csv", file)]), alone);
}

#[test]
fn a_share_may_be_kept_as_a_fraction_below_a_per_cent_sign_and_nine_tenths_are_none() {
    let net_of = |share: [i64; 4]| -> i64 {
        orders()
            .map(|o| pieces(&o) * thing(&o).1 * (100 - share[o.id % 4]) / 100)
            .sum()
    };
    let file = |name: &str, off: [&str; 4]| {
        let header = format!("Order ID,Date,Customer ID,Product,Quantity,Unit Price,{name}");
        lines(&header, |o| {
            let (thing, price) = thing(&o);
            let price = money(price, ".", "");
            let (pieces, off) = (pieces(&o), off[o.id % 4]);
            format!(
                "{},{},C{},P{thing},{pieces},{price},{off}",
                o.id,
                day(&o),
                o.customer
            )
        })
    };
    let shares = file("Discount %", ["0", "0.05", "0.1", "0.2"]);
    assert_eq!(paid(&[("shares.csv", shares)]), net_of([0, 5, 10, 20]));
    let commas = file("Rabatt in %", ["0", "0.05", "0.1", "0.2"]);
    let (head, rows) = commas.split_once('\n').expect("a header");
    let commas = format!("{}\n{}", head.replace(',', ";"), rows.replace(',', ";"));
    assert_eq!(
        paid(&[("commas.csv", commas.replace('.', ","))]),
        net_of([0, 5, 10, 20])
    );
    let gifts = file("Discount", ["0", "0.05", "0.1", "1"]);
    assert_eq!(paid(&[("gifts.csv", gifts)]), net_of([0, 5, 10, 100]));
    for paid_share in [["1", "0.8", "0.85", "1"], ["1", "0.95", "0.9", "0.8"]] {
        let shares = file("Discount", paid_share);
        assert_eq!(paid(&[("factor.csv", shares)]), net_of([0; 4]));
    }
    let zhe = file("折扣", ["1", "0.95", "0.9", "0.8"]);
    assert_eq!(paid(&[("zhe.csv", zhe)]), net_of([0, 5, 10, 20]));
    let percent = file("折扣(%)", ["100", "95", "90", "100"]);
    assert_eq!(paid(&[("percent.csv", percent)]), net_of([0, 5, 10, 0]));
    let off = file("折扣", ["0", "0.05", "0.1", "0.2"]);
    assert_eq!(paid(&[("off.csv", off)]), net_of([0, 5, 10, 20]));
    let money = file("Discount", ["0", "0.5", "0.75", "0.9"]);
    assert_eq!(paid(&[("money.csv", money)]), net_of([0; 4]));
}

#[test]
fn a_price_beside_small_numbers_that_say_nothing_is_asked_about() {
    let asked = |header: &str| {
        let file = table(header, |o| {
            let (price, pieces) = (money(thing(&o).1, ".", ""), pieces(&o));
            format!("{price},{pieces}")
        });
        let mut run = crate::driver::Run::default();
        run.add("show.csv", file.into_bytes());
        let questions = run.inspect().expect("an inspection").questions;
        questions.into_iter().map(|q| q.id).collect::<Vec<_>>()
    };
    assert_eq!(asked("Seat price,Pax"), ["amount"]);
    assert_eq!(asked("Price,Age"), [""; 0]);
}

/// Each table of a database numbers its own rows, and the keys name the table they lead to.
#[test]
fn a_price_list_is_found_by_the_key_that_names_it() {
    for [orders_of, list_name, list, people_name] in [
        [
            "id,user_id,product_id,quantity,created_at",
            "products",
            "id,name,price",
            "users",
        ],
        [
            "id,id_utente,id_prodotto,quantita,data_ordine",
            "prodotti",
            "id,nome,prezzo",
            "utenti",
        ],
    ] {
        let sold = lines(orders_of, |o| {
            format!(
                "{},{},{},{},{}",
                o.id,
                o.customer,
                1 + thing(&o).0,
                pieces(&o),
                day(&o)
            )
        });
        let things: Vec<String> = (0..5)
            .map(|at| {
                format!(
                    "{},Thing {at},{}",
                    1 + at,
                    money(1_250 + 1_730 * at, ".", "")
                )
            })
            .collect();
        let people: Vec<String> = (1000..1017)
            .map(|id| format!("{id},Anna {id},anna{id}@example.com"))
            .collect();
        let sum: i64 = orders().map(|o| pieces(&o) * thing(&o).1).sum();
        let files = [
            ("orders.csv", sold),
            (list_name, format!("{list}\n{}\n", things.join("\n"))),
            (
                people_name,
                format!("id,name,email\n{}\n", people.join("\n")),
            ),
        ];
        assert_eq!(paid(&files), sum, "{orders_of}");
    }
}

//! Who bought, where other columns speak of people as well, or not of everybody.

use crate::driver::Run;
use crate::files::{Order, check, lines, money, net, read, total};
use regulars::ingest::inspection::Inspection;
use regulars::ingest::plan::Role;

fn inspected(file: &str) -> Inspection {
    let mut run = Run::default();
    run.add("sales.csv", file.into());
    run.inspect().expect("an inspection")
}

/// Name of the customer column.
fn customer(file: &str) -> String {
    let inspection = inspected(file);
    let columns = &inspection.tables[0].columns;
    let found = columns.iter().find(|c| c.role == Role::Customer);
    found.map_or_else(String::new, |column| column.name.clone())
}

fn asks(file: &str, id: &str) -> bool {
    inspected(file).questions.iter().any(|q| q.id == id)
}

fn day(o: &Order) -> String {
    let (y, m, d) = o.day;
    format!("{y}-{m:02}-{d:02}")
}

fn paid(o: &Order) -> String {
    money(o.cents, ".", "")
}

#[test]
fn a_table_of_a_restaurant_is_no_guest() {
    for (table, member) in [
        ("桌台号", "会员姓名"),
        ("桌號", "會員姓名"),
        ("Table", "Member"),
        ("テーブル", "会員番号"),
    ] {
        let file = lines(&format!("账单号,日期,{table},{member},金额"), |o| {
            let known = o.id % 5 > 1;
            let member = if known {
                format!("K{}", o.customer)
            } else {
                String::new()
            };
            format!("{},{},A{},{member},{}", o.id, day(&o), o.id % 14, paid(&o))
        });
        assert_eq!(customer(&file), member);
    }
}

#[test]
fn the_account_of_a_cashier_is_no_customer() {
    for account in ["验证账号", "登录账号", "User"] {
        let file = lines(
            &format!("券码,{account},用户手机号,购买时间,用户实付"),
            |o| {
                let phone = format!("138{:08}", o.customer * 7919 + o.id % 12 / 3);
                format!(
                    "{},front0{},{phone},{},{}",
                    o.id,
                    o.id % 2,
                    day(&o),
                    paid(&o)
                )
            },
        );
        assert_eq!(customer(&file), "用户手机号", "{account}");
    }
}

#[test]
fn mr_wang_is_many() {
    let file = lines(
        "订单编号,下单时间,顾客姓名,顾客手机号,实付金额",
        |o| {
            let name = ["王先生", "李女士", "张先生", "陈女士"][o.customer % 4];
            format!(
                "{},{},{name},138****{:04},{}",
                o.id,
                day(&o),
                o.customer,
                paid(&o)
            )
        },
    );
    assert_eq!(customer(&file), "顾客手机号");
    let first_names = lines(
        "№,Дата,Имя клиента,Телефон клиента,Сумма",
        |o| {
            let name = ["Ирина", "Дарья", "Анна"][o.customer % 3];
            format!(
                "{},{},{name},7916{:07},{}",
                o.id,
                day(&o),
                o.customer,
                paid(&o)
            )
        },
    );
    assert_eq!(customer(&first_names), "Телефон клиента");
}

#[test]
fn the_shop_s_own_address_is_no_customer() {
    for [gross, from, to] in [
        ["Gross", "From Email Address", "To Email Address"],
        ["Bruto", "Van e-mailadres", "Naar e-mailadres"],
        [
            "Bruto",
            "Do endereço de e-mail",
            "Para o endereço de e-mail",
        ],
        [
            "Lordo",
            "Indirizzo email mittente",
            "Indirizzo email destinatario",
        ],
    ] {
        let file = lines(
            &format!("Date,Name,Type,{gross},Net,{from},{to},Transaction ID"),
            |o| {
                let (shop, buyer) = ("sales@shop.com", format!("k{}@mail.com", o.customer));
                let paid_out = money(o.cents - 40, ".", "");
                let sale = format!(
                    "{},Ann,Payment,{},{paid_out},{buyer},{shop},T{}",
                    day(&o),
                    paid(&o),
                    o.id
                );
                match o.id % 8 {
                    0 => format!(
                        "{sale}\r\n{},Ann,Refund,-1.00,-1.00,{shop},{buyer},R{}",
                        day(&o),
                        o.id
                    ),
                    _ => sale,
                }
            },
        );
        assert_eq!(customer(&file), format!("{from} + {to}"));
        // What was given back is the buyer's.
        let report = read(&[("paypal.csv", file.into())]).expect("a report");
        assert_eq!(report["totals"]["customers_any_used_row"], 9);
        let returned = crate::files::orders().filter(|o| o.id % 8 == 0).count() as i64;
        assert_eq!(net(&report), total() - 100 * returned);
    }
}

#[test]
fn who_gives_is_a_customer() {
    for name in [
        "捐赠者",
        "捐赠人",
        "赞助者",
        "赞助商",
        "打赏人",
        "寄付者",
        "Donateur",
        "Spenderin",
    ] {
        let file = lines(&format!("{name},金额(元),时间,备注"), |o| {
            format!("K{},{},{},加油", o.customer, paid(&o), day(&o))
        });
        assert_eq!(customer(&file), name);
        assert!(!asks(&file, "customer"), "{name}");
    }
}

#[test]
fn who_is_the_same_in_every_row_is_not_the_customer_where_others_differ() {
    let rows = (1..=12).map(|i| {
        format!(
            "SHOP_1,till,O{i:03},M{:03},2026-08-{i:02},{i}0.00,paid",
            i % 5
        )
    });
    let header = "tenant_id,source,external_order_id,member_id,paid_at,amount_paid,status";
    let file = std::iter::once(header.to_owned())
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n");
    assert_eq!(customer(&file), "member_id");
}

#[test]
fn what_the_shop_pays_to_others_is_no_refund() {
    let file = lines(
        "Date,Name,Type,Gross,From Email Address,To Email Address,Transaction ID",
        |o| {
            let (shop, buyer) = ("sales@shop.com", format!("k{}@mail.com", o.customer));
            let sale = format!(
                "{},Ann,Payment,{},{buyer},{shop},T{}",
                day(&o),
                paid(&o),
                o.id
            );
            let (kind, whom) = match o.id % 8 {
                0 => ("Refund", buyer),
                1 => ("General Payment", format!("supplier{}@mill.com", o.id % 3)),
                _ => return sale,
            };
            format!(
                "{sale}\r\n{},Ann,{kind},-1.00,{shop},{whom},R{}",
                day(&o),
                o.id
            )
        },
    );
    assert!(asks(&file, "status"));
    let report = read(&[("paypal.csv", file.into())]).expect("a report");
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
    let returned = crate::files::orders().filter(|o| o.id % 8 == 0).count() as i64;
    assert_eq!(net(&report), total() - 100 * returned);
}

#[test]
fn who_left_no_telephone_may_have_left_a_name() {
    let file = lines("日期,姓名,电话,金额", |o| {
        let phone = if o.id % 8 == 0 {
            String::new()
        } else {
            format!("138{:08}", o.customer)
        };
        let name = if o.id % 20 == 0 {
            String::new()
        } else {
            format!("顾客{}", o.customer)
        };
        format!("{},{name},{phone},{}", day(&o), paid(&o))
    });
    assert!(asks(&file, "customer"));
}

#[test]
fn what_a_table_is_about_may_stand_in_front_of_each_name() {
    let file = lines(
        "Deal - ID,Deal - Won time,Deal - Organization,Deal - Value",
        |o| format!("{},{},Org {},{}", o.id, day(&o), o.customer, paid(&o)),
    );
    check("deals.csv", file.into());
    let file = lines(
        "Document - Numéro du document,Document - Date,Document - Nom (tiers),Ligne - Montant Net HT,Ligne - Montant Net TTC",
        |o| {
            let net = money(o.cents * 5 / 6, ".", "");
            format!(
                "FA{},{},Tiers {},{net},{}",
                o.id,
                day(&o),
                o.customer,
                paid(&o)
            )
        },
    );
    check("lignes.csv", file.into());
}

#[test]
fn customers_have_many_names() {
    for (customer, number) in [
        ("单位全名", "单据编号"),
        ("付款人", "交易单号"),
        ("N° tiers", "N° pièce"),
        ("Customer/Vendor Code", "Document Number"),
        ("Retailer Name", "Order Number"),
        ("Anzeigename des Rechnungspartners", "Nummer"),
        ("Дисконтная карта", "Регистратор"),
        ("Debiteurnummer", "Factuurnummer"),
    ] {
        let file = lines(&format!("{number},Date,{customer},Total"), |o| {
            format!("S{},{},Kunde {},{}", o.id, day(&o), o.customer, paid(&o))
        });
        check(customer, file.into());
    }
    // A telephone with its country.
    let file = lines(
        "Номер чека,Дата,Контакт покупателя,Сумма чека",
        |o| format!("{},{},+7916{:07},{}", o.id, day(&o), o.customer, paid(&o)),
    );
    check("чеки.csv", file.into());
}

#[test]
fn an_order_that_was_paid_back_later_keeps_its_number() {
    let file = lines(
        "交易时间,设备号,微信订单号,用户标识,订单金额",
        |o| {
            let row = |day: String, money: String| {
                format!("{day},,42000{},oJ{},{money}", o.id, o.customer)
            };
            match o.id % 8 {
                0 => format!(
                    "{}\r\n{}",
                    row(day(&o), paid(&o)),
                    row("2023-12-27".into(), "0.00".into())
                ),
                _ => row(day(&o), paid(&o)),
            }
        },
    );
    let report = read(&[("bill.csv", file.into())]).expect("a report");
    assert_eq!(report["totals"]["orders_all"], 120);
    assert_eq!(net(&report), total());
}

#[test]
fn a_name_that_stands_alone_bought() {
    // A column of names and no other that may have bought: there is nothing to ask.
    let alone = lines("日期,姓名,摘要,金额", |o| {
        format!("{},王{},水泥,{}", day(&o), o.customer, paid(&o))
    });
    assert_eq!(customer(&alone), "姓名");
    assert!(!asks(&alone, "customer"));
    let book = lines("Date,Name,Goods,Paid", |o| {
        let thing = o.id % 7;
        format!("{},Ann {},Thing {thing},{}", day(&o), o.customer, paid(&o))
    });
    assert_eq!(customer(&book), "Name");
    assert!(!asks(&book, "customer"));
    // The name of a thing, or somebody else beside it.
    let things = lines("Date,Name,SKU,Paid", |o| {
        let thing = o.id % 40;
        format!("{},Thing {thing},S{thing},{}", day(&o), paid(&o))
    });
    assert!(customer(&things) != "Name" || asks(&things, "customer"));
    let two = lines("日期,姓名,收货人,金额", |o| {
        let other = o.id % 11;
        format!("{},王{},李{other},{}", day(&o), o.customer, paid(&o))
    });
    assert!(asks(&two, "customer"));
}

#[test]
fn a_plate_is_a_customer_where_nobody_has_a_name() {
    let park = lines("车牌,入场时间,实收", |o| {
        format!("沪A{},{},{}", o.customer, day(&o), paid(&o))
    });
    assert_eq!(customer(&park), "车牌");
    assert!(!asks(&park, "customer"));
    let wash = lines("日期,车牌,客户姓名,金额", |o| {
        format!("{},沪A{},王{},{}", day(&o), o.id, o.customer, paid(&o))
    });
    assert_eq!(customer(&wash), "客户姓名");
}

#[test]
fn how_many_came_and_whether_a_member_are_no_customer() {
    let booked = lines("Booking ID,Created,Customer Name,Guests,Total", |o| {
        let guests = 1 + o.id % 6;
        let name = o.customer;
        format!("{},{},Ann {name},{guests},{}", o.id, day(&o), paid(&o))
    });
    assert_eq!(customer(&booked), "Customer Name");
    let flags = lines("txn_id,start_txn_time,member,price", |o| {
        let member = ["t", "f"][o.id % 2];
        format!("{},{},{member},{}", o.id, day(&o), paid(&o))
    });
    assert_eq!(customer(&flags), "");
}

#[test]
fn guests_without_a_number_have_an_address() {
    // A guest in eight.
    let file = lines("Order,Member ID,E-mail,Date,Total", |o| {
        let member = match o.id % 8 {
            0 => String::new(),
            _ => format!("M{}", o.customer),
        };
        let mail = match o.id % 8 {
            0 => format!("guest{}@example.org", o.id),
            _ => format!("k{}@example.org", o.customer),
        };
        format!("{},{member},{mail},{},{}", o.id, day(&o), paid(&o))
    });
    assert_eq!(customer(&file), "E-mail");
    assert!(!asks(&file, "customer"));
}

/// Nobody makes an e-mail address for each order, as many a program makes a customer id.
#[test]
fn e_mails_that_never_come_back_are_not_asked_about() {
    let file = |who: &'static str| {
        lines(
            &format!("order_id,date,{who},quantity,unit_price"),
            move |o| {
                let person = match who {
                    "customer_email" => format!("anna{}@example.com", o.id),
                    _ => format!("C{}", o.id),
                };
                format!(
                    "{},{},{person},1,{}",
                    o.id,
                    day(&o),
                    money(o.cents, ".", "")
                )
            },
        )
    };
    assert!(!asks(&file("customer_email"), "customer"));
    assert!(asks(&file("customer_id"), "customer"));
}

/// Each customer once, numbered as they came: there may be no other who bought.
#[test]
fn a_running_number_that_is_called_the_customer_s_is_asked_about() {
    let file = lines("Customer ID,Order ID,Order Date,Total", |o| {
        let number = 1 + (o.id - 50_300) / 13;
        format!("{number},{},{},{}", o.id, day(&o), paid(&o))
    });
    assert_eq!(customer(&file), "Customer ID");
    assert!(asks(&file, "customer"));
}

#[test]
fn a_branch_is_no_customer_however_many_orders_it_has() {
    for branch in ["id_cabang", "branch_id", "kiosk_no"] {
        let file: String = lines(
            &format!("{branch},id_invoice,tanggal,id_customer,jumlah,harga"),
            |o| {
                let place = o.id / 13 * 5 % 11;
                format!(
                    "CAB{place:02},IN{},{},CUST{},1,{}",
                    o.id,
                    day(&o),
                    o.id,
                    paid(&o)
                )
            },
        );
        let head: String = file
            .lines()
            .take(31)
            .map(|line| line.to_owned() + "\n")
            .collect();
        assert_eq!(customer(&head), "id_customer", "{branch}");
    }
}

#[test]
fn a_tax_number_that_most_buyers_lack_is_no_customer() {
    let file = lines("order_id,date,customer_email,vat_id,order_total", |o| {
        let vat = match o.id % 2 {
            0 => format!("DE{}", 100 + o.customer),
            _ => String::new(),
        };
        format!(
            "{},{},c{}@example.com,{vat},{}",
            o.id,
            day(&o),
            o.customer,
            paid(&o)
        )
    });
    let head: String = file
        .lines()
        .take(9)
        .map(|line| line.to_owned() + "\n")
        .collect();
    for file in [head, file] {
        assert_eq!(customer(&file), "customer_email");
    }
}

#[test]
fn words_of_more_languages_say_who_bought_and_what_they_paid() {
    for (header, row, who) in [
        ("Appart,Mois,Montant,Date", "WHO,Janvier,SUM,DAY", "Appart"),
        (
            "交易时间,交易流水号,交易对象,收支金额",
            "DAY,ID,WHO,SUM",
            "交易对象",
        ),
        (
            "Data,Nr faktury,Nasabah,Sprzedaż",
            "DAY,ID,WHO,SUM",
            "Nasabah",
        ),
        (
            "Teljesítés dátuma,Számlaszám,Partner neve,Nettó árbevétel",
            "DAY,ID,WHO,SUM",
            "Partner neve",
        ),
        (
            "faturaTarihi,vergiNumarasi,urunMiktari,birimFiyati",
            "DAY,WHO,1,SUM",
            "vergiNumarasi",
        ),
        (
            "id_transaksi,id_siswa,tanggal_bayar,jumlah_bayar",
            "ID,WHO,DAY,SUM",
            "id_siswa",
        ),
    ] {
        let file = lines(header, |o| {
            let row = row.replace("WHO", &format!("{}", 40 + o.customer));
            let row = row
                .replace("DAY", &day(&o))
                .replace("ID", &o.id.to_string());
            row.replace("SUM", &paid(&o))
        });
        assert_eq!(customer(&file), who, "{header}");
        check(header, file.into());
    }
}

#[test]
fn who_wrote_the_orders_down_did_not_buy() {
    let file = lines(
        "ID Transaksi,Tanggal,User ID,Status,Nama Pelanggan,Total",
        |o| {
            let user = 1 + o.id % 3;
            let (id, customer) = (o.id, o.customer);
            format!(
                "TRX{id},{},user-{user:02},Lunas,Toko {customer},{}",
                day(&o),
                paid(&o)
            )
        },
    );
    assert_eq!(customer(&file), "Nama Pelanggan");
    // A firm has several people, each of whom belongs to it.
    let file = lines("Order,Date,Customer ID,Customer Name,Total", |o| {
        let (firm, person) = (o.customer, o.customer * 3 + o.id % 3);
        format!(
            "{},{},K{firm},Anna Berg {person},{}",
            o.id,
            day(&o),
            paid(&o)
        )
    });
    assert_eq!(customer(&file), "Customer ID");
}

#[test]
fn accounts_of_a_ledger_are_nobody() {
    let file = lines("Date,Num,Name,Account,Amount", |o| {
        let account = ["Accounts Receivable", "Undeposited Funds", "Sales Income"][o.id % 3];
        format!(
            "{},{},Anna Berg {},{account},{}",
            day(&o),
            o.id,
            o.customer,
            paid(&o)
        )
    });
    assert_eq!(customer(&file), "Name");
}

#[test]
fn one_code_for_all_rows_of_a_small_file_is_nobody() {
    let rows: Vec<String> = (0..10)
        .map(|k| {
            format!(
                "Contact {},INV-{},0{}/08/2025,2,45,200",
                k % 4,
                310 + k / 2,
                1 + k % 9
            )
        })
        .collect();
    let header = "*ContactName,*InvoiceNumber,*InvoiceDate,*Quantity,*UnitAmount,*AccountCode";
    assert_eq!(
        customer(&format!("{header}\n{}\n", rows.join("\n"))),
        "*ContactName"
    );
}

/// Each firm has a head office and a warehouse.
#[test]
fn sites_of_firms_are_no_customers() {
    let file = lines(
        "order_id,order_date,customer_id,customer_name,amount",
        |o| {
            let sites = [
                "Head Office",
                "Warehouse",
                "Shop North",
                "Shop South",
                "Lab",
                "Canteen",
            ];
            let (firm, site) = (o.customer % 3, sites[o.id / 13 % 6]);
            format!("{},{},K{firm},{site},{}", o.id, day(&o), paid(&o))
        },
    );
    assert_eq!(customer(&file), "customer_id");
}

/// A key into a list of people, from orders of whom nobody has come back yet: theirs, without a question.
#[test]
fn a_key_into_a_list_of_people_is_theirs() {
    let orders: Vec<String> = (1..=12)
        .map(|k| format!("{k},{k},2024-01-{k:02},{}.50", 10 * k))
        .collect();
    let orders = format!("id,user_id,created_at,total\n{}\n", orders.join("\n"));
    let people: Vec<String> = (1..=14)
        .map(|k| format!("{k},Anna {k},2023-12-{k:02}"))
        .collect();
    let people = format!("id,full_name,created_at\n{}\n", people.join("\n"));
    assert!(asks(&orders, "customer"));
    let mut run = Run::default();
    run.add("users.csv", people.into_bytes());
    run.add("orders.csv", orders.into_bytes());
    let inspection = run.inspect().expect("an inspection");
    assert!(
        inspection.questions.is_empty(),
        "{:?}",
        inspection.questions
    );
    assert_eq!(inspection.used, [1]);
    // Nor does the page call it doubtful.
    assert!(inspection.tables[1].columns[1].confidence >= 0.8);
}

#[test]
fn the_number_of_a_taxpayer_is_no_order() {
    let file = lines("Transação;Data;Nome;Documento;Email;Total", |o| {
        let c = o.customer;
        let (y, m, d) = o.day;
        let taxpayer = format!("{c:03}.222.333-44", c = c % 1000);
        let paid = money(o.cents, ",", "");
        format!(
            "TXN{};{d:02}/{m:02}/{y};Nome {c};{taxpayer};c{c}@example.com;{paid}",
            o.id
        )
    });
    let order = inspected(&file).proposed.mapping.order();
    assert_eq!(order, Some(0));
}

/// Sales in which each customer stands once are no list of people, whatever else names them.
#[test]
fn sales_are_no_list_of_people() {
    let rows = |row: &dyn Fn(usize) -> String| (1..=40).map(row).collect::<String>();
    let sales = rows(&|k| format!("2024-01-{:02},C{k},{k}.50\n", 1 + k % 28));
    let calls = rows(&|k| format!("2024-02-{:02},C{k},a question\n", 1 + k % 28));
    let mut run = Run::default();
    run.add(
        "calls.csv",
        format!("date,customer_id,subject\n{calls}").into_bytes(),
    );
    run.add(
        "sales.csv",
        format!("date,customer_id,amount\n{sales}").into_bytes(),
    );
    let inspection = run.inspect().expect("an inspection");
    assert_eq!(inspection.used, [1]);
}

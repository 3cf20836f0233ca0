//! Customers, names and lines that stand in pieces: below each other, beside each other, in quotes once more.

use crate::book::notes;
use crate::driver::Run;
use crate::files::{check, lines, money, net, orders, read};

#[test]
fn a_customer_on_the_first_line_of_each_order_is_known() {
    let file = lines(
        "Número do Pedido;E-mail;Data;Total;CPF;Produto;Valor do Produto",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ",", "");
            let (id, c) = (o.id, o.customer);
            let first = format!("{id};u{c}@x.br;{d:02}/{m:02}/{y};{paid};{c:011};Caneca;1,00");
            format!("{first}\r\n{id};u{c}@x.br;;;;Prato;2,00")
        },
    );
    let mut run = Run::default();
    run.add("pedidos.csv", file.into());
    let asked = run.inspect().expect("an inspection").questions;
    assert!(asked.is_empty(), "{asked:?}");
}

#[test]
fn lines_that_are_one_quoted_value_are_opened() {
    let file = lines("\"Order,Customer,Date,Amount\"", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        format!(
            "\"{},\"\"K, {}\"\",{y}-{m:02}-{d:02},{paid}\"",
            o.id, o.customer
        )
    });
    check("orders.csv", file.into());
}

#[test]
fn a_numbered_title_above_the_names_is_no_part_of_them() {
    let file = lines(
        "Sales journal;;;Page 1 of 3\r\nCustomer;Invoice;Date;Amount",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ",", ".");
            format!("K{};{};{d:02}.{m:02}.{y};{paid}", o.customer, o.id)
        },
    );
    check("journal.csv", file.clone().into());
    assert_eq!(notes("journal.csv", file.into()), ["preamble_skipped"]);
}

#[test]
fn months_with_a_point_between_dashes_are_read() {
    let months = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.";
    let months: Vec<&str> = months.split(' ').collect();
    let file = lines("Commande;Client;Date;Montant", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ",", "\u{a0}");
        format!(
            "{};K{};{d:02}-{}-{};{paid}",
            o.id,
            o.customer,
            months[m - 1],
            y % 100
        )
    });
    check("commandes.csv", file.clone().into());
    // As Windows writes it: û is as good as ű to nobody else.
    let old: Vec<u8> = file.chars().map(|c| c as u8).collect();
    check("commandes.csv", old);
}

#[test]
fn two_names_are_one_customer_where_nothing_else_is() {
    let first = [
        "Anna", "Anna", "Bo", "Bo", "Cara", "Cara", "Dan", "Eva", "Eva",
    ];
    let last = [
        "Berg", "Chen", "Berg", "Chen", "Berg", "Diaz", "Diaz", "Diaz", "Chen",
    ];
    let mut known: Vec<usize> = orders().map(|o| o.customer).collect();
    known.sort_unstable();
    known.dedup();
    for (header, mail) in [
        ("Vorname;Nachname;Datum;Betrag", false),
        ("First Name;Last Name;Date;Amount", false),
        ("Prénom;Nom;Date;Montant", false),
        ("Имя;Фамилия;Дата;Сумма", false),
        ("First Name;Last Name;Date;Amount;Email", true),
    ] {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            let at = known.binary_search(&o.customer).expect("one of them");
            let paid = money(o.cents, ",", "");
            let mail = if mail {
                format!(";u{at}@x.org")
            } else {
                String::new()
            };
            format!("{};{};{d:02}.{m:02}.{y};{paid}{mail}", first[at], last[at])
        });
        check("payments.csv", file.clone().into());
        let mut run = Run::default();
        run.add("payments.csv", file.into());
        let inspection = run.inspect().expect("an inspection");
        assert!(
            inspection.questions.is_empty(),
            "{:?}",
            inspection.questions
        );
        // One column more, where it is needed.
        assert_eq!(inspection.tables[0].columns.len(), 5, "{header}");
    }
    // A second file of the kind, with its columns in another order.
    let file = |header: &str, row: &dyn Fn(usize, String, String) -> String| {
        lines(header, |o| {
            let (y, m, d) = o.day;
            let at = known.binary_search(&o.customer).expect("one of them");
            row(at, format!("{y}-{m:02}-{d:02}"), money(o.cents, ".", ""))
        })
    };
    let a = file("First Name,Last Name,Date,Amount", &|at, day, paid| {
        format!("{},{},{day},{paid}", first[at], last[at])
    });
    let b = file("Date,Last Name,First Name,Amount", &|at, day, paid| {
        // A year later: the same days would be the same book.
        let day = day.replace("2023", "2024").replace("2022", "2023");
        format!("{day},{},{},{paid}", last[at], first[at])
    });
    let report = read(&[("a.csv", a.into()), ("b.csv", b.into())]).expect("a report");
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
    assert_eq!(net(&report), 2 * crate::files::total());
}

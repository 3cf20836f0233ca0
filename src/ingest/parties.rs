//! Who pays and who is paid: a payment service writes what was given back as a payment of the shop to the buyer.

/// Fewer rows prove nothing.
const FEW: usize = 5;

/// The columns with the e-mail addresses of payer and payee, where the shop's own is the payee's of what came in and the payer's of
/// what went out, and the column of money whose sign tells which it is; `width`: columns of a record.
pub(super) fn parties(width: usize, records: &[Vec<String>]) -> Option<([usize; 2], usize)> {
    let mut mails = (0..width).filter(|&column| {
        let filled = records
            .iter()
            .filter(|record| !at(record, column).is_empty());
        filled.clone().count() >= FEW
            && filled
                .clone()
                .all(|record| at(record, column).contains('@'))
    });
    let (one, two) = (mails.next()?, mails.next()?);
    [[one, two], [two, one]].into_iter().find_map(|pair| {
        // What most rows have, by their votes.
        let (mut own, mut votes) = ("", 0);
        for record in records {
            let payee = at(record, pair[1]);
            if votes == 0 {
                own = payee;
            }
            votes += if payee == own { 1 } else { -1 };
        }
        let money = (0..width).find(|&money| {
            let (mut rows, mut wrong) = ([0; 2], 0);
            for record in records {
                let is_out = is_less(at(record, money).as_bytes());
                let ours = at(record, pair[usize::from(!is_out)]);
                rows[usize::from(is_out)] += 1;
                wrong += usize::from(ours != own && !ours.is_empty());
            }
            rows[0] >= FEW && rows[1] > 0 && wrong * 20 <= records.len()
        });
        Some((pair, money?))
    })
}

/// A record's text in this column.
fn at(record: &[String], column: usize) -> &str {
    record.get(column).map_or("", |text| text.trim())
}

/// Is there a minus before this amount, behind it, or are there brackets?
pub(super) fn is_less(amount: &[u8]) -> bool {
    amount.iter().any(|byte| matches!(byte, b'-' | b'('))
}

//! What looks like a customer and is none, or stands for several: batches, ledger accounts, those who wrote the orders down, numbers
//! of guests, names that many share.

use super::candidate::Table;
use super::concept::Concept;
use super::lines;
use super::moments::Moments;
use super::profile::Profile;
use crate::day::Day;
use crate::ingest::inspection::Kind;
use crate::math::texts::Texts;

/// Rows of a block on average that make it a batch rather than one customer's purchases.
const BATCH: usize = 5;
/// Fewer people than this prove nothing.
pub(super) const FEW: usize = 5;
/// … and so many are others than the one who stands in all rows.
pub(super) const SOME: usize = 3;

/// 王*, 1**********: most values have stars in place of letters, and so many letters are left.
pub(super) fn is_masked(profile: &Profile<'_>, left: impl Fn(usize) -> bool) -> bool {
    let masked = |text: &str| {
        let shown = text.chars().filter(|c| c.is_alphanumeric()).count();
        text.contains(['*', '＊']) && left(shown)
    };
    profile.values().filter(|text| masked(text)).count() * 10 >= profile.filled * 8
}

/// 王先生, 김님: most values are a last name and how one speaks to its bearer, as many others are called.
pub(super) fn is_titled(profile: &Profile<'_>) -> bool {
    let titled = |text: &str| {
        let rest = ["先生", "女士", "小姐", "太太", "님", "様", "さん"]
            .iter()
            .find_map(|title| text.strip_suffix(title));
        rest.is_some_and(|name| (1..=2).contains(&name.trim().chars().count()))
    };
    profile.values().filter(|text| titled(text)).count() * 10 >= profile.filled.max(1) * 8
}

/// Anna Berg, 王小明: most values are more than one word, or written without blanks.
pub(super) fn is_full(profile: &Profile<'_>) -> bool {
    let full = |text: &&str| text.contains(' ') || text.chars().any(|c| c as u32 >= 0x2E80);
    profile.values().filter(full).count() * 10 >= profile.filled * 8
}

/// Accounts of a ledger, in words that only bookkeepers use for them; parts of a text in scripts without blanks.
const LEDGER: &str = "receivable payable undeposited checking savings income revenue forderungen erlöse debitoren créances \
    deudores crediti należności дебиторская 应收 應收 主营业务 银行存款 銀行存款 库存现金 売掛金 普通預金 売上高 외상매출금";

/// Are most values accounts of a ledger?
pub(super) fn is_of_ledger(profile: &Profile<'_>) -> bool {
    let is_account = |text: &&str| {
        let lower = text.to_lowercase();
        let mut words = LEDGER.split_whitespace();
        words.any(|word| lower.contains(word))
    };
    profile.values().filter(is_account).count() * 10 > profile.filled * 6
}

/// Pearson's r of the steps from row to row, of the rows that have both; 0 for fewer than thirty. What only grows in time with
/// the other does not go up and down with it.
fn steps_correlate(a: &Profile<'_>, b: &Profile<'_>) -> f64 {
    let steps = (1..a.cells.len()).map(|row| {
        let step = |profile: &Profile<'_>| profile.money(row) - profile.money(row - 1);
        (step(a), step(b))
    });
    let Moments { pairs, xx, yy, xy } = Moments::of(steps);
    if pairs < 30.0 || !(xx * yy > 0.0) {
        return 0.0;
    }
    xy / (xx * yy).sqrt()
}

/// Is the number zero in the rows without money, and in no others? Where nobody came, nothing was sold.
fn is_zero_with(numbers: &Profile<'_>, money: &Profile<'_>) -> bool {
    let mut zeros = 0;
    for (row, number) in numbers.cells.iter().enumerate() {
        let is_zero = *number == "0";
        if is_zero != (money.money(row) == 0.0) {
            return false;
        }
        zeros += usize::from(is_zero);
    }
    zeros >= FEW
}

impl Table<'_, '_> {
    /// Is the column the number of a batch (a settlement, a payout, a month's statement)? Its values stand in blocks, and
    /// each block has days of its own; customers buy among each other.
    pub(super) fn is_batch(&self, profile: &Profile<'_>, date: usize) -> bool {
        if profile.distinct < 3 || profile.filled < profile.distinct * BATCH {
            return false;
        }
        let days = self.days(date);
        let mut blocks: Vec<(&str, Day, Day)> = Vec::new();
        for (id, day) in profile.cells.iter().zip(days) {
            let (false, Some(day)) = (id.is_empty(), day) else {
                continue;
            };
            match blocks.last_mut() {
                Some((last, from, to)) if last == id => {
                    (*from, *to) = (day.min(*from), day.max(*to))
                }
                _ => blocks.push((id, day, day)),
            }
            if blocks.len() > profile.distinct {
                return false;
            }
        }
        let apart = |pair: &[(&str, Day, Day)]| pair[0].2 <= pair[1].1;
        let upwards = blocks.windows(2).all(apart);
        blocks.reverse();
        blocks.len() >= 3 && (upwards || blocks.windows(2).all(apart))
    }

    /// Do many people share one id of this column, as all guests of a shop have the number 0 or the name 匿名? Their e-mails or
    /// their telephones tell, where every other id has one.
    pub(super) fn has_guests(&self, column: usize) -> bool {
        let telling = self.columns().find(|(other, concept, _, p)| {
            let tells = p.emails || *concept == Concept::Phone && p.phones;
            *other != column && tells && p.filled_share() > 0.9
        });
        let Some((_, _, _, telling)) = telling else {
            return false;
        };
        let own = &self.profiles[column];
        let mut ids = lines::groups(own);
        // Or have none.
        let blank = (0..own.cells.len()).filter(|&row| own.cells[row].is_empty());
        let blank: Vec<usize> = blank.collect();
        if blank.len() * 20 > own.cells.len() {
            ids.push(blank);
        }
        let people = |rows: &Vec<usize>| {
            let different = Texts::of(rows.iter().map(|&row| telling.cells[row]));
            different.len()
        };
        let (mut most, mut all) = (0, 0);
        for people in ids.iter().map(people) {
            (most, all) = (most.max(people), all + people);
        }
        most >= FEW && ids.len() >= FEW && (all - most) * 10 <= (ids.len() - 1) * 11
    }

    /// Are there clearly fewer people, by their names, of which each id has one?
    pub(super) fn has_fewer_names(&self, profile: &Profile<'_>) -> bool {
        let ids = lines::groups(profile);
        self.columns().any(|(_, concept, _, names)| {
            concept == Concept::CustomerName
                && names.distinct >= FEW
                && names.distinct * 5 < profile.distinct * 4
                && lines::constant(&ids, &names.cells) > Some(0.95)
        })
    }

    /// Does each of many named customers come to several of these few ids? Then they are those of the people who wrote the orders
    /// down; a firm has several people as well, but each of them belongs to it.
    pub(super) fn is_of_staff(&self, profile: &Profile<'_>) -> bool {
        let ids = lines::groups(profile);
        self.columns().any(|(_, concept, _, names)| {
            if concept != Concept::CustomerName || names.distinct < 2 * profile.distinct {
                return false;
            }
            let named = lines::groups(names);
            named.len() >= SOME
                && lines::constant(&ids, &names.cells) < Some(0.2)
                && lines::constant(&named, &profile.cells) < Some(0.5)
        })
    }

    /// Does one value stand in most rows?
    pub(super) fn giant<'a>(&self, profile: &Profile<'a>) -> Option<&'a str> {
        let groups = lines::groups(profile);
        let mut giants = groups.iter();
        let giant = giants.find(|rows| rows.len() * 10 > profile.filled * 7)?;
        Some(profile.cells[*giant.first()?])
    }

    /// Is there one value for each thing that was sold?
    pub(super) fn is_of_thing(&self, profile: &Profile<'_>) -> bool {
        self.columns().any(|(_, concept, _, thing)| {
            if !matches!(concept, Concept::Product | Concept::Sku) || thing.distinct < FEW {
                return false;
            }
            let groups = lines::groups(thing);
            groups.len() >= FEW && lines::constant(&groups, &profile.cells) > Some(0.95)
        })
    }

    /// "Customers: 555", "Guests: 4": whole numbers that go up and down with the money, that are zero where it is, or that have
    /// two digits beside half as many again who are named count people; ids don't.
    pub(super) fn is_count(&self, profile: &Profile<'_>) -> bool {
        if profile.kind != Kind::Integer {
            return false;
        }
        let small = profile.values().all(|number| number.len() <= 2);
        self.columns().any(|(_, concept, _, other)| match concept {
            Concept::OrderAmount | Concept::LineAmount | Concept::BareAmount => {
                profile.distinct >= 20
                    && (steps_correlate(profile, other) > 0.7 || is_zero_with(profile, other))
            }
            Concept::CustomerName | Concept::Email | Concept::Phone => {
                small && 2 * other.distinct >= 3 * profile.distinct
            }
            _ => false,
        })
    }
}

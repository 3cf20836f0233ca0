//! Which column says what became of an order.

use super::candidate::Table;
use super::concept::Concept;
use super::header::Header;
use super::kinds;
use super::profile::Profile;
use super::words::Atom;
use crate::ingest::inspection::Kind;
use crate::ingest::status::{Meaning, answer, meaning, tell_ahead};
use crate::math::texts::Texts;

/// More different values than this name no states, where the header does not.
const FEW: usize = 12;

/// A column that counts more than one that is called status.
#[derive(Clone, Debug)]
pub(super) struct States {
    pub(super) column: usize,
    /// It answers yes or no, and this answer is no sale.
    pub(super) no_sale: Option<bool>,
    /// Kinds of rows that settle what others sold.
    pub(super) settling: Vec<String>,
}

/// Could the values be states?
pub(super) fn few(profile: &Profile<'_>) -> bool {
    matches!(profile.kind, Kind::Text | Kind::Integer) && profile.distinct <= 60
}

/// Do most rows say nothing here? Then the few that do are marked.
fn marks(profile: &Profile<'_>) -> bool {
    profile.filled > 0 && profile.filled * 2 < profile.cells.len()
}

/// Does it answer yes or no, and nothing else?
pub(super) fn answers(profile: &Profile<'_>) -> bool {
    profile.distinct == 2 && profile.values().all(|value| answer(value).is_some())
}

/// The answer to its header's question that is no sale: "Cancelled? yes", "已付款 否".
fn no_sale(header: &Header, profile: &Profile<'_>) -> Option<bool> {
    let undone = header.any(&[Atom::Refund, Atom::Cancel]);
    let known = undone || header.any(&[Atom::Pay, Atom::Approve]);
    // Words that nobody knows may change the question: "free cancellation", "paid traffic".
    let known = known && header.is_understood();
    // "Paid by card?", "E-mail confirmed?", "Approved for marketing": not said of the sale.
    let of_other = header.any(&[
        Atom::Method,
        Atom::Email,
        Atom::Phone,
        Atom::Address,
        Atom::Campaign,
        Atom::Id,
        Atom::Signup,
        Atom::Fee,
        Atom::Discount,
        Atom::Tax,
        Atom::Customer,
        Atom::Coupon,
        Atom::Sales,
        Atom::Login,
        Atom::Create,
        Atom::Before,
        // "Returned quantity": so many pieces.
        Atom::Quantity,
    ]);
    (known && !of_other && answers(profile)).then_some(undone)
}

/// Rows whose state is no sale.
fn unsold(profile: &Profile<'_>) -> Vec<bool> {
    let mut seen = Texts::default();
    let mut known: Vec<bool> = Vec::new();
    let cells = profile.cells.iter();
    cells
        .map(|cell| {
            let at = seen.place(cell);
            if at == known.len() {
                known.push(matches!(meaning(cell), Meaning::NotASale | Meaning::Lost));
            }
            known[at]
        })
        .collect()
}

/// Of two columns that are called status the one that says more: all that the other one says, and of a few rows besides, as what
/// was paid back after it was sent.
fn fuller(table: &Table<'_, '_>) -> Option<usize> {
    let (first, _) = table.first_of(&[Concept::Status], few)?;
    let known = unsold(&table.profiles[first]);
    let mut others = table
        .columns()
        .filter(|(column, concept, ..)| *concept == Concept::Status && *column != first);
    let (column, ..) = others.find(|(.., profile)| {
        let more = if few(profile) {
            unsold(profile)
        } else {
            Vec::new()
        };
        let besides = more.iter().zip(&known).filter(|(more, known)| more > known);
        let besides = besides.count();
        let holds_all = known.iter().zip(&more).all(|(known, more)| known <= more);
        besides > 0 && besides * 5 <= more.len() && holds_all
    })?;
    Some(column)
}

/// The column whose values say most: of which only some are sales; without a status, which are no sales. Not that whose
/// `returns` are taken off, unless some of its rows pay for others; not that whose rows are known to be `repeated`.
/// `used`: the amount and the customer.
pub(super) fn find(
    table: &Table<'_, '_>,
    used: Option<[usize; 2]>,
    returns: Option<usize>,
    repeated: Option<usize>,
) -> Option<States> {
    use Concept::{Other, Place, Segment, ShipStatus, Stage, Status, Unknown};
    let named = table
        .columns()
        .any(|(_, concept, _, profile)| concept == Status && few(profile));
    let (mut most, mut found) = (0, None);
    if let Some(column) = fuller(table) {
        found = Some(States {
            column,
            no_sale: None,
            settling: Vec::new(),
        });
    }
    for (column, concept, _, profile) in table.columns().filter(|c| few(c.3)) {
        let settling = match used {
            Some(used) if !used.contains(&column) && repeated != Some(column) => {
                kinds::settling(table, column, used)
            }
            _ => Vec::new(),
        };
        if settling.is_empty() && Some(column) == returns {
            continue;
        }
        let values = Texts::of(profile.values());
        let mut said = [0_usize; 4];
        for value in values.iter() {
            said[meaning(value) as usize] += 1;
        }
        let of = |meaning: Meaning| said[meaning as usize];
        let out = of(Meaning::NotASale);
        let funnel = of(Meaning::Won) > 0 && of(Meaning::Lost) > 0;
        let flag = no_sale(&table.headers[column], profile).filter(|_| !named);
        let worth = if !settling.is_empty() {
            3
        } else if funnel && matches!(concept, Other | Unknown | Status | Stage | Segment) {
            2
        } else if flag.is_some() || !named && tell_ahead(values.iter()) {
            1
        } else {
            // "Estado" is a region, too.
            let other = matches!(concept, Other | Unknown | Place | ShipStatus)
                && profile.kind == Kind::Text;
            // Among remarks, or where only they are marked: "VOID", "*cancelled*".
            let some = out > 0 && (out < values.len() || marks(profile));
            usize::from(!named && other && some && values.len() <= FEW)
        };
        if worth > most {
            most = worth;
            found = Some(States {
                column,
                no_sale: flag,
                settling,
            });
        }
    }
    found
}

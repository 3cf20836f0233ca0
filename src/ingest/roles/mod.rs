//! What each column means: its name gives a prior, its contents decide.
//!
//! ```text
//! header ─ words ─▶ atoms ─ concept ─▶ what it says it is ┐
//! values ─ profile ─▶ what stands in it                   ├─ assign ─▶ role, confidence, reason
//! rows of one order ─ lines ─▶ what hangs together        ┘
//! ```

mod amounts;
mod assign;
mod beside;
mod candidate;
mod cents;
mod concept;
mod customers;
mod dates;
mod header;
mod kinds;
pub(super) mod lines;
mod lists;
mod moments;
mod money;
mod nobody;
mod orders;
mod payments;
mod pieces;
pub(super) mod profile;
mod states;
mod tongues;
mod words;

pub(super) use concept::Concept;
pub(super) use header::PLUS;

use super::inspection::{Kind, Said};
use super::plan::{AmountLevel, Returns, Role, RowKinds};
use super::presets;
use profile::Profile;

/// Confidence in a column that a known export's shape names; its contents must still fit.
const KNOWN_SHAPE: f64 = 0.98;

/// What a column probably means.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The role; each role is given to one column at most, the others are [`Role::Ignore`].
    pub role: Role,
    /// 0–1.
    pub confidence: f64,
    /// Why.
    pub reason: Said,
    /// What stands in the column.
    pub kind: Kind,
}

/// Everything found out about a table's columns.
#[derive(Clone, Debug)]
pub(super) struct Study<'a> {
    pub(super) guesses: Vec<Guess>,
    pub(super) concepts: Vec<(Concept, f64)>,
    pub(super) profiles: Vec<Profile<'a>>,
    /// What one row's amount covers.
    pub(super) level: AmountLevel,
    /// Rows that repeat the money of others of their order.
    pub(super) row_kinds: Option<RowKinds>,
    /// Rows that are refunds, though their money is not negative.
    pub(super) returns: Option<Returns>,
    /// The status answers yes or no ("Cancelled?"), and this answer is no sale.
    pub(super) no_sale: Option<bool>,
    /// States that settle what rows of other ones sold.
    pub(super) settling: Vec<String>,
    /// Every customer stands in one row only, and the columns tell of a customer, not of a purchase.
    pub(super) one_row_per_customer: bool,
    /// And many columns do: members with their age, level and points. A date among them is not that of a purchase.
    pub(super) is_portrait: bool,
    /// A subscription: columns that name how long somebody stays …
    pub(super) tenure: Vec<usize>,
    /// … or whether they have left.
    pub(super) churned: Vec<usize>,
    /// Columns that could be the role as well, best first, the chosen one included.
    pub(super) rivals: Vec<(Role, Vec<usize>)>,
    /// Id of the preset whose shape this is.
    pub(super) preset: Option<String>,
    /// The amounts are probably hundredths.
    pub(super) cents: Option<f64>,
}

impl Study<'_> {
    /// The column with this role.
    pub(super) fn with(&self, role: Role) -> Option<usize> {
        self.guesses.iter().position(|guess| guess.role == role)
    }

    /// Columns that could have this role, best first.
    pub(super) fn rivals(&self, role: Role) -> &[usize] {
        self.rivals
            .iter()
            .find(|(of, _)| *of == role)
            .map_or(&[], |(_, columns)| columns)
    }
}

/// Guesses the role of each column from its name and the sampled records. `has_header` is false where the
/// names are only `column 1`, `column 2` …: then the contents decide alone.
#[must_use]
pub fn guess(names: &[String], records: &[Vec<String>], has_header: bool) -> Vec<Guess> {
    study(names, records, has_header).guesses
}

/// Studies a table's columns.
pub(super) fn study<'a>(
    names: &[String],
    records: &'a [Vec<String>],
    has_header: bool,
) -> Study<'a> {
    let dictionary = header::Dictionary::for_table(names);
    let headers: Vec<header::Header> = names
        .iter()
        .map(|name| {
            if has_header {
                let name = unwrapped(name);
                of_people(&dictionary, name).unwrap_or_else(|| dictionary.read(name))
            } else {
                header::Header::default()
            }
        })
        .collect();
    // Machine names (`_widget_1700000000000`, `col_7`) say as little as no header.
    let has_header = has_header && headers.iter().any(|header| !header.is_unknown());
    let mut concepts: Vec<(Concept, f64)> = headers.iter().map(concept::concept).collect();
    let preset = if has_header {
        presets::recognise(names)
    } else {
        None
    };
    if let Some(preset) = &preset {
        for (role, concept) in [
            (Role::Customer, Concept::CustomerId),
            (Role::Order, Concept::OrderId),
            (Role::Date, Concept::OrderDate),
            (Role::Amount, Concept::OrderAmount),
            (Role::Currency, Concept::Currency),
            (Role::Status, Concept::Status),
            (Role::Refund, Concept::Refund),
        ] {
            if let Some(column) = preset.column(role, names) {
                concepts[column] = (concept, KNOWN_SHAPE);
            }
        }
    }
    let profiles: Vec<Profile<'a>> = concepts
        .iter()
        .enumerate()
        .map(|(index, (concept, _))| Profile::new(records, index, concept.is_date()))
        .collect();
    // "Jumlah", "How many": pieces, or money where a currency stands beside it.
    for ((concept, _), profile) in concepts.iter_mut().zip(&profiles) {
        if *concept == Concept::Quantity && profile.has_currency() {
            *concept = Concept::BareAmount;
        }
    }
    let mut study = assign::assign(names, &headers, concepts, profiles, has_header);
    if let Some(preset) = preset {
        if let Some(level) = preset.level
            && study.level == AmountLevel::Row
            && level == AmountLevel::FirstLine
        {
            study.level = level;
        }
        let whole = study
            .with(Role::Amount)
            .is_some_and(|column| study.profiles[column].kind == Kind::Integer);
        study.cents = study
            .cents
            .or(preset.cents.filter(|_| whole).map(|_| KNOWN_SHAPE));
        study.preset = Some(preset.id);
    }
    study
}

/// Does the name say that its column holds money?
pub(super) fn is_money(name: &str) -> bool {
    use Concept::*;
    let (concept, _) = concept::concept(&header::Dictionary::new().read(unwrapped(name)));
    matches!(
        concept,
        PaidAmount
            | OrderAmount
            | LineAmount
            | BareAmount
            | NetAmount
            | DealAmount
            | DueAmount
            | ListAmount
            | Subtotal
            | Price
            | UnitPrice
            | Refund
            | Discount
            | Shipping
            | Tax
            | OtherMoney
    )
}

/// How firmly the names say that their columns hold the days of purchases (0–1); of other days it is less.
pub(super) fn name_days(names: &[String]) -> Vec<f64> {
    use Concept::{BareDate, CreatedDate, OrderDate, OtherDate, PaidDate};
    let dictionary = header::Dictionary::new();
    let worth = |name: &String| match concept::concept(&dictionary.read(unwrapped(name))) {
        (OrderDate | PaidDate | BareDate | CreatedDate, prior) => prior,
        (OtherDate, prior) => prior * 0.3,
        _ => 0.0,
    };
    names.iter().map(worth).collect()
}

/// Does the name say that its column holds who buys?
pub(super) fn is_customer(name: &str) -> bool {
    use Concept::*;
    let (concept, _) = concept::concept(&header::Dictionary::new().read(unwrapped(name)));
    matches!(
        concept,
        CustomerId | CustomerName | Company | Email | Phone | PersonName | BareName
    )
}

/// Does the name say that its column holds what a thing is sold for, and how firmly (0–1)? Nothing where it is what the shop pays.
pub(super) fn is_price(name: &str) -> Option<f64> {
    let header = header::Dictionary::new().read(unwrapped(name));
    let (concept, prior) = concept::concept(&header);
    match concept {
        _ if header.has(words::Atom::Cost) => None,
        Concept::UnitPrice | Concept::Price => Some(prior),
        // "Retail price", "selling price", "售价".
        Concept::ListAmount | Concept::OrderAmount | Concept::NetAmount
            if header.has(words::Atom::Price) =>
        {
            Some(prior)
        }
        _ => None,
    }
}

/// Does the name say that a discount has been taken off already?
pub(super) fn is_reduced(name: &str) -> bool {
    let header = header::Dictionary::new().read(unwrapped(name));
    use words::Atom::{Actual, After, Discount, Net};
    header.any(&[Actual, After, Net, Discount])
}

/// Does the name say that its column holds shares ("discount rate")?
pub(super) fn is_rate(name: &str) -> bool {
    let header = header::Dictionary::new().read(unwrapped(name));
    header.has(words::Atom::Rate)
}

/// Is any of these names that of a column of first or last names?
pub(super) fn name_people(names: &[String]) -> bool {
    let dictionary = header::Dictionary::new();
    let concept = |name: &String| concept::concept(&dictionary.read(unwrapped(name))).0;
    names
        .iter()
        .any(|name| concept(name) == Concept::PersonName)
}

/// The columns that are called the state of the order and, besides, of what is sent back or paid back: "订单状态" and "售后状态".
pub(super) fn name_states(names: &[String]) -> Option<[usize; 2]> {
    use words::Atom::{Deliver, Refund, Ship, Status};
    let dictionary = header::Dictionary::new();
    let headers = names.iter().map(|name| dictionary.read(unwrapped(name)));
    let (mut of_order, mut of_return) = (None, None);
    for (column, header) in headers.enumerate() {
        if header.has(Status) && !header.any(&[Ship, Deliver]) {
            let found = match header.has(Refund) {
                true => &mut of_return,
                false => &mut of_order,
            };
            found.get_or_insert(column);
        }
    }
    Some([of_order?, of_return?])
}

/// "Deal - Organization", "Document - Nom (tiers)": what such a table is about stands in front of all names, of people as well.
fn of_people(dictionary: &header::Dictionary, name: &str) -> Option<header::Header> {
    use words::Atom::{Company, Contact, Customer, Deal, Email, Line, Order, Person, Phone, Staff};
    let (about, name) = name.split_once(" - ")?;
    let (about, name) = (dictionary.read(about), dictionary.read(name));
    let bought = about.is_unknown() || about.only(&[Deal, Order, Line]);
    let people = name.any(&[Company, Contact, Customer, Email, Person, Phone, Staff]);
    (bought && people).then_some(name)
}

/// A name without the object that interfaces of table services wrap around the columns.
fn unwrapped(name: &str) -> &str {
    ["fields.", "properties.", "attributes.", "data.", "node."]
        .iter()
        .find_map(|wrapper| name.strip_prefix(wrapper))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::concept::Concept;
    use super::*;

    /// The groups of `headers.csv` that a concept may belong to.
    fn groups(concept: Concept) -> &'static [&'static str] {
        use Concept::*;
        match concept {
            CustomerId => &["customer"],
            Company => &["customer", "customer_weak"],
            CustomerName | Email | Phone | Recipient | PersonName => &["customer_weak"],
            OrderId => &["order"],
            DealId | Owner | Stage => &["funnel", "other"],
            LineId | RowId => &["line"],
            BareId => &["customer", "order"],
            BareName => &["customer_weak", "order"],
            OrderDate | PaidDate | BareDate | CreatedDate => &["date"],
            CloseDate | SignupDate | OtherDate => &["date_other"],
            PaidAmount | OrderAmount | LineAmount | BareAmount | DealAmount => &["amount"],
            NetAmount | DueAmount | ListAmount | Subtotal | Discount | Shipping | Tax
            | OtherMoney => &["amount_other"],
            Price | UnitPrice => &["unit_price"],
            Refund => &["refund"],
            Quantity => &["quantity"],
            Currency => &["currency"],
            Status | ShipStatus => &["status"],
            Product | Sku | Category => &["product"],
            Channel | Place | Address => &["place_channel"],
            CustomerLevel => &["customer_level"],
            Segment => &["segment_or_score", "customer_level"],
            Campaign => &["campaign"],
            Other | Unknown => &["other"],
        }
    }

    /// Other vendors' headers, by name alone: `headers.csv` is a sample of the world, not a list to learn by heart.
    #[test]
    fn headers_of_the_world_are_understood_by_name() {
        let shared = std::env::var("REGULARS_SHARED").unwrap_or_else(|_| "../shared".into());
        let Ok(text) = std::fs::read_to_string(format!("{shared}/data/headers.csv")) else {
            assert!(std::env::var("CI").is_err(), "the shared data is missing");
            println!("{shared}/data/headers.csv is not there: nothing tested");
            return;
        };
        let dictionary = header::Dictionary::new();
        let (mut right, mut all) = (0, 0);
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.rsplitn(4, ',').collect();
            let [_, group, _, front] = fields[..] else {
                continue;
            };
            let Some(name) = front.splitn(3, ',').nth(2) else {
                continue;
            };
            let (concept, _) = concept::concept(&dictionary.read(name));
            all += 1;
            if groups(concept).contains(&group) {
                right += 1;
            } else {
                println!("{name}: {concept:?}, wanted {group}");
            }
        }
        println!("{right} of {all} headers by name alone");
        assert!(right * 100 >= all * 90, "{right} of {all}");
    }
}

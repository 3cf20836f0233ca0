//! What the page asks before it runs, each with the proposal that stands without an answer.

use super::Studied;
use super::date_choices::date_choices;
use super::others::{is_whole, other_purchases};
use crate::ingest::amounts::{AmountReader, has_comma};
use crate::ingest::inspection::{InspectedTable, Inspection, ProposedJoin, Question, Said};
use crate::ingest::plan::{AmountReading, Role};
use crate::ingest::roles::{Concept, Study};
use crate::ingest::siblings::left_open;

/// Below this confidence a role is asked about.
const SURE_ROLE: f64 = 0.6;
/// So sure, e-mail addresses that nothing rivals need no question.
const ALONE: f64 = 0.5;
/// Below this confidence a reading is asked about.
const SURE_READING: f64 = 0.8;
/// Columns that a question offers.
const OFFERED: usize = 6;

/// Fills in the questions and what they propose.
///
/// `families`: tables that are read as one; `channels`: those that are united by a guess.
pub(super) fn ask(
    inspection: &mut Inspection,
    studied: &[Studied<'_>],
    families: &[Vec<usize>],
    channels: &[usize],
) {
    let Some(index) = inspection.used.first().copied() else {
        return;
    };
    let Some(Studied { study, .. }) = studied.get(index) else {
        return;
    };
    let mut asking = Asking {
        inspection,
        studied,
        index,
        table: &inspection.tables[index],
        study,
        money: study.with(Role::Amount).or(study.with(Role::UnitPrice)),
        by_list: inspection.proposed.joined.contains_key(&Role::UnitPrice),
        questions: Vec::new(),
    };
    asking.joins();
    asking.tables(families, channels);
    asking.roles();
    asking.date_order();
    asking.decimal_mark();
    asking.date_order_elsewhere();
    asking.cents();
    let currency = asking.currency();
    let status_excluded = asking.status();
    asking.refund();
    asking.unit();
    let kinds_excluded = asking.row_kinds();
    inspection.questions = asking.questions;
    inspection.proposed.currency = currency;
    inspection.proposed.status_excluded = status_excluded;
    inspection.proposed.kinds_excluded = kinds_excluded;
}

/// What the questions are asked of: the table with the rows, and those around it.
struct Asking<'i, 's> {
    inspection: &'i Inspection,
    studied: &'i [Studied<'s>],
    /// The first of the used tables.
    index: usize,
    table: &'i InspectedTable,
    study: &'i Study<'s>,
    /// The column of its money, or of the price of a piece.
    money: Option<usize>,
    /// Prices come from a list.
    by_list: bool,
    questions: Vec<Question>,
}

impl Asking<'_, '_> {
    /// A question about the table with the rows.
    fn ask(&mut self, id: &str, column: Option<usize>, choices: Vec<Said>, proposed: &str) {
        self.ask_of(self.index, id, column, choices, proposed);
    }

    fn ask_of(
        &mut self,
        table: usize,
        id: &str,
        column: Option<usize>,
        choices: Vec<Said>,
        proposed: &str,
    ) {
        self.questions.push(Question {
            id: id.to_owned(),
            table,
            column,
            choices,
            proposed: proposed.to_owned(),
        });
    }

    fn joins(&mut self) {
        let doubtful = |join: &ProposedJoin| {
            !join.returns && (self.by_list || !is_whole(self.inspection, self.studied, join))
        };
        if self.inspection.joins.iter().any(doubtful) {
            let choices = vec![Said::new("join"), Said::new("apart")];
            self.ask("join", None, choices, "join");
        }
    }

    /// Which table holds the purchases, or whether several do.
    fn tables(&mut self, families: &[Vec<usize>], channels: &[usize]) {
        let tables = &self.inspection.tables;
        let offered = |of: &mut dyn Iterator<Item = usize>| -> Vec<Said> {
            let said = |t: usize| {
                Said::new(&t.to_string())
                    .with("name", &tables[t].name)
                    .with("rows", tables[t].sampled_rows)
            };
            of.take(OFFERED).map(said).collect()
        };
        if channels.contains(&self.index) {
            let mut choices = offered(&mut channels.iter().copied());
            choices.insert(0, Said::new("all").with("tables", channels.len()));
            self.ask("table", None, choices, "all");
        } else if self.inspection.joins.is_empty()
            && other_purchases(self.inspection, self.studied, families)
        {
            let choices = offered(&mut families.iter().map(|family| family[0]));
            self.ask("table", None, choices, &self.index.to_string());
        }
    }

    /// Customer, date and amount, where they are not sure.
    fn roles(&mut self) {
        for (role, id) in [
            (Role::Customer, "customer"),
            (Role::Date, "date"),
            (Role::Amount, "amount"),
        ] {
            if role == Role::Amount {
                self.price_or_sum();
            }
            let Some(column) = self.study.with(role) else {
                continue;
            };
            if self.is_sure(role, column)
                || self.inspection.proposed.joined.contains_key(&role)
                || role == Role::Amount && self.by_list
            {
                continue;
            }
            let rivals = self.study.rivals(role).iter().take(OFFERED);
            let mut choices: Vec<Said> = rivals.map(|c| Said::new(&c.to_string())).collect();
            if role == Role::Amount
                && self.study.with(Role::Quantity).is_some()
                && self.study.with(Role::UnitPrice).is_some()
            {
                choices.push(self.by_pieces());
            }
            self.ask(id, Some(column), choices, &column.to_string());
        }
    }

    /// Pieces times a column that may as well be the sum.
    fn price_or_sum(&mut self) {
        let half_sure = |&column: &usize| self.table.columns[column].confidence < SURE_ROLE;
        if self.study.with(Role::Amount).is_none()
            && !self.by_list
            && let Some(price) = self.study.with(Role::UnitPrice).filter(half_sure)
            && self.study.with(Role::Quantity).is_some()
        {
            let choices = vec![self.by_pieces(), Said::new(&price.to_string())];
            self.ask("amount", Some(price), choices, "quantity_x_price");
        }
    }

    fn by_pieces(&self) -> Said {
        let name = |role: Role| {
            let column = self.study.with(role);
            column.map_or("", |at| &self.table.columns[at].name)
        };
        Said::new("quantity_x_price")
            .with("quantity", name(Role::Quantity))
            .with("price", name(Role::UnitPrice))
    }

    /// Does this column need no question?
    fn is_sure(&self, role: Role, column: usize) -> bool {
        let (study, confidence) = (self.study, self.table.columns[column].confidence);
        if role != Role::Customer {
            return confidence >= SURE_ROLE;
        }
        // Many rows without a customer, and a column that has one for more of them: guests, told by their e-mail; people who
        // left no telephone. The number of something is none of theirs.
        let known = known_share(study, column);
        let is_said = |&&rival: &&usize| {
            !matches!(study.concepts[rival].0, Concept::BareId | Concept::Unknown)
        };
        let gaps = known < 0.95
            && (study.rivals(role).iter().filter(is_said))
                .any(|&rival| known_share(study, rival) > (known + 0.04).max(0.9));
        // Nobody makes an e-mail address for each order.
        let alone = study.rivals(role).len() == 1 && study.profiles[column].emails;
        !gaps && (confidence >= SURE_ROLE || alone && confidence >= ALONE)
    }

    fn date_order(&mut self) {
        if let (Some(date), Some(column)) = (&self.table.date, self.study.with(Role::Date))
            && (date.ambiguous || date.confidence < SURE_READING)
        {
            let choices = date_choices(&self.study.profiles[column], date.order);
            self.ask("date_order", Some(column), choices, date.order.id());
        }
    }

    fn decimal_mark(&mut self) {
        let (Some(amount), Some(column)) = (&self.table.amount, self.money) else {
            return;
        };
        if !amount.ambiguous {
            return;
        }
        let mut values = self.study.profiles[column].values();
        let example = values.find(|v| has_comma(v) || v.contains('.'));
        let example = example.unwrap_or_default();
        let choice = |mark: char| {
            let reader = AmountReader::new(AmountReading {
                decimal_mark: mark,
                cents: false,
                power: 0,
            });
            let read = reader.read(example.as_bytes()).map(|m| m.to_string());
            Said::new(&mark.to_string())
                .with("sample", example)
                .with("reads_as", read.unwrap_or_default())
        };
        let choices = vec![choice(','), choice('.')];
        let proposed = amount.decimal_mark.to_string();
        self.ask("decimal_mark", Some(column), choices, &proposed);
    }

    /// Which of day and month comes first, where only another of the used tables leaves it open.
    fn date_order_elsewhere(&mut self) {
        let Inspection {
            tables,
            used,
            proposed,
            ..
        } = self.inspection;
        if let Some((table, column)) = left_open(self.inspection, &proposed.mapping, used)
            && let (Some(other), Some(read)) = (self.studied.get(table), &tables[table].date)
        {
            let choices = date_choices(&other.study.profiles[column], read.order);
            self.ask_of(table, "date_order", Some(column), choices, read.order.id());
        }
    }

    fn cents(&mut self) {
        let joined = self.inspection.proposed.joined.get(&Role::Amount);
        let paying = joined
            .map(|at| (at.table, at.column))
            .or(self.money.map(|column| (self.index, column)));
        if let Some((at, column)) = paying
            && let Some(other) = self.studied.get(at)
            && other.study.cents.is_some_and(|sure| sure < 0.9)
        {
            let mut values = other.study.profiles[column].values();
            let example = values.next().unwrap_or_default();
            let choices = ["cents", "whole"].map(|id| Said::new(id).with("sample", example));
            let amount = self.inspection.tables[at].amount.as_ref();
            let proposed = match amount.is_some_and(|amount| amount.cents) {
                true => "cents",
                false => "whole",
            };
            self.ask_of(at, "cents", Some(column), choices.to_vec(), proposed);
        }
    }

    /// Which of several currencies counts; the one that is proposed.
    fn currency(&mut self) -> Option<String> {
        let found = &self.table.currencies;
        if self.by_list || !super::currencies::tell_apart(self.study, found) {
            return None;
        }
        let choices = found.iter();
        let choices = choices.map(|c| Said::new(&c.currency).with("rows", c.rows));
        let most = found[0].currency.clone();
        let column = self.study.with(Role::Currency);
        self.ask("currency", column, choices.collect(), &most);
        Some(most)
    }

    /// Whether rows in some states are left out; those that are.
    fn status(&mut self) -> Option<Vec<String>> {
        let unsold = || self.table.status.iter().filter(|s| !s.is_sale);
        unsold().next()?;
        let all = self.studied[self.index].sample.records.len();
        let rows: u64 = unsold().map(|s| s.rows).sum();
        let choices = vec![
            Said::new("all_statuses").with("rows", all),
            Said::new("only_sales").with("rows", rows),
        ];
        // An order's status never takes rows away by itself; a deal is no order until it is won, and what pays for an invoice
        // is no second one.
        let (proposed, excluded) = match counts_only_sales(self.study, self.table) {
            true => ("only_sales", unsold().map(|s| s.value.clone()).collect()),
            false => ("all_statuses", Vec::new()),
        };
        self.ask("status", self.study.with(Role::Status), choices, proposed);
        Some(excluded)
    }

    /// Whether refunds are taken off: rows of their own, a column beside the amount, a table of them.
    fn refund(&mut self) {
        let study = self.study;
        let on_rows = study.returns.as_ref().map(|returns| {
            let cells = &study.profiles[returns.column].cells;
            let rows = of_kinds(cells, &returns.values);
            (Some(returns.column), rows, "subtract")
        });
        let in_column = || {
            let (column, rows) = super::notes::refunds(study)?;
            study.with(Role::Amount)?;
            Some((Some(column), rows, "as_written"))
        };
        let in_table = || {
            let mut used = self.inspection.used.iter();
            let returned = used.find(|&&table| self.inspection.tables[table].all_returns)?;
            let rows = self.inspection.tables[*returned].sampled_rows as usize;
            Some((None, rows, "subtract"))
        };
        if let Some((column, rows, proposed)) = on_rows.or_else(in_column).or_else(in_table) {
            let choices = ["as_written", "subtract"].map(|id| Said::new(id).with("rows", rows));
            self.ask("refund", column, choices.to_vec(), proposed);
        }
    }

    /// A header that names its unit is believed; a line above the table may speak of something else.
    fn unit(&mut self) {
        if let Some(column) = self.money
            && let Some((power, false)) = super::readings::unit(&self.studied[self.index], column)
        {
            let mut values = self.study.profiles[column].values();
            let example = values.next().unwrap_or_default();
            let choices = [power, 0].map(|p| {
                Said::new(&p.to_string())
                    .with("sample", example)
                    .with("power", p)
            });
            self.ask("unit", Some(column), choices.to_vec(), &power.to_string());
        }
    }

    /// Which rows of an order count, where others repeat their money; the kinds that do not.
    fn row_kinds(&mut self) -> Option<Vec<String>> {
        let study = self.study;
        let kinds = study.row_kinds.as_ref()?;
        let proposed = kinds.proposed();
        let cells = &study.profiles[kinds.column].cells;
        let named = |level: &Vec<String>| {
            let rows = match level.as_slice() {
                [] => cells.len() - of_kinds(cells, &kinds.left_out_for(kinds.levels.len() - 1)),
                some => of_kinds(cells, some),
            };
            (level.join(", "), rows)
        };
        let mut choices: Vec<Said> = kinds
            .levels
            .iter()
            .enumerate()
            // What cannot be named cannot be left out.
            .filter(|(at, _)| *at == proposed || proposed == 0)
            .map(|(at, level)| {
                let (names, rows) = named(level);
                Said::new(&at.to_string())
                    .with("kinds", names)
                    .with("rows", rows)
            })
            .collect();
        choices.push(Said::new("all").with("rows", cells.len()));
        let (column, proposal) = (Some(kinds.column), proposed.to_string());
        self.ask("row_kinds", column, choices, &proposal);
        Some(kinds.left_out_for(proposed))
    }
}

/// Are the states that are no sales left out unless the user says otherwise?
pub(super) fn counts_only_sales(study: &Study<'_>, table: &InspectedTable) -> bool {
    let values = table.status.iter().map(|s| s.value.as_str());
    !study.settling.is_empty() || crate::ingest::status::is_funnel(values)
}

/// Share of the rows with money that have a value in this column; the others continue the order above them. One row alone is
/// rather a total.
fn known_share(study: &Study<'_>, column: usize) -> f64 {
    let own = &study.profiles[column].cells;
    let money = study.with(Role::Amount).unwrap_or(column);
    let rows = study.profiles[money].cells.iter().zip(own);
    let (mut with, mut all) = (1, 0);
    for (_, own) in rows.filter(|(money, _)| !money.is_empty()) {
        all += 1;
        with += usize::from(!own.is_empty());
    }
    let with = with.min(all);
    with as f64 / all.max(1) as f64
}

/// Rows whose text is one of these.
pub(super) fn of_kinds(cells: &[&str], kinds: &[String]) -> usize {
    cells
        .iter()
        .filter(|cell| kinds.iter().any(|kind| kind == *cell))
        .count()
}

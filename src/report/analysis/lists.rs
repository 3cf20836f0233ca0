//! Lists of customers: pages for the screen, lines for a file.

use super::Analysis;
use crate::report::list::{List, Page, Query};

impl Analysis {
    /// A page of a list. The order of the last list is kept, so that scrolling costs nothing.
    pub fn customers(&mut self, query: &Query) -> Page {
        let rows = self.select(query);
        let page = self
            .list()
            .map(|list| list.page(&rows, query.offset, query.limit));
        self.selection = Some((query.clone(), rows));
        page.unwrap_or_default()
    }

    /// Lines `from .. from + limit` of a list as CSV; the header stands before line 0.
    pub fn customers_csv(&mut self, query: &Query, from: usize, limit: usize) -> Vec<u8> {
        let rows = self.select(query);
        let piece = &rows[from.min(rows.len())..from.saturating_add(limit).min(rows.len())];
        let text = self
            .list()
            .map(|list| {
                let header = if from == 0 {
                    list.csv_header()
                } else {
                    Vec::new()
                };
                [header, list.csv(piece)].concat()
            })
            .unwrap_or_default();
        self.selection = Some((query.clone(), rows));
        text
    }

    fn select(&mut self, query: &Query) -> Vec<u32> {
        match self.selection.take() {
            Some((before, rows)) if before.same_list(query) => rows,
            _ => self
                .list()
                .map(|list| list.select(query))
                .unwrap_or_default(),
        }
    }

    /// What a list shows; `None` before the first report.
    fn list<'a>(&'a self) -> Option<List<'a, impl Fn(usize) -> &'a str + use<'a>>> {
        let settled = self.settled.as_ref()?;
        let (ids, customers) = (self.ledger.customers(), &self.summaries.customer);
        Some(List {
            name: move |i: usize| std::str::from_utf8(ids.id(customers[i])).unwrap_or_default(),
            summaries: &self.summaries,
            rfm: &self.rfm,
            stages: &settled.stages,
            segments: &self.segments,
            forecasts: settled.forecasts.as_ref(),
        })
    }
}

//! Summaries → groups. Each model is complete and exclusive: every customer with a purchase is in exactly one group.

pub mod lifecycle;
pub mod quantiles;
pub mod rfm;

use lifecycle::Stage;
use rfm::{Rfm, Segment};

/// One segment model applied: which group each customer of `Summaries` is in.
#[derive(Clone, Debug)]
pub struct Grouping {
    /// `lifecycle_4` or `rfm_11`.
    pub model: &'static str,
    /// Ids of the groups.
    pub groups: Vec<&'static str>,
    /// For each customer the index into `groups`.
    pub of: Vec<u8>,
}

/// The four lifecycle groups as far as purchases can show them.
#[must_use]
pub fn by_stage(stages: &[Stage]) -> Grouping {
    Grouping {
        model: "lifecycle_4",
        groups: Stage::ALL.map(Stage::id).to_vec(),
        of: stages.iter().map(|&stage| stage as u8).collect(),
    }
}

/// The eleven RFM segments.
#[must_use]
pub fn by_segment(rfm: &Rfm) -> Grouping {
    Grouping {
        model: "rfm_11",
        groups: Segment::ALL.map(Segment::id).to_vec(),
        of: rfm
            .scores
            .iter()
            .map(|score| score.segment() as u8)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_of_a_group_is_its_place_in_the_list() {
        for (index, stage) in Stage::ALL.into_iter().enumerate() {
            assert_eq!(stage as usize, index);
        }
        for (index, segment) in Segment::ALL.into_iter().enumerate() {
            assert_eq!(segment as usize, index);
        }
    }
}

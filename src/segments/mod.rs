//! Summaries → groups. Each model is complete and exclusive: every customer with a purchase is in exactly one group.

pub mod lifecycle;
pub mod quantiles;
pub mod rfm;

//! Checked measure and answers to scores: kernels over columns.
//!
//! A [`Plan`] is made once from an instrument and scores tables of any length. Inside, a number is a double and missing
//! is NaN; NaN never leaves this module, and the causes of missing answers are kept beside the values.

#![deny(clippy::wildcard_enum_match_arm)]

mod aggregate;
mod asked;
mod bands;
mod evaluate;
mod moments;
mod norms;
mod plan;
mod refusals;
mod tests;

pub use norms::{Figures, INTERVAL, Known, NormPlan, Normed, PercentileBy};
pub use plan::{Plan, Scored};
pub use tests::{Failure, TestOutcome, run_tests, test_diagnostics};

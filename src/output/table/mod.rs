//! The table of results, which nothing else of this module is needed for: it only computes.

mod constants;
mod facts;
mod normed;
mod results;
mod team_table;
mod written;

#[cfg(feature = "output")]
pub(super) use constants::{ConstantColumns, is_constant};
pub use normed::{NO_GROUP, NormColumns};
pub use results::{AnswerForm, ResultColumns, Results, RowIdentity, view};
pub use team_table::team_table;

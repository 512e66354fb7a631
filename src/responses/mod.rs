//! Answers: the table they are read into, the readers, and what is wrong with them.

mod table;

pub use table::{Cause, Identity, ItemColumn, ResponseTable};

//! Text to syntax tree, and back to text in the one true layout.

mod build;
mod fingerprint;
mod format;
mod forms;
mod grammar;
mod parse;
mod recover;
mod scan;
mod token;
pub mod tree;

pub(crate) use fingerprint::hexadecimal;
pub use format::format;
pub(crate) use parse::at_most;
pub use parse::{Parsed, parse};
pub(crate) use recover::is_reserved;
pub use scan::limits;

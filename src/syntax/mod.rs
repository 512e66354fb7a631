//! Text to syntax tree, and back to text in the one true layout.

mod build;
mod fingerprint;
mod flags;
mod format;
mod forms;
mod grammar;
mod parse;
mod placed;
mod recover;
mod run;
mod scan;
mod slips;
mod token;
pub mod tree;

#[cfg(any(feature = "output", feature = "store"))]
pub(crate) use fingerprint::hexadecimal;
pub(crate) use flags::meant_flag;
pub use format::format;
pub(crate) use parse::at_most;
pub use parse::{Parsed, parse};
#[cfg(feature = "cli")]
pub(crate) use recover::is_id;
pub(crate) use recover::is_reserved;
pub(crate) use run::Rise;
pub use scan::limits;
pub(crate) use slips::run_meant;

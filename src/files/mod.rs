//! The door for files: which of them this program reads, so that none of them is written over, and who may read those
//! that it makes. What is held in memory whole is read up to a bound, whatever the file is.

mod identity;
#[cfg(feature = "output")]
mod input;
mod private;
mod register;
mod stores;
mod whole;

pub use identity::{is_same, real};
#[cfg(feature = "output")]
pub use input::Input;
pub use private::{PRIVATE, make_private};
pub use register::{Use, open, spoilt_by_stdout, use_of, uses};
pub use stores::is_store;
pub use whole::{FileError, bytes, bytes_just_above, open_at_once, text};

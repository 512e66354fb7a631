//! The door for files: which of them this program reads, so that none of them is written over, and who may read those
//! that it makes.

mod identity;
mod private;
mod register;
mod stores;

pub use identity::is_same;
pub use private::{PRIVATE, make_private};
pub use register::{Use, bytes, bytes_just_above, open, text, use_of, uses};
pub use stores::is_store;

//! Answers out of files as a store takes them in: what is found in a file, and what becomes of it. The command line
//! prints it, and the web shows it.

#![deny(clippy::wildcard_enum_match_arm)]

mod beforehand;
mod numbering;
mod reading;
mod row;
mod taking;

pub use beforehand::{Beforehand, Choice, HeldRow};
pub use reading::{Found, OfStore, format_of_name, of_file, of_store};
pub use row::{BEGUN, CONFIDENTIAL, OFFICE, column_of_store};
pub use taking::{NotTakenIn, take_in};

use crate::responses::{Format, ReadOptions};

/// How files of answers are read at a site where nobody says otherwise.
#[derive(Clone, Debug, Default)]
pub struct SiteReading {
    /// The settings, without the texts of any measure.
    pub options: ReadOptions,
    /// The form of all files; found by their names where it is not set.
    pub format: Option<Format>,
}

impl SiteReading {
    /// The form of a file of a name.
    pub fn format_of(&self, name: &str) -> Format {
        self.format.unwrap_or_else(|| format_of_name(name))
    }
}

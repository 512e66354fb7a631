//! Files of the language: where they are found, which of them matter, and what they say of one another.
//!
//! A [`Library`] is the folders of a site, those of the user and of the system, and the instruments inside the program.
//! Its [`Index`] is made of the heads of files alone; a [`Catalogue`] holds the few that matter to a question, parsed
//! and checked against one another.

#![deny(clippy::wildcard_enum_match_arm)]

mod broken;
mod built_in;
mod collection;
mod copy;
mod drawn_pictures;
mod entry;
mod error;
mod find;
mod head;
mod index;
mod languages;
mod library;
mod location;
mod media;
mod parallel;
mod schedules;
mod walk;

pub use collection::Catalogue;
pub use copy::{Copied, CopyPlan, copy_plan};
pub use entry::{Entry, Holds};
pub use error::CatalogueError;
pub use find::{find, find_by_id};
pub use index::Index;
pub use library::Library;
pub use location::{Location, kind_of_file};
pub use media::MediaFault;
pub use schedules::find_schedule;
pub use walk::{files_in, folder_of, read};

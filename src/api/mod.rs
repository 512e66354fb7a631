//! What a program that uses the library holds: a measure out of its text, and a scorer of batches of answers.

#![deny(clippy::wildcard_enum_match_arm)]

mod builder;
mod error;
mod parse;
mod scored;
mod scorer;

pub use builder::ScorerBuilder;
pub use error::ScoreError;
pub use parse::{ParseError, check_text};
pub use scored::Scored;
pub use scorer::Scorer;

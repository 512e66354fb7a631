use crate::instrument::NONE;

/// What somebody types for an answer that stands on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryCode<'t> {
    /// Nothing was typed.
    Nothing,
    /// It was left open on the paper.
    Open,
    /// An answer, as a file of answers has it.
    Answer(&'t str),
}

/// The code of the visible non-answer, as paper shows it or as keyboards have it.
pub(super) const NO_NUMBER: [&str; 2] = ["-", "–"];
/// Left open on the paper.
pub(super) const OPEN: &str = ".";

impl<'t> EntryCode<'t> {
    /// What was typed. A dash is the visible non-answer, and in somebody's own words a dash.
    pub(super) fn of(typed: &'t str, is_text: bool) -> Self {
        match typed.trim() {
            "" => Self::Nothing,
            OPEN => Self::Open,
            code if !is_text && NO_NUMBER.contains(&code) => Self::Answer(NONE),
            answer => Self::Answer(answer),
        }
    }
}

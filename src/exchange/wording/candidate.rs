use super::Entry;
use super::print::{quoted, unescaped};

/// A translation to choose from, where those who translated a text do not agree. In a file it is a comment before the
/// text, so that nothing stands for a translation until somebody has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Whose it is, as the file of it is called.
    pub by: String,
    /// What was translated.
    pub text: String,
}

/// What a comment begins with that holds a candidate.
const MARK: &str = "# candidate of ";

impl Candidate {
    /// The comment that holds it.
    pub fn comment(&self) -> String {
        format!("{MARK}{}", self.line())
    }

    /// The candidate that a comment holds, if it holds one.
    pub fn of_comment(comment: &str) -> Option<Self> {
        Self::of_line(comment.strip_prefix(MARK)?)
    }

    /// It on one line: `anna: "…"`.
    pub fn line(&self) -> String {
        format!("{}: {}", self.by, quoted(&self.text))
    }

    /// Reads what [`Candidate::line`] writes. A name holds no quotation mark, so the first one begins the text.
    pub fn of_line(line: &str) -> Option<Self> {
        let (by, text) = line.split_once(": \"")?;
        Some(Self { by: by.to_owned(), text: unescaped(text.strip_suffix('"')?) })
    }
}

impl Entry {
    /// The translations to choose from, in the order of the file.
    pub fn candidates(&self) -> Vec<Candidate> {
        self.comments.iter().filter_map(|comment| Candidate::of_comment(comment)).collect()
    }
}

/// A name as it can stand in a comment: on one line, and without quotation marks.
pub fn plain_name(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || c == '"' || crate::source::is_direction_control(c) { '_' } else { c }).collect()
}

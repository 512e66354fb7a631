use std::fmt;

use super::{Code, Span};

/// How severe a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file, or the row, cannot be used as it is.
    Error,
    /// It can be used, but it probably does not say what its author meant.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What a diagnostic points at.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A stretch of the text.
    Text(Span),
    /// A column of a table of answers as a whole, where no row holds the names.
    Column(String),
    /// A place in a table of answers.
    Cell {
        /// Row as a spreadsheet counts it (the header is row 1), or the record, from 1, in JSON.
        row: u64,
        /// Name of the column, where one column is at fault.
        column: Option<String>,
        /// What stands in the cell.
        found: Option<String>,
    },
}

/// Something wrong, where it is, and how to mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Which kind.
    pub code: &'static Code,
    /// How severe it is here.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, a plain sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Secondary labels: other places that belong to it, each with a few words.
    pub labels: Vec<(Span, String)>,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Text(span)
    }
}

impl Diagnostic {
    /// A diagnostic that is as severe as its code is by default.
    pub fn new(code: &'static Code, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity, place: place.into(), message: message.into(), help: None, labels: Vec::new() }
    }

    /// Makes it more or less severe than its code is by default.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds how to mend it, where that is known.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Adds a secondary label: another place that belongs to it.
    #[must_use]
    pub fn label(mut self, span: Span, words: impl Into<String>) -> Self {
        self.labels.push((span, words.into()));
        self
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The row of a table of answers that is at fault, where one is.
    pub fn row(&self) -> Option<u64> {
        match &self.place {
            Place::Cell { row, .. } => Some(*row),
            Place::File | Place::Column(_) | Place::Text(_) => None,
        }
    }

    /// Where it begins in the text; the file as a whole and cells sort first.
    pub fn start(&self) -> u32 {
        match &self.place {
            Place::Text(span) => span.start,
            Place::File | Place::Column(_) | Place::Cell { .. } => 0,
        }
    }
}

impl fmt::Display for Diagnostic {
    /// One line, for where the text itself is not at hand; [`super::render`] shows the place in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.severity.word(), self.code.name)?;
        match &self.place {
            Place::File | Place::Text(_) => {}
            Place::Column(column) => write!(f, " in column {column}")?,
            Place::Cell { row, column: None, .. } => write!(f, " in row {row}")?,
            Place::Cell { row, column: Some(column), .. } => write!(f, " in row {row}, column {column}")?,
        }
        write!(f, ": {}", self.message)?;
        self.help.iter().try_for_each(|help| write!(f, " ({help})"))
    }
}

impl std::error::Error for Diagnostic {}

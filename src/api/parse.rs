use std::error::Error;
use std::fmt;

use crate::check::{Checked, check_instrument};
use crate::instrument::Instrument;
use crate::score::test_diagnostics;
use crate::source::{Diagnostic, Place, SourceFile, Style, render};
use crate::syntax;

/// Why a text is no measure, or no norms: everything that is wrong with it, by place.
#[derive(Clone, Debug)]
pub struct ParseError {
    file: SourceFile,
    diagnostics: Vec<Diagnostic>,
}

impl ParseError {
    /// What a check said; `None` where the text is sound.
    pub(super) fn of<T>(file: SourceFile, checked: Checked<T>) -> Result<T, Self> {
        checked.found.ok_or(Self { file, diagnostics: checked.diagnostics })
    }

    /// Everything that is wrong, by place; warnings and notes are among it.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// All of it as text for a person: each with the line of the source, underlined, and how to mend it.
    pub fn render(&self) -> String {
        let texts: Vec<String> = self.diagnostics.iter().map(|diagnostic| render(&self.file, diagnostic, Style::Plain)).collect();
        texts.join("\n\n")
    }

    fn first(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().find(|diagnostic| diagnostic.is_error())
    }
}

impl fmt::Display for ParseError {
    /// How many errors there are, and where the first is; what that is says the source of this error.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.file.name();
        match self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count() {
            1 => write!(f, "{name} has an error")?,
            count => write!(f, "{name} has {count} errors")?,
        }
        match self.first().map(|diagnostic| &diagnostic.place) {
            Some(Place::Text(span)) => write!(f, ", the first in line {}", self.file.position(span.start).line),
            Some(Place::File | Place::Column(_) | Place::Cell { .. }) | None => Ok(()),
        }
    }
}

impl Error for ParseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.first().map(|diagnostic| diagnostic as &(dyn Error + 'static))
    }
}

impl Instrument {
    /// Reads and checks a measure, and runs the tests inside it.
    ///
    /// What is sound may still have warnings; [`check_text`] tells of those too.
    ///
    /// # Errors
    /// Everything that is wrong with the text.
    pub fn parse(text: impl Into<SourceFile>) -> Result<Self, ParseError> {
        let file = text.into();
        let checked = check_text(&file);
        ParseError::of(file, checked)
    }
}

/// Reads and checks a measure, and runs the tests inside it. The measure is there if nothing of what is said is an
/// error.
pub fn check_text(text: &SourceFile) -> Checked<Instrument> {
    let mut checked = check_instrument(text, &syntax::parse(text));
    let failures: Vec<Diagnostic> = checked.found.iter().flat_map(test_diagnostics).collect();
    if !failures.is_empty() {
        checked.found = None;
        checked.diagnostics.extend(failures);
    }
    checked
}

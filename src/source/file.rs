use super::Span;

/// A text with the name it is known by in diagnostics.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: Vec<u32>,
}

/// A place for a person: line and column count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl SourceFile {
    /// Takes a text under a name, which is a path as the user wrote it or a word like `<stdin>`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let line_starts = starts.map(|start| Span::new(start, start).start).collect();
        Self { name: name.into(), text, line_starts }
    }

    /// What the file is called in diagnostics.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty if the span lies outside.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Where a byte offset is, for a person.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.line_starts.get(line).copied().unwrap_or_default();
        let before = self.slice(Span { start, end: offset });
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    /// The text of the line that holds a byte offset, without its end, and the offset where it begins.
    pub fn line_at(&self, offset: u32) -> (&str, u32) {
        let line = self.line_of(offset);
        let start = self.line_starts.get(line).copied().unwrap_or_default();
        let end = self.line_starts.get(line + 1).copied().unwrap_or(Span::new(0, self.text.len()).end);
        (self.slice(Span { start, end }).trim_end_matches(['\n', '\r']), start)
    }

    fn line_of(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }
}

/// A text that has no name: diagnostics call it `<text>`.
impl From<&str> for SourceFile {
    fn from(text: &str) -> Self {
        Self::new("<text>", text)
    }
}

/// A text that has no name: diagnostics call it `<text>`.
impl From<String> for SourceFile {
    fn from(text: String) -> Self {
        Self::new("<text>", text)
    }
}

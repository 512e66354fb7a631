use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Place, Severity, SourceFile, Span};

/// How diagnostics are drawn for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Text only.
    Plain,
    /// With terminal colours.
    Coloured,
}

/// Bytes of a source line beyond which it is cut around the place before it is drawn; the drawing cuts shorter ones
/// itself.
const LONG_LINE: usize = 4096;
/// Characters that are kept of such a line.
const LINE_WINDOW: usize = 120;

/// A diagnostic as text: code and sentence, file with line and column, the source underlined, how to mend it.
pub fn render(file: &SourceFile, diagnostic: &Diagnostic, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let level = level(diagnostic.severity);
    let message = printable(&diagnostic.message);
    let title = level.primary_title(message).id(diagnostic.code.name);
    let mut groups = vec![match &diagnostic.place {
        Place::Text(span) => excerpts(file, *span, diagnostic).into_iter().fold(Group::with_title(title), Group::element),
        place @ (Place::File | Place::Column(_) | Place::Cell { .. }) => {
            Group::with_title(title).element(Origin::path(origin(file, place)))
        }
    }];
    if let Some(help) = &diagnostic.help {
        groups.push(Group::with_title(Level::HELP.secondary_title(printable(help))));
    }
    renderer.render(&groups)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn origin(file: &SourceFile, place: &Place) -> String {
    let name = printable(file.name());
    match place {
        Place::Cell { row, column, .. } => match column {
            Some(column) => format!("{name}: row {row}, column {}", printable(column)),
            None => format!("{name}: row {row}"),
        },
        Place::Column(column) => format!("{name}: column {}", printable(column)),
        Place::File | Place::Text(_) => name,
    }
}

type Excerpt = Snippet<'static, annotate_snippets::Annotation<'static>>;

fn excerpts(file: &SourceFile, span: Span, diagnostic: &Diagnostic) -> Vec<Excerpt> {
    let primary = excerpt(file, span, AnnotationKind::Primary, None);
    let others = diagnostic.labels.iter().map(|(span, words)| excerpt(file, *span, AnnotationKind::Context, Some(words)));
    std::iter::once(primary).chain(others).collect()
}

fn excerpt(file: &SourceFile, span: Span, kind: AnnotationKind, words: Option<&String>) -> Excerpt {
    let (line, line_start) = file.line_at(span.start);
    // A span that was made by hand may begin or end within a letter: the whole letter is shown.
    let start = line.floor_char_boundary((span.start - line_start) as usize);
    let end = line.ceil_char_boundary((span.end.saturating_sub(line_start)) as usize).max(start);
    let (shown, range) = window(line, start, end);
    let annotation = kind.span(range).label(words.map(|words| printable(words)));
    Snippet::source(shown).line_start(file.position(span.start).line).path(printable(file.name())).annotation(annotation)
}

/// The part of a long line around a place, made printable, and where the place is in it.
fn window(line: &str, start: usize, end: usize) -> (String, std::ops::Range<usize>) {
    let before: Vec<char> = line[..start].chars().collect();
    let is_long = line.len() > LONG_LINE;
    let kept = if is_long { LINE_WINDOW / 2 } else { LONG_LINE };
    let skip = before.len().saturating_sub(kept);
    let mut shown = if skip > 0 { String::from("…") } else { String::new() };
    shown.push_str(&printable(&before[skip..].iter().collect::<String>()));
    let from = shown.len();
    let place: String = line[start..end].chars().take(kept).collect();
    shown.push_str(&printable(&place));
    let to = shown.len();
    let rest: String = line[end..].chars().take(kept).collect();
    if place.len() < end - start {
        shown.push('…');
    } else {
        shown.push_str(&printable(&rest));
        if rest.len() < line.len() - end {
            shown.push('…');
        }
    }
    (shown, from..to.max(from))
}

/// A text without characters that steer a terminal or reverse the reading direction: each becomes `\u{…}`.
pub fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => shown.push(' '),
            '\n' => shown.push('\n'),
            c if c.is_control() || is_direction_control(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown
}

/// Whether a character changes the direction of the text around it.
pub(crate) fn is_direction_control(character: char) -> bool {
    matches!(character, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A diagnostic for machines; the field names are stable.
#[derive(Debug, Serialize)]
pub struct DiagnosticJson<'a> {
    /// Stable code, as `V0201`.
    pub code: &'a str,
    /// `error`, `warning` or `note`.
    pub severity: &'a str,
    /// What is wrong.
    pub message: &'a str,
    /// How to mend it.
    pub help: Option<&'a str>,
    /// Name of the file.
    pub file: &'a str,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
    /// Byte offset of the first byte of the place.
    pub start: Option<u32>,
    /// Byte offset after the last byte of the place.
    pub end: Option<u32>,
    /// Row of a table of answers, as a spreadsheet counts it.
    pub row: Option<u64>,
    /// Name of the column of a table of answers.
    pub field: Option<&'a str>,
    /// What stands in the cell.
    pub found: Option<&'a str>,
}

/// A diagnostic for machines.
pub fn render_json<'a>(file: &'a SourceFile, diagnostic: &'a Diagnostic) -> DiagnosticJson<'a> {
    let mut json = DiagnosticJson {
        code: diagnostic.code.name,
        severity: diagnostic.severity.word(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        file: file.name(),
        line: None,
        column: None,
        start: None,
        end: None,
        row: None,
        field: None,
        found: None,
    };
    match &diagnostic.place {
        Place::File => {}
        Place::Column(column) => json.field = Some(column),
        Place::Text(span) => {
            let position = file.position(span.start);
            (json.line, json.column) = (Some(position.line), Some(position.column));
            (json.start, json.end) = (Some(span.start), Some(span.end));
        }
        Place::Cell { row, column, found } => {
            (json.row, json.field, json.found) = (Some(*row), column.as_deref(), found.as_deref());
        }
    }
    json
}

use maud::{Markup, html};

use super::icons::Icon;
use crate::instrument::Language;
use crate::phrases::Phrases;
use crate::source::{Diagnostic, Place, Severity};

/// A diagnostic: where it is and what is wrong, in the language of the page. The program itself speaks English; what it
/// says of this very case stands folded behind that, where the page speaks another language.
pub(super) fn diagnosed(diagnostic: &Diagnostic, phrases: &Phrases) -> Markup {
    let (kind, icon) = match diagnostic.severity {
        Severity::Error => ("is-signal", Icon::Warning),
        Severity::Warning => ("is-due", Icon::Warning),
        Severity::Note => ("is-wait", Icon::Information),
    };
    let own = html! {
        span lang="en" dir="ltr" { (diagnostic.message) " " span.quiet { "(" (diagnostic.code.name) ")" } }
        @if let Some(help) = &diagnostic.help { br; span.small.quiet lang="en" dir="ltr" { (help) } }
    };
    html! {
        span class={ "tone " (kind) } { (icon.drawn()) }
        div {
            b { (place(diagnostic, phrases)) } " "
            @if phrases.language.fallbacks().contains(&Language::english()) { (own) } @else {
                (said(diagnostic, phrases))
                details { summary { (phrases.say("import-details")) } (own) }
            }
        }
    }
}

/// What is wrong and what to do, by the code alone.
fn said(diagnostic: &Diagnostic, phrases: &Phrases) -> String {
    let id = format!("diagnostic-{}", diagnostic.code.name);
    let said = phrases.say(&id);
    // A kind that is not found in files of answers by itself.
    if said == id { phrases.say("diagnostic-other") } else { said }
}

fn place(diagnostic: &Diagnostic, phrases: &Phrases) -> String {
    match &diagnostic.place {
        Place::Cell { row, column: Some(column), found } => {
            let told = [("row", (*row).into()), ("column", column.as_str().into())];
            let at = phrases.with("import-at-cell", told);
            match found.as_deref().filter(|found| !found.trim().is_empty()) {
                Some(found) => format!("{at}: {}", phrases.with("paper-quoted", [("words", shortened(found).into())])),
                None => at,
            }
        }
        Place::Cell { row, column: None, .. } => {
            named(diagnostic, phrases.with("import-at-row", [("row", (*row).into())]), phrases)
        }
        Place::Column(column) => phrases.with("import-at-column", [("column", column.as_str().into())]),
        Place::File | Place::Text(_) => named(diagnostic, phrases.say("import-at-file"), phrases),
    }
}

/// Names that are told with a place, where a diagnostic is about several.
const NAMES: usize = 5;

/// A place with the names of columns and questions that the program says something of: no cell holds them.
fn named(diagnostic: &Diagnostic, at: String, phrases: &Phrases) -> String {
    let quoted = diagnostic.message.split('`').skip(1).step_by(2).filter(|name| !name.starts_with('-'));
    let names: Vec<String> =
        quoted.take(NAMES).map(|name| phrases.with("paper-quoted", [("words", shortened(name).into())])).collect();
    if names.is_empty() { at } else { format!("{at}: {}", names.join(", ")) }
}

/// Letters of a cell that are shown.
const LETTERS: usize = 60;

/// As much of a cell as tells it from others.
fn shortened(found: &str) -> String {
    match found.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", &found[..end]),
        None => found.to_owned(),
    }
}

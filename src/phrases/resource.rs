use fluent_bundle::FluentResource;

use super::nesting::too_deep;
use crate::source::{Diagnostic, Span, codes};
use crate::syntax::limits::COMPLAINTS;

/// Reads a text as Fluent as far as it can be read, and says what cannot. The parser follows `{ }` and `( )` by
/// recursion, so of a text that nests them too deep nothing is read.
pub(super) fn resource_of(text: &str) -> (FluentResource, Vec<Diagnostic>) {
    if let Some((at, most)) = too_deep(text) {
        let message = format!("this is no phrase: `{{` and `(` are nested more than {most} deep");
        let diagnostic = Diagnostic::new(&codes::INTERFACE_TEXT_MISSING, Span::new(at, at + 1), message);
        let nothing = FluentResource::try_new(String::new()).unwrap_or_else(|(nothing, _)| nothing);
        return (nothing, vec![diagnostic.help("a phrase puts words in with one pair, as `{ $name }`")]);
    }
    match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => (resource, vec![]),
        Err((resource, errors)) => {
            let diagnostics = errors.into_iter().take(COMPLAINTS).map(|error| {
                let message = format!("this is no phrase: {}", error.kind.to_string().trim_end_matches('.'));
                // The parser counts bytes, and may end within a letter.
                let start = text.floor_char_boundary(error.pos.start);
                let span = Span::new(start, text.ceil_char_boundary(error.pos.end).max(start));
                Diagnostic::new(&codes::INTERFACE_TEXT_MISSING, span, message)
                    .help("a phrase is `id = words`; its other lines are indented")
            });
            (resource, diagnostics.collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceFile, Style, render};

    /// Found by fuzzing: an error that ends within a letter could not be shown.
    #[test]
    fn what_is_wrong_is_shown_whole_letters_at_a_time() {
        for text in ["store-fail żadnych.\n", "a = { ż", "ż", "a = { \"\\ż\" }", "= ż\n-ż"] {
            let file = SourceFile::new("nl.ftl", text);
            for diagnostic in resource_of(text).1 {
                assert!(render(&file, &diagnostic, Style::Plain).contains("this is no phrase"), "{text}");
            }
        }
    }
}

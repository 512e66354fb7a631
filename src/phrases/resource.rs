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
                Diagnostic::new(&codes::INTERFACE_TEXT_MISSING, Span::new(error.pos.start, error.pos.end), message)
                    .help("a phrase is `id = words`; its other lines are indented")
            });
            (resource, diagnostics.collect())
        }
    }
}

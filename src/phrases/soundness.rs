use std::collections::HashSet;

use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentArgs, FluentError};

use super::Said;
use super::book::{ENGLISH, PhraseBook};
use super::resource::resource_of;
use crate::source::{Diagnostic, SourceFile, Span, codes, did_you_mean};
use crate::syntax::limits::COMPLAINTS;

/// What is wrong with a file of interface texts: what cannot be read, texts that are never said, and words that nothing
/// is put in for.
pub fn check_phrases(file: &SourceFile) -> Vec<Diagnostic> {
    let (resource, mut diagnostics) = resource_of(file.text());
    let mut own = Said::new_concurrent(vec![]);
    own.add_resource_overriding(resource);
    let mut english = Said::new_concurrent(vec![]);
    english.add_resource_overriding(resource_of(ENGLISH).0);
    let mut looked_at = HashSet::new();
    for (id, span) in ids_in(file.text()).filter(|(id, _)| looked_at.insert(*id)) {
        // Looking for what a slip stands for takes its time.
        if diagnostics.len() >= COMPLAINTS {
            break;
        }
        if !english.has_message(id) {
            let ids: Vec<&str> = PhraseBook::ids().collect();
            let diagnostic = Diagnostic::new(&codes::UNKNOWN_INTERFACE_TEXT, span, format!("there is no interface text `{id}`"));
            diagnostics.push(diagnostic.maybe_help(did_you_mean(id, &ids)));
            continue;
        }
        if let Some(why) = unsayable(&own, id) {
            diagnostics.push(
                Diagnostic::new(&codes::INTERFACE_TEXT_MISSING, span, format!("`{id}` cannot be said: {why}"))
                    .help("write out what it says"),
            );
            continue;
        }
        let put_in = unknown_to(&english, id, &[]);
        for word in unknown_to(&own, id, &put_in) {
            let known: Vec<String> = put_in.iter().map(|word| format!("`{{ ${word} }}`")).collect();
            let help =
                if known.is_empty() { "nothing is put into it".to_owned() } else { format!("there is {}", known.join(", ")) };
            let message = format!("nothing is put in for `{{ ${word} }}` in `{id}`");
            diagnostics.push(Diagnostic::new(&codes::UNKNOWN_INTERFACE_TEXT, span, message).help(help));
        }
    }
    diagnostics
}

/// The ids at the beginning of lines, with their places.
fn ids_in(text: &str) -> impl Iterator<Item = (&str, Span)> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let begin = at;
        at += line.len();
        let id = line.split('=').next().filter(|_| line.contains('='))?.trim_end();
        let is_id = id.starts_with(|c: char| c.is_ascii_alphabetic());
        is_id.then(|| (id, Span::new(begin, begin + id.len())))
    })
}

/// Why a phrase cannot be said whatever is put in: it takes itself in, or another one that is not there.
fn unsayable(said: &Said, id: &str) -> Option<&'static str> {
    errors_of(said, id, &[]).into_iter().find_map(|error| match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { .. })) => None,
        FluentError::ResolverError(ResolverError::Cyclic) => Some("it takes itself in"),
        FluentError::ResolverError(ResolverError::TooManyPlaceables) => Some("it takes in too much"),
        FluentError::ResolverError(ResolverError::Reference(_) | ResolverError::NoValue(_) | ResolverError::MissingDefault) => {
            Some("it takes in what is not there")
        }
        FluentError::Overriding { .. } | FluentError::ParserError(_) => None,
    })
}

/// What goes wrong as a phrase is said with these words put in.
fn errors_of(said: &Said, id: &str, put_in: &[String]) -> Vec<FluentError> {
    let Some(pattern) = said.get_message(id).and_then(|message| message.value()) else { return vec![] };
    let told = FluentArgs::from_iter(put_in.iter().map(|word| (word.as_str(), "1")));
    let mut errors = Vec::new();
    let _ = said.format_pattern(pattern, Some(&told), &mut errors);
    errors
}

/// Words between `{ }` of a phrase that are not among those that are put in.
fn unknown_to(said: &Said, id: &str, put_in: &[String]) -> Vec<String> {
    let mut words: Vec<String> = errors_of(said, id, put_in)
        .into_iter()
        .filter_map(|error| {
            let FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) = error else {
                return None;
            };
            Some(id)
        })
        .collect();
    words.dedup();
    words
}

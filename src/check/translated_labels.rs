use std::collections::HashMap;

use super::known::folded;
use crate::instrument::{Instrument, Known};
use crate::source::{Diagnostic, Span, codes};

/// What facts and their words are called in a translation: two facts, or two words of one, that are called the same cannot
/// be told apart there, and neither can a word that is called as another is named. What is not translated is called as in
/// the measure.
pub(super) fn called_alike(
    instrument: &Instrument,
    texts: &[(String, String)],
    places: &HashMap<String, Span>,
) -> Vec<Diagnostic> {
    let translated: HashMap<&str, &str> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let called = |path: String, own: &str| translated.get(path.as_str()).map_or_else(|| own.to_owned(), |to| (*to).to_owned());
    let facts = instrument.known.iter().map(|known| Called {
        name: known.name.clone(),
        path: known.text_path(),
        is_known_by_name: false,
        as_read: called(known.text_path(), &known.called()),
    });
    let facts = alike(&facts.collect::<Vec<_>>(), places);
    let words = |known: &Known| {
        let word = |word: &String| Called {
            name: word.clone(),
            path: known.word_path(word),
            // In a file of answers a word stands by its name or by its label.
            is_known_by_name: true,
            as_read: called(known.word_path(word), &known.word_called(word)),
        };
        alike(&known.kind.words().iter().map(word).collect::<Vec<_>>(), places)
    };
    facts.into_iter().chain(instrument.known.iter().flat_map(words)).collect()
}

/// A fact or a word of one.
struct Called {
    name: String,
    path: String,
    is_known_by_name: bool,
    as_read: String,
}

fn alike(all: &[Called], places: &HashMap<String, Span>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, this) in all.iter().enumerate() {
        let Some(place) = places.get(&this.path) else { continue };
        let same = |other: &&Called| folded(&other.as_read) == folded(&this.as_read);
        // Of two that are translated the later is told; one that is not translated is told beside the one that is.
        let is_told_here = |(there, other): &(usize, &Called)| *there < at || !places.contains_key(&other.path);
        let others = || all.iter().enumerate().filter(|(there, _)| *there != at);
        let twin = others().filter(is_told_here).map(|(_, other)| other).find(same);
        let named = |other: &&Called| this.is_known_by_name && folded(&other.name) == folded(&this.as_read);
        let message = match (twin, others().map(|(_, other)| other).find(named)) {
            (Some(twin), _) => format!("`{}` and `{}` are both called \"{}\" here", twin.name, this.name, this.as_read.trim()),
            (None, Some(other)) => {
                format!("`{}` is called \"{}\" here, which is the name of `{}`", this.name, this.as_read.trim(), other.name)
            }
            (None, None) => continue,
        };
        found.push(Diagnostic::new(&codes::CALLED_ALIKE, *place, message).help("translate one of the two otherwise"));
    }
    found
}

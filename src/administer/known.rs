use std::collections::BTreeMap;

use crate::instrument::{Instrument, Notation};
use crate::phrases::Phrases;

/// What was told of a case is no fact that the measure knows.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{}", self.words(&Phrases::english()))]
pub struct NoFact(pub String);

impl NoFact {
    /// What is no fact, in a language.
    pub fn words(&self, phrases: &Phrases) -> String {
        phrases.with("no-such-fact", [("fact", self.0.as_str().into())])
    }
}

/// What is known of a case, written as `age=34`, one each.
///
/// # Errors
/// What is no fact of the measure, or has a value that it cannot have.
pub fn known_facts<'t>(
    instrument: &Instrument,
    told: impl IntoIterator<Item = &'t str>,
) -> Result<BTreeMap<String, String>, NoFact> {
    let fact = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let known = instrument.known.iter().find(|known| known.name == name);
        let given = known.and_then(|known| known.domain().read(value, &Notation::default()).ok());
        let fits = given.is_some_and(|given| given.value().is_some());
        if fits { Ok((name.to_owned(), value.to_owned())) } else { Err(NoFact(text.to_owned())) }
    };
    told.into_iter().map(fact).collect()
}

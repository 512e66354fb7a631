use std::collections::BTreeMap;

use super::plain_text::without_controls;
use crate::instrument::{Instrument, Known, Notation};
use crate::source::did_you_mean;

/// What was told of a case is no fact that the measure knows.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoFact {
    /// It is not written as one.
    #[error("`{0}` does not say what is known: a fact is written `NAME=VALUE`")]
    NoValue(String),
    /// The measure knows no fact of this name.
    #[error("this measure knows no fact `{name}`")]
    Unknown {
        /// The name.
        name: String,
        /// One that is near, or those that there are; nothing where there are none.
        help: Option<String>,
    },
    /// The fact cannot be this.
    #[error("`{name}` cannot be `{value}`: it is {domain}")]
    Unfit {
        /// The name.
        name: String,
        /// What it was said to be.
        value: String,
        /// What it can be, in words.
        domain: String,
    },
}

impl NoFact {
    /// How it is mended, where the error does not say it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Unknown { help, .. } => help.clone(),
            Self::NoValue(_) | Self::Unfit { .. } => None,
        }
    }
}

/// What is known of a case, written as `age=34`, one each; as it is kept, whatever way it was typed.
///
/// # Errors
/// What is no fact of the measure, or has a value that it cannot have.
pub fn known_facts<'t>(
    instrument: &Instrument,
    told: impl IntoIterator<Item = &'t str>,
) -> Result<BTreeMap<String, String>, NoFact> {
    let fact = |text: &str| {
        let (name, value) = text.split_once('=').ok_or_else(|| NoFact::NoValue(text.to_owned()))?;
        let Some(known) = instrument.known.iter().find(|known| known.name == name) else {
            let texts = instrument.known_texts.iter().map(|known| known.name.as_str());
            let names: Vec<&str> = instrument.known.iter().map(|known| known.name.as_str()).chain(texts).collect();
            return Err(NoFact::Unknown { name: name.to_owned(), help: did_you_mean(name, &names) });
        };
        kept_fact(known, value).map(|kept| (name.to_owned(), kept)).ok_or_else(|| NoFact::Unfit {
            name: name.to_owned(),
            value: value.to_owned(),
            domain: known.domain().in_words(),
        })
    };
    let is_shown = |text: &&str| {
        let name = text.split_once('=').map(|(name, _)| name);
        instrument.known_texts.iter().any(|known| name == Some(known.name.as_str()))
    };
    told.into_iter().filter(|text| !is_shown(text)).map(fact).collect()
}

/// Texts that are shown, written as `officer=Mrs Jansen`, one each: the rest of what was told of a case.
///
/// # Errors
/// Where a text is longer than the measure takes.
pub fn known_texts<'t>(
    instrument: &Instrument,
    told: impl IntoIterator<Item = &'t str>,
) -> Result<BTreeMap<String, String>, NoFact> {
    let pairs = told.into_iter().filter_map(|text| text.split_once('='));
    let mut found = BTreeMap::new();
    for (name, value) in pairs {
        let Some(known) = instrument.known_texts.iter().find(|known| known.name == name) else { continue };
        let value = value.trim();
        if value.chars().count() > known.most {
            let domain = format!("a text of up to {} characters", known.most);
            return Err(NoFact::Unfit { name: name.to_owned(), value: value.to_owned(), domain });
        }
        if !value.is_empty() {
            found.insert(name.to_owned(), without_controls(value).into_owned());
        }
    }
    Ok(found)
}

/// A fact as it is kept, so that `1e1` and `10` are one; nothing where it cannot have this value, or has none.
pub fn kept_fact(known: &Known, value: &str) -> Option<String> {
    let domain = known.domain();
    let given = domain.read(value, &Notation::default()).ok().filter(|given| given.value().is_some())?;
    domain.write(given)
}

use crate::administer::Texts;
use crate::instrument::{Instrument, Language, Norms, Translation};

/// A measure with what belongs to it.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The measure.
    pub instrument: Instrument,
    /// Its translations, the furthest of each language.
    pub translations: Vec<Translation>,
    /// Its norms.
    pub norms: Vec<Norms>,
}

impl Measure {
    /// The measure with the words of a language for what is read once it is answered.
    pub(super) fn worded_in(&self, language: &Language) -> Instrument {
        let translations: Vec<&Translation> = self.translations.iter().collect();
        let texts = Texts::nearest(&self.instrument, &translations, language);
        texts.map_or_else(|| self.instrument.clone(), |texts| texts.worded(&self.instrument))
    }
}

/// The measures that a server offers. A sound one stays until another sound one of its version takes its place.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    measures: Vec<Measure>,
}

impl Shelf {
    /// Puts sound measures on the shelf, beside those that are there and are not among them.
    #[must_use]
    pub fn with(mut self, measures: Vec<Measure>) -> Self {
        for measure in measures {
            let same = |there: &Measure| there.instrument.reference() == measure.instrument.reference();
            match self.measures.iter().position(same) {
                Some(at) => self.measures[at] = measure,
                None => self.measures.push(measure),
            }
        }
        self.measures.sort_by(|one, other| {
            (&one.instrument.id, &one.instrument.version).cmp(&(&other.instrument.id, &other.instrument.version))
        });
        self
    }

    /// All measures, by their ids and versions.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The measure that a reference names, as `alliance-monitor@0.3.0`.
    pub fn of(&self, reference: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.instrument.reference() == reference)
    }
}

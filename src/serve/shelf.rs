use std::path::PathBuf;

use super::due::ServedSchedule;
use super::media::ServedMedia;
use crate::administer::{MediaContents, Texts};
use crate::instrument::{InformantIx, Instrument, Language, Norms, Status, Translation};
use crate::responses::LanguageTexts;

/// A measure with what belongs to it.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The measure.
    pub instrument: Instrument,
    /// All of its file.
    pub text: String,
    /// Its norms.
    pub norms: Vec<Norms>,
    texts: Vec<Texts>,
    media: ServedMedia,
    /// Since when its pictures and sounds are not as they were first.
    media_changed: Option<jiff::Timestamp>,
    worded: Vec<Instrument>,
}

impl Measure {
    /// A measure with its translations, the furthest of each language, and its norms.
    pub fn new(instrument: Instrument, text: String, translations: &[&Translation], norms: Vec<Norms>) -> Self {
        let texts = Texts::all(&instrument, translations);
        let worded = texts.iter().map(|texts| texts.worded(&instrument)).collect();
        Self { instrument, text, norms, texts, media: ServedMedia::default(), media_changed: None, worded }
    }

    /// The same with what its pictures and sounds hold.
    #[must_use]
    pub fn showing(self, media: &MediaContents) -> Self {
        Self { media: ServedMedia::of(media), ..self }
    }

    /// Its pictures and sounds.
    pub(super) fn media(&self) -> &ServedMedia {
        &self.media
    }

    /// What its pictures and sounds hold, as a hash; nothing where it has none.
    pub fn media_fingerprint(&self) -> Option<String> {
        self.media.fingerprint()
    }

    /// Whether its pictures and sounds were changed after a moment, as the store writes it.
    pub(super) fn is_shown_otherwise_since(&self, at: &str) -> bool {
        self.media_changed.is_some_and(|changed| at.parse::<jiff::Timestamp>().is_ok_and(|at| at < changed))
    }

    /// The same with another text of the same version, in the words of the translations that there are.
    #[must_use]
    pub fn with(self, instrument: Instrument, text: String) -> Self {
        let worded = self.texts.iter().map(|texts| texts.worded(&instrument)).collect();
        Self { instrument, text, worded, ..self }
    }

    /// Its words in each of its languages, its own first.
    pub(super) fn texts(&self) -> &[Texts] {
        &self.texts
    }

    /// Its texts in all its languages, in which files of answers can be written.
    pub(super) fn language_texts(&self) -> Vec<LanguageTexts> {
        self.worded.iter().map(LanguageTexts::from).collect()
    }

    /// Its words in the languages in which an informant can be asked everything.
    pub(super) fn spoken(&self, informant: InformantIx) -> impl Iterator<Item = &Texts> {
        self.texts.iter().filter(move |texts| texts.suffice(&self.instrument, informant).is_ok())
    }

    /// Whether it is there only for what was answered to it.
    pub fn is_retired(&self) -> bool {
        match self.instrument.status {
            Status::Experimental | Status::Piloted | Status::Validated => false,
            Status::Retired => true,
        }
    }

    /// Whether anybody can be asked it at all: the words of some are not distributed.
    pub(super) fn has_words(&self) -> bool {
        self.instrument.informants.keys().any(|informant| self.spoken(informant).next().is_some())
    }

    /// Its words in the language of a tag, or else in its own.
    pub(super) fn texts_in(&self, tag: &str) -> Option<&Texts> {
        Texts::of_tag(&self.texts, tag).or_else(|| self.texts.first())
    }

    /// The language of its words where it has none in that of a page.
    pub(super) fn other_language(&self, of_page: &Language) -> Option<&Language> {
        let near = of_page.fallbacks();
        let own = Texts::nearest(&self.texts, of_page).map(|texts| &texts.language);
        own.filter(|own| !own.fallbacks().iter().any(|own| near.contains(own)))
    }

    /// The measure with the words of a language for what is read once it is answered.
    pub(super) fn worded_in(&self, language: &Language) -> &Instrument {
        let nearest = Texts::nearest(&self.texts, language).map(|texts| &texts.language);
        let of_nearest = self.texts.iter().zip(&self.worded).find(|(texts, _)| Some(&texts.language) == nearest);
        of_nearest.map_or(&self.instrument, |(_, worded)| worded)
    }
}

/// The measures that a server offers, and the schedules that cases follow. A sound one stays until another sound one of
/// its version takes its place.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    measures: Vec<Measure>,
    pub(super) schedules: Vec<ServedSchedule>,
    refused: Vec<String>,
    broken: Vec<String>,
    media_files: Vec<PathBuf>,
}

impl Shelf {
    /// Puts sound measures on the shelf, beside those that are there and are not among them.
    #[must_use]
    pub fn with(mut self, measures: Vec<Measure>) -> Self {
        for mut measure in measures {
            let same = |there: &Measure| there.instrument.reference() == measure.instrument.reference();
            match self.measures.iter().position(same) {
                Some(at) => {
                    measure.media = measure.media.keeping(&self.measures[at].media);
                    self.measures[at] = measure;
                }
                None => self.measures.push(measure),
            }
        }
        self.measures.sort_by(|one, other| {
            (&one.instrument.id, &one.instrument.version).cmp(&(&other.instrument.id, &other.instrument.version))
        });
        self
    }

    /// Says of each measure since when its pictures and sounds are not as they were first, as the store notes it.
    ///
    /// # Errors
    /// What `changed` gives.
    pub fn with_media_changes<E>(mut self, mut changed: impl FnMut(&Measure) -> Result<Option<String>, E>) -> Result<Self, E> {
        for measure in &mut self.measures {
            measure.media_changed = changed(measure)?.and_then(|at| at.parse().ok());
        }
        Ok(self)
    }

    /// Says which measures have a file that is not taken, since it does not score as it did when that version was
    /// answered.
    #[must_use]
    pub fn refusing(self, refused: Vec<String>) -> Self {
        Self { refused, ..self }
    }

    /// Those measures, each as `id@version`.
    pub fn refused(&self) -> &[String] {
        &self.refused
    }

    /// Says which files have errors, so that nothing of them is taken.
    #[must_use]
    pub fn without(self, broken: Vec<String>) -> Self {
        Self { broken, ..self }
    }

    /// Says which files its measures name as pictures and sounds, whether they are there or not.
    #[must_use]
    pub fn beside(self, media_files: Vec<PathBuf>) -> Self {
        Self { media_files, ..self }
    }

    /// Those files.
    pub fn media_files(&self) -> &[PathBuf] {
        &self.media_files
    }

    /// The files that have errors, each by its path.
    pub fn broken(&self) -> &[String] {
        &self.broken
    }

    /// All measures, by their ids and versions.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The measures that somebody new can be asked: those that are not retired, and whose words are there.
    pub(super) fn offered(&self) -> Vec<&Measure> {
        self.measures.iter().filter(|measure| !measure.is_retired() && measure.has_words()).collect()
    }

    /// An informant of a measure as people call them in a language; by name, where the measure is not there.
    pub fn called<'s>(&'s self, reference: &str, informant: &'s str, language: &Language) -> &'s str {
        self.of(reference).map_or(informant, |measure| measure.worded_in(language).called(informant))
    }

    /// The measure that a reference names, as `alliance-monitor@0.3.0`.
    pub fn of(&self, reference: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.instrument.reference() == reference)
    }
}

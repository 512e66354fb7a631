use std::collections::BTreeMap;
use std::sync::Arc;

use crate::instrument::{Instrument, Language, MediaFile, MediaKind, Translation, audio_path, picture_path};

/// Which file is shown or played: its name, and whose folder it lies in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MediaPlace {
    /// The language of the translation that names it, by its tag; nothing where the measure does.
    pub translation: Option<String>,
    /// The file.
    pub file: MediaFile,
}

/// A picture as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct ShownPicture<'t> {
    /// Its file.
    pub file: &'t MediaPlace,
    /// What is said in its place; empty where it adds nothing to the words beside it.
    pub alt: &'t str,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaContent {
    /// What browsers take it for.
    pub kind: MediaKind,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// What the files of pictures and sounds hold, as far as they could be read. A measure that was parsed from a text alone
/// has none: what a picture shows is then said in its place.
#[derive(Clone, Debug, Default)]
pub struct MediaContents(BTreeMap<MediaPlace, Arc<MediaContent>>);

impl MediaContents {
    /// Puts what a file holds in.
    pub fn put(&mut self, place: MediaPlace, content: MediaContent) {
        self.0.insert(place, Arc::new(content));
    }

    /// What a file holds; nothing where it could not be read.
    pub fn of(&self, place: &MediaPlace) -> Option<&Arc<MediaContent>> {
        self.0.get(place)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (&MediaPlace, &Arc<MediaContent>)> {
        self.0.iter()
    }
}

/// Which file each picture and sound is in a language, by its path.
#[derive(Clone, Debug)]
pub(super) struct MediaTexts(BTreeMap<String, MediaPlace>);

impl MediaTexts {
    /// Those of a language: its own, those of the languages that stand in for it, and at last those of the measure.
    pub(super) fn of(instrument: &Instrument, translations: &[&Translation], from: &[Language]) -> Self {
        let mut places = BTreeMap::new();
        for (path, media) in &instrument.media {
            let place = |file: &MediaFile| MediaPlace { translation: None, file: file.clone() };
            places.extend(media.picture.as_ref().map(|picture| (picture_path(path), place(&picture.file))));
            places.extend(media.audio.as_ref().map(|file| (audio_path(path), place(file))));
        }
        // The nearest language comes last, and takes the place of the others.
        for language in from.iter().rev() {
            for translation in translations.iter().filter(|translation| translation.language == *language) {
                let of = Some(language.to_string());
                let own = translation.files.iter();
                places.extend(own.map(|(path, file)| (path.clone(), MediaPlace { translation: of.clone(), file: file.clone() })));
            }
        }
        Self(places)
    }

    pub(super) fn file(&self, path: &str) -> Option<&MediaPlace> {
        self.0.get(path)
    }
}

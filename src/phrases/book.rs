use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use unic_langid::LanguageIdentifier;

use super::resource::resource_of;
use super::{Phrases, Said};
use crate::instrument::Language;

/// English, which stands in for every other language.
pub(super) const ENGLISH: &str = include_str!("en.ftl");

/// What comes with the program, by tags: first drafts, by no native speakers, besides English and Dutch.
const FILES: [(&str, &str); 7] = [
    ("en", ENGLISH),
    ("nl", include_str!("nl.ftl")),
    ("de", include_str!("de.ftl")),
    ("fr", include_str!("fr.ftl")),
    ("tr", include_str!("tr.ftl")),
    ("pl", include_str!("pl.ftl")),
    ("ar", include_str!("ar.ftl")),
];

static BUILT_IN: LazyLock<PhraseBook> = LazyLock::new(|| {
    let files = FILES.iter().filter_map(|(tag, text)| Some((Language::parse(tag)?, *text)));
    files.fold(PhraseBook::default(), |book, (language, text)| book.with(language, text))
});

/// The interface texts in all languages that there are.
#[derive(Clone, Default)]
pub struct PhraseBook {
    /// Files with their languages; of two with one language the later one is asked first.
    files: Vec<(Language, Arc<Said>)>,
    /// What was looked up before, by tag: which languages stand in for one takes long to find out beside saying
    /// something.
    found: Arc<RwLock<HashMap<String, (Phrases, String)>>>,
}

/// Languages that are remembered; more tags than these are made up by whoever asks.
const REMEMBERED: usize = 256;

impl PhraseBook {
    /// What comes with the program.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The text of a language that comes with the program, to begin a file of one's own with.
    pub fn text_of(language: &Language) -> Option<&'static str> {
        let tag = language.to_string();
        FILES.iter().find(|(known, _)| *known == tag).map(|(_, text)| *text)
    }

    /// Takes in a file, before what there is in its language. What cannot be read in it is left out;
    /// [`super::check_phrases`] says what that is.
    #[must_use]
    pub fn with(mut self, language: Language, text: &str) -> Self {
        let tag: Option<LanguageIdentifier> = language.plain().parse().ok();
        let mut said = Said::new_concurrent(tag.into_iter().collect());
        // Browsers and terminals put words of two directions beside each other by themselves.
        said.set_use_isolating(false);
        said.add_resource_overriding(resource_of(text).0);
        self.files.push((language, Arc::new(said)));
        self.found = Arc::default();
        self
    }

    /// The languages that there are, each once, in the order in which they came.
    pub fn languages(&self) -> Vec<&Language> {
        let mut languages: Vec<&Language> = Vec::new();
        for (language, _) in &self.files {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        languages
    }

    /// Whether a language, or one that stands in for it, is there.
    pub fn has(&self, language: &Language) -> bool {
        language.fallbacks().iter().any(|near| self.files.iter().any(|(there, _)| there == near))
    }

    /// What is said in a language.
    pub fn in_language(&self, language: &Language) -> Phrases {
        self.remembered(language, |(phrases, _)| phrases.clone())
    }

    /// A language as those who speak it call it; its tag where that is not known.
    pub fn called(&self, language: &Language) -> String {
        self.remembered(language, |(_, name)| name.clone())
    }

    fn remembered<T>(&self, language: &Language, take: impl Fn(&(Phrases, String)) -> T) -> T {
        let tag = language.to_string();
        if let Some(found) = self.found.read().unwrap_or_else(PoisonError::into_inner).get(&tag) {
            return take(found);
        }
        let phrases = self.look_up(language);
        let name = self.look_up_name(language, &phrases);
        let found = (phrases, name);
        let taken = take(&found);
        let mut remembered = self.found.write().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() == REMEMBERED {
            remembered.clear();
        }
        remembered.insert(tag, found);
        taken
    }

    fn look_up(&self, language: &Language) -> Phrases {
        let spoken = if self.has(language) { language.clone() } else { Language::english() };
        let mut near = spoken.fallbacks();
        if !near.contains(&Language::english()) {
            near.push(Language::english());
        }
        let of = |near: &Language| {
            self.files.iter().rev().filter(move |(there, _)| there == near).map(|(_, said)| Arc::clone(said)).collect::<Vec<_>>()
        };
        Phrases { chain: near.iter().flat_map(of).collect(), language: spoken }
    }

    /// How many phrases of English a language says itself.
    pub fn said_in(&self, language: &Language) -> usize {
        let own: Vec<&Arc<Said>> = self.files.iter().filter(|(there, _)| there == language).map(|(_, said)| said).collect();
        Self::ids().filter(|id| own.iter().any(|said| said.has_message(id))).count()
    }

    /// The ids of all phrases.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        let entries = ENGLISH.lines().filter_map(|line| line.split_once(" ="));
        entries.map(|(id, _)| id).filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase()))
    }

    fn look_up_name(&self, language: &Language, phrases: &Phrases) -> String {
        if !self.has(language) {
            return language.to_string();
        }
        let name = phrases.say("language-name");
        if language.is_easy() { format!("{name} ({})", phrases.say("easy-words")) } else { name }
    }
}

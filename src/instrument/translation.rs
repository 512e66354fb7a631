use icu_locale::fallback::LocaleFallbackConfig;
use icu_locale::{
    LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander, LocaleFallbacker, TransformResult,
};
use serde::{Serialize, Serializer};

use super::{Instrument, MediaFile, Version};

/// A language by its BCP 47 tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(Locale);

impl Language {
    /// Reads a tag such as `nl-NL`; `None` if it is not well-formed.
    pub fn parse(tag: &str) -> Option<Self> {
        tag.parse().ok().map(Self)
    }

    /// English, where a file does not say.
    pub fn english() -> Self {
        Self(icu_locale::locale!("en"))
    }

    /// The tag that is written for this one today, as `he` for `iw`; `None` if it is that already. Aliases are those
    /// of CLDR.
    pub fn canonical(&self) -> Option<String> {
        let mut locale = self.0.clone();
        let changed = LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
        (changed == TransformResult::Modified && locale != self.0).then(|| locale.to_string())
    }

    /// The part of the tag that no language or country has, by the data of CLDR.
    pub fn unknown_part(&self) -> Option<String> {
        let expander = LocaleExpander::new_extended();
        let is_known = |id: LanguageIdentifier| expander.maximize(&mut id.clone()) == TransformResult::Modified;
        let id = &self.0.id;
        if !is_known(LanguageIdentifier { language: id.language, ..LanguageIdentifier::UNKNOWN }) {
            return Some(id.language.to_string());
        }
        let region =
            id.region.filter(|region| !is_known(LanguageIdentifier { region: Some(*region), ..LanguageIdentifier::UNKNOWN }));
        region.map(|region| region.to_string())
    }

    /// Its tag without what follows `x-`, as `nl-NL` of `nl-NL-x-easy`.
    pub fn plain(&self) -> String {
        self.0.id.to_string()
    }

    /// Its tag without the country, as `nl` of `nl-NL`, and `nl-x-easy` of `nl-NL-x-easy`.
    pub fn without_country(&self) -> String {
        let mut locale = self.0.clone();
        locale.id.region = None;
        locale.to_string()
    }

    /// Whether it is a version in easy words, as `nl-NL-x-easy`.
    pub fn is_easy(&self) -> bool {
        self.to_string().ends_with("-x-easy")
    }

    /// Whether it is written from the right to the left.
    pub fn is_right_to_left(&self) -> bool {
        LocaleDirectionality::new_extended().is_right_to_left(&self.0.id)
    }

    /// This language and those that stand in for it, the nearest first: `nl-NL-x-easy`, `nl-NL`, `nl`.
    pub fn fallbacks(&self) -> Vec<Self> {
        let mut chain = vec![self.clone()];
        let plain = Locale::from(self.0.id.clone());
        if plain != self.0 {
            chain.push(Self(plain.clone()));
        }
        let fallbacker = LocaleFallbacker::new();
        let mut iterator = fallbacker.for_config(LocaleFallbackConfig::default()).fallback_for((&plain).into());
        loop {
            iterator.step();
            let there = iterator.get();
            if there.is_unknown() {
                return chain;
            }
            let there = Self(there.into_locale());
            if !chain.contains(&there) {
                chain.push(there);
            }
        }
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a [`Translation`] holds.
///
/// [`Translation`]: super::Translation
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct TranslationContent {
    /// The language.
    pub language: Language,
    /// The measure.
    pub of: String,
    /// The versions it belongs to.
    pub version: Version,
    /// The step it has reached.
    pub status: String,
    /// What was done, by whom and when.
    pub steps: Vec<Step>,
    /// Translated texts, by the path of the text in the measure.
    pub texts: Vec<(String, String)>,
    /// Files of its own for pictures and sounds, by the path of each in the measure ([`super::picture_path`],
    /// [`super::audio_path`]); of all others the measure's is shown and played.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<(String, MediaFile)>,
    /// Texts of the measure that have no translation, by path.
    pub lacking: Vec<String>,
}

impl TranslationContent {
    /// Whether it is one of this instrument, in this version of it.
    pub fn fits(&self, instrument: &Instrument) -> bool {
        self.of == instrument.id && self.version.holds(&instrument.version)
    }
}

/// Whether a text stands for one that nobody has written yet: blanks, question marks alone, or `TODO` or `FIXME`,
/// alone or with a remark after a colon. Capitals alone count: `todo` is Spanish for "all".
pub fn is_unwritten(text: &str) -> bool {
    let text = text.trim();
    let is_marked = |mark: &str| text.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
    text.chars().all(|c| c == '?') || is_marked("TODO") || is_marked("FIXME")
}

/// A step of the work of translating.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Which.
    pub name: String,
    /// When, as year-month-day.
    pub date: String,
    /// By whom, and how.
    pub remark: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::is_unwritten;

    #[test]
    fn what_stands_for_a_text_is_none() {
        for text in ["", "  ", "TODO", " FIXME ", "???", "?", "TODO: ask Anna"] {
            assert!(is_unwritten(text), "{text}");
        }
        for text in ["Todo", "todo", "TODOS", "Why?", "TODO el tiempo", "FIX"] {
            assert!(!is_unwritten(text), "{text}");
        }
    }
}

use icu_locale_core::Locale;
use serde::{Serialize, Serializer};

use super::Version;

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
        Self(icu_locale_core::locale!("en"))
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

/// The wording of a measure in another language, checked against it.
#[derive(Clone, Debug, Serialize)]
pub struct Translation {
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
    /// Texts of the measure that have no translation, by path.
    pub lacking: Vec<String>,
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

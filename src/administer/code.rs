use serde::{Deserialize, Serialize};

use crate::phrases::Phrases;

/// Letters that a code has at the most.
const LONGEST: usize = 40;
/// Digits that numbers of citizens have.
const CITIZEN: std::ops::RangeInclusive<usize> = 8..=13;

/// The code under which a case is kept: never a name, an address or the number of a citizen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseCode(String);

/// Something is no code of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words(&Phrases::english()))]
pub enum NoCode {
    /// There is nothing.
    Empty,
    /// It has letters that no code has, or too many.
    Letters,
    /// It has no digit, so it may be a name.
    LikeAName,
    /// It is a number as long as those of citizens.
    LikeACitizen,
}

impl NoCode {
    /// Why it is no code, in a language.
    pub fn words(self, phrases: &Phrases) -> String {
        match self {
            Self::Empty => phrases.say("code-empty"),
            Self::Letters => phrases.with("code-letters", [("most", LONGEST.into())]),
            Self::LikeAName => phrases.say("code-like-name"),
            Self::LikeACitizen => phrases.say("code-like-citizen"),
        }
    }
}

impl CaseCode {
    /// Reads a code.
    ///
    /// # Errors
    /// Where it is none, or looks like a name, an address or the number of a citizen.
    pub fn parse(text: &str) -> Result<Self, NoCode> {
        let text = text.trim();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if text.is_empty() {
            Err(NoCode::Empty)
        } else if text.len() > LONGEST || !text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')) {
            Err(NoCode::Letters)
        } else if digits == 0 {
            Err(NoCode::LikeAName)
        } else if !text.contains(|c: char| c.is_ascii_alphabetic()) && CITIZEN.contains(&digits) {
            Err(NoCode::LikeACitizen)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CaseCode {
    type Error = NoCode;

    fn try_from(text: String) -> Result<Self, NoCode> {
        Self::parse(&text)
    }
}

impl From<CaseCode> for String {
    fn from(code: CaseCode) -> Self {
        code.0
    }
}

use serde::{Deserialize, Serialize};

/// Who a backend is and what it can be told.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct Description {
    /// The name it is asked for by: `--to NAME=PATH`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it wants to be handed.
    #[serde(default)]
    pub takes: Takes,
    /// The ending of its files, without the dot.
    #[serde(default)]
    pub extension: Option<String>,
    /// Its options.
    #[serde(default)]
    pub options: Vec<OptionDescription>,
}

/// What a backend wants to be handed.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Takes {
    /// Scored rows.
    #[default]
    Scores,
    /// Scored rows with the answers.
    Answers,
    /// The instrument alone.
    Instrument,
}

/// An option of a backend.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct OptionDescription {
    /// Its name: `--to NAME=PATH,OPTION=VALUE`.
    pub name: String,
    /// What it takes.
    #[serde(rename = "type")]
    pub kind: OptionType,
    /// What it is if it is not given.
    #[serde(default)]
    pub default: Option<String>,
    /// What it does, in a sentence.
    #[serde(default)]
    pub about: String,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum OptionType {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Switch,
}

impl Description {
    /// A backend that takes scores and has no options.
    pub fn new(name: impl Into<String>, version: impl Into<String>) -> Self {
        Self { name: name.into(), version: version.into(), takes: Takes::Scores, extension: None, options: vec![] }
    }

    /// Names the ending of its files, without the dot.
    #[must_use]
    pub fn extension(mut self, extension: impl Into<String>) -> Self {
        self.extension = Some(extension.into());
        self
    }

    /// Adds an option.
    #[must_use]
    pub fn option(mut self, name: &str, kind: OptionType, default: &str, about: &str) -> Self {
        let default = (!default.is_empty()).then(|| default.to_owned());
        self.options.push(OptionDescription { name: name.to_owned(), kind, default, about: about.to_owned() });
        self
    }
}

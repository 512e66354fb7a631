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
    /// What it writes to.
    #[serde(default)]
    pub writes: Writes,
    /// The ending of its files, without the dot.
    #[serde(default)]
    pub extension: Option<String>,
    /// Its options.
    #[serde(default)]
    pub options: Vec<OptionDescription>,
    /// Whether it wants the scores and conditions of the measure as FHIRPath, which are written only where a backend
    /// asks.
    #[serde(default)]
    pub fhirpath: bool,
    /// Whether answers, where somebody wants them, are to be handed over as a file of answers has them: texts, days,
    /// names of choices, `none`; else each is a number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub written_answers: bool,
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

/// What a backend writes to.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Writes {
    /// A file of its own, which Verbond moves to its place when all went well.
    #[default]
    File,
    /// Something that is there already, as a database; its `plugin.toml` says `place = true`. The backend sees to it
    /// that all of a session takes effect in `finish`, or nothing.
    Place,
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
    /// The values it can have; any of its type if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
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

/// Why options do not fit a backend.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OptionFault {
    /// There is no such option.
    #[error("there is no option `{0}`")]
    Unknown(String),
    /// The value is not of its type.
    #[error("the option `{name}` takes {takes}, not `{given}`")]
    Unfit {
        /// Its name.
        name: String,
        /// What it takes, in words.
        takes: String,
        /// What was given.
        given: String,
        /// The values it can have, where they can be listed.
        choices: Vec<String>,
    },
}

impl Description {
    /// A backend that takes scores and has no options.
    pub fn new(name: impl Into<String>, version: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: version.into(),
            takes: Takes::Scores,
            writes: Writes::File,
            extension: None,
            options: vec![],
            fhirpath: false,
            written_answers: false,
        }
    }

    /// Asks for answers as a file of answers has them, so that what it writes can be scored again.
    #[must_use]
    pub fn with_written_answers(mut self) -> Self {
        self.written_answers = true;
        self
    }

    /// Asks for the scores and conditions of the measure as FHIRPath.
    #[must_use]
    pub fn with_fhirpath(mut self) -> Self {
        self.fhirpath = true;
        self
    }

    /// Names the ending of its files, without the dot.
    #[must_use]
    pub fn extension(mut self, extension: impl Into<String>) -> Self {
        self.extension = Some(extension.into());
        self
    }

    /// Says what it wants to be handed.
    #[must_use]
    pub fn takes(mut self, takes: Takes) -> Self {
        self.takes = takes;
        self
    }

    /// Says what it writes to.
    #[must_use]
    pub fn writes(mut self, writes: Writes) -> Self {
        self.writes = writes;
        self
    }

    /// Adds an option. One without a default (an empty text) is absent unless it is given.
    #[must_use]
    pub fn option(self, name: &str, kind: OptionType, default: &str, about: &str) -> Self {
        self.with(name, kind, default, &[], about)
    }

    /// Adds an option that is one of a few words, of which the first is the default.
    #[must_use]
    pub fn choice(self, name: &str, choices: &[&str], about: &str) -> Self {
        self.with(name, OptionType::Text, choices.first().copied().unwrap_or_default(), choices, about)
    }

    fn with(mut self, name: &str, kind: OptionType, default: &str, choices: &[&str], about: &str) -> Self {
        let default = (!default.is_empty()).then(|| default.to_owned());
        let choices = choices.iter().map(|choice| (*choice).to_owned()).collect();
        self.options.push(OptionDescription { name: name.to_owned(), kind, default, choices, about: about.to_owned() });
        self
    }

    /// The options as the JSON object that a session is opened with: those given, then defaults.
    ///
    /// # Errors
    /// Where an option is not known, or does not take its value.
    pub fn options_json(&self, given: &[(String, String)]) -> Result<String, OptionFault> {
        if let Some((name, _)) = given.iter().find(|(name, _)| self.options.iter().all(|option| option.name != *name)) {
            return Err(OptionFault::Unknown(name.clone()));
        }
        let mut json = serde_json::Map::new();
        for option in &self.options {
            let value = given.iter().rev().find(|(name, _)| *name == option.name).map(|(_, value)| value);
            if let Some(text) = value.or(option.default.as_ref()) {
                json.insert(option.name.clone(), option.value(text)?);
            }
        }
        Ok(serde_json::Value::Object(json).to_string())
    }
}

impl OptionDescription {
    /// A text as a value of this option.
    ///
    /// # Errors
    /// Where it is not of its type, or not one of its choices.
    pub fn value(&self, text: &str) -> Result<serde_json::Value, OptionFault> {
        let value = match self.kind {
            OptionType::Text => Some(serde_json::Value::from(text)),
            OptionType::Number => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(serde_json::Value::from),
            OptionType::Switch => text.parse::<bool>().ok().map(serde_json::Value::from),
        };
        let known = self.choices.is_empty() || self.choices.iter().any(|choice| choice == text);
        value.filter(|_| known).ok_or_else(|| OptionFault::Unfit {
            name: self.name.clone(),
            takes: self.takes(),
            given: text.to_owned(),
            choices: self.choices.clone(),
        })
    }

    /// What it takes, in words.
    pub fn takes(&self) -> String {
        match self.kind {
            _ if !self.choices.is_empty() => {
                let quoted: Vec<String> = self.choices.iter().map(|choice| format!("`{choice}`")).collect();
                quoted.join(" or ")
            }
            OptionType::Text => "a text".to_owned(),
            OptionType::Number => "a number".to_owned(),
            OptionType::Switch => "`true` or `false`".to_owned(),
        }
    }
}

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Error;

/// The measure that was scored, as Verbond hands it to a backend. Later versions may add fields, never change the
/// meaning of one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Measure {
    /// Its id, as `alliance-monitor`.
    pub id: String,
    /// Its version, as `0.3.0`.
    pub version: String,
    /// SHA-256 over the tokens of its file, in lower-case hexadecimal.
    pub sha256: String,
    /// What people call it.
    pub title: String,
    /// What it is for; empty if the file does not say.
    pub about: String,
    /// On what terms it may be used.
    pub licence: String,
    /// How far it can be trusted: `experimental`, `piloted`, `validated` or `retired`.
    pub status: String,
    /// The language of its texts, by its BCP 47 tag.
    pub language: String,
    /// Notes for whoever reads it.
    pub notes: Vec<String>,
    /// Its sources.
    pub sources: Vec<Source>,
    /// Who can answer it.
    pub informants: Vec<Labelled>,
    /// Its items, in the order of asking.
    pub items: Vec<Item>,
    /// Its scores, in the order of the file.
    pub scores: Vec<Score>,
    /// The bands of its scores.
    pub bands: Vec<Bands>,
    /// What it says in a word of the answers as a whole, each with a column of the role of bands.
    pub categories: Vec<Category>,
    /// Its alerts: the label is the sentence.
    pub alerts: Vec<Labelled>,
    /// What it refuses of answers: the label is the sentence for whoever answers.
    pub refusals: Vec<Labelled>,
    /// The languages that it was translated into.
    pub translations: Vec<Translation>,
    /// What its file says of it as a whole, a statement a line: id, version, title, the first informant, sources, licence,
    /// status, notes, refusals.
    pub head: String,
    /// What may be known of a case, as the file says it, a statement a line.
    pub known: String,
    /// Its helpers, bands and alerts, as the file says them, a statement a line.
    pub judgements: String,
}

/// A publication.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// The citation.
    pub citation: String,
    /// Its digital object identifier.
    pub doi: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// A name with what people read for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Labelled {
    /// The name in columns and cells.
    pub name: String,
    /// What people read.
    pub label: String,
}

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    /// Its name, which is that of its column.
    pub name: String,
    /// What can be answered.
    pub answers: Answers,
    /// Whether it counts as `min + max - answer`.
    pub reversed: bool,
    /// Whether a person may leave it out.
    pub optional: bool,
    /// Whether it is asked only under a condition.
    pub conditional: bool,
    /// The question, by name of the informant who is asked it. Empty texts where the wording comes from the holder of
    /// the licence.
    pub wording: BTreeMap<String, String>,
    /// What people read for the visible non-answer, where there is one.
    pub none: Option<String>,
    /// The grid that it is a row of, from 1; absent where it stands by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grid: Option<usize>,
    /// Its flags, as the file says them: `reversed optional asked when …`. Which codes of its scale are words, what its
    /// points count, where that is not their numbers, and that none of its choices is an answer, too, stands before them:
    /// the codes that answers have in forms, `codes unsure;`, `counts 1 counts 0, unsure counts missing;`, `or none;`.
    pub flags: String,
    /// Codes of its answers that were others in the form that the measure came in from, and are so where it goes out: by
    /// the code in the measure, `none` for the visible non-answer.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, String>,
    /// When it is asked, as FHIRPath over a `QuestionnaireResponse` whose items answer under their names; absent where
    /// the backend did not ask for it ([`crate::Description::with_fhirpath`]), where it always is, or where FHIRPath
    /// cannot say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
}

/// What can be answered to an item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Answers {
    /// A point of a scale.
    Points {
        /// Name of the scale.
        scale: String,
        /// Its points, rising.
        points: Vec<Point>,
    },
    /// A place on a line.
    Line {
        /// Its low end.
        min: f64,
        /// Its high end.
        max: f64,
        /// The distance between two answers.
        step: f64,
    },
    /// A whole number within limits, both included.
    Whole {
        /// The lowest.
        min: f64,
        /// The highest.
        max: f64,
    },
    /// A number within limits, both included.
    Decimal {
        /// The lowest.
        min: f64,
        /// The highest.
        max: f64,
    },
    /// A text. Its words stay with the answers; a column of its item holds how many characters it has.
    #[default]
    Text,
    /// A date. A column of its item holds the days since 1970-01-01.
    Date,
    /// A time of day. A column of its item holds the minutes since midnight.
    Time,
    /// Any of a few. A column of its item holds the sum of the bits of those chosen, 1 for the first, 2 for the second
    /// and so on.
    Choices {
        /// What can be chosen.
        choices: Vec<Labelled>,
    },
}

/// A point of a scale.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Point {
    /// Its number in columns of answers.
    pub value: f64,
    /// Its code, where that is a word, as files of answers have it; empty where it is the number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// Its anchor; empty where there is none.
    pub label: String,
}

impl Point {
    /// Its code as files of answers have it.
    pub fn code(&self) -> String {
        if self.word.is_empty() { self.value.to_string() } else { self.word.clone() }
    }
}

/// A score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Score {
    /// Its name, which is that of its column.
    pub name: String,
    /// What people read.
    pub label: String,
    /// Its key as the file writes it.
    pub key: String,
    /// The whole statement, with the tables that it looks into.
    pub statement: String,
    /// The lowest it can be.
    pub min: f64,
    /// The highest it can be.
    pub max: f64,
    /// The score as FHIRPath over a `QuestionnaireResponse` whose items answer under their names; absent where the
    /// backend did not ask for it ([`crate::Description::with_fhirpath`]), and where FHIRPath cannot say the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fhirpath: Option<String>,
}

/// Names for stretches of a score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bands {
    /// Their name, which is that of their column.
    pub name: String,
    /// Name of the score.
    pub of: String,
    /// In rising order.
    pub bands: Vec<Band>,
}

/// A stretch of a score, from its lower bound to that of the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Band {
    /// The name in cells.
    pub name: String,
    /// What people read.
    pub label: String,
    /// Its lower bound, which belongs to it unless it begins above.
    pub from: f64,
    /// Whether it begins above its bound, which then belongs to the band before it.
    pub above: bool,
}

/// One of several words, by conditions on the answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Category {
    /// Its name, which is that of its column.
    pub name: String,
    /// The words that cells hold, with what people read.
    pub words: Vec<Labelled>,
}

/// The texts of a measure in another language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Translation {
    /// The language, by its BCP 47 tag.
    pub language: String,
    /// The step it has reached, as `forward` or `released`.
    pub status: String,
    /// Texts by where they stand in the measure: `title`, `item word client`, `scale agreement 1`, `score trust`.
    pub texts: BTreeMap<String, String>,
}

impl Measure {
    /// The item of a name.
    pub fn item(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.name == name)
    }

    /// The score of a name.
    pub fn score(&self, name: &str) -> Option<&Score> {
        self.scores.iter().find(|score| score.name == name)
    }

    /// The words that a column of the role of bands holds, each with what people read: those of bands in rising order,
    /// those of a category in the order of the file. None where there is no such column.
    pub fn words_of(&self, column: &str) -> Vec<(&str, &str)> {
        let bands = self.bands.iter().filter(|bands| bands.name == column).flat_map(|bands| &bands.bands);
        let categories = self.categories.iter().filter(|category| category.name == column).flat_map(|category| &category.words);
        let of_bands = bands.map(|band| (band.name.as_str(), band.label.as_str()));
        of_bands.chain(categories.map(|word| (word.name.as_str(), word.label.as_str()))).collect()
    }

    /// `id@version`, as it is asked for on the command line.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// The languages there are texts in, its own first.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.language.as_str()).chain(self.translations.iter().map(|translation| translation.language.as_str()))
    }

    /// The same measure with its texts in a language: that of the tag, or else the most general that begins with it, so
    /// that `nl` finds `nl-NL` and not `nl-NL-x-easy`. What was not translated stays as it is. `None` if it was not
    /// translated into that language.
    pub fn in_language(&self, tag: &str) -> Option<Self> {
        let fits = |language: &str| language == tag || language.strip_prefix(tag).is_some_and(|rest| rest.starts_with('-'));
        if fits(&self.language) {
            return Some(self.clone());
        }
        let exact = self.translations.iter().find(|translation| translation.language == tag);
        let fitting = || self.translations.iter().filter(|translation| fits(&translation.language));
        let translation = exact.or_else(|| fitting().min_by_key(|translation| translation.language.len()))?;
        let mut measure = self.clone();
        measure.language.clone_from(&translation.language);
        measure.put_texts(&translation.texts);
        Some(measure)
    }

    /// The same measure with its texts in the language that an option asks for, or in its own if none is asked for.
    ///
    /// # Errors
    /// Where it was not translated into that language; the words name those there are.
    pub fn with_labels(self, tag: Option<&str>) -> Result<Self, Error> {
        let Some(tag) = tag else { return Ok(self) };
        self.in_language(tag).ok_or_else(|| {
            let languages: Vec<&str> = self.languages().collect();
            Error::new(format!("the measure has no texts in `{tag}`; it has {}", languages.join(", ")))
        })
    }

    fn put_texts(&mut self, texts: &BTreeMap<String, String>) {
        let put = |place: &mut String, path: String| {
            if let Some(text) = texts.get(&path) {
                place.clone_from(text);
            }
        };
        put(&mut self.title, "title".to_owned());
        put(&mut self.about, "about".to_owned());
        for informant in &mut self.informants {
            put(&mut informant.label, format!("informant {}", informant.name));
        }
        for item in &mut self.items {
            item.put_texts(&put);
        }
        for score in &mut self.scores {
            put(&mut score.label, format!("score {}", score.name));
        }
        for bands in &mut self.bands {
            for band in &mut bands.bands {
                put(&mut band.label, format!("bands {} {}", bands.name, band.name));
            }
        }
        for category in &mut self.categories {
            for word in &mut category.words {
                put(&mut word.label, format!("category {} {}", category.name, word.name));
            }
        }
        for alert in &mut self.alerts {
            put(&mut alert.label, format!("alert {}", alert.name));
        }
        for refusal in &mut self.refusals {
            put(&mut refusal.label, format!("refuse {}", refusal.name));
        }
    }
}

impl Item {
    /// What an answer is called in forms, by its code in the measure.
    pub fn code_in_form<'c>(&'c self, code: &'c str) -> &'c str {
        self.codes.get(code).map_or(code, String::as_str)
    }

    /// The question as anybody is asked it: that of the first informant who has one.
    pub fn text(&self) -> &str {
        self.wording.values().find(|text| !text.is_empty()).map_or("", String::as_str)
    }

    /// Lowest and highest answer, where answers are numbers.
    pub fn range(&self) -> Option<(f64, f64)> {
        match &self.answers {
            Answers::Points { points, .. } => Some((points.first()?.value, points.last()?.value)),
            Answers::Line { min, max, .. } | Answers::Whole { min, max } | Answers::Decimal { min, max } => Some((*min, *max)),
            Answers::Text | Answers::Date | Answers::Time | Answers::Choices { .. } => None,
        }
    }

    fn put_texts(&mut self, put: &impl Fn(&mut String, String)) {
        let name = self.name.clone();
        for (informant, text) in &mut self.wording {
            put(text, format!("item {name}"));
            put(text, format!("item {name} {informant}"));
        }
        match &mut self.answers {
            Answers::Points { scale, points } => {
                for point in points {
                    let path = format!("scale {scale} {}", point.code());
                    put(&mut point.label, path);
                }
                if let Some(none) = &mut self.none {
                    put(none, format!("scale {scale} none"));
                }
            }
            Answers::Choices { choices } => {
                for choice in choices {
                    put(&mut choice.label, format!("item {name} choice {}", choice.name));
                }
            }
            _ => {}
        }
    }
}

use std::sync::Arc;

use ambers::{Measure as Level, MissingSpec, SpssMetadata, Value as SavValue};
use arrow::array::{ArrayRef, Date32Array, Float64Array, StringArray};
use indexmap::IndexMap;
use verbond_backend::{Answers, Column, ColumnKind, Measure, Role, Value};

use crate::names::cut;

/// Bytes of a text in a `.sav` file.
const MOST_BYTES: usize = 32_767;
/// Bytes of a label of a variable, and of a value.
const LABEL_BYTES: (usize, usize) = (255, 120);
/// The causes of a missing answer, in the order of their codes.
const CAUSES: [&str; 4] = ["unanswered", "none", "not asked", "not valid"];

/// A variable of the file, with its values so far.
#[derive(Debug)]
pub struct Variable {
    name: String,
    label: String,
    level: Level,
    format: Option<&'static str>,
    labels: Vec<(f64, String)>,
    /// The code of the first cause of a missing answer; the others lie one below the other.
    first_code: Option<f64>,
    values: Values,
}

#[derive(Debug)]
enum Values {
    Texts(Vec<Option<String>>),
    Numbers(Vec<Option<f64>>),
    Dates(Vec<Option<i32>>),
    /// Names of bands by their position.
    Bands(Vec<String>, Vec<Option<f64>>),
}

impl Variable {
    /// The variable of a column.
    pub fn of(column: &Column, measure: &Measure, name: String) -> Self {
        let mut variable = Self {
            name,
            label: column.label.clone(),
            level: Level::Nominal,
            format: None,
            labels: vec![],
            first_code: None,
            values: match column.kind {
                ColumnKind::Text => Values::Texts(vec![]),
                ColumnKind::Date => Values::Dates(vec![]),
                ColumnKind::Number | ColumnKind::Count | ColumnKind::Truth => Values::Numbers(vec![]),
            },
        };
        variable.level = match column.kind {
            ColumnKind::Text | ColumnKind::Truth => Level::Nominal,
            ColumnKind::Number | ColumnKind::Count | ColumnKind::Date => Level::Scale,
        };
        match (column.role, column.kind) {
            (Role::Band, _) => variable.take_bands(column, measure),
            (Role::Item, _) => variable.take_item(column, measure),
            (Role::Score, _) => variable.relabel(measure.score(&column.name).map(|score| score.label.as_str())),
            (Role::Alert, _) => {
                variable.relabel(measure.alerts.iter().find(|alert| alert.name == column.name).map(|alert| alert.label.as_str()));
                variable.labels = vec![(0.0, "not raised".to_owned()), (1.0, "raised".to_owned())];
                variable.format = Some("F1.0");
            }
            (_, ColumnKind::Count) => variable.format = Some("F8.0"),
            _ => {}
        }
        variable
    }

    fn relabel(&mut self, label: Option<&str>) {
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            label.clone_into(&mut self.label);
        }
    }

    fn take_bands(&mut self, column: &Column, measure: &Measure) {
        let words = measure.words_of(&column.name);
        if words.is_empty() {
            return;
        }
        // The entries of a category have no order that a program could count on.
        self.level = Level::Nominal;
        if let Some(bands) = measure.bands.iter().find(|bands| bands.name == column.name) {
            let of = measure.score(&bands.of).map_or(bands.of.as_str(), |score| score.label.as_str());
            self.label = format!("{of} ({})", bands.name);
            self.level = Level::Ordinal;
        }
        self.labels = (1..).zip(&words).map(|(at, (_, label))| (f64::from(at), (*label).to_owned())).collect();
        self.format = Some("F8.0");
        self.values = Values::Bands(words.iter().map(|(name, _)| (*name).to_owned()).collect(), vec![]);
    }

    fn take_item(&mut self, column: &Column, measure: &Measure) {
        let Some(item) = measure.item(&column.name) else { return };
        self.relabel(Some(item.text()));
        match &item.answers {
            Answers::Points { points, .. } => {
                self.level = Level::Ordinal;
                let labelled = points.iter().filter(|point| !point.label.is_empty());
                self.labels = labelled.map(|point| (point.value, point.label.clone())).collect();
                self.format = points.iter().all(|point| point.value.fract() == 0.0).then_some("F8.0");
            }
            Answers::Whole { .. } | Answers::Choices { .. } | Answers::Text | Answers::Date | Answers::Time => {
                self.format = Some("F8.0");
            }
            Answers::Line { .. } | Answers::Decimal { .. } => {}
        }
        // Below every answer there can be.
        let lowest = item.range().map_or(0.0, |(min, _)| min.floor().min(0.0));
        let first = lowest - 1.0;
        self.first_code = Some(first);
        let none = item.none.clone().unwrap_or_else(|| "chose no answer".to_owned());
        let words = ["not answered".to_owned(), none, "not asked".to_owned(), "not a valid answer".to_owned()];
        self.labels.extend((0..).zip(words).map(|(at, word)| (first - f64::from(at), word)));
    }

    /// Adds the value of a row; for an item, why it is missing.
    pub fn push(&mut self, value: Value<'_>, cause: &str) -> Result<(), String> {
        match &mut self.values {
            Values::Texts(texts) => texts.push(match value {
                Value::Text(text) if text.len() > MOST_BYTES => {
                    return Err(format!("{}: a text of {} bytes, and a .sav file holds {MOST_BYTES}", self.name, text.len()));
                }
                Value::Text(text) => Some(text.to_owned()),
                _ => None,
            }),
            Values::Dates(dates) => dates.push(match value {
                Value::Date(date) => Some(date.days),
                _ => None,
            }),
            Values::Bands(names, codes) => codes.push(match value {
                Value::Text(text) => names.iter().position(|name| name == text).map(|at| at as f64 + 1.0),
                _ => None,
            }),
            Values::Numbers(numbers) => numbers.push(match value {
                Value::Number(number) => Some(number),
                Value::Count(count) => Some(f64::from(count)),
                Value::Truth(truth) => Some(f64::from(u8::from(truth))),
                _ => {
                    let position = CAUSES.iter().position(|known| *known == cause);
                    self.first_code.zip(position).map(|(first, at)| first - at as f64)
                }
            }),
        }
        Ok(())
    }

    /// Writes down what is known of it.
    pub fn describe(&self, metadata: &mut SpssMetadata) {
        let name = || self.name.clone();
        metadata.variable_labels.insert(name(), cut(&self.label, LABEL_BYTES.0).to_owned());
        metadata.variable_measures.insert(name(), self.level);
        if let Some(format) = self.format {
            metadata.variable_formats.insert(name(), format.to_owned());
        }
        if !self.labels.is_empty() {
            let label = |(value, label): &(f64, String)| (SavValue::Numeric(*value), cut(label, LABEL_BYTES.1).to_owned());
            metadata.variable_value_labels.insert(name(), self.labels.iter().map(label).collect::<IndexMap<_, _>>());
        }
        if let Some(first) = self.first_code {
            let range = MissingSpec::Range { lo: first - (CAUSES.len() - 1) as f64, hi: first };
            metadata.variable_missing_values.insert(name(), vec![range]);
        }
    }

    /// Its name and its values.
    pub fn into_array(self) -> (String, ArrayRef) {
        let array: ArrayRef = match self.values {
            Values::Texts(texts) => Arc::new(StringArray::from(texts)),
            Values::Dates(dates) => Arc::new(Date32Array::from(dates)),
            Values::Numbers(numbers) | Values::Bands(_, numbers) => Arc::new(Float64Array::from(numbers)),
        };
        (self.name, array)
    }
}

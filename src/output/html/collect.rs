use std::collections::BTreeMap;

use arrow_array::RecordBatch;
use verbond_backend::{Measure, Role, Row, Value};

use crate::output::summary::ScoreSummary;

/// Bars of a score whose values are many.
const BARS: usize = 20;
/// Rows that the page shows one by one; more would make it a poor table.
pub const ROWS_SHOWN: usize = 500;

/// What a page shows, gathered batch by batch in memory that does not grow with the rows.
#[derive(Debug)]
pub struct Collected {
    /// A part for each informant who answered, in the order of the measure.
    pub parts: Vec<Part>,
    /// The first rows, as texts, a cell for each of `columns`.
    pub rows: Vec<Vec<String>>,
    /// Positions of the columns that are shown row by row.
    pub columns: Vec<usize>,
    /// How many rows there are.
    pub count: u64,
}

/// What one informant's rows came to.
#[derive(Debug)]
pub struct Part {
    /// Name of the informant.
    pub informant: String,
    /// Rows.
    pub rows: u64,
    /// The scores, in the order of the measure.
    pub scores: Vec<Distribution>,
    /// For each column of bands or of a category, how many rows have each word.
    pub bands: Vec<(String, BTreeMap<String, u64>)>,
    /// How many rows raise each alert.
    pub alerts: Vec<u64>,
}

/// How often a score takes which values.
#[derive(Debug)]
pub struct Distribution {
    /// The lowest it can be.
    pub min: f64,
    /// The highest it can be.
    pub max: f64,
    /// How many values lie in each stretch of its range, all equally wide.
    pub counts: Vec<u64>,
    /// Its figures.
    pub summary: ScoreSummary,
}

impl Distribution {
    fn new(score: &verbond_backend::Score) -> Self {
        // A score that takes a few whole numbers has a bar for each.
        let width = score.max - score.min;
        let bars = if width.fract() == 0.0 && width < 12.0 && score.key.starts_with("sum") { width as usize + 1 } else { BARS };
        let summary = ScoreSummary { name: score.name.clone(), ..ScoreSummary::default() };
        Self { min: score.min, max: score.max, counts: vec![0; bars], summary }
    }

    fn add(&mut self, values: &[f64]) {
        self.summary.join(&ScoreSummary::of(&self.summary.name, values.iter().copied()));
        let bars = self.counts.len();
        let width = (self.max - self.min).max(f64::MIN_POSITIVE);
        for value in values.iter().filter(|value| !value.is_nan()) {
            let share = if bars <= 12 { (value - self.min) / (width + 1.0) } else { (value - self.min) / width };
            self.counts[((share * bars as f64) as usize).min(bars - 1)] += 1;
        }
    }

    /// The mean; nothing where nobody has the score.
    pub fn mean(&self) -> Option<f64> {
        (self.summary.n > 0).then_some(self.summary.mean)
    }

    /// For who does not see the drawing.
    pub fn in_words(&self) -> String {
        match (self.mean(), self.summary.min, self.summary.max) {
            (Some(mean), Some(min), Some(max)) => {
                let sd = self.summary.sd().map_or(String::new(), |sd| format!(", standard deviation {sd:.2}"));
                let n = self.summary.n;
                format!("{n} values from {min:.2} to {max:.2} on a range of {} to {}, mean {mean:.2}{sd}", self.min, self.max)
            }
            _ => "no values".to_owned(),
        }
    }
}

impl Collected {
    /// Nothing yet.
    pub fn new(measure: &Measure, columns: &[verbond_backend::Column]) -> Self {
        let worded = columns.iter().filter(|column| column.role == Role::Band);
        let part = |informant: &verbond_backend::Labelled| Part {
            informant: informant.name.clone(),
            rows: 0,
            scores: measure.scores.iter().map(Distribution::new).collect(),
            bands: worded.clone().map(|column| (column.name.clone(), BTreeMap::new())).collect(),
            alerts: vec![0; measure.alerts.len()],
        };
        let is_shown = |column: &verbond_backend::Column| {
            matches!(column.role, Role::Case | Role::Score | Role::Band | Role::Alert) && column.name != "language"
        };
        Self {
            parts: measure.informants.iter().map(part).collect(),
            rows: vec![],
            columns: (0..columns.len()).filter(|at| is_shown(&columns[*at])).collect(),
            count: 0,
        }
    }

    /// Takes a batch.
    pub fn add(
        &mut self,
        measure: &Measure,
        columns: &[verbond_backend::Column],
        batch: &RecordBatch,
    ) -> Result<(), verbond_backend::Error> {
        let mut scores: Vec<Vec<Vec<f64>>> = self.parts.iter().map(|part| vec![vec![]; part.scores.len()]).collect();
        Row::each(columns, batch, |row| {
            self.count += 1;
            if self.rows.len() < ROWS_SHOWN {
                let cells: Vec<String> = row.cells().map(|cell| shown(cell.value)).collect();
                self.rows.push(self.columns.iter().map(|at| cells[*at].clone()).collect());
            }
            let informant = row.text("informant");
            let Some(at) = self.parts.iter().position(|part| part.informant == informant) else {
                return Ok(());
            };
            let part = &mut self.parts[at];
            part.rows += 1;
            for (column, score) in scores[at].iter_mut().zip(&measure.scores) {
                column.push(row.number(&score.name).unwrap_or(f64::NAN));
            }
            for (name, counts) in &mut part.bands {
                match row.text(name) {
                    "" => {}
                    band => *counts.entry(band.to_owned()).or_default() += 1,
                }
            }
            for (count, alert) in part.alerts.iter_mut().zip(&measure.alerts) {
                *count += u64::from(row.is_true(&alert.name));
            }
            Ok(())
        })?;
        for (part, columns) in self.parts.iter_mut().zip(&scores) {
            part.scores.iter_mut().zip(columns).for_each(|(score, values)| score.add(values));
        }
        Ok(())
    }
}

/// A value for a person: numbers with two decimals, alerts as a sign with a word.
fn shown(value: Value<'_>) -> String {
    match value {
        Value::Missing => "–".to_owned(),
        Value::Number(number) => format!("{number:.2}"),
        Value::Truth(true) => "⚠ yes".to_owned(),
        Value::Truth(false) => "no".to_owned(),
        Value::Text(_) | Value::Count(_) | Value::Date(_) => value.to_string(),
    }
}

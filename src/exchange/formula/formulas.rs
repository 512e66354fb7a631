use super::{BandFormula, Column, Computed, Formula, Formulas, NormFormula, Test, Value, Words};
use crate::instrument::{ItemIx, ScoreIx};

impl Formulas<'_> {
    /// How many items were answered, and how many were asked.
    pub fn answered_and_asked(&self) -> (Value, Value) {
        let is_asked = |at: ItemIx| self.asked[at].clone().unwrap_or(Test::Always(true));
        let items = self.asked.keys().filter(|at| self.instrument.items[*at].is_counted());
        let answered = items.clone().map(|at| Test::all([is_asked(at), Test::answered(self.instrument, at)]));
        (Value::Count(answered.collect()), Value::Count(items.map(is_asked).collect()))
    }

    /// The words of a band.
    pub fn band_words(&self, bands: &BandFormula) -> Words {
        let model = &self.instrument.bands[bands.bands];
        let words = bands.tests.iter().map(|(band, test)| (model.bands[*band].name.clone(), test.clone())).collect();
        Words { name: model.name.clone(), words }
    }

    /// Everything that is a word: bands, then what norms add.
    pub fn words(&self) -> Vec<Words> {
        let bands = self.bands.iter().map(|bands| self.band_words(bands));
        let norms = self.norms.iter().filter_map(|norm| match norm {
            NormFormula::Words(words) => Some(words.clone()),
            NormFormula::Number(_) => None,
        });
        bands.chain(norms).collect()
    }

    /// Names of all columns that are computed.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|formula| formula.name.as_str()).chain(self.norm_names())
    }

    /// Names of the columns that norms add, in the order of results.
    pub fn norm_names(&self) -> impl Iterator<Item = &str> {
        self.norms.iter().map(|norm| match norm {
            NormFormula::Number(at) => self.columns[*at].name.as_str(),
            NormFormula::Words(words) => words.name.as_str(),
        })
    }

    /// The key of what a column is, as the file writes it; nothing where it is only on the way to others.
    pub fn key(&self, what: Computed) -> Option<&str> {
        match what {
            Computed::Score(score) => Some(&self.instrument.scores[score].key),
            Computed::Helper(helper) => Some(&self.instrument.helpers[helper].key),
            Computed::Item(_) | Computed::Part | Computed::Norm(_) => None,
        }
    }

    /// The column of a score.
    pub fn score(&self, score: ScoreIx) -> Option<&Formula> {
        self.columns.iter().find(|formula| formula.what == Computed::Score(score))
    }

    /// The name of what a column refers to.
    pub fn name(&self, column: Column) -> &str {
        match column {
            Column::Answer(item) => &self.instrument.items[item].name,
            Column::Known(known) => &self.instrument.known[known].name,
            Column::Date => "date",
            Column::Formula(at) => &self.columns[at].name,
        }
    }
}

use super::compare::{Certain, near};
use super::lower::{Lowering, Unsayable};
use super::{BandFormula, Column, Computed, Test, Value};
use crate::instrument::{BandsIx, BandsRule, Case, Comparator, Stretches};

/// The position of a category whose conditions are missing, among those from 1 of its words.
const MISSING: f64 = -1.0;

impl Lowering<'_> {
    /// The words of bands or of a category.
    pub(super) fn bands(&mut self, bands: BandsIx) -> Result<BandFormula, Unsayable> {
        let model = &self.instrument.bands[bands];
        match &model.rule {
            BandsRule::Stretches(stretches) => Ok(self.stretches(bands, stretches)),
            BandsRule::Cases(cases) | BandsRule::Groups(_, cases) => {
                let value = self.first_case(cases)?;
                let name = self.free_name(&format!("{}_at", model.name));
                let of = self.push(Computed::Part, name, value, Test::Always(true));
                Ok(BandFormula { bands, of, tests: (0..model.bands.len()).map(|at| (at, is_at(of, at))).collect() })
            }
        }
    }

    fn stretches(&self, bands: BandsIx, stretches: &Stretches) -> BandFormula {
        let column = self.scores.get(&stretches.of).copied().unwrap_or(Column::Formula(0));
        let is_whole = self.whole.score(stretches.of).copied().unwrap_or(false);
        let test = |(at, from): (usize, &f64)| {
            let comparator = if stretches.is_above(at) { Comparator::Above } else { Comparator::AtLeast };
            let reached = |value| match is_whole {
                true => Test::Compare(comparator, value, Value::Number(*from)),
                false => near(comparator, value, Value::Number(*from), *from),
            };
            let test = if at == 0 { Test::Always(true) } else { reached(Value::Column(column)) };
            (at, Test::all([Test::Present(column), test]))
        };
        BandFormula { bands, of: column, tests: stretches.from.iter().enumerate().map(test).rev().collect() }
    }

    /// The position from 1 of the word whose condition is the first that holds, [`MISSING`] where one before it is
    /// missing, 0 where the category is missing otherwise: cases one after another, never within one another.
    fn first_case(&mut self, cases: &[Case]) -> Result<Value, Unsayable> {
        let position = |case: &Case| Value::Number(case.word.map_or(0.0, |at| at as f64 + 1.0));
        let mut tests: Vec<(Test, Value)> = Vec::with_capacity(2 * cases.len());
        for case in cases {
            let Some(when) = &case.when else {
                tests.push((Test::Always(true), position(case)));
                break;
            };
            let Certain { holds, fails } = self.condition(when)?;
            tests.push((holds, position(case)));
            tests.push((fails.turned(), Value::Number(MISSING)));
        }
        Ok(tests.into_iter().rev().fold(Value::Number(0.0), |rest, (test, value)| Value::choice(test, value, rest)))
    }

    /// Whether bands or a category are one of their words.
    pub(super) fn band_is(&self, bands: BandsIx, word: usize) -> Result<Certain, Unsayable> {
        let formula = self.bands.get(&bands).ok_or_else(|| Unsayable("bands that are not computed yet".to_owned()))?;
        let of = formula.of;
        Ok(match self.instrument.bands[bands].rule {
            BandsRule::Cases(_) | BandsRule::Groups(..) => Certain {
                holds: is_at(of, word),
                fails: Test::all([
                    Test::Compare(Comparator::Above, Value::Column(of), Value::Number(0.0)),
                    is_at(of, word).turned(),
                ]),
            },
            BandsRule::Stretches(_) => {
                let reached = |at: usize| formula.tests.iter().find(|(band, _)| *band == at).map(|(_, test)| test.clone());
                let holds = Test::all(reached(word).into_iter().chain(reached(word + 1).map(Test::turned)));
                Certain { fails: Test::all([Test::Present(of), holds.clone().turned()]), holds }
            }
        })
    }
}

/// Whether the column of a category holds a word.
fn is_at(column: Column, word: usize) -> Test {
    Test::Compare(Comparator::Equal, Value::Column(column), Value::Number(word as f64 + 1.0))
}

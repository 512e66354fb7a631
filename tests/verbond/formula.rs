//! Formulas say what the engine computes: read as they stand, by the few rules that they have, they give its results.

use proptest::prelude::*;
use verbond::exchange::formula::{Column, Computed, Formulas, Part, Test, Value};
use verbond::instrument::{InformantIx, Instrument, Operator};
use verbond::responses::{Cause, ResponseTable};
use verbond::score::{Plan, Scored};

use crate::example::{checked, with};
use crate::measures::files;
use crate::ranges::{answers, number};

/// One administration, as a program sees it that knows formulas only.
struct Row<'a> {
    table: &'a ResponseTable,
    at: usize,
    computed: Vec<Option<f64>>,
}

impl Row<'_> {
    fn column(&self, column: Column) -> Option<f64> {
        match column {
            Column::Answer(item) => {
                let column = &self.table.items[item.0];
                (column.causes[self.at] == Cause::Answered).then_some(column.values[self.at])
            }
            Column::Known(known) => Some(self.table.known[known.0][self.at]).filter(|value| !value.is_nan()),
            Column::Formula(at) => self.computed[at],
        }
    }

    fn value(&self, value: &Value) -> f64 {
        let there = |parts: &[Part]| -> Vec<f64> {
            parts.iter().filter(|part| self.test(&part.there)).map(|part| self.value(&part.value)).collect()
        };
        match value {
            Value::Number(number) => *number,
            Value::Column(column) => self.column(*column).unwrap_or_else(|| panic!("{column:?} was looked at and is not there")),
            Value::Arithmetic(operator, left, right) => {
                let (left, right) = (self.value(left), self.value(right));
                match operator {
                    Operator::Add => left + right,
                    Operator::Subtract => left - right,
                    Operator::Multiply => left * right,
                    Operator::Divide => left / right,
                }
            }
            Value::If(test, yes, no) => self.value(if self.test(test) { yes } else { no }),
            Value::WholePart(of) => self.value(of).floor(),
            Value::Total(parts) => there(parts).into_iter().sum(),
            Value::Count(tests) => tests.iter().filter(|test| self.test(test)).count() as f64,
            Value::Least(parts) => there(parts).into_iter().fold(f64::INFINITY, f64::min),
            Value::Greatest(parts) => there(parts).into_iter().fold(f64::NEG_INFINITY, f64::max),
        }
    }

    fn test(&self, test: &Test) -> bool {
        let chosen = |item: &verbond::instrument::ItemIx, choice: &usize| {
            self.column(Column::Answer(*item)).is_some_and(|bits| bits as u64 >> choice & 1 == 1)
        };
        let by = |informants: &[InformantIx]| informants.contains(&self.table.informants[self.at]);
        match test {
            Test::Always(holds) => *holds,
            Test::There(column) => self.column(*column).is_some(),
            Test::Absent(column) => self.column(*column).is_none(),
            Test::Compare(comparator, left, right) => {
                let (left, right) = (self.value(left), self.value(right));
                match comparator.sign() {
                    "<" => left < right,
                    "<=" => left <= right,
                    "=" => left == right,
                    "!=" => left != right,
                    ">=" => left >= right,
                    _ => left > right,
                }
            }
            Test::Chosen(item, choice) => chosen(item, choice),
            Test::NotChosen(item, choice) => !chosen(item, choice),
            Test::By(informants) => by(informants),
            Test::NotBy(informants) => !by(informants),
            // In order, so that what is looked at was seen to be there.
            Test::All(tests) => tests.iter().all(|test| self.test(test)),
            Test::Any(tests) => tests.iter().any(|test| self.test(test)),
        }
    }
}

fn judge(instrument: &Instrument, bytes: &[u8]) -> Result<(), TestCaseError> {
    let formulas = Formulas::of(instrument).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let table = answers(instrument, 40, bytes);
    let scored: Scored = Plan::new(instrument).score(table.clone());
    for at in 0..table.rows {
        let mut row = Row { table: &table, at, computed: vec![] };
        for formula in &formulas.columns {
            let value = row.test(&formula.there).then(|| row.value(&formula.value));
            if let Computed::Score(score) = formula.what {
                let expected = scored.scores[score.0][at];
                let equal = match value {
                    None => expected.is_nan(),
                    Some(value) => (value - expected).abs() <= 1e-9 * expected.abs().max(1.0),
                };
                let key = &instrument.scores[score.0].key;
                prop_assert!(equal, "{} = {key} is {expected}, and the formula says {value:?}", formula.name);
            }
            row.computed.push(value);
        }
        for bands in &formulas.bands {
            let band = bands.tests.iter().find(|(_, test)| row.test(test)).map(|(band, _)| *band);
            prop_assert_eq!(band, scored.bands[bands.bands.0][at].map(usize::from));
        }
        for alert in &formulas.alerts {
            let raised = if row.test(&alert.raised) { Some(true) } else { row.test(&alert.quiet).then_some(false) };
            prop_assert_eq!(raised, scored.alerts[alert.alert.0][at]);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn formulas_say_what_any_key_computes(key in number(), bytes in proptest::collection::vec(any::<u8>(), 64..256)) {
        let text = with(&format!(
            "items on agree {{ r reversed \"R\" }}\nitem e as whole 0 to 10 asked when a >= 2, otherwise 0 \"E\"\n\
             item f as choices x, y, z asked when b >= 2 \"F\"\nscore second \"Second\" = {key}\n\
             score uses \"All\" = count of r, e\nscore chosen \"Chosen\" = number of f\n\
             alert low \"Low\" when second < 2 and (f includes x or not a is missing)"
        ));
        if let Some(instrument) = checked(&text).0 {
            judge(&instrument, &bytes)?;
        }
    }

    #[test]
    fn formulas_say_what_every_measure_computes(bytes in proptest::collection::vec(any::<u8>(), 64..256)) {
        for (_, text) in files().iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "instrument")) {
            let instrument = checked(text).0.unwrap_or_else(|| panic!("sound"));
            judge(&instrument, &bytes)?;
        }
    }
}

//! Formulas say what the engine computes: read as they stand, by the few rules that they have, they give its results.

use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, StringArray};
use proptest::prelude::*;
use verbond::check::check_norms;
use verbond::exchange::formula::{Column, Computed, Formulas, MomentPart, NormFormula, Part, Test, Value};
use verbond::instrument::{
    AlertIx, BandsIx, Domain, Given, InformantIx, Instrument, ItemIx, KnownIx, Norms, Operator, Range, ScoreIx, rounding,
};
use verbond::output::NormColumns;
use verbond::responses::{MissingReason, ResponseTable};
use verbond::score::{Plan, Scored};
use verbond::source::SourceFile;
use verbond::syntax::parse;

use crate::example::{checked, with};
use crate::measures::MEASURES;
use crate::norms::MEASURE;
use crate::ranges::{CATEGORY, COUNTS, DEALT, MOMENTS, TABLES, answers, number};

/// One administration, as a program sees it that knows formulas only.
struct Row<'a> {
    instrument: &'a Instrument,
    table: &'a ResponseTable,
    at: usize,
    computed: Vec<Option<f64>>,
}

impl Row<'_> {
    fn column(&self, column: Column) -> Option<f64> {
        match column {
            Column::Answer(item) => {
                let column = &self.table.items[item];
                (column.causes[self.at] == MissingReason::Answered).then_some(column.values[self.at])
            }
            Column::Known(known) => Some(self.table.known[known][self.at]).filter(|value| !value.is_nan()),
            Column::Date => self.table.identity.date.get(self.at).copied().flatten().map(f64::from),
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
            Value::Part(column, part) => {
                let number = self.column(*column).unwrap_or_else(|| panic!("{column:?} was looked at and is not there"));
                let is_time = matches!(part, MomentPart::Hour | MomentPart::Minute);
                let domain = if is_time { Domain::Time } else { Domain::Date };
                let written = domain.write(Given::Value(number)).unwrap_or_else(|| panic!("{number} is a moment"));
                let (start, length) = part.place();
                written[start..start + length].parse().unwrap_or_else(|error| panic!("{written}: {error}"))
            }
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
            Value::Exponential(of) => self.value(of).exp(),
            Value::Logarithm(of) => self.value(of).ln(),
            Value::Root(of) => self.value(of).sqrt(),
            Value::Tail(of) => {
                let normal = statrs::distribution::Normal::standard();
                self.column(*of).map_or(f64::NAN, |distance| statrs::distribution::ContinuousCDF::sf(&normal, distance))
            }
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
        let is_point = |item: &verbond::instrument::ItemIx, at: &usize| {
            let points = self.instrument.points_of(&self.instrument.items[*item]).unwrap_or_default();
            self.column(Column::Answer(*item)).is_some_and(|value| value == points[*at].value)
        };
        let by = |informants: &[InformantIx]| informants.contains(&self.table.informants[self.at]);
        match test {
            Test::Always(holds) => *holds,
            Test::Present(column) => self.column(*column).is_some(),
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
            Test::IsPoint(item, at) => is_point(item, at),
            Test::NotPoint(item, at) => !is_point(item, at),
            Test::By(informants) => by(informants),
            Test::NotBy(informants) => !by(informants),
            // In order, so that what is looked at was seen to be there.
            Test::All(tests) => tests.iter().all(|test| self.test(test)),
            Test::Any(tests) => tests.iter().any(|test| self.test(test)),
        }
    }
}

fn judge(instrument: &Instrument, bytes: &[u8]) -> Result<(), TestCaseError> {
    judge_table(instrument, &answers(instrument, 40, bytes))
}

fn judge_table(instrument: &Instrument, table: &ResponseTable) -> Result<(), TestCaseError> {
    let formulas = Formulas::of(instrument).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let scored: Scored = Plan::new(instrument).score(table.clone());
    for at in 0..table.rows {
        let mut row = Row { instrument, table, at, computed: vec![] };
        for formula in &formulas.columns {
            let value = row.test(&formula.there).then(|| row.value(&formula.value));
            if let Computed::Score(score) = formula.what {
                let expected = scored.scores[score][at];
                let equal = match value {
                    None => expected.is_nan(),
                    Some(value) => (value - expected).abs() <= 1e-9 * expected.abs().max(1.0),
                };
                let key = &instrument.scores[score].key;
                prop_assert!(equal, "{} = {key} is {expected}, and the formula says {value:?}", formula.name);
            }
            row.computed.push(value);
        }
        for bands in &formulas.bands {
            let band = bands.tests.iter().find(|(_, test)| row.test(test)).map(|(band, _)| *band);
            prop_assert_eq!(band, scored.bands[bands.bands][at].map(usize::from));
        }
        for alert in &formulas.alerts {
            let raised = if row.test(&alert.raised) { Some(true) } else { row.test(&alert.quiet).then_some(false) };
            prop_assert_eq!(raised, scored.alerts[alert.alert][at]);
        }
    }
    Ok(())
}

/// What the formulas of norms say of rows, beside what results say.
fn judge_norms(instrument: &Instrument, norms: &Norms, table: &ResponseTable) -> Result<(), TestCaseError> {
    let formulas = Formulas::beside(instrument, Some(norms)).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let columns = NormColumns::new(instrument, norms);
    let groups = columns.plan().groups(table);
    let scored = Plan::new(instrument).score(table.clone());
    let arrays = columns.arrays(&scored.scores, &table.known, &groups);
    let names: Vec<String> = columns.fields(instrument).iter().map(|field| field.name().clone()).collect();
    prop_assert_eq!(&names, &formulas.norm_names().map(str::to_owned).collect::<Vec<_>>());
    for at in 0..table.rows {
        let mut row = Row { instrument, table, at, computed: vec![] };
        for formula in &formulas.columns {
            let value = row.test(&formula.there).then(|| row.value(&formula.value));
            row.computed.push(value);
        }
        for ((norm, array), name) in formulas.norms.iter().zip(&arrays).zip(&names) {
            match norm {
                NormFormula::Number(column) => {
                    let array = array.as_primitive::<Float64Type>();
                    let expected = array.is_valid(at).then(|| array.value(at));
                    let said = row.computed[*column];
                    let equal = match (said, expected) {
                        (Some(said), Some(expected)) => (said - expected).abs() <= 1e-9 * expected.abs().max(1.0),
                        (said, expected) => said.is_none() && expected.is_none(),
                    };
                    prop_assert!(equal, "{name} is {expected:?}, and the formula says {said:?}");
                }
                NormFormula::Words(words) => {
                    let array: &StringArray = array.as_string();
                    let said = words.words.iter().find(|(_, test)| row.test(test)).map(|(word, _)| word.as_str());
                    prop_assert_eq!(said, array.is_valid(at).then(|| array.value(at)), "{}", name);
                }
            }
        }
    }
    Ok(())
}

/// A block of norms of clients: mean, standard deviation, whether a reliability and a cut-off are there, a table.
fn norm_block(head: &str, (mean, sd, more, table): &(u8, u8, u8, Vec<u8>)) -> String {
    let mut lines = vec![format!("for client{head} {{")];
    let reliability = if more & 1 == 1 { " reliability 0.84" } else { "" };
    if more & 2 == 2 {
        lines.push(format!("mood mean {} sd {}{reliability}", mean % 101, f64::from(sd % 40 + 1) / 2.0));
    }
    if more & 4 == 4 {
        lines.push(format!("cut-off mood {} \"Ask.\"", mean % 101));
    }
    let values: std::collections::BTreeSet<u8> = table.iter().map(|value| value % 101).collect();
    if !values.is_empty() {
        lines.push("percentiles of mood {".to_owned());
        lines.extend(values.iter().zip(1..).map(|(value, at)| format!("{value} at {}", at * 100 / (values.len() + 1))));
        lines.push("}".to_owned());
    }
    // Where all are on parole, nobody is in a group of others.
    let kind = if head.contains("parole") && (more >> 3) % 4 == 2 { 0 } else { more >> 3 };
    lines.extend(norm_table(kind, mean % 101, sd % 40));
    lines.push("half mean 25 sd 10\n}".to_owned());
    lines.join("\n")
}

/// A table of half the mood: by steps, on lines, by groups and exact values, or none.
fn norm_table(kind: u8, one: u8, other: u8) -> Option<String> {
    match kind % 4 {
        0 => Some(format!("table scaled of half {{ from 0 -> 1 from 10 -> {one} above 30 -> missing above 40 -> {other} }}")),
        1 => Some(format!("table scaled of half interpolated {{ 0 -> {one} 20 -> {other} 45 -> 3 otherwise -> 9 }}")),
        2 => Some(format!(
            "table scaled of half by mandate, age {{ probation, 18 to 20 {{ 10 -> {one} 20 -> {other} otherwise -> 2 }}\n\
             probation, 21 to 99 {{ 12.5 -> {one} 25 -> missing 30 -> 4 otherwise -> missing }}\n\
             parole, 18 to 99 {{ 0 -> {other} 50 -> {one} }} }}"
        )),
        _ => None,
    }
}

/// Words for what norms make of half the mood.
const NORM_BANDS: &str = r#"bands level of half.scaled { low "Low" from -10 middle "Middle" from 3 high "High" above 50 }
bands place of half.T { low "Low" from 0 high "High" from 55 }
bands share of half.percentile { low "Low" from 0 high "High" above 50 }
bands far of half.z { below "Below" from -99 above "Above" from 0 }"#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn formulas_say_what_norms_say(
        blocks in proptest::array::uniform3((any::<u8>(), any::<u8>(), any::<u8>(), proptest::collection::vec(any::<u8>(), 0..6))),
        facts in proptest::collection::vec((12_u8..40, 0_u8..3, 0_u8..=110), 20),
    ) {
        let instrument = checked(MEASURE).0.unwrap_or_else(|| panic!("sound"));
        let heads = ["", " where age 18 to 30", " where age 18 to 30, mandate = parole"];
        let mut blocks: Vec<String> = heads.iter().zip(&blocks).map(|(head, block)| norm_block(head, block)).collect();
        // Some group has the table that bands are made of.
        if !blocks.iter().any(|block| block.contains("table scaled")) {
            blocks.push(format!("for worker {{ {} }}", norm_table(0, 5, 6).unwrap_or_default()));
        }
        let text = format!(
            "verbond 1\nnorms place 2026.1 of mood 1.0 {{\npopulation \"Nobody\"\nstatus provisional\n{NORM_BANDS}\n{}\n}}\n",
            blocks.join("\n")
        );
        let norms = check_norms(&parse(&SourceFile::new("place.norms", &text)), &[&instrument]);
        let norms = norms.found.unwrap_or_else(|| panic!("{:?}\n{text}", norms.diagnostics));
        let mut table = answers(&instrument, facts.len(), &[7]);
        for (row, (age, mandate, now)) in facts.iter().enumerate() {
            table.known[KnownIx(0)][row] = if *age == 12 { f64::NAN } else { f64::from(*age) };
            table.known[KnownIx(1)][row] = if *mandate == 2 { f64::NAN } else { f64::from(*mandate) };
            let is_there = *now <= 100;
            table.items[ItemIx(0)].values[row] = if is_there { f64::from(*now) } else { f64::NAN };
            table.items[ItemIx(0)].causes[row] = if is_there { MissingReason::Answered } else { MissingReason::Unanswered };
        }
        judge_norms(&instrument, &norms, &table)?;
    }

    #[test]
    fn formulas_say_what_any_key_computes(key in number(), bytes in proptest::collection::vec(any::<u8>(), 64..256)) {
        let text = with(&format!(
            "items on agree {{ r reversed \"R\" }}\nitem e as whole 0 to 10 asked when a >= 2, otherwise 0 \"E\"\n\
             item f as choices x, y, z asked when b >= 2 \"F\"\n{MOMENTS}\n{COUNTS}\n{DEALT}\n{CATEGORY}\n{TABLES}\nlet named = {key}\n\
             let holds = named > 2 or a = 1\nscore second \"Second\" = 1 * named\n\
             score third \"Third\" = count true of holds, a >= 3, missing as 0\nscore uses \"All\" = count of r, e\nscore chosen \"Chosen\" = number of f\n\
             alert low \"Low\" when second < 2 and holds and (f includes x or not a is missing)"
        ));
        if let Some(instrument) = checked(&text).0 {
            judge(&instrument, &bytes)?;
        }
    }

    #[test]
    fn formulas_say_what_every_measure_computes(bytes in proptest::collection::vec(any::<u8>(), 64..256)) {
        for instrument in MEASURES.iter() {
            judge(instrument, &bytes)?;
        }
    }

    /// A score that rounding keeps from a bound by a hair, or carries over it, is on the same side everywhere: in
    /// bands, in comparisons, in a table, in a test of the file, beside a cut-off, and in formulas for other programs.
    #[test]
    fn a_bound_is_reached_everywhere_or_nowhere(bound in prop_oneof![Just(0.0), Just(1.0), Just(10.0), Just(12.5), Just(-7.25)], thirds in -40_i32..40) {
        let near = bound + f64::from(thirds) / 3.0 * rounding::slack(bound);
        let text = format!(
            "verbond 1\n\ninstrument near 1.0.0 {{\n  title \"Near\"\n  licence \"CC0-1.0\"\n  status experimental\n  informants {{ client \"Client\" }}\n\
             item q as decimal -100 to 100 \"Q\"\nitem e as decimal -1 to 1 \"E\"\nscore s \"S\" = q + e\n\
             table t {{ -100 -> 0 {bound} -> 1 100 -> 2 }}\nscore looked \"Looked\" = look up s in t\n\
             bands level of s {{ low \"Low\" from -101 high \"High\" from {bound} }}\n\
             alert reached \"R\" when s >= {bound}\nalert over \"O\" when s > {bound}\nalert same \"E\" when s = {bound}\n}}\n"
        );
        let (instrument, diagnostics, _) = checked(&text);
        let instrument = instrument.unwrap_or_else(|| panic!("{diagnostics:?}"));
        let mut table = ResponseTable::unanswered(&instrument, 1);
        for (item, value) in [(0, bound), (1, near - bound)] {
            (table.items[ItemIx(item)].values[0], table.items[ItemIx(item)].causes[0]) = (value, MissingReason::Answered);
        }
        let scored = Plan::new(&instrument).score(table.clone());
        let value = scored.scores[ScoreIx(0)][0];
        let [reached, over, same] = [0, 1, 2].map(|alert| scored.alerts[AlertIx(alert)][0]);
        prop_assert_eq!(reached, Some(rounding::at_least(value, bound)));
        prop_assert_eq!(over, Some(rounding::above(value, bound)));
        prop_assert_eq!(Some(scored.bands[BandsIx(0)][0] == Some(1)), reached, "bands and comparison of {}", value);
        prop_assert_eq!(Some(!scored.scores[ScoreIx(1)][0].is_nan()), same, "table and comparison of {}", value);
        prop_assert_eq!(Range::between(bound, 1e6).holds(value), reached == Some(true));
        // At the edge itself other programs add the slack, and we compare with it: the last digit of a sum may decide.
        let gap = (value - bound).abs();
        prop_assume!((gap / rounding::slack(bound) - 1.0).abs() > 1e-3);
        judge_table(&instrument, &table)?;
    }
}

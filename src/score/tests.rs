use super::evaluate::{HelperColumn, HelperColumns};
use super::plan::{Plan, Scored};
use crate::instrument::{Day, Expectation, Given, Instrument, Test, rounding};
use crate::responses::{MissingReason, ResponseTable};
use crate::source::{Diagnostic, Span, codes};

/// How a test of an instrument came out.
#[derive(Clone, Debug)]
pub struct TestOutcome {
    /// Name of the test.
    pub name: String,
    /// What came out otherwise than expected; nothing if the test holds.
    pub failures: Vec<Failure>,
}

/// An expectation that was not met.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What was looked at.
    pub what: String,
    /// What the test expects.
    pub expected: String,
    /// What came out.
    pub found: String,
    /// Where the expectation stands.
    pub span: Span,
    /// What was probably mistaken, where that can be told.
    pub hint: Option<String>,
}

/// Tests that are run together; a table of all of them would be too large for a measure of very many items.
const TESTS_AT_A_TIME: usize = 64;

/// Runs the tests of an instrument.
pub fn run_tests(instrument: &Instrument) -> Vec<TestOutcome> {
    let plan = Plan::new(instrument);
    let mut outcomes = Vec::with_capacity(instrument.tests.len());
    for tests in instrument.tests.chunks(TESTS_AT_A_TIME) {
        let (scored, helpers) = plan.score_with_helpers(given_answers(instrument, tests));
        let outcome = |(row, test): (usize, &Test)| TestOutcome {
            name: test.name.clone(),
            failures: test
                .expected
                .iter()
                .filter_map(|(expectation, span)| judge(instrument, (&scored, &helpers), row, expectation, *span))
                .collect(),
        };
        outcomes.extend(tests.iter().enumerate().map(outcome));
    }
    outcomes
}

/// The tests of an instrument that fail, as diagnostics.
pub fn test_diagnostics(instrument: &Instrument) -> Vec<Diagnostic> {
    let diagnostic = |outcome: &TestOutcome, failure: &Failure| {
        let message = format!("test \"{}\" fails: {} is {}, not {}", outcome.name, failure.what, failure.found, failure.expected);
        let help = failure.hint.as_deref().unwrap_or("correct the key or the test, whichever differs from the source");
        Diagnostic::new(&codes::TEST_FAILED, failure.span, message).help(help)
    };
    let outcomes = run_tests(instrument);
    outcomes.iter().flat_map(|outcome| outcome.failures.iter().map(move |failure| diagnostic(outcome, failure))).collect()
}

/// The answers of tests, a row each.
fn given_answers(instrument: &Instrument, tests: &[Test]) -> ResponseTable {
    let mut table = ResponseTable::unanswered(instrument, tests.len());
    table.identity.date = tests.iter().map(|test| test.date.map(Day::count)).collect();
    for (row, test) in tests.iter().enumerate() {
        table.informants[row] = test.informant;
        for (item, given) in &test.answers {
            let column = &mut table.items[*item];
            (column.values[row], column.causes[row]) = match given {
                Given::Value(value) => (*value, MissingReason::Answered),
                Given::None => (f64::NAN, MissingReason::None),
                Given::Missing => (f64::NAN, MissingReason::Unanswered),
            };
        }
        for (known, value) in &test.known {
            table.known[*known][row] = *value;
        }
    }
    table
}

fn judge(
    instrument: &Instrument,
    (scored, helpers): (&Scored, &HelperColumns),
    row: usize,
    expectation: &Expectation,
    span: Span,
) -> Option<Failure> {
    let number = |value: f64| {
        if value.is_nan() { "missing".to_owned() } else { round_for_reading(value) }
    };
    let share = |value: f64| format!("{}%", round_for_reading(value * 100.0));
    let differs = |expected: Option<f64>, found: f64, tolerance: f64| match expected {
        None => !found.is_nan(),
        Some(expected) => {
            found.is_nan() || !(rounding::equal(expected, found) || rounding::at_most((expected - found).abs(), tolerance))
        }
    };
    let (what, expected, found) = match expectation {
        Expectation::Score(score, expected, tolerance) => {
            let found = scored.scores[*score][row];
            let failed = differs(*expected, found, *tolerance);
            failed.then(|| (instrument.scores[*score].name.clone(), number(expected.unwrap_or(f64::NAN)), number(found)))?
        }
        Expectation::Helper(at, expected, tolerance) => {
            let found = match &helpers[*at] {
                Some(HelperColumn::Number(values)) => values[row],
                Some(HelperColumn::Condition(_)) | None => f64::NAN,
            };
            let failed = differs(*expected, found, *tolerance);
            failed.then(|| (instrument.helpers[*at].name.clone(), number(expected.unwrap_or(f64::NAN)), number(found)))?
        }
        Expectation::Holds(at, expected) => {
            let found = match &helpers[*at] {
                Some(HelperColumn::Condition(verdicts)) => verdicts[row].known(),
                Some(HelperColumn::Number(_)) | None => None,
            };
            let word = |holds: Option<bool>| holds.map_or("missing".to_owned(), |holds| holds.to_string());
            (found != *expected).then(|| (instrument.helpers[*at].name.clone(), word(*expected), word(found)))?
        }
        Expectation::Item(item, expected, tolerance) => {
            let found = scored.answers[*item].values[row];
            let failed = differs(*expected, found, *tolerance);
            failed.then(|| (instrument.items[*item].name.clone(), number(expected.unwrap_or(f64::NAN)), number(found)))?
        }
        Expectation::Answered(expected, tolerance) => {
            let found = f64::from(scored.answered[row]) / f64::from(scored.asked[row].max(1));
            differs(Some(*expected), found, *tolerance).then(|| ("`answered`".to_owned(), share(*expected), share(found)))?
        }
        Expectation::Band(bands, expected) => {
            let bands_model = &instrument.bands[*bands];
            let found = scored.bands[*bands][row].map(usize::from);
            let name = |band: Option<usize>| band.map_or("missing".to_owned(), |band| bands_model.bands[band].name.clone());
            (found != *expected).then(|| (bands_model.name.clone(), name(*expected), name(found)))?
        }
        Expectation::Alert(alert) => {
            let found = scored.alerts[*alert][row];
            let word = if found.is_none() { "missing" } else { "not raised" };
            (found != Some(true))
                .then(|| (format!("alert `{}`", instrument.alerts[*alert].name), "raised".to_owned(), word.to_owned()))?
        }
        Expectation::NoAlert => {
            let raised: Vec<&str> = instrument
                .alerts
                .iter()
                .zip(&scored.alerts)
                .filter(|(_, column)| column[row] == Some(true))
                .map(|(alert, _)| alert.name.as_str())
                .collect();
            (!raised.is_empty()).then(|| ("the number of alerts".to_owned(), "none".to_owned(), raised.join(", ")))?
        }
        Expectation::Asked(item, expected) => {
            let found = scored.answers[*item].causes[row] != MissingReason::NotAsked;
            let word = |asked: bool| if asked { "asked" } else { "not asked" }.to_owned();
            (found != *expected).then(|| (instrument.items[*item].name.clone(), word(*expected), word(found)))?
        }
    };
    let hint = match expectation {
        Expectation::Item(item, Some(expected), tolerance) => {
            let (model, given) = (&instrument.items[*item], scored.answers[*item].values[row]);
            let counted = instrument.keying(model).counted(given);
            (!differs(Some(*expected), counted, *tolerance)).then(|| {
                format!(
                    "of an item a test expects what was answered, {}; what it counts, {}, is expected of a helper: `let counted = {}`",
                    number(given),
                    number(counted),
                    model.name
                )
            })
        }
        Expectation::Item(..)
        | Expectation::Score(..)
        | Expectation::Helper(..)
        | Expectation::Holds(..)
        | Expectation::Answered(..)
        | Expectation::Band(..)
        | Expectation::Alert(_)
        | Expectation::NoAlert
        | Expectation::Asked(..) => None,
    };
    Some(Failure { what, expected, found, span, hint })
}

/// A number without the last digits that only rounding made.
fn round_for_reading(value: f64) -> String {
    let rounded = (value * 1e9).round() / 1e9;
    rounded.to_string()
}

use std::collections::HashSet;

use super::draft::{Binding, Draft};
use super::expressions::Reading;
use super::names::Declared;
use crate::instrument::{
    Day, Domain, Expectation, Given, HelperIx, InformantIx, InstrumentContent, Item, ItemIx, Kind, KnownIx, Range, Status, Test,
    Unfit,
};
use crate::source::{Span, codes, did_you_mean};
use crate::syntax::tree::{self, ExpectedValue, GivenValue, Word};

impl Draft<'_> {
    /// Resolves the tests; they are run once the whole measure is known to be sound.
    pub fn check_tests(&mut self, declared: &Declared<'_>) {
        for test in &declared.tests {
            let test = self.test(test);
            self.instrument.tests.push(test);
        }
        if declared.tests.is_empty() && self.instrument.status == Status::Validated && !self.is_cascade("test") {
            let help = "add an example that was worked out on paper".to_owned();
            self.report(&codes::NO_TEST, declared.keyword, "a validated measure without a test", help);
        }
    }

    fn test(&mut self, test: &tree::Test) -> Test {
        let mut checked = Test {
            name: self.full(&test.name),
            informant: InformantIx(0),
            date: None,
            answers: vec![],
            known: vec![],
            expected: vec![],
        };
        let mut seen = HashSet::new();
        for given in &test.given {
            for word in given.names.iter().flat_map(|run| self.names_of(run)).collect::<Vec<_>>() {
                self.give(&word, given, &mut checked, &mut seen);
            }
        }
        if test.expected.is_empty() && !self.is_cascade("expect") {
            self.report(
                &codes::IMPOSSIBLE_TEST,
                test.name.span,
                "this test expects nothing",
                "add `expect SCORE = …`".to_owned(),
            );
        }
        for expectation in &test.expected {
            checked.expected.extend(self.expectation(expectation));
        }
        checked
    }

    fn give(&mut self, word: &Word, given: &tree::Given, test: &mut Test, seen: &mut HashSet<String>) {
        let taken = match self.thing(&word.text) {
            Some(Binding::Item(item)) => {
                let taken = !seen.insert(word.text.clone());
                if let Some(value) = self.given_answer(word, item, given) {
                    test.answers.push((item, value));
                }
                taken && given.value != GivenValue::Missing && given.value != GivenValue::None
            }
            Some(Binding::Allotment(allotment)) => {
                self.give_dealt(word, allotment, given, test);
                !seen.insert(word.text.clone())
            }
            Some(Binding::Known(known)) => {
                let taken = !seen.insert(word.text.clone());
                if let Some(value) = self.given_fact(word, known, given) {
                    test.known.push((known, value));
                }
                taken
            }
            Some(thing) => {
                self.other_kind(word, thing, "an item");
                false
            }
            None if word.text == "informant" => {
                if let GivenValue::Names(names) = &given.value
                    && let [name] = &names[..]
                    && let Some(informant) = self.informant_named(name)
                {
                    test.informant = informant;
                }
                false
            }
            None if self.is_date(&word.text) => {
                match given_to(Domain::Date, &given.value).ok().and_then(Given::value) {
                    Some(days) => test.date = Day::counted(days as i32),
                    None => {
                        let help = "write year-month-day, as `date = 2026-11-24`".to_owned();
                        self.report(&codes::IMPOSSIBLE_TEST, given.value_span, "this is not a date", help);
                    }
                }
                !seen.insert(word.text.clone())
            }
            None => {
                self.unknown_of("item", word, |thing| matches!(thing, Binding::Item(_)));
                false
            }
        };
        if taken {
            self.report(
                &codes::IMPOSSIBLE_TEST,
                word.span,
                format!("`{}` is given twice", word.text),
                "keep one of the two".to_owned(),
            );
        }
    }

    fn given_answer(&mut self, word: &Word, item: ItemIx, given: &tree::Given) -> Option<Given> {
        if self.poisoned.contains(&word.text) {
            return None;
        }
        let item = &self.instrument.items[item];
        let domain = self.instrument.domain_of(item);
        let read = given_to(domain, &given.value);
        if read.is_err() {
            let quoted = if item.kind.is_text() { " in quotation marks" } else { "" };
            let help = instead(&given.value, item, &self.instrument)
                .unwrap_or_else(|| format!("it can be {}{quoted}, or `missing`", domain.describe()));
            self.report(&codes::IMPOSSIBLE_TEST, given.value_span, format!("this is not an answer to `{}`", word.text), help);
        }
        read.ok()
    }

    fn given_fact(&mut self, word: &Word, known: KnownIx, given: &tree::Given) -> Option<f64> {
        let domain = self.instrument.known[known].domain();
        let read = given_to(domain, &given.value);
        if read.is_err() {
            let help = format!("it can be {}", domain.describe());
            self.report(&codes::IMPOSSIBLE_TEST, given.value_span, format!("`{}` cannot be this", word.text), help);
        }
        read.ok().and_then(Given::value)
    }

    fn expectation(&mut self, expectation: &tree::Expectation) -> Option<(Expectation, Span)> {
        match expectation {
            tree::Expectation::NoAlert(span) => Some((Expectation::NoAlert, *span)),
            tree::Expectation::Alert(word) => match self.thing(&word.text) {
                Some(Binding::Alert(alert)) => Some((Expectation::Alert(alert), word.span)),
                Some(thing) => {
                    self.other_kind(word, thing, "an alert");
                    None
                }
                None => {
                    self.unknown_of("alert", word, |thing| matches!(thing, Binding::Alert(_)));
                    None
                }
            },
            tree::Expectation::Asked(word) => Some((Expectation::Asked(self.asked_named(word)?, true), word.span)),
            tree::Expectation::NotAsked(word) => Some((Expectation::Asked(self.asked_named(word)?, false), word.span)),
            tree::Expectation::Value { name, value, within, span } => {
                let tolerance = within.unwrap_or(0.0);
                let expectation = match name {
                    None => self.expected_share(value, tolerance, *span)?,
                    Some(word) => self.expected_value(word, value, tolerance, *span)?,
                };
                Some((expectation, *span))
            }
        }
    }

    fn asked_named(&mut self, word: &Word) -> Option<ItemIx> {
        let whole = Reading::Scoring { guarded: true };
        match self.first_of_all(word, whole) {
            Some(found) => found.map(|(_, first)| first),
            None => self.item_named(word),
        }
    }

    fn expected_share(&mut self, value: &ExpectedValue, tolerance: f64, span: Span) -> Option<Expectation> {
        match value {
            ExpectedValue::Number(share) if (0.0..=1.0).contains(share) => Some(Expectation::Answered(*share, tolerance)),
            ExpectedValue::Number(_) | ExpectedValue::Name(_) | ExpectedValue::Missing => {
                self.report(&codes::IMPOSSIBLE_TEST, span, "`answered` is a share", "write it as `answered = 75%`".to_owned());
                None
            }
        }
    }

    fn expected_value(&mut self, word: &Word, value: &ExpectedValue, tolerance: f64, span: Span) -> Option<Expectation> {
        let number = match value {
            ExpectedValue::Number(number) => Some(*number),
            ExpectedValue::Name(_) | ExpectedValue::Missing => None,
        };
        match (self.thing(&word.text), value) {
            (Some(Binding::Score(_)), ExpectedValue::Number(_) | ExpectedValue::Missing) => {
                let score = self.score_named(word)?;
                let range = self.checked_scores[score].as_ref()?.range;
                if number.is_some_and(|number| !fits(range, number, tolerance)) {
                    self.report(
                        &codes::IMPOSSIBLE_TEST,
                        span,
                        format!("`{}` cannot be this", word.text),
                        format!("it can be {range}"),
                    );
                    return None;
                }
                Some(Expectation::Score(score, number, tolerance))
            }
            (Some(Binding::Helper(helper)), _) => self.expected_helper(word, helper, value, tolerance, span),
            (Some(Binding::Item(_)), ExpectedValue::Number(_) | ExpectedValue::Missing) => {
                Some(Expectation::Item(self.item_named(word)?, number, tolerance))
            }
            (Some(Binding::Bands(bands)), ExpectedValue::Missing) => Some(Expectation::Band(bands, None)),
            (Some(Binding::Bands(bands)), ExpectedValue::Name(name)) => {
                let checked = self.checked_bands.get(bands)?.as_ref()?;
                let names: Vec<String> = checked.bands.iter().map(|band| band.name.clone()).collect();
                let position = names.iter().position(|known| known == name);
                if position.is_none() {
                    let candidates: Vec<&str> = names.iter().map(String::as_str).collect();
                    self.report(
                        &codes::UNKNOWN_NAME,
                        span,
                        format!("there is no band `{name}`"),
                        did_you_mean(name, &candidates),
                    );
                }
                position.map(|position| Expectation::Band(bands, Some(position)))
            }
            (Some(thing), _) => {
                let message = format!("`{}` is {}, and cannot be this", word.text, thing.word());
                self.report(&codes::IMPOSSIBLE_TEST, span, message, None);
                None
            }
            (None, _) => {
                let would_do = |thing| matches!(thing, Binding::Score(_) | Binding::Helper(_) | Binding::Bands(_));
                self.unknown_of("score", word, would_do);
                None
            }
        }
    }

    /// A helper is a number, or `true` or `false`.
    fn expected_helper(
        &mut self,
        word: &Word,
        at: HelperIx,
        value: &ExpectedValue,
        tolerance: f64,
        span: Span,
    ) -> Option<Expectation> {
        self.used_helpers.insert(at);
        let range = self.checked_helpers.get(at)?.as_ref()?.range();
        let help = match (range, value) {
            (Some(range), ExpectedValue::Number(number)) if !fits(range, *number, tolerance) => format!("it can be {range}"),
            (Some(_), ExpectedValue::Number(number)) => return Some(Expectation::Helper(at, Some(*number), tolerance)),
            (Some(_), ExpectedValue::Missing) => return Some(Expectation::Helper(at, None, tolerance)),
            (None, ExpectedValue::Missing) => return Some(Expectation::Holds(at, None)),
            (None, ExpectedValue::Name(name)) if name == "true" => return Some(Expectation::Holds(at, Some(true))),
            (None, ExpectedValue::Name(name)) if name == "false" => return Some(Expectation::Holds(at, Some(false))),
            (Some(range), ExpectedValue::Name(_)) => format!("it is a number, and can be {range}"),
            (None, ExpectedValue::Number(_) | ExpectedValue::Name(_)) => {
                format!("it is a condition: write `{0} = true` or `{0} = false`", word.text)
            }
        };
        self.report(&codes::IMPOSSIBLE_TEST, span, format!("`{}` cannot be this", word.text), help);
        None
    }
}

/// Whether a number can be expected of something with a range.
fn fits(range: Range, number: f64, tolerance: f64) -> bool {
    range.holds(number) || range.holds(number - tolerance) || range.holds(number + tolerance)
}

/// What a test gives.
fn given_to(domain: Domain<'_>, value: &GivenValue) -> Result<Given, Unfit> {
    match value {
        GivenValue::Missing => Ok(Given::Missing),
        GivenValue::None => domain.none(),
        GivenValue::Number(value) => domain.number(*value),
        GivenValue::Text(text) => domain.text(text),
        GivenValue::Date(date) => domain.date(date),
        GivenValue::Time(time) => domain.time(time),
        GivenValue::Dealt(_) => domain.names([]),
        GivenValue::Names(names) => domain.names(names.iter().map(|name| name.text.as_str())),
    }
}

/// What was probably meant by what is no answer to an item: the code of a point that was named by its label, or a time of
/// day that was written as a number.
fn instead(given: &GivenValue, item: &Item, instrument: &InstrumentContent) -> Option<String> {
    let label = match given {
        GivenValue::Text(text) => Some(text.as_str()),
        GivenValue::Names(names) => match &names[..] {
            [name] => Some(name.text.as_str()),
            _ => None,
        },
        GivenValue::Number(_) | GivenValue::Missing | GivenValue::None => None,
        GivenValue::Date(_) | GivenValue::Time(_) | GivenValue::Dealt(_) => None,
    };
    if let (Some(label), Some(scale)) = (label, item.kind.scale()) {
        let code = instrument.scales[scale].code_of_label(label)?;
        return Some(format!("answers are written by their codes: `{code}`, which is called \"{label}\""));
    }
    match (given, &item.kind) {
        (GivenValue::Number(number), Kind::Time) if number.fract() == 0.0 && *number >= 0.0 => Some(times_like(*number as u32)),
        _ => None,
    }
}

/// Times of day that a whole number may stand for.
fn times_like(number: u32) -> String {
    let time = |hour: u32, minute: u32| (hour < 24 && minute < 60).then(|| format!("`{hour:02}:{minute:02}`"));
    let as_written = if number < 24 { time(number, 0) } else { time(number / 100, number % 100).filter(|_| number >= 100) };
    let as_minutes = time(number / 60, number % 60).filter(|_| (24..24 * 60).contains(&number));
    let shown: Vec<String> = [as_written, as_minutes.map(|time| format!("{time}, if it counts minutes after midnight"))]
        .into_iter()
        .flatten()
        .collect();
    if shown.is_empty() {
        return "a time of day is written with a colon, as `23:30`".to_owned();
    }
    format!("a time of day is written with a colon: {}", shown.join("; or "))
}

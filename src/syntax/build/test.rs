use super::item::run;
use super::{each, figured, figures, first, first_text, first_word, name_list, text};
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::scan::span_of;
use crate::syntax::tree::{Expectation, ExpectedValue, Given, GivenValue, Test};

/// Reads `test "…" { … }`.
pub fn build(pair: &Pair<'_>) -> Option<Test> {
    Some(Test {
        name: first_text(pair)?,
        given: each(pair, Rule::given).filter_map(|inner| given(&inner)).collect(),
        expected: each(pair, Rule::expect).flat_map(|inner| inner.into_inner().flat_map(|one| expectations(&one))).collect(),
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn given(pair: &Pair<'_>) -> Option<Given> {
    let inner = pair.clone().into_inner().last()?;
    let value = match inner.as_rule() {
        Rule::missing => GivenValue::Missing,
        Rule::none => GivenValue::None,
        Rule::date => GivenValue::Date(inner.as_str().to_owned()),
        Rule::time => GivenValue::Time(inner.as_str().to_owned()),
        Rule::signed => GivenValue::Number(figured(&inner)?.value),
        Rule::string => GivenValue::Text(text(&inner).value),
        Rule::dealt => {
            GivenValue::Dealt(super::words(&inner, Rule::name).into_iter().zip(figures(&inner, Rule::signed)).collect())
        }
        Rule::several => GivenValue::Names(super::choices(&inner)),
        Rule::name_list => GivenValue::Names(name_list(pair)?),
        _ => return None,
    };
    Some(Given { names: each(pair, Rule::run).filter_map(|name| run(&name)).collect(), value, value_span: span_of(&inner) })
}

/// What one of them expects; `asked a, b` expects it of each.
#[expect(clippy::wildcard_enum_match_arm, reason = "a pair of any other rule of the grammar is read elsewhere")]
fn expectations(pair: &Pair<'_>) -> Vec<Expectation> {
    let names = || super::words(pair, Rule::name).into_iter();
    match pair.as_rule() {
        Rule::expect_no_alert => vec![Expectation::NoAlert(span_of(pair))],
        Rule::expect_alert => names().map(Expectation::Alert).collect(),
        Rule::expect_asked => names().map(Expectation::Asked).collect(),
        Rule::expect_not_asked => names().map(Expectation::NotAsked).collect(),
        Rule::expect_value => expected_value(pair).into_iter().collect(),
        _ => vec![],
    }
}

fn expected_value(pair: &Pair<'_>) -> Option<Expectation> {
    let mut names = super::words(pair, Rule::name).into_iter();
    let name = if first(pair, Rule::answered).is_some() { None } else { Some(names.next()?) };
    let value = if first(pair, Rule::missing).is_some() {
        ExpectedValue::Missing
    } else if let Some(percent) = first(pair, Rule::percent) {
        ExpectedValue::Number(figures(&percent, Rule::number).first()?.value / 100.0)
    } else if let Some(number) = figures(pair, Rule::signed).first() {
        ExpectedValue::Number(number.value)
    } else if let Some(none) = first_word(pair, Rule::none) {
        ExpectedValue::Name(none.text)
    } else {
        ExpectedValue::Name(names.next()?.text)
    };
    let within =
        first(pair, Rule::within).and_then(|clause| figures(&clause, Rule::tolerance).first().map(|number| number.value));
    let mut span = span_of(pair);
    span.end -= u32::try_from(pair.as_str().len() - pair.as_str().trim_end().len()).unwrap_or(0);
    Some(Expectation::Value { name, value, within, span })
}

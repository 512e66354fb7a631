use super::*;
use crate::instrument::{Point, ScaleSteps};

fn scale(steps: ScaleSteps, none: bool) -> Scale {
    Scale { name: "s".to_owned(), steps, none: none.then(|| "Not for me".to_owned()) }
}

fn points(values: &[f64], none: bool) -> Scale {
    scale(
        ScaleSteps::Points(values.iter().map(|value| Point { value: *value, word: None, label: None, counts: None }).collect()),
        none,
    )
}

fn choices() -> Vec<Choice> {
    ["mother", "father", "friend"].map(|name| Choice { name: name.to_owned(), label: None }).to_vec()
}

/// Every kind with what is read from some cells.
fn read(domain: Domain<'_>, cells: &[(&str, Result<Given, Unfit>)]) {
    for (cell, expected) in cells {
        assert_eq!(domain.read(cell, &Notation::default()), *expected, "{domain:?} {cell}");
    }
}

#[test]
fn every_kind_reads_its_answers_and_says_what_is_none() {
    let (often, words) = (points(&[0.0, 1.0, 3.0], true), ["low".to_owned(), "high".to_owned()]);
    let line = scale(ScaleSteps::Line { min: 0.0, max: 1.0, step: 0.1 }, false);
    let value = |value| Ok(Given::Value(value));
    read(
        Domain::Scale(&often),
        &[("3", value(3.0)), (" 1 ", value(1.0)), ("none", Ok(Given::None)), ("2", Err(Unfit::OffScale))],
    );
    read(Domain::Scale(&often), &[("", Ok(Given::Missing)), ("x", Err(Unfit::NotANumber)), ("1,0", Err(Unfit::NotANumber))]);
    read(Domain::Scale(&line), &[("0.3", value(0.3)), ("0.35", Err(Unfit::OffScale)), ("none", Err(Unfit::NotANumber))]);
    read(Domain::Whole(18.0, 99.0), &[("18", value(18.0)), ("99", value(99.0)), ("17", Err(Unfit::OffScale))]);
    read(Domain::Whole(18.0, 99.0), &[("18.5", Err(Unfit::OffScale))]);
    read(Domain::Decimal(-1.5, 2.0), &[("-1.5", value(-1.5)), ("2.01", Err(Unfit::OffScale))]);
    read(Domain::Text(3), &[("één", value(3.0)), ("four", Err(Unfit::TooLong))]);
    read(Domain::Date, &[("1970-01-02", value(1.0)), ("24-11-2026", value(20_781.0)), ("2026-02-30", Err(Unfit::NotADate))]);
    read(
        Domain::Time,
        &[("23:30", value(1410.0)), ("7:05", value(425.0)), ("24:00", Err(Unfit::NotATime)), ("", Ok(Given::Missing))],
    );
    read(
        Domain::Choices(&choices(), false),
        &[("mother", value(1.0)), ("friend;mother", value(5.0)), ("cat", Err(Unfit::NotAChoice))],
    );
    read(Domain::OneOf(&words), &[("high", value(1.0)), ("low;high", Err(Unfit::NotAChoice)), ("0", Err(Unfit::NotAChoice))]);
}

#[test]
fn what_is_written_is_read_back() {
    let (often, words) = (points(&[-1.0, 0.5, 3.0], true), ["low".to_owned(), "high".to_owned()]);
    let line = scale(ScaleSteps::Line { min: 0.0, max: 100.0, step: 0.1 }, false);
    let choices = choices();
    let domains = [
        Domain::Scale(&often),
        Domain::Scale(&line),
        Domain::Whole(-2.0, 5.0),
        Domain::Decimal(-2.0, 5.0),
        Domain::Date,
        Domain::Time,
        Domain::Choices(&choices, false),
        Domain::OneOf(&words),
    ];
    for domain in domains {
        let mut written = 0;
        for value in (-30..=1_010).map(|tenths| f64::from(tenths) / 10.0) {
            let text = domain.write(Given::Value(value));
            assert_eq!(text.is_some(), domain.accepts(value), "{domain:?} {value}");
            if let Some(text) = text {
                assert_eq!(domain.read(&text, &Notation::default()), Ok(Given::Value(value)), "{domain:?} {text}");
                written += 1;
            }
        }
        assert!(written > 1, "{domain:?}");
        assert_eq!(domain.write(Given::Missing).as_deref(), Some(""));
        assert_eq!(domain.write(Given::None).is_some(), domain.none().is_ok());
    }
    assert!(Domain::Text(9).accepts(9.0) && !Domain::Text(9).accepts(10.0) && Domain::Text(9).write(Given::Value(4.0)).is_none());
}

#[test]
fn people_are_told_what_there_is() {
    let (often, words) = (points(&[0.0, 1.0, 3.0], true), ["low".to_owned(), "high".to_owned()]);
    let line = scale(ScaleSteps::Line { min: 0.0, max: 100.0, step: 1.0 }, false);
    assert_eq!(Domain::Scale(&often).describe(), "0, 1, 3, `none`");
    assert_eq!(Domain::Scale(&line).describe(), "0 to 100 in steps of 1");
    assert_eq!(Domain::Whole(0.0, 7.0).describe(), "a whole number from 0 to 7");
    assert_eq!(Domain::Decimal(0.0, 1.5).describe(), "a number from 0 to 1.5");
    assert_eq!(Domain::Text(20).describe(), "a text of up to 20 characters");
    assert_eq!(Domain::Choices(&choices(), false).describe(), "any of mother, father, friend");
    assert_eq!(Domain::OneOf(&words).describe(), "one of low, high");
}

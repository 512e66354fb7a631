use crate::instrument::{Instrument, Item, Kind, KnownKind, Point, ScaleSteps};

/// What a cell can hold to be an answer; anything else is missing.
pub(super) enum Allowed<'a> {
    /// The code of one of a few points, of which some are words; numbers are read as numbers.
    Codes(&'a [Point]),
    /// One of a few numbers.
    OneOf(Vec<f64>),
    /// A number within limits, both included, at so many steps from the lower one.
    Between { low: f64, high: f64, step: Option<f64> },
    /// Anything that is not empty, of so many characters at the most.
    Text(usize),
    /// A date, as 2026-01-31.
    Date,
    /// A time of day, as 07:30.
    Time,
    /// Names with `;` between them, and whether `none` says that there is none of them.
    Choices(Vec<&'a str>, bool),
    /// A word; its value is its position.
    Words(&'a [String]),
}

impl<'a> Allowed<'a> {
    pub(super) fn of_item(instrument: &'a Instrument, item: &'a Item) -> Self {
        match &item.kind {
            Kind::Scale(scale) => match &instrument.scales[*scale].steps {
                ScaleSteps::Points(points) if points.iter().any(|point| point.word.is_some()) => Self::Codes(points),
                ScaleSteps::Points(points) => Self::OneOf(points.iter().map(|point| point.value).collect()),
                ScaleSteps::Line { min, max, step } => Self::Between { low: *min, high: *max, step: Some(*step) },
            },
            Kind::Whole(low, high) => Self::Between { low: *low, high: *high, step: Some(1.0) },
            Kind::Decimal(low, high) => Self::Between { low: *low, high: *high, step: None },
            Kind::Text(most) => Self::Text(*most),
            Kind::Date => Self::Date,
            Kind::Time => Self::Time,
            Kind::Choices(choices, or_none) => {
                Self::Choices(choices.iter().map(|choice| choice.name.as_str()).collect(), *or_none)
            }
        }
    }

    pub(super) fn of_known(kind: &'a KnownKind) -> Self {
        match kind {
            KnownKind::Whole(low, high) => Self::Between { low: *low, high: *high, step: Some(1.0) },
            KnownKind::Decimal(low, high) => Self::Between { low: *low, high: *high, step: None },
            KnownKind::OneOf(words) => Self::Words(words),
            KnownKind::Date => Self::Date,
        }
    }
}

/// The codes of points that are words, and those that are numbers.
pub(super) fn words_and_numbers(points: &[Point]) -> (Vec<&str>, Vec<f64>) {
    let words = points.iter().filter_map(|point| point.word.as_deref()).collect();
    let numbers = points.iter().filter(|point| point.word.is_none()).map(|point| point.value).collect();
    (words, numbers)
}

/// Numbers with commas between them.
pub(super) fn listed(values: &[f64]) -> String {
    values.iter().map(f64::to_string).collect::<Vec<_>>().join(", ")
}

/// Words in a kind of quotation marks with commas between them. Names need no escapes.
pub(super) fn quoted_list<'n>(names: impl IntoIterator<Item = &'n str>, mark: char) -> String {
    names.into_iter().map(|name| format!("{mark}{name}{mark}")).collect::<Vec<_>>().join(", ")
}

use std::collections::HashMap;

/// What a field of a form became in the measure.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::exchange::import) enum Field {
    /// A number: its name.
    Number(String),
    /// One of a few.
    Coded {
        /// Its name.
        name: String,
        /// What each code of the form became.
        codes: HashMap<String, Code>,
        /// Whether it can be computed with.
        points: Points,
    },
    /// One of a few words that are known of a case.
    Words(String),
    /// Several of a few: its name, and the choice of each code.
    Choices(String, HashMap<String, String>),
    /// A text or a time, which is not computed with.
    Text(String),
    /// A day.
    Date(String),
}

/// What a code of a form became.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::exchange::import) enum Code {
    /// A point of the scale.
    Point(f64),
    /// The answer that counts as missing.
    NonAnswer,
}

/// What the points of an item mean as numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exchange::import) enum Points {
    /// They are the numbers of the form.
    Numbers,
    /// This table says what each counts.
    Table(String),
    /// The form has no numbers for them: they were numbered in their order.
    Order,
}

impl Field {
    /// Its name in the measure.
    pub(in crate::exchange::import) fn name(&self) -> &str {
        match self {
            Self::Number(name)
            | Self::Coded { name, .. }
            | Self::Words(name)
            | Self::Choices(name, _)
            | Self::Text(name)
            | Self::Date(name) => name,
        }
    }
}

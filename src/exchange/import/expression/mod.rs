//! What other programs compute and ask: read into one form of expression, and said in the language as far as it says
//! the same.

mod compute;
mod days;
mod fhirpath;
mod field;
mod foreign;
mod meaning;
mod say;

pub(super) use fhirpath::{Variables, fhirpath};
pub(super) use field::{Code, Field, Points};
pub(super) use foreign::{ALL_OF, foreign, script};
pub(super) use meaning::Meaning;
pub(super) use say::Speaker;

use crate::instrument::Comparator;

/// An expression of another program. What stands side by side is a list, so that a long sum is not a deep one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expr {
    Number(String),
    /// A text, or nothing where it is empty.
    Text(String),
    Truth(bool),
    /// A field, and the code of a box of it that is looked at.
    Field(String, Option<String>),
    /// The answer that a constraint judges.
    This,
    Call(String, Vec<Self>),
    Not(Box<Self>),
    Negative(Box<Self>),
    /// Terms, each with whether it is taken away.
    Sum(Vec<(bool, Self)>),
    /// Factors, each with whether it divides.
    Product(Vec<(bool, Self)>),
    Power(Box<Self>, Box<Self>),
    Compared(Comparator, Box<Self>, Box<Self>),
    Includes(Box<Self>, Box<Self>),
    Missing(Box<Self>),
    Either(Vec<Self>),
    Both(Vec<Self>),
}

/// Why an expression is not said in the language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unsaid {
    #[error("it is no expression that is known here")]
    Unreadable,
    #[error("it has {0} bytes, and expressions are read up to {1}")]
    TooLong(usize, usize),
    #[error("its brackets are {0} deep, and are read up to {1} deep")]
    TooDeep(usize, usize),
    #[error("its variables stand for others more than {0} deep, or more than {1} times")]
    Variables(usize, usize),
    #[error("the function `{0}` has no counterpart")]
    Function(String),
    #[error("`{0}` is no question that was carried over")]
    NoField(String),
    #[error("`{0}` is not answered with numbers")]
    NoNumber(String),
    #[error("`{0}` is not answered with a date")]
    NoDate(String),
    #[error("`{1}` is no answer to `{0}`")]
    NoCode(String, String),
    #[error("`{1}` counts as no answer to `{0}`, and a measure asks only whether there is one")]
    NonAnswer(String, String),
    #[error("texts are not compared")]
    Text,
    #[error("a score is a number, and it gives the text `{0}`")]
    Word(String),
    #[error("a part of it is said to be blank")]
    Blank,
    #[error("`=` gives a value there and compares nothing (`==` does)")]
    Assignment,
    #[error("times between two days are counted in years, months, days, hours, minutes and seconds, and not in `{0}`")]
    Unit(String),
    #[error("a part of it has no counterpart")]
    Shape,
}

impl Expr {
    pub(super) fn not(inner: Self) -> Self {
        Self::Not(Box::new(inner))
    }

    pub(super) fn field(name: &str) -> Self {
        Self::Field(name.to_owned(), None)
    }

    pub(super) fn compared(comparator: Comparator, left: Self, right: Self) -> Self {
        Self::Compared(comparator, Box::new(left), Box::new(right))
    }

    /// The question whose answer it is, as a whole.
    ///
    /// # Errors
    /// Itself, where it is anything else.
    pub(super) fn into_question(self) -> Result<String, Self> {
        if let Self::Field(name, None) = self { Ok(name) } else { Err(self) }
    }

    /// The parts that all have to hold.
    #[expect(clippy::wildcard_enum_match_arm, reason = "any other expression is one part")]
    pub(super) fn parts(&self) -> &[Self] {
        match self {
            Self::Both(parts) => parts,
            _ => std::slice::from_ref(self),
        }
    }

    /// The same, where the answer that a constraint judges is that of a field.
    pub(super) fn of_field(self, field: &str) -> Self {
        let inner = |inner: Box<Self>| Box::new(inner.of_field(field));
        let each = |parts: Vec<Self>| parts.into_iter().map(|part| part.of_field(field)).collect();
        let signed = |parts: Vec<(bool, Self)>| parts.into_iter().map(|(sign, part)| (sign, part.of_field(field))).collect();
        match self {
            Self::This => Self::field(field),
            Self::Number(_) | Self::Text(_) | Self::Truth(_) | Self::Field(..) => self,
            Self::Call(name, parts) => Self::Call(name, each(parts)),
            Self::Not(of) => Self::Not(inner(of)),
            Self::Negative(of) => Self::Negative(inner(of)),
            Self::Sum(terms) => Self::Sum(signed(terms)),
            Self::Product(factors) => Self::Product(signed(factors)),
            Self::Power(one, other) => Self::Power(inner(one), inner(other)),
            Self::Compared(comparator, one, other) => Self::Compared(comparator, inner(one), inner(other)),
            Self::Includes(one, other) => Self::Includes(inner(one), inner(other)),
            Self::Missing(of) => Self::Missing(inner(of)),
            Self::Either(parts) => Self::Either(each(parts)),
            Self::Both(parts) => Self::Both(each(parts)),
        }
    }

    /// Every field that it looks at.
    pub(super) fn fields<'e>(&'e self, found: &mut Vec<&'e str>) {
        match self {
            Self::Field(name, _) => found.push(name),
            Self::Number(_) | Self::Text(_) | Self::Truth(_) | Self::This => {}
            Self::Not(inner) | Self::Negative(inner) | Self::Missing(inner) => inner.fields(found),
            Self::Power(one, other) | Self::Compared(_, one, other) | Self::Includes(one, other) => {
                one.fields(found);
                other.fields(found);
            }
            Self::Sum(terms) | Self::Product(terms) => terms.iter().for_each(|(_, term)| term.fields(found)),
            Self::Call(_, parts) | Self::Either(parts) | Self::Both(parts) => parts.iter().for_each(|part| part.fields(found)),
        }
    }
}

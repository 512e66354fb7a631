use super::{Column, MomentPart, Test};
use crate::instrument::Operator;

/// A number. It means something only where the tests say that what it is computed from is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// The same for all.
    Number(f64),
    /// A column.
    Column(Column),
    /// A part of a day or a time of day in a column, as it is written there.
    Part(Column, MomentPart),
    /// Arithmetic; never a division by zero.
    Arithmetic(Operator, Box<Value>, Box<Value>),
    /// One or the other.
    If(Box<Test>, Box<Value>, Box<Value>),
    /// The whole part of a number that is not negative.
    WholePart(Box<Value>),
    /// The number e to the power of a number.
    Exponential(Box<Value>),
    /// The natural logarithm of a number above zero.
    Logarithm(Box<Value>),
    /// The square root of a number that is not negative.
    Root(Box<Value>),
    /// The share of a normal population that is above the mean by more than so many standard deviations, which are not
    /// negative and few.
    Tail(Column),
    /// The sum of those parts that are there.
    Total(Vec<Part>),
    /// How many tests hold.
    Count(Vec<Test>),
    /// The least of those parts that are there; one at least is.
    Least(Vec<Part>),
    /// The greatest of those parts that are there; one at least is.
    Greatest(Vec<Part>),
}

/// A value that may be there.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The value.
    pub value: Value,
    /// When it is there.
    pub there: Test,
}

impl Value {
    /// The number that it is for all, where it is one.
    pub fn constant(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Column(_)
            | Self::Part(..)
            | Self::Arithmetic(..)
            | Self::If(..)
            | Self::WholePart(_)
            | Self::Exponential(_)
            | Self::Logarithm(_)
            | Self::Root(_)
            | Self::Tail(_)
            | Self::Total(_)
            | Self::Count(_)
            | Self::Least(_)
            | Self::Greatest(_) => None,
        }
    }

    /// Arithmetic, done at once where both sides are known.
    pub(super) fn arithmetic(operator: Operator, left: Self, right: Self) -> Self {
        if let (Self::Number(left), Self::Number(right)) = (&left, &right) {
            match operator {
                Operator::Add => return Self::Number(left + right),
                Operator::Subtract => return Self::Number(left - right),
                Operator::Multiply => return Self::Number(left * right),
                Operator::Divide if *right != 0.0 => return Self::Number(left / right),
                Operator::Divide => {}
            }
        }
        match (operator, &left, &right) {
            (Operator::Multiply, Self::Number(1.0), _) => right,
            (Operator::Multiply | Operator::Divide, _, Self::Number(1.0))
            | (Operator::Add | Operator::Subtract, _, Self::Number(0.0)) => left,
            _ => Self::Arithmetic(operator, Box::new(left), Box::new(right)),
        }
    }

    /// One or the other, or the one where that is certain.
    pub(super) fn choice(test: Test, yes: Self, no: Self) -> Self {
        match test.certain() {
            Some(true) => yes,
            Some(false) => no,
            None if yes == no => yes,
            None => Self::If(Box::new(test), Box::new(yes), Box::new(no)),
        }
    }
}

use serde::{Serialize, Serializer};

/// A figure, or the reason why there is none. There is never a NaN in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure(Result<f64, NoFigure>);

/// Why there is no figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoFigure {
    /// Too few people have what it is computed from.
    #[error("{n} with every answer that this needs, and it needs {needed}")]
    TooFew {
        /// How many there are.
        n: usize,
        /// How many there must be.
        needed: usize,
    },
    /// Too few items.
    #[error("{n} items, and this needs {needed}")]
    TooFewItems {
        /// How many there are.
        n: usize,
        /// How many there must be.
        needed: usize,
    },
    /// Everybody gave the same answer.
    #[error("everybody gave the same answer to {0}")]
    NoVariance(String),
    /// Two items have no answers of the same people.
    #[error("nobody answered both {0} and {1}")]
    NoOverlap(String, String),
    /// An item follows from the others.
    #[error("an item follows from the others, so their correlations cannot be inverted")]
    Collinear,
    /// The solution is outside what can be, as a negative variance.
    #[error("the solution is outside what can be: {0}")]
    Improper(String),
    /// The search for the most likely solution did not end.
    #[error("the search for the most likely solution did not end")]
    NoEnd,
    /// A model with as many unknowns as there is to explain fits always.
    #[error("the model has as many unknowns as there is to explain, so it fits always")]
    NoDegrees,
    /// The figure is not defined here.
    #[error("{0}")]
    Undefined(&'static str),
}

impl Figure {
    /// The number, if there is one.
    pub fn get(&self) -> Option<f64> {
        self.0.as_ref().ok().copied()
    }

    /// The reason why there is none.
    pub fn why(&self) -> Option<&NoFigure> {
        self.0.as_ref().err()
    }
}

impl From<f64> for Figure {
    fn from(value: f64) -> Self {
        Self::from(Ok(value))
    }
}

impl From<Result<f64, NoFigure>> for Figure {
    fn from(result: Result<f64, NoFigure>) -> Self {
        let is_number = |value: &f64| value.is_finite();
        match result {
            Ok(value) if !is_number(&value) => Self(Err(NoFigure::Undefined("what it divides by is zero"))),
            other => Self(other),
        }
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Why {
            why: String,
        }
        match &self.0 {
            Ok(value) => value.serialize(serializer),
            Err(why) => Why { why: why.to_string() }.serialize(serializer),
        }
    }
}

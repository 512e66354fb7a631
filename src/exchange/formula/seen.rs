use super::{Formulas, Part, Test, Value};
use crate::instrument::InformantIx;

impl Formulas<'_> {
    /// The same formulas where it is known who answers: what depends on it is decided.
    #[must_use]
    pub fn seen_by(mut self, informant: InformantIx) -> Self {
        let seen = |test: &mut Test| *test = std::mem::replace(test, Test::Always(true)).seen_by(informant);
        for formula in &mut self.columns {
            seen(&mut formula.there);
            formula.value = std::mem::replace(&mut formula.value, Value::Number(0.0)).seen_by(informant);
        }
        self.bands.iter_mut().flat_map(|bands| &mut bands.tests).for_each(|(_, test)| seen(test));
        self.alerts.iter_mut().for_each(|alert| {
            seen(&mut alert.raised);
            seen(&mut alert.quiet);
        });
        self.asked.iter_mut().flatten().for_each(seen);
        self
    }
}

impl Value {
    fn seen_by(self, informant: InformantIx) -> Self {
        let seen = |value: Box<Self>| value.seen_by(informant);
        let parts = |parts: Vec<Part>| {
            let part = |part: Part| Part { value: part.value.seen_by(informant), there: part.there.seen_by(informant) };
            parts.into_iter().map(part).filter(|part| part.there != Test::Always(false)).collect::<Vec<_>>()
        };
        match self {
            Self::Number(_) | Self::Column(_) | Self::Part(..) | Self::Tail(_) => self,
            Self::Arithmetic(operator, left, right) => Self::arithmetic(operator, seen(left), seen(right)),
            Self::If(test, yes, no) => Self::choice(test.seen_by(informant), seen(yes), seen(no)),
            Self::WholePart(of) => Self::WholePart(Box::new(seen(of))),
            Self::Exponential(of) => Self::Exponential(Box::new(seen(of))),
            Self::Logarithm(of) => Self::Logarithm(Box::new(seen(of))),
            Self::Root(of) => Self::Root(Box::new(seen(of))),
            Self::Total(of) => Self::Total(parts(of)),
            Self::Least(of) => Self::Least(parts(of)),
            Self::Greatest(of) => Self::Greatest(parts(of)),
            Self::Count(tests) => {
                let tests = tests.into_iter().map(|test| test.seen_by(informant));
                Self::Count(tests.filter(|test| *test != Test::Always(false)).collect())
            }
        }
    }
}

impl Test {
    /// The same test where it is known who answers.
    #[must_use]
    pub fn seen_by(self, informant: InformantIx) -> Self {
        let each = |tests: Vec<Self>| tests.into_iter().map(|test| test.seen_by(informant)).collect::<Vec<_>>();
        match self {
            Self::By(informants) => Self::Always(informants.contains(&informant)),
            Self::NotBy(informants) => Self::Always(!informants.contains(&informant)),
            Self::All(tests) => Self::all(each(tests)),
            Self::Any(tests) => Self::any(each(tests)),
            Self::Compare(comparator, left, right) => {
                Self::Compare(comparator, left.seen_by(informant), right.seen_by(informant))
            }
            other @ (Self::Always(_) | Self::Present(_) | Self::Absent(_) | Self::Chosen(..) | Self::NotChosen(..)) => other,
            other @ (Self::IsPoint(..) | Self::NotPoint(..)) => other,
        }
    }
}

use crate::instrument::{Function, Instrument, ItemIx, Number, Operator, ScoreIx};

/// What a score is a sum or a mean of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Component {
    /// The keyed value of an item.
    Keyed(ItemIx),
    /// The answer to an item, as given.
    Given(ItemIx),
    /// Another score.
    Score(ScoreIx),
}

impl Component {
    /// Its name.
    pub fn name(self, instrument: &Instrument) -> &str {
        match self {
            Self::Keyed(item) | Self::Given(item) => &instrument.items[item.0].name,
            Self::Score(score) => &instrument.scores[score.0].name,
        }
    }
}

/// The components of a score that is a sum or a mean of items or of other scores, also where it is moved, stretched or rounded afterwards; `None`
/// of a score that is something else, as a formula with conditions, and has no reliability of this kind.
pub fn components(number: &Number) -> Option<Vec<Component>> {
    match number {
        Number::Aggregate(aggregate) if matches!(aggregate.function, Function::Sum | Function::Mean) => {
            let is_equal = aggregate.members.windows(2).all(|pair| pair[0].weight == pair[1].weight);
            let all: Option<Vec<Component>> = aggregate.members.iter().map(|member| one(&member.value)).collect();
            all.filter(|_| is_equal)
        }
        Number::Round(of, _) | Number::Rescale { of, .. } | Number::LookUp(of, _) => components(of),
        Number::Arithmetic(Operator::Add, left, right) => Some([terms(left)?, terms(right)?].concat()),
        Number::Arithmetic(Operator::Multiply | Operator::Divide, of, constant) if is_constant(constant) => components(of),
        Number::Arithmetic(Operator::Subtract, of, constant) if is_constant(constant) => components(of),
        Number::Keyed(_) | Number::Given(_) => one(number).map(|component| vec![component]),
        _ => None,
    }
}

fn is_constant(number: &Number) -> bool {
    matches!(number, Number::Constant(_))
}

fn terms(number: &Number) -> Option<Vec<Component>> {
    one(number).map(|component| vec![component]).or_else(|| match number {
        Number::Arithmetic(Operator::Add, left, right) => Some([terms(left)?, terms(right)?].concat()),
        Number::Constant(_) => Some(vec![]),
        _ => None,
    })
}

fn one(number: &Number) -> Option<Component> {
    match number {
        Number::Keyed(item) => Some(Component::Keyed(*item)),
        Number::Given(item) => Some(Component::Given(*item)),
        Number::Score(score) => Some(Component::Score(*score)),
        _ => None,
    }
}

use crate::instrument::{HelperValue, Instrument, ItemIx, NumericExpr, Operator, ScoreIx};

/// What a score is a sum or a mean of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
            Self::Keyed(item) | Self::Given(item) => &instrument.items[item].name,
            Self::Score(score) => &instrument.scores[score].name,
        }
    }
}

/// A score as a scale: what it is a sum or a mean of.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Its components.
    pub of: Vec<Component>,
    /// The scores that led to them, where the score was computed from one other score alone: each from the next.
    pub through: Vec<ScoreIx>,
}

impl Scale {
    /// A score that is a sum or a mean of items or of other scores, also where it is moved, stretched or rounded
    /// afterwards, and where that sum was given a name of its own before; `None` of a score that is something else, as
    /// a formula with conditions, and has no reliability of this kind.
    pub fn of(instrument: &Instrument, score: ScoreIx) -> Option<Self> {
        let mut of = components(instrument, &instrument.scores[score].number)?;
        let mut through = Vec::new();
        while let [Component::Score(named)] = of[..] {
            through.push(named);
            of = components(instrument, &instrument.scores[named].number)?;
        }
        Some(Self { of, through })
    }

    /// Whether all components are items, and there are at least two.
    pub fn is_of_items(&self) -> bool {
        self.of.len() > 1 && !self.of.iter().any(|component| matches!(component, Component::Score(_)))
    }
}

/// What a helper stands for; any other number as it is.
fn written_out<'a>(instrument: &'a Instrument, mut number: &'a NumericExpr) -> &'a NumericExpr {
    while let NumericExpr::Helper(helper) = number
        && let HelperValue::Number(of, _) = &instrument.helpers[*helper].value
    {
        number = of;
    }
    number
}

fn components(instrument: &Instrument, number: &NumericExpr) -> Option<Vec<Component>> {
    let components = |number: &NumericExpr| components(instrument, number);
    let terms = |number: &NumericExpr| terms(instrument, number);
    match written_out(instrument, number) {
        NumericExpr::Aggregate(aggregate) => {
            let is_equal = aggregate.members.windows(2).all(|pair| pair[0].weight == pair[1].weight);
            let all: Option<Vec<Component>> = aggregate.members.iter().map(|member| one(instrument, &member.value)).collect();
            all.filter(|_| is_equal && aggregate.function.is_weighted())
        }
        NumericExpr::Negate(of) | NumericExpr::Round(of, _) | NumericExpr::Rescale { of, .. } | NumericExpr::LookUp(of, ..) => {
            components(of)
        }
        NumericExpr::Arithmetic(operator, left, right) => match (operator, constant(left), constant(right)) {
            (Operator::Add | Operator::Subtract, None, Some(_)) => components(left),
            (Operator::Add | Operator::Subtract, Some(_), None) => components(right),
            // What is multiplied by nothing does not differ any more.
            (Operator::Multiply | Operator::Divide, None, Some(by)) if by != 0.0 => components(left),
            (Operator::Multiply, Some(by), None) if by != 0.0 => components(right),
            (Operator::Add, None, None) => Some([terms(left)?, terms(right)?].concat()),
            (Operator::Subtract | Operator::Multiply | Operator::Divide, _, _) | (Operator::Add, Some(_), Some(_)) => None,
        },
        NumericExpr::Keyed(_) | NumericExpr::Given(_) | NumericExpr::Score(_) => {
            one(instrument, number).map(|component| vec![component])
        }
        NumericExpr::Constant(_)
        | NumericExpr::Known(_)
        | NumericExpr::Helper(_)
        | NumericExpr::Missing
        | NumericExpr::Answered
        | NumericExpr::NumberOf(_)
        | NumericExpr::Call(..)
        | NumericExpr::Power(..)
        | NumericExpr::Elapsed(..)
        | NumericExpr::If(..) => None,
    }
}

/// A number that is the same for everybody.
fn constant(number: &NumericExpr) -> Option<f64> {
    match number {
        NumericExpr::Constant(value) => Some(*value),
        NumericExpr::Negate(of) => constant(of).map(|value| -value),
        NumericExpr::Arithmetic(operator, left, right) => {
            let (left, right) = (constant(left)?, constant(right)?);
            match operator {
                Operator::Add => Some(left + right),
                Operator::Subtract => Some(left - right),
                Operator::Multiply => Some(left * right),
                Operator::Divide => Some(left / right).filter(|value| value.is_finite()),
            }
        }
        NumericExpr::Keyed(_)
        | NumericExpr::Given(_)
        | NumericExpr::Known(_)
        | NumericExpr::Score(_)
        | NumericExpr::Helper(_)
        | NumericExpr::Missing
        | NumericExpr::Answered
        | NumericExpr::NumberOf(_)
        | NumericExpr::Call(..)
        | NumericExpr::Power(..)
        | NumericExpr::Elapsed(..)
        | NumericExpr::Aggregate(_)
        | NumericExpr::Round(..)
        | NumericExpr::Rescale { .. }
        | NumericExpr::LookUp(..)
        | NumericExpr::If(..) => None,
    }
}

fn terms(instrument: &Instrument, number: &NumericExpr) -> Option<Vec<Component>> {
    let number = written_out(instrument, number);
    if let NumericExpr::Arithmetic(Operator::Add, left, right) = number {
        return Some([terms(instrument, left)?, terms(instrument, right)?].concat());
    }
    if constant(number).is_some() {
        return Some(vec![]);
    }
    one(instrument, number).map(|component| vec![component])
}

fn one(instrument: &Instrument, number: &NumericExpr) -> Option<Component> {
    let number = written_out(instrument, number);
    if let NumericExpr::Score(score) = number {
        return Some(Component::Score(*score));
    }
    number.item().map(|(item, is_keyed)| if is_keyed { Component::Keyed(item) } else { Component::Given(item) })
}

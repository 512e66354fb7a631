use super::{ComputingStep, Condition, Instrument, ItemIx, NumericExpr, Score, ScoreIx};

/// A part of a key.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A number.
    Number(&'a NumericExpr),
    /// A condition.
    Condition(&'a Condition),
}

impl<'a> Node<'a> {
    /// Hands over each part one level down, in the order of the key. A score that a key names is not entered.
    pub fn each_part(self, f: &mut dyn FnMut(Self)) {
        match self {
            Self::Number(number) => number.each_part(f),
            Self::Condition(condition) => condition.each_part(f),
        }
    }

    /// Hands over this part and all parts below it, each before those it is made of. A score that a key names is not
    /// entered.
    pub fn walk(self, f: &mut dyn FnMut(Self)) {
        f(self);
        self.each_part(&mut |part| part.walk(f));
    }
}

impl NumericExpr {
    /// The item that this is as it stands, and whether it is its keyed value; nothing where it is anything else.
    pub fn item(&self) -> Option<(ItemIx, bool)> {
        match self {
            Self::Keyed(item) => Some((*item, true)),
            Self::Given(item) => Some((*item, false)),
            Self::Constant(_) | Self::Known(_) | Self::Score(_) | Self::Answered | Self::NumberOf(_) | Self::Aggregate(_) => None,
            Self::Negate(_) | Self::Arithmetic(..) | Self::Round(..) | Self::Rescale { .. } | Self::LookUp(..) | Self::If(..) => {
                None
            }
            Self::Elapsed(..) => None,
        }
    }

    fn each_part<'a>(&'a self, f: &mut dyn FnMut(Node<'a>)) {
        match self {
            Self::Constant(_)
            | Self::Keyed(_)
            | Self::Given(_)
            | Self::Known(_)
            | Self::Score(_)
            | Self::Answered
            | Self::NumberOf(_)
            | Self::Elapsed(..) => {}
            Self::Aggregate(aggregate) => aggregate.members.iter().for_each(|member| f(Node::Number(&member.value))),
            Self::Negate(of) | Self::Round(of, _) | Self::LookUp(of, _) => f(Node::Number(of)),
            Self::Rescale { of, from: _, factor: _, to: _ } => f(Node::Number(of)),
            Self::Arithmetic(_, left, right) => {
                f(Node::Number(left));
                f(Node::Number(right));
            }
            Self::If(condition, then, otherwise) => {
                f(Node::Condition(condition));
                f(Node::Number(then));
                f(Node::Number(otherwise));
            }
        }
    }
}

impl Condition {
    fn each_part<'a>(&'a self, f: &mut dyn FnMut(Node<'a>)) {
        match self {
            Self::Includes(..) | Self::KnownIs(..) | Self::SameMoment(..) | Self::Answers(_) | Self::BandIs(..) => {}
            Self::IsAsked(_) => {}
            Self::Compare(_, left, right) => {
                f(Node::Number(left));
                f(Node::Number(right));
            }
            Self::IsMissing(of) => f(Node::Number(of)),
            Self::Not(of) => f(Node::Condition(of)),
            Self::And(left, right) | Self::Or(left, right) => {
                f(Node::Condition(left));
                f(Node::Condition(right));
            }
        }
    }
}

/// Something about each score that is worked out from what was worked out about the scores before it, so that a score
/// which many others use is looked at once.
#[derive(Clone, Debug)]
pub struct ByScore<T>(Vec<Option<T>>);

impl<T> ByScore<T> {
    /// What was worked out about a score; nothing where that comes later.
    pub fn get(&self, score: ScoreIx) -> Option<&T> {
        self.0.get(score.0).and_then(Option::as_ref)
    }
}

impl Instrument {
    /// Works something out about each score, in an order in which all scores that a score uses come before it.
    pub fn by_score<T>(&self, mut of: impl FnMut(&Score, &ByScore<T>) -> T) -> ByScore<T> {
        let mut found = ByScore(self.scores.iter().map(|_| None).collect());
        let scores = self.computing_order.iter().filter_map(|step| match step {
            ComputingStep::Score(score) => Some(score),
            ComputingStep::Bands(_) => None,
        });
        for at in scores {
            if let Some(score) = self.scores.get(*at) {
                let value = of(score, &found);
                if let Some(place) = found.0.get_mut(at.0) {
                    *place = Some(value);
                }
            }
        }
        found
    }
}

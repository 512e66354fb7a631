use super::{ComputingStep, Condition, HelperIx, InstrumentContent, ItemIx, NumericExpr, ScoreIx};

/// A part of a key.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A number.
    Number(&'a NumericExpr),
    /// A condition.
    Condition(&'a Condition),
}

impl<'a> Node<'a> {
    /// Hands over each part one level down, in the order of the key. A score or a helper that it names is not entered.
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
            Self::Helper(_) | Self::Missing | Self::Call(..) | Self::Power(..) => None,
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
            | Self::Helper(_)
            | Self::Missing
            | Self::Answered
            | Self::NumberOf(_)
            | Self::Elapsed(..) => {}
            Self::Aggregate(aggregate) => {
                aggregate.members.iter().for_each(|member| f(Node::Number(&member.value)));
                aggregate.fits.iter().for_each(|fits| f(Node::Number(&fits.bound)));
            }
            Self::Negate(of) | Self::Round(of, _) | Self::Call(_, of) => f(Node::Number(of)),
            Self::Rescale { of, from: _, factor: _, to: _ } => f(Node::Number(of)),
            Self::LookUp(of, _, groups) => {
                f(Node::Number(of));
                groups.iter().for_each(|group| f(Node::Condition(group)));
            }
            Self::Arithmetic(_, left, right) | Self::Power(left, right) => {
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
            Self::Includes(..)
            | Self::PointIs(..)
            | Self::ChoseNone(_)
            | Self::KnownIs(..)
            | Self::SameMoment(..)
            | Self::Answers(_)
            | Self::BandIs(..)
            | Self::IsAsked(_)
            | Self::Helper(_) => {}
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

/// Something about each score and helper that is worked out from what was worked out about those before it, so that one
/// which many others use is looked at once.
#[derive(Clone, Debug)]
pub struct ByStep<T> {
    scores: Vec<Option<T>>,
    helpers: Vec<Option<T>>,
}

impl<T> ByStep<T> {
    /// What was worked out about a score; nothing where that comes later.
    pub fn score(&self, score: ScoreIx) -> Option<&T> {
        self.scores.get(score.0).and_then(Option::as_ref)
    }

    /// What was worked out about a helper; nothing where that comes later.
    pub fn helper(&self, helper: HelperIx) -> Option<&T> {
        self.helpers.get(helper.0).and_then(Option::as_ref)
    }
}

impl InstrumentContent {
    /// Works something out about each score and helper, in an order in which all that one uses come before it.
    pub fn by_step<T>(&self, mut of: impl FnMut(Node<'_>, &ByStep<T>) -> T) -> ByStep<T> {
        let mut found =
            ByStep { scores: self.scores.iter().map(|_| None).collect(), helpers: self.helpers.iter().map(|_| None).collect() };
        for step in &self.computing_order {
            match *step {
                ComputingStep::Score(at) => {
                    let value = of(Node::Number(&self.scores[at].number), &found);
                    found.scores[at.0] = Some(value);
                }
                ComputingStep::Helper(at) => {
                    let value = of(self.helpers[at].node(), &found);
                    found.helpers[at.0] = Some(value);
                }
                // A word is about nothing but the score or the conditions that it is chosen by.
                ComputingStep::Bands(_) => {}
            }
        }
        found
    }
}

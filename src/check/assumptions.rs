use super::draft::Draft;
use super::truth::{Ranges, Truth, truth_of};
use crate::instrument::{Comparator, Condition, ItemIx, NumericExpr, Range, rounding};

/// What holds, or does not, where an expression is read: it stands behind this condition.
#[derive(Clone, Debug)]
pub struct Assumption {
    /// The condition.
    pub condition: Condition,
    /// Whether it holds there.
    pub holds: bool,
    /// Whether that is certain. To the right of `and` and `or` the condition to the left may also be missing, so that
    /// nothing in it is known to be there.
    pub is_certain: bool,
}

/// What is known of a number.
struct Known {
    comparator: Comparator,
    bound: f64,
}

impl Draft<'_> {
    /// Reads something where a condition holds, or does not.
    pub fn assuming<T>(&mut self, condition: &Condition, holds: bool, is_certain: bool, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.assumed.len();
        self.assume(condition, holds, is_certain);
        let found = read(self);
        self.assumed.truncate(before);
        found
    }

    /// Reads something as if nothing stood before it.
    pub fn assuming_nothing<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let assumed = std::mem::take(&mut self.assumed);
        let found = read(self);
        self.assumed = assumed;
        found
    }

    /// Both sides of `and` hold where it does, and neither of `or` does where it does not.
    pub fn assume(&mut self, condition: &Condition, holds: bool, is_certain: bool) {
        match (condition, holds) {
            (Condition::Not(inner), _) => self.assume(inner, !holds, is_certain),
            (Condition::And(left, right), true) | (Condition::Or(left, right), false) => {
                self.assume(left, holds, is_certain);
                self.assume(right, holds, is_certain);
            }
            (
                Condition::Helper(_)
                | Condition::Compare(..)
                | Condition::Includes(..)
                | Condition::PointIs(..)
                | Condition::ChoseNone(_)
                | Condition::KnownIs(..)
                | Condition::IsMissing(_)
                | Condition::SameMoment(..)
                | Condition::IsAsked(_)
                | Condition::Answers(_)
                | Condition::BandIs(..)
                | Condition::And(..)
                | Condition::Or(..),
                _,
            ) => self.assumed.push(Assumption { condition: condition.clone(), holds, is_certain }),
        }
    }

    /// What a number can be where it stands.
    pub fn narrow(&mut self, number: &NumericExpr, range: Range) -> Range {
        if self.assumed.is_empty() {
            return range;
        }
        let mut narrowed = range;
        for known in self.known_of(number) {
            narrowed = within(narrowed, &known);
        }
        narrowed.can_miss &= !self.is_there(number);
        // What cannot be at all is reported as a branch that is never reached.
        if narrowed.min > narrowed.max {
            narrowed = Range { can_miss: narrowed.can_miss, ..range };
        }
        self.narrowed += usize::from(narrowed != range);
        narrowed
    }

    fn known_of(&self, number: &NumericExpr) -> Vec<Known> {
        let known = |assumption: &Assumption| {
            let Condition::Compare(comparator, left, right) = &assumption.condition else { return None };
            let comparator = if assumption.holds { *comparator } else { comparator.opposite() };
            match (left.constant(), right.constant()) {
                (_, Some(bound)) if left == number => Some(Known { comparator, bound }),
                (Some(bound), _) if right == number => Some(Known { comparator: comparator.mirrored(), bound }),
                _ => None,
            }
        };
        self.assumed.iter().filter_map(known).collect()
    }

    /// Whether something is known to be there, since a condition on it is decided.
    pub fn is_there(&self, number: &NumericExpr) -> bool {
        self.assumed.iter().filter(|assumption| assumption.is_certain).any(|assumption| match &assumption.condition {
            Condition::Compare(_, left, right) => left == number || right == number,
            Condition::IsMissing(of) => !assumption.holds && (of == number || self.is_same_answer(of, number)),
            Condition::Helper(_) | Condition::Includes(..) | Condition::KnownIs(..) => false,
            Condition::PointIs(..) | Condition::ChoseNone(_) => false,
            Condition::SameMoment(..) | Condition::Answers(_) | Condition::BandIs(..) | Condition::IsAsked(_) => false,
            Condition::Not(_) | Condition::And(..) | Condition::Or(..) => false,
        })
    }

    /// Whether both are the answer to one item, keyed or not, so that the other is there where the one is. An answer that
    /// is there can count missing.
    fn is_same_answer(&self, one: &NumericExpr, other: &NumericExpr) -> bool {
        one.item().zip(other.item()).is_some_and(|((one, is_counted), (other, counts))| {
            one == other && (is_counted || !counts || !self.counts_otherwise(other))
        })
    }

    /// The number above zero that a number is known not to be below where it stands.
    pub(super) fn least_known(&self, number: &NumericExpr) -> Option<f64> {
        let least = |Known { comparator, bound }: &Known| match comparator {
            Comparator::AtLeast | Comparator::Above | Comparator::Equal => Some(*bound).filter(|bound| *bound > 0.0),
            Comparator::Below | Comparator::AtMost | Comparator::Unequal => None,
        };
        self.known_of(number).iter().filter_map(least).reduce(f64::max)
    }

    /// Whether a condition on a number itself says that it is not zero where it stands.
    pub(super) fn is_known_nonzero(&self, number: &NumericExpr) -> bool {
        self.known_of(number).iter().any(|Known { comparator, bound }| match comparator {
            Comparator::Unequal => *bound == 0.0,
            Comparator::Above => *bound >= 0.0,
            Comparator::Below => *bound <= 0.0,
            Comparator::AtLeast => *bound > 0.0,
            Comparator::AtMost => *bound < 0.0,
            Comparator::Equal => *bound != 0.0,
        })
    }

    /// Whether an item that is asked only sometimes was asked where an expression stands: it is known to be answered, or
    /// its condition always holds there.
    pub fn is_known_to_be_asked(&self, item: ItemIx) -> bool {
        if self.is_there(&NumericExpr::Given(item)) || self.is_there(&NumericExpr::Keyed(item)) {
            return true;
        }
        let certain: Vec<Assumption> = self.assumed.iter().filter(|assumption| assumption.is_certain).cloned().collect();
        let Some(condition) = &self.instrument.items[item].asked_when else { return true };
        let is_said = certain.iter().any(|assumption| assumption.holds && assumption.condition == *condition);
        let is_asked = Condition::IsAsked(item);
        let is_said = is_said || self.assumed.iter().any(|assumption| assumption.holds && assumption.condition == is_asked);
        is_said || (!certain.is_empty() && self.truth(condition, &certain) == Truth::Always)
    }

    /// Whether a condition comes out both ways where some others hold or do not.
    pub fn truth(&self, condition: &Condition, assumed: &[Assumption]) -> Truth {
        let ranges = Ranges { scores: &self.checked_scores, bands: &self.checked_bands, helpers: &self.checked_helpers };
        truth_of(condition, &self.instrument, &ranges, assumed)
    }

    /// Whether a condition can be missing, as far as is known.
    pub fn can_be_missing(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Compare(_, left, right) => self.number_can_miss(left) || self.number_can_miss(right),
            Condition::IsMissing(_) | Condition::Answers(_) => false,
            Condition::IsAsked(item) => {
                self.instrument.items[*item].asked_when.as_ref().is_some_and(|condition| self.can_be_missing(condition))
            }
            Condition::Helper(_) | Condition::Includes(..) | Condition::KnownIs(..) => true,
            Condition::PointIs(..) | Condition::ChoseNone(_) => true,
            Condition::SameMoment(..) | Condition::BandIs(..) => true,
            Condition::Not(inner) => self.can_be_missing(inner),
            Condition::And(left, right) | Condition::Or(left, right) => self.can_be_missing(left) || self.can_be_missing(right),
        }
    }

    fn number_can_miss(&self, number: &NumericExpr) -> bool {
        match number {
            NumericExpr::Constant(_) => false,
            NumericExpr::Keyed(_) | NumericExpr::Given(_) | NumericExpr::Known(_) => !self.is_there(number),
            NumericExpr::Score(score) => {
                let score = self.checked_scores.get(*score).and_then(Option::as_ref);
                !self.is_there(number) && score.is_none_or(|score| score.range.can_miss)
            }
            NumericExpr::Helper(helper) => {
                let helper = self.checked_helpers.get(*helper).and_then(Option::as_ref);
                !self.is_there(number) && helper.and_then(|helper| helper.range()).is_none_or(|range| range.can_miss)
            }
            NumericExpr::Negate(of) | NumericExpr::Round(of, _) | NumericExpr::Rescale { of, .. } => self.number_can_miss(of),
            NumericExpr::Missing
            | NumericExpr::Answered
            | NumericExpr::NumberOf(_)
            | NumericExpr::Elapsed(..)
            | NumericExpr::Aggregate(_)
            | NumericExpr::Arithmetic(..)
            | NumericExpr::Call(..)
            | NumericExpr::Power(..)
            | NumericExpr::LookUp(..)
            | NumericExpr::If(..) => true,
        }
    }
}

/// A range where a comparison with a number holds. What counts as equal by rounding stays in it.
fn within(range: Range, known: &Known) -> Range {
    let Known { comparator, bound } = *known;
    let whole = range.whole;
    let next_above = if whole && rounding::is_whole(bound) { bound.round() + 1.0 } else { bound };
    let next_below = if whole && rounding::is_whole(bound) { bound.round() - 1.0 } else { bound };
    let (least, most) = match comparator {
        Comparator::AtLeast => (bound, f64::INFINITY),
        Comparator::Above => (next_above, f64::INFINITY),
        Comparator::AtMost => (f64::NEG_INFINITY, bound),
        Comparator::Below => (f64::NEG_INFINITY, next_below),
        Comparator::Equal => (bound, bound),
        Comparator::Unequal if whole && range.min == bound => (next_above, f64::INFINITY),
        Comparator::Unequal if whole && range.max == bound => (f64::NEG_INFINITY, next_below),
        Comparator::Unequal => (f64::NEG_INFINITY, f64::INFINITY),
    };
    let (least, most) = if whole { (rounding::ceil(least), rounding::floor(most)) } else { (least, most) };
    Range { min: range.min.max(least), max: range.max.min(most), ..range }
}

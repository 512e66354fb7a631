use super::lower::{Lowering, Unsayable};
use super::{Column, Test, Value};
use crate::instrument::{
    ByStep, Comparator, Condition, Function, Instrument, ItemIx, KnownKind, MathFunction, NumericExpr, Operator, rounding,
};

/// A condition as two tests: it holds; it certainly does not. Where neither holds it is missing (Kleene 1952).
pub(super) struct Certain {
    pub(super) holds: Test,
    pub(super) fails: Test,
}

impl Lowering<'_> {
    /// A condition as the two tests that make it certain.
    pub(super) fn condition(&mut self, condition: &Condition) -> Result<Certain, Unsayable> {
        let certain = self.condition_in_full(condition)?;
        Ok(self.kept_small_condition(certain))
    }

    fn condition_in_full(&mut self, condition: &Condition) -> Result<Certain, Unsayable> {
        Ok(match condition {
            Condition::Helper(helper) => self.helper_condition(*helper)?,
            Condition::Compare(comparator, left, right) => {
                if let Some(certain) = self.points_compared(*comparator, left, right)? {
                    return Ok(certain);
                }
                let slack = self.slack(left, right);
                let (left, left_there) = self.number(left)?;
                let (right, right_there) = self.number(right)?;
                let there = [left_there, right_there];
                let holds = match slack {
                    None => Test::Compare(*comparator, left, right),
                    Some(size) => near(*comparator, left, right, size),
                };
                Certain {
                    fails: Test::all(there.iter().cloned().chain([holds.clone().turned()])),
                    holds: Test::all(there.into_iter().chain([holds])),
                }
            }
            Condition::Includes(item, choice) => {
                let there = Test::all(self.asked_test(*item)?.into_iter().chain([Test::Present(Column::Answer(*item))]));
                Certain {
                    holds: Test::all([there.clone(), Test::Chosen(*item, *choice)]),
                    fails: Test::all([there, Test::NotChosen(*item, *choice)]),
                }
            }
            Condition::PointIs(item, at) => self.point_is(*item, *at)?,
            Condition::ChoseNone(item) => self.chose_none(*item)?,
            Condition::KnownIs(known, word) => {
                let column = Column::Known(*known);
                let is = |comparator| Test::Compare(comparator, Value::Column(column), Value::Number(*word as f64));
                Certain {
                    holds: Test::all([Test::Present(column), is(Comparator::Equal)]),
                    fails: Test::all([Test::Present(column), is(Comparator::Unequal)]),
                }
            }
            Condition::IsAsked(item) => self.is_asked(*item)?,
            Condition::Answers(informant) => Certain { holds: Test::By(vec![*informant]), fails: Test::NotBy(vec![*informant]) },
            Condition::BandIs(bands, word) => self.band_is(*bands, *word)?,
            Condition::SameMoment(one, other) => self.same_moment(*one, *other)?,
            Condition::IsMissing(number) => {
                let there = match self.there_by_code(number)? {
                    Some(there) => there,
                    None => self.number(number)?.1,
                };
                Certain { holds: there.clone().turned(), fails: there }
            }
            Condition::Not(of) => {
                let Certain { holds, fails } = self.condition(of)?;
                Certain { holds: fails, fails: holds }
            }
            Condition::And(left, right) => {
                let (left, right) = (self.condition(left)?, self.condition(right)?);
                Certain { holds: Test::all([left.holds, right.holds]), fails: Test::any([left.fails, right.fails]) }
            }
            Condition::Or(left, right) => {
                let (left, right) = (self.condition(left)?, self.condition(right)?);
                Certain { holds: Test::any([left.holds, right.holds]), fails: Test::all([left.fails, right.fails]) }
            }
        })
    }

    /// Whether none of the choices of an item was chosen.
    fn chose_none(&mut self, item: ItemIx) -> Result<Certain, Unsayable> {
        let model = &self.instrument.items[item];
        let Some(choices) = model.kind.choices().map(|choices| 0..choices.len()) else {
            return Err(Unsayable(format!("whether the visible non-answer to `{}` was given", model.name)));
        };
        let there = Test::all(self.asked_test(item)?.into_iter().chain([Test::Present(Column::Answer(item))]));
        let none = Test::all(choices.clone().map(|choice| Test::NotChosen(item, choice)));
        let some = Test::any(choices.map(|choice| Test::Chosen(item, choice)));
        Ok(Certain { holds: Test::all([there.clone(), none]), fails: Test::all([there, some]) })
    }

    /// The size of the numbers compared, where they can differ from what is meant by rounding; nothing where they are
    /// exact.
    pub(super) fn slack(&self, left: &NumericExpr, right: &NumericExpr) -> Option<f64> {
        let exact = |number: &NumericExpr| {
            self.is_whole(number)
                || matches!(number, NumericExpr::Given(_) | NumericExpr::Known(_))
                || number.constant().is_some()
        };
        let of_constant = |number: &NumericExpr| number.constant().map_or(0.0, f64::abs);
        (!exact(left) || !exact(right)).then(|| of_constant(left).max(of_constant(right)))
    }

    fn is_whole(&self, number: &NumericExpr) -> bool {
        is_whole(self.instrument, &self.whole, number)
    }
}

/// Whether a number is computed in whole numbers alone, which doubles hold exactly; `steps` are those before it.
pub(super) fn is_whole(instrument: &Instrument, steps: &ByStep<bool>, number: &NumericExpr) -> bool {
    let whole = |number: &NumericExpr| is_whole(instrument, steps, number);
    match number {
        NumericExpr::Constant(value) => value.fract() == 0.0,
        NumericExpr::Given(item) => instrument.given_range(&instrument.items[*item]).is_none_or(|range| range.whole),
        NumericExpr::Keyed(item) => instrument.count_range(&instrument.items[*item]).is_none_or(|range| range.whole),
        NumericExpr::Known(known) => match instrument.known[*known].kind {
            KnownKind::Whole(..) | KnownKind::OneOf(_) | KnownKind::Date => true,
            KnownKind::Decimal(..) => false,
        },
        NumericExpr::NumberOf(_) | NumericExpr::Missing => true,
        NumericExpr::Elapsed(unit, ..) => unit.range().whole,
        NumericExpr::Score(score) => steps.score(*score).copied().unwrap_or(false),
        NumericExpr::Helper(helper) => steps.helper(*helper).copied().unwrap_or(false),
        NumericExpr::Negate(of) | NumericExpr::Call(MathFunction::Abs, of) => whole(of),
        NumericExpr::Call(MathFunction::Floor | MathFunction::Ceiling, _) => true,
        NumericExpr::Call(
            MathFunction::Sqrt | MathFunction::Ln | MathFunction::Log10 | MathFunction::Exp | MathFunction::Normal,
            _,
        )
        | NumericExpr::Power(..) => false,
        NumericExpr::Arithmetic(Operator::Divide, ..)
        | NumericExpr::Answered
        | NumericExpr::Round(..)
        | NumericExpr::Rescale { .. } => false,
        NumericExpr::Arithmetic(Operator::Add | Operator::Subtract | Operator::Multiply, left, right)
        | NumericExpr::If(_, left, right) => whole(left) && whole(right),
        NumericExpr::LookUp(_, table, _) => instrument.tables[*table].is_whole(),
        NumericExpr::Aggregate(of) => {
            let members = || of.filled.is_none_or(|filled| filled.fract() == 0.0) && of.members.iter().all(|it| whole(&it.value));
            match of.function {
                Function::Count => true,
                Function::Sum => !of.prorated && of.members.iter().all(|member| member.weight.fract() == 0.0) && members(),
                Function::Min | Function::Max | Function::Mode => members(),
                Function::Mean | Function::Median | Function::Sd | Function::Variance => false,
            }
        }
    }
}

/// A comparison of numbers that may differ by rounding in the last digits, which then count as equal. `size` is how
/// large they are.
pub(super) fn near(comparator: Comparator, left: Value, right: Value, size: f64) -> Test {
    let slack = rounding::slack(size);
    let up = || Value::arithmetic(Operator::Add, left.clone(), Value::Number(slack));
    let down = || Value::arithmetic(Operator::Subtract, left.clone(), Value::Number(slack));
    let compare = |comparator, left| Test::compare(comparator, left, right.clone());
    match comparator {
        Comparator::Below => compare(comparator, up()),
        Comparator::AtLeast => compare(comparator, up()),
        Comparator::Above => compare(comparator, down()),
        Comparator::AtMost => compare(comparator, down()),
        Comparator::Equal => Test::all([compare(Comparator::AtLeast, up()), compare(Comparator::AtMost, down())]),
        Comparator::Unequal => Test::any([compare(Comparator::Below, up()), compare(Comparator::Above, down())]),
    }
}

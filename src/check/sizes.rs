use super::draft::Draft;
use crate::instrument::{Aggregate, Function, HelperValue, MathFunction, NumericExpr, Operator, Range};

impl Draft<'_> {
    /// The least size that a number has where it is not zero; nothing where it can come as close to zero as one likes, or
    /// nothing is known. So a quotient by the standard deviation of four whole numbers, which is 0 or at least 0.5, has
    /// bounds.
    pub(super) fn least_size(&self, number: &NumericExpr) -> Option<f64> {
        let size = NumericExpr::Call(MathFunction::Abs, Box::new(number.clone()));
        self.least_known(&size).or_else(|| self.least_made(number))
    }

    /// By what a number is made of.
    fn least_made(&self, number: &NumericExpr) -> Option<f64> {
        if self.range_of(number).is_some_and(|range| range.whole) {
            return Some(1.0);
        }
        match number {
            NumericExpr::Constant(value) => Some(value.abs()).filter(|size| *size > 0.0),
            NumericExpr::Score(score) => {
                let score = self.checked_scores.get(*score).and_then(Option::as_ref)?;
                self.least_made(&score.number)
            }
            NumericExpr::Helper(helper) => match &self.checked_helpers.get(*helper).and_then(Option::as_ref)?.value {
                HelperValue::Number(number, _) => self.least_made(number),
                HelperValue::Condition(_) => None,
            },
            NumericExpr::Aggregate(set) => self.least_of_set(set),
            NumericExpr::Negate(of) | NumericExpr::Call(MathFunction::Abs, of) => self.least_size(of),
            NumericExpr::NumberOf(_) | NumericExpr::Call(MathFunction::Floor | MathFunction::Ceiling, _) => Some(1.0),
            NumericExpr::Call(MathFunction::Sqrt, of) => self.least_size(of).map(f64::sqrt),
            NumericExpr::Round(_, places) => i32::try_from(*places).ok().map(|places| 10_f64.powi(-places)),
            NumericExpr::Power(base, exponent) => {
                let exponent = exponent.constant().filter(|exponent| *exponent > 0.0)?;
                self.least_size(base).map(|least| least.powf(exponent))
            }
            NumericExpr::Arithmetic(Operator::Multiply, left, right) => Some(self.least_size(left)? * self.least_size(right)?),
            NumericExpr::Arithmetic(Operator::Divide, left, right) => {
                let divisor = right.constant().filter(|divisor| *divisor != 0.0)?;
                self.least_size(left).map(|least| least / divisor.abs())
            }
            NumericExpr::Arithmetic(Operator::Add | Operator::Subtract, ..)
            | NumericExpr::Call(MathFunction::Ln | MathFunction::Log10 | MathFunction::Exp | MathFunction::Normal, _)
            | NumericExpr::Keyed(_)
            | NumericExpr::Given(_)
            | NumericExpr::Known(_)
            | NumericExpr::Missing
            | NumericExpr::Answered
            | NumericExpr::Elapsed(..)
            | NumericExpr::Rescale { .. }
            | NumericExpr::LookUp(..)
            | NumericExpr::If(..) => None,
        }
    }

    /// Of a set of whole numbers. The variance of `n` of them that are not all the same is least where one differs by 1,
    /// and is then `1 / n`.
    fn least_of_set(&self, set: &Aggregate) -> Option<f64> {
        let is_whole = |value: &NumericExpr| self.range_of(value).is_some_and(|range| range.whole);
        let filled = set.filled.is_none_or(|filled| filled.fract() == 0.0);
        if !filled || !set.members.iter().all(|member| is_whole(&member.value) && member.weight.fract() == 0.0) {
            return None;
        }
        let count = set.members.len() as f64;
        let weight: f64 = set.members.iter().map(|member| member.weight.abs()).sum();
        match set.function {
            Function::Mean if weight > 0.0 => Some(1.0 / weight),
            Function::Median => Some(0.5),
            Function::Variance => Some(1.0 / count),
            Function::Sd => Some(1.0 / count.sqrt()),
            Function::Count | Function::Min | Function::Max | Function::Mode => Some(1.0),
            Function::Sum if !set.prorated => Some(1.0),
            Function::Sum if weight > 0.0 => Some(1.0 / weight),
            Function::Mean | Function::Sum => None,
        }
    }

    /// What a number can be, of those that are known by a name.
    fn range_of(&self, number: &NumericExpr) -> Option<Range> {
        match number {
            NumericExpr::Constant(value) => Some(Range::constant(*value)),
            NumericExpr::Keyed(item) => self.instrument.count_range(self.instrument.items.get(*item)?),
            NumericExpr::Given(item) => self.instrument.given_range(self.instrument.items.get(*item)?),
            NumericExpr::Score(score) => Some(self.checked_scores.get(*score)?.as_ref()?.range),
            NumericExpr::Helper(helper) => self.checked_helpers.get(*helper)?.as_ref()?.range(),
            NumericExpr::Known(_)
            | NumericExpr::Missing
            | NumericExpr::Answered
            | NumericExpr::NumberOf(_)
            | NumericExpr::Elapsed(..)
            | NumericExpr::Aggregate(_)
            | NumericExpr::Negate(_)
            | NumericExpr::Call(..)
            | NumericExpr::Power(..)
            | NumericExpr::Round(..)
            | NumericExpr::Rescale { .. }
            | NumericExpr::LookUp(..)
            | NumericExpr::Arithmetic(..)
            | NumericExpr::If(..) => None,
        }
    }

    /// Whether a number is known not to be zero where it stands, by itself or by what it is made of.
    pub(super) fn is_nonzero(&self, number: &NumericExpr) -> bool {
        let size = || NumericExpr::Call(MathFunction::Abs, Box::new(number.clone()));
        self.is_known_nonzero(number)
            || self.least_known(&size()).is_some()
            || match number {
                NumericExpr::Power(of, _) | NumericExpr::Negate(of) => self.is_nonzero(of),
                NumericExpr::Call(MathFunction::Abs | MathFunction::Sqrt, of) => self.is_nonzero(of),
                NumericExpr::Arithmetic(Operator::Multiply | Operator::Divide, left, right) => {
                    let by = |side: &NumericExpr| side.constant().map_or_else(|| self.is_nonzero(side), |value| value != 0.0);
                    by(left) && by(right)
                }
                NumericExpr::Constant(_)
                | NumericExpr::Keyed(_)
                | NumericExpr::Given(_)
                | NumericExpr::Known(_)
                | NumericExpr::Score(_)
                | NumericExpr::Helper(_)
                | NumericExpr::Missing
                | NumericExpr::Answered
                | NumericExpr::NumberOf(_)
                | NumericExpr::Elapsed(..)
                | NumericExpr::Aggregate(_)
                | NumericExpr::Call(
                    MathFunction::Ln
                    | MathFunction::Log10
                    | MathFunction::Exp
                    | MathFunction::Floor
                    | MathFunction::Ceiling
                    | MathFunction::Normal,
                    _,
                )
                | NumericExpr::Arithmetic(Operator::Add | Operator::Subtract, ..)
                | NumericExpr::Round(..)
                | NumericExpr::Rescale { .. }
                | NumericExpr::LookUp(..)
                | NumericExpr::If(..) => false,
            }
    }
}

use super::compare::near;
use super::lower::{Lowering, Maybe};
use super::norms::NOBODY;
use super::{Test, Value};
use crate::instrument::{Comparator, MathFunction, Operator, power, rounding};

/// Powers up to which a number is multiplied by itself.
const MULTIPLIED: f64 = 8.0;

fn zero() -> Value {
    Value::Number(0.0)
}

fn turned(value: Value) -> Value {
    Value::arithmetic(Operator::Subtract, zero(), value)
}

fn is_negative(value: &Value) -> Test {
    Test::compare(Comparator::Below, value.clone(), zero())
}

impl Lowering<'_> {
    /// A function of one number, in its domain.
    pub(super) fn call(&mut self, function: MathFunction, of: Maybe) -> Maybe {
        if let Some(number) = of.0.constant() {
            let value = function.of(number);
            let there = if value.is_nan() { Test::Always(false) } else { of.1 };
            return (Value::Number(if value.is_nan() { 0.0 } else { value }), there);
        }
        let (value, there) = self.named(of);
        match function {
            MathFunction::Sqrt => {
                let in_domain = near(Comparator::AtLeast, value.clone(), zero(), 0.0);
                let root = Value::choice(is_negative(&value), zero(), Value::Root(Box::new(value)));
                (root, Test::all([there, in_domain]))
            }
            MathFunction::Ln => {
                let in_domain = near(Comparator::Above, value.clone(), zero(), 0.0);
                (Value::Logarithm(Box::new(value)), Test::all([there, in_domain]))
            }
            MathFunction::Log10 => {
                let (logarithm, there) = self.call(MathFunction::Ln, (value, there));
                (Value::arithmetic(Operator::Divide, logarithm, Value::Number(std::f64::consts::LN_10)), there)
            }
            MathFunction::Exp => (Value::Exponential(Box::new(value)), there),
            MathFunction::Abs => (Value::choice(is_negative(&value), turned(value.clone()), value), there),
            MathFunction::Floor => (floor(&value), there),
            MathFunction::Ceiling => {
                let (value, there) = self.named((turned(value), there));
                (turned(floor(&value)), there)
            }
            MathFunction::Normal => self.normal_share(value, there),
        }
    }

    /// The share of a standard normal population below a number.
    fn normal_share(&mut self, value: Value, there: Test) -> Maybe {
        let is_below = is_negative(&value);
        let distance = Value::choice(is_below.clone(), turned(value.clone()), value);
        let distance = self.part(distance, there.clone());
        let is_near = Test::compare(Comparator::Below, Value::Column(distance), Value::Number(NOBODY));
        let tail = Value::choice(is_near, Value::Tail(distance), zero());
        let tail = Value::Column(self.part(tail, there.clone()));
        (Value::choice(is_below, tail.clone(), Value::arithmetic(Operator::Subtract, Value::Number(1.0), tail)), there)
    }

    /// A number to the power of another. Whole powers that are not large are products; all others go by the logarithm of
    /// the size, and turn the sign of a negative number where the power is odd.
    pub(super) fn power(&mut self, base: Maybe, exponent: Maybe) -> Maybe {
        if let (Some(one), Some(other)) = (base.0.constant(), exponent.0.constant()) {
            let value = power(one, other);
            let there = if value.is_nan() { Test::Always(false) } else { Test::all([base.1, exponent.1]) };
            return (Value::Number(if value.is_nan() { 0.0 } else { value }), there);
        }
        let (base, base_there) = self.named(base);
        if let Some(times) = exponent.0.constant().filter(|power| (1.0..=MULTIPLIED).contains(power) && power.fract() == 0.0) {
            let product =
                (1..times as usize).fold(base.clone(), |product, _| Value::arithmetic(Operator::Multiply, product, base.clone()));
            return (product, Test::all([base_there, exponent.1]));
        }
        let (exponent, exponent_there) = self.named(exponent);
        let both = Test::all([base_there, exponent_there]);
        let is_zero = near(Comparator::Equal, base.clone(), zero(), 0.0);
        let to_nothing = near(Comparator::Equal, exponent.clone(), zero(), 0.0);
        let is_upwards = Test::compare(Comparator::Above, exponent.clone(), zero());
        let (whole, half) = self.whole_and_half(&exponent, &both);
        let in_domain = Test::any([
            to_nothing.clone(),
            Test::all([is_zero.clone(), is_upwards]),
            Test::all([is_zero.clone().turned(), Test::any([Test::compare(Comparator::Above, base.clone(), zero()), whole])]),
        ]);
        let size = Value::choice(is_negative(&base), turned(base.clone()), base.clone());
        let raised = |size: Value| {
            let logarithm = match size.constant() {
                Some(number) => Value::Number(number.ln()),
                None => Value::Logarithm(Box::new(size)),
            };
            Value::Exponential(Box::new(Value::arithmetic(Operator::Multiply, exponent.clone(), logarithm)))
        };
        let (raised, _) = self.named((raised(size), Test::all([both.clone(), is_zero.clone().turned()])));
        let is_turned = Test::all([is_negative(&base), half]);
        let value = Value::choice(is_turned, turned(raised.clone()), raised);
        let value = Value::choice(to_nothing, Value::Number(1.0), Value::choice(is_zero, zero(), value));
        (value, Test::all([both, in_domain]))
    }

    /// Whether a number is whole, and whether half of it is not.
    fn whole_and_half(&mut self, number: &Value, there: &Test) -> (Test, Test) {
        let is_whole = |number: &Value, floored: Value| {
            let rest = Value::arithmetic(Operator::Subtract, number.clone(), floored);
            near(Comparator::AtMost, rest, zero(), 0.0)
        };
        let (whole, _) = self.named((floor(number), there.clone()));
        let half = Value::arithmetic(Operator::Divide, whole.clone(), Value::Number(2.0));
        let (half, _) = self.named((half, there.clone()));
        (is_whole(number, whole), is_whole(&half.clone(), floor(&half)).turned())
    }
}

/// The greatest whole number that falls short of a number or exceeds it only by rounding. Programs cut towards zero, so
/// that of a negative number one is taken away where something was cut off.
fn floor(value: &Value) -> Value {
    if let Some(number) = value.constant() {
        return Value::Number(MathFunction::Floor.of(number));
    }
    let up = Value::arithmetic(Operator::Add, value.clone(), Value::Number(rounding::slack(0.0)));
    let cut = |of: Value| Value::WholePart(Box::new(of));
    let below = turned(cut(turned(up.clone())));
    let is_cut = Test::compare(Comparator::Above, below.clone(), up.clone());
    let below = Value::choice(is_cut, Value::arithmetic(Operator::Subtract, below.clone(), Value::Number(1.0)), below);
    Value::choice(is_negative(&up), below, cut(up))
}

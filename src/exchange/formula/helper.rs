use super::compare::Certain;
use super::lower::{Lowering, Maybe, Unsayable, present};
use super::{Column, Computed, Test, Value};
use crate::instrument::{Comparator, HelperIx, HelperValue};

/// A helper as formulas look at it.
#[derive(Clone, Debug)]
pub(super) enum Lowered {
    /// A column; of a condition 1 where it holds and 0 where it does not.
    Column(Column),
    /// A number, written out.
    Number(Maybe),
    /// A condition, written out: when it holds, and when it certainly does not.
    Condition(Test, Test),
}

impl Lowering<'_> {
    /// Gives a helper a column of its own.
    pub(super) fn define(&mut self, at: HelperIx) -> Result<(), Unsayable> {
        let helper = &self.instrument.helpers[at];
        let (value, there) = match &helper.value {
            HelperValue::Number(number, _) => self.in_full(number)?,
            HelperValue::Condition(condition) => {
                let Certain { holds, fails } = self.condition(condition)?;
                let there = Test::any([holds.clone(), fails]);
                (Value::choice(holds, Value::Number(1.0), Value::Number(0.0)), there)
            }
        };
        let column = self.push(Computed::Helper(at), helper.name.clone(), value, there);
        self.helpers.insert(at, Lowered::Column(column));
        Ok(())
    }

    /// A helper that is a number.
    pub(super) fn helper_number(&mut self, at: HelperIx) -> Result<Maybe, Unsayable> {
        match self.lowered(at)? {
            Lowered::Column(column) => Ok(present(column)),
            Lowered::Number(number) => Ok(number),
            Lowered::Condition(..) => Err(Unsayable(format!("`{}` as a number", self.instrument.helpers[at].name))),
        }
    }

    /// A helper that is a condition.
    pub(super) fn helper_condition(&mut self, at: HelperIx) -> Result<Certain, Unsayable> {
        match self.lowered(at)? {
            Lowered::Column(column) => {
                let is = |value| Test::Compare(Comparator::Equal, Value::Column(column), Value::Number(value));
                Ok(Certain {
                    holds: Test::all([Test::Present(column), is(1.0)]),
                    fails: Test::all([Test::Present(column), is(0.0)]),
                })
            }
            Lowered::Condition(holds, fails) => Ok(Certain { holds, fails }),
            Lowered::Number(_) => Err(Unsayable(format!("`{}` as a condition", self.instrument.helpers[at].name))),
        }
    }

    /// A helper, written out where items stand for their answers: a form asks before it computes.
    pub(super) fn lowered(&mut self, at: HelperIx) -> Result<Lowered, Unsayable> {
        if !self.helpers.contains_key(&at) && !self.is_over_answers {
            self.define(at)?;
        }
        if let Some(found) = self.helpers.get(&at) {
            return Ok(found.clone());
        }
        let lowered = match &self.instrument.helpers[at].value {
            HelperValue::Number(number, _) => Lowered::Number(self.number(number)?),
            HelperValue::Condition(condition) => {
                let Certain { holds, fails } = self.condition(condition)?;
                Lowered::Condition(holds, fails)
            }
        };
        self.helpers.insert(at, lowered.clone());
        Ok(lowered)
    }
}

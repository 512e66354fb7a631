use super::compare::Certain;
use super::lower::{Lowering, Maybe, Unsayable};
use super::{Column, Test, Value};
use crate::instrument::{Comparator, ItemIx, Keying, NumericExpr};

/// Which number an answer by words is to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ByCode {
    /// What it counts.
    Counted,
    /// What was given, of codes that are numbers; where all are words, a number for each.
    Given,
}

impl Lowering<'_> {
    /// Whether the answers to an item are told apart by their codes, since those are not their numbers.
    pub(super) fn is_by_code(&self, item: ItemIx) -> bool {
        let scale = self.instrument.items[item].kind.scale();
        scale.is_some_and(|scale| self.by_code.contains(&scale) || self.instrument.scales[scale].has_words())
    }

    /// The number that the answer to an item gives by the code of its point. All that looks at it looks at one column.
    pub(super) fn by_code(&mut self, item: ItemIx, which: ByCode) -> Result<Maybe, Unsayable> {
        if let Some(found) = self.coded.get(&(item, which)) {
            return Ok(found.clone());
        }
        let numbers = self.numbers_by_code(item, which);
        let answered = answered_in(item, &numbers);
        let found = self.or_otherwise(item, answered, &numbers)?;
        let found = self.named(found);
        self.coded.insert((item, which), found.clone());
        Ok(found)
    }

    /// What each point gives, at its position.
    fn numbers_by_code(&self, item: ItemIx, which: ByCode) -> Vec<Option<f64>> {
        let model = &self.instrument.items[item];
        let keying = match which {
            ByCode::Counted => self.instrument.keying(model),
            ByCode::Given => Keying::AsGiven,
        };
        let words = match which {
            ByCode::Counted => None,
            ByCode::Given => model.kind.scale().and_then(|scale| self.instrument.scales[scale].words_from()),
        };
        let number = |value: f64| {
            let is_word = words.is_some_and(|from| value >= from);
            Some(keying.counted(value)).filter(|counted| !counted.is_nan() && !is_word)
        };
        self.instrument.points_of(model).unwrap_or_default().iter().map(|point| number(point.value)).collect()
    }

    /// The same where the item was asked, and what `otherwise` gives where it certainly was not.
    fn or_otherwise(&mut self, item: ItemIx, answered: Maybe, numbers: &[Option<f64>]) -> Result<Maybe, Unsayable> {
        let (value, there) = answered;
        // Over answers, one that is there was asked.
        let asked = if self.is_over_answers {
            self.instrument.items[item].asked_when.as_ref().map(|_| Test::Present(Column::Answer(item)))
        } else {
            self.asked_test(item)?
        };
        let Some(asked) = asked else { return Ok((value, there)) };
        let there = Test::all([asked.clone(), there]);
        let model = &self.instrument.items[item];
        let points = self.instrument.points_of(model).unwrap_or_default();
        let at = model.otherwise.and_then(|otherwise| points.iter().position(|point| point.value == otherwise));
        let Some(number) = at.and_then(|at| numbers.get(at).copied().flatten()) else { return Ok((value, there)) };
        let not_asked = self.certainly_not_asked(item)?;
        Ok((Value::choice(asked, value, Value::Number(number)), Test::any([there, not_asked])))
    }

    /// A comparison of an answer by codes with a number as the points of which it holds, so that nothing has to be computed
    /// for it; nothing where another comparison is made.
    pub(super) fn points_compared(
        &mut self,
        comparator: Comparator,
        left: &NumericExpr,
        right: &NumericExpr,
    ) -> Result<Option<Certain>, Unsayable> {
        let (comparator, of, bound) = match (left.constant(), right.constant()) {
            (None, Some(bound)) => (comparator, left, bound),
            (Some(bound), None) => (comparator.mirrored(), right, bound),
            (Some(_), Some(_)) | (None, None) => return Ok(None),
        };
        let Some((item, which)) = answer_of(of).filter(|(item, _)| self.is_by_code(*item)) else { return Ok(None) };
        let numbers = self.numbers_by_code(item, which);
        let those = |holds: bool| {
            let is_one = |number: &Option<f64>| number.is_some_and(|number| comparator.holds(number, bound) == holds);
            numbers.iter().enumerate().filter(|(_, number)| is_one(number)).map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let (yes, no) = (those(true), those(false));
        let are_all = numbers.iter().all(Option::is_some);
        Ok(Some(match (&yes[..], &no[..]) {
            ([only], _) if are_all => self.point_is(item, *only)?,
            (_, [only]) if are_all => {
                let Certain { holds, fails } = self.point_is(item, *only)?;
                Certain { holds: fails, fails: holds }
            }
            (yes, no) => Certain { holds: self.one_of_points(item, yes)?, fails: self.one_of_points(item, no)? },
        }))
    }

    /// Whether an answer by codes is there, without the number that it gives; nothing where a number is anything else.
    pub(super) fn there_by_code(&mut self, number: &NumericExpr) -> Result<Option<Test>, Unsayable> {
        let Some((item, which)) = answer_of(number).filter(|(item, _)| self.is_by_code(*item)) else { return Ok(None) };
        let numbers = self.numbers_by_code(item, which);
        let (_, there) = answered_in(item, &numbers);
        Ok(Some(self.or_otherwise(item, (Value::Number(0.0), there), &numbers)?.1))
    }

    fn one_of_points(&mut self, item: ItemIx, points: &[usize]) -> Result<Test, Unsayable> {
        let each = points.iter().map(|at| Ok(self.point_is(item, *at)?.holds));
        Ok(Test::any(each.collect::<Result<Vec<Test>, Unsayable>>()?))
    }

    /// Whether the answer to an item is a point, or what it counts as where it is not asked is.
    pub(super) fn point_is(&mut self, item: ItemIx, at: usize) -> Result<Certain, Unsayable> {
        let answered = Test::Present(Column::Answer(item));
        let (is, is_not) = (Test::IsPoint(item, at), Test::NotPoint(item, at));
        let asked = if self.is_over_answers { None } else { self.asked_test(item)? };
        let both = |test: Test| Test::all(asked.iter().cloned().chain([answered.clone(), test]));
        let (mut holds, mut fails) = (both(is), both(is_not));
        let model = &self.instrument.items[item];
        let point = self.instrument.points_of(model).and_then(|points| points.get(at)).map(|point| point.value);
        if let (Some(otherwise), Some(_)) = (model.otherwise, &model.asked_when) {
            let not_asked = self.certainly_not_asked(item)?;
            if Some(otherwise) == point {
                holds = Test::any([holds, not_asked]);
            } else {
                fails = Test::any([fails, not_asked]);
            }
        }
        Ok(Certain { holds, fails })
    }
}

/// The item whose answer a number is, and which number of it; nothing where it is anything else.
#[expect(clippy::wildcard_enum_match_arm, reason = "any other number is no answer by itself")]
fn answer_of(number: &NumericExpr) -> Option<(ItemIx, ByCode)> {
    match number {
        NumericExpr::Given(item) => Some((*item, ByCode::Given)),
        NumericExpr::Keyed(item) => Some((*item, ByCode::Counted)),
        _ => None,
    }
}

/// The number of an answer, and when it gives one.
fn answered_in(item: ItemIx, numbers: &[Option<f64>]) -> Maybe {
    let mut giving = numbers.iter().enumerate().filter_map(|(at, number)| Some((at, (*number)?))).rev();
    let Some((_, last)) = giving.next() else { return (Value::Number(0.0), Test::Always(false)) };
    let choose = |rest: Value, (at, number): (usize, f64)| Value::choice(Test::IsPoint(item, at), Value::Number(number), rest);
    let value = giving.fold(Value::Number(last), choose);
    let silent = numbers.iter().enumerate().filter(|(_, number)| number.is_none());
    let silent = silent.map(|(at, _)| Test::NotPoint(item, at));
    (value, Test::all(std::iter::once(Test::Present(Column::Answer(item))).chain(silent)))
}

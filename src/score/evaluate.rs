use std::borrow::Cow;
use std::ops::Range;

use super::bands::WordColumn;
use super::plan::Plan;
use typed_index_collections::TiVec;

use crate::instrument::{
    BandsIx, ChoicesOf, Comparator, Condition, HelperIx, HelperValue, ItemIx, Keying, NumericExpr, Operator, ScoreIx, Table,
    power,
};
use crate::responses::{MissingReason, ResponseTable};

/// Whether a condition holds in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ThreeValued {
    /// It does not.
    Fails,
    /// It does.
    Holds,
    /// Something that it looks at is missing.
    Missing,
}

impl ThreeValued {
    pub(super) fn of(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }

    /// As a truth value, where there is one.
    pub(super) fn known(self) -> Option<bool> {
        match self {
            Self::Fails => Some(false),
            Self::Holds => Some(true),
            Self::Missing => None,
        }
    }

    fn not(self) -> Self {
        match self {
            Self::Fails => Self::Holds,
            Self::Holds => Self::Fails,
            Self::Missing => Self::Missing,
        }
    }

    /// Kleene's strong conjunction (1952, Introduction to Metamathematics, section 64).
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Fails, _) | (_, Self::Fails) => Self::Fails,
            (Self::Holds, Self::Holds) => Self::Holds,
            (Self::Missing, Self::Holds | Self::Missing) | (Self::Holds, Self::Missing) => Self::Missing,
        }
    }

    fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }
}

/// A helper in every row.
#[derive(Clone, Debug)]
pub(super) enum HelperColumn {
    /// A number; NaN where it is missing.
    Number(Vec<f64>),
    /// A condition.
    Condition(Vec<ThreeValued>),
}

/// Helpers that were computed already, at their position.
pub(super) type HelperColumns = TiVec<HelperIx, Option<HelperColumn>>;

/// The columns that numbers and conditions are computed from, over a stretch of rows.
pub(super) struct Columns<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) table: &'a ResponseTable,
    answered: &'a [u32],
    asked: &'a [u32],
    pub(super) rows: Range<usize>,
    /// What items count that count otherwise than they were answered, at the position of the item.
    keyed: TiVec<ItemIx, Vec<f64>>,
    /// Scores that were computed already, at their position.
    pub(super) scores: TiVec<ScoreIx, Vec<f64>>,
    /// Helpers that were computed already.
    pub(super) helpers: HelperColumns,
    /// Bands and categories that were computed already, at their position.
    pub(super) bands: TiVec<BandsIx, WordColumn>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(
        plan: &'a Plan<'a>,
        table: &'a ResponseTable,
        answered: &'a [u32],
        asked: &'a [u32],
        rows: Range<usize>,
    ) -> Self {
        let mut keyed: TiVec<ItemIx, Vec<f64>> = vec![Vec::new(); table.items.len()].into();
        for (item, keying) in &plan.keyings {
            keyed[*item] = counted(keying, &table.items[*item].values[rows.clone()]);
        }
        let scores = vec![Vec::new(); plan.instrument.scores.len()].into();
        let helpers = vec![None; plan.instrument.helpers.len()].into();
        let bands = vec![Vec::new(); plan.instrument.bands.len()].into();
        Self { plan, table, answered, asked, rows, keyed, scores, helpers, bands }
    }

    /// Computes a helper from those before it.
    pub(super) fn compute_helper(&mut self, at: HelperIx) {
        let plan = self.plan;
        let column = match &plan.instrument.helpers[at].value {
            HelperValue::Number(number, _) => HelperColumn::Number(self.number(number).into_owned()),
            HelperValue::Condition(condition) => HelperColumn::Condition(self.condition(condition)),
        };
        self.helpers[at] = Some(column);
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// A number in every row; NaN where it is missing.
    pub(super) fn number(&self, number: &NumericExpr) -> Cow<'_, [f64]> {
        match number {
            NumericExpr::Given(item) => self.given_number(*item),
            NumericExpr::Keyed(item) if self.keyed[*item].is_empty() => Cow::Borrowed(self.given(*item)),
            NumericExpr::Keyed(item) => Cow::Borrowed(&self.keyed[*item]),
            NumericExpr::Known(known) => Cow::Borrowed(&self.table.known[*known][self.rows.clone()]),
            NumericExpr::Score(score) => Cow::Borrowed(&self.scores[*score]),
            NumericExpr::Helper(helper) => match &self.helpers[*helper] {
                Some(HelperColumn::Number(values)) => Cow::Borrowed(values),
                // The order of computing puts each helper before what names it, as what it is.
                Some(HelperColumn::Condition(_)) | None => Cow::Owned(vec![f64::NAN; self.len()]),
            },
            NumericExpr::Missing => Cow::Owned(vec![f64::NAN; self.len()]),
            NumericExpr::Constant(value) => Cow::Owned(vec![*value; self.len()]),
            NumericExpr::Answered => Cow::Owned(self.answered_share()),
            NumericExpr::NumberOf(of) => Cow::Owned(self.number_of(*of)),
            NumericExpr::Elapsed(unit, from, to) => Cow::Owned(self.elapsed(*unit, *from, *to)),
            NumericExpr::Aggregate(aggregate) => Cow::Owned(self.aggregate(aggregate)),
            NumericExpr::Negate(inner) => self.map(inner, |value| 0.0 - value),
            NumericExpr::Call(function, inner) => self.map(inner, |value| function.of(value)),
            NumericExpr::Power(base, exponent) => Cow::Owned(self.power(base, exponent)),
            NumericExpr::Round(inner, places) => self.map(inner, |value| NumericExpr::round_half_away(value, *places)),
            NumericExpr::Rescale { of, from, factor, to } => self.map(of, |value| (value - from) * factor + to),
            NumericExpr::LookUp(inner, table, conditions) => {
                self.look_up(inner, &self.plan.instrument.tables[*table], conditions)
            }
            NumericExpr::Arithmetic(operator, left, right) => Cow::Owned(self.arithmetic(*operator, left, right)),
            NumericExpr::If(condition, then, otherwise) => {
                let (then, otherwise) = (self.number(then), self.number(otherwise));
                let verdicts = self.condition(condition);
                let chosen =
                    verdicts.iter().zip(then.iter().zip(otherwise.iter())).map(|(verdict, (then, otherwise))| match verdict {
                        ThreeValued::Holds => *then,
                        ThreeValued::Fails => *otherwise,
                        ThreeValued::Missing => f64::NAN,
                    });
                Cow::Owned(chosen.collect())
            }
        }
    }

    pub(super) fn given(&self, item: ItemIx) -> &[f64] {
        &self.table.items[item].values[self.rows.clone()]
    }

    /// The answer to an item as a number, which a word among numbers is not.
    fn given_number(&self, item: ItemIx) -> Cow<'_, [f64]> {
        let Some(from) = self.plan.words_from(item) else { return Cow::Borrowed(self.given(item)) };
        Cow::Owned(self.given(item).iter().map(|value| if *value >= from { f64::NAN } else { *value }).collect())
    }

    fn map(&self, number: &NumericExpr, f: impl Fn(f64) -> f64) -> Cow<'_, [f64]> {
        let mut values = self.number(number).into_owned();
        values.iter_mut().for_each(|value| *value = f(*value));
        Cow::Owned(values)
    }

    fn look_up(&self, number: &NumericExpr, table: &Table, conditions: &[Condition]) -> Cow<'_, [f64]> {
        if let ([], [only]) = (conditions, &table.groups[..]) {
            return self.map(number, |value| only.look_up(value));
        }
        let values = self.number(number);
        let mut found = vec![f64::NAN; self.len()];
        for (group, condition) in table.groups.iter().zip(conditions) {
            let rows = found.iter_mut().zip(self.condition(condition)).zip(values.iter());
            let chosen = rows.filter(|((_, verdict), _)| *verdict == ThreeValued::Holds);
            chosen.for_each(|((found, _), value)| *found = group.look_up(*value));
        }
        Cow::Owned(found)
    }

    fn answered_share(&self) -> Vec<f64> {
        let counts = self.answered[self.rows.clone()].iter().zip(&self.asked[self.rows.clone()]);
        counts.map(|(answered, asked)| if *asked == 0 { f64::NAN } else { f64::from(*answered) / f64::from(*asked) }).collect()
    }

    fn number_of(&self, of: ChoicesOf) -> Vec<f64> {
        let causes = &self.table.items[of.item].causes[self.rows.clone()];
        let count = |(value, cause): (&f64, &MissingReason)| match cause {
            MissingReason::NotAsked => 0.0,
            MissingReason::Answered => f64::from((*value as u64 & of.among).count_ones()),
            MissingReason::Unanswered | MissingReason::None | MissingReason::NotValid | MissingReason::Declared => f64::NAN,
        };
        self.given(of.item).iter().zip(causes).map(count).collect()
    }

    fn arithmetic(&self, operator: Operator, left: &NumericExpr, right: &NumericExpr) -> Vec<f64> {
        let mut values = self.number(left).into_owned();
        let right = self.number(right);
        let pairs = values.iter_mut().zip(right.iter());
        match operator {
            Operator::Add => pairs.for_each(|(left, right)| *left += right),
            Operator::Subtract => pairs.for_each(|(left, right)| *left -= right),
            Operator::Multiply => pairs.for_each(|(left, right)| *left *= right),
            Operator::Divide => pairs.for_each(|(left, right)| *left = if *right == 0.0 { f64::NAN } else { *left / right }),
        }
        values
    }

    fn power(&self, base: &NumericExpr, exponent: &NumericExpr) -> Vec<f64> {
        let mut values = self.number(base).into_owned();
        if let Some(exponent) = exponent.constant() {
            values.iter_mut().for_each(|value| *value = power(*value, exponent));
        } else {
            let exponents = self.number(exponent);
            values.iter_mut().zip(exponents.iter()).for_each(|(value, exponent)| *value = power(*value, *exponent));
        }
        values
    }

    /// A condition in every row.
    pub(super) fn condition(&self, condition: &Condition) -> Vec<ThreeValued> {
        match condition {
            Condition::Helper(helper) => match &self.helpers[*helper] {
                Some(HelperColumn::Condition(verdicts)) => verdicts.clone(),
                // As of numbers.
                Some(HelperColumn::Number(_)) | None => vec![ThreeValued::Missing; self.len()],
            },
            Condition::Compare(comparator, left, right) => self.compare(*comparator, left, right),
            Condition::Includes(item, choice) => {
                let includes = |value: &f64| {
                    if value.is_nan() { ThreeValued::Missing } else { ThreeValued::of(*value as u64 >> choice & 1 == 1) }
                };
                self.given(*item).iter().map(includes).collect()
            }
            Condition::PointIs(item, at) => {
                let points = self.plan.instrument.points_of(&self.plan.instrument.items[*item]);
                let point = points.and_then(|points| points.get(*at)).map_or(f64::NAN, |point| point.value);
                self.given(*item).iter().map(|value| equals(*value, point)).collect()
            }
            Condition::ChoseNone(item) => self.chose_none(*item),
            Condition::KnownIs(known, word) => {
                let word = *word as f64;
                self.table.known[*known][self.rows.clone()].iter().map(|value| equals(*value, word)).collect()
            }
            Condition::IsAsked(item) => self.is_asked(*item),
            Condition::Answers(informant) => {
                self.table.informants[self.rows.clone()].iter().map(|answers| ThreeValued::of(answers == informant)).collect()
            }
            Condition::BandIs(bands, word) => {
                let is =
                    |band: &Option<u16>| band.map_or(ThreeValued::Missing, |band| ThreeValued::of(usize::from(band) == *word));
                self.bands[*bands].iter().map(is).collect()
            }
            Condition::SameMoment(one, other) => self.same_moment(*one, *other),
            Condition::IsMissing(number) => self.number(number).iter().map(|value| ThreeValued::of(value.is_nan())).collect(),
            Condition::Not(inner) => self.condition(inner).into_iter().map(ThreeValued::not).collect(),
            Condition::And(left, right) => self.both(left, right, ThreeValued::and),
            Condition::Or(left, right) => self.both(left, right, ThreeValued::or),
        }
    }

    fn chose_none(&self, item: ItemIx) -> Vec<ThreeValued> {
        if self.plan.instrument.items[item].kind.choices().is_some() {
            return self.given(item).iter().map(|value| equals(*value, 0.0)).collect();
        }
        let causes = &self.table.items[item].causes[self.rows.clone()];
        let verdict = |(value, cause): (&f64, &MissingReason)| match cause {
            MissingReason::None => ThreeValued::Holds,
            MissingReason::Answered
            | MissingReason::NotAsked
            | MissingReason::Unanswered
            | MissingReason::NotValid
            | MissingReason::Declared => {
                if value.is_nan() {
                    ThreeValued::Missing
                } else {
                    ThreeValued::Fails
                }
            }
        };
        self.given(item).iter().zip(causes).map(verdict).collect()
    }

    fn compare(&self, comparator: Comparator, left: &NumericExpr, right: &NumericExpr) -> Vec<ThreeValued> {
        let verdict = |left: f64, right: f64| {
            if left.is_nan() || right.is_nan() { ThreeValued::Missing } else { ThreeValued::of(comparator.holds(left, right)) }
        };
        let values = self.number(left);
        // A column of equal bounds would be made only to be thrown away.
        if let Some(bound) = right.constant() {
            return values.iter().map(|value| verdict(*value, bound)).collect();
        }
        values.iter().zip(self.number(right).iter()).map(|(left, right)| verdict(*left, *right)).collect()
    }

    fn both(&self, left: &Condition, right: &Condition, join: fn(ThreeValued, ThreeValued) -> ThreeValued) -> Vec<ThreeValued> {
        let (left, right) = (self.condition(left), self.condition(right));
        left.into_iter().zip(right).map(|(left, right)| join(left, right)).collect()
    }
}

/// Whether a value that stands for something is this one; missing where there is none.
fn equals(value: f64, wanted: f64) -> ThreeValued {
    if value.is_nan() { ThreeValued::Missing } else { ThreeValued::of(value == wanted) }
}

/// What answers count; one kind of key at a time, so that the loops run in vectors.
fn counted(keying: &Keying, answers: &[f64]) -> Vec<f64> {
    match keying {
        Keying::AsGiven => answers.to_vec(),
        Keying::Mirrored(ends) => answers.iter().map(|answer| ends - answer).collect(),
        Keying::ByPoint(_) => answers.iter().map(|answer| keying.counted(*answer)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::ThreeValued::{Fails, Holds, Missing};

    #[test]
    fn conditions_follow_the_strong_tables_of_kleene() {
        for (one, other, both, either) in [
            (Holds, Holds, Holds, Holds),
            (Holds, Fails, Fails, Holds),
            (Fails, Fails, Fails, Fails),
            (Holds, Missing, Missing, Holds),
            (Fails, Missing, Fails, Missing),
            (Missing, Missing, Missing, Missing),
        ] {
            assert_eq!([one.and(other), other.and(one), one.or(other), other.or(one)], [both, both, either, either]);
        }
        assert_eq!([Holds.not(), Fails.not(), Missing.not()], [Fails, Holds, Missing]);
    }
}

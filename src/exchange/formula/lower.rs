use std::collections::{HashMap, HashSet};

use typed_index_collections::TiVec;

use super::compare::{Certain, is_whole};
use super::helper::Lowered;
use super::points::ByCode;
use super::{AlertFormula, BandFormula, Column, Computed, Formula, NormFormula, Test, Value};
use crate::instrument::{
    BandsIx, ByStep, ChoicesOf, Comparator, ComputingStep, HelperIx, Instrument, Item, ItemIx, Keying, Node, Norms, NumericExpr,
    Operator, RefusalIx, ScaleIx, ScoreIx,
};

/// Everything that a measure computes, in an order in which each can be computed from those before it.
#[derive(Clone, Debug)]
pub struct Formulas<'a> {
    /// The measure.
    pub instrument: &'a Instrument,
    /// Columns.
    pub columns: Vec<Formula>,
    /// Bands.
    pub bands: Vec<BandFormula>,
    /// Alerts.
    pub alerts: Vec<AlertFormula>,
    /// When each item is asked, at its position; nothing where it always is.
    pub asked: TiVec<ItemIx, Option<Test>>,
    /// What norms add, in the order of results.
    pub norms: Vec<NormFormula>,
}

/// What a form looks at over its own fields.
#[derive(Clone, Debug)]
pub struct OverAnswers {
    /// When each item is asked, at its position; nothing where it always is.
    pub asked: TiVec<ItemIx, Option<Test>>,
    /// When each refusal holds, at its position.
    pub refused: TiVec<RefusalIx, Test>,
}

/// What no formula says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unsayable(pub String);

/// A value with the test that says when it is there.
pub(super) type Maybe = (Value, Test);

impl<'a> Formulas<'a> {
    /// The formulas of a measure.
    ///
    /// # Errors
    /// Where a median is taken of more numbers than a formula can rank.
    pub fn of(instrument: &'a Instrument) -> Result<Self, Unsayable> {
        Self::beside(instrument, None)
    }

    /// The formulas of a measure, and of its scores beside norms.
    ///
    /// # Errors
    /// As of [`Formulas::of`].
    pub fn beside(instrument: &'a Instrument, norms: Option<&Norms>) -> Result<Self, Unsayable> {
        Self::told_apart(instrument, norms, &HashSet::new())
    }

    /// The same, where answers on some scales have codes that are not their numbers.
    fn told_apart(instrument: &'a Instrument, norms: Option<&Norms>, by_code: &HashSet<ScaleIx>) -> Result<Self, Unsayable> {
        let mut lowering = Lowering::new(instrument, by_code);
        for step in &instrument.computing_order {
            match *step {
                ComputingStep::Score(score) => {
                    let (value, there) = lowering.in_full(&instrument.scores[score].number)?;
                    let name = instrument.scores[score].name.clone();
                    let at = lowering.push(Computed::Score(score), name, value, there);
                    lowering.scores.insert(score, at);
                }
                ComputingStep::Helper(helper) => lowering.define(helper)?,
                ComputingStep::Bands(bands) => {
                    let formula = lowering.bands(bands)?;
                    lowering.bands.insert(bands, formula);
                }
            }
        }
        let mut alerts = Vec::new();
        for (at, alert) in instrument.alerts.iter_enumerated() {
            let Certain { holds, fails } = lowering.condition(&alert.when)?;
            alerts.push(AlertFormula { alert: at, raised: holds, quiet: fails });
        }
        let asked = instrument.items.keys().map(|at| lowering.asked_test(at)).collect::<Result<_, _>>()?;
        let norms = norms.map_or(vec![], |norms| lowering.norms(norms));
        let bands = instrument.bands.keys().filter_map(|at| lowering.bands.remove(&at)).collect();
        Ok(Self { instrument, columns: lowering.columns, bands, alerts, asked, norms })
    }

    /// The formulas of a measure, and what a form looks at over its own fields. Items that are not always asked are looked
    /// at as they were answered, which is nothing where they were not asked, or what `otherwise` says. On the scales of
    /// `by_code` answers have codes that are not their numbers.
    ///
    /// # Errors
    /// As of [`Formulas::of`].
    pub fn with_tests_over_answers(
        instrument: &'a Instrument,
        by_code: &HashSet<ScaleIx>,
    ) -> Result<(Self, OverAnswers), Unsayable> {
        let mut formulas = Self::told_apart(instrument, None, by_code)?;
        // Every item stands for its answer, so that a form can look at its own fields. What has to be computed on the way
        // becomes a column beside the others.
        let mut lowering = Lowering::new(instrument, by_code);
        lowering.parts = formulas.columns.len();
        lowering.columns = formulas.columns;
        let is_answer_alone = |item: &Item| item.otherwise.is_none() || item.asked_when.is_none();
        let alone = instrument.items.iter_enumerated().filter(|(_, item)| is_answer_alone(item));
        lowering.items = alone.map(|(item, _)| (item, Column::Answer(item))).collect();
        lowering.is_over_answers = true;
        let asked = instrument.items.iter().filter_map(|item| item.asked_when.as_ref());
        for condition in asked.chain(instrument.refusals.iter().map(|refusal| &refusal.when)) {
            // Each before those that are made of it.
            for helper in instrument.helpers_of(Node::Condition(condition)) {
                lowering.lowered(helper)?;
            }
        }
        let asked = instrument.items.keys().map(|at| lowering.asked_test(at)).collect::<Result<_, _>>()?;
        let refused = instrument.refusals.iter().map(|refusal| Ok(lowering.condition(&refusal.when)?.holds));
        let refused = refused.collect::<Result<_, Unsayable>>()?;
        formulas.columns = lowering.columns;
        Ok((formulas, OverAnswers { asked, refused }))
    }
}

/// A measure on its way into formulas.
pub(super) struct Lowering<'a> {
    pub(super) instrument: &'a Instrument,
    columns: Vec<Formula>,
    /// The columns of items as they count.
    items: HashMap<ItemIx, Column>,
    /// The columns of what the points of items count, where that is not their numbers.
    pub(super) counted: HashMap<ItemIx, Column>,
    /// Scales on which answers have codes that are not their numbers.
    pub(super) by_code: HashSet<ScaleIx>,
    /// The numbers that answers by words give, which were lowered already.
    pub(super) coded: HashMap<(ItemIx, ByCode), Maybe>,
    pub(super) scores: HashMap<ScoreIx, Column>,
    /// Helpers that were lowered already.
    pub(super) helpers: HashMap<HelperIx, Lowered>,
    /// Bands and categories that were lowered already.
    pub(super) bands: HashMap<BandsIx, BandFormula>,
    /// Which scores and helpers are computed in whole numbers alone.
    pub(super) whole: ByStep<bool>,
    pub(super) parts: usize,
    /// Whether items stand for their answers, so that helpers are written out.
    pub(super) is_over_answers: bool,
}

impl<'a> Lowering<'a> {
    fn new(instrument: &'a Instrument, by_code: &HashSet<ScaleIx>) -> Self {
        let whole = instrument.by_step(|node, steps| match node {
            Node::Number(number) => is_whole(instrument, steps, number),
            Node::Condition(_) => true,
        });
        let (items, scores, helpers, bands) = (HashMap::new(), HashMap::new(), HashMap::new(), HashMap::new());
        Self {
            instrument,
            columns: vec![],
            items,
            counted: HashMap::new(),
            by_code: by_code.clone(),
            coded: HashMap::new(),
            scores,
            helpers,
            bands,
            whole,
            parts: 0,
            is_over_answers: false,
        }
    }
}

impl Lowering<'_> {
    pub(super) fn push(&mut self, what: Computed, name: String, value: Value, there: Test) -> Column {
        self.columns.push(Formula { what, name, value, there });
        Column::Formula(self.columns.len() - 1)
    }

    /// A value under a name, where it is looked at more than once.
    pub(super) fn named(&mut self, (value, there): Maybe) -> Maybe {
        if matches!(value, Value::Column(_) | Value::Number(_)) {
            return (value, there);
        }
        let column = self.part(value, there);
        (Value::Column(column), Test::Present(column))
    }

    /// A name that nothing in the measure has.
    pub(super) fn free_name(&self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let helpers = || self.instrument.helpers.iter().map(|helper| helper.name.as_str());
        while self.instrument.names().chain(helpers()).any(|taken| taken.eq_ignore_ascii_case(&name)) {
            name.push('_');
        }
        name
    }

    pub(super) fn number(&mut self, number: &NumericExpr) -> Result<Maybe, Unsayable> {
        let found = self.in_full(number)?;
        Ok(self.kept_small(found))
    }

    /// A number however large it is, for whoever gives it a name.
    pub(super) fn in_full(&mut self, number: &NumericExpr) -> Result<Maybe, Unsayable> {
        Ok(match number {
            NumericExpr::Constant(value) => (Value::Number(*value), Test::Always(true)),
            NumericExpr::Given(item) if self.is_by_code(*item) => self.by_code(*item, ByCode::Given)?,
            NumericExpr::Given(item) => self.given(*item)?,
            NumericExpr::Keyed(item) if self.is_by_code(*item) => self.by_code(*item, ByCode::Counted)?,
            NumericExpr::Keyed(item) => self.keyed(*item)?,
            NumericExpr::Known(known) => present(Column::Known(*known)),
            NumericExpr::Score(score) => {
                let column = self.scores.get(score).copied();
                present(column.ok_or_else(|| Unsayable("a score that is not computed yet".to_owned()))?)
            }
            NumericExpr::Helper(helper) => self.helper_number(*helper)?,
            NumericExpr::Missing => (Value::Number(0.0), Test::Always(false)),
            NumericExpr::Answered => self.answered()?,
            NumericExpr::NumberOf(of) => self.number_of(*of)?,
            NumericExpr::Elapsed(unit, from, to) => self.elapsed(*unit, *from, *to)?,
            NumericExpr::Aggregate(aggregate) => self.aggregate(aggregate)?,
            NumericExpr::Negate(of) => {
                let (value, there) = self.number(of)?;
                (Value::arithmetic(Operator::Subtract, Value::Number(0.0), value), there)
            }
            NumericExpr::Arithmetic(operator, left, right) => {
                let (left, left_there) = self.number(left)?;
                let (mut right, mut right_there) = self.number(right)?;
                if *operator == Operator::Divide && !matches!(right, Value::Number(_)) {
                    (right, right_there) = self.named((right, right_there));
                    right_there = Test::all([right_there, Test::Compare(Comparator::Unequal, right.clone(), Value::Number(0.0))]);
                }
                let divides_by_zero = *operator == Operator::Divide && right == Value::Number(0.0);
                let there = if divides_by_zero { Test::Always(false) } else { Test::all([left_there, right_there]) };
                (Value::arithmetic(*operator, left, right), there)
            }
            NumericExpr::Call(function, of) => {
                let found = self.number(of)?;
                self.call(*function, found)
            }
            NumericExpr::Power(base, exponent) => {
                let (base, exponent) = (self.number(base)?, self.number(exponent)?);
                self.power(base, exponent)
            }
            NumericExpr::Round(of, places) => {
                let of = self.number(of)?;
                let (value, there) = self.named(of);
                (rounded(value, *places), there)
            }
            NumericExpr::Rescale { of, from, factor, to } => {
                let (value, there) = self.number(of)?;
                let moved = Value::arithmetic(Operator::Subtract, value, Value::Number(*from));
                let scaled = Value::arithmetic(Operator::Multiply, moved, Value::Number(*factor));
                (Value::arithmetic(Operator::Add, scaled, Value::Number(*to)), there)
            }
            NumericExpr::LookUp(of, table, groups) => {
                let of = self.number(of)?;
                self.look_up(of, *table, groups)?
            }
            NumericExpr::If(condition, yes, no) => {
                let Certain { holds, fails } = self.condition(condition)?;
                let (yes, yes_there) = self.number(yes)?;
                let (no, no_there) = self.number(no)?;
                let there = Test::any([Test::all([holds.clone(), yes_there]), Test::all([fails, no_there])]);
                (Value::choice(holds, yes, no), there)
            }
        })
    }

    /// The share of asked items that were answered.
    fn answered(&mut self) -> Result<Maybe, Unsayable> {
        let (mut answered, mut asked) = (Vec::new(), Vec::new());
        let counted = self.instrument.items.iter_enumerated().filter(|(_, item)| item.is_counted());
        for (item, _) in counted {
            let is_asked = self.asked_test(item)?.unwrap_or(Test::Always(true));
            answered.push(Test::all([is_asked.clone(), Test::answered(self.instrument, item)]));
            asked.push(is_asked);
        }
        let of = if asked.iter().all(|test| *test == Test::Always(true)) {
            Value::Number(asked.len() as f64)
        } else {
            self.named((Value::Count(asked), Test::Always(true))).0
        };
        let some = of
            .constant()
            .map_or_else(|| Test::Compare(Comparator::Above, of.clone(), Value::Number(0.0)), |count| Test::Always(count > 0.0));
        Ok((Value::arithmetic(Operator::Divide, Value::Count(answered), of), some))
    }

    /// When an item is asked: it is for the informant, and its condition holds. Nothing where it always is.
    pub(super) fn asked_test(&mut self, item: ItemIx) -> Result<Option<Test>, Unsayable> {
        let condition = self.instrument.items[item].asked_when.as_ref();
        let holds = condition.map(|condition| self.condition(condition)).transpose()?.map(|certain| certain.holds);
        let asked = Test::all(self.is_for(item).into_iter().chain(holds));
        Ok((asked != Test::Always(true)).then_some(asked))
    }

    /// Whether an item is asked; where its condition is missing it cannot be known.
    pub(super) fn is_asked(&mut self, item: ItemIx) -> Result<Certain, Unsayable> {
        let is_for = self.is_for(item);
        let certain = match &self.instrument.items[item].asked_when {
            Some(condition) => self.condition(condition)?,
            None => Certain { holds: Test::Always(true), fails: Test::Always(false) },
        };
        let Some(is_for) = is_for else { return Ok(certain) };
        let fails = Test::any([is_for.clone().turned(), certain.fails]);
        Ok(Certain { holds: Test::all([is_for, certain.holds]), fails })
    }

    /// When it is certain that an item is not asked of somebody whom it is for: then it counts as `otherwise` says.
    pub(super) fn certainly_not_asked(&mut self, item: ItemIx) -> Result<Test, Unsayable> {
        let Some(condition) = &self.instrument.items[item].asked_when else { return Ok(Test::Always(false)) };
        let fails = self.condition(condition)?.fails;
        Ok(Test::all(self.is_for(item).into_iter().chain([fails])))
    }

    fn is_for(&self, item: ItemIx) -> Option<Test> {
        let item = &self.instrument.items[item];
        let informants = self.instrument.informants.keys().filter(|informant| item.is_for(*informant));
        (!item.is_for_all()).then(|| Test::By(informants.collect()))
    }

    fn number_of(&mut self, of: ChoicesOf) -> Result<Maybe, Unsayable> {
        let item = of.item;
        let Some(choices) = self.instrument.items[item].kind.choices() else {
            return Err(Unsayable(format!("the number of choices of `{}`", self.instrument.items[item].name)));
        };
        let asked = self.asked_test(item)?.unwrap_or(Test::Always(true));
        let counted = (0..choices.len()).filter(|choice| of.has(*choice));
        let chosen = counted.map(|choice| Test::all([asked.clone(), Test::Chosen(item, choice)]));
        let there = Test::any([asked.clone().turned(), Test::Present(Column::Answer(item))]);
        Ok((Value::Count(chosen.collect()), there))
    }

    /// The answer to an item as it counts: nothing, or what `otherwise` says, where it is not asked.
    fn given(&mut self, item: ItemIx) -> Result<Maybe, Unsayable> {
        if let Some(column) = self.items.get(&item) {
            return Ok(present(*column));
        }
        let model = &self.instrument.items[item];
        let answer = Column::Answer(item);
        if let (true, Some(otherwise)) = (self.is_over_answers, model.otherwise) {
            let (is_there, not_asked) = (Test::Present(answer), self.certainly_not_asked(item)?);
            let value = Value::choice(is_there.clone(), Value::Column(answer), Value::Number(otherwise));
            return Ok((value, Test::any([is_there, not_asked])));
        }
        let Some(asked) = self.asked_test(item)? else {
            self.items.insert(item, answer);
            return Ok(present(answer));
        };
        let answered = Test::all([asked.clone(), Test::Present(answer)]);
        let (value, there_when) = match (model.otherwise, &model.asked_when) {
            (Some(otherwise), Some(_)) => {
                let fails = self.certainly_not_asked(item)?;
                (Value::choice(asked, Value::Column(answer), Value::Number(otherwise)), Test::any([answered, fails]))
            }
            // A text, a date or choices are no number; what counts is that they are there.
            _ if !model.kind.is_one_number() => (Value::Number(1.0), answered),
            _ => (Value::Column(answer), answered),
        };
        let name = self.free_name(&format!("{}_counts", model.name));
        let column = self.push(Computed::Item(item), name, value, there_when);
        self.items.insert(item, column);
        Ok(present(column))
    }

    fn keyed(&mut self, item: ItemIx) -> Result<Maybe, Unsayable> {
        let (value, there) = self.given(item)?;
        Ok(match self.instrument.keying(&self.instrument.items[item]) {
            Keying::AsGiven => (value, there),
            Keying::Mirrored(ends) => (Value::arithmetic(Operator::Subtract, Value::Number(ends), value), there),
            Keying::ByPoint(points) => self.by_point(item, (value, there), &points),
        })
    }
}

pub(super) fn present(column: Column) -> Maybe {
    (Value::Column(column), Test::Present(column))
}

/// Half away from zero, as [`NumericExpr::round_half_away`] does it.
fn rounded(value: Value, places: u32) -> Value {
    let power = Value::Number(10_f64.powi(places as i32));
    let size = |value: Value| {
        let scaled = Value::arithmetic(Operator::Multiply, value, power.clone());
        let nudged = Value::arithmetic(Operator::Multiply, scaled, Value::Number(1.0 + 4.0 * f64::EPSILON));
        let whole = Value::WholePart(Box::new(Value::arithmetic(Operator::Add, nudged, Value::Number(0.5))));
        Value::arithmetic(Operator::Divide, whole, power.clone())
    };
    if let Value::Number(value) = value {
        return Value::Number(NumericExpr::round_half_away(value, places));
    }
    let is_negative = Test::Compare(Comparator::Below, value.clone(), Value::Number(0.0));
    let turned = |value| Value::arithmetic(Operator::Subtract, Value::Number(0.0), value);
    Value::choice(is_negative, turned(size(turned(value.clone()))), size(value))
}

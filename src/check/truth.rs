use typed_index_collections::TiSlice;

use super::assumptions::Assumption;
use super::combinations::combinations;
use crate::instrument::{
    AllotmentIx, Bands, BandsIx, Comparator, Condition, Helper, HelperIx, InstrumentContent, ItemIx, KnownIx, NumericExpr, Range,
    Score, ScoreIx,
};

/// What is known of scores and helpers so far.
pub struct Ranges<'a> {
    /// Scores that were checked.
    pub scores: &'a TiSlice<ScoreIx, Option<Score>>,
    /// Bands and categories that were checked.
    pub bands: &'a TiSlice<BandsIx, Option<Bands>>,
    /// Helpers that were checked.
    pub helpers: &'a TiSlice<HelperIx, Option<Helper>>,
}

/// Whether a condition can come out both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds for every answer.
    Always,
    /// It holds for no answer.
    Never,
    /// It can come out both ways, as far as can be proved.
    Sometimes,
}

/// What a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Variable {
    Item(ItemIx),
    Known(KnownIx),
    Score(ScoreIx),
    /// Bands or a category: the position of its word.
    Bands(BandsIx),
    /// A helper that is a number.
    Helper(HelperIx),
    /// A helper that is a condition: 1 where it holds.
    Holds(HelperIx),
    Informant,
    Answered,
    /// A rank or a share: the position of who has it.
    Part(AllotmentIx, usize),
}

impl Variable {
    /// The question that it is a rank or a share of.
    pub(super) fn allotment(self) -> Option<AllotmentIx> {
        match self {
            Self::Part(allotment, _) => Some(allotment),
            Self::Item(_) | Self::Known(_) | Self::Score(_) | Self::Bands(_) | Self::Helper(_) | Self::Holds(_) => None,
            Self::Informant | Self::Answered => None,
        }
    }
}

/// Tries the values that can make a difference: every answer of a short scale; of longer ranges those at, between and
/// around the numbers that the condition mentions. Missing values are left aside, so a condition that asks for them is
/// not judged. Of the combinations those are tried that what is assumed allows.
pub fn truth_of(condition: &Condition, instrument: &InstrumentContent, ranges: &Ranges<'_>, assumed: &[Assumption]) -> Truth {
    let mut bounds = Vec::new();
    let mut variables = Vec::new();
    if !gather(condition, instrument, &mut variables, &mut bounds) || variables.is_empty() {
        return Truth::Sometimes;
    }
    for assumption in assumed {
        gather(&assumption.condition, instrument, &mut Vec::new(), &mut bounds);
    }
    let Some(combinations) = combinations(&variables, &bounds, instrument, ranges) else { return Truth::Sometimes };
    let (mut holds, mut fails) = (false, false);
    for chosen in combinations {
        let is_ruled_out = |assumption: &Assumption| {
            evaluate(&assumption.condition, &chosen, instrument).is_some_and(|found| found == Some(!assumption.holds))
        };
        if assumed.iter().any(is_ruled_out) {
            continue;
        }
        match evaluate(condition, &chosen, instrument) {
            Some(Some(true)) => holds = true,
            Some(Some(false)) => fails = true,
            // Missing values are left aside.
            Some(None) => {}
            None => return Truth::Sometimes,
        }
        if holds && fails {
            return Truth::Sometimes;
        }
    }
    match (holds, fails) {
        (true, false) => Truth::Always,
        (false, true) => Truth::Never,
        // Nothing leads here, which was said of what stands before.
        (true, true) | (false, false) => Truth::Sometimes,
    }
}

/// An item that a condition looks at, and for whose not being asked nobody can tell whether the condition holds: some
/// answers to the items before it leave it open. Nothing where there is none, as far as can be tried.
pub fn left_open_by(condition: &Condition, instrument: &InstrumentContent, ranges: &Ranges<'_>) -> Option<ItemIx> {
    let (mut variables, mut bounds) = (Vec::new(), Vec::new());
    if !gather(condition, instrument, &mut variables, &mut bounds) || variables.iter().any(|of| of.allotment().is_some()) {
        return None;
    }
    let looked_at = variables.len();
    let mut at = 0;
    // What decides whether an item is asked is tried with it.
    while let Some(variable) = variables.get(at).copied() {
        if let Some(asked) = asked_when(variable, instrument)
            && !gather(asked, instrument, &mut variables, &mut bounds)
        {
            return None;
        }
        at += 1;
    }
    if variables[..looked_at].iter().all(|variable| asked_when(*variable, instrument).is_none()) {
        return None;
    }
    // Items are settled in the order of asking.
    variables.sort_by_key(|variable| if let Variable::Item(item) = variable { item.0 } else { 0 });
    let counts_missing = |(variable, value): &(Variable, f64)| match variable {
        Variable::Item(item) => instrument.keying(&instrument.items[*item]).counted(*value).is_nan(),
        Variable::Known(_) | Variable::Score(_) | Variable::Bands(_) | Variable::Helper(_) | Variable::Holds(_) => false,
        Variable::Informant | Variable::Answered | Variable::Part(..) => false,
    };
    let judged = |mut chosen: Vec<(Variable, f64)>| {
        // What counts missing may leave open what follows from it.
        if chosen.iter().any(counts_missing) {
            return None;
        }
        // Where it is open anyway, as of an answer that counts missing, the asking is not what leaves it so.
        evaluate(condition, &chosen, instrument)??;
        let unasked: Vec<ItemIx> = variables.iter().filter_map(|variable| settle(*variable, &mut chosen, instrument)).collect();
        let is_open = evaluate(condition, &chosen, instrument) == Some(None);
        is_open.then(|| unasked.first().copied()).flatten()
    };
    combinations(&variables, &bounds, instrument, ranges)?.find_map(judged)
}

fn asked_when(variable: Variable, instrument: &InstrumentContent) -> Option<&Condition> {
    match variable {
        Variable::Item(item) => instrument.items[item].asked_when.as_ref(),
        Variable::Known(_)
        | Variable::Score(_)
        | Variable::Bands(_)
        | Variable::Helper(_)
        | Variable::Holds(_)
        | Variable::Informant
        | Variable::Answered
        | Variable::Part(..) => None,
    }
}

/// Lets an item that is not asked count as what it says, or as nothing: then it is handed back.
fn settle(variable: Variable, chosen: &mut [(Variable, f64)], instrument: &InstrumentContent) -> Option<ItemIx> {
    let (Variable::Item(item), Some(asked)) = (variable, asked_when(variable, instrument)) else { return None };
    let counts_as = match (evaluate(asked, chosen, instrument)?, instrument.items[item].otherwise) {
        (Some(true), _) => return None,
        (Some(false), Some(otherwise)) => otherwise,
        (Some(false), None) | (None, _) => f64::NAN,
    };
    chosen.iter_mut().filter(|(of, _)| *of == variable).for_each(|(_, value)| *value = counts_as);
    counts_as.is_nan().then_some(item)
}

/// Whether a number is one that values can be tried for.
pub fn is_plain(number: &NumericExpr) -> bool {
    gather_number(number, None, &mut Vec::new(), &mut Vec::new())
}

/// What two intervals say about a comparison.
pub fn by_intervals(comparator: Comparator, one: Range, other: Range) -> Truth {
    let (always, never) = match comparator {
        Comparator::Below => (one.max < other.min, one.min >= other.max),
        Comparator::AtMost => (one.max <= other.min, one.min > other.max),
        Comparator::AtLeast => (one.min >= other.max, one.max < other.min),
        Comparator::Above => (one.min > other.max, one.max <= other.min),
        Comparator::Equal => (false, one.max < other.min || one.min > other.max),
        Comparator::Unequal => (one.max < other.min || one.min > other.max, false),
    };
    match (always, never) {
        (true, _) => Truth::Always,
        (_, true) => Truth::Never,
        _ => Truth::Sometimes,
    }
}

/// Collects what a condition looks at and the numbers it mentions; false if it cannot be judged in this way.
fn gather(condition: &Condition, instrument: &InstrumentContent, variables: &mut Vec<Variable>, bounds: &mut Vec<f64>) -> bool {
    match condition {
        Condition::Compare(_, left, right) => {
            [left, right].into_iter().all(|side| gather_number(side, Some(instrument), variables, bounds))
        }
        Condition::Not(inner) => gather(inner, instrument, variables, bounds),
        Condition::And(left, right) | Condition::Or(left, right) => {
            gather(left, instrument, variables, bounds) && gather(right, instrument, variables, bounds)
        }
        Condition::Helper(helper) => {
            note(variables, Variable::Holds(*helper));
            true
        }
        Condition::PointIs(item, _) => {
            note(variables, Variable::Item(*item));
            true
        }
        Condition::KnownIs(known, _) => {
            note(variables, Variable::Known(*known));
            true
        }
        Condition::Answers(_) => {
            note(variables, Variable::Informant);
            true
        }
        Condition::BandIs(bands, _) => {
            note(variables, Variable::Bands(*bands));
            true
        }
        Condition::Includes(..) | Condition::ChoseNone(_) | Condition::IsMissing(_) => false,
        Condition::SameMoment(..) | Condition::IsAsked(_) => false,
    }
}

fn note(variables: &mut Vec<Variable>, variable: Variable) {
    if !variables.contains(&variable) {
        variables.push(variable);
    }
}

/// Only plain comparisons with numbers can be judged by trying values around those numbers.
/// Ranks and shares are among them where the measure is known.
fn gather_number(
    number: &NumericExpr,
    instrument: Option<&InstrumentContent>,
    variables: &mut Vec<Variable>,
    bounds: &mut Vec<f64>,
) -> bool {
    let variable = match number {
        NumericExpr::Constant(value) => {
            bounds.push(*value);
            return true;
        }
        NumericExpr::Keyed(item) | NumericExpr::Given(item) => Variable::Item(*item),
        NumericExpr::Known(known) => Variable::Known(*known),
        NumericExpr::Score(score) => Variable::Score(*score),
        NumericExpr::Helper(helper) => Variable::Helper(*helper),
        NumericExpr::Answered => Variable::Answered,
        NumericExpr::Missing
        | NumericExpr::Call(..)
        | NumericExpr::Power(..)
        | NumericExpr::NumberOf(_)
        | NumericExpr::Elapsed(..)
        | NumericExpr::Aggregate(_)
        | NumericExpr::Negate(_)
        | NumericExpr::Arithmetic(..)
        | NumericExpr::Round(..)
        | NumericExpr::Rescale { .. }
        | NumericExpr::LookUp(..) => return false,
        NumericExpr::If(..) => match instrument.and_then(|instrument| instrument.part_at(number)) {
            Some((allotment, member)) => Variable::Part(allotment, member),
            None => return false,
        },
    };
    note(variables, variable);
    true
}

/// Whether a condition holds; nothing within where it is missing, as of an answer that counts missing; nothing at all
/// where it cannot be judged.
fn evaluate(condition: &Condition, chosen: &[(Variable, f64)], instrument: &InstrumentContent) -> Option<Option<bool>> {
    let is = |variable: Variable, wanted: f64| of(variable, chosen).map(|value| Some(value == wanted));
    Some(match condition {
        Condition::Compare(comparator, left, right) => {
            let (left, right) = (value(left, chosen, instrument)?, value(right, chosen, instrument)?);
            (!left.is_nan() && !right.is_nan()).then(|| comparator.holds(left, right))
        }
        Condition::Not(inner) => evaluate(inner, chosen, instrument)?.map(|holds| !holds),
        Condition::And(left, right) => match (evaluate(left, chosen, instrument)?, evaluate(right, chosen, instrument)?) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            (None, _) | (_, None) => None,
        },
        Condition::Or(left, right) => match (evaluate(left, chosen, instrument)?, evaluate(right, chosen, instrument)?) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            (None, _) | (_, None) => None,
        },
        Condition::Helper(helper) => is(Variable::Holds(*helper), 1.0)?,
        Condition::KnownIs(known, word) => is(Variable::Known(*known), *word as f64)?,
        Condition::Answers(informant) => is(Variable::Informant, informant.0 as f64)?,
        Condition::BandIs(bands, word) => is(Variable::Bands(*bands), *word as f64)?,
        Condition::PointIs(item, at) => {
            let point = instrument.points_of(&instrument.items[*item])?.get(*at)?;
            let given = of(Variable::Item(*item), chosen)?;
            (!given.is_nan()).then_some(given == point.value)
        }
        Condition::Includes(..) | Condition::ChoseNone(_) | Condition::IsMissing(_) => return None,
        Condition::SameMoment(..) | Condition::IsAsked(_) => return None,
    })
}

fn of(wanted: Variable, chosen: &[(Variable, f64)]) -> Option<f64> {
    chosen.iter().find(|(variable, _)| *variable == wanted).map(|(_, value)| *value)
}

fn value(number: &NumericExpr, chosen: &[(Variable, f64)], instrument: &InstrumentContent) -> Option<f64> {
    let of = |wanted: Variable| of(wanted, chosen);
    match number {
        NumericExpr::Constant(value) => Some(*value),
        NumericExpr::Given(item) => {
            let words = instrument.items[*item].kind.scale().and_then(|scale| instrument.scales[scale].words_from());
            of(Variable::Item(*item)).map(|given| if words.is_some_and(|from| given >= from) { f64::NAN } else { given })
        }
        NumericExpr::Keyed(item) => {
            of(Variable::Item(*item)).map(|given| instrument.keying(&instrument.items[*item]).counted(given))
        }
        NumericExpr::Known(known) => of(Variable::Known(*known)),
        NumericExpr::Score(score) => of(Variable::Score(*score)),
        NumericExpr::Helper(helper) => of(Variable::Helper(*helper)),
        NumericExpr::Answered => of(Variable::Answered),
        NumericExpr::Missing
        | NumericExpr::Call(..)
        | NumericExpr::Power(..)
        | NumericExpr::NumberOf(_)
        | NumericExpr::Elapsed(..)
        | NumericExpr::Aggregate(_)
        | NumericExpr::Negate(_)
        | NumericExpr::Arithmetic(..)
        | NumericExpr::Round(..)
        | NumericExpr::Rescale { .. }
        | NumericExpr::LookUp(..) => None,
        NumericExpr::If(..) => instrument.part_at(number).and_then(|(allotment, member)| of(Variable::Part(allotment, member))),
    }
}

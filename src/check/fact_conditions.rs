use typed_index_collections::{TiSlice, TiVec};

use super::truth::Truth;
use crate::instrument::{Comparator, FactCondition, FactIx, Known, KnownKind};
use crate::source::{Diagnostic, Span, codes, did_you_mean};
use crate::syntax::tree::{Expression, ExpressionKind as Form, Word};

/// Combinations of values that are tried at the most.
const COMBINATIONS: usize = 2_000;

/// What conditions of a schedule may look at.
pub struct Facts<'a> {
    /// What the measures know of a case.
    pub known: &'a TiSlice<FactIx, Known>,
    /// Names of facts that the measures do not agree on.
    pub disputed: &'a [String],
    /// Whether a measure of the schedule was not found: then it may know what nobody else knows.
    pub is_partial: bool,
}

impl Facts<'_> {
    /// Reads an expression as a condition, and finds out whether it can both hold and not hold.
    pub fn condition(&self, expression: &Expression, diagnostics: &mut Vec<Diagnostic>) -> Option<FactCondition> {
        let condition = self.read(expression, diagnostics)?;
        let always = match truth_of(&condition, self.known) {
            Truth::Always => "always",
            Truth::Never => "never",
            Truth::Sometimes => return Some(condition),
        };
        let message = format!("this condition {always} holds, whatever is known of a case");
        let help = "delete it, or correct what it compares";
        diagnostics.push(Diagnostic::new(&codes::CONDITION_ALWAYS_THE_SAME, expression.span, message).help(help));
        None
    }

    fn read(&self, expression: &Expression, diagnostics: &mut Vec<Diagnostic>) -> Option<FactCondition> {
        match &*expression.kind {
            Form::Compare(comparator, left, right) => match left.as_name() {
                Some(fact) => self.comparison(&fact, *comparator, right, diagnostics),
                None => match right.as_name() {
                    Some(fact) => self.comparison(&fact, comparator.mirrored(), left, diagnostics),
                    None => other(expression.span, diagnostics),
                },
            },
            Form::IsMissing(inner) => match inner.as_name() {
                Some(fact) => self.fact(&fact, diagnostics).map(FactCondition::IsMissing),
                None => other(inner.span, diagnostics),
            },
            Form::Not(inner) => self.read(inner, diagnostics).map(|of| FactCondition::Not(Box::new(of))),
            Form::And(left, right) => {
                let (left, right) = (self.read(left, diagnostics), self.read(right, diagnostics));
                Some(FactCondition::And(Box::new(left?), Box::new(right?)))
            }
            Form::Or(left, right) => {
                let (left, right) = (self.read(left, diagnostics), self.read(right, diagnostics));
                Some(FactCondition::Or(Box::new(left?), Box::new(right?)))
            }
            Form::Number(_)
            | Form::Percent(_)
            | Form::Name(_)
            | Form::AnswerTo(_)
            | Form::Answered
            | Form::Aggregate(_)
            | Form::CountTrue(_)
            | Form::NumberOf(_)
            | Form::HighestOf(_)
            | Form::PartOf(_)
            | Form::Missing
            | Form::Call(..)
            | Form::Power(..)
            | Form::Round { .. }
            | Form::Rescale { .. }
            | Form::LookUp { .. }
            | Form::Elapsed { .. }
            | Form::Time(_)
            | Form::Date(_)
            | Form::Respective(_)
            | Form::IsNone(_)
            | Form::IsAsked(_)
            | Form::If { .. }
            | Form::Negate(_)
            | Form::Arithmetic(..)
            | Form::Includes(..) => other(expression.span, diagnostics),
        }
    }

    /// The fact of a name.
    fn fact(&self, word: &Word, diagnostics: &mut Vec<Diagnostic>) -> Option<FactIx> {
        if self.disputed.contains(&word.text) {
            let message = format!("two measures of this schedule know `{}` with different values", word.text);
            let help = "let both know the same values, or write the condition on another fact";
            diagnostics.push(Diagnostic::new(&codes::FACT_MEANS_TWO_THINGS, word.span, message).help(help));
            return None;
        }
        let found = self.known.position(|known| known.name == word.text);
        if found.is_none() && !self.is_partial {
            let names: Vec<&str> = self.known.iter().map(|known| known.name.as_str()).collect();
            let message = format!("no measure of this schedule knows `{}` of a case", word.text);
            let help = did_you_mean(&word.text, &names).or_else(|| Some("a measure says what it knows under `known`".to_owned()));
            diagnostics.push(Diagnostic::new(&codes::SCHEDULE_OF_NOBODY, word.span, message).maybe_help(help));
        }
        found
    }

    fn comparison(
        &self,
        fact: &Word,
        comparator: Comparator,
        with: &Expression,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<FactCondition> {
        let at = self.fact(fact, diagnostics)?;
        match (&self.known[at].kind, number(with), with.as_name()) {
            (KnownKind::Whole(..) | KnownKind::Decimal(..), Some(bound), _) => {
                Some(FactCondition::Compare(at, comparator, bound))
            }
            (KnownKind::OneOf(words), _, Some(word)) => {
                if !matches!(comparator, Comparator::Equal | Comparator::Unequal) {
                    let message = "words are compared with `=` or `!=`";
                    diagnostics.push(Diagnostic::new(&codes::NUMBER_OR_CONDITION, fact.span.to(with.span), message));
                    return None;
                }
                let Some(position) = words.iter().position(|known| *known == word.text) else {
                    let known: Vec<&str> = words.iter().map(String::as_str).collect();
                    let message = format!("there is no value `{}`", word.text);
                    let help = did_you_mean(&word.text, &known);
                    diagnostics.push(Diagnostic::new(&codes::UNKNOWN_NAME, word.span, message).maybe_help(help));
                    return None;
                };
                let is = FactCondition::Is(at, position);
                Some(if comparator == Comparator::Unequal { FactCondition::Not(Box::new(is)) } else { is })
            }
            (KnownKind::Whole(..) | KnownKind::Decimal(..) | KnownKind::OneOf(_) | KnownKind::Date, _, _) => {
                other(with.span, diagnostics)
            }
        }
    }
}

fn other(span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<FactCondition> {
    let message = "this is no comparison of a known fact with a word or a number";
    let help = "write it as `mandate = parole`, `age >= 18` or `mandate is missing`, joined by `and`, `or` and `not`";
    diagnostics.push(Diagnostic::new(&codes::NOT_A_CONDITION_ON_FACTS, span, message).help(help));
    None
}

fn number(expression: &Expression) -> Option<f64> {
    match &*expression.kind {
        Form::Number(value) => Some(*value),
        Form::Negate(inner) => number(inner).map(|value| 0.0 - value),
        Form::Percent(_)
        | Form::Name(_)
        | Form::AnswerTo(_)
        | Form::Answered
        | Form::Aggregate(_)
        | Form::CountTrue(_)
        | Form::NumberOf(_)
        | Form::HighestOf(_)
        | Form::PartOf(_)
        | Form::Missing
        | Form::Call(..)
        | Form::Power(..)
        | Form::Round { .. }
        | Form::Rescale { .. }
        | Form::LookUp { .. }
        | Form::Elapsed { .. }
        | Form::Time(_)
        | Form::Date(_)
        | Form::Respective(_)
        | Form::IsNone(_)
        | Form::IsAsked(_)
        | Form::If { .. }
        | Form::Arithmetic(..)
        | Form::Compare(..)
        | Form::Includes(..)
        | Form::IsMissing(_)
        | Form::Not(_)
        | Form::And(..)
        | Form::Or(..) => None,
    }
}

/// Whether a condition can come out both ways where all that it looks at is known. What asks whether something is
/// missing is not decided.
pub fn truth_of(condition: &FactCondition, known: &TiSlice<FactIx, Known>) -> Truth {
    let (mut bounds, mut asks_missing) = (Vec::new(), false);
    condition.each_comparison(&mut |part| match part {
        FactCondition::Compare(at, _, bound) => bounds.push((*at, *bound)),
        FactCondition::IsMissing(_) => asks_missing = true,
        FactCondition::Is(..) | FactCondition::Not(_) | FactCondition::And(..) | FactCondition::Or(..) => {}
    });
    if asks_missing {
        return Truth::Sometimes;
    }
    let facts: Vec<FactIx> = condition.facts().into_iter().collect();
    let values: Vec<Vec<f64>> = facts.iter().map(|at| candidates(&known[*at].kind, *at, &bounds)).collect();
    let combinations = values.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul);
    let Some(combinations) = combinations.filter(|count| (1..=COMBINATIONS).contains(count)) else {
        return Truth::Sometimes;
    };
    let (mut holds, mut fails) = (false, false);
    for combination in 0..combinations {
        let (mut rest, mut case) = (combination, TiVec::<FactIx, Option<f64>>::from(vec![None; known.len()]));
        for (at, values) in facts.iter().zip(&values) {
            case[*at] = Some(values[rest % values.len()]);
            rest /= values.len();
        }
        match condition.holds(&case) {
            Some(true) => holds = true,
            Some(false) => fails = true,
            None => return Truth::Sometimes,
        }
    }
    match (holds, fails) {
        (true, false) => Truth::Always,
        (false, true) => Truth::Never,
        (true, true) | (false, false) => Truth::Sometimes,
    }
}

/// The values of a fact that can make a difference: every word; of numbers those at, beside and between the ones that
/// it is compared with.
fn candidates(kind: &KnownKind, fact: FactIx, bounds: &[(FactIx, f64)]) -> Vec<f64> {
    let (low, high, step) = match kind {
        KnownKind::OneOf(words) => return (0..words.len()).map(|at| at as f64).collect(),
        KnownKind::Whole(low, high) => (*low, *high, 1.0),
        KnownKind::Decimal(low, high) => (*low, *high, 1e-6 * (1.0 + low.abs().max(high.abs()))),
        // No condition compares a day.
        KnownKind::Date => return Vec::new(),
    };
    let of_fact = bounds.iter().filter(|(at, _)| *at == fact).map(|(_, bound)| *bound);
    let around = of_fact.flat_map(|bound| {
        if step == 1.0 {
            [bound.floor(), bound.ceil(), bound.floor() - 1.0, bound.ceil() + 1.0]
        } else {
            [bound, bound - step, bound + step, bound]
        }
    });
    let mut values: Vec<f64> = around.chain([low, high]).filter(|value| (low..=high).contains(value)).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    values
}

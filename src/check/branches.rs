use super::draft::Draft;
use super::expressions::{Ranged, Reading};
use crate::instrument::{Condition, NumericExpr};
use crate::source::{Span, codes};
use crate::syntax::tree::{Expression, ExpressionKind as Form};

impl Draft<'_> {
    /// `if … then … else …`: each branch is read where the condition holds, or does not.
    pub fn conditional(
        &mut self,
        condition: &Expression,
        then: &Expression,
        otherwise: &Expression,
        span: Span,
        reading: Reading,
    ) -> Option<Ranged> {
        // What is declared to be missing may well be where nothing leads.
        let is_rest = matches!(*otherwise.kind, Form::Missing);
        let decides = self.condition_of_branches(condition, is_rest, reading.guarded());
        let then = self.branch(then, decides.as_ref(), true, reading);
        let otherwise = self.branch(otherwise, decides.as_ref(), false, reading);
        let (then, otherwise, decides) = (then?, otherwise?, decides?);
        let can_miss = self.can_be_missing(&decides);
        let (yes, no, range) = match (then, otherwise) {
            (Some((yes, one)), Some((no, other))) => (yes, no, one.or(other).missing_if(can_miss)),
            (Some((yes, one)), None) => (yes, NumericExpr::Missing, one.missing_if(true)),
            (None, Some((no, other))) => (NumericExpr::Missing, no, other.missing_if(true)),
            (None, None) => {
                let help = "give one of the branches a number".to_owned();
                self.report(&codes::MISSING_MISPLACED, span, "both branches are missing, so this is nothing but missing", help);
                return None;
            }
        };
        Some((NumericExpr::If(Box::new(decides), Box::new(yes), Box::new(no)), range))
    }

    /// A branch; nothing within where it is declared to be missing.
    fn branch(
        &mut self,
        expression: &Expression,
        condition: Option<&Condition>,
        holds: bool,
        reading: Reading,
    ) -> Option<Option<Ranged>> {
        if matches!(*expression.kind, Form::Missing) {
            return Some(None);
        }
        let found = match condition {
            Some(condition) => self.assuming(condition, holds, true, |draft| draft.number(expression, reading)),
            None => self.number(expression, reading.guarded()),
        };
        found.map(Some)
    }
}

use super::draft::Draft;
use super::expressions::{Ranged, Reading};
use super::names::Declared;
use crate::instrument::{Condition, Helper, HelperIx, HelperValue, NumericExpr, Range};
use crate::source::{Diagnostic, codes};
use crate::syntax::tree::{self, Expression, ExpressionKind as Form, Word};

impl Draft<'_> {
    /// Checks a helper, once all that it names was checked. It is read as a score is: items are what they count.
    pub fn check_helper(&mut self, at: HelperIx, helper: &tree::Helper) {
        let (name, expression) = (&helper.name.text, &helper.expression);
        if self.unreadable.contains(name.as_str()) {
            self.poisoned.insert(name.clone());
            return;
        }
        let diagnostics = self.diagnostics.len();
        let value = if self.is_condition(expression) {
            self.judged_condition(expression, Reading::Scoring { guarded: true }).map(HelperValue::Condition)
        } else {
            let number = self.number(expression, Reading::Scoring { guarded: false });
            number.map(|(number, range)| HelperValue::Number(number, range))
        };
        let failed = self.diagnostics[diagnostics..].iter().any(Diagnostic::is_error);
        match value.filter(|_| !failed) {
            Some(value) => {
                self.checked_helpers[at] = Some(Helper { name: name.clone(), value, key: self.as_written(expression.span) });
            }
            None => {
                self.poisoned.insert(name.clone());
            }
        }
    }

    /// Whether an expression is a condition, and not a number.
    pub fn is_condition(&self, expression: &Expression) -> bool {
        match &*expression.kind {
            Form::Compare(..)
            | Form::Includes(..)
            | Form::IsMissing(_)
            | Form::IsNone(_)
            | Form::IsAsked(_)
            | Form::Not(_)
            | Form::And(..)
            | Form::Or(..) => true,
            Form::Name(name) => match self.thing(name) {
                Some(super::draft::Binding::Helper(helper)) => self.condition_helper(helper).is_some(),
                _ => false,
            },
            Form::Number(_)
            | Form::Percent(_)
            | Form::AnswerTo(_)
            | Form::Answered
            | Form::Aggregate(_)
            | Form::CountTrue(_)
            | Form::NumberOf(_)
            | Form::HighestOf(_)
            | Form::PartOf(_)
            | Form::Elapsed { .. }
            | Form::Time(_)
            | Form::Date(_)
            | Form::Respective(_)
            | Form::Missing
            | Form::Call(..)
            | Form::Power(..)
            | Form::Round { .. }
            | Form::Rescale { .. }
            | Form::LookUp { .. }
            | Form::If { .. }
            | Form::Negate(_)
            | Form::Arithmetic(..) => false,
        }
    }

    /// Whether a helper could not be read, so that those of the measure are not at their positions.
    pub fn lacks_helpers(&self, declared: &Declared<'_>) -> bool {
        self.instrument.helpers.len() != declared.helpers.len()
    }

    /// A helper as a condition, where it was checked and is one.
    fn condition_helper(&self, at: HelperIx) -> Option<Condition> {
        match self.checked_helpers.get(at)?.as_ref()?.value {
            HelperValue::Condition(_) => Some(Condition::Helper(at)),
            HelperValue::Number(..) => None,
        }
    }

    /// A helper that must be a number here.
    pub fn helper_number(&mut self, word: &Word, at: HelperIx, reading: Reading) -> Option<Ranged> {
        match self.helper_here(word, at, reading)? {
            Some(range) => Some((NumericExpr::Helper(at), range)),
            None => {
                let message = format!("`{}` is a condition, and a number is needed here", word.text);
                let help = format!("write `if {} then 1 else 0`", word.text);
                self.report(&codes::NUMBER_OR_CONDITION, word.span, message, help);
                None
            }
        }
    }

    /// A helper that must be a condition here.
    pub fn helper_condition(&mut self, word: &Word, at: HelperIx, reading: Reading) -> Option<Condition> {
        match self.helper_here(word, at, reading)? {
            None => Some(Condition::Helper(at)),
            Some(_) => {
                let message = format!("`{}` is a number, and a condition is needed here", word.text);
                self.report(&codes::NUMBER_OR_CONDITION, word.span, message, format!("compare it, as `{} >= 4`", word.text));
                None
            }
        }
    }

    /// The range of a helper, nothing of a condition, where it may be looked at: in the condition of an item only if all
    /// its items are asked before.
    fn helper_here(&mut self, word: &Word, at: HelperIx, reading: Reading) -> Option<Option<Range>> {
        self.used_helpers.insert(at);
        let range = self.checked_helpers.get(at).and_then(Option::as_ref).map(Helper::range);
        if range.is_none() && !self.poisoned.contains(&word.text) && matches!(reading, Reading::AskedWhen(_)) {
            let message = format!("`{}` is computed from something that is known only afterwards", word.text);
            let help = "let it look at items that are asked before, and at nothing else".to_owned();
            self.report(&codes::CONDITION_LOOKS_AHEAD, word.span, message, help);
        }
        range
    }
}

use super::declared::DeclaredItem;
use super::draft::Draft;
use super::expressions::Reading;
use super::truth::{Ranges, Truth, left_open_by};
use crate::instrument::{Condition, ItemIx};
use crate::source::codes;
use crate::syntax::tree::{Expression, ExpressionKind as Form, Word};

impl Draft<'_> {
    /// When an item is asked, with how the file writes it: where all conditions around it hold, and its own. `None`
    /// where it always is.
    pub(super) fn asked_when(&mut self, declared: &DeclaredItem<'_>) -> Option<(Condition, String)> {
        let reading = Reading::AskedWhen(ItemIx(self.instrument.items.len()));
        let own = declared.item.asked_when.as_ref().map(|clause| &clause.condition);
        let written: Vec<&Expression> = declared.blocks.iter().copied().chain(own).collect();
        let mut conditions: Vec<(Condition, String)> = Vec::with_capacity(written.len());
        for expression in &written {
            let (expression, key) = self.of_its_pair(expression, declared.at)?;
            conditions.push((self.judged_condition(&expression, reading)?, key));
        }
        let is_joined = |expression: &&Expression| matches!(&*expression.kind, Form::Or(..));
        let brackets = written.len() > 1 && written.iter().any(is_joined);
        let both = |(one, first): (Condition, String), (other, second): (Condition, String)| {
            (Condition::And(Box::new(one), Box::new(other)), format!("{first} and {second}"))
        };
        let in_brackets = |(condition, key): (Condition, String)| (condition, format!("({key})"));
        let conditions = conditions.into_iter().map(|one| if brackets { in_brackets(one) } else { one });
        let joined = conditions.reduce(both)?;
        if written.len() > 1 && self.truth(&joined.0, &[]) == Truth::Never {
            let message =
                format!("`{}` is never asked: the conditions around it and its own exclude one another", declared.name.text);
            self.report(&codes::CONDITION_ALWAYS_THE_SAME, declared.name.span, message, "correct one of them".to_owned());
            return None;
        }
        self.warn_of_open_condition(&joined, &written, declared);
        Some(joined)
    }

    /// A condition on an item that was not asked leaves this one missing, and what needs it, though something is said
    /// of what it counts as where it is not asked.
    fn warn_of_open_condition(&mut self, (condition, key): &(Condition, String), written: &[&Expression], at: &DeclaredItem<'_>) {
        let Some(otherwise) =
            at.item.asked_when.as_ref().and_then(|clause| clause.otherwise.as_ref()).or(at.item.counted_as.as_ref())
        else {
            return;
        };
        let ranges = Ranges { scores: &self.checked_scores, bands: &self.checked_bands, helpers: &self.checked_helpers };
        let Some(open) = left_open_by(condition, &self.instrument, &ranges) else { return };
        let Some(span) = written.last().map(|expression| expression.span) else { return };
        let (name, other) = (&at.name.text, self.instrument.items[open].name.clone());
        let otherwise = &otherwise.text;
        let message = format!(
            "`{name}` is missing, and not {otherwise}, where `{other}` is not asked: nobody can tell then whether `{key}` holds"
        );
        let help = format!("say what `{other}` counts as then: `otherwise` and a value behind its own `asked when`");
        self.report(&codes::UNDECIDED_CONDITION, span, message, help);
    }

    /// A condition in which `respective f1 to f3` is the item of that run at the place of an item in its own.
    fn of_its_pair(&mut self, expression: &Expression, at: usize) -> Option<(Expression, String)> {
        let mut own = expression.clone();
        let mut key = self.as_written(expression.span);
        let mut is_sound = true;
        own.visit_respective(&mut |kind| {
            let Form::Respective(run) = kind else { return };
            let names = self.names_of(run);
            match names.get(at) {
                Some(name) => {
                    let written = self.as_written(run.span());
                    key = key.replace(&format!("respective {written}"), &name.text);
                    *kind = Form::Name(name.text.clone());
                }
                None => {
                    is_sound = false;
                    if !names.is_empty() {
                        let message = format!("this run has {} names, and more items are paired with it", names.len());
                        self.report(&codes::RUNS_DO_NOT_PAIR, run.span(), message, "let both runs be of one length".to_owned());
                    }
                }
            }
        });
        is_sound.then_some((own, key))
    }

    /// What an item counts as where it is not asked.
    pub(super) fn otherwise(&mut self, declared: &DeclaredItem<'_>) -> Option<Word> {
        let item = declared.item;
        let of_condition = item.asked_when.as_ref().and_then(|clause| clause.otherwise.clone());
        let Some(alone) = item.counted_as.clone() else { return of_condition };
        if of_condition.is_some() {
            self.report(&codes::SAID_TWICE, alone.span, "`otherwise` is said twice", "keep one of the two".to_owned());
        } else if item.asked_when.is_none() && declared.blocks.is_empty() {
            let message = format!("`{}` is always asked, so that it never counts as something else", declared.name.text);
            let help = "say when it is asked, as `asked when …, otherwise N`, or put it into `when … { }`".to_owned();
            self.report(&codes::OTHERWISE_OF_ALWAYS_ASKED, alone.span, message, help);
        }
        Some(alone)
    }
}

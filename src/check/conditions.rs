use super::draft::{Binding, Draft};
use super::expressions::Reading;
use super::truth::{Truth, by_intervals, is_plain};
use crate::instrument::{Comparator, Condition, ItemIx, Kind, Moment, NONE, NumericExpr, Unit};
use crate::source::{Span, codes};
use crate::syntax::tree::{Expression, ExpressionKind as Form, Word};

impl Draft<'_> {
    /// Reads an expression that must be a condition, and judges whether it can both hold and not hold.
    pub fn judged_condition(&mut self, expression: &Expression, reading: Reading) -> Option<Condition> {
        self.condition_of_branches(expression, false, reading)
    }

    /// The same of a condition with branches. Where the second is declared to be missing, the condition may always hold
    /// after what stands before it: that it does is then said for whoever reads.
    pub fn condition_of_branches(
        &mut self,
        expression: &Expression,
        may_always_hold: bool,
        reading: Reading,
    ) -> Option<Condition> {
        let condition = self.entry_condition(expression, reading)?;
        let assumed = std::mem::take(&mut self.assumed);
        let truth = if assumed.is_empty() { Truth::Sometimes } else { self.truth(&condition, &assumed) };
        self.assumed = assumed;
        self.reached(condition, truth, may_always_hold, expression.span)
    }

    /// The same of an entry of a category, of which others know whether it is reached.
    pub fn entry_condition(&mut self, expression: &Expression, reading: Reading) -> Option<Condition> {
        let condition = self.condition(expression, reading)?;
        let (message, outcome) = match self.truth(&condition, &[]) {
            Truth::Always => ("this condition always holds", "for every possible answer"),
            Truth::Never => ("this condition never holds", "for any possible answer"),
            Truth::Sometimes => return Some(condition),
        };
        self.report(
            &codes::CONDITION_ALWAYS_THE_SAME,
            expression.span,
            format!("{message}, {outcome}"),
            self.ranges_in(expression),
        );
        None
    }

    /// A condition of which it is known how it comes out where it stands, after other conditions.
    fn reached(&mut self, condition: Condition, truth: Truth, may_always_hold: bool, span: Span) -> Option<Condition> {
        let (message, help) = match truth {
            Truth::Sometimes => return Some(condition),
            Truth::Always if may_always_hold => return Some(condition),
            Truth::Always => (
                "after what stands before it this condition always holds, so what follows for when it does not is never reached",
                "leave the condition out, or correct it",
            ),
            Truth::Never => (
                "after what stands before it this condition never holds, so what follows for when it does is never reached",
                "put the narrower condition first, or correct it",
            ),
        };
        self.report(&codes::NEVER_REACHED, span, message, help.to_owned());
        None
    }

    /// The range of the one name that a comparison is about, as help.
    fn ranges_in(&self, expression: &Expression) -> Option<String> {
        let Form::Compare(_, left, _) = &*expression.kind else {
            return None;
        };
        let Form::Name(name) = &*left.kind else {
            return None;
        };
        let range = match self.thing(name)? {
            Binding::Item(item) => self.instrument.count_range(&self.instrument.items[item])?,
            Binding::Score(score) => self.checked_scores.get(score)?.as_ref()?.range,
            Binding::Helper(helper) => self.checked_helpers.get(helper)?.as_ref()?.range()?,
            Binding::Allotment(_)
            | Binding::Known(_)
            | Binding::KnownText(_)
            | Binding::Bands(_)
            | Binding::Alert(_)
            | Binding::Refusal(_) => {
                return None;
            }
        };
        Some(format!("`{name}` can be {range}"))
    }

    /// Reads an expression that must be a condition.
    pub fn condition(&mut self, expression: &Expression, reading: Reading) -> Option<Condition> {
        if let Some(word) = expression.as_name()
            && let Some(Binding::Helper(helper)) = self.thing(&word.text)
        {
            return self.helper_condition(&word, helper, reading);
        }
        match &*expression.kind {
            Form::Compare(comparator, left, right) => self.comparison(*comparator, left, right, reading),
            Form::Includes(left, choice) => self.includes(left, choice, reading),
            Form::IsMissing(inner) => self.is_missing(inner, reading),
            Form::IsNone(inner) => self.is_none(inner, reading),
            Form::IsAsked(inner) => self.is_asked(inner, reading),
            Form::Not(inner) => Some(Condition::Not(Box::new(self.condition(inner, reading)?))),
            Form::And(left, right) => {
                let (left, right) = self.joined(left, right, true, reading)?;
                Some(Condition::And(Box::new(left), Box::new(right)))
            }
            Form::Or(left, right) => {
                let (left, right) = self.joined(left, right, false, reading)?;
                Some(Condition::Or(Box::new(left), Box::new(right)))
            }
            Form::Missing => {
                self.misplaced_missing(expression.span);
                None
            }
            Form::Number(number) => {
                let help = format!("a comparison is written out each time, as `a = 2 or a = {number}`");
                self.report(
                    &codes::NUMBER_OR_CONDITION,
                    expression.span,
                    "this is a number, and a condition is needed here",
                    help,
                );
                None
            }
            Form::Percent(_)
            | Form::Name(_)
            | Form::AnswerTo(_)
            | Form::Answered
            | Form::Aggregate(_)
            | Form::CountTrue(_)
            | Form::NumberOf(_)
            | Form::HighestOf(_)
            | Form::PartOf(_)
            | Form::Call(..)
            | Form::Power(..)
            | Form::Round { .. }
            | Form::Rescale { .. }
            | Form::LookUp { .. }
            | Form::Elapsed { .. }
            | Form::Time(_)
            | Form::Date(_)
            | Form::Respective(_)
            | Form::If { .. }
            | Form::Negate(_)
            | Form::Arithmetic(..) => {
                let help = "compare it with something, as `… >= 4`".to_owned();
                self.report(
                    &codes::NUMBER_OR_CONDITION,
                    expression.span,
                    "this is a number, and a condition is needed here",
                    help,
                );
                None
            }
        }
    }

    /// Two conditions joined by a word. The right one makes a difference only where the left one does not decide.
    fn joined(
        &mut self,
        left: &Expression,
        right: &Expression,
        undecided: bool,
        reading: Reading,
    ) -> Option<(Condition, Condition)> {
        let left = self.condition(left, reading);
        let right = match &left {
            Some(left) => self.assuming(left, undecided, false, |draft| draft.condition(right, reading)),
            None => self.condition(right, reading),
        };
        Some((left?, right?))
    }

    /// `missing` stands where nothing can be missing on purpose.
    pub fn misplaced_missing(&mut self, span: Span) {
        let message = "`missing` stands only after `then` and `else`";
        let help = "to ask whether something is missing write `x is missing`".to_owned();
        self.report(&codes::MISSING_MISPLACED, span, message, help);
    }

    fn comparison(
        &mut self,
        comparator: Comparator,
        left: &Expression,
        right: &Expression,
        reading: Reading,
    ) -> Option<Condition> {
        if let Some(found) = self.compared_words(comparator, left, right, reading) {
            return found;
        }
        if let Form::Name(name) = &*left.kind
            && let Some(Binding::Item(item)) = self.thing(name)
            && let Kind::Choices(..) = self.instrument.items.get(item).map_or(&Kind::Date, |item| &item.kind)
        {
            let value = self.file.slice(right.span).to_owned();
            self.used_items.insert(item);
            self.report(
                &codes::NOT_COMPUTABLE,
                left.span,
                format!("several choices of `{name}` may be chosen"),
                if value == NONE { format!("write `{name} is none`") } else { format!("write `{name} includes {value}`") },
            );
            return None;
        }
        if let Some(side) = [left, right].into_iter().find(|side| matches!(*side.kind, Form::Missing)) {
            let asked = if std::ptr::eq(side, right) { left } else { right };
            let written = self.as_written(asked.span);
            let negation = if comparator == Comparator::Unequal { "not " } else { "" };
            let help = format!("write `{negation}{written} is missing`");
            let message = "nothing is equal to what is missing, not even something missing";
            self.report(&codes::MISSING_MISPLACED, left.span.to(right.span), message, help);
            return None;
        }
        if let Some(found) = self.compared_moments(comparator, left, right, reading) {
            return found;
        }
        if self.is_compared_whole(comparator, left, right) || self.is_slip_of_values(comparator, left, right) {
            return None;
        }
        let guarded = reading.guarded();
        let narrowed = self.narrowed;
        let (one, other) = (self.number(left, guarded), self.number(right, guarded));
        let ((left_number, one), (right_number, other)) = (one?, other?);
        let span = left.span.to(right.span);
        // Beside `and` and `or` a comparison may say again what its neighbour says.
        let is_beside = self.narrowed > narrowed && self.assumed.iter().any(|assumption| !assumption.is_certain);
        if (!is_plain(&left_number) || !is_plain(&right_number)) && !is_beside {
            let outcome = match by_intervals(comparator, one, other) {
                Truth::Always => "always",
                Truth::Never => "never",
                Truth::Sometimes => {
                    return Some(Condition::Compare(comparator, left_number, right_number));
                }
            };
            let message = format!("this comparison {outcome} holds: the left side can be {one}, the right side {other}");
            self.report(&codes::CONDITION_ALWAYS_THE_SAME, span, message, None);
            return None;
        }
        Some(Condition::Compare(comparator, left_number, right_number))
    }

    /// A share without its sign, as `answered >= 80`; and a point by its label, as `a = Often`: what to write is told.
    fn is_slip_of_values(&mut self, comparator: Comparator, left: &Expression, right: &Expression) -> bool {
        let sign = comparator.sign();
        match (&*left.kind, &*right.kind) {
            (Form::Answered, Form::Number(share)) if *share > 1.0 => {
                let message = format!("`answered` is a share, from 0% to 100%, and never {share}");
                let help = format!("write `answered {sign} {share}%`");
                self.report(&codes::CONDITION_ALWAYS_THE_SAME, right.span, message, help);
                true
            }
            (Form::Name(name), Form::Name(label)) if self.thing(label).is_none() => {
                let Some(Binding::Item(item)) = self.thing(name) else { return false };
                let Some(code) = self.code_of_label(item, label) else { return false };
                let help = format!("the point that is called so is {code}: write `{name} {sign} {code}`");
                self.used_items.insert(item);
                self.report(&codes::UNKNOWN_NAME, right.span, format!("`{label}` is no code of `{name}`"), help);
                true
            }
            _ => false,
        }
    }

    /// The item that an expression names, if it names one.
    fn plain_item(&mut self, expression: &Expression) -> Option<Word> {
        let word = if let Form::AnswerTo(word) = &*expression.kind { word.clone() } else { expression.as_name()? };
        matches!(self.thing(&word.text), Some(Binding::Item(_))).then_some(word)
    }

    /// The item that an expression names, or a name that stands for nothing, of which there is that to say.
    fn item_or_unknown(&mut self, expression: &Expression) -> Option<Word> {
        let word = if let Form::AnswerTo(word) = &*expression.kind { word.clone() } else { expression.as_name()? };
        matches!(self.thing(&word.text), Some(Binding::Item(_)) | None).then_some(word)
    }

    fn includes(&mut self, left: &Expression, choice: &Word, reading: Reading) -> Option<Condition> {
        let Some(word) = self.item_or_unknown(left) else {
            self.report(&codes::NOT_COMPUTABLE, left.span, "only an item with choices includes one", None);
            return None;
        };
        let item = self.item_named(&word)?;
        self.seen(&word, item, reading)?;
        if choice.text == NONE {
            self.used_items.insert(item);
            let help = format!("that nothing was chosen is `{} is none`", word.text);
            self.report(&codes::NOT_COMPUTABLE, choice.span, "`none` is no choice among others", help);
            return None;
        }
        let Some(choices) = self.instrument.items[item].kind.choices().map(<[_]>::to_vec) else {
            self.report(&codes::NOT_COMPUTABLE, word.span, format!("`{}` has no choices", word.text), None);
            return None;
        };
        Some(Condition::Includes(item, self.choice_at(&choices, choice)?))
    }

    /// Whether somebody said `none` of an item: that none of its choices is theirs, or the visible non-answer of its scale.
    fn is_none(&mut self, inner: &Expression, reading: Reading) -> Option<Condition> {
        let Some(word) = self.item_or_unknown(inner) else {
            let message = "`none` is an answer to an item";
            self.report(
                &codes::NEVER_NONE,
                inner.span,
                message,
                "write `ITEM is none`, of an item with such an answer".to_owned(),
            );
            return None;
        };
        let item = self.item_named(&word)?;
        self.seen(&word, item, reading)?;
        let help = match &self.instrument.items[item].kind {
            Kind::Choices(_, true) => return Some(Condition::ChoseNone(item)),
            Kind::Scale(scale) if self.instrument.scales[*scale].none.is_some() => return Some(Condition::ChoseNone(item)),
            Kind::Choices(_, false) => "write `or none` behind its choices".to_owned(),
            Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time => {
                format!("whether there is no answer asks `{} is missing`", word.text)
            }
        };
        let message = format!("nobody can say `none` of `{}`", word.text);
        self.report(&codes::NEVER_NONE, inner.span, message, help);
        None
    }

    /// Whether an item is asked; of one that always is there is nothing to be known.
    fn is_asked(&mut self, inner: &Expression, reading: Reading) -> Option<Condition> {
        if let Some(found) = inner.as_name().and_then(|word| self.first_of_all(&word, reading)) {
            let (_, first) = found?;
            let word = Word { text: inner.as_name()?.text, span: inner.span };
            return self.first_is_asked(&word, first, inner.span);
        }
        let Some(word) = self.item_or_unknown(inner) else {
            let help = "write `ITEM is asked`".to_owned();
            self.report(&codes::NOT_COMPUTABLE, inner.span, "only an item is asked", help);
            return None;
        };
        let item = self.item_named(&word)?;
        self.seen(&word, item, reading)?;
        self.first_is_asked(&word, item, inner.span)
    }

    fn first_is_asked(&mut self, word: &Word, item: ItemIx, span: Span) -> Option<Condition> {
        let checked = &self.instrument.items[item];
        if checked.asked_when.is_none() && !checked.asked_of.contains(&false) {
            let message = format!("this condition always holds: `{}` is always asked", word.text);
            self.report(&codes::CONDITION_ALWAYS_THE_SAME, span, message, "delete it".to_owned());
            return None;
        }
        Some(Condition::IsAsked(item))
    }

    /// Missing can be asked of everything, also of texts, dates and choices.
    fn is_missing(&mut self, inner: &Expression, reading: Reading) -> Option<Condition> {
        if let Some(found) = inner.as_name().and_then(|word| self.first_of_all(&word, reading)) {
            let (allotment, _) = found?;
            return Some(Condition::IsMissing(self.instrument.allotments[allotment].part(0)));
        }
        if let Some(word) = self.plain_item(inner) {
            let item = self.item_named(&word)?;
            self.seen(&word, item, reading)?;
            let is_as_given = matches!(*inner.kind, Form::AnswerTo(_)) || !self.counts_otherwise(item);
            if let (false, Reading::AskedWhen(_)) = (is_as_given, reading) {
                self.check_answer_meant(&word, item)?;
            }
            // What counts missing is missing, as the visible non-answer is.
            let number = if is_as_given { NumericExpr::Given(item) } else { NumericExpr::Keyed(item) };
            return Some(Condition::IsMissing(number));
        }
        if let Form::Name(name) = &*inner.kind
            && let Some(Binding::Known(known)) = self.thing(name)
        {
            return Some(Condition::IsMissing(NumericExpr::Known(known)));
        }
        if let Form::Name(name) = &*inner.kind
            && let Some(Binding::Helper(helper)) = self.thing(name)
            && self.is_condition(inner)
        {
            let condition = self.helper_condition(&Word { text: name.clone(), span: inner.span }, helper, reading)?;
            return Some(Condition::IsMissing(NumericExpr::of_condition(condition)));
        }
        if let Form::Name(name) = &*inner.kind
            && self.is_date(name)
        {
            let same_day = NumericExpr::Elapsed(Unit::Days, Moment::Answering, Moment::Answering);
            return Some(Condition::IsMissing(same_day));
        }
        Some(Condition::IsMissing(self.number(inner, reading.guarded())?.0))
    }
}

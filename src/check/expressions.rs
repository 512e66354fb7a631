use super::draft::{Binding, Draft};
use crate::instrument::{ItemIx, Kind, KnownIx, KnownKind, NumericExpr, Operator, Range, Scale, rounding};
use crate::source::{Severity, Span, codes};
use crate::syntax::tree::{Expression, ExpressionKind as Form, Literal, Word};

/// Where an expression stands, which decides what a name in it means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// In `asked when` of this item: names are answers as given, to items asked before.
    AskedWhen(ItemIx),
    /// In a score or an alert: names are keyed values.
    Scoring {
        /// Missing members are provided for, by `needs` or `if`.
        guarded: bool,
    },
}

impl Reading {
    /// The same place, where missing values are provided for.
    pub fn guarded(self) -> Self {
        match self {
            Self::AskedWhen(item) => Self::AskedWhen(item),
            Self::Scoring { .. } => Self::Scoring { guarded: true },
        }
    }
}

/// A number and what it can be.
pub type Ranged = (NumericExpr, Range);

/// Sizes beyond which whole numbers are not exact in a double.
const EXACT: f64 = crate::syntax::limits::NUMBER;

impl Draft<'_> {
    /// Reads an expression that must be a number.
    pub fn number(&mut self, expression: &Expression, reading: Reading) -> Option<Ranged> {
        let (number, range) = self.number_of_any_size(expression, reading)?;
        if range.min.abs().max(range.max.abs()) > EXACT || range.min.is_nan() || range.max.is_nan() {
            self.report(
                &codes::BEYOND_REASON,
                expression.span,
                "this can reach values beyond 1e15, where arithmetic is not exact",
                "correct a factor or an exponent; or bound what grows, as `if x > 30 then 30 else x` in place of `x`".to_owned(),
            );
            return None;
        }
        Some((number, range))
    }

    /// Reads an expression that must be a number, and may itself be larger than numbers are exact.
    pub(super) fn number_of_any_size(&mut self, expression: &Expression, reading: Reading) -> Option<Ranged> {
        let (number, range) = match &*expression.kind {
            Form::Number(value) | Form::Percent(value) => (NumericExpr::Constant(*value), Range::constant(*value)),
            Form::Name(name) if self.is_date(name) => {
                self.moment_as_a_number(expression.span, false);
                return None;
            }
            Form::Name(name) => self.named_number(&Word { text: name.clone(), span: expression.span }, reading)?,
            Form::AnswerTo(word) => self.answer_to(word, reading)?,
            Form::Answered => self.answered(expression.span, reading)?,
            Form::Aggregate(aggregate) => self.aggregate(aggregate, expression.span, reading)?,
            Form::CountTrue(count) => self.count_true(count, expression.span, reading)?,
            Form::Missing => {
                self.misplaced_missing(expression.span);
                return None;
            }
            Form::Call(function, of) => self.call(*function, of, reading)?,
            Form::Power(base, exponent) => self.raised(base, exponent, expression.span, reading)?,
            Form::NumberOf(of) => self.number_of(of, reading)?,
            Form::HighestOf(word) => self.highest_of(word, reading)?,
            Form::PartOf(of) => self.part_of(of, reading)?,
            Form::Negate(inner) if matches!(*inner.kind, Form::Power(..)) && !self.is_bracketed(inner.span) => {
                self.needs_brackets(expression.span, "programs differ in what `-a ^ b` is", "write `-(a ^ b)` or `(-a) ^ b`");
                return None;
            }
            Form::Negate(inner) => {
                let (inner, range) = self.number(inner, reading)?;
                (NumericExpr::Negate(Box::new(inner)), range.map(range.whole, |value| 0.0 - value))
            }
            Form::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right, reading)?,
            Form::Round { of, places } => self.rounded(of, *places, reading)?,
            Form::Rescale { of, from, to } => self.rescaled(of, from, to, expression.span, reading)?,
            Form::LookUp { of, table } => self.look_up(of, table, reading)?,
            Form::Elapsed { unit, from, to } => self.elapsed(*unit, from, to, reading)?,
            Form::Time(_) | Form::Date(_) => {
                self.moment_as_a_number(expression.span, matches!(&*expression.kind, Form::Time(_)));
                return None;
            }
            Form::If { condition, then, otherwise } => self.conditional(condition, then, otherwise, expression.span, reading)?,
            Form::Respective(run) => {
                let help =
                    "write it in `asked when` of a run of items, as `d1 to d3 asked when respective f1 to f3 > 1`".to_owned();
                self.report(&codes::RUNS_DO_NOT_PAIR, run.span(), "nothing is paired with this run here", help);
                return None;
            }
            Form::Compare(..)
            | Form::Includes(..)
            | Form::IsMissing(_)
            | Form::IsNone(_)
            | Form::IsAsked(_)
            | Form::Not(_)
            | Form::And(..)
            | Form::Or(..) => {
                let help = "to make a number of it write `if … then 1 else 0`".to_owned();
                self.report(
                    &codes::NUMBER_OR_CONDITION,
                    expression.span,
                    "this is a condition, and a number is needed here",
                    help,
                );
                return None;
            }
        };
        let range = self.narrow(&number, range);
        Some((number, range))
    }

    /// An item, a score or a known fact by its name.
    pub fn named_number(&mut self, word: &Word, reading: Reading) -> Option<Ranged> {
        match (self.thing(&word.text), reading) {
            (Some(Binding::Item(item)), _) => self.item_number(word, item, false, reading),
            (Some(Binding::Allotment(allotment)), _) => {
                self.not_one_number(word, allotment);
                None
            }
            (Some(Binding::Known(known)), _) => self.known_number(word, known),
            (Some(Binding::Score(score)), Reading::Scoring { .. }) => {
                let range = self.checked_scores.get(score).and_then(Option::as_ref).map(|score| score.range)?;
                Some((NumericExpr::Score(score), range))
            }
            (Some(Binding::Helper(helper)), _) => self.helper_number(word, helper, reading),
            (Some(Binding::Score(_)), Reading::AskedWhen(_)) => {
                let help = "write the condition on items that were asked before, or on a helper of such items (`let`)".to_owned();
                self.report(
                    &codes::CONDITION_LOOKS_AHEAD,
                    word.span,
                    format!("`{}` is a score, and scores are known only afterwards", word.text),
                    help,
                );
                None
            }
            (Some(thing @ (Binding::KnownText(_) | Binding::Bands(_) | Binding::Alert(_) | Binding::Refusal(_))), _) => {
                self.other_kind(word, thing, "an item or a score");
                None
            }
            (None, _) if self.is_informant(&word.text) => {
                let first = self.instrument.informants.first().map_or("", |informant| &informant.name);
                let help = format!("compare it, as `informant = {first}`");
                self.report(&codes::NUMBER_OR_CONDITION, word.span, "`informant` is a word, not a number", help);
                None
            }
            (None, Reading::Scoring { .. }) => {
                self.unknown_of("item or score", word, |thing| {
                    matches!(thing, Binding::Item(_) | Binding::Score(_) | Binding::Helper(_) | Binding::Known(_))
                });
                None
            }
            (None, Reading::AskedWhen(_)) => {
                let would_do = |thing| matches!(thing, Binding::Item(_) | Binding::Helper(_) | Binding::Known(_));
                self.unknown_of("item or known fact", word, would_do);
                None
            }
        }
    }

    fn answered(&mut self, span: Span, reading: Reading) -> Option<Ranged> {
        if let Reading::AskedWhen(_) = reading {
            let help = "write the condition on items that were asked before".to_owned();
            let message = "how much was answered is known only afterwards";
            self.report(&codes::CONDITION_LOOKS_AHEAD, span, message, help);
            return None;
        }
        Some((NumericExpr::Answered, Range::between(0.0, 1.0)))
    }

    fn known_number(&mut self, word: &Word, known: KnownIx) -> Option<Ranged> {
        if self.poisoned.contains(&word.text) {
            return None;
        }
        let range = match &self.instrument.known[known].kind {
            KnownKind::Whole(low, high) => Range::whole(*low, *high),
            KnownKind::Decimal(low, high) => Range::between(*low, *high),
            KnownKind::Date => {
                self.moment_as_a_number(word.span, false);
                return None;
            }
            KnownKind::OneOf(values) => {
                let help = format!("compare it, as `{} = {}`", word.text, values.first().map_or("", String::as_str));
                self.report(
                    &codes::NUMBER_OR_CONDITION,
                    word.span,
                    format!("`{}` is one of several words, not a number", word.text),
                    help,
                );
                return None;
            }
        };
        Some((NumericExpr::Known(known), range.missing_if(true)))
    }

    /// `answer to x`: the item as given.
    pub fn answer_to(&mut self, word: &Word, reading: Reading) -> Option<Ranged> {
        let item = self.item_named(word)?;
        self.item_number(word, item, true, reading)
    }

    fn item_number(&mut self, word: &Word, item: ItemIx, as_given: bool, reading: Reading) -> Option<Ranged> {
        self.seen(word, item, reading)?;
        let checked = &self.instrument.items[item];
        if let (Kind::Scale(_), None) = (&checked.kind, self.instrument.answer_range(checked)) {
            let found = self.word_number(word, item, as_given, reading)?;
            self.check_sometimes_asked(word, item, reading);
            return Some(found);
        }
        let Some(range) = self.instrument.given_range(checked) else {
            let (message, help) = match checked.kind {
                Kind::Choices(..) => ("chosen choices", format!("write `number of {0}`, or `{0} includes …`", word.text)),
                Kind::Date | Kind::Time => {
                    let is_time = matches!(checked.kind, Kind::Time);
                    self.moment_as_a_number(word.span, is_time);
                    return None;
                }
                Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) => {
                    ("a text", "texts are not computed with".to_owned())
                }
            };
            self.report(
                &codes::NOT_COMPUTABLE,
                word.span,
                format!("the answer to `{}` is {message}, not a number", word.text),
                help,
            );
            return None;
        };
        self.check_sometimes_asked(word, item, reading);
        if as_given {
            return Some((NumericExpr::Given(item), range.missing_if(true)));
        }
        if let Reading::AskedWhen(_) = reading {
            self.check_answer_meant(word, item)?;
            return Some((NumericExpr::Given(item), range.missing_if(true)));
        }
        let counted = self.instrument.count_range(&self.instrument.items[item])?;
        Some((NumericExpr::Keyed(item), counted.missing_if(true)))
    }

    pub(super) fn check_sometimes_asked(&mut self, word: &Word, item: ItemIx, reading: Reading) {
        let checked = &self.instrument.items[item];
        let sometimes = checked.asked_when.is_some() && checked.otherwise.is_none();
        if sometimes && reading == (Reading::Scoring { guarded: false }) && !self.is_known_to_be_asked(item) {
            let help = match checked.member_of {
                Some(_) => format!("write what it is otherwise: `if {} is asked then … else …`", word.text),
                None => format!(
                    "where there is no score without it, write `if {0} is asked then … else missing`; where something is known without \
                     asking, say what it counts for: `asked when …, otherwise N`",
                    word.text
                ),
            };
            self.report(
                &codes::SOMETIMES_ASKED_ALWAYS_SCORED,
                word.span,
                format!("`{}` is asked only sometimes, but scored always", word.text),
                help,
            );
        }
    }

    /// An item whose codes are all words, as a number: what they count, where that is said and it is what is meant.
    fn word_number(&mut self, word: &Word, item: ItemIx, as_given: bool, reading: Reading) -> Option<Ranged> {
        let checked = &self.instrument.items[item];
        let first =
            self.instrument.points_of(checked).and_then(<[_]>::first).map_or(String::new(), |point| point.code().into_owned());
        let counted = self.instrument.count_range(checked);
        let is_asked = matches!(reading, Reading::AskedWhen(_));
        if let (Some(range), false, false) = (counted, as_given, is_asked) {
            return Some((NumericExpr::Keyed(item), range.missing_if(true)));
        }
        let name = &word.text;
        let (message, help) = match counted {
            Some(_) if as_given => (
                format!("the answer to `{name}` is a word"),
                format!("compare `{name}` with it, as `{name} = {first}`; what it counts is `{name}`"),
            ),
            Some(_) => (
                format!("the answer to `{name}`, which decides whether something is asked, is a word"),
                format!("compare it, as `{name} = {first}`; or name a helper of what it counts (`let`)"),
            ),
            None => (
                format!("the answer to `{name}` is a word, and nothing says what it counts"),
                format!("compare it, as `{name} = {first}`; or let each word of its scale count something"),
            ),
        };
        self.report(&codes::WORDS_NOT_COMPUTED, word.span, message, help);
        None
    }

    /// Whether points of an item's scale count otherwise than their numbers.
    pub fn counts_otherwise(&self, item: ItemIx) -> bool {
        let scale = self.instrument.items.get(item).and_then(|item| item.kind.scale());
        scale.and_then(|scale| self.instrument.scales.get(scale)).is_some_and(Scale::counts_otherwise)
    }

    /// Where points count otherwise than their numbers a condition for asking, which looks at what was given, says so.
    pub fn check_answer_meant(&mut self, word: &Word, item: ItemIx) -> Option<()> {
        if !self.counts_otherwise(item) {
            return Some(());
        }
        let message = format!(
            "points of `{}` count otherwise than their numbers, and it is what was given that decides whether something is asked",
            word.text
        );
        let help = format!("write `answer to {}`; or name a helper of what it counts (`let`)", word.text);
        self.report(&codes::ANSWER_OR_COUNT, word.span, message, help);
        None
    }

    /// Notes that an item is looked at; `None` if it cannot be, here or at all.
    pub fn seen(&mut self, word: &Word, item: ItemIx, reading: Reading) -> Option<()> {
        self.used_items.insert(item);
        if self.is_member_alone(word, item) {
            return None;
        }
        if let Reading::AskedWhen(asked) = reading
            && item >= asked
        {
            let message = format!("`{}` is asked later than the item that depends on it", word.text);
            self.report(&codes::CONDITION_LOOKS_AHEAD, word.span, message, "move it to the front".to_owned());
            return None;
        }
        (!self.poisoned.contains(&word.text)).then_some(())
    }

    fn arithmetic(&mut self, operator: Operator, left: &Expression, right: &Expression, reading: Reading) -> Option<Ranged> {
        if self.is_moment_in(left, right) {
            return None;
        }
        let divisor = right.span;
        let (one, other) = (self.number(left, reading), self.number(right, reading));
        let ((left, one), (right, other)) = (one?, other?);
        let whole = one.whole && other.whole;
        let range = match operator {
            Operator::Add => one.corners(other, whole, |a, b| a + b),
            Operator::Subtract => one.corners(other, whole, |a, b| a - b),
            Operator::Multiply => one.corners(other, whole, |a, b| a * b),
            Operator::Divide => {
                let is_nonzero = self.is_nonzero(&right);
                let least = if other.whole { Some(1.0) } else { self.least_size(&right) };
                self.quotient(one, other, (is_nonzero, least), divisor)?
            }
        };
        Some((NumericExpr::Arithmetic(operator, Box::new(left), Box::new(right)), range))
    }

    /// One number by another, of which is known whether it can be zero, and what its size is at least otherwise.
    fn quotient(&mut self, one: Range, other: Range, (is_nonzero, least): (bool, Option<f64>), span: Span) -> Option<Range> {
        if other.min == 0.0 && other.max == 0.0 {
            self.report_as(
                Severity::Error,
                &codes::DIVISION_BY_ZERO,
                span,
                "this is always zero, and dividing by zero gives nothing",
                None,
            );
            return None;
        }
        if other.min > 0.0 || other.max < 0.0 {
            return Some(one.corners(other, false, |a, b| a / b));
        }
        if !is_nonzero {
            let message = format!("this is {other}, so it can be zero; the result is then missing");
            let divisor = self.as_written(span);
            let help = format!("say what it is then: `if {divisor} = 0 then missing else …`, with the division in place of `…`");
            self.report(&codes::DIVISION_BY_ZERO, span, message, help);
        }
        // The smallest divisor but zero bounds the result.
        let Some(least) = least else {
            let divisor = self.file.slice(span);
            let size = if other.min < 0.0 { format!("abs({divisor})") } else { divisor.to_owned() };
            let help = format!(
                "let what it is made of begin above zero where it is asked, as `as decimal 0.5 to 250`; or say how small is too \
                 small, whose result is then missing: `if {size} < 0.01 then missing else … / {divisor}`"
            );
            let message = "the closer this comes to zero the larger the result grows, without bound";
            self.report(&codes::BEYOND_REASON, span, message, help);
            return None;
        };
        let reach = one.min.abs().max(one.max.abs()) / least;
        let can_miss = one.can_miss || other.can_miss || !is_nonzero;
        Some(Range { min: -reach, max: reach, whole: false, can_miss })
    }

    fn rounded(&mut self, of: &Expression, places: Literal, reading: Reading) -> Option<Ranged> {
        let (of, range) = self.number(of, reading)?;
        if places.value > 10.0 {
            self.report(&codes::EMPTY_LIMITS, places.span, "numbers are rounded to 0 to 10 places", None);
            return None;
        }
        let count = places.value as u32;
        let rounded = range.map(range.whole || count == 0, |value| NumericExpr::round_half_away(value, count));
        Some((NumericExpr::Round(Box::new(of), count), rounded))
    }

    fn rescaled(
        &mut self,
        of: &Expression,
        from: &(Literal, Literal),
        to: &(Literal, Literal),
        span: Span,
        reading: Reading,
    ) -> Option<Ranged> {
        let (of_span, (of, range)) = (of.span, self.number(of, reading)?);
        let (low, high) = (from.0.value, from.1.value);
        let from_span = from.0.span.to(from.1.span);
        if low >= high {
            self.report(
                &codes::RESCALING_DOES_NOT_FIT,
                from_span,
                format!("`{low}..{high}` is not a range"),
                "write the lower number first".to_owned(),
            );
            return None;
        }
        let known = Range::between(low, high);
        if !known.holds(range.min) || !known.holds(range.max) {
            let text = self.file.slice(of_span).to_owned();
            let message = format!("`{text}` can be {range}, which `{low}..{high}` does not hold");
            self.report(&codes::RESCALING_DOES_NOT_FIT, from_span, message, format!("write `from {}..{}`", range.min, range.max));
            return None;
        }
        if rounding::above(range.min, low) || rounding::below(range.max, high) {
            let text = self.file.slice(of_span).to_owned();
            let message = format!("`{text}` can be {range}, so that an end of `{low}..{high}` is never reached");
            let help = format!("write `from {}..{}`, unless the source says otherwise", range.min, range.max);
            self.report(&codes::RESCALED_FROM_MORE, from_span, message, help);
        }
        let factor = (to.1.value - to.0.value) / (high - low);
        if factor == 0.0 {
            self.report(
                &codes::RESCALING_DOES_NOT_FIT,
                span,
                "everything would become the same number",
                "choose two different ends".to_owned(),
            );
            return None;
        }
        let start = to.0.value;
        let moved = range.map(false, |value| (value - low) * factor + start);
        Some((NumericExpr::Rescale { of: Box::new(of), from: low, factor, to: start }, moved))
    }
}

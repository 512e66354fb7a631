use super::draft::{Binding, Draft};
use crate::instrument::{ItemIx, Kind, KnownIx, KnownKind, NumericExpr, Operator, Range, TableIx};
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
const EXACT: f64 = 1e15;

impl Draft<'_> {
    /// Reads an expression that must be a number.
    pub fn number(&mut self, expression: &Expression, reading: Reading) -> Option<Ranged> {
        let (number, range) = match &*expression.kind {
            Form::Number(value) | Form::Percent(value) => (NumericExpr::Constant(*value), Range::constant(*value)),
            Form::Name(name) if self.is_date(name) => {
                self.moment_as_a_number(expression.span, false);
                return None;
            }
            Form::Name(name) => self.named_number(&Word { text: name.clone(), span: expression.span }, reading)?,
            Form::AnswerTo(word) => self.answer_to(word, reading)?,
            Form::Answered => (NumericExpr::Answered, Range::between(0.0, 1.0)),
            Form::Aggregate(aggregate) => self.aggregate(aggregate, expression.span, reading)?,
            Form::NumberOf(word) => self.number_of(word, reading)?,
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
            Form::If { condition, then, otherwise } => {
                let condition = self.judged_condition(condition, reading.guarded());
                let then = self.number(then, reading.guarded());
                let otherwise = self.number(otherwise, reading.guarded());
                let ((then, one), (otherwise, other)) = (then?, otherwise?);
                (NumericExpr::If(Box::new(condition?), Box::new(then), Box::new(otherwise)), one.or(other).missing_if(true))
            }
            Form::Respective(run) => {
                let help =
                    "write it in `asked when` of a run of items, as `d1 to d3 asked when respective f1 to f3 > 1`".to_owned();
                self.report(&codes::RUNS_DO_NOT_PAIR, run.span(), "nothing is paired with this run here", help);
                return None;
            }
            Form::Compare(..)
            | Form::Includes(..)
            | Form::IsMissing(_)
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
        if range.min.abs().max(range.max.abs()) > EXACT || range.min.is_nan() || range.max.is_nan() {
            self.report(
                &codes::BEYOND_REASON,
                expression.span,
                "this can reach values beyond 1e15, where arithmetic is not exact",
                None,
            );
            return None;
        }
        Some((number, range))
    }

    /// An item, a score or a known fact by its name.
    pub fn named_number(&mut self, word: &Word, reading: Reading) -> Option<Ranged> {
        match (self.thing(&word.text), reading) {
            (Some(Binding::Item(item)), _) => self.item_number(word, item, false, reading),
            (Some(Binding::Known(known)), _) => self.known_number(word, known),
            (Some(Binding::Score(score)), Reading::Scoring { .. }) => {
                let range = self.checked_scores.get(score).and_then(Option::as_ref).map(|score| score.range)?;
                Some((NumericExpr::Score(score), range))
            }
            (Some(Binding::Score(_)), Reading::AskedWhen(_)) => {
                let help = "write the condition on items that were asked before".to_owned();
                self.report(
                    &codes::CONDITION_LOOKS_AHEAD,
                    word.span,
                    format!("`{}` is a score, and scores are known only afterwards", word.text),
                    help,
                );
                None
            }
            (Some(thing @ (Binding::Bands(_) | Binding::Alert(_))), _) => {
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
                    matches!(thing, Binding::Item(_) | Binding::Score(_) | Binding::Known(_))
                });
                None
            }
            (None, Reading::AskedWhen(_)) => {
                self.unknown_of("item or known fact", word, |thing| matches!(thing, Binding::Item(_) | Binding::Known(_)));
                None
            }
        }
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
        let Some(range) = self.instrument.answer_range(checked) else {
            let (message, help) = match checked.kind {
                Kind::Choices(_) => ("chosen choices", format!("write `number of {0}`, or `{0} includes …`", word.text)),
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
        let sometimes = checked.asked_when.is_some() && checked.otherwise.is_none();
        if sometimes && reading == (Reading::Scoring { guarded: false }) {
            let help = "say what it counts for otherwise: `asked when …, otherwise N`".to_owned();
            self.report(
                &codes::SOMETIMES_ASKED_ALWAYS_SCORED,
                word.span,
                format!("`{}` is asked only sometimes, but scored always", word.text),
                help,
            );
        }
        let given = as_given || matches!(reading, Reading::AskedWhen(_));
        let number = if given { NumericExpr::Given(item) } else { NumericExpr::Keyed(item) };
        Some((number, range.missing_if(true)))
    }

    /// Notes that an item is looked at; `None` if it cannot be, here or at all.
    pub fn seen(&mut self, word: &Word, item: ItemIx, reading: Reading) -> Option<()> {
        self.used_items.insert(item);
        if let Reading::AskedWhen(asked) = reading
            && item >= asked
        {
            let message = format!("`{}` is asked later than the item that depends on it", word.text);
            self.report(&codes::CONDITION_LOOKS_AHEAD, word.span, message, "move it to the front".to_owned());
            return None;
        }
        (!self.poisoned.contains(&word.text)).then_some(())
    }

    fn number_of(&mut self, word: &Word, reading: Reading) -> Option<Ranged> {
        let item = self.item_named(word)?;
        self.seen(word, item, reading)?;
        match &self.instrument.items[item].kind {
            Kind::Choices(choices) => {
                Some((NumericExpr::NumberOf(item), Range::whole(0.0, choices.len() as f64).missing_if(true)))
            }
            Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Date | Kind::Time => {
                self.report(
                    &codes::NOT_COMPUTABLE,
                    word.span,
                    format!("`{}` has no choices to count", word.text),
                    "use an item `as choices …`".to_owned(),
                );
                None
            }
        }
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
            Operator::Divide => self.quotient(one, other, divisor)?,
        };
        Some((NumericExpr::Arithmetic(operator, Box::new(left), Box::new(right)), range))
    }

    fn quotient(&mut self, one: Range, other: Range, span: Span) -> Option<Range> {
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
        self.report(
            &codes::DIVISION_BY_ZERO,
            span,
            format!("this is {other}, so it can be zero; the result is then missing"),
            None,
        );
        // The smallest divisor but zero bounds the result: a step of 1 for whole numbers; for others there is no bound.
        if !other.whole {
            self.report(
                &codes::BEYOND_REASON,
                span,
                "the closer this comes to zero the larger the result grows, without bound",
                "keep the divisor away from zero".to_owned(),
            );
            return None;
        }
        let reach = one.min.abs().max(one.max.abs());
        Some(Range { min: -reach, max: reach, whole: false, can_miss: true })
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
        let of_span = of.span;
        let (of, range) = self.number(of, reading)?;
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

    fn look_up(&mut self, of: &Expression, table: &Word, reading: Reading) -> Option<Ranged> {
        let number = self.number(of, reading);
        let Some(position) = self.tables.get(&table.text).copied() else {
            let names: Vec<String> = self.instrument.tables.iter().map(|table| table.name.clone()).collect();
            self.unknown("table", table, &names.iter().map(String::as_str).collect::<Vec<_>>());
            return None;
        };
        self.used_tables.insert(position);
        let (number, range) = number?;
        let gaps = self.check_table(position, range, of.span);
        let rows = &self.instrument.tables[position].rows;
        let outcomes = rows.iter().filter(|(from, _)| range.holds(*from)).map(|(_, to)| Range::constant(*to)).reduce(Range::or);
        let Some(outcomes) = outcomes else {
            self.report_as(
                Severity::Error,
                &codes::TABLE_WITH_GAPS,
                table.span,
                format!("no row of `{}` can ever be found", table.text),
                None,
            );
            return None;
        };
        Some((NumericExpr::LookUp(Box::new(number), position), outcomes.missing_if(range.can_miss || gaps)))
    }

    /// Warns of values that the table lacks; true if there are any.
    fn check_table(&mut self, table: TableIx, range: Range, span: Span) -> bool {
        let name = self.instrument.tables[table].name.clone();
        if !range.whole {
            let message = format!("this can be a fraction, and `{name}` is looked up by exact values");
            self.report(&codes::TABLE_WITH_GAPS, span, message, "round it first: `look up (round … to 0) in …`".to_owned());
            return true;
        }
        let table = &self.instrument.tables[table];
        let lacking: Vec<f64> = (0..=(range.max - range.min).min(1e5) as u64)
            .map(|step| range.min + step as f64)
            .filter(|value| table.look_up(*value).is_none())
            .collect();
        if let Some(first) = lacking.first() {
            let more = if lacking.len() > 1 { format!(" and {} more", lacking.len() - 1) } else { String::new() };
            self.report(
                &codes::TABLE_WITH_GAPS,
                span,
                format!("`{name}` has no row for {first}{more}; the result is then missing"),
                "add the rows".to_owned(),
            );
        }
        !lacking.is_empty()
    }
}

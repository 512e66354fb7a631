use super::draft::{Binding, Draft};
use super::expressions::{Ranged, Reading};
use crate::instrument::{Comparator, Condition, Day, Kind, KnownIx, KnownKind, Moment, NumericExpr, TimeOfDay, Unit};
use crate::source::{Span, codes};
use crate::syntax::tree::{self, Expression, ExpressionKind as Form, Word};

/// The day on which was answered, which every measure has.
const DATE: &str = "date";

/// What a moment is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MomentKind {
    Day,
    Time,
}

impl MomentKind {
    fn word(self) -> &'static str {
        match self {
            Self::Day => "a date",
            Self::Time => "a time of day",
        }
    }
}

/// What may be a moment in an expression.
struct Placed {
    moment: tree::Moment,
    span: Span,
}

impl Placed {
    fn of(expression: &Expression) -> Option<Self> {
        let word = |text: &String| Word { text: text.clone(), span: expression.span };
        let moment = match &*expression.kind {
            Form::Time(time) => tree::Moment::Time(word(time)),
            Form::Date(date) => tree::Moment::Date(word(date)),
            Form::AnswerTo(item) => tree::Moment::Name(item.clone()),
            Form::Name(name) => tree::Moment::Name(word(name)),
            Form::Number(_)
            | Form::Percent(_)
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
            | Form::If { .. }
            | Form::Negate(_)
            | Form::Arithmetic(..)
            | Form::Compare(..)
            | Form::Includes(..)
            | Form::IsMissing(_)
            | Form::IsNone(_)
            | Form::IsAsked(_)
            | Form::Respective(_)
            | Form::Not(_)
            | Form::And(..)
            | Form::Or(..) => return None,
        };
        Some(Self { moment, span: expression.span })
    }
}

impl Draft<'_> {
    /// What lies between two moments.
    pub fn elapsed(&mut self, unit: Unit, from: &tree::Moment, to: &tree::Moment, reading: Reading) -> Option<Ranged> {
        let ends = [self.moment(from, reading), self.moment(to, reading)];
        let needed = if unit.is_of_days() { MomentKind::Day } else { MomentKind::Time };
        for (end, written) in ends.iter().zip([from, to]) {
            if let Some((_, kind)) = end
                && *kind != needed
            {
                let (instead, of) = match kind {
                    MomentKind::Day => ("`days`, `months` or `years`", "dates"),
                    MomentKind::Time => ("`hours` or `minutes`", "times of day"),
                };
                let message =
                    format!("`{}` is {}, and `{}` are counted", self.as_written(written.span()), kind.word(), unit.word());
                let help = format!("between {of} {instead} are counted");
                self.report(&codes::MOMENTS_DO_NOT_FIT, written.span(), message, help);
                return None;
            }
        }
        let [Some((from, _)), Some((to, _))] = ends else { return None };
        Some((NumericExpr::Elapsed(unit, from, to), unit.range().missing_if(true)))
    }

    /// Two sides of a comparison of which one at least is a day or a time of day; `None` where neither is.
    pub fn compared_moments(
        &mut self,
        comparator: Comparator,
        left: &Expression,
        right: &Expression,
        reading: Reading,
    ) -> Option<Option<Condition>> {
        let sides = [Placed::of(left), Placed::of(right)];
        if !sides.iter().flatten().any(|side| self.kind_of(&side.moment).is_some()) {
            return None;
        }
        Some(self.same_moment(comparator, &sides, left.span.to(right.span), reading))
    }

    fn same_moment(
        &mut self,
        comparator: Comparator,
        sides: &[Option<Placed>; 2],
        span: Span,
        reading: Reading,
    ) -> Option<Condition> {
        let [Some(left), Some(right)] = sides else {
            return self.not_a_number(sides.iter().flatten().next()?);
        };
        let (Some(one), Some(other)) = (self.kind_of(&left.moment), self.kind_of(&right.moment)) else {
            let odd = if self.kind_of(&left.moment).is_some() { left } else { right };
            return self.not_a_number(odd);
        };
        if one != other {
            let message = format!("{} is compared with {}", one.word(), other.word());
            self.report(&codes::MOMENTS_DO_NOT_FIT, span, message, "compare two dates, or two times of day".to_owned());
            return None;
        }
        let is_equal = match comparator {
            Comparator::Equal => true,
            Comparator::Unequal => false,
            Comparator::Below | Comparator::AtMost | Comparator::AtLeast | Comparator::Above => {
                let (left, right) = (self.as_written(left.span), self.as_written(right.span));
                let help = match one {
                    MomentKind::Time => {
                        format!("what is later depends on where the night begins: write `hours from 18:00 to {left} > 5`")
                    }
                    MomentKind::Day => format!("count what lies between them: `days from {right} to {left} > 0`"),
                };
                let message = format!("{}s are compared with `=` or `!=` only", &one.word()[2..]);
                let message = message.replace("time of days", "times of day");
                self.report(&codes::MOMENT_AS_A_NUMBER, span, message, help);
                return None;
            }
        };
        let (left, right) = (self.moment(&left.moment, reading), self.moment(&right.moment, reading));
        let same = Condition::SameMoment(left?.0, right?.0);
        Some(if is_equal { same } else { Condition::Not(Box::new(same)) })
    }

    fn not_a_number(&mut self, side: &Placed) -> Option<Condition> {
        self.moment_as_a_number(side.span, self.kind_of(&side.moment) == Some(MomentKind::Time));
        None
    }

    /// Says that a date or a time stands where a number is needed.
    pub fn moment_as_a_number(&mut self, span: Span, is_time: bool) {
        let written = self.as_written(span);
        let (what, help) = if is_time {
            ("a time of day", format!("count from it, as `hours from 22:00 to {written}`"))
        } else if written.starts_with(|c: char| c.is_ascii_digit()) {
            ("a date", format!("for a difference put blanks around the signs: `{}`", written.replace('-', " - ")))
        } else if self.is_date(&written) {
            ("a date", "count up to it, as `days from ITEM to date`".to_owned())
        } else {
            ("a date", format!("count from it, as `days from {written} to date`"))
        };
        self.report(&codes::MOMENT_AS_A_NUMBER, span, format!("`{written}` is {what}, and a number is needed here"), help);
    }

    /// Whether a date or a time is a side of arithmetic, which is said once.
    pub fn is_moment_in(&mut self, left: &Expression, right: &Expression) -> bool {
        let sides = [Placed::of(left), Placed::of(right)];
        let found = sides.iter().flatten().find_map(|side| Some((side.span, self.kind_of(&side.moment)?)));
        if let Some((span, kind)) = found {
            self.moment_as_a_number(span, kind == MomentKind::Time);
        }
        found.is_some()
    }

    /// Whether a name is that of the day on which was answered.
    pub fn is_date(&self, name: &str) -> bool {
        name == DATE && self.thing(DATE).is_none()
    }

    /// What a moment is, where it is one; nothing is said where it is not.
    fn kind_of(&self, moment: &tree::Moment) -> Option<MomentKind> {
        match moment {
            tree::Moment::Time(_) => Some(MomentKind::Time),
            tree::Moment::Date(_) => Some(MomentKind::Day),
            tree::Moment::Name(word) if self.is_date(&word.text) => Some(MomentKind::Day),
            tree::Moment::Name(word) => match self.thing(&word.text)? {
                // An item that comes later is not checked yet.
                Binding::Item(item) => match self.instrument.items.get(item)?.kind {
                    Kind::Date => Some(MomentKind::Day),
                    Kind::Time => Some(MomentKind::Time),
                    Kind::Scale(_) | Kind::Whole(..) | Kind::Decimal(..) | Kind::Text(_) | Kind::Choices(..) => None,
                },
                Binding::Known(known) => match self.instrument.known.get(known)?.kind {
                    KnownKind::Date => Some(MomentKind::Day),
                    KnownKind::Whole(..) | KnownKind::Decimal(..) | KnownKind::OneOf(_) => None,
                },
                Binding::Allotment(_)
                | Binding::KnownText(_)
                | Binding::Score(_)
                | Binding::Helper(_)
                | Binding::Bands(_)
                | Binding::Alert(_)
                | Binding::Refusal(_) => None,
            },
        }
    }

    /// Reads a moment.
    fn moment(&mut self, moment: &tree::Moment, reading: Reading) -> Option<(Moment, MomentKind)> {
        match moment {
            tree::Moment::Time(word) => {
                let time = TimeOfDay::read(&word.text);
                if time.is_none() {
                    let message = format!("`{}` is not a time of day", word.text);
                    self.report(&codes::MOMENTS_DO_NOT_FIT, word.span, message, "times go from 00:00 to 23:59".to_owned());
                }
                Some((Moment::Literal(time?.minutes()), MomentKind::Time))
            }
            tree::Moment::Date(word) => {
                let day = Day::iso(&word.text);
                if day.is_none() {
                    let message = format!("`{}` is not a date in the calendar", word.text);
                    self.report(&codes::NOT_A_CALENDAR_DATE, word.span, message, "write year-month-day".to_owned());
                }
                Some((Moment::Literal(f64::from(day?.count())), MomentKind::Day))
            }
            tree::Moment::Name(word) => self.named_moment(word, reading),
        }
    }

    fn named_moment(&mut self, word: &Word, reading: Reading) -> Option<(Moment, MomentKind)> {
        if self.is_date(&word.text) {
            return Some((Moment::Answering, MomentKind::Day));
        }
        let kind = self.kind_of(&tree::Moment::Name(word.clone()));
        match self.thing(&word.text) {
            Some(Binding::Item(_)) => {
                let item = self.item_named(word)?;
                self.seen(word, item, reading)?;
                match kind {
                    Some(kind) => Some((Moment::Item(item), kind)),
                    None => self.no_moment(word, "an item of another kind"),
                }
            }
            Some(Binding::Known(known)) => match kind {
                Some(kind) => self.known_moment(word, known).map(|moment| (moment, kind)),
                None => self.no_moment(word, "a known fact of another kind"),
            },
            Some(
                thing @ (Binding::Allotment(_)
                | Binding::KnownText(_)
                | Binding::Score(_)
                | Binding::Helper(_)
                | Binding::Bands(_)
                | Binding::Alert(_)
                | Binding::Refusal(_)),
            ) => self.no_moment(word, thing.word()),
            None => {
                self.unknown_of("date or time", word, |thing| matches!(thing, Binding::Item(_) | Binding::Known(_)));
                None
            }
        }
    }

    fn known_moment(&self, word: &Word, known: KnownIx) -> Option<Moment> {
        (!self.poisoned.contains(&word.text)).then_some(Moment::Known(known))
    }

    fn no_moment<T>(&mut self, word: &Word, what: &str) -> Option<T> {
        let message = format!("`{}` is {what}, and a date or a time of day is needed here", word.text);
        let help = "name an item `as date` or `as time`, a known `date`, `date` for the day of answering, or write `2026-11-24` or `23:30`";
        self.report(&codes::MOMENTS_DO_NOT_FIT, word.span, message, help.to_owned());
        None
    }
}

use super::compare::Certain;
use super::lower::{Lowering, Maybe, Unsayable};
use super::{Column, Test, Value};
use crate::instrument::{Comparator, Day, ItemIx, Moment, Operator, TimeOfDay, Unit};

/// A part of a day or of a time of day, as it is written: `2026-11-24`, `07:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentPart {
    /// The year.
    Year,
    /// The month, from 1.
    Month,
    /// The day of the month.
    Day,
    /// The hour.
    Hour,
    /// The minute.
    Minute,
}

impl MomentPart {
    /// Where it begins, counted from 0, and how many digits it has.
    pub fn place(self) -> (usize, usize) {
        match self {
            Self::Year => (0, 4),
            Self::Month => (5, 2),
            Self::Day => (8, 2),
            Self::Hour => (0, 2),
            Self::Minute => (3, 2),
        }
    }

    /// Its number in a moment that is the same for all; nothing where the moment is of the other kind.
    fn of(self, moment: f64) -> Option<f64> {
        let day = || Day::counted(moment as i32).map(Day::parts);
        let time = || TimeOfDay::counted(moment).map(TimeOfDay::minutes);
        match self {
            Self::Year => day().map(|(year, ..)| f64::from(year)),
            Self::Month => day().map(|(_, month, _)| f64::from(month)),
            Self::Day => day().map(|(.., day)| f64::from(day)),
            Self::Hour => time().map(|minutes| (minutes / 60.0).floor()),
            Self::Minute => time().map(|minutes| minutes % 60.0),
        }
    }
}

fn times(value: Value, by: f64) -> Value {
    Value::arithmetic(Operator::Multiply, value, Value::Number(by))
}

fn plus(left: Value, right: Value) -> Value {
    Value::arithmetic(Operator::Add, left, right)
}

fn minus(left: Value, right: Value) -> Value {
    Value::arithmetic(Operator::Subtract, left, right)
}

/// The whole part of one number divided by another.
fn whole_part(value: Value, by: f64) -> Value {
    match Value::arithmetic(Operator::Divide, value, Value::Number(by)) {
        Value::Number(number) => Value::Number(number.floor()),
        value @ (Value::Column(_)
        | Value::Part(..)
        | Value::Arithmetic(..)
        | Value::If(..)
        | Value::WholePart(_)
        | Value::Exponential(_)
        | Value::Logarithm(_)
        | Value::Root(_)
        | Value::Tail(_)
        | Value::Total(_)
        | Value::Count(_)
        | Value::Least(_)
        | Value::Greatest(_)) => Value::WholePart(Box::new(value)),
    }
}

/// 1 where one number is below another, else 0.
fn is_below(left: Value, right: Value) -> Value {
    Value::choice(Test::Compare(Comparator::Below, left, right), Value::Number(1.0), Value::Number(0.0))
}

impl Lowering<'_> {
    /// What lies between two moments.
    pub(super) fn elapsed(&mut self, unit: Unit, from: Moment, to: Moment) -> Result<Maybe, Unsayable> {
        let there = Test::all([self.is_there(from)?, self.is_there(to)?]);
        let part = |at: MomentPart| (self.part_of(from, at), self.part_of(to, at));
        if !unit.is_of_days() {
            let ((hour, later_hour), (minute, later_minute)) = (part(MomentPart::Hour), part(MomentPart::Minute));
            let (start, end) = (plus(times(hour, 60.0), minute), plus(times(later_hour, 60.0), later_minute));
            let (apart, there) = self.named((minus(end, start), there));
            let over_midnight = Test::Compare(Comparator::Below, apart.clone(), Value::Number(0.0));
            let minutes = Value::choice(over_midnight, plus(apart.clone(), Value::Number(1440.0)), apart);
            let hours = |minutes| Value::arithmetic(Operator::Divide, minutes, Value::Number(60.0));
            return Ok((if unit == Unit::Hours { hours(minutes) } else { minutes }, there));
        }
        let ((year, later_year), (month, later_month)) = (part(MomentPart::Year), part(MomentPart::Month));
        let (day, later_day) = part(MomentPart::Day);
        let in_order = |year: &Value, month: &Value, day: &Value| {
            plus(plus(times(year.clone(), 10_000.0), times(month.clone(), 100.0)), day.clone())
        };
        let (start, end) = (in_order(&year, &month, &day), in_order(&later_year, &later_month, &later_day));
        let there = Test::all([there, Test::Compare(Comparator::AtLeast, end, start)]);
        let value = match unit {
            Unit::Years => {
                let in_year = |month: Value, day: Value| plus(times(month, 100.0), day);
                minus(minus(later_year, year), is_below(in_year(later_month, later_day), in_year(month, day)))
            }
            Unit::Months => {
                let months = |year: Value, month: Value| plus(times(year, 12.0), month);
                minus(minus(months(later_year, later_month), months(year, month)), is_below(later_day, day))
            }
            Unit::Days | Unit::Hours | Unit::Minutes => {
                let (start_there, end_there) = (self.is_there(from)?, self.is_there(to)?);
                let start = self.day_number(year, month, day, start_there);
                minus(self.day_number(later_year, later_month, later_day, end_there), start)
            }
        };
        Ok((value, there))
    }

    /// Whether two moments are the same.
    pub(super) fn same_moment(&mut self, one: Moment, other: Moment) -> Result<Certain, Unsayable> {
        let there = Test::all([self.is_there(one)?, self.is_there(other)?]);
        let parts: &[MomentPart] = if self.is_day(one) || self.is_day(other) {
            &[MomentPart::Year, MomentPart::Month, MomentPart::Day]
        } else {
            &[MomentPart::Hour, MomentPart::Minute]
        };
        let one_part = |by: Comparator, part: MomentPart| Test::Compare(by, self.part_of(one, part), self.part_of(other, part));
        let compared = |by: Comparator| parts.iter().map(|part| one_part(by, *part)).collect::<Vec<_>>();
        Ok(Certain {
            holds: Test::all([there.clone()].into_iter().chain(compared(Comparator::Equal))),
            fails: Test::all([there, Test::any(compared(Comparator::Unequal))]),
        })
    }

    /// A moment is a day, unless it is the answer to an item as time; a literal is what it is compared with.
    fn is_day(&self, moment: Moment) -> bool {
        match moment {
            Moment::Item(item) => matches!(self.instrument.items[item].kind, crate::instrument::Kind::Date),
            Moment::Known(_) | Moment::Answering => true,
            Moment::Literal(_) => false,
        }
    }

    fn part_of(&self, moment: Moment, part: MomentPart) -> Value {
        match moment {
            Moment::Item(item) => Value::Part(Column::Answer(item), part),
            Moment::Known(known) => Value::Part(Column::Known(known), part),
            Moment::Answering => Value::Part(Column::Date, part),
            Moment::Literal(value) => Value::Number(part.of(value).unwrap_or_default()),
        }
    }

    fn is_there(&mut self, moment: Moment) -> Result<Test, Unsayable> {
        Ok(match moment {
            Moment::Item(item) => self.was_answered(item)?,
            Moment::Known(known) => Test::Present(Column::Known(known)),
            Moment::Answering => Test::Present(Column::Date),
            Moment::Literal(_) => Test::Always(true),
        })
    }

    fn was_answered(&mut self, item: ItemIx) -> Result<Test, Unsayable> {
        let asked = self.asked_test(item)?;
        Ok(Test::all(asked.into_iter().chain([Test::Present(Column::Answer(item))])))
    }

    /// The number of a day, counted from one long ago, after H. F. Fliegel and T. C. Van Flandern (1968), A machine
    /// algorithm for processing calendar dates, Communications of the ACM 11(10), 657; the year begins in March, so that
    /// a leap day is its last.
    fn day_number(&mut self, year: Value, month: Value, day: Value, there: Test) -> Value {
        let early = is_below(month.clone(), Value::Number(3.0));
        let (year, _) = self.named((minus(year, early.clone()), there.clone()));
        let month = minus(plus(month, times(early, 12.0)), Value::Number(3.0));
        let in_year = plus(whole_part(plus(times(month, 153.0), Value::Number(2.0)), 5.0), day);
        let leap_days =
            plus(minus(whole_part(year.clone(), 4.0), whole_part(year.clone(), 100.0)), whole_part(year.clone(), 400.0));
        let number = plus(plus(times(year, 365.0), leap_days), in_year);
        self.named((number, there)).0
    }
}

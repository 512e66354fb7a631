use super::compare::near;
use super::lower::{Lowering, Maybe, Unsayable, present};
use super::{Test, Value};
use crate::instrument::{Comparator, Condition, ItemIx, Operator, Otherwise, Rows, TableGroup, TableIx, TableStep};

impl Lowering<'_> {
    /// What a table gives for a number, by the group that it is looked up in.
    pub(super) fn look_up(&mut self, of: Maybe, table: TableIx, groups: &[Condition]) -> Result<Maybe, Unsayable> {
        let (value, there) = self.named(of);
        let table = &self.instrument.tables[table];
        if let ([], [only]) = (groups, &table.groups[..]) {
            let (found, is_found) = found_in(only, &value);
            return Ok((found, Test::all([there, is_found])));
        }
        let (mut found, mut tests) = (Value::Number(0.0), Vec::new());
        for (group, condition) in table.groups.iter().zip(groups).rev() {
            let holds = self.condition(condition)?.holds;
            let (in_group, is_found) = found_in(group, &value);
            let (in_group, is_found) = self.kept_small((in_group, Test::all([there.clone(), is_found])));
            tests.push(Test::all([holds.clone(), is_found]));
            found = Value::choice(holds, in_group, found);
        }
        Ok((found, Test::any(tests)))
    }
}

impl Lowering<'_> {
    /// What an answer counts, by the points of its scale, of which it is one. All that uses the item looks at one column.
    pub(super) fn by_point(&mut self, item: ItemIx, given: Maybe, points: &[(f64, Option<f64>)]) -> Maybe {
        if let Some(column) = self.counted.get(&item) {
            return present(*column);
        }
        let (value, there) = self.named(given);
        let is_at = |point: f64| Test::Compare(Comparator::Equal, value.clone(), Value::Number(point));
        let mut counting = points.iter().filter_map(|(point, count)| Some((*point, (*count)?))).rev();
        let last = Value::Number(counting.next().map_or(0.0, |(_, count)| count));
        let counted = counting.fold(last, |rest, (point, count)| Value::choice(is_at(point), Value::Number(count), rest));
        let missing = points.iter().filter(|(_, count)| count.is_none()).map(|(point, _)| is_at(*point).turned());
        let there = Test::all(std::iter::once(there).chain(missing));
        let found = self.named((counted, there));
        if let Value::Column(column) = found.0 {
            self.counted.insert(item, column);
        }
        found
    }
}

/// What a group gives for a value that is there, and whether it gives something.
pub(super) fn found_in(group: &TableGroup, value: &Value) -> Maybe {
    let reached = |comparator, bound: f64| near(comparator, value.clone(), Value::Number(bound), bound);
    let rest = match group.otherwise {
        Otherwise::Number(number) => Some(number),
        Otherwise::Unsaid | Otherwise::Missing => None,
    };
    let otherwise = Value::Number(rest.unwrap_or(0.0));
    match &group.rows {
        Rows::Exact(rows) => {
            let equal = |from: f64| reached(Comparator::Equal, from);
            let numbers = rows.iter().filter_map(|(from, to)| to.map(|to| (*from, to)));
            let found =
                numbers.clone().rev().fold(otherwise, |rest, (from, to)| Value::choice(equal(from), Value::Number(to), rest));
            let missing = rows.iter().filter(|(_, to)| to.is_none()).map(|(from, _)| equal(*from).turned());
            let is_found = match rest {
                Some(_) => Test::all(missing),
                None => Test::any(numbers.map(|(from, _)| equal(from))),
            };
            (found, is_found)
        }
        Rows::Steps(steps) => {
            let is_reached =
                |step: &TableStep| reached(if step.belongs { Comparator::AtLeast } else { Comparator::Above }, step.from);
            let found = steps
                .iter()
                .fold(otherwise, |below, step| Value::choice(is_reached(step), Value::Number(step.to.unwrap_or(0.0)), below));
            // Each step ends where the next one begins.
            let ends = |at: usize| steps.get(at).map_or(Test::Always(true), |next| is_reached(next).turned());
            let with_number = steps.iter().enumerate().filter(|(_, step)| step.to.is_some());
            let on_a_step = with_number.map(|(at, step)| Test::all([is_reached(step), ends(at + 1)]));
            let below = rest.map(|_| ends(0));
            let is_found = match (steps.iter().all(|step| step.to.is_some()), steps.first()) {
                (true, Some(_)) if rest.is_some() => Test::Always(true),
                (true, Some(first)) => is_reached(first),
                _ => Test::any(on_a_step.chain(below)),
            };
            (found, is_found)
        }
        Rows::Line(rows) => {
            let lines = rows.windows(2).rev().fold(Value::Number(0.0), |rest, pair| {
                let ((low, at_low), (high, at_high)) = (pair[0], pair[1]);
                let away = Value::arithmetic(Operator::Subtract, value.clone(), Value::Number(low));
                let share = Value::arithmetic(Operator::Divide, away, Value::Number(high - low));
                let more = Value::arithmetic(Operator::Multiply, share, Value::Number(at_high - at_low));
                let line = Value::arithmetic(Operator::Add, Value::Number(at_low), more);
                let is_last = rows.last().is_some_and(|(last, _)| *last == high);
                if is_last { line } else { Value::choice(reached(Comparator::AtMost, high), line, rest) }
            });
            let ends = rows.first().zip(rows.last());
            let within = ends.map_or(Test::Always(false), |((low, _), (high, _))| {
                Test::all([reached(Comparator::AtLeast, *low), reached(Comparator::AtMost, *high)])
            });
            match rest {
                Some(_) => (Value::choice(within, lines, otherwise), Test::Always(true)),
                None => (lines, within),
            }
        }
    }
}

use std::collections::HashSet;

use super::draft::Draft;
use super::expressions::{Ranged, Reading};
use super::groups::Group;
use crate::instrument::{Found, NumericExpr, Otherwise, Range, Rows, TableGroup, TableStep, rounding};
use crate::source::{Severity, Span, codes};
use crate::syntax::tree::{self, Expression, TableRow, TableRowKey, Word};

/// Values of a whole number that are looked for in a table at the most.
const LOOKED_FOR: f64 = 1e5;

impl Draft<'_> {
    /// The groups of a table; one, which is for all, of a table without.
    pub fn table_groups(&mut self, table: &tree::Table) -> Vec<TableGroup> {
        let name = &table.name;
        let is_empty = table.rows.is_empty() && table.groups.iter().all(|group| group.rows.is_empty());
        if is_empty && self.unreadable.is_empty() {
            self.wrong_table(name.span, format!("table `{}` has no rows", name.text), None);
        }
        let misplaced = match (table.by.is_empty(), table.rows.first(), table.groups.first()) {
            (true, _, Some(group)) => Some((group.span, "write after the name what groups are told apart by, as `by sex, age`")),
            (false, Some(row), _) => Some((row.span, "put the row into a group")),
            (true | false, _, _) => None,
        };
        if let Some((span, help)) = misplaced {
            self.wrong_table(span, "a table has groups and `by`, or neither".to_owned(), Some(help));
        }
        self.table_groups.push(if table.by.is_empty() { vec![] } else { table.groups.clone() });
        if table.by.is_empty() {
            return vec![self.table_group(table, String::new(), &table.rows)];
        }
        for group in table.groups.iter().filter(|group| group.keys.len() != table.by.len()) {
            let message = format!("this group has {} keys, and `by` names {}", group.keys.len(), table.by.len());
            self.wrong_table(group.span, message, Some("give a word, a number or a range for each, with commas between them"));
        }
        table.groups.iter().map(|group| self.table_group(table, self.as_written(group.span), &group.rows)).collect()
    }

    fn wrong_table(&mut self, span: Span, message: String, help: Option<&str>) {
        self.report_as(Severity::Error, &codes::TABLE_WITH_GAPS, span, message, help.map(str::to_owned));
    }

    fn table_group(&mut self, table: &tree::Table, keys: String, rows: &[TableRow]) -> TableGroup {
        let mut others = rows.iter().filter(|row| row.of == TableRowKey::Otherwise);
        let otherwise = match others.next().map(|row| row.to) {
            None => Otherwise::Unsaid,
            Some(None) => Otherwise::Missing,
            Some(Some(number)) => Otherwise::Number(number.value),
        };
        if let Some(second) = others.next() {
            self.report(&codes::SAID_TWICE, second.span, "`otherwise` is said twice", "keep one of the two".to_owned());
        }
        let is_step = |row: &&TableRow| matches!(row.of, TableRowKey::From(_) | TableRowKey::Above(_));
        let is_exact = |row: &&TableRow| matches!(row.of, TableRowKey::Value(_));
        let rows = match (rows.iter().find(is_step), table.interpolated) {
            (None, None) => Rows::Exact(self.exact_rows(rows)),
            (None, Some(_)) => Rows::Line(self.line_rows(table, rows)),
            (Some(_), None) => {
                if let Some(row) = rows.iter().find(is_exact) {
                    let message = "a row for one value stands among rows from a bound on".to_owned();
                    self.wrong_table(row.span, message, Some("write `from` or `above` before each number, or before none"));
                }
                Rows::Steps(self.step_rows(rows))
            }
            (Some(step), Some(_)) => {
                let message = "between the rows of an interpolated table lie straight lines, and no steps".to_owned();
                self.wrong_table(step.span, message, Some("delete `interpolated`, or `from` and `above`"));
                Rows::Line(vec![])
            }
        };
        TableGroup { keys, rows, otherwise }
    }

    fn exact_rows(&mut self, rows: &[TableRow]) -> Vec<(f64, Option<f64>)> {
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        for row in rows {
            let TableRowKey::Value(from) = row.of else { continue };
            // Zero has two signs and one value.
            if seen.insert((from.value + 0.0).to_bits()) {
                found.push((from.value, row.to.map(|to| to.value)));
            } else {
                self.wrong_table(from.span, format!("the table has two rows for {}", from.value), Some("keep one"));
            }
        }
        found.sort_by(|one, other| one.0.total_cmp(&other.0));
        found
    }

    fn line_rows(&mut self, table: &tree::Table, rows: &[TableRow]) -> Vec<(f64, f64)> {
        if let Some(row) = rows.iter().find(|row| row.to.is_none() && row.of != TableRowKey::Otherwise) {
            let message = "no line leads to a row that is missing".to_owned();
            self.wrong_table(row.span, message, Some("give it a number, or delete `interpolated`"));
        }
        let found: Vec<(f64, f64)> = self.exact_rows(rows).into_iter().filter_map(|(from, to)| Some((from, to?))).collect();
        if found.len() < 2 && !self.is_cascade(&table.name.text) {
            let span = table.interpolated.unwrap_or(table.name.span);
            self.wrong_table(span, "an interpolated table has two rows at least".to_owned(), Some("add the next row"));
        }
        found
    }

    fn step_rows(&mut self, rows: &[TableRow]) -> Vec<TableStep> {
        let mut steps: Vec<TableStep> = Vec::new();
        for row in rows {
            let (from, belongs) = match row.of {
                TableRowKey::From(from) => (from, true),
                TableRowKey::Above(from) => (from, false),
                TableRowKey::Value(_) | TableRowKey::Otherwise => continue,
            };
            let rises = steps.last().is_none_or(|before| {
                rounding::above(from.value, before.from)
                    || (before.belongs && !belongs && rounding::equal(from.value, before.from))
            });
            if !rises {
                let message = format!("the bound {} does not lie above the one before it", from.value);
                self.wrong_table(from.span, message, Some("put the bounds in rising order"));
            }
            steps.push(TableStep { from: from.value, belongs, to: row.to.map(|to| to.value) });
        }
        steps
    }

    /// `look up x in table`.
    pub fn look_up(&mut self, of: &Expression, table: &Word, reading: Reading) -> Option<Ranged> {
        let number = self.number(of, reading);
        let Some(position) = self.tables.get(&table.text).copied() else {
            let names: Vec<String> = self.instrument.tables.iter().map(|table| table.name.clone()).collect();
            self.unknown("table", table, &names.iter().map(String::as_str).collect::<Vec<_>>());
            return None;
        };
        self.used_tables.insert(position);
        let (number, range) = number?;
        let written: Vec<Group> = self.table_groups.get(position.0).into_iter().flatten().map(Group::of_table).collect();
        let by = self.instrument.tables[position].by.clone();
        let groups = self.group_conditions(&by, &written, "of this table, and what is looked up for them is missing", reading)?;
        let (mut outcomes, mut can_miss, mut lacks) = (None::<Range>, range.can_miss || !groups.is_empty(), None);
        for group in self.instrument.tables[position].groups.clone() {
            let (numbers, is_missing) = group.rows.outcomes(range);
            let lacking = lacking_in(&group, range);
            let rest = match group.otherwise {
                Otherwise::Number(number) if lacking.is_some() => Some(Range::constant(number)),
                Otherwise::Number(_) | Otherwise::Missing | Otherwise::Unsaid => None,
            };
            outcomes = [outcomes, numbers, rest].into_iter().flatten().reduce(Range::or);
            can_miss |= is_missing || (lacking.is_some() && rest.is_none());
            lacks = lacks.or(lacking.filter(|_| group.otherwise == Otherwise::Unsaid).map(|what| (what, group.keys.clone())));
        }
        let Some(outcomes) = outcomes else {
            if self.unreadable.is_empty() {
                self.wrong_table(table.span, format!("no row of `{}` can ever be found", table.text), None);
            }
            return None;
        };
        if let Some((Lacking { message, help }, keys)) = lacks {
            let of_group = if keys.is_empty() { String::new() } else { format!(" for {keys}") };
            let message = message.replace("TABLE", &format!("`{}`{of_group}", table.text));
            self.report(&codes::TABLE_WITH_GAPS, of.span, message, help.to_owned());
        }
        let range = Range { can_miss, ..outcomes };
        Some((NumericExpr::LookUp(Box::new(number), position, groups), range))
    }
}

/// What a table has no row for.
struct Lacking {
    message: String,
    help: &'static str,
}

/// What a group has no row for, of the values that can be looked up.
fn lacking_in(group: &TableGroup, range: Range) -> Option<Lacking> {
    match &group.rows {
        Rows::Exact(_) if !range.whole => Some(Lacking {
            message: "this can be a fraction, and TABLE is looked up by exact values".to_owned(),
            help: "round it first: `look up (round … to 0) in …`; or write rows as `from 0 -> …`",
        }),
        Rows::Exact(_) => {
            let values = (0..=(range.max - range.min).min(LOOKED_FOR) as u64).map(|step| range.min + step as f64);
            let lacking: Vec<f64> = values.filter(|value| group.rows.find(*value) == Found::Nothing).collect();
            let first = lacking.first()?;
            let more = if lacking.len() > 1 { format!(" and {} more", lacking.len() - 1) } else { String::new() };
            let message = format!("TABLE has no row for {first}{more}; the result is then missing");
            Some(Lacking { message, help: "add the rows; or, if that is meant, `otherwise -> missing`" })
        }
        Rows::Steps(_) | Rows::Line(_) => {
            let ends = [range.min, range.max];
            let end = ends.into_iter().find(|end| group.rows.find(*end) == Found::Nothing)?;
            let message = format!("TABLE has nothing for {end}; the result is then missing");
            Some(Lacking { message, help: "add a row; or, if that is meant, `otherwise -> missing`" })
        }
    }
}

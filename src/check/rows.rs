use std::collections::HashSet;

use crate::instrument::{Found, Otherwise, Range, Rows, TableGroup, TableStep, rounding};
use crate::source::{Diagnostic, Severity, Span, codes};
use crate::syntax::limits;
use crate::syntax::tree::{self, TableRow, TableRowKey};

/// Values of a whole number that are looked for in a table at the most.
const LOOKED_FOR: f64 = 1e5;

/// Reads the rows of tables, of a measure or of norms.
pub struct RowReader<'d> {
    /// What is wrong with them.
    pub diagnostics: &'d mut Vec<Diagnostic>,
    /// Whether some of the file could not be read, so that what seems to lack may be there.
    pub is_cut: bool,
}

impl RowReader<'_> {
    /// The groups of a table; one, which is for all, of a table without.
    pub fn groups(&mut self, table: &tree::Table) -> Vec<TableGroup> {
        let name = &table.name;
        let is_empty = table.rows.is_empty() && table.groups.iter().all(|group| group.rows.is_empty());
        if is_empty && !self.is_cut {
            self.wrong(name.span, format!("table `{}` has no rows", name.text), None);
        }
        let misplaced = match (table.by.is_empty(), table.rows.first(), table.groups.first()) {
            (true, _, Some(group)) => Some((group.span, "write after the name what groups are told apart by, as `by sex, age`")),
            (false, Some(row), _) => Some((row.span, "put the row into a group")),
            (true | false, _, _) => None,
        };
        if let Some((span, help)) = misplaced {
            self.wrong(span, "a table has groups and `by`, or neither".to_owned(), Some(help));
        }
        if table.by.is_empty() {
            return vec![self.group(table, String::new(), &table.rows)];
        }
        if let Some(beyond) = table.groups.get(limits::TABLE_GROUPS) {
            let message = format!("a table may have {} groups", limits::TABLE_GROUPS);
            self.diagnostics.push(Diagnostic::new(&codes::TOO_MANY, beyond.span, message));
        }
        for group in table.groups.iter().filter(|group| group.keys.len() != table.by.len()) {
            let message = format!("this group has {} keys, and `by` names {}", group.keys.len(), table.by.len());
            self.wrong(group.span, message, Some("give a word, a number or a range for each, with commas between them"));
        }
        kept(table).iter().map(|group| self.group(table, group.keys_in_words(), &group.rows)).collect()
    }

    fn wrong(&mut self, span: Span, message: String, help: Option<&str>) {
        let wrong = Diagnostic::new(&codes::TABLE_WITH_GAPS, span, message).with_severity(Severity::Error);
        self.diagnostics.push(wrong.maybe_help(help.map(str::to_owned)));
    }

    fn group(&mut self, table: &tree::Table, keys: String, rows: &[TableRow]) -> TableGroup {
        let mut others = rows.iter().filter(|row| row.of == TableRowKey::Otherwise);
        let otherwise = match others.next().map(|row| row.to) {
            None => Otherwise::Unsaid,
            Some(None) => Otherwise::Missing,
            Some(Some(number)) => Otherwise::Number(number.value),
        };
        if let Some(second) = others.next() {
            let twice = Diagnostic::new(&codes::SAID_TWICE, second.span, "`otherwise` is said twice");
            self.diagnostics.push(twice.help("keep one of the two"));
        }
        let is_step = |row: &&TableRow| matches!(row.of, TableRowKey::From(_) | TableRowKey::Above(_));
        let is_exact = |row: &&TableRow| matches!(row.of, TableRowKey::Value(_));
        let rows = match (rows.iter().find(is_step), table.interpolated) {
            (None, None) => Rows::Exact(self.exact_rows(rows)),
            (None, Some(word)) => Rows::Line(self.line_rows(word, rows)),
            (Some(_), None) => {
                if let Some(row) = rows.iter().find(is_exact) {
                    let message = "a row for one value stands among rows from a bound on".to_owned();
                    self.wrong(row.span, message, Some("write `from` or `above` before each number, or before none"));
                }
                Rows::Steps(self.step_rows(rows))
            }
            (Some(step), Some(_)) => {
                let message = "between the rows of an interpolated table lie straight lines, and no steps".to_owned();
                self.wrong(step.span, message, Some("delete `interpolated`, or `from` and `above`"));
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
                self.wrong(from.span, format!("the table has two rows for {}", from.value), Some("keep one"));
            }
        }
        found.sort_by(|one, other| one.0.total_cmp(&other.0));
        found
    }

    fn line_rows(&mut self, interpolated: Span, rows: &[TableRow]) -> Vec<(f64, f64)> {
        if let Some(row) = rows.iter().find(|row| row.to.is_none() && row.of != TableRowKey::Otherwise) {
            let message = "no line leads to a row that is missing".to_owned();
            self.wrong(row.span, message, Some("give it a number, or delete `interpolated`"));
        }
        let keys = || rows.iter().filter_map(|row| if let TableRowKey::Value(from) = row.of { Some(from) } else { None });
        if let Some((_, row)) = keys().zip(keys().skip(1)).find(|(before, row)| row.value < before.value) {
            let message = format!("the row {} stands after a greater one", row.value);
            self.wrong(row.span, message, Some("put the rows in rising order, as the line runs through them"));
        }
        let found: Vec<(f64, f64)> = self.exact_rows(rows).into_iter().filter_map(|(from, to)| Some((from, to?))).collect();
        if found.len() < 2 && !self.is_cut {
            self.wrong(interpolated, "an interpolated table has two rows at least".to_owned(), Some("add the next row"));
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
                self.wrong(from.span, message, Some("put the bounds in rising order"));
            }
            steps.push(TableStep { from: from.value, belongs, to: row.to.map(|to| to.value) });
        }
        steps
    }
}

/// The groups of a table that are read: as many as it may have.
pub fn kept(table: &tree::Table) -> &[tree::TableGroup] {
    &table.groups[..table.groups.len().min(limits::TABLE_GROUPS)]
}

/// What a group of a table has nothing for, of the values that are looked up in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Lacking {
    /// Fractions, where it has rows for exact values.
    Fractions,
    /// A value that has no row, and how many more.
    Rows(f64, usize),
    /// An end of what can be looked up.
    End(f64),
}

impl Lacking {
    /// What a group has no row for, of the values in a range.
    pub fn of(group: &TableGroup, range: Range) -> Option<Self> {
        match &group.rows {
            Rows::Exact(_) if !range.whole => Some(Self::Fractions),
            Rows::Exact(_) => {
                let values = (0..=(range.max - range.min).min(LOOKED_FOR) as u64).map(|step| range.min + step as f64);
                let mut lacking = values.filter(|value| group.rows.find(*value) == Found::Nothing);
                let first = lacking.next()?;
                Some(Self::Rows(first, lacking.count()))
            }
            Rows::Steps(_) | Rows::Line(_) => {
                let ends = [range.min, range.max];
                ends.into_iter().find(|end| group.rows.find(*end) == Found::Nothing).map(Self::End)
            }
        }
    }

    /// What lacks in a table, which is named with its group, if it has any.
    pub fn message(&self, table: &str, keys: &str) -> String {
        let of_group = if keys.is_empty() { String::new() } else { format!(" for {keys}") };
        match self {
            Self::Fractions => format!("this can be a fraction, and `{table}`{of_group} is looked up by exact values"),
            Self::Rows(first, more) => {
                let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
                format!("`{table}`{of_group} has no row for {first}{more}; the result is then missing")
            }
            Self::End(end) => format!("`{table}`{of_group} has nothing for {end}; the result is then missing"),
        }
    }
}

use super::draft::Draft;
use super::expressions::{Ranged, Reading};
use super::groups::Group;
use super::rows::{Lacking, RowReader, kept};
use crate::instrument::{NumericExpr, Otherwise, Range, TableGroup};
use crate::source::{Severity, codes};
use crate::syntax::tree::{self, Expression, Word};

impl Draft<'_> {
    /// The groups of a table; one, which is for all, of a table without.
    pub fn table_groups(&mut self, table: &tree::Table) -> Vec<TableGroup> {
        self.table_groups.push(if table.by.is_empty() { vec![] } else { kept(table).to_vec() });
        let is_cut = !self.unreadable.is_empty();
        RowReader { diagnostics: &mut self.diagnostics, is_cut }.groups(table)
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
            let lacking = Lacking::of(&group, range);
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
                let message = format!("no row of `{}` can ever be found", table.text);
                self.report_as(Severity::Error, &codes::TABLE_WITH_GAPS, table.span, message, None);
            }
            return None;
        };
        if let Some((lacking, keys)) = lacks {
            let help = match lacking {
                Lacking::Fractions => "round it first: `look up (round … to 0) in …`; or write rows as `from 0 -> …`",
                Lacking::Rows(..) => "add the rows; or, if that is meant, `otherwise -> missing`",
                Lacking::End(_) => "add a row; or, if that is meant, `otherwise -> missing`",
            };
            self.report(&codes::TABLE_WITH_GAPS, of.span, lacking.message(&table.text, &keys), help.to_owned());
        }
        let range = Range { can_miss, ..outcomes };
        Some((NumericExpr::LookUp(Box::new(number), position, groups), range))
    }
}

use super::super::columns::Role;
use super::super::row_reader::RowReader;
use super::super::table::MissingReason;
use super::RowParser;
use crate::instrument::{Allotment, AllotmentIx, Deal};
use crate::source::codes;

impl RowParser {
    /// Takes all that a question ranks or shares out from one cell.
    pub(super) fn dealt_cell(&mut self, reader: &RowReader<'_>, row: u64, allotment: AllotmentIx, cell: &str) {
        let Some(of) = reader.together.iter().find(|of| of.allotment == allotment) else { return };
        let text = cell.trim();
        let of_items = of.items.iter().find_map(|item| reader.items[*item].declared_at(text, &reader.notation));
        of_items.iter().for_each(|at| self.evidence.declared(*at));
        if of_items.is_some() || (!text.is_empty() && self.is_missing(reader, text)) {
            return of.items.iter().for_each(|item| self.table.items[*item].missing(MissingReason::Declared));
        }
        match of.read(text) {
            Ok(parts) => {
                for (item, part) in of.items.iter().zip(parts) {
                    self.cell(reader, row, Role::Item(*item), &part);
                }
            }
            Err(fault) => {
                of.items.iter().for_each(|item| self.table.items[*item].missing(MissingReason::NotValid));
                let asked = &reader.instrument.allotments[allotment];
                self.bad_cell(reader, row, Role::Together(allotment), cell, |shown| {
                    let message = format!("`{shown}` is not an answer to `{}`: it {fault}", asked.name);
                    (&codes::NOT_AN_ANSWER, message, possible(asked))
                });
            }
        }
    }
}

/// What the cell of a question that ranks or shares out can be.
fn possible(asked: &Allotment) -> String {
    let members: Vec<&str> = asked.members.iter().map(|member| member.name.as_str()).collect();
    let columns: Vec<String> = members.iter().map(|member| format!("`{}`", asked.column(member))).collect();
    let number = |at: usize| match asked.deal {
        Deal::Ranks => (at + 1) as f64,
        Deal::Shares(whole) if at == 0 => whole,
        Deal::Shares(_) => 0.0,
    };
    let each: Vec<String> = members.iter().enumerate().map(|(at, member)| format!("\"{member}\": {}", number(at))).collect();
    let each = format!("a number for each, as {{{}}}", each.join(", "));
    let all = match asked.deal {
        Deal::Ranks => format!("all of them in their order, as `{}`, or {each}", members.join(";")),
        Deal::Shares(_) => each,
    };
    format!("{all}; or each has a column of its own: {}", columns.join(", "))
}

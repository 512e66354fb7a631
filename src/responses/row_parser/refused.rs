use std::collections::HashSet;

use super::super::columns::Role;
use super::super::options::OnBad;
use super::super::row_reader::RowReader;
use super::super::table::MissingReason;
use super::RowParser;
use crate::instrument::{ItemIx, RefusalIx};
use crate::source::{Diagnostic, Severity, codes};

/// A row whose answers the measure refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its place in the table.
    pub row: usize,
    /// What refuses it.
    pub refusal: RefusalIx,
}

impl RowParser {
    /// Takes that the measure refuses answers. Where what cannot be right counts as missing, all answers that a refusal
    /// looks at do; else the rows go out.
    pub fn refuse(&mut self, reader: &RowReader<'_>, refused: &[Refused]) {
        let counts_as_missing = reader.on_bad == OnBad::Missing;
        let mut out = HashSet::new();
        for refused in refused {
            let row = self.row_numbers.get(refused.row).copied().unwrap_or_default();
            if counts_as_missing {
                if reader.tells_all {
                    let mut diagnostic = self.refusal(reader, refused, row);
                    diagnostic.severity = Severity::Warning;
                    diagnostic.message.push_str("; the answers count as missing");
                    self.mended.push(diagnostic);
                }
                self.make_missing(reader, refused);
            } else {
                let diagnostic = self.refusal(reader, refused, row);
                self.faults.add(diagnostic);
                out.insert(row);
            }
        }
        let gone = self.leave_out(&out);
        self.rejected.extend(gone);
    }

    /// What is said of a row, at the last of the answers that were given.
    fn refusal(&self, reader: &RowReader<'_>, refused: &Refused, row: u64) -> Diagnostic {
        let refusal = &reader.instrument.refusals[refused.refusal];
        // What somebody said in their own words is no part of a complaint.
        let written = |item: &ItemIx| match reader.items[*item].is_text() {
            true if self.table.items[*item].values[refused.row].is_nan() => (*item, String::new()),
            true => (*item, "a text".to_owned()),
            false => (*item, reader.written(&self.table, refused.row, Role::Item(*item))),
        };
        let given: Vec<(ItemIx, String)> = refusal.items.iter().map(written).filter(|(_, answer)| !answer.is_empty()).collect();
        let told = |(item, answer): &(ItemIx, String)| format!("{} is {answer}", reader.instrument.items[*item].name);
        let told: Vec<String> = given.iter().map(told).collect();
        let told = if told.is_empty() { "nothing was answered".to_owned() } else { told.join(", ") };
        let message = format!("`{}` refuses these answers ({told}): {}", refusal.name, refusal.sentence);
        let last = given.last().map(|(item, _)| *item).or(refusal.items.last().copied()).unwrap_or(ItemIx(0));
        let found = given.last().map_or("", |(_, answer)| answer.as_str());
        reader
            .error(&codes::ANSWERS_REFUSED, row, Role::Item(last), found, message)
            .help("correct the answers, or let those that cannot be right count as missing")
    }

    fn make_missing(&mut self, reader: &RowReader<'_>, refused: &Refused) {
        for item in &reader.instrument.refusals[refused.refusal].items {
            let column = &mut self.table.items[*item];
            if column.causes.get(refused.row) == Some(&MissingReason::Answered) {
                column.values[refused.row] = f64::NAN;
                column.causes[refused.row] = MissingReason::NotValid;
                self.made_missing += 1;
            }
        }
        let items = &reader.instrument.refusals[refused.refusal].items;
        self.table.words.retain(|(row, item, _)| *row != refused.row || !items.contains(item));
    }
}

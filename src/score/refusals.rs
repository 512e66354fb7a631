use super::evaluate::Columns;
use super::plan::Plan;
use crate::instrument::{Node, RefusalIx};
use crate::responses::{Identity, Refused, ResponseTable, RowParser, RowReader};

impl Plan<'_> {
    /// Judges the rows of a stretch by what the measure refuses: of each that is refused there is a fault, and it is left
    /// out, or its answers count as missing, as whoever reads it was told.
    pub fn refuse(&self, reader: &RowReader<'_>, filled: &mut RowParser) {
        let refused = self.refused(&filled.table);
        if !refused.is_empty() {
            filled.refuse(reader, &refused);
        }
    }

    /// The rows of a table that the measure refuses, by row, and then in the order of the file.
    pub fn refused(&self, table: &ResponseTable) -> Vec<Refused> {
        if self.instrument.refusals.is_empty() {
            return Vec::new();
        }
        let identity = Identity { date: table.identity.date.clone(), ..Identity::default() };
        let mut settled = ResponseTable {
            rows: table.rows,
            informants: table.informants.clone(),
            identity,
            items: table.items.clone(),
            known: table.known.clone(),
            ..ResponseTable::default()
        };
        let mut scored = self.blank(table.rows);
        self.settle_asked(&mut settled, &mut scored);
        let mut columns = Columns::new(self, &settled, &[], &[], 0..settled.rows);
        let mut found = Vec::new();
        for (refusal, model) in self.instrument.refusals.iter_enumerated() {
            for helper in self.instrument.helpers_of(Node::Condition(&model.when)) {
                if columns.helpers[helper].is_none() {
                    columns.compute_helper(helper);
                }
            }
            let verdicts = columns.condition(&model.when);
            let holds = |(row, verdict): (usize, &super::evaluate::ThreeValued)| (verdict.known() == Some(true)).then_some(row);
            found.extend(verdicts.iter().enumerate().filter_map(holds).map(|row| Refused { row, refusal }));
        }
        found.sort_unstable_by_key(|refused: &Refused| (refused.row, refused.refusal));
        found
    }

    /// What the measure refuses of the first row of a table.
    pub fn refused_of_one(&self, table: &ResponseTable) -> Vec<RefusalIx> {
        self.refused(table).into_iter().filter(|refused| refused.row == 0).map(|refused| refused.refusal).collect()
    }
}

use super::super::losses::{ALL_CHOICES, NO_ORDER, NOT_FILLED_IN};
use super::columns::Row;
use super::limits::is_random;
use super::reader::FormReader;

impl FormReader {
    /// What stands in columns that no item has.
    pub(super) fn lost_columns(&mut self, row: &Row) {
        let causes = [
            ("required_message", "sentences for answers that lack were left out"),
            ("choice_filter", ALL_CHOICES),
            ("default", NOT_FILLED_IN),
            ("calculation", NOT_FILLED_IN),
            ("video", "films were left out"),
            ("guidance_hint", "hints for interviewers were left out"),
            ("trigger", "what is computed when another answer changes is not; left out"),
        ];
        for (_, cause) in causes.into_iter().filter(|(column, _)| row.has(column)) {
            self.sketch.losses.of(row.get("name"), cause, "");
        }
        if is_random(row.get("parameters")) {
            self.sketch.losses.of(row.get("name"), NO_ORDER, "");
        }
    }
}

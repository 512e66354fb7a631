use super::columns::Row;
use super::reader::FormReader;

impl FormReader {
    /// What stands in columns that no item has.
    pub(super) fn lost_columns(&mut self, row: &Row) {
        let causes = [
            ("required_message", "sentences for answers that lack were left out"),
            ("choice_filter", "choices depend on other answers in the form, and all of a list are shown now"),
            ("default", "answers that are filled in beforehand are not; left out"),
            ("video", "films were left out"),
            ("guidance_hint", "hints for interviewers were left out"),
            ("trigger", "what is computed when another answer changes is not; left out"),
        ];
        for (_, cause) in causes.into_iter().filter(|(column, _)| row.has(column)) {
            self.sketch.losses.of(row.get("name"), cause, "");
        }
    }
}

use super::super::media::MediaSketch;
use super::columns::Row;
use super::reader::FormReader;
use crate::exchange::statements;
use crate::exchange::xlsform::ALT;

impl FormReader {
    /// What is shown and played with the text of a row.
    pub(super) fn media(&mut self, row: &Row) -> MediaSketch {
        let [picture, audio] = ["image", "audio"].map(|column| row.texts(column, &self.languages));
        self.sketch.media(row.get("name"), picture, audio).with_alt(alt_of(row))
    }
}

/// What a picture shows, in each language, as our own forms carry it.
pub(super) fn alt_of(row: &Row) -> Vec<String> {
    statements::texts(row.get(ALT))
}

use super::super::options::Choice;
use super::super::shown::Marks;
use super::columns::Row;
use super::reader::FormReader;

/// The marks around a field whose answer is shown.
pub(super) const MARKS: Marks<'static> = Marks { open: "${", close: '}', field: str::trim, shows: &|_| true };

impl FormReader {
    /// The question, with its hint.
    pub(super) fn wording(&mut self, row: &Row) -> Vec<String> {
        let name = row.get("name");
        let mut text = row.texts("label", &self.languages);
        if text.is_empty() {
            text = vec![name.to_owned(); self.languages.len()];
        }
        let hint = row.texts("hint", &self.languages);
        let are_ends = hint.iter().any(|hint| hint.contains(" … "));
        if !are_ends {
            for (text, hint) in text.iter_mut().zip(hint).filter(|(text, hint)| !hint.is_empty() && !text.is_empty()) {
                *text = format!("{text}\n{hint}");
            }
        }
        self.sketch.with_answers_shown(name, text, &MARKS, &self.fields)
    }

    /// The choices of a list.
    pub(super) fn listed(&mut self, list: &str) -> Vec<Choice> {
        let rows = self.lists.get(list).map(Vec::as_slice).unwrap_or_default();
        if rows.iter().any(|row| row.has("video")) {
            self.sketch.losses.of(list, "films of choices were left out", "");
        }
        let shown: Vec<&Row> = rows.iter().filter(|row| row.has("image") || row.has("audio")).collect();
        for row in shown {
            let [picture, audio] = ["image", "audio"].map(|column| row.texts(column, &self.languages));
            let media = self.sketch.media(list, picture, audio);
            if !media.is_empty() {
                self.sketch.choice_media.insert((list.to_owned(), row.get("name").to_owned()), media);
            }
        }
        let choice =
            |row: &Row| Choice { code: row.get("name").to_owned(), label: row.texts("label", &self.languages), weight: None };
        rows.iter().map(choice).filter(|choice| !choice.code.is_empty()).collect()
    }
}

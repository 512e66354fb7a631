use super::super::options::Choice;
use super::super::shown::{Marks, TextWhen};
use super::columns::Row;
use super::media::alt_of;
use super::reader::FormReader;
use super::types::RowType;

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

    /// Whether a row is the heading of a table, which shows choices and is answered by nobody; the rows below it have
    /// the appearance `list-nolabel`.
    pub(super) fn is_heading(&mut self, row: &Row, kind: &RowType) -> bool {
        let appears = |word: &str| row.get("appearance").split_whitespace().any(|own| own == word);
        if !appears("list-nolabel") {
            self.headed = None;
        }
        let is_heading = matches!(kind, RowType::One(..) | RowType::Many(..)) && appears("label");
        if is_heading {
            self.headed = Some(self.sketch.items().count());
            let cause = "headings of tables show choices and are answered by nobody; their texts stand above the tables";
            self.sketch.losses.of(row.get("name"), cause, "");
            self.text(row);
        }
        is_heading
    }

    /// A text, which introduces what stands below it.
    pub(super) fn text(&mut self, row: &Row) {
        let (name, text) = (row.get("name"), row.texts("label", &self.languages));
        let media = self.media(row);
        self.sketch.intro_media(name, &text, media);
        let under: Vec<usize> = self.open.iter().filter_map(|group| group.condition).collect();
        let is_conditional = !row.get("relevant").is_empty();
        let when = if is_conditional { TextWhen::ItsOwn } else { TextWhen::Under(&under) };
        self.sketch.intro(name, text, when, Some(&MARKS));
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
            let media = self.sketch.media(list, picture, audio).with_alt(alt_of(row));
            if !media.is_empty() {
                self.sketch.choice_media.insert((list.to_owned(), row.get("name").to_owned()), media);
            }
        }
        let choice =
            |row: &Row| Choice { code: row.get("name").to_owned(), label: row.texts("label", &self.languages), weight: None };
        rows.iter().map(choice).filter(|choice| !choice.code.is_empty()).collect()
    }
}

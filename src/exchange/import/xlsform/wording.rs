use super::super::options::Choice;
use super::super::sketch::SHOWN;
use super::columns::Row;
use super::reader::FormReader;

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
        text.iter_mut().for_each(|text| *text = self.with_answers_shown(text));
        if text.iter().any(|text| text.contains("${")) {
            let cause = "questions show what is no answer to a question before them (`${…}`); the marks stand as they are";
            self.sketch.losses.of(name, cause, "write the question without them");
        }
        text
    }

    /// A question in which `${field}` shows the answer to a question before it.
    fn with_answers_shown(&self, text: &str) -> String {
        let mut shown = String::new();
        for (at, part) in text.split("${").enumerate() {
            let field = part.split_once('}').filter(|_| at > 0);
            let own = field.and_then(|(name, rest)| Some((self.fields.get(name.trim())?.name(), rest)));
            match own.filter(|(own, _)| self.sketch.pages.iter().flat_map(|page| &page.items).any(|item| item.name == *own)) {
                Some((own, rest)) => shown.push_str(&format!("{SHOWN}{own}|…}}{rest}")),
                None => shown.push_str(&format!("{}{part}", if at > 0 { "${" } else { "" })),
            }
        }
        shown
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

use std::collections::HashMap;

use super::super::ImportError;
use super::lost::LOST_ROWS;
use crate::exchange::bounds::{FORM_BYTES, LINES, TooLarge};

/// A row of a structure, by the columns of its heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Row(HashMap<String, String>);

impl Row {
    pub(super) fn get(&self, column: &str) -> &str {
        self.0.get(column).map(String::as_str).unwrap_or_default()
    }

    pub(super) fn class(&self) -> &str {
        self.get("class")
    }

    pub(super) fn name(&self) -> &str {
        self.get("name")
    }
}

/// A survey, as its rows say: what it says of itself, and its rows in each language.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Settings by name.
    pub(super) settings: HashMap<String, String>,
    /// Texts of the survey by language and name.
    pub(super) texts: HashMap<(String, String), String>,
    /// Languages, that of the survey first.
    pub(super) languages: Vec<String>,
    /// Groups, questions and what belongs to them, in the first language.
    pub(super) own: Vec<(String, Row)>,
    /// The same in the others: by language and by what they are of.
    pub(super) others: HashMap<(String, String), Row>,
    /// What no measure has: what became of it, and its name.
    pub(super) lost: Vec<(&'static str, String)>,
}

/// Reads the rows of a structure.
///
/// # Errors
/// Where it is none, or a larger one than is read.
pub(super) fn read(bytes: &[u8]) -> Result<Rows, ImportError> {
    TooLarge::unless_within(bytes, FORM_BYTES)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|_| ImportError::Unreadable("a structure of LimeSurvey is UTF-8, and this file is not".to_owned()))?;
    let mut tsv = csv::ReaderBuilder::new().flexible(true).delimiter(b'\t').from_reader(text.as_bytes());
    let unreadable = |error: csv::Error| ImportError::Unreadable(error.to_string());
    let header = tsv.headers().map_err(unreadable)?.clone();
    if !["class", "name", "text"].iter().all(|column| header.iter().any(|there| there.trim() == *column)) {
        let why =
            "a structure of LimeSurvey begins with a row of columns, `class`, `name` and `text` among them, with tabs between";
        return Err(ImportError::Unreadable(why.to_owned()));
    }
    let mut rows = Rows::default();
    let mut all: Vec<Row> = Vec::new();
    for record in tsv.records() {
        if all.len() == LINES {
            return Err(TooLarge::Lines.into());
        }
        let record = record.map_err(unreadable)?;
        let cells = header.iter().zip(&record).filter(|(_, text)| !text.is_empty());
        all.push(Row(cells.map(|(column, text)| (column.trim().to_owned(), text.to_owned())).collect()));
    }
    for row in all.iter().filter(|row| row.class() == "S") {
        rows.settings.insert(row.name().to_owned(), row.get("text").to_owned());
    }
    let setting = |name: &str| rows.settings.get(name).cloned().unwrap_or_default();
    let first = all.iter().map(|row| row.get("language")).find(|tag| !tag.is_empty()).unwrap_or("en").to_owned();
    let own = Some(setting("language")).filter(|tag| !tag.is_empty()).unwrap_or(first);
    rows.languages = vec![own.clone()];
    let additional = setting("additional_languages");
    rows.languages.extend(additional.split_whitespace().map(str::to_owned).filter(|tag| *tag != own));
    let (mut group, mut question) = (HashMap::new(), HashMap::new());
    for row in all {
        let language = Some(row.get("language").to_owned()).filter(|tag| !tag.is_empty()).unwrap_or_else(|| own.clone());
        let path = match row.class() {
            "SL" => {
                rows.texts.insert((language, row.name().to_owned()), row.get("text").to_owned());
                continue;
            }
            "G" => {
                let number: usize = group.get(&language).map_or(1, |number| number + 1);
                group.insert(language.clone(), number);
                format!("G {number}")
            }
            "Q" => {
                question.insert(language.clone(), row.name().to_owned());
                format!("Q {}", row.name())
            }
            class @ ("SQ" | "A") => {
                let of = question.get(&language).cloned().unwrap_or_default();
                format!("{class} {of} {} {}", row.get("type/scale"), row.name())
            }
            class => {
                if let Some((_, cause)) = LOST_ROWS.iter().find(|(lost, _)| *lost == class) {
                    let name = [row.name(), class].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
                    rows.lost.push((*cause, name.to_owned()));
                }
                continue;
            }
        };
        if language == own {
            rows.own.push((path, row));
        } else {
            rows.others.insert((language, path), row);
        }
    }
    Ok(rows)
}

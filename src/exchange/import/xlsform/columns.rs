use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::super::tags::tags;
use crate::exchange::workbook::{Cells, Workbook, WorkbookError};

/// A row of a sheet. All rows of it share the names of its columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    columns: Rc<HashMap<Column, u32>>,
    cells: BTreeMap<u32, String>,
}

/// A column: what it says, and in which language, if in one; both in small letters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Column {
    what: String,
    language: String,
}

/// A language of a form: the name that its columns have, and the tag of it.
#[derive(Clone, Debug)]
pub(super) struct FormLanguage {
    name: String,
    pub(super) tag: String,
}

impl Row {
    pub(super) fn get(&self, what: &str) -> &str {
        self.in_language(what, "").unwrap_or_default()
    }

    fn in_language(&self, what: &str, language: &str) -> Option<&str> {
        let column = Column { what: what.to_owned(), language: language.to_owned() };
        self.cells.get(self.columns.get(&column)?).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// A text in each language; empty where there is none in any.
    pub(super) fn texts(&self, what: &str, languages: &[FormLanguage]) -> Vec<String> {
        let of = |language: &FormLanguage| {
            self.in_language(what, &language.name).or_else(|| self.in_language(what, "")).unwrap_or_default().to_owned()
        };
        let texts: Vec<String> = languages.iter().map(of).collect();
        if texts.iter().all(String::is_empty) { vec![] } else { texts }
    }

    /// Whether a column, in whatever language, holds something.
    pub(super) fn has(&self, what: &str) -> bool {
        self.columns.iter().any(|(column, at)| column.what == what && self.cells.get(at).is_some_and(|text| !text.is_empty()))
    }

    /// A row of a loop for one choice of its list, whose name and label stand where the loop has marks for them.
    pub(super) fn of_choice(&self, code: &str, label: &[String], languages: &[FormLanguage]) -> Self {
        let mut row = self.clone();
        for (column, at) in self.columns.iter() {
            let Some(cell) = row.cells.get_mut(at) else { continue };
            let language = languages.iter().position(|language| language.name == column.language).unwrap_or(0);
            let label = label.get(language).or(label.first()).map_or(code, String::as_str);
            *cell = cell.replace("%(name)s", code).replace("%(label)s", label);
            if column.what == "name" {
                *cell = format!("{code}_{cell}");
            }
        }
        row
    }

    pub(super) fn has_column(&self, what: &str) -> bool {
        self.columns.keys().any(|column| column.what == what)
    }
}

impl Column {
    /// A heading as pyxform reads it: `label::English (en)`, `bind:relevant`, `Constraint Message`, `media::image`.
    fn of(heading: &str) -> Self {
        let heading = heading.trim();
        let mark = if heading.contains("::") { "::" } else { ":" };
        let mut parts =
            heading.split(mark).map(str::trim).filter(|part| !["bind", "media", "jr", "control", "body"].contains(part));
        let what = parts.next().unwrap_or_default().to_ascii_lowercase().replace([' ', '-'], "_");
        let what = match what.as_str() {
            "caption" | "text" => "label",
            "command" => "type",
            "tag" | "value" => "name",
            "relevance" => "relevant",
            "calculate" => "calculation",
            "readonly" => "read_only",
            "constraintmsg" | "constraining_message" | "constraint_msg" => "constraint_message",
            "requiredmsg" => "required_message",
            "title" | "set_form_title" => "form_title",
            "id_string" | "set_form_id" => "form_id",
            _ => &what,
        };
        Self { what: what.to_owned(), language: parts.collect::<Vec<_>>().join(":").to_lowercase() }
    }
}

/// The rows of a sheet below its heading, which is the first that holds something.
pub(super) fn rows(workbook: &mut Workbook, sheet: &str) -> Result<Vec<Row>, WorkbookError> {
    let mut lines = workbook.rows(sheet)?.into_iter().map(trimmed);
    let mut columns = HashMap::new();
    for (at, heading) in lines.next().unwrap_or_default() {
        columns.entry(Column::of(&heading)).or_insert(at);
    }
    let columns = Rc::new(columns);
    // Where nothing stands below the heading, it still says which columns there are.
    let mut rows: Vec<Row> = lines.map(|cells| Row { columns: Rc::clone(&columns), cells }).collect();
    if rows.is_empty() {
        rows.push(Row { columns, cells: BTreeMap::new() });
    }
    Ok(rows)
}

fn trimmed(cells: Cells) -> Cells {
    cells.into_iter().map(|(at, text)| (at, text.trim().to_owned())).collect()
}

/// The languages of a form, that of the measure first: the one that the settings name, else that of the first column.
pub(super) fn languages(survey: &[Row], choices: &[Row], settings: &Row) -> Vec<FormLanguage> {
    let mut found: Vec<String> = Vec::new();
    for sheet in [survey, choices] {
        let Some(row) = sheet.first() else { continue };
        let mut columns: Vec<(&u32, &Column)> = row.columns.iter().map(|(column, at)| (at, column)).collect();
        columns.sort();
        for (_, column) in columns.into_iter().filter(|(_, column)| ["label", "hint"].contains(&column.what.as_str())) {
            // A hint or a list without a language is of each.
            let is_language = !column.language.is_empty() || (column.what == "label" && std::ptr::eq(sheet, survey));
            if is_language && !found.contains(&column.language) {
                found.push(column.language.clone());
            }
        }
    }
    if found.is_empty() {
        found.push(String::new());
    }
    let default = settings.get("default_language").to_lowercase();
    if found.contains(&default) {
        found.sort_by_key(|name| *name != default);
    }
    let mut named = found.clone();
    // What has no name is in the language that the settings name.
    if let Some(unnamed) = named.iter_mut().find(|name| name.is_empty()) {
        *unnamed = if default == "default" { String::new() } else { default };
    }
    found.into_iter().zip(tags(&named)).map(|(name, tag)| FormLanguage { name, tag }).collect()
}

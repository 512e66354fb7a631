mod columns;
mod limits;
mod lost;
mod media;
mod reader;
mod types;
mod wording;

use std::collections::HashMap;

use self::columns::{Row, languages, rows};
use self::reader::FormReader;
use super::room::few_languages;
use super::{ImportError, Imported};
use crate::exchange::workbook::{Workbook, WorkbookError};

/// What the sheet of choices is called, now and formerly.
const CHOICES: &[&str] = &["choices", "columns", "choices and columns"];

/// A measure out of an XLSForm.
///
/// # Errors
/// Where the workbook cannot be read or holds no questions that a measure can have.
pub fn from_xlsform(bytes: &[u8]) -> Result<Imported, ImportError> {
    let mut workbook = Workbook::open(bytes)?;
    let sheets = workbook.sheets();
    let named = |names: &[&str]| {
        names.iter().find_map(|name| sheets.iter().find(|sheet| sheet.trim().eq_ignore_ascii_case(name))).cloned()
    };
    // pyxform takes the only sheet that there is.
    let only = (sheets.len() == 1).then(|| sheets[0].clone());
    let survey = named(&["survey"]).or(only).ok_or_else(|| {
        let there = sheets.iter().map(|sheet| format!("`{sheet}`")).collect::<Vec<_>>().join(", ");
        ImportError::Unreadable(format!("an XLSForm has a sheet `survey`, and this workbook has {there}"))
    })?;
    let survey = rows(&mut workbook, &survey)?;
    if !survey.first().is_some_and(|row| row.has_column("type")) {
        let why = "the first row of the sheet `survey` names its columns, and here it names none `type`";
        return Err(ImportError::Unreadable(why.to_owned()));
    }
    let mut if_there = |names: &[&str]| named(names).map_or(Ok(vec![]), |sheet| rows(&mut workbook, &sheet));
    let choices = if_there(CHOICES)?;
    let settings = if_there(&["settings"])?.into_iter().next().unwrap_or_default();
    let languages = languages(&survey, &choices, &settings);
    few_languages(&languages.iter().map(|language| language.tag.clone()).collect::<Vec<_>>())?;
    let mut reader = FormReader::new(languages, lists(choices), &settings);
    survey.iter().for_each(|row| reader.row(row));
    reader.finished().assemble()
}

/// Choices, by the list that they are of.
fn lists(choices: Vec<Row>) -> HashMap<String, Vec<Row>> {
    let mut lists: HashMap<String, Vec<Row>> = HashMap::new();
    for row in choices {
        let list = row.get("list_name").to_owned();
        if !list.is_empty() {
            lists.entry(list).or_default().push(row);
        }
    }
    lists
}

impl From<WorkbookError> for ImportError {
    fn from(error: WorkbookError) -> Self {
        error.beyond_bounds().map_or_else(|error| Self::Unreadable(error.to_string()), Into::into)
    }
}

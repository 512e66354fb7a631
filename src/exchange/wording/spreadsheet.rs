use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::returned::{Line, Sheet};
use super::{Candidate, SheetError, State};
use crate::exchange::bounds::{TEXTS as MOST_TEXTS, TooLarge};
use crate::exchange::workbook::{self, Cells, WorkbookError};
use crate::instrument::is_unwritten;

/// The first columns, in order. Those of translations to choose from follow, so that they stand between the source and
/// what is chosen.
const FIRST: [(&str, f64); 2] = [("path", 26.0), ("source", 48.0)];
/// The columns after those, in order; the ones of notes follow.
const REST: [(&str, f64); 3] = [("target", 48.0), ("back", 40.0), ("state", 10.0)];
/// What the name of a column begins with that holds the translations of one who translated.
const CANDIDATE: &str = "candidate ";
/// The column of the first note; those of further ones end with a number.
const NOTE: &str = "note";
/// Bytes of the name of one who translated.
const NAME_BYTES: usize = 200;
/// The sheets: texts, and what they belong to.
const TEXTS: &str = "texts";
const ABOUT: &str = "about";

/// A sheet as a workbook with a row a text.
///
/// # Errors
/// Where a text is longer than a cell can hold.
pub fn to_spreadsheet(sheet: &Sheet) -> Result<Vec<u8>, SheetError> {
    workbook(sheet).map_err(|error| SheetError::Broken(error.to_string()))
}

fn workbook(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let page = workbook.add_worksheet().set_name(TEXTS)?;
    page.set_freeze_panes(1, 2)?;
    let most = sheet.lines.iter().map(|line| line.notes.len()).max().unwrap_or(0).max(1);
    let notes = (1..=most).map(|number| if number == 1 { NOTE.to_owned() } else { format!("{NOTE} {number}") });
    let sides = sides(sheet);
    let fixed = |(name, width): &(&str, f64)| ((*name).to_owned(), *width);
    let candidates = sides.iter().map(|by| (format!("{CANDIDATE}{by}"), 40.0));
    let notes = notes.map(|name| (name, 40.0));
    let columns = FIRST.iter().map(fixed).chain(candidates).chain(REST.iter().map(fixed)).chain(notes);
    for (at, (name, width)) in (0_u16..).zip(columns) {
        page.write_string_with_format(0, at, name, &bold)?;
        page.set_column_width(at, width)?;
    }
    for (row, line) in (1_u32..).zip(&sheet.lines) {
        let state = match line.state {
            State::Done => "done",
            State::Stale => "stale",
            State::Missing => "missing",
        };
        let of = |by: &&str| line.candidates.iter().find(|it| it.by == **by).map_or("", |it| it.text.as_str());
        let cells = [line.path.as_str(), &line.source].into_iter().chain(sides.iter().map(of));
        let cells = cells.chain([line.target.as_str(), &line.back, state]).chain(line.notes.iter().map(String::as_str));
        for (at, cell) in (0_u16..).zip(cells) {
            page.write_string_with_format(row, at, cell, &wrapped)?;
        }
    }
    let about = workbook.add_worksheet().set_name(ABOUT)?;
    let facts = [("measure", &sheet.of), ("source language", &sheet.source_language), ("language", &sheet.language)];
    for (row, (name, fact)) in (0_u32..).zip(facts) {
        about.write_string_with_format(row, 0, name, &bold)?;
        about.write_string(row, 1, fact)?;
    }
    workbook.save_to_buffer()
}

/// Those whose translations there are to choose from, by their names.
fn sides(sheet: &Sheet) -> BTreeSet<&str> {
    sheet.lines.iter().flat_map(|line| &line.candidates).map(|candidate| candidate.by.as_str()).collect()
}

/// A sheet out of a workbook.
///
/// # Errors
/// Where it is none, or lacks what such a workbook has.
pub fn from_spreadsheet(bytes: &[u8]) -> Result<Sheet, SheetError> {
    let mut workbook = workbook::Workbook::open(bytes)?;
    let about = workbook.rows(ABOUT)?;
    let fact = |name: &str| {
        let row = about.iter().find(|row| row.get(&0).is_some_and(|key| key == name));
        row.and_then(|row| row.get(&1)).cloned().unwrap_or_default()
    };
    let rows = workbook.rows(TEXTS)?;
    if rows.len() > MOST_TEXTS {
        return Err(TooLarge::Texts.into());
    }
    let header = rows.first().cloned().unwrap_or_default();
    let place = |name: &str| {
        let found = header.iter().find(|(_, cell)| *cell == name).map(|(at, _)| *at);
        found.ok_or_else(|| SheetError::Broken(format!("the sheet `{TEXTS}` has no column `{name}`")))
    };
    let places = [place("path")?, place("source")?, place("target")?];
    let (back, state) = (place("back").ok(), place("state").ok());
    let notes: BTreeSet<u32> = header.iter().filter(|(_, name)| name.starts_with(NOTE)).map(|(at, _)| *at).collect();
    let sides = header.iter().filter_map(|(at, name)| Some((*at, name.strip_prefix(CANDIDATE)?)));
    let sides: BTreeMap<u32, &str> = sides.filter(|(_, by)| by.len() <= NAME_BYTES).collect();
    let line = |row: &Cells| {
        let cell = |at: u32| row.get(&at).cloned().unwrap_or_default();
        let maybe = |at: Option<u32>| at.map_or(String::new(), cell);
        let target = cell(places[2]);
        let state = match maybe(state).as_str() {
            _ if is_unwritten(&target) => State::Missing,
            "stale" => State::Stale,
            _ => State::Done,
        };
        // What a row holds is looked through, and not the heading, which may be long.
        let notes = row.iter().filter(|(at, _)| notes.contains(at)).map(|(_, note)| note.clone()).collect();
        let candidates = row
            .iter()
            .filter_map(|(at, text)| Some(Candidate { by: (*sides.get(at)?).to_owned(), text: text.clone() }))
            .collect();
        Line { path: cell(places[0]), source: cell(places[1]), target, back: maybe(back), notes, candidates, state }
    };
    let lines = rows.iter().skip(1).map(line).filter(|line| !line.path.is_empty()).collect();
    let language = fact("language");
    if language.is_empty() {
        return Err(SheetError::Broken(format!("the sheet `{ABOUT}` does not say the language")));
    }
    Sheet { of: fact("measure"), source_language: fact("source language"), language, lines }.sound()
}

impl From<WorkbookError> for SheetError {
    fn from(error: WorkbookError) -> Self {
        error.beyond_bounds().map_or_else(|error| Self::Broken(error.to_string()), Into::into)
    }
}

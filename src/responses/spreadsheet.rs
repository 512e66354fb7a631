use super::grid::{Grid, GridRow};
use super::ods;
use super::options::ReadOptions;
use super::reader::{ReadError, empty};
use super::workbook::{Cells, Workbook, WorkbookError};
use crate::instrument::{DayCount, Instrument};
use crate::source::{Diagnostic, Place, codes};

/// Columns of a sheet: as many as Excel has.
const COLUMNS: u32 = 16_384;

/// Rows in which a header is looked for that is not the first row.
const LOOKED_AT: usize = 20;

/// The answers of a workbook.
pub(super) struct Read {
    pub grid: Grid,
    /// The day from which it counts days.
    pub count: DayCount,
    /// What is said of sheets that are not read.
    pub note: Option<Diagnostic>,
}

/// The answers of a workbook, and how it counts days: those of its first sheet whose header names an item of the
/// measure, else of its first sheet that holds anything.
pub(super) fn table(bytes: &[u8], instrument: &Instrument) -> Result<Read, ReadError> {
    let sheets =
        if ods::is(bytes) { ods::sheets(bytes).map(|sheets| (sheets, DayCount::default())) } else { sheets_of_excel(bytes) };
    let (sheets, count) = sheets.map_err(|error| match error.beyond_bounds() {
        Ok(too_large) => ReadError::Fault(Box::new(too_large.diagnostic())),
        Err(error) => unreadable(&error),
    })?;
    let is_item = |cell: &String| instrument.items.iter().any(|item| item.name == cell.trim());
    let with_items = sheets.iter().position(|(_, rows)| rows.first().is_some_and(|(_, cells)| cells.values().any(is_item)));
    let at = with_items.unwrap_or(0);
    let note = others(&sheets, at);
    let has_header = with_items.is_some();
    sheets.into_iter().nth(at).map(|(_, rows)| Read { grid: grid_of(rows, has_header), count, note }).ok_or_else(empty)
}

/// What is said of further sheets that hold rows under a header.
fn others(sheets: &Sheets, read: usize) -> Option<Diagnostic> {
    let others = sheets.iter().enumerate().filter(|(at, (_, rows))| *at != read && rows.len() > 1);
    let names: Vec<String> = others.map(|(_, (name, _))| format!("`{name}`")).collect();
    let (own, _) = sheets.get(read).filter(|_| !names.is_empty())?;
    let message = format!("only the sheet `{own}` is read; there are rows in {} too", names.join(", "));
    let note = Diagnostic::new(&codes::FOUND_SHAPE, Place::File, message);
    Some(note.help("if these are answers as well, put them into one sheet, or save each as a file of its own"))
}

/// How the cells of a workbook are written: a date is a number of days, whose look is in the styles.
pub(super) fn options(options: &ReadOptions, count: DayCount) -> ReadOptions {
    ReadOptions { serial_dates: Some(count), decimal_comma: options.decimal_comma.or(Some(false)), ..options.clone() }
}

/// The rows that hold something, by sheets that hold something, each with its name.
pub(super) type Sheets = Vec<(String, Vec<(u32, Cells)>)>;

fn sheets_of_excel(bytes: &[u8]) -> Result<(Sheets, DayCount), WorkbookError> {
    let mut workbook = Workbook::open(bytes)?;
    let mut sheets = Vec::new();
    for name in workbook.sheets() {
        match workbook.numbered_rows(&name) {
            Ok(rows) if rows.is_empty() => {}
            Ok(rows) => sheets.push((name, rows)),
            // A sheet of a chart has no rows.
            Err(WorkbookError::NoSheet(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok((sheets, workbook.day_count()))
}

/// The rows under their header. Where that names no item, the header may be a title, and the rows are wider.
fn grid_of(rows: Vec<(u32, Cells)>, has_header: bool) -> Grid {
    let looked_at = if has_header { 1 } else { LOOKED_AT };
    let width = |(_, cells): &(u32, Cells)| cells.last_key_value().map_or(0, |(column, _)| column + 1);
    let width = rows.iter().take(looked_at).map(width).max().unwrap_or_default().min(COLUMNS);
    let mut rows = rows.into_iter();
    let Some((_, header)) = rows.next() else { return Grid::default() };
    let cells = |cells: &Cells| (0..width).map(|column| cells.get(&column).cloned().unwrap_or_default()).collect::<Vec<_>>();
    let names = cells(&header).into_iter().map(|name| name.trim().to_owned()).collect();
    let rows = rows.map(|(number, row)| GridRow { number: u64::from(number) + 1, cells: cells(&row) });
    Grid { names, rows: rows.collect(), ..Grid::default() }
}

fn unreadable(error: &WorkbookError) -> ReadError {
    let diagnostic = Diagnostic::new(&codes::UNREADABLE_WORKBOOK, Place::File, error.to_string());
    ReadError::Fault(Box::new(diagnostic.help("save it again as .xlsx, .ods or CSV")))
}

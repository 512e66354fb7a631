use super::super::cell::{CellFault, UNLABELLED};
use super::super::row_reader::RowReader;
use crate::instrument::{Notation, Unfit};
use crate::source::{Code, Diagnostic, Place, codes};

/// What is said of a row that has more or fewer cells than the header.
pub(in super::super) fn ragged(row: u64, (cells, columns): (usize, usize)) -> Diagnostic {
    let message = format!("the row has {cells} cells, and the header has {columns}");
    let diagnostic = Diagnostic::new(&codes::RAGGED_ROW, Place::Cell { row, column: None, found: None }, message);
    let unnamed =
        "or the header has no name for the first column, as R's `write.table` writes it (`col.names = NA` gives it one)";
    let quoted = "often a delimiter inside a text is not quoted";
    diagnostic.help(if cells == columns + 1 { format!("{quoted}; {unnamed}") } else { quoted.to_owned() })
}

/// The code and the words for what is no answer to an item.
pub(super) fn item_fault(fault: CellFault, shown: &str, name: &str) -> (&'static Code, String) {
    match fault {
        CellFault::Alike => (&codes::NOT_AN_ANSWER, format!("`{shown}` stands for several answers to `{name}`")),
        CellFault::Unlabelled => {
            let message =
                format!("`{shown}` has no label in the file, where labels of `{name}` stand for points of other numbers");
            (&codes::NOT_AN_ANSWER, message)
        }
        CellFault::Uncomputed => {
            (&codes::NOT_AN_ANSWER, format!("the formula in the cell {shown} was never computed, so `{name}` has no value"))
        }
        CellFault::EitherPoint => {
            let message = format!("`{shown}` can be two answers to `{name}`: nobody can tell where its list begins");
            (&codes::NOT_AN_ANSWER, message)
        }
        CellFault::Unfit(Unfit::OffScale | Unfit::NotAChoice) => {
            (&codes::NOT_AN_ANSWER, format!("`{shown}` is not an answer to `{name}`"))
        }
        CellFault::Unfit(Unfit::TooLong) => (&codes::NOT_AN_ANSWER, format!("this text is too long for an answer to `{name}`")),
        CellFault::Unfit(Unfit::NotANumber) => (&codes::NOT_A_NUMBER, format!("`{shown}` is not a number")),
        CellFault::Unfit(Unfit::NotATime) => (&codes::NOT_AN_ANSWER, format!("`{shown}` is not a time of day")),
        CellFault::Unfit(Unfit::NotADate) => (&codes::NOT_A_DATE, format!("`{shown}` is not a date")),
        CellFault::EitherDay => (&codes::NOT_A_DATE, format!("`{shown}` can be two days: the day and the month may be swapped")),
    }
}

/// What programs write where there is no answer.
const MEAN_NOTHING: [&str; 13] = ["NA", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "null", "None", "-", ".", "?", "missing"];

/// What a cell can be; of what often means that there is no answer, how to say so; of a date that nobody can tell, how
/// to say which it is.
pub(super) fn how_written(reader: &RowReader<'_>, fault: CellFault, cell: &str, possible: String) -> String {
    let cell = cell.trim();
    if fault == CellFault::EitherDay {
        return format!("a date such as 2026-11-24; for dates as they stand, {}", reader.caller.dates());
    }
    if fault == CellFault::Unfit(Unfit::NotADate) && reader.notation.may_be_serial(cell) {
        return format!("{possible}; if it is the number of a day, as spreadsheets count them, {}", reader.caller.serial_dates());
    }
    if fault == CellFault::Unfit(Unfit::NotANumber) && is_number_otherwise(&reader.notation, cell) {
        return match cell.contains('.') {
            true => format!("{possible}, with a comma before decimals, as was said"),
            false => {
                format!("{possible}, with a point before decimals; where all numbers have a comma, {}", reader.caller.decimals())
            }
        };
    }
    if fault == CellFault::Unlabelled {
        let code = cell.trim_start_matches(UNLABELLED);
        return format!("a code with a label; if it means that there is no answer, {}", reader.caller.no_answer(code));
    }
    if fault == CellFault::Uncomputed {
        return format!("{possible}; open the workbook in Excel or LibreOffice, and save it: that computes it");
    }
    if fault == CellFault::EitherPoint {
        let [zero, one] = [0, 1].map(|first| reader.caller.counting(first));
        return format!("the text of the answer; where the list begins with `A1`, {one}; where with `A0`, {zero}");
    }
    if MEAN_NOTHING.contains(&cell) {
        return format!("{possible}; if it means that there is no answer, {}", reader.caller.no_answer(cell));
    }
    possible
}

/// Whether a cell is a number by the other sign for decimals.
fn is_number_otherwise(notation: &Notation, cell: &str) -> bool {
    let other = Notation { decimal_comma: !notation.decimal_comma, no_decimal_point: false, ..Notation::default() };
    notation.number(cell).is_none() && other.number(cell).is_some()
}

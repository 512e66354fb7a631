use super::super::cell::{CellFault, UNLABELLED};
use super::super::row_reader::RowReader;
use crate::instrument::Unfit;
use crate::source::{Code, Diagnostic, Place, codes};

/// What is said of a row that has more or fewer cells than the header.
pub(in super::super) fn ragged(row: u64, (cells, columns): (usize, usize)) -> Diagnostic {
    let message = format!("the row has {cells} cells, and the header has {columns}");
    let diagnostic = Diagnostic::new(&codes::RAGGED_ROW, Place::Cell { row, column: None, found: None }, message);
    diagnostic.help("often a delimiter inside a text is not quoted")
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
        CellFault::Unfit(Unfit::OffScale | Unfit::NotAChoice) => {
            (&codes::NOT_AN_ANSWER, format!("`{shown}` is not an answer to `{name}`"))
        }
        CellFault::Unfit(Unfit::TooLong) => (&codes::NOT_AN_ANSWER, format!("this text is too long for an answer to `{name}`")),
        CellFault::Unfit(Unfit::NotANumber) => (&codes::NOT_A_NUMBER, format!("`{shown}` is not a number")),
        CellFault::Unfit(Unfit::NotATime) => (&codes::NOT_AN_ANSWER, format!("`{shown}` is not a time of day")),
        CellFault::Unfit(Unfit::NotADate) => (&codes::NOT_A_DATE, format!("`{shown}` is not a date")),
    }
}

/// What programs write where there is no answer.
const MEAN_NOTHING: [&str; 13] = ["NA", "N/A", "n/a", "#N/A", "NaN", "nan", "NULL", "null", "None", "-", ".", "?", "missing"];

/// What a cell can be; of what often means that there is no answer, how to say so; of a date that nobody can tell, how
/// to say which it is.
pub(super) fn possible(reader: &RowReader<'_>, fault: CellFault, cell: &str, possible: String) -> String {
    if fault == CellFault::Unfit(Unfit::NotADate) && reader.notation.is_either(cell.trim()) {
        return format!("either of two days, so {}", reader.caller.dates());
    }
    if fault == CellFault::Unlabelled {
        let code = cell.trim().trim_start_matches(UNLABELLED);
        return format!("a code with a label; if it means that there is no answer, {}", reader.caller.no_answer(code));
    }
    if fault == CellFault::Uncomputed {
        return format!("{possible}; open the workbook in Excel or LibreOffice, and save it: that computes it");
    }
    if MEAN_NOTHING.contains(&cell.trim()) {
        return format!("{possible}; if it means that there is no answer, {}", reader.caller.no_answer(cell.trim()));
    }
    possible
}

use std::collections::BTreeMap;

use super::backend::Encoded;
use crate::source::{Diagnostic, Place, codes};

/// Texts of one column of a batch that a spreadsheet would take for formulas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulasInBatch {
    /// The name of the column.
    pub column: String,
    /// How many there are, one at least.
    pub count: u64,
    /// The row of the first, from 0 at the beginning of the batch.
    pub row: u64,
    /// The first of them.
    pub text: String,
}

/// Whether a spreadsheet that opens the text as a cell calculates it: it begins like a formula, and is no number with
/// its sign.
pub fn is_formula(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'=' | b'@' | b'\t' | b'\r') => true,
        Some(b'+' | b'-') => !is_number(&text[1..]),
        Some(_) | None => false,
    }
}

/// Whether a text without its sign is a number and nothing else, with a point or a comma.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
        && (text.parse::<f64>().is_ok() || text.replacen(',', ".", 1).parse::<f64>().is_ok())
}

/// Texts that a spreadsheet would take for formulas, over all batches of an output.
#[derive(Debug, Default)]
pub struct Formulas {
    /// Rows that were written so far, the head among them.
    rows: u64,
    /// By the name of the column: how many, the row of the first as a spreadsheet counts it, and the first.
    found: BTreeMap<String, (u64, u64, String)>,
}

impl Formulas {
    /// Looks at the cells of a row that is written next, each with the name of its column.
    pub fn look_at<'t>(&mut self, cells: impl IntoIterator<Item = (&'t str, &'t str)>) {
        let row = self.rows + 1;
        for (column, text) in cells.into_iter().filter(|(_, text)| is_formula(text)) {
            let found = self.found.entry(column.to_owned()).or_insert_with(|| (0, row, text.to_owned()));
            found.0 += 1;
        }
        self.rows = row;
    }

    /// Adds what was found in the batch that is written next.
    pub fn add(&mut self, encoded: &Encoded) {
        for formulas in &encoded.formulas {
            let row = self.rows + formulas.row + 1;
            let found = self.found.entry(formulas.column.clone()).or_insert_with(|| (0, row, formulas.text.clone()));
            found.0 += formulas.count;
        }
        self.rows += encoded.rows;
    }

    /// A warning for each column, with what can be done about it.
    pub fn diagnostics(&self, help: &str) -> Vec<Diagnostic> {
        let diagnostic = |(column, (count, row, text)): (&String, &(u64, u64, String))| {
            let place = Place::Cell { row: *row, column: Some(column.clone()), found: Some(text.clone()) };
            let shown: String = text.chars().take(40).collect();
            let message = match count {
                1 => format!("`{shown}` begins like a formula, and a spreadsheet would calculate it"),
                count => format!("{count} texts begin like formulas, as `{shown}`, and a spreadsheet would calculate them"),
            };
            Diagnostic::new(&codes::FORMULA_FOR_SPREADSHEETS, place, message).help(help)
        };
        self.found.iter().map(diagnostic).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoded, Formulas, FormulasInBatch, is_formula};

    #[test]
    fn what_a_spreadsheet_calculates_is_told_from_numbers_with_a_sign() {
        for formula in ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "+a", "-1+cmd|'x'!A0", "+31 6 12", "-", "+"] {
            assert!(is_formula(formula), "{formula:?}");
        }
        for harmless in ["", "a", "1", "-1", "+31612345678", "-0.5", "-0,5", "+1e3", "'=1", " =1", "a=b", "‑1", "-.5"] {
            assert!(!is_formula(harmless), "{harmless:?}");
        }
    }

    #[test]
    fn a_column_is_told_of_once_with_its_first_row() {
        let mut all = Formulas::default();
        let of = |rows, row, count| Encoded {
            bytes: vec![b'x'],
            rows,
            formulas: vec![FormulasInBatch { column: "note".to_owned(), count, row, text: "=1".to_owned() }],
        };
        all.add(&Encoded { rows: 1, ..Encoded::default() });
        all.add(&Encoded { rows: 10, ..Encoded::default() });
        all.add(&of(10, 3, 2));
        all.add(&of(10, 0, 5));
        let diagnostics = all.diagnostics("");
        assert_eq!(diagnostics.len(), 1);
        assert!(diagnostics[0].message.starts_with("7 texts"), "{}", diagnostics[0].message);
        assert!(matches!(diagnostics[0].place, crate::source::Place::Cell { row: 15, .. }), "{:?}", diagnostics[0].place);
    }
}

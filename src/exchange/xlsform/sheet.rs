use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A sheet of a workbook: a header and rows of texts, with only those columns that hold something.
pub(super) struct Sheet {
    name: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    pub(super) fn new(name: &'static str, columns: Vec<String>) -> Self {
        Self { name, columns, rows: vec![] }
    }

    /// Adds a row of cells by their columns.
    pub(super) fn row(&mut self, cells: &[(&str, &str)]) {
        let cell =
            |column: &String| cells.iter().find(|(name, _)| name == column).map_or(String::new(), |(_, text)| (*text).to_owned());
        self.rows.push(self.columns.iter().map(cell).collect());
    }

    /// Writes the sheets of a workbook. Every cell is a text, so that no program takes a formula for one of its own.
    pub(super) fn workbook(sheets: &[Self]) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let bold = Format::new().set_bold();
        for sheet in sheets {
            let page = workbook.add_worksheet().set_name(sheet.name)?;
            page.set_freeze_panes(1, 0)?;
            for (at, name) in (0_u16..).zip(&sheet.columns) {
                page.write_string_with_format(0, at, name, &bold)?;
                page.set_column_width(at, if name.contains("label") || name == "calculation" { 48.0 } else { 18.0 })?;
            }
            for (row, cells) in (1_u32..).zip(&sheet.rows) {
                for (at, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                    page.write_string(row, at, cell)?;
                }
            }
        }
        workbook.save_to_buffer()
    }
}

use rust_xlsxwriter::{Format, RowNum, Workbook, Worksheet};
use verbond_backend::{CodebookLine, Column, Error, Measure};

/// Adds the sheets that explain the first: what each column is, and where the measure comes from.
pub fn write(workbook: &mut Workbook, measure: &Measure, columns: &[Column]) -> Result<(), Error> {
    let wrapped = Format::new().set_text_wrap();
    let sheet = workbook.add_worksheet().set_name("Codebook")?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, (head, width)) in (0..).zip(CodebookLine::HEAD.into_iter().zip([16, 40, 10, 10, 60, 60])) {
        sheet.set_column_width(at, width)?;
        sheet.write_with_format(0, at, head, &Format::new().set_bold())?;
    }
    for (row, line) in (1..).zip(CodebookLine::all(measure, columns)) {
        for (at, cell) in (0..).zip(line.cells()) {
            sheet.write_string_with_format(row, at, shortened(cell), &wrapped)?;
        }
    }
    about(workbook.add_worksheet().set_name("About")?, measure)
}

fn about(sheet: &mut Worksheet, measure: &Measure) -> Result<(), Error> {
    let sources = measure.sources.iter().map(|source| ("source", source.citation.as_str()));
    let notes = measure.notes.iter().map(|note| ("note", note.as_str()));
    let head = [
        ("measure", measure.title.as_str()),
        ("id", &measure.id),
        ("version", &measure.version),
        ("status", &measure.status),
        ("licence", &measure.licence),
        ("language", &measure.language),
        ("sha256", &measure.sha256),
    ];
    sheet.set_column_width(0, 12)?;
    sheet.set_column_width(1, 100)?;
    for (row, (name, value)) in (0 as RowNum..).zip(head.into_iter().chain(sources).chain(notes)) {
        sheet.write_with_format(row, 0, name, &Format::new().set_bold())?;
        sheet.write_string(row, 1, shortened(value))?;
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    text.chars().take(32_000).collect()
}

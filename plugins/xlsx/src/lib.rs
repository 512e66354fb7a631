//! The Excel backend of Verbond: a sheet of scores, and a codebook that says what each column is and what its values
//! mean.

mod codebook;

use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, Worksheet};
use serde::Deserialize;
use verbond_backend::{
    Column, ColumnKind, Description, Error, Job, Measure, OptionType, Role, Row, RowBackend, Rows, Value, export_backend,
};

/// Rows of a sheet, its heading included.
const MOST_ROWS: RowNum = 1_048_576;
/// Characters of a cell.
const MOST_CHARACTERS: usize = 32_767;
/// Days from 1970-01-01 to the first day that a sheet can tell rightly, 1900-03-01, and to the last, 9999-12-31.
const DAYS: std::ops::RangeInclusive<i32> = -25_508..=2_932_896;
/// What a sheet counts as 1970-01-01.
const EPOCH: i32 = 25_569;

/// A workbook being written.
pub struct Xlsx {
    workbook: Workbook,
    path: std::path::PathBuf,
    measure: Measure,
    columns: Vec<Column>,
    formats: Vec<Format>,
    row: RowNum,
}

/// What can be told to it.
#[derive(Debug, Deserialize)]
pub struct Options {
    labels: Option<String>,
}

impl RowBackend for Xlsx {
    type Options = Options;

    fn describe() -> Description {
        Description::new("xlsx", env!("CARGO_PKG_VERSION")).extension("xlsx").with_written_answers().option(
            "labels",
            OptionType::Text,
            "",
            "The language of the codebook, as `nl`; that of the measure if it is not given.",
        )
    }

    fn open(job: Job<Options>) -> Result<Self, Error> {
        let measure = job.measure.with_labels(job.options.labels.as_deref())?;
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?.set_name("Scores")?;
        head(sheet, &job.columns)?;
        let formats = job.columns.iter().map(format_of).collect();
        Ok(Self { workbook, path: job.path, measure, columns: job.columns, formats, row: 1 })
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        if self.row >= MOST_ROWS {
            return Err(Error::new(format!(
                "an Excel sheet holds {} rows, and there are more; write CSV or Parquet",
                MOST_ROWS - 1
            )));
        }
        let at = self.row;
        let sheet = self.workbook.worksheet_from_index(0)?;
        for ((cell, format), column) in row.cells().zip(&self.formats).zip(0..) {
            put(sheet, at, column, cell.value, format).map_err(|why| match why {
                Unfit::TooLong(length) => Error::new(format!(
                    "row {at}, column {}: a text of {length} characters, and an Excel cell holds {MOST_CHARACTERS}",
                    cell.column.name
                )),
                Unfit::Refused(error) => Error::from(error),
            })?;
        }
        self.row += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<(), Error> {
        let last = ColNum::try_from(self.columns.len().saturating_sub(1))?;
        self.workbook.worksheet_from_index(0)?.autofilter(0, 0, self.row.saturating_sub(1), last)?;
        codebook::write(&mut self.workbook, &self.measure, &self.columns)?;
        Ok(self.workbook.save(&self.path)?)
    }
}

fn head(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), Error> {
    let bold = Format::new().set_bold();
    sheet.set_freeze_panes(1, 0)?;
    for (at, column) in (0..).zip(columns) {
        let width = match column.role {
            Role::Case | Role::Band => 14,
            Role::Source => 10,
            _ => 11,
        };
        sheet.set_column_width(at, width)?;
        sheet.write_with_format(0, at, &column.name, &bold)?;
    }
    Ok(())
}

fn format_of(column: &Column) -> Format {
    match (column.kind, column.role) {
        (ColumnKind::Number, Role::Score) => Format::new().set_num_format("0.00"),
        (ColumnKind::Count, _) => Format::new().set_num_format("0"),
        (ColumnKind::Date, _) => Format::new().set_num_format("yyyy-mm-dd"),
        (ColumnKind::Text, _) => Format::new().set_num_format("@"),
        _ => Format::new(),
    }
}

enum Unfit {
    TooLong(usize),
    Refused(rust_xlsxwriter::XlsxError),
}

impl From<rust_xlsxwriter::XlsxError> for Unfit {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Refused(error)
    }
}

fn put(sheet: &mut Worksheet, row: RowNum, column: ColNum, value: Value<'_>, format: &Format) -> Result<(), Unfit> {
    match value {
        Value::Missing => return Ok(()),
        Value::Number(number) => sheet.write_number_with_format(row, column, number, format)?,
        Value::Count(count) => sheet.write_number_with_format(row, column, count, format)?,
        Value::Truth(truth) => sheet.write_boolean(row, column, truth)?,
        Value::Date(date) if DAYS.contains(&date.days) => {
            sheet.write_number_with_format(row, column, date.days + EPOCH, format)?
        }
        Value::Date(date) => sheet.write_string(row, column, date.to_string())?,
        Value::Text(text) => {
            let length = text.encode_utf16().count();
            if length > MOST_CHARACTERS {
                return Err(Unfit::TooLong(length));
            }
            sheet.write_string_with_format(row, column, text, format)?
        }
    };
    Ok(())
}

export_backend!(Rows<Xlsx>);

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on fails")]
mod tests {
    use std::io::Cursor;
    use std::sync::Arc;

    use arrow_array::{ArrayRef, RecordBatch, StringArray};
    use arrow_schema::Schema;
    use calamine::{Data, Reader, Xlsx as Workbook};
    use verbond_backend::sample::{Filling, Sample};
    use verbond_backend::{Rows, harness};

    use super::Xlsx;

    /// Texts that a spreadsheet would calculate, or take for another kind of cell.
    const TEXTS: [&str; 10] = [
        "=1+1",
        "=HYPERLINK(\"http://x\",\"y\")",
        "@SUM(A1)",
        "+1-2",
        "-2+3+cmd|' /C calc'!A0",
        "\t=1",
        "{=1+1}",
        "0012",
        "http://example.org",
        "TRUE",
    ];

    /// The sample with these texts as remarks, in a column whose name is one too.
    fn sample() -> Sample {
        let mut sample = Sample::new(TEXTS.len(), Filling::Complete);
        let at = sample.schema.index_of("remark").expect("it has remarks");
        let fields = sample.schema.fields().iter().map(|field| match field.name().as_str() {
            "remark" => Arc::new(field.as_ref().clone().with_name(TEXTS[1])),
            _ => Arc::clone(field),
        });
        let schema = Schema::new_with_metadata(fields.collect::<Vec<_>>(), sample.schema.metadata().clone());
        sample.schema = Arc::new(schema);
        let mut columns: Vec<ArrayRef> = sample.batches[0].columns().to_vec();
        columns[at] = Arc::new(StringArray::from(TEXTS.to_vec()));
        sample.batches = vec![RecordBatch::try_new(Arc::clone(&sample.schema), columns).expect("it fits")];
        sample
    }

    #[test]
    fn a_text_is_a_text_whatever_it_begins_with() {
        let written = harness::run::<Rows<Xlsx>>(&sample(), &[]).expect("it is written");
        let mut workbook: Workbook<_> = calamine::open_workbook_from_rs(Cursor::new(written)).expect("it is a workbook");
        for sheet in workbook.sheet_names() {
            let formulas = workbook.worksheet_formula(&sheet).expect("a sheet");
            let formulas: Vec<&String> =
                formulas.cells().map(|(_, _, formula)| formula).filter(|formula| !formula.is_empty()).collect();
            assert!(formulas.is_empty(), "{sheet}: {formulas:?}");
        }
        let scores = workbook.worksheet_range("Scores").expect("a sheet");
        let head: Vec<Data> = scores.rows().next().expect("a heading").to_vec();
        let at = head.iter().position(|cell| *cell == Data::String(TEXTS[1].to_owned())).expect("its name is a text");
        let found: Vec<&Data> = scores.rows().skip(1).map(|row| &row[at]).collect();
        let expected: Vec<Data> = TEXTS.iter().map(|text| Data::String((*text).to_owned())).collect();
        assert_eq!(found, expected.iter().collect::<Vec<_>>());
    }
}

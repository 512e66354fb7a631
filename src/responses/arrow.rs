use std::borrow::Cow;
use std::fmt::Write;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType, Float16Type, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType,
    Time64NanosecondType, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, RecordBatch, new_empty_array};
use arrow_schema::{DataType, Field, Schema, TimeUnit};

use super::columns::{Columns, Role};
use super::lists::Lists;
use super::options::ReadOptions;
use super::row_parser::RowParser;
use super::row_reader::RowReader;
use super::text_column::TextColumn;
use super::zone::Zone;
use crate::instrument::{Day, Instrument};
use crate::source::{Diagnostic, Place, codes};

/// Prepares to read record batches whose columns are named as those of a file of answers would be: numbers, texts and
/// dates.
///
/// The diagnostics that come with the reader are notes about columns.
///
/// # Errors
/// The diagnostics that make the columns unusable, notes among them.
pub fn batch_reader<'a>(
    instrument: &'a Instrument,
    schema: &Schema,
    options: &ReadOptions,
) -> Result<(RowReader<'a>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let names = schema.fields().iter().map(|field| field.name().clone()).collect();
    let (columns, mut diagnostics) = Columns::find(names, instrument, options);
    diagnostics.extend(unfit(schema, &columns));
    diagnostics.iter_mut().for_each(about_column);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(diagnostics);
    }
    let (reader, mut conflicts) = RowReader::new(instrument, columns, options.notation(false), options);
    if conflicts.is_empty() {
        return Ok((reader, diagnostics));
    }
    conflicts.iter_mut().for_each(about_column);
    diagnostics.extend(conflicts);
    Err(diagnostics)
}

/// A batch has no row for its header, so what is wrong with a column has no row.
fn about_column(diagnostic: &mut Diagnostic) {
    if let Place::Cell { column, .. } = &mut diagnostic.place {
        diagnostic.place = column.take().map_or(Place::File, Place::Column);
    }
}

/// Diagnostics of columns that are wanted and hold neither numbers nor texts nor dates.
pub(super) fn unfit(schema: &Schema, columns: &Columns) -> Vec<Diagnostic> {
    let fields = schema.fields().iter().zip(&columns.roles);
    let unfit = fields.filter(|(field, role)| **role != Role::Ignored && !is_readable(field.data_type()));
    let diagnostic = |field: &Field| {
        let place = Place::Cell { row: 1, column: Some(field.name().to_owned()), found: None };
        match zone_of(field.data_type()) {
            Some(zone) => {
                let message = format!("this column holds moments in the zone `{zone}`, which this machine does not know");
                Diagnostic::new(&codes::NOT_A_DATE, place, message).help("make it a column of dates, as they were there")
            }
            None if field.data_type().is_list() => {
                let message = "this column holds lists of more than texts and numbers, which are not read";
                Diagnostic::new(&codes::NOT_A_NUMBER, place, message)
                    .help("make it a column of lists of texts: the names of the choices, and an empty list where none was chosen")
            }
            None => Diagnostic::new(&codes::NOT_A_NUMBER, place, "this column holds neither numbers nor texts nor dates"),
        }
    };
    unfit.map(|(field, _)| diagnostic(field)).collect()
}

/// The zone of moments.
#[expect(clippy::wildcard_enum_match_arm, reason = "of the types of Arrow only moments have a zone")]
fn zone_of(of: &DataType) -> Option<&str> {
    match of {
        DataType::Timestamp(_, zone) => zone.as_deref(),
        _ => None,
    }
}

/// Reads the rows of a batch, which are counted from a number, with the columns that the reader was made for.
pub fn read_batch(reader: &RowReader<'_>, batch: &RecordBatch, first_row: u64) -> RowParser {
    let cells = cells_of(reader, batch);
    let is_whole = cells.iter().all(|(_, cells)| cells.is_whole());
    let at_once = if is_whole { RowParser::by_columns(reader, (batch.num_rows(), first_row), cells) } else { None };
    // Most stretches have nothing that is wrong; of the others the rows tell what it is.
    match at_once {
        Some(filled) => filled.complete(reader),
        None => by_rows(reader, batch, first_row),
    }
}

fn cells_of<'b>(reader: &RowReader<'_>, batch: &'b RecordBatch) -> Vec<(Role, Cells<'b>)> {
    let columns = reader.columns.roles.iter().zip(batch.columns());
    columns.map(|(role, column)| (*role, Cells::of(reader, *role, column))).collect()
}

fn by_rows(reader: &RowReader<'_>, batch: &RecordBatch, first_row: u64) -> RowParser {
    let cells = cells_of(reader, batch);
    let mut filled = reader.begin(batch.num_rows());
    for at in 0..batch.num_rows() {
        let row = first_row + at as u64;
        if reader.whole_rows.is_some() {
            let texts: Vec<Cow<'_, str>> = cells.iter().map(|(_, cells)| cells.text(at)).collect();
            let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
            filled.whole_row(reader, row, &texts);
            continue;
        }
        filled.begin_row();
        for (role, cells) in &cells {
            match (role, cells) {
                (Role::Item(item), Cells::Numbers(numbers, _)) if numbers[at].is_nan() => filled.unanswered(*item),
                (Role::Item(item), Cells::Numbers(numbers, _)) if filled.number(reader, *item, numbers[at]) => {}
                (_, Cells::Numbers(..) | Cells::Days(_) | Cells::Texts(_)) => filled.cell(reader, row, *role, &cells.text(at)),
            }
        }
        filled.end_row(reader, row);
    }
    let mut filled = filled.complete(reader);
    let names = reader.columns.names.iter().zip(&cells);
    for (name, _) in names.filter(|(_, (_, cells))| !cells.is_whole()) {
        filled.without_room(name);
    }
    filled
}

/// The cells of a column.
pub(super) enum Cells<'a> {
    /// Numbers, NaN where there is none, and the column that they come from.
    Numbers(Vec<f64>, &'a ArrayRef),
    /// Days since 1970-01-01.
    Days(Vec<Option<i32>>),
    /// Texts as they would stand in a file.
    Texts(TextColumn),
}

impl<'a> Cells<'a> {
    /// The text of a row, as it would stand in a file.
    fn text(&self, at: usize) -> Cow<'_, str> {
        match self {
            Self::Texts(texts) => Cow::Borrowed(texts.get(at)),
            Self::Numbers(_, column) => Cow::Owned(Self::text_of(column, at)),
            Self::Days(days) => Cow::Owned(days.get(at).copied().flatten().map_or(String::new(), Day::written)),
        }
    }

    /// The text of a row of a column; empty where the column is of a type that no file of answers has.
    pub(super) fn text_of(column: &ArrayRef, at: usize) -> String {
        texts(&column.slice(at, 1)).map_or(String::new(), |texts| texts.get(0).to_owned())
    }

    /// All of it as texts.
    pub(super) fn into_texts(self) -> TextColumn {
        match self {
            Self::Texts(texts) => texts,
            Self::Numbers(_, column) => texts(column).unwrap_or_default(),
            Self::Days(days) => written(days.into_iter()),
        }
    }

    fn is_whole(&self) -> bool {
        match self {
            Self::Texts(texts) => texts.is_whole(),
            Self::Numbers(..) | Self::Days(_) => true,
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "of the types of Arrow only those are numbers that no text tells better")]
    fn of(reader: &RowReader<'_>, role: Role, column: &'a ArrayRef) -> Self {
        if role == Role::Ignored {
            return Self::Texts(TextColumn::default());
        }
        if let Some(days) = days_of(column).filter(|_| reader.takes_days(role)) {
            return Self::Days(days);
        }
        let numbers = match column.data_type() {
            _ if !reader.takes_numbers(role) => None,
            DataType::Int8 => Some(doubles::<Int8Type>(column, f64::from)),
            DataType::Int16 => Some(doubles::<Int16Type>(column, f64::from)),
            DataType::Int32 => Some(doubles::<Int32Type>(column, f64::from)),
            DataType::UInt8 => Some(doubles::<UInt8Type>(column, f64::from)),
            DataType::UInt16 => Some(doubles::<UInt16Type>(column, f64::from)),
            DataType::UInt32 => Some(doubles::<UInt32Type>(column, f64::from)),
            DataType::Float64 => Some(doubles::<Float64Type>(column, f64::from)),
            // A whole number that no double holds is on no scale, so it does not matter which double stands for it here.
            DataType::Int64 => Some(doubles::<Int64Type>(column, |number| number as f64)),
            DataType::UInt64 => Some(doubles::<UInt64Type>(column, |number| number as f64)),
            _ => None,
        };
        match numbers {
            Some(numbers) => Self::Numbers(numbers, column),
            None => Self::Texts(texts(column).unwrap_or_default()),
        }
    }
}

/// The numbers of a column, NaN where there is none.
fn doubles<T: ArrowPrimitiveType>(column: &ArrayRef, double: impl Fn(T::Native) -> f64) -> Vec<f64> {
    let column = column.as_primitive::<T>();
    let mut doubles: Vec<f64> = column.values().iter().map(|number| double(*number)).collect();
    if let Some(present) = column.nulls() {
        (!present.inner()).set_indices().for_each(|at| doubles[at] = f64::NAN);
    }
    doubles
}

/// Whether a column of a type can be read.
pub(super) fn is_readable(of: &DataType) -> bool {
    texts(&new_empty_array(of)).is_some()
}

/// A column as the cells of a file would have it; `None` if it is of another type.
#[expect(clippy::wildcard_enum_match_arm, reason = "Arrow has many types that no file of answers has, and is free to add others")]
pub(super) fn texts(column: &ArrayRef) -> Option<TextColumn> {
    if let Some(days) = days_of(column) {
        return Some(written(days.into_iter()));
    }
    Some(match column.data_type() {
        DataType::Int8 => numbers::<Int8Type>(column),
        DataType::Int16 => numbers::<Int16Type>(column),
        DataType::Int32 => numbers::<Int32Type>(column),
        DataType::Int64 => numbers::<Int64Type>(column),
        DataType::UInt8 => numbers::<UInt8Type>(column),
        DataType::UInt16 => numbers::<UInt16Type>(column),
        DataType::UInt32 => numbers::<UInt32Type>(column),
        DataType::UInt64 => numbers::<UInt64Type>(column),
        DataType::Float16 => numbers::<Float16Type>(column),
        DataType::Float32 => numbers::<Float32Type>(column),
        DataType::Float64 => numbers::<Float64Type>(column),
        DataType::Decimal32(..) => decimals::<Decimal32Type>(column),
        DataType::Decimal64(..) => decimals::<Decimal64Type>(column),
        DataType::Decimal128(..) => decimals::<Decimal128Type>(column),
        DataType::Decimal256(..) => decimals::<Decimal256Type>(column),
        DataType::Time32(TimeUnit::Second) => times::<Time32SecondType>(column, 1),
        DataType::Time32(TimeUnit::Millisecond) => times::<Time32MillisecondType>(column, 1_000),
        DataType::Time64(TimeUnit::Microsecond) => times::<Time64MicrosecondType>(column, 1_000_000),
        DataType::Time64(TimeUnit::Nanosecond) => times::<Time64NanosecondType>(column, 1_000_000_000),
        DataType::Utf8 => collected(column.as_string::<i32>().iter()),
        DataType::LargeUtf8 => collected(column.as_string::<i64>().iter()),
        DataType::Utf8View => collected(column.as_string_view().iter()),
        // As JSON has it: no point of a scale is one of the two, and a choice may be made or not.
        DataType::Boolean => {
            collected(column.as_boolean().iter().map(|truth| truth.map(|truth| if truth { "true" } else { "false" })))
        }
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            let values = texts(dictionary.values())?;
            // Where nobody answered there are no values, and keys mean nothing.
            let keys = if values.is_empty() { vec![0; column.len()] } else { dictionary.normalized_keys() };
            let is_null = |row: usize| dictionary.keys().is_null(row);
            collected(keys.iter().enumerate().map(|(row, key)| (!is_null(row)).then(|| values.get(*key))))
        }
        DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..) => Lists::of(column)?.as_texts()?,
        DataType::Null => collected(std::iter::repeat_n(None, column.len())),
        _ => return None,
    })
}

const DAY_SECONDS: i64 = 86_400;

/// The days of a column of days, or of moments; `None` if it is of another type, or in a zone that nobody here knows. Of
/// a moment beyond all days there is no day.
#[expect(clippy::wildcard_enum_match_arm, reason = "of the types of Arrow only those of days and moments are told apart")]
fn days_of(column: &ArrayRef) -> Option<Vec<Option<i32>>> {
    match column.data_type() {
        DataType::Date32 => Some(column.as_primitive::<Date32Type>().iter().collect()),
        DataType::Date64 => days::<Date64Type>(column, 1_000, None),
        DataType::Timestamp(TimeUnit::Second, zone) => days::<TimestampSecondType>(column, 1, zone.as_deref()),
        DataType::Timestamp(TimeUnit::Millisecond, zone) => days::<TimestampMillisecondType>(column, 1_000, zone.as_deref()),
        DataType::Timestamp(TimeUnit::Microsecond, zone) => days::<TimestampMicrosecondType>(column, 1_000_000, zone.as_deref()),
        DataType::Timestamp(TimeUnit::Nanosecond, zone) => {
            days::<TimestampNanosecondType>(column, 1_000_000_000, zone.as_deref())
        }
        _ => None,
    }
}

/// The days of moments, which are counted from 1970-01-01 in parts of a second, as the clocks of a zone showed them;
/// `None` if nobody here knows the zone.
fn days<T: ArrowPrimitiveType<Native = i64>>(column: &ArrayRef, of_second: i64, zone: Option<&str>) -> Option<Vec<Option<i32>>> {
    let zone = Zone::of(zone)?;
    let day = |moment: i64| i32::try_from(zone.local(moment.div_euclid(of_second)).div_euclid(DAY_SECONDS)).ok();
    Some(column.as_primitive::<T>().iter().map(|moment| moment.and_then(day)).collect())
}

fn written(days: impl Iterator<Item = Option<i32>>) -> TextColumn {
    let mut texts = TextColumn::default();
    days.for_each(|day| texts.push(&day.map_or(String::new(), Day::written)));
    texts
}

fn collected<'t>(values: impl Iterator<Item = Option<&'t str>>) -> TextColumn {
    let mut texts = TextColumn::default();
    values.for_each(|text| texts.push(text.unwrap_or_default()));
    texts
}

fn numbers<T: ArrowPrimitiveType>(column: &ArrayRef) -> TextColumn
where
    T::Native: std::fmt::Display,
{
    let (mut texts, mut text) = (TextColumn::default(), String::new());
    for value in column.as_primitive::<T>() {
        text.clear();
        if let Some(value) = value {
            // Writing into a string does not fail.
            let _ = write!(text, "{value}");
        }
        // A double that is not a number is no answer.
        texts.push(if text == "NaN" { "" } else { &text });
    }
    texts
}

/// Decimals as they are written out, exactly: databases give what they add up in this type.
fn decimals<T: DecimalType>(column: &ArrayRef) -> TextColumn {
    let (values, mut texts) = (column.as_primitive::<T>(), TextColumn::default());
    for row in 0..values.len() {
        texts.push(&if values.is_null(row) { String::new() } else { values.value_as_string(row) });
    }
    texts
}

/// Times of day, which are counted from midnight in parts of a second: `07:30`, with the seconds where there are any.
fn times<T: ArrowPrimitiveType>(column: &ArrayRef, of_second: i64) -> TextColumn
where
    T::Native: Into<i64>,
{
    let mut texts = TextColumn::default();
    for value in column.as_primitive::<T>() {
        let seconds = value.map(|value| value.into().div_euclid(of_second));
        texts.push(&match seconds.map(|seconds| (seconds / 3_600, seconds / 60 % 60, seconds % 60)) {
            None => String::new(),
            Some((hours, minutes, 0)) => format!("{hours:02}:{minutes:02}"),
            Some((hours, minutes, seconds)) => format!("{hours:02}:{minutes:02}:{seconds:02}"),
        });
    }
    texts
}

#[cfg(test)]
mod tests;

use std::fmt;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, UInt32Type};
use arrow_array::{Array, BooleanArray, Date32Array, Float64Array, RecordBatch, StringArray, UInt32Array};
use serde::de::value::{Error as ValueError, MapDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer, Visitor};

use crate::column::Column;
use crate::role::Role;
use crate::{Backend, Description, Error, Job};

/// What stands in a row under a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing: the value is missing.
    Missing,
    /// A text.
    Text(&'a str),
    /// A number; never NaN or infinite.
    Number(f64),
    /// A count.
    Count(u32),
    /// True or false.
    Truth(bool),
    /// A date.
    Date(Date),
}

/// A day, as the days since 1970-01-01. It is written as year-month-day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Days since 1970-01-01.
    pub days: i32,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Date32Array::from(vec![self.days]).value_as_date(0) {
            Some(date) => write!(f, "{date}"),
            None => write!(f, "{} days", self.days),
        }
    }
}

impl fmt::Display for Value<'_> {
    /// As it stands in a CSV file: missing is empty.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Count(count) => write!(f, "{count}"),
            Self::Truth(truth) => write!(f, "{truth}"),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

/// A cell: a value with its column.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// Its column.
    pub column: &'a Column,
    /// What stands there.
    pub value: Value<'a>,
}

/// A row of results.
pub struct Row<'a> {
    columns: &'a [Column],
    arrays: &'a [Values<'a>],
    at: usize,
}

/// A column of a batch by its type.
enum Values<'a> {
    Text(&'a StringArray),
    Number(&'a Float64Array),
    Count(&'a UInt32Array),
    Truth(&'a BooleanArray),
    Date(&'a Date32Array),
}

impl<'a> Values<'a> {
    fn of(array: &'a dyn Array) -> Result<Self, Error> {
        None.or_else(|| array.as_string_opt().map(Self::Text))
            .or_else(|| array.as_primitive_opt::<Float64Type>().map(Self::Number))
            .or_else(|| array.as_primitive_opt::<UInt32Type>().map(Self::Count))
            .or_else(|| array.as_boolean_opt().map(Self::Truth))
            .or_else(|| array.as_primitive_opt::<Date32Type>().map(Self::Date))
            .ok_or_else(|| Error::new(format!("a column has the type {}", array.data_type())))
    }

    fn at(&self, row: usize) -> Value<'a> {
        match self {
            Self::Text(array) if array.is_valid(row) => Value::Text(array.value(row)),
            Self::Number(array) if array.is_valid(row) => Value::Number(array.value(row)),
            Self::Count(array) if array.is_valid(row) => Value::Count(array.value(row)),
            Self::Truth(array) if array.is_valid(row) => Value::Truth(array.value(row)),
            Self::Date(array) if array.is_valid(row) => Value::Date(Date { days: array.value(row) }),
            _ => Value::Missing,
        }
    }
}

impl Row<'_> {
    /// Hands each row of a batch to a function.
    ///
    /// # Errors
    /// Where a column has a type that Verbond does not hand out, or the function fails.
    pub fn each(
        columns: &[Column],
        batch: &RecordBatch,
        mut take: impl FnMut(&Row<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let arrays: Vec<Values<'_>> = batch.columns().iter().map(|array| Values::of(array)).collect::<Result<_, _>>()?;
        (0..batch.num_rows()).try_for_each(|at| take(&Row { columns, arrays: &arrays, at }))
    }
}

impl<'a> Row<'a> {
    /// Every cell, in the order of the columns.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'a>> {
        let at = self.at;
        self.columns.iter().zip(self.arrays).map(move |(column, values)| Cell { column, value: values.at(at) })
    }

    /// The cells of the columns that are this.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = Cell<'a>> {
        self.cells().filter(move |cell| cell.column.role == role)
    }

    /// What stands under a name; missing if there is no such column.
    pub fn value(&self, name: &str) -> Value<'a> {
        let position = self.columns.iter().position(|column| column.name == name);
        position.map_or(Value::Missing, |position| self.arrays[position].at(self.at))
    }

    /// The number under a name, counts included.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.value(name) {
            Value::Number(number) => Some(number),
            Value::Count(count) => Some(f64::from(count)),
            _ => None,
        }
    }

    /// The text under a name; empty where it is missing.
    pub fn text(&self, name: &str) -> &'a str {
        match self.value(name) {
            Value::Text(text) => text,
            _ => "",
        }
    }

    /// Whether what stands under a name is true.
    pub fn is_true(&self, name: &str) -> bool {
        self.value(name) == Value::Truth(true)
    }

    /// The row as a type of your own, whose fields are named as the columns; an `Option` is `None` where a value is
    /// missing.
    ///
    /// # Errors
    /// Where a field has no column, or a column of another type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let named = self.cells().map(|cell| (cell.column.name.as_str(), cell.value));
        T::deserialize(MapDeserializer::<_, ValueError>::new(named)).map_err(Error::from)
    }
}

impl<'de> IntoDeserializer<'de, ValueError> for Value<'_> {
    type Deserializer = ValueReader<Self>;

    fn into_deserializer(self) -> Self::Deserializer {
        ValueReader(self)
    }
}

/// Hands one value to `serde`.
pub struct ValueReader<V>(V);

impl<'de> serde::Deserializer<'de> for ValueReader<Value<'_>> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.0 {
            Value::Missing => visitor.visit_none(),
            Value::Text(text) => visitor.visit_str(text),
            Value::Number(number) => visitor.visit_f64(number),
            Value::Count(count) => visitor.visit_u32(count),
            Value::Truth(truth) => visitor.visit_bool(truth),
            Value::Date(date) => visitor.visit_string(date.to_string()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        if self.0 == Value::Missing { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// An output backend that takes a row at a time and never sees Arrow. [`Rows`] makes a [`Backend`] of it.
pub trait RowBackend: Sized + Send {
    /// Its options; they come with their defaults filled in.
    type Options: DeserializeOwned;

    /// Who this is.
    fn describe() -> Description;

    /// Begins.
    ///
    /// # Errors
    /// Whatever keeps it from beginning, in words for the person who runs the program.
    fn open(job: Job<Self::Options>) -> Result<Self, Error>;

    /// Takes a row.
    ///
    /// # Errors
    /// Whatever keeps it from going on. The session is then abandoned.
    fn row(&mut self, row: &Row<'_>) -> Result<(), Error>;

    /// Completes the file.
    ///
    /// # Errors
    /// Whatever keeps it from ending well. What was written is then removed.
    fn finish(self) -> Result<(), Error>;

    /// Ends without a result; what was written is removed by Verbond.
    fn abandon(self) {}
}

/// A [`RowBackend`] as a [`Backend`]: `export_backend!(Rows<Mine>)`.
pub struct Rows<R> {
    backend: R,
    columns: Vec<Column>,
}

impl<R: RowBackend> Backend for Rows<R> {
    type Options = R::Options;

    fn describe() -> Description {
        R::describe()
    }

    fn open(job: Job<R::Options>) -> Result<Self, Error> {
        let columns = job.columns.clone();
        Ok(Self { backend: R::open(job)?, columns })
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        let Self { backend, columns } = self;
        Row::each(columns, batch, |row| backend.row(row))
    }

    fn finish(self) -> Result<(), Error> {
        self.backend.finish()
    }

    fn abandon(self) {
        self.backend.abandon();
    }
}

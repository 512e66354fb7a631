use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, params_from_iter};
use verbond_backend::{ColumnKind, Error, Row, Value};

use crate::table::Table;

/// How long another program that writes is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A transaction in a file of SQLite.
pub struct Sqlite {
    connection: Connection,
    path: PathBuf,
    was_there: bool,
    upsert: String,
    table: Table,
}

impl Sqlite {
    /// Begins a transaction, and makes what the table lacks.
    pub fn open(path: &Path, table: Table) -> Result<Self, Error> {
        let was_there = path.exists();
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch("begin immediate")?;
        connection.execute_batch(&table.create(type_of))?;
        for statement in table.add(&columns(&connection, &table)?, type_of) {
            connection.execute_batch(&statement)?;
        }
        let marks = vec!["?"; table.columns.len()].join(", ");
        let upsert = format!("insert into {} ({}) values ({marks}) {}", table.name, table.names(), table.on_conflict());
        Ok(Self { connection, path: path.to_owned(), was_there, upsert, table })
    }

    /// Adds a row, or replaces the one that is there.
    pub fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let values = row.cells().zip(&self.table.columns).map(|(cell, column)| SqlValue(cell.value, column.is_key));
        self.connection.prepare_cached(&self.upsert)?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// Lets all of it take effect.
    pub fn finish(self) -> Result<(), Error> {
        Ok(self.connection.execute_batch("commit")?)
    }

    /// Leaves things as they were.
    pub fn abandon(self) {
        let Self { connection, path, was_there, .. } = self;
        drop(connection);
        if !was_there {
            // An empty file is no database, and was not there before.
            let _ = std::fs::remove_file(path);
        }
    }
}

fn columns(connection: &Connection, table: &Table) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare(&format!("select * from {} limit 0", table.name))?;
    let names = statement.column_names().map(str::to_owned).collect();
    statement.query([])?.next()?;
    Ok(names)
}

fn type_of(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Number => "real",
        ColumnKind::Count => "integer",
        ColumnKind::Truth => "boolean",
        ColumnKind::Date => "date",
    }
}

/// A value, and whether it is part of the key.
struct SqlValue<'a>(Value<'a>, bool);

impl rusqlite::ToSql for SqlValue<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Missing if self.1 => ToSqlOutput::Borrowed(ValueRef::Text(b"")),
            Value::Missing => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Number(number) => ToSqlOutput::from(number),
            Value::Count(count) => ToSqlOutput::from(i64::from(count)),
            Value::Truth(truth) => ToSqlOutput::from(truth),
            Value::Date(date) => ToSqlOutput::from(date.to_string()),
        })
    }
}

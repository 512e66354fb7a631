//! The database backend of Verbond: a table in PostgreSQL or SQLite, a row for each administration. All of a run takes
//! effect in one transaction, or nothing does; an administration that is there already is replaced.

mod postgresql;
mod sqlite;
mod table;

use serde::Deserialize;
use verbond_backend::{Description, Error, Job, OptionType, Row, RowBackend, Rows, Writes, export_backend};

use postgresql::Postgresql;
use sqlite::Sqlite;
use table::Table;

/// A transaction in one of the databases.
pub enum Database {
    /// `--to database=scores.db`
    Sqlite(Box<Sqlite>),
    /// `--to database=postgresql://user@host/name`
    Postgresql(Box<Postgresql>),
}

/// What can be told to it.
#[derive(Debug, Deserialize)]
pub struct Options {
    table: Option<String>,
}

impl RowBackend for Database {
    type Options = Options;

    fn describe() -> Description {
        Description::new("database", env!("CARGO_PKG_VERSION")).extension("db").writes(Writes::Place).option(
            "table",
            OptionType::Text,
            "",
            "The table, which is made if it is not there; named after the measure if it is not given.",
        )
    }

    fn open(job: Job<Options>) -> Result<Self, Error> {
        let name = job.options.table.unwrap_or_else(|| job.measure.id.replace('-', "_"));
        let table = Table::new(&name, &job.columns)?;
        let place = job.path.to_str().ok_or_else(|| Error::new("the place is not UTF-8"))?;
        Ok(if place.starts_with("postgresql://") || place.starts_with("postgres://") {
            Self::Postgresql(Box::new(Postgresql::open(place, table)?))
        } else if place.contains("://") {
            return Err(Error::new(format!("`{place}` is no file and no `postgresql://…`; other databases are not known here")));
        } else {
            Self::Sqlite(Box::new(Sqlite::open(&job.path, table)?))
        })
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        match self {
            Self::Sqlite(database) => database.row(row),
            Self::Postgresql(database) => database.row(row),
        }
    }

    fn finish(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(database) => database.finish(),
            Self::Postgresql(database) => database.finish(),
        }
    }

    fn abandon(self) {
        if let Self::Sqlite(database) = self {
            database.abandon();
        }
    }
}

export_backend!(Rows<Database>);

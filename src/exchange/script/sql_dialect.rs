use crate::instrument::{Letters, NameRules};

/// A database that scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SqlDialect {
    /// DuckDB.
    #[default]
    DuckDb,
    /// SQLite, from 3.38.
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// Spark SQL, from 3.5.
    Spark,
}

impl SqlDialect {
    /// All of them.
    pub const ALL: &[Self] = &[Self::DuckDb, Self::Sqlite, Self::Postgres, Self::Spark];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::DuckDb => "duckdb",
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::Spark => "spark",
        }
    }

    /// What it calls a number of eight bytes.
    pub(super) fn double(self) -> &'static str {
        match self {
            Self::DuckDb | Self::Spark => "double",
            Self::Postgres => "double precision",
            Self::Sqlite => "real",
        }
    }

    /// Names stand in quotation marks, where any word may stand; but SQLite finds no column of a step that is called
    /// `true` or `false`.
    pub(super) fn rules(self) -> NameRules {
        let reserved: &[&str] = match self {
            Self::Sqlite => &["true", "false"],
            Self::DuckDb | Self::Postgres | Self::Spark => &[],
        };
        NameRules { reserved, ignores_case: true, longest: usize::MAX, letters: Letters::All }
    }

    /// A number that is computed with as a double.
    pub(super) fn number(self, value: f64) -> String {
        let is_whole = value.fract() == 0.0;
        let point = if is_whole { ".0" } else { "" };
        let double = match self {
            Self::Spark => "D",
            // Without an exponent it is a decimal, and a product of three of many digits is refused.
            Self::DuckDb if !is_whole => "e0",
            Self::DuckDb | Self::Sqlite | Self::Postgres => "",
        };
        format!("{value}{point}{double}")
    }
}

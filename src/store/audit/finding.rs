use serde::Serialize;

use super::super::chain::Log;

/// Something that nobody should have been able to do through the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Finding {
    /// A row says something else than it said when it was written.
    Edited {
        /// Of which log.
        log: Log,
        /// Its number.
        row: i64,
    },
    /// Rows are gone, or were put in between.
    Broken {
        /// Of which log.
        log: Log,
        /// Where the chain does not go on.
        row: i64,
    },
    /// A row was emptied, and no erasure says so.
    Emptied {
        /// Of which log.
        log: Log,
        /// Its number.
        row: i64,
    },
    /// The end of the log is not where it was.
    Shortened {
        /// Of which log.
        log: Log,
        /// The last row there should be.
        row: i64,
    },
    /// Nothing says where the log ends, or more than one thing does.
    Headless {
        /// Of which log.
        log: Log,
    },
    /// A head that was written down earlier is of no row.
    NotOnChain {
        /// The hash that was given.
        head: String,
    },
    /// A cell is not what the log says.
    Differs {
        /// The table.
        table: &'static str,
        /// The row, by what it is found by.
        row: String,
        /// The column.
        column: &'static str,
    },
    /// A row is gone, which the log says is there.
    Missing {
        /// The table.
        table: &'static str,
        /// The row, by what it is found by.
        row: String,
    },
    /// A row is there, of which the log says nothing.
    Added {
        /// The table.
        table: &'static str,
        /// The row, by what it is found by.
        row: String,
    },
    /// A table, an index or a trigger is not what the program made.
    Redefined {
        /// Its name.
        name: String,
    },
    /// A row refers to one that is not there.
    Orphan {
        /// The table.
        table: String,
        /// The table that it refers to.
        parent: String,
    },
    /// The file is damaged.
    Damaged {
        /// What the database says.
        words: String,
    },
}

impl Finding {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Edited { log, row } => format!("row {row} of {} was edited after it was written", log.words()),
            Self::Broken { log, row } => {
                format!("the chain of {} breaks at row {row}: rows before it are gone, or were put in", log.words())
            }
            Self::Emptied { log, row } => format!("row {row} of {} was emptied, and no erasure says so", log.words()),
            Self::Shortened { log, row } => format!("{} should go on to row {row}", log.words()),
            Self::Headless { log } => format!("the row that says where {} ends is gone", log.words()),
            Self::NotOnChain { head } => format!("the head {head} is of no row: what stood then was replaced"),
            Self::Differs { table, row, column } => format!("`{column}` of {table} {row} is not what the log says"),
            Self::Missing { table, row } => format!("{table} {row} is gone, and the log says that it is there"),
            Self::Added { table, row } => format!("{table} {row} is there, and the log says nothing of it"),
            Self::Redefined { name } => format!("`{name}` is not defined as the program defines it"),
            Self::Orphan { table, parent } => format!("a row of `{table}` refers to one of `{parent}` that is not there"),
            Self::Damaged { words } => format!("the file is damaged: {words}"),
        }
    }
}

//! What is kept: administrations in an SQLite file, every change of an answer in a log that is only ever added to,
//! chained by hashes.
//!
//! An answer that was acknowledged is on the disk. The log shows whether anybody edited a row; what a person has a
//! right to have erased is erased from it without breaking the chain.

mod access;
mod access_log;
mod administrations;
mod agenda;
mod audit;
mod case_states;
mod chain;
mod clock;
mod closing;
mod encryption;
mod entering;
mod erasure;
mod facts;
mod handing_over;
mod kept;
mod measure_texts;
mod news;
mod occasions;
mod opening;
mod openings;
mod past;
mod pictures;
mod resuming;
mod schema;
mod shown;
mod signals;
mod sitting;
mod taking_in;
mod twins;
mod worklist;

pub use crate::administer::Occasions;
pub use access::{Holder, Member, Role};
pub use access_log::{Access, AccessQuery, AccessRow, By, Happening, NOBODY};
pub use administrations::Begun;
pub use agenda::Agenda;
pub use audit::{Audit, Finding};
pub use case_states::{CaseState, CaseStates, NotTaken, SeenState, TakenIn};
pub use chain::Log;
pub use clock::{day_here, now, today};
pub use closing::{Closed, Correction};
pub use erasure::{Erased, Left, Stats};
pub use facts::{Facts, Since};
pub use handing_over::HandOver;
pub use kept::{CaseStanding, Kept};
pub use measure_texts::{Answered, MeasureText};
pub use news::{Head, News};
pub use occasions::{Duplicate, Held, Open, Place};
pub use openings::{FollowedCase, Opening};
pub use past::Past;
pub use pictures::Pictures;
pub use resuming::{Claim, Redeemed};
pub use shown::{Course, CourseLine, SeenSignals, Shown, Signal};
pub use signals::Seen;
pub use taking_in::{Imported, OnHeld};
pub use worklist::{Awaited, CaseOnDay, CaseWork, Section, Waiting, Work};

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::files::make_private;

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("{0}")]
    Database(#[from] rusqlite::Error),
    /// The file was made by a later version of the program.
    #[error("the store has version {found}, and this program knows versions up to {known}")]
    TooNew {
        /// Its version.
        found: i64,
        /// The latest that is known.
        known: i64,
    },
    /// The file was made by an earlier version of the program, and may only be read here.
    #[error("the store has version {found}; it must be brought to version {known} before it can be looked through")]
    TooOld {
        /// Its version.
        found: i64,
        /// The version of now.
        known: i64,
    },
    /// The file is empty, or a database of something else.
    #[error("this is no store")]
    NoStore,
    /// The clock says an earlier time than the one at which the store was last written.
    #[error("the clock says {now}, and the store was written at {last}: the clock was set back")]
    ClockSetBack {
        /// What it says.
        now: String,
        /// When the store was last written.
        last: String,
    },
    /// There is no such administration.
    #[error("there is no administration {0}")]
    Unknown(i64),
    /// It was finished, and what is finished is not changed.
    #[error("administration {0} is finished")]
    Finished(i64),
    /// It was closed: it counts no more, and nobody goes on with it.
    #[error("administration {0} is closed")]
    Closed(i64),
    /// The same administration is held already.
    #[error("{informant} of case {case} at occasion {occasion} is held already")]
    There {
        /// The case.
        case: String,
        /// The occasion.
        occasion: String,
        /// Who answered.
        informant: String,
    },
    /// Nothing is held on the case, and one is held under the same code but for its capitals.
    #[error("there is a case `{twin}`, and `{case}` would become a second one")]
    Twin {
        /// The case that would be made.
        case: String,
        /// The one that is held.
        twin: String,
    },
    /// Nobody is asked in a closed case.
    #[error("case {0} is closed")]
    CaseClosed(String),
    /// Something is said to belong to another office than its case.
    #[error("case {case} is with {}, and not with `{said}`", office_in_words(.office))]
    OtherOffice {
        /// The case.
        case: String,
        /// The office that it is with; empty for none.
        office: String,
        /// The office that was said.
        said: String,
    },
    /// A case that follows a schedule is asked of a day on which it was not open yet: that would count for nothing.
    #[error("case {case} is open since {opened}, and {day} is before that")]
    BeforeOpening {
        /// The case.
        case: String,
        /// The day on which it was opened.
        opened: crate::instrument::Day,
        /// The day that was written.
        day: crate::instrument::Day,
    },
    /// The administration counts already, or never did.
    #[error("administration {0} cannot be made to count again: it was not taken out of the count, or never finished")]
    NotTakenOut(i64),
    /// The store is encrypted with another key, or is no store.
    #[error("the store cannot be read with this key, or is no store")]
    Locked,
    /// There is a key, and the program was built without encryption.
    #[error("there is a key for the store, and this program was built against an SQLite without encryption")]
    NoCipher,
    /// It is to be changed as a whole, and somebody else has it open.
    #[error("the store is in use by another program")]
    InUse,
    /// What was written together did not reach the disk.
    #[error("nothing was kept: {0}")]
    NotKept(String),
    /// There is no file, and none can be made.
    #[error("its file cannot be made: {0}")]
    NoFile(#[source] std::io::Error),
    /// A file beside it failed.
    #[error("a file beside the store: {0}")]
    File(#[from] std::io::Error),
    /// What was written was read back, and is something else. The store is as it was.
    #[error("the encrypted copy is not the same as the store, and was thrown away")]
    NotTheSame,
    /// Something in it cannot be read.
    #[error("the store holds something that cannot be read: {0}")]
    Unreadable(String),
}

/// Statements that a connection keeps ready.
const STATEMENTS: usize = 64;
/// How long a connection waits for another that writes.
const BUSY: Duration = Duration::from_secs(30);

/// The office of a case, within a sentence.
pub(crate) fn office_in_words(office: &str) -> String {
    if office.is_empty() { "no office".to_owned() } else { format!("the office `{office}`") }
}

/// The test that an administration is of a measure, whose id is the parameter of a number. It compares letter by
/// letter: an id may hold what `like` takes for any letter. `A` is the letter after `@`.
fn of_measure(parameter: usize) -> String {
    format!("measure >= ?{parameter} || '@' and measure < ?{parameter} || 'A'")
}

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    key: Option<Key>,
}

/// The file of a journal beside that of a store, by its ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A passphrase that a store is encrypted with, by SQLCipher. It shows itself nowhere.
#[derive(Clone)]
pub struct Key(String);

impl Key {
    /// The key in a text, which is what stands in its first line; nothing where that is empty.
    pub fn of(text: &str) -> Option<Self> {
        let line = text.lines().next().unwrap_or_default().trim();
        (!line.is_empty()).then(|| Self(line.to_owned()))
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key")
    }
}

impl Store {
    /// Does work whose parts reach the disk together: one wait for the disk serves all of them. A part that fails
    /// leaves the others.
    ///
    /// # Errors
    /// Where the database fails; then nothing of the work is kept.
    pub fn together<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Result<T, StoreError> {
        self.connection.execute_batch("begin immediate")?;
        let result = work(self);
        if let Err(error) = self.connection.execute_batch("commit") {
            if !self.connection.is_autocommit() {
                self.connection.execute_batch("rollback")?;
            }
            return Err(error.into());
        }
        Ok(result)
    }

    /// Does all of a piece of work or nothing of it, in a transaction of its own or as a part of the one that is open.
    fn write<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        if self.connection.is_autocommit() {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            return Ok(result);
        }
        let part = self.connection.savepoint()?;
        let result = work(&part)?;
        part.commit()?;
        Ok(result)
    }

    /// Copies the store into a new file that is encrypted with a key, as it is and with the same log. Nobody else may
    /// have it open.
    ///
    /// # Errors
    /// Where somebody else has it open, the program was built without encryption, or the file cannot be written.
    pub fn encrypt_into(&mut self, path: &Path, key: &Key) -> Result<(), StoreError> {
        is_cipher(&self.connection)?;
        let path = path.to_str().ok_or_else(|| StoreError::Unreadable("the name of the file".to_owned()))?;
        // Leaving the journal of many takes the file for this connection alone.
        let alone = self.connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0));
        match alone {
            Ok(mode) if mode.eq_ignore_ascii_case("delete") => {}
            Ok(_) => return Err(StoreError::InUse),
            Err(rusqlite::Error::SqliteFailure(failure, _)) if failure.code == rusqlite::ErrorCode::DatabaseBusy => {
                return Err(StoreError::InUse);
            }
            Err(error) => return Err(error.into()),
        }
        // The journal of the new file has the rights that the file has.
        make_private(Path::new(path)).map_err(StoreError::NoFile)?;
        self.connection.execute("attach database ?1 as other key ?2", [path, &key.0])?;
        self.connection.query_row("select sqlcipher_export('other')", [], |_| Ok(()))?;
        let version: i64 = self.connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        self.connection.pragma_update(Some("other"), "user_version", version)?;
        self.connection.execute("detach database other", [])?;
        Ok(())
    }

    /// Copies the store into a new or empty file, as it is at one moment.
    ///
    /// # Errors
    /// Where the file holds something or cannot be written.
    pub fn backup(&self, path: &Path) -> Result<(), StoreError> {
        let name = path.to_str().ok_or_else(|| StoreError::Unreadable("the name of the file".to_owned()))?;
        make_private(path).map_err(StoreError::NoFile)?;
        self.connection.execute("vacuum into ?1", [name])?;
        std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(StoreError::NoFile)
    }
}

/// Gives a connection its key. SQLite without SQLCipher passes over a key and would leave everything in the open, so
/// that is looked at first.
fn unlock(connection: &Connection, key: &Key) -> Result<(), StoreError> {
    is_cipher(connection)?;
    connection.pragma_update(None, "key", &key.0)?;
    Ok(())
}

/// Nothing, where the database can encrypt.
fn is_cipher(connection: &Connection) -> Result<(), StoreError> {
    let cipher = connection.query_row("pragma cipher_version", [], |row| row.get::<_, String>(0));
    cipher.map(drop).map_err(|_| StoreError::NoCipher)
}

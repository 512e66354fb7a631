use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::files::make_private;

use super::{BUSY, Key, STATEMENTS, Store, StoreError, beside, schema, unlock};

/// What may be done with a file that is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// A store is made of it where it is empty or not there.
    Make,
    /// It is a store.
    Use,
}

/// How a file is opened that is only read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nobody has it open, so nothing beside it need be written.
    Alone,
    /// Beside others who may write.
    Shared,
    /// Nothing can be written beside it, not even who reads; the journal is read as it lies there.
    Unlocked,
}

impl Store {
    /// Opens the store in a file, and makes it if it is not there.
    ///
    /// # Errors
    /// Where the file cannot be used, holds something else, or was made by a later version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        make_private(path).map_err(StoreError::NoFile)?;
        Self::begin(Connection::open(path)?, None, Purpose::Make)
    }

    /// Opens the encrypted store in a file, and makes it if it is not there.
    ///
    /// # Errors
    /// Where the program was built without encryption, the key is another, the store is not encrypted, or as of
    /// [`Store::open`].
    pub fn open_with(path: &Path, key: &Key) -> Result<Self, StoreError> {
        make_private(path).map_err(StoreError::NoFile)?;
        Self::begin(Connection::open(path)?, Some(key.clone()), Purpose::Make)
    }

    /// Opens a store that is there, with its key if it has one.
    ///
    /// # Errors
    /// Where there is none, or as of [`Store::open_with`].
    pub fn existing(path: &Path, key: Option<&Key>) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::begin(Connection::open_with_flags(path, flags)?, key.cloned(), Purpose::Use)
    }

    /// A store that is gone when it is closed, for tests.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::begin(Connection::open_in_memory()?, None, Purpose::Make)
    }

    /// Another connection to the same file, which reads while this one writes.
    ///
    /// # Errors
    /// Where the file cannot be opened again; a store in memory cannot.
    pub fn beside(&self) -> Result<Self, StoreError> {
        let path = self.connection.path().filter(|path| !path.is_empty());
        let path = Path::new(path.ok_or_else(|| StoreError::Unreadable("the name of the file".to_owned()))?);
        Self::existing(path, self.key.as_ref())
    }

    fn begin(mut connection: Connection, key: Option<Key>, purpose: Purpose) -> Result<Self, StoreError> {
        if let Some(key) = &key {
            unlock(&connection, key)?;
        }
        connection.busy_timeout(BUSY)?;
        recognise(&connection, purpose)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // What was acknowledged must be on the disk, also when the machine stops.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "secure_delete", true)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        schema::migrate(&mut connection)?;
        Ok(Self { connection, key })
    }

    /// Opens a store so that nothing is written, not even beside it where that can be helped: on a disk that is full or
    /// may only be read too.
    pub(super) fn for_reading(path: &Path, key: Option<&Key>) -> Result<(Self, Reading), StoreError> {
        let is_alone = !beside(path, "-wal").exists() && !beside(path, "-shm").exists();
        if is_alone {
            return Ok((Self::read(path, key, Reading::Alone)?, Reading::Alone));
        }
        match Self::read(path, key, Reading::Shared) {
            Err(StoreError::Database(rusqlite::Error::SqliteFailure(failure, _)))
                if matches!(
                    failure.code,
                    ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure | ErrorCode::DiskFull
                ) =>
            {
                Ok((Self::read(path, key, Reading::Unlocked)?, Reading::Unlocked))
            }
            opened => Ok((opened?, Reading::Shared)),
        }
    }

    fn read(path: &Path, key: Option<&Key>, reading: Reading) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let query = match reading {
            Reading::Alone => "?immutable=1",
            Reading::Shared => "?mode=ro",
            Reading::Unlocked if cfg!(windows) => "?mode=ro&vfs=win32-none",
            Reading::Unlocked => "?mode=ro&vfs=unix-none",
        };
        let connection = Connection::open_with_flags(format!("{}{query}", address(path)?), flags)?;
        if let Some(key) = key {
            unlock(&connection, key)?;
        }
        connection.busy_timeout(BUSY)?;
        if reading == Reading::Unlocked {
            // With the file for itself, the database keeps in memory what it would write beside it.
            connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))?;
        }
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        recognise(&connection, Purpose::Use)?;
        let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let known = schema::known();
        match found {
            _ if found > known => Err(StoreError::TooNew { found, known }),
            _ if found < known => Err(StoreError::TooOld { found, known }),
            _ => Ok(Self { connection, key: key.cloned() }),
        }
    }
}

/// Whether a file is what it is taken for: a store, or nothing yet.
fn recognise(connection: &Connection, purpose: Purpose) -> Result<(), StoreError> {
    // Reading anything shows whether it is a database and the key is right.
    let count = "select count(*), count(*) filter (where type = 'table' and name in ('log', 'head', 'administration')) from sqlite_master";
    let found = connection.query_row(count, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
    let (all, of_store) = found.map_err(|error| match error {
        rusqlite::Error::SqliteFailure(failure, _) if failure.code == ErrorCode::NotADatabase => StoreError::Locked,
        other => other.into(),
    })?;
    match (all, of_store) {
        (0, _) if purpose == Purpose::Make => Ok(()),
        (_, 3) => Ok(()),
        _ => Err(StoreError::NoStore),
    }
}

/// A path as the address of a file.
fn address(path: &Path) -> Result<String, StoreError> {
    let path = std::path::absolute(path)?;
    let path = path.to_str().ok_or_else(|| StoreError::Unreadable("the name of the file".to_owned()))?;
    let slashed = if cfg!(windows) { format!("/{}", path.replace('\\', "/")) } else { path.to_owned() };
    Ok(format!("file://{}", slashed.replace('%', "%25").replace('?', "%3f").replace('#', "%23")))
}

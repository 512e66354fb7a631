use rusqlite::Connection;

use super::{Store, StoreError};

impl Store {
    /// A case that is held under the same code but for its capitals, where none is held under the code itself: whoever
    /// types `C-17` beside `c-17` hardly means another one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn twin_of(&self, case: &str) -> Result<Option<String>, StoreError> {
        twin_of(&self.connection, case)
    }
}

fn twin_of(connection: &Connection, case: &str) -> Result<Option<String>, StoreError> {
    // Each half by its own index.
    let sql = "select case_code from administration where case_code = ?1 collate nocase
        union select case_code from case_opening where case_code = ?1 collate nocase
        order by 1";
    let mut statement = connection.prepare_cached(sql)?;
    let same = statement.query_map([case], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    Ok(if same.iter().any(|same| same == case) { None } else { same.into_iter().next() })
}

/// Refuses a code under which nothing is held, and which is that of a case but for its capitals. Whatever makes a case
/// asks this.
pub(super) fn refuse_twin(connection: &Connection, case: &str) -> Result<(), StoreError> {
    match twin_of(connection, case)? {
        Some(twin) => Err(StoreError::Twin { case: case.to_owned(), twin }),
        None => Ok(()),
    }
}

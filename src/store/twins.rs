use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::{Store, StoreError};

impl Store {
    /// A case that is held under the same code but for its capitals, where none is held under the code itself: whoever
    /// types `C-17` beside `c-17` hardly means another one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn twin_of(&self, case: &str) -> Result<Option<String>, StoreError> {
        let sql = "select case_code from (select case_code from administration union select case_code from case_opening)
            where case_code = ?1 collate nocase order by case_code <> ?1, case_code limit 1";
        let near: Option<String> = self.connection.prepare_cached(sql)?.query_row(params![case], |row| row.get(0)).optional()?;
        Ok(near.filter(|near| near != case))
    }

    /// The first of some codes that is new and is that of a case that is held, or of an earlier one of them, but for
    /// its capitals; with that.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn first_twin<'c>(&self, cases: impl IntoIterator<Item = &'c str>) -> Result<Option<(String, String)>, StoreError> {
        let mut known: HashMap<String, Vec<String>> = HashMap::new();
        for code in self.case_codes()? {
            known.entry(code.to_ascii_lowercase()).or_default().push(code);
        }
        for case in cases {
            let same = known.entry(case.to_ascii_lowercase()).or_default();
            if same.iter().any(|known| known == case) {
                continue;
            }
            if let Some(twin) = same.first() {
                return Ok(Some((case.to_owned(), twin.clone())));
            }
            same.push(case.to_owned());
        }
        Ok(None)
    }
}

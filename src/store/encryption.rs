use std::path::Path;

use super::{Key, Store, StoreError};

impl Store {
    /// Puts an encrypted copy in the place of the store in a file. It takes that place only once it was read back
    /// whole, so that a failure leaves the file as it was.
    ///
    /// # Errors
    /// Where the copy cannot be written, is not the same, or as of [`Store::encrypt_into`].
    pub fn encrypt_in_place(mut self, path: &Path, key: &Key) -> Result<(), StoreError> {
        let before = self.summary_of_log()?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let beside = tempfile::Builder::new().prefix(".verbond-").tempdir_in(folder)?;
        let encrypted = beside.path().join("store.sqlite");
        self.encrypt_into(&encrypted, key)?;
        drop(self);
        if Self::open_with(&encrypted, key)?.summary_of_log()? != before {
            return Err(StoreError::NotTheSame);
        }
        Ok(std::fs::rename(&encrypted, path)?)
    }

    /// The number of rows of the log, its last hash, and whether nothing is wrong with what is kept.
    fn summary_of_log(&self) -> Result<(usize, String, bool), StoreError> {
        let audit = self.audit(None)?;
        Ok((audit.rows, audit.head, audit.findings.is_empty()))
    }
}

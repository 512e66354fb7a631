use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::guard::Remembered;
use super::page::Failure;
use super::secret::{of_form, token};
use super::staff::Staff;

/// How long a file is here that somebody sent and has not decided on.
const KEPT: Duration = Duration::from_secs(600);
/// Files that are here at the most, each as long as one may be: then the older ones go.
const MOST: usize = 6;

/// Files of answers that were looked at and not taken in yet: in memory, for ten minutes and for whoever sent them. All
/// of it is forgotten when the server ends.
pub(super) struct Uploads(Mutex<Remembered<String, Upload>>);

/// A file that somebody sent.
#[derive(Clone, Default)]
pub(super) struct Upload {
    /// Whose it is: what the forms of their session carry.
    of: String,
    /// The measure that it holds answers to, as `alliance-monitor@0.3.0`.
    pub(super) measure: String,
    /// What it is called.
    pub(super) name: String,
    pub(super) bytes: Arc<[u8]>,
}

impl Default for Uploads {
    fn default() -> Self {
        Self(Mutex::new(Remembered::new(MOST, KEPT)))
    }
}

impl Uploads {
    /// Keeps a file for whoever sent it; gives what it is found by.
    pub(super) fn keep(&self, staff: &Staff, measure: &str, name: &str, bytes: Arc<[u8]>) -> Result<String, Failure> {
        let id = token().ok_or(Failure::Internal)?;
        let upload = Upload { of: of_form(&staff.token), measure: measure.to_owned(), name: name.to_owned(), bytes };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(id.clone(), Instant::now()) = upload;
        Ok(id)
    }

    /// Gives a file back to whoever sent it, once: it is no longer here then.
    pub(super) fn take(&self, staff: &Staff, id: &str) -> Option<Upload> {
        let mut uploads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let id = id.to_owned();
        let upload = uploads.get(&id, Instant::now()).map(|(_, upload)| upload.clone());
        let upload = upload.filter(|upload| upload.of == of_form(&staff.token))?;
        uploads.forget(&id);
        Some(upload)
    }
}

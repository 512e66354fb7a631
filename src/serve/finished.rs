use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::HeaderMap;
use sha2::{Digest, Sha256};

use super::guard::{Cookie, Remembered};
use super::page::Form;
use super::secret::of_form;

/// How long a last page that was sent once can be sent again.
const AGAIN: Duration = Duration::from_secs(600);
/// Sessions that are remembered, some 100 bytes each.
const MOST: usize = 10_000;

/// Sessions that ended with what they were for: over a bad line a browser sends the last page twice, and whoever sent
/// it is thanked twice. All of it is forgotten when the server ends.
pub(super) struct Finished(Mutex<Remembered<[u8; 32], Ended>>);

/// What came after a session that ended well.
#[derive(Clone, Default)]
pub(super) struct Ended {
    /// The secret of the session in which the same person goes on with what follows in the same sitting.
    pub(super) next: Option<String>,
}

impl Default for Finished {
    fn default() -> Self {
        Self(Mutex::new(Remembered::new(MOST, AGAIN)))
    }
}

impl Finished {
    /// Remembers that the session of a secret ended well, and what came after.
    pub(super) fn note(&self, secret: &str, ended: Ended) {
        let mut finished = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *finished.entry(of_secret(secret), Instant::now()) = ended;
    }

    /// What came after the session of which a form was sent from the last page, by the browser that had it; nothing
    /// where that did not end well.
    pub(super) fn sent_again(&self, headers: &HeaderMap, form: &Form, is_behind_tls: bool) -> Option<Ended> {
        let secret = Cookie::Answering.secret(headers, is_behind_tls).filter(|secret| form.get("form") == of_form(secret))?;
        let finished = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        finished.get(&of_secret(&secret), Instant::now()).map(|(_, ended)| ended.clone())
    }
}

/// The secret of a session that is over is kept nowhere.
fn of_secret(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

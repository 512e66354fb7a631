use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::giving::{Asking, CODE};
use super::guard::Remembered;
use super::secret::of_form;

/// Codes that are remembered at the most.
const MOST: usize = 5000;

/// A code that was given just now, and for what.
#[derive(Clone)]
pub(super) struct Ticket {
    pub(super) code: String,
    pub(super) asked: Asking,
    pub(super) is_confidential: bool,
    /// Whether confidential answers are there, with which only whoever gave them goes on.
    pub(super) has_confidential: bool,
}

/// The last code that each session of staff was given for a case: it stays on their page until its time is over, and
/// the store, which keeps codes so that nobody can read them, need not tell it again. No other session sees it, and it
/// goes with the process.
pub(super) struct Tickets(Mutex<Remembered<String, Option<Ticket>>>);

impl Default for Tickets {
    fn default() -> Self {
        Self(Mutex::new(Remembered::new(MOST, Duration::from_secs(CODE.into()))))
    }
}

impl Tickets {
    /// Remembers a code that a session was given, by its secret.
    pub(super) fn put(&self, token: &str, ticket: Ticket) {
        let mut tickets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = key(token, &ticket.asked.case);
        tickets.forget(&key);
        *tickets.entry(key, Instant::now()) = Some(ticket);
    }

    /// The code that a session was given last for a case, as long as it is good.
    pub(super) fn of(&self, token: &str, case: &str) -> Option<Ticket> {
        let tickets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tickets.get(&key(token, case), Instant::now()).and_then(|(_, ticket)| ticket.clone())
    }
}

/// The secret itself is kept nowhere.
fn key(token: &str, case: &str) -> String {
    of_form(&format!("{token} ticket {case}"))
}

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::HeaderMap;

use super::Visitor;
use super::origin::{Forwarding, Origin};
use super::remembered::Remembered;
use super::tries::{Admitted, Fingerprint, Target, Tries, Who, fingerprint};
use crate::serve::page::Failure;

/// Browsers that are known, each for a code or a name.
const KNOWN: usize = 10_000;
/// How long a browser is known.
const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// What somebody tries to come in by.
#[derive(Clone, Copy, Debug)]
pub(in crate::serve) enum Tried<'a> {
    /// A code.
    Code,
    /// The password of a name.
    Password(&'a str),
}

impl Tried<'_> {
    fn target(self) -> Target {
        match self {
            Self::Code => Target::Code,
            Self::Password(name) => Target::Password(fingerprint(name)),
        }
    }
}

/// Who may try to come in, and how often. All of it is forgotten when the server ends.
pub(in crate::serve) struct Guard {
    tries: Mutex<Tries>,
    known: Mutex<Remembered<(Fingerprint, Target), ()>>,
    forwarding: Forwarding,
}

impl Default for Guard {
    fn default() -> Self {
        Self { tries: Mutex::default(), known: Mutex::new(Remembered::new(KNOWN, MONTH)), forwarding: Forwarding::default() }
    }
}

impl Guard {
    /// Counts a try, and waits until it may be made. It counts as wrong until it is said to be right.
    ///
    /// # Errors
    /// Where there were too many.
    pub(in crate::serve) async fn admit(&self, visitor: &Visitor, tried: Tried<'_>) -> Result<Attempt<'_>, Failure> {
        let (target, browser, now) = (tried.target(), visitor.fingerprint(), Instant::now());
        let is_known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&(browser, target), now).is_some();
        let who = if is_known { Who::Known(browser) } else { Who::Stranger(visitor.origin()) };
        let admitted = self.tries.lock().unwrap_or_else(PoisonError::into_inner).admit(who, target, now);
        let admitted = admitted.map_err(Failure::Tries)?;
        if !admitted.wait.is_zero() {
            tokio::time::sleep(admitted.wait).await;
        }
        Ok(Attempt { guard: self, admitted, browser, target, is_known })
    }

    /// Says on the standard error where addresses do not come as they should.
    pub(super) fn look_at(&self, headers: &HeaderMap, origin: Origin, is_behind_tls: bool) {
        if let Some(warning) = self.forwarding.warning(headers, origin, is_behind_tls, Instant::now()) {
            anstream::eprintln!("{warning}");
        }
    }
}

/// A try that may be made now.
pub(in crate::serve) struct Attempt<'g> {
    guard: &'g Guard,
    admitted: Admitted,
    browser: Fingerprint,
    target: Target,
    is_known: bool,
}

impl Attempt<'_> {
    /// Whether somebody came in by the same in this browser before.
    pub(in crate::serve) fn is_known(&self) -> bool {
        self.is_known
    }

    /// It was right: it does not count, and from now on strangers cannot make this browser wait.
    pub(in crate::serve) fn right(self) {
        let now = Instant::now();
        self.guard.known.lock().unwrap_or_else(PoisonError::into_inner).entry((self.browser, self.target), now);
        self.not_made();
    }

    /// Nobody found out whether it was right: it does not count.
    pub(in crate::serve) fn not_made(self) {
        self.guard.tries.lock().unwrap_or_else(PoisonError::into_inner).take_back(&self.admitted, Instant::now());
    }
}

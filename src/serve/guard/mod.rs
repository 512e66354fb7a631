//! What keeps strangers out: cookies, tokens of forms, headers, and how often may be tried.

mod cookies;
mod headers;
mod visitor;

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::HeaderMap;

pub(super) use cookies::Cookie;
pub(super) use headers::headers;
pub(super) use visitor::{Visitor, visitor};

/// Wrong tries that an address has in a stretch of time, and all addresses together.
const TRIES: u32 = 10;
const TRIES_OF_ALL: u32 = 200;
const STRETCH: Duration = Duration::from_secs(300);
/// Addresses that are remembered.
const REMEMBERED: usize = 10_000;

/// Wrong codes and passwords: a code of six digits is safe only if it cannot be tried often.
#[derive(Default)]
pub(super) struct Tries(Mutex<HashMap<Option<IpAddr>, Wrong>>);

/// Wrong tries of an address, or of all together.
struct Wrong {
    count: u32,
    begun: Instant,
}

impl Tries {
    /// Whether an address may try once more.
    pub(super) fn may(&self, address: IpAddr) -> bool {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        tries.retain(|_, wrong| now.duration_since(wrong.begun) < STRETCH);
        let count = |of: Option<IpAddr>| tries.get(&of).map_or(0, |wrong| wrong.count);
        count(Some(address)) < TRIES && count(None) < TRIES_OF_ALL && tries.len() < REMEMBERED
    }

    /// A try was wrong.
    pub(super) fn wrong(&self, address: IpAddr) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for of in [Some(address), None] {
            tries.entry(of).or_insert_with(|| Wrong { count: 0, begun: Instant::now() }).count += 1;
        }
    }
}

/// The address of whoever asks. What speaks TLS before this server adds it at the end of `X-Forwarded-For`; from anybody else that header is a claim.
pub(super) fn address_of(headers: &HeaderMap, connected: SocketAddr, is_behind_tls: bool) -> IpAddr {
    let told = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).next_back();
    let last = told.and_then(|told| told.rsplit(',').next()?.trim().parse().ok());
    last.filter(|_| is_behind_tls).unwrap_or(connected.ip())
}

/// The secret of the session that a request carries.
pub(super) fn token_of(headers: &HeaderMap, is_behind_tls: bool) -> Option<String> {
    Cookie::Session.secret(headers, is_behind_tls)
}

/// A cookie that holds the secret of a session, or that takes it away.
pub(super) fn cookie(token: &str, seconds: u32, is_behind_tls: bool) -> String {
    Cookie::Session.set(token, seconds, is_behind_tls)
}

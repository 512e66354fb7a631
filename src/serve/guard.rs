use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// The name of the cookie.
pub(super) const COOKIE: &str = "verbond";
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

/// What every answer of the server carries.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What a case says is nobody's to keep but the store's.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The address of whoever asks. What speaks TLS before this server adds it at the end of `X-Forwarded-For`; from anybody else that header is a claim.
pub(super) fn address_of(headers: &HeaderMap, connected: SocketAddr, is_behind_tls: bool) -> IpAddr {
    let told = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).next_back();
    let last = told.and_then(|told| told.rsplit(',').next()?.trim().parse().ok());
    last.filter(|_| is_behind_tls).unwrap_or(connected.ip())
}

/// The secret of the session that a request carries.
pub(super) fn token_of(headers: &HeaderMap) -> Option<String> {
    cookie_of(headers, COOKIE).filter(|value| value.len() == 64)
}

/// The value of a cookie.
pub(super) fn cookie_of(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(there, _)| *there == name).map(|(_, value)| value.to_owned())
}

/// A cookie that holds a secret, or that takes it away.
pub(super) fn cookie(token: &str, seconds: u32, is_behind_tls: bool) -> String {
    named_cookie(COOKIE, token, seconds, is_behind_tls)
}

/// A cookie that goes to this server only, and that no script reads.
pub(super) fn named_cookie(name: &str, value: &str, seconds: u32, is_behind_tls: bool) -> String {
    let secure = if is_behind_tls { "; Secure" } else { "" };
    format!("{name}={value}; HttpOnly; SameSite=Strict; Path=/; Max-Age={seconds}{secure}")
}

//! What keeps strangers out: cookies, tokens of forms, headers, and how often may be tried.

mod attempt;
mod cookies;
mod headers;
mod lengths;
mod origin;
mod remembered;
mod tries;
mod visitor;

pub(super) use attempt::{Attempt, Guard, Tried};
pub(super) use cookies::Cookie;
pub(super) use headers::headers;
pub(super) use lengths::lengths;
pub(super) use remembered::Remembered;
pub(super) use visitor::{Visitor, visitor};

use axum::http::HeaderMap;

/// The secret of the session that a request carries.
pub(super) fn token_of(headers: &HeaderMap, is_behind_tls: bool) -> Option<String> {
    Cookie::Session.secret(headers, is_behind_tls)
}

/// A cookie that holds the secret of a session, or that takes it away.
pub(super) fn cookie(token: &str, seconds: u32, is_behind_tls: bool) -> String {
    Cookie::Session.set(token, seconds, is_behind_tls)
}

//! A device that stands somewhere for whoever has a code: nothing leads to the pages of staff, and after the end it
//! comes back to the field for the code by itself.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::Served;
use super::guard::Cookie;

/// Seconds that a browser is one of a kiosk; every visit of its address begins them anew.
const YEAR: u32 = 365 * 24 * 60 * 60;
/// After the end: two minutes, and then the field for the code.
const BACK: &str = "120; url=/";

/// A page after which the same person goes on, in a kiosk too.
#[derive(Clone, Copy, Debug)]
pub(super) struct GoesOn;

/// Makes a browser one of a kiosk.
pub(super) async fn enter(State(served): State<Arc<Served>>) -> Response {
    let cookie = Cookie::Kiosk.set("yes", YEAR, served.site.is_behind_tls);
    ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
}

/// Whether a browser is one of a kiosk.
pub(super) fn is_one(headers: &HeaderMap, is_behind_tls: bool) -> bool {
    Cookie::Kiosk.of(headers, is_behind_tls).is_some()
}

/// Brings a kiosk back to the field for the code two minutes after somebody finished or stopped.
pub(super) async fn comes_back(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    let ends = matches!(request.uri().path(), "/thanks" | "/stopped" | "/ask/end")
        && is_one(request.headers(), served.site.is_behind_tls);
    let is_question = request.method() == axum::http::Method::GET && request.uri().path() == "/ask/end";
    let mut response = next.run(request).await;
    let goes_on = response.extensions().get::<GoesOn>().is_some();
    if ends && !is_question && !goes_on && response.status() == StatusCode::OK {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(BACK));
    }
    response
}

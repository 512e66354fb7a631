use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Html;
use maud::{Markup, PreEscaped, html};
use qrcode::QrCode;
use qrcode::render::svg::Color;

use super::Served;
use super::answering::now;
use super::guard::Visitor;
use super::letters::Letters;
use super::page::Failure;
use super::sheet::{Sheet, alert, foot};
use super::welcome;

/// Letters of the secret of a link, in hexadecimal.
const SECRET: usize = 64;
/// Dots that a picture of a link is wide at the least; it is drawn anew at any size.
const WIDTH: u32 = 232;

/// Whether something can be the secret of a link.
pub(super) fn is_secret(typed: &str) -> bool {
    typed.len() == SECRET && typed.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The address of a link, or of the picture of a code: that under which the server was asked, whoever stands before it.
pub(super) fn address(served: &Served, headers: &HeaderMap, secret: &str) -> String {
    let host = headers.get(axum::http::header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let scheme = if served.site.is_behind_tls { "https" } else { "http" };
    format!("{scheme}://{host}/a/{secret}")
}

/// A picture of an address that a telephone reads; nothing where the address is too long for one.
pub(super) fn picture(address: &str, words: &str) -> Markup {
    let Ok(code) = QrCode::new(address.as_bytes()) else { return html! {} };
    let drawn = code.render().min_dimensions(WIDTH, WIDTH).dark_color(Color("#000")).light_color(Color("#fff")).build();
    // What stands before the drawing is for files of their own.
    let drawn = drawn.find("<svg").map_or("", |at| &drawn[at..]);
    html! { div.qr role="img" aria-label=(words) { (PreEscaped(drawn)) } }
}

/// The page that a link leads to, or the picture of a code. It begins nothing by itself: programs that look at mail open it too.
pub(super) async fn door(
    State(served): State<Arc<Served>>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Path(secret): Path<String>,
) -> Result<Html<String>, Failure> {
    if welcome::is_code(&secret) {
        return Ok(welcome::with_code(&served, &visitor, &headers, &secret));
    }
    let is_good = is_secret(&secret) && served.reading(|store| store.is_good(&secret, &now())).await?;
    let phrases = served.speaking_to(&headers);
    let title = phrases.say("welcome");
    let main = html! {
        @if is_good {
            form #answers method="post" action="/" novalidate {
                (visitor.field())
                (Letters::field())
                input type="hidden" name="code" value=(secret);
                div.stack { h1 data-aloud { (title) } p data-aloud { (phrases.say("link-begins")) } }
                (foot(&html! { button.first { (phrases.say("begin")) } }))
            }
        } @else {
            div.stack { h1 { (title) } (alert(&phrases.say("link-over"))) }
            (foot(&html! { a.button.first href="/" { (phrases.say("to-first-page")) } }))
        }
    };
    let letters = Letters::of(&headers, served.site.is_behind_tls);
    Ok(Sheet::plain(&served, &phrases, &title, letters).shown(&main))
}

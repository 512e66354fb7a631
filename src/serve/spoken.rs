use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::Served;
use super::guard::Cookie;
use super::page::{Refused, failure_page};
use crate::instrument::Language;
use crate::phrases::Phrases;

/// Seconds that a choice is remembered.
const YEAR: u32 = 365 * 24 * 60 * 60;

impl Served {
    /// What a page says to whoever asks for it: in the language that was chosen, or the first that the browser asks for
    /// and that there is, or that of the site.
    pub(super) fn speaking_to(&self, headers: &HeaderMap) -> Phrases {
        let book = &self.site.phrases;
        let is_there = |tag: &str| Language::parse(tag).filter(|language| book.has(language));
        let chosen = Cookie::Language.of(headers, self.site.is_behind_tls).and_then(|tag| is_there(&tag));
        let asked = || {
            let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
            accepted.split(',').filter_map(|range| is_there(range.split(';').next()?.trim())).next()
        };
        let language = chosen.or_else(asked).or_else(|| self.site.language.clone());
        book.in_language(&language.unwrap_or_else(Language::english))
    }

    /// The languages there are, to change into and come back to a page.
    pub(super) fn languages(&self, phrases: &Phrases, back: &str) -> Markup {
        let book = &self.site.phrases;
        let near = phrases.language.fallbacks();
        let all = book.languages();
        let current =
            all.iter().copied().filter(|language| near.contains(language)).max_by_key(|language| language.to_string().len());
        html! {
            nav.languages aria-label=(phrases.say("language")) {
                @for language in &all {
                    @if Some(*language) == current {
                        strong lang=(language) aria-current="true" { (book.called(language)) }
                    } @else {
                        a lang=(language) hreflang=(language) href=(format!("/language/{language}?to={back}")) { (book.called(language)) }
                    }
                }
            }
        }
    }
}

/// Where a choice of the language leads back to.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Back {
    to: String,
}

/// Remembers a language, and goes back to the page on which it was chosen: one of this server.
pub(super) async fn choose(State(served): State<Arc<Served>>, Path(tag): Path<String>, Query(back): Query<Back>) -> Response {
    let is_own = back.to.starts_with('/')
        && !back.to.starts_with("//")
        && back.to.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.'));
    let to = if is_own { back.to.as_str() } else { "/" };
    match Language::parse(&tag) {
        Some(language) => {
            let cookie = Cookie::Language.set(&language.to_string(), YEAR, served.site.is_behind_tls);
            ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response()
        }
        None => Redirect::to(to).into_response(),
    }
}

/// Says why a page could not be made, in the language of whoever asked for it.
pub(super) async fn failures(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let response = next.run(request).await;
    // What refuses before any page is asked, as a limit of time or length, says a status only.
    let said = response.extensions().get::<Refused>().copied();
    let Some(refused) = said.or_else(|| Refused::of_status(response.status())) else { return response };
    let (mut parts, _) = response.into_parts();
    for of_body in [header::CONTENT_TYPE, header::CONTENT_LENGTH] {
        parts.headers.remove(of_body);
    }
    (parts.status, parts.headers, failure_page(&refused, &served.speaking_to(&headers))).into_response()
}

use std::sync::Arc;

use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::Served;
use super::guard::Cookie;
use super::icons::Icon;
use super::letters::Letters;
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
        let choices = all.iter().map(|language| {
            let name = book.called(language);
            if Some(*language) == current {
                chosen(language, &name)
            } else {
                html! { a lang=(language) hreflang=(language) dir=(direction(language)) href=(format!("/language/{language}?to={back}")) { (name) } }
            }
        });
        language_button(phrases, true, &choices.collect::<Vec<_>>())
    }
}

/// The language that a page is in, among those that it could be in.
pub(super) fn chosen(language: &Language, name: &str) -> Markup {
    html! { strong lang=(language) dir=(direction(language)) aria-current="true" { (name) (Icon::Tick.drawn()) } }
}

/// In which direction a language is written.
pub(super) fn direction(language: &Language) -> &'static str {
    if language.is_right_to_left() { "rtl" } else { "ltr" }
}

/// One button behind which the languages are. Whoever cannot read the page finds it by the name that it has in three
/// languages; where there is no room for them, by its drawing.
pub(super) fn language_button(phrases: &Phrases, is_named: bool, choices: &[Markup]) -> Markup {
    let own = phrases.say("language");
    let others = [("en", "Language"), ("ar", "اللغة")].into_iter().filter(|(_, name)| *name != own);
    html! {
        details.languages {
            summary.tool {
                (Icon::Globe.drawn())
                span.hidden-text[!is_named] { (own) @for (tag, name) in others { " · " span lang=(tag) { (name) } } }
            }
            ul { @for choice in choices { li { (choice) } } }
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
    let letters = Letters::of(&headers, served.site.is_behind_tls);
    let page = failure_page(&served, &refused, &served.speaking_to(&headers), letters);
    (parts.status, parts.headers, page).into_response()
}

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use maud::html;

use super::Served;
use super::answering::{Asked, Session, no_cookie, sent, session};
use super::icons::Icon;
use super::letters::Letters;
use super::page::{Failure, Form};
use super::question::Face;
use super::sheet::{Sheet, alert, foot};
use crate::instrument::Language;

/// Letters that a word has at the least.
const SHORTEST: usize = 4;
/// Letters of it that count.
const LONGEST: usize = 40;

type Shared = State<Arc<Served>>;

/// Asks whoever stops for a word with which they go on; only what is confidential needs one.
pub(super) async fn ask_word(
    State(served): Shared,
    headers: HeaderMap,
    Query(query): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let session = session(&served, &headers).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, &query.language)?;
    let has_word = served.reading(|store| store.has_word(session.kept.id)).await?;
    Ok(pause_page(&served, &face, &session, has_word, None))
}

fn pause_page(served: &Served, face: &Face<'_>, session: &Session, has_word: bool, notice: Option<&str>) -> Html<String> {
    let phrases = &face.phrases;
    let go_on = html! { a.button.plain href=(face.address(None)) { (phrases.say("go-on")) } };
    let main = html! {
        form #answers method="post" action="/ask/pause" novalidate {
            (face.hidden())
            div.stack {
                h1 data-aloud { (phrases.say("stop")) }
                @if let Some(notice) = notice { (alert(&phrases.with(notice, [("least", SHORTEST.into())]))) }
                @if session.kept.confidential {
                    p data-aloud { (phrases.say("word-choose")) }
                    div.field {
                        label for="word" { (phrases.with("word-new", [("least", SHORTEST.into())])) }
                        input #word type="text" name="word" autocomplete="off" maxlength=(LONGEST);
                    }
                    div.buttons { button.first name="do" value="word" { (phrases.say("stop-with-word")) } }
                    p.quiet data-aloud { (phrases.say(if has_word { "word-stays" } else { "word-without" })) }
                } @else {
                    p data-aloud { (phrases.say("answers-kept")) }
                }
            }
            (foot(&html! {
                (go_on)
                @if session.kept.confidential {
                    button name="do" value="stop" { (phrases.say("stop-without-word")) }
                } @else {
                    button.first name="do" value="stop" { (phrases.say("stop")) }
                }
            }))
        }
    };
    let back = html! { a.tool href=(face.address(None)) { (Icon::Back.drawn()) span { (phrases.say("back")) } } };
    let sheet = face.sheet(served, face.title());
    Sheet { has_band: false, back, ..sheet }.shown(&main)
}

/// Stops for now: the session is over, and the answers are kept.
pub(super) async fn stop(State(served): Shared, headers: HeaderMap, body: Bytes) -> Result<Response, Failure> {
    let form = Form::read(&body);
    form.language()?;
    let session = sent(&served, &headers, &form).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, form.get("language"))?;
    let word: Option<String> = (form.get("do") == "word").then(|| form.get("word").trim().chars().take(LONGEST).collect());
    if word.as_ref().is_some_and(|word| word.chars().count() < SHORTEST) {
        let has_word = served.reading(|store| store.has_word(session.kept.id)).await?;
        return Ok(pause_page(&served, &face, &session, has_word, Some("word-too-short")).into_response());
    }
    let id = session.kept.id;
    let has_word = served.writing(move |store| store.pause(id, word.as_deref())).await?;
    let how = if session.kept.confidential && !has_word { "&how=anew" } else { "" };
    let stopped = format!("/stopped?language={}{how}", face.texts.language);
    let letters = AppendHeaders(session.letters.cookie(served.site.is_behind_tls));
    Ok((no_cookie(&served), letters, Redirect::to(&stopped)).into_response())
}

/// What is in the address of the page after stopping.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Stopped {
    language: String,
    /// `anew` where there is nothing with which they go on.
    how: String,
}

pub(super) async fn stopped(State(served): Shared, headers: HeaderMap, Query(query): Query<Stopped>) -> Html<String> {
    let language = Language::parse(&query.language).unwrap_or_else(Language::english);
    let phrases = served.site.phrases.in_language(&language);
    let words = if query.how == "anew" { "word-without" } else { "answers-kept" };
    let main = html! {
        div.stack { h1 data-aloud { (phrases.say("stopped")) } p data-aloud { (phrases.say(words)) } }
        (foot(&html! { a.button.first href="/" { (phrases.say("next-person")) } }))
    };
    let title = phrases.say("stopped");
    let letters = Letters::of(&headers, served.site.is_behind_tls);
    Sheet::plain(&served, &phrases, &title, letters).shown(&main)
}

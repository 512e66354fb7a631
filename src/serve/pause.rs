use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::html;

use super::Served;
use super::answering::{Asked, Session, no_cookie, sent, session};
use super::page::{Failure, Form, page};
use super::question::Face;
use super::secret::of_form;
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
    Ok(pause_page(&face, &session, has_word, None))
}

fn pause_page(face: &Face<'_>, session: &Session, has_word: bool, notice: Option<&str>) -> Html<String> {
    let phrases = &face.phrases;
    let body = html! {
        h1 { (phrases.say("stop")) }
        @if let Some(notice) = notice { p.notice role="alert" { (phrases.with(notice, [("least", SHORTEST.into())])) } }
        form.fields method="post" action="/ask/pause" {
            input type="hidden" name="form" value=(of_form(&session.token));
            input type="hidden" name="language" value=(face.texts.language);
            @if session.kept.confidential {
                p { (phrases.say("word-choose")) }
                label for="word" { (phrases.with("word-new", [("least", SHORTEST.into())])) }
                input #word type="text" name="word" autocomplete="off" maxlength=(LONGEST);
                div.buttons {
                    button.first name="do" value="word" { (phrases.say("stop-with-word")) }
                    button name="do" value="stop" { (phrases.say("stop-without-word")) }
                    a.button href=(face.address(None)) { (phrases.say("go-on")) }
                }
                p.quiet { (phrases.say(if has_word { "word-stays" } else { "word-without" })) }
            } @else {
                p { (phrases.say("answers-kept")) }
                div.buttons {
                    button.first name="do" value="stop" { (phrases.say("stop")) }
                    a.button href=(face.address(None)) { (phrases.say("go-on")) }
                }
            }
        }
    };
    page(face.title(), &face.texts.language, false, &body)
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
        return Ok(pause_page(&face, &session, has_word, Some("word-too-short")).into_response());
    }
    let id = session.kept.id;
    let has_word = served.writing(move |store| store.pause(id, word.as_deref())).await?;
    let how = if session.kept.confidential && !has_word { "&how=anew" } else { "" };
    let stopped = format!("/stopped?language={}{how}", face.texts.language);
    Ok((no_cookie(&served), Redirect::to(&stopped)).into_response())
}

/// What is in the address of the page after stopping.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Stopped {
    language: String,
    /// `anew` where there is nothing with which they go on.
    how: String,
}

pub(super) async fn stopped(State(served): Shared, Query(query): Query<Stopped>) -> Html<String> {
    let language = Language::parse(&query.language).unwrap_or_else(Language::english);
    let phrases = served.site.phrases.in_language(&language);
    let words = if query.how == "anew" { "word-without" } else { "answers-kept" };
    let body = html! { h1 { (phrases.say(words)) } p { a.button href="/" { (phrases.say("to-first-page")) } } };
    page("✓", &language, false, &body)
}

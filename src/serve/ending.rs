use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::Served;
use super::answering::{Asked, SECONDS, later, new_language, no_cookie, now, sent, session};
use super::finished::Ended;
use super::guard::Cookie;
use super::icons::Icon;
use super::kiosk::GoesOn;
use super::letters::Letters;
use super::own_answers::{OwnAnswers, own_answers};
use super::page::{Failure, Form};
use super::question::Face;
use super::secret::token;
use super::sheet::{Sheet, alert, foot, tip};
use crate::instrument::{ItemIx, Language};
use crate::phrases::Phrases;

/// Seconds after which what somebody answered is no longer on the screen, unless they say otherwise.
const CLOSES: u32 = 120;

type Shared = State<Arc<Served>>;

/// What is still open, and where it is sent.
pub(super) async fn end(State(served): Shared, headers: HeaderMap, Query(query): Query<Asked>) -> Result<Html<String>, Failure> {
    let session = session(&served, &headers).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, &query.language)?;
    Ok(end_page(&served, &face))
}

/// What is still open, and what the measure refuses of the answers as they are.
fn end_page(served: &Served, face: &Face<'_>) -> Html<String> {
    let phrases = &face.phrases;
    let refused = face.asked.refused_at_the_end();
    let standing = face.asked.standing();
    let open: Vec<ItemIx> = face.asked.questions().filter(|item| !face.asked.is_answered(*item)).collect();
    let told = [("answered", standing.answered.into()), ("questions", standing.asked.into())];
    let seen = match (face.is_confidential(), face.beside()) {
        (true, _) => "answers-hidden",
        (false, None) => "shown-once-sent",
        (false, Some(_)) => "shown-once-sent-beside",
    };
    let main = html! {
        @if let Some((refusal, _)) = refused { (alert(&face.texts.refusal(face.instrument(), refusal, &face.phrases))) }
        form #answers method="post" action="/ask/end" {
            (face.hidden())
            div.stack {
                h1 data-aloud { (phrases.say("almost-done")) }
                @if let Some((_, item)) = refused { ul.open-list { li { (open_link(face, item)) } } }
                p data-aloud { (phrases.with("answered-of", told)) }
                @if !open.is_empty() {
                    p data-aloud { (phrases.say("still-open")) }
                    ul.open-list { @for item in &open { li { (open_link(face, *item)) } } }
                }
                (tip(Icon::Information, &phrases.say(seen)))
            }
            (foot(&html! {
                a.button.plain href=(face.pause()) { (phrases.say("stop")) }
                button.first { (phrases.say("finish")) }
            }))
        }
    };
    let last = face.asked.asked().last();
    let back = html! {
        @if let Some(last) = last {
            a.tool href=(face.address(Some(last))) { (Icon::Back.drawn()) span { (phrases.say("back")) } }
        }
    };
    let languages = face.language_links(false, |language| format!("/ask/end?language={language}"));
    let sheet = face.sheet(served, face.title());
    Sheet { has_band: false, back, languages, ..sheet }.shown(&main)
}

fn open_link(face: &Face<'_>, item: ItemIx) -> Markup {
    html! {
        a href=(face.address(Some(item))) { span { (face.place(item)) ". " (face.question_listed(item)) } (Icon::Forward.drawn()) }
    }
}

pub(super) async fn finish(State(served): Shared, headers: HeaderMap, body: Bytes) -> Result<Response, Failure> {
    let form = Form::read(&body);
    form.language()?;
    let session = match sent(&served, &headers, &form).await {
        Err(Failure::Form) => return sent_again(&served, &headers, &form),
        session => session?,
    };
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, form.get("language"))?;
    if face.asked.refused_at_the_end().is_some() {
        return Ok(end_page(&served, &face).into_response());
    }
    let own = own_answers(&face);
    let (id, language) = (session.kept.id, new_language(&session, &face));
    let secret = token().ok_or(Failure::Internal)?;
    let of_next = secret.clone();
    let goes_on = served
        .writing(move |store| {
            if let Some(language) = language {
                store.speak(id, &language, &now())?;
            }
            store.finish(id, &now())?;
            Ok(store.go_on_after(id, (&of_next, &later(SECONDS)))?.is_some())
        })
        .await?;
    let ended = Ended { next: goes_on.then_some(secret) };
    served.finished.note(&session.token, ended.clone());
    let cookies = || (ended.cookie(&served), AppendHeaders(session.letters.cookie(served.site.is_behind_tls)));
    match own {
        Some(own) => {
            let (of_session, of_letters) = cookies();
            let marked = goes_on.then_some(Extension(GoesOn));
            Ok((of_session, of_letters, marked, own_page(&served, &face, &own, goes_on)).into_response())
        }
        None => {
            let (of_session, of_letters) = cookies();
            Ok((of_session, of_letters, Redirect::to(&ended.address(&face.texts.language))).into_response())
        }
    }
}

/// Answers a last page that was sent once more, over a bad line or by a second press, as it was answered before.
fn sent_again(served: &Served, headers: &HeaderMap, form: &Form) -> Result<Response, Failure> {
    let ended = served.finished.sent_again(headers, form, served.site.is_behind_tls).ok_or(Failure::Form)?;
    let language = form.language()?.unwrap_or_else(Language::english);
    Ok((ended.cookie(served), Redirect::to(&ended.address(&language))).into_response())
}

impl Ended {
    /// What becomes of the cookie of whoever answered.
    fn cookie(&self, served: &Served) -> [(header::HeaderName, String); 1] {
        match &self.next {
            Some(secret) => [(header::SET_COOKIE, Cookie::Answering.set(secret, SECONDS, served.site.is_behind_tls))],
            None => no_cookie(served),
        }
    }

    /// Where whoever answered comes next.
    fn address(&self, language: &Language) -> String {
        if self.next.is_some() { "/ask".to_owned() } else { thanks_address(language) }
    }
}

fn thanks_address(language: &Language) -> String {
    format!("/thanks?language={language}")
}

/// The page on which somebody reads what they said and what it means. It stands under no address of its own, so that
/// whoever takes the tablet next cannot come back to it.
fn own_page(served: &Served, face: &Face<'_>, own: &OwnAnswers<'_>, goes_on: bool) -> Html<String> {
    let phrases = &face.phrases;
    let thanks = thanks_address(&face.texts.language);
    let main = html! {
        div.stack {
            (thanked(phrases))
            @for sentence in &own.sentences { p data-aloud { (sentence) } }
            (own.shown(phrases))
            @if !face.is_confidential() { (tip(Icon::Talk, &phrases.say("talk-about"))) }
            @if !goes_on {
                p.small.quiet #closing hidden data-to=(thanks) data-seconds=(CLOSES) {
                    (phrases.say("closes-itself")) " "
                    button.slim.plain type="button" { (phrases.say("stay-open")) }
                }
            }
        }
        (foot(&html! {
            @if goes_on {
                a.button.first href="/ask" { (phrases.say("go-on")) }
            } @else {
                a.button.plain href=(thanks) { (phrases.say("hide")) }
                a.button.first href="/" { (phrases.say("next-person")) }
            }
        }))
    };
    Sheet { has_band: false, ..face.sheet(served, face.title()) }.shown(&main)
}

fn thanked(phrases: &Phrases) -> Markup {
    html! {
        div.thanks {
            (Icon::Tick.drawn_as("icon thanks-mark"))
            div { h1 data-aloud { (phrases.say("thanks")) } p data-aloud { (phrases.say("answers-sent")) } }
        }
    }
}

pub(super) async fn thanks(State(served): Shared, headers: HeaderMap, Query(query): Query<Asked>) -> Html<String> {
    let language = Language::parse(&query.language).unwrap_or_else(Language::english);
    let phrases = served.site.phrases.in_language(&language);
    let main = html! {
        div.stack { (thanked(&phrases)) }
        (foot(&html! { a.button.first href="/" { (phrases.say("next-person")) } }))
    };
    let title = phrases.say("thanks");
    let letters = Letters::of(&headers, served.site.is_behind_tls);
    Sheet::plain(&served, &phrases, &title, letters).shown(&main)
}

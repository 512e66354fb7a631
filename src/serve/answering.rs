use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::html;

use super::feedback::feedback_page;
use super::guard::{Cookie, Tried, Visitor};
use super::page::{Failure, Form, page};
use super::question::{Face, NotTaken, question_page};
use super::secret::{of_form, token};
use super::{Served, guard};
use crate::administer::western_digits;
use crate::instrument::Language;
use crate::store::{Claim, Holder, Kept, Redeemed};

/// Seconds that an answering person has from the code to the end.
const SECONDS: u32 = 2 * 60 * 60;
/// Digits that are read of a code.
const DIGITS: usize = 12;

type Shared = State<Arc<Served>>;

/// What is in the address of a question.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    item: String,
    pub(super) language: String,
}

pub(super) async fn welcome(State(served): Shared, Extension(visitor): Extension<Visitor>, headers: HeaderMap) -> Html<String> {
    first_page(&served, (&visitor, &headers), None, "")
}

/// The first page, with what was typed and why it was not taken.
fn first_page(served: &Served, (visitor, headers): (&Visitor, &HeaderMap), notice: Option<&str>, typed: &str) -> Html<String> {
    let phrases = served.speaking_to(headers);
    let digits = served.site.code_digits.count();
    let body = html! {
        (served.languages(&phrases, "/"))
        h1 { (phrases.say("welcome")) }
        @if let Some(notice) = notice { p.notice role="alert" { (phrases.say(notice)) } }
        form.fields method="post" action="/" {
            (visitor.field())
            label for="code" { (phrases.with("your-code", [("digits", digits.into())])) }
            input #code type="text" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength=(digits * 2) value=(typed) required;
            div.buttons { button.first { (phrases.say("begin")) } }
        }
        p.quiet { a href="/office/login" { (phrases.say("for-staff")) } }
    };
    page(&phrases.say("welcome"), &phrases.language, false, &body)
}

/// Asks for the word that goes on with confidential answers, where there is one, or whether they are begun anew.
fn word_page(
    served: &Served,
    (visitor, headers): (&Visitor, &HeaderMap),
    code: &str,
    (has_word, notice): (bool, Option<&str>),
) -> Html<String> {
    let phrases = served.speaking_to(headers);
    let body = html! {
        h1 { (phrases.say("welcome")) }
        @if let Some(notice) = notice { p.notice role="alert" { (phrases.say(notice)) } }
        @if has_word {
            p { (phrases.say("word-ask")) }
            form.fields method="post" action="/" {
                (visitor.field())
                input type="hidden" name="code" value=(code);
                label for="word" { (phrases.say("word-yours")) }
                input #word type="text" name="word" autocomplete="off" maxlength="40";
                div.buttons { button.first { (phrases.say("go-on")) } }
            }
        }
        form.fields method="post" action="/" {
            (visitor.field())
            input type="hidden" name="code" value=(code);
            @if has_word { p.quiet { (phrases.say("anew-explained")) } }
            div.buttons { button name="anew" value="yes" { (phrases.say("begin-anew")) } }
        }
    };
    page(&phrases.say("welcome"), &phrases.language, false, &body)
}

/// Takes a code in, and begins a session that is good for one administration. Everybody else who answered it is out.
pub(super) async fn redeem(
    State(served): Shared,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let form = visitor.form(&body)?;
    let attempt = served.guard.admit(&visitor, Tried::Code).await?;
    let code: String = western_digits(form.get("code")).chars().filter(char::is_ascii_digit).take(DIGITS).collect();
    let (word, begins_anew) = (form.get("word").trim().to_owned(), form.get("anew") == "yes");
    let secret = token().ok_or(Failure::Internal)?;
    let is_behind_tls = served.site.is_behind_tls;
    let (before, staff) = (token_of(&headers, is_behind_tls), guard::token_of(&headers, is_behind_tls));
    let (of_session, of_code) = (secret.clone(), code.clone());
    let redeemed = served
        .writing(move |store| {
            let word = Some(word.as_str()).filter(|word| !word.is_empty());
            let claim = Claim { session: before.as_deref(), word, begins_anew };
            let redeemed = store.redeem(&of_code, &claim, (&of_session, &later(SECONDS)), &now())?;
            // Whoever is handed the device must not find the cases of the officer behind the questions.
            if let (Redeemed::Answering(_), Some(staff)) = (redeemed, &staff) {
                store.lock_session(staff)?;
            }
            Ok(redeemed)
        })
        .await?;
    let visited = (&visitor, &headers);
    match redeemed {
        Redeemed::Answering(_) => {
            attempt.right();
            let cookie = Cookie::Answering.set(&secret, SECONDS, served.site.is_behind_tls);
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/ask")).into_response())
        }
        Redeemed::NeedsWord => {
            attempt.right();
            Ok(word_page(&served, visited, &code, (true, None)).into_response())
        }
        Redeemed::WrongWord => Ok(word_page(&served, visited, &code, (true, Some("word-wrong"))).into_response()),
        Redeemed::WordGone => Ok(word_page(&served, visited, &code, (false, Some("word-gone"))).into_response()),
        Redeemed::BegunAnew => {
            attempt.right();
            Ok(word_page(&served, visited, &code, (false, Some("word-begun-anew"))).into_response())
        }
        Redeemed::No => {
            let typed: String = form.get("code").chars().take(2 * DIGITS).collect();
            Ok(first_page(&served, visited, Some("wrong-code"), &typed).into_response())
        }
    }
}

/// The secret of the session in which somebody answers.
fn token_of(headers: &HeaderMap, is_behind_tls: bool) -> Option<String> {
    Cookie::Answering.secret(headers, is_behind_tls)
}

/// Takes the cookie of whoever answered away.
pub(super) fn no_cookie(served: &Served) -> [(header::HeaderName, String); 1] {
    [(header::SET_COOKIE, Cookie::Answering.set("", 0, served.site.is_behind_tls))]
}

/// An administration that is being answered.
pub(super) struct Session {
    pub(super) token: String,
    pub(super) kept: Kept,
}

/// The session of a request; what is finished or closed is nobody's.
pub(super) async fn session(served: &Arc<Served>, headers: &HeaderMap) -> Result<Session, Failure> {
    let token = token_of(headers, served.site.is_behind_tls).ok_or(Failure::Form)?;
    let secret = token.clone();
    let kept = served
        .reading(move |store| match store.holder(&secret, &now())? {
            Some(Holder::Answering(id)) => store.administration(id),
            _ => Ok(None),
        })
        .await?;
    Ok(Session { token, kept: kept.filter(Kept::is_open).ok_or(Failure::Form)? })
}

/// The session of a form that was sent from one of its pages.
pub(super) async fn sent(served: &Arc<Served>, headers: &HeaderMap, form: &Form) -> Result<Session, Failure> {
    let session = session(served, headers).await?;
    if form.get("form") == of_form(&session.token) { Ok(session) } else { Err(Failure::Form) }
}

pub(super) async fn question(State(served): Shared, headers: HeaderMap, Query(query): Query<Asked>) -> Result<Response, Failure> {
    let session = session(&served, &headers).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, &query.language)?;
    let item = face.instrument().item(&query.item).filter(|item| face.asked.is_asked(*item));
    match item.or_else(|| face.asked.open()) {
        Some(item) => Ok(question_page(&face, item, None).into_response()),
        None => Ok(Redirect::to(&face.end()).into_response()),
    }
}

/// Takes an answer, or takes one back, and goes on. Sending a form twice has no further effect.
pub(super) async fn answer(State(served): Shared, headers: HeaderMap, body: Bytes) -> Result<Response, Failure> {
    let form = Form::read(&body);
    let session = sent(&served, &headers, &form).await?;
    form.language()?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let mut face = Face::of(&served.site.phrases, measure, &session, form.get("language"))?;
    let item = measure.instrument.item(form.get("item")).ok_or(Failure::Missing)?;
    let typed = form.all("answer").join(";");
    let (is_empty, was_given) = (typed.trim().is_empty(), !face.asked.given(item).is_empty());
    let is_written = match form.get("do") {
        "back" => false,
        "skip" => {
            face.asked.pass(item);
            was_given
        }
        // What was begun and is no answer yet is not worth staying for.
        "stop" => !is_empty && face.asked.give(item, &typed).is_ok(),
        _ if is_empty && !was_given => {
            let not_taken = NotTaken { why: "answer-needed", typed: "" };
            return Ok(question_page(&face, item, Some(not_taken)).into_response());
        }
        _ if face.asked.give(item, &typed).is_err() => {
            let not_taken = NotTaken { why: "not-an-answer", typed: &typed };
            return Ok(question_page(&face, item, Some(not_taken)).into_response());
        }
        _ => true,
    };
    let language = new_language(&session, &face);
    if is_written || language.is_some() {
        let (id, name) = (session.kept.id, measure.instrument.items[item].name.clone());
        let answer = is_written.then(|| face.asked.given(item).to_owned());
        served
            .writing(move |store| {
                if let Some(language) = language {
                    store.speak(id, &language, &now())?;
                }
                answer.map_or(Ok(()), |answer| store.give(id, &name, &answer, &now()))
            })
            .await?;
    }
    let address = match form.get("do") {
        "back" => face.address(Some(face.asked.before(item).unwrap_or(item))),
        "stop" => face.pause(),
        _ => face.asked.after(Some(item)).map_or_else(|| face.end(), |next| face.address(Some(next))),
    };
    Ok(Redirect::to(&address).into_response())
}

/// The language that somebody changed to, where it is another one than the one that is kept.
fn new_language(session: &Session, face: &Face<'_>) -> Option<String> {
    let language = face.texts.language.to_string();
    (language != session.kept.record.identity.language).then_some(language)
}

pub(super) async fn end(State(served): Shared, headers: HeaderMap, Query(query): Query<Asked>) -> Result<Html<String>, Failure> {
    let session = session(&served, &headers).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, &query.language)?;
    let standing = face.asked.standing();
    let body = html! {
        h1 { (face.title()) }
        label.quiet for="progress" { (standing.answered) " / " (standing.asked) }
        progress #progress value=(standing.answered) max=(standing.asked) {}
        p { (face.who_sees()) }
        form method="post" action="/ask/end" {
            input type="hidden" name="form" value=(of_form(&session.token));
            input type="hidden" name="language" value=(face.texts.language);
            div.buttons {
                button.first { (face.phrases.say("finish")) }
                @if let Some(open) = face.asked.open() { a.button href=(face.address(Some(open))) { (face.phrases.say("back")) } }
            }
        }
    };
    Ok(page(face.title(), &face.texts.language, false, &body))
}

pub(super) async fn finish(State(served): Shared, headers: HeaderMap, body: Bytes) -> Result<Response, Failure> {
    let form = Form::read(&body);
    form.language()?;
    let session = sent(&served, &headers, &form).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, form.get("language"))?;
    let feedback = feedback_page(&face.asked, face.texts, &face.phrases);
    let (id, language) = (session.kept.id, new_language(&session, &face));
    served
        .writing(move |store| {
            if let Some(language) = language {
                store.speak(id, &language, &now())?;
            }
            store.finish(id, &now())
        })
        .await?;
    if let Some(feedback) = feedback {
        return Ok((no_cookie(&served), feedback).into_response());
    }
    let thanks = format!("/thanks?language={}", face.texts.language);
    Ok((no_cookie(&served), Redirect::to(&thanks)).into_response())
}

pub(super) async fn thanks(State(served): Shared, Query(query): Query<Asked>) -> Html<String> {
    let language = Language::parse(&query.language).unwrap_or_else(Language::english);
    let phrases = served.site.phrases.in_language(&language);
    let body = html! { h1 { (phrases.say("thanks")) } p { a.button href="/" { (phrases.say("next-person")) } } };
    page("✓", &language, false, &body)
}

/// Now, as the store writes it.
pub(super) fn now() -> String {
    jiff::Timestamp::now().to_string()
}

/// A moment so many seconds from now.
pub(super) fn later(seconds: u32) -> String {
    (jiff::Timestamp::now() + jiff::SignedDuration::from_secs(i64::from(seconds))).to_string()
}

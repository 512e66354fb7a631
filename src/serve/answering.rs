use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};

use super::Served;
use super::grid::{NotAll, Rows, grid_page};
use super::guard::Cookie;
use super::letters::Letters;
use super::page::{Failure, Form};
use super::question::{Face, Typed, question_page};
use super::secret::of_form;
use super::start::start_page;
use crate::instrument::ItemIx;
pub(super) use crate::store::now;
use crate::store::{Holder, Kept};

/// Seconds that an answering person has from the code to the end.
pub(super) const SECONDS: u32 = 2 * 60 * 60;

type Shared = State<Arc<Served>>;

/// What is in the address of a question.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) item: String,
    pub(super) language: String,
}

/// The secret of the session in which somebody answers.
pub(super) fn token_of(headers: &HeaderMap, is_behind_tls: bool) -> Option<String> {
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
    pub(super) letters: Letters,
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
    let letters = Letters::of(headers, served.site.is_behind_tls);
    Ok(Session { token, letters, kept: kept.filter(Kept::is_open).ok_or(Failure::Form)? })
}

/// The session of a form that was sent from one of its pages.
pub(super) async fn sent(served: &Arc<Served>, headers: &HeaderMap, form: &Form) -> Result<Session, Failure> {
    let session = session(served, headers).await?;
    if form.get("form") != of_form(&session.token) {
        return Err(Failure::Form);
    }
    Ok(Session { letters: session.letters.told(form), ..session })
}

pub(super) async fn question(State(served): Shared, headers: HeaderMap, Query(query): Query<Asked>) -> Result<Response, Failure> {
    let session = session(&served, &headers).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, &query.language)?;
    let item = face.instrument().item(&query.item).filter(|item| face.asked.is_asked(*item));
    match item.or_else(|| face.asked.open()) {
        // Whoever has not begun is told first what it is about.
        Some(first) if item.is_none() && face.asked.standing().dealt_with == 0 => {
            Ok(start_page(&served, &face, first).into_response())
        }
        Some(item) => Ok(question_page(&served, &face, item, None).into_response()),
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
    // Whoever changes the language at a question keeps what they typed there.
    let speaks = form.get("speak");
    let language = if speaks.is_empty() { form.get("language") } else { speaks };
    let mut face = Face::of(&served.site.phrases, measure, &session, language)?;
    let item = measure.instrument.item(form.get("item")).ok_or(Failure::Missing)?;
    if measure.instrument.are_together(item, item) {
        return grid_answer(&served, &session, face, (item, &form)).await;
    }
    let cookie = session.letters.cookie(served.site.is_behind_tls);
    let typed = form.all("answer").join(";");
    let (is_empty, was_given) = (typed.trim().is_empty(), !face.asked.given(item).is_empty());
    let shown = |face: &Face<'_>, why: Option<String>| {
        let page = question_page(&served, face, item, Some(Typed { why, answer: &typed }));
        Ok((AppendHeaders(cookie.clone()), page).into_response())
    };
    if !speaks.is_empty() {
        return shown(&face, None);
    }
    let is_written = match form.get("do") {
        "back" | "begin" => false,
        "skip" => match face.asked.pass(item) {
            Ok(()) => was_given,
            Err(error) => return shown(&face, Some(face.way_out(item, &error))),
        },
        // What was begun and is no answer yet is not worth staying for.
        "stop" => !is_empty && face.asked.give(item, &typed).is_ok(),
        _ if is_empty && !was_given => return shown(&face, Some(face.phrases.say("answer-needed"))),
        _ => match face.asked.give(item, &typed) {
            Ok(()) => true,
            Err(error) => return shown(&face, Some(face.way_out(item, &error))),
        },
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
        "begin" => face.address(Some(item)),
        "stop" => face.pause(),
        _ => face.asked.after(Some(item)).map_or_else(|| face.end(), |next| face.onward(item, next)),
    };
    Ok((AppendHeaders(cookie), Redirect::to(&address)).into_response())
}

/// Takes the answers to the rows of a grid at once, or none of them, and goes on.
async fn grid_answer(
    served: &Arc<Served>,
    session: &Session,
    mut face: Face<'_>,
    (item, form): (ItemIx, &Form),
) -> Result<Response, Failure> {
    let cookie = session.letters.cookie(served.site.is_behind_tls);
    let rows = face.asked.together(item);
    let before: Vec<String> = rows.iter().map(|row| face.asked.given(*row).to_owned()).collect();
    let (first, last) = (rows.first().copied().unwrap_or(item), rows.last().copied().unwrap_or(item));
    let sent = Rows::sent(&face, &rows, form);
    let shown = |face: &Face<'_>, why: Option<String>| {
        (AppendHeaders(cookie.clone()), grid_page(served, face, &rows, Some((&sent, why)))).into_response()
    };
    if !form.get("speak").is_empty() {
        return Ok(shown(&face, None));
    }
    let address = match form.get("do") {
        "back" => face.address(Some(face.asked.before(first).unwrap_or(first))),
        "begin" => face.address(Some(first)),
        "stop" => {
            sent.give_what_can_be(&mut face);
            face.pause()
        }
        what => {
            if let Err(error) = sent.give(&mut face, what == "skip") {
                let why = match error {
                    NotAll::Open => face.phrases.say("answer-needed"),
                    NotAll::Row(row, error) => face.way_out(row, &error),
                };
                return Ok(shown(&face, Some(why)));
            }
            face.asked.after(Some(last)).map_or_else(|| face.end(), |next| face.onward(last, next))
        }
    };
    let now_given = rows.iter().zip(before).filter(|(row, before)| face.asked.given(**row) != before.as_str());
    let changed: Vec<(String, String)> =
        now_given.map(|(row, _)| (face.instrument().items[*row].name.clone(), face.asked.given(*row).to_owned())).collect();
    let (language, id) = (new_language(session, &face), session.kept.id);
    if language.is_some() || !changed.is_empty() {
        served
            .writing(move |store| {
                if let Some(language) = language {
                    store.speak(id, &language, &now())?;
                }
                changed.iter().try_for_each(|(name, answer)| store.give(id, name, answer, &now()))
            })
            .await?;
    }
    Ok((AppendHeaders(cookie), Redirect::to(&address)).into_response())
}

/// The language that somebody changed to, where it is another one than the one that is kept.
pub(super) fn new_language(session: &Session, face: &Face<'_>) -> Option<String> {
    let language = face.texts.language.to_string();
    (language != session.kept.record.identity.language).then_some(language)
}

/// A moment so many seconds from now.
pub(super) fn later(seconds: u32) -> String {
    (jiff::Timestamp::now() + jiff::SignedDuration::from_secs(i64::from(seconds))).to_string()
}

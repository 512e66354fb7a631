use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use maud::html;

use super::answering::{later, no_cookie, now};
use super::desk::before_desk;
use super::guard::{Attempt, Cookie, Tried, Visitor};
use super::page::Failure;
use super::passwords::Line;
use super::secret::token;
use super::staff::{Sent, Staff};
use super::{Served, guard};
use crate::store::{Access, By, NOBODY};

/// Seconds that somebody is let in for.
pub(super) const DAY: u32 = 8 * 60 * 60;
type Shared = State<Arc<Served>>;

pub(super) async fn login(State(served): Shared, Extension(visitor): Extension<Visitor>, headers: HeaderMap) -> Html<String> {
    // Somebody answered questions in this browser; whoever was logged in comes back with their password.
    let locked = match guard::token_of(&headers, served.site.is_behind_tls) {
        Some(token) => served.reading(move |store| store.locked_out(&token, &now())).await.ok().flatten(),
        None => None,
    };
    let notice = locked.is_some().then_some("locked");
    login_page(&served, (&visitor, &headers), notice, locked.as_deref().unwrap_or_default())
}

fn login_page(served: &Served, (visitor, headers): (&Visitor, &HeaderMap), notice: Option<&str>, name: &str) -> Html<String> {
    let phrases = served.speaking_to(headers);
    let body = html! {
        h1 { (phrases.say("staff")) }
        @if let Some(notice) = notice { p.notice role="alert" { (phrases.say(notice)) } }
        form.fields.panel.short method="post" action="/office/login" {
            (visitor.field())
            label for="name" { (phrases.say("user-name")) } input #name type="text" name="name" autocomplete="username" value=(name);
            label for="password" { (phrases.say("password")) } input #password type="password" name="password" autocomplete="current-password";
            div.buttons { button.first { (phrases.say("log-in")) } }
        }
    };
    before_desk(served, &phrases, "/office/login", &phrases.say("staff"), &body)
}

pub(super) async fn let_in(
    State(served): Shared,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let form = visitor.form(&body)?;
    let (name, password) = (form.get("name").to_owned(), form.get("password").to_owned());
    let attempt = served.guard.admit(&visitor, Tried::Password(&name)).await?;
    let asked = name.clone();
    let kept = served.reading(move |store| store.password_of(&asked)).await?;
    let is_somebody = kept.is_some();
    if !judged(&served, attempt, password, kept).await? {
        // In the place of a name that nobody has there may be a password.
        let who = if is_somebody { name } else { NOBODY.to_owned() };
        served.writing(move |store| store.note_access(&By { who: &who, at: &now() }, &Access::Failed)).await?;
        return Ok(login_page(&served, (&visitor, &headers), Some("wrong-password"), "").into_response());
    }
    let secret = token().ok_or(Failure::Internal)?;
    let is_behind_tls = served.site.is_behind_tls;
    let (of_session, answering) = (secret.clone(), Cookie::Answering.secret(&headers, is_behind_tls));
    let is_ended = served
        .writing(move |store| {
            store.begin_session(&of_session, Some(&name), None, &later(DAY))?;
            store.note_access(&By { who: &name, at: &now() }, &Access::LoggedIn)?;
            // Whoever answered for nobody's eyes may have gone away from this device.
            answering.map_or(Ok(false), |answering| store.end_confidential_session(&answering))
        })
        .await?;
    let mut cookies = vec![(header::SET_COOKIE, guard::cookie(&secret, DAY, is_behind_tls))];
    if is_ended {
        cookies.extend(no_cookie(&served));
    }
    Ok((AppendHeaders(cookies), Redirect::to("/office/cases")).into_response())
}

/// Whether a password is the one that was kept, by a try that was admitted.
pub(super) async fn judged(
    served: &Served,
    attempt: Attempt<'_>,
    password: String,
    kept: Option<String>,
) -> Result<bool, Failure> {
    let line = if attempt.is_known() { Line::Known } else { Line::Strangers };
    match served.passwords.is_right(password, kept, line).await {
        Ok(true) => {
            attempt.right();
            Ok(true)
        }
        Ok(false) => Ok(false),
        Err(failure) => {
            attempt.not_made();
            Err(failure)
        }
    }
}

pub(super) async fn log_out(State(served): Shared, Sent { staff, .. }: Sent<Staff>) -> Result<Response, Failure> {
    served.writing(move |store| store.end_session(&staff.token)).await?;
    Ok(([(header::SET_COOKIE, guard::cookie("", 0, served.site.is_behind_tls))], Redirect::to("/office/login")).into_response())
}

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use maud::html;

use super::answering::{later, now};
use super::desk::desk;
use super::guard::{Tried, Visitor};
use super::office::{DAY, judged};
use super::page::Failure;
use super::passwords::Line;
use super::secret::token;
use super::staff::{Sent, Staff};
use super::strength::{LEAST_LETTERS, judge_password};
use super::{Served, guard};
use crate::store::{Access, By, Member};

const PAGE: &str = "/office/password";
type Shared = State<Arc<Served>>;

pub(super) async fn form(State(served): Shared, staff: Staff) -> Html<String> {
    page(&served, &staff, None)
}

fn page(served: &Served, staff: &Staff, notice: Option<&str>) -> Html<String> {
    let phrases = &staff.phrases;
    let letters = [("letters", LEAST_LETTERS.into())];
    let fields = [
        ("old", "old-password", "current-password"),
        ("new", "new-password", "new-password"),
        ("again", "new-password-again", "new-password"),
    ];
    let body = html! {
        h1 { (phrases.say("change-password")) }
        @if let Some(notice) = notice { p.notice role="alert" { (phrases.with(notice, letters.clone())) } }
        form.fields method="post" action=(PAGE) {
            (staff.field())
            // Programs that keep passwords learn whose this one is.
            input type="text" name="name" autocomplete="username" value=(staff.member.name) readonly hidden;
            p.quiet #rule { (phrases.with("password-rule", letters)) }
            @for (name, label, kept) in fields {
                label for=(name) { (phrases.say(label)) }
                input id=(name) type="password" name=(name) autocomplete=(kept) aria-describedby=[(name == "new").then_some("rule")];
            }
            div.buttons { button.first { (phrases.say("change-password")) } }
        }
    };
    desk(served, staff, PAGE, &phrases.say("change-password"), &body)
}

/// Changes the password of whoever is logged in, who gives the one until now too: a browser that was left open changes
/// nothing by itself.
pub(super) async fn change(
    State(served): Shared,
    Extension(visitor): Extension<Visitor>,
    Sent { staff, form }: Sent<Staff>,
) -> Result<Response, Failure> {
    let [old, new, again] = ["old", "new", "again"].map(|field| form.get(field).to_owned());
    let Member { name, office, .. } = &staff.member;
    if new != again {
        return Ok(page(&served, &staff, Some("passwords-differ")).into_response());
    }
    let attempt = served.guard.admit(&visitor, Tried::Password(name)).await?;
    let asked = name.clone();
    let kept = served.reading(move |store| store.password_of(&asked)).await?;
    if !judged(&served, attempt, old, kept.clone()).await? {
        let who = name.clone();
        served.writing(move |store| store.note_access(&By { who: &who, at: &now() }, &Access::FailedToChangePassword)).await?;
        return Ok(page(&served, &staff, Some("wrong-old-password")).into_response());
    }
    if tokio::task::block_in_place(|| judge_password(&new, &[name, office])).is_err() {
        return Ok(page(&served, &staff, Some("password-weak")).into_response());
    }
    let hash = served.passwords.hashed(new, Line::Known).await?;
    let secret = token().ok_or(Failure::Internal)?;
    let (who, of_session) = (name.clone(), secret.clone());
    let changed = served
        .writing(move |store| {
            let at = now();
            let changed = store.change_password(&who, kept.as_deref().unwrap_or_default(), &hash, &By { who: &who, at: &at })?;
            if changed {
                store.begin_session(&of_session, Some(&who), None, &later(DAY))?;
            }
            Ok(changed)
        })
        .await?;
    if !changed {
        // Somebody else gave another one meanwhile, or took the access away.
        return Err(Failure::Form);
    }
    let cookie = guard::cookie(&secret, DAY, served.site.is_behind_tls);
    let staff = Staff { token: secret, ..staff };
    Ok(([(header::SET_COOKIE, cookie)], page(&served, &staff, Some("password-changed"))).into_response())
}

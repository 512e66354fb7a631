use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{PreEscaped, html};

use super::Served;
use super::desk::desk;
use super::office::staff;
use super::overview::Overview;
use super::page::Failure;

/// The figures of a team, or of all teams for whoever sees all offices.
pub(super) async fn team(State(served): State<Arc<Served>>, headers: HeaderMap) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    if !staff.member.role.sees_teams() {
        return Err(Failure::Forbidden);
    }
    let phrases = &staff.phrases;
    let figures = Overview::team(&served, &staff.member, phrases).await?;
    let body = html! {
        h1 { (phrases.say("team")) }
        @match &figures {
            Some(figures) => { (PreEscaped(figures.as_str())) }
            None => { p.notice role="status" { (phrases.say("still-looking")) } }
        }
    };
    Ok(desk(&served, &staff, "/office/team", &phrases.say("team"), &body).into_response())
}

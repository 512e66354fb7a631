use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::Served;
use super::case::cases_of;
use super::office::{head, shown, staff};
use super::page::Failure;
use crate::follow::{Follower, LEAST};
use crate::output::team_section;
use crate::store::Kept;

/// The figures of a team, or of all teams for whoever sees all offices; answers that are confidential count in them too.
pub(super) async fn team(State(served): State<Arc<Served>>, headers: HeaderMap) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    if !staff.member.role.sees_teams() {
        return Err(Failure::Forbidden);
    }
    let all = served.reading(|store| store.kept(None, None)).await?;
    let kept: Vec<Kept> = all.into_iter().filter(|kept| staff.member.sees_office(&kept.office)).collect();
    let (shelf, phrases) = (served.shelf(), &staff.phrases);
    let body = html! {
        (head(&served, &staff, "/office/team"))
        h1 { (phrases.say("team")) }
        p.quiet { (phrases.with("small-hidden", [("least", LEAST.into())])) }
        @for measure in shelf.measures() {
            @let worded = measure.worded_in(&phrases.language);
            @let norms = measure.norms.first();
            @let follower = Follower::new(worded, norms, &served.site.rules).speaking(phrases).by(crate::responses::GroupBy::Kept(0));
            @let cases = cases_of(&follower, worded, kept.iter());
            @if !cases.is_empty() { (team_section(worded, norms, &follower.team(&cases), phrases)) }
        }
    };
    Ok(shown(&phrases.say("team"), phrases, &body).into_response())
}

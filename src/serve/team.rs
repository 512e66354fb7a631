use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::Served;
use super::office::{cases_of, head, kept, shown, staff};
use super::page::Failure;
use crate::follow::Follower;
use crate::output::team_section;

/// The figures of a team, or of all teams for whoever sees all offices; answers that are confidential count in them too.
pub(super) async fn team(State(served): State<Arc<Served>>, headers: HeaderMap) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    if !staff.member.role.sees_teams() {
        return Err(Failure::Forbidden);
    }
    let kept = kept(&served, &staff.member).await?;
    let shelf = served.shelf();
    let body = html! {
        (head(&staff))
        h1 { "Team" }
        p.quiet { "Figures of fewer than " (crate::follow::LEAST) " cases are not shown, nor those from which they could be told." }
        @for measure in shelf.measures() {
            @let instrument = &measure.instrument;
            @let follower = Follower::new(instrument, measure.norms.first(), &served.rules).by(0);
            @let cases = cases_of(&follower, instrument, kept.iter());
            @if !cases.is_empty() { (team_section(instrument, measure.norms.first(), &follower.team(&cases))) }
        }
    };
    Ok(shown("Team", &body).into_response())
}

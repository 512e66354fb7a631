use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped, html};

use super::Served;
use super::desk::desk;
use super::overview::{Chosen, Overview};
use super::page::Failure;
use super::staff::Staff;
use crate::follow::Period;
use crate::phrases::Phrases;

/// The address of the page.
const PAGE: &str = "/office/team";
/// The periods, each with the word of addresses and the phrase for it.
const PERIODS: [(Period, &str, &str); 2] =
    [(Period::HalfYear, "half-year", "period-half-year"), (Period::Year, "year", "period-year")];
/// The words of addresses for what is told apart.
const OFFICES: &str = "office";
const NOTHING: &str = "nothing";

/// What is in the address of the page.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    period: String,
    by: String,
}

impl Wanted {
    /// What is wanted; half a year by offices where the address does not say it.
    fn chosen(&self) -> Chosen {
        let period = PERIODS.iter().find(|(_, word, _)| *word == self.period).map(|(period, ..)| *period);
        Chosen { period: period.unwrap_or_default(), by_office: self.by != NOTHING }
    }
}

/// The figures of a team, or of all teams for whoever sees all offices.
pub(super) async fn team(
    State(served): State<Arc<Served>>,
    staff: Staff,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    if !staff.member.role.sees_teams() {
        return Err(Failure::Forbidden);
    }
    let (phrases, chosen) = (&staff.phrases, wanted.chosen());
    let figures = Overview::team(&served, &staff.member, phrases, chosen).await?;
    let body = html! {
        div.head {
            h1 { (phrases.say("team")) }
            @if let Some(figures) = &figures { (finder(phrases, chosen, figures.has_offices)) }
        }
        @match &figures {
            Some(figures) => { (PreEscaped(figures.shown.as_str())) }
            None => { p.notice role="status" { (phrases.say("still-looking")) } }
        }
    };
    Ok(desk(&served, &staff, PAGE, &phrases.say("team"), &body).into_response())
}

/// Over how long, and whether offices are told apart where there are several.
fn finder(phrases: &Phrases, chosen: Chosen, has_offices: bool) -> Markup {
    html! {
        form.finder.of-team method="get" action=(PAGE) {
            div.field {
                label for="period" { (phrases.say("team-period")) }
                select #period name="period" {
                    @for (period, word, words) in PERIODS {
                        option value=(word) selected[period == chosen.period] { (phrases.say(words)) }
                    }
                }
            }
            @if has_offices {
                div.field {
                    label for="by" { (phrases.say("compare-by")) }
                    select #by name="by" {
                        option value=(OFFICES) selected[chosen.by_office] { (phrases.say("office")) }
                        option value=(NOTHING) selected[!chosen.by_office] { (phrases.say("compare-nothing")) }
                    }
                }
            }
            button { (phrases.say("access-show")) }
        }
    }
}

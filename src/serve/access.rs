use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use fluent_bundle::FluentValue;
use maud::{Markup, html};

use super::Served;
use super::answering::now;
use super::desk::desk;
use super::page::Failure;
use super::staff::Staff;
use crate::phrases::Phrases;
use crate::store::{Access, AccessQuery, AccessRow, By, Happening, NOBODY, Role};

const PAGE: &str = "/office/log";
/// Rows that a page shows.
const ROWS: u32 = 100;

/// Which rows are asked for, in the address of the page.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    case: String,
    who: String,
    before: String,
}

impl Asked {
    fn query(&self) -> AccessQuery<'_> {
        let [case, who] = [&self.case, &self.who].map(|text| Some(text.trim()).filter(|text| !text.is_empty()));
        AccessQuery { case, who, before: self.before.parse().ok() }
    }

    /// The address of the page of what came before a row.
    fn older(&self, row: i64) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("case", &self.case).append_pair("who", &self.who).append_pair("before", &row.to_string());
        format!("{PAGE}?{}", query.finish())
    }
}

/// Who logged in, looked, exported and erased, for whoever may do everything. That they looked is logged too.
pub(super) async fn log(
    State(served): State<Arc<Served>>,
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    if !staff.member.role.sees_log() {
        return Err(Failure::Forbidden);
    }
    let who = staff.member.name.clone();
    served.writing(move |store| store.note_access(&By { who: &who, at: &now() }, &Access::LookedAtLog)).await?;
    // One more than is shown tells whether there is more.
    let mut rows = served.reading(|store| store.latest_access(&asked.query(), ROWS + 1)).await?;
    let has_more = rows.len() > ROWS as usize;
    rows.truncate(ROWS as usize);
    let older = rows.last().filter(|_| has_more).map(|last| asked.older(last.row));
    let phrases = &staff.phrases;
    let body = html! {
        h1 { (phrases.say("access-log")) }
        form.fields method="get" action=(PAGE) {
            label for="case" { (phrases.say("case")) } input #case type="text" name="case" value=(asked.case) maxlength="40";
            label for="who" { (phrases.say("user-name")) } input #who type="text" name="who" value=(asked.who) maxlength="100";
            div.buttons { button { (phrases.say("access-show")) } }
        }
        @if rows.is_empty() { p.quiet { (phrases.say("access-none")) } } @else { (table(&rows, phrases)) }
        @if let Some(older) = older { p { a href=(older) { (phrases.say("access-older")) } } }
    };
    Ok(desk(&served, &staff, PAGE, &phrases.say("access-log"), &body).into_response())
}

fn table(rows: &[AccessRow], phrases: &Phrases) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(phrases.say("access-log")) {
            table {
                thead { tr { @for id in ["access-when", "who", "access-what", "case"] { th scope="col" { (phrases.say(id)) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            td { time datetime=(row.at) { (to_the_second(&row.at)) } }
                            td { @if row.who == NOBODY { (phrases.say("access-nobody")) } @else { (phrases.doer(&row.who)) } }
                            td { (happened(row, phrases)) }
                            td { @if let Some(case) = &row.case { (case) } }
                        }
                    }
                }
            }
        }
    }
}

/// A moment as people read it, in universal time.
fn to_the_second(at: &str) -> String {
    at.parse::<jiff::Timestamp>().map_or_else(|_| at.to_owned(), |at| at.strftime("%Y-%m-%d %H:%M:%S").to_string())
}

/// What a row says, in the language of the page; in the words of the log where a later version of the program wrote it.
fn happened(row: &AccessRow, phrases: &Phrases) -> String {
    let Some(happening) = Happening::of_words(&row.what) else { return row.what.clone() };
    let told = |name: &str| row.details.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let role = Role::of_word(&told("role")).map_or_else(String::new, |role| phrases.say(&format!("role-{}", role.word())));
    let count = |name: &str| FluentValue::from(row.details.get(name).and_then(serde_json::Value::as_u64).unwrap_or_default());
    let told = [
        ("name", told("name").into()),
        ("role", role.into()),
        ("office", told("office").into()),
        ("owner", told("owner").into()),
        ("measure", told("measure").into()),
        ("administration", count("administration")),
        ("administrations", count("administrations")),
        ("confidential", count("confidential")),
        ("cases", count("cases")),
    ];
    phrases.with(phrase(happening), told).trim_end_matches([' ', ',']).to_owned()
}

fn phrase(happening: Happening) -> &'static str {
    match happening {
        Happening::LoggedIn => "access-logged-in",
        Happening::FailedToLogIn => "access-failed-to-log-in",
        Happening::Looked => "access-looked",
        Happening::RefusedCase => "access-refused-case",
        Happening::GaveCode => "access-gave-code",
        Happening::Entered => "access-entered",
        Happening::TookIn => "access-took-in",
        Happening::HandedOver => "access-handed-over",
        Happening::Exported => "access-exported",
        Happening::ExportedCases => "access-exported-cases",
        Happening::CopiedStore => "access-copied-store",
        Happening::GaveAccess => "access-gave-access",
        Happening::TookAccess => "access-took-access",
        Happening::ChangedPassword => "access-changed-password",
        Happening::FailedToChangePassword => "access-failed-to-change-password",
        Happening::LookedAtLog => "access-looked-at-log",
        Happening::PurgedLog => "access-purged-log",
        Happening::Erased => "access-erased",
        Happening::Purged => "access-purged",
    }
}

//! A list of codes on paper: one for each of some cases, to be cut out and handed round.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::Served;
use super::desk::desk;
use super::giving::occasion;
use super::invitation::{Invitation, Invited, Way};
use super::inviting::{answered, beginning, measures, newest, occasion_field, who_and_how};
use super::page::{Failure, Form};
use super::secret::{CodeDigits, in_groups};
use super::staff::{Caseworker, Sent, Staff};
use super::work::today;
use crate::administer::CaseCode;
use crate::instrument::Day;
use crate::store::StoreError;

/// A case, and its code or what came of asking for one.
type MadeFor = (String, Invited);

type Shared = State<Arc<Served>>;

const PAGE: &str = "/office/codes";
/// Cases of a list at the most.
const MOST: usize = 200;
/// Days that the codes of a list are good for at the most.
const DAYS: i32 = 14;

pub(super) async fn blank(State(served): Shared, Caseworker(staff): Caseworker) -> Result<Response, Failure> {
    page(&served, &staff, None)
}

fn page(served: &Served, staff: &Staff, refused: Option<(&str, &Form)>) -> Result<Response, Failure> {
    let (phrases, shelf, today) = (&staff.phrases, served.shelf(), today()?);
    let typed = refused.map(|(_, form)| form);
    let chosen = |name: &str| typed.map(|typed| typed.get(name)).unwrap_or_default();
    let until = Some(chosen("until").to_owned()).filter(|until| !until.is_empty()).unwrap_or_else(|| today.to_string());
    let last = today.later(DAYS).unwrap_or(today);
    let title = phrases.say("code-list");
    let body = html! {
        h1 { (title) }
        @if let Some((words, _)) = refused { p.notice role="alert" { (words) } }
        p { (phrases.say("code-list-explained")) }
        form.fields method="post" action=(PAGE) {
            (staff.field())
            label for="cases" { (phrases.say("code-list-cases")) }
            textarea #cases name="cases" rows="10" { (chosen("cases")) }
            label for="measure" { (phrases.say("due-measure")) }
            select #measure name="measure" {
                @for measure in newest(&shelf) {
                    @let reference = measure.instrument.reference();
                    option value=(reference) lang=[measure.other_language(&phrases.language)] selected[reference == chosen("measure")] { (measure.worded_in(&phrases.language).title) }
                }
            }
            (who_and_how(served, staff, &shelf, (chosen("informant"), chosen("language"))))
            (occasion_field(phrases, chosen("occasion")))
            label for="until" { (phrases.say("code-list-until")) }
            input #until type="date" name="until" min=(today) max=(last) value=(until);
            div.buttons { button.first { (phrases.say("make-codes")) } }
        }
    };
    Ok(desk(served, staff, PAGE, &title, &body).into_response())
}

/// The cases of a list, each once; or the words that say what is none.
fn cases(staff: &Staff, typed: &str) -> Result<Vec<CaseCode>, String> {
    let mut cases: Vec<CaseCode> = Vec::new();
    for line in typed.split(['\n', '\r', ',', ';']).map(str::trim).filter(|line| !line.is_empty()) {
        let case = CaseCode::parse(line).map_err(|error| format!("{line}: {}", error.words(&staff.phrases)))?;
        if !cases.iter().any(|there| there.as_str() == case.as_str()) {
            cases.push(case);
        }
    }
    match cases.len() {
        0 => Err(staff.phrases.say("code-list-empty")),
        1..=MOST => Ok(cases),
        _ => Err(staff.phrases.with("code-list-long", [("most", MOST.into())])),
    }
}

/// Makes the codes, and says of which cases none can be made, and why.
pub(super) async fn make(
    State(served): Shared,
    Sent { staff: Caseworker(staff), form }: Sent<Caseworker>,
) -> Result<Response, Failure> {
    let (shelf, phrases, today) = (served.shelf(), &staff.phrases, today()?);
    let cases = match cases(&staff, form.get("cases")) {
        Ok(cases) => cases,
        Err(words) => return page(&served, &staff, Some((&words, &form))),
    };
    let asked = match measures(&shelf, phrases, &form)? {
        Ok(asked) => asked,
        Err(words) => return page(&served, &staff, Some((&words, &form))),
    };
    let occasion = match occasion(&form, phrases) {
        Ok(occasion) => occasion,
        Err(words) => return page(&served, &staff, Some((&words, &form))),
    };
    let until =
        Day::iso(form.get("until")).filter(|until| *until >= today && today.later(DAYS).is_some_and(|last| *until <= last));
    let Some(until) = until else {
        return page(&served, &staff, Some((&phrases.with("code-list-days", [("days", DAYS.into())]), &form)));
    };
    let expires = until.later(1).and_then(beginning).ok_or(Failure::Internal)?;
    // Codes that live for days are longer than those of half an hour: there is more time to guess them.
    let way = Way::Code(CodeDigits::longest());
    let (member, informant, date) = (staff.member.clone(), form.get("informant").to_owned(), today.to_string());
    let schedules = Arc::clone(&shelf);
    let made = served
        .writing(move |store| -> Result<Vec<MadeFor>, StoreError> {
            let mut made = Vec::new();
            for case in &cases {
                let (measures, date, expires) = (&asked[..], date.as_str(), expires.as_str());
                let (informant, owner, is_confidential) = (&*informant, &*member.name, false);
                let shelf = &*schedules;
                let invitation =
                    Invitation { case, measures, informant, occasion, date, is_confidential, way, expires, owner, shelf };
                made.push((case.as_str().to_owned(), invitation.ask(store, &member)?));
            }
            Ok(made)
        })
        .await?;
    let title = phrases.say("code-list");
    let shown = html! {
        h1 { (title) }
        p { (phrases.with("code-list-good", [("day", until.to_string().into())])) }
        @if let Some(occasion) = occasion { p { (phrases.say("occasion")) ": " (occasion) } }
        table.codes {
            thead { tr { @for id in ["case", "code-list-code"] { th scope="col" { (phrases.say(id)) } } } }
            tbody {
                @for (case, invited) in &made {
                    tr {
                        th scope="row" { (case) }
                        td {
                            @match invited {
                                Invited::By(code) => { span.code dir="ltr" { (in_groups(code)) } }
                                Invited::NotAsked(why) => { (why.words(phrases)) }
                                Invited::Answered { measure, occasion } => {
                                    (phrases.with("code-list-answered", answered(&shelf, phrases, (measure, occasion))))
                                }
                                Invited::NoSecret => { (phrases.say("try-again")) }
                            }
                        }
                    }
                }
            }
        }
        p.quiet { (phrases.say("shown-once")) }
    };
    Ok(Redirect::to(&served.once.keep(&staff, title, shown)?).into_response())
}

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::answering::now;
use super::case::{note_refused, page_of, seen};
use super::giving::day;
use super::page::{Failure, Form};
use super::refusal::NotAsked;
use super::staff::{Caseworker, Sent, Staff};
use super::{Served, Shelf};
use crate::administer::{Identity, NoPastDay, reason};
use crate::instrument::{Day, OccasionName, id_of};
use crate::phrases::Phrases;
use crate::store::{Awaited, By, Closed, Correction, Kept, StoreError, Waiting};

/// Letters that a reason has at the most.
const REASON: usize = 200;

/// The questionnaires of a case, each with what can be put right about it. Of the answers nothing is said.
/// `waiting` is what was asked and is not finished, with how that stands.
pub(super) fn list(shelf: &Shelf, staff: &Staff, (kept, waiting): (&[Kept], &[Waiting]), typed: Option<&Form>) -> Markup {
    let phrases = &staff.phrases;
    let (closed, standing): (Vec<&Kept>, Vec<&Kept>) = kept.iter().partition(|kept| kept.closed.is_some());
    html! {
        h2 #administrations { (phrases.say("administrations")) }
        ul.administrations {
            @for one in &standing {
                li {
                    (named(shelf, phrases, one, waiting)) (read(phrases, one))
                    (correcting(staff, one, closed.iter().any(|other| is_in_place_of(one, other)), typed))
                }
            }
            @for one in &closed {
                li.quiet {
                    (named(shelf, phrases, one, waiting)) (read(phrases, one))
                    @if one.can_count_again() && !standing.iter().any(|other| is_of_one_place(one, other)) {
                        (counting_again(staff, one, typed))
                    }
                }
            }
        }
    }
}

/// Whether two administrations are of one measure, informant and occasion.
fn is_of_one_place(one: &Kept, other: &Kept) -> bool {
    let place = |kept: &'_ Kept| {
        let Identity { informant, occasion, .. } = kept.record.identity.clone();
        (id_of(&kept.record.measure).to_owned(), informant, occasion)
    };
    place(one) == place(other)
}

/// Whether an administration stands in the place of another, which does not come back by itself.
fn is_in_place_of(one: &Kept, before: &Kept) -> bool {
    one.counts() && before.can_count_again() && is_of_one_place(one, before)
}

/// A form that makes an administration count again.
fn counting_again(staff: &Staff, kept: &Kept, typed: Option<&Form>) -> Markup {
    let (phrases, id) = (&staff.phrases, kept.id.to_string());
    let typed = typed.filter(|typed| typed.get("administration") == id);
    html! {
        details open[typed.is_some()] {
            summary { (phrases.say("count-again")) }
            form.fields method="post" {
                (staff.field())
                input type="hidden" name="administration" value=(id);
                label for=(format!("reason-{id}")) { (phrases.say("reason")) }
                input id=(format!("reason-{id}")) type="text" name="reason" maxlength=(REASON)
                    value=(typed.map_or("", |typed| typed.get("reason")));
                div.buttons { button.first name="do" value="again" { (phrases.say("count-again")) } }
            }
        }
    }
}

/// Where the answers are read, for whoever may see them.
fn read(phrases: &Phrases, kept: &Kept) -> Markup {
    let address = format!("/office/cases/{}/answers/{}", kept.record.identity.case, kept.id);
    html! { @if kept.is_readable() { " " a href=(address) { (phrases.say("read-answers")) } } }
}

/// Who was asked, when, and how it stands.
pub(super) fn named(shelf: &Shelf, phrases: &Phrases, kept: &Kept, waiting: &[Waiting]) -> String {
    let Identity { informant, occasion, date, .. } = &kept.record.identity;
    let worded = shelf.of(&kept.record.measure).map(|measure| measure.worded_in(&phrases.language));
    let (title, who) = worded
        .map_or((kept.record.measure.as_str(), informant.as_str()), |worded| (worded.title.as_str(), worded.called(informant)));
    let state = match (kept.closed, kept.finished.is_some()) {
        (Some(closed), _) => format!("closed-{}", closed.word()),
        (None, true) => "state-answered".to_owned(),
        (None, false) => state(waiting.iter().find(|waiting| waiting.administration == kept.id)).to_owned(),
    };
    let told = [
        ("title", title.into()),
        ("who", who.into()),
        ("occasion", occasion.as_str().into()),
        ("date", Day::iso(date).map_or_else(|| date.clone(), |day| phrases.day(day)).into()),
        ("state", phrases.say(&state).into()),
    ];
    phrases.with("administration-line", told)
}

/// The phrase that says how something stands that is not finished, as the list of cases has it.
fn state(waiting: Option<&Waiting>) -> &'static str {
    match waiting.map(|waiting| (&waiting.awaited, waiting.is_confidential)) {
        Some((Awaited::Code { .. }, _)) => "state-code",
        Some((Awaited::Answering, _)) | None => "state-open",
        Some((Awaited::Stopped { .. }, false)) => "state-stopped",
        // Whether anything was answered confidentially is nobody's to know.
        Some((Awaited::Stopped { .. }, true) | (Awaited::Expired, _)) => "state-expired",
    }
}

/// A form that corrects an administration, with what was typed into it. Where it stands in the place of another it is
/// said before that the other one does not count again by itself.
fn correcting(staff: &Staff, kept: &Kept, has_replaced: bool, typed: Option<&Form>) -> Markup {
    let (phrases, id) = (&staff.phrases, kept.id.to_string());
    let typed = typed.filter(|typed| typed.get("administration") == id);
    let value = |name: &str, usual: &str| typed.map_or(usual, |typed| typed.get(name)).to_owned();
    let identity = &kept.record.identity;
    html! {
        details open[typed.is_some()] {
            summary { (phrases.say("correct")) }
            form.fields method="post" {
                (staff.field())
                input type="hidden" name="administration" value=(id);
                label for=(format!("occasion-{id}")) { (phrases.say("occasion")) }
                input id=(format!("occasion-{id}")) type="number" name="occasion" min="1" value=(value("occasion", &identity.occasion));
                label for=(format!("date-{id}")) { (phrases.say("date")) }
                input id=(format!("date-{id}")) type="date" name="date" value=(value("date", &identity.date));
                label for=(format!("reason-{id}")) { (phrases.say("reason")) }
                input id=(format!("reason-{id}")) type="text" name="reason" maxlength=(REASON) value=(value("reason", ""));
                @if has_replaced { p.quiet { (phrases.say("take-out-of-replaced")) } }
                div.buttons {
                    button.first name="do" value="correct" { (phrases.say("correct")) }
                    button name="do" value="close" { (phrases.say("take-out")) }
                    @if kept.is_open() { button name="do" value="cancel" { (phrases.say("cancel-code")) } }
                }
            }
        }
    }
}

/// What is to become of an administration.
enum Change {
    Correct { occasion: Option<String>, date: Option<String> },
    Close,
    CountAgain,
    Cancel,
}

/// What became of it.
enum Done {
    Yes,
    /// Another one is of that occasion.
    Taken(String),
    /// Its case follows a schedule, and was not open yet on that day.
    BeforeOpening(Day),
    /// There is no code that could be cancelled.
    NoCode,
}

/// Corrects an administration, closes it, or cancels its code; with a reason, which the log keeps.
pub(super) async fn correct(
    State(served): State<Arc<Served>>,
    Path(code): Path<String>,
    Sent { staff: Caseworker(staff), form }: Sent<Caseworker>,
) -> Result<Response, Failure> {
    let kept = named_in(&served, &staff, &form, &code).await?;
    let id = kept.id;
    let change = match change(&form, &kept, &staff.phrases)? {
        Ok(change) => change,
        Err(words) => return page_of(&served, &staff, &code, Some((&words, &form))).await,
    };
    let typed: String = form.get("reason").trim().chars().take(REASON).collect();
    let Some(reason) = reason(&typed) else {
        return page_of(&served, &staff, &code, Some((&staff.phrases.say("reason-needed"), &form))).await;
    };
    let who = staff.member.name.clone();
    let done = served
        .writing(move |store| {
            let at = now();
            let by = By { who: &who, at: &at };
            let done = match &change {
                Change::Correct { occasion, date } => {
                    let correction = Correction { occasion: occasion.as_deref(), date: date.as_deref(), reason: &reason };
                    store.correct(id, &correction, &by).map(|()| Done::Yes)
                }
                Change::Close => store.close(id, Closed::Mistaken, &reason, &by).map(|()| Done::Yes),
                Change::CountAgain => store.count_again(id, &reason, &by).map(|()| Done::Yes),
                Change::Cancel => {
                    store.cancel_codes(id, &reason, &by).map(|is_done| if is_done { Done::Yes } else { Done::NoCode })
                }
            };
            match done {
                Err(StoreError::There { occasion, .. }) => Ok(Done::Taken(occasion)),
                Err(StoreError::BeforeOpening { opened, .. }) => Ok(Done::BeforeOpening(opened)),
                done => done,
            }
        })
        .await?;
    let words = match done {
        Done::Yes => return Ok(Redirect::to(&format!("/office/cases/{code}")).into_response()),
        Done::Taken(occasion) => staff.phrases.with("occasion-taken", [("occasion", occasion.into())]),
        Done::BeforeOpening(opened) => NotAsked::BeforeOpening(opened).words(&staff.phrases),
        Done::NoCode => staff.phrases.say("no-code"),
    };
    page_of(&served, &staff, &code, Some((&words, &form))).await
}

/// The administration that a form names, which is of the case and one that they may see.
async fn named_in(served: &Served, staff: &Staff, form: &Form, code: &str) -> Result<Kept, Failure> {
    let of_case = seen(served, staff, code).await?;
    let id: i64 = form.get("administration").parse().map_err(|_| Failure::Form)?;
    if let Some(kept) = of_case.into_iter().find(|kept| kept.id == id) {
        return Ok(kept);
    }
    // By its number somebody may reach for a case of another office.
    let other = served.looking(|store| store.administration(id)).await?;
    if let Some(other) = other.filter(|other| !staff.member.sees_office(&other.office)) {
        note_refused(served, staff, &other.record.identity.case).await?;
    }
    Err(Failure::Missing)
}

/// What a form asks for, or the words that say why it cannot be.
fn change(form: &Form, kept: &Kept, phrases: &Phrases) -> Result<Result<Change, String>, Failure> {
    match form.get("do") {
        "close" => return Ok(Ok(Change::Close)),
        "again" => return Ok(Ok(Change::CountAgain)),
        "cancel" => return Ok(Ok(Change::Cancel)),
        _ => {}
    }
    let identity = &kept.record.identity;
    let typed = OccasionName::read(form.get("occasion"));
    let occasion = match typed.number() {
        _ if typed.as_str() == identity.occasion => None,
        Some(occasion) => Some(occasion.to_string()),
        None => return Ok(Err(phrases.say("occasion-is-number"))),
    };
    let date = form.get("date").trim();
    let date = match day(date)? {
        _ if date == identity.date || date.is_empty() => None,
        Some(day) => Some(day.to_string()),
        None => return Ok(Err(NoPastDay::words(phrases))),
    };
    Ok(Ok(Change::Correct { occasion, date }))
}

//! When a case was opened and closed, what it follows, and whose it is: what the command line does with `store open`,
//! `store close` and `store hand-over`.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::answering::now;
use super::case::{page_of, seen};
use super::desk::desk;
use super::giving::day;
use super::page::{Failure, Form};
use super::refusal::office_for;
use super::staff::{Caseworker, Sent, Staff};
use super::work::today;
use super::{Served, Shelf, case_facts};
use crate::administer::{CaseCode, NoPastDay, reason};
use crate::phrases::Phrases;
use crate::store::{By, Facts, HandOver, Member, Opening, Store, StoreError};

type Shared = State<Arc<Served>>;

/// Letters that a reason has at the most.
const REASON: usize = 200;

/// Who may work with cases, and the offices that there are.
struct House {
    members: Vec<Member>,
    offices: BTreeSet<String>,
}

impl House {
    async fn of(served: &Served) -> Result<Self, Failure> {
        let mut members = served.looking(Store::users).await?;
        let offices = members.iter().map(|member| member.office.clone()).collect();
        members.retain(|member| member.role.sees_cases());
        Ok(Self { members, offices })
    }

    /// A person in a list, with their office.
    fn named(member: &Member) -> String {
        if member.office.is_empty() { member.name.clone() } else { format!("{} ({})", member.name, member.office) }
    }
}

/// When a case was opened and closed, what it follows and whose it is, with what can be changed about that; and what
/// was typed, where that was refused.
pub(super) async fn section(served: &Served, staff: &Staff, code: &str, typed: Option<&Form>) -> Result<Markup, Failure> {
    let today = today()?;
    let Some(opening) = served.looking(|store| store.standing(code, today)).await? else { return Ok(html! {}) };
    let (house, shelf, phrases) = (House::of(served).await?, served.shelf(), &staff.phrases);
    let known = served.looking(|store| store.facts_of(code)).await?;
    let typed = typed.filter(|typed| !typed.get("opening").is_empty());
    let form = |words: &str, of_form: &str, fields: Markup| {
        html! {
            details open[typed.is_some_and(|typed| typed.get("opening") == of_form)] {
                summary { (phrases.say(words)) }
                form.fields method="post" action=(format!("/office/cases/{code}/opening")) {
                    (staff.field())
                    input type="hidden" name="opening" value=(of_form);
                    (fields)
                    div.buttons { button { (phrases.say(words)) } }
                }
            }
        }
    };
    let value = |form: &str, name: &str, usual: &str| {
        typed.filter(|typed| typed.get("opening") == form).map_or(usual, |typed| typed.get(name)).to_owned()
    };
    let is_closed = opening.closed.is_some();
    let usual = if is_closed { today.to_string() } else { opening.opened.to_string() };
    let follows = if is_closed { "" } else { opening.schedule.as_str() };
    let opens = html! {
        (date_field(phrases, "opened-on", &value("open", "date", &usual)))
        (schedule_field(&shelf, phrases, &value("open", "schedule", follows)))
    };
    Ok(html! {
        h2 #opening { (phrases.say("whose-case")) }
        p { (told(&shelf, phrases, &opening)) }
        (case_facts::section(&shelf, staff, code, &known, typed))
        @if !is_closed { p { a href=(format!("/office/cases/{code}/invite")) { (phrases.say("invite")) } } }
        (form(if is_closed { "open-again" } else { "change-opening" }, "open", opens))
        @if !is_closed { (form("close-case", "close", date_field(phrases, "closed-on", &value("close", "date", &today.to_string())))) }
        @if staff.member.may_hand_over(&opening.office, &opening.owner) {
            (form("hand-over", "hand-over", hand_over_fields(&house, phrases, &opening, &|name| value("hand-over", name, ""))))
        }
    })
}

/// How a case stands, in a sentence.
fn told(shelf: &Shelf, phrases: &Phrases, opening: &Opening) -> String {
    let owner = if opening.owner.is_empty() { phrases.say("nobody-yet") } else { opening.owner.clone() };
    let title = shelf.schedule(&opening.schedule).map(|served| served.title(&phrases.language));
    let schedule = match (title, opening.schedule.as_str()) {
        (Some(title), _) => title.to_owned(),
        (None, "") => phrases.say("no-schedule"),
        (None, reference) => reference.to_owned(),
    };
    let mut parts = vec![phrases.with("case-owner", [("owner", owner.into())])];
    if !opening.office.is_empty() {
        parts.push(phrases.with("case-office", [("office", opening.office.as_str().into())]));
    }
    parts.push(phrases.with("case-opened", [("day", phrases.day(opening.opened).into())]));
    parts.push(match opening.closed {
        Some(closed) => phrases.with("case-closed", [("day", phrases.day(closed).into())]),
        None => phrases.with("case-follows", [("schedule", schedule.into())]),
    });
    parts.join(" ")
}

fn date_field(phrases: &Phrases, words: &str, value: &str) -> Markup {
    html! { label for=(words) { (phrases.say(words)) } input id=(words) type="date" name="date" value=(value); }
}

fn schedule_field(shelf: &Shelf, phrases: &Phrases, follows: &str) -> Markup {
    let mut ids: BTreeSet<&str> = shelf.schedules.iter().map(|served| served.schedule().id.as_str()).collect();
    if !follows.is_empty() {
        ids.insert(follows);
    }
    html! {
        label for="schedule" { (phrases.say("schedule")) }
        select #schedule name="schedule" {
            option value="" selected[follows.is_empty()] { (phrases.say("no-schedule")) }
            @for id in ids {
                @let title = shelf.schedule(id).map_or(id, |served| served.title(&phrases.language));
                option value=(id) selected[id == follows] { (title) @if title != id { " (" (id) ")" } }
            }
        }
    }
}

/// To whom a case can be given: a person, or an office where nobody in person is named.
fn hand_over_fields(house: &House, phrases: &Phrases, opening: &Opening, value: &dyn Fn(&str) -> String) -> Markup {
    let to = value("to");
    html! {
        label for="to" { (phrases.say("hand-over-to")) }
        select #to name="to" {
            option value="" {}
            @for member in house.members.iter().filter(|member| member.name != opening.owner) {
                @let chosen = format!("person {}", member.name);
                option value=(chosen) selected[chosen == to] { (House::named(member)) }
            }
            @for office in house.offices.iter().filter(|office| !office.is_empty()) {
                @let chosen = format!("office {office}");
                option value=(chosen) selected[chosen == to] { (phrases.with("office-nobody", [("office", office.as_str().into())])) }
            }
        }
        p.quiet { (phrases.say("hand-over-explained")) }
        label for="why" { (phrases.say("reason")) }
        input #why type="text" name="reason" maxlength=(REASON) value=(value("reason"));
    }
}

/// Opens a case, closes it, or gives it to somebody else.
pub(super) async fn change(
    State(served): Shared,
    Path(code): Path<String>,
    Sent { staff: Caseworker(staff), form }: Sent<Caseworker>,
) -> Result<Response, Failure> {
    seen(&served, &staff, &code).await?;
    let today = today()?;
    let before = served.looking(|store| store.standing(&code, today)).await?.ok_or(Failure::Missing)?;
    let changed = match form.get("opening") {
        "open" => opened(&served.shelf(), &before, &staff, &form)?,
        "close" => closed(&before, &staff.phrases, &form)?,
        "hand-over" => return hand_over(&served, &staff, (&code, &before), &form).await,
        _ => return Err(Failure::Form),
    };
    let opening = match changed {
        Ok(opening) => opening,
        Err(words) => return page_of(&served, &staff, &code, Some((&words, &form))).await,
    };
    let who = staff.member.name.clone();
    served.writing(move |store| store.put_opening(&opening, &By { who: &who, at: &now() })).await?;
    Ok(Redirect::to(&format!("/office/cases/{code}")).into_response())
}

/// The opening that a form asks for, or the words that say why it cannot be.
fn opened(shelf: &Shelf, before: &Opening, staff: &Staff, form: &Form) -> Result<Result<Opening, String>, Failure> {
    let phrases = &staff.phrases;
    // An emptied field is no day: since when a case is open is not changed by the way.
    let typed = form.get("date");
    let told = if typed.trim().is_empty() { None } else { day(typed)? };
    let Some(opened) = told else { return Ok(Err(NoPastDay::words(phrases))) };
    let schedule = form.get("schedule");
    if !schedule.is_empty() && schedule != before.schedule && shelf.schedule(schedule).is_none() {
        return Ok(Err(phrases.say("schedule-unknown")));
    }
    let owner = if before.owner.is_empty() { staff.member.name.clone() } else { before.owner.clone() };
    Ok(Ok(Opening { opened, closed: None, schedule: schedule.to_owned(), owner, ..before.clone() }))
}

/// The case as it is closed by a form, or the words that say why it cannot be.
fn closed(before: &Opening, phrases: &Phrases, form: &Form) -> Result<Result<Opening, String>, Failure> {
    if before.closed.is_some() {
        return Ok(Err(phrases.say("case-is-closed")));
    }
    let Some(closed) = day(form.get("date"))? else { return Ok(Err(NoPastDay::words(phrases))) };
    if closed < before.opened {
        return Ok(Err(phrases.say("closed-before-opened")));
    }
    Ok(Ok(Opening { closed: Some(closed), ..before.clone() }))
}

async fn hand_over(
    served: &Arc<Served>,
    staff: &Staff,
    (code, before): (&str, &Opening),
    form: &Form,
) -> Result<Response, Failure> {
    if !staff.member.may_hand_over(&before.office, &before.owner) {
        return Err(Failure::Forbidden);
    }
    let house = House::of(served).await?;
    let to = match form.get("to").split_once(' ') {
        Some(("person", name)) => house
            .members
            .iter()
            .find(|member| member.name == name)
            .map(|member| (member.name.clone(), member.office_of_given(&before.office).to_owned())),
        Some(("office", office)) if house.offices.contains(office) => Some((String::new(), office.to_owned())),
        Some(_) | None => None,
    };
    let Some((owner, office)) = to else {
        return page_of(served, staff, code, Some((&staff.phrases.say("hand-over-whom"), form))).await;
    };
    let typed: String = form.get("reason").trim().chars().take(REASON).collect();
    let Some(reason) = reason(&typed) else {
        return page_of(served, staff, code, Some((&staff.phrases.say("reason-needed"), form))).await;
    };
    let (who, case) = (staff.member.name.clone(), code.to_owned());
    let (today, member, stays) = (today()?, staff.member.clone(), staff.member.sees_office(&office));
    let is_done = served
        .writing(move |store| -> Result<bool, StoreError> {
            // Somebody else may have given it away meanwhile.
            let stands = store.standing(&case, today)?;
            if !stands.is_some_and(|stands| member.may_hand_over(&stands.office, &stands.owner)) {
                return Ok(false);
            }
            let to = HandOver { case: &case, owner: &owner, office: &office, reason: &reason };
            store.hand_over(&to, today, &By { who: &who, at: &now() })?;
            Ok(true)
        })
        .await?;
    if !is_done {
        return Err(Failure::Forbidden);
    }
    // Whoever gave it to another office does not see it any more.
    let to = if stays { format!("/office/cases/{code}") } else { "/office/cases".to_owned() };
    Ok(Redirect::to(&to).into_response())
}

/// The page on which a case is opened before anybody is asked.
pub(super) async fn blank(State(served): Shared, Caseworker(staff): Caseworker) -> Result<Response, Failure> {
    new_case(&served, &staff, None).await
}

async fn new_case(served: &Served, staff: &Staff, refused: Option<(&str, &Form)>) -> Result<Response, Failure> {
    let (phrases, shelf, house) = (&staff.phrases, served.shelf(), House::of(served).await?);
    let typed = refused.map(|(_, form)| form);
    let value = |name: &str, usual: &str| typed.map_or(usual, |typed| typed.get(name)).to_owned();
    let office = value("office", &staff.member.office);
    let body = html! {
        h1 { (phrases.say("new-case")) }
        @if let Some((words, _)) = refused { p.notice role="alert" { (words) } }
        form.fields.panel method="post" action="/office/new" {
            (staff.field())
            label for="case" { (phrases.say("case-code")) }
            input #case type="text" name="case" maxlength="40" value=(value("case", ""));
            (date_field(phrases, "opened-on", &value("date", &today()?.to_string())))
            (schedule_field(&shelf, phrases, &value("schedule", "")))
            @if staff.member.role.sees_all_offices() && house.offices.len() > 1 {
                label for="office" { (phrases.say("office")) }
                select #office name="office" {
                    @for there in &house.offices { option value=(there) selected[*there == office] { (there) } }
                }
            }
            div.buttons { button.first { (phrases.say("open-case")) } }
        }
        p { a href="/office/codes" { (phrases.say("code-list")) } }
    };
    Ok(desk(served, staff, "/office/new", &phrases.say("new-case"), &body).into_response())
}

/// Opens a case before anybody is asked.
pub(super) async fn begin(
    State(served): Shared,
    Sent { staff: Caseworker(staff), form }: Sent<Caseworker>,
) -> Result<Response, Failure> {
    let case = match CaseCode::parse(form.get("case")) {
        Ok(case) => case,
        Err(error) => return new_case(&served, &staff, Some((&error.words(&staff.phrases), &form))).await,
    };
    let code = case.as_str().to_owned();
    let (house, chosen) = (House::of(&served).await?, form.get("office"));
    let may_choose = staff.member.role.sees_all_offices() && house.offices.contains(chosen);
    let office = if may_choose { chosen } else { &staff.member.office };
    let blank = Opening {
        case: code.clone(),
        opened: today()?,
        closed: None,
        schedule: String::new(),
        owner: staff.member.name.clone(),
        office: office.to_owned(),
        known: Facts::new(),
    };
    let opening = match opened(&served.shelf(), &blank, &staff, &form)? {
        Ok(opening) => opening,
        Err(words) => return new_case(&served, &staff, Some((&words, &form))).await,
    };
    let member = staff.member.clone();
    // Of two who open one case at once the other one is told.
    let refused = served
        .writing(move |store| {
            let at = now();
            let by = By { who: &member.name, at: &at };
            let office = office_for(store, (&opening.case, &member), &by)?;
            if office.is_ok() && store.office_of(&opening.case)?.is_none() {
                store.put_opening(&opening, &by)?;
            }
            Ok(office.err())
        })
        .await?;
    if let Some(why) = refused {
        return new_case(&served, &staff, Some((&why.words(&staff.phrases), &form))).await;
    }
    Ok(Redirect::to(&format!("/office/cases/{code}")).into_response())
}

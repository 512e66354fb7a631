//! Several measures in one sitting, by one code or by one link.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use fluent_bundle::FluentValue;
use maud::{Markup, html};

use super::answering::later;
use super::case::seen;
use super::desk::desk;
use super::giving::{CODE, day, occasion};
use super::invitation::{Asked, Invitation, Invited, Way};
use super::link;
use super::page::{Failure, Form};
use super::secret::in_groups;
use super::staff::{Caseworker, Sent, Staff};
use super::work::today;
use super::{Measure, Served, Shelf};
use crate::administer::{CaseCode, NoPastDay};
use crate::instrument::{Day, Instrument, Language};
use crate::phrases::Phrases;
use crate::store::{Store, StoreError};

type Shared = State<Arc<Served>>;

/// Days that a link is good for where no schedule says it.
const LINK_DAYS: i32 = 30;

/// The page on which several measures are chosen.
pub(super) async fn blank(
    State(served): Shared,
    Caseworker(staff): Caseworker,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    seen(&served, &staff, &code).await?;
    page(&served, &staff, &code, None)
}

fn page(served: &Served, staff: &Staff, code: &str, refused: Option<(&str, &Form)>) -> Result<Response, Failure> {
    let (phrases, shelf) = (&staff.phrases, served.shelf());
    let typed = refused.map(|(_, form)| form);
    let chosen = |name: &str| typed.map(|typed| typed.get(name)).unwrap_or_default();
    let measures = typed.map(|typed| typed.all("measure")).unwrap_or_default();
    let today = today()?.to_string();
    let date = Some(chosen("date")).filter(|date| !date.is_empty()).unwrap_or(&today);
    let title = phrases.with("invite-to", [("case", code.into())]);
    let at = format!("/office/cases/{code}/invite");
    let body = html! {
        h1 { (title) }
        @if let Some((words, _)) = refused { p.notice role="alert" { (words) } }
        form.fields method="post" action=(at) {
            (staff.field())
            fieldset {
                legend { (phrases.say("invite-measures")) }
                @for measure in newest(&shelf) {
                    @let reference = measure.instrument.reference();
                    label {
                        input type="checkbox" name="measure" value=(reference) checked[measures.contains(&reference.as_str())];
                        " " span lang=[measure.other_language(&phrases.language)] { (measure.worded_in(&phrases.language).title) }
                    }
                }
            }
            (who_and_how(served, staff, &shelf, (chosen("informant"), chosen("language"))))
            (occasion_field(phrases, chosen("occasion")))
            label for="date" { (phrases.say("date")) }
            input #date type="date" name="date" max=(today) value=(date);
            label {
                input type="checkbox" name="confidential" value="yes" checked[chosen("confidential") == "yes"];
                " " (phrases.say("only-answerer"))
            }
            div.buttons {
                button.first name="way" value="code" { (phrases.say("give-code")) }
                button name="way" value="link" { (phrases.say("make-link")) }
            }
        }
    };
    Ok(desk(served, staff, &at, &title, &body).into_response())
}

/// The field for an occasion, which is the next one where nothing is typed.
pub(super) fn occasion_field(phrases: &Phrases, value: &str) -> Markup {
    html! {
        label for="occasion" { (phrases.say("occasion-or-next")) }
        input #occasion type="text" inputmode="numeric" name="occasion" maxlength="6" value=(value);
    }
}

/// What is told where an occasion of a measure is answered already.
pub(super) fn answered<'t>(
    shelf: &Shelf,
    phrases: &Phrases,
    (measure, occasion): (&str, &'t str),
) -> [(&'static str, FluentValue<'t>); 2] {
    let title = shelf.newest(measure, &phrases.language).map_or_else(|| measure.to_owned(), |worded| worded.title.clone());
    [("measure", title.into()), ("occasion", occasion.into())]
}

/// The newest version of each measure that somebody can be asked.
pub(super) fn newest(shelf: &Shelf) -> Vec<&Measure> {
    let offered = shelf.offered();
    let versions = offered.chunk_by(|one, other| one.instrument.id == other.instrument.id);
    versions.filter_map(|versions| versions.last().copied()).collect()
}

/// Who is asked, and in which language: all that any of the measures has.
pub(super) fn who_and_how(served: &Served, staff: &Staff, shelf: &Shelf, (who, how): (&str, &str)) -> Markup {
    let phrases = &staff.phrases;
    let (mut informants, mut languages): (BTreeMap<&str, &str>, BTreeSet<String>) = (BTreeMap::new(), BTreeSet::new());
    let near = phrases.language.plain();
    let is_near = |language: &Language| language.plain().split('-').next() == near.split('-').next();
    // One informant may be called otherwise by each measure: what is said in the language of the page goes first.
    let (of_page, others): (Vec<&Instrument>, Vec<&Instrument>) = newest(shelf)
        .into_iter()
        .map(|measure| measure.worded_in(&phrases.language))
        .partition(|worded| is_near(&worded.language));
    for informant in of_page.into_iter().chain(others).flat_map(|worded| &worded.informants) {
        informants.entry(&informant.name).or_insert(&informant.label);
    }
    for measure in newest(shelf) {
        let spoken = measure.instrument.informants.keys().flat_map(|informant| measure.spoken(informant));
        languages.extend(spoken.map(|texts| texts.language.to_string()));
    }
    let usual = languages.iter().find(|language| language.split('-').next() == near.split('-').next()).cloned();
    let how = if how.is_empty() { usual.as_deref().unwrap_or_default() } else { how };
    html! {
        label for="informant" { (phrases.say("who")) }
        select #informant name="informant" {
            @for (name, label) in &informants { option value=(name) selected[*name == who] { (label) } }
        }
        label for="in-language" { (phrases.say("language")) }
        select #in-language name="language" {
            @for tag in &languages {
                @let called = Language::parse(tag).map_or_else(|| tag.clone(), |language| served.site.phrases.called(&language));
                option value=(tag) selected[tag == how] { (called) }
            }
        }
    }
}

/// What a form asks for of measures, of one informant in one language; or the words that say why it cannot be.
pub(super) fn measures(shelf: &Shelf, phrases: &Phrases, form: &Form) -> Result<Result<Vec<Asked>, String>, Failure> {
    let language = Language::parse(form.get("language")).ok_or(Failure::Form)?;
    let named = form.all("measure");
    let is_named = |measure: &&Measure| named.contains(&measure.instrument.reference().as_str());
    let mut asked = Vec::new();
    for measure in shelf.measures().iter().filter(is_named) {
        let Some(informant) = measure.instrument.informant(form.get("informant")) else {
            return Ok(Err(phrases.say("invite-other-informant")));
        };
        match Asked::of(measure, informant, &language) {
            Ok(it) => asked.push(it),
            Err(_) => {
                let title = measure.worded_in(&phrases.language).title.as_str();
                return Ok(Err(phrases.with("measure-without-words", [("measure", title.into())])));
            }
        }
    }
    Ok(if asked.is_empty() { Err(phrases.say("invite-none")) } else { Ok(asked) })
}

/// Asks several measures of somebody.
pub(super) async fn invite(
    State(served): Shared,
    headers: HeaderMap,
    Path(code): Path<String>,
    Sent { staff: Caseworker(staff), form }: Sent<Caseworker>,
) -> Result<Response, Failure> {
    seen(&served, &staff, &code).await?;
    let (shelf, phrases) = (served.shelf(), &staff.phrases);
    let refused = |words: &str| page(&served, &staff, &code, Some((words, &form)));
    let asked = match measures(&shelf, phrases, &form)? {
        Ok(asked) => asked,
        Err(words) => return refused(&words),
    };
    let Some(date) = day(form.get("date"))? else { return refused(&NoPastDay::words(phrases)) };
    let date = date.to_string();
    let occasion = match occasion(&form, phrases) {
        Ok(occasion) => occasion,
        Err(words) => return refused(&words),
    };
    let case = CaseCode::parse(&code).map_err(|_| Failure::Missing)?;
    let way = if form.get("way") == "link" { Way::Link } else { Way::Code(served.site.code_digits) };
    let informant = form.get("informant").to_owned();
    let (expires, until) = match way {
        Way::Code(_) => (later(CODE), None),
        Way::Link => {
            let ids: Vec<&str> = asked.iter().map(Asked::id).collect();
            let today = today()?;
            let until = served.looking(|store| link_until(store, &shelf, (&code, &informant, &ids), today)).await?;
            (beginning(until).ok_or(Failure::Internal)?, Some(until))
        }
    };
    let (member, is_confidential) = (staff.member.clone(), form.get("confidential") == "yes");
    let schedules = Arc::clone(&shelf);
    let invited = served
        .writing(move |store| {
            let measures = &asked[..];
            let (informant, date, expires, owner) = (&*informant, &*date, &*expires, &*member.name);
            let (case, shelf) = (&case, &*schedules);
            Invitation { case, measures, informant, occasion, date, is_confidential, way, expires, owner, shelf }
                .ask(store, &member)
        })
        .await?;
    let secret = match invited {
        Invited::By(secret) => secret,
        Invited::NotAsked(why) => return refused(&why.words(phrases)),
        Invited::Answered { measure, occasion } => {
            return refused(&phrases.with("invite-answered", answered(&shelf, phrases, (&measure, &occasion))));
        }
        Invited::NoSecret => return refused(&phrases.say("try-again")),
    };
    let title = phrases.with("invite-to", [("case", code.as_str().into())]);
    let shown = html! {
        h1 { (title) }
        @match until {
            None => {
                p { (phrases.say("sitting-code")) }
                p.code { (in_groups(&secret)) }
            }
            Some(until) => {
                @let address = link::address(&served, &headers, &secret);
                p { (phrases.with("sitting-link", [("day", phrases.day(until).into())])) }
                p.link { code dir="ltr" { (address) } }
                (link::picture(&address, &phrases.say("link-picture")))
            }
        }
        p.quiet { (phrases.say("shown-once")) }
        p { a href=(format!("/office/cases/{code}")) { (phrases.with("case-named", [("case", code.as_str().into())])) } }
    };
    Ok(Redirect::to(&served.once.keep(&staff, title, shown)?).into_response())
}

/// The first day on which a link is no longer good: that on which the first of what it asks is not asked any more, as
/// the schedule of the case says, or thirty days from now where it says nothing of it.
///
/// # Errors
/// Where the store fails, or something in it cannot be read.
pub fn link_until(
    store: &Store,
    shelf: &Shelf,
    (case, informant, ids): (&str, &str, &[&str]),
    on: Day,
) -> Result<Day, StoreError> {
    let usual = on.later(LINK_DAYS).unwrap_or(on);
    let Some(followed) = store.followed_case(case)? else { return Ok(usual) };
    let Some(schedule) = shelf.schedule(&followed.opening.schedule) else { return Ok(usual) };
    let due = followed.due(schedule.schedule(), on).asked;
    let of_link = due.iter().filter(|due| due.informant == informant && ids.contains(&due.measure.as_str()));
    let first = of_link.filter_map(|due| due.until).filter(|until| *until > on).min();
    Ok(first.unwrap_or(usual))
}

/// The moment at which a day begins here, as RFC 3339 writes it.
pub fn beginning(day: Day) -> Option<String> {
    let date: jiff::civil::Date = day.to_string().parse().ok()?;
    Some(date.to_zoned_datetime(jiff::tz::TimeZone::system()).ok()?.timestamp().to_string())
}

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::answering::now;
use super::office::{head, shown, staff};
use super::page::Failure;
use super::{Measure, Served, Shelf};
use crate::administer::Identity;
use crate::follow::{Case, CaseView, Collector, Earlier, Follower, SiteRules};
use crate::instrument::Instrument;
use crate::output::{case_section, norms_line, status_in};
use crate::phrases::Phrases;
use crate::responses::{ResponseTable, TextColumn};
use crate::store::{Access, By, Kept};

type Shared = State<Arc<Served>>;

pub(super) async fn case(State(served): Shared, headers: HeaderMap, Path(code): Path<String>) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    if !staff.member.role.sees_cases() {
        return Err(Failure::Forbidden);
    }
    let asked = code.clone();
    let kept = served.reading(move |store| store.kept(None, Some(&asked))).await?;
    // That a case is with another office is nobody else's to know.
    let kept: Vec<Kept> = kept.into_iter().filter(|kept| staff.member.sees_office(&kept.office)).collect();
    if kept.is_empty() {
        return Err(Failure::Missing);
    }
    let (name, looked) = (staff.member.name.clone(), code.clone());
    served.writing(move |store| store.note_access(&By { who: &name, at: &now() }, &Access::Looked { case: &looked })).await?;
    let shelf = served.shelf();
    let (confidential, open): (Vec<&Kept>, Vec<&Kept>) = kept.iter().partition(|kept| kept.confidential);
    let views = views(&shelf, &served.site.rules, &staff.phrases, &open);
    let phrases = &staff.phrases;
    let title = phrases.with("case-named", [("case", code.as_str().into())]);
    let body = html! {
        (head(&served, &staff, &format!("/office/cases/{code}")))
        h1 { (title) }
        @for (measure, worded, view) in &views {
            (case_section(worded, view, phrases, &worded.title))
            p.quiet { (worded.reference()) ", " (status_in(worded.status, phrases)) }
            (norms_line(measure.norms.first(), phrases))
        }
        @if views.is_empty() { p { (phrases.say("nothing-answered")) } }
        @if !confidential.is_empty() {
            h2 { (phrases.say("confidential")) }
            ul { @for kept in &confidential { li { (standing(&shelf, kept, phrases)) } } }
        }
        @if kept.iter().any(|kept| kept.finished.is_none()) { p.quiet { (phrases.say("some-unfinished")) } }
    };
    Ok(shown(&title, phrases, &body).into_response())
}

/// Whether a confidential questionnaire was answered; that is all that is told of it.
fn standing(shelf: &Shelf, kept: &Kept, phrases: &Phrases) -> String {
    let Identity { informant, occasion, .. } = &kept.record.identity;
    let worded = shelf.of(&kept.record.measure).map(|measure| measure.worded_in(&phrases.language));
    let who = worded.map_or(informant.as_str(), |worded| worded.called(informant));
    let told = [("who", who.into()), ("occasion", occasion.as_str().into())];
    let id = if kept.finished.is_some() { "confidential-answered" } else { "confidential-open" };
    phrases.with(id, told)
}

/// A case as each measure that it answered shows it.
pub(super) fn views<'s>(
    shelf: &'s Shelf,
    rules: &SiteRules,
    phrases: &Phrases,
    kept: &[&Kept],
) -> Vec<(&'s Measure, &'s Instrument, CaseView)> {
    // Versions of one measure stand one after another, so each measure is one stretch and its last version is the newest.
    let measures = shelf.measures().chunk_by(|one, other| one.instrument.id == other.instrument.id);
    measures.filter_map(|versions| view(versions, (rules, phrases), kept)).collect()
}

/// A case as the finished administrations of a measure show it, by the newest version that was answered; nothing where none was.
fn view<'m>(
    versions: &'m [Measure],
    (rules, phrases): (&SiteRules, &Phrases),
    kept: &[&Kept],
) -> Option<(&'m Measure, &'m Instrument, CaseView)> {
    let is_answered = |measure: &&Measure| finished(&measure.instrument, kept.iter().copied()).next().is_some();
    let newest = versions.iter().rposition(|measure| is_answered(&measure))?;
    let measure = &versions[newest];
    let worded = measure.worded_in(&phrases.language);
    let follower = Follower::new(worded, measure.norms.first(), rules).speaking(phrases);
    let mut collector = Collector::default();
    for before in versions[..newest].iter().filter(is_answered) {
        let earlier = Earlier::new(&before.instrument, &measure.instrument);
        for (_, table) in finished(&before.instrument, kept.iter().copied()) {
            follower.collect_earlier(&earlier, table, &mut collector);
        }
    }
    finished(&measure.instrument, kept.iter().copied()).for_each(|(_, table)| follower.collect(table, &mut collector));
    let view = collector.cases().first().map(|case| follower.view(case))?;
    Some((measure, worded, view))
}

/// Finished administrations of a measure, as tables.
fn finished<'k>(
    instrument: &Instrument,
    kept: impl Iterator<Item = &'k Kept>,
) -> impl Iterator<Item = (&'k Kept, ResponseTable)> {
    let reference = instrument.reference();
    kept.filter(move |kept| kept.finished.is_some() && kept.record.measure == reference)
        .filter_map(|kept| Some((kept, kept.record.table(&kept.record.resumed(instrument)?))))
}

/// The cases of finished administrations of a measure, each in the group of its office.
pub(super) fn cases_of<'k>(follower: &Follower<'_>, instrument: &Instrument, kept: impl Iterator<Item = &'k Kept>) -> Vec<Case> {
    let mut collector = Collector::default();
    for (kept, mut table) in finished(instrument, kept) {
        let mut office = TextColumn::default();
        office.push(&kept.office);
        table.kept = vec![office];
        follower.collect(table, &mut collector);
    }
    collector.cases()
}

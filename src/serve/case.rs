use std::cell::OnceCell;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::html;

use super::answering::now;
use super::case_row::Rows;
use super::desk::desk;
use super::icons::Icon;
use super::page::{Failure, Form};
use super::staff::{Caseworker, Staff};
use super::work::today;
use super::{Measure, Served, Shelf, corrections, here, opening, seen};
use crate::administer::Identity;
use crate::follow::{CaseView, Collector, Confidential, Earlier, Follower, SeenSignal, SiteRules, Unfinished};
use crate::instrument::{Instrument, Status, id_of};
use crate::output::{Heading, Letterhead, PaperSize, Report, case_section, status_in};
use crate::phrases::Phrases;
use crate::responses::ResponseTable;
use crate::store::{Access, By, Kept, Store, Work};

type Shared = State<Arc<Served>>;

pub(super) async fn case(
    State(served): Shared,
    Caseworker(staff): Caseworker,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    page_of(&served, &staff, &code, None).await
}

/// The page of a case; with why something was not done, and the form that asked for it.
pub(super) async fn page_of(
    served: &Arc<Served>,
    staff: &Staff,
    code: &str,
    refused: Option<(&str, &Form)>,
) -> Result<Response, Failure> {
    let kept = seen(served, staff, code).await?;
    let (name, looked) = (staff.member.name.clone(), code.to_owned());
    served.writing(move |store| store.note_access(&By { who: &name, at: &now() }, &Access::Looked { case: &looked })).await?;
    let shelf = served.shelf();
    let standing_ones = kept.iter().filter(|kept| kept.closed.is_none());
    let (confidential, open): (Vec<&Kept>, Vec<&Kept>) = standing_ones.partition(|kept| kept.confidential);
    let views = Viewer::new(&shelf, &served.site.rules, &staff.phrases).with_answers().views(&open);
    let views = marked(views, &confidential, &open);
    // What the view of a measure tells of is not told once more.
    let is_told = |kept: &Kept| kept.counts() && views.iter().any(|(_, worded, _)| is_of(kept, worded));
    let confidential: Vec<&Kept> = confidential.into_iter().filter(|kept| !is_told(kept)).collect();
    let whose = opening::section(served, staff, code, refused.map(|(_, form)| form)).await?;
    let waiting = served.looking(|store| store.unfinished(code, &now())).await?;
    let signals = seen::signals_of(served, code, &open, &views).await?;
    // Nobody is asked in a closed case.
    let is_closed = served.looking(|store| Ok(store.opening(code)?.is_some_and(|opening| opening.closed.is_some()))).await?;
    let today = today()?;
    let on_day = |store: &Store| store.on_day(Some(code), &Work { on: today, shown: &|_| None, schedule: &|of| shelf.plan(of) });
    let work = served.looking(on_day).await?.first().map(|of_case| of_case.now(waiting.clone()));
    let rows = Rows { staff, shelf: &shelf, today };
    let phrases = &staff.phrases;
    let title = phrases.with("case-named", [("case", code.into())]);
    let body = html! {
        div.head {
            div {
                p { a href="/office/cases" { (phrases.say("cases")) } }
                h1 { (title) }
                @if let Some(work) = &work { (rows.following(work)) }
            }
        }
        @if let Some((words, _)) = refused { p.notice role="alert" { (words) } }
        div.buttons {
            @if !is_closed {
                (here::buttons(&shelf, staff, code, &kept))
                a.button.first[kept.is_empty()] href=(format!("/office/code/{code}")) { (Icon::Plus.drawn()) (phrases.say("ask-somebody")) }
            }
            @if !is_closed { a.button href=(format!("/office/cases/{code}/paper")) { (phrases.say("enter-paper")) } }
            @if !views.is_empty() { a.button href=(format!("/office/cases/{code}/report")) { (Icon::Printer.drawn()) (phrases.say("print-report")) } }
        }
        (seen::section(&shelf, staff, code, (&signals, &views)))
        @for (measure, worded, view) in &views {
            (case_section(worded, measure.norms.first(), view, phrases, Heading::Told(&worded.title)))
            p.small.quiet {
                (worded.reference()) ", " (status_in(worded.status, phrases)) ". "
                @if worded.status != Status::Validated { (phrases.with("not-validated", [("status", status_in(worded.status, phrases).into())])) }
            }
        }
        @if views.is_empty() && confidential.is_empty() { p { (phrases.say("nothing-answered")) } }
        @if !confidential.is_empty() {
            h2 { (phrases.say("confidential")) }
            ul { @for kept in &confidential { li { (standing(&shelf, kept, phrases)) } } }
        }
        @if kept.iter().any(Kept::is_open) { p.quiet { (phrases.say("some-unfinished")) } }
        @if !kept.is_empty() { (corrections::list(&shelf, staff, (&kept, &waiting), refused.map(|(_, form)| form))) }
        (whose)
        p { a href=(format!("/office/cases/{code}/held")) { (phrases.say("held-on-case")) } }
    };
    let at = format!("/office/cases/{code}");
    Ok(desk(served, staff, &at, &title, &body).into_response())
}

/// A case on sheets of A4, one for each measure that it answered, as a page that a browser prints.
pub(super) async fn report(
    State(served): Shared,
    Caseworker(staff): Caseworker,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let kept = seen(&served, &staff, &code).await?;
    let (name, looked) = (staff.member.name.clone(), code.clone());
    served.writing(move |store| store.note_access(&By { who: &name, at: &now() }, &Access::Looked { case: &looked })).await?;
    let shelf = served.shelf();
    let standing_ones = kept.iter().filter(|kept| kept.closed.is_none());
    let (confidential, open): (Vec<&Kept>, Vec<&Kept>) = standing_ones.partition(|kept| kept.confidential);
    let is_hidden = !confidential.is_empty();
    let views = Viewer::new(&shelf, &served.site.rules, &staff.phrases).with_answers().views(&open);
    let mut views = marked(views, &confidential, &open);
    for (_, worded, view) in &mut views {
        let seen = served.looking(|store| store.seen_of(&worded.id, Some(&code))).await?;
        let seen: Vec<SeenSignal> = seen.into_iter().map(|(_, seen)| seen).collect();
        *view = view.clone().seen(&seen);
    }
    let phrases = &staff.phrases;
    let title = phrases.with("case-named", [("case", code.as_str().into())]);
    let on = today()?;
    let letterhead = Letterhead::named(served.site.face.name());
    let sheet = |(measure, instrument, case): &(&Measure, &Instrument, CaseView)| {
        let (norms, by) = (measure.norms.first(), staff.member.name.as_str());
        Report { instrument, norms, case, phrases, letterhead: &letterhead, by, on, paper: PaperSize::A4 }.sheet()
    };
    let body = html! {
        p.no-print { a href=(format!("/office/cases/{code}")) { (title) } }
        @for view in &views { (sheet(view)) }
        @if views.is_empty() {
            @if is_hidden { p { (phrases.say("confidential")) } } @else { p { (phrases.say("nothing-answered")) } }
        }
    };
    let at = format!("/office/cases/{code}/report");
    Ok(desk(&served, &staff, &at, &title, &body).into_response())
}

/// What is kept of a case, where somebody may see it. That it is with another office is nobody else's to know, so they
/// are told that there is nothing; the log of access holds that they asked.
///
/// # Errors
/// Where there is nothing that they may see.
pub(super) async fn seen(served: &Served, staff: &Staff, code: &str) -> Result<Vec<Kept>, Failure> {
    match served.looking(|store| Ok((store.office_of(code)?, store.kept(None, Some(code))?))).await? {
        (Some(office), kept) if staff.member.sees_office(&office) => Ok(kept),
        (Some(_), _) => {
            note_refused(served, staff, code).await?;
            Err(Failure::Missing)
        }
        (None, _) => Err(Failure::Missing),
    }
}

/// Notes that somebody asked for a case that is with another office.
pub(super) async fn note_refused(served: &Served, staff: &Staff, code: &str) -> Result<(), Failure> {
    let (who, case) = (staff.member.name.clone(), code.to_owned());
    served.writing(move |store| store.note_access(&By { who: &who, at: &now() }, &Access::RefusedCase { case: &case })).await
}

/// Whether an administration is of a measure, in whatever version.
fn is_of(kept: &Kept, instrument: &Instrument) -> bool {
    id_of(&kept.record.measure) == instrument.id
}

/// A case as each measure shows it, with what is confidential in it, which was answered and is not missing, and with what
/// was begun and is not finished.
fn marked<'s>(
    views: Vec<(&'s Measure, &'s Instrument, CaseView)>,
    confidential: &[&Kept],
    open: &[&Kept],
) -> Vec<(&'s Measure, &'s Instrument, CaseView)> {
    let when = |it: &Identity| if it.occasion.is_empty() { it.date.clone() } else { it.occasion.clone() };
    let hidden = |instrument: &Instrument| -> Vec<Confidential> {
        let hidden = confidential.iter().filter(|kept| kept.counts() && is_of(kept, instrument));
        let identities = hidden.map(|kept| &kept.record.identity);
        identities.map(|it| Confidential { informant: it.informant.clone(), occasion: when(it) }).collect()
    };
    let unfinished = |instrument: &Instrument| -> Vec<Unfinished> {
        let begun = open.iter().filter(|kept| kept.is_begun() && is_of(kept, instrument));
        let identities = begun.map(|kept| &kept.record.identity);
        identities.map(|it| Unfinished { informant: it.informant.clone(), occasion: when(it) }).collect()
    };
    let mark = |(measure, worded, view): (&'s Measure, &'s Instrument, CaseView)| {
        (measure, worded, view.marked(hidden(worded)).begun(unfinished(worded)))
    };
    views.into_iter().map(mark).collect()
}

/// Whether a confidential questionnaire was answered; that is all that is told of it.
fn standing(shelf: &Shelf, kept: &Kept, phrases: &Phrases) -> String {
    let Identity { informant, occasion, .. } = &kept.record.identity;
    let who = shelf.called(&kept.record.measure, informant, &phrases.language);
    let told = [("who", who.into()), ("occasion", occasion.as_str().into())];
    let id = if kept.finished.is_some() { "confidential-answered" } else { "confidential-open" };
    phrases.with(id, told)
}

/// Looks at cases; what a measure takes for that is made ready once.
pub(super) struct Viewer<'s> {
    shelf: &'s Shelf,
    rules: &'s SiteRules,
    phrases: &'s Phrases,
    followers: Vec<OnceCell<Follower<'s>>>,
    takes_answers: bool,
}

impl<'s> Viewer<'s> {
    pub(super) fn new(shelf: &'s Shelf, rules: &'s SiteRules, phrases: &'s Phrases) -> Self {
        let followers = shelf.measures().iter().map(|_| OnceCell::new()).collect();
        Self { shelf, rules, phrases, followers, takes_answers: false }
    }

    /// Takes answers along, for whoever looks at one case.
    pub(super) fn with_answers(self) -> Self {
        Self { takes_answers: true, ..self }
    }

    /// A case as each measure that it answered shows it.
    pub(super) fn views(&self, kept: &[&Kept]) -> Vec<(&'s Measure, &'s Instrument, CaseView)> {
        // Versions of one measure stand one after another, so each measure is one stretch and its last version is the
        // newest.
        let measures = self.shelf.measures().chunk_by(|one, other| one.instrument.id == other.instrument.id);
        let mut before = 0;
        let stretches = measures.map(|versions| {
            before += versions.len();
            (before - versions.len(), versions)
        });
        stretches.filter_map(|(at, versions)| self.view(at, versions, kept)).collect()
    }

    /// A case as the finished administrations of a measure show it, by the newest version that was answered; nothing
    /// where none was.
    fn view(&self, at: usize, versions: &'s [Measure], kept: &[&Kept]) -> Option<(&'s Measure, &'s Instrument, CaseView)> {
        let answered = |measure: &Measure| {
            let reference = measure.instrument.reference();
            kept.iter().any(|kept| kept.counts() && kept.record.measure == reference)
        };
        let newest = versions.iter().rposition(answered)?;
        let measure = &versions[newest];
        let worded = measure.worded_in(&self.phrases.language);
        let follower = self.followers[at + newest].get_or_init(|| {
            let follower = Follower::new(worded, measure.norms.first(), self.rules).speaking(self.phrases);
            if self.takes_answers { follower.with_answers() } else { follower }
        });
        let mut collector = Collector::default();
        for before in versions[..newest].iter().filter(|measure| answered(measure)) {
            let earlier = Earlier::new(&before.instrument, &measure.instrument);
            for (_, table) in finished(&before.instrument, kept.iter().copied()) {
                follower.collect_earlier(&earlier, table, &mut collector);
            }
        }
        finished(&measure.instrument, kept.iter().copied()).for_each(|(_, table)| follower.collect(table, &mut collector));
        let of_other_words = |measure: &Measure| {
            let (reference, sha256) = (measure.instrument.reference(), &measure.instrument.sha256);
            let is_other = |kept: &Kept| kept.sha256 != *sha256 || measure.is_shown_otherwise_since(&kept.begun);
            kept.iter().any(|kept| kept.counts() && kept.record.measure == reference && is_other(kept))
        };
        let is_reworded = versions[..=newest].iter().any(of_other_words);
        let view = collector.into_cases().first().map(|case| follower.view(case).reworded(is_reworded))?;
        Some((measure, worded, view))
    }
}

/// Finished administrations of a measure, as tables.
pub(super) fn finished<'k>(
    instrument: &Instrument,
    kept: impl Iterator<Item = &'k Kept>,
) -> impl Iterator<Item = (&'k Kept, ResponseTable)> {
    let reference = instrument.reference();
    kept.filter(move |kept| kept.counts() && kept.record.measure == reference)
        .filter_map(|kept| Some((kept, kept.record.table(instrument)?)))
}

use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::code_page::newest_first;
use super::desk::desk;
use super::diagnosed::diagnosed;
use super::icons::Icon;
use super::import_choice::{Asked, refusal};
use super::importing::{FILE_BYTES, cases_of};
use super::page::Failure;
use super::staff::Staff;
use super::{Measure, Served};
use crate::intake::{Found, NotTakenIn, OfStore};
use crate::phrases::Phrases;
use crate::responses::Caller;
use crate::source::Diagnostic;

/// The address of the page.
const PAGE: &str = "/office/import";
/// Rows that are shown of those that cannot be taken in beside what the store holds.
const REFUSED: usize = 20;
/// Bytes of a megabyte, as people count them.
const MEGABYTE: usize = 1 << 20;

/// The page on which a file is chosen; with why the last one was not taken in.
pub(super) fn choice(served: &Served, staff: &Staff, (chosen, why): (&str, Option<&str>)) -> Response {
    let said = why.map(|why| html! { p.notice role="alert" { (why) } });
    with_choice(served, staff, chosen, &said.unwrap_or_default())
}

/// The same after nothing of a file was taken in.
pub(super) fn not_taken(served: &Served, staff: &Staff, chosen: &str, why: &NotTakenIn) -> Response {
    let said = html! {
        div.notice role="alert" {
            p { (staff.phrases.say("import-nothing")) }
            p { (refusal(why, &staff.phrases)) }
        }
    };
    with_choice(served, staff, chosen, &said)
}

fn with_choice(served: &Served, staff: &Staff, chosen: &str, said: &Markup) -> Response {
    let (phrases, shelf) = (&staff.phrases, served.shelf());
    let title = phrases.say("import-answers");
    let body = html! {
        h1 { (title) }
        (said)
        p { (phrases.with("import-explained", [("size", (FILE_BYTES / MEGABYTE).into())])) }
        form.fields method="post" action=(PAGE) enctype="multipart/form-data" {
            (staff.field())
            label for="measure" { (phrases.say("due-measure")) }
            select #measure name="measure" {
                @for measure in newest_first(&shelf.measures().iter().collect::<Vec<_>>()) {
                    @let reference = measure.instrument.reference();
                    option value=(reference) lang=[measure.other_language(&phrases.language)] selected[reference == chosen] {
                        (measure.worded_in(&phrases.language).title) " " (measure.instrument.version)
                    }
                }
            }
            label for="file" { (phrases.say("import-file")) }
            input #file type="file" name="file";
            div.buttons { button.first { (phrases.say("import-look")) } }
        }
    };
    desk(served, staff, PAGE, &title, &body).into_response()
}

/// What was found in a file, before anything is taken in.
pub(super) struct Preview<'a> {
    pub(super) measure: &'a Measure,
    pub(super) name: &'a str,
    pub(super) found: &'a Found<OfStore>,
    /// What the store holds of it already.
    pub(super) asked: Asked<'a>,
    /// What the file is found by, where it can be taken in.
    pub(super) id: Option<&'a str>,
}

impl Preview<'_> {
    pub(super) fn shown(&self, served: &Served, staff: &Staff) -> Response {
        let phrases = &staff.phrases;
        let title = phrases.say("import-answers");
        let worded = self.measure.worded_in(&phrases.language);
        let body = html! {
            h1 { (title) }
            p { span lang=[self.measure.other_language(&phrases.language)] { (worded.title) } " " (worded.version) " · " span dir="auto" { (self.name) } }
            (self.verdict(staff))
            @let notes = self.notes(phrases);
            (self.refused(phrases))
            @if !notes.is_empty() { ul.plain { @for note in &notes { li { (note) } } } }
            (self.diagnostics(phrases))
            p { a href=(PAGE) { (phrases.say("import-another")) } }
        };
        desk(served, staff, PAGE, &title, &body).into_response()
    }

    /// What can be taken in, with the button for it; or that nothing can.
    fn verdict(&self, staff: &Staff) -> Markup {
        let phrases = &staff.phrases;
        let Some(id) = self.id else {
            return html! { p.notice role="alert" { (phrases.say("import-nothing")) } };
        };
        let administrations = self.found.administrations.as_deref().unwrap_or_default();
        let told = [("administrations", administrations.len().into()), ("cases", cases_of(administrations).into())];
        html! {
            form.panel method="post" action={ (PAGE) "/take" } {
                (staff.field())
                input type="hidden" name="file" value=(id);
                p { strong { (phrases.with("import-found", told)) } }
                p.quiet { (phrases.say("import-not-yet")) }
                (self.asked.shown(self.measure, phrases))
                div.buttons { button.first { (phrases.say("import-take")) } }
            }
        }
    }

    /// Rows that cannot be taken in beside what the store holds.
    fn refused(&self, phrases: &Phrases) -> Markup {
        let refused = &self.asked.before.refused;
        let (shown, others) = refused.split_at(refused.len().min(REFUSED));
        html! {
            @if !refused.is_empty() {
                ul.diagnostics {
                    @for (row, why) in shown {
                        li {
                            span.tone.is-signal { (Icon::Warning.drawn()) }
                            div { b { (phrases.with("import-at-row", [("row", (*row).into())])) } " " (refusal(why, phrases)) }
                        }
                    }
                }
                @if !others.is_empty() { p { (phrases.with("import-more", [("count", others.len().into())])) } }
            }
        }
    }

    /// What is counted.
    fn notes(&self, phrases: &Phrases) -> Vec<String> {
        let found = self.found;
        let left_out = if found.administrations.is_some() { found.left_out } else { 0 };
        let counts = [
            ("import-early", self.asked.before.early),
            ("import-empty", found.empty_rows),
            ("import-filtered", found.evidence.filtered_rows),
            ("import-unsent", found.evidence.unsent_rows),
            ("import-left-out", left_out),
        ];
        let told =
            |(id, rows): (&str, u64)| (rows > 0).then(|| phrases.with(id, [("rows", rows.into()), ("count", rows.into())]));
        let unseen = |(office, cases): &(String, u64)| {
            let id = if office.is_empty() { "import-unseen" } else { "import-unseen-of" };
            phrases.with(id, [("office", office.as_str().into()), ("count", (*cases).into())])
        };
        counts.into_iter().filter_map(told).chain(self.asked.before.unseen.iter().map(unseen)).collect()
    }

    /// All that is said of the file and of its rows, what is wrong first.
    fn diagnostics(&self, phrases: &Phrases) -> Markup {
        let notes = self.found.evidence.notes(&self.measure.instrument, Caller::Site);
        let rows = if self.found.administrations.is_some() { &[][..] } else { &self.found.faults.shown };
        let mut all: Vec<&Diagnostic> = self.found.of_file.iter().chain(&notes).chain(rows).collect();
        all.sort_by_key(|diagnostic| (diagnostic.severity, diagnostic.row()));
        let hidden = if rows.is_empty() { 0 } else { self.found.faults.hidden() };
        html! {
            @if !all.is_empty() {
                ul.diagnostics { @for diagnostic in all { li { (diagnosed(diagnostic, phrases)) } } }
            }
            @if hidden > 0 { p { (phrases.with("import-more", [("count", hidden.into())])) } }
        }
    }
}

/// What was taken in. It is shown under an address of its own, so that loading it anew takes nothing in.
pub(super) fn taken(served: &Served, staff: &Staff, (count, cases, early): (usize, usize, u64)) -> Result<Response, Failure> {
    let phrases = &staff.phrases;
    let title = phrases.say("import-answers");
    let told = [("administrations", count.into()), ("cases", cases.into())];
    let shown = html! {
        h1 { (title) }
        p.notice.is-fine role="status" { (phrases.with("import-taken", told)) }
        @if early > 0 { p { (phrases.with("import-early", [("count", early.into())])) } }
        p { a href="/office/cases" { (phrases.say("cases")) } }
        p { a href=(PAGE) { (phrases.say("import-another")) } }
    };
    Ok(Redirect::to(&served.once.keep(staff, title, shown)?).into_response())
}

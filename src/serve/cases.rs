use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::case_row::Rows;
use super::code_page;
use super::desk::desk;
use super::icons::Icon;
use super::page::Failure;
use super::pages::Pages;
use super::staff::Staff;
use super::work::{Worklist, in_words, today, worklist};
use super::{Measure, Served};
use crate::store::{CaseWork, Section};

/// The address of the page.
const PAGE: &str = "/office/cases";
/// Cases that a part of the list shows by itself.
const ON_A_PAGE: usize = 50;
/// Cases of each part where all parts are shown.
const AT_FIRST: usize = 20;

/// What is in the address of the page.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    /// Letters of the codes that are looked for.
    find: String,
    /// Whose: `me`, `nobody`, or ` ` and a name; all where it is empty.
    whose: String,
    /// The id of a measure that they answer.
    measure: String,
    /// The one part of the list that is shown.
    part: String,
    /// The page of that part, from 1.
    page: usize,
    /// The case that somebody is to be asked of.
    case: String,
}

/// A part of the list: its section, the word in addresses, how it looks, and what it says.
struct Part {
    section: Section,
    word: &'static str,
    tone: &'static str,
    icon: Icon,
    title: &'static str,
    more: &'static str,
}

/// The parts, in the order in which they are to be looked at.
static PARTS: [Part; 5] = [
    Part {
        section: Section::Look,
        word: "look",
        tone: "is-signal",
        icon: Icon::Warning,
        title: "look-today",
        more: "look-today-more",
    },
    Part { section: Section::Due, word: "due", tone: "is-due", icon: Icon::Clock, title: "due-today", more: "due-today-more" },
    Part {
        section: Section::Waiting,
        word: "waiting",
        tone: "is-wait",
        icon: Icon::Hourglass,
        title: "waits",
        more: "waits-more",
    },
    Part { section: Section::Fine, word: "fine", tone: "is-fine", icon: Icon::Fine, title: "is-fine", more: "is-fine-more" },
    Part {
        section: Section::Closed,
        word: "closed",
        tone: "is-wait",
        icon: Icon::Tick,
        title: "is-closed",
        more: "is-closed-more",
    },
];

pub(super) async fn cases(
    State(served): State<Arc<Served>>,
    staff: Staff,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    if !staff.member.role.sees_cases() {
        return Ok(Redirect::to("/office/team").into_response());
    }
    if !wanted.case.is_empty() {
        return Ok(Redirect::to(&code_page::address(&wanted.case)).into_response());
    }
    let Worklist { cases, is_looked_at } = worklist(&served, &staff).await?;
    let owners: BTreeSet<&str> = cases.iter().map(|case| case.owner()).filter(|owner| !owner.is_empty()).collect();
    let owners = owners.into_iter().map(str::to_owned).collect();
    let measures = cases.iter().flat_map(|case| case.measures()).map(str::to_owned).collect();
    let page = Page { served: &served, staff: &staff, wanted, owners, measures, is_looked_at };
    page.showing(cases).await
}

/// The list, for somebody.
struct Page<'a> {
    served: &'a Arc<Served>,
    staff: &'a Staff,
    wanted: Wanted,
    owners: Vec<String>,
    /// The measures that any of the cases has, by their ids: the others find nothing.
    measures: BTreeSet<String>,
    is_looked_at: bool,
}

/// A part with the cases of it that are shown, and how many there are.
struct Shown {
    part: &'static Part,
    pages: Pages,
    cases: Vec<Arc<CaseWork>>,
}

impl Page<'_> {
    async fn showing(&self, mut cases: Vec<Arc<CaseWork>>) -> Result<Response, Failure> {
        let find = self.wanted.find.trim().to_lowercase();
        cases.retain(|case| self.is_wanted(case, &find));
        let phrases = &self.staff.phrases;
        let running = cases.iter().filter(|case| case.section() != Section::Closed).count();
        let mut parts = Vec::new();
        for part in &PARTS {
            parts.push(self.shown(part, &cases).await?);
        }
        let shelf = self.served.shelf();
        let today = today()?;
        let rows = Rows { staff: self.staff, shelf: &shelf, today };
        let told = [("day", phrases.day(today).into()), ("cases", running.into())];
        let body = html! {
            div.head {
                div { h1 { (phrases.say("cases")) } p { (phrases.with("running-cases", told)) } }
                div.buttons { a.button href="/office/new" { (Icon::Plus.drawn()) (phrases.say("new-case")) } }
            }
            @for refused in shelf.refused() {
                p.notice role="alert" { (phrases.with("measure-refused", [("measure", refused.as_str().into())])) }
            }
            @if !self.is_looked_at { p.notice role="status" { (phrases.say("still-looking")) } }
            (self.finder())
            ul.jump aria-label=(phrases.say("parts-of-list")) {
                @for shown in parts.iter().filter(|shown| shown.part.section != Section::Closed) { li { (self.jump(shown)) } }
            }
            @for shown in parts.iter().filter(|shown| self.is_open(shown)) { (self.part(shown, &rows)) }
            (rows.legend(parts.iter().flat_map(|shown| shown.cases.iter().map(Arc::as_ref))))
            (self.closed(&parts))
        };
        Ok(desk(self.served, self.staff, PAGE, &phrases.say("cases"), &body).into_response())
    }

    fn is_wanted(&self, case: &CaseWork, find: &str) -> bool {
        let Wanted { whose, measure, .. } = &self.wanted;
        let is_theirs = match whose.as_str() {
            "" => true,
            "me" => case.owner() == self.staff.member.name,
            "nobody" => case.owner().is_empty(),
            name => case.owner() == name.trim_start(),
        };
        let is_of = || case.measures().any(|of_case| of_case == measure);
        let is_found = || find.is_empty() || case.case.to_lowercase().contains(find);
        is_theirs && (measure.is_empty() || is_of()) && is_found()
    }

    /// Whether a part is shown: the one that was asked for, or all of which somebody has to know.
    fn is_open(&self, shown: &Shown) -> bool {
        match self.wanted.part.as_str() {
            "" => shown.part.section != Section::Closed,
            word => shown.part.word == word,
        }
    }

    /// The cases of a part that are shown now, in the language of the page.
    async fn shown(&self, part: &'static Part, cases: &[Arc<CaseWork>]) -> Result<Shown, Failure> {
        let of_part: Vec<&Arc<CaseWork>> = cases.iter().filter(|case| case.section() == part.section).collect();
        let (most, page) = match self.wanted.part.as_str() {
            "" => (AT_FIRST, 1),
            word => (ON_A_PAGE, if word == part.word { self.wanted.page } else { 1 }),
        };
        let pages = Pages::of(of_part.len(), most, page);
        let shown = of_part[pages.range()].iter().map(|case| Arc::clone(case)).collect();
        let mut shown = Shown { part, pages, cases: shown };
        if !self.is_open(&shown) {
            shown.cases.clear();
        }
        // Of the others nothing is shown that is said in words.
        if part.section == Section::Look {
            in_words(self.served, self.staff, &mut shown.cases).await?;
        }
        Ok(shown)
    }

    /// What the cases are chosen by.
    fn finder(&self) -> Markup {
        let phrases = &self.staff.phrases;
        let Wanted { find, whose, measure, .. } = &self.wanted;
        let choice =
            |value: &str, chosen: &str, words: &str| html! { option value=(value) selected[value == chosen] { (words) } };
        let shelf = self.served.shelf();
        let of_one = |one: &Measure, other: &Measure| one.instrument.id == other.instrument.id;
        // What was chosen stays, though nothing is found by it any more.
        let is_had = |last: &&Measure| self.measures.contains(&last.instrument.id) || last.instrument.id == *measure;
        html! {
            form.finder method="get" action=(PAGE) role="search" {
                div.field {
                    label for="find" { (phrases.say("find-case")) }
                    input #find type="search" name="find" maxlength="40" autocomplete="off" value=(find);
                }
                div.field {
                    label for="whose" { (phrases.say("whose")) }
                    select #whose name="whose" {
                        (choice("", whose, &phrases.say("of-all")))
                        (choice("me", whose, &phrases.say("of-me")))
                        // No word stands for a name: before names there is a space.
                        @for owner in self.owners.iter().filter(|owner| **owner != self.staff.member.name) {
                            (choice(&format!(" {owner}"), whose, owner))
                        }
                        (choice("nobody", whose, &phrases.say("of-nobody")))
                    }
                }
                div.field {
                    label for="of-measure" { (phrases.say("due-measure")) }
                    select #of-measure name="measure" {
                        (choice("", measure, &phrases.say("all-measures")))
                        @for last in shelf.measures().chunk_by(of_one).filter_map(<[Measure]>::last).filter(is_had) {
                            (choice(&last.instrument.id, measure, &last.worded_in(&phrases.language).title))
                        }
                    }
                }
                button { (phrases.say("find")) }
            }
        }
    }

    fn jump(&self, shown: &Shown) -> Markup {
        let Part { word, tone, icon, title, .. } = shown.part;
        let to = if self.wanted.part.is_empty() { format!("#part-{word}") } else { self.address(word, 1) };
        html! { a class=(tone) href=(to) { (icon.drawn()) b { (shown.pages.all) } " " (self.staff.phrases.say(title)) } }
    }

    /// The address of a page of a part, with what the cases are chosen by.
    fn address(&self, part: &str, page: usize) -> String {
        let Wanted { find, whose, measure, .. } = &self.wanted;
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("find", find.as_str()), ("whose", whose), ("measure", measure), ("part", part)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        format!("{PAGE}?{}", query.finish())
    }

    fn part(&self, shown: &Shown, rows: &Rows<'_>) -> Markup {
        let phrases = &self.staff.phrases;
        let Part { section, word, tone, icon, title, more } = shown.part;
        let id = format!("part-{word}");
        let heading = html! {
            h2 id=(format!("{id}-h")) { (icon.drawn_as("icon lead")) " " (phrases.say(title)) " " span.count { (shown.pages.all) } }
            small { (phrases.say(more)) }
        };
        let list = html! {
            @if shown.cases.is_empty() { p { (phrases.say("nothing-to-do")) } } @else {
                ul { @for case in &shown.cases { (rows.row(case, *section)) } }
            }
            (self.pages(shown))
        };
        // Where nothing is to be done, nothing needs to be seen.
        let is_folded = *section == Section::Fine && self.wanted.part.is_empty();
        html! {
            section class={ "work " (tone) } id=(id) aria-labelledby=(format!("{id}-h")) {
                @if is_folded { details { summary { (heading) } (list) } } @else { div.title { (heading) } (list) }
            }
        }
    }

    /// The way to those that are not shown.
    fn pages(&self, shown: &Shown) -> Markup {
        let (phrases, word) = (&self.staff.phrases, shown.part.word);
        if self.wanted.part.is_empty() {
            let told = [("cases", shown.pages.all.into())];
            return html! {
                @if shown.pages.all > AT_FIRST { p { a href=(self.address(word, 1)) { (phrases.with("all-of-part", told)) } } }
            };
        }
        let whole = html! { a href=(self.address("", 1)) { (phrases.say("whole-list")) } };
        shown.pages.drawn(phrases, "page-of", |page| self.address(word, page), &whole)
    }

    /// The way to the cases of which nothing is asked any more.
    fn closed(&self, parts: &[Shown]) -> Markup {
        let phrases = &self.staff.phrases;
        let closed = parts.iter().find(|shown| shown.part.section == Section::Closed).map_or(0, |shown| shown.pages.all);
        html! {
            @if closed > 0 && self.wanted.part.is_empty() {
                p { a href=(self.address("closed", 1)) { (phrases.say("is-closed")) " (" (closed) ")" } }
            }
        }
    }
}

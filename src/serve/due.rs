//! What is due, as the schedules of cases say it: a list for staff.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::desk::desk;
use super::page::Failure;
use super::pages::Pages;
use super::staff::{Caseworker, Staff};
use super::work::{Worklist, in_words, on_day, today, worklist_of};
use super::{Served, Shelf, facts, seen};
use crate::follow::{Due, Standing, Undecided};
use crate::instrument::{Day, Instrument, Language, Schedule, Translation};
use crate::phrases::Phrases;
use crate::store::{Agenda, CaseOnDay, CaseWork, Section, Signal, Store, StoreError};

/// Cases with something that nobody has seen that stand on the page; the list of cases has all of them.
const SIGNALS: usize = 20;

/// Rows of what is due on a page.
const ON_A_PAGE: usize = 200;

/// What is in the address of the page.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    /// The page of the list, from 1.
    page: usize,
}

/// A schedule with its title in the languages that there are.
#[derive(Clone, Debug)]
pub struct ServedSchedule {
    schedule: Schedule,
    titles: Vec<(Language, String)>,
}

impl ServedSchedule {
    /// A schedule with its translations.
    pub fn new<'t>(schedule: Schedule, translations: impl Iterator<Item = &'t Translation>) -> Self {
        let title = |translation: &Translation| {
            let text = translation.texts.iter().find(|(path, _)| path == "title")?;
            Some((translation.language.clone(), text.1.clone()))
        };
        let titles = translations.filter_map(title).collect();
        Self { schedule, titles }
    }

    /// The schedule itself.
    pub(super) fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// Its title in a language, in one that stands in for it, or else in its own.
    pub(super) fn title(&self, language: &Language) -> &str {
        let near = language.fallbacks();
        let found = near.iter().find_map(|near| self.titles.iter().find(|(there, _)| there == near));
        found.map_or(&self.schedule.title, |(_, title)| title)
    }
}

impl Shelf {
    /// Puts sound schedules on the shelf, beside those that are there and are not among them.
    #[must_use]
    pub fn with_schedules(mut self, schedules: Vec<ServedSchedule>) -> Self {
        for served in schedules {
            let reference = served.schedule.reference();
            self.schedules.retain(|there| there.schedule.reference() != reference);
            self.schedules.push(served);
        }
        self
    }

    /// The newest schedule that a reference names, as `supervision` or `supervision@1.0`.
    pub(super) fn schedule(&self, reference: &str) -> Option<&ServedSchedule> {
        let fits = |served: &&ServedSchedule| served.schedule.is_named(reference);
        self.schedules.iter().filter(fits).max_by_key(|served| &served.schedule.version)
    }

    /// The newest schedule of a reference, without its titles.
    pub(super) fn plan(&self, reference: &str) -> Option<&Schedule> {
        self.schedule(reference).map(ServedSchedule::schedule)
    }

    /// What a case is asked on a day; nothing is due where that is none.
    ///
    /// # Errors
    /// Where the store fails, or something in it cannot be read.
    pub(super) fn agenda(&self, store: &Store, case: &str, on: Option<Day>) -> Result<Agenda, StoreError> {
        let Some(on) = on else { return Ok(Agenda::default()) };
        store.agenda(case, on, &|reference| self.plan(reference))
    }

    /// Facts as people call them in a language, one after another.
    pub(super) fn facts_called(&self, names: &[String], language: &Language) -> String {
        names.iter().map(|name| facts::called(self, language, name)).collect::<Vec<_>>().join(", ")
    }

    /// The newest measure of an id, in the words of a language.
    pub fn newest(&self, id: &str, language: &Language) -> Option<&Instrument> {
        let of_id = self.measures().iter().rfind(|measure| measure.instrument.id == id)?;
        Some(of_id.worded_in(language))
    }
}

/// What is due of the cases that somebody may look at.
pub(super) async fn list(
    State(served): State<Arc<Served>>,
    Caseworker(staff): Caseworker,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let on = today()?;
    let of_cases = on_day(&served, &staff).await?;
    let Worklist { cases: mut work, is_looked_at } = worklist_of(&served, &of_cases).await?;
    work.retain(|case| case.section() == Section::Look);
    let others = work.split_off(work.len().min(SIGNALS)).len();
    in_words(&served, &staff, &mut work).await?;
    let shelf = served.shelf();
    let page = Page { shelf: &shelf, phrases: &staff.phrases, on };
    let body = html! {
        h1 { (staff.phrases.say("due-list")) }
        @if !is_looked_at { p.notice role="status" { (staff.phrases.say("still-looking")) } }
        (signals(&shelf, &staff, &work, others))
        (page.cases(&of_cases.cases, wanted.page))
    };
    Ok(desk(&served, &staff, "/office/due", &staff.phrases.say("due-list"), &body).into_response())
}

/// What nobody has seen, before all that is due; and how many cases more show something.
fn signals(shelf: &Shelf, staff: &Staff, work: &[Arc<CaseWork>], others: usize) -> Markup {
    html! {
        @if !work.is_empty() {
            h2 #signals { (staff.phrases.say("signals-unseen")) }
            ul {
                @for case in work {
                    @let unseen: Vec<&Signal> = case.unseen().collect();
                    li {
                        a href=(format!("/office/cases/{}", case.case)) { (case.case) }
                        @for signal in &unseen { p { (signal.sentence) " (" (seen::whose(shelf, &staff.phrases, signal)) ")" } }
                        (seen::form(staff, &case.case, &unseen, "due"))
                    }
                }
            }
            @if others > 0 {
                p { a href="/office/cases" { (staff.phrases.with("signals-elsewhere", [("cases", others.into())])) } }
            }
        }
    }
}

/// Something that the list says of a case.
enum Line<'a> {
    /// What it is to be asked.
    Due(Row<'a>),
    /// What nobody is asked, since something is not known.
    Undecided(&'a str, &'a Undecided),
    /// Its schedule is not there.
    Without(&'a str, &'a str),
}

/// The code of a case, the title of its schedule, and what it is asked.
type Row<'a> = (&'a str, &'a str, &'a Due);

struct Page<'a> {
    shelf: &'a Shelf,
    phrases: &'a Phrases,
    on: Day,
}

impl<'a> Line<'a> {
    fn due(&self) -> Option<&Row<'a>> {
        match self {
            Self::Due(row) => Some(row),
            Self::Undecided(..) | Self::Without(..) => None,
        }
    }
}

impl Page<'_> {
    /// A page of what is due, then of what nobody is asked, and why.
    fn cases(&self, cases: &[Arc<CaseOnDay>], page: usize) -> Markup {
        let lines = self.lines(cases);
        let pages = Pages::of(lines.len(), ON_A_PAGE, page);
        let shown = &lines[pages.range()];
        let due: Vec<&Row<'_>> = shown.iter().filter_map(Line::due).collect();
        let is_nothing_due = !lines.iter().any(|line| line.due().is_some());
        html! {
            @if is_nothing_due { p.quiet { (self.phrases.say("due-nothing")) } }
            @if !due.is_empty() { (self.table(&due)) }
            @for line in shown {
                @match line {
                    Line::Due(_) => {}
                    Line::Undecided(case, it) => p.notice { (self.undecided(case, it)) },
                    Line::Without(case, schedule) => {
                        @let told = [("case", (*case).into()), ("schedule", (*schedule).into())];
                        p.notice role="alert" { (self.phrases.with("due-no-schedule", told)) }
                    }
                }
            }
            @if lines.len() > ON_A_PAGE {
                (pages.drawn(self.phrases, "page-of-due", |page| format!("/office/due?page={page}"), &html! {}))
            }
        }
    }

    /// All that the list says: what is latest stands first.
    fn lines<'l>(&'l self, cases: &'l [Arc<CaseOnDay>]) -> Vec<Line<'l>> {
        let is_shown = |due: &&Due| due.standing != Standing::Coming || due.is_reminded(self.on);
        let (mut rows, mut undecided, mut without) = (Vec::new(), Vec::new(), Vec::new());
        for case in cases {
            let Some(opening) = &case.resting().opening else { continue };
            if case.resting().lacks_schedule {
                without.push(Line::Without(case.case(), &opening.schedule));
            }
            let title = self.shelf.schedule(&opening.schedule).map_or("", |served| served.title(&self.phrases.language));
            rows.extend(case.asked().iter().filter(is_shown).map(|due| (case.case(), title, due)));
            undecided.extend(case.resting().undecided.iter().map(|it| Line::Undecided(case.case(), it)));
        }
        rows.sort_by_key(|(case, _, due)| (due.standing, due.by, *case));
        rows.into_iter().map(Line::Due).chain(undecided).chain(without).collect()
    }

    fn table(&self, rows: &[&Row<'_>]) -> Markup {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(self.phrases.say("due-list")) {
                table {
                    thead {
                        tr {
                            @for id in ["case", "due-measure", "who", "occasion", "due-by", "now"] {
                                th scope="col" { (self.phrases.say(id)) }
                            }
                        }
                    }
                    tbody { @for (case, title, due) in rows { (self.row(case, title, due)) } }
                }
            }
        }
    }

    fn row(&self, case: &str, title: &str, due: &Due) -> Markup {
        let worded = self.shelf.newest(&due.measure, &self.phrases.language);
        let measure = worded.map_or(due.measure.as_str(), |worded| &worded.title);
        let who = worded.map_or(due.informant.as_str(), |worded| worded.called(&due.informant));
        let now = match due.standing {
            Standing::Late => self.phrases.say("due-late"),
            Standing::Due => self.phrases.say("due-open"),
            Standing::Coming => self.phrases.say("due-coming"),
        };
        html! {
            tr {
                th scope="row" { a href=(format!("/office/cases/{case}")) title=(title) { (case) } }
                td { (measure) }
                td { (who) }
                td { (due.occasion) }
                td { time datetime=(due.by) { (self.phrases.day(due.by)) } }
                td { (now) @if due.is_reminded(self.on) { ", " (self.phrases.say("due-reminded")) } }
            }
        }
    }

    fn undecided(&self, case: &str, it: &Undecided) -> String {
        let worded = self.shelf.newest(&it.measure, &self.phrases.language);
        let measure = worded.map_or(it.measure.as_str(), |worded| &worded.title);
        let facts = self.shelf.facts_called(&it.facts, &self.phrases.language);
        let told = [("case", case.into()), ("measure", measure.into()), ("facts", facts.as_str().into())];
        self.phrases.with("due-undecided", told)
    }
}

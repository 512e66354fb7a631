use maud::{Markup, html};

use super::spark::spark;
use super::staff::Staff;
use super::{Shelf, code_page, seen};
use crate::follow::Due;
use crate::instrument::Day;
use crate::store::{Awaited, CaseWork, Course, Section, Signal, Waiting};

/// What the rows of the list of cases are made with.
pub(super) struct Rows<'a> {
    pub(super) staff: &'a Staff,
    pub(super) shelf: &'a Shelf,
    /// Today: days of another year are told with it.
    pub(super) today: Day,
}

impl Rows<'_> {
    /// A case: its code, why it stands where it stands, its course, when and whose, and what to do.
    pub(super) fn row(&self, case: &CaseWork, section: Section) -> Markup {
        let (code, phrases) = (case.case.as_str(), &self.staff.phrases);
        let unseen: Vec<&Signal> = case.unseen().collect();
        html! {
            li.case-row {
                a.of href=(format!("/office/cases/{code}")) { (code) }
                div.why {
                    (self.why(case, section, &unseen))
                    @for it in &case.undecided {
                        @let facts = self.shelf.facts_called(&it.facts, &phrases.language);
                        @let told = [("case", code.into()), ("measure", self.title(&it.measure).into()), ("facts", facts.into())];
                        br; small { (phrases.with("due-undecided", told)) }
                    }
                    @if let Some(opening) = case.opening.as_ref().filter(|_| case.lacks_schedule) {
                        @let told = [("case", code.into()), ("schedule", opening.schedule.as_str().into())];
                        br; small { (phrases.with("due-no-schedule", told)) }
                    }
                }
                div.graph { @if let Some(course) = &case.course { (self.course(code, course)) } }
                div.when { (self.when(case, section)) @if !case.owner().is_empty() { br; (case.owner()) } }
                div.do { (self.what_to_do(case, section)) }
                @if section == Section::Look { (seen::form(self.staff, code, &unseen, "list")) }
            }
        }
    }

    fn why(&self, case: &CaseWork, section: Section, unseen: &[&Signal]) -> Markup {
        let phrases = &self.staff.phrases;
        match section {
            Section::Look => html! {
                @if let Some((first, others)) = unseen.split_first() {
                    (first.sentence)
                    br;
                    small {
                        (seen::whose(self.shelf, phrases, first))
                        @if !others.is_empty() { ", " (phrases.with("more-signals", [("signals", others.len().into())])) }
                    }
                }
            },
            Section::Due => html! {
                @for (at, (words, title)) in self.due(&case.due).iter().enumerate() {
                    @if at > 0 { br; }
                    (words)
                    @if let Some(title) = title { br; small { (title) } }
                }
            },
            Section::Waiting => html! {
                @for (at, waiting) in case.waiting.iter().enumerate() {
                    @if at > 0 { br; }
                    (self.occasion(&waiting.occasion, &[self.called(&waiting.measure, &waiting.informant)]))
                    br;
                    small { (self.awaited(waiting)) }
                }
            },
            Section::Fine => html! {
                @if let Some(next) = &case.next { (self.next(next)) }
            },
            Section::Closed => html! {},
        }
    }

    /// What is due, a sentence an occasion of a measure, with the title of the measure where there is more than one.
    fn due(&self, all: &[Due]) -> Vec<(String, Option<String>)> {
        let mut met: Vec<(&str, &str, Vec<String>)> = Vec::new();
        for due in all {
            let who = self
                .shelf
                .newest(&due.measure, &self.staff.phrases.language)
                .map_or(due.informant.as_str(), |worded| worded.called(&due.informant))
                .to_owned();
            match met.iter_mut().find(|(measure, occasion, _)| *measure == due.measure && *occasion == due.occasion) {
                Some((_, _, all)) => all.push(who),
                None => met.push((&due.measure, &due.occasion, vec![who])),
            }
        }
        let one = |(measure, occasion, who): &(&str, &str, Vec<String>)| {
            (self.occasion(occasion, who), (self.shelf.measures().len() > 1).then(|| self.title(measure)))
        };
        met.iter().map(one).collect()
    }

    /// What a case follows, and when it is asked next; nothing where it follows nothing.
    pub(super) fn following(&self, case: &CaseWork) -> Markup {
        let phrases = &self.staff.phrases;
        let opening = case.opening.as_ref().filter(|opening| opening.closed.is_none());
        let Some(schedule) = opening.and_then(|opening| self.shelf.schedule(&opening.schedule)) else { return html! {} };
        let due = case.due.first().map(|due| phrases.with("due-since", [("day", self.day(due.by).into())]));
        html! {
            p {
                (schedule.title(&phrases.language))
                @for (words, title) in self.due(&case.due) { " · " (words) @if let Some(title) = title { " (" (title) ")" } }
                @if let Some(due) = due { ", " (due) }
                @else if let Some(next) = &case.next { " · " (self.next(next)) }
            }
        }
    }

    fn next(&self, next: &Due) -> String {
        let told = [("occasion", next.occasion.as_str().into()), ("day", self.day(next.by).into())];
        self.staff.phrases.with("next-occasion", told)
    }

    fn occasion(&self, occasion: &str, who: &[String]) -> String {
        self.staff.phrases.with("occasion-of-whom", [("occasion", occasion.into()), ("who", who.join(", ").into())])
    }

    fn awaited(&self, waiting: &Waiting) -> String {
        let phrases = &self.staff.phrases;
        match &waiting.awaited {
            Awaited::Code { .. } => phrases.say("awaits-code"),
            Awaited::Answering => phrases.say("awaits-answering"),
            // How much was answered confidentially is nobody's to know.
            Awaited::Stopped { answered } if !waiting.is_confidential => {
                phrases.with("awaits-stopped", [("answered", (*answered).into())])
            }
            Awaited::Stopped { .. } | Awaited::Expired => phrases.say("awaits-expired"),
        }
    }

    fn when(&self, case: &CaseWork, section: Section) -> String {
        let phrases = &self.staff.phrases;
        let due = case.due.first().filter(|_| section == Section::Due);
        if let Some(due) = due {
            return phrases.with("due-since", [("day", self.day(due.by).into())]);
        }
        let on = |day: Day| phrases.with("answered-last", [("day", self.day(day).into())]);
        case.last.map_or_else(|| phrases.say("never-answered"), on)
    }

    fn day(&self, day: Day) -> String {
        self.staff.phrases.near_day(day, self.today.parts().0)
    }

    fn what_to_do(&self, case: &CaseWork, section: Section) -> Markup {
        let (code, phrases) = (&case.case, &self.staff.phrases);
        let link = |class: &str, to: String, words: &str| {
            let words = phrases.say(words);
            html! { a class=(class) href=(to) aria-label=(format!("{words}: {code}")) { (words) } }
        };
        match section {
            Section::Look => link("button slim first", format!("/office/cases/{code}"), "look-at"),
            Section::Due => link("button slim first", code_page::address(code), "let-answer"),
            Section::Waiting => link("button slim", code_page::address(code), "new-code"),
            Section::Fine | Section::Closed => link("button slim plain", format!("/office/cases/{code}"), "look-at"),
        }
    }

    fn course(&self, code: &str, course: &Course) -> Markup {
        let low = self.lowest(course).map(|(_, until)| until);
        spark(code, course, low, &|informant| self.called(&course.measure, informant), &self.staff.phrases)
    }

    /// The lowest band of the score that a course is of, in the language of the page, and where it ends; nothing where
    /// there is one band only.
    fn lowest(&self, course: &Course) -> Option<(&str, f64)> {
        let measure = self.shelf.of(&course.measure)?;
        let worded = measure.worded_in(&self.staff.phrases.language);
        let (_, bands, stretches) = worded.bands_of(measure.instrument.main_score()?)?;
        Some((bands.bands.first()?.label.as_str(), *stretches.from.get(1)?))
    }

    /// What the marks of the courses mean that are shown.
    pub(super) fn legend<'c>(&self, mut cases: impl Iterator<Item = &'c CaseWork>) -> Markup {
        let Some(course) = cases.find_map(|case| case.course.as_ref()) else { return html! {} };
        html! {
            p.legend {
                @for (line, who) in course.lines.iter().zip(["client", "worker"]) {
                    span class=(format!("who {who}")) { (self.called(&course.measure, &line.informant)) } " "
                }
                @if let Some((band, _)) = self.lowest(course) {
                    span.quiet { (self.staff.phrases.with("course-ground", [("band", band.into())])) }
                }
            }
        }
    }

    /// An informant of a measure as people call them.
    fn called(&self, reference: &str, informant: &str) -> String {
        self.shelf.called(reference, informant, &self.staff.phrases.language).to_owned()
    }

    /// The title of the newest version of a measure.
    fn title(&self, id: &str) -> String {
        self.shelf.newest(id, &self.staff.phrases.language).map_or(id, |worded| &worded.title).to_owned()
    }
}

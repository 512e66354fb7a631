use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::answering::now;
use super::case::note_refused;
use super::desk::desk;
use super::giving::{Given, give_code};
use super::here::{self, HERE};
use super::icons::Icon;
use super::page::{Failure, Form};
use super::same::same;
use super::secret::{in_groups, of_form};
use super::staff::{Caseworker, Sent, Staff};
use super::tickets::Ticket;
use super::work::today;
use super::{Measure, Served, facts, link};
use crate::administer::CaseCode;
use crate::instrument::{Day, InformantIx, Language, id_of};
use crate::phrases::Phrases;
use crate::store::Kept;

type Shared = State<Arc<Served>>;

/// What somebody is asked of a case, with the code for it where one was given just now. The address names the case, so
/// that the code is still there after a reload and in another language.
pub(super) async fn of_case(
    State(served): Shared,
    Caseworker(staff): Caseworker,
    headers: HeaderMap,
    Path(case): Path<String>,
) -> Result<Response, Failure> {
    Page { served: &served, staff: &staff, headers: &headers }.showing(&case, None, None).await
}

/// The same of a case that nobody named yet.
pub(super) async fn blank(State(served): Shared, Caseworker(staff): Caseworker, headers: HeaderMap) -> Result<Response, Failure> {
    Page { served: &served, staff: &staff, headers: &headers }.showing("", None, None).await
}

/// Opens an administration, and gives a code for it.
pub(super) async fn open(
    State(served): Shared,
    headers: HeaderMap,
    Sent { staff: Caseworker(staff), form }: Sent<Caseworker>,
) -> Result<Response, Failure> {
    let page = Page { served: &served, staff: &staff, headers: &headers };
    let case = form.get("case").trim().to_owned();
    if form.get("do") == facts::CHOOSE {
        return page.showing(&case, Some(&form), None).await;
    }
    match give_code(&served, &staff, &form).await? {
        Given::Code { code, asked, has_confidential } => {
            // What somebody answered for nobody's eyes is not begun anew by a press that says nothing of it.
            if !form.get(HERE).is_empty()
                && !has_confidential
                && let Some(answering) = here::begin(&served, &headers, &staff, &code).await?
            {
                return Ok(answering);
            }
            let case = asked.case.clone();
            let is_confidential = form.get("confidential") == "yes";
            served.tickets.put(&staff.token, Ticket { code, asked, is_confidential, has_confidential });
            Ok(Redirect::to(&address(&case)).into_response())
        }
        Given::Refused(words) => {
            let notice = html! { p.notice role="alert" { (words) } };
            page.showing(&case, Some(&form), Some(&notice)).await
        }
        Given::Same { asked, question } => page.showing(&case, Some(&form), Some(&same(&staff.phrases, &asked, &question))).await,
    }
}

/// Where a code for a case is given.
pub(super) fn address(case: &str) -> String {
    format!("/office/code/{case}")
}

/// The page for somebody.
struct Page<'a> {
    served: &'a Arc<Served>,
    staff: &'a Staff,
    headers: &'a HeaderMap,
}

/// Measures in the order of choosing: the newest version of each first.
pub(super) fn newest_first<'s>(measures: &[&'s Measure]) -> Vec<&'s Measure> {
    let versions = || measures.chunk_by(|one, other| one.instrument.id == other.instrument.id);
    let newest = versions().filter_map(|versions| versions.last().copied());
    newest.chain(versions().flat_map(|versions| versions.iter().rev().skip(1).copied())).collect()
}

/// What stands in the fields of the form: what was typed, or what is known of the case.
struct Fields<'a> {
    form: Option<&'a Form>,
    case: String,
    known: BTreeMap<String, String>,
    /// The next occasion of each measure, by its id, and informant.
    next: BTreeMap<(String, String), String>,
    /// The measures that the case was asked, by their ids.
    asked: BTreeSet<String>,
}

impl<'f> Fields<'f> {
    /// Of a case of which nothing is known.
    fn blank(form: Option<&'f Form>, case: &str) -> Self {
        Self { form, case: case.to_owned(), known: BTreeMap::new(), next: BTreeMap::new(), asked: BTreeSet::new() }
    }

    /// The value of a field; `usual` where nothing was typed yet.
    fn value(&self, name: &str, usual: &str) -> String {
        match (self.form, name) {
            (Some(form), "date" | "language") if form.get(name).is_empty() => usual.to_owned(),
            (Some(form), _) => form.get(name).to_owned(),
            (None, "case") => self.case.clone(),
            (None, _) => self.known.get(name).map_or(usual, String::as_str).to_owned(),
        }
    }
}

impl Page<'_> {
    /// `notice` says why no code was given, or asks what to do.
    async fn showing(&self, case: &str, form: Option<&Form>, notice: Option<&Markup>) -> Result<Response, Failure> {
        let phrases = &self.staff.phrases;
        let today = today()?;
        let (is_seen, fields) = match self.fields(case, form, notice.is_none()).await? {
            Some(fields) => (true, fields),
            None => (false, Fields::blank(form, case)),
        };
        let is_named = CaseCode::parse(case).is_ok();
        let ticket = if is_seen && form.is_none() { self.good_ticket(case).await? } else { None };
        let body = html! {
            div.head {
                div {
                    @if is_named && !fields.next.is_empty() {
                        p { a href=(format!("/office/cases/{case}")) { (phrases.with("case-named", [("case", case.into())])) } }
                    }
                    h1 { (phrases.say("ask-somebody")) }
                    p { (phrases.with("code-explained", [("digits", self.served.site.code_digits.count().into())])) }
                }
                @if is_named {
                    div.buttons { a.button.slim href=(format!("/office/cases/{case}/invite")) { (phrases.say("invite")) } }
                }
            }
            div.side-by-side {
                @if let Some(ticket) = &ticket { (self.ticket(ticket)) }
                (self.form(&fields, today, notice))
            }
        };
        let at = if is_named { address(case) } else { "/office/code".to_owned() };
        Ok(desk(self.served, self.staff, &at, &phrases.say("ask-somebody"), &body).into_response())
    }

    /// The code that this session was given last for a case, as long as somebody can come in by it.
    async fn good_ticket(&self, case: &str) -> Result<Option<Ticket>, Failure> {
        let Some(ticket) = self.served.tickets.of(&self.staff.token, case) else { return Ok(None) };
        let is_good = self.served.looking(|store| store.is_good(&ticket.code, &now())).await?;
        Ok(Some(ticket).filter(|_| is_good))
    }

    /// A code that was given, for whoever types it.
    fn ticket(&self, ticket: &Ticket) -> Markup {
        let (phrases, asked) = (&self.staff.phrases, &ticket.asked);
        let day = Day::iso(&asked.date).map_or_else(|| asked.date.clone(), |day| phrases.day(day));
        let told = [
            ("who", asked.who.as_str().into()),
            ("case", asked.case.as_str().into()),
            ("occasion", asked.occasion.as_str().into()),
            ("date", day.into()),
        ];
        html! {
            section.panel.ticket aria-labelledby="given" {
                h2 #given { (phrases.with("code-given", told)) }
                (link::picture(&link::address(self.served, self.headers, &ticket.code), &phrases.say("code-picture")))
                p.code { (in_groups(&ticket.code)) }
                p.tag.is-wait { (Icon::Hourglass.drawn()) (phrases.say("code-once")) }
                p { (phrases.say(if ticket.is_confidential { "ticket-hidden" } else { "ticket-shown" })) }
                @if ticket.has_confidential { p { (phrases.say("only-own-answers")) } }
                div.buttons {
                    button.slim type="button" hidden data-print { (Icon::Printer.drawn()) (phrases.say("print-page")) }
                    a.button.slim.plain href=(format!("/office/cases/{}#administrations", asked.case)) { (phrases.say("cancel-code")) }
                }
            }
        }
    }

    /// What is known of the case that is named; nothing where they may not see it.
    /// `is_first` where no code was asked for yet.
    async fn fields<'f>(&self, case: &str, form: Option<&'f Form>, is_first: bool) -> Result<Option<Fields<'f>>, Failure> {
        if CaseCode::parse(case).is_err() {
            return Ok(Some(Fields::blank(form, case)));
        }
        let (shelf, today) = (self.served.shelf(), today()?);
        let member = &self.staff.member;
        let fields = self
            .served
            .looking(|store| {
                if store.office_of(case)?.is_some_and(|office| !member.sees_office(&office)) {
                    return Ok(None);
                }
                let kept = store.kept(None, Some(case))?;
                let mut next = BTreeMap::new();
                let agenda = shelf.agenda(store, case, Some(today))?;
                for instrument in shelf.measures().iter().map(|measure| &measure.instrument).filter(|_| !kept.is_empty()) {
                    for informant in &instrument.informants {
                        let occasion = store.occasions(case, &instrument.id, &informant.name, &agenda)?.next();
                        next.insert((instrument.id.clone(), informant.name.clone()), occasion);
                    }
                }
                let language = |last: &Kept| ("language".to_owned(), last.record.identity.language.clone());
                let known = facts::by_field(&store.facts_of(case)?).into_iter().chain(kept.last().map(language)).collect();
                let asked = kept.iter().map(|kept| id_of(&kept.record.measure).to_owned()).collect();
                Ok(Some(Fields { form, case: case.to_owned(), known, next, asked }))
            })
            .await?;
        // Where a code was asked for it was noted when that was refused.
        if fields.is_none() && is_first {
            note_refused(self.served, self.staff, case).await?;
        }
        Ok(fields)
    }

    /// The form that gives a code.
    fn form(&self, fields: &Fields<'_>, today: Day, notice: Option<&Markup>) -> Markup {
        let phrases = &self.staff.phrases;
        html! {
            form.panel method="post" action="/office/cases" novalidate {
                input type="hidden" name="form" value=(of_form(&self.staff.token));
                // The first button of a form is the one that Enter presses.
                button.hidden-text tabindex="-1" aria-hidden="true" {}
                h2 { (phrases.say("what-asked")) }
                @if let Some(notice) = notice { (notice) }
                div.field {
                    label for="case" { (phrases.say("case-code")) }
                    input #case type="text" name="case" maxlength="40" autocomplete="off" value=(fields.value("case", ""));
                }
                div.field {
                    label for="measure" { (phrases.say("measure-choice")) }
                    select #measure name="measure" { (self.measures(fields)) }
                    @if !fields.asked.is_empty() { p.small.quiet { (self.next_of_each(fields)) } }
                }
                div.row {
                    div.field {
                        label for="language" { (phrases.say("language")) }
                        select #language name="language" { (self.languages(fields)) }
                    }
                }
                div.row {
                    div.field {
                        label for="occasion" { (phrases.say("occasion-or-next")) }
                        input #occasion type="text" inputmode="numeric" name="occasion" maxlength="6" value=(fields.value("occasion", ""));
                    }
                    div.field {
                        label for="date" { (phrases.say("date")) }
                        input #date type="date" name="date" max=(today) value=(fields.value("date", &today.to_string()));
                    }
                }
                (self.facts(fields))
                label.choice {
                    input type="checkbox" name="confidential" value="yes" checked[fields.value("confidential", "") == "yes"];
                    span { (phrases.say("only-answerer")) small { (phrases.say("only-answerer-more")) } }
                }
                div.buttons {
                    button.first #give { (phrases.say("give-code")) }
                    button name=(HERE) value="yes" { (phrases.say("answer-here")) }
                }
            }
        }
    }

    /// The measures, the newest version of each first, with who can be asked.
    fn measures(&self, fields: &Fields<'_>) -> Markup {
        let shelf = self.served.shelf();
        html! { @for measure in newest_first(&shelf.offered()) { (self.informants(measure, fields)) } }
    }

    /// What the measure that is chosen knows of a case: the one that was sent, or else the first that is offered.
    fn facts(&self, fields: &Fields<'_>) -> Markup {
        let shelf = self.served.shelf();
        let offered = newest_first(&shelf.offered());
        let sent = fields.value("measure", "");
        let chosen = sent.split(' ').next().filter(|reference| !reference.is_empty()).map(str::to_owned);
        let first = || offered.first().map(|measure| measure.instrument.reference());
        let chosen = chosen.or_else(first).unwrap_or_default();
        facts::fields_of_choice((&offered, &chosen), &self.staff.phrases, &|name| fields.value(name, ""))
    }

    /// The next occasion of each measure that the case was asked: a list of choices is cut off on a narrow screen.
    fn next_of_each(&self, fields: &Fields<'_>) -> String {
        let (shelf, phrases) = (self.served.shelf(), &self.staff.phrases);
        let of_measure = |id: &String| {
            let worded = shelf.newest(id, &phrases.language)?;
            let mut met: Vec<(&str, Vec<&str>)> = Vec::new();
            for informant in &worded.informants {
                let occasion = fields.next.get(&(id.clone(), informant.name.clone()))?.as_str();
                match met.iter_mut().find(|(there, _)| *there == occasion) {
                    Some((_, who)) => who.push(&informant.label),
                    None => met.push((occasion, vec![&informant.label])),
                }
            }
            let one = |(occasion, who): &(&str, Vec<&str>)| {
                phrases.with("occasion-of-whom", [("occasion", (*occasion).into()), ("who", who.join(", ").into())])
            };
            Some(format!("{} – {}", worded.title, met.iter().map(one).collect::<Vec<_>>().join("; ")))
        };
        let all: Vec<String> = fields.asked.iter().filter_map(of_measure).collect();
        phrases.with("next-of-each", [("all", all.join("; ").into())])
    }

    /// The languages in which anything can be asked.
    fn languages(&self, fields: &Fields<'_>) -> Markup {
        let measure = fields.value("measure", "");
        // A program may have sent it with the measure.
        let chosen = fields.value("language", measure.split(' ').nth(2).unwrap_or_default());
        language_options(self.served, &self.staff.phrases, &chosen)
    }

    fn informants(&self, measure: &Measure, fields: &Fields<'_>) -> Markup {
        let phrases = &self.staff.phrases;
        let (instrument, worded) = (&measure.instrument, measure.worded_in(&phrases.language));
        let chosen = fields.value("measure", "");
        let can_be_asked = |at: &InformantIx| measure.spoken(*at).next().is_some();
        html! {
            @for (_, informant) in instrument.informants.iter_enumerated().filter(|(at, _)| can_be_asked(at)) {
                @let next = fields.next.get(&(instrument.id.clone(), informant.name.clone()));
                @let value = format!("{} {}", instrument.reference(), informant.name);
                option value=(value) lang=[measure.other_language(&phrases.language)] selected[chosen == value || chosen.starts_with(&format!("{value} "))] {
                    (worded.title) " " (instrument.version) ", " (worded.called(&informant.name))
                    @if let Some(next) = next { ", " (phrases.with("occasion-number", [("occasion", next.as_str().into())])) }
                }
            }
        }
    }
}

/// The languages that measures have, as choices: that of the page first, plain before easy.
pub(super) fn language_options(served: &Served, phrases: &Phrases, chosen: &str) -> Markup {
    let (shelf, near) = (served.shelf(), phrases.language.plain());
    let mut all: Vec<Language> = Vec::new();
    for language in shelf.measures().iter().flat_map(|measure| measure.texts()).map(|texts| &texts.language) {
        if !all.contains(language) {
            all.push(language.clone());
        }
    }
    let of_page = |language: &Language| language.plain().split('-').next() == near.split('-').next();
    all.sort_by_key(|language| (!of_page(language), language.is_easy()));
    html! {
        @for language in &all {
            option value=(language) lang=(language) selected[language.to_string() == chosen] {
                (served.site.phrases.called(language))
            }
        }
    }
}

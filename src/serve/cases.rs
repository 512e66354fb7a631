use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::case::note_refused;
use super::desk::desk;
use super::giving::{Asking, Given, Question, give_code};
use super::office::{Staff, staff};
use super::overview::{Listed, Overview};
use super::page::{Failure, Form};
use super::secret::{in_groups, of_form};
use super::{Measure, Served, facts};
use crate::administer::{CaseCode, Texts};
use crate::instrument::{InformantIx, Language};

/// The address of the page.
const PAGE: &str = "/office/cases";

type Shared = State<Arc<Served>>;

/// What is in the address of the page.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    /// Letters of the codes that are looked for.
    find: String,
    /// The page of the list.
    page: usize,
    /// The case that somebody is to be asked of.
    case: String,
}

pub(super) async fn cases(State(served): Shared, headers: HeaderMap, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    if !staff.member.role.sees_cases() {
        return Ok(Redirect::to("/office/team").into_response());
    }
    Page { served: &served, staff: &staff, wanted }.showing(None, None).await
}

/// The page of cases, for somebody.
struct Page<'a> {
    served: &'a Arc<Served>,
    staff: &'a Staff,
    wanted: Wanted,
}

/// What stands in the fields of the form: what was typed, or what is known of the case.
struct Fields<'a> {
    form: Option<&'a Form>,
    case: String,
    known: BTreeMap<String, String>,
    /// The next occasion of each measure, by its id, and informant.
    next: BTreeMap<(String, String), u32>,
}

impl Fields<'_> {
    /// The value of a field; `usual` where nothing was typed yet.
    fn value(&self, name: &str, usual: &str) -> String {
        match (self.form, name) {
            (Some(form), "date") if form.get(name).is_empty() => usual.to_owned(),
            (Some(form), _) => form.get(name).to_owned(),
            (None, "case") => self.case.clone(),
            (None, _) => self.known.get(name).map_or(usual, String::as_str).to_owned(),
        }
    }
}

impl Page<'_> {
    async fn refusing(&self, words: &str, form: &Form) -> Result<Response, Failure> {
        self.showing(Some(&html! { (words) }), Some(form)).await
    }

    async fn showing(&self, notice: Option<&Markup>, form: Option<&Form>) -> Result<Response, Failure> {
        let phrases = &self.staff.phrases;
        let Wanted { find, page, .. } = &self.wanted;
        let listed = Overview::list(self.served, &self.staff.member, find, *page).await?;
        let fields = self.fields(form).await?;
        let body = html! {
            h1 { (phrases.say("cases")) }
            @if let Some(notice) = notice { div.notice role="status" { (notice) } }
            @for refused in self.served.shelf().refused() {
                p.notice role="alert" { (phrases.with("measure-refused", [("measure", refused.as_str().into())])) }
            }
            @if !listed.is_looked_at { p.notice role="status" { (phrases.say("still-looking")) } }
            @if listed.showing > 0 {
                @let told = [("cases", listed.all.into()), ("attention", listed.showing.into())];
                p.notice { a href="#followed" { (phrases.with("cases-attention", told)) } }
            }
            h2 { (phrases.say("ask-somebody")) }
            (self.form(&fields, None))
            h2 #followed { (phrases.say("cases-followed")) }
            (self.list(&listed))
        };
        Ok(desk(self.served, self.staff, PAGE, &phrases.say("cases"), &body).into_response())
    }

    /// What is known of the case that is named, where they may see it.
    async fn fields<'f>(&self, form: Option<&'f Form>) -> Result<Fields<'f>, Failure> {
        let case = form.map_or(self.wanted.case.as_str(), |form| form.get("case")).trim().to_owned();
        let blank = || Fields { form, case: case.clone(), known: BTreeMap::new(), next: BTreeMap::new() };
        if CaseCode::parse(&case).is_err() {
            return Ok(blank());
        }
        let shelf = self.served.shelf();
        let member = &self.staff.member;
        let fields = self
            .served
            .looking(|store| {
                let kept = store.kept(None, Some(&case))?;
                if kept.iter().any(|kept| !member.sees_office(&kept.office)) {
                    return Ok(None);
                }
                let mut next = BTreeMap::new();
                for instrument in shelf.measures().iter().map(|measure| &measure.instrument) {
                    for informant in &instrument.informants {
                        let occasion = store.occasions(&case, &instrument.id, &informant.name)?.next();
                        next.insert((instrument.id.clone(), informant.name.clone()), occasion);
                    }
                }
                let known = facts::by_field(&facts::known_of(&kept));
                Ok(Some(Fields { form, case: case.clone(), known, next }))
            })
            .await?;
        // What was sent as a form was noted when it was refused.
        if fields.is_none() && form.is_none() {
            note_refused(self.served, self.staff, &case).await?;
        }
        Ok(fields.unwrap_or_else(blank))
    }

    /// The form that gives a code. `same` asks what to do where the same was asked already.
    fn form(&self, fields: &Fields<'_>, same: Option<&Markup>) -> Markup {
        let (phrases, today) = (&self.staff.phrases, jiff::ZonedDateTime::now().date().to_string());
        html! {
            form.fields method="post" action="/office/cases" {
                input type="hidden" name="form" value=(of_form(&self.staff.token));
                @if let Some(same) = same { (same) }
                label for="case" { (phrases.say("case-code")) }
                input #case type="text" name="case" maxlength="40" value=(fields.value("case", "")) required;
                label for="measure" { (phrases.say("measure-choice")) }
                select #measure name="measure" { (self.choices(fields)) }
                label for="occasion" { (phrases.say("occasion-or-next")) }
                input #occasion type="number" name="occasion" min="1" value=(fields.value("occasion", ""));
                label for="date" { (phrases.say("date")) }
                input #date type="date" name="date" max=(today) value=(fields.value("date", &today));
                (facts::fields(&self.served.shelf(), phrases, &|name| fields.value(name, "")))
                label {
                    input type="checkbox" name="confidential" value="yes" checked[fields.value("confidential", "") == "yes"];
                    " " (phrases.say("only-answerer"))
                }
                div.buttons { button.first #give { (phrases.say("give-code")) } }
            }
        }
    }

    fn list(&self, listed: &Listed) -> Markup {
        let (phrases, find) = (&self.staff.phrases, &self.wanted.find);
        let encoded: String = form_urlencoded::byte_serialize(find.as_bytes()).collect();
        let address = |page: usize| format!("/office/cases?find={encoded}&page={page}#followed");
        let told = [("page", listed.page.into()), ("pages", listed.pages.into()), ("cases", listed.all.into())];
        html! {
            form.find method="get" action="/office/cases" role="search" {
                label for="find" { (phrases.say("find-case")) }
                input #find type="search" name="find" maxlength="40" value=(find);
                button { (phrases.say("find")) }
            }
            @if listed.cases.is_empty() { p.quiet { (phrases.say("none-yet")) } } @else {
                div.scroll tabindex="0" role="region" aria-label=(phrases.say("cases")) {
                    table {
                        thead {
                            tr {
                                @for id in ["case", "now"] { th scope="col" { (phrases.say(id)) } }
                                @for id in ["asked", "answered"] { th.number scope="col" { (phrases.say(id)) } }
                            }
                        }
                        tbody {
                            @for (standing, shows) in &listed.cases {
                                tr {
                                    th scope="row" { a href=(format!("/office/cases/{}", standing.case)) { (standing.case) } }
                                    td { @if *shows { "▲ " (phrases.say("attention-now")) } }
                                    td.number { (standing.asked) }
                                    td.number { (standing.answered) }
                                }
                            }
                        }
                    }
                }
                nav.pages {
                    @if listed.page > 1 { a rel="prev" href=(address(listed.page - 1)) { (phrases.say("page-before")) } " " }
                    span { (phrases.with("page-of", told)) }
                    @if listed.page < listed.pages { " " a rel="next" href=(address(listed.page + 1)) { (phrases.say("page-after")) } }
                }
            }
        }
    }

    /// The measures, the newest version of each first, with who can be asked and in which languages; that of the page
    /// is the first.
    fn choices(&self, fields: &Fields<'_>) -> Markup {
        let shelf = self.served.shelf();
        let of_one = |one: &Measure, other: &Measure| one.instrument.id == other.instrument.id;
        let versions = || shelf.measures().chunk_by(of_one);
        let newest = versions().filter_map(<[Measure]>::last);
        let older = versions().flat_map(|versions| versions.iter().rev().skip(1));
        html! { @for measure in newest.chain(older) { (self.choices_of(measure, fields)) } }
    }

    fn choices_of(&self, measure: &Measure, fields: &Fields<'_>) -> Markup {
        let phrases = &self.staff.phrases;
        let (instrument, worded) = (&measure.instrument, measure.worded_in(&phrases.language));
        let mut spoken: Vec<&Texts> = measure.texts().iter().collect();
        let near = phrases.language.plain();
        let of_page = |language: &Language| language.plain().split('-').next() == near.split('-').next();
        spoken.sort_by_key(|texts| (!of_page(&texts.language), texts.language.is_easy()));
        let chosen = fields.value("measure", "");
        html! {
            @for (at, informant) in instrument.informants.iter().enumerate() {
                @let next = fields.next.get(&(instrument.id.clone(), informant.name.clone()));
                @for Texts { language, .. } in spoken.iter().filter(|texts| texts.suffice(instrument, InformantIx(at)).is_ok()) {
                    @let value = format!("{} {} {language}", instrument.reference(), informant.name);
                    option value=(value) selected[value == chosen] {
                        (worded.title) " " (instrument.version) ", " (worded.called(&informant.name)) ", " (self.served.site.phrases.called(language))
                        @if let Some(next) = next { ", " (phrases.with("occasion-number", [("occasion", next.to_string().into())])) }
                    }
                }
            }
        }
    }

    /// Asks what to do where the same was asked already.
    async fn asking_same(&self, form: &Form, asked: &Asking, question: &Question) -> Result<Response, Failure> {
        let Question { is_open, new, about } = question;
        let phrases = &self.staff.phrases;
        let told = || {
            [
                ("who", asked.who.as_str().into()),
                ("case", asked.case.as_str().into()),
                ("occasion", asked.occasion.as_str().into()),
            ]
        };
        let choice = |value: &str, words: String| {
            html! { label { input type="radio" name="same" value=(value) required; " " (words) } }
        };
        let same = html! {
            fieldset.notice role="alert" {
                input type="hidden" name="about" value=(about);
                legend { (phrases.with(if *is_open { "same-open" } else { "same-finished" }, told())) }
                @if *is_open { (choice("continue", phrases.say("same-continue"))) }
                (choice("replace", phrases.say("same-replace")))
                (choice("new", phrases.with("same-new", [("occasion", new.to_string().into())])))
            }
        };
        let fields = self.fields(Some(form)).await?;
        let body = html! {
            h1 { (phrases.say("ask-somebody")) }
            (self.form(&fields, Some(&same)))
        };
        Ok(desk(self.served, self.staff, PAGE, &phrases.say("cases"), &body).into_response())
    }
}

/// Opens an administration, and gives a code for it.
pub(super) async fn open(State(served): Shared, headers: HeaderMap, body: Bytes) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    let form = Form::read(&body);
    if form.get("form") != of_form(&staff.token) {
        return Err(Failure::Form);
    }
    if !staff.member.role.sees_cases() {
        return Err(Failure::Forbidden);
    }
    let page = Page { served: &served, staff: &staff, wanted: Wanted::default() };
    match give_code(&served, &staff, &form).await? {
        Given::Code { code, asked, has_confidential } => {
            let told = [
                ("who", asked.who.as_str().into()),
                ("case", asked.case.as_str().into()),
                ("occasion", asked.occasion.as_str().into()),
                ("date", asked.date.as_str().into()),
            ];
            let notice = html! {
                p { (staff.phrases.with("code-given", told)) }
                p.code { (in_groups(&code)) }
                @if has_confidential { p { (staff.phrases.say("only-own-answers")) } }
            };
            page.showing(Some(&notice), None).await
        }
        Given::Refused(words) => page.refusing(&words, &form).await,
        Given::Same { asked, question } => page.asking_same(&form, &asked, &question).await,
    }
}

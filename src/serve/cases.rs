use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::answering::{later, now};
use super::office::{Staff, head, shown, staff};
use super::page::{Failure, Form};
use super::secret::{code as new_code, in_groups, of_form};
use super::{Measure, Served};
use crate::administer::{CaseCode, Identity, Texts, known_facts};
use crate::instrument::{InformantIx, Language};
use crate::store::{Access, Begun, By, Store};

/// Seconds that a code is good for.
const CODE: u32 = 30 * 60;

type Shared = State<Arc<Served>>;

pub(super) async fn cases(State(served): Shared, headers: HeaderMap) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    if !staff.member.role.sees_cases() {
        return Ok(Redirect::to("/office/team").into_response());
    }
    Page { served: &served, staff: &staff }.showing(None).await
}

/// The page of cases, for somebody.
struct Page<'a> {
    served: &'a Served,
    staff: &'a Staff,
}

impl Page<'_> {
    async fn refusing(&self, words: &str) -> Result<Response, Failure> {
        self.showing(Some(&html! { (words) })).await
    }

    async fn showing(&self, notice: Option<&Markup>) -> Result<Response, Failure> {
        let phrases = &self.staff.phrases;
        let mut cases = self.served.reading(Store::cases).await?;
        cases.retain(|standing| self.staff.member.sees_office(&standing.office));
        let alarming = self.served.attention.among(self.served, &cases).await?;
        // What needs a look today stands first.
        cases.sort_by_key(|standing| (!alarming.contains(&standing.case), standing.case.clone()));
        let body = html! {
            (head(self.served, self.staff, "/office/cases"))
            h1 { (phrases.say("cases")) }
            @if let Some(notice) = notice { div.notice role="status" { (notice) } }
            @for refused in self.served.shelf().refused() {
                p.notice role="alert" { (phrases.with("measure-refused", [("measure", refused.as_str().into())])) }
            }
            @if !alarming.is_empty() {
                @let told = [("cases", cases.len().into()), ("attention", alarming.len().into())];
                p.notice { a href="#followed" { (phrases.with("cases-attention", told)) } }
            }
            h2 { (phrases.say("ask-somebody")) }
            form.fields method="post" action="/office/cases" {
                input type="hidden" name="form" value=(of_form(&self.staff.token));
                label for="case" { (phrases.say("case-code")) } input #case type="text" name="case" maxlength="40" required;
                label for="occasion" { (phrases.say("occasion")) } input #occasion type="number" name="occasion" min="1" value="1" required;
                label for="measure" { (phrases.say("measure-choice")) }
                select #measure name="measure" { (self.choices()) }
                label for="known" { (phrases.say("known-facts")) }
                input #known type="text" name="known" maxlength="200";
                label { input type="checkbox" name="confidential" value="yes"; " " (phrases.say("only-answerer")) }
                div.buttons { button.first #give { (phrases.say("give-code")) } }
            }
            h2 #followed { (phrases.say("cases-followed")) }
            @if cases.is_empty() { p.quiet { (phrases.say("none-yet")) } } @else {
                div.scroll tabindex="0" role="region" aria-label=(phrases.say("cases")) {
                    table {
                        thead {
                            tr {
                                @for id in ["case", "now"] { th scope="col" { (phrases.say(id)) } }
                                @for id in ["asked", "answered"] { th.number scope="col" { (phrases.say(id)) } }
                            }
                        }
                        tbody {
                            @for standing in &cases {
                                tr {
                                    th scope="row" { a href=(format!("/office/cases/{}", standing.case)) { (standing.case) } }
                                    td { @if alarming.contains(&standing.case) { "▲ " (phrases.say("attention-now")) } }
                                    td.number { (standing.asked) }
                                    td.number { (standing.answered) }
                                }
                            }
                        }
                    }
                }
            }
        };
        Ok(shown(&phrases.say("cases"), phrases, &body).into_response())
    }

    /// The measures, the newest version of each first, with who can be asked and in which languages; that of the page is the first.
    fn choices(&self) -> Markup {
        let shelf = self.served.shelf();
        let of_one = |one: &Measure, other: &Measure| one.instrument.id == other.instrument.id;
        let versions = || shelf.measures().chunk_by(of_one);
        let newest = versions().filter_map(<[Measure]>::last);
        let older = versions().flat_map(|versions| versions.iter().rev().skip(1));
        html! { @for measure in newest.chain(older) { (self.choices_of(measure)) } }
    }

    fn choices_of(&self, measure: &Measure) -> Markup {
        let phrases = &self.staff.phrases;
        let (instrument, worded) = (&measure.instrument, measure.worded_in(&phrases.language));
        let mut spoken: Vec<&Texts> = measure.texts().iter().collect();
        let near = phrases.language.plain();
        let of_page = |language: &Language| language.plain().split('-').next() == near.split('-').next();
        spoken.sort_by_key(|texts| (!of_page(&texts.language), texts.language.is_easy()));
        html! {
            @for (at, informant) in instrument.informants.iter().enumerate() {
                @for Texts { language, .. } in spoken.iter().filter(|texts| texts.suffice(instrument, InformantIx(at)).is_ok()) {
                    option value=(format!("{} {} {language}", instrument.reference(), informant.name)) {
                        (worded.title) " " (instrument.version) ", " (worded.called(&informant.name)) ", " (self.served.site.phrases.called(language))
                    }
                }
            }
        }
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
    let page = Page { served: &served, staff: &staff };
    let case = match CaseCode::parse(form.get("case")) {
        Ok(case) => case,
        Err(error) => return page.refusing(&error.words(&staff.phrases)).await,
    };
    let of_case = case.clone();
    let kept = served.reading(move |store| store.kept(None, Some(of_case.as_str()))).await?;
    if kept.iter().any(|kept| !staff.member.sees_office(&kept.office)) {
        return page.refusing(&staff.phrases.say("other-office")).await;
    }
    let chosen: Vec<String> = form.get("measure").split(' ').map(str::to_owned).collect();
    let [reference, informant, language] = &chosen[..] else { return Err(Failure::Form) };
    let shelf = served.shelf();
    let measure = shelf.of(reference).ok_or(Failure::Missing)?;
    measure.instrument.informant(informant).ok_or(Failure::Missing)?;
    // What is kept as the language is one in which it can be asked.
    let language = Language::parse(language).ok_or(Failure::Form)?;
    if !measure.texts().iter().any(|texts| texts.language == language) {
        return Err(Failure::Missing);
    }
    let occasion: u32 = match form.get("occasion").parse() {
        Ok(occasion) => occasion,
        Err(_) => return page.refusing(&staff.phrases.say("occasion-is-number")).await,
    };
    let last = kept.last();
    // Whoever sees all offices opens a case where it is.
    let office = last.map_or(&staff.member.office, |kept| &kept.office).clone();
    let mut known = last.map(|kept| kept.record.known.clone()).unwrap_or_default();
    match known_facts(&measure.instrument, form.get("known").split_whitespace()) {
        Ok(told) => known.extend(told),
        Err(error) => return page.refusing(&error.words(&staff.phrases)).await,
    }
    let identity = Identity {
        case: case.as_str().to_owned(),
        occasion: occasion.to_string(),
        informant: informant.clone(),
        date: jiff::ZonedDateTime::now().date().to_string(),
        language: language.to_string(),
    };
    let (sha256, text, measure_name) = (measure.instrument.sha256.clone(), measure.text.clone(), reference.clone());
    let name = staff.member.name.clone();
    let (is_confidential, code) =
        (form.get("confidential") == "yes", new_code(served.site.code_digits).ok_or(Failure::Internal)?);
    let issued = code.clone();
    let is_issued = served
        .writing(move |store| {
            let at = now();
            let begun = Begun {
                measure: &measure_name,
                sha256: &sha256,
                text: &text,
                case: &case,
                identity: &identity,
                known: &known,
                at: &at,
            };
            let id = store.begin_administration(&begun)?;
            store.put_in_office(id, &office, &at)?;
            if is_confidential {
                store.make_confidential(id, &at)?;
            }
            let gave = Access::GaveCode { case: case.as_str(), administration: id };
            store.note_access(&By { who: &name, at: &at }, &gave)?;
            store.issue(&issued, id, &later(CODE), &at)
        })
        .await?;
    if !is_issued {
        return page.refusing(&staff.phrases.say("try-again")).await;
    }
    let worded = measure.worded_in(&staff.phrases.language);
    let told = [("who", worded.called(informant).into()), ("case", form.get("case").into())];
    let notice = html! { p { (staff.phrases.with("code-given", told)) } p.code { (in_groups(&code)) } };
    page.showing(Some(&notice)).await
}

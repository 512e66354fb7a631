use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::answering::{later, now};
use super::page::{Failure, Form, page};
use super::secret::{is_right, of_form, six_digits, token};
use super::{Measure, Served, Shelf, guard};
use crate::administer::{CaseCode, Identity, Texts, known_facts};
use crate::follow::{Case, CaseView, Collector, Earlier, Follower, Rule};
use crate::instrument::{Instrument, Translation};
use crate::output::{case_section, norms_line, status_in};
use crate::phrases::Phrases;
use crate::responses::{ResponseTable, TextColumn};
use crate::store::{Begun, Holder, Kept, Member};

/// Seconds that somebody is let in for.
const DAY: u32 = 8 * 60 * 60;
/// Seconds that a code is good for.
const CODE: u32 = 30 * 60;

type Shared = State<Arc<Served>>;

pub(super) fn shown(title: &str, phrases: &Phrases, body: &Markup) -> Html<String> {
    page(title, &phrases.language, true, body)
}

pub(super) async fn login(State(served): Shared, headers: HeaderMap) -> Html<String> {
    login_page(&served, &headers, None)
}

fn login_page(served: &Served, headers: &HeaderMap, notice: Option<&str>) -> Html<String> {
    let phrases = served.speaking_to(headers);
    let body = html! {
        (served.languages(&phrases, "/office/login"))
        h1 { (phrases.say("staff")) }
        @if let Some(notice) = notice { p.notice role="alert" { (phrases.say(notice)) } }
        form.fields method="post" action="/office/login" {
            label for="name" { (phrases.say("user-name")) } input #name type="text" name="name" autocomplete="username" required;
            label for="password" { (phrases.say("password")) } input #password type="password" name="password" autocomplete="current-password" required;
            div.buttons { button.first { (phrases.say("log-in")) } }
        }
    };
    shown(&phrases.say("staff"), &phrases, &body)
}

pub(super) async fn let_in(
    State(served): Shared,
    ConnectInfo(connected): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let address = guard::address_of(&headers, connected, served.site.is_behind_tls);
    if !served.tries.may(address) {
        return Err(Failure::Tries);
    }
    let form = Form::read(&body);
    let (name, password) = (form.get("name").to_owned(), form.get("password").to_owned());
    let asked = name.clone();
    let kept = served.reading(move |store| store.password_of(&asked)).await?;
    let right = tokio::task::spawn_blocking(move || is_right(&password, kept.as_deref())).await.map_err(|_| Failure::Internal)?;
    if !right {
        served.tries.wrong(address);
        return Ok(login_page(&served, &headers, Some("wrong-password")).into_response());
    }
    let secret = token().ok_or(Failure::Internal)?;
    let of_session = secret.clone();
    served.writing(move |store| store.begin_session(&of_session, Some(&name), None, &later(DAY))).await?;
    let cookie = guard::cookie(&secret, DAY, served.site.is_behind_tls);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/office/cases")).into_response())
}

/// Somebody who works with cases, the secret of their session, and what pages say to them.
pub(super) struct Staff {
    pub(super) token: String,
    pub(super) member: Member,
    pub(super) phrases: Phrases,
}

/// Who asks, or the page on which they log in.
pub(super) async fn staff(served: &Arc<Served>, headers: &HeaderMap) -> Result<Result<Staff, Redirect>, Failure> {
    let Some(token) = guard::token_of(headers) else { return Ok(Err(Redirect::to("/office/login"))) };
    let secret = token.clone();
    match served.reading(move |store| store.holder(&secret, &now())).await? {
        Some(Holder::Staff(member)) => Ok(Ok(Staff { token, member, phrases: served.speaking_to(headers) })),
        // Whoever is being asked has no business here.
        Some(Holder::Answering(_)) => Err(Failure::Forbidden),
        None => Ok(Err(Redirect::to("/office/login"))),
    }
}

pub(super) async fn log_out(State(served): Shared, headers: HeaderMap, body: Bytes) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    if Form::read(&body).get("form") != of_form(&staff.token) {
        return Err(Failure::Form);
    }
    served.writing(move |store| store.end_session(&staff.token)).await?;
    Ok(([(header::SET_COOKIE, guard::cookie("", 0, served.site.is_behind_tls))], Redirect::to("/office/login")).into_response())
}

pub(super) async fn cases(State(served): Shared, headers: HeaderMap) -> Result<Response, Failure> {
    let staff = match staff(&served, &headers).await? {
        Ok(staff) => staff,
        Err(login) => return Ok(login.into_response()),
    };
    if !staff.member.role.sees_cases() {
        return Ok(Redirect::to("/office/team").into_response());
    }
    let kept = kept(&served, &staff.member).await?;
    Ok(cases_page(&served, &staff, &kept, None).into_response())
}

/// What a member may see of what is kept.
pub(super) async fn kept(served: &Served, member: &Member) -> Result<Vec<Kept>, Failure> {
    Ok(seen(served.reading(|store| store.kept(None, None)).await?, member))
}

fn seen(all: Vec<Kept>, member: &Member) -> Vec<Kept> {
    all.into_iter().filter(|kept| member.sees_office(&kept.office)).collect()
}

/// Who is logged in, and where they may go; `at` is the page.
pub(super) fn head(served: &Served, staff: &Staff, at: &str) -> Markup {
    let (Member { name, role, office }, phrases) = (&staff.member, &staff.phrases);
    html! {
        (served.languages(phrases, at))
        form method="post" action="/office/logout" {
            input type="hidden" name="form" value=(of_form(&staff.token));
            p.quiet {
                (name) ", " (phrases.say(&format!("role-{}", role.word()))) @if !office.is_empty() { ", " (office) } " "
                @if role.sees_cases() { a href="/office/cases" { (phrases.say("cases")) } " " }
                @if role.sees_teams() { a href="/office/team" { (phrases.say("team")) } " " }
                button { (phrases.say("log-out")) }
            }
        }
    }
}

fn cases_page(served: &Served, staff: &Staff, kept: &[Kept], notice: Option<&Markup>) -> Html<String> {
    let phrases = &staff.phrases;
    let mut cases: Vec<(&str, usize, usize)> = Vec::new();
    for administration in kept {
        let code = administration.record.identity.case.as_str();
        let finished = usize::from(administration.finished.is_some());
        match cases.iter_mut().find(|(there, ..)| *there == code) {
            Some((_, all, done)) => (*all, *done) = (*all + 1, *done + finished),
            None => cases.push((code, 1, finished)),
        }
    }
    cases.sort_unstable();
    let shelf = served.shelf();
    let body = html! {
        (head(served, staff, "/office/cases"))
        h1 { (phrases.say("cases")) }
        @if let Some(notice) = notice { div.notice role="status" { (notice) } }
        h2 { (phrases.say("ask-somebody")) }
        form.fields method="post" action="/office/cases" {
            input type="hidden" name="form" value=(of_form(&staff.token));
            label for="case" { (phrases.say("case-code")) } input #case type="text" name="case" maxlength="40" required;
            label for="occasion" { (phrases.say("occasion")) } input #occasion type="number" name="occasion" min="1" value="1" required;
            label for="measure" { (phrases.say("measure-choice")) }
            select #measure name="measure" {
                @for measure in shelf.measures() {
                    @let (instrument, worded) = (&measure.instrument, measure.worded_in(&phrases.language));
                    @let translations: Vec<&Translation> = measure.translations.iter().collect();
                    @let tags: Vec<String> = std::iter::once(instrument.language.to_string()).chain(translations.iter().map(|translation| translation.language.to_string())).collect();
                    @for (at, informant) in instrument.informants.iter().enumerate() {
                        @for tag in &tags {
                            @if Texts::in_language(instrument, &translations, Some(tag)).is_some_and(|texts| texts.suffice(instrument, crate::instrument::InformantIx(at)).is_ok()) {
                                option value=(format!("{} {} {tag}", instrument.reference(), informant.name)) { (worded.title) " " (instrument.version) ", " (worded.called(&informant.name)) ", " (tag) }
                            }
                        }
                    }
                }
            }
            label for="known" { (phrases.say("known-facts")) }
            input #known type="text" name="known" maxlength="200";
            label { input type="checkbox" name="confidential" value="yes"; " " (phrases.say("only-answerer")) }
            div.buttons { button.first #give { (phrases.say("give-code")) } }
        }
        h2 { (phrases.say("cases-followed")) }
        @if cases.is_empty() { p.quiet { (phrases.say("none-yet")) } } @else {
            div.scroll tabindex="0" role="region" aria-label=(phrases.say("cases")) {
                table {
                    thead { tr { th scope="col" { (phrases.say("case")) } th.number scope="col" { (phrases.say("asked")) } th.number scope="col" { (phrases.say("answered")) } } }
                    tbody { @for (code, all, done) in &cases { tr { th scope="row" { a href=(format!("/office/cases/{code}")) { (code) } } td.number { (all) } td.number { (done) } } } }
                }
            }
        }
    };
    shown(&phrases.say("cases"), phrases, &body)
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
    let refused = |words: String, kept: &[Kept]| Ok(cases_page(&served, &staff, kept, Some(&html! { (words) })).into_response());
    let all = served.reading(|store| store.kept(None, None)).await?;
    let kept = seen(all.clone(), &staff.member);
    let case = match CaseCode::parse(form.get("case")) {
        Ok(case) => case,
        Err(error) => return refused(error.words(&staff.phrases), &kept),
    };
    let of_case = |kept: &&Kept| kept.record.identity.case == case.as_str();
    if all.iter().filter(of_case).any(|kept| !staff.member.sees_office(&kept.office)) {
        return refused(staff.phrases.say("other-office"), &kept);
    }
    let chosen: Vec<String> = form.get("measure").split(' ').map(str::to_owned).collect();
    let [reference, informant, language] = &chosen[..] else { return Err(Failure::Form) };
    let shelf = served.shelf();
    let measure = shelf.of(reference).ok_or(Failure::Missing)?;
    measure.instrument.informant(informant).ok_or(Failure::Missing)?;
    let occasion: u32 = match form.get("occasion").parse() {
        Ok(occasion) => occasion,
        Err(_) => return refused(staff.phrases.say("occasion-is-number"), &kept),
    };
    let last = all.iter().rfind(of_case);
    // Whoever sees all offices opens a case where it is.
    let office = last.map_or(&staff.member.office, |kept| &kept.office).clone();
    let mut known = last.map(|kept| kept.record.known.clone()).unwrap_or_default();
    match known_facts(&measure.instrument, form.get("known").split_whitespace()) {
        Ok(told) => known.extend(told),
        Err(error) => return refused(error.words(&staff.phrases), &kept),
    }
    let identity = Identity {
        case: case.as_str().to_owned(),
        occasion: occasion.to_string(),
        informant: informant.clone(),
        date: jiff::ZonedDateTime::now().date().to_string(),
        language: language.clone(),
    };
    let (sha256, measure_name) = (measure.instrument.sha256.clone(), reference.clone());
    let (is_confidential, code) = (form.get("confidential") == "yes", six_digits().ok_or(Failure::Internal)?);
    let issued = code.clone();
    let is_issued = served
        .writing(move |store| {
            let at = now();
            let begun =
                Begun { measure: &measure_name, sha256: &sha256, case: &case, identity: &identity, known: &known, at: &at };
            let id = store.begin_administration(&begun)?;
            store.put_in_office(id, &office)?;
            if is_confidential {
                store.make_confidential(id)?;
            }
            store.issue(&issued, id, &later(CODE), &at)
        })
        .await?;
    let kept = self::kept(&served, &staff.member).await?;
    if !is_issued {
        return refused(staff.phrases.say("try-again"), &kept);
    }
    let worded = measure.worded_in(&staff.phrases.language);
    let told = [("who", worded.called(informant).into()), ("case", form.get("case").into())];
    let notice = html! { p { (staff.phrases.with("code-given", told)) } p.code { (code) } };
    Ok(cases_page(&served, &staff, &kept, Some(&notice)).into_response())
}

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
    let shelf = served.shelf();
    let (confidential, open): (Vec<&Kept>, Vec<&Kept>) = kept.iter().partition(|kept| kept.confidential);
    // Versions of one measure stand one after another, so each measure is one stretch and its last version is the newest.
    let measures = shelf.measures().chunk_by(|one, other| one.instrument.id == other.instrument.id);
    let views: Vec<(&Measure, Instrument, CaseView)> =
        measures.filter_map(|versions| view(versions, (&served.site.rules, &staff.phrases), &open)).collect();
    let phrases = &staff.phrases;
    let title = phrases.with("case-named", [("case", code.as_str().into())]);
    let body = html! {
        (head(&served, &staff, &format!("/office/cases/{code}")))
        h1 { (title) }
        @for (measure, worded, view) in &views {
            p.quiet { (worded.title) ", " (worded.reference()) ", " (status_in(worded.status, phrases)) }
            (norms_line(measure.norms.first(), phrases))
            (case_section(worded, view, phrases))
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
    let who = worded.as_ref().map_or(informant.as_str(), |worded| worded.called(informant));
    let told = [("who", who.into()), ("occasion", occasion.as_str().into())];
    let id = if kept.finished.is_some() { "confidential-answered" } else { "confidential-open" };
    phrases.with(id, told)
}

/// A case as the finished administrations of a measure show it, by the newest version that was answered; nothing where none was.
fn view<'m>(
    versions: &'m [Measure],
    (rules, phrases): (&[Rule], &Phrases),
    kept: &[&Kept],
) -> Option<(&'m Measure, Instrument, CaseView)> {
    let is_answered = |measure: &&Measure| finished(&measure.instrument, kept.iter().copied()).next().is_some();
    let newest = versions.iter().rposition(|measure| is_answered(&measure))?;
    let measure = &versions[newest];
    let worded = measure.worded_in(&phrases.language);
    let follower = Follower::new(&worded, measure.norms.first(), rules).speaking(phrases);
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

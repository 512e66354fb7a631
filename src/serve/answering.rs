use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::feedback::feedback_page;
use super::guard::{Tried, Visitor};
use super::page::{Failure, Form, page};
use super::secret::{of_form, token};
use super::shelf::Measure;
use super::{Served, guard};
use crate::administer::{Questionnaire, Texts};
use crate::instrument::{Instrument, ItemIx, Kind, Language, ScaleSteps};
use crate::phrases::{PhraseBook, Phrases};
use crate::store::{Holder, Kept};

/// Seconds that an answering person has from the code to the end.
const SECONDS: u32 = 2 * 60 * 60;
/// Places on a line, where it has too many to show them all.
const PLACES: usize = 11;

type Shared = State<Arc<Served>>;

/// What is in the address of a question.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    item: String,
    language: String,
}

pub(super) async fn welcome(State(served): Shared, Extension(visitor): Extension<Visitor>, headers: HeaderMap) -> Html<String> {
    first_page(&served, (&visitor, &headers), None)
}

fn first_page(served: &Served, (visitor, headers): (&Visitor, &HeaderMap), notice: Option<&str>) -> Html<String> {
    let phrases = served.speaking_to(headers);
    let digits = served.site.code_digits.count();
    let body = html! {
        (served.languages(&phrases, "/"))
        h1 { (phrases.say("welcome")) }
        @if let Some(notice) = notice { p.notice role="alert" { (phrases.say(notice)) } }
        form.fields method="post" action="/" {
            (visitor.field())
            label for="code" { (phrases.with("your-code", [("digits", digits.into())])) }
            input #code type="text" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength=(digits * 2) required;
            div.buttons { button.first { (phrases.say("begin")) } }
        }
        p.quiet { a href="/office/login" { (phrases.say("for-staff")) } }
    };
    page(&phrases.say("welcome"), &phrases.language, false, &body)
}

/// Takes a code in, and begins a session that is good for one administration.
pub(super) async fn redeem(
    State(served): Shared,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let form = visitor.form(&body)?;
    let attempt = served.guard.admit(&visitor, Tried::Code).await?;
    let code: String = form.get("code").chars().filter(char::is_ascii_digit).take(12).collect();
    let secret = token().ok_or(Failure::Internal)?;
    let of_session = secret.clone();
    let found = served
        .writing(move |store| {
            let Some(id) = store.redeem(&code, &now())? else { return Ok(None) };
            store.begin_session(&of_session, None, Some(id), &later(SECONDS))?;
            Ok(Some(id))
        })
        .await?;
    if found.is_none() {
        return Ok(first_page(&served, (&visitor, &headers), Some("wrong-code")).into_response());
    }
    attempt.right();
    let cookie = guard::cookie(&secret, SECONDS, served.site.is_behind_tls);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/ask")).into_response())
}

/// An administration that is being answered.
struct Session {
    token: String,
    kept: Kept,
}

async fn session(served: &Arc<Served>, headers: &HeaderMap) -> Result<Session, Failure> {
    let token = guard::token_of(headers, served.site.is_behind_tls).ok_or(Failure::Form)?;
    let secret = token.clone();
    let kept = served
        .reading(move |store| match store.holder(&secret, &now())? {
            Some(Holder::Answering(id)) => store.administration(id),
            _ => Ok(None),
        })
        .await?;
    Ok(Session { token, kept: kept.ok_or(Failure::Form)? })
}

/// What a page of a question is made of.
struct Face<'a> {
    asked: Questionnaire<'a>,
    texts: &'a Texts,
    phrases: Phrases,
    book: &'a PhraseBook,
    measure: &'a Measure,
    session: &'a Session,
}

impl<'a> Face<'a> {
    fn of(book: &'a PhraseBook, measure: &'a Measure, session: &'a Session, language: &str) -> Result<Self, Failure> {
        let asked = session.kept.record.resumed(&measure.instrument).ok_or(Failure::Missing)?;
        let tag = if language.is_empty() { session.kept.record.identity.language.as_str() } else { language };
        let texts = measure.texts_in(tag).ok_or(Failure::Missing)?;
        let phrases = book.in_language(&texts.language);
        Ok(Self { asked, texts, phrases, book, measure, session })
    }

    fn instrument(&self) -> &'a Instrument {
        &self.measure.instrument
    }

    fn title(&self) -> &str {
        self.texts.of("title").unwrap_or(&self.measure.instrument.title)
    }

    fn address(&self, item: Option<ItemIx>) -> String {
        let name = item.map_or("", |item| self.instrument().items[item].name.as_str());
        format!("/ask?item={name}&language={}", self.texts.language)
    }

    fn end(&self) -> String {
        format!("/ask/end?language={}", self.texts.language)
    }
}

pub(super) async fn question(State(served): Shared, headers: HeaderMap, Query(query): Query<Asked>) -> Result<Response, Failure> {
    let session = session(&served, &headers).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, &query.language)?;
    let item = face.instrument().item(&query.item).filter(|item| face.asked.is_asked(*item));
    match item.or_else(|| face.asked.open()) {
        Some(item) => Ok(question_page(&face, item, None).into_response()),
        None => Ok(Redirect::to(&face.end()).into_response()),
    }
}

fn question_page(face: &Face<'_>, item: ItemIx, notice: Option<&str>) -> Html<String> {
    let instrument = face.instrument();
    let model = &instrument.items[item];
    let all: Vec<ItemIx> = face.asked.asked().collect();
    let at = all.iter().position(|there| *there == item).unwrap_or(0);
    let question = face.texts.item(instrument, model, face.asked.informant()).unwrap_or(&model.name);
    let sheets = face.asked.sheets();
    let sheet = sheets.iter().find(|sheet| sheet.items.contains(&item));
    let is_first = sheet.is_some_and(|sheet| sheet.items.first() == Some(&item));
    let intro = sheet.filter(|_| is_first).and_then(|sheet| face.texts.intro(instrument, sheet.number, face.asked.informant()));
    let body = html! {
        (languages(face, item))
        p.quiet { (face.title()) }
        label.quiet for="progress" { (at + 1) " / " (all.len()) }
        progress #progress value=(at) max=(all.len()) {}
        @if let Some(sheet) = sheet.filter(|sheet| is_first && sheet.number > 0) {
            h1 data-aloud { (face.texts.of(&format!("page {} title", sheet.number)).unwrap_or(&sheet.page.title)) }
            @if let Some(intro) = intro { p data-aloud { (intro) } }
        } @else {
            h1.quiet { (at + 1) }
        }
        @if let Some(notice) = notice { p.notice role="alert" { (face.phrases.say(notice)) } }
        form method="post" action="/ask" {
            input type="hidden" name="form" value=(of_form(&face.session.token));
            input type="hidden" name="item" value=(model.name);
            input type="hidden" name="language" value=(face.texts.language);
            fieldset {
                legend data-aloud { (question) }
                (answers(face, item))
            }
            div.buttons {
                button.first name="do" value="next" { (face.phrases.say("next")) }
                button name="do" value="skip" formnovalidate { (face.phrases.say("skip")) }
                @if face.asked.before(item).is_some() { button name="do" value="back" formnovalidate { (face.phrases.say("back")) } }
                button #aloud type="button" hidden { (face.phrases.say("read-aloud")) }
            }
        }
    };
    page(face.title(), &face.texts.language, false, &body)
}

/// The languages there are, to change into at any question.
fn languages(face: &Face<'_>, item: ItemIx) -> Markup {
    let languages: Vec<&Language> = face.measure.texts().iter().map(|texts| &texts.language).collect();
    let item = &face.instrument().items[item].name;
    html! {
        @if languages.len() > 1 {
            nav.languages aria-label=(face.phrases.say("language")) {
                @for language in languages {
                    @if *language == face.texts.language {
                        strong lang=(language) aria-current="true" { (face.book.called(language)) }
                    } @else {
                        a lang=(language) hreflang=(language) href=(format!("/ask?item={item}&language={language}")) { (face.book.called(language)) }
                    }
                }
            }
        }
    }
}

fn answers(face: &Face<'_>, item: ItemIx) -> Markup {
    let instrument = face.instrument();
    let model = &instrument.items[item];
    let given = face.asked.given(item);
    let parts: Vec<&str> = given.split(';').collect();
    if let Some(options) = face.asked.options(item) {
        let is_multiple = matches!(model.kind, Kind::Choices(_));
        return html! {
            div.options {
                @for (answer, path) in &options {
                    label {
                        input type=(if is_multiple { "checkbox" } else { "radio" }) name="answer" value=(answer) checked[parts.contains(&answer.as_str())];
                        span data-aloud { (face.texts.of(path).unwrap_or(answer)) }
                    }
                }
            }
        };
    }
    let end = |which: &str| face.texts.of(&format!("item {} {which} end", model.name)).unwrap_or_default().to_owned();
    match &model.kind {
        Kind::Scale(scale) => {
            let places = places(&instrument.scales[*scale].steps);
            html! {
                div.ends { span data-aloud { (end("low")) } span data-aloud { (end("high")) } }
                div.options.scale {
                    @for place in &places {
                        label { input type="radio" name="answer" value=(place) checked[*place == given]; span { (face.phrases.written(place)) } }
                    }
                }
            }
        }
        Kind::Whole(low, high) => {
            html! { input type="number" name="answer" aria-label=(model.name) min=(low) max=(high) step="1" value=(given); }
        }
        Kind::Decimal(low, high) => {
            html! { input type="number" name="answer" aria-label=(model.name) min=(low) max=(high) step="any" value=(given); }
        }
        Kind::Date => html! { input type="date" name="answer" aria-label=(model.name) value=(given); },
        Kind::Text(most) => {
            html! { textarea name="answer" aria-label=(face.phrases.say("own-words")) rows="4" maxlength=(most) { (given) } }
        }
        Kind::Choices(_) => html! {},
    }
}

/// The places of a line that are shown: all of them, or so many at equal distances.
fn places(steps: &ScaleSteps) -> Vec<String> {
    let ScaleSteps::Line { min, max, step } = steps else { return vec![] };
    let count = ((max - min) / step).round() as usize;
    let apart = count.div_ceil(PLACES - 1).max(1);
    let mut places: Vec<usize> = (0..=count).step_by(apart).collect();
    if places.last() != Some(&count) {
        places.push(count);
    }
    places.into_iter().map(|at| ((min + step * at as f64) * 1e9).round() / 1e9).map(|value| value.to_string()).collect()
}

/// Takes an answer, and goes on. The same form sent twice does the same.
pub(super) async fn answer(State(served): Shared, headers: HeaderMap, body: Bytes) -> Result<Response, Failure> {
    let session = session(&served, &headers).await?;
    let form = Form::read(&body);
    if form.get("form") != of_form(&session.token) {
        return Err(Failure::Form);
    }
    form.language()?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let mut face = Face::of(&served.site.phrases, measure, &session, form.get("language"))?;
    let item = measure.instrument.item(form.get("item")).ok_or(Failure::Missing)?;
    let given = form.all("answer").join(";");
    let wanted = form.get("do");
    if wanted == "back" {
        let before = face.asked.before(item).unwrap_or(item);
        return Ok(Redirect::to(&face.address(Some(before))).into_response());
    }
    if wanted != "skip" {
        if given.trim().is_empty() {
            return Ok(question_page(&face, item, Some("answer-needed")).into_response());
        }
        if face.asked.give(item, &given).is_err() {
            return Ok(question_page(&face, item, Some("not-an-answer")).into_response());
        }
        let (id, name, kept) = (session.kept.id, measure.instrument.items[item].name.clone(), face.asked.given(item).to_owned());
        served.writing(move |store| store.give(id, &name, &kept, &now())).await?;
    }
    let next = face.asked.after(Some(item));
    let address = next.map_or_else(|| face.end(), |next| face.address(Some(next)));
    Ok(Redirect::to(&address).into_response())
}

pub(super) async fn end(State(served): Shared, headers: HeaderMap, Query(query): Query<Asked>) -> Result<Html<String>, Failure> {
    let session = session(&served, &headers).await?;
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, &query.language)?;
    let standing = face.asked.standing();
    let body = html! {
        h1 { (face.title()) }
        label.quiet for="progress" { (standing.answered) " / " (standing.asked) }
        progress #progress value=(standing.answered) max=(standing.asked) {}
        form method="post" action="/ask/end" {
            input type="hidden" name="form" value=(of_form(&session.token));
            input type="hidden" name="language" value=(face.texts.language);
            div.buttons {
                button.first { (face.phrases.say("finish")) }
                @if let Some(open) = face.asked.open() { a.button href=(face.address(Some(open))) { (face.phrases.say("back")) } }
            }
        }
    };
    Ok(page(face.title(), &face.texts.language, false, &body))
}

pub(super) async fn finish(State(served): Shared, headers: HeaderMap, body: Bytes) -> Result<Response, Failure> {
    let session = session(&served, &headers).await?;
    let form = Form::read(&body);
    if form.get("form") != of_form(&session.token) {
        return Err(Failure::Form);
    }
    let language = form.language()?.map_or_else(String::new, |language| language.to_string());
    let shelf = served.shelf();
    let measure = shelf.of(&session.kept.record.measure).ok_or(Failure::Missing)?;
    let face = Face::of(&served.site.phrases, measure, &session, &language)?;
    let feedback = feedback_page(&face.asked, face.texts, &face.phrases);
    let (id, secret) = (session.kept.id, session.token.clone());
    served
        .writing(move |store| {
            store.finish(id, &now())?;
            store.end_session(&secret)
        })
        .await?;
    let gone = guard::cookie("", 0, served.site.is_behind_tls);
    if let Some(feedback) = feedback {
        return Ok(([(header::SET_COOKIE, gone)], feedback).into_response());
    }
    Ok(([(header::SET_COOKIE, gone)], Redirect::to(&format!("/thanks?language={language}"))).into_response())
}

pub(super) async fn thanks(State(served): Shared, Query(query): Query<Asked>) -> Html<String> {
    let language = Language::parse(&query.language).unwrap_or_else(Language::english);
    let body = html! { h1 { (served.site.phrases.in_language(&language).say("thanks")) } };
    page("✓", &language, false, &body)
}

/// Now, as the store writes it.
pub(super) fn now() -> String {
    jiff::Timestamp::now().to_string()
}

/// A moment so many seconds from now.
pub(super) fn later(seconds: u32) -> String {
    (jiff::Timestamp::now() + jiff::SignedDuration::from_secs(i64::from(seconds))).to_string()
}

use axum::response::Html;
use maud::{Markup, html};

use super::Measure;
use super::answering::Session;
use super::page::{Failure, page};
use super::secret::of_form;
use crate::administer::{Questionnaire, Texts};
use crate::instrument::{Instrument, ItemIx, Kind, Language, ScaleSteps};
use crate::phrases::{PhraseBook, Phrases};

/// Places on a line, where it has too many to show them all.
const PLACES: usize = 11;

/// What a page of a question is made of.
pub(super) struct Face<'a> {
    pub(super) asked: Questionnaire<'a>,
    pub(super) texts: &'a Texts,
    pub(super) phrases: Phrases,
    book: &'a PhraseBook,
    measure: &'a Measure,
    session: &'a Session,
}

impl<'a> Face<'a> {
    pub(super) fn of(book: &'a PhraseBook, measure: &'a Measure, session: &'a Session, language: &str) -> Result<Self, Failure> {
        let asked = session.kept.record.resumed(&measure.instrument).ok_or(Failure::Missing)?;
        let tag = if language.is_empty() { session.kept.record.identity.language.as_str() } else { language };
        let texts = measure.texts_in(tag).ok_or(Failure::Missing)?;
        let phrases = book.in_language(&texts.language);
        let asked = asked.with_decimal_comma(phrases.has_decimal_comma());
        Ok(Self { asked, texts, phrases, book, measure, session })
    }

    pub(super) fn instrument(&self) -> &'a Instrument {
        &self.measure.instrument
    }

    pub(super) fn title(&self) -> &str {
        self.texts.of("title").unwrap_or(&self.measure.instrument.title)
    }

    /// Who will see what is answered, in a sentence.
    pub(super) fn who_sees(&self) -> String {
        self.phrases.say(if self.session.kept.confidential { "answers-hidden" } else { "answers-shown" })
    }

    pub(super) fn address(&self, item: Option<ItemIx>) -> String {
        let name = item.map_or("", |item| self.instrument().items[item].name.as_str());
        format!("/ask?item={name}&language={}", self.texts.language)
    }

    pub(super) fn end(&self) -> String {
        format!("/ask/end?language={}", self.texts.language)
    }

    pub(super) fn pause(&self) -> String {
        format!("/ask/pause?language={}", self.texts.language)
    }
}

/// Why an answer was not taken, and what was typed.
#[derive(Clone, Copy)]
pub(super) struct NotTaken<'a> {
    /// The phrase that says why.
    pub(super) why: &'static str,
    /// What was typed, which stays.
    pub(super) typed: &'a str,
}

pub(super) fn question_page(face: &Face<'_>, item: ItemIx, not_taken: Option<NotTaken<'_>>) -> Html<String> {
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
        @if at == 0 { p data-aloud { (face.who_sees()) } }
        @if let Some(sheet) = sheet.filter(|sheet| is_first && sheet.number > 0) {
            h1 data-aloud { (face.texts.of(&format!("page {} title", sheet.number)).unwrap_or(&sheet.page.title)) }
            @if let Some(intro) = intro { p data-aloud { (intro) } }
        } @else {
            h1.quiet { (at + 1) }
        }
        @if let Some(not_taken) = not_taken { p.notice role="alert" { (face.phrases.say(not_taken.why)) } }
        form method="post" action="/ask" {
            input type="hidden" name="form" value=(of_form(&face.session.token));
            input type="hidden" name="item" value=(model.name);
            input type="hidden" name="language" value=(face.texts.language);
            fieldset {
                legend data-aloud { (question) }
                (answers(face, item, not_taken.map_or(face.asked.given(item), |not_taken| not_taken.typed)))
            }
            div.buttons {
                button.first name="do" value="next" { (face.phrases.say("next")) }
                button name="do" value="skip" formnovalidate { (face.phrases.say("skip")) }
                @if face.asked.before(item).is_some() { button name="do" value="back" formnovalidate { (face.phrases.say("back")) } }
                button name="do" value="stop" formnovalidate { (face.phrases.say("stop")) }
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

fn answers(face: &Face<'_>, item: ItemIx, given: &str) -> Markup {
    let instrument = face.instrument();
    let model = &instrument.items[item];
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

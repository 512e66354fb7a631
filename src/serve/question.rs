use std::borrow::Cow;

use axum::response::Html;
use maud::{Markup, html};

use super::answer_fields::answer_fields;
use super::answering::Session;
use super::grid::grid_page;
use super::icons::Icon;
use super::letters::Letters;
use super::page::Failure;
use super::secret::of_form;
use super::sheet::{Sheet, alert, foot};
use super::spoken::{chosen, direction, language_button};
use super::{Measure, Served};
use crate::administer::{NotTaken, Questionnaire, Sheet as PageAsked, Texts};
use crate::instrument::{InformantIx, Instrument, ItemIx, Kind, Language, ScaleSteps};
use crate::phrases::{PhraseBook, Phrases};

/// What a page of a question is made of.
pub(super) struct Face<'a> {
    pub(super) asked: Questionnaire<'a>,
    pub(super) texts: &'a Texts,
    pub(super) phrases: Phrases,
    book: &'a PhraseBook,
    pub(super) measure: &'a Measure,
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

    /// A page of theirs, in the language of what is asked.
    pub(super) fn sheet<'s>(&'s self, served: &'s Served, title: &'s str) -> Sheet<'s> {
        let sheet = Sheet::plain(served, &self.phrases, title, self.session.letters);
        Sheet { language: &self.texts.language, ..sheet }
    }

    /// Whether nobody but whoever answers sees the answers.
    pub(super) fn is_confidential(&self) -> bool {
        self.session.kept.confidential
    }

    /// Beside whose answers theirs stand, as the measure calls them: the first informant of a measure is whom it is about.
    /// Nothing where they are that themselves. What is promised to whoever works with a client is another thing.
    pub(super) fn beside(&self) -> Option<&str> {
        let instrument = self.instrument();
        let first = instrument.informants.first().filter(|_| self.asked.informant() != InformantIx(0))?;
        Some(self.texts.of(&format!("informant {}", first.name)).unwrap_or(&first.label))
    }

    /// The question of an item.
    pub(super) fn question(&self, item: ItemIx) -> Cow<'_, str> {
        let name = || Cow::Borrowed(self.measure.instrument.items[item].name.as_str());
        self.texts.question(&self.asked, item).unwrap_or_else(name)
    }

    /// The question of an item as a list has it: of what ranks or shares out without who gets the number.
    pub(super) fn question_listed(&self, item: ItemIx) -> Cow<'_, str> {
        let dealt = self.instrument().member(item).and_then(|(of, _)| self.texts.question_called(&self.asked, &of.name));
        dealt.unwrap_or_else(|| self.question(item))
    }

    pub(super) fn address(&self, item: Option<ItemIx>) -> String {
        let name = item.map_or("", |item| self.instrument().items[item].name.as_str());
        format!("/ask?item={name}&language={}", self.texts.language)
    }

    /// Where the next item is asked, or where what introduces it is read first.
    pub(super) fn onward(&self, from: ItemIx, next: ItemIx) -> String {
        let is_forward = self.place(from) < self.place(next);
        if is_forward && self.intro(next).is_some() {
            let name = &self.instrument().items[next].name;
            return format!("/ask/part?item={name}&language={}", self.texts.language);
        }
        self.address(Some(next))
    }

    pub(super) fn end(&self) -> String {
        format!("/ask/end?language={}", self.texts.language)
    }

    pub(super) fn pause(&self) -> String {
        format!("/ask/pause?language={}", self.texts.language)
    }

    /// The fields that every form of the session carries.
    pub(super) fn hidden(&self) -> Markup {
        html! {
            input type="hidden" name="form" value=(of_form(&self.session.token));
            input type="hidden" name="language" value=(self.texts.language);
            (Letters::field())
        }
    }

    /// The number of the question of an item, from 1.
    pub(super) fn place(&self, item: ItemIx) -> usize {
        self.asked.number_of(item).0.max(1)
    }

    /// How far an item is, in a line and in words.
    pub(super) fn progress(&self, item: ItemIx) -> Markup {
        let (at, all) = self.asked.number_of(item);
        let words = self.phrases.with("question-of", [("question", at.into()), ("questions", all.into())]);
        html! { div.progress { progress aria-label=(words) value=(at) max=(all) {} span aria-hidden="true" { (words) } } }
    }

    /// The way to the question before.
    pub(super) fn back(&self, item: ItemIx) -> Markup {
        let before = self.asked.before(item);
        html! {
            @if let Some(before) = before {
                a.tool href=(self.address(Some(before))) { (Icon::Back.drawn()) span { (self.phrases.say("back")) } }
            }
        }
    }

    /// The title and the words that a page of the measure begins with, where an item is the first that is asked of it.
    pub(super) fn intro(&self, item: ItemIx) -> Option<Intro<'_>> {
        let sheets: Vec<PageAsked<'_>> = self.asked.sheets();
        let sheet = sheets.iter().find(|sheet| sheet.number > 0 && sheet.items.first() == Some(&item))?;
        let title = self.texts.of(&format!("page {} title", sheet.number)).unwrap_or(&sheet.page.title);
        let words = self.texts.introduction(&self.asked, sheet.number)?;
        Some(Intro { title, words, path: format!("page {} intro", sheet.number) })
    }

    /// The words of an introduction, with what is shown and played beside them.
    pub(super) fn introduced(&self, intro: &Intro<'_>) -> Markup {
        html! {
            (self.picture(&intro.path))
            p.lines data-aloud { (intro.words) }
            (self.sound(&intro.path, intro.title))
        }
    }

    /// The languages of the measure, as links; nothing where there is one only.
    pub(super) fn language_links(&self, is_named: bool, address: impl Fn(&Language) -> String) -> Markup {
        self.languages(is_named, |language, name| {
            html! { a lang=(language) hreflang=(language) dir=(direction(language)) href=(address(language)) { (name) } }
        })
    }

    /// The languages of the measure, as buttons of the form of a question: what is typed there stays.
    fn language_buttons(&self) -> Markup {
        self.languages(false, |language, name| {
            html! { button form="answers" name="speak" value=(language) lang=(language) dir=(direction(language)) { (name) } }
        })
    }

    fn languages(&self, is_named: bool, choice: impl Fn(&Language, &str) -> Markup) -> Markup {
        let languages: Vec<&Language> = self.measure.texts().iter().map(|texts| &texts.language).collect();
        let one = |language: &&Language| {
            let name = self.book.called(language);
            if **language == self.texts.language { chosen(language, &name) } else { choice(language, &name) }
        };
        let choices: Vec<Markup> = languages.iter().map(one).collect();
        html! { @if choices.len() > 1 { (language_button(&self.phrases, is_named, &choices)) } }
    }

    /// What somebody does whose answer to an item is not taken.
    pub(super) fn way_out(&self, item: ItemIx, error: &NotTaken) -> String {
        let instrument = self.instrument();
        if let NotTaken::Refused { refusal, .. } = error {
            return self.texts.refusal(instrument, *refusal, &self.phrases).into_owned();
        }
        let number = |id: &str, low: f64, high: f64, step: f64| {
            let [low, high, step] = [low, high, step].map(|number| self.phrases.written(&number.to_string()));
            self.phrases.with(id, [("low", low.into()), ("high", high.into()), ("step", step.into())])
        };
        match &instrument.items[item].kind {
            Kind::Whole(low, high) => number("whole-needed", *low, *high, 1.0),
            Kind::Decimal(low, high) => number("number-needed", *low, *high, 0.0),
            Kind::Scale(scale) => match &instrument.scales[*scale].steps {
                ScaleSteps::Line { min, max, step } => number("step-needed", *min, *max, *step),
                ScaleSteps::Points(_) => self.phrases.say("not-an-answer"),
            },
            Kind::Text(most) => self.phrases.with("text-too-long", [("most", (*most).into())]),
            Kind::Date => self.phrases.say("date-needed"),
            Kind::Time => self.phrases.say("time-needed"),
            Kind::Choices(..) => self.phrases.say("not-an-answer"),
        }
    }
}

/// What a page of the measure begins with.
pub(super) struct Intro<'f> {
    pub(super) title: &'f str,
    words: Cow<'f, str>,
    path: String,
}

/// What somebody typed, and why it was not taken; nothing where the page is only shown anew.
pub(super) struct Typed<'a> {
    pub(super) why: Option<String>,
    pub(super) answer: &'a str,
}

pub(super) fn question_page(served: &Served, face: &Face<'_>, item: ItemIx, typed: Option<Typed<'_>>) -> Html<String> {
    let model = &face.instrument().items[item];
    if face.instrument().are_together(item, item) {
        return grid_page(served, face, &face.asked.together(item), None);
    }
    let why = typed.as_ref().and_then(|typed| typed.why.as_deref());
    let answer = typed.as_ref().map_or(face.asked.given(item), |typed| typed.answer);
    let is_any = matches!(model.kind, Kind::Choices(..));
    let (path, question) = (face.path_of(item), face.question(item));
    let fields = html! {
        fieldset aria-describedby=[why.map(|_| "wrong")] {
            legend.question {
                (face.picture(&path))
                h1 #question.as-text data-aloud {
                    (question)
                    @if is_any { span.hint { (face.phrases.say("choose-any")) } }
                    @if model.optional { span.hint { (face.phrases.say("paper-may-be-open")) } }
                }
            }
            (face.sound(&path, &question))
            (answer_fields(face, item, answer))
        }
    };
    question_form(served, face, item, (why, &fields))
}

/// The page on which an item is answered, or the rows of a grid that begins with it: the way on and back, and in between
/// what is asked.
pub(super) fn question_form(
    served: &Served,
    face: &Face<'_>,
    item: ItemIx,
    (why, fields): (Option<&str>, &Markup),
) -> Html<String> {
    let main = html! {
        @if let Some(why) = why { (alert(why)) }
        form #answers method="post" action="/ask" novalidate {
            (face.hidden())
            input type="hidden" name="item" value=(face.instrument().items[item].name);
            (fields)
            (foot(&html! {
                button.plain name="do" value="skip" { (face.phrases.say("skip")) }
                button.first name="do" value="next" { (face.phrases.say("next")) (Icon::Forward.drawn()) }
            }))
        }
    };
    let back = html! {
        // The first button of a form is the one that Enter presses.
        button.hidden-text form="answers" name="do" value="next" tabindex="-1" aria-hidden="true" {}
        (face.back(item))
    };
    let stop = face.phrases.say("stop");
    let tools = html! {
        button.tool form="answers" name="do" value="stop" title=(stop) aria-label=(stop) { (Icon::Pause.drawn()) }
    };
    let (number, all) = face.asked.number_of(item);
    let progress = face.phrases.with("question-of", [("question", number.into()), ("questions", all.into())]);
    let title = format!("{progress} · {}", face.title());
    let sheet = face.sheet(served, &title);
    let languages = face.language_buttons();
    Sheet { has_band: false, back, tools, languages, progress: face.progress(item), ..sheet }.shown(&main)
}

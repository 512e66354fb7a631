//! SurveyJS: a form as JSON that `survey-core` runs in a browser. See
//! <https://surveyjs.io/form-library/documentation/api-reference>.

mod expressions;
mod matrices;

use std::collections::HashSet;

use serde_json::{Value as Json, json};

use super::computation::Computation;
use super::exported::Exported;
use super::form::{Form, FormPage, FormRefusal, Question};
use super::formula::test_in;
use super::statements;
use crate::instrument::{Choice, Kind, KnownKind, Point, ScaleIx, ScaleSteps, picture_path};
use crate::source::Diagnostic;
use expressions::Expressions;
use matrices::Matrices;

/// The answer that stands for the visible non-answer.
const NONE: &str = "none";

/// The property that carries what the language says of an element; SurveyJS passes over what it does not know.
pub(super) const STATEMENT: &str = "verbond";

const FILES: &str = "a form names its pictures and sounds, and does not hold them";

/// A form as a SurveyJS model.
pub fn surveyjs(form: &Form<'_>) -> Exported {
    let writer = Writer { form, matrices: form.tables() };
    let mut json = json!({
        "title": writer.localised(&form.texts("title")),
        "description": writer.localised(&form.texts("about")),
        "locale": form.languages[0],
        "pages": writer.known().into_iter().chain(form.pages.iter().enumerate().map(|(at, page)| writer.page(at, page))).collect::<Vec<_>>(),
        "calculatedValues": writer.calculated(),
        // What is no longer asked is not handed on.
        "clearInvisibleValues": "onComplete",
    });
    if form.instrument.about.is_none() {
        json.as_object_mut().map(|json| json.remove("description"));
    }
    json[STATEMENT] = json!(form.head);
    let bytes = format!("{json:#}").into_bytes();
    let shown = form.read_otherwise("`{…}` in a text shows an answer there", "take the braces out in the model", |text| {
        text.split_once('{').is_some_and(|(_, rest)| rest.contains('}'))
    });
    let diagnostics = form
        .diagnostics()
        .into_iter()
        .chain(writer.of_media())
        .chain(form.cut_grids())
        .chain(writer.without_order())
        .chain(shown);
    Exported { bytes, diagnostics: diagnostics.collect() }
}

struct Writer<'a> {
    form: &'a Form<'a>,
    matrices: Matrices,
}

impl Writer<'_> {
    fn expressions(&self) -> Expressions<'_> {
        Expressions { form: self.form, matrices: &self.matrices }
    }

    /// A text in every language: alone where there is one language.
    fn localised(&self, texts: &[String]) -> Json {
        if let [only] = texts {
            return json!(only);
        }
        let named = self.form.languages.iter().zip(texts).skip(1).map(|(tag, text)| (tag.clone(), json!(text)));
        let default = texts.first().map(|text| ("default".to_owned(), json!(text)));
        Json::Object(default.into_iter().chain(named).collect())
    }

    /// What is known of the case, on a page of its own.
    fn known(&self) -> Option<Json> {
        let element = |known: &crate::instrument::Known| {
            let title = self.localised(&self.form.texts(&known.text_path()));
            let mut json = match &known.kind {
                KnownKind::Whole(low, high) => whole(&known.name, *low, *high, title),
                KnownKind::Decimal(low, high) => number(&known.name, *low, *high, title),
                KnownKind::Date => dated(&known.name, title),
                KnownKind::OneOf(words) => {
                    let called = |word: &String| self.localised(&self.form.texts(&known.word_path(word)));
                    let choices: Vec<Json> = words.iter().map(|word| json!({"value": word, "text": called(word)})).collect();
                    json!({"type": "dropdown", "name": known.name, "title": title, "choices": choices})
                }
            };
            json[STATEMENT] = json!(statements::known(known));
            json
        };
        let mut elements: Vec<Json> = self.form.instrument.known.iter().map(element).collect();
        if self.form.formulas.look_at_the_date() {
            elements.insert(0, dated("date", json!("Date")));
        }
        (!elements.is_empty()).then(|| json!({"name": "known", "elements": elements}))
    }

    fn page(&self, at: usize, page: &FormPage) -> Json {
        let intros = page.intros.iter().enumerate().flat_map(|(number, intro)| {
            let escaped: Vec<String> = intro.iter().map(|text| escape(text)).collect();
            let name = format!("page_{at}_intro_{number}");
            let text = json!({"type": "html", "name": name, "html": self.localised(&escaped)});
            let path = page.intro_path.as_deref().filter(|_| number == 0);
            path.map_or(vec![], |path| self.beside(path, &name)).into_iter().chain([text])
        });
        let elements: Vec<Json> = intros.chain(self.questions(page)).collect();
        let mut json = json!({"name": format!("page_{}", at + 1), "elements": elements});
        if !page.title.is_empty() {
            json["title"] = self.localised(&page.title);
        }
        if is_drawn(page) {
            json["questionsOrder"] = json!("random");
        }
        json
    }

    /// The picture and the sound beside the text of a path, as elements of their own.
    fn beside(&self, path: &str, name: &str) -> Vec<Json> {
        let picture = self.form.pictures(path).map(|files| {
            let alt = self.localised(&self.form.texts(&picture_path(path)));
            json!({"type": "image", "name": format!("{name}_picture"), "imageLink": self.localised(&files), "altText": alt})
        });
        let sound = self.form.sounds(path).map(|files| {
            let players: Vec<String> =
                files.iter().map(|file| format!("<audio controls src=\"{}\"></audio>", escape(file))).collect();
            json!({"type": "html", "name": format!("{name}_sound"), "html": self.localised(&players)})
        });
        picture.into_iter().chain(sound).collect()
    }

    /// Whether something can stand before a question and stay there: no rows of a matrix, nothing on a page that is drawn,
    /// and once before what ranks or shares out.
    fn has_room_before(&self, page: &FormPage, question: &Question) -> bool {
        let is_first = self.form.instrument.member(question.item).is_none_or(|(_, at)| at == 0);
        is_first && !is_drawn(page) && !self.matrices.contains_key(&question.item)
    }

    /// What is said of pictures and sounds: which files go with the form, and what is left out.
    fn of_media(&self) -> Vec<Diagnostic> {
        let pages = &self.form.pages;
        let questions = pages.iter().flat_map(|page| page.questions.iter().map(move |question| (page, question)));
        let alone = questions.filter(|(page, question)| self.has_room_before(page, question));
        let shown: HashSet<String> = pages
            .iter()
            .filter_map(|page| page.intro_path.clone())
            .chain(alone.map(|(_, question)| self.form.path_of(question.item)))
            .collect();
        let named = self.form.with_files(FILES, |path| shown.contains(path));
        named.into_iter().chain(self.form.without_media(|path| !shown.contains(path))).collect()
    }

    /// What stands before a question, shown when it is.
    fn before(&self, page: &FormPage, question: &Question) -> Vec<Json> {
        if !self.has_room_before(page, question) {
            return vec![];
        }
        let (path, name) = (self.form.path_of(question.item), &self.form.instrument.items[question.item].name);
        let mut elements = self.beside(&path, name);
        if let Some(asked) = &question.asked {
            let visible = json!(test_in(&self.expressions(), asked));
            elements.iter_mut().for_each(|element| element["visibleIf"] = visible.clone());
        }
        elements
    }

    fn question(&self, question: &Question) -> Json {
        let instrument = self.form.instrument;
        let item = &instrument.items[question.item];
        let title = self.localised(&question.text);
        let mut json = match &item.kind {
            Kind::Scale(at) => {
                let scale = &instrument.scales[*at];
                match &scale.steps {
                    ScaleSteps::Points(_) => {
                        json!({"type": "radiogroup", "name": item.name, "title": title, "choices": self.points(*at)})
                    }
                    ScaleSteps::Line { min, max, step } => {
                        json!({"type": "text", "inputType": "range", "name": item.name, "title": title,
                        "min": min, "max": max, "step": step})
                    }
                }
            }
            Kind::Whole(low, high) => whole(&item.name, *low, *high, title),
            Kind::Decimal(low, high) => number(&item.name, *low, *high, title),
            Kind::Text(most) => json!({"type": "comment", "name": item.name, "title": title, "maxLength": most}),
            Kind::Date => dated(&item.name, title),
            Kind::Time => json!({"type": "text", "inputType": "time", "name": item.name, "title": title}),
            Kind::Choices(choices, or_none) => {
                let choice = |choice: &Choice| {
                    let code = self.form.choice_code(question.item, choice);
                    self.choice(json!(code), &format!("item {} choice {}", item.name, choice.name))
                };
                let none = || json!({"value": NONE, "text": self.localised(&self.form.none_of_these())});
                let choices: Vec<Json> = choices.iter().map(choice).chain(or_none.then(none)).collect();
                json!({"type": "checkbox", "name": item.name, "title": title, "choices": choices})
            }
        };
        if !question.ends.is_empty() {
            let ends: Vec<String> = question.ends.iter().map(|(low, high)| format!("{low} … {high}")).collect();
            json["description"] = self.localised(&ends);
        }
        if !item.optional {
            json["isRequired"] = json!(true);
        }
        let flags = self.form.flags(question.item);
        if !flags.is_empty() {
            json[STATEMENT] = json!(flags);
        }
        if let Some(asked) = &question.asked {
            json["visibleIf"] = json!(test_in(&self.expressions(), asked));
        }
        let demands: Vec<Json> = self.form.refusals_at(question.item).map(|refusal| self.demand(refusal)).collect();
        if !demands.is_empty() {
            json["validators"] = json!(demands);
        }
        json
    }

    /// A page that introduces itself would have that drawn among its questions.
    fn without_order(&self) -> Option<Diagnostic> {
        let is_lost = self.form.pages.iter().any(|page| page.is_random && !is_drawn(page));
        self.form.without_random_order().filter(|_| is_lost)
    }

    /// What an answer must not bring about, and what is said where it does.
    fn demand(&self, refusal: &FormRefusal) -> Json {
        let expression = test_in(&self.expressions(), &refusal.refused.clone().turned());
        json!({"type": "expression", "text": self.localised(&refusal.sentence), "expression": expression})
    }

    /// The answers that a scale has.
    fn points(&self, at: ScaleIx) -> Vec<Json> {
        let (scale, codes) = (&self.form.instrument.scales[at], &self.form.codes);
        let value = |point: &Point| match &point.word {
            Some(word) => json!(word),
            None if codes.point(at, point.code()) != point.code() => json!(codes.point(at, point.code())),
            None if point.value.fract() == 0.0 => json!(point.value as i64),
            None => json!(point.value),
        };
        let point = |point: &Point| {
            let mut choice = self.choice(value(point), &format!("scale {} {}", scale.name, point.code()));
            // A point without words has its number for them, and not the code of the form.
            if choice["text"].is_null() && codes.point(at, point.code()) != point.code() {
                choice["text"] = json!(point.code());
            }
            choice
        };
        let points = scale.points().unwrap_or_default().iter().map(point);
        let none = || self.choice(json!(codes.none(at)), &format!("scale {} none", scale.name));
        points.chain(scale.none.as_ref().map(|_| none())).collect()
    }

    fn choice(&self, value: Json, path: &str) -> Json {
        let texts = self.form.texts(path);
        if texts[0].is_empty() { json!({"value": value}) } else { json!({"value": value, "text": self.localised(&texts)}) }
    }

    fn calculated(&self) -> Vec<Json> {
        let entry = |of: Computation| json!({"name": of.name, "expression": of.expression, "includeIntoResult": true, STATEMENT: of.statement});
        let computed = self.form.computations(&self.expressions(), MISSING);
        computed.into_iter().chain(self.form.informant_field()).map(entry).collect()
    }
}

fn is_drawn(page: &FormPage) -> bool {
    page.is_random && page.intros.is_empty()
}

/// A field that nothing ever fills.
const MISSING: &str = "{verbond_missing}";

fn dated(name: &str, title: Json) -> Json {
    json!({"type": "text", "inputType": "date", "name": name, "title": title})
}

fn number(name: &str, low: f64, high: f64, title: Json) -> Json {
    json!({"type": "text", "inputType": "number", "name": name, "title": title, "min": low, "max": high})
}

fn whole(name: &str, low: f64, high: f64, title: Json) -> Json {
    let mut json = number(name, low, high, title);
    json["step"] = json!(1);
    json
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

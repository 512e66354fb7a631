//! SurveyJS: a form as JSON that `survey-core` runs in a browser. See
//! <https://surveyjs.io/form-library/documentation/api-reference>.

use serde_json::{Value as Json, json};

use super::computation::Computation;
use super::exported::Exported;
use super::form::{Form, FormPage, FormRefusal, Question};
use super::formula::{Column, Dialect, MomentPart, position_in, test_in};
use super::statements;
use crate::instrument::{Choice, Comparator, InformantIx, Instrument, ItemIx, Kind, KnownKind, Point, ScaleSteps};
use crate::source::Diagnostic;

/// The answer that stands for the visible non-answer.
const NONE: &str = "none";

/// The property that carries what the language says of an element; SurveyJS passes over what it does not know.
pub(super) const STATEMENT: &str = "verbond";

/// A form as a SurveyJS model.
pub fn surveyjs(form: &Form<'_>) -> Exported {
    let writer = Writer { form };
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
    json[STATEMENT] = json!(statements::carried_head(form.instrument, form.informant));
    let bytes = format!("{json:#}").into_bytes();
    let diagnostics = form.diagnostics().into_iter().chain(form.without_grids()).chain(writer.without_order());
    Exported { bytes, diagnostics: diagnostics.collect() }
}

struct Writer<'a> {
    form: &'a Form<'a>,
}

impl Writer<'_> {
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
            let title = known.name.replace('_', " ");
            let mut json = match &known.kind {
                KnownKind::Whole(low, high) => whole(&known.name, *low, *high, json!(title)),
                KnownKind::Decimal(low, high) => number(&known.name, *low, *high, json!(title)),
                KnownKind::Date => dated(&known.name, json!(title)),
                KnownKind::OneOf(words) => {
                    let choices: Vec<Json> =
                        words.iter().map(|word| json!({"value": word, "text": word.replace('_', " ")})).collect();
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
        let intros = page.intros.iter().enumerate().map(|(number, intro)| {
            let escaped: Vec<String> = intro.iter().map(|text| escape(text)).collect();
            json!({"type": "html", "name": format!("page_{at}_intro_{number}"), "html": self.localised(&escaped)})
        });
        let elements: Vec<Json> = intros.chain(page.questions.iter().map(|question| self.question(question))).collect();
        let mut json = json!({"name": format!("page_{}", at + 1), "elements": elements});
        if !page.title.is_empty() {
            json["title"] = self.localised(&page.title);
        }
        if is_drawn(page) {
            json["questionsOrder"] = json!("random");
        }
        json
    }

    fn question(&self, question: &Question) -> Json {
        let instrument = self.form.instrument;
        let item = &instrument.items[question.item];
        let title = self.localised(&question.text);
        let mut json = match &item.kind {
            Kind::Scale(scale) => {
                let scale = &instrument.scales[*scale];
                match &scale.steps {
                    ScaleSteps::Points(points) => {
                        let value = |point: &Point| match &point.word {
                            Some(word) => json!(word),
                            None if point.value.fract() == 0.0 => json!(point.value as i64),
                            None => json!(point.value),
                        };
                        let mut choices: Vec<Json> = points
                            .iter()
                            .map(|point| self.choice(value(point), &format!("scale {} {}", scale.name, point.code())))
                            .collect();
                        choices
                            .extend(scale.none.as_ref().map(|_| self.choice(json!(NONE), &format!("scale {} none", scale.name))));
                        json!({"type": "radiogroup", "name": item.name, "title": title, "choices": choices})
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
                let choice =
                    |choice: &Choice| self.choice(json!(choice.name), &format!("item {} choice {}", item.name, choice.name));
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
        let flags = statements::flags(self.form.instrument, item);
        if !flags.is_empty() {
            json[STATEMENT] = json!(flags);
        }
        if let Some(asked) = &question.asked {
            json["visibleIf"] = json!(test_in(&Expressions { form: self.form }, asked));
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
        let expression = test_in(&Expressions { form: self.form }, &refusal.refused.clone().turned());
        json!({"type": "expression", "text": self.localised(&refusal.sentence), "expression": expression})
    }

    fn choice(&self, value: Json, path: &str) -> Json {
        let texts = self.form.texts(path);
        if texts[0].is_empty() { json!({"value": value}) } else { json!({"value": value, "text": self.localised(&texts)}) }
    }

    fn calculated(&self) -> Vec<Json> {
        let entry = |of: Computation| json!({"name": of.name, "expression": of.expression, "includeIntoResult": true, STATEMENT: of.statement});
        let computed = self.form.computations(&Expressions { form: self.form }, MISSING);
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

/// Formulas as SurveyJS expressions. What is missing is an empty value.
struct Expressions<'a> {
    form: &'a Form<'a>,
}

impl Dialect for Expressions<'_> {
    fn instrument(&self) -> &Instrument {
        self.form.instrument
    }

    fn code(&self, point: &Point) -> String {
        if point.word.is_some() { self.text(&point.code()) } else { self.number(point.value) }
    }

    // Names stand in braces, where any word may stand.
    fn identifier(&self, name: &str) -> String {
        format!("{{{name}}}")
    }

    fn column(&self, column: Column) -> String {
        let name = self.form.formulas.name(column);
        match column {
            Column::Known(known) => match &self.form.instrument.known[known].kind {
                KnownKind::OneOf(words) => position_in(self, words, "-1", |word| format!("{{{name}}} = '{word}'")),
                KnownKind::Whole(..) | KnownKind::Decimal(..) | KnownKind::Date => format!("{{{name}}}"),
            },
            Column::Answer(_) | Column::Date | Column::Formula(_) => format!("{{{name}}}"),
        }
    }

    fn present(&self, column: Column, is_present: bool) -> String {
        let name = self.form.formulas.name(column);
        match (self.form.has_none(column), is_present) {
            (false, true) => format!("{{{name}}} notempty"),
            (false, false) => format!("{{{name}}} empty"),
            (true, true) => format!("({{{name}}} notempty and {{{name}}} <> '{NONE}')"),
            (true, false) => format!("({{{name}}} empty or {{{name}}} = '{NONE}')"),
        }
    }

    fn choice(&self, test: &str, yes: &str, no: &str) -> String {
        format!("iif({test}, {yes}, {no})")
    }

    /// The rest is taken off, for `trunc` of survey-core reads 1e-9 as 1.
    fn whole_part(&self, of: &str) -> String {
        format!("(({of}) - ({of}) % 1)")
    }

    fn exponential(&self, of: &str) -> String {
        format!("({} ^ ({of}))", std::f64::consts::E)
    }

    fn root(&self, of: &str) -> String {
        format!("(({of}) ^ 0.5)")
    }

    /// SurveyJS has powers and no logarithm. The 16384th root `y` of a number lies so near 1 that three members of the
    /// series `ln y = 2 (t + t³/3 + t⁵/5 + …)`, where `t = (y - 1) / (y + 1) = 1 - 2 / (y + 1)`, are as exact as the
    /// root itself: to ten decimals, whatever the number.
    fn logarithm(&self, of: &str) -> String {
        let t = format!("(1 - 2 / ((({of}) ^ 0.00006103515625) + 1))");
        format!("(32768 * ({t} + ({t} ^ 3) / 3 + ({t} ^ 5) / 5))")
    }

    fn moment_part(&self, column: Column, part: MomentPart) -> String {
        let (start, length) = part.place();
        // What is multiplied is a number, where a text would be joined to what is added.
        format!("(substring({{{}}}, {start}, {}) * 1)", self.form.formulas.name(column), start + length)
    }

    fn tail(&self, _of: &str) -> Option<String> {
        None
    }

    fn chosen(&self, item: ItemIx, choice: usize, is_chosen: bool) -> String {
        let item = &self.form.instrument.items[item];
        let Some(choices) = item.kind.choices() else { return self.always(false) };
        let word = if is_chosen { "contains" } else { "notcontains" };
        format!("{{{}}} {word} '{}'", item.name, choices[choice].name)
    }

    fn by(&self, informants: &[InformantIx], is_by: bool) -> String {
        self.always(informants.contains(&self.form.informant) == is_by)
    }

    fn sign(&self, comparator: Comparator) -> &'static str {
        match comparator {
            Comparator::Unequal => "<>",
            other @ (Comparator::Below | Comparator::AtMost | Comparator::Equal | Comparator::AtLeast | Comparator::Above) => {
                other.sign()
            }
        }
    }
}

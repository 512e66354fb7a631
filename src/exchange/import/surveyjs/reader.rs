use std::collections::HashMap;

use serde_json::Value as Json;

use super::super::carried::CarriedHead;
use super::super::expression::{Code, Field, Meaning, Points, foreign};
use super::super::losses::{ALL_RANKED, NO_DRAW, NO_PATTERN, NO_TIME_LIMIT, computed_only_when};
use super::super::media::MediaSketch;
use super::super::names::{Names, id_of};
use super::super::options::{Choice, List};
use super::super::room::few_languages;
use super::super::shown::TextWhen;
use super::super::sketch::{
    Calculation, Computed, ConditionSketch, ConstraintSketch, ItemSketch, KindSketch, PageSketch, ScaleSketch, Sketch,
};
use super::super::tags::yes_and_no;
use super::super::{ImportError, unknown_head};
use super::elements::{add_languages, choices, counted_choices, exclusive, texts, value};
use super::lost::{AROUND, MARKS, TIMED, beside_choices, is_timed};
use super::{STATEMENT, elements_of};
use crate::exchange::statements::{self, HELPER};
use crate::instrument::in_form::{note_of_answers, note_of_name};

/// How deep panels may be nested.
const DEPTH: usize = 32;

/// Reads a model.
pub(super) struct Reader {
    pub(super) is_ours: bool,
    names: Names,
    fields: HashMap<String, Field>,
    pub(super) sketch: Sketch,
    conditions: Vec<ConditionSketch>,
    calculations: Vec<Calculation>,
    pub(super) constraints: Vec<ConstraintSketch>,
    /// What is shown and played before the question, or the text, that comes next.
    pub(super) before: Vec<(String, MediaSketch)>,
}

impl Reader {
    pub(super) fn new(json: &Json) -> Result<Self, ImportError> {
        let language = json["locale"].as_str().filter(|tag| !tag.is_empty()).unwrap_or("en").to_owned();
        let mut languages = vec![language.clone()];
        add_languages(json, 0, &mut languages);
        few_languages(&languages)?;
        let title = texts(&json["title"], &languages);
        let title = if title.is_empty() { vec!["Untitled".to_owned()] } else { title };
        let mut head = unknown_head("a model of SurveyJS", &language);
        if let Some(about) = texts(&json["description"], &languages).first().filter(|about| !about.is_empty()) {
            head.push(format!("about {}", crate::exchange::wording::quoted(about)));
        }
        let mut sketch = Sketch {
            id: id_of(json["name"].as_str().unwrap_or(&title[0])),
            version: "1.0.0".to_owned(),
            languages,
            title,
            head,
            pages: vec![PageSketch::default()],
            ..Sketch::default()
        };
        if let Some(carried) = json[STATEMENT].as_str() {
            CarriedHead::read(carried).put_into(&mut sketch);
        }
        Ok(Self {
            is_ours: json[STATEMENT].is_string(),
            names: Names::default(),
            fields: HashMap::new(),
            sketch,
            conditions: vec![],
            calculations: vec![],
            constraints: vec![],
            before: vec![],
        })
    }

    pub(super) fn read(mut self, json: &Json) -> Sketch {
        for page in json["pages"].as_array().into_iter().flatten() {
            let mut under = Vec::new();
            if TIMED.into_iter().any(|key| is_timed(page, key)) {
                self.sketch.losses.of(page["name"].as_str().unwrap_or_default(), NO_TIME_LIMIT, "");
            }
            self.condition(page, &mut under);
            let (title, intro) =
                (texts(&page["title"], &self.sketch.languages), texts(&page["description"], &self.sketch.languages));
            self.tell_shown(page["name"].as_str().unwrap_or_default(), &[title.as_slice(), &intro].concat());
            let own = page["questionsOrder"].as_str().filter(|order| *order != "default");
            let is_random = own.or(json["questionsOrder"].as_str()).is_some_and(|order| order == "random");
            if is_random && title.is_empty() {
                let name = page["name"].as_str().unwrap_or_default();
                self.sketch.losses.of(name, NO_DRAW, "a page with a title can be `in random order`");
            }
            self.sketch.pages.push(PageSketch { title, intro, is_random, ..PageSketch::default() });
            elements_of(page).for_each(|element| self.element(element, 0, &under));
            self.lost_media();
        }
        if json["questionsOrder"] == "random" && elements_of(json).next().is_some() {
            self.sketch.losses.of("questionsOrder", NO_DRAW, "a page with a title can be `in random order`");
        }
        elements_of(json).for_each(|element| self.element(element, 0, &[]));
        self.lost_media();
        for calculated in json["calculatedValues"].as_array().into_iter().flatten() {
            self.computed(calculated);
        }
        if json["triggers"].as_array().is_some_and(|triggers| !triggers.is_empty()) {
            self.sketch.losses.say("what the survey does when an answer is given (`triggers`) was left out", "");
        }
        for timed in TIMED.into_iter().filter(|key| is_timed(json, key)) {
            self.sketch.losses.of(timed, NO_TIME_LIMIT, "");
        }
        for shown in AROUND.into_iter().filter(|key| !json[key].is_null()) {
            self.sketch.losses.of(shown, "what is shown before the survey and after it was left out", "");
        }
        let calculations = std::mem::take(&mut self.calculations);
        self.sketch.settle(&self.conditions, calculations, &mut self.fields, (&mut self.names, Meaning::SURVEYJS));
        self.sketch.refuse(self.constraints, &self.fields, (&mut self.names, Meaning::SURVEYJS));
        self.sketch
    }

    /// Adds the condition of an element, if it has one.
    fn condition(&mut self, json: &Json, under: &mut Vec<usize>) {
        if !json[STATEMENT].is_string() {
            self.condition_of(json["name"].as_str().unwrap_or_default(), json, under);
        }
    }

    fn condition_of(&mut self, name: &str, json: &Json, under: &mut Vec<usize>) {
        if let Some(written) = json["visibleIf"].as_str().filter(|text| !text.is_empty()) {
            under.push(self.conditions.len());
            let condition = ConditionSketch { name: name.to_owned(), written: written.to_owned(), expr: foreign(written) };
            self.conditions.push(condition);
        }
    }

    fn element(&mut self, json: &Json, depth: usize, under: &[usize]) {
        // Answers and expressions call a question by its `valueName`, where it has one.
        let name = json["valueName"].as_str().filter(|name| !name.is_empty()).or(json["name"].as_str()).unwrap_or_default();
        let kind = json["type"].as_str().unwrap_or_default();
        if let Some(known) = json[STATEMENT].as_str().and_then(statements::known_entry) {
            let own = known.split(' ').next().unwrap_or_default().to_owned();
            let languages = self.sketch.languages.clone();
            self.sketch.fact(known, texts(&json["title"], &languages), choices(&json["choices"], &languages));
            let field = if kind == "dropdown" { Field::Words(own) } else { Field::Number(own) };
            self.fields.insert(name.to_owned(), field);
            return;
        }
        // The field with which our own models say when somebody answered.
        if self.is_ours && name == "date" {
            return;
        }
        let mut under = under.to_vec();
        match kind {
            "html" if self.is_player(json, name) => {}
            "html" => {
                let text = texts(&json["html"], &self.sketch.languages);
                self.lost_in_html(name, &json["html"]);
                let media = self.media_before();
                self.sketch.intro_media(name, &text, media);
                let is_conditional = json["visibleIf"].as_str().is_some_and(|written| !written.is_empty());
                let when = if is_conditional { TextWhen::ItsOwn } else { TextWhen::Under(&under) };
                self.sketch.intro(name, text, when, Some(&MARKS).filter(|_| !self.is_ours));
            }
            "panel" | "flowpanel" if depth < DEPTH => {
                self.condition(json, &mut under);
                if let Some(title) = texts(&json["title"], &self.sketch.languages).first() {
                    let cause = "groups stand inside pages, and pages do not stand in pages: their questions stand on the page around, without the title";
                    self.sketch.losses.of(title, cause, "");
                }
                elements_of(json).for_each(|element| self.element(element, depth + 1, &under));
            }
            "expression" => {
                if let (Some(written), None) = (json["visibleIf"].as_str(), json[STATEMENT].as_str()) {
                    self.sketch.losses.of(name, computed_only_when(written), "");
                }
                self.computed(json);
            }
            "matrix" => {
                self.lost_media();
                self.condition(json, &mut under);
                self.matrix(json, name, &under);
            }
            "multipletext" => {
                self.lost_media();
                self.condition(json, &mut under);
                let title = texts(&json["title"], &self.sketch.languages);
                for part in json["items"].as_array().into_iter().flatten() {
                    let of = part["name"].as_str().unwrap_or_default();
                    let text = below(&title, texts(&part["title"], &self.sketch.languages), of);
                    self.question(part, (&format!("{name}.{of}"), "text"), text, &under);
                }
            }
            "image" => self.picture(json, name),
            _ => {
                self.condition(json, &mut under);
                let text = self.wording(json, name);
                self.question(json, (name, kind), text, &under);
            }
        }
    }

    fn wording(&self, json: &Json, name: &str) -> Vec<String> {
        let languages = &self.sketch.languages;
        let mut text = texts(&json["title"], languages);
        if text.is_empty() {
            text = vec![name.to_owned(); languages.len()];
        }
        for (text, description) in text.iter_mut().zip(texts(&json["description"], languages)) {
            if !description.is_empty() && !description.contains(" … ") && !text.is_empty() {
                *text = format!("{text}\n{description}");
            }
        }
        text
    }

    /// Each row of a matrix is a question.
    fn matrix(&mut self, json: &Json, name: &str, under: &[usize]) {
        let title = texts(&json["title"], &self.sketch.languages);
        let columns = choices(&json["columns"], &self.sketch.languages);
        let grid = Some(self.sketch.items().count());
        let is_required = ["isAllRowRequired", "eachRowRequired", "isRequired"].iter().any(|key| json[*key] == true);
        // Our own matrices carry a line for each row: its name, and its flags.
        let carried = json[STATEMENT].as_str().filter(|_| self.is_ours).unwrap_or_default();
        for written in json["rows"].as_array().into_iter().flatten() {
            let Some(row) = choices(&Json::Array(vec![written.clone()]), &self.sketch.languages).pop() else { continue };
            let text = below(&title, row.label, &row.code);
            let form_name = format!("{name}.{}", row.code);
            let flags = carried.lines().find_map(|line| line.split_once(' ').filter(|(own, _)| *own == row.code));
            let mut under = under.to_vec();
            if flags.is_none() {
                self.condition_of(&form_name, written, &mut under);
            }
            let own = flags.map_or(form_name.as_str(), |(own, _)| own);
            self.item((&form_name, own), (is_required, flags.map(|(_, flags)| flags)), text, &under, |reader, item| {
                let scale = Names::default().give(&format!("{name}_scale"));
                item.grid = grid;
                Some(reader.sketch.one_of(item, List { name, scale: &scale, choices: columns.clone() }))
            });
        }
        self.lost_properties(json, name);
    }

    fn question(&mut self, json: &Json, (name, kind): (&str, &str), text: Vec<String>, under: &[usize]) {
        if json["readOnly"] == true || json["visible"] == false {
            let cause = "questions that are hidden or can be read only are answered by nobody; left out";
            self.sketch.losses.of(name, cause, "");
            return;
        }
        let is_required = json["isRequired"] == true;
        let statement = json[STATEMENT].as_str();
        self.item((name, name), (is_required, statement), text, under, |reader, item| reader.answered(json, kind, item));
        self.lost_properties(json, name);
    }

    fn item(
        &mut self,
        (name, own): (&str, &str),
        (is_required, statement): (bool, Option<&str>),
        text: Vec<String>,
        under: &[usize],
        answered: impl FnOnce(&mut Self, &mut ItemSketch) -> Option<Field>,
    ) {
        if !self.sketch.room.question() {
            return;
        }
        let text = if self.is_ours { text } else { self.sketch.with_answers_shown(name, text, &MARKS, &self.fields) };
        let mut item = ItemSketch::new(name, self.names.give_item(own, self.is_ours), text);
        if item.name != own {
            item.notes.push(note_of_name(name));
        }
        match statement {
            Some(statement) => item.carry(statement),
            None if !is_required => "optional".clone_into(&mut item.flags),
            None => {}
        }
        let Some(field) = answered(self, &mut item) else { return };
        item.media = self.media_before();
        item.under = under.to_vec();
        self.fields.insert(name.to_owned(), field);
        self.sketch.page().items.push(item);
    }

    fn answered(&mut self, json: &Json, kind: &str, item: &mut ItemSketch) -> Option<Field> {
        let (name, form_name) = (item.name.clone(), item.form_name.clone());
        let scale = Names::default().give(&format!("{name}_scale"));
        let languages = self.sketch.languages.clone();
        match kind {
            "radiogroup" | "dropdown" | "checkbox" | "tagbox" | "imagepicker" => {
                let mut all = choices(&json["choices"], &languages);
                if all.is_empty() {
                    all = counted_choices(json, languages.len());
                }
                if kind == "imagepicker" {
                    self.pictured(json, &form_name);
                }
                let beside = beside_choices(json, &languages);
                let exclusive: Vec<String> = exclusive(json).chain(beside.iter().map(|choice| choice.code.clone())).collect();
                all.extend(beside);
                if json["showOtherItem"] == true || json["hasOther"] == true {
                    let cause = "an answer of one's own beside a list was left out";
                    self.sketch.losses.of(&form_name, cause, "ask for it in an item of its own");
                }
                let is_many = ["checkbox", "tagbox"].contains(&kind) || json["multiSelect"] == true;
                if is_many {
                    self.sketch.exclusive(item, &exclusive, &all);
                }
                let list = List { name: &form_name, scale: &scale, choices: all };
                Some(if is_many { self.sketch.any_of(item, list) } else { self.sketch.one_of(item, list) })
            }
            "ranking" => {
                if json["selectToRankEnabled"] == true {
                    self.sketch.losses.of(&form_name, ALL_RANKED, "");
                }
                let choices = choices(&json["choices"], &languages);
                self.sketch.ranking_of(item, List { name: &form_name, scale: &scale, choices })
            }
            "rating" => {
                let mut all = choices(&json["rateValues"], &languages);
                if all.is_empty() {
                    let (low, step) = (json["rateMin"].as_i64().unwrap_or(1), json["rateStep"].as_i64().unwrap_or(1).max(1));
                    let high = json["rateMax"].as_i64().or(json["rateCount"].as_i64().map(|count| low + count - 1)).unwrap_or(5);
                    let points = (low..=high.min(low.saturating_add(1_000))).step_by(step as usize);
                    all = points
                        .map(|at| Choice { code: at.to_string(), label: vec![String::new(); languages.len()], weight: None })
                        .collect();
                    let ends = [texts(&json["minRateDescription"], &languages), texts(&json["maxRateDescription"], &languages)];
                    let [first, last] = ends;
                    if let (Some(point), false) = (all.first_mut(), first.is_empty()) {
                        point.label = first;
                    }
                    if let (Some(point), false) = (all.last_mut(), last.is_empty()) {
                        point.label = last;
                    }
                }
                Some(self.sketch.one_of(item, List { name: &form_name, scale: &scale, choices: all }))
            }
            "boolean" => Some(self.yes_or_no(json, item)),
            "comment" => {
                item.kind = KindSketch::Text(self.sketch.letters(&form_name, most_letters(json)));
                Some(Field::Text(name))
            }
            "text" => Some(self.entry(json, item)),
            "nouislider" | "slider" => {
                let keys = if kind == "slider" { ("min", "max") } else { ("rangeMin", "rangeMax") };
                let line = Some(ends(json, keys, "step").unwrap_or((0.0, 100.0, 1.0)));
                item.kind = KindSketch::On(self.sketch.scale("line", ScaleSketch { line, ..ScaleSketch::default() }).0);
                Some(Field::Number(name))
            }
            other => {
                self.sketch.losses.of(&form_name, format!("no item of a measure is of the type `{other}`; left out"), "");
                None
            }
        }
    }

    /// A field that is written in.
    fn entry(&mut self, json: &Json, item: &mut ItemSketch) -> Field {
        let name = item.name.clone();
        match json["inputType"].as_str().unwrap_or("text") {
            "number" => {
                let validators = json["validators"].as_array().into_iter().flatten().filter(|of| of["type"] == "numeric");
                // A field and its validators hold together: the narrowest limits count.
                let limits = |key: &str, of_validator: &'static str| {
                    let of_validators = validators.clone().filter_map(move |validator| validator[of_validator].as_f64());
                    json[key].as_f64().into_iter().chain(of_validators)
                };
                let (low, high) = (limits("min", "minValue").reduce(f64::max), limits("max", "maxValue").reduce(f64::min));
                let (low, high) = self.sketch.limits(&item.form_name, low, high);
                let is_whole = json["step"].as_f64().is_some_and(|step| step.fract() == 0.0);
                item.kind = if is_whole { KindSketch::Whole(low.ceil(), high.floor()) } else { KindSketch::Decimal(low, high) };
                Field::Number(name)
            }
            "range" => {
                let line = Some(ends(json, ("min", "max"), "step").unwrap_or((0.0, 100.0, 1.0)));
                item.kind = KindSketch::On(self.sketch.scale("line", ScaleSketch { line, ..ScaleSketch::default() }).0);
                let hints = texts(&json["description"], &self.sketch.languages);
                let hints = hints.iter().filter_map(|hint| hint.split_once(" … "));
                item.ends = hints.map(|(low, high)| (low.to_owned(), high.to_owned())).collect();
                Field::Number(name)
            }
            of_day @ ("date" | "time") => {
                item.kind = if of_day == "date" { KindSketch::Date } else { KindSketch::Time };
                if of_day == "date" { Field::Date(name) } else { Field::Text(name) }
            }
            other @ ("datetime-local" | "datetime" | "month" | "week" | "color") => self.sketch.as_text(item, other),
            other => {
                if !["text", ""].contains(&other) {
                    self.sketch.losses.of(&item.form_name, NO_PATTERN, "");
                }
                item.kind = KindSketch::Text(self.sketch.letters(&item.form_name, most_letters(json)));
                Field::Text(name)
            }
        }
    }

    fn yes_or_no(&mut self, json: &Json, item: &mut ItemSketch) -> Field {
        let languages = self.sketch.languages.clone();
        let label = |key: &str, of: fn((&'static str, &'static str, bool)) -> &'static str| {
            let own = texts(&json[key], &languages);
            if own.is_empty() { languages.iter().map(|tag| of(yes_and_no(tag)).to_owned()).collect() } else { own }
        };
        let points = vec![(0.0, label("labelFalse", |(_, no, _)| no)), (1.0, label("labelTrue", |(yes, ..)| yes))];
        let (scale, _) = self.sketch.scale("yes_no", ScaleSketch { points, ..ScaleSketch::default() });
        item.kind = KindSketch::On(scale);
        let code = |key: &str, otherwise: &str| value(&json[key]).unwrap_or_else(|| otherwise.to_owned());
        let (no, yes) = (code("valueFalse", "false"), code("valueTrue", "true"));
        if (no.as_str(), yes.as_str()) != ("false", "true") {
            item.notes.push(note_of_answers([(no.as_str(), "0"), (yes.as_str(), "1")]));
        }
        let codes = HashMap::from([(no, Code::Point(0.0)), (yes, Code::Point(1.0))]);
        Field::Coded { name: item.name.clone(), codes, points: Points::Numbers }
    }

    fn computed(&mut self, json: &Json) {
        let name = json["name"].as_str().unwrap_or_default();
        match json[STATEMENT].as_str() {
            Some(HELPER) => {}
            Some(statement) => {
                let place = format!("the calculation of `{name}`");
                self.sketch.computed.push(Computed { place, statement: statement.to_owned() });
            }
            None => {
                let written = json["expression"].as_str().unwrap_or_default();
                let label = texts(&json["title"], &self.sketch.languages).into_iter().next().unwrap_or_default();
                let calculation =
                    Calculation { name: name.to_owned(), label, written: written.to_owned(), expr: foreign(written) };
                self.calculations.push(calculation);
            }
        }
    }
}

/// A text that stands below another, in each language.
fn below(title: &[String], text: Vec<String>, otherwise: &str) -> Vec<String> {
    let text = if text.is_empty() { vec![otherwise.to_owned(); title.len().max(1)] } else { text };
    let of = |(at, text): (usize, String)| match title.get(at) {
        Some(title) if !title.is_empty() && !text.is_empty() => format!("{title}\n{text}"),
        _ => text,
    };
    text.into_iter().enumerate().map(of).collect()
}

fn most_letters(json: &Json) -> Option<usize> {
    json["maxLength"].as_u64().filter(|most| *most > 0).and_then(|most| usize::try_from(most).ok())
}

/// Ends and step of a line, where they make one.
fn ends(json: &Json, (low, high): (&str, &str), step: &str) -> Option<(f64, f64, f64)> {
    let line = (json[low].as_f64().unwrap_or(0.0), json[high].as_f64().unwrap_or(100.0), json[step].as_f64().unwrap_or(1.0));
    (line.0 < line.1 && line.2 > 0.0).then_some(line)
}

use std::collections::HashMap;

use serde_json::Value as Json;

use super::super::carried::CarriedHead;
use super::super::expression::{Code, Field, Meaning, Points, Variables, fhirpath};
use super::super::losses::{ALL_CHOICES, FEW_OR_MANY, NO_PATTERN, NOT_FILLED_IN, computed_only_when};
use super::super::names::{Names, id_of, version_of};
use super::super::options::List;
use super::super::room::few_languages;
use super::super::shown::TextWhen;
use super::super::sketch::{Calculation, Computed, ConditionSketch, ItemSketch, KindSketch, PageSketch, ScaleSketch, Sketch};
use super::super::tags::yes_and_no;
use super::super::text::clean;
use super::super::{ImportError, unknown_head};
use super::STATEMENT;
use super::conditions::condition;
use super::json::{DEPTH, add_languages, expression, extension, extensions, items_of, text_of, texts};
use super::options::{Listed, choices, exclusive};
use crate::exchange::statements;
use crate::exchange::wording::quoted;
use crate::instrument::in_form::note_of_link;

/// Reads a `Questionnaire`.
pub(super) struct Reader<'j> {
    questionnaire: &'j Json,
    names: Names,
    fields: HashMap<String, Field>,
    sketch: Sketch,
    variables: Variables,
    conditions: Vec<ConditionSketch>,
    calculations: Vec<Calculation>,
    /// Bands and alerts, which come after the scores.
    judgements: Vec<Computed>,
}

impl<'j> Reader<'j> {
    pub(super) fn new(questionnaire: &'j Json) -> Result<Self, ImportError> {
        let mut reader = Self {
            questionnaire,
            names: Names::default(),
            fields: HashMap::new(),
            sketch: Sketch { pages: vec![PageSketch::default()], ..Sketch::default() },
            variables: Variables::default(),
            conditions: vec![],
            calculations: vec![],
            judgements: vec![],
        };
        reader.head()?;
        Ok(reader)
    }

    pub(super) fn read(mut self) -> Sketch {
        self.variables(self.questionnaire, 0);
        self.items(self.questionnaire, 0, &[]);
        let calculations = std::mem::take(&mut self.calculations);
        self.sketch.settle(&self.conditions, calculations, &mut self.fields, (&mut self.names, Meaning::FHIRPATH));
        self.sketch.computed.append(&mut self.judgements);
        self.sketch
    }

    fn head(&mut self) -> Result<(), ImportError> {
        let json = self.questionnaire;
        let title = json["title"].as_str().or(json["name"].as_str()).unwrap_or("Untitled");
        let address = text_of(json, "url");
        let id = address.rsplit(['/', ':']).next().filter(|id| !id.is_empty()).or(json["id"].as_str()).unwrap_or(title);
        self.sketch.id = id_of(id);
        self.sketch.version = version_of(&text_of(json, "version"));
        let language = json["language"].as_str().unwrap_or("en");
        self.sketch.languages = vec![language.to_owned()];
        add_languages(json, 0, &mut self.sketch.languages);
        few_languages(&self.sketch.languages)?;
        self.sketch.title = texts(json, "title", title, &self.sketch.languages);
        self.sketch.head = unknown_head("a FHIR Questionnaire", language);
        if let Some(copyright) = json["copyright"].as_str().map(clean).filter(|text| !text.is_empty()) {
            self.sketch.head[0] = format!("licence {}", quoted(&copyright));
        }
        if let Some(statements) = extension(json, STATEMENT).and_then(Json::as_str) {
            CarriedHead::read(statements).put_into(&mut self.sketch);
        }
        let judgements = extension(json, "urn:verbond:judgements").and_then(Json::as_str);
        let judgement = |statement: &str| Computed {
            place: "what the questionnaire carries along".to_owned(),
            statement: statement.to_owned(),
        };
        self.judgements = judgements.into_iter().flat_map(str::lines).map(judgement).collect();
        let known = extension(json, "urn:verbond:known").and_then(Json::as_str);
        self.sketch.known.extend(known.into_iter().flat_map(str::lines).filter_map(statements::known_entry));
        Ok(())
    }

    /// What expressions can name: variables, and questions whose options are weighed.
    fn variables(&mut self, json: &Json, depth: usize) {
        for variable in extensions(json, "variable") {
            let value = &variable["valueExpression"];
            if let (Some(name), Some(written)) = (value["name"].as_str(), value["expression"].as_str()) {
                self.variables.named.insert(name.to_owned(), written.to_owned());
            }
        }
        for item in items_of(json).filter(|_| depth <= DEPTH) {
            let options = choices(item, self.questionnaire, &[]);
            if options.choices.iter().filter(|option| option.weight.is_some()).count() >= 2 {
                self.variables.weighted.push(text_of(item, "linkId"));
            }
            self.variables(item, depth + 1);
        }
    }

    fn items(&mut self, parent: &Json, depth: usize, under: &[usize]) {
        if depth > DEPTH {
            self.sketch.losses.of(&text_of(parent, "linkId"), "groups are nested too deep; what is deeper was left out", "");
            return;
        }
        for item in items_of(parent) {
            self.item(item, depth, under);
        }
    }

    fn item(&mut self, json: &Json, depth: usize, under: &[usize]) {
        let (link, kind) = (text_of(json, "linkId"), text_of(json, "type"));
        let statement = extension(json, STATEMENT).and_then(Json::as_str);
        let calculation = expression(json, "calculatedExpression");
        let own = condition(json, &self.variables).filter(|_| statement.is_none());
        let is_computed = statement.is_some_and(is_computed) || calculation.is_some();
        let text_when = if own.is_some() { TextWhen::ItsOwn } else { TextWhen::Under(under) };
        let mut under = under.to_vec();
        // A text that is shown or not changes no answer.
        if let Some(condition) = own.filter(|_| kind != "display") {
            if is_computed {
                self.sketch.losses.of(&link, computed_only_when(&condition.written), "");
            } else {
                under.push(self.conditions.len());
                self.conditions.push(condition);
            }
        }
        if is_computed {
            return self.computed(json, &link, statement, calculation.unwrap_or_default());
        }
        self.lost_elements(json, &link);
        match kind.as_str() {
            "group" => self.group(json, depth, &under),
            "display" => {
                let text = texts(json, "text", "", &self.sketch.languages);
                self.sketch.intro(&link, text, text_when, None);
            }
            _ => {
                self.question(json, &link, &kind, &under);
                self.items(json, depth + 1, &under);
            }
        }
    }

    fn group(&mut self, json: &Json, depth: usize, under: &[usize]) {
        let title = texts(json, "text", "", &self.sketch.languages);
        let is_page = depth == 0 && !title[0].is_empty();
        if is_page {
            self.sketch.pages.push(PageSketch { title, ..PageSketch::default() });
        } else if !title[0].is_empty() {
            let cause =
                "groups stand inside others, and pages do not: their questions stand on the page around, without the title";
            self.sketch.losses.of(&title[0], cause, "");
        }
        self.items(json, depth + 1, under);
        if is_page {
            self.sketch.pages.push(PageSketch::default());
        }
    }

    fn question(&mut self, json: &Json, link: &str, kind: &str, under: &[usize]) {
        let is_hidden = extension(json, "questionnaire-hidden") == Some(&Json::Bool(true));
        if is_hidden || json["readOnly"] == true {
            let cause = "questions that are hidden or can be read only are answered by nobody; left out";
            self.sketch.losses.of(link, cause, "");
            return;
        }
        if !self.sketch.room.question() {
            return;
        }
        let statement = extension(json, STATEMENT).and_then(Json::as_str);
        let name = self.names.give_item(link, statement.is_some());
        let mut text = texts(json, "text", link, &self.sketch.languages);
        if let Some(prefix) = json["prefix"].as_str().map(clean).filter(|prefix| !prefix.is_empty()) {
            text.iter_mut().filter(|text| !text.is_empty()).for_each(|text| *text = format!("{prefix} {text}"));
        }
        if let Some(unit) = extension(json, "unit") {
            let unit = ["display", "code"].iter().find_map(|key| unit[*key].as_str()).map(clean).unwrap_or_default();
            text.iter_mut()
                .filter(|text| !text.is_empty() && !unit.is_empty())
                .for_each(|text| *text = format!("{text} ({unit})"));
        }
        let mut item = ItemSketch::new(link, name, text);
        let codes = json["code"].as_array().into_iter().flatten();
        let codes: Vec<(String, String)> = codes.map(|code| (text_of(code, "system"), text_of(code, "code"))).collect();
        if item.name != link || !codes.is_empty() {
            item.notes.push(note_of_link(link, &codes));
        }
        match statement {
            Some(statement) => item.carry(statement),
            None if json["required"] != true => "optional".clone_into(&mut item.flags),
            None => {}
        }
        let Some(field) = self.answered(json, kind, &mut item) else { return };
        item.under = under.to_vec();
        self.fields.insert(link.to_owned(), field);
        self.sketch.page().items.push(item);
    }

    fn answered(&mut self, json: &Json, kind: &str, item: &mut ItemSketch) -> Option<Field> {
        let (name, link) = (item.name.clone(), item.form_name.clone());
        let limit = |which: &str| extension(json, which).and_then(Json::as_f64);
        let has_options = json["answerOption"].is_array() || json["answerValueSet"].is_string();
        let is_of_list = ["choice", "coding", "open-choice"].contains(&kind)
            || (has_options && ["string", "text", "integer", "date", "time"].contains(&kind));
        if is_of_list {
            let is_open = kind == "open-choice" || json["answerConstraint"].as_str().is_some_and(|how| how != "optionsOnly");
            if is_open {
                let cause = "an answer of one's own beside a list was left out";
                self.sketch.losses.of(&link, cause, "ask for it in an item of its own");
            }
            let Listed { choices, is_partial } = choices(json, self.questionnaire, &self.sketch.languages);
            let scale = Names::default().give(&format!("{name}_scale"));
            if let (true, Some(address)) = (choices.is_empty(), json["answerValueSet"].as_str()) {
                let cause =
                    format!("choices stand in the value set {address}, which is not in the file, so these are asked as texts");
                return Some(self.sketch.without_choices(item, cause));
            }
            if is_partial && !choices.is_empty() {
                let cause = "a part of the choices, or of what is taken from them, stands in rules or sets that are not in the \
                             file; the others are offered";
                self.sketch.losses.of(&link, cause, "write the choices into the measure");
            }
            let is_many = json["repeats"] == true;
            if is_many {
                self.sketch.exclusive(item, &exclusive(json), &choices);
            }
            let list = List { name: &link, scale: &scale, choices };
            return Some(if is_many { self.sketch.any_of(item, list) } else { self.sketch.one_of(item, list) });
        }
        if json["repeats"] == true {
            self.sketch.losses.of(&link, "questions can be answered several times in the form, and once in a measure", "");
        }
        match kind {
            "boolean" => Some(self.yes_or_no(item)),
            "integer" | "decimal" | "quantity" => {
                let given = (limit("minValue"), limit("maxValue"));
                let (low, high) = self.sketch.limits(&link, given.0, given.1);
                item.kind = match (limit("sliderStepValue").filter(|step| *step > 0.0), kind) {
                    (Some(step), _) => {
                        let line = Some((low, high, step));
                        KindSketch::On(self.sketch.scale("line", ScaleSketch { line, ..ScaleSketch::default() }).0)
                    }
                    (None, "integer") => KindSketch::Whole(low.ceil(), high.floor()),
                    (None, _) => KindSketch::Decimal(low, high),
                };
                Some(Field::Number(name))
            }
            "string" | "text" => {
                let most = json["maxLength"].as_u64().and_then(|most| usize::try_from(most).ok()).filter(|most| *most > 0);
                item.kind = KindSketch::Text(self.sketch.letters(&item.form_name, most));
                Some(Field::Text(name))
            }
            "date" => {
                item.kind = KindSketch::Date;
                Some(Field::Date(name))
            }
            "time" => {
                item.kind = KindSketch::Time;
                Some(Field::Text(name))
            }
            "dateTime" | "url" | "uri" => Some(self.sketch.as_text(item, kind)),
            other => {
                self.sketch.losses.of(&link, format!("no item of a measure is of the type `{other}`; left out"), "");
                None
            }
        }
    }

    fn yes_or_no(&mut self, item: &mut ItemSketch) -> Field {
        let words: Vec<(&str, &str, bool)> = self.sketch.languages.iter().map(|tag| yes_and_no(tag)).collect();
        if let Some(tag) = self.sketch.languages.iter().zip(&words).find(|(_, (.., is_own))| !is_own).map(|(tag, _)| tag.clone())
        {
            let cause = format!("yes and no stand in English, since these words are not known here in the language `{tag}`");
            self.sketch.losses.of(&item.form_name, cause, "write them in the scale `yes_no`");
        }
        let label = |of: fn(&(&str, &str, bool)) -> String| words.iter().map(of).collect::<Vec<_>>();
        let points = vec![(0.0, label(|(_, no, _)| (*no).to_owned())), (1.0, label(|(yes, ..)| (*yes).to_owned()))];
        let (scale, _) = self.sketch.scale("yes_no", ScaleSketch { points, ..ScaleSketch::default() });
        item.kind = KindSketch::On(scale);
        let codes = HashMap::from([("false".to_owned(), Code::Point(0.0)), ("true".to_owned(), Code::Point(1.0))]);
        Field::Coded { name: item.name.clone(), codes, points: Points::Numbers }
    }

    fn computed(&mut self, json: &Json, link: &str, statement: Option<&str>, written: String) {
        match statement {
            Some(statement) => {
                let place = format!("the calculation of `{link}`");
                self.sketch.computed.push(Computed { place, statement: statement.to_owned() });
            }
            None => {
                let label = clean(&text_of(json, "text"));
                let expr = fhirpath(&written, &self.variables);
                self.calculations.push(Calculation { name: link.to_owned(), label, written, expr });
            }
        }
    }

    /// What elements and extensions say that no item has.
    fn lost_elements(&mut self, json: &Json, link: &str) {
        let has = |name: &str| extensions(json, name).next().is_some();
        let is_repeated_group = json["type"] == "group" && json["repeats"] == true;
        let causes = [
            (is_repeated_group, "a measure asks nothing again in rows, so what repeats in the form is asked once"),
            (
                json["initial"].is_array()
                    || has("initialExpression")
                    || json["answerOption"]
                        .as_array()
                        .is_some_and(|options| options.iter().any(|option| option["initialSelected"] == true)),
                NOT_FILLED_IN,
            ),
            (has("constraint") || has("targetConstraint"), "constraints were left out"),
            (
                extensions(&json["_text"], "cqf-expression").next().is_some(),
                "questions are worded by what was answered before, and stand as their plain text now",
            ),
            (has("minOccurs") || has("maxOccurs"), FEW_OR_MANY),
            (has("minLength"), "texts have no least length; left out"),
            (has("regex"), NO_PATTERN),
            (has("answerOptionsToggleExpression"), ALL_CHOICES),
            (has("unitOption"), "units that can be chosen were left out"),
            (has("itemMedia") || has("itemAnswerMedia"), "pictures and recordings were left out"),
            (has("answerExpression") || has("candidateExpression"), "choices that are computed were left out"),
        ];
        for (_, cause) in causes.into_iter().filter(|(is_there, _)| *is_there) {
            self.sketch.losses.of(link, cause, "");
        }
    }
}

fn is_computed(statement: &str) -> bool {
    ["score ", "let ", "bands ", "category ", "alert ", "table "].iter().any(|word| statement.starts_with(word))
}

use std::collections::HashMap;

use serde_json::Value as Json;

use super::expression::Field;
use super::names::{Names, id_of, version_of};
use super::sketch::{Computed, ItemSketch, PageSketch, ScaleSketch, Sketch, few_languages, left_out};
use super::{ImportError, Imported, strict_json, unknown_head};
use crate::exchange::statements;

/// The extension that carries what the language says of an element.
pub(super) const STATEMENT: &str = "urn:verbond:statement";
/// The code of the visible non-answer.
const NONE: &str = "none";
/// Limits of a number whose question has none.
const WITHIN: (f64, f64) = (0.0, 1_000_000.0);
/// How deep groups may be nested.
const DEPTH: usize = 32;

/// A measure out of a FHIR `Questionnaire` (R4 or R5), alone or in a bundle.
///
/// # Errors
/// Where the file is no JSON with a `Questionnaire`, or that holds no questions that a measure can have.
pub fn from_fhir(bytes: &[u8]) -> Result<Imported, ImportError> {
    let json = strict_json::read(bytes)?;
    let questionnaire =
        questionnaire(&json).ok_or_else(|| ImportError::Unreadable("there is no `Questionnaire` in it".to_owned()))?;
    let mut reader = Reader { names: Names::default(), fields: HashMap::new(), sketch: Sketch::default(), judgements: vec![] };
    reader.head(questionnaire);
    few_languages(&reader.sketch.languages)?;
    reader.sketch.pages.push(PageSketch::default());
    reader.items(questionnaire, 0);
    reader.conditions(questionnaire, 0);
    reader.sketch.computed.append(&mut reader.judgements);
    reader.sketch.assemble()
}

fn questionnaire(json: &Json) -> Option<&Json> {
    let is_one = |json: &&Json| json["resourceType"] == "Questionnaire";
    Some(json).filter(is_one).or_else(|| json["entry"].as_array()?.iter().map(|entry| &entry["resource"]).find(is_one))
}

struct Reader {
    names: Names,
    fields: HashMap<String, Field>,
    sketch: Sketch,
    /// Bands and alerts, which come after the scores.
    judgements: Vec<Computed>,
}

fn text_of(json: &Json, key: &str) -> String {
    json[key].as_str().unwrap_or_default().to_owned()
}

/// The value of an extension, whatever its type.
fn extension<'j>(json: &'j Json, url: &str) -> Option<&'j Json> {
    let found = json["extension"]
        .as_array()?
        .iter()
        .find(|extension| extension["url"].as_str().is_some_and(|there| there.ends_with(url)))?;
    found.as_object()?.iter().find(|(key, _)| key.starts_with("value")).map(|(_, value)| value)
}

/// The element that a text of another language stands in, beside the text.
const TRANSLATION: &str = "StructureDefinition/translation";

/// The translations beside a text: tags and contents.
fn translations<'j>(json: &'j Json, key: &str) -> impl Iterator<Item = (&'j str, &'j str)> {
    let extensions = json[format!("_{key}")]["extension"].as_array().into_iter().flatten();
    let is_one = |extension: &&Json| extension["url"].as_str().is_some_and(|url| url.ends_with(TRANSLATION));
    let part = |extension: &'j Json, name: &str, value: &str| {
        extension["extension"].as_array()?.iter().find(|part| part["url"] == name)?[value].as_str()
    };
    extensions
        .filter(is_one)
        .filter_map(move |extension| Some((part(extension, "lang", "valueCode")?, part(extension, "content", "valueString")?)))
}

/// Adds the languages that texts in a questionnaire are translated into, in the order in which they come up.
fn add_languages(json: &Json, depth: usize, languages: &mut Vec<String>) {
    if depth > 4 * DEPTH || few_languages(languages).is_err() {
        return;
    }
    match json {
        Json::Object(fields) => {
            for (name, value) in fields {
                for (tag, _) in name.strip_prefix('_').into_iter().flat_map(|key| translations(json, key)) {
                    if !languages.iter().any(|known| known == tag) {
                        languages.push(tag.to_owned());
                    }
                }
                add_languages(value, depth + 1, languages);
            }
        }
        Json::Array(values) => values.iter().for_each(|value| add_languages(value, depth + 1, languages)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn items_of(json: &Json) -> impl Iterator<Item = &Json> {
    json["item"].as_array().into_iter().flatten()
}

impl Reader {
    /// A text in each language, empty where it is not translated; or another text in all of them.
    fn texts(&self, json: &Json, key: &str, otherwise: &str) -> Vec<String> {
        let own = json[key].as_str().filter(|text| !text.is_empty()).unwrap_or(otherwise).to_owned();
        let others = self.sketch.languages.iter().skip(1).map(|language| {
            translations(json, key).find(|(tag, _)| tag == language).map_or(String::new(), |(_, content)| content.to_owned())
        });
        std::iter::once(own).chain(others).collect()
    }

    fn head(&mut self, questionnaire: &Json) {
        let title = questionnaire["title"].as_str().or(questionnaire["name"].as_str()).unwrap_or("Untitled");
        let address = text_of(questionnaire, "url");
        let id = address.rsplit(['/', ':']).next().filter(|id| !id.is_empty()).or(questionnaire["id"].as_str()).unwrap_or(title);
        self.sketch.id = id_of(id);
        self.sketch.version = version_of(&text_of(questionnaire, "version"));
        let language = questionnaire["language"].as_str().unwrap_or("en");
        self.sketch.languages = vec![language.to_owned()];
        add_languages(questionnaire, 0, &mut self.sketch.languages);
        if few_languages(&self.sketch.languages).is_err() {
            return;
        }
        self.sketch.title = self.texts(questionnaire, "title", title);
        self.sketch.head = match extension(questionnaire, STATEMENT).and_then(Json::as_str) {
            Some(statements) => statements.lines().map(str::to_owned).collect(),
            None => {
                let mut head = unknown_head("a FHIR Questionnaire");
                if let Some(copyright) = questionnaire["copyright"].as_str() {
                    head[0] = format!("licence {}", crate::exchange::wording::quoted(copyright));
                }
                head.push(format!("language {language}"));
                head
            }
        };
        let judgements = extension(questionnaire, "urn:verbond:judgements").and_then(Json::as_str);
        let judgement = |statement: &str| Computed {
            place: "what the questionnaire carries along".to_owned(),
            statement: statement.to_owned(),
        };
        self.judgements = judgements.into_iter().flat_map(str::lines).map(judgement).collect();
        let known = extension(questionnaire, "urn:verbond:known").and_then(Json::as_str);
        self.sketch.known.extend(known.into_iter().flat_map(str::lines).filter_map(statements::known_entry));
    }

    fn items(&mut self, parent: &Json, depth: usize) {
        if depth > DEPTH {
            self.sketch.diagnostics.push(left_out("groups are nested too deep", "what is deeper was left out"));
            return;
        }
        for item in items_of(parent) {
            let (link, kind, text) = (text_of(item, "linkId"), text_of(item, "type"), text_of(item, "text"));
            if item["extension"]
                .as_array()
                .into_iter()
                .flatten()
                .any(|extension| extension["url"].as_str().is_some_and(|url| url.ends_with("calculatedExpression")))
                || extension(item, STATEMENT).and_then(Json::as_str).is_some_and(is_computed)
            {
                self.computed(item, &link);
                continue;
            }
            match kind.as_str() {
                "group" => {
                    let is_page = depth == 0 && !text.is_empty();
                    if is_page {
                        self.sketch.pages.push(PageSketch { title: self.texts(item, "text", ""), ..PageSketch::default() });
                    } else if !text.is_empty() {
                        let message = format!("the group \"{text}\" stands inside another, and pages do not");
                        self.sketch.diagnostics.push(left_out(message, "its questions stand on the page around it"));
                    }
                    self.items(item, depth + 1);
                    if is_page {
                        self.sketch.pages.push(PageSketch::default());
                    }
                }
                "display" => match self.sketch.pages.last() {
                    Some(page) if page.items.is_empty() && page.intro.is_empty() => {
                        let intro = self.texts(item, "text", "");
                        self.sketch.pages.iter_mut().next_back().into_iter().for_each(|page| page.intro.clone_from(&intro));
                    }
                    _ => {
                        let message =
                            format!("the text `{link}` stands among questions, and a measure has texts before them only");
                        self.sketch.diagnostics.push(left_out(message, "it was left out"));
                    }
                },
                _ => {
                    self.question(item, &link, &kind);
                    self.items(item, depth + 1);
                }
            }
        }
    }

    fn question(&mut self, json: &Json, link: &str, kind: &str) {
        if !self.sketch.room.question() {
            return;
        }
        let name = self.names.give(link);
        let mut item = ItemSketch { name: name.clone(), text: self.texts(json, "text", link), ..ItemSketch::default() };
        let limit = |which: &str| extension(json, which).and_then(Json::as_f64);
        let field = match kind {
            "choice" | "coding" if json["repeats"] == true => self.choices(&mut item, json),
            "choice" | "coding" => self.scale(&mut item, json),
            "boolean" => {
                let points = vec![(0.0, vec!["No".to_owned()]), (1.0, vec!["Yes".to_owned()])];
                let scale = self.sketch.scale("yes_no", ScaleSketch { name: String::new(), points, none: None, line: None });
                item.kind = format!("on {scale}");
                Field::Coded(name, HashMap::from([("false".to_owned(), 0.0), ("true".to_owned(), 1.0)]))
            }
            "integer" | "decimal" => {
                let (low, high) = (limit("minValue"), limit("maxValue"));
                if low.is_none() || high.is_none() {
                    let message = format!("the number `{link}` has no limits, and every number of a measure has");
                    let help = format!("it was given {} to {}; narrow it", low.unwrap_or(WITHIN.0), high.unwrap_or(WITHIN.1));
                    self.sketch.diagnostics.push(left_out(message, help));
                }
                let (low, high) = (low.unwrap_or(WITHIN.0), high.unwrap_or(WITHIN.1));
                let step = limit("sliderStepValue");
                item.kind = match step {
                    Some(step) => {
                        let scale =
                            ScaleSketch { name: String::new(), points: vec![], none: None, line: Some((low, high, step)) };
                        format!("on {}", self.sketch.scale("line", scale))
                    }
                    None => format!("as {} {low} to {high}", if kind == "integer" { "whole" } else { "decimal" }),
                };
                Field::Number(name)
            }
            "string" | "text" => {
                item.kind = format!("as text up to {}", json["maxLength"].as_u64().unwrap_or(500));
                Field::Text(name)
            }
            "date" | "time" => {
                item.kind = format!("as {kind}");
                Field::Text(name)
            }
            other => {
                let message = format!("`{link}` is of the type `{other}`, which no item of a measure is");
                self.sketch.diagnostics.push(left_out(message, "it was left out"));
                return;
            }
        };
        match extension(json, STATEMENT).and_then(Json::as_str) {
            Some(statement) => {
                (item.flags, item.asked) = statements::flags_and_asked(statement);
            }
            None if json["required"] != true => "optional".clone_into(&mut item.flags),
            None => {}
        }
        self.fields.insert(link.to_owned(), field);
        if let Some(page) = self.sketch.pages.last_mut() {
            page.items.push(item);
        }
    }

    /// Codes with their labels and ordinal values.
    fn options(&mut self, json: &Json) -> Vec<(String, Vec<String>, Option<f64>)> {
        let options = json["answerOption"].as_array().map(Vec::as_slice).unwrap_or_default();
        let most = self.sketch.room.choices(options.len(), self.sketch.languages.len());
        let option = |option: &Json| {
            let coding = &option["valueCoding"];
            let plain = option["valueString"]
                .as_str()
                .map(str::to_owned)
                .or_else(|| option["valueInteger"].as_i64().map(|value| value.to_string()));
            let code = coding["code"].as_str().map(str::to_owned).or(plain)?;
            let label = self.texts(coding, "display", &code);
            let weight = ["ordinalValue", "itemWeight"]
                .iter()
                .find_map(|name| extension(coding, name).or_else(|| extension(option, name)));
            Some((code, label, weight.and_then(Json::as_f64)))
        };
        options[..most].iter().filter_map(option).collect()
    }

    fn scale(&mut self, item: &mut ItemSketch, json: &Json) -> Field {
        let options = self.options(json);
        let is_weighted = options.iter().all(|(code, _, weight)| code == NONE || weight.is_some());
        let is_numbered = options.iter().all(|(code, ..)| code == NONE || super::figure(code).is_some());
        let mut numbers = HashMap::new();
        let (mut points, mut none) = (Vec::new(), None);
        for (at, (code, label, weight)) in options.into_iter().enumerate() {
            if code == NONE && weight.is_none() {
                none = Some(label);
                continue;
            }
            let value = weight
                .filter(|_| is_weighted)
                .or_else(|| super::figure(&code).filter(|_| is_numbered))
                .unwrap_or(at as f64 + 1.0);
            points.push((value, label));
            numbers.insert(code, value);
        }
        if !is_weighted && !is_numbered {
            let message = format!("the options of `{}` have no ordinal values, and the points of a scale are numbers", item.name);
            self.sketch.diagnostics.push(left_out(message, "they were numbered in their order"));
        }
        points.sort_by(|one, other| one.0.total_cmp(&other.0));
        let wanted = Names::default().give(&format!("{}_scale", item.name));
        item.kind = format!("on {}", self.sketch.scale(&wanted, ScaleSketch { name: String::new(), points, none, line: None }));
        Field::Coded(item.name.clone(), numbers)
    }

    fn choices(&mut self, item: &mut ItemSketch, json: &Json) -> Field {
        let mut names = Names::default();
        let mut codes = HashMap::new();
        for (code, label, _) in self.options(json) {
            let name = names.give(&code);
            item.choices.push((name.clone(), label));
            codes.insert(code, name);
        }
        let choices: Vec<&str> = item.choices.iter().map(|(name, _)| name.as_str()).collect();
        item.kind = format!("as choices {}", choices.join(", "));
        Field::Choices(item.name.clone(), codes)
    }

    fn computed(&mut self, json: &Json, link: &str) {
        let place = format!("the calculation of `{link}`");
        match extension(json, STATEMENT).and_then(Json::as_str) {
            Some(statement) => self.sketch.computed.push(Computed { place, statement: statement.to_owned() }),
            None => {
                let expression =
                    extension(json, "calculatedExpression").map(|value| text_of(value, "expression")).unwrap_or_default();
                let message = format!("{place} (`{expression}`) is FHIRPath, which is not read");
                self.sketch.diagnostics.push(left_out(message, "write the score by hand"));
            }
        }
    }

    /// `enableWhen`, once all questions are known.
    fn conditions(&mut self, parent: &Json, depth: usize) {
        if depth > DEPTH {
            return;
        }
        for item in items_of(parent) {
            let rules = item["enableWhen"].as_array().map(Vec::as_slice).unwrap_or_default();
            let own = self.fields.get(&text_of(item, "linkId")).map(|field| field.name().to_owned());
            if let (Some(own), false, None) = (own, rules.is_empty(), extension(item, STATEMENT)) {
                let word = if item["enableBehavior"] == "all" { " and " } else { " or " };
                let tests: Option<Vec<String>> = rules.iter().map(|rule| self.rule(rule)).collect();
                match tests {
                    Some(tests) => {
                        if let Some(item) = self.sketch.items().find(|item| item.name == own) {
                            item.asked = Some(tests.join(word));
                        }
                    }
                    None => {
                        let message = format!("when `{own}` is asked was not understood, so it is asked always");
                        self.sketch.diagnostics.push(left_out(message, "write `asked when …` by hand"));
                    }
                }
            }
            self.conditions(item, depth + 1);
        }
    }

    fn rule(&self, rule: &Json) -> Option<String> {
        let field = self.fields.get(rule["question"].as_str()?)?;
        let operator = rule["operator"].as_str()?;
        let answer = rule.as_object()?.iter().find(|(key, _)| key.starts_with("answer")).map(|(_, value)| value)?;
        let code = answer["code"].as_str().map(str::to_owned).or_else(|| answer.as_str().map(str::to_owned));
        match (field, operator) {
            (field, "exists") => {
                let missing = format!("{} is missing", field.name());
                Some(if answer == &Json::Bool(true) { format!("not {missing}") } else { missing })
            }
            (Field::Choices(name, codes), "=") => Some(format!("{name} includes {}", codes.get(&code?)?)),
            (Field::Coded(name, numbers), operator) => {
                let code = code.or_else(|| answer.as_bool().map(|value| value.to_string()))?;
                Some(format!("{name} {operator} {}", numbers.get(&code)?))
            }
            (Field::Number(name), operator) => Some(format!("{name} {operator} {}", answer.as_f64()?)),
            _ => None,
        }
    }
}

fn is_computed(statement: &str) -> bool {
    ["score ", "let ", "bands ", "category ", "alert ", "table "].iter().any(|word| statement.starts_with(word))
}

//! The options of a question: its own, or those of a value set that is contained in the questionnaire.

use std::cell::Cell;
use std::collections::HashSet;

use serde_json::Value as Json;

use super::super::options::Choice;
use super::json::{extension, texts};

/// The weights of options, by release.
const WEIGHTS: [&str; 2] = ["ordinalValue", "itemWeight"];

/// How deep headings may be nested.
const DEPTH: usize = 16;
/// How many sets are looked up for a question.
const LOOKED_UP: usize = 32;

/// The choices of a question, as far as they are in the file.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) choices: Vec<Choice>,
    /// Whether a part of them, or of those that are taken away, is not.
    pub(super) is_partial: bool,
}

/// The choices of a question; nothing where they stand in no file.
pub(super) fn choices(item: &Json, questionnaire: &Json, languages: &[String]) -> Listed {
    if let Some(options) = item["answerOption"].as_array().or_else(|| item["option"].as_array()) {
        return Listed { choices: options.iter().filter_map(|option| choice(option, languages)).collect(), is_partial: false };
    }
    let Some(address) = item["answerValueSet"].as_str().or_else(|| item["options"]["reference"].as_str()) else {
        return Listed::default();
    };
    let contained = questionnaire["contained"].as_array().into_iter().flatten();
    let all = contained.filter(|resource| ["ValueSet", "CodeSystem"].iter().any(|kind| resource["resourceType"] == *kind));
    let sets = Sets { all: all.collect(), left: Cell::new(LOOKED_UP) };
    let Some(concepts) = sets.at(address) else { return Listed::default() };
    let choices = concepts.found.into_iter().filter_map(|(_, concept)| of_coding(concept, concept, languages)).collect();
    Listed { choices, is_partial: concepts.is_partial }
}

/// Sets and systems that are contained in a questionnaire.
struct Sets<'j> {
    all: Vec<&'j Json>,
    /// How many sets may still be looked up for a question.
    left: Cell<usize>,
}

/// Concepts of a set, each with its system.
#[derive(Default)]
struct Concepts<'j> {
    found: Vec<(&'j Json, &'j Json)>,
    is_partial: bool,
}

impl<'j> Concepts<'j> {
    fn codes(&self) -> HashSet<(&'j str, &'j str)> {
        self.found.iter().map(code_of).collect()
    }
}

/// The system and the code of a concept.
fn code_of<'j>((system, concept): &(&'j Json, &'j Json)) -> (&'j str, &'j str) {
    (system.as_str().unwrap_or_default(), concept["code"].as_str().unwrap_or_default())
}

impl<'j> Sets<'j> {
    /// The concepts of the set at an address; `None` where it is not in the file.
    fn at(&self, address: &str) -> Option<Concepts<'j>> {
        let is_meant = |set: &&&Json| match address.strip_prefix('#') {
            Some(id) => set["id"] == id,
            None => set["url"] == address || address.split_once('|').is_some_and(|(address, _)| set["url"] == address),
        };
        self.left.set(self.left.get().checked_sub(1)?);
        let set = self.all.iter().find(is_meant)?;
        let mut concepts = Concepts::default();
        of_expansion(&set["expansion"], 0, &mut concepts.found);
        if !concepts.found.is_empty() {
            return Some(concepts);
        }
        for include in set["compose"]["include"].as_array().into_iter().flatten() {
            let included = self.included(include);
            concepts.is_partial |= included.is_partial;
            concepts.found.extend(included.found);
        }
        for exclude in set["compose"]["exclude"].as_array().into_iter().flatten() {
            let excluded = self.included(exclude);
            concepts.is_partial |= excluded.is_partial;
            let gone = excluded.codes();
            concepts.found.retain(|concept| !gone.contains(&code_of(concept)));
        }
        Some(concepts)
    }

    /// What a part of a set takes in, or takes away.
    fn included(&self, part: &'j Json) -> Concepts<'j> {
        let system = &part["system"];
        let mut own = Concepts { is_partial: part["filter"].is_array(), ..Concepts::default() };
        if let Some(concepts) = part["concept"].as_array() {
            own.found.extend(concepts.iter().map(|concept| (system, concept)));
        } else if !own.is_partial && system.is_string() {
            // A system that is contained too, taken as a whole.
            let is_system = |other: &&&Json| other["resourceType"] == "CodeSystem" && other["url"] == *system;
            match self.all.iter().find(is_system) {
                Some(found) => of_system(found, system, 0, &mut own.found),
                None => own.is_partial = true,
            }
        }
        // Where a part names sets as well, only what is in each of them is meant.
        for (at, address) in part["valueSet"].as_array().into_iter().flatten().enumerate() {
            match address.as_str().and_then(|address| self.at(address)) {
                None => own.is_partial = true,
                Some(set) if at == 0 && !system.is_string() => own = set,
                Some(set) => {
                    own.is_partial |= set.is_partial;
                    let there = set.codes();
                    own.found.retain(|concept| there.contains(&code_of(concept)));
                }
            }
        }
        own
    }
}

/// The concepts of an expansion; what is abstract is a heading, and cannot be chosen.
fn of_expansion<'j>(part: &'j Json, depth: usize, found: &mut Vec<(&'j Json, &'j Json)>) {
    for concept in part["contains"].as_array().into_iter().flatten().filter(|_| depth < DEPTH) {
        if concept["abstract"] != true {
            found.push((&concept["system"], concept));
        }
        of_expansion(concept, depth + 1, found);
    }
}

/// The concepts of a system, those below others among them.
fn of_system<'j>(part: &'j Json, system: &'j Json, depth: usize, found: &mut Vec<(&'j Json, &'j Json)>) {
    for concept in part["concept"].as_array().into_iter().flatten().filter(|_| depth < DEPTH) {
        found.push((system, concept));
        of_system(concept, system, depth + 1, found);
    }
}

/// The codes of options that exclude all others.
pub(super) fn exclusive(item: &Json) -> Vec<String> {
    let options = item["answerOption"].as_array().into_iter().flatten();
    let is_one = |option: &&Json| extension(option, "optionExclusive") == Some(&Json::Bool(true));
    options.filter(is_one).filter_map(|option| Some(choice(option, &[])?.code)).collect()
}

fn choice(option: &Json, languages: &[String]) -> Option<Choice> {
    if option["valueCoding"].is_object() {
        return of_coding(&option["valueCoding"], option, languages);
    }
    let (key, value) = option.as_object()?.iter().find(|(key, _)| key.starts_with("value"))?;
    let code = match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        Json::Bool(truth) => truth.to_string(),
        Json::Object(_) => value["display"].as_str().or(value["reference"].as_str())?.to_owned(),
        Json::Null | Json::Array(_) => return None,
    };
    Some(Choice { label: texts(option, key, &code, languages), code, weight: weight(option, option) })
}

fn of_coding(coding: &Json, around: &Json, languages: &[String]) -> Option<Choice> {
    let code = coding["code"].as_str().or(coding["display"].as_str())?.to_owned();
    Some(Choice { label: texts(coding, "display", &code, languages), weight: weight(coding, around), code })
}

fn weight(coding: &Json, around: &Json) -> Option<f64> {
    WEIGHTS.iter().find_map(|name| extension(coding, name).or_else(|| extension(around, name)))?.as_f64()
}

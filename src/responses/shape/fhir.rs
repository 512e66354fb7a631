//! FHIR QuestionnaireResponses: alone, in a bundle, or one a line; items by their `linkId`, or the code that it ends
//! with.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::codings::Codings;
use super::subjects::Subjects;
use crate::instrument::{Given, Instrument, Item, Notation};
use crate::responses::filter::Filter;
use crate::responses::grid::Grid;
use crate::responses::json_table::{TableOfRecords, cell_of};
use crate::responses::options::ReadOptions;
use crate::source::{Diagnostic, Place, Severity, codes};

/// Questionnaires that are shown of several.
const SHOWN: usize = 6;
/// Items within items, at the most.
const DEPTH: usize = 32;

pub(super) fn is(record: &Value) -> bool {
    matches!(text(record, &["resourceType"]), "QuestionnaireResponse" | "Bundle")
}

/// The column that says to which questionnaire a response answers, where somebody asks for it.
const QUESTIONNAIRE: &str = "questionnaire";
/// The column that says how far a response is, where somebody asks for it.
const STATUS: &str = "status";
const IN_PROGRESS: &str = "in-progress";

/// How the system of identifiers ends with which our own responses tell administrations apart.
const ADMINISTRATION: [&str; 2] = ["NamingSystem:administration", "NamingSystem/administration"];
/// The extension of our own responses that says what is known of the case.
const KNOWN: &str = "urn:verbond:known";

/// A row for each response that counts.
///
/// # Errors
/// Where responses answer several questionnaires, and nothing says which of them is the measure.
pub(super) fn table(records: &[Value], instrument: &Instrument, options: &ReadOptions) -> Result<Grid, Box<Diagnostic>> {
    let mut table = TableOfRecords::default();
    let mut left_out = 0;
    let responses: Vec<&Value> = records.iter().flat_map(responses_in).collect();
    let [is_said, asks_for_status] = [QUESTIONNAIRE, STATUS].map(|column| is_asked_for(column, options));
    let subjects = Subjects::of(&responses);
    let only = if is_said { None } else { questionnaire_of(&responses, instrument, options)? };
    let texts_count = codings(&responses, instrument, options).texts_count()?;
    for (number, response) in (1..).zip(responses) {
        let is_other = only.as_ref().is_some_and(|only| !only.contains(&text(response, &[QUESTIONNAIRE])));
        if is_other || matches!(text(response, &[STATUS]), "entered-in-error" | "stopped") {
            left_out += 1;
            continue;
        }
        let case = subjects.case(response);
        let questionnaire = if is_said || options.keep { text(response, &[QUESTIONNAIRE]) } else { "" };
        let status = if asks_for_status { text(response, &[STATUS]) } else { "" };
        let identity = [
            ("case", case),
            ("occasion", occasion_of(response, case)),
            ("informant", informant_of(response, instrument)),
            ("date", text(response, &["authored"])),
            ("language", text(response, &["language"])),
            (QUESTIONNAIRE, questionnaire),
            (STATUS, status),
        ];
        let said = identity.into_iter().filter(|(_, text)| !text.is_empty());
        let mut fields: Vec<(String, String)> = said.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        fields.extend(facts(response));
        let mut given = Answers { instrument, texts_count, fields: vec![], parents: HashMap::new(), row: number, visited: 0 };
        given.take(response, 0)?;
        fields.extend(given.fields);
        table.add(number, fields);
    }
    Ok(Grid { left_out, ..table.finish() })
}

/// Who answered, where several may: by the name that our own responses have, or what people read.
fn informant_of<'i>(response: &Value, instrument: &'i Instrument) -> &'i str {
    let (name, label) = (text(response, &["source", "identifier", "value"]), text(response, &["source", "display"]));
    let mut all = instrument.informants.iter().filter(|_| instrument.informants.len() > 1);
    let named = all.clone().find(|informant| informant.name == name);
    named.or_else(|| all.find(|informant| informant.label == label)).map_or("", |informant| informant.name.as_str())
}

/// The occasion, where our own responses say which: `case/occasion/informant`.
fn occasion_of<'r>(response: &'r Value, case: &str) -> &'r str {
    let identifiers = response.get("identifier");
    let all = identifiers.and_then(Value::as_array).map_or_else(|| identifiers.as_slice().to_vec(), |all| all.iter().collect());
    let own = all.into_iter().find(|of| ADMINISTRATION.iter().any(|end| text(of, &["system"]).ends_with(end)));
    let rest = own.and_then(|of| text(of, &["value"]).strip_prefix(case)?.strip_prefix('/'));
    rest.and_then(|rest| rest.rsplit_once('/')).map_or("", |(occasion, _)| occasion)
}

/// What is known of the case, as our own responses carry it: a name and a value each.
fn facts(response: &Value) -> Vec<(String, String)> {
    let extensions = response.get("extension").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let facts = extensions.iter().filter(|extension| text(extension, &["url"]) == KNOWN);
    facts
        .filter_map(|fact| text(fact, &["valueString"]).split_once(' '))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// What is said of responses that are read.
pub(super) fn notes(records: &[Value], instrument: &Instrument, options: &ReadOptions) -> Vec<Diagnostic> {
    let responses: Vec<&Value> = records.iter().flat_map(responses_in).collect();
    let of_codes = codings(&responses, instrument, options).note();
    let notes = [of_other_name(&responses, instrument, options), of_codes, unfinished(&responses, options)];
    notes.into_iter().flatten().chain(Subjects::of(&responses).note()).collect()
}

/// What is said of responses that nobody finished, where nobody says which are read.
fn unfinished(responses: &[&Value], options: &ReadOptions) -> Option<Diagnostic> {
    let count = responses.iter().filter(|response| text(response, &[STATUS]) == IN_PROGRESS).count();
    let message = format!("{count} of {} responses are `{IN_PROGRESS}`, and are read too", responses.len());
    let help = format!("{} leaves them out", options.caller.only_rows(&format!("{STATUS} != {IN_PROGRESS}")));
    let is_news = count > 0 && !is_asked_for(STATUS, options);
    is_news.then(|| Diagnostic::new(&codes::FOUND_SHAPE, Place::File, message).help(help))
}

/// What all responses say of codes beside their texts.
fn codings<'i>(responses: &[&Value], instrument: &'i Instrument, options: &ReadOptions) -> Codings<'i> {
    let mut codings = Codings::new(instrument, options);
    for (row, response) in (1..).zip(responses) {
        each_item(response, 0, &mut |item| {
            let Some(of_measure) = item_of(text(item, &["linkId"]), item, instrument) else { return };
            for answer in given(item) {
                let coded = (text(answer, &["valueCoding", "code"]), text(answer, &["valueCoding", "display"]));
                codings.take(row, of_measure, coded);
            }
        });
    }
    codings
}

/// Hands over each item of a response, those within others and within answers too.
fn each_item<'v>(of: &'v Value, depth: usize, take: &mut dyn FnMut(&'v Value)) {
    for item in of.get("item").and_then(Value::as_array).map_or(&[][..], Vec::as_slice) {
        take(item);
        if depth < DEPTH {
            given(item).iter().for_each(|answer| each_item(answer, depth + 1, take));
            each_item(item, depth + 1, take);
        }
    }
}

/// The answers to an item.
fn given(item: &Value) -> &[Value] {
    item.get("answer").and_then(Value::as_array).map_or(&[][..], Vec::as_slice)
}

/// What is said of responses that all answer one questionnaire, which is called otherwise than the measure.
fn of_other_name(responses: &[&Value], instrument: &Instrument, options: &ReadOptions) -> Option<Diagnostic> {
    let addresses = addresses(responses);
    let first = addresses.first().filter(|_| names_in(&addresses).len() == 1)?;
    if is_of(first, instrument) || is_asked_for(QUESTIONNAIRE, options) {
        return None;
    }
    let message = format!("these answer `{first}`, and the measure is `{}`", instrument.id);
    let note = Diagnostic::new(&codes::OTHER_QUESTIONNAIRES, Place::File, message).with_severity(Severity::Note);
    Some(note.help("look whether both have the same items"))
}

/// Whether a condition names a column that is there where it is asked for.
fn is_asked_for(column: &str, options: &ReadOptions) -> bool {
    options.filter.iter().flat_map(Filter::columns).any(|asked| asked == column)
}

/// The addresses of the questionnaires that responses answer, as far as they say it.
fn addresses<'r>(responses: &[&'r Value]) -> BTreeSet<&'r str> {
    responses.iter().map(|response| text(response, &[QUESTIONNAIRE])).filter(|address| !address.is_empty()).collect()
}

fn names_in(addresses: &BTreeSet<&str>) -> BTreeSet<String> {
    addresses.iter().map(|address| name_in(address)).collect()
}

/// Whether a questionnaire is called as the measure is.
fn is_of(address: &str, instrument: &Instrument) -> bool {
    let id = instrument.id.as_str();
    [id, id.strip_prefix("measure-").unwrap_or(id)].contains(&name_in(address).as_str())
}

/// Which questionnaires the responses to this measure answer; nothing where all answer one, or none says which.
fn questionnaire_of<'r>(
    responses: &[&'r Value],
    instrument: &Instrument,
    options: &ReadOptions,
) -> Result<Option<Vec<&'r str>>, Box<Diagnostic>> {
    let all = addresses(responses);
    let count = names_in(&all).len();
    if count < 2 {
        return Ok(None);
    }
    let own: Vec<&str> = all.iter().copied().filter(|address| is_of(address, instrument)).collect();
    if !own.is_empty() {
        return Ok(Some(own));
    }
    let shown: Vec<String> = all.iter().take(SHOWN).map(|address| format!("`{address}`")).collect();
    let message = format!("these answer {} questionnaires, and none is called `{}`: {}", count, instrument.id, shown.join(", "));
    let condition = format!("{QUESTIONNAIRE} = \"{}\"", all.iter().next_back().copied().unwrap_or_default());
    let help = format!("say which is this measure: {}", options.caller.only_rows(&condition));
    Err(Box::new(Diagnostic::new(&codes::OTHER_QUESTIONNAIRES, Place::File, message).help(help)))
}

/// What an address calls a questionnaire, as the id of a measure that came in from it has it. An address may end with a
/// version, and begin with whoever keeps it.
fn name_in(address: &str) -> String {
    let address = address.split('|').next().unwrap_or_default();
    let last = address.rsplit('/').next().unwrap_or_default();
    last.to_ascii_lowercase().chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect()
}

fn responses_in(record: &Value) -> Vec<&Value> {
    match text(record, &["resourceType"]) {
        "QuestionnaireResponse" => vec![record],
        "Bundle" => {
            let entries = record.get("entry").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let resources = entries.iter().filter_map(|entry| entry.get("resource"));
            resources.filter(|resource| text(resource, &["resourceType"]) == "QuestionnaireResponse").collect()
        }
        _ => vec![],
    }
}

pub(super) fn text<'v>(of: &'v Value, path: &[&str]) -> &'v str {
    path.iter().try_fold(of, |of, name| of.get(name)).and_then(Value::as_str).unwrap_or_default()
}

/// What is answered in a response.
struct Answers<'i> {
    instrument: &'i Instrument,
    texts_count: bool,
    fields: Vec<(String, String)>,
    /// Where each item of the measure was answered: a group, counted as they come.
    parents: HashMap<&'i str, usize>,
    row: u64,
    visited: usize,
}

impl<'i> Answers<'i> {
    /// Takes the items within something.
    ///
    /// # Errors
    /// Where two groups answer the same item.
    fn take(&mut self, of: &Value, depth: usize) -> Result<(), Box<Diagnostic>> {
        self.visited += 1;
        let parent = self.visited;
        for item in of.get("item").and_then(Value::as_array).map_or(&[][..], Vec::as_slice) {
            let link = text(item, &["linkId"]);
            let of_measure = item_of(link, item, self.instrument);
            if let Some(known) = of_measure.filter(|_| !given(item).is_empty())
                && *self.parents.entry(&known.name).or_insert(parent) != parent
            {
                return Err(Box::new(self.answered_twice(known)));
            }
            let name = of_measure.map_or(link, |item| item.name.as_str());
            let value =
                |answer: &Value| Some((name.to_owned(), value_of(answer, of_measure, (self.instrument, self.texts_count))?));
            let values: Vec<(String, String)> = given(item).iter().filter_map(value).collect();
            self.fields.extend(values);
            if depth < DEPTH {
                given(item).iter().try_for_each(|answer| self.take(answer, depth + 1))?;
                self.take(item, depth + 1)?;
            }
        }
        Ok(())
    }

    fn answered_twice(&self, item: &Item) -> Diagnostic {
        let message = format!("`{}` is answered in two groups of one response, and nobody can tell which is meant", item.name);
        let place = Place::Cell { row: self.row, column: Some(item.name.clone()), found: None };
        Diagnostic::new(&codes::LONG_FORM, place, message).help("make a response of each, or take one of them away")
    }
}

/// The item that is answered: by its name, or by what the Questionnaire calls it that the measure came in from. Where
/// that is a code of a terminology, LOINC for one, a `linkId` or a `definition` may end with it.
fn item_of<'i>(link: &str, item: &Value, instrument: &'i Instrument) -> Option<&'i Item> {
    let last = |text: &str| text.rsplit(['/', '#']).next().unwrap_or_default().to_owned();
    let wanted = [link.to_owned(), last(link), last(text(item, &["definition"]))];
    let named = |name: &String| instrument.item(name).map(|at| &instrument.items[at]);
    let in_form = |name: &String| {
        let mut alike = instrument.items.iter().filter(|item| item.names_in_form().contains(&name.as_str()));
        alike.next().filter(|_| alike.next().is_none())
    };
    wanted.iter().filter(|name| !name.is_empty()).find_map(|name| named(name).or_else(|| in_form(name)))
}

/// The value of an answer. Of a code and its display, that which the measure knows: terminologies have codes of their
/// own.
fn value_of(answer: &Value, item: Option<&Item>, (instrument, texts_count): (&Instrument, bool)) -> Option<String> {
    let (kind, value) = answer.as_object()?.iter().find(|(name, _)| name.starts_with("value"))?;
    match kind.as_str() {
        "valueCoding" => {
            let (code, display) = (text(value, &["code"]), text(value, &["display"]));
            let is_known = |code: &str| item.is_some_and(|item| is_answer(code, item, instrument));
            let is_of_scale = || item.is_some_and(|item| item.kind.scale().is_some());
            let by_code = is_known(code) && !(texts_count && is_of_scale());
            Some(if display.is_empty() || by_code { code } else { display }.to_owned())
        }
        "valueQuantity" => value.get("value").and_then(cell_of),
        _ => cell_of(value),
    }
}

fn is_answer(code: &str, item: &Item, instrument: &Instrument) -> bool {
    let is_own = matches!(instrument.domain_of(item).read(code, &Notation::default()), Ok(Given::Value(_) | Given::None));
    let scale = item.kind.scale();
    let alike =
        instrument.items.iter().filter(|other| other.name == item.name || (scale.is_some() && other.kind.scale() == scale));
    is_own || alike.flat_map(Item::answers_in_form).any(|(known, _)| known == code)
}

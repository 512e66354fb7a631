//! FHIR QuestionnaireResponses: alone, in a bundle, or one a line; items by their `linkId`, or the code that it ends
//! with.

use serde_json::Value;

use crate::instrument::{Given, Instrument, Item, Notation};
use crate::responses::grid::Grid;
use crate::responses::json_table::{TableOfRecords, cell_of};

/// Items within items, at the most.
const DEPTH: usize = 32;

pub(super) fn is(record: &Value) -> bool {
    matches!(text(record, &["resourceType"]), "QuestionnaireResponse" | "Bundle")
}

/// A row for each response that counts.
pub(super) fn table(records: &[Value], instrument: &Instrument) -> Grid {
    let mut table = TableOfRecords::default();
    let mut left_out = 0;
    let responses: Vec<&Value> = records.iter().flat_map(responses_in).collect();
    for (number, response) in (1..).zip(responses) {
        if matches!(text(response, &["status"]), "entered-in-error" | "stopped") {
            left_out += 1;
            continue;
        }
        let case = [["subject", "reference"], ["subject", "display"], ["identifier", "value"]];
        let of_subject = text(response, &["subject", "identifier", "value"]);
        let case =
            std::iter::once(of_subject).chain(case.iter().map(|path| text(response, path))).chain([text(response, &["id"])]);
        let case = case.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        let case = case.strip_prefix("Patient/").unwrap_or(case);
        let identity = [("case", case), ("date", text(response, &["authored"])), ("language", text(response, &["language"]))];
        let said = identity.into_iter().filter(|(_, text)| !text.is_empty());
        let mut fields: Vec<(String, String)> = said.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        answers(response, instrument, 0, &mut fields);
        table.add(number, fields);
    }
    Grid { left_out, ..table.finish() }
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

fn text<'v>(of: &'v Value, path: &[&str]) -> &'v str {
    path.iter().try_fold(of, |of, name| of.get(name)).and_then(Value::as_str).unwrap_or_default()
}

fn answers(of: &Value, instrument: &Instrument, depth: usize, fields: &mut Vec<(String, String)>) {
    let items = of.get("item").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for item in items {
        let link = text(item, &["linkId"]);
        let of_measure = item_of(link, item, instrument);
        let link = of_measure.map_or(link, |item| item.name.as_str());
        let given = item.get("answer").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        fields.extend(given.iter().filter_map(|answer| Some((link.to_owned(), value_of(answer, of_measure, instrument)?))));
        if depth < DEPTH {
            given.iter().for_each(|answer| answers(answer, instrument, depth + 1, fields));
            answers(item, instrument, depth + 1, fields);
        }
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
fn value_of(answer: &Value, item: Option<&Item>, instrument: &Instrument) -> Option<String> {
    let (kind, value) = answer.as_object()?.iter().find(|(name, _)| name.starts_with("value"))?;
    match kind.as_str() {
        "valueCoding" => {
            let (code, display) = (text(value, &["code"]), text(value, &["display"]));
            let is_known = |code: &str| item.is_some_and(|item| is_answer(code, item, instrument));
            Some(if display.is_empty() || is_known(code) { code } else { display }.to_owned())
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

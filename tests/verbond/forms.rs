//! Measures that go out as forms of other programs, and forms that come in as measures. `tests/judges/forms.sh` lets
//! those programs judge.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use verbond::Instrument;
use verbond::exchange::{ExportOptions, FormFormat, Imported, Target, from_fhir, from_redcap};
use verbond::instrument::{AlertIx, BandsIx, InformantIx, KnownIx, KnownKind, ScoreIx};
use verbond::responses::ResponseTable;
use verbond::score::Plan;
use verbond::source::{SourceFile, Style, render};

use crate::example::checked;
use crate::measures::files;
use crate::ranges::answers;

fn measures() -> Vec<Instrument> {
    let own = ["everything", "tables"].map(|name| format!("tests/data/{name}.instrument"));
    let own = own.map(|path| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}")));
    let texts = files().into_iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "instrument"));
    let texts = texts.map(|(_, text)| text).chain(own);
    texts.map(|text| checked(&text).0.unwrap_or_else(|| panic!("sound"))).collect()
}

fn sound(imported: &Imported) -> Instrument {
    let (instrument, diagnostics, file) = checked(&imported.instrument);
    let formatted = verbond::syntax::format(&file).unwrap_or_default();
    assert_eq!(formatted, imported.instrument, "what is imported is in the one true layout");
    instrument.unwrap_or_else(|| panic!("{}\n{}", imported.instrument, crate::example::rendered(&file, &diagnostics)))
}

/// The same administrations for a measure that has some of the items of another, in the same or another order.
fn carried(table: &ResponseTable, from: &Instrument, to: &Instrument) -> ResponseTable {
    let mut carried = ResponseTable::unanswered(to, table.rows);
    // The day counts for what is computed from it.
    carried.identity = table.identity.clone();
    for (item, column) in to.items.iter().zip(&mut carried.items) {
        let at = from.item(&item.name).unwrap_or_else(|| panic!("`{}` is an item of both", item.name));
        column.clone_from(&table.items[at]);
    }
    for (known, column) in to.known.iter().zip(&mut carried.known) {
        let at = from.known.iter().position(|there| there.name == known.name).unwrap_or_else(|| panic!("known in both"));
        column.clone_from(&table.known[KnownIx(at)]);
    }
    carried
}

/// Scores of both are the same, whatever is answered.
fn judge(before: &Instrument, after: &Instrument, informant: usize, bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut table = answers(before, 30, bytes);
    table.informants.iter_mut().for_each(|who| *who = InformantIx(informant));
    let there = Plan::new(after).score(carried(&table, before, after));
    let here = Plan::new(before).score(table);
    for (at, score) in before.scores.iter().enumerate() {
        let Some(found) = after.score(&score.name) else { continue };
        for (one, other) in here.scores[ScoreIx(at)].iter().zip(&there.scores[found]) {
            let equal = one.is_nan() && other.is_nan() || (one - other).abs() <= 1e-9 * one.abs().max(1.0);
            prop_assert!(equal, "{} of {} is {one}, and {other} after import", score.name, before.id);
        }
    }
    for (at, bands) in before.bands.iter_enumerated() {
        let Some(found) = after.bands.iter().position(|there| there.name == bands.name) else { continue };
        prop_assert_eq!(&here.bands[at], &there.bands[BandsIx(found)], "{} of {}", &bands.name, &before.id);
    }
    for (at, alert) in before.alerts.iter_enumerated() {
        let Some(found) = after.alerts.iter().position(|there| there.name == alert.name) else { continue };
        prop_assert_eq!(&here.alerts[at], &there.alerts[AlertIx(found)], "{} of {}", &alert.name, &before.id);
    }
    Ok(())
}

/// The names of all that is computed.
fn computed(instrument: &Instrument) -> Vec<&str> {
    let scores = instrument.scores.iter().map(|score| score.name.as_str());
    let bands = instrument.bands.iter().map(|bands| bands.name.as_str());
    scores.chain(bands).chain(instrument.alerts.iter().map(|alert| alert.name.as_str())).collect()
}

fn only(measures: Vec<Imported>) -> Imported {
    let [only] = <[Imported; 1]>::try_from(measures).unwrap_or_else(|all| panic!("{} measures", all.len()));
    only
}

fn round_trips(target: Target, format: FormFormat, bytes: &[u8]) {
    for instrument in measures() {
        for informant in 0..instrument.informants.len() {
            let options = ExportOptions { informant: Some(InformantIx(informant)), ..ExportOptions::default() };
            let exported = target.export(&instrument, &[], &options).unwrap_or_else(|error| panic!("{}: {error}", instrument.id));
            let imported = only(format.import(&exported.bytes).unwrap_or_else(|error| panic!("{}: {error}", instrument.id)));
            let left: Vec<&str> = imported.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
            let after = sound(&imported);
            // A form for one informant lacks what only others are asked, and them; what names it or them stays behind,
            // and that is said of each.
            let came = computed(&after);
            let lost: Vec<&str> = computed(&instrument).into_iter().filter(|name| !came.contains(name)).collect();
            let all_are_asked = instrument.items.iter().all(|item| item.is_for(InformantIx(informant)));
            // Nor does it know another informant, or whether an item was asked.
            let alert = |name: &str| instrument.alerts.iter().find(|alert| alert.name == name);
            let beyond = |name: &&str| {
                alert(name).is_some_and(|alert| alert.key.contains("informant = ") || alert.key.contains(" is asked"))
            };
            let is_explained = lost.iter().all(beyond) || !all_are_asked;
            assert!(is_explained, "{} for {}: {lost:?}", instrument.id, target.name());
            assert_eq!(left.len(), lost.len(), "{} for {}: {left:?}", instrument.id, target.name());
            assert!(lost.iter().all(|name| left.iter().any(|said| said.contains(&format!("`{name}`")))), "{left:?}");
            assert_eq!((&after.id, &after.title), (&instrument.id, &instrument.title), "{}", target.name());
            assert_eq!(after.version.to_string(), instrument.version.to_string());
            let who = &instrument.informants[InformantIx(informant)];
            assert_eq!(
                (&after.informants[InformantIx(0)].name, &after.informants[InformantIx(0)].label),
                (&who.name, &who.label)
            );
            assert_eq!(after.licence, instrument.licence, "{} for {}", instrument.id, target.name());
            judge(&instrument, &after, informant, bytes).unwrap_or_else(|error| panic!("{}: {error}", target.name()));
        }
    }
}

#[test]
fn a_measure_comes_back_from_an_xlsform_with_its_scores() {
    round_trips(Target::Xlsform, FormFormat::Xlsform, b"some bytes that answers are drawn from, 0123456789");
}

#[test]
fn a_measure_comes_back_from_a_redcap_dictionary_with_its_scores() {
    round_trips(Target::Redcap, FormFormat::Redcap, b"other bytes that answers are drawn from, 9876543210");
}

#[test]
fn a_measure_comes_back_from_a_limesurvey_structure_with_its_scores() {
    round_trips(Target::Limesurvey, FormFormat::Limesurvey, b"bytes that are others again, 0192837465");
}

#[test]
fn a_measure_comes_back_from_a_surveyjs_model_with_its_scores() {
    round_trips(Target::Surveyjs, FormFormat::Surveyjs, b"and others that nobody drew before, 5647382910");
}

fn told(imported: &Imported) -> String {
    let file = SourceFile::new("form", "");
    let diagnostics: Vec<String> =
        imported.diagnostics.iter().map(|diagnostic| render(&file, diagnostic, Style::Plain)).collect();
    let translations: Vec<&str> = imported.translations.iter().map(|(_, text)| text.as_str()).collect();
    format!("{}\n{}\n{}", imported.instrument, diagnostics.join("\n\n"), translations.join("\n"))
}

const HEAD: &str = "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\"Choices, Calculations, OR Slider Labels\",\"Field Note\",\"Text Validation Type OR Show Slider Number\",\"Text Validation Min\",\"Text Validation Max\",Identifier?,\"Branching Logic (Show field only if...)\",\"Required Field?\",\"Custom Alignment\",\"Question Number (surveys only)\",\"Matrix Group Name\",\"Matrix Ranking?\",\"Field Annotation\"";

#[test]
fn a_dictionary_of_somebody_else_becomes_a_measure() {
    let rows = [
        "record_id,mood_check,,text,Record,,,,,,,,,,,,,",
        "glum,mood_check,Mood,radio,I felt glum.,\"0, Never | 1, Sometimes | 2, Often\",,,,,,,y,,,,,",
        "calm,mood_check,,radio,I felt calm.,\"0, Never | 1, Sometimes | 2, Often\",,,,,,,y,,,,,",
        "sleep,mood_check,,yesno,Did you sleep?,,,,,,,,y,,,,,",
        "hours,mood_check,,text,How long?,,,number,0,24,,\"[sleep] = '1' and [glum] <> ''\",,,,,,",
        "who,mood_check,,checkbox,Who helps?,\"1, Family | 2, Friends\",,,,,,,,,,,,",
        "why,mood_check,,notes,Why?,,,,,,,\"[who(2)] = '1' or [glum] >= 2\",,,,,,",
        "photo,mood_check,,file,A photo,,,,,,,,,,,,,",
        "total,mood_check,,calc,Sum,\"[glum] + (2 - [calm])\",,,,,,,,,,,,",
        "average,mood_check,,calc,Mean,\"mean([glum], [calm])\",,,,,,,,,,,,",
        "days,mood_check,,calc,Days,\"datediff([date], 'today', 'd')\",,,,,,,,,,,,",
    ];
    let text = format!("{HEAD}\n{}\n", rows.join("\n"));
    let imported = only(from_redcap(text.as_bytes()).unwrap_or_else(|error| panic!("{error}")));
    sound(&imported);
    insta::assert_snapshot!(told(&imported));
}

#[test]
fn a_questionnaire_of_somebody_else_becomes_a_measure() {
    let in_dutch = |text: &str| {
        let parts = serde_json::json!([{"url": "lang", "valueCode": "nl"}, {"url": "content", "valueString": text}]);
        serde_json::json!({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": parts}]})
    };
    let json = serde_json::json!({"resourceType": "Bundle", "entry": [{"resource": {
        "resourceType": "Questionnaire", "url": "http://example.org/Questionnaire/fall-risk", "version": "2", "title": "Risk of falling", "_title": in_dutch("Kans op vallen"),
        "copyright": "Anybody", "language": "en", "item": [
            {"linkId": "intro", "type": "display", "text": "Please answer all.", "_text": in_dutch("Beantwoord alles.")},
            {"linkId": "1", "type": "group", "text": "Last month", "item": [
                {"linkId": "1.1", "type": "boolean", "text": "Did you fall?", "_text": in_dutch("Bent u gevallen?"), "required": true},
                {"linkId": "1.2", "type": "integer", "text": "How often?", "enableWhen": [{"question": "1.1", "operator": "=", "answerBoolean": true}],
                 "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 1},
                               {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 50}]},
                {"linkId": "1.3", "type": "choice", "text": "Were you afraid?", "required": true, "answerOption": [
                    {"valueCoding": {"code": "LA6270-8", "display": "Never", "_display": in_dutch("Nooit"), "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 0}]}},
                    {"valueCoding": {"code": "LA6282-3", "display": "Often", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 3}]}}]},
                {"linkId": "1.4", "type": "attachment", "text": "A picture"}]},
            {"linkId": "total", "type": "decimal", "text": "Total", "extension": [
                {"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
                 "valueExpression": {"language": "text/fhirpath", "expression": "%resource.item.count()"}}]}]}}]});
    let imported = only(from_fhir(json.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}")));
    sound(&imported);
    insta::assert_snapshot!(told(&imported));
}

#[test]
fn what_is_no_form_is_said_to_be_none() {
    let said = |format: FormFormat, bytes: &[u8]| format.import(bytes).err().map(|error| error.to_string()).unwrap_or_default();
    let errors = [
        said(FormFormat::Xlsform, b"not a workbook"),
        said(FormFormat::Redcap, b"a,b\n1,2\n"),
        said(FormFormat::Redcap, b""),
        said(FormFormat::Fhir, b"{}"),
        said(FormFormat::Fhir, b"{\"resourceType\": \"Questionnaire\", \"item\": []}"),
        said(FormFormat::Fhir, b"{\"resourceType\": \"Patient\"}"),
        said(FormFormat::Limesurvey, b"a\tb\n1\t2\n"),
        said(FormFormat::Surveyjs, b"{\"a\": 1}"),
        said(FormFormat::Surveyjs, b"{\"elements\": [{\"type\": \"file\", \"name\": \"photo\"}]}"),
    ];
    insta::assert_snapshot!(errors.join("\n"));
}

/// Forms and scripts that a person reads, for a measure that has everything.
#[test]
fn exports_are_as_they_were() {
    let instrument =
        measures().into_iter().find(|instrument| instrument.id == "everything").unwrap_or_else(|| panic!("it is there"));
    assert!(instrument.known.iter().any(|known| matches!(known.kind, KnownKind::OneOf(_))));
    for target in Target::ALL.iter().filter(|target| **target != Target::Xlsform) {
        let exported = target.export(&instrument, &[], &ExportOptions::default()).unwrap_or_else(|error| panic!("{error}"));
        let file = SourceFile::new(target.name(), "");
        let diagnostics: Vec<String> =
            exported.diagnostics.iter().map(|diagnostic| render(&file, diagnostic, Style::Plain)).collect();
        let text = String::from_utf8(exported.bytes).unwrap_or_else(|error| panic!("{error}"));
        insta::assert_snapshot!(format!("export_{}", target.name()), format!("{text}\n{}", diagnostics.join("\n\n")));
    }
}

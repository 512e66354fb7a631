//! Codes of answers that are no numbers of a measure go out again as they came in, and answers by them are scored.

use serde_json::{Value as Json, json};
use verbond::Instrument;
use verbond::Scorer;
use verbond::exchange::{ExportOptions, FormFormat, Target, measure_for_backends};
use verbond::responses::Format;

use crate::blanks_of_others::scored;

const HEADER: &str = "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\"Choices, Calculations, OR Slider Labels\",\"Field Note\",\"Text Validation Type OR Show Slider Number\",\"Text Validation Min\",\"Text Validation Max\",\"Identifier?\",\"Branching Logic (Show field only if...)\"";

fn dictionary() -> Vec<u8> {
    let rows = [
        "sex,f,,radio,Sex?,\"f, Female | m, Male\",,,,,,",
        "often,f,,radio,How often?,\"01, Never | 02, Often | 03, Always | dk, Unknown\",,,,,,",
        "set,f,,checkbox,What?,\"a, One | b, Two | -99, Refused\",,,,,,",
        "why,f,,notes,Why?,,,,,,,\"[sex] = 'f' and [often] > 1 and [set(a)] = '1'\"",
        "s,f,,calc,S,\"if([sex] = 'm', [often] * 2, [often])\",,,,,,",
    ];
    format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes()
}

fn model() -> Json {
    let choices =
        |all: &[(&str, &str)]| all.iter().map(|(value, text)| json!({"value": value, "text": text})).collect::<Vec<_>>();
    json!({"title": "S", "pages": [{"name": "p", "elements": [
        {"type": "radiogroup", "name": "sex", "title": "Sex?", "choices": choices(&[("f", "Female"), ("m", "Male")])},
        {"type": "radiogroup", "name": "often", "title": "Often?", "choices": choices(&[("01", "Never"), ("02", "Often"), ("03", "Always")])},
        {"type": "radiogroup", "name": "how", "title": "How?", "choices": ["Very good", "Bad, and \u{2018}worse"]},
        {"type": "checkbox", "name": "set", "title": "What?", "choices": choices(&[("a-1", "One"), ("b-2", "Two")])},
        {"type": "comment", "name": "why", "title": "Why?", "visibleIf": "{sex} = 'f' and {often} > 1 and {set} contains 'a-1'"},
        {"type": "expression", "name": "s", "expression": "iif({sex} = 'm', {often} * 2, {often})"},
    ]}]})
}

/// What a form says after it came in and went out to the same program; it comes in again as it was.
fn out_again(format: FormFormat, target: Target, form: &[u8]) -> Vec<u8> {
    let imported = &format.import(form).unwrap_or_else(|error| panic!("{error}"))[0];
    let parse = |text: &str| Instrument::parse(text.to_owned()).unwrap_or_else(|error| panic!("{text}\n{}", error.render()));
    let measure = parse(&imported.instrument);
    let exported = target.export(&measure, &[], &ExportOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let told: Vec<&str> =
        exported.diagnostics.iter().map(|of| of.message.as_str()).filter(|it| it.contains("codes of the")).collect();
    assert!(told.is_empty(), "{told:?}");
    let again = &format.import(&exported.bytes).unwrap_or_else(|error| panic!("{error}"))[0];
    let kept = |measure: &Instrument| {
        let items = measure.items.iter().map(|item| {
            let codes: Vec<(&str, &str)> = item.answers_in_form().collect();
            let choices: Vec<&str> = item.kind.choices().unwrap_or_default().iter().map(|choice| choice.name.as_str()).collect();
            let scale = item.kind.scale().map(|scale| &measure.scales[scale]);
            let points = scale.map(|scale| (format!("{:?}", scale.points()), scale.none.clone()));
            format!("{} {points:?} {choices:?} {codes:?} {:?}", item.name, item.asked_key)
        });
        items.chain(measure.scores.iter().map(|score| format!("{} {}", score.name, score.key))).collect::<Vec<_>>()
    };
    assert_eq!(kept(&parse(&again.instrument)), kept(&measure), "{}\n{}", imported.instrument, again.instrument);
    exported.bytes
}

#[test]
fn codes_of_redcap_go_out_as_they_came() {
    let out = String::from_utf8(out_again(FormFormat::Redcap, Target::Redcap, &dictionary())).unwrap();
    for said in [
        "f, Female | m, Male",
        "01, Never | 02, Often | 03, Always | dk, Unknown",
        "a, One | b, Two | -99, Refused",
        "[sex] = \"\"f\"\"",
        "[often] <> \"\"dk\"\"",
        "[set(a)] = \"\"1\"\"",
        "[sex] = \"\"m\"\"",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
    let answers = "case,sex,often,set\n1,m,02,\n2,f,03,\n3,m,dk,\n";
    assert_eq!(scored(FormFormat::Redcap, &dictionary(), answers, "s").0, [Some(4.0), Some(3.0), None]);
}

#[test]
fn values_of_surveyjs_go_out_as_they_came() {
    let form = model().to_string().into_bytes();
    let out: Json = serde_json::from_slice(&out_again(FormFormat::Surveyjs, Target::Surveyjs, &form)).unwrap();
    let elements = &out["pages"][0]["elements"];
    let values =
        |at: usize| elements[at]["choices"].as_array().unwrap().iter().map(|choice| choice["value"].clone()).collect::<Vec<_>>();
    assert_eq!(values(0), [json!("f"), json!("m")]);
    assert_eq!(values(1), [json!("01"), json!("02"), json!("03")]);
    assert_eq!(values(2), [json!("Very good"), json!("Bad, and \u{2018}worse")]);
    assert_eq!(values(3), [json!("a-1"), json!("b-2")]);
    let asked = elements[4]["visibleIf"].as_str().unwrap();
    assert!(asked.contains("{sex} = 'f'") && asked.contains("{often} <> '01'") && asked.contains("contains 'a-1'"), "{asked}");
    let answers = "case,sex,often,how,set\n1,m,02,,\n2,f,03,,\n";
    assert_eq!(scored(FormFormat::Surveyjs, &form, answers, "s").0, [Some(4.0), Some(3.0)]);
}

#[test]
fn names_of_choices_of_an_xlsform_go_out_as_they_came() {
    let cell = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
    let survey = [
        cell(&["type", "name", "label", "relevant", "calculation"]),
        cell(&["select_one sex", "sex", "Sex?", "", ""]),
        cell(&["select_one often", "often", "Often?", "", ""]),
        cell(&["select_multiple set", "set", "What?", "", ""]),
        cell(&["text", "why", "Why?", "${sex} = 'f' and ${often} > 1 and selected(${set}, 'a-1')", ""]),
        cell(&["calculate", "s", "", "", "if(${sex} = 'm', ${often} * 2, ${often})"]),
    ];
    let choices = [
        cell(&["list_name", "name", "label"]),
        cell(&["sex", "f", "Female"]),
        cell(&["sex", "m", "Male"]),
        cell(&["often", "01", "Never"]),
        cell(&["often", "02", "Often"]),
        cell(&["often", "dk", "Unknown"]),
        cell(&["set", "a-1", "One"]),
        cell(&["set", "b-2", "Two"]),
    ];
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [("survey", &survey[..]), ("choices", &choices[..])] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (at, row) in (0_u32..).zip(rows) {
            sheet.write_row(at, 0, row).unwrap();
        }
    }
    let form = book.save_to_buffer().unwrap();
    let out = out_again(FormFormat::Xlsform, Target::Xlsform, &form);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(out)).unwrap();
    let mut cells = |sheet: &str| {
        let range = calamine::Reader::worksheet_range(&mut book, sheet).unwrap();
        range.rows().flatten().map(ToString::to_string).collect::<Vec<String>>()
    };
    let (choices, survey) = (cells("choices"), cells("survey").join("\n"));
    for code in ["f", "m", "01", "02", "dk", "a-1", "b-2"] {
        assert!(choices.iter().any(|cell| cell == code), "{code}: {choices:?}");
    }
    for said in ["${sex} = 'f'", "selected(${set}, 'a-1')", "${sex} = 'm'"] {
        assert!(survey.contains(said), "{said}\n{survey}");
    }
}

#[test]
fn codes_of_limesurvey_go_out_as_they_came() {
    let rows = [
        "class\ttype/scale\tname\trelevance\ttext\tlanguage",
        "S\t\tlanguage\t\ten\t",
        "SL\t\tsurveyls_title\t\tT\ten",
        "G\t0\tOne\t1\t\ten",
        "Q\tL\tsex\t1\tSex?\ten",
        "A\t0\tf\t\tFemale\ten",
        "A\t0\tm\t\tMale\ten",
        "Q\tL\toften\t1\tOften?\ten",
        "A\t0\tA1\t1\tNever\ten",
        "A\t0\tA2\t2\tOften\ten",
        "Q\tY\tok\t1\tYes?\ten",
        "Q\tT\twhy\tsex.NAOK == \"f\" && often.NAOK == \"A2\"\tWhy?\ten",
        "Q\t*\ts\t1\t{if(sex.NAOK == \"m\", 2, 1)}\ten",
    ];
    let form = rows.join("\n").into_bytes();
    let out = String::from_utf8(out_again(FormFormat::Limesurvey, Target::Limesurvey, &form)).unwrap();
    for said in [
        "A\t0\tf\t",
        "A\t0\tm\t",
        "A\t0\tA1\t",
        "A\t0\tA2\t",
        "A\t0\tN\t",
        "A\t0\tY\t",
        "sex.NAOK == 'f'",
        "often.NAOK == 'A2'",
        "sex.NAOK == 'm'",
    ] {
        assert!(out.contains(said), "{said}\n{out}");
    }
    assert_eq!(scored(FormFormat::Limesurvey, &form, "case,sex,often,ok\n1,m,A2,\n2,f,A1,\n", "s").0, [Some(2.0), Some(1.0)]);
}

/// They go out through the plugin, which is told the codes, and says them in its expressions.
#[test]
fn codes_of_fhir_go_out_as_they_came() {
    let option = |code: &str, display: &str, weight: u8| {
        let ordinal = json!([{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": weight}]);
        json!({"valueCoding": {"system": "http://loinc.org", "code": code, "display": display, "extension": ordinal}})
    };
    let items = json!([
        {"linkId": "q", "type": "choice", "text": "Q?", "answerOption": [option("LA6568-5", "Not at all", 0), option("LA6569-3", "Several days", 1)]},
        {"linkId": "why", "type": "string", "text": "Why?", "enableWhen": [{"question": "q", "operator": "=", "answerCoding": {"code": "LA6569-3"}}]},
    ]);
    let form = json!({"resourceType": "Questionnaire", "title": "T", "item": items}).to_string();
    let imported = &FormFormat::Fhir.import(form.as_bytes()).unwrap()[0];
    let measure = Instrument::parse(imported.instrument.clone()).unwrap();
    let told = measure_for_backends(&measure, &[], true);
    assert_eq!((told.items[0].code_in_form("0"), told.items[0].code_in_form("1")), ("LA6568-5", "LA6569-3"));
    assert!(told.items[0].flags.contains("answers \"LA6568-5\" 0, \"LA6569-3\" 1;"), "{}", told.items[0].flags);
    let asked = told.items[1].asked.as_deref().unwrap();
    assert!(asked.contains("$this = 'LA6569-3'"), "{asked}");
    let scored = Scorer::new(measure).score_text("case,q\n1,LA6569-3\n", Format::Csv);
    assert!(scored.is_ok(), "{:?}", scored.err());
}

/// Two lists that read alike and have other codes are two scales, so that each keeps its own.
#[test]
fn lists_with_other_codes_are_not_made_one() {
    let rows = [
        "a,f,,radio,A?,\"x, No | y, Yes\",,,,,,",
        "b,f,,radio,B?,\"n, No | j, Yes\",,,,,,",
        "c,f,,radio,C?,\"x, No | y, Yes\",,,,,,",
    ];
    let form = format!("{HEADER}\n{}\n", rows.join("\n")).into_bytes();
    let out = String::from_utf8(out_again(FormFormat::Redcap, Target::Redcap, &form)).unwrap();
    assert_eq!((out.matches("x, No | y, Yes").count(), out.matches("n, No | j, Yes").count()), (2, 1), "{out}");
}

/// Codes that a program does not take stay those of the measure, which is told.
#[test]
fn codes_that_a_program_does_not_take_are_named() {
    let form = model().to_string().into_bytes();
    let imported = &FormFormat::Surveyjs.import(&form).unwrap()[0];
    let measure = Instrument::parse(imported.instrument.clone()).unwrap();
    let exported = Target::Redcap.export(&measure, &[], &ExportOptions::default()).unwrap();
    let told: Vec<String> = exported.diagnostics.iter().map(|of| of.message.clone()).collect();
    assert!(told.iter().any(|said| said.contains("none there: `how`, `set`")), "{told:?}");
    let out = String::from_utf8(exported.bytes).unwrap();
    assert!(out.contains("f, Female | m, Male") && out.contains("1, Very good | 2, "), "{out}");
}

/// A choice that stands beside no other is refused beside them, in REDCap by its tag.
#[test]
fn choices_that_exclude_all_others_come_and_go() {
    let header = format!(
        "{HEADER},\"Required Field?\",\"Custom Alignment\",\"Question Number (surveys only)\",\"Matrix Group Name\",\"Matrix Ranking?\",\"Field Annotation\""
    );
    let form =
        format!("{header}\nm,f,,checkbox,M?,\"1, A | 2, B | 98, None | 99, Unknown\",,,,,,,,,,,,\"@NONEOFTHEABOVE='98,99'\"\n");
    let imported = &FormFormat::Redcap.import(form.as_bytes()).unwrap()[0];
    for code in ["98", "99"] {
        assert!(imported.instrument.contains(&format!("when m includes {code} and number of m > 1")), "{}", imported.instrument);
    }
    let out = String::from_utf8(out_again(FormFormat::Redcap, Target::Redcap, form.as_bytes())).unwrap();
    assert!(out.contains("@NONEOFTHEABOVE='98,99'"), "{out}");
    let measure = Instrument::parse(imported.instrument.clone()).unwrap();
    let exported = Target::Redcap.export(&measure, &[], &ExportOptions::default()).unwrap();
    assert!(
        !exported.diagnostics.iter().any(|of| of.message.contains("refuse answers beside others")),
        "{:?}",
        exported.diagnostics
    );
}

//! Forms as other programs write them: what each says, and what became of it. The smallest form for each fault lies in
//! `tests/data/forms`.

use serde_json::json;
use verbond::Instrument;
use verbond::exchange::{FormFormat, ImportError, Imported};
use verbond::instrument::{Item, Kind, Scale, ScaleSteps};

use crate::example::{checked, rendered};
use crate::program::{put, run};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/data/forms/{name}")).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn import(name: &str) -> Vec<Imported> {
    let (bytes, ending) = (bytes(name), name.rsplit('.').next().unwrap());
    let format = FormFormat::of_file(ending, &bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    format.unwrap().import(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The measure of a form, with all that is said of what it lacks.
fn measure(imported: &Imported) -> (Instrument, String) {
    let (found, diagnostics, file) = checked(&imported.instrument);
    let found = found.unwrap_or_else(|| panic!("{}\n{}", imported.instrument, rendered(&file, &diagnostics)));
    let told: Vec<&str> = imported.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    (found, told.join("\n"))
}

fn the_measure(name: &str) -> (Instrument, String) {
    let imported = import(name);
    assert_eq!(imported.len(), 1, "{name}");
    measure(&imported[0])
}

fn fhir(items: serde_json::Value) -> (Instrument, String) {
    fhir_with(json!({"resourceType": "Questionnaire", "title": "Case", "item": items}))
}

fn fhir_with(json: serde_json::Value) -> (Instrument, String) {
    let imported = FormFormat::Fhir.import(json.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    measure(&imported[0])
}

fn item<'m>(measure: &'m Instrument, name: &str) -> &'m Item {
    let at = measure.item(name).unwrap_or_else(|| panic!("`{name}` is not among {:?}", names(measure)));
    &measure.items[at]
}

fn names(measure: &Instrument) -> Vec<&str> {
    measure.items.iter().map(|item| item.name.as_str()).collect()
}

fn scale<'m>(measure: &'m Instrument, name: &str) -> &'m Scale {
    &measure.scales[item(measure, name).kind.scale().unwrap_or_else(|| panic!("`{name}` is on no scale"))]
}

fn points(measure: &Instrument, name: &str) -> Vec<(f64, String)> {
    let points = scale(measure, name).points().unwrap_or_default();
    points.iter().map(|point| (point.value, point.label.clone().unwrap_or_default())).collect()
}

fn values(measure: &Instrument, name: &str) -> Vec<f64> {
    points(measure, name).into_iter().map(|(value, _)| value).collect()
}

fn asked<'m>(measure: &'m Instrument, name: &str) -> Option<&'m str> {
    item(measure, name).asked_key.as_deref()
}

fn key<'m>(measure: &'m Instrument, name: &str) -> &'m str {
    let at = measure.score(name).unwrap_or_else(|| panic!("`{name}` is no score"));
    &measure.scores[at].key
}

#[test]
fn one_code_that_is_no_number_leaves_the_others_what_they_are() {
    let (found, _) = the_measure("01-mixed-codes.xlsx");
    assert_eq!(values(&found, "a"), [0.0, 1.0, 2.0]);
    assert_eq!(scale(&found, "a").none.as_deref(), Some("Refused"));
    assert_eq!(asked(&found, "why"), Some("a = 1"));
    let total = &found.scores[found.score("total").unwrap()];
    assert_eq!((total.range.min, total.range.max), (0.0, 4.0));
    let (found, _) = the_measure("01b-mixed-weights.json");
    assert_eq!(values(&found, "a"), [0.0, 1.0, 2.0]);
    assert_eq!(scale(&found, "a").none.as_deref(), Some("Prefer not to say"));
    let text = &import("01b-mixed-weights.json")[0].instrument;
    assert!(text.contains("LA1 is 0, LA2 is 1, LA3 is 2, LA9 is none"), "responses can be matched: {text}");
}

#[test]
fn several_codes_that_are_no_numbers_become_one_answer_and_options_that_read_as_numbers_stay_those() {
    let header = "Variable / Field Name,Form Name,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\"";
    let text = format!("{header}\na,f,radio,A?,\"0, No | 1, Yes | dk, Unknown | ref, Refused\"\n");
    let (found, told) = measure(&FormFormat::Redcap.import(text.as_bytes()).unwrap()[0]);
    assert_eq!((values(&found, "a"), scale(&found, "a").none.as_deref()), (vec![0.0, 1.0], Some("Unknown / Refused")));
    assert!(told.contains("those without a number became one: `a: dk, ref`"), "{told}");
    let option = |number: usize| json!({"valueCoding": {"code": format!("LA{}", 6111 + number), "display": number.to_string()}});
    let options: Vec<serde_json::Value> = (0..=10).map(option).collect();
    let (found, _) = fhir(json!([{"linkId": "pain", "type": "choice", "text": "Pain?", "answerOption": options}]));
    assert_eq!(values(&found, "pain"), (0..=10).map(f64::from).collect::<Vec<_>>());
}

#[test]
fn and_or_and_div_are_words_whatever_follows_them() {
    let (found, told) = the_measure("02-and-or-div-before-a-word.xlsx");
    assert_eq!(asked(&found, "t1"), Some("(a = 1 and b = 2)"));
    assert_eq!(asked(&found, "t2"), Some("(b = 2 and a = 1)"));
    assert_eq!(asked(&found, "t3"), Some("(a = 1 or a = 2)"));
    assert_eq!(asked(&found, "t4"), Some("(a = 1 and (m is missing or not m includes 1))"));
    assert_eq!(asked(&found, "t5"), Some("(a = 1 or b = 1)"));
    assert_eq!(key(&found, "s1"), "(a + b) / 2");
    assert_eq!(key(&found, "s2"), "(a + b) / b");
    assert_eq!(key(&found, "s3"), "(a + b) * 0.5");
    assert!(!told.contains("carried over"), "{told}");
}

#[test]
fn languages_are_known_by_their_names_and_none_stands_in_the_place_of_another() {
    for (name, tags) in [("03-languages-without-tags.xlsx", vec!["fr", "hi"]), ("03b-label-and-label-French.xlsx", vec!["fr"])] {
        let imported = import(name).remove(0);
        let (found, _) = measure(&imported);
        assert_eq!(found.language.to_string(), "en", "{name}: the first column leads");
        assert_eq!(item(&found, "a").wording.common(), Some("Sad?"));
        assert_eq!(imported.translations.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>(), tags);
        let texts: Vec<&String> = imported.translations.iter().map(|(_, text)| text).collect();
        assert!(texts[0].contains("to \"Triste ?\"") && texts[0].contains("to \"Oui\""), "{}", texts[0]);
        assert!(texts.get(1).is_none_or(|text| text.contains("to \"Udas?\"")));
    }
}

#[test]
fn questions_that_are_called_as_results_are_keep_their_place() {
    let (found, _) = the_measure("04-question-called-date.xlsx");
    assert_eq!(names(&found), ["n", "date_", "language_"]);
    assert!(import("04-question-called-date.xlsx")[0].instrument.contains("note \"`date` in the form.\""));
}

#[test]
fn conditions_of_groups_and_expressions_come_over() {
    let (found, _) = the_measure("05-group-enableWhen.json");
    assert_eq!(asked(&found, "n"), Some("a = 1"));
    let (found, _) = the_measure("05b-enableWhenExpression.json");
    assert_eq!(asked(&found, "b"), Some("a = 2"));
    let question = |link: &str, extension: serde_json::Value| json!({"linkId": link, "type": "boolean", "text": link, "extension": extension});
    let when = |expression: &str| {
        let url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
        json!([{"url": url, "valueExpression": {"language": "text/fhirpath", "expression": expression}}])
    };
    let (found, told) = fhir(json!([
        question("a", json!([])),
        question("b", when("%resource.repeat(item).where(linkId='a').answer.value = false")),
        question(
            "c",
            when("%resource.item.where(linkId = 'b').answer.value.exists() and %resource.item.where(linkId = 'a').answer.value")
        ),
        question("d", when("%resource.item.where(linkId = 'a').answer.where(value = true).exists()")),
    ]));
    assert_eq!(
        (asked(&found, "b"), asked(&found, "c"), asked(&found, "d")),
        (Some("a = 0"), Some("(not b is missing and a = 1)"), None)
    );
    assert!(told.contains("when `d` is asked"), "what is not understood is said, never guessed: {told}");
}

#[test]
fn only_what_a_constraint_says_of_its_own_answer_is_a_limit() {
    let (found, told) = the_measure("06-constraint-misread.xlsx");
    let limits = |name: &str| match item(&found, name).kind {
        Kind::Whole(low, high) => (low, high),
        _ => panic!("`{name}` is no whole number"),
    };
    assert_eq!(limits("age"), (0.0, 120.0));
    assert_eq!(limits("n").1, 50.0);
    assert_ne!(limits("n").0, 18.0);
    assert_eq!(limits("k"), (0.0, 1_000_000.0));
    // What it says beyond them is refused, where an answer is there.
    let refused: Vec<(&str, &str)> = found.refusals.iter().map(|it| (it.name.as_str(), it.key.as_str())).collect();
    let n = "not n is missing and ((age is missing or age < 18) or n > 50)";
    assert_eq!(refused, [("n_refused", n), ("k_refused", "not k is missing and ((k < 1 or k > 5) and k != 99)")], "{told}");
}

#[test]
fn a_field_that_no_measure_has_leaves_the_others_in() {
    let (found, told) = the_measure("07-equal-weights.json");
    assert_eq!(values(&found, "a"), [1.0, 2.0, 3.0, 4.0]);
    assert!(told.contains("choices count the same") && told.contains("`a`"), "{told}");
    let options = json!([{"valueCoding": {"code": "x", "display": "X"}}, {"valueCoding": {"code": "y", "display": "Y"}}]);
    let (found, told) = fhir(json!([
        {"linkId": "photo", "type": "attachment", "text": "A photo"},
        {"linkId": "where", "type": "choice", "text": "Where?", "answerValueSet": "http://example.org/places"},
        {"linkId": "many", "type": "choice", "repeats": true, "text": "Which?",
         "answerOption": (0..60).map(|at| json!({"valueString": format!("c{at}")})).collect::<Vec<_>>()},
        {"linkId": "whole", "type": "choice", "text": "Whole?", "answerOption": options},
    ]));
    assert_eq!(names(&found), ["where_", "whole"]);
    assert!(matches!(item(&found, "where_").kind, Kind::Text(_)), "nobody knows what can be chosen");
    for name in ["photo", "where", "many"] {
        assert!(told.contains(&format!("`{name}`")), "{name}: {told}");
    }
    assert!(told.contains("the form has no score that could be carried over"), "{told}");
}

#[test]
fn what_options_count_is_what_a_total_of_them_adds() {
    let weighed = |code: &str, weight: f64| json!({"valueCoding": {"code": code, "display": code}, "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": weight}]});
    let total = |expression: &str| json!({"linkId": "total", "type": "decimal", "text": "Total", "extension": [{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression", "valueExpression": {"language": "text/fhirpath", "expression": expression}}]});
    let item = |link: &str, weights: [f64; 3]| {
        let options: Vec<serde_json::Value> =
            ["n", "s", "o"].into_iter().zip(weights).map(|(code, weight)| weighed(code, weight)).collect();
        json!({"linkId": link, "type": "choice", "text": link, "answerOption": options})
    };
    let path = |link: &str| format!("%resource.item.where(linkId = '{link}').answer.value.ordinal()");
    let (found, _) =
        fhir(json!([item("a", [0.0, 1.0, 1.0]), item("b", [0.0, 1.0, 3.0]), total(&format!("{} + {}", path("a"), path("b"))),]));
    assert_eq!(key(&found, "total"), "(look up a in a_scale_counts) + b");
    let (found, _) = fhir(json!([
        item("a", [0.0, 1.0, 2.0]),
        item("b", [0.0, 1.0, 3.0]),
        total("%resource.item.answer.value.ordinal().sum()")
    ]));
    assert_eq!(key(&found, "total"), "(sum of a, b needs any, missing as 0)");
}

#[test]
fn options_stand_in_the_file_or_in_a_value_set_of_it() {
    let (found, _) = the_measure("08-value-set.json");
    assert_eq!(points(&found, "b"), [(0.0, "No".to_owned()), (3.0, "Yes".to_owned())]);
}

#[test]
fn a_point_without_words_has_none() {
    let (found, _) = the_measure("09-points-without-words.csv");
    let labels: Vec<String> = points(&found, "a").into_iter().map(|(_, label)| label).collect();
    assert_eq!(labels, ["Never", "", "", "Always"]);
}

#[test]
fn a_form_without_a_number_gets_its_items_and_a_sentence() {
    let (found, told) = the_measure("10-no-number.csv");
    assert_eq!(names(&found), ["a", "t"]);
    assert_eq!(key(&found, "share_answered"), "100 * answered");
    assert!(told.contains("no score that could be carried over") && told.contains("`record_id`"), "{told}");
}

#[test]
fn line_ends_of_other_systems_are_line_ends() {
    let (found, _) = the_measure("11-carriage-return.json");
    assert_eq!(item(&found, "a").wording.common(), Some("One\ntwo"));
}

#[test]
fn capitals_that_redcap_does_not_have_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let exported = run(&["export", "tests/data/forms/12-capitals.instrument", "--to", &format!("redcap={}", path("d.csv"))]);
    assert_eq!(exported.code, 0, "{}", exported.stderr);
    let imported = run(&["import", &path("d.csv"), "--output", &path("back")]);
    assert_eq!((imported.code, imported.stderr.as_str()), (0, ""));
    let text = std::fs::read_to_string(folder.path().join("back/1.0.0.instrument")).unwrap();
    let (found, ..) = checked(&text);
    let found = found.unwrap();
    assert_eq!((names(&found), asked(&found, "Q2")), (vec!["Q1", "Q2"], Some("Q1 = 1")));
    assert_eq!(item(&found, "Q2").otherwise, Some(0.0));
    assert_eq!(key(&found, "total"), "Q1 + Q2");
    assert_eq!((found.title.as_str(), found.informants[verbond::instrument::InformantIx(0)].name.as_str()), ("Capitals", "self"));
}

#[test]
fn blank_answers_mean_in_conditions_what_they_mean_in_the_form() {
    let header = "Variable / Field Name,Form Name,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\",Branching Logic (Show field only if...)";
    let rows = [
        "a,f,radio,A?,\"0, No | 1, Yes\",",
        "b,f,radio,B?,\"0, No | 1, Yes\",[a] <> '1'",
        "c,f,radio,C?,\"0, No | 1, Yes\",not([a] = '1' and [b] = '1')",
        "s,f,calc,S,\"if([a] = '1', 1, 0)\",",
        "t,f,calc,T,\"if([a] <> '' and [b] <> '', [a] + [b], '')\",",
        "u,f,calc,U,\"sum([a], [b])\",",
        "v,f,calc,V,\"if([b] = '1', [a] * 2, '')\",",
        "w,f,calc,W,\"sqrt([a]) + [a]^2\",",
    ];
    let (found, told) = measure(&FormFormat::Redcap.import(format!("{header}\n{}\n", rows.join("\n")).as_bytes()).unwrap()[0]);
    assert_eq!(asked(&found, "b"), Some("(a is missing or a != 1)"));
    assert_eq!(asked(&found, "c"), Some("((a is missing or a != 1) or (b is missing or b != 1))"));
    assert_eq!(key(&found, "s"), "(if (not a is missing and a = 1) then 1 else 0)");
    assert_eq!((key(&found, "t"), key(&found, "u")), ("a + (mean of b needs any)", "(sum of a, b needs any, missing as 0)"));
    assert_eq!(key(&found, "v"), "(if (not b is missing and (mean of b needs any) = 1) then a * 2 else missing)");
    assert_eq!(key(&found, "w"), "sqrt(a) + a * a");
    assert!(!told.contains("is not carried over"), "{told}");
}

#[test]
fn an_age_is_computed_from_a_date_in_the_years_of_redcap() {
    let header = "Variable / Field Name,Form Name,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\",Text Validation Type OR Show Slider Number";
    let rows = [
        "dob,f,text,Born,,date_dmy",
        "at,f,text,At,,time",
        "age,f,calc,Age,\"rounddown(datediff([dob], 'today', 'y'))\",",
        "part,f,calc,Part,\"datediff([dob], 'today', 'y')\",",
    ];
    let (found, told) = measure(&FormFormat::Redcap.import(format!("{header}\n{}\n", rows.join("\n")).as_bytes()).unwrap()[0]);
    // A year of REDCap has 365.2425 days, so that somebody may be a year older a day after a birthday.
    let days = "(max of (days from dob to date), (days from date to dob) needs any)";
    assert_eq!(key(&found, "age"), format!("floor(({days} / 365.2425))"));
    assert_eq!(key(&found, "part"), format!("({days} / 365.2425)"));
    assert!(matches!(item(&found, "at").kind, Kind::Time));
    assert!(!told.contains("datediff"), "{told}");
}

const API: &str = "field_name;form_name;section_header;field_type;field_label;select_choices_or_calculations;field_note;text_validation_type_or_show_slider_number;text_validation_min;text_validation_max;identifier;branching_logic;required_field;custom_alignment;question_number;matrix_group_name;matrix_ranking;field_annotation";

#[test]
fn a_dictionary_of_the_api_comes_in_with_semicolons_in_latin_1_a_measure_for_each_form() {
    let rows = [
        "id;one;;text;Record;;;;;;;;;;;;;",
        "mood;one;Gef\u{fc}hle;radio;Gl\u{fc}cklich?;0, Nein | 1, Ja;;;;;;;Y;;;;;",
        "weight;one;;text;Weight;;;number_1dp_comma_decimal;1,5;9,5;;;;;;;;",
        "at;two;;text;When?;;;datetime_ymd;;;;;;;;;;",
        "day;two;;text;Which day?;;;date_dmy;;;;;;;;;;",
        "seen;two;;radio;Seen?;0, No | 1, Yes;;;;;;;;;;;;@HIDDEN",
        "photo;three;;file;Photo;;;;;;;;;;;;;",
    ];
    let bytes: Vec<u8> = format!("{API}\n{}\n", rows.join("\n")).chars().map(|letter| letter as u8).collect();
    let imported = FormFormat::Redcap.import(&bytes).unwrap();
    assert_eq!(imported.iter().map(|measure| measure.id.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    let (one, told) = measure(&imported[0]);
    assert_eq!(item(&one, "mood").wording.common(), Some("Glücklich?"));
    assert!(!item(&one, "mood").optional && item(&one, "weight").optional);
    assert!(matches!(item(&one, "weight").kind, Kind::Decimal(low, high) if (low, high) == (1.5, 9.5)));
    assert!(told.contains("`three` became no measure") && told.contains("`photo`"), "{told}");
    let (two, told) = measure(&imported[1]);
    assert_eq!(names(&two), ["at", "day"]);
    assert!(matches!(item(&two, "at").kind, Kind::Text(_)) && matches!(item(&two, "day").kind, Kind::Date));
    assert!(
        told.contains("so these are asked as texts: `at`") && told.contains("datetime_ymd") && told.contains("`seen`"),
        "{told}"
    );
}

#[test]
fn several_questionnaires_of_a_bundle_are_several_measures_in_their_languages() {
    let questionnaire = |id: &str| {
        json!({"resource": {"resourceType": "Questionnaire", "id": id, "language": "de", "title": id,
        "item": [{"linkId": "1", "type": "boolean", "text": "Rauchen Sie?", "prefix": "1.",
                  "code": [{"system": "http://loinc.org", "code": "72166-2"}]},
                 {"linkId": "2", "type": "open-choice", "text": "Was?", "answerOption": [{"valueString": "Tee"}, {"valueString": "Bier"}]},
                 {"linkId": "3", "type": "boolean", "text": "x", "readOnly": true}]}})
    };
    let bundle = json!({"resourceType": "Bundle", "entry": [questionnaire("one"), questionnaire("one")]});
    let imported = FormFormat::Fhir.import(bundle.to_string().as_bytes()).unwrap();
    assert_eq!(imported.iter().map(|measure| measure.id.as_str()).collect::<Vec<_>>(), ["one", "one-2"]);
    for of in &imported {
        let (found, told) = measure(of);
        assert_eq!(points(&found, "q_1"), [(0.0, "Nein".to_owned()), (1.0, "Ja".to_owned())]);
        assert_eq!(item(&found, "q_1").wording.common(), Some("1. Rauchen Sie?"));
        assert!(of.instrument.contains("linkId 1, code http://loinc.org 72166-2"), "{}", of.instrument);
        assert!(told.contains("of one's own beside a list was left out: `2`") && told.contains("`3`"), "{told}");
    }
}

/// A structure of LimeSurvey as the program writes it.
#[test]
fn a_structure_of_limesurvey_comes_in() {
    let rows = [
        "id\tclass\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\tvalidation\tmandatory\tother\tdefault\tsame_default\tmin_num_value_n\tmax_num_value_n\tnum_value_int_only",
        "\tS\t\tlanguage\t\ten\t\t\t",
        "\tS\t\tadditional_languages\t\tnl\t\t\t",
        "\tSL\t\tsurveyls_title\t\tMood\t\ten",
        "\tSL\t\tsurveyls_title\t\tStemming\t\tnl",
        "1\tG\tG1\tLast week\t1\t<p>Think of it.</p>\t\ten",
        "2\tQ\tF\tmood\t1\tHow often?\t\ten\t\tY",
        "3\tSQ\t0\tglum\t1\tGlum\t\ten",
        "4\tSQ\t0\tcalm\t1\tCalm &amp; quiet\t\ten",
        "5\tA\t0\tA1\t0\tNever\t\ten",
        "6\tA\t0\tA2\t2\tAlways\t\ten",
        "7\tQ\tM\twho\t1\tWho helps?\t\ten\t\tN\tY",
        "8\tSQ\t0\tF1\t1\tFamily\t\ten",
        "9\tSQ\t0\tF2\t1\tFriends\t\ten",
        "10\tQ\tN\tage\twho_F1.NAOK == \"Y\" and mood_glum.NAOK == \"A2\"\tAge?\t\ten\t\tN\t\t\t\t1\t99\t1",
        "11\tQ\t*\ttotal\t1\t{sum(mood_glum.NAOK, mood_calm.NAOK)}\tTotal\ten",
        "12\tQ\t|\tfile\t1\tA file\t\ten",
        "1\tG\tG1\tVorige week\t1\t\t\tnl",
        "2\tQ\tF\tmood\t1\tHoe vaak?\t\tnl",
        "3\tSQ\t0\tglum\t1\tSomber\t\tnl",
        "5\tA\t0\tA1\t0\tNooit\t\tnl",
    ];
    let imported = FormFormat::Limesurvey.import(rows.join("\n").as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let (found, told) = measure(&imported.into_iter().next().unwrap());
    assert_eq!(names(&found), ["mood_glum", "mood_calm", "who", "age"]);
    assert_eq!(values(&found, "mood_glum"), [0.0, 2.0]);
    assert_eq!(item(&found, "mood_calm").wording.common(), Some("How often?\nCalm & quiet"));
    assert_eq!(asked(&found, "age"), Some("(who includes F1 and mood_glum = 2)"));
    assert_eq!(key(&found, "total"), "(sum of mood_glum, mood_calm needs any, missing as 0)");
    assert!(told.contains("`file`") && told.contains("one's own beside a list was left out: `who`"), "{told}");
}

#[test]
fn a_model_of_surveyjs_comes_in() {
    let model = json!({"title": {"default": "Mood", "de": "Stimmung"}, "pages": [{"name": "p", "visibleIf": "{sleep} notempty", "elements": [
        {"type": "rating", "name": "glum", "title": "Glum?", "rateMin": 0, "rateMax": 3, "minRateDescription": "Never", "maxRateDescription": "Always", "isRequired": true},
        {"type": "matrix", "name": "m", "title": "How often?", "columns": [{"value": 1, "text": "Seldom"}, {"value": 2, "text": "Often"}], "rows": ["calm", {"value": "tense", "text": "Tense"}]},
        {"type": "checkbox", "name": "who", "title": "Who?", "choices": ["family", "friends"], "showOtherItem": true},
        {"type": "text", "inputType": "number", "name": "age", "title": "Age?", "min": 1, "max": 99, "step": 1, "visibleIf": "{who} contains 'family' and {glum} > 1"},
        {"type": "panel", "name": "q", "title": "More", "elements": [{"type": "boolean", "name": "yes", "title": {"default": "Yes?", "de": "Ja?"}}]},
        {"type": "signaturepad", "name": "signed"}]},
        {"name": "first", "elements": [{"type": "text", "inputType": "number", "name": "sleep", "title": "Hours?", "min": 0, "max": 24}]}],
        "calculatedValues": [{"name": "total", "expression": "iif({m.calm} notempty and {m.tense} notempty, {m.calm} + {m.tense}, '')"}]});
    let imported = FormFormat::Surveyjs.import(model.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let imported = imported.into_iter().next().unwrap();
    let (found, told) = measure(&imported);
    assert_eq!(names(&found), ["glum", "m_calm", "m_tense", "who", "age", "yes", "sleep"]);
    assert_eq!(points(&found, "glum")[0], (0.0, "Never".to_owned()));
    assert_eq!(points(&found, "glum")[1], (1.0, String::new()));
    assert!(matches!(item(&found, "age").kind, Kind::Whole(low, high) if (low, high) == (1.0, 99.0)));
    assert!(matches!(item(&found, "sleep").kind, Kind::Decimal(..)), "without a step any number can be given");
    assert_eq!(key(&found, "total"), "(mean of m_calm needs any) + (mean of m_tense needs any)", "they are not always asked");
    assert_eq!(imported.translations.len(), 1);
    for name in ["signed", "who", "age"] {
        assert!(told.contains(&format!("`{name}`")), "{name}: {told}");
    }
}

#[test]
fn a_file_of_another_kind_is_said_to_be_what_it_is() {
    for (ending, bytes, words) in [
        ("lss", "<document/>", "as XML"),
        ("LSS", "<document/>", "as XML"),
        ("xml", "<Questionnaire xmlns=\"http://hl7.org/fhir\"/>", "FHIR as XML"),
        ("ods", "PK", "not read"),
        ("zip", "PK", "archive"),
    ] {
        match FormFormat::of_file(ending, bytes.as_bytes()) {
            Err(error @ ImportError::OtherFile { .. }) => {
                assert!(error.to_string().contains(words), "{ending}: {error}");
                assert_eq!(error.diagnostic().code.name, "V0908");
            }
            other => panic!("{ending}: {other:?}"),
        }
    }
    assert_eq!(FormFormat::of_file("XLSX", b"").unwrap(), Some(FormFormat::Xlsform));
    assert_eq!(FormFormat::of_file("Json", b"{\"pages\": []}").unwrap(), Some(FormFormat::Surveyjs));
    assert_eq!(FormFormat::of_file("TXT", b"").unwrap(), Some(FormFormat::Limesurvey));
    let folder = tempfile::tempdir().unwrap();
    let ran = run(&["import", &put(&folder, "survey.lss", "<document/>")]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("V0908") && ran.stderr.contains("Tab-separated"), "{}", ran.stderr);
}

/// A workbook of Excel 97: `pyxform/tests/example_xls/tutorial.xls` of XLSForm/pyxform 51e5bfe, BSD 2-Clause.
#[test]
fn an_old_workbook_is_read() {
    let (found, told) = the_measure("tutorial.xls");
    assert_eq!(asked(&found, "age_in_years"), Some("older_than_five = 1"));
    assert_eq!(asked(&found, "literate"), Some("(sex = 2 and age_in_years >= 15 and age_in_years <= 49)"));
    assert_eq!(points(&found, "sex"), [(1.0, "Male".to_owned()), (2.0, "Female".to_owned())]);
    assert!(told.contains("what repeats in the form is asked once: `member`"), "{told}");
    let mut bytes = bytes("tutorial.xls");
    for cut in (512..bytes.len()).step_by(997) {
        // Broken off anywhere it is refused or read as far as it goes; it never panics.
        drop(FormFormat::Xlsform.import(&bytes[..cut]));
    }
    for at in (0..bytes.len()).step_by(61) {
        let before = std::mem::replace(&mut bytes[at], 0xFF);
        drop(FormFormat::Xlsform.import(&bytes));
        bytes[at] = before;
    }
}

#[test]
fn one_cause_is_one_sentence() {
    let list: Vec<String> = (0..300).map(|at| format!("q{at},f,radio,Q{at}?,\"a, A | b, B\"")).collect();
    let header = "Variable / Field Name,Form Name,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\"";
    let imported = FormFormat::Redcap.import(format!("{header}\n{}\n", list.join("\n")).as_bytes()).unwrap();
    assert!(imported[0].diagnostics.len() < 5, "{}", imported[0].diagnostics.len());
    assert!(imported[0].diagnostics.iter().any(|diagnostic| diagnostic.message.contains("`q0`, `q1`")));
}

#[test]
fn a_line_is_as_long_as_the_form_says() {
    let (found, _) = measure(&import("parameters.xlsx")[0]);
    for name in ["blanks", "commas", "semicolons"] {
        match scale(&found, name).steps {
            ScaleSteps::Line { min, max, step } => assert_eq!((min, max, step), (1.0, 7.0, 2.0), "{name}"),
            ScaleSteps::Points(_) => panic!("`{name}` is a line"),
        }
    }
    let page = found.pages.iter().find(|page| page.title == "A page").unwrap();
    let on_page: Vec<&str> = page.items.iter().map(|item| found.items[*item].name.as_str()).collect();
    assert_eq!(on_page, ["commas", "semicolons", "must"], "the end of a repeat closes no page");
    assert!(!item(&found, "must").optional && !item(&found, "shall").optional && item(&found, "may").optional);
    assert_eq!(key(&found, "sum_"), "blanks + commas");
    assert_eq!(asked(&found, "in_group"), Some("commas > 3"));
}

//! What other programs compute with answers that are not there: the measure that comes in computes the same.

use serde_json::{Value, json};
use verbond::exchange::FormFormat;
use verbond::responses::Format;
use verbond::{Instrument, Scorer};

use crate::program::{folder, put, run};

/// The scores that an imported form gives to answers, row by row, and all that was said on the way in.
pub fn scored(format: FormFormat, form: &[u8], answers: &str, score: &str) -> (Vec<Option<f64>>, String) {
    use arrow_array::cast::AsArray;
    use arrow_array::types::Float64Type;

    let imported = format.import(form).unwrap_or_else(|error| panic!("{error}"));
    let told: Vec<String> = imported[0].diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect();
    let measure = Instrument::parse(imported[0].instrument.clone())
        .unwrap_or_else(|error| panic!("{}\n{}", imported[0].instrument, error.render()));
    if measure.score(score).is_none() {
        return (vec![], told.join("\n"));
    }
    let scored = Scorer::new(measure).score_text(answers, Format::Csv);
    let scored = scored.unwrap_or_else(|error| panic!("{}\n{error}: {:?}", imported[0].instrument, error.diagnostics()));
    (scored.batch[score].as_primitive::<Float64Type>().iter().collect(), told.join("\n"))
}

fn survey(elements: Value) -> Vec<u8> {
    json!({"title": "S", "pages": [{"name": "p", "elements": elements}]}).to_string().into_bytes()
}

fn rated(name: &str) -> Value {
    json!({"type": "radiogroup", "name": name, "title": name, "choices": [0, 1, 2]})
}

fn in_survey(expression: &str) -> Vec<Option<f64>> {
    let form = survey(json!([rated("a"), rated("b"), {"type": "expression", "name": "t", "expression": expression}]));
    scored(FormFormat::Surveyjs, &form, "case,a,b\n1,2,1\n2,2,\n3,,\n", "t").0
}

/// survey-core, `OperandMaker.binaryFunctions.arithmeticOp`: an empty operand is 0.
#[test]
fn surveyjs_computes_with_0_where_nothing_was_answered() {
    assert_eq!(in_survey("{a} + {b}"), [Some(3.0), Some(2.0), Some(0.0)]);
    assert_eq!(in_survey("{a} * 2 - {b}"), [Some(3.0), Some(4.0), Some(0.0)]);
    assert_eq!(in_survey("sum({a}, {b})"), [Some(3.0), Some(2.0), Some(0.0)]);
    assert_eq!(in_survey("avg({a}, {b})"), [Some(1.5), Some(2.0), Some(0.0)]);
    assert_eq!(in_survey("iif({a} + {b} > 1, 1, 0)"), [Some(1.0), Some(1.0), Some(0.0)]);
    assert_eq!(in_survey("iif({a} = {b}, 1, 0)"), [Some(0.0), Some(0.0), Some(1.0)]);
    assert_eq!(in_survey("iif({a} != {b}, 1, 0)"), [Some(1.0), Some(1.0), Some(0.0)]);
    // Whoever asks whether the answers are there gets nothing where they are not.
    assert_eq!(in_survey("iif({a} notempty and {b} notempty, {a} + {b}, '')"), [Some(3.0), None, None]);
}

#[test]
fn surveyjs_asks_by_what_it_computes() {
    let why = json!({"type": "text", "name": "why", "title": "Why?", "inputType": "number", "min": 0, "max": 9, "visibleIf": "{a} + {b} > 1"});
    let form = survey(json!([rated("a"), rated("b"), why, {"type": "expression", "name": "t", "expression": "{why}"}]));
    let found = scored(FormFormat::Surveyjs, &form, "case,a,b,why\n1,2,,4\n2,1,,4\n", "t");
    assert_eq!(found.0, [Some(4.0), None], "{}", found.1);
}

/// Booleans are written as such; words of one's own are codes, and `valueName` is what answers call a question.
#[test]
fn answers_to_booleans_are_read_as_they_are_written() {
    let elements = json!([
        {"type": "boolean", "name": "b", "title": "B"},
        {"type": "boolean", "name": "c", "title": "C", "valueTrue": "ja", "valueFalse": "nee"},
        {"type": "radiogroup", "name": "v", "valueName": "zz", "title": "V", "choices": [0, 1, 2]},
        {"type": "expression", "name": "t", "expression": "{zz} * 2"},
    ]);
    let folder = folder();
    let form = put(&folder, "s.json", &String::from_utf8(survey(elements)).unwrap());
    let measure = folder.path().join("s.instrument").display().to_string();
    let ran = run(&["import", &form, "--from", "surveyjs", "--output", &measure]);
    assert!(ran.code <= 1, "{}", ran.stderr);
    let rows = json!([
        {"case": "c1", "b": true, "c": "ja", "zz": 1},
        {"case": "c2", "b": false, "c": "nee", "zz": 2},
    ]);
    let answers = put(&folder, "a.json", &rows.to_string());
    let ran = run(&["score", &measure, &answers, "--answers", "--columns", "case,b,c,zz,t", "--quiet"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout, "case,b,c,zz,t\nc1,1,1,1,2\nc2,0,0,2,4\n");
}

/// R, pandas and spreadsheets write them in other letters; where 1 is no, nobody can tell.
#[test]
fn true_and_false_are_1_and_0_where_1_is_yes() {
    let measure = |no: &str, yes: &str| {
        format!(
            "verbond 1\n\ninstrument m 1.0.0 {{\n  title \"M\"\n  licence \"CC0-1.0\"\n  status experimental\n  informants {{ self \"Self\" }}\n  \
             scale s {{ 0 \"{no}\" 1 \"{yes}\" }}\n  item a on s \"A\"\n  score t \"T\" = a\n}}\n"
        )
    };
    let scorer = |text: String| Scorer::new(Instrument::parse(text).unwrap_or_else(|error| panic!("{}", error.render())));
    let scored = scorer(measure("No", "Yes")).score_text("case,a\n1,TRUE\n2,False\n", Format::Csv);
    assert_eq!(scored.map(|scored| scored.rows.len()).unwrap_or_else(|error| panic!("{:?}", error.diagnostics())), 2);
    let turned = scorer(measure("Yes", "No")).score_text("case,a\n1,TRUE\n", Format::Csv);
    assert!(turned.is_err_and(|error| error.diagnostics().iter().any(|found| found.code.name == "V0702")));
}

/// A form of ODK in a workbook of two sheets.
#[cfg(feature = "spreadsheets")]
fn workbook(survey: &[[&str; 5]], choices: &[[&str; 3]]) -> Vec<u8> {
    fn fill<const N: usize>(sheet: &mut rust_xlsxwriter::Worksheet, rows: &[[&str; N]]) {
        for (at, row) in rows.iter().enumerate() {
            sheet.write_row(u32::try_from(at).unwrap(), 0, *row).unwrap();
        }
    }
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let survey = [&[["type", "name", "label", "relevant", "calculation"]], survey].concat();
    fill(workbook.add_worksheet().set_name("survey").unwrap(), &survey);
    fill(workbook.add_worksheet().set_name("choices").unwrap(), &[&[["list_name", "name", "label"]], choices].concat());
    workbook.save_to_buffer().unwrap()
}

/// JavaRosa: `count-selected('')` is 0 (`XPathFuncExpr`), `'' = ''` is true (`XPathEqExpr`), and halves are rounded up.
#[cfg(feature = "spreadsheets")]
#[test]
fn odk_counts_compares_and_rounds_as_it_does() {
    let choices = [["s", "x", "X"], ["s", "y", "Y"], ["n", "0", "No"], ["n", "1", "A bit"], ["n", "3", "Much"]];
    let found = |calculation: &str| {
        let survey = [
            ["select_multiple s", "s", "S", "", ""],
            ["select_one n", "a", "A", "", ""],
            ["select_one n", "b", "B", "", ""],
            ["integer", "k", "K", "count-selected(${s}) < 2", ""],
            ["calculate", "t", "", "", calculation],
        ];
        scored(FormFormat::Xlsform, &workbook(&survey, &choices), "case,s,a,b,k\n1,x;y,1,1,\n2,,3,,4\n3,x,,,2\n", "t").0
    };
    assert_eq!(found("count-selected(${s})"), [Some(2.0), Some(0.0), Some(1.0)]);
    assert_eq!(found("if(count-selected(${s}) < 2, 1, 0)"), [Some(0.0), Some(1.0), Some(1.0)]);
    assert_eq!(found("if(${a} = ${b}, 1, 0)"), [Some(1.0), Some(0.0), Some(1.0)]);
    assert_eq!(found("if(${a} != ${b}, 1, 0)"), [Some(0.0), Some(1.0), Some(0.0)]);
    assert_eq!(found("round(-${a} div 2, 0)"), [Some(0.0), Some(-1.0), None]);
    assert_eq!(found("round(${a} div 2, 0)"), [Some(1.0), Some(2.0), None]);
    // What is asked while fewer than two were chosen is asked where none was.
    assert_eq!(found("coalesce(${k}, 9)"), [Some(9.0), Some(4.0), Some(2.0)]);
}

/// The days between two days, whichever comes first, unless a sign is asked for.
#[test]
fn redcap_takes_the_days_between_two_days() {
    let header = "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\"Choices, Calculations, OR Slider Labels\",\"Field Note\",\"Text Validation Type OR Show Slider Number\"";
    let found = |calculation: &str| {
        let rows = [
            "d1,f,,text,From,,,date_ymd".to_owned(),
            "d2,f,,text,To,,,date_ymd".to_owned(),
            format!("t,f,,calc,T,\"{}\",,", calculation.replace('"', "\"\"")),
        ];
        let form = format!("{header}\n{}\n", rows.join("\n"));
        let answers = "case,d1,d2\n1,2026-03-10,2026-03-01\n2,2026-03-01,2026-03-10\n3,2026-03-01,\n4,2026-03-01,2026-03-01\n";
        scored(FormFormat::Redcap, form.as_bytes(), answers, "t").0
    };
    assert_eq!(found("datediff([d1],[d2],'d')"), [Some(9.0), Some(9.0), None, Some(0.0)]);
    assert_eq!(found("datediff([d1],[d2],'d',true)"), [Some(-9.0), Some(9.0), None, Some(0.0)]);
    assert_eq!(found("datediff([d1],[d2],'d','ymd',true)"), [Some(-9.0), Some(9.0), None, Some(0.0)]);
    assert_eq!(found("datediff([d1],[d2],'h')"), [Some(216.0), Some(216.0), None, Some(0.0)]);
    let years = found("datediff([d1],[d2],'y')");
    assert!((years[0].unwrap() - 9.0 / 365.2425).abs() < 1e-12, "{years:?}");
    assert_eq!(found("rounddown(datediff([d1],[d2],'M') * 10, 0)"), [Some(2.0), Some(2.0), None, Some(0.0)]);
    // A text field is computed by what its tag says.
    let rows = "q,f,,radio,Q,\"1, A | 2, B\",,,\nt,f,,text,T,,,,\"@CALCTEXT(if([q] > 1, 5, 3))\"";
    let form = format!("{header},\"Field Annotation\"\n{rows}\n");
    assert_eq!(scored(FormFormat::Redcap, form.as_bytes(), "case,q\n1,2\n2,1\n", "t").0, [Some(5.0), Some(3.0)]);
    let worded = form.replace("5, 3", "'high', 'low'");
    let (_, told) = scored(FormFormat::Redcap, worded.as_bytes(), "", "t");
    assert!(told.contains("a score is a number, and it gives the text `high`"), "{told}");
    assert_eq!(found("roundup([d], 1)"), [] as [Option<f64>; 0]);
}

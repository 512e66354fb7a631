//! What a form of another program says that no measure says is named, and limits are those of the form.

use verbond::exchange::FormFormat;

use crate::program::{folder, run};

fn come_in(format: FormFormat, form: &str) -> (String, String) {
    let imported = format.import(form.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let told: Vec<&str> = imported[0].diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    (imported[0].instrument.clone(), told.join("\n"))
}

#[test]
fn limits_of_surveyjs_are_those_of_the_field_and_its_validators() {
    let form = r#"{"title":"T","pages":[{"name":"p","elements":[
        {"type":"slider","name":"sl","title":"S","min":0,"max":50,"step":5},
        {"type":"text","name":"num","title":"N","inputType":"number","min":1,"max":5,"validators":[{"type":"numeric","minValue":2,"maxValue":9}]},
        {"type":"text","name":"mail","title":"M","inputType":"email"},
        {"type":"checkbox","name":"cb","title":"C","choices":[{"value":"a","text":"A"},{"value":"b","text":"B"}],"maxSelectedChoices":1}]}],"completedHtml":"<p>Thank you</p>"}"#;
    let (measure, told) = come_in(FormFormat::Surveyjs, form);
    assert!(measure.contains("0 to 50 step 5") && measure.contains("decimal 2 to 5"), "{measure}");
    for said in ["the limit was left out: `cb`", "held to a pattern; left out: `mail`", "after it was left out: `completedHtml`"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn what_limesurvey_holds_answers_to_is_named() {
    let columns =
        ["class", "type/scale", "name", "relevance", "text", "language", "validation", "em_validation_q", "max_answers"];
    let question = |kind: &str, name: &str, held: [&str; 3]| {
        format!("Q\t{kind}\t{name}\t1\tWhat?\ten\t{}\t{}\t{}", held[0], held[1], held[2])
    };
    let rows = [
        columns.join("\t"),
        "S\t\tlanguage\t\ten".to_owned(),
        "SL\t\tsurveyls_title\t\tT\ten".to_owned(),
        "SL\t\tsurveyls_welcometext\t\tHello\ten".to_owned(),
        "G\t0\tOne\t1\t\ten".to_owned(),
        question("S", "post", ["/^[0-9]{4}$/", "", ""]),
        question("N", "age", ["", "age > 3", ""]),
        question("M", "sym", ["", "", "2"]),
        "SQ\t\thead\t\tHead\ten".to_owned(),
        "SQ\t\tback\t\tBack\ten".to_owned(),
    ];
    let (_, told) = come_in(FormFormat::Limesurvey, &rows.join("\n"));
    for said in [
        "texts are not held to a pattern; left out: `post`",
        "answers are not held to what they are validated by; left out: `age`",
        "the limit was left out: `sym`",
        "after them was left out: `surveyls_welcometext`",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

/// A score of a run names its ends alone.
#[test]
fn items_within_a_run_are_scored_after_going_out_and_coming_in() {
    for (format, ending) in [("redcap", "csv"), ("surveyjs", "json"), ("limesurvey", "txt"), ("xlsform", "xlsx")] {
        let folder = folder();
        let (form, back) = (folder.path().join(format!("form.{ending}")), folder.path().join("back"));
        let out = run(&["export", "phq-9", "--to", &format!("{format}={}", form.display())]);
        assert_eq!(out.code, 0, "{format}: {}", out.stderr);
        let come = run(&["import", &form.display().to_string(), "--output", &back.display().to_string()]);
        assert_eq!(come.code, 0, "{format}: {}", come.stderr);
        let measure = std::fs::read_to_string(back.join("1.0.0.instrument")).unwrap();
        assert!(measure.contains("q1 to q9") && !measure.contains("unscored"), "{format}: {measure}");
    }
}

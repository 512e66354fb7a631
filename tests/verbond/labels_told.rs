//! Labels that cannot be told apart, and norms that say less than they seem to.

use verbond::source::{Sample, SampleKind, Severity};

use crate::example::{diagnostics, rendered};
use crate::program::{folder, put, run};

fn told(kind: SampleKind, text: &str) -> String {
    let (found, file) = diagnostics(&Sample { kind, remark: String::new(), text: text.to_owned() });
    let found: Vec<_> = found.into_iter().filter(|it| it.severity != Severity::Note).collect();
    rendered(&file, &found)
}

#[test]
fn a_translation_calls_no_two_things_the_same() {
    let of = |known: &str| told(SampleKind::Translation, &format!("known mandate {{ {known} }}\n"));
    let twice = "probation from \"probation\" to \"Toezicht\"  parole from \"parole\" to \" toezicht\"";
    insta::assert_snapshot!("labels_of_a_translation_that_are_alike", of(twice));
    let named = of("probation from \"probation\" to \"Parole\"");
    assert!(named.contains("V1030") && named.contains("`parole` and `probation` are both called"), "{named}");
    let crossed = of("probation from \"probation\" to \"Parole\"  parole from \"parole\" to \"Probation\"");
    assert!(crossed.matches("which is the name of").count() == 2, "{crossed}");
    assert_eq!(of("probation from \"probation\" to \"Toezicht\"  parole from \"parole\" to \"Verlof\""), "");
    let facts =
        told(SampleKind::Translation, "known age from \"age\" to \"Soort\"\nknown mandate from \"mandate\" to \"soort\"\n");
    assert!(facts.contains("V1030") && facts.contains("`age` and `mandate`"), "{facts}");
}

const MEASURE: &str = "verbond 1\n\ninstrument m 1.0.0 {\n  title \"M\"\n  licence \"CC0-1.0\"\n  status experimental\n  language en
  informants { self \"Self\" }\n  known {\n    age \"Years of age\" whole 0 to 120\n    sort \"Sort\" one of low \"Light\", high \"Grave\"\n  }
  scale s { 0 \"No\" 1 \"Yes\" }\n  item ok on s \"OK?\"\n  score fine \"Fine\" = if sort = low then 1 else 1 * ok + 0 * age\n}\n";

/// What is light in one language is grave in another.
const OTHER: &str = "verbond 1\n\ntranslation nl of m 1.0 {\n  status forward\n  known age from \"Years of age\" to \"Leeftijd\"
  known sort { low from \"Light\" to \"Zacht\"  high from \"Grave\" to \"Light\" }\n}\n";

#[test]
fn a_label_of_two_words_is_told_and_the_language_of_a_row_decides() {
    let folder = folder();
    put(&folder, "m.instrument", MEASURE);
    put(&folder, "m.nl.translation", OTHER);
    let measure = folder.path().display().to_string();
    let score = |answers: &str| {
        let answers = put(&folder, "a.csv", answers);
        run(&["score", &measure, &answers, "--to", "csv", "--quiet", "--columns", "case,fine"])
    };
    let ran = score("case,age,sort,ok\na,40,Light,0\n");
    assert!(ran.code == 1 && ran.stderr.contains("V0715"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`Light` is what several words of `sort` are called"), "{}", ran.stderr);
    let ran = score("case,language,age,sort,ok\na,en,40,Light,0\nb,nl,40,Light,0\nc,,40,Zacht,0\n");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "case,fine\na,1\nb,0\nc,1\n"), "{}", ran.stderr);
}

#[test]
fn a_column_called_by_the_label_of_a_fact_is_taken_and_told() {
    let folder = folder();
    put(&folder, "m.instrument", MEASURE);
    put(&folder, "m.nl.translation", OTHER);
    let measure = folder.path().display().to_string();
    for label in ["Years of age", "leeftijd"] {
        let answers = put(&folder, "a.csv", &format!("case,{label},sort,ok\na,40,low,1\n"));
        let ran = run(&["score", &measure, &answers, "--answers", "--to", "csv", "--quiet"]);
        assert!(ran.code == 0 && ran.stderr.contains("V0725"), "{}", ran.stderr);
        assert!(
            ran.stderr.contains(&format!("`age` is `{label}`")) && ran.stdout.contains(",40"),
            "{} {}",
            ran.stderr,
            ran.stdout
        );
    }
}

#[test]
fn norms_that_say_less_than_they_seem_to_are_told() {
    let narrower = "for client {\n  main mean 3 sd 1 n 400\n}\nfor client where age 12 to 17 {\n  note \"Too few.\"\n}\n";
    insta::assert_snapshot!("a_narrower_group_without_norms", told(SampleKind::Norms, narrower));
    let said = narrower.replace("note \"Too few.\"", "main mean 2 sd 1 n 20");
    assert_eq!(told(SampleKind::Norms, &said), "");
    // Neither is narrower.
    let beside = "for client where mandate = parole {\n  main mean 3 sd 1 n 400\n}\nfor worker where mandate = parole, age 12 to 17 {\n  note \"None.\"\n}\n";
    assert_eq!(told(SampleKind::Norms, beside), "");
    let certain = told(SampleKind::Norms, "for client {\n  main mean 3 sd 1 reliability 1 n 400\n}\n");
    assert!(certain.contains("warning[V0504]") && certain.contains("without any error"), "{certain}");
    assert_eq!(told(SampleKind::Norms, "for client {\n  main mean 3 sd 1 reliability 0.995 n 400\n}\n"), "");
    let bands = "for client {\n  main mean 3 sd 1 n 400\n}\nbands level of main.T { low \"High\" from 0  mid \"Mid\" from 40  top \" high\" from 60 }\n";
    let bands = told(SampleKind::Norms, bands);
    assert!(bands.contains("warning[V1030]") && bands.matches("V1030").count() == 1, "{bands}");
}

#[test]
fn rows_of_a_line_stand_in_the_order_in_which_it_runs() {
    let line =
        |rows: &str| told(SampleKind::Fragment, &format!("table t interpolated {{ {rows} }} score x \"X\" = look up main in t"));
    assert_eq!(line("1 -> 0 3 -> 10 5 -> 50"), "");
    let wrong = line("1 -> 0 5 -> 50 3 -> 10");
    assert!(wrong.contains("V0312") && wrong.contains("the row 3 stands after a greater one"), "{wrong}");
    let norms = "for client {\n  table T of main interpolated { 5 -> 60 1 -> 20 }\n}\n";
    assert!(told(SampleKind::Norms, norms).contains("stands after a greater one"));
}

//! Codes for "no answer" as a person says them: a name that fits nothing is never passed over, and a code that stands
//! nowhere is told of.

use crate::program::{Ran, folder, put, run};

const MEASURE: &str = "verbond 1\n\ninstrument m 1.0.0 {\n  title \"M\"\n  licence \"CC0-1.0\"\n  status experimental
  informants { self \"Self\" }\n  known { age whole 0 to 120 }\n  scale s { 0 \"No\" 1 \"Yes\" }
  item ok on s \"OK?\"\n  item who as choices mother, father unscored \"Who?\"
  item pts as shares of 100 among home, work \"Where?\"
  score at_home \"Home\" = share of home in pts\n  score fine \"Fine\" = 1 * ok\n}\n";

const ANSWERS: &str = "case,age,ok,who___mother,who___father,pts_home,pts_work\na,40,1,1,0,100,0\nb,99,1,0,0,0,99\n";

fn score(answers: &str, more: &[&str]) -> Ran {
    let folder = folder();
    let (measure, answers) = (put(&folder, "m.instrument", MEASURE), put(&folder, "a.csv", answers));
    let shown = ["--to", "csv", "--quiet", "--columns", "case,at_home,fine"];
    run(&[&["score", &measure, &answers][..], &shown, more].concat())
}

#[test]
fn a_name_that_fits_nothing_is_refused_wherever_it_is_said() {
    let folder = folder();
    for (said, told) in [
        ("foo=0", "neither an item nor a fact is called `foo`"),
        ("ptz=0", "did you mean `pts`?"),
        ("case=0", "neither an item nor a fact is called `case`"),
        ("who_mother=0", "`who_mother` is a choice of `who`, and a code is said of all of it"),
    ] {
        let config = put(&folder, "v.toml", &format!("[answers]\nmissing = [\"{said}\"]\n"));
        for more in [["--missing", said], ["--config", &config]] {
            let ran = score(ANSWERS, &more);
            assert!(ran.code == 1 && ran.stdout.is_empty(), "{said}: {}", ran.stderr);
            assert!(ran.stderr.contains("error[V0718]") && ran.stderr.contains(told), "{said}: {}", ran.stderr);
        }
    }
    // A cell that holds such a text is meant by it all the same.
    let odd = ANSWERS.replace("a,40,1", "a,40,foo=0");
    let ran = score(&odd, &["--missing", "*=foo=0"]);
    assert_eq!((ran.code, ran.stdout.lines().nth(1)), (1, None), "b shares out 99: {}", ran.stderr);
    let ran = score(&odd, &["--missing", "*=foo=0", "--on-bad", "skip"]);
    assert_eq!(ran.stdout, "case,at_home,fine\na,100,\n", "{}", ran.stderr);
}

#[test]
fn a_question_stands_for_its_columns_and_a_column_for_what_it_holds() {
    let answers = "case,age,ok,who,pts_home,pts_work\na,40,1,,100,9999\nb,41,1,mother,60,40\n";
    // Shares of which one is no answer are none.
    let expected = "case,at_home,fine\na,,1\nb,60,1\n";
    for said in ["pts=9999", "pts_work=9999", "pts*=9999", "9999"] {
        assert_eq!(score(answers, &["--missing", said]).stdout, expected, "{said}");
    }
    let called = answers.replace("pts_work", "W");
    let ran = score(&called, &["--map", "pts_work=W", "--missing", "W=9999"]);
    assert_eq!(ran.stdout, expected, "{}", ran.stderr);
}

#[test]
fn a_code_that_can_be_an_answer_is_asked_about_in_facts_and_choices_too() {
    let whole = ANSWERS.replace("0,99\n", "0,100\n");
    let ran = score(&whole, &["--missing", "99"]);
    assert!(ran.code == 1 && ran.stderr.contains("V0727"), "{}", ran.stderr);
    assert!(ran.stderr.contains("it is a value of `age`") && ran.stderr.contains("an answer to `pts_home`"), "{}", ran.stderr);
    let said = score(&whole, &["--missing", "99,age=99,pts=99"]);
    assert_eq!((said.code, said.stdout.as_str()), (0, "case,at_home,fine\na,100,1\nb,0,1\n"), "{}", said.stderr);
    let none = score(&whole, &["--missing", "0,ok=0,age=0,pts=0"]);
    assert!(none.code == 1 && none.stderr.contains("an answer to `who`"), "{}", none.stderr);
}

#[test]
fn a_code_that_stands_nowhere_is_told_once_and_of_settings_it_is_not() {
    let folder = folder();
    let whole = ANSWERS.replace("0,99\n", "0,100\n");
    let ran = score(&whole, &["--missing", "-77,-88,age=99"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told = ran.stderr.lines().filter(|line| !line.contains("V0725") && !line.starts_with("-->"));
    insta::assert_snapshot!("a_code_that_stands_nowhere", told.collect::<Vec<_>>().join("\n"));
    for more in [["--missing", "age=99"], ["--missing", "*=99"]] {
        let ran = score(&whole, &more);
        assert!(ran.code == 0 && !ran.stderr.contains("V0738"), "{}", ran.stderr);
    }
    let marked = whole.replace("1,1,0,", "1,-77,,").replace("b,99,", "b,-88,");
    assert!(!score(&marked, &["--missing", "-77,-88"]).stderr.contains("V0738"));
    let config = put(&folder, "v.toml", "[answers]\nmissing = [\"-77\"]\n");
    let ran = score(&whole, &["--config", &config]);
    assert!(ran.code == 0 && !ran.stderr.contains("V0738"), "{}", ran.stderr);
}

//! What `score` writes of answers, and what it says of its columns.

use proptest::prelude::*;
use verbond::Instrument;

use crate::program::{Ran, folder, put, run};
use crate::random_answers::random_answers;

const EVERYTHING: &str = "tests/data/everything.instrument";
const SYM: &str = "tests/data/answers/sym.instrument";

fn scored(measure: &str, answers: &str, to: &str) -> Ran {
    let ran = run(&["score", measure, answers, "--answers", "--causes", "--to", to, "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]
    /// Answers of every kind, as results have them, score to the same results again, from whichever form to whichever.
    #[test]
    fn what_is_written_of_answers_scores_to_the_same_again(seed in any::<u64>()) {
        for measure in [EVERYTHING, SYM] {
            let instrument = Instrument::parse(std::fs::read_to_string(measure).unwrap()).unwrap();
            let folder = folder();
            let answers = put(&folder, "a.csv", &random_answers(&instrument, 60, seed).csv());
            let (csv, json) = (scored(measure, &answers, "csv").stdout, scored(measure, &answers, "json").stdout);
            let (as_csv, as_json) = (put(&folder, "b.csv", &csv), put(&folder, "b.json", &json));
            for again in [&as_csv, &as_json] {
                prop_assert_eq!(&scored(measure, again, "csv").stdout, &csv);
                prop_assert_eq!(&scored(measure, again, "json").stdout, &json);
            }
        }
    }
}

#[test]
fn optional_texts_do_not_count_as_asked() {
    let folder = folder();
    let answers = put(&folder, "a.csv", "case,q1,why,day,sym\nc1,1,,2026-03-05,head\nc2,1,because,,\n");
    let ran =
        run(&["score", "tests/data/answers/txt.instrument", &answers, "--columns", "answered,asked", "--to", "csv", "--quiet"]);
    assert_eq!(ran.stdout, "answered,asked\n3,3\n1,3\n", "{}", ran.stderr);
}

#[test]
fn the_codebook_says_of_every_column_what_it_holds() {
    let folder = folder();
    let book = folder.path().join("codebook.csv").display().to_string();
    let answers = "tests/data/answers/redcap.csv";
    let to = ["--answers", "--causes", "--to", "csv", "--codebook"];
    let ran = run(&[&["score", SYM, answers], &to[..], &[&book]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("wrote codebook"), "{}", ran.stderr);
    let mut reader = csv::Reader::from_path(&book).unwrap();
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let columns: Vec<&str> = lines.iter().map(|line| &line[0]).collect();
    assert_eq!(columns, ran.stdout.lines().next().unwrap().split(',').collect::<Vec<_>>());
    let line = |column: &str| lines.iter().find(|line| &line[0] == column).unwrap().iter().skip(1).collect::<Vec<_>>();
    assert_eq!(line("total"), ["Total", "score", "number", "1 to 5", "mean of q1, q2, q3 needs 2 of 3"]);
    let points = "1 = Strongly disagree; 2 = Disagree; 3 = Neutral; 4 = Agree; 5 = Strongly agree; none = Not applicable";
    assert_eq!(line("q1"), ["I sleep well", "item", "text", points, ""]);
    assert!(line("sym")[3].contains("head = ") && line("sym")[3].contains("`;`"), "{:?}", line("sym"));
    assert!(line("q1.missing")[3].starts_with("unanswered"), "{:?}", line("q1.missing"));
    assert_eq!(line("version")[3], "1.0.0");
    // The columns that were chosen, and no others.
    let json = folder.path().join("codebook.json").display().to_string();
    let ran = run(&["score", SYM, answers, "--columns", "case,total", "--to", "csv", "--quiet", "--codebook", &json]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!(told.as_array().unwrap().iter().map(|line| &line["column"]).collect::<Vec<_>>(), ["case", "total"]);
}

#[test]
fn a_codebook_that_cannot_be_written_stops_the_run_before_it_begins() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let score = |options: &[&str]| run(&[&["score", SYM, "tests/data/answers/redcap.csv", "--quiet"], options].concat());
    let ran = score(&["--to", "csv", "--codebook", &path("codebook.txt")]);
    assert!(ran.code == 2 && ran.stderr.contains("does not say what form") && ran.stdout.is_empty(), "{}", ran.stderr);
    let one = path("one.csv");
    let ran = score(&["--to", &format!("csv={one}"), "--codebook", &one]);
    assert!(ran.code == 2 && ran.stderr.contains("written twice"), "{}", ran.stderr);
    std::fs::write(&one, "mine").unwrap();
    let ran = score(&["--to", "csv", "--codebook", &one]);
    assert!(ran.code == 2 && std::fs::read_to_string(&one).unwrap() == "mine", "{}", ran.stderr);
}

#[test]
fn what_is_carried_along_is_told_where_it_has_another_name() {
    let folder = folder();
    let answers = put(&folder, "k.csv", "case,q1,q2,q3,Total,answers:Total,ward\nc1,5,1,5,1,2,w\n");
    let ran = run(&["score", "tests/data/answers/mini.instrument", &answers, "--keep", "--to", "csv", "--quiet"]);
    assert!(ran.stderr.contains("V0736") && ran.stderr.contains("`Total` is `answers:answers:Total`"), "{}", ran.stderr);
    let head: Vec<&str> = ran.stdout.lines().next().unwrap().split(',').collect();
    assert!(head.contains(&"total") && head.contains(&"answers:Total") && head.contains(&"ward"), "{head:?}");
}

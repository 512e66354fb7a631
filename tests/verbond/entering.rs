//! Typing paper over: what is typed by codes is what would have been answered, and two files of the same sheets are set
//! beside each other.

use proptest::prelude::*;
use verbond::Instrument;
use verbond::administer::{Questionnaire, Typing};
use verbond::instrument::{InformantIx, ItemIx};

use crate::example::checked;
use crate::program::{folder, put, run, run_with_input};

fn monitor() -> Instrument {
    checked(include_str!("../../instruments/alliance-monitor/0.3.0.instrument")).0.unwrap_or_else(|| panic!("sound"))
}

fn given(asked: &Questionnaire<'_>) -> Vec<String> {
    (0..asked.instrument().items.len()).map(|at| asked.given(ItemIx(at)).to_owned()).collect()
}

proptest! {
    /// The same codes in one run, apart, or one a line with steps back between them are the same answers, and those
    /// that a person would have given.
    #[test]
    fn a_run_is_what_its_codes_are(codes in proptest::collection::vec(prop::sample::select(vec!["1", "2", "3", "4", "5", "-", "."]), 1..9)) {
        let instrument = monitor();
        let new = || Typing::new(Questionnaire::new(&instrument, InformantIx(0), vec![]));
        let (mut run, mut apart, mut slow) = (new(), new(), new());
        let mut asked = Questionnaire::new(&instrument, InformantIx(0), vec![]);
        let mut at = asked.after(None);
        for code in &codes {
            let item = at.unwrap_or(ItemIx(0));
            match *code {
                "." => prop_assert_eq!(asked.pass(item), Ok(())),
                code => {
                    let taken = asked.give(item, if code == "-" { "none" } else { code });
                    prop_assert!(taken.is_ok());
                }
            }
            prop_assert!(slow.line(". <").and_then(|()| slow.line(code)).is_ok());
            at = asked.after(Some(item));
        }
        prop_assert_eq!(run.line(&codes.concat()), Ok(()));
        prop_assert_eq!(apart.line(&codes.join(" ")), Ok(()));
        for typing in [&run, &apart, &slow] {
            prop_assert_eq!(given(typing.questionnaire()), given(&asked));
            prop_assert_eq!(typing.next(), at);
        }
    }
}

const SHEETS: &str =
    "Jan Jansen\nc-1\n\n2026-11-20\n44449\n444 44\n50 44\nhe never listens\n\nc-1\n1\n\nc-2\n2\n\n.....---\n.\n--\n\n\n";

#[test]
fn paper_is_typed_over_and_checked_by_a_second_hand() {
    let folder = folder();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let enter = |output: &str, input: &str| {
        run_with_input(&["enter", "alliance-monitor", "--informant", "client", "--output", output], input)
    };
    let first = enter(&file("first.csv"), SHEETS);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    let said = first.stderr.replace(&folder.path().display().to_string(), "FOLDER");
    // Today's date stands in what is asked.
    let said = said.replace(&jiff::ZonedDateTime::now().date().to_string(), "TODAY");
    insta::assert_snapshot!(format!("{said}\n{}", read("first.csv")));

    let second = enter(&file("second.csv"), &SHEETS.replace("44449", "44359").replace("c-2\n2", "c-2\n3"));
    assert_eq!(second.code, 0, "{}", second.stderr);
    let compare = |more: &[&str], input: &str| {
        let (first, second) = (file("first.csv"), file("second.csv"));
        let mut arguments = vec!["enter", "alliance-monitor", "--compare", &first, &second];
        arguments.extend(more);
        run_with_input(&arguments, input)
    };
    let agreed = file("agreed.csv");
    let listed = compare(&["--output", &agreed], "");
    assert!(listed.code == 1 && !folder.path().join("agreed.csv").exists(), "what differs is not written: {}", listed.stderr);
    insta::assert_snapshot!(listed.stdout, @r"
    case c-1, occasion 1, client: kept: `4` in the first, `5` in the second
    case c-1, occasion 1, client: word: `4` in the first, `3` in the second
    case c-2, occasion 2, client: only in the first
    case c-2, occasion 3, client: only in the second
    2 sheets in the first file, 4 differences
    ");
    let json: serde_json::Value = serde_json::from_str(&compare(&["--format", "json"], "").stdout).unwrap_or_default();
    assert_eq!(json[0]["column"], "kept");

    let broken_off = compare(&["--settle", "--output", &agreed], "1\n");
    assert!(broken_off.code == 130 && !folder.path().join("agreed.csv").exists(), "{}", broken_off.stderr);
    let settled = compare(&["--settle", "--output", &agreed], "2\n1\nn\ny\n");
    assert_eq!(settled.code, 0, "{}", settled.stderr);
    let mended = read("first.csv").replacen(",4,4,4,4,", ",4,4,4,5,", 1).replace("c-2,2", "c-2,3");
    assert_eq!(read("agreed.csv"), mended, "the second hand was right once, the first once, and of two sheets one was");
    assert_eq!(run(&["score", "alliance-monitor", &agreed, "--quiet", "--to", "csv"]).code, 0);
}

#[test]
fn half_a_sheet_is_not_kept() {
    let folder = folder();
    let output = folder.path().join("first.csv").display().to_string();
    let ran = run_with_input(&["enter", "alliance-monitor", "--output", &output], "c-1\n1\n\n444");
    assert!(ran.stderr.contains("the sheet was not finished") && !folder.path().join("first.csv").exists(), "{}", ran.stderr);
}

/// A sheet that was typed twice into one file is told of; the last would silently have counted.
#[test]
fn a_sheet_stands_once_in_a_file() {
    let folder = folder();
    let head = "case,occasion,informant,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against,reason\n";
    let sheets = |rows: &[&str]| rows.iter().fold(head.to_owned(), |text, row| text + row + ",,,,,,,,,,\n");
    let twice = put(&folder, "twice.csv", &sheets(&["c-1,1,client,4,", "c-2,1,client,4,", "c-1,1,client,5,"]));
    let once = put(&folder, "once.csv", &sheets(&["c-1,1,client,4,"]));
    let compared = run(&["enter", "alliance-monitor", "--compare", &once, &twice]);
    assert_eq!(compared.code, 1, "{}", compared.stdout);
    assert!(
        compared.stderr.contains("row 4") && compared.stderr.contains("the same case, occasion and informant as row 2"),
        "{}",
        compared.stderr
    );
}

/// A sheet in a language that writes a comma before decimals is typed as it stands there, and choices join by `;`.
#[test]
fn decimals_are_typed_as_the_sheet_has_them() {
    let folder = folder();
    let measure = "verbond 1\n\ninstrument talk 1.0.0 {\n  title    \"Talk\"\n  licence  \"CC0-1.0\"\n  status   experimental\n  \
        language en\n\n  informants {\n    client \"Client\"\n  }\n\n  scale line {\n    0 to 10 step 0.5\n  }\n\n  items on line {\n    \
        heard \"Heard\"\n  }\n\n  item hours as decimal 0 to 1000 unscored \"Hours\"\n  item what as choices work, home unscored \"What\"\n\n  \
        score total \"Total\" = 1 * heard\n}\n";
    let measure = put(&folder, "talk.instrument", measure);
    let output = |name: &str| folder.path().join(name).display().to_string();
    let enter = |name: &str, more: &[&str], typed: &str| {
        let of = ["enter", &measure, "--output", &output(name)];
        run_with_input(&[&of[..], more].concat(), &format!("c-1\n1\n2026-11-20\n{typed}\n\n\n"))
    };
    let dutch = enter("nl.csv", &["--language", "nl"], "7,5\n1.5\nwork;home");
    assert_eq!(dutch.code, 0, "{}", dutch.stderr);
    assert!(dutch.stderr.contains("several choices with `;` between them"), "{}", dutch.stderr);
    let row = std::fs::read_to_string(output("nl.csv")).unwrap_or_default();
    assert!(row.ends_with(",7.5,1.5,work;home\n"), "{row}");
    // In English a comma separates thousands, and what is meant by one is asked again.
    let english = enter("en.csv", &[], "7,5\n7.5\n1,5\n1.5\nwork");
    assert!(english.stderr.contains("`7,5` is no code of heard"), "{}", english.stderr);
    let row = std::fs::read_to_string(output("en.csv")).unwrap_or_default();
    assert!(row.ends_with(",7.5,1.5,work\n"), "{row}");
    assert_eq!(enter("x.csv", &["--language", "not a tag"], "").code, 2);
}

//! Categories: a word by conditions, the first that holds.

use verbond::administer::{Questionnaire, Texts};
use verbond::check::difference;
use verbond::exchange::Wording;
use verbond::instrument::InformantIx;
use verbond::responses::ReadOptions;

use crate::example::{answered_once, checked, rendered, score, with};
use crate::program::{folder, put, run};

const LEVEL: &str = r#"
category level {
  heavy  "Heavy"  when main >= 4 and informant = client
  missing         when a is missing
  middle "Middle" when main >= 2.5
  none   "None"   otherwise
}

feedback for client of level {
  heavy  "Much."
  middle "Some."
  none   "Nothing."
}

score points "Points" = if level = none then 0 else 10 * main
alert both "Look." when level != none and informant = worker
"#;

fn instrument(fragment: &str) -> verbond::Instrument {
    let (instrument, diagnostics, file) = checked(&with(fragment));
    instrument.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)))
}

#[test]
fn the_first_entry_that_holds_counts() {
    let answers = "case,informant,a,b,c,d\n\
                   c1,client,5,5,5,5\n\
                   c1,worker,5,5,5,5\n\
                   c2,client,,5,5,5\n\
                   c2,worker,,5,5,5\n\
                   c3,client,3,2,3,3\n\
                   c4,client,1,1,1,1\n\
                   c5,client,1,,,1\n\
                   c5,worker,1,,,1\n";
    let outcome = score(&instrument(LEVEL), answers, &ReadOptions::default());
    insta::assert_snapshot!(outcome.csv);
}

#[test]
fn labels_and_sentences_are_translated() {
    let instrument = instrument(LEVEL);
    let paths: Vec<String> = instrument.texts().into_iter().map(|text| text.path).filter(|path| path.contains("level")).collect();
    assert_eq!(
        paths,
        [
            "category level heavy",
            "category level middle",
            "category level none",
            "feedback for client of level heavy",
            "feedback for client of level middle",
            "feedback for client of level none"
        ]
    );
    let folder = folder();
    let measure = put(&folder, "example.instrument", &with(LEVEL));
    let place = folder.path().join("1.0.nl.translation").display().to_string();
    assert_eq!(run(&["translate", "new", &measure, "nl"]).code, 0);
    let blank = std::fs::read_to_string(&place).unwrap_or_else(|error| panic!("{error}"));
    assert!(blank.contains("category level {"), "{blank}");
    let filled = blank.replacen("none   from \"None\"   to \"…\"", "none   from \"None\"   to \"Niets\"", 1);
    put(&folder, "1.0.nl.translation", &filled);
    let ran = run(&["check", &folder.path().display().to_string()]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn whoever_answered_reads_the_sentence_of_the_entry() {
    let instrument = instrument(LEVEL);
    let texts = Texts::in_language(&instrument, &[], None).unwrap_or_else(|| panic!("it has its own"));
    for (answer, sentence) in [("5", "Much."), ("3", "Some."), ("1", "Nothing.")] {
        let mut asked = Questionnaire::new(&instrument, InformantIx(0), vec![]);
        instrument.items.keys().for_each(|item| asked.give(item, answer).unwrap_or_else(|error| panic!("{error}")));
        assert_eq!(texts.feedback(&asked), [sentence]);
    }
}

#[test]
fn a_difference_tells_what_decides_otherwise() {
    let before = instrument(LEVEL);
    let told = |from: &str, to: &str| {
        let after = instrument(&LEVEL.replacen(from, to, 1));
        let found = difference(&before, &after);
        found.changes.iter().map(|it| format!("{} {} {}", it.of, it.name, it.what)).collect::<Vec<_>>()
    };
    assert_eq!(
        told("main >= 2.5", "main >= 3"),
        ["score points other answers under the same key", "category level decided otherwise", "alert both raised otherwise"]
    );
    assert_eq!(told("main >= 2.5", "main  >= 2.5"), [""; 0]);
    assert_eq!(told("informant = client\n", "informant = worker\n").len(), 3);
}

const TYPED: [&str; 12] = [
    "category level {\n  strong \"S\" when main >= 4\n  weak \"W\" when main < 3\n}",
    "category level {\n  fair \"F\" when main >= 2\n  strong \"S\" when main >= 4\n  weak \"W\" otherwise\n}",
    "category level {\n  weak \"W\" when main < 2\n  fair \"F\" when main >= 2\n  none \"N\" otherwise\n}",
    "category level {\n  weak \"W\" otherwise\n  fair \"F\" when main >= 2\n}",
    "category level {\n  fair \"F\" when main\n  weak \"W\" otherwise\n}",
    "category level {\n  fair \"F\" main >= 2\n  weak \"W\" otherwise\n}",
    "category level {\n  fair when main >= 2\n  weak \"W\" otherwise\n}",
    "category level {\n  fair \"F\" when main >= 2\n  fair \"G\" when a = 2\n  weak \"W\" otherwise\n}",
    "category level {\n  missing otherwise\n}",
    "category level {\n  fair \"F\" when main >= 2\n  weak \"W\" otherwise\n}\nalert x \"X\" when level = wek",
    "category level {\n  fair \"F\" when kind = one\n  weak \"W\" otherwise\n}\ncategory kind {\n  one \"1\" when level = fair\n  two \"2\" otherwise\n}",
    "alert x \"X\" when informant >= client",
];

#[test]
fn near_misses_are_answered() {
    insta::assert_snapshot!(answered_once(&TYPED));
}

/// A translation begins with the paths of the measure.
#[test]
fn a_blank_translation_has_a_place_for_each_entry() {
    let wording = Wording::blank(&instrument(LEVEL), "nl");
    assert!(wording.entries.iter().any(|entry| entry.path == "category level none"));
}

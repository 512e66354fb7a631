//! What whoever answered reads at the end: a sentence for the band that their answers lie in.

use verbond::Instrument;
use verbond::administer::{Questionnaire, Texts};
use verbond::check::{check_translation, difference};
use verbond::exchange::{Wording, print_wording, read_wording};
use verbond::instrument::{InformantIx, ItemIx};
use verbond::source::{Diagnostic, SourceFile};
use verbond::syntax::{format, parse};

use crate::example::{checked, with};
use crate::program::{folder, put, run, run_with_input};

/// A measure that says something to the client, and nothing to the officer.
pub const MEASURE: &str = r#"verbond 1

instrument talk 1.0.0 {
  title    "How we talk"
  licence  "CC0-1.0"
  status   experimental
  cite     "Nobody (2026)"
  language en

  informants {
    client "Client"
    worker "Officer"
  }

  item heard as whole 0 to 10 "How far were you heard?"

  score trust "Trust" = 1 * heard

  bands level of trust {
    weak   "Weak"   from 0
    strong "Strong" from 6
  }

  feedback for client of level {
    weak   "You were hardly heard. Say so."
    strong "You were heard."
  }

  test "by hand" {
    heard = 6
    expect trust = 6, level = strong
  }
}
"#;

pub const DUTCH: &str = r#"verbond 1

translation nl of talk 1.0 {
  status forward

  feedback for client of level {
    weak   from "You were hardly heard. Say so." to "Er is nauwelijks naar u geluisterd. Zeg dat."
    strong from "You were heard."                to "Er is naar u geluisterd."
  }
}
"#;

fn talk() -> Instrument {
    let (found, diagnostics, file) = checked(MEASURE);
    found.unwrap_or_else(|| panic!("{}", crate::example::rendered(&file, &diagnostics)))
}

const BANDS: &str = "bands level of main {\n  weak \"Weak\" from 1\n  strong \"Strong\" from 3\n}\n";

fn codes(statements: &str) -> Vec<&'static str> {
    let diagnostics: Vec<Diagnostic> = checked(&with(&format!("{BANDS}{statements}"))).1;
    diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect()
}

#[test]
fn a_band_an_informant_a_sentence() {
    let both = "{ weak \"W\" strong \"S\" }";
    assert_eq!(codes(&format!("feedback for client of level {both}\nfeedback for worker of level {both}\n")), [""; 0]);
    assert_eq!(codes(&format!("feedback for cleint of level {both}\n")), ["V0201"]);
    assert_eq!(codes(&format!("feedback for client of levle {both}\n")), ["V0201"]);
    assert_eq!(codes(&format!("feedback for client of main {both}\n")), ["V0210"], "a score has no bands of its own");
    assert_eq!(codes("feedback for client of level { weak \"W\" }\n"), ["V0755"]);
    assert_eq!(codes("feedback for client of level { weak \"W\" strong \"S\" storng \"S\" }\n"), ["V0201"]);
    assert_eq!(codes("feedback for client of level { weak \"W\" strong \"S\" weak \"W\" }\n"), ["V0207"]);
    assert_eq!(codes("feedback for client of level { weak \"W\" strong \" \" }\n"), ["V0403"]);
    assert_eq!(codes(&format!("feedback for client of level {both}\nfeedback for client of level {both}\n")), ["V0202"]);
    // A word is reserved only where it must be.
    assert_eq!(codes("item feedback on agree unscored \"F\"\n"), [""; 0]);
}

#[test]
fn the_sentence_is_that_of_the_band_in_the_language_that_was_answered_in() {
    let instrument = talk();
    let file = SourceFile::new("nl.translation", DUTCH);
    let dutch = check_translation(&parse(&file), &[&instrument]).found.unwrap();
    let said = |tag: &str, informant: usize, heard: &str| {
        let texts = Texts::in_language(&instrument, &[&dutch], Some(tag)).unwrap();
        let mut asked = Questionnaire::new(&instrument, InformantIx(informant), vec![]);
        asked.give(ItemIx(0), heard).unwrap();
        texts.feedback(&asked).join("|")
    };
    assert_eq!(said("en", 0, "5"), "You were hardly heard. Say so.");
    assert_eq!(said("en", 0, "6"), "You were heard.");
    assert_eq!(said("nl", 0, "10"), "Er is naar u geluisterd.");
    assert_eq!(said("en", 1, "10"), "", "the officer is told nothing");
    assert_eq!(said("en", 0, ""), "", "without an answer there is no band");
    let texts = Texts::in_language(&instrument, &[&dutch], Some("nl")).unwrap();
    assert!(texts.lacking(&instrument, InformantIx(0)).iter().all(|path| !path.starts_with("feedback")));
    assert_eq!(texts.worded(&instrument).feedback[0].sentences[1], "Er is naar u geluisterd.");
}

#[test]
fn translations_carry_it() {
    let instrument = talk();
    let blank = Wording::blank(&instrument, "nl");
    let paths: Vec<&str> =
        blank.entries.iter().map(|entry| entry.path.as_str()).filter(|path| path.starts_with("feedback")).collect();
    assert_eq!(paths, ["feedback for client of level weak", "feedback for client of level strong"]);
    let mut filled = blank;
    filled.entries.iter_mut().for_each(|entry| entry.to = format!("nl: {}", entry.source.clone().unwrap_or_default()));
    let text = print_wording(&filled).unwrap();
    let file = SourceFile::new("nl.translation", text.as_str());
    let checked = check_translation(&parse(&file), &[&instrument]);
    assert!(checked.diagnostics.is_empty(), "{}", crate::example::rendered(&file, &checked.diagnostics));
    assert_eq!(read_wording(&parse(&file), &instrument).unwrap().entries, filled.entries);
    assert_eq!(format(&SourceFile::new("nl.translation", DUTCH)).unwrap(), DUTCH);
    assert_eq!(format(&SourceFile::new("talk.instrument", MEASURE)).unwrap(), MEASURE);
}

#[test]
fn it_is_shown_and_its_changes_are_wording() {
    let folder = folder();
    let measure = put(&folder, "talk.instrument", MEASURE);
    let shown = run(&["show", &measure]);
    let part = "  feedback for client of level\n    weak: You were hardly heard. Say so.\n    strong: You were heard.";
    assert!(shown.stdout.contains(part), "{}", shown.stdout);
    let later = MEASURE.replace("1.0.0", "1.0.1").replace("You were heard.", "You were heard well.");
    let later = checked(&later).0.unwrap();
    let found = difference(&talk(), &later);
    let changes: Vec<(&str, &str, &str)> =
        found.changes.iter().map(|change| (change.of, change.name.as_str(), change.what)).collect();
    assert_eq!(changes, [("feedback", "client of level", "reworded")]);
    assert_eq!(found.calls_for.word(), "patch");
    let form = run(&["export", &measure, "--to", &format!("surveyjs={}", folder.path().join("f.json").display())]);
    assert!(form.code == 0 && form.stderr.contains("V0901") && form.stderr.contains("what its bands mean"), "{}", form.stderr);
}

#[test]
fn a_person_on_a_terminal_reads_it_at_the_end() {
    let folder = folder();
    let measure = put(&folder, "talk.instrument", MEASURE);
    put(&folder, "nl.translation", DUTCH);
    let asked = |informant: &str, language: &str| {
        let ran = run_with_input(
            &["ask", &measure, "--informant", informant, "--language", language, "--case", "c1", "--plain"],
            "7\n",
        );
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stderr
    };
    assert!(asked("client", "en").ends_with("You were heard.\nThat was all. Thank you.\n"));
    assert!(asked("client", "nl").contains("Er is naar u geluisterd.\n"));
    assert!(!asked("worker", "en").contains("heard."));
}

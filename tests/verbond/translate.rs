//! Translations as they are worked on: begun, looked at, brought in line with a new version; and nothing a person wrote
//! is lost.

use std::path::Path;

use proptest::prelude::*;
use verbond::exchange::{Wording, print_wording, read_wording};
use verbond::{Instrument, SourceFile};

use crate::program::{folder, put, run};

pub const MEASURE: &str = r#"verbond 1

instrument small 1.0.0 {
  title   "Small"
  licence "CC0-1.0"
  status  experimental
  cite    "Nobody (2026)"

  informants {
    client "Client"
    worker "Officer"
  }

  scale agree {
    1    "No"
    2    "Yes"
    none "Does not apply"
  }

  page "First" {
    intro { client "Think of us." worker "Think of this client." }
    item word on agree { client "Promises are kept." worker "I keep promises." }
    item open on agree "We are open."
    item gone on agree "This will go."
  }

  item line as whole 0 to 10 { client "How far?" worker "How far, for them?" ends "Not" "Wholly" }
  item help as choices family, other unscored { client "Who helps?" worker "Who helps them?" choice family "Family" }

  score trust "Trust" = mean of word, open, gone needs any
  score far   "Far"   = 1 * line
  bands level of trust { weak "Weak" from 1  fair "Fair" from 1.5 }
  alert low "Trust is low." when trust < 1.5

  test "by hand" {
    word, open, gone = 2
    expect trust = 2, level = fair, no alert
  }
}
"#;

fn instrument(text: &str) -> Instrument {
    let file = SourceFile::new("small.instrument", text);
    let checked = verbond::check_text(&file);
    checked.found.unwrap_or_else(|| panic!("{}", crate::example::rendered(&file, &checked.diagnostics)))
}

fn read(text: &str, instrument: &Instrument) -> Wording {
    let parsed = verbond::syntax::parse(&SourceFile::new("small.translation", text));
    assert!(parsed.diagnostics.is_empty(), "{:?}\n{text}", parsed.diagnostics);
    read_wording(&parsed, instrument).unwrap_or_else(|| panic!("{text}"))
}

fn print(wording: &Wording) -> String {
    print_wording(wording).unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"))
}

/// The next version: a text reworded, an item renamed, one dropped, one new.
fn next_version() -> String {
    MEASURE
        .replace("small 1.0.0", "small 1.1.0")
        .replace("\"Promises are kept.\"", "\"Promises are always kept.\"")
        .replace("item open on", "item frank on")
        .replace("item gone on agree \"This will go.\"", "item fresh on agree \"This is new.\"")
        .replace("word, open, gone", "word, frank, fresh")
        .replace("score trust", "follows 1.0.0 { renamed open to frank  dropped gone  added fresh  changed trust \"another item\"  comparable far }\n  score trust")
}

#[test]
fn one_is_begun_filled_in_and_brought_in_line() {
    let folder = folder();
    let (measure, next) = (folder.path().join("1.0.0.instrument"), folder.path().join("1.1.0.instrument"));
    std::fs::write(&measure, MEASURE).unwrap_or_else(|error| panic!("{error}"));
    let root = folder.path().display().to_string();
    let look = |arguments: &[&str]| {
        let ran = run(&[arguments, &["--instruments", &root]].concat());
        format!("$ verbond {}\n{}{}exit code {}\n", arguments.join(" "), ran.stdout, ran.stderr, ran.code)
            .replace(&root, "FOLDER")
    };
    let file = folder.path().join("1.0.nl.translation");
    let place = file.display().to_string();
    let mut story = look(&["translate", "new", "small", "nl"]);
    story.push_str(&look(&["translate", "new", "small", "nl"]));
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let filled = text
        .replace(
            "from \"Promises are kept.\" to \"\"",
            "from \"Promises are kept.\" to \"Beloften worden gehouden.\" back \"Promises are held.\"",
        )
        .replace("  item open from", "  # Discussed with the clients.\n  item open from")
        .replace("from \"We are open.\" to \"\"", "from \"We are open.\" to \"Wij zijn open.\" note \"Not: openbaar.\"")
        .replace("from \"This will go.\" to \"\"", "from \"This will go.\" to \"Dit verdwijnt.\"");
    assert_ne!(text, filled);
    let relaid = text.lines().count();
    assert!(relaid > 30, "{text}");
    std::fs::write(&file, spaced(&filled, &text)).unwrap_or_else(|error| panic!("{error}"));
    story.push_str(&look(&["translate", "status", "small"]));
    std::fs::write(&next, next_version()).unwrap_or_else(|error| panic!("{error}"));
    story.push_str(&look(&["translate", "update", &place, "--check"]));
    story.push_str(&look(&["translate", "update", &place]));
    story.push_str(&look(&["translate", "update", &place]));
    story.push_str(&look(&["check", &root]));
    story.push_str(&std::fs::read_to_string(&file).unwrap_or_default());
    insta::assert_snapshot!(story);
}

/// The layout pads columns, so a text is filled in by its source, wherever the padding ends.
fn spaced(filled: &str, text: &str) -> String {
    if filled != text {
        let renderings = [
            ("\"Promises are kept.\"", "\"Beloften worden gehouden.\" back \"Promises are held.\""),
            ("\"We are open.\"", "\"Wij zijn open.\" note \"Not: openbaar.\""),
            ("\"This will go.\"", "\"Dit verdwijnt.\""),
        ];
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (source, rendering) in renderings {
            let at = lines.iter().position(|line| line.contains(source)).unwrap_or_else(|| panic!("{source}"));
            let target = (at..lines.len()).find(|at| lines[*at].contains("to ")).unwrap_or(at);
            lines[target] = lines[target].replacen("\"\"", rendering, 1);
            if source == "\"We are open.\"" {
                lines.insert(at, "# Discussed with the clients.".to_owned());
            }
        }
        return lines.join("\n");
    }
    filled.to_owned()
}

/// Fills translations into a file, each by its source as the file quotes it.
pub fn fill(file: &str, translations: &[(&str, &str)]) {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{error}"));
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (source, translation) in translations {
        let at = lines.iter().position(|line| line.contains(source)).unwrap_or_else(|| panic!("{source}: {text}"));
        let target = (at..lines.len()).find(|at| lines[*at].contains("\"\"")).unwrap_or(at);
        lines[target] = lines[target].replacen("\"\"", &format!("\"{translation}\""), 1);
    }
    std::fs::write(file, lines.join("\n")).unwrap_or_else(|error| panic!("{error}"));
}

/// A folder with the measure in it, and its path.
fn beside_the_measure() -> (tempfile::TempDir, String) {
    let folder = folder();
    let measure = put(&folder, "1.0.0.instrument", MEASURE);
    (folder, measure)
}

/// Every text translated, and each back.
fn released(status: &str) -> String {
    let mut wording = Wording::blank(&instrument(MEASURE), "nl");
    for entry in &mut wording.entries {
        entry.to = format!("NL {}", entry.from.clone().unwrap_or_default());
        entry.back.clone_from(&entry.from);
    }
    wording.head = vec![format!("status {status}"), "step forward 2026-01-02 \"Anna\"".to_owned()];
    print(&wording)
}

#[test]
fn what_is_released_is_never_changed() {
    let (folder, _) = beside_the_measure();
    let root = folder.path().display().to_string();
    let (text, file) = (released("released"), put(&folder, "1.0.nl.translation", &released("released")));
    let later = folder.path().join("1.1.nl.translation");
    put(&folder, "1.1.0.instrument", &next_version());
    let told = |arguments: &[&str]| {
        let ran = run(&[&["translate", "update"], arguments, &["--instruments", &root]].concat());
        (ran.code, ran.stdout.replace(&root, "FOLDER"))
    };
    let (code, said) = told(&[&file, "--check"]);
    assert!(code == 1 && said.contains("would stay as it is") && !later.exists(), "{said}");
    let (code, said) = told(&[&file]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(said);
    assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), text, "it is as it was released");
    let written = std::fs::read_to_string(&later).unwrap_or_default();
    assert!(written.contains("translation nl of small 1.1 {") && written.contains("status forward"), "{written}");
    assert!(written.contains("NL We are open.") && written.contains("back \"We are open.\""), "{written}");
    let (code, said) = told(&[&file]);
    assert!(code == 0 && said.contains("is there already"), "{said}");
    assert_eq!(std::fs::read_to_string(&later).unwrap_or_default(), written);
    let checked = run(&["check", &file, &later.display().to_string(), "--instruments", &root]);
    assert_eq!(checked.code, 0, "both versions have their words: {}", checked.stdout);
    // What is not released is updated in its place.
    let (code, said) = told(&[&later.display().to_string()]);
    assert!(code == 0 && said.contains("is in line with small@1.1.0"), "{said}");
}

/// A word that was mended belongs to the same `1.0`: the released file keeps its words, and the new one names the whole
/// version.
#[test]
fn a_mended_word_makes_a_file_for_its_version() {
    let (folder, _) = beside_the_measure();
    let root = folder.path().display().to_string();
    let file = put(&folder, "1.0.nl.translation", &released("released"));
    put(&folder, "1.0.1.instrument", &MEASURE.replace("small 1.0.0", "small 1.0.1").replace("We are open.", "We were open."));
    let ran = run(&["translate", "update", &file, "--instruments", &root]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let written = std::fs::read_to_string(folder.path().join("1.0.1.nl.translation")).unwrap_or_default();
    assert!(written.contains("translation nl of small 1.0.1 {") && written.contains("status forward"), "{written}");
    let unchanged = folder.path().join("other");
    std::fs::create_dir(&unchanged).unwrap_or_else(|error| panic!("{error}"));
    let copy = |name: &str, text: &str| std::fs::write(unchanged.join(name), text).unwrap_or_else(|error| panic!("{error}"));
    copy("1.1.0.instrument", &MEASURE.replace("small 1.0.0", "small 1.1.0"));
    copy("small.1.0.nl.translation", &released("released"));
    let file = unchanged.join("small.1.0.nl.translation").display().to_string();
    let ran = run(&["translate", "update", &file, "--instruments", &unchanged.display().to_string()]);
    let written = std::fs::read_to_string(unchanged.join("small.1.1.nl.translation")).unwrap_or_default();
    assert!(ran.code == 0 && written.contains("status released"), "no text has to be worked on: {}{}", ran.stdout, written);
}

#[test]
fn status_takes_a_file_an_id_and_a_version() {
    let (folder, measure) = beside_the_measure();
    let root = folder.path().display().to_string();
    let file = put(&folder, "1.0.nl.translation", &released("piloted"));
    put(&folder, "1.1.0.instrument", &next_version());
    let told = |reference: &str| {
        let ran = run(&["translate", "status", reference, "--instruments", &root, "--format", "json"]);
        let rows: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).unwrap_or_default();
        (ran.code, rows.iter().map(|row| format!("{} {}", row["measure"], row["status"])).collect::<Vec<_>>().join("; "))
    };
    let one = (0, "\"small@1.0.0\" \"piloted\"".to_owned());
    for reference in [measure.as_str(), &file, "small", "small@1.0.0", &root] {
        assert_eq!(told(reference), one, "{reference}");
    }
    let none = run(&["translate", "status", "small@1.1.0", "--instruments", &root]);
    assert!(none.code == 0 && none.stdout.contains("no translation was found"), "{}", none.stdout);
    let nobody = run(&["translate", "status", "smal", "--instruments", &root]);
    assert!(nobody.code == 2 && nobody.stderr.contains("did you mean `small`?"), "{}", nobody.stderr);
}

/// Three files of one language: where none is further, `check` says so and nothing is printed; where one is, `print`
/// says which.
#[test]
fn several_files_of_one_language_are_told_of() {
    let (folder, measure) = beside_the_measure();
    let root = folder.path().display().to_string();
    for who in ["anna", "bert", "carla"] {
        put(&folder, &format!("1.0.nl.{who}.translation"), &released("forward").replace("Anna", who));
    }
    let checked = run(&["check", &root]);
    let said = checked.stdout.replace(&root, "FOLDER");
    assert_eq!((checked.code, said.matches("V0417").count()), (0, 1), "{said}");
    insta::assert_snapshot!(said);
    assert_eq!(run(&["check", &root, "--deny-warnings"]).code, 1);
    let printed = run(&["print", &measure, "--language", "nl"]);
    assert!(printed.code == 1 && printed.stderr.contains("V0417") && printed.stdout.is_empty(), "{}", printed.stderr);
    assert_eq!(run(&["print", &measure]).code, 0, "the language of the measure is another matter");
    put(&folder, "1.0.nl.translation", &released("reconciled"));
    let checked = run(&["check", &root, "--deny-warnings"]);
    assert_eq!(checked.code, 0, "one is further: {}", checked.stdout);
    let printed = run(&["print", &measure, "--language", "nl"]);
    let said = "the words in nl are those of 1.0.nl.translation (reconciled), which is further than 1.0.nl.anna.translation, ";
    assert!(printed.code == 0 && printed.stderr.contains(said), "{}", printed.stderr);
    // A copy of a file elsewhere is no rival of it.
    std::fs::create_dir(folder.path().join("copy")).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(folder.path().join("copy/nl.translation"), released("reconciled")).unwrap_or_else(|error| panic!("{error}"));
    assert!(!run(&["check", &root]).stdout.contains("V0417"));
}

#[test]
fn what_a_language_lacks_is_said_when_it_is_printed() {
    let (folder, measure) = beside_the_measure();
    let mut wording = read(&released("forward"), &instrument(MEASURE));
    for entry in &mut wording.entries {
        match entry.path.as_str() {
            "item word client" | "item word worker" | "score trust" => entry.to = String::new(),
            "scale agree 2" => entry.to = "TODO".to_owned(),
            _ => {}
        }
    }
    put(&folder, "1.0.nl.translation", &print(&wording));
    let said = |arguments: &[&str]| run(&[&["print", &measure, "--output", "/dev/null"], arguments].concat()).stderr;
    assert!(
        said(&["--language", "nl"])
            .starts_with("2 texts have no words in nl and are printed in en: item word client, scale agree 2\n"),
        "{}",
        said(&["--language", "nl"])
    );
    assert!(!said(&[]).contains("no words"), "{}", said(&[]));
}

#[test]
fn a_text_that_is_to_do_is_no_translation() {
    let (folder, measure) = beside_the_measure();
    let wording = |status: &str| released(status).replace("\"NL Small\"", "\"TODO\"").replace("\"NL Client\"", "\"???\"");
    put(&folder, "1.0.nl.translation", &wording("forward"));
    let ran = run(&["translate", "status", &measure, "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
    assert_eq!((&told[0]["missing"], &told[0]["missing_texts"]), (&2.into(), &serde_json::json!(["title", "informant client"])));
    let file = put(&folder, "1.0.nl.translation", &wording("released"));
    let ran = run(&["check", &file]);
    assert!(ran.code == 1 && ran.stdout.contains("`TODO` stands for a translation that is not there"), "{}", ran.stdout);
}

/// Where the folder holds another measure, the file names its own; else a second one would be "there already".
#[test]
fn files_name_their_measure_where_the_folder_holds_several() {
    let (folder, measure) = beside_the_measure();
    let other = put(&folder, "other.instrument", &MEASURE.replace("instrument small", "instrument other"));
    for (measure, name) in [(&measure, "small.1.0.nl.translation"), (&other, "other.1.0.nl.translation")] {
        let ran = run(&["translate", "new", measure, "nl"]);
        assert!(ran.code == 0 && folder.path().join(name).exists(), "{}{}", ran.stdout, ran.stderr);
    }
}

/// The Dutch Alliance Monitor is read, printed and read again without a difference, and is in line with its measure.
#[test]
fn the_translations_that_come_with_it_are_in_line() {
    for (path, text) in
        crate::measures::files().into_iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "translation"))
    {
        let measure = path.parent().unwrap_or(Path::new(".")).join("0.3.0.instrument");
        let instrument = instrument(&std::fs::read_to_string(measure).unwrap_or_default());
        let wording = read(&text, &instrument);
        assert_eq!(wording.counts(), (instrument.texts().len(), 0, 0), "{}", path.display());
        assert_eq!(print(&read(&print(&wording), &instrument)), print(&wording));
        let (same, changes) = wording.clone().brought_to(&instrument);
        assert_eq!((same, changes.kept), (wording, instrument.texts().len()));
    }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-zA-Z \"'\\\\#{}=,.-]{1,30}",
        Just("two\nlines and \\n".to_owned()),
        Just("مرحبا، كيف الحال؟".to_owned()),
        Just("日本語 👩🏽‍🚀".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever stands in a translation is there after it was printed and read; and after a new version every
    /// translation that was made is in the file: under its text, or in a comment at the end.
    #[test]
    fn nothing_is_lost(
        filled in prop::collection::vec((texts(), prop::option::of(texts()), prop::collection::vec(texts(), 0..3), "[a-z ]{0,12}"), 26),
    ) {
        let instrument = instrument(MEASURE);
        let mut wording = Wording::blank(&instrument, "nl");
        for (entry, (to, back, notes, comment)) in wording.entries.iter_mut().zip(filled) {
            entry.to = to;
            entry.back = back;
            entry.notes = notes;
            if !comment.trim().is_empty() {
                entry.comments = vec![format!("# {}", comment.trim())];
            }
        }
        let again = read(&print(&wording), &instrument);
        for (found, expected) in again.entries.iter().zip(&wording.entries) {
            prop_assert_eq!(found, expected, "{}", print(&wording));
        }
        prop_assert_eq!(&again, &wording);
        let next = self::instrument(&next_version());
        let (brought, _) = wording.clone().brought_to(&next);
        let text = print(&brought);
        let reread = read(&text, &next);
        let (twice, changes) = reread.brought_to(&next);
        prop_assert_eq!(&print(&twice), &text, "bringing it in line again changes nothing");
        prop_assert!(changes.added.is_empty() && changes.removed.is_empty());
        for entry in wording.entries.iter().filter(|entry| !entry.to.trim().is_empty()) {
            let kept = twice.entries.iter().any(|there| there.to == entry.to && there.notes == entry.notes && there.back == entry.back);
            let shown = entry.to.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            prop_assert!(kept || twice.left_over.iter().any(|line| line.contains(&shown)), "{:?}", entry);
        }
    }
}

/// What is released has all its texts, none of them stale, and a translation back of each, or says why there is none.
#[test]
fn a_translation_is_released_with_all_that_belongs_to_it() {
    let measure = instrument(MEASURE);
    let mut wording = Wording::blank(&measure, "nl");
    for entry in &mut wording.entries {
        entry.to = format!("NL {}", entry.from.clone().unwrap_or_default());
    }
    wording.head = vec!["status released".to_owned()];
    let said = |wording: &Wording| {
        let file = SourceFile::new("small.translation", print_wording(wording).unwrap_or_else(|_| panic!("it is laid out")));
        let checked = verbond::check::check_translation(&verbond::syntax::parse(&file), &[&measure]);
        crate::example::rendered(&file, &checked.diagnostics)
    };
    insta::assert_snapshot!(said(&wording));
    let mut with_reason = wording.clone();
    with_reason.head.push("no back \"A committee of three who know both languages did it together (TRAPD).\"".to_owned());
    assert_eq!(said(&with_reason), "");
    wording.entries.iter_mut().for_each(|entry| entry.back.clone_from(&entry.from));
    assert_eq!(said(&wording), "");
    wording.entries[0].from = Some("Another title".to_owned());
    assert!(said(&wording).contains("error[V0404]"), "what is stale cannot be released");
}

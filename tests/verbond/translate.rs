//! Translations as they are worked on: begun, looked at, brought in line with a new version; and nothing a person wrote is lost.

use std::path::Path;

use proptest::prelude::*;
use verbond::exchange::{Wording, print_wording, read_wording};
use verbond::{Instrument, SourceFile};

use crate::program::{folder, run};

const MEASURE: &str = r#"verbond 1

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
    checked.found.unwrap_or_else(|| panic!("{}", crate::example::rendered(&file, &checked.complaints)))
}

fn read(text: &str, instrument: &Instrument) -> Wording {
    let parsed = verbond::syntax::parse(&SourceFile::new("small.translation", text));
    assert!(parsed.complaints.is_empty(), "{:?}\n{text}", parsed.complaints);
    read_wording(&parsed, instrument).unwrap_or_else(|| panic!("{text}"))
}

fn print(wording: &Wording) -> String {
    print_wording(wording).unwrap_or_else(|complaints| panic!("{complaints:?}"))
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

    /// Whatever stands in a translation is there after it was printed and read; and after a new version every translation that was made is
    /// in the file: under its text, or in a comment at the end.
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
        crate::example::rendered(&file, &checked.complaints)
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

//! What differs between two versions of a measure, and the step that it calls for.

use verbond::check::{VersionStep, difference};
use verbond::{Instrument, SourceFile};

use crate::program::{folder, run};

fn instrument(text: &str) -> Instrument {
    let file = SourceFile::new("m.instrument", text);
    let checked = verbond::check_text(&file);
    checked.found.unwrap_or_else(|| panic!("{}\n{text}", crate::example::rendered(&file, &checked.diagnostics)))
}

const BEFORE: &str = r#"verbond 1

instrument mood 1.0.0 {
  title   "Mood"
  licence "CC0-1.0"
  status  piloted
  informants { client "Client" }
  scale often { 0 "Never"  1 "Sometimes"  2 "Often" }
  item calm on often "I felt calm."
  item glum on often reversed "I felt glum."
  item why as choices work, home unscored "Why?"
  score mood "Mood" = mean of calm, glum needs any
  bands level of mood { low "Low" from 0  high "High" from 1 }
  alert poor "Ask." when mood < 0.5 or why includes work
}
"#;

/// Each change of a file, what it is, and the step that it calls for.
#[test]
fn a_change_calls_for_its_step() {
    let cases: &[(&str, &str, &str, VersionStep)] = &[
        ("\"I felt calm.\"", "\"I was calm.\"", "item calm reworded", VersionStep::Patch),
        ("\"Often\"", "\"Very often\"", "item calm anchors reworded", VersionStep::Patch),
        ("title   \"Mood\"", "title   \"Moods\"", "measure mood title changed", VersionStep::Patch),
        ("status  piloted", "status  validated", "measure mood status changed", VersionStep::Patch),
        ("\"Ask.\"", "\"Ask today.\"", "alert poor reworded", VersionStep::Patch),
        ("from 1 }", "from 1.5 }", "bands level other bounds", VersionStep::Minor),
        ("mood < 0.5", "mood < 0.6", "alert poor raised otherwise", VersionStep::Minor),
        ("includes work", "includes home", "alert poor raised otherwise", VersionStep::Minor),
        ("work, home unscored", "work, home, other unscored", "item why other answers", VersionStep::Minor),
        ("  score mood", "  item more on often unscored \"More?\"\n  score mood", "item more added", VersionStep::Minor),
        ("  bands", "  score twice \"Twice\" = 2 * mood\n  bands", "score twice added", VersionStep::Minor),
        ("needs any", "needs all", "score mood re-keyed", VersionStep::Major),
        ("reversed \"I felt glum.\"", "\"I felt glum.\"", "score mood other answers under the same key", VersionStep::Major),
        ("2 \"Often\"", "2 \"Often\" 3 \"Always\"", "score mood other answers under the same key", VersionStep::Major),
        ("mean of calm, glum", "mean of glum, calm weighted 2", "score mood re-keyed", VersionStep::Major),
    ];
    let before = instrument(BEFORE);
    assert_eq!(difference(&before, &before).calls_for, VersionStep::None);
    for (from, to, expected, step) in cases {
        let text = BEFORE.replacen(from, to, 1);
        assert_ne!(text, BEFORE, "{from}");
        let found = difference(&before, &instrument(&text));
        let told: Vec<String> =
            found.changes.iter().map(|change| format!("{} {} {}", change.of, change.name, change.what)).collect();
        assert!(told.iter().any(|line| line == expected), "{from} -> {to}: {told:?}");
        assert_eq!(found.calls_for, *step, "{from} -> {to}: {told:?}");
        assert_eq!(found.scores[0].comparable, *step != VersionStep::Major, "{from} -> {to}");
    }
}

const ALL_THAT_IS_SAID: &str = r#"verbond 1

instrument mood 1.0.0 {
  title   "Mood"
  licence "CC0-1.0"
  status  piloted
  informants { client "Client"  officer "Officer" }
  known { age whole 12 to 90  group one of alpha, beta }
  scale often { 0 "Never"  1 "Sometimes"  2 "Often" }
  page "Now" {
    intro { client "Think of today."  officer "Think of your client." }
    item calm on often { client "I felt calm."  officer "Your client was calm." }
    item glum on often reversed { client "I felt glum."  officer "Your client was glum." }
  }
  page "Later" {
    intro "Think of tomorrow."
    item hope on often "Hope?"
  }
  score mood "Mood" = mean of calm, glum, hope needs any
  bands level of mood { low "Low" from 0  high "High" from 1 }
  alert poor "Ask." severe when mood < 0.5 or group = alpha and age > 20
  compare client with officer on mood
  feedback for client of level { low "Talk to us."  high "Well done." }
}
"#;

/// Whatever means something to anybody is said where it changes, with the step that it calls for; what is shown as it
/// was and as it is looks different.
#[test]
fn nothing_that_means_something_changes_unsaid() {
    let cases: &[(&str, &str, &[&str], VersionStep)] = &[
        ("12 to 90", "12 to 99", &["known age other limits"], VersionStep::Minor),
        ("one of alpha, beta", "one of alpha, beta, gamma", &["known group other limits"], VersionStep::Minor),
        ("one of alpha, beta", "one of beta, alpha", &["known group in another order"], VersionStep::Patch),
        ("alpha, beta }", "alpha, beta  mandate one of yes, no }", &["known mandate added"], VersionStep::Minor),
        ("  compare client with officer on mood\n", "", &["compare client with officer dropped"], VersionStep::Minor),
        ("client with officer", "officer with client", &[], VersionStep::None),
        ("high \"High\" from", "high \"Fine\" from", &["bands level labels changed"], VersionStep::Patch),
        ("client \"Client\"", "client \"Young person\"", &["informant client label changed"], VersionStep::Patch),
        (
            "client \"Client\"  officer \"Officer\"",
            "officer \"Officer\"  client \"Client\"",
            &["measure mood another informant comes first"],
            VersionStep::Minor,
        ),
        ("Think of your client.", "Think of them.", &["page Now intro changed"], VersionStep::Patch),
        ("page \"Now\"", "page \"Today\"", &["page Today title changed"], VersionStep::Patch),
        ("Your client was glum.", "They were glum.", &["item glum reworded"], VersionStep::Patch),
        ("severe when", "mild when", &["alert poor other severity"], VersionStep::Minor),
        ("age > 20", "age > 21", &["alert poor raised otherwise"], VersionStep::Minor),
        (
            "  feedback for client of level { low \"Talk to us.\"  high \"Well done.\" }\n",
            "",
            &["feedback client of level dropped"],
            VersionStep::Minor,
        ),
        ("Well done.", "Good.", &["feedback client of level reworded"], VersionStep::Patch),
        (
            "item hope on often \"Hope?\"",
            "item hope on often optional \"Hope?\"",
            &["item hope asked otherwise"],
            VersionStep::Minor,
        ),
    ];
    let before = instrument(ALL_THAT_IS_SAID);
    for (from, to, expected, step) in cases {
        let text = ALL_THAT_IS_SAID.replacen(from, to, 1);
        assert_ne!(text, ALL_THAT_IS_SAID, "{from}");
        let found = difference(&before, &instrument(&text));
        let told: Vec<String> =
            found.changes.iter().map(|change| format!("{} {} {}", change.of, change.name, change.what)).collect();
        assert_eq!(told, *expected, "{from} -> {to}");
        assert_eq!(found.calls_for, *step, "{from} -> {to}: {told:?}");
        assert!(found.changes.iter().all(|change| change.before.is_none() || change.before != change.after), "{from} -> {to}");
    }
}

/// Items are asked in the order of the file; one that moved is said, and so is one that stands on another page.
#[test]
fn another_order_of_items_is_said() {
    let calm = "    item calm on often { client \"I felt calm.\"  officer \"Your client was calm.\" }\n";
    let glum = "    item glum on often reversed { client \"I felt glum.\"  officer \"Your client was glum.\" }\n";
    let turned = ALL_THAT_IS_SAID.replace(&format!("{calm}{glum}"), &format!("{glum}{calm}"));
    let found = difference(&instrument(ALL_THAT_IS_SAID), &instrument(&turned));
    let [change] = &found.changes[..] else { panic!("{:?}", found.changes) };
    assert_eq!((change.of, change.what, change.calls_for), ("measure", "items in another order", VersionStep::Minor));
    assert_eq!((change.before.as_deref(), change.after.as_deref()), (Some("calm, glum"), Some("glum, calm")));
    let moved = ALL_THAT_IS_SAID.replace(glum, "").replace("    item hope", &format!("{glum}    item hope"));
    let found = difference(&instrument(ALL_THAT_IS_SAID), &instrument(&moved));
    let [change] = &found.changes[..] else { panic!("{:?}", found.changes) };
    assert_eq!((change.of, change.name.as_str(), change.what), ("item", "glum", "on another page"));
    assert_eq!((change.before.as_deref(), change.after.as_deref()), (Some("Now"), Some("Later")));
}

/// A rename that is said is a rename, and the score over it compares; one that is not said is another item.
#[test]
fn what_is_said_to_be_renamed_is() {
    let text = BEFORE.replace("1.0.0", "1.1.0").replace("item calm", "item quiet").replace("of calm", "of quiet");
    let silent = difference(&instrument(BEFORE), &instrument(&text));
    assert_eq!((silent.calls_for, silent.scores[0].comparable), (VersionStep::Major, false));
    let said = text.replace("  score mood", "  follows 1.0.0 { renamed calm to quiet  comparable mood }\n  score mood");
    let said = difference(&instrument(BEFORE), &instrument(&said));
    assert_eq!((said.calls_for, said.makes, said.scores[0].comparable), (VersionStep::Minor, VersionStep::Minor, true));
}

#[test]
fn steps_of_versions() {
    let step = |before: &str, after: &str| {
        VersionStep::between(&before.parse().unwrap_or_default(), &after.parse().unwrap_or_default()).word()
    };
    let found: Vec<&str> =
        [("1.0.0", "1.0.0"), ("1.0.0", "1.0.1"), ("1.0.0", "1.1.0"), ("1.9.3", "2.0.0"), ("0.2.0", "0.3.0"), ("0.2.0", "0.2.1")]
            .iter()
            .map(|(before, after)| step(before, after))
            .collect();
    assert_eq!(found, ["none", "patch", "minor", "major", "major", "minor"]);
}

#[test]
fn people_see_it_and_the_checker_holds_a_version_to_it() {
    let told = run(&["diff", "alliance-monitor@0.2.0", "alliance-monitor@0.3.0"]);
    insta::assert_snapshot!("diff", format!("{}{}", told.stdout, told.stderr));
    let json = run(&["diff", "alliance-monitor@0.2.0", "alliance-monitor@0.3.0", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap_or_default();
    assert_eq!((json["difference"]["calls_for"].as_str(), json["difference"]["makes"].as_str()), (Some("major"), Some("major")));
    let folder = folder();
    let later = BEFORE.replace("1.0.0", "1.1.0").replace("needs any", "needs all");
    let later = later.replace("  score mood", "  follows 1.0.0 { changed mood \"stricter\" }\n  score mood");
    for (name, text) in [("1.0.0.instrument", BEFORE), ("1.1.0.instrument", &later)] {
        std::fs::write(folder.path().join(name), text).unwrap_or_else(|error| panic!("{error}"));
    }
    let ran = run(&["check", &folder.path().display().to_string()]);
    insta::assert_snapshot!(
        "V0606",
        format!("{}exit code {}", ran.stdout.replace(&folder.path().display().to_string(), "FOLDER"), ran.code)
    );
}

/// A step that hides another severity, or other bounds of bands, is said where versions are checked, and is no error:
/// scores compare.
#[test]
fn the_checker_says_where_a_step_hides_more_than_wording() {
    let folder = folder();
    let changes = [("1.0.1", "severe when", "when"), ("1.0.2", "from 1 }", "from 1.5 }")];
    let path = |version: &str| folder.path().join(format!("{version}.instrument"));
    std::fs::write(path("1.0.0"), ALL_THAT_IS_SAID).unwrap_or_else(|error| panic!("{error}"));
    let mut told = Vec::new();
    for (version, from, to) in changes {
        let later = ALL_THAT_IS_SAID.replace("mood 1.0.0", &format!("mood {version}")).replace(from, to);
        let later = later.replace("  page \"Now\"", "  follows 1.0.0 { comparable mood }\n  page \"Now\"");
        std::fs::write(path(version), later).unwrap_or_else(|error| panic!("{error}"));
        let ran = run(&["check", &folder.path().display().to_string()]);
        told.push(format!("{}exit code {}", ran.stdout.replace(&folder.path().display().to_string(), "FOLDER"), ran.code));
        std::fs::remove_file(path(version)).unwrap_or_else(|error| panic!("{error}"));
    }
    insta::assert_snapshot!("V0606-warning", told.join("\n"));
}

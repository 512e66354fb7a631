//! Slips of those who write keys by the reference alone: one diagnostic each, which says what to write.

use crate::example::{answered_once, checked, rendered, with};
use crate::program::{folder, put, run};

/// Statements in the standard example, with blank lines between one slip and the next.
const TYPED: &str = "tests/data/slips-in-keys.txt";

#[test]
fn slips_in_keys_are_answered_once() {
    let typed = std::fs::read_to_string(TYPED).unwrap();
    let typed: Vec<&str> = typed.trim_end().split("\n\n").collect();
    insta::assert_snapshot!(answered_once(&typed));
}

/// A flag before its name, as other forms have it, would turn the item before it; no layout moves it there silently.
#[test]
fn a_flag_that_begins_a_line_is_refused() {
    let refused = [
        "items on agree {\n  e \"E\"\n  f\n  reversed g\n}",
        "items on agree {\n  f1 to f3\n  optional f4\n}",
        "items on agree {\n  f\n  unscored\n}",
        "items on agree {\n  f\n  reversed \"F\"\n}",
        "item f on agree\n  reversed optional \"F\"",
    ];
    let mut shown = String::new();
    for fragment in refused {
        let (found, diagnostics, file) = checked(&with(fragment));
        assert!(found.is_none(), "{fragment}");
        let first: Vec<_> = diagnostics.into_iter().filter(|it| it.code.name == "V0371").collect();
        assert_eq!(first.len(), 1, "{fragment}");
        shown.push_str(&format!("{}\n\n", rendered(&file, &first)));
    }
    insta::assert_snapshot!(shown);
    let folder = folder();
    let text = with(refused[0]);
    let file = put(&folder, "flag.instrument", &text);
    let ran = run(&["fmt", &file]);
    assert_eq!((ran.code, std::fs::read_to_string(&file).unwrap()), (1, text), "{}", ran.stderr);
    let (_, diagnostics, file) = checked(&with("items on agree {\n  f reversed optional \"F\"\n}\nscore s \"S\" = 1 * f"));
    assert_eq!(diagnostics.len(), 0, "{}", rendered(&file, &diagnostics));
}

/// Plain points are turned around as points that count otherwise are: only where they are a mirror.
#[test]
fn points_that_are_no_mirror_are_not_reversed() {
    let gaps = [
        "scale t { 1 \"A\" 2 \"B\" 3 \"C\" 4 \"D\" 9 \"I do not know\" }\nitem e on t reversed \"E\"\nscore s \"S\" = 1 * e",
        "scale t { 0 \"A\" 1 \"B\" 3 \"C\" }\nitem e on t reversed \"E\"\nscore s \"S\" = 1 * e",
    ];
    insta::assert_snapshot!(answered_once(&gaps));
    for sound in ["0 \"A\" 1 \"B\" 2 \"C\"", "1 \"A\" 2 \"B\" 4 \"C\" 5 \"D\"", "1 \"A\" 2 \"B\" 3 \"C\" 9 \"D\" counts missing"]
    {
        let text = with(&format!("scale t {{ {sound} }}\nitem e on t reversed \"E\"\nscore s \"S\" = 1 * e"));
        let (found, diagnostics, file) = checked(&text);
        assert!(found.is_some(), "{}", rendered(&file, &diagnostics));
    }
}

#[test]
fn an_unscored_item_that_a_score_uses_is_told() {
    let said = |fragment: &str| -> Vec<&'static str> { checked(&with(fragment)).1.iter().map(|it| it.code.name).collect() };
    let item = "item e on agree unscored \"E\"\n";
    assert_eq!(said(&format!("{item}score s \"S\" = a + e")), ["V0372"]);
    assert_eq!(said(&format!("{item}let half = e / 2\nscore s \"S\" = a + half")), ["V0372"]);
    let gate = format!("{item}item f on agree asked when e >= 3 \"F\"\nscore s \"S\" = 1 * f");
    assert!(!said(&gate).contains(&"V0372"), "what decides about asking is not scored");
}

/// A word behind an item without a text is read as an item; following the advice would keep it and lose the flag.
#[test]
fn a_stray_word_on_the_line_of_an_item_is_asked_about() {
    let text = with("items on agree {\n  q4 negative unscored \"Q\"\n}\nscore s \"S\" = 1 * a").replace(" unscored", "");
    let (_, diagnostics, _) = checked(&text);
    let help: Vec<&str> =
        diagnostics.iter().filter(|it| it.message.contains("`negative`")).filter_map(|it| it.help.as_deref()).collect();
    assert!(help.iter().any(|help| help.contains("if it says something of `q4`")), "{help:?}");
}

/// What is lacking only because a name is refused is not said besides.
#[test]
fn a_name_that_is_refused_has_no_echoes() {
    let text = crate::example::BEFORE.replace("score main", "score case") + "}\n";
    let (_, diagnostics, _) = checked(&text);
    assert_eq!(diagnostics.iter().map(|it| it.code.name).collect::<Vec<_>>(), ["V0203"]);
}

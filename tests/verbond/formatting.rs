//! The one true layout: idempotent, loses no comment, changes no meaning.

use std::fmt::Write as _;

use proptest::prelude::*;
use verbond::source::SourceFile;
use verbond::syntax::{format, parse};

use crate::measures::files_of_every_kind;

fn file(text: &str) -> SourceFile {
    SourceFile::new("text", text)
}

fn formatted(text: &str) -> String {
    format(&file(text)).unwrap_or_else(|diagnostics| panic!("{diagnostics:?}\n{text}"))
}

/// What a text says, without places and comments.
fn meaning(text: &str) -> (String, String) {
    let parsed = parse(&file(text));
    let blocks = serde_json::to_string(&parsed.tree.blocks).unwrap_or_else(|error| panic!("{error}"));
    (blocks, parsed.fingerprint)
}

fn comments(text: &str) -> Vec<String> {
    let mut comments: Vec<String> = parse(&file(text)).tree.comments.into_iter().map(|comment| comment.text).collect();
    comments.sort();
    comments
}

#[test]
fn all_measures_are_in_the_layout() {
    for (path, text) in files_of_every_kind() {
        assert_eq!(formatted(&text), text, "{} is not in the layout", path.display());
    }
}

#[test]
fn a_word_processor_is_mended() {
    let text = "verbond 1\r\ninstrument\u{a0}x 1.0.0 {\r\ntitle “He said yes”  licence „L”\r\n  # kept\r\nscore s “S” = −1 * a # behind\r\n}\r\n";
    insta::assert_snapshot!(formatted(text));
}

#[test]
fn comments_find_a_place() {
    let text = "# first\nverbond 1 # edition\n# above\ninstrument x 1.0.0 { # opens\n title # inside\n \"T\"\n\n\n # alone\n\n scale s { 1 \"No\" # one\n 2 \"Yes\" } # closes\n # last\n}\n# end\n";
    insta::assert_snapshot!(formatted(text));
}

/// A statement that the layout did not know would be gone.
#[test]
fn every_statement_of_a_translation_is_kept() {
    let text = "verbond 1\n\ntranslation nl of x 1.0 {\n  status released\n  step back 2026-01-31 \"By K.\"\n  no back \"A committee did it.\"\n  \
                note \"N\"\n  licence \"L\"\n  cite \"C\" doi \"D\" url \"U\"\n}\n";
    assert_eq!(meaning(&formatted(text)), meaning(text));
}

#[test]
fn broken_files_are_left_alone() {
    let diagnostics = format(&file("verbond 1\ninstrument x 1.0.0 { scroe }\n")).expect_err("it is broken");
    assert_eq!(diagnostics[0].code.name, "V0101");
}

/// The tokens of a sound text with any blanks, line feeds and comments between them; flags of one word stay on the line
/// of their item (V0371).
fn shuffled(text: &str, gaps: &[u8]) -> String {
    let mut out = String::new();
    let mut gaps = gaps.iter().cycle();
    let mut in_text = false;
    let mut after_backslash = false;
    let mut comment = false;
    for (at, character) in text.char_indices() {
        if comment {
            comment = character != '\n';
            if comment {
                continue;
            }
        }
        if !in_text && character == '#' {
            comment = true;
            continue;
        }
        if character == '"' && !after_backslash {
            in_text = !in_text;
        }
        after_backslash = in_text && character == '\\' && !after_backslash;
        if in_text || !character.is_whitespace() {
            out.push(character);
            continue;
        }
        let next = text[at..].split_whitespace().next().unwrap_or_default();
        if ["reversed", "optional", "unscored"].contains(&next) {
            out.push(' ');
            continue;
        }
        match gaps.next().copied().unwrap_or(0) % 7 {
            0 | 1 => out.push(' '),
            2 => out.push('\n'),
            3 => out.push_str("\r\n\t"),
            4 => out.push_str("\u{a0} "),
            5 => out.push_str("\n\n\n"),
            _ => writeln!(out, " # remark {}", out.len()).unwrap_or_default(),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Format, parse: the same tree, the same fingerprint, the same comments; and formatting again changes nothing.
    #[test]
    fn any_layout_has_one_formatting(which in 0_usize..64, gaps in proptest::collection::vec(any::<u8>(), 16..200)) {
        let all = files_of_every_kind();
        let (_, text) = &all[which % all.len()];
        let messy = shuffled(text, &gaps);
        let once = formatted(&messy);
        prop_assert!(meaning(&once) == meaning(text), "the meaning changed\n{}", once);
        prop_assert!(comments(&once) == comments(&messy), "comments changed\n{}\n---\n{}", messy, once);
        prop_assert!(formatted(&once) == once, "not idempotent\n{}", once);
    }
}

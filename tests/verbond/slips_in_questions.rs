//! Ranks, shares and flags as people write them at first: one diagnostic, which says what to write.

use std::fmt::Write;

use crate::example::{checked, with};
use crate::program::{folder, put, run};

const TYPED: [&str; 30] = [
    "alert x \"X\" when o = 1",
    "alert x \"X\" when o = work",
    "alert x \"X\" when q = body",
    "alert x \"X\" when q > 5",
    "alert x \"X\" when work = 1",
    "item e on agree unscored asked when o = 1 \"E\"",
    "score t \"T\" = sum of rank of work in o, rank of home in o needs all",
    "score t \"T\" = mean of share of body in q, share of mind in q needs all",
    "score t \"T\" = sum of o_work, a needs all",
    "score t \"T\" = sum of o, a needs all",
    "score t \"T\" = rank of work of o",
    "score t \"T\" = rank of work",
    "table t by o { 1 { 1 -> 2 } } score u \"U\" = look up a in t",
    "table t by a, q { 1, 2 { 1 -> 2 } } score u \"U\" = look up a in t",
    "bands lev of main by o { 1 { low \"L\" from 1 hi \"H\" from 4 } 2 { low from 1 hi from 4 } }",
    "item p as shares of 1.5 among x, y unscored \"P\"",
    "item p as shares of 1e3 among x, y unscored \"P\"",
    "item p as shares of 100% among x, y unscored \"P\"",
    "item p as shares among x, y unscored \"P\"",
    "item p as shares of x, y unscored \"P\"",
    "item p as ranking of 1, 2, 3 unscored \"P\"",
    "item p as ranking among x, y unscored \"P\"",
    "score u \"U\" = a * 1e3",
    "score u \"U\" = 1.5E-3 * a",
    "item p on agree unscored \"text\" optional",
    "item p on agree \"text\" reversed unscored",
    "item p on agree unscored \"text\" asked when a = 1",
    "item p on agree unscored \"text\" only for client",
    "items on agree { p unscored \"text\" optional }",
    "items on agree { p unscored \"text\" asked when a = 1 }",
];

#[test]
fn each_is_answered_once_with_what_to_write() {
    let questions =
        "item o as ranking of work, home, kin unscored \"O\"\nitem q as shares of 10 among body, mind unscored \"Q\"\n";
    let mut told = String::new();
    for typed in TYPED {
        let (_, diagnostics, _) = checked(&with(&format!("{questions}{typed}")));
        let all: Vec<_> = diagnostics.iter().filter(|it| it.is_error()).collect();
        assert_eq!(all.len(), 1, "{typed}: {all:#?}");
        let help = all[0].help.as_deref().unwrap_or("");
        assert!(!help.is_empty(), "{typed}: {all:#?}");
        writeln!(told, "{typed}\n  {}: {}\n  {help}", all[0].code.name, all[0].message).unwrap();
    }
    insta::assert_snapshot!("slips_in_questions", told);
}

/// What is shared out is told of the question, and never as a refusal that nobody wrote.
#[test]
fn a_difference_tells_of_the_question_once() {
    let folder = folder();
    let version = |number: &str, kinds: &str, more: &str| {
        format!(
            "verbond 1\n\ninstrument m {number} {{\n  title \"M\"\n  licence \"CC0-1.0\"\n  status experimental
  informants {{ self \"Self\" }}\n  item q as {kinds} \"Q\"\n  score s \"S\" = share of body in q\n{more}}}\n"
        )
    };
    let old = put(&folder, "1.0.0.instrument", &version("1.0.0", "shares of 10 among body, mind", ""));
    let follows = "  follows 1.0.0 {\n    comparable s\n  }\n";
    let new = put(&folder, "1.1.0.instrument", &version("1.1.0", "shares of 100 among body, mind", follows));
    let ran = run(&["diff", &old, &new]);
    insta::assert_snapshot!("a_difference_in_shares", ran.stdout);
    let ran = run(&["check", &folder.path().display().to_string()]);
    assert!(
        ran.stdout.contains("`q` then: shares of 10 among body, mind; now: shares of 100 among body, mind"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.code == 1 && ran.stdout.contains("what it is computed from differs from version 1.0.0"),
        "{} {}",
        ran.stdout,
        ran.stderr
    );
}

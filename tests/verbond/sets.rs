//! Sets: who stands in them, and what is counted of them.

use crate::example::{answered_once, checked, rendered, with};

/// A member that counts twice, and a count that is the same for everybody, are slips.
#[test]
fn slips_in_sets_are_answered_once() {
    let counts =
        "scale ghq { 0 \"A\" counts 0 1 \"B\" counts 0 2 \"C\" counts 1 3 \"D\" counts 1 }\nitems on ghq { g1 \"G\" g2 \"H\" }\n";
    let of_counts = |count: &str| format!("{counts}score second \"S\" = {count}");
    let shifted = [
        of_counts("count of g1 to g2 where >= 2 needs all"),
        of_counts("count of g1, g2 where >= 0 needs all"),
        of_counts("count of g1, g2 where = 0.5 needs all"),
    ];
    let typed = [
        "score second \"S\" = sum of a, b, b needs all",
        "items on agree { e1 to e3 \"E\" }\nscore second \"S\" = sum of e1 to e3, e3 needs all",
        "items on agree { e1 to e5 \"E\" }\nscore second \"S\" = mean of e1 to e3, e2 to e5 needs all",
        "items on agree { e1 to e3 \"E\" }\nscore second \"S\" = count of e2, e1 to e3 where >= 2 needs all",
        "score second \"S\" = count true of a = 2, b = 2, b = 2 needs all",
        "score second \"S\" = count of a, b where > 5 needs all",
        "score second \"S\" = count of a, b where = 2.5 needs all",
        "score second \"S\" = count of a, b where >= 1 needs all",
    ];
    let all: Vec<&str> = typed.into_iter().chain(shifted.iter().map(String::as_str)).collect();
    insta::assert_snapshot!(answered_once(&all));
}

/// A range that is wider than what is rescaled never gives one of its ends.
#[test]
fn a_range_that_is_never_reached_is_told() {
    let (_, diagnostics, file) = checked(&with("score second \"S\" = rescale main from 0..5 to 0..100"));
    insta::assert_snapshot!(rendered(&file, &diagnostics));
    let (_, diagnostics, file) = checked(&with("score second \"S\" = rescale main from 1..5 to 0..100"));
    assert_eq!(diagnostics.len(), 0, "{}", rendered(&file, &diagnostics));
}

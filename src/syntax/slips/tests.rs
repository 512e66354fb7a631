use super::*;

fn help(text: &str, stopper: &str) -> String {
    slip_at(text, text.find(stopper).unwrap_or(text.len())).unwrap_or_default()
}

#[test]
fn runs_of_other_languages_are_known() {
    for text in ["mean of b1-b3 needs all", "mean of b1..b3", "mean of b1 - b3", "mean of b1–b3", "mean of b1:3", "b1-3 \"T\""]
    {
        let sign = text.find(['-', '.', '–', ':']).unwrap_or_default();
        assert_eq!(slip_at(text, sign).as_deref(), Some("a run is written `b1 to b3`"), "{text}");
    }
    assert_eq!(help("mean of b1-b3 needs all", "needs"), "a run is written `b1 to b3`");
    assert_eq!(help("score d = b3-b1 )", ")"), "");
    assert_eq!(run_meant("count of b1 - 3", "count of b1".len()), None);
}

#[test]
fn needs_knows_the_size_of_its_set() {
    assert_eq!(help("mean of a, b1 to b4 needs 2", "needs"), "say of how many: `needs 2 of 5`");
    assert_eq!(help("count of answers to a, b where >= 4 needs 1", "needs"), "say of how many: `needs 1 of 2`");
    assert_eq!(help("(mean of a, b weighted 2 needs 2) / 3", ")"), "say of how many: `needs 2 of 2`");
    assert_eq!(help("mean of a, b needs 66,7%", "needs"), "decimals are written with a point: `66.7`");
    assert_eq!(help("mean of a, b needs", "needs"), "");
    assert_eq!(help("mean of a, b needs 80", "needs"), "a share has a percent sign: `needs 80%`");
    assert_eq!(help("mean of a, b needs at least 6 of 8", "needs"), "`needs` says the least by itself: `needs 6 of 8`");
    assert_eq!(help("mean of a, b needs min 80 %", "needs"), "`needs` says the least by itself: `needs 80%`");
    assert_eq!(help("sum of a, b needs 80% prorated", "prorated"), "a comma stands before it: `needs 80%, prorated`");
    assert_eq!(help("sum of a, b needs 1 of 2 prorated", "prorated"), "a comma stands before it: `needs 1 of 2, prorated`");
    assert_eq!(help("mean of a, b needs 80% prorated", "prorated"), "only a `sum of` is prorated: leave it out");
}

#[test]
fn days_and_numbers_of_other_habits_are_known() {
    let often = |days: u32| {
        format!("how often is said within the braces, in days: `first within {days} days  then {days} days after the last`")
    };
    assert_eq!(help("ask ors of client every 14 days {", "every"), often(14));
    assert_eq!(help("ask ors of client every 2 weeks {", "every"), often(14));
    assert_eq!(help("bond mean 3 reliability .85", "."), "a number begins with a digit: `0.85`");
    assert_eq!(help("score everything", "everything"), "");
}

#[test]
fn comparisons_sets_and_labels_of_other_habits_are_known() {
    assert_eq!(
        help("score a = count true of 2 <= count of b, c, d > 2 needs all", "needs"),
        "put brackets around each condition that has a set in it, as `count true of (2 <= count of …), …`"
    );
    assert_eq!(
        help("alert x when 1 <= a <= 3", "<= 3"),
        "a comparison has two sides: write the second one out, as `… and a <= 3`"
    );
    assert_eq!(help("score a = b == 3", "= 3"), "equal is written `=`");
    assert_eq!(help("alert x when a between 1 and 3", "between"), "write both bounds out: `a >= 1 and a <= 3`");
    assert_eq!(help("alert x when a in 1, 2", "in"), "write each comparison out: `a = 1 or a = 2`");
    assert_eq!(help("score a = lookup b in t", "b in"), "two words: `look up b in TABLE`");
    assert_eq!(
        help("category level \"Level\" { weak", "\"Level"),
        "a category has no label of its own: each of its entries has one"
    );
    assert_eq!(
        help("score a = mode of b, c needs all, ties first", ", ties"),
        "of a mode write `, ties lowest`, `, ties highest` or `, ties missing`"
    );
    assert_eq!(
        help("category side of highest of b, c, ties lowest", ", ties"),
        "of scores write `, ties first`, `, ties missing` or `, ties even \"label\"`"
    );
}

#[test]
fn texts_numbers_comments_and_marks_of_other_languages_are_known() {
    assert_eq!(help("title 'Ours'", "'"), "a text stands in double quotation marks: `\"Ours\"`");
    assert_eq!(help("title ‘Ours’", "‘"), "a text stands in double quotation marks: `\"Ours\"`");
    assert_eq!(help("score a = 2,5 * b", ","), "decimals are written with a point: `2.5`");
    assert_eq!(help("a // why", "//"), "a comment begins with `#`");
    assert_eq!(flag_in("q4 (R)", 3).as_deref(), Some("the flag is written `reversed`"));
    assert_eq!(help("score a = b, c", ","), "");
}

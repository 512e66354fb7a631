//! Helpers, missing on purpose, sums of what is there, conditions counted and functions: values worked out by hand, and
//! what the checker knows behind a condition.

use verbond::instrument::{HelperValue, Instrument};
use verbond::source::Severity;

use crate::example::{checked, rendered, with};

fn sound(fragment: &str) -> Instrument {
    let (instrument, diagnostics, file) = checked(&with(fragment));
    assert!(diagnostics.iter().all(|it| it.severity == Severity::Note), "{fragment}\n{}", rendered(&file, &diagnostics));
    instrument.unwrap_or_else(|| panic!("{fragment}"))
}

fn codes(fragment: &str) -> Vec<&'static str> {
    let (_, diagnostics, _) = checked(&with(fragment));
    diagnostics.iter().filter(|it| it.severity != Severity::Note).map(|it| it.code.name).collect()
}

#[test]
fn a_helper_is_computed_once_and_is_no_result() {
    let instrument = sound(
        "let worst = max of a, b, c needs 2 of 3\nlet grave = worst >= 4 and not d = 1\n\
         item e as whole 0 to 9 asked when grave, otherwise 0 \"E\"\nscore s \"S\" = worst + e\n\
         test \"asked by a helper\" {\n  a, b = 2\n  c, d = 5\n  e = 3\n  expect worst = 5, grave = true, asked e, s = 8\n}\n\
         test \"not asked\" {\n  a, b, c, d = 2\n  expect worst = 2, grave = false, not asked e, s = 2\n}\n\
         test \"missing\" {\n  a = 2\n  expect worst = missing, grave = missing, not asked e, s = missing\n}",
    );
    assert_eq!(instrument.helpers.len(), 2);
    assert_eq!(instrument.outputs.len(), 2, "main and s");
    assert!(instrument.texts().iter().all(|text| !text.path.contains("worst")));
    assert!(matches!(
        instrument.helpers.iter().map(|helper| &helper.value).collect::<Vec<_>>()[..],
        [HelperValue::Number(..), HelperValue::Condition(_)]
    ));
}

#[test]
fn a_helper_stands_where_all_it_looks_at_is_known() {
    let item = "item e as whole 0 to 9 unscored asked when late > 1 \"E\"";
    assert_eq!(codes(&format!("let late = f + 1\n{item}\nitem f on agree \"F\"")), ["V0211"]);
    assert_eq!(codes(&format!("let late = main + 1\n{item}")), ["V0211"]);
    assert_eq!(codes(&format!("let late = 100 * answered\n{item}")), ["V0211"]);
    assert_eq!(codes("item e as whole 0 to 9 unscored asked when answered > 50% \"E\""), ["V0211"]);
    assert_eq!(codes("let one = two + 1\nlet two = one + 1\nscore s \"S\" = 1 * one"), ["V0302"]);
    assert_eq!(codes("let one = s + 1\nscore s \"S\" = 1 * one"), ["V0302"]);
    assert_eq!(codes("let unused = a + 1"), ["V0212"]);
    assert_eq!(codes("let a = 1 * b"), ["V0202"]);
}

/// A thousand helpers, each twice in the next, are each looked at once.
#[test]
fn helpers_are_a_graph() {
    let chain: String = (1..1000).map(|at| format!("let h{at} = (h{0} + h{0}) / 2\n", at - 1)).collect();
    let tests: String = (1..1000).map(|at| format!("let k{at} = not k{}\n", at - 1)).collect();
    let asked = "item e as whole 0 to 9 unscored asked when k999 \"E\"\nalert odd \"Odd\" when not k998\n";
    let text = format!(
        "let h0 = 1 * a\n{chain}let k0 = a > 2\n{tests}{asked}score s \"S\" = 1 * h999\ntest \"t\" {{\n  a = 3\n  expect s = 3, h500 = 3\n}}"
    );
    let instrument = sound(&text);
    assert!(verbond::exchange::formula::Formulas::of(&instrument).is_ok());
    assert!(verbond::check::difference(&instrument, &instrument).changes.is_empty());
}

#[test]
fn sums_of_what_is_there_and_members_that_must_be() {
    sound(
        "score filled \"F\" = sum of a, b weighted 2, c needs any, missing as 0\nscore none_needed \"N\" = sum of a, b needs 0 of 2, missing as 1\n\
         score core \"C\" = mean of a, b, c, d needs 2 of 4 including a, d\nscore capped \"K\" = min of a, 3 needs all\n\
         score mixed \"M\" = mean of (rescale a from 1..5 to 0..100), (10 * b) needs any\n\
         test \"some\" {\n  a = 5\n  b = 2\n  expect filled = 9, none_needed = 7, core = missing, capped = 3, mixed = 60\n}\n\
         test \"others\" {\n  a = 2\n  d = 4\n  expect filled = 2, none_needed = 3, core = 3, capped = 2, mixed = 25\n}\n\
         test \"nothing\" {\n  a = missing\n  expect filled = missing, none_needed = 2, core = missing, capped = missing, mixed = missing\n}",
    );
    for (key, code) in [
        ("sum of a, b needs any", "V0305"),
        ("sum of a, b needs all, missing as 0", "V0305"),
        ("sum of a, b needs 0 of 2, prorated", "V0304"),
        ("count of a, b needs any, missing as 0", "V0305"),
        ("mean of a, b needs all including a", "V0304"),
        ("mean of a, b needs 1 of 2 including c", "V0304"),
        ("sd of a, b needs any", "V0304"),
        ("sd of a, b needs 1 of 2", "V0304"),
        ("sum of a, (b >= 3) needs all", "V0306"),
    ] {
        assert_eq!(codes(&format!("score s \"S\" = {key}")), [code], "{key}");
    }
}

#[test]
fn conditions_are_counted() {
    sound(
        "let daily = a >= 4\nscore every \"A\" = count true of daily, b >= 4, (c >= 4 or d >= 4) needs all\n\
         score two \"T\" = count true of daily, b >= 4, (c >= 4 or d >= 4) needs 2 of 3\nscore certain \"C\" = count true of daily, b >= 4, c >= 4, missing as 0\n\
         test \"all\" {\n  a, c = 5\n  b, d = 1\n  expect every = 2, two = 2, certain = 2\n}\n\
         test \"one unknown\" {\n  a, d = 5\n  expect every = missing, two = 2, certain = 1\n}\n\
         test \"nothing\" {\n  a = missing\n  expect every = missing, two = missing, certain = 0\n}",
    );
}

#[test]
fn functions_and_powers() {
    sound(
        "score root \"R\" = sqrt(a + b)\nscore logs \"L\" = ln(a) + log10(10 * b)\nscore exp \"E\" = exp(a - 3)\nscore steps \"S\" = floor(a / 2) + ceiling(-b / 2) + abs(a - b)\n\
         score normal \"N\" = normal(a - 3)\nscore powers \"P\" = 2 ^ a - (a - 3) ^ 3 + (-2) ^ b\nscore spread \"D\" = sd of a, b, c needs 2 of 3\nscore varies \"V\" = variance of a, b, c needs all\n\
         test \"by hand\" {\n  a = 5\n  b = 4\n  c = 1\n  expect root = 3, logs = 3.211498 within 1e-6, exp = 7.389056 within 1e-6, steps = 1, normal = 0.977250 within 1e-6\n  expect powers = 40, spread = 2.081666 within 1e-6, varies = 4.333333 within 1e-6\n}\n\
         test \"two of three\" {\n  a, b = 2\n  expect spread = 0, varies = missing, normal = 0.158655 within 1e-6\n}",
    );
    for key in ["sqrt(a - 3)", "ln(a - 1)", "(a - 3) ^ 0.5", "(a - 1) ^ -1"] {
        assert_eq!(codes(&format!("score s \"S\" = {key}")), ["V0329"], "{key}");
    }
    assert_eq!(codes("score s \"S\" = sqrt(a - 9)"), ["V0329"]);
    sound("score s \"S\" = if a > 3 then ln(a - 3) else missing");
}

#[test]
fn a_branch_knows_its_condition() {
    let range = |key: &str| {
        let instrument = sound(&format!("score s \"S\" = {key}"));
        let score = instrument.score("s").map(|at| instrument.scores[at].range).unwrap_or_else(|| panic!("{key}"));
        (score.min, score.max, score.can_miss)
    };
    assert_eq!(range("if a < 3 then 3 else a"), (3.0, 5.0, true));
    assert_eq!(range("if main < 2.5 then main else 0"), (0.0, 2.5, true));
    assert_eq!(range("if a is missing then 0 else a"), (0.0, 5.0, false));
    assert_eq!(range("if a > 1 and b <= 2 then a + b else 0"), (0.0, 7.0, true));
    assert_eq!(range("if a = 1 then missing else b / (a - 1)"), (0.25, 5.0, true));
    assert_eq!(range("if not (a < 4 or b < 4) then a + b else 8"), (8.0, 10.0, true));
    assert_eq!(codes("score s \"S\" = b / (a - 1)"), ["V0313"]);
    for key in [
        "if a >= 3 then 1 else if a >= 4 then 2 else 3",
        "if main >= 2 then 1 else if main < 2 then 2 else 3",
        "if a >= 3 then (if a >= 2 then 1 else 2) else 3",
    ] {
        assert_eq!(codes(&format!("score s \"S\" = {key}")), ["V0330"], "{key}");
    }
    sound("score s \"S\" = if main >= 2 then 1 else if main < 2 then 2 else missing");
}

#[test]
fn a_guard_is_believed_only_where_it_says_so() {
    let item = "item e as whole 0 to 9 asked when a >= 4 \"E\"\n";
    sound(&format!("{item}score s \"S\" = if a >= 4 then e else missing"));
    sound(&format!("{item}score s \"S\" = if e is missing then 0 else e"));
    sound(&format!("{item}score s \"S\" = if a < 4 then 0 else if b > 2 then e else 1"));
    assert_eq!(codes(&format!("{item}score s \"S\" = if b >= 4 then e else 0")), ["V0314"]);
    assert_eq!(codes(&format!("{item}score s \"S\" = if a >= 3 then e else 0")), ["V0314"]);
    assert_eq!(codes(&format!("{item}score s \"S\" = e + 1")), ["V0314"]);
}

/// Words of functions are names wherever they can be.
#[test]
fn new_words_are_not_reserved() {
    sound(
        "items on agree {\n  let \"L\"\n  sqrt \"S\"\n  ln \"N\"\n  sd \"D\"\n  true \"T\"\n  including \"I\"\n}\nscore normal \"N\" = let + sqrt * ln\n\
         score exp \"E\" = mean of sd, true, including needs all\nlet abs = let\nscore s \"S\" = sqrt(sqrt) + abs",
    );
}

#[test]
fn a_minus_sign_before_a_number_is_part_of_it() {
    let rows: String = (0..600).map(|at| format!("-{} -> -{at}\n", 600 - at)).collect();
    assert_eq!(codes(&format!("table t {{\n{rows}}}\nscore s \"S\" = look up (0 - 100 * a) in t")), Vec::<&str>::new());
    let nested = "-".repeat(40);
    assert_eq!(codes(&format!("score s \"S\" = {nested} 1 + a")), ["V0108"]);
}

/// By the norms of a table, in groups; values worked out by hand.
#[test]
fn tables_are_found_by_steps_on_lines_and_in_groups() {
    sound(
        "table steps { from 1 -> 10 above 2 -> missing from 4 -> 20 }\ntable line interpolated { 1 -> 0 3 -> 10 5 -> 50 }\n\
         table norm by informant, mandate { client, probation { 1 -> 40 otherwise -> 41 } client, parole { from 1 -> 42 }\n\
         worker, probation { from 1 -> 43 } worker, parole { from 3 -> 44 otherwise -> missing } }\n\
         score stepped \"S\" = look up main in steps\nscore lined \"L\" = look up a in line\nscore normed \"N\" = look up a in norm\n\
         test \"low\" {\n  mandate = probation\n  a, b, c, d = 2\n  expect stepped = 10, lined = 5, normed = 41\n}\n\
         test \"between\" {\n  informant = worker\n  mandate = parole\n  a, b = 2\n  c, d = 3\n  expect stepped = missing, lined = 5, normed = missing\n}\n\
         test \"high\" {\n  informant = worker\n  mandate = parole\n  a, b, c, d = 4\n  expect stepped = 20, lined = 30, normed = 44\n}\n\
         test \"unknown\" {\n  a, b, c, d = 4\n  expect normed = missing\n}",
    );
}

#[test]
fn what_tables_lack_is_said() {
    let code = |table: &str, of: &str| codes(&format!("{table}\nscore s \"S\" = look up {of} in t"));
    let none = Vec::<&str>::new();
    assert_eq!(code("table t { 1 -> 1 2 -> 2 }", "(1 * a)"), ["V0312"]);
    assert_eq!(code("table t { 1 -> 1 2 -> 2 otherwise -> missing }", "(1 * a)"), none);
    assert_eq!(code("table t { 1 -> 1 otherwise -> 9 }", "main"), none);
    assert_eq!(code("table t { from 2 -> 1 }", "main"), ["V0312"]);
    assert_eq!(code("table t interpolated { 1 -> 1 4 -> 2 }", "main"), ["V0312"]);
    for wrong in [
        "table t { 1 -> 1 1 -> 2 otherwise -> 0 }",
        "table t { from 1 -> 1 from 1 -> 2 }",
        "table t { above 1 -> 1 from 1 -> 2 otherwise -> 0 }",
        "table t { from 1 -> 1 2 -> 2 }",
        "table t interpolated { 1 -> 1 otherwise -> 0 }",
        "table t interpolated { 1 -> 1 5 -> missing }",
        "table t interpolated { from 1 -> 1 from 5 -> 2 otherwise -> 0 }",
        "table t by mandate { 1 -> 1 2 -> 2 }",
        "table t { probation { from 1 -> 1 } }",
        "table t by mandate { probation, 3 { from 1 -> 1 } parole { from 1 -> 1 } }",
    ] {
        let found = code(wrong, "main");
        assert!(!found.is_empty() && found.iter().all(|code| *code == "V0312"), "{wrong}: {found:?}");
    }
    assert_eq!(code("table t by mandate { probation { from 1 -> 1 } }", "main"), ["V0332"]);
    assert_eq!(
        code("table t by mandate { probation { from 1 -> 1 } parole { from 1 -> 1 } probation { from 1 -> 2 } }", "main"),
        ["V0331"]
    );
    assert_eq!(code("table t by age { 12 to 30 { from 1 -> 1 } 31 to 99 { from 1 -> 2 } }", "main"), none);
    assert_eq!(code("table t by mandate { nobody { from 1 -> 1 } }", "main"), ["V0201"]);
    let (instrument, _, _) = checked(&with(
        "table t by mandate { probation { from 1 -> 1 above 3 -> 2 } parole { from 1 -> 1 otherwise -> missing } }\nscore s \"S\" = look up main in t",
    ));
    assert_eq!(instrument.map(|instrument| instrument.tables.len()), Some(1));
}

#[test]
fn a_bound_may_belong_below() {
    sound(
        "bands kind of main { low \"L\" from 0 middle \"M\" above 2 top \"T\" from 4 }\nalert high \"H\" when kind != low\n\
         test \"at it\" {\n  a, b, c, d = 2\n  expect kind = low, no alert\n}\ntest \"above it\" {\n  a, b, c = 2\n  d = 3\n  expect kind = middle, alert high\n}\n\
         test \"top\" {\n  a, b, c, d = 4\n  expect kind = top\n}",
    );
    assert_eq!(codes("bands kind of main { low \"L\" above 1 top \"T\" from 4 }"), ["V0309"]);
    assert_eq!(codes("bands kind of main { low \"L\" from 1 top \"T\" above 5 }"), ["V0310"]);
    assert_eq!(codes("bands kind of main { low \"L\" from 1 top \"T\" above 3 more \"M\" from 3 }"), ["V0310"]);
    sound("bands kind of a_only { one \"1\" from 1 two \"2\" from 2 more \"3\" above 2 }\nscore a_only \"A\" = 1 * a");
}

#[test]
fn members_are_counted_beside_any_number() {
    sound(
        "score rank \"R\" = 1 + (count of b, c, d where > a needs all)\nscore above \"A\" = count of a, b, c, d where >= main needs any\n\
         test \"second\" {\n  a = 3\n  b = 5\n  c = 3\n  d = 1\n  expect rank = 2, above = 3\n}\n\
         test \"nothing to compare with\" {\n  b, c = 2\n  expect rank = missing, above = missing\n}",
    );
    assert_eq!(codes("score s \"S\" = sum of b, c where > a needs all"), ["V0316"]);
}

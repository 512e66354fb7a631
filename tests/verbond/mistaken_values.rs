//! Values that are written otherwise than they are kept, and words that stand where they say something else: what is
//! told, and what must not be.

use crate::example::{answered_once, checked, with};
use crate::program::{folder, put, run};

const TYPED: [&str; 16] = [
    "test \"t\" { a = Mostly  b, c, d = 1  expect main = 1.75 }",
    "test \"t\" { a = \"a little\"  b, c, d = 1  expect main = 1.25 }",
    "item bed as time unscored \"B\"\ntest \"t\" { a, b, c, d = 1  bed = 2315  expect main = 1 }",
    "item bed as time unscored \"B\"\ntest \"t\" { a, b, c, d = 1  bed = 450  expect main = 1 }",
    "item bed as time unscored \"B\"\ntest \"t\" { a, b, c, d = 1  bed = 7  expect main = 1 }",
    "item bed as time unscored \"B\"\ntest \"t\" { a, b, c, d = 1  bed = 9999  expect main = 1 }",
    "alert often \"O\" when a = Mostly",
    "scale place { town \"In a town\"  land \"Village\" }\nitem home on place \"H\"\nalert often \"O\" when home = Village",
    "alert little \"L\" when answered >= 80",
    "alert little \"L\" when main > 2 and answered < 50",
    "item who as choices x, y \"W\"\nalert w \"W\" when who includes none",
    "items on agree { e unscored \"E\" stray }",
    "bands level of main { low \"Low\" from 0  middle \"Middle\" from 1  high \"High\" from 4 }",
    "bands level of main { low \"Low\" from -5  middle \"Middle\" from -1  high \"High\" from 4 }",
    "score s \"S\" = sum of a, b needs all\n\
     bands level of s { low \"Low\" from 2  middle \"Middle\" above 4.2  high \"High\" above 4.8 }",
    "score s \"S\" = sum of a, b needs all\nbands level of s { low \"Low\" from 2  middle \"Middle\" above 9  high \"High\" from 10 }",
];

#[test]
fn values_that_were_mistaken_are_answered_with_what_to_write() {
    insta::assert_snapshot!(answered_once(&TYPED));
    let (_, diagnostics, _) = checked(&with("score s \"S\" = a / (b - 1)"));
    let help: Vec<&str> = diagnostics.iter().filter(|it| it.code.name == "V0313").filter_map(|it| it.help.as_deref()).collect();
    assert!(help.len() == 1 && help[0].contains("if (b - 1) = 0 then missing else"), "{help:?}");
}

/// Of an item a test expects what was answered. Where it expects what the item counts, that is told.
#[test]
fn an_expected_item_that_is_keyed_is_told_of() {
    let folder = folder();
    let said = |expected: u8| {
        let text = with(&format!(
            "item e on agree reversed \"E\"\nscore s \"S\" = 1 * e\ntest \"t\" {{ a, b, c, d, e = 2  expect s = 4, e = {expected} }}"
        ));
        let file = put(&folder, &format!("{expected}.instrument"), &text);
        let ran = run(&["check", &file]);
        (ran.code, ran.stdout + &ran.stderr)
    };
    assert_eq!(said(2).0, 0, "{}", said(2).1);
    let (code, told) = said(4);
    assert!(code == 1 && told.contains("e is 2, not 4"), "{told}");
    assert!(told.contains("what was answered, 2; what it counts, 4, is expected of a helper: `let counted = e`"), "{told}");
    let (code, told) = said(5);
    assert!(code == 1 && told.contains("e is 2, not 5") && !told.contains("helper"), "{told}");
}

/// A word that a score is called by as well is no reason for the score to be computed from itself.
#[test]
fn a_word_that_is_called_as_a_score_is_makes_no_circle() {
    let text = with(
        "scale place { home \"Home\"  away \"Away\" }\nitem p on place \"P\"\n\
         score home \"H\" = if p = home then 1 else 0\nscore probation \"P\" = if mandate = probation then 2 else 3\n\
         score other \"O\" = if away = p then home else probation\n\
         test \"t\" { a, b, c, d = 1  p = away  mandate = parole  expect home = 0, probation = 3, other = 0 }",
    );
    let (_, diagnostics, _) = checked(&text);
    let errors: Vec<String> = diagnostics.iter().filter(|it| it.is_error()).map(|it| it.message.clone()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let (_, diagnostics, _) = checked(&with("score one \"O\" = if a = 1 then two else 0\nscore two \"T\" = one + 1"));
    assert!(diagnostics.iter().any(|it| it.code.name == "V0302"), "a circle is one all the same");
}

/// Words count what is said of them, also where these are the numbers 0, 1, 2 in their order.
#[test]
fn words_may_count_from_nought() {
    let text = with(
        "scale yes_no { no \"No\" counts 0  yes \"Yes\" counts 1 }\nitems on yes_no { e \"E\"  f reversed \"F\" }\n\
         score s \"S\" = sum of e, f needs all\n\
         test \"t\" { a, b, c, d = 1  e = yes  f = no  expect s = 2 }\n\
         test \"u\" { a, b, c, d = 1  e, f = no  expect s = 1 }",
    );
    let folder = folder();
    let measure = put(&folder, "w.instrument", &text);
    let ran = run(&["check", &measure]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let answers = put(&folder, "a.csv", "case,informant,a,b,c,d,e,f\nc1,client,1,1,1,1,yes,yes\n");
    let ran = run(&["score", &measure, &answers, "--to", "csv"]);
    assert!(ran.code == 0 && ran.stdout.contains(",,1,1,6,6,"), "{}{}", ran.stdout, ran.stderr);
}

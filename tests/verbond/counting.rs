//! What answers count, and what is counted: points that count otherwise than their numbers, choices that are numbers, the
//! most usual of a set, bands that differ between groups, the name of the highest of some scores.

use verbond::administer::Questionnaire;
use verbond::check::difference;
use verbond::exchange::Wording;
use verbond::instrument::{InformantIx, Instrument, ScoreIx};
use verbond::responses::ReadOptions;
use verbond::source::SourceFile;
use verbond::syntax::format;

use crate::example::{answered_once, checked, rendered, score, with};
use crate::program::{folder, put, run};
use crate::ranges::{CATEGORY, COUNTS, MOMENTS, TABLES};

const OFTEN: &str = r#"
scale often {
  1 "Never"         counts 0
  2 "Rarely"        counts 0
  3 "Often"         counts 1
  4 "Always"        counts 3
  9 "I do not know" counts missing
}

scale right {
  1 "True"  counts 0
  2 "False" counts 1
  3 "?"     counts missing
}

items on often {
  e "E"
  f "F"
}

item g on right reversed "G"
item h as whole 0 to 9 asked when answer to e >= 3, otherwise 0 "H"
item pain as choices 3, 0, 2 "How bad was it?"

score all_of "All of"  = sum of e, f, g needs all
score given  "Given"  = answer to e
score loose  "Loose"  = sum of e, f needs any, missing as 0
score many   "Many"   = count of e, f where >= 1 needs any
score days   "Days"   = 1 * h
score worst  "Worst"  = highest of pain
score strong "Strong" = number of pain among 3, 2
alert never "Never." when e = 0
alert lost  "Lost."  when e is missing
alert silent "Silent." when answer to e is missing
"#;

const GROUPS: &str = r#"
bands risk of main by mandate, age {
  probation, 12 to 17 { low "Low" from 1 high "High" from 3 }
  probation, 18 to 99 { low from 1 high above 3 }
  parole, 12 to 99 { low from 0 high from 4 }
}

feedback for client of risk {
  low  "Little."
  high "Much."
}

alert risky "Look." when risk = high
"#;

const SIDES: &str = r#"
score body "With the body" = sum of a, b needs all
score mind "With the mind" = sum of c, d needs all
score soul "With the soul" = sum of a, d needs all

category even  of highest of body, mind, soul, ties even "Alike"
category first of highest of body, mind, soul, ties first
category one   of highest of body, mind, soul, ties missing

score lowest  "Lowest"  = mode of a, b, c, d needs 3 of 4, ties lowest
score highest "Highest" = mode of a, b, c, d needs 3 of 4, ties highest
score just    "Just"    = mode of a, b, c, d needs 3 of 4, ties missing
"#;

fn instrument(fragment: &str) -> Instrument {
    let (instrument, diagnostics, file) = checked(&with(fragment));
    instrument.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)))
}

#[test]
fn points_count_what_they_say() {
    let answers = "case,informant,e,f,g,h,pain\n\
                   c1,client,4,3,1,7,3;0\n\
                   c2,client,2,1,2,,;\n\
                   c3,client,9,4,3,2,2\n\
                   c4,client,3,,1,5,\n";
    let outcome = score(&instrument(OFTEN), answers, &ReadOptions::default());
    insta::assert_snapshot!(outcome.csv);
}

#[test]
fn what_is_proved_is_what_points_count() {
    let instrument = instrument(OFTEN);
    let ranges: Vec<String> = instrument.scores.iter().skip(1).map(|score| format!("{} {}", score.name, score.range)).collect();
    assert_eq!(
        ranges,
        ["all_of 0 to 7", "given 1 to 9", "loose 0 to 6", "many 0 to 2", "days 0 to 9", "worst 0 to 3", "strong 0 to 2"]
    );
    assert!(instrument.scores[ScoreIx(1)].range.can_miss);
}

/// What is asked goes by what was given, on every way to answer.
#[test]
fn whether_something_is_asked_goes_by_the_answer() {
    let instrument = instrument(OFTEN);
    let position = |name: &str| instrument.items.position(|item| item.name == name).unwrap_or_else(|| panic!("{name}"));
    for (answer, is_asked) in [("2", false), ("3", true), ("9", true)] {
        let mut asked = Questionnaire::new(&instrument, InformantIx(0), vec![]);
        asked.give(position("e"), answer).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(asked.is_asked(position("h")), is_asked, "{answer}");
    }
}

#[test]
fn bands_differ_between_groups() {
    let answers = "case,informant,mandate,age,a,b,c,d\n\
                   c1,client,probation,17,3,3,3,3\n\
                   c2,client,probation,18,3,3,3,3\n\
                   c3,client,probation,18,3,4,3,3\n\
                   c4,client,parole,18,4,4,4,3\n\
                   c5,client,parole,,4,4,4,4\n\
                   c6,client,,18,1,1,1,1\n\
                   c7,client,parole,18,,,1,1\n";
    let instrument = instrument(GROUPS);
    let outcome = score(&instrument, answers, &ReadOptions::default());
    insta::assert_snapshot!(outcome.csv);
    let paths: Vec<String> = instrument.texts().into_iter().map(|text| text.path).filter(|path| path.contains("risk ")).collect();
    assert_eq!(
        paths,
        ["bands risk low", "bands risk high", "feedback for client of risk low", "feedback for client of risk high"]
    );
    assert!(Wording::blank(&instrument, "nl").entries.iter().any(|entry| entry.path == "bands risk high"));
}

#[test]
fn the_highest_has_a_name_and_the_most_usual_a_number() {
    let answers = "case,informant,a,b,c,d\n\
                   c1,client,5,3,4,2\n\
                   c2,client,4,4,4,4\n\
                   c3,client,1,2,5,4\n\
                   c4,client,1,1,5,5\n\
                   c5,client,,1,5,5\n\
                   c6,client,1,2,,\n";
    let outcome = score(&instrument(SIDES), answers, &ReadOptions::default());
    insta::assert_snapshot!(outcome.csv);
}

#[test]
fn the_measure_is_shown_with_what_counts() {
    let folder = folder();
    let measure = put(&folder, "example.instrument", &with(&format!("{OFTEN}{GROUPS}{SIDES}")));
    let shown = run(&["show", &measure]);
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    let lines: Vec<&str> = shown
        .stdout
        .lines()
        .filter(|line| {
            ["often:", "right:", "risk", "probation, ", "parole, ", "category", "when ", "pain "]
                .iter()
                .any(|word| line.contains(word))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_difference_tells_what_counts_otherwise() {
    let told = |text: &str, from: &str, to: &str| {
        let (before, after) = (instrument(text), instrument(&text.replacen(from, to, 1)));
        let found = difference(&before, &after);
        found.changes.iter().map(|it| format!("{} {} {}", it.of, it.name, it.what)).collect::<Vec<_>>()
    };
    let counts = told(OFTEN, "counts 3", "counts 2");
    assert!(counts.contains(&"item e other answers".to_owned()), "{counts:?}");
    assert!(counts.contains(&"score all_of other answers under the same key".to_owned()), "{counts:?}");
    assert_eq!(told(OFTEN, "among 3, 2", "among 2, 3"), ["score strong the same key, written otherwise"; 0]);
    assert!(!told(OFTEN, "among 3, 2", "among 0, 2").is_empty());
    assert_eq!(told(GROUPS, "high above 3", "high above 3.5").len(), 2);
    assert_eq!(told(GROUPS, "high above 3", "high  above 3.0"), [""; 0]);
    assert_eq!(told(SIDES, "ties even", "ties  even"), [""; 0]);
    assert!(!told(SIDES, "needs 3 of 4, ties lowest", "needs 3 of 4, ties highest").is_empty());
}

/// As the keys of published measures are tested: `not asked` of several, and what follows them.
#[test]
fn several_are_asked_or_not() {
    let text = "item e1 to e3 on agree unscored asked when a > 3 \"E\"\n\
                test \"t\" {\n a, b, c, d = 1\n expect not asked e1, e2, e3, main = 1, no alert\n}\n\
                test \"u\" {\n a = 4\n expect asked e1, e2, no alert\n}\n\
                test \"v\" {\n a = 4\n expect asked e1, not asked e2, e3\n}";
    let (_, diagnostics, file) = checked(&with(text));
    let shown = rendered(&file, &diagnostics);
    assert_eq!(diagnostics.len(), 2, "{shown}");
    assert!(shown.contains("e2") && shown.contains("e3"), "{shown}");
}

/// What `fmt` makes of it is left alone by `fmt`, and means the same.
#[test]
fn the_layout_is_one() {
    let file = SourceFile::new("example.instrument", with(&format!("{OFTEN}{GROUPS}{SIDES}")));
    let once = format(&file).unwrap_or_else(|_| panic!("it can be read"));
    let twice = format(&SourceFile::new("example.instrument", once.clone())).unwrap_or_else(|_| panic!("it can be read"));
    assert_eq!(once, twice);
    let from = once.find("scale often").unwrap_or_default();
    insta::assert_snapshot!(once[from..]);
}

/// The measures of properties that use every construct are sound: a property that checks nothing holds of anything.
#[test]
fn the_measures_of_properties_are_sound() {
    let text = format!(
        "items on agree {{ r reversed \"R\" }}\n{MOMENTS}\n{COUNTS}\nscore second \"Second\" = a + v\n{CATEGORY}\n{TABLES}"
    );
    let (instrument, diagnostics, file) = checked(&with(&text));
    assert!(instrument.is_some(), "{}", rendered(&file, &diagnostics));
}

const TYPED: [&str; 25] = [
    "item pain as choices 0, 1.5 unscored \"How bad?\"",
    "scale s { 0 to 10 counts 3 }\nitem e on s unscored \"E\"",
    "scale s { 1 \"A\" counts missing 2 \"B\" counts missing }\nitem e on s unscored \"E\"",
    "scale s { 1 \"A\" counts 0 1 \"B\" counts 1 }\nitem e on s unscored \"E\"",
    "scale s { 1 \"A\" counts 0 2 \"B\" counts 0 3 \"C\" counts 1 }\nitem e on s reversed unscored \"E\"",
    "scale s { 1 \"A\" counts 0 2 \"B\" counts 1 }\nitem e on s \"E\"\nitem f on agree unscored asked when e >= 1 \"F\"",
    "scale s { 1 \"A\" counts 2 \"B\" counts 1 }\nitem e on s unscored \"E\"",
    "scale s { 1 \"A\" count 0 2 \"B\" }\nitem e on s unscored \"E\"",
    "score second \"S\" = mode of a, b, c needs all",
    "score second \"S\" = mean of a, b, c needs all, ties lowest",
    "score second \"S\" = mode of a, b, c needs all, ties first",
    "item who as choices family, friend \"Who?\"\nscore second \"S\" = highest of who",
    "item who as choices family, friend \"Who?\"\nscore second \"S\" = number of who among family, frend",
    "score second \"S\" = highest of a",
    "bands level of main by mandate {\n  probation { low \"L\" from 1 high \"H\" from 3 }\n  parole { high from 1 low from 3 }\n}",
    "bands level of main by mandate {\n  probation { low \"L\" from 1 high from 3 }\n  parole { low from 1 high from 3 }\n}",
    "bands level of main {\n  probation { low \"L\" from 1 high \"H\" from 3 }\n}",
    "bands level of main by age {\n  12 to 30 { low \"L\" from 1 high \"H\" from 3 }\n  30 to 99 { low from 1 high from 3 }\n}",
    "category side of highest of main, man, ties first",
    "category side of highest of main, ties first",
    "score second \"S\" = 1 * a\ncategory side of highest of main, second, ties lowest",
    "alert x \"X\" when 1 <= a <= 3",
    "alert x \"X\" when a between 1 and 3",
    "score second \"S\" = count true of 2 <= count of a, b, a > 2 needs all",
    "category level \"Level\" { one \"1\" when a = 1 two \"2\" otherwise }",
];

#[test]
fn near_misses_are_answered_once() {
    insta::assert_snapshot!(answered_once(&TYPED));
}

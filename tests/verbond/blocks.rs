//! Blocks of items under one condition, paired runs, and who was asked.

use verbond::administer::Questionnaire;
use verbond::check::difference;
use verbond::instrument::InformantIx;
use verbond::responses::ReadOptions;

use crate::example::{answered_once, checked, rendered, score, with};
use crate::program::{folder, put, run};

const TRIPS: &str = r#"
item trips as whole 0 to 20 "How many trips?"

when trips > 0 or c >= 4 {
  item abroad as whole 0 to 20 otherwise 0 "How many of them abroad?"

  page "Your last trip" {
    item nights as whole 0 to 60 asked when trips < 10, otherwise 1 "How many nights?"

    when nights >= 2 {
      item slept on agree only for client "I slept well."
    }
  }
}

item f1a to f1c on agree "How often?"
item d1 to d3 as whole 0 to 28 asked when respective f1a to f1c >= 3, otherwise 0 "On how many days?"

score away "Away" = abroad + nights
score days "Days" = sum of d1 to d3 needs all
alert badly   "Slept badly." when slept is asked and slept <= 2
alert unasked "Not asked."   when not slept is asked
"#;

fn instrument(fragment: &str) -> verbond::Instrument {
    let (instrument, diagnostics, file) = checked(&with(fragment));
    instrument.unwrap_or_else(|| panic!("{}", rendered(&file, &diagnostics)))
}

#[test]
fn all_conditions_around_an_item_must_hold() {
    let answers = "case,informant,c,trips,abroad,nights,slept,f1a,f1b,f1c,d1,d2,d3\n\
                   both,client,1,2,1,5,1,3,1,5,7,,9\n\
                   worker,worker,1,2,1,5,,3,1,5,7,,9\n\
                   none,client,1,0,,,,1,1,1,,,\n\
                   by-c,client,5,0,3,1,,1,1,1,,,\n\
                   many,client,1,12,4,,,1,1,1,,,\n\
                   open,client,1,,,,,,1,1,,,\n";
    let outcome = score(&instrument(TRIPS), answers, &ReadOptions::default());
    insta::assert_snapshot!(outcome.csv);
}

#[test]
fn a_face_asks_what_the_blocks_say() {
    let instrument = instrument(TRIPS);
    let mut asked = Questionnaire::new(&instrument, InformantIx(0), vec![]);
    let at = |name: &str| instrument.item(name).unwrap_or_else(|| panic!("{name}"));
    let mut give = |item: &str, answer: &str| {
        asked.give(at(item), answer).unwrap_or_else(|error| panic!("{error}"));
        ["abroad", "nights", "slept", "d2"].map(|item| asked.is_asked(at(item)))
    };
    assert_eq!(give("c", "1"), [false; 4]);
    assert_eq!(give("trips", "3"), [true, true, false, false]);
    assert_eq!(give("nights", "2"), [true, true, true, false]);
    assert_eq!(give("f1b", "4"), [true, true, true, true]);
    assert_eq!(give("trips", "11"), [true, false, false, true]);
}

/// What stands in a block is what it would be with each condition written out.
#[test]
fn a_block_means_what_its_conditions_mean() {
    let written = TRIPS
        .replace("when trips > 0 or c >= 4 {\n", "")
        .replace("abroad as whole 0 to 20 otherwise 0", "abroad as whole 0 to 20 asked when trips > 0 or c >= 4, otherwise 0")
        .replace("asked when trips < 10, otherwise 1", "asked when (trips > 0 or c >= 4) and trips < 10, otherwise 1")
        .replace("    when nights >= 2 {\n", "")
        .replace("slept on agree only for", "slept on agree asked when (trips > 0 or c >= 4) and nights >= 2 only for")
        .replace("    }\n  }\n}\n", "  }\n")
        .replace(
            "item d1 to d3 as whole 0 to 28 asked when respective f1a to f1c >= 3, otherwise 0 \"On how many days?\"",
            "item d1 as whole 0 to 28 asked when f1a >= 3, otherwise 0 \"On how many days?\"\n\
             item d2 as whole 0 to 28 asked when f1b >= 3, otherwise 0 \"On how many days?\"\n\
             item d3 as whole 0 to 28 asked when f1c >= 3, otherwise 0 \"On how many days?\"",
        );
    let found = difference(&instrument(TRIPS), &instrument(&written));
    assert!(found.changes.is_empty(), "{:?}", found.changes);
    let key = |name: &str| {
        let instrument = instrument(TRIPS);
        instrument.items[instrument.item(name).unwrap_or_else(|| panic!("{name}"))].asked_key.clone()
    };
    assert_eq!(key("d2").as_deref(), Some("f1b >= 3"));
    assert_eq!(key("slept").as_deref(), Some("(trips > 0 or c >= 4) and (nights >= 2)"));
}

/// A form carries when an item is asked as the language would write it, so that a measure comes back of it.
#[test]
fn forms_carry_blocks_and_bring_them_back() {
    let folder = folder();
    let measure = put(&folder, "example.instrument", &with(TRIPS));
    let form = folder.path().join("form.csv").display().to_string();
    let back = folder.path().join("back").display().to_string();
    assert_eq!(run(&["export", &measure, "--to", &format!("redcap={form}")]).code, 0);
    let ran = run(&["import", &form, "--output", &back]);
    let text = std::fs::read_to_string(folder.path().join("back/1.0.0.instrument"))
        .unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    assert!(text.contains("asked when (trips > 0 or c >= 4) and (nights >= 2)"), "{text}");
    assert!(text.contains("asked when f1b >= 3, otherwise 0"), "{text}");
}

#[test]
fn blocks_have_one_layout() {
    let folder = folder();
    let file = put(&folder, "example.instrument", &with(TRIPS));
    run(&["fmt", &file]);
    let once = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(run(&["fmt", "--check", &file]).code, 0);
    let (_, rest) = once.split_once("  when trips > 0").unwrap_or_else(|| panic!("{once}"));
    insta::assert_snapshot!(rest.split("  item f1a").next().unwrap_or_default());
}

const TYPED: [&str; 11] = [
    "when a >= 2\n  item e on agree unscored \"E\"",
    "when a {\n  item e on agree unscored \"E\"\n}",
    "when a >= 2 {\n  score s \"S\" = 1 * a\n}",
    "when e >= 2 {\n  item e on agree unscored \"E\"\n}",
    "when a >= 2 {\n  item e on agree unscored asked when a = 1 \"E\"\n}",
    "when a >= 2 {\n  item e on agree unscored asked when b = 1, otherwise 2 otherwise 3 \"E\"\n}",
    "item e on agree unscored otherwise 3 \"E\"",
    "item e1 to e2 on agree \"E\"\nitem d1 to d3 on agree unscored asked when respective e1 to e2 > 2 \"D\"",
    "item e1 to e2 on agree \"E\"\nscore s \"S\" = respective e1 to e2 + 1",
    "alert x \"X\" when a is asked",
    "alert x \"X\" when main is asked",
];

#[test]
fn near_misses_are_answered() {
    insta::assert_snapshot!(answered_once(&TYPED));
}

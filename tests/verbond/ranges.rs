//! Laws of scoring: what the checker proved holds for whatever is answered.

use proptest::prelude::*;
use verbond::instrument::{Allotment, Deal, Instrument, Kind, KnownKind};
use verbond::responses::{MissingReason, ResponseTable};
use verbond::score::Plan;

use crate::example::{checked, rendered, with};
use crate::measures::MEASURES;

/// Numbers as the language writes them, at most three deep.
pub fn number() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "a",
            "b",
            "c",
            "d",
            "e",
            "main",
            "answered",
            "number of f",
            "w",
            "v",
            "y",
            "z",
            "away",
            "answer to y",
            "answer to w",
            "highest of u",
            "(number of t among 2, other)",
            "(if home = sea then 2 else z)",
            "(if y = unsure or u is none then 1 else 3)",
            "(rank of work in o)",
            "(share of body in q)",
            "(if q is missing or rank of kin in o = 1 then 0 else share of mind in q)"
        ])
        .prop_map(str::to_owned),
        elapsed(),
        prop::sample::select(vec!["1", "2.5", "0.25", "10"]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["+", "-", "*"]), inner.clone())
                .prop_map(|(one, sign, other)| format!("({one} {sign} {other})")),
            inner.clone().prop_map(|one| format!("-({one})")),
            (inner.clone(), 0..3).prop_map(|(one, places)| format!("(round {one} to {places})")),
            inner.clone().prop_map(|one| format!("(rescale {one} from -100000..100000 to 5..1)")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(one, two, three)| format!("(if {one} >= {two} and not a is missing then {two} else {three})")),
            (inner.clone(), inner.clone())
                .prop_map(|(one, two)| format!("(if {one} > 2 then missing else if {one} = 0 then {two} else {two} / {one})")),
            (inner.clone(), prop::sample::select(vec!["steps", "line", "norm", "lot"]))
                .prop_map(|(one, table)| format!("(look up {one} in {table})")),
            (function(), inner.clone()).prop_map(|(function, one)| format!("{function}({one})")),
            (inner.clone(), prop::sample::select(vec!["2", "3", "0.5", "-1", "a"]))
                .prop_map(|(one, power)| format!("(({one}) ^ {power})")),
            (inner.clone(), inner.clone())
                .prop_map(|(one, two)| format!("(sum of ({one}), a, 2, ({two}) needs any, missing as 0)")),
            (inner.clone(), inner)
                .prop_map(|(one, two)| format!("(count true of {one} > {two}, a >= 3, not b = 2 needs 2 of 3)")),
            aggregate(),
        ]
    })
}

fn function() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["sqrt", "ln", "log10", "exp", "abs", "floor", "ceiling", "normal"])
}

/// Tables of each kind.
pub const TABLES: &str = "table steps { from -5 -> 1 above 0 -> missing from 2.5 -> 3 otherwise -> -1 }\n\
    table line interpolated { -10 -> 5 0 -> 10 3 -> 11 20 -> 0 }\n\
    table norm by mandate, age { probation, 12 to 29 { from 0 -> 1 } parole, 30 to 99 { 1 -> 2 otherwise -> 3 } parole, 12 to 29 { 2 -> 5 } }\n\
    table lot by where_from, a { near, 1 to 3 { from -5 -> 1 otherwise -> 2 } far, 1 to 5 { 0 -> 3 otherwise -> missing } near, 4 to 5 { above 0 -> 7 otherwise -> 0 } }";

/// Items that are days and times of day, and a known day.
pub const MOMENTS: &str = "known { birth date }\nitem bed as time \"When to bed?\"\nitem rise as time optional \"When up?\"\n\
    item since as date asked when a >= 3 \"Since when?\"\nwhen b >= 2 { item i as whole 0 to 5 otherwise 1 \"I\"\n\
    when i > 2 or bed = rise { item k on agree reversed asked when c != 2, otherwise 2 \"K\" } }\n\
    items on agree { p1a to p1b \"P\" }\nitem h1 to h2 as whole 0 to 9 asked when respective p1a to p1b > 2 \"H\"\n\
    score blocks \"Blocks\" = if k is asked or h1 is asked then i + k else 0\nalert pairs \"Pairs\" when h2 is asked and h2 > 3 and not since is asked\nscore slept \"Slept\" = minutes from bed to rise\n\
    score aged \"Aged\" = days from birth to since\nalert same \"Same\" when rise = bed or since != birth";

/// Items whose points count otherwise than their numbers, and choices that are numbers.
pub const COUNTS: &str = "scale worth { 4 \"A\" counts -1.5 1 \"B\" counts 0 2 \"C\" 8 \"D\" counts missing 9 \"E\" counts 0 }\n\
    scale mirror { 1 \"A\" counts 0 2 \"B\" counts 1 3 \"C\" counts 3 4 \"D\" counts 4 5 \"?\" counts missing }\n\
    item w on worth \"W\"\nitem v on mirror reversed asked when answer to w != 4, otherwise 2 \"V\"\nitem t as choices 7, 0, 2, other \"T\"\n\
    item u as choices 2, 1, 5, or none asked when a >= 2 \"U\"\n\
    scale told { 1 \"A\" 3 \"B\" 2.5 \"C\" unsure \"?\" counts missing none_of_it \"-\" counts -1 }\n\
    scale yes_no { yes \"Yes\" counts 1 no \"No\" counts 0 often \"Often\" counts 2 }\nscale place { town \"T\" country \"C\" sea \"S\" }\n\
    item y on told asked when answer to w != 2 or answer to v >= 2, otherwise unsure \"Y\"\nitem z on yes_no reversed \"Z\"\n\
    item home on place asked when z = yes or not y = unsure, otherwise sea \"Home\"\n\
    item away as whole 3 to 9 reversed asked when home != town, otherwise 20 \"Away\"\n\
    score told \"Told\" = if y = unsure or u is none then 1 else y + answer to y - away\n\
    score at_home \"At home\" = count true of home = town, y = none_of_it, z != no, u is none, home is missing needs any\n\
    category where_from { near \"Near\" when home = town far \"Far\" when home = sea and not u is none missing otherwise }";

/// Ranks, shares, a grid and a refusal, and what looks at them.
pub const DEALT: &str = "item o as ranking of work, kin, play \"O\"\n\
    item q as shares of 10 among body, mind, rest \"Q\"\n\
    item early as whole 0 to 3 asked when rank of work in o = 1 and not share of body in q > 5, otherwise 1 \"E\"\n\
    items on agree in a grid { g1 \"G\" g2 reversed optional \"H\" }\n\
    refuse odd \"Odd.\" when a = 1 and g1 = 5\n\
    score ranked \"Ranked\" = if q is missing then rank of kin in o else share of mind in q - early + g1 + g2\n\
    category top { work \"W\" when rank of work in o = 1 kin \"K\" when rank of kin in o = 1 play \"P\" when rank of play in o = 1 }\n\
    alert much \"Much\" when share of rest in q >= 5 or top = kin or rank of play in o < rank of work in o";

/// A category of what a random key computes, and what looks at it.
pub const CATEGORY: &str = "category kind { missing when c is missing one \"1\" when second > 3 none \"0\" when informant = worker\n\
    two \"2\" when second < 2 or kindred = none missing otherwise }\n\
    category kindred { none \"0\" when a >= 3 and level != low three \"3\" otherwise }\n\
    bands level of main { low \"Low\" from 1 middle \"Middle\" from 2.5 high \"High\" from 4 }\n\
    alert kinds \"Kinds\" when kind = one or level = middle and kindred != three\n\
    score deepened \"Deep\" = look up second in deep\n\
    table deep by level { low { from 0 -> 1 otherwise -> 0 } middle { above 2 -> 5 otherwise -> missing } high { otherwise -> 4 from 3 -> 2 } }\n\
    score judged \"Judged\" = if kind = two then main else a\n\
    bands risk of main by mandate, age { probation, 12 to 29 { low \"Low\" from 1 high \"High\" from 3 } parole, 12 to 40 { low from 0 high above 4 } }\n\
    category side of highest of judged, main, r_of, ties even \"Even\"\ncategory first of highest of main, judged, ties first\n\
    score r_of \"R\" = 1 * r\nalert sides \"Sides\" when side = even or first = judged or risk != low";

/// What lies between two moments.
fn elapsed() -> impl Strategy<Value = String> {
    let days = prop::sample::select(vec!["birth", "since", "date", "2000-02-29", "2026-11-26"]);
    let times = prop::sample::select(vec!["bed", "rise", "18:00", "7:05"]);
    let day_unit = prop::sample::select(vec!["years", "months", "days"]);
    let time_unit = prop::sample::select(vec!["hours", "minutes"]);
    prop_oneof![
        (day_unit, days.clone(), days).prop_map(|(unit, from, to)| format!("({unit} from {from} to {to})")),
        (time_unit, times.clone(), times).prop_map(|(unit, from, to)| format!("({unit} from {from} to {to})")),
    ]
}

fn aggregate() -> impl Strategy<Value = String> {
    let function = prop::sample::select(vec!["sum", "mean", "median", "min", "max", "count", "sd", "variance", "mode"]);
    let needs = prop::sample::select(vec!["needs all", "needs any", "needs 2 of 5", "needs 60%", "needs 2 of 5 including b, e"]);
    let ties = prop::sample::select(vec![", ties lowest", ", ties highest", ", ties missing"]);
    let weight = prop::sample::select(vec!["", " weighted 2", " weighted 0.5"]);
    (function, needs, weight, ties).prop_map(|(function, needs, weight, ties)| {
        let weight = if matches!(function, "sum" | "mean") { weight } else { "" };
        let fits = match (function, needs) {
            ("count", "needs all") => " where > main",
            ("count", _) => " where >= 3",
            _ => "",
        };
        let needs = if matches!(function, "sd" | "variance") && needs == "needs any" { "needs 75%" } else { needs };
        let prorated = if function == "sum" && needs != "needs all" { ", prorated" } else { "" };
        let ties = if function == "mode" { ties } else { "" };
        format!("({function} of a, b{weight}, answer to r, e, w{fits} {needs}{prorated}{ties})")
    })
}

/// Days that are drawn, a few of them, so that some meet: about four years from 29 February 2000.
const DAYS: u64 = 1500;

fn day(drawn: u64) -> f64 {
    11_016.0 + (drawn % 1500) as f64
}

/// Fills a table with answers by a stream of bytes: about one in six is missing.
pub fn answers(instrument: &Instrument, rows: usize, bytes: &[u8]) -> ResponseTable {
    let mut table = ResponseTable::unanswered(instrument, rows);
    let mut bytes = bytes
        .iter()
        .cycle()
        .copied()
        .zip(0_u64..)
        .map(|(byte, at)| u64::from(byte).wrapping_mul(2_654_435_761).wrapping_add(at * 40_503) >> 7);
    let mut draw = move |below: u64| bytes.next().unwrap_or(0) % below;
    for informant in &mut table.informants {
        informant.0 = usize::try_from(draw(instrument.informants.len() as u64)).unwrap_or(0);
    }
    for (item, column) in instrument.items.iter().zip(&mut table.items) {
        for row in 0..rows {
            if draw(6) == 0 {
                continue;
            }
            column.causes[row] = MissingReason::Answered;
            column.values[row] = match &item.kind {
                Kind::Scale(scale) => {
                    let answers = instrument.scales[*scale].answers(1000).unwrap_or_default();
                    answers[usize::try_from(draw(answers.len() as u64)).unwrap_or(0)]
                }
                Kind::Whole(low, high) => low + draw((high - low) as u64 + 1) as f64,
                Kind::Decimal(low, high) => low + (high - low) * draw(1001) as f64 / 1000.0,
                Kind::Choices(choices, _) => draw(1 << choices.len()) as f64,
                Kind::Text(_) => 3.0,
                Kind::Date => day(draw(DAYS)),
                Kind::Time => draw(1440) as f64,
            };
        }
    }
    for allotment in &instrument.allotments {
        for row in 0..rows {
            let mut parts: Vec<f64> = allotment.items.iter().map(|item| table.items[*item].values[row]).collect();
            // A few stay as they were drawn, which hardly ever go together.
            if row % 4 > 0 {
                parts = dealt(allotment, &mut draw);
            }
            for (item, part) in allotment.items.iter().zip(parts) {
                // A share of none may be left empty.
                let part = if part == 0.0 && draw(2) == 0 { f64::NAN } else { part };
                let column = &mut table.items[*item];
                column.values[row] = part;
                column.causes[row] = if part.is_nan() { MissingReason::Unanswered } else { MissingReason::Answered };
            }
        }
    }
    for (known, column) in instrument.known.iter().zip(&mut table.known) {
        let value = |drawn: u64| if known.kind == KnownKind::Date { day(drawn) } else { (drawn % 2) as f64 };
        column.iter_mut().for_each(|cell| *cell = if draw(4) == 0 { f64::NAN } else { value(draw(DAYS)) });
    }
    table.identity.date = (0..rows).map(|_| (draw(6) > 0).then(|| day(draw(DAYS)) as i32)).collect();
    table
}

/// Ranks of which each is given once, or shares that add up.
fn dealt(allotment: &Allotment, draw: &mut impl FnMut(u64) -> u64) -> Vec<f64> {
    let count = allotment.items.len();
    match allotment.deal {
        Deal::Ranks => {
            let mut left: Vec<f64> = (1..=count).map(|rank| rank as f64).collect();
            (0..count).map(|_| left.remove(usize::try_from(draw(left.len() as u64)).unwrap_or(0))).collect()
        }
        Deal::Shares(whole) => {
            let mut left = whole as u64;
            let mut shares: Vec<f64> = (1..count)
                .map(|_| {
                    let share = draw(left + 1);
                    left -= share;
                    share as f64
                })
                .collect();
            shares.push(left as f64);
            shares
        }
    }
}

fn judge(instrument: &Instrument, bytes: &[u8]) -> Result<(), TestCaseError> {
    let scored = Plan::new(instrument).score(answers(instrument, 40, bytes));
    for (score, values) in instrument.scores.iter().zip(&scored.scores) {
        for value in values {
            if value.is_nan() {
                prop_assert!(score.range.can_miss, "{} = {} was proved never to be missing", score.name, score.key);
            } else {
                prop_assert!(
                    score.range.holds(*value),
                    "{} = {} was proved to be {}, and is {value}",
                    score.name,
                    score.key,
                    score.range
                );
            }
        }
    }
    for (bands, column) in instrument.bands.iter().zip(&scored.bands) {
        let Some(stretches) = bands.stretches() else { continue };
        for (band, value) in column.iter().zip(&scored.scores[stretches.of]) {
            prop_assert_eq!(band.is_none(), value.is_nan(), "every score has a band");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever the key and whatever is answered, a score stays in the range that was proved, and is missing only where
    /// that was said.
    #[test]
    fn scores_stay_in_their_ranges(key in number(), bytes in proptest::collection::vec(any::<u8>(), 64..256)) {
        let text = with(&format!(
            "items on agree {{ r reversed \"R\" }}\nitem e as whole 0 to 10 \"E\"\nitem f as choices x, y, z \"F\"\n{MOMENTS}\n{COUNTS}\n{DEALT}\n{TABLES}\nlet named = {key}\nlet holds = named > 2 or a = 1\n\
             score second \"Second\" = if holds then named else missing\n\
             score uses \"All\" = count of r, e\nscore chosen \"Chosen\" = number of f"
        ));
        let (instrument, diagnostics, file) = checked(&text);
        match instrument {
            Some(instrument) => judge(&instrument, &bytes)?,
            // A comparison that is always true, or a value beyond reason, is rightly refused.
            None => prop_assert!(diagnostics.iter().all(|diagnostic| ["V0308", "V0319", "V0311", "V0312", "V0313", "V0329", "V0330"].contains(&diagnostic.code.name) || !diagnostic.is_error()), "{}", rendered(&file, &diagnostics)),
        }
    }

    #[test]
    fn measures_stay_in_their_ranges(bytes in proptest::collection::vec(any::<u8>(), 64..256)) {
        for instrument in MEASURES.iter() {
            judge(instrument, &bytes)?;
        }
    }
}

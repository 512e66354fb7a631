use proptest::prelude::*;

use super::*;
use crate::check::{check_instrument, check_schedule};
use crate::instrument::{Instrument, Schedule};
use crate::source::SourceFile;
use crate::syntax::parse;

/// A measure of one item, which knows of a mandate.
fn measure(head: &str) -> Instrument {
    let text = format!(
        r#"verbond 1
instrument {head} {{
  title "Measure" licence "CC0-1.0" status experimental
  informants {{ client "Client" worker "Officer" }}
  known {{ mandate one of probation, parole }}
  item now as whole 0 to 10 "How are things?"
  score mood "Mood" = 1 * now
}}
"#
    );
    let file = SourceFile::from(text);
    let checked = check_instrument(&file, &parse(&file));
    checked.found.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

/// A schedule of some statements.
fn scheduled(statements: &str) -> Schedule {
    let file = SourceFile::from(format!("verbond 1\nschedule supervision 1.0.0 {{ title \"Supervision\"\n{statements} }}\n"));
    let checked = check_schedule(&file, &parse(&file), &[&measure("alliance 0.3.0"), &measure("ors 1.0.0")]);
    checked.found.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

/// A measure of both informants every four weeks, and one of clients on parole every week.
fn schedule() -> Schedule {
    scheduled(
        "ask alliance of client, worker {
           first within 14 days then 28 days after the last late after 7 days until day 730
         }
         ask ors 1.0 of client when mandate = parole {
           first within 7 days then 7 days after the last late after 2 days
         }
         remind client 1 day before, 3 days after
         remind worker 2 days after",
    )
}

fn day(text: &str) -> Day {
    Day::iso(text).unwrap()
}

fn finished(informant: &str, occasion: &str, on: &str) -> Finished {
    Finished {
        measure: "alliance".to_owned(),
        version: "0.3.0".parse().unwrap(),
        informant: informant.to_owned(),
        occasion: occasion.to_owned(),
        day: day(on),
    }
}

const OPENED: &str = "2026-01-05";

fn on(date: &str, finished: &[Finished]) -> CaseDue {
    let facts = BTreeMap::from([("mandate".to_owned(), "probation".to_owned())]);
    due(&schedule(), &OpenCase { opened: day(OPENED), facts: &facts, finished }, day(date))
}

/// Who, which occasion, from when, by when, and how it stands.
fn told(due: &CaseDue) -> Vec<(String, String, String, String, Standing)> {
    let told = |due: &Due| (due.informant.clone(), due.occasion.clone(), due.from.to_string(), due.by.to_string(), due.standing);
    due.asked.iter().map(told).collect()
}

fn row(who: &str, occasion: &str, from: &str, by: &str, standing: Standing) -> (String, String, String, String, Standing) {
    (who.to_owned(), occasion.to_owned(), from.to_owned(), by.to_owned(), standing)
}

/// All dates were worked out with a calendar on paper: 5 January 2026 is a Monday.
#[test]
fn the_first_occasion_is_asked_from_the_opening_and_late_a_week_after_its_due_day() {
    let both = |standing| {
        vec![row("client", "1", "2026-01-05", "2026-01-19", standing), row("worker", "1", "2026-01-05", "2026-01-19", standing)]
    };
    assert_eq!(told(&on("2026-01-04", &[])), []);
    assert_eq!(told(&on("2026-01-05", &[])), both(Standing::Due));
    assert_eq!(told(&on("2026-01-26", &[])), both(Standing::Due), "seven days after the due day are not late yet");
    assert_eq!(told(&on("2026-01-27", &[])), both(Standing::Late));
    // 730 days after 5 January 2026 is 5 January 2028: 2026 and 2027 have 365 days each.
    assert_eq!(told(&on("2028-01-05", &[])), both(Standing::Late), "what nobody finished stays due");
    assert_eq!(told(&on("2028-01-06", &[])), []);
}

#[test]
fn both_informants_share_a_calendar_from_the_day_of_the_first() {
    let first = [finished("client", "1", "2026-01-15")];
    // 28 days after 15 January is 12 February.
    let coming = row("client", "2", "2026-02-12", "2026-02-12", Standing::Coming);
    let worker = |standing| row("worker", "1", "2026-01-15", "2026-01-19", standing);
    assert_eq!(told(&on("2026-01-15", &first)), [coming.clone(), worker(Standing::Due)]);
    assert_eq!(
        told(&on("2026-02-11", &first)),
        [coming, worker(Standing::Late)],
        "until the next is due, the last can be finished"
    );
    let missed = on("2026-02-12", &first);
    let second = |who: &str| row(who, "2", "2026-02-12", "2026-02-12", Standing::Due);
    assert_eq!(told(&missed), [second("client"), second("worker")]);
    assert_eq!(missed.asked.iter().map(|due| due.missed).collect::<Vec<_>>(), [0, 1]);
    // The officer answers a day late, and from that day the third is counted: 13 February and 28 days are 13 March.
    let second = [finished("client", "1", "2026-01-15"), finished("worker", "2", "2026-02-13")];
    let third = on("2026-02-14", &second);
    assert_eq!(
        told(&third),
        [
            row("client", "2", "2026-02-12", "2026-02-12", Standing::Due),
            row("worker", "3", "2026-03-13", "2026-03-13", Standing::Coming),
        ]
    );
    // What is entered later by its own date changes nothing of the calendar.
    let entered = [second.to_vec(), vec![finished("worker", "1", "2026-01-18")]].concat();
    assert_eq!(on("2026-02-14", &entered).asked.iter().map(|due| due.missed).collect::<Vec<_>>(), [0, 0]);
    assert_eq!(told(&on("2026-02-14", &entered)), told(&third));
}

#[test]
fn reminders_are_counted_from_the_due_day() {
    let days = |due: &CaseDue, at: usize| due.asked[at].reminders.iter().map(Day::to_string).collect::<Vec<_>>();
    let begun = on("2026-01-18", &[]);
    assert_eq!(days(&begun, 0), ["2026-01-18", "2026-01-22"]);
    assert_eq!(days(&begun, 1), ["2026-01-21"]);
    assert_eq!(begun.asked.iter().map(|due| due.is_reminded(day("2026-01-18"))).collect::<Vec<_>>(), [true, false]);
    assert_eq!(begun.asked[0].days_past(day("2026-01-22")), 3);
    // The client answers on the first day; 3 days after the due day of that occasion come before the next is due.
    let other = on("2026-01-06", &[finished("worker", "1", "2026-01-05")]);
    assert_eq!(days(&other, 0), ["2026-01-18", "2026-01-22"]);
}

#[test]
fn conditions_decide_and_what_is_not_known_is_listed() {
    let ask = |mandate: Option<&str>| {
        let facts: BTreeMap<String, String> = mandate.iter().map(|word| ("mandate".to_owned(), (*word).to_owned())).collect();
        due(&schedule(), &OpenCase { opened: day(OPENED), facts: &facts, finished: &[] }, day("2026-01-12"))
    };
    let of_ors = |due: &CaseDue| due.asked.iter().filter(|due| due.measure == "ors").count();
    assert_eq!((of_ors(&ask(Some("parole"))), ask(Some("parole")).undecided), (1, vec![]));
    assert_eq!((of_ors(&ask(Some("probation"))), ask(Some("probation")).undecided), (0, vec![]));
    for told in [None, Some("nonsense")] {
        let undecided =
            Undecided { measure: "ors".to_owned(), informants: vec!["client".to_owned()], facts: vec!["mandate".to_owned()] };
        assert_eq!((of_ors(&ask(told)), ask(told).undecided), (0, vec![undecided]), "nobody is asked: {told:?}");
    }
}

#[test]
fn what_is_of_another_measure_version_informant_or_time_does_not_count() {
    let other = |change: fn(&mut Finished)| {
        let mut other = finished("client", "1", "2026-01-15");
        change(&mut other);
        told(&on("2026-01-16", &[other]))
    };
    let nothing = told(&on("2026-01-16", &[]));
    assert_eq!(other(|it| it.measure = "wai-sr".to_owned()), nothing);
    assert_eq!(other(|it| it.informant = "parent".to_owned()), nothing);
    let second = |who: &str| row(who, "2", "2026-01-05", "2026-01-19", Standing::Due);
    let before_opening = other(|it| it.day = day("2026-01-04"));
    assert_eq!(before_opening, [second("client"), second("worker")], "of what was before the opening only the number counts");
    assert_eq!(other(|it| it.day = day("2026-01-17")), nothing, "after the day that is asked for");
    assert_ne!(other(|_| {}), nothing);
    let facts = BTreeMap::from([("mandate".to_owned(), "parole".to_owned())]);
    let ors = |version: &str| {
        let ors =
            Finished { measure: "ors".to_owned(), version: version.parse().unwrap(), ..finished("client", "1", "2026-01-12") };
        let found = due(&schedule(), &OpenCase { opened: day(OPENED), facts: &facts, finished: &[ors] }, day("2026-01-13"));
        found.asked.iter().find(|due| due.measure == "ors").map(|due| due.by.to_string())
    };
    assert_eq!(ors("1.0.3").as_deref(), Some("2026-01-19"), "7 days after 12 January");
    assert_eq!(ors("2.0.0").as_deref(), Some("2026-01-12"), "another version than the schedule names");
}

#[test]
fn what_is_asked_once_is_done_once_answered() {
    let once = scheduled("ask alliance of client, worker { first within 14 days late after 7 days until day 730 }");
    let facts = BTreeMap::new();
    let of = |finished: &[Finished], date: &str| {
        told(&due(&once, &OpenCase { opened: day(OPENED), facts: &facts, finished }, day(date)))
    };
    let client = [finished("client", "1", "2026-01-10"), finished("client", "2", "2026-02-10")];
    assert_eq!(of(&client, "2026-03-01"), [row("worker", "1", "2026-01-10", "2026-01-19", Standing::Late)]);
    assert_eq!(of(&[client.to_vec(), vec![finished("worker", "7", "2026-02-20")]].concat(), "2026-03-01"), []);
}

#[test]
fn occasions_without_a_number_are_told_apart_by_their_day() {
    let none = [finished("client", "", "2026-01-15"), finished("client", "", "2026-02-12"), finished("worker", "", "2026-02-12")];
    assert_eq!(
        told(&on("2026-02-13", &none)),
        [
            row("client", "3", "2026-03-12", "2026-03-12", Standing::Coming),
            row("worker", "3", "2026-03-12", "2026-03-12", Standing::Coming),
        ]
    );
}

/// The officer's second is dated before the first of anybody: the occasions stay in their order, and days are counted
/// from the client's.
#[test]
fn a_wrong_date_of_one_informant_moves_no_due_day() {
    let all =
        [finished("client", "1", "2026-01-31"), finished("client", "2", "2026-03-31"), finished("worker", "2", "2026-01-15")];
    // 28 days after 31 March are 28 April; the officer finished the second and missed the first.
    let third = |who: &str| row(who, "3", "2026-04-28", "2026-04-28", Standing::Coming);
    let found = on("2026-04-01", &all);
    assert_eq!(told(&found), [third("client"), third("worker")]);
    assert_eq!(found.asked.iter().map(|due| due.missed).collect::<Vec<_>>(), [0, 1]);
}

/// What was finished before the opening does not count, and its numbers are not used a second time.
#[test]
fn numbers_go_on_after_an_opening() {
    let before = [finished("client", "4", "2025-12-01"), finished("worker", "3", "2025-11-01")];
    let fifth = |who: &str| row(who, "5", "2026-01-05", "2026-01-19", Standing::Due);
    assert_eq!(told(&on("2026-01-06", &before)), [fifth("client"), fifth("worker")]);
    let other_version = [Finished { version: "9.0.0".parse().unwrap(), ..before[0].clone() }];
    assert_eq!(told(&on("2026-01-06", &other_version))[0], fifth("client"), "an occasion is one in whatever version");
}

/// Things that were finished, within a year, by either informant.
fn history() -> impl Strategy<Value = Vec<Finished>> {
    let one = (any::<bool>(), 1_u8..6, 0_i32..365).prop_map(|(is_client, occasion, days)| Finished {
        day: day(OPENED).later(days).unwrap(),
        ..finished(if is_client { "client" } else { "worker" }, &occasion.to_string(), OPENED)
    });
    proptest::collection::vec(one, 0..8)
}

proptest! {
    /// The order of rows is the order of a database, and means nothing.
    #[test]
    fn the_order_of_rows_changes_nothing(rows in history(), turn in 0_usize..8, days in 0_i32..400) {
        let date = day(OPENED).later(days).unwrap().to_string();
        let mut turned = rows.clone();
        turned.reverse();
        if !turned.is_empty() {
            turned.rotate_left(turn % rows.len());
        }
        prop_assert_eq!(on(&date, &rows), on(&date, &turned));
    }

    /// Whoever finishes on the due day makes nothing late, neither then nor for as long as the schedule allows.
    #[test]
    fn finishing_on_the_due_day_makes_nothing_late(rows in history(), days in 0_i32..400, more in 0_i32..=7) {
        let date = day(OPENED).later(days).unwrap();
        for open in on(&date.to_string(), &rows).asked {
            let by = open.by.to_string();
            let late_before = on(&by, &rows).asked.into_iter().filter(|due| due.standing == Standing::Late);
            let late_before: Vec<(String, String)> = late_before.map(|due| (due.measure, due.informant)).collect();
            let mut finished = rows.clone();
            finished.push(Finished { day: open.by, ..finished_as(&open) });
            let then = on(&by, &finished);
            for due in then.asked.iter().filter(|due| due.standing == Standing::Late) {
                let is_old = late_before.contains(&(due.measure.clone(), due.informant.clone()));
                prop_assert!(is_old, "{due:?} is late since {open:?} was finished");
            }
            let later = open.by.later(more).unwrap().to_string();
            let own = on(&later, &finished).asked.into_iter().find(|due| due.informant == open.informant);
            // What was finished after the due day by others may be late for reasons of its own.
            let is_last = rows.iter().all(|row| row.day <= open.by);
            prop_assert!(!is_last || own.is_none_or(|own| own.standing != Standing::Late), "after {open:?}");
        }
    }

    /// What nobody finished stays due.
    #[test]
    fn what_nobody_finished_stays_due(days in 0_i32..729) {
        let at = |days: i32| told(&on(&day(OPENED).later(days).unwrap().to_string(), &[]));
        let names = |due: &[(String, String, String, String, Standing)]| {
            due.iter().map(|(who, occasion, ..)| (who.clone(), occasion.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(names(&at(days)), names(&at(days + 1)));
        prop_assert_eq!(at(days).len(), 2);
    }

    /// The calendar of a schedule is what is due of a case in which everybody finishes on the due day.
    #[test]
    fn the_calendar_is_what_is_due_when_all_finish_in_time(first in 0_u16..40, then in 1_u16..60, until in 40_u16..400) {
        let rhythm = format!("first within {first} days then {then} days after the last late after 7 days until day {until}");
        let schedule = scheduled(&format!("ask alliance of client, worker {{ {rhythm} }}"));
        let facts = BTreeMap::new();
        let mut rows: Vec<Finished> = Vec::new();
        let mut days = Vec::new();
        let mut date = day(OPENED);
        loop {
            let found = due(&schedule, &OpenCase { opened: day(OPENED), facts: &facts, finished: &rows }, date);
            let Some(next) = found.asked.first() else { break };
            days.push((next.by.count() - day(OPENED).count()).unsigned_abs());
            date = next.by;
            for who in ["client", "worker"] {
                rows.push(Finished { day: next.by, ..finished(who, &next.occasion, OPENED) });
            }
        }
        let planned: Vec<u32> = calendar(&schedule, 400).iter().map(|planned| planned.day).collect();
        prop_assert_eq!(days, planned);
    }
}

fn finished_as(open: &Due) -> Finished {
    Finished { measure: open.measure.clone(), ..finished(&open.informant, &open.occasion, OPENED) }
}

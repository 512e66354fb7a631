//! Days that have been, occasions that are numbers, and the one clock of the site.

use std::path::Path;

use crate::confidential::{Client, held};
use crate::meetings::{done, of_store};
use crate::occasions::{ask, code};
use crate::program::{Ran, command, put, ran, run_with_input};
use crate::serving::{Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";
const HEAD: &str = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against\n";

/// A time zone in which the day is now another one than in universal time, and by how much.
fn elsewhere() -> (&'static str, i64) {
    let hour = jiff::Timestamp::now().strftime("%H").to_string().parse::<u32>().unwrap();
    if hour < 11 { ("AAA11", -11) } else { ("AAA-14", 14) }
}

fn day(hours: i64) -> String {
    (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(hours)).strftime("%Y-%m-%d").to_string()
}

fn in_zone(zone: &str, store: &Path, arguments: &[&str]) -> Ran {
    let mut command = command();
    command.env("TZ", zone).args(["store", "--store"]).arg(store).args(arguments);
    ran(command.output().unwrap())
}

/// A day to come, a day that a spreadsheet makes of an empty cell, and an occasion that is none come in by no door.
#[test]
fn days_have_been_and_occasions_are_numbers() {
    let (folder, store, measures) = site();
    let path = store.display().to_string();
    let asked = |more: &[&str]| {
        let of = ["ask", "alliance-monitor", "--plain", "--case", "c-1", "--store", &path];
        run_with_input(&[&of[..], more].concat(), &"4\n".repeat(20))
    };
    for (date, said) in [("2999-01-01", "2999-01-01 has not come yet"), ("1900-01-01", "1900-01-01 is before 1950")] {
        let on_a_terminal = asked(&["--date", date]);
        assert!(on_a_terminal.code == 2 && on_a_terminal.stderr.contains(said), "{}", on_a_terminal.stderr);
        let row = format!("{HEAD}c-1,1,client,{date},3,3,3,3,3,3,3,3,50,3,3\n");
        let taken = of_store(&store, &["import", "alliance-monitor", &put(&folder, "a.csv", &row)]);
        assert!(taken.code == 1 && taken.stderr.contains("V0830") && taken.stderr.contains(said), "{}", taken.stderr);
        if date == "1900-01-01" {
            insta::assert_snapshot!("V0830", taken.stderr.replace(&folder.path().display().to_string(), "FOLDER"));
        }
        for command in [&["open", "c-1", "--on", date][..], &["code", "c-1", "alliance-monitor", "--date", date]] {
            let refused = of_store(&store, command);
            assert!(refused.code == 2 && refused.stderr.contains(said), "{command:?}: {}", refused.stderr);
        }
        let answers = folder.path().join("typed.csv").display().to_string();
        let typed = run_with_input(&["enter", "alliance-monitor", "--output", &answers], &format!("c-1\n1\n{date}\n"));
        assert!(typed.stderr.contains(said), "{}", typed.stderr);
    }
    let row = format!("{HEAD}c-1,abc,client,2026-03-02,3,3,3,3,3,3,3,3,50,3,3\n");
    let taken = of_store(&store, &["import", "alliance-monitor", &put(&folder, "a.csv", &row)]);
    assert_eq!(taken.code, 1, "{}", taken.stderr);
    insta::assert_snapshot!("V0831", taken.stderr.replace(&folder.path().display().to_string(), "FOLDER"));
    let none = asked(&["--occasion", "abc"]);
    assert!(none.code == 2 && none.stderr.contains("`abc` is no occasion"), "{}", none.stderr);
    assert_eq!(held(&store, "c-1"), [], "nothing of it is kept");
    assert_eq!(asked(&[]).code, 0);
    let corrected = of_store(&store, &["correct", "1", "--date", "1900-01-01", "--reason", "x"]);
    assert!(corrected.code == 2 && corrected.stderr.contains("is before 1950"), "{}", corrected.stderr);
    done(&store, &["open", "c-1", "--owner", "anna"]);
    let closed = of_store(&store, &["close", "c-1", "--on", "2999-01-01"]);
    assert!(closed.code == 2 && closed.stderr.contains("has not come yet"), "{}", closed.stderr);
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let form = server.ask("GET", "/office/new", &anna, &[]).field("form");
    for date in ["1900-01-01", "2999-01-01"] {
        let fields = [
            ("form", form.as_str()),
            ("administration", "1"),
            ("do", "correct"),
            ("occasion", "1"),
            ("date", date),
            ("reason", "x"),
        ];
        let refused = server.ask("POST", "/office/cases/c-1", &anna, &fields);
        assert!(refused.body.contains("a day that has been, from 1950 on"), "{}", refused.body);
    }
    assert_ne!(held(&store, "c-1")[0].record.identity.date, "1900-01-01");
}

/// A case that follows a schedule is not asked of a day before it was opened: that would count for nothing.
#[test]
fn a_case_is_asked_of_days_since_it_was_opened() {
    let (folder, store, measures) = site();
    let schedule = "verbond 1\n\nschedule ours 1.0.0 {\n  title \"Ours\"\n\n  ask alliance-monitor of client {\n    first within 14 days\n    then 28 days after the last\n  }\n}\n";
    std::fs::write(measures.join("ours.schedule"), schedule).unwrap();
    let instruments = measures.display().to_string();
    let opened = ["open", "c-1", "--on", "2026-02-01", "--schedule", "ours", "--owner", "anna", "--instruments", &instruments];
    done(&store, &opened);
    let path = store.display().to_string();
    let of = ["ask", "alliance-monitor", "--plain", "--case", "c-1", "--store", &path, "--date", "2026-01-31"];
    let asked = run_with_input(&of, &"4\n".repeat(20));
    assert!(asked.code == 2 && asked.stderr.contains("case c-1 is open since 2026-02-01"), "{}", asked.stderr);
    let given = of_store(&store, &["code", "c-1", "alliance-monitor", "--date", "2026-01-31"]);
    assert!(given.code == 1 && given.stderr.contains("open since 2026-02-01"), "{}", given.stderr);
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let refused = ask(&server, &anna, &[("case", "c-1"), ("measure", CLIENT), ("date", "2026-01-31")]);
    assert!(refused.body.contains("The case is open since 1 February 2026"), "{}", refused.body);
    ask(&server, &anna, &[("case", "c-1"), ("measure", CLIENT), ("date", "2026-02-01")]);
    let corrected = of_store(&store, &["correct", "1", "--date", "2026-01-31", "--reason", "x"]);
    assert!(corrected.code == 2 && corrected.stderr.contains("2026-01-31 is before that"), "{}", corrected.stderr);
    // What was answered long ago is taken in, and it is said that the schedule does not count it.
    let row = format!("{HEAD}c-1,7,client,2026-01-31,3,3,3,3,3,3,3,3,50,3,3\n");
    let taken = of_store(&store, &["import", "alliance-monitor", &put(&folder, "a.csv", &row)]);
    assert!(taken.code == 0 && taken.stderr.contains("1 administration of days before"), "{}", taken.stderr);
}

/// The day is that of the site, on every page: a moment in universal time may be of another one.
#[test]
fn days_are_those_of_the_site() {
    let (_folder, store, measures) = site();
    let (zone, hours) = elsewhere();
    let (here, universal) = (day(hours), day(0));
    assert_ne!(here, universal);
    let server = Server::start_in_zone(&store, &measures, zone);
    let anna = server.log_in();
    let client = Client::begin(&server, &code(&ask(&server, &anna, &[("case", "c-1"), ("measure", CLIENT)])));
    client.answer("word", "1");
    client.finish();
    assert_eq!(held(&store, "c-1")[0].record.identity.date, here);
    let seen = in_zone(zone, &store, &["seen", "c-1", "--instruments", &measures.display().to_string()]);
    assert_eq!(seen.code, 0, "{}", seen.stderr);
    let page = server.ask("GET", "/office/cases/c-1", &anna, &[]).body;
    let by = page.split("on the command line").nth(1).unwrap_or_else(|| panic!("{page}"));
    let as_read = |day: &str| day.parse::<jiff::civil::Date>().unwrap().strftime("%-d %B %Y").to_string();
    assert!(by[..40].contains(&as_read(&here)) && !by[..40].contains(&as_read(&universal)), "{}", &by[..40]);
    // The day after that of the site has not come yet, whatever it is elsewhere.
    let tomorrow = day(hours + 24);
    let refused = ask(&server, &anna, &[("case", "c-1"), ("measure", CLIENT), ("date", &tomorrow)]);
    assert!(refused.body.contains("a day that has been"), "{}", refused.body);
    let opened = in_zone(zone, &store, &["open", "c-2"]);
    assert!(opened.stdout.contains(&format!("open since {here}")), "{}{}", opened.stdout, opened.stderr);
}

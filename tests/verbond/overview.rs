//! Pages of staff over a large store: paged, remembered, and never before those who answer.

use std::time::{Duration, Instant};

use crate::confidential::Client;
use crate::program::{put, run, run_with_input};
use crate::serving::{Server, site};

/// Answers of so many cases, each at several occasions.
fn many(cases: usize, occasions: usize) -> String {
    let text = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = |name: &str| head.iter().position(|there| *there == name).unwrap();
    let (case, occasion, informant) = (at("case"), at("occasion"), at("informant"));
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let rows: Vec<&Vec<&str>> = rows.iter().filter(|row| row.len() == head.len() && row[informant] == "client").collect();
    let mut out = head.join(",") + "\n";
    for number in 0..cases {
        for which in 0..occasions {
            let mut row: Vec<String> = rows[(number * 7 + which) % rows.len()].iter().map(|cell| (*cell).to_owned()).collect();
            (row[case], row[occasion]) = (format!("k-{number:06}"), (which + 1).to_string());
            out.push_str(&(row.join(",") + "\n"));
        }
    }
    out
}

fn filled(cases: usize, occasions: usize) -> (tempfile::TempDir, std::path::PathBuf, std::path::PathBuf) {
    let (folder, store, measures) = site();
    let (path, answers) = (store.display().to_string(), put(&folder, "many.csv", &many(cases, occasions)));
    let taken = run(&["store", "--store", &path, "import", "alliance-monitor", &answers]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    let staff = ["store", "--store", &path, "staff", "ada", "--role", "administrator"];
    assert_eq!(run_with_input(&staff, "correct horse battery\n").code, 0);
    (folder, store, measures)
}

#[test]
fn the_list_of_cases_is_paged_and_searched() {
    let (_folder, store, measures) = filled(130, 1);
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let page = |address: &str| server.ask("GET", address, &officer, &[]).body;
    let listed = |page: &str| page.matches("<li class=\"case-row\">").count();
    let first = page("/office/cases");
    assert!(first.contains("130 running") && !first.contains("rel=\"next\""), "{first}");
    let parts = ["look", "due", "waiting", "fine"].map(|part| server.part(part, &officer));
    let counts = parts.each_ref().map(Vec::len);
    assert!(counts[0] > 5 && counts[3] > 50, "{counts:?}");
    assert_eq!(listed(&first), counts.map(|count| count.min(20)).iter().sum::<usize>(), "some of each are shown at once");
    for (part, count) in ["look", "due", "waiting", "fine"].into_iter().zip(counts) {
        assert!(
            first.contains(&format!("href=\"#part-{part}\"")) && first.contains(&format!("<b>{count}</b>")),
            "{part}: {first}"
        );
    }
    let mut seen = parts.concat();
    assert_eq!(seen.len(), 130);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 130, "each stands on one page");
    let last = page("/office/cases?part=fine&page=99");
    assert_eq!(listed(&last), (counts[3] - 1) % 50 + 1, "there is no page after the last: {last}");
    let found = page("/office/cases?find=00012");
    assert!(listed(&found) == 11 && found.contains("11 running"), "{found}");
    assert_eq!(listed(&page("/office/cases?find=%22%3E%3Cscript")), 0);
    assert!(!page("/office/cases?find=%22%3E%3Cscript").contains("<script>"));
}

/// What is remembered is what a server that begins anew would show, whatever came in between.
#[test]
fn what_is_remembered_is_what_is_kept() {
    let (folder, store, measures) = filled(40, 2);
    let server = Server::start(&store, &measures);
    let (officer, ada) = (server.log_in(), server.log_in_as("ada"));
    let path = store.display().to_string();
    let shown = |server: &Server, officer: &str, ada: &str| {
        let list = server.ask("GET", "/office/cases?find=k-", officer, &[]).body;
        let list: Vec<String> =
            list.split("<li class=\"case-row\">").skip(1).map(|row| row.split("</li>").next().unwrap().to_owned()).collect();
        // What the forms carry is of each session.
        let list: Vec<String> = list.iter().map(|row| row.split("<details").next().unwrap().to_owned()).collect();
        let team = server.ask("GET", "/office/team", ada, &[]).body;
        (list, team.split("<section").skip(1).map(str::to_owned).collect::<Vec<_>>())
    };
    let of = |more: &[&str]| {
        let ran = run(&[&["store", "--store", &path][..], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    };
    let mut before = shown(&server, &officer, &ada);
    assert!(!before.0.is_empty() && !before.1.is_empty());
    let more = put(&folder, "more.csv", &many(50, 1).replace("k-", "k-n"));
    let deeds: [&dyn Fn(); 5] = [
        &|| {
            let client = Client::begin(&server, &server.open(&officer, "k-new1", &[]));
            for item in ["plain", "why", "word", "kept"] {
                client.answer(item, "1");
            }
            client.finish();
        },
        &|| of(&["import", "alliance-monitor", &more]),
        &|| of(&["correct", "1", "--close", "--reason", "another person"]),
        &|| of(&["correct", "4", "--occasion", "9", "--reason", "a slip"]),
        &|| of(&["erase", "k-000001", "--yes"]),
    ];
    for (which, deed) in deeds.iter().enumerate() {
        deed();
        let now = shown(&server, &officer, &ada);
        // Moving the last occasion to a later number changes nothing that is shown.
        assert!(now != before || which == 3, "deed {which} is not seen");
        let anew = Server::start(&store, &measures);
        let (officer, ada) = (anew.log_in(), anew.log_in_as("ada"));
        assert_eq!(shown(&anew, &officer, &ada), now, "after deed {which}");
        before = now;
    }
}

/// The bounds are wide, since this is built without optimising and beside other tests; what took seconds takes a
/// fraction of one.
#[test]
fn a_large_store_keeps_nobody_waiting() {
    let (_folder, store, measures) = filled(2_000, 3);
    let server = Server::start(&store, &measures);
    let (officer, ada) = (server.log_in(), server.log_in_as("ada"));
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[]));
    let pages = [("/office/cases", officer.as_str()), ("/office/team", ada.as_str())];
    for (page, who) in pages {
        assert_eq!(server.ask("GET", page, who, &[]).code, 200);
    }
    let took = |page: &str, who: &str| {
        let begun = Instant::now();
        let answer = server.ask("GET", page, who, &[]);
        assert_eq!(answer.code, 200);
        assert!(answer.body.len() < 200_000, "{page} has {} bytes", answer.body.len());
        begun.elapsed()
    };
    for (page, who) in pages {
        let best = (0..5).map(|_| took(page, who)).min().unwrap();
        assert!(best < Duration::from_millis(500), "{page} takes {best:?} when warm");
    }
    // Staff look while a client answers; each answer makes the log longer.
    let slowest = std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                (0..5).for_each(|_| {
                    pages.iter().for_each(|(page, who)| {
                        took(page, who);
                    })
                })
            });
        }
        (0..10)
            .map(|which| {
                let begun = Instant::now();
                client.answer("plain", ["1", "2"][which % 2]);
                begun.elapsed()
            })
            .max()
    });
    assert!(slowest.unwrap() < Duration::from_secs(3), "a client waited {slowest:?}");
}

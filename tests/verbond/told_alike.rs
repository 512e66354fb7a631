//! What is told of a case on one face is told on the others: a signal with its day and who saw it, and figures of which
//! each follows from the others.

use crate::meetings::done;
use crate::program::{put, run};
use crate::serving::{Server, site};

const HEAD: &str = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against,reason";

/// A client to whom a promise was not kept, and whose trust fell.
fn cracked() -> String {
    let rows = [
        "c-17,1,client,2026-10-09,4,4,4,4,4,4,1,4,75,4,2,",
        "c-17,1,worker,2026-10-09,4,4,4,4,4,4,2,4,75,4,2,",
        "c-17,2,client,2026-11-06,3,3,1,3,2,3,4,3,50,3,3,",
        "c-17,2,worker,2026-11-06,4,4,4,4,4,4,2,4,75,4,2,",
        "c-17,3,worker,2026-11-20,4,4,4,4,4,4,2,4,75,4,2,",
    ];
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

/// After a third meeting at which the client was not asked, the signals are those of the second: every face says of which
/// day they are, since which day a score fell, and that somebody saw them.
#[test]
fn an_old_signal_that_was_seen_says_so_wherever_it_is_told() {
    let (folder, store, measures) = site();
    let answers = put(&folder, "answers.csv", &cracked());
    done(&store, &["import", "alliance-monitor", &answers]);
    let rules = "[[rupture]]\nscore = \"trust\"\ndrop-more-than = 1.0\nsource = \"decided by the team\"\n";
    let config = put(&folder, "verbond.toml", rules);
    let path = store.display().to_string();
    let page = folder.path().join("page.html").display().to_string();
    let told = |arguments: &[&str]| {
        let ran = run(&[arguments, &["--store", &path, "--config", &config]].concat());
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.stderr);
        ran.stdout
    };
    let server = Server::start_with(&store, &measures, &["--config", &config]);
    let officer = server.log_in();
    let faces = |name: &str| {
        let page = format!("{page}-{name}");
        told(&["follow", "alliance-monitor", "--output", &page]);
        let of_page = std::fs::read_to_string(page).unwrap();
        let web = |path: &str| server.ask("GET", &format!("/office/cases/c-17{path}"), &officer, &[]).body;
        [told(&["follow", "alliance-monitor"]), of_page, told(&["report", "c-17"]), web("/report"), web("")]
    };
    let unseen = faces("unseen");
    for face in &unseen {
        assert!(face.contains("Client, occasion 2, 6 November 2026"), "{face}");
        // By hand: 4, 4, 4 and, turned around, 5 are 4.25; 2, 3, 3 and 2 are 2.5. What is written is subtracted.
        assert!(face.contains("Trust fell by 1.8 since 9 October 2026 (from 4.3 to 2.5), more than 1"), "{face}");
        assert!(!face.contains("seen by") && !face.contains("Signals that were seen"), "{face}");
    }
    told(&["store", "seen", "c-17", "--note", "asked which promise"]);
    for (face, before) in faces("seen").iter().zip(&unseen) {
        assert!(face.contains("Signals that were seen") && face.contains("Client, occasion 2, 6 November 2026"), "{face}");
        let count = |text: &str, words: &str| text.matches(words).count();
        assert_eq!(count(face, ": asked which promise"), 2, "the alert and the sign: {face}");
        assert!(count(before, "Talk about this first") > count(face, "Talk about this first"), "nothing is new: {face}");
    }
    // A file of answers says nothing of who saw what.
    let of_file = run(&["follow", "alliance-monitor", &answers, "--config", &config]).stdout;
    assert!(of_file.contains("Talk about this first") && !of_file.contains("seen by"), "{of_file}");
}

/// Each figure on a face follows from the others on it: the sentence, the table and the sheet write the same digits, and
/// differences are those of what is written.
#[test]
fn figures_of_a_case_subtract_on_every_face() {
    let (folder, store, measures) = site();
    let rows = [
        "c-1,1,client,2026-10-09,4,4,4,4,4,4,2,4,75,4,2,",
        "c-1,1,worker,2026-10-09,4,4,4,4,4,4,2,4,71,4,2,",
        "c-1,2,client,2026-11-06,3,3,1,3,2,3,4,3,37,2,4,",
        "c-1,2,worker,2026-11-06,4,4,4,4,4,4,2,3,69,3,2,",
    ];
    let answers = put(&folder, "answers.csv", &format!("{HEAD}\n{}\n", rows.join("\n")));
    done(&store, &["import", "alliance-monitor", &answers]);
    let text = run(&["follow", "alliance-monitor", &answers]).stdout;
    let sheet = run(&["report", "c-1", "--of", "alliance-monitor", "--answers", &answers]).stdout;
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let page = server.ask("GET", "/office/cases/c-1", &officer, &[]).body;
    let after = |face: &str, words: &str| -> f64 {
        let rest = face.split_once(words).unwrap_or_else(|| panic!("no {words} in {face}")).1;
        let number: String = rest.chars().skip_while(|c| *c == ' ').take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        number.trim_end_matches('.').parse().unwrap_or_else(|_| panic!("no number behind {words}: {number}"))
    };
    for face in [&text, &sheet, &page] {
        let (client, worker) = (after(face, "Client: Alliance "), after(face, "Officer: Alliance "));
        let apart = after(face, "Officer is ");
        assert!((worker - client - apart).abs() < 1e-9, "{worker} less {client} is not {apart}: {face}");
    }
    // The row of the table: values of both occasions, and what changed between them.
    let row = text.lines().find(|line| line.trim_start().starts_with("Alliance") && line.contains("Client")).unwrap();
    let numbers: Vec<f64> =
        row.split_whitespace().filter_map(|cell| cell.replace('−', "-").trim_start_matches('+').parse().ok()).collect();
    let [before, now, since_first, since_before] = numbers[..] else { panic!("{row}") };
    let is_same = |one: f64, other: f64| (one - other).abs() < 1e-9;
    assert!(is_same(now - before, since_first) && is_same(since_first, since_before), "{row}");
    assert!(is_same(now, after(&text, "Client: Alliance ")), "the table writes what the sentence does: {text}");
    assert!(is_same(before - now, after(&text, "Client: fell by ")), "{text}");
}

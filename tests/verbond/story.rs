//! One case from its opening to its closing, by phone, on paper and at the desk, with all that goes wrong on the way:
//! every figure on every page is that of `score` and `follow` on the file that is exported at the end.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::browser::staff;
use crate::confidential::{Client, held};
use crate::occasions::{ask, choose, code};
use crate::program::{put, run, run_with_input};
use crate::serving::{Server, site};

const PHONE: &str = "alliance-monitor@0.3.0 client nl-NL";
const DESK: &str = "alliance-monitor@0.3.0 worker nl-NL";
const ITEMS: [&str; 10] = ["plain", "why", "word", "kept", "relied", "open", "judged", "laugh", "goals", "against"];

/// The service in which it happens.
struct Service {
    folder: tempfile::TempDir,
    store: String,
    measures: String,
    server: Server,
}

impl Service {
    fn begin() -> Self {
        let (folder, store, measures) = site();
        staff(&store, "noor", &["--office", "north"]);
        staff(&store, "cora", &["--role", "coordinator"]);
        let schedule = "verbond 1\n\nschedule ours 1.0.0 {\n  title \"Ours\"\n\n  ask alliance-monitor of client, worker {\n    first within 14 days\n    then 28 days after the last\n    late after 7 days\n  }\n}\n";
        std::fs::write(measures.join("ours.schedule"), schedule).unwrap();
        let server = Server::start(&store, &measures);
        let [store, measures] = [&store, &measures].map(|path| path.display().to_string());
        Self { folder, store, measures, server }
    }

    fn run(&self, arguments: &[&str]) -> String {
        let ran = run(&[arguments, &["--instruments", &self.measures]].concat());
        assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.stdout, ran.stderr);
        ran.stdout
    }

    fn store(&self, arguments: &[&str]) -> String {
        self.run(&[&["store", "--store", &self.store], arguments].concat())
    }

    fn due(&self, on: &str) -> Vec<String> {
        let told: Value =
            serde_json::from_str(&self.run(&["due", "--store", &self.store, "--on", on, "--format", "json"])).unwrap();
        let word = |due: &Value, name: &str| due[name].as_str().unwrap_or_default().to_owned();
        let due = told["due"].as_array().unwrap().iter();
        due.map(|due| {
            format!("{} {} {} {}", word(due, "informant"), word(due, "occasion"), word(due, "due"), word(due, "standing"))
        })
        .collect()
    }
}

/// Somebody answers every question but that in their own words, the same to each, and `heard` in a hundred.
fn answers(client: &Client<'_>, each: &str, heard: &str) {
    ITEMS.iter().for_each(|item| client.answer(item, each));
    client.answer("heard", heard);
}

/// The figures of the one case of `follow`, by informant, score and occasion.
fn followed(views: &Value) -> BTreeMap<(String, String, String), Option<f64>> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let threads =
        views.as_array().filter(|views| views.len() == 1).unwrap_or_else(|| panic!("{views}"))[0]["threads"].as_array().unwrap();
    let values = threads.iter().flat_map(|thread| {
        let of = (text(&thread["informant"]), text(&thread["score"]));
        thread["values"]
            .as_array()
            .unwrap()
            .iter()
            .map(move |value| ((of.0.clone(), of.1.clone(), text(&value[0])), value[1].as_f64()))
    });
    values.collect()
}

/// The same from what `score` writes of a file.
fn scored(csv: &str, scores: &[String]) -> BTreeMap<(String, String, String), Option<f64>> {
    let mut lines = csv.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = |name: &str| names.iter().position(|there| *there == name).unwrap_or_else(|| panic!("no {name} in {names:?}"));
    let (informant, occasion) = (at("informant"), at("occasion"));
    let rows = lines.map(|line| line.split(',').collect::<Vec<_>>());
    let figures = rows.flat_map(|row| {
        let of_score = |score: &String| {
            let key = (row[informant].to_owned(), score.clone(), row[occasion].to_owned());
            (key, row[at(score)].parse().ok())
        };
        scores.iter().map(of_score).collect::<Vec<_>>()
    });
    figures.collect()
}

#[test]
fn a_case_from_its_opening_to_its_closing() {
    let service = Service::begin();
    let (server, store) = (&service.server, Path::new(&service.store));
    let (anna, cora) = (server.log_in(), server.log_in_as("cora"));
    let send = |who: &str, path: &str, fields: &[(&str, &str)]| {
        let form = server.ask("GET", "/office/cases", who, &[]).field("form");
        server.ask("POST", path, who, &[&[("form", form.as_str())], fields].concat())
    };
    // It is opened before anybody is asked, and two weeks later the first meeting is due.
    let opened = send(&anna, "/office/new", &[("case", "c-17"), ("date", "2026-01-05"), ("schedule", "ours")]);
    assert_eq!(opened.to, "/office/cases/c-17", "{}", opened.body);
    assert_eq!(service.due("2026-01-20"), ["client 1 2026-01-19 due", "worker 1 2026-01-19 due"]);

    // The first meeting: the client on a phone, who takes one answer back; the officer at the desk, in the own browser.
    let of_case =
        |date: &'static str, more: &[(&'static str, &'static str)]| [&[("case", "c-17"), ("date", date)], more].concat();
    let phone =
        Client::begin(server, &code(&ask(server, &anna, &of_case("2026-01-19", &[("measure", PHONE), ("fact-age", "34")]))));
    answers(&phone, "4", "70");
    let withdrawn = phone.send("laugh", &[("answer", "4"), ("do", "skip")]);
    assert_eq!(withdrawn.code, 303, "{}", withdrawn.body);
    phone.finish();
    let desk = Client::begin(server, &code(&ask(server, &anna, &of_case("2026-01-19", &[("measure", DESK)]))));
    answers(&desk, "4", "80");
    desk.finish();

    // The second: the client does not come. The officer answers for another day's mood, and again for this one.
    for (each, same) in [("1", None), ("3", Some("replace"))] {
        let fields = of_case("2026-02-16", &[("measure", DESK), ("occasion", "2")]);
        let given = same.map_or_else(|| ask(server, &anna, &fields), |same| choose(server, &anna, &fields, same));
        let desk = Client::begin(server, &code(&given));
        answers(&desk, each, "60");
        desk.finish();
    }
    assert_eq!(service.due("2026-02-17"), ["client 2 2026-02-16 due"]);

    // The third: the client changes the language midway; the officer fills in paper, which is entered a week late.
    let phone =
        Client::begin(server, &code(&ask(server, &anna, &of_case("2026-03-16", &[("measure", PHONE), ("occasion", "3")]))));
    answers(&phone, "2", "30");
    let arabic = phone.send("judged", &[("answer", "5"), ("language", "ar"), ("do", "next")]);
    assert!(arabic.to.contains("language=ar"), "{}", arabic.to);
    let own_words = phone.send("reason", &[("answer", "عملي بعيد"), ("language", "ar"), ("do", "next")]);
    assert_eq!(own_words.code, 303, "{}", own_words.body);
    phone.finish();
    let paper = service.folder.path().join("paper.csv").display().to_string();
    let typed = run_with_input(
        &[
            "enter",
            "alliance-monitor",
            "--informant",
            "worker",
            "--language",
            "nl",
            "--output",
            &paper,
            "--instruments",
            &service.measures,
        ],
        "c-17\n3\n2026-03-16\n4444 4424\n75\n44\n.\n\n\n",
    );
    assert_eq!(typed.code, 0, "{}", typed.stderr);
    assert_eq!(service.due("2026-03-20"), ["worker 3 2026-03-16 due"], "the paper is not there yet");
    service.store(&["import", "alliance-monitor", &paper]);
    assert_eq!(service.due("2026-03-20"), [""; 0], "a paper that is entered late counts from its day");

    // The fourth is for the client alone, and confidential.
    let hidden = Client::begin(
        server,
        &code(&ask(server, &anna, &of_case("2026-04-13", &[("measure", PHONE), ("occasion", "4"), ("confidential", "yes")]))),
    );
    answers(&hidden, "1", "0");
    hidden.finish();

    // The client fell, which somebody sees; the case goes to the other office, and is closed there.
    assert!(send(&anna, "/office/cases/c-17/seen", &[("signal", "x")]).code == 303);
    assert!(service.store(&["seen", "c-17", "--note", "asked which promise"]).contains("Promises are not felt to be kept"));
    let given =
        send(&cora, "/office/cases/c-17/opening", &[("opening", "hand-over"), ("to", "person noor"), ("reason", "moved")]);
    assert_eq!(given.to, "/office/cases", "{}", given.body);
    assert_eq!(server.ask("GET", "/office/cases/c-17", &anna, &[]).code, 404);
    let noor = server.log_in_as("noor");
    assert_eq!(send(&noor, "/office/cases/c-17/opening", &[("opening", "close"), ("date", "2026-05-01")]).code, 303);
    assert_eq!(service.due("2026-06-01"), [""; 0]);

    // What is exported holds five administrations, and the confidential one where that is asked for.
    let answers = service.store(&["export", "alliance-monitor"]);
    assert_eq!(answers.lines().count(), 6, "{answers}");
    assert_eq!(service.store(&["export", "alliance-monitor", "--confidential"]).lines().count(), 7);
    assert!(answers.contains(",ar,34,"), "the language that was answered in last, and what is known: {answers}");
    let hidden_row = service.store(&["export", "alliance-monitor", "--confidential"]);
    let hidden_row = hidden_row.lines().find(|row| row.starts_with("c-17,4,client")).unwrap();
    assert!(hidden_row.contains(",34,"), "what is known stays known, though the paper says nothing of it: {hidden_row}");
    let file = put(&service.folder, "exported.csv", &answers);
    let view = |of: &[&str]| -> Value {
        serde_json::from_str(&service.run(&[&["follow", "alliance-monitor", "--norms", "demo", "--format", "json"], of].concat()))
            .unwrap()
    };
    let (of_file, mut of_store) = (view(&[&file]), view(&["--store", &service.store]));
    let hidden = of_store[0].as_object_mut().unwrap().remove("confidential").unwrap();
    assert_eq!(hidden, serde_json::json!([{"informant": "client", "occasion": "4"}]));
    let alerts = of_store[0]["alerts"].as_array_mut().unwrap();
    let seen: Vec<Value> = alerts.iter_mut().filter_map(|alert| alert.as_object_mut().unwrap().remove("seen")).collect();
    assert!(!seen.is_empty() && seen.iter().all(|seen| seen["note"] == "asked which promise"), "{seen:?}");
    assert_eq!(of_store, of_file, "the store and its file say the same");
    let figures = followed(&of_file);
    let scores: Vec<String> = of_file[0]["threads"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|thread| thread["score"].as_str().map(str::to_owned))
        .collect();
    let by_score = scored(&service.run(&["score", "alliance-monitor", &file, "--quiet", "--to", "csv"]), &scores);
    assert!(by_score.keys().eq(figures.keys()), "{by_score:?} {figures:?}");
    for (key, figure) in &figures {
        let (one, other) = (by_score[key], *figure);
        let is_same = one.zip(other).map_or(one == other, |(one, other)| (one - other).abs() < 1e-12);
        assert!(is_same, "{key:?}: score says {one:?}, follow says {other:?}");
    }

    // By hand: who says 4 to all that is not reversed, and 2 to what is, has 4 throughout; taken back, `laugh` counts
    // for nothing; 70 of 100 is 3.8 of 5.
    let figure = |who: &str, score: &str, occasion: &str| figures[&(who.to_owned(), score.to_owned(), occasion.to_owned())];
    assert_eq!(figure("client", "clarity", "1"), Some(4.0));
    assert!((figure("client", "trust", "1").unwrap() - (4.0 + 4.0 + 2.0) / 3.0).abs() < 1e-9, "of three, one of them reversed");
    assert!((figure("client", "hearing", "1").unwrap() - 3.8).abs() < 1e-9);
    assert_eq!(figure("worker", "clarity", "2"), Some(3.0), "the one that was replaced counts no more");
    assert_eq!(figure("client", "clarity", "3"), Some(2.0));
    assert_eq!(
        figures.keys().filter(|(who, score, _)| who == "client" && score == "total").count(),
        2,
        "one was missed, one is hidden"
    );

    // And so do the pages: each figure stands on that of the case, with one decimal, and none of what is hidden.
    let page = server.ask("GET", "/office/cases/c-17", &noor, &[]).body;
    for ((who, score, occasion), value) in &figures {
        let shown = value.map_or("–".to_owned(), |value| format!("{:.1}", (value * 10.0 + 1e-9).round() / 10.0));
        assert!(page.contains(&shown), "{score} of {who} at {occasion}, {shown}: {page}");
    }
    assert!(page.contains("occasion 4: answered") && page.contains("asked which promise"), "{page}");
    let of_phone = held(store, "c-17").iter().find(|kept| kept.counts() && kept.record.identity.language == "ar").unwrap().id;
    let words = server.ask("GET", &format!("/office/cases/c-17/answers/{of_phone}"), &noor, &[]);
    assert!(words.body.contains("عملي بعيد"), "{}", words.body);
    // Nobody edited anything, and what was measured comes back into an empty store as it was.
    service.store(&["audit"]);
    let all = service.store(&["export", "alliance-monitor", "--confidential"]);
    let other = service.folder.path().join("other.sqlite").display().to_string();
    let all_file = put(&service.folder, "all.csv", &all);
    service.run(&["store", "--store", &other, "import", "alliance-monitor", &all_file]);
    assert_eq!(service.run(&["store", "--store", &other, "export", "alliance-monitor", "--confidential"]), all);
}

//! What is due, a code, a link, the page that gives one and the terminal ask the same occasion; days of the list of cases
//! are those that were written.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::confidential::{Client, held};
use crate::meetings::done;
use crate::occasions::{ask, code};
use crate::program::{Ran, put, run, run_with_input};
use crate::serving::{Server, site};

const WORKER: &str = "alliance-monitor@0.3.0 worker nl-NL";
const HEAD: &str = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against,reason";
const ALL: &str = "3,3,3,3,3,3,3,3,50,3,3,";

/// A service whose schedule asks client and officer every four weeks.
struct Service {
    folder: tempfile::TempDir,
    store: PathBuf,
    measures: String,
}

impl Service {
    fn begin() -> Self {
        let (folder, store, measures) = site();
        let schedule = "verbond 1\n\nschedule ours 1.0.0 {\n  title \"Ours\"\n\n  ask alliance-monitor of client, worker {\n    first within 14 days\n    then 28 days after the last\n    late after 7 days\n  }\n}\n";
        std::fs::write(measures.join("ours.schedule"), schedule).unwrap();
        Self { folder, store, measures: measures.display().to_string() }
    }

    /// Takes in answers of a case: occasion, who, day.
    fn take_in(&self, case: &str, rows: &[(u32, &str, &str)]) {
        let rows = rows.iter().map(|(occasion, who, day)| format!("{case},{occasion},{who},{day},{ALL}\n"));
        let file = put(&self.folder, &format!("{case}.csv"), &format!("{HEAD}\n{}", rows.collect::<String>()));
        done(&self.store, &["import", "alliance-monitor", &file]);
    }

    /// Two meetings, of which the officer missed the second; the third has been due since 8 October.
    fn two_meetings(&self, case: &str) {
        self.take_in(case, &[(1, "client", "2026-08-10"), (1, "worker", "2026-08-10"), (2, "client", "2026-09-10")]);
        done(&self.store, &["open", case, "--on", "2026-08-01", "--schedule", "ours", "--instruments", &self.measures]);
    }

    fn of_store(&self, more: &[&str]) -> Ran {
        let path = self.store.display().to_string();
        run(&[&["store", "--store", &path, "--instruments", &self.measures], more].concat())
    }

    fn due(&self, case: &str, on: &str) -> Vec<String> {
        let path = self.store.display().to_string();
        let of = ["due", "--store", &path, "--case", case, "--on", on, "--format", "json", "--instruments", &self.measures];
        let told: Value = serde_json::from_str(&run(&of).stdout).unwrap();
        let word = |due: &Value, name: &str| due[name].as_str().unwrap_or_default().to_owned();
        told["due"].as_array().unwrap().iter().map(|due| word(due, "informant") + " " + &word(due, "occasion")).collect()
    }
}

/// Who is asked at which occasion, and has not finished.
fn open(store: &Path, case: &str) -> Vec<(String, String)> {
    let open = held(store, case).into_iter().filter(|kept| kept.closed.is_none() && kept.finished.is_none());
    open.map(|kept| (kept.record.identity.informant, kept.record.identity.occasion)).collect()
}

fn of_worker(occasion: &str) -> Vec<(String, String)> {
    vec![("worker".to_owned(), occasion.to_owned())]
}

fn today() -> String {
    jiff::ZonedDateTime::now().date().to_string()
}

/// By hand: 28 days after 10 September are 8 October; on that day the officer missed the second occasion.
#[test]
fn what_is_due_is_what_a_code_asks() {
    let service = Service::begin();
    for case in ["m-1", "m-2", "m-3", "m-4"] {
        service.two_meetings(case);
    }
    assert_eq!(service.due("m-1", &today()), ["client 3", "worker 3"]);
    // The command line.
    let given = service.of_store(&["code", "m-1", "alliance-monitor", "--informant", "worker"]);
    assert_eq!(given.code, 0, "{}", given.stderr);
    assert_eq!(open(&service.store, "m-1"), of_worker("3"));
    // The terminal.
    let path = service.store.display().to_string();
    let asked = ["ask", "alliance-monitor", "--case", "m-2", "--informant", "worker", "--store", &path, "--plain"];
    run_with_input(&[&asked[..], &["--instruments", &service.measures]].concat(), "");
    assert_eq!(open(&service.store, "m-2"), of_worker("3"));
    // The web: the page proposes what it asks.
    let server = Server::start(&service.store, Path::new(&service.measures));
    let officer = server.log_in();
    let page = server.ask("GET", "/office/code/m-3", &officer, &[]).body;
    assert!(page.contains("Officer, next: occasion 3") && page.contains("Client, next: occasion 3"), "{page}");
    code(&ask(&server, &officer, &[("case", "m-3"), ("measure", WORKER)]));
    assert_eq!(open(&service.store, "m-3"), of_worker("3"));
    // Paper of September that is entered late is that of September.
    code(&ask(&server, &officer, &[("case", "m-4"), ("measure", WORKER), ("date", "2026-09-12")]));
    assert_eq!(open(&service.store, "m-4"), of_worker("2"));
}

/// Several questionnaires, a link and a code of the command line are given an occasion too; one that is answered is not
/// asked once more.
#[test]
fn a_code_and_a_link_are_given_an_occasion() {
    let service = Service::begin();
    for case in ["m-1", "m-2", "m-3"] {
        service.two_meetings(case);
    }
    let of = |case: &str, more: &[&str]| {
        service.of_store(&[&["code", case, "alliance-monitor", "--informant", "worker"], more].concat())
    };
    let answered = of("m-1", &["--occasion", "1"]);
    assert_eq!(answered.code, 1);
    let words = "worker of m-1 answered occasion 1 of alliance-monitor already; nothing was asked";
    assert!(answered.stderr.contains(words) && answered.stderr.contains("--occasion"), "{}", answered.stderr);
    assert_eq!(open(&service.store, "m-1"), []);
    assert_eq!(of("m-1", &["--occasion", "two"]).code, 2);
    assert_eq!(of("m-1", &["--occasion", "2", "--link"]).code, 0);
    assert_eq!(open(&service.store, "m-1"), of_worker("2"));
    let server = Server::start(&service.store, Path::new(&service.measures));
    let officer = server.log_in();
    let invite = |case: &str, occasion: &str| {
        let address = format!("/office/cases/{case}/invite");
        let page = server.ask("GET", &address, &officer, &[]);
        assert!(page.body.contains("name=\"occasion\""), "{}", page.body);
        let form = page.field("form");
        let fields = [("form", form.as_str()), ("measure", "alliance-monitor@0.3.0"), ("informant", "worker")];
        let more = [("language", "nl-NL"), ("way", "link"), ("occasion", occasion)];
        server.ask("POST", &address, &officer, &[&fields[..], &more].concat())
    };
    let answered = invite("m-2", "1");
    assert!(answered.body.contains("occasion 1 is answered already"), "{}", answered.body);
    assert!(invite("m-2", "0").body.contains("role=\"alert\""));
    assert_eq!(open(&service.store, "m-2"), []);
    assert_eq!((invite("m-2", "2").code, open(&service.store, "m-2")), (303, of_worker("2")));
    assert_eq!((invite("m-3", "").code, open(&service.store, "m-3")), (303, of_worker("3")));
}

/// Days are counted anew where a case is opened again, and occasions are not: nobody joins one from before the closing.
#[test]
fn numbers_go_on_where_a_case_is_opened_again() {
    let service = Service::begin();
    for (case, schedule) in [("m-1", Some("ours")), ("m-2", None)] {
        service.two_meetings(case);
        assert_eq!(service.of_store(&["close", case, "--on", "2026-10-01"]).code, 0);
        let today = today();
        let again = [&["open", case, "--on", &today][..], &schedule.map_or(vec![], |id| vec!["--schedule", id])].concat();
        assert_eq!(service.of_store(&again).code, 0);
        let given = service.of_store(&["code", case, "alliance-monitor", "--informant", "worker"]);
        assert_eq!(given.code, 0, "{}", given.stderr);
        assert_eq!(open(&service.store, case), of_worker("3"), "the second was before the closing");
    }
    assert_eq!(service.due("m-1", &today()), ["client 3", "worker 3"]);
    let server = Server::start(&service.store, Path::new(&service.measures));
    let officer = server.log_in();
    for case in ["m-1", "m-2"] {
        let page = server.ask("GET", &format!("/office/code/{case}"), &officer, &[]).body;
        assert!(page.contains("Client, next: occasion 3") && page.contains("Officer, next: occasion 3"), "{case}: {page}");
    }
}

/// The list of cases says the day that was written, with its year where that is not this one.
#[test]
fn the_list_of_cases_has_the_days_that_were_written() {
    let service = Service::begin();
    service.take_in("m-1", &[(1, "client", "2024-03-14"), (2, "client", "2024-04-02")]);
    service.take_in("m-2", &[(1, "client", "2024-03-01")]);
    done(&service.store, &["open", "m-2", "--on", "2024-02-20", "--schedule", "ours", "--instruments", &service.measures]);
    let server = Server::start(&service.store, Path::new(&service.measures));
    let officer = server.log_in();
    let page = server.ask("GET", "/office/cases", &officer, &[]).body;
    // 28 days after 1 March 2024 are 29 March.
    assert!(page.contains("answered on 2 April 2024") && page.contains("by 29 March 2024"), "{page}");
}

/// The page of a case and the list of cases say the same of a code that nobody used.
#[test]
fn a_code_that_nobody_used_is_not_being_answered() {
    let service = Service::begin();
    let server = Server::start(&service.store, Path::new(&service.measures));
    let officer = server.log_in();
    let given = code(&ask(&server, &officer, &[("case", "c-17"), ("measure", WORKER)]));
    let line = || {
        let page = server.ask("GET", "/office/cases/c-17", &officer, &[]).body;
        let list = page.split_once("<ul class=\"administrations\">").unwrap_or_else(|| panic!("{page}")).1;
        list.split_once("</ul>").unwrap().0.to_owned()
    };
    assert!(line().contains(": code not used yet") && !line().contains("being answered"), "{}", line());
    let client = Client::begin(&server, &given);
    assert!(line().contains(": being answered"), "{}", line());
    client.answer("plain", "4");
    client.stop(None);
    assert!(line().contains(": stopped before the end"), "{}", line());
    // How far somebody came who answers confidentially is nobody's to know.
    let hidden = ask(&server, &officer, &[("case", "c-18"), ("measure", WORKER), ("confidential", "yes")]);
    let client = Client::begin(&server, &code(&hidden));
    client.answer("plain", "4");
    client.stop(None);
    let page = server.ask("GET", "/office/cases/c-18", &officer, &[]).body;
    assert!(page.contains(": time of the code over") && !page.contains("stopped before"), "{page}");
}

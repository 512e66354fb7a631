//! What staff do with their access on the web, on the real program: their passwords, sessions and offices, and who sees
//! what they did.

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use verbond::store::{Access, By, Store};

use crate::browser::{Browser, PASSWORD, at_once, staff};
use crate::program::run;
use crate::serving::{Answer, Server, site};

/// Two offices open the same new cases at the same time: of each, one wins and the other is told, in words that tell
/// nothing of the case.
#[test]
fn of_two_offices_that_open_one_case_one_wins() {
    let (_folder, store, measures) = site();
    for office in ["north", "south"] {
        staff(&store, office, &["--office", office]);
    }
    staff(&store, "ada", &["--role", "administrator"]);
    let server = Server::start(&store, &measures);
    let open = |office: &'static str, case: String| {
        let session = server.log_in_as(office);
        let form = server.ask("GET", "/office/cases", &session, &[]).field("form");
        let server = &server;
        move || {
            let measure = ("measure", "alliance-monitor@0.3.0 client nl-NL");
            server.ask("POST", "/office/cases", &session, &[("form", &form), ("case", &case), ("occasion", "1"), measure])
        }
    };
    let works = (0..12).flat_map(|at| ["north", "south"].map(|office| open(office, format!("c-{at}")))).collect();
    let answers = at_once(works);
    let mut refused = Vec::new();
    for (at, both) in answers.chunks(2).enumerate() {
        let has_code = |answer: &Answer| answer.body.contains("class=\"code\">");
        assert_eq!(both.iter().filter(|answer| has_code(answer)).count(), 1, "c-{at}: {} {}", both[0].body, both[1].body);
        let other = both.iter().find(|answer| !has_code(answer)).unwrap();
        assert!(other.body.contains("This code cannot be used here. Take another one."), "{}", other.body);
        refused.push(format!("c-{at}"));
    }
    let kept = Store::open(&store).unwrap();
    for case in &refused {
        let offices: BTreeSet<String> = kept.kept(None, Some(case)).unwrap().into_iter().map(|kept| kept.office).collect();
        assert_eq!(offices.len(), 1, "{case} is with two offices");
    }
    // Whoever tries codes of others one after another is seen.
    let log = run(&["store", "--store", &store.display().to_string(), "log"]).stdout;
    assert_eq!(log.matches("was refused a case").count(), refused.len(), "{log}");
    assert_eq!(run(&["store", "--store", &store.display().to_string(), "audit"]).code, 0);
    let ada = server.log_in_as("ada");
    assert!(server.ask("GET", "/office/log", &ada, &[]).body.contains("was refused the case: it is with another office"));
}

/// Whoever opens a case of another office by its address is told that there is nothing, and stands in the log.
#[test]
fn a_case_of_another_office_cannot_be_opened_unseen() {
    let (_folder, store, measures) = site();
    for office in ["north", "south"] {
        staff(&store, office, &["--office", office]);
    }
    let server = Server::start(&store, &measures);
    let [north, south] = ["north", "south"].map(|name| server.log_in_as(name));
    server.open(&north, "c-1", &[]);
    server.open(&south, "c-2", &[]);
    let form = server.ask("GET", "/office/cases", &south, &[]).field("form");
    let mut noted = 0;
    let mut refused = |more: usize, road: &str| {
        noted += more;
        let log = run(&["store", "--store", &store.display().to_string(), "log", "--case", "c-1"]).stdout;
        assert_eq!(log.matches("was refused a case").count(), noted, "{road}: {log}");
    };
    let nobodys = server.ask("GET", "/office/cases/c-9", &south, &[]);
    refused(0, "there is no such case");
    let read = server.ask("GET", "/office/cases/c-1", &south, &[]);
    assert_eq!((read.code, &read.body), (404, &nobodys.body), "the page tells nothing");
    refused(1, "GET");
    for (case, administration) in [("c-1", "1"), ("c-1", "2"), ("c-1", "x"), ("c-2", "1")] {
        for what in ["correct", "close", "cancel"] {
            let fields = [("form", form.as_str()), ("administration", administration), ("do", what), ("reason", "x")];
            assert_eq!(server.ask("POST", &format!("/office/cases/{case}"), &south, &fields).code, 404);
            refused(1, &format!("POST {case} {administration} {what}"));
        }
    }
    server.ask("GET", "/office/code/c-1", &south, &[]);
    refused(1, "the form with the case named");
    let fields = [("form", form.as_str()), ("case", "c-1"), ("measure", "alliance-monitor@0.3.0 client nl-NL")];
    assert!(server.ask("POST", "/office/cases", &south, &fields).body.contains("This code cannot be used here."));
    refused(1, "a code for it");
    server.ask("GET", "/office/cases/c-1", &north, &[]);
    refused(0, "their own");
}

/// Staff change their own password: with the one until now, to one that nobody guesses. Whoever is logged in by the old
/// one elsewhere is out.
#[test]
fn staff_change_their_own_password() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let (mut here, mut elsewhere) = (Browser::new(&server), Browser::new(&server));
    for browser in [&mut here, &mut elsewhere] {
        assert_eq!(browser.log_in("anna", PASSWORD).code, 303);
    }
    assert!(here.ask("GET", "/office/cases", &[]).body.contains("/office/password"));
    let new = "seven grey herons argue";
    let mut change = |old: &str, new: &str, again: &str| {
        let answer = here.send("/office/password", &[("old", old), ("new", new), ("again", again)]);
        assert_eq!(answer.code, 200, "{}", answer.body);
        answer
    };
    for (old, new, again, words) in [
        ("wrong", new, new, "The password until now is not right."),
        (PASSWORD, new, "seven grey herons", "typed in two ways"),
        (PASSWORD, "k3%Qz!p", "k3%Qz!p", "fewer than 12 letters"),
        (PASSWORD, "aaaaaaaaaaaa", "aaaaaaaaaaaa", "easy to guess"),
    ] {
        let refused = change(old, new, again);
        assert!(refused.body.contains(words) && refused.body.contains("Nothing was changed"), "{words}: {}", refused.body);
    }
    let changed = change(PASSWORD, new, new);
    assert!(changed.body.contains("The password was changed.") && !changed.cookie.is_empty(), "{}", changed.body);
    assert_eq!(here.ask("GET", "/office/cases", &[]).code, 200, "whoever changed it stays");
    assert_eq!(elsewhere.ask("GET", "/office/cases", &[]).to, "/office/login", "whoever came in by the old one is out");
    assert_eq!(Browser::new(&server).log_in("anna", PASSWORD).code, 200, "the old one is over");
    assert_eq!(Browser::new(&server).log_in("anna", new).code, 303);
    let of_store = |more: &[&str]| run(&[&["store", "--store", &store.display().to_string()], more].concat());
    let log = of_store(&["log"]).stdout;
    for wanted in ["anna  failed to change the password", "anna  changed the password  name \"anna\""] {
        assert_eq!(log.matches(wanted).count(), 1, "{wanted}: {log}");
    }
    assert!(!log.contains("argon2") && !log.contains("herons"), "{log}");
    assert_eq!(of_store(&["audit"]).code, 0, "{}", of_store(&["audit"]).stdout);
    // What says who may log in today is never purged.
    let kept = of_store(&["purge", "--access-older-than", "1", "--yes"]);
    assert_eq!(kept.code, 0, "{}", kept.stderr);
    assert_eq!(of_store(&["audit"]).code, 0, "{}", of_store(&["audit"]).stdout);
    // A browser that was left open guesses no password.
    let mut stolen = Browser::new(&server);
    stolen.log_in("anna", new);
    let guesses: Vec<u16> =
        (0..11).map(|_| stolen.send("/office/password", &[("old", "wrong"), ("new", new), ("again", new)]).code).collect();
    assert_eq!(guesses, [[200; 10].as_slice(), &[429]].concat());
}

/// A session ends with the role that it was begun under, with the access, and with its time; what is over is taken out
/// of the store.
#[test]
fn sessions_end_with_what_they_rest_on() {
    let (_folder, store, measures) = site();
    for name in ["bert", "cas"] {
        staff(&store, name, &[]);
    }
    let mut kept = Store::open(&store).unwrap();
    let past = "2026-01-01T00:00:00Z";
    let server = Server::start(&store, &measures);
    let [anna, bert, cas] = ["anna", "bert", "cas"].map(|name| server.log_in_as(name));
    let code = server.open(&anna, "c-1", &[]);
    let client = server.ask("POST", "/", "", &[("code", &code)]).cookie;
    let is_in = |session: &str| server.ask("GET", "/office/cases", session, &[]).code == 200;
    assert!(is_in(&anna) && is_in(&bert) && is_in(&cas));
    staff(&store, "bert", &["--role", "methodologist"]);
    assert!(!is_in(&bert), "his role is another");
    assert_eq!(run(&["store", "--store", &store.display().to_string(), "staff", "cas", "--remove"]).code, 0);
    assert!(!is_in(&cas), "he has no access any more");
    assert!(is_in(&anna));
    assert_eq!(server.ask("GET", "/ask", &client, &[]).code, 200);
    drop(server);
    // What is over goes when the server starts, and every minute.
    kept.begin_session("old", Some("anna"), None, past).unwrap();
    assert!(kept.issue("123456", 1, past, &By { who: "anna", at: past }).unwrap());
    let count = |table: &str| -> i64 {
        let reader = rusqlite::Connection::open(&store).unwrap();
        reader.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!((count("session"), count("ticket")), (3, 1));
    let server = Server::start(&store, &measures);
    let begun = Instant::now();
    while count("session") > 2 || count("ticket") > 0 {
        assert!(begun.elapsed() < Duration::from_secs(20), "{} sessions, {} codes", count("session"), count("ticket"));
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(server.ask("GET", "/office/cases", &anna, &[]).code, 200, "what is not over goes on");
}

/// The administrator, and nobody else, sees who did what: page by page, of a case, of somebody, in their own language,
/// and that they looked is logged.
#[test]
fn the_administrator_sees_the_log_of_access() {
    let (_folder, store, measures) = site();
    staff(&store, "ada", &["--role", "administrator"]);
    staff(&store, "cor", &["--role", "coordinator", "--office", "north"]);
    let server = Server::start(&store, &measures);
    let [anna, cor, ada] = ["anna", "cor", "ada"].map(|name| server.log_in_as(name));
    for session in [&anna, &cor] {
        assert_eq!(server.ask("GET", "/office/log", session, &[]).code, 403);
        assert!(!server.ask("GET", "/office/cases", session, &[]).body.contains("\"/office/log\""));
    }
    assert_eq!(server.ask("GET", "/office/log", "", &[]).to, "/office/login");
    server.open(&anna, "c-1", &[]);
    server.ask("GET", "/office/cases/c-1", &anna, &[]);
    server.ask("POST", "/office/login", "", &[("name", "<b>my password</b>"), ("password", "wrong")]);
    let page = server.ask("GET", "/office/log", &ada, &[]);
    let rows = |page: &Answer| -> Vec<String> {
        let rows = page.body.split("<tr>").skip(2).map(|row| row.split("</tr>").next().unwrap());
        rows.map(|row| row.split("<td>").skip(2).map(|cell| cell.split("</td>").next().unwrap()).collect::<Vec<_>>().join("|"))
            .collect()
    };
    let wanted = [
        "ada|looked at this log|",
        "a name that nobody has|gave a wrong password|",
        "anna|looked at the case|c-1",
        "anna|gave a code for administration 1|c-1",
        "ada|logged in|",
        "cor|logged in|",
        "anna|logged in|",
    ];
    assert_eq!(rows(&page)[..7], wanted, "{}", page.body);
    assert!(rows(&page)[7].ends_with("on the command line|gave access to cor: coordinator, north|"), "{:?}", rows(&page));
    assert!(!page.body.contains("argon2") && !page.body.contains("my password"), "{}", page.body);
    assert!(server.ask("GET", "/office/cases", &ada, &[]).body.contains("\"/office/log\""));
    let of_case = server.ask("GET", "/office/log?case=c-1", &ada, &[]);
    assert_eq!(rows(&of_case), wanted[2..4]);
    assert_eq!(rows(&server.ask("GET", "/office/log?who=cor", &ada, &[])), wanted[5..6]);
    assert!(server.ask("GET", "/office/log?case=c-2", &ada, &[]).body.contains("Nothing was found."));
    let dutch = format!("Cookie: verbond={ada}; verbond-language=nl\r\n");
    assert!(server.send_form("GET", "/office/log", &dutch, &[]).body.contains("gaf een verkeerd wachtwoord"));
    // More than a page.
    let mut kept = Store::open(&store).unwrap();
    for at in 0..150 {
        let case = format!("old-{at}");
        kept.note_access(&By { who: "anna", at: "2026-01-01T10:00:00Z" }, &Access::Looked { case: &case }).unwrap();
    }
    let first = server.ask("GET", "/office/log?who=anna", &ada, &[]);
    let next = first.body.split("href=\"/office/log?").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let second = server.ask("GET", &format!("/office/log?{next}"), &ada, &[]);
    assert_eq!((rows(&first).len(), rows(&second).len()), (100, 53), "{next}");
    assert!(rows(&first)[99].ends_with("old-50") && rows(&second)[0].ends_with("old-49"));
    assert!(!second.body.contains("href=\"/office/log?"), "there is nothing older");
    assert_eq!(run(&["store", "--store", &store.display().to_string(), "audit"]).code, 0);
}

/// Both logs name who gave the code under which somebody answered.
#[test]
fn the_log_of_answers_names_who_gave_the_code() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    for _ in 0..2 {
        server.open(&officer, "c-1", &[]);
    }
    let of_store = |more: &[&str]| run(&[&["store", "--store", &store.display().to_string()], more].concat());
    let held: serde_json::Value = serde_json::from_str(&of_store(&["case", "c-1"]).stdout).unwrap();
    let given = |log: &str, words: &str| {
        let rows = held[log].as_array().unwrap().iter();
        rows.map(|row| row.get("content").unwrap_or(row))
            .filter(|row| row["what"] == words && row["who"] == "anna" && !row["at"].is_null())
            .count()
    };
    assert_eq!((given("log", "code"), given("access", "gave a code")), (2, 2), "{held}");
    assert_eq!(of_store(&["audit"]).code, 0, "{}", of_store(&["audit"]).stdout);
    assert_eq!(of_store(&["erase", "c-1", "--yes"]).code, 0);
    assert_eq!(of_store(&["audit"]).code, 0, "{}", of_store(&["audit"]).stdout);
}

//! What staff are offered on the web, what is taken of what they type, and what is too long for a request.

use std::path::Path;

use crate::program::run;
use crate::serving::{Server, site};

fn copy_in(measures: &Path, name: &str) {
    std::fs::copy(Path::new("instruments/alliance-monitor").join(name), measures.join(name))
        .unwrap_or_else(|error| panic!("{error}"));
}

/// A retired version is there for what was answered to it, and nobody new is asked it.
#[test]
fn retired_versions_are_not_offered() {
    let (_folder, store, measures) = site();
    copy_in(&measures, "0.2.0.instrument");
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let page = server.ask("GET", "/office/code", &officer, &[]).body;
    assert!(page.contains("alliance-monitor@0.3.0 client") && !page.contains("alliance-monitor@0.2.0"), "{page}");
}

/// Codes that differ in capitals only are one case to whoever types them, on the web and on the command line.
#[test]
fn a_code_in_other_capitals_is_no_second_case() {
    let (folder, store, measures) = site();
    let path = store.display().to_string();
    {
        let server = Server::start(&store, &measures);
        let officer = server.log_in();
        server.open(&officer, "c-17", &[("fact-age", "3e1")]);
        let form = server.ask("GET", "/office/code", &officer, &[]).field("form");
        let fields =
            [("form", form.as_str()), ("case", "C-17"), ("occasion", "1"), ("measure", "alliance-monitor@0.3.0 client nl-NL")];
        let refused = server.ask("POST", "/office/cases", &officer, &fields);
        assert!(refused.body.contains("There is a case c-17 already"), "{}", refused.body);
        assert!(!refused.body.contains("class=\"code\""), "no code is given");
    }
    let of = |arguments: &[&str]| run(&[&["store", "--store", path.as_str()], arguments].concat());
    let held = of(&["case", "c-17"]).stdout;
    assert!(held.contains("\"age\": \"30\""), "a fact is kept as its kind writes it: {held}");
    let opened = of(&["open", "C-17"]);
    assert!(opened.code == 2 && opened.stderr.contains("there is a case `c-17`"), "{}", opened.stderr);
    let asked = run(&["ask", "alliance-monitor", "--plain", "--case", "C-17", "--store", &path]);
    assert!(asked.code == 2 && asked.stderr.contains("there is a case `c-17`"), "{}", asked.stderr);
    let answers = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap_or_default();
    let first: String = answers.lines().take(2).map(|line| format!("{line}\n")).collect();
    let (twin, twins) = (folder.path().join("twin.csv"), folder.path().join("twins.csv"));
    std::fs::write(&twin, first.replace("S001", "C-17")).unwrap_or_else(|error| panic!("{error}"));
    let both = first.clone() + &first.lines().nth(1).unwrap_or_default().replace("S001", "s001") + "\n";
    std::fs::write(&twins, both).unwrap_or_else(|error| panic!("{error}"));
    for (file, said) in [(twin, "C-17 differs from c-17"), (twins, "s001 differs from S001")] {
        let taken = of(&["import", "alliance-monitor", &file.display().to_string()]);
        assert!(taken.code == 1 && taken.stderr.contains(said), "{}", taken.stderr);
    }
    assert!(!of(&["stats"]).stdout.contains("2 cases"), "nothing was taken in");
}

/// Whoever sends what is too long is told so by a page, as of any other refusal.
#[test]
fn a_request_that_is_too_long_is_refused_by_a_page() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let get = |path: &str, headers: &str| {
        server.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{headers}Connection: close\r\n\r\n", server.address))
    };
    let long = get(&format!("/?q={}", "a".repeat(9 << 10)), "");
    let wide = get("/", &format!("X-A: {}\r\n", "y".repeat(40 << 10)));
    let many = get("/", &"X-A: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(600));
    for (answer, code) in [(long, 414), (wide, 431), (many, 431)] {
        assert_eq!(answer.code, code);
        assert!(answer.body.contains("What was sent is too long"), "{code}: {}", answer.body);
        assert!(answer.head.contains("content-security-policy"), "{code}: {}", answer.head);
    }
    assert_eq!(get(&format!("/?q={}", "a".repeat(4 << 10)), "").code, 200);
}

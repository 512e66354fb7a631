//! Files of answers that administrators take in on the web: looked at first, and all of it or nothing.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::browser::staff;
use crate::confidential::held;
use crate::meetings::{done, of_store};
use crate::serving::{Answer, Server, site};

const PAGE: &str = "/office/import";
pub const HEAD: &str = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against,reason";
const MEASURE: &str = "alliance-monitor@0.3.0";

/// Sends a file as a browser does.
pub fn upload(server: &Server, officer: &str, (name, bytes): (&str, &[u8]), form: &str) -> Answer {
    let part = |disposition: &str, value: &[u8]| {
        let head = format!("--edge\r\nContent-Disposition: form-data; {disposition}\r\n\r\n");
        [head.as_bytes(), value, b"\r\n"].concat()
    };
    let body = [
        part("name=\"form\"", form.as_bytes()),
        part("name=\"measure\"", MEASURE.as_bytes()),
        part(&format!("name=\"file\"; filename=\"{name}\""), bytes),
        b"--edge--\r\n".to_vec(),
    ]
    .concat();
    let head = format!(
        "POST {PAGE} HTTP/1.1\r\nHost: {}\r\nCookie: verbond={officer}\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        server.address,
        body.len()
    );
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let _ = stream.write_all(&[head.as_bytes(), &body].concat());
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    let text = String::from_utf8_lossy(&text).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    Answer {
        code: head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0),
        to: String::new(),
        cookie: String::new(),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

fn form(server: &Server, officer: &str) -> String {
    server.ask("GET", PAGE, officer, &[]).field("form")
}

pub fn look(server: &Server, officer: &str, name: &str, rows: &[&str]) -> Answer {
    let text = format!("{HEAD}\n{}\n", rows.join("\n"));
    upload(server, officer, (name, text.as_bytes()), &form(server, officer))
}

fn take(server: &Server, officer: &str, looked: &Answer) -> Answer {
    let file = looked.field("file");
    let taken = server.ask("POST", "/office/import/take", officer, &[("form", &form(server, officer)), ("file", &file)]);
    if taken.code == 303 { server.ask("GET", &taken.to, officer, &[]) } else { taken }
}

#[test]
fn a_file_is_looked_at_and_then_taken_in() {
    let (_folder, store, measures) = site();
    staff(&store, "ada", &["--role", "administrator"]);
    let server = Server::start(&store, &measures);
    let ada = server.log_in_as("ada");
    assert!(server.ask("GET", "/office/cases", &ada, &[]).body.contains("href=\"/office/import\""));
    let rows = [
        "k-1,1,client,2026-01-05,4,4,1,4,4,4,2,4,75,4,2,",
        "k-1,2,client,2026-02-05,4,,,,,,,,,,,",
        ",,,,,,,,,,,,,,,",
        "k-2,1,worker,2026-01-05,5,,,,,,,,,,,",
    ];
    let looked = look(&server, &ada, "answers.csv", &rows);
    assert!(looked.body.contains("administrations: 3, of cases: 2."), "{}", looked.body);
    assert!(looked.body.contains("Empty rows, passed over: 1"), "{}", looked.body);
    assert!(held(&store, "k-1").is_empty(), "nothing was taken in yet");
    let taken = take(&server, &ada, &looked);
    assert!(taken.body.contains("Taken in: administrations 3, of cases 2."), "{}", taken.body);
    let kept = held(&store, "k-1");
    assert_eq!((kept.len(), kept[0].record.answers["heard"].as_str()), (2, "75"));
    let gone = take(&server, &ada, &looked);
    assert!(gone.body.contains("The file is no longer here"), "once: {}", gone.body);
    let log = done(&store, &["log"]);
    assert!(log.contains("took answers in") && log.contains("ada"), "{log}");
    done(&store, &["audit"]);
}

/// Looks at a file, and takes it in with what was chosen of what is held already.
fn choose(server: &Server, officer: &str, rows: &[&str], chosen: &[(&str, &str)]) -> Answer {
    let looked = look(server, officer, "answers.csv", rows);
    let (file, about) = (looked.field("file"), looked.field("about"));
    let form = form(server, officer);
    let fields = [&[("form", form.as_str()), ("file", file.as_str()), ("about", about.as_str())], chosen].concat();
    let taken = server.ask("POST", "/office/import/take", officer, &fields);
    if taken.code == 303 { server.ask("GET", &taken.to, officer, &[]) } else { taken }
}

/// The occasions that count of what is held on a case, each with what was answered to one question.
fn counting(store: &std::path::Path, case: &str) -> Vec<(String, String)> {
    let kept = held(store, case).into_iter().filter(verbond::store::Kept::counts);
    let told = |kept: verbond::store::Kept| {
        (kept.record.identity.occasion.clone(), kept.record.answers.get("plain").cloned().unwrap_or_default())
    };
    let mut told: Vec<_> = kept.map(told).collect();
    told.sort();
    told
}

/// The look says of each row that the same is held already, before anything is taken in, and nothing is taken in until
/// it was said what becomes of it.
#[test]
fn what_is_held_already_is_told_row_by_row_and_decided_on() {
    let (_folder, store, measures) = site();
    staff(&store, "ada", &["--role", "administrator"]);
    let server = Server::start(&store, &measures);
    let ada = server.log_in_as("ada");
    let row = |case: &str, occasion: &str, answer: &str| format!("{case},{occasion},client,2026-01-05,{answer},,,,,,,,,,,");
    take(&server, &ada, &look(&server, &ada, "answers.csv", &[&row("k-1", "1", "4"), &row("k-1", "2", "4")]));
    let rows = [row("k-3", "1", "5"), row("k-1", "1", "5"), row("k-1", "2", "5")];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let looked = look(&server, &ada, "answers.csv", &rows);
    for words in [
        "Of these, 2 are held already. What now?",
        "<b>Row 3</b> Client of k-1 answered occasion 1 already.",
        "<b>Row 4</b> Client of k-1 answered occasion 2 already.",
        "A new occasion: 3",
        "A new occasion: 4",
    ] {
        assert!(looked.body.contains(words), "{words}: {}", looked.body);
    }
    assert!(!looked.body.contains("value=\"continue\""), "both are finished: {}", looked.body);
    // Without a choice nothing is taken in, and it is asked once more.
    let asked = take(&server, &ada, &looked);
    assert!(asked.body.contains("Nothing was taken in yet. Choose"), "{}", asked.body);
    assert!(held(&store, "k-3").is_empty());
    // What was chosen without being asked for this is not obeyed.
    let form = form(&server, &ada);
    let stale = [("form", form.as_str()), ("file", &asked.field("file")), ("about", "x"), ("same", "replace")];
    let asked = server.ask("POST", "/office/import/take", &ada, &stale);
    assert!(asked.body.contains("Nothing was taken in yet. Choose"), "{}", asked.body);
    assert_eq!(counting(&store, "k-1"), [("1", "4"), ("2", "4")].map(|(one, two)| (one.to_owned(), two.to_owned())));
    // All alike, but for one.
    let taken = choose(&server, &ada, &rows, &[("same", "skip"), ("row-4", "replace")]);
    assert!(taken.body.contains("Taken in: administrations 2, of cases 2."), "{}", taken.body);
    assert_eq!(counting(&store, "k-1"), [("1", "4"), ("2", "5")].map(|(one, two)| (one.to_owned(), two.to_owned())));
    assert_eq!(held(&store, "k-1").len(), 3, "what was replaced is kept");
    let taken = choose(&server, &ada, &rows[1..], &[("same", "new")]);
    assert!(taken.body.contains("Taken in: administrations 2, of cases 1."), "{}", taken.body);
    let all = [("1", "4"), ("2", "5"), ("3", "5"), ("4", "5")];
    assert_eq!(counting(&store, "k-1"), all.map(|(one, two)| (one.to_owned(), two.to_owned())));
    done(&store, &["audit"]);
}

/// What is being answered can be finished with the file; what is for nobody's eyes cannot.
#[test]
fn what_is_being_answered_is_gone_on_with_and_what_is_confidential_is_not() {
    let (_folder, store, measures) = site();
    staff(&store, "ada", &["--role", "administrator"]);
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = crate::confidential::Client::begin(&server, &server.open(&officer, "k-1", &[]));
    client.answer("plain", "2");
    client.answer("why", "3");
    let hidden = crate::confidential::Client::begin(&server, &server.open(&officer, "k-2", &[("confidential", "yes")]));
    hidden.answer("plain", "2");
    let ada = server.log_in_as("ada");
    let rows = ["k-1,1,client,2026-01-05,5,,,,,,,,,,,", "k-2,1,client,2026-01-05,5,,,,,,,,,,,"];
    let looked = look(&server, &ada, "answers.csv", &rows);
    assert!(looked.body.contains("Client of k-1 is answering occasion 1 already."), "{}", looked.body);
    assert!(looked.body.contains("Client of k-2 was asked occasion 1 confidentially."), "{}", looked.body);
    let of_hidden = looked.body.split("name=\"row-3\"").nth(1).and_then(|rest| rest.split("</select>").next()).unwrap();
    assert!(!of_hidden.contains("\"continue\"") && !of_hidden.contains("\"replace\""), "{of_hidden}");
    let forced = choose(&server, &ada, &rows, &[("row-2", "continue"), ("row-3", "replace")]);
    assert!(forced.body.contains("Nothing was taken in yet. Choose"), "{}", forced.body);
    choose(&server, &ada, &rows, &[("row-2", "continue"), ("row-3", "new")]);
    let kept = held(&store, "k-1");
    assert_eq!((kept.len(), kept[0].counts()), (1, true), "{kept:?}");
    let answers: Vec<(&str, &str)> =
        kept[0].record.answers.iter().map(|(item, answer)| (item.as_str(), answer.as_str())).collect();
    assert_eq!(answers, [("plain", "5"), ("why", "3")], "what was answered so far stays");
    assert_eq!(held(&store, "k-2").len(), 2, "the confidential one is being answered still");
    hidden.answer("word", "2");
    done(&store, &["audit"]);
}

/// What cannot stand beside what is held is told of each row before anything is taken in.
#[test]
fn what_cannot_stand_beside_what_is_held_is_told_at_the_look() {
    let (_folder, store, measures) = site();
    staff(&store, "ada", &["--role", "administrator"]);
    let server = Server::start(&store, &measures);
    let ada = server.log_in_as("ada");
    done(&store, &["open", "k-1", "--owner", "anna"]);
    let head = format!("{HEAD},office");
    let rows = [
        "K-1,1,client,2026-01-05,5,,,,,,,,,,,,",
        "k-5,1,client,2026-01-05,5,,,,,,,,,,,,Noord",
        "k-5,2,client,2026-01-06,5,,,,,,,,,,,,Zuid",
    ];
    let text = format!("{head}\n{}\n", rows.join("\n"));
    let looked = upload(&server, &ada, ("answers.csv", text.as_bytes()), &form(&server, &ada));
    for words in ["<b>Row 2</b> There is a case k-1 already.", "<b>Row 4</b> k-5 is with Noord, and the file says Zuid."] {
        assert!(looked.body.contains(words), "{words}: {}", looked.body);
    }
    assert!(!looked.body.contains("name=\"file\" value"), "{}", looked.body);
}

/// The page says what the terminal says of the same file, with the place of each.
#[test]
fn all_that_is_wrong_is_told_with_its_place() {
    let (folder, store, measures) = site();
    staff(&store, "ada", &["--role", "administrator"]);
    let server = Server::start(&store, &measures);
    let ada = server.log_in_as("ada");
    let rows = [
        "Jansen,1,client,2026-01-05,4,,,,,,,,,,,",
        "k-1,1,client,2026-01-05,9,,,,,,,,,,,",
        "k-2,one,client,2999-01-05,4,,,,,,,,,,,",
    ];
    let looked = look(&server, &ada, "answers.csv", &rows);
    assert!(
        looked.body.contains("Nothing was taken in. Correct the file") && !looked.body.contains("name=\"file\""),
        "{}",
        looked.body
    );
    let file = crate::program::put(&folder, "answers.csv", &format!("{HEAD}\n{}\n", rows.join("\n")));
    let ran = of_store(&store, &["import", "alliance-monitor", &file]);
    assert_eq!(ran.code, 1);
    for (place, row, column, code) in [
        ("Row 2, column case", 2, "case", "V0719"),
        ("Row 3, column plain", 3, "plain", "V0701"),
        ("Row 4, column occasion", 4, "occasion", "V0730"),
    ] {
        assert!(looked.body.contains(place), "{place}: {}", looked.body);
        let on_terminal = ran.stderr.contains(&format!("row {row}, column {column}"));
        assert!(on_terminal, "{code}: {}", ran.stderr);
    }
    assert!(held(&store, "k-1").is_empty());
}

/// The settings of the site say how a file is read; what is wrong then is mended there.
#[test]
fn the_settings_say_how_a_file_is_read() {
    let (folder, store, measures) = site();
    staff(&store, "ada", &["--role", "administrator"]);
    let settings = crate::program::put(&folder, "verbond.toml", "[answers]\nmap = { case = \"id\" }\nmissing = [\"x\"]\n");
    let server = Server::start_with(&store, &measures, &["--config", &settings]);
    let ada = server.log_in_as("ada");
    let text = format!("{}\nk-1,1,client,2026-01-05,x,4,,,,,,,,,,\n", HEAD.replace("case,", "id,"));
    let looked = upload(&server, &ada, ("answers.csv", text.as_bytes()), &form(&server, &ada));
    assert!(looked.body.contains("administrations: 1, of cases: 1."), "{}", looked.body);
    take(&server, &ada, &looked);
    let kept = held(&store, "k-1");
    assert_eq!(kept[0].record.answers.keys().map(String::as_str).collect::<Vec<_>>(), ["why"]);
    let text = "id,occasion,informant,date,plain\nk-2,1,client,03/04/2026,4\n";
    let looked = upload(&server, &ada, ("answers.csv", text.as_bytes()), &form(&server, &ada));
    assert!(
        looked.body.contains("under `[answers]` of verbond.toml") && !looked.body.contains("--date-format"),
        "{}",
        looked.body
    );
}

#[test]
fn files_are_for_administrators_and_have_a_bound() {
    let (_folder, store, measures) = site();
    for (name, role) in [("ada", "administrator"), ("bea", "coordinator"), ("max", "methodologist")] {
        staff(&store, name, &["--role", role]);
    }
    let server = Server::start(&store, &measures);
    let rows = ["k-1,1,client,2026-01-05,4,,,,,,,,,,,"];
    for name in ["anna", "bea", "max"] {
        let other = server.log_in_as(name);
        assert_eq!(server.ask("GET", PAGE, &other, &[]).code, 403, "{name}");
        let form = server.ask("GET", "/office/password", &other, &[]).field("form");
        let text = format!("{HEAD}\n{}\n", rows[0]);
        assert_eq!(upload(&server, &other, ("a.csv", text.as_bytes()), &form).code, 403, "{name}");
        assert_eq!(server.ask("POST", "/office/import/take", &other, &[("form", &form), ("file", "x")]).code, 403, "{name}");
    }
    let ada = server.log_in_as("ada");
    assert_eq!(upload(&server, &ada, ("a.csv", b"case\n"), "x").code, 400, "no page of theirs sent it");
    let page = form(&server, &ada);
    assert!(upload(&server, &ada, ("", b""), &page).body.contains("Choose a file"));
    let long = vec![b'x'; 10 << 20];
    let refused = upload(&server, &ada, ("a.csv", &long), &page);
    assert!([0, 413].contains(&refused.code), "{}", refused.code);
    assert!(upload(&server, &ada, ("a.parquet", b"PAR1"), &page).body.contains("on the command line only"));
    assert!(upload(&server, &ada, ("a.xlsx", b"no workbook"), &page).body.contains("Nothing was taken in"));
    // What somebody looked at is nobody else's.
    let looked = look(&server, &ada, "answers.csv", &rows);
    staff(&store, "eva", &["--role", "administrator"]);
    let eva = server.log_in_as("eva");
    assert!(take(&server, &eva, &looked).body.contains("The file is no longer here"));
    assert!(take(&server, &ada, &looked).body.contains("Taken in"));
}

//! Five hundred people who answer on the web at the same time: answers a second that reached the disk, how long each
//! took, and the memory of the server; then everything that was acknowledged is looked for in the store.
//! `cargo bench --bench load -- [answers a second] [seconds]`.
//!
//! Each sends on its own fixed beat, and the time counts from the beat, so that a slow server cannot slow its own
//! measuring down. As a browser does, each follows to the next question after an answer. Halfway a new version of the
//! measure is put into the folder.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a bench that cannot go on fails")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use verbond::administer::{CaseCode, Identity};
use verbond::store::{Begun, By, Member, Role, Store};
use verbond::{SourceFile, check_text};

const SESSIONS: usize = 500;
const MEASURE: &str = include_str!("../instruments/alliance-monitor/0.3.0.instrument");

fn main() {
    let numbers: Vec<f64> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let rate = numbers.first().copied().unwrap_or(2000.0);
    let seconds = Duration::from_secs_f64(numbers.get(1).copied().unwrap_or(15.0));
    let folder = tempfile::tempdir().unwrap();
    let measures = folder.path().join("instruments");
    std::fs::create_dir(&measures).unwrap();
    std::fs::write(measures.join("0.3.0.instrument"), MEASURE).unwrap();
    let file = folder.path().join("load.sqlite");
    let administrations = prepare(&file);
    let (server, address) = serve(&file, &measures);

    let (begun, beat) = (Instant::now() + Duration::from_millis(500), Duration::from_secs_f64(SESSIONS as f64 / rate));
    let address = address.as_str();
    let (people, picked_up) = thread::scope(|scope| {
        let people: Vec<_> = (0..SESSIONS)
            .map(|which| {
                let first = begun + beat.mul_f64(which as f64 / SESSIONS as f64);
                scope.spawn(move || Person::new(address, which).answer(first, beat, begun + seconds))
            })
            .collect();
        let watching = scope.spawn(|| new_version(&measures, address, begun + seconds / 2));
        let people: Vec<Person> = people.into_iter().map(|person| person.join().unwrap()).collect();
        (people, watching.join().unwrap())
    });
    let took = begun.elapsed();
    let memory = peak_memory(&server);
    stop(server);
    report(&people, took, memory.as_deref(), picked_up);
    let lost = lost(&file, &administrations, &people);
    println!("acknowledged answers that are not in the store: {lost}");
    assert_eq!(lost, 0, "an answer was acknowledged and lost");
}

/// Makes a store in which so many people have begun, each under a secret of their own.
fn prepare(file: &Path) -> Vec<i64> {
    let mut store = Store::open(file).unwrap();
    let instrument = check_text(&SourceFile::new("0.3.0.instrument", MEASURE)).found.unwrap();
    let at = jiff::Timestamp::now().to_string();
    let later = (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(2)).to_string();
    store
        .set_user(
            &Member { name: "load".to_owned(), role: Role::Officer, office: String::new() },
            "nobody logs in with it",
            &By { who: "the bench", at: &at },
        )
        .unwrap();
    store.begin_session(&secret(SESSIONS), Some("load"), None, &later).unwrap();
    let mut administrations = Vec::new();
    for which in 0..SESSIONS {
        let case = CaseCode::parse(&format!("load-{which}")).unwrap();
        let identity = Identity {
            case: case.as_str().to_owned(),
            occasion: "1".to_owned(),
            informant: "client".to_owned(),
            language: "en".to_owned(),
            ..Identity::default()
        };
        let measure = instrument.reference();
        let begun = Begun {
            measure: &measure,
            text: MEASURE,
            sha256: &instrument.sha256,
            case: &case,
            identity: &identity,
            known: &BTreeMap::new(),
            at: &at,
        };
        let id = store.begin_administration(&begun).unwrap();
        store.begin_session(&secret(which), None, Some(id), &later).unwrap();
        administrations.push(id);
    }
    administrations
}

fn secret(which: usize) -> String {
    format!("{which:064x}")
}

fn serve(file: &Path, measures: &Path) -> (Child, String) {
    let mut server = Command::new(env!("CARGO_BIN_EXE_verbond"))
        .args(["serve", "--listen", "127.0.0.1:0", "--store"])
        .arg(file)
        .arg("--instruments")
        .arg(measures)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stderr.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_else(|| panic!("{line}"));
    (server, address.to_owned())
}

/// A connection that stays open.
struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
    cookie: String,
}

impl Connection {
    fn new(address: &str, cookie: String) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream: BufReader::new(stream), host: address.to_owned(), cookie }
    }

    /// The status, where one is sent on to, and the page.
    fn ask(&mut self, method: &str, path: &str, form: &str) -> (u16, String, String) {
        let (host, cookie) = (&self.host, &self.cookie);
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: verbond={cookie}; verbond-answering={cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut status, mut length, mut location) = (0, 0, String::new());
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).unwrap();
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(code) = line.strip_prefix("HTTP/1.1 ") {
                status = code[..3].parse().unwrap();
            } else if let Some(told) = line.strip_prefix("content-length: ") {
                length = told.parse().unwrap();
            } else if let Some(told) = line.strip_prefix("location: ") {
                told.clone_into(&mut location);
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        (status, location, String::from_utf8_lossy(&body).into_owned())
    }
}

/// Somebody who answers: what was acknowledged last, and how long things took.
struct Person {
    connection: Connection,
    acknowledged: BTreeMap<String, String>,
    answers: Vec<Duration>,
    pages: Vec<Duration>,
}

impl Person {
    fn new(address: &str, which: usize) -> Self {
        let connection = Connection::new(address, secret(which));
        Self { connection, acknowledged: BTreeMap::new(), answers: vec![], pages: vec![] }
    }

    fn answer(mut self, first: Instant, beat: Duration, until: Instant) -> Self {
        let (_, _, mut page) = self.connection.ask("GET", "/ask", "");
        let form = field(&page, "form").to_owned();
        let again = format!("/ask?item={}&language=en", field(&page, "item"));
        let mut due = first;
        for answer in (1..=5).cycle() {
            if due >= until {
                break;
            }
            thread::sleep(due.saturating_duration_since(Instant::now()));
            let item = field(&page, "item").to_owned();
            let sent = format!("form={form}&item={item}&language=en&answer={answer}&do=next");
            let (status, next, _) = self.connection.ask("POST", "/ask", &sent);
            assert_eq!(status, 303, "an answer was refused");
            self.answers.push(due.elapsed());
            self.acknowledged.insert(item, answer.to_string());
            // Whoever is at the end begins again, and answers otherwise.
            let next = if next.contains("/end") { again.clone() } else { next };
            let asked = Instant::now();
            page = self.connection.ask("GET", &next, "").2;
            self.pages.push(asked.elapsed());
            due += beat;
        }
        self
    }
}

/// The value of a hidden field.
fn field<'a>(page: &'a str, name: &str) -> &'a str {
    let begin = format!("name=\"{name}\" value=\"");
    page.split(&begin).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("no {name} in {page}"))
}

/// Puts a new version into the folder at a moment, and waits until it can be chosen.
fn new_version(measures: &Path, address: &str, at: Instant) -> Duration {
    thread::sleep(at.saturating_duration_since(Instant::now()));
    let text = MEASURE.replace("alliance-monitor 0.3.0", "alliance-monitor 0.9.0");
    let begun = Instant::now();
    std::fs::write(measures.join("0.9.0.instrument"), text).unwrap();
    let mut connection = Connection::new(address, secret(SESSIONS));
    while !connection.ask("GET", "/office/code", "").2.contains("0.9.0") {
        assert!(begun.elapsed() < Duration::from_secs(60), "the new version never came");
        thread::sleep(Duration::from_millis(50));
    }
    begun.elapsed()
}

fn peak_memory(server: &Child) -> Option<String> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|told| told.trim().to_owned())
}

/// Ends the server as a failure of the machine would.
fn stop(mut server: Child) {
    server.kill().unwrap();
    server.wait().unwrap();
}

fn report(people: &[Person], took: Duration, memory: Option<&str>, picked_up: Duration) {
    let mut answers: Vec<Duration> = people.iter().flat_map(|person| person.answers.iter().copied()).collect();
    let mut pages: Vec<Duration> = people.iter().flat_map(|person| person.pages.iter().copied()).collect();
    answers.sort_unstable();
    pages.sort_unstable();
    let rate = |count: usize| count as f64 / took.as_secs_f64();
    let at = |times: &[Duration], share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "{SESSIONS} sessions for {:.1} s: {:.0} answers/s stored, {:.0} requests/s",
        took.as_secs_f64(),
        rate(answers.len()),
        rate(answers.len() + pages.len())
    );
    for (what, times) in [("an answer, until it is on the disk", &answers), ("the next question", &pages)] {
        println!(
            "{what}: half within {:.1} ms, 99 % within {:.1} ms, all within {:.1} ms",
            at(times, 0.5),
            at(times, 0.99),
            at(times, 1.0)
        );
    }
    println!("a new version could be chosen after {:.1} s", picked_up.as_secs_f64());
    println!("the most memory that the server had: {}", memory.unwrap_or("not told by this system"));
}

/// Answers that were acknowledged and do not stand in the store; the store must be sound.
fn lost(file: &Path, administrations: &[i64], people: &[Person]) -> usize {
    let store = Store::open(file).unwrap();
    assert!(store.audit(None).unwrap().findings.is_empty(), "the store is not sound");
    let kept = |id: i64| store.administration(id).unwrap().unwrap().record.answers;
    administrations
        .iter()
        .zip(people)
        .map(|(id, person)| {
            let kept = kept(*id);
            person.acknowledged.iter().filter(|(item, answer)| kept.get(*item) != Some(answer)).count()
        })
        .sum()
}

//! The web server as tests run it: the real program, spoken to as a browser does.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::program::{command, folder, run_with_input};

/// A server that ends with the test.
pub struct Server {
    pub child: Child,
    pub address: String,
    said: Arc<Mutex<String>>,
}

impl Server {
    pub fn start(store: &Path, instruments: &Path) -> Self {
        Self::start_with(store, instruments, &[])
    }

    pub fn start_with(store: &Path, instruments: &Path, more: &[&str]) -> Self {
        Self::start_by(command(), store, instruments, more)
    }

    /// A server on a machine that lies in a time zone, as POSIX writes it.
    pub fn start_in_zone(store: &Path, instruments: &Path, zone: &str) -> Self {
        let mut command = command();
        command.env("TZ", zone);
        Self::start_by(command, store, instruments, &[])
    }

    fn start_by(mut command: Command, store: &Path, instruments: &Path, more: &[&str]) -> Self {
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(more)
            .arg("--store")
            .arg(store)
            .arg("--instruments")
            .arg(instruments)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{error}"));
        let mut line = String::new();
        let mut stderr = BufReader::new(child.stderr.take().unwrap_or_else(|| panic!("piped")));
        let _ = stderr.read_line(&mut line);
        let address =
            line.split("http://").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_else(|| panic!("{line}")).to_owned();
        let said = Arc::new(Mutex::new(String::new()));
        let saying = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                saying.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        Self { child, address, said }
    }

    /// What it said on the standard error since it was ready.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// A figure of its memory in MB, as the system gives it (Linux).
    pub fn memory(&self, figure: &str) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(figure)?.strip_prefix(':'))?;
        Some(line.trim().split(' ').next()?.parse::<u64>().ok()? / 1024)
    }

    /// Asks as a browser whose cookie, of staff or of whoever answers, is this. A form that needs no session is sent as
    /// by a browser that has just opened its page.
    pub fn ask(&self, method: &str, path: &str, cookie: &str, form: &[(&str, &str)]) -> Answer {
        self.ask_as(method, path, (cookie, cookie), form)
    }

    /// Asks as a browser with the cookies of a member of staff and of somebody who answers.
    pub fn ask_as(&self, method: &str, path: &str, (staff, answering): (&str, &str), form: &[(&str, &str)]) -> Answer {
        let mut cookies = format!("verbond={staff}; verbond-answering={answering}");
        let mut fields = form.to_vec();
        let mut token = String::new();
        if method == "POST" && ["/", "/office/login"].contains(&path) {
            let page = self.ask("GET", path, "", &[]);
            token = page.field("form");
            cookies = format!("{cookies}; verbond-visitor={}", page.set("verbond-visitor"));
        }
        if !token.is_empty() {
            fields.push(("form", &token));
        }
        let cookies = format!("Cookie: {cookies}\r\n");
        let answer = self.send_form(method, path, &cookies, &fields);
        // A code stands on a page of its own, to which the form leads.
        let is_given = method == "POST" && path == "/office/cases" && answer.to.starts_with("/office/code/");
        if is_given { self.send_form("GET", &answer.to, &cookies, &[]) } else { answer }
    }

    /// Sends a form with more headers, each with its line end.
    pub fn send_form(&self, method: &str, path: &str, headers: &str, form: &[(&str, &str)]) -> Answer {
        let encoded: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", percent(value))).collect();
        let body = encoded.join("&");
        self.send(&format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{headers}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len(),
        ))
    }

    pub fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap_or_else(|error| panic!("{error}"));
        let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
        let _ = stream.write_all(request.as_bytes());
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text);
        let text = String::from_utf8_lossy(&text).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let header = |name: &str| {
            let found = head.lines().find_map(|line| line.strip_prefix(name));
            found.unwrap_or_default().to_owned()
        };
        Answer {
            code: head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0),
            to: header("location: "),
            cookie: value_set(head, "verbond") + &value_set(head, "verbond-answering"),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    pub fn log_in(&self) -> String {
        self.log_in_as("anna")
    }

    pub fn log_in_as(&self, name: &str) -> String {
        let answer = self.ask("POST", "/office/login", "", &[("name", name), ("password", "correct horse battery")]);
        assert_eq!((answer.code, answer.to.as_str()), (303, "/office/cases"), "{}", answer.body);
        answer.cookie
    }

    /// The codes of the cases in a part of the list: `look`, `due`, `waiting`, `fine` or `closed`.
    pub fn part(&self, part: &str, officer: &str) -> Vec<String> {
        let (mut codes, mut page) = (Vec::new(), 1);
        loop {
            let shown = self.ask("GET", &format!("/office/cases?part={part}&page={page}"), officer, &[]).body;
            let section = shown.split(&format!("id=\"part-{part}\"")).nth(1).unwrap_or_else(|| panic!("{shown}"));
            let rows = section.split("<li class=\"case-row\">").skip(1);
            codes.extend(rows.filter_map(|row| row.split("/office/cases/").nth(1)?.split('"').next().map(str::to_owned)));
            if !section.contains("rel=\"next\"") {
                return codes;
            }
            page += 1;
        }
    }

    /// Opens an administration; gives the code for it.
    pub fn open(&self, officer: &str, case: &str, more: &[(&str, &str)]) -> String {
        let form = self.ask("GET", "/office/cases", officer, &[]).field("form");
        // Of a field that is sent twice the first counts.
        let mut fields = more.to_vec();
        fields.extend([
            ("form", form.as_str()),
            ("case", case),
            ("occasion", "1"),
            ("measure", "alliance-monitor@0.3.0 client nl-NL"),
        ]);
        let answer = self.ask("POST", "/office/cases", officer, &fields);
        let code = answer.body.split("class=\"code\">").nth(1).map(|rest| rest.chars().take(6).collect::<String>());
        code.unwrap_or_else(|| panic!("{}", answer.body))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Answer {
    pub code: u16,
    pub to: String,
    pub cookie: String,
    pub head: String,
    pub body: String,
}

/// The value that a cookie is given; empty where it is given none.
fn value_set(head: &str, name: &str) -> String {
    let given = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")?.strip_prefix(name)?.strip_prefix('='));
    given.and_then(|given| given.split(';').next()).unwrap_or_default().to_owned()
}

impl Answer {
    /// Whether it thanks somebody who finished: on a page of its own, or on one with what they said.
    pub fn is_thanks(&self) -> bool {
        self.to.starts_with("/thanks") || self.code == 200 && self.body.contains("thanks-mark")
    }

    /// The value that a cookie is given; empty where it is given none.
    pub fn set(&self, cookie: &str) -> String {
        value_set(&self.head, cookie)
    }

    pub fn field(&self, name: &str) -> String {
        let found = self.body.split(&format!("name=\"{name}\" value=\"")).nth(1).and_then(|rest| rest.split('"').next());
        found.unwrap_or_else(|| panic!("no {name} in {}", self.body)).to_owned()
    }
}

pub fn percent(value: &str) -> String {
    value
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A folder with measures and a store into which anna may log in.
pub fn site() -> (tempfile::TempDir, std::path::PathBuf, std::path::PathBuf) {
    let folder = folder();
    let (store, measures) = (folder.path().join("s.sqlite"), folder.path().join("measures"));
    std::fs::create_dir(&measures).unwrap_or_else(|error| panic!("{error}"));
    for name in ["0.3.0.instrument", "0.3.nl-NL.translation", "0.3.ar.translation", "0.3.demo.norms"] {
        std::fs::copy(Path::new("instruments/alliance-monitor").join(name), measures.join(name))
            .unwrap_or_else(|error| panic!("{error}"));
    }
    let ran = run_with_input(&["store", "--store", &store.display().to_string(), "staff", "anna"], "correct horse battery\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    (folder, store, measures)
}

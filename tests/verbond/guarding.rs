//! The server under attack, on the real program: forms that others send, guesses, and what is told to strangers.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::serving::{Answer, Server, site};

const PASSWORD: &str = "correct horse battery";
/// What every page carries.
const HEADERS: [&str; 6] = [
    "content-security-policy: default-src 'none'",
    "x-content-type-options: nosniff",
    "x-frame-options: DENY",
    "referrer-policy: no-referrer",
    "cache-control: no-store",
    "content-type: text/html",
];

/// A browser: what it was given comes back, as far as a browser would take it.
struct Browser<'s> {
    server: &'s Server,
    /// Where it is, as what speaks TLS before the server says it.
    forwarded: Option<String>,
    cookies: Vec<(String, String)>,
}

impl<'s> Browser<'s> {
    fn new(server: &'s Server) -> Self {
        Self { server, forwarded: None, cookies: vec![] }
    }

    fn at(server: &'s Server, address: &str) -> Self {
        Self { forwarded: Some(address.to_owned()), ..Self::new(server) }
    }

    fn ask(&mut self, method: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut headers = format!("Cookie: {}\r\n", cookies.join("; "));
        if let Some(address) = &self.forwarded {
            headers = format!("{headers}X-Forwarded-For: {address}\r\n");
        }
        let answer = self.server.send_form(method, path, &headers, fields);
        for line in answer.head.lines().filter_map(|line| line.strip_prefix("set-cookie: ")) {
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).unwrap();
            self.cookies.retain(|(there, _)| there != name);
            if !line.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }

    /// Opens the page of a form, and sends the form.
    fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.ask("GET", path, &[]).field("form");
        self.ask("POST", path, &[&[("form", token.as_str())], fields].concat())
    }

    fn log_in(&mut self, name: &str, password: &str) -> Answer {
        self.send("/office/login", &[("name", name), ("password", password)])
    }

    fn names(&self) -> Vec<&str> {
        self.cookies.iter().map(|(name, _)| name.as_str()).collect()
    }
}

/// A form that another page sends, also one that could plant a field but no cookie, is refused where nobody is logged in yet.
#[test]
fn forms_before_a_session_are_tied_to_their_browser() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    for (path, fields) in [("/", vec![("code", "123456")]), ("/office/login", vec![("name", "anna"), ("password", PASSWORD)])] {
        let mut own = Browser::new(&server);
        let token = own.ask("GET", path, &[]).field("form");
        let send =
            |browser: &mut Browser<'_>, token: &str| browser.ask("POST", path, &[&[("form", token)], fields.as_slice()].concat());
        let without = own.ask("POST", path, &fields);
        assert_eq!(without.code, 400, "{path}: no token: {}", without.body);
        let mut other = Browser::new(&server);
        other.ask("GET", path, &[]);
        assert_eq!(send(&mut other, &token).code, 400, "{path}: the token of another browser");
        assert_eq!(send(&mut Browser::new(&server), &token).code, 400, "{path}: no cookie");
        assert!(matches!(send(&mut own, &token).code, 200 | 303), "{path}: its own");
    }
}

/// Behind TLS a cookie can be planted by nobody: its name binds it to this host, and the plain name is not read.
#[test]
fn cookies_are_bound_to_the_host_behind_tls() {
    let (_folder, store, measures) = site();
    let server = Server::start_with(&store, &measures, &["--behind-tls"]);
    let mut officer = Browser::at(&server, "203.0.113.7");
    let let_in = officer.log_in("anna", PASSWORD);
    assert_eq!(let_in.to, "/office/cases", "{}", let_in.body);
    officer.ask("GET", "/language/nl", &[]);
    assert_eq!(officer.names(), ["__Host-verbond-visitor", "__Host-verbond", "__Host-verbond-language"]);
    for line in let_in.head.lines().filter(|line| line.starts_with("set-cookie: ")) {
        assert!(line.contains("; Secure") && line.contains("; HttpOnly; SameSite=Strict; Path=/;"), "{line}");
        assert!(!line.contains("Domain"), "{line}");
    }
    assert_eq!(officer.ask("GET", "/office/cases", &[]).code, 200);
    for (name, _) in &mut officer.cookies {
        *name = name.replacen("__Host-", "", 1);
    }
    let planted = officer.ask("GET", "/office/cases", &[]);
    assert_eq!(planted.to, "/office/login", "a cookie of a plain name may be anybody's");
    // Without TLS browsers would not take such names.
    let plain = Server::start(&store, &measures);
    let mut officer = Browser::new(&plain);
    officer.log_in("anna", PASSWORD);
    assert_eq!(officer.names(), ["verbond-visitor", "verbond"]);
}

/// Whatever is refused is refused in words, in the language of whoever asked, with the headers of every page: also what is late, too long, or asked
/// in a way that there is not.
#[test]
fn every_refusal_is_a_page() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let read = |mut stream: TcpStream| {
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    };
    let connect = |request: &str| {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    };
    let head = |first: &str, length: usize| {
        format!("{first} HTTP/1.1\r\nHost: x\r\nAccept-Language: nl\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")
    };
    // A form that never comes whole.
    let late = connect(&format!("{}code=1", head("POST /", 50)));
    let asked = [
        ("413", head("POST /", 17 << 10) + &"1".repeat(17 << 10), "Wat er is verstuurd, is te lang."),
        ("405", head("PUT /office/cases", 0), "Hier is niets."),
        ("404", head("GET /nowhere", 0), "Hier is niets."),
        ("400", head("GET /ask?item=a&item=b", 0), "Deze pagina is te oud."),
    ];
    let answers = asked.iter().map(|(code, request, words)| (*code, read(connect(request)), *words));
    let answers: Vec<(&str, String, &str)> = answers.chain([("408", read(late), "Dit duurde te lang.")]).collect();
    for (code, answer, words) in answers {
        assert!(answer.starts_with(&format!("HTTP/1.1 {code} ")) && answer.contains(words), "{code}: {answer}");
        for header in HEADERS {
            assert!(answer.contains(header), "{code} lacks {header}: {answer}");
        }
        assert!(answer.contains("<html lang=\"nl\""), "{code}: {answer}");
    }
}

/// What is kept as the language of an administration is one in which it can be asked, and what goes into an address is a tag.
#[test]
fn a_language_that_is_no_tag_is_refused() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let form = server.ask("GET", "/office/cases", &officer, &[]).field("form");
    for (language, code) in [("no-tag-at-all-", 400), ("<b>", 400), ("de", 404)] {
        let measure = format!("alliance-monitor@0.3.0 client {language}");
        let fields = [("form", form.as_str()), ("case", "c-1"), ("occasion", "1"), ("measure", measure.as_str())];
        assert_eq!(server.ask("POST", "/office/cases", &officer, &fields).code, code, "{language}");
    }
    let code = server.open(&officer, "c-1", &[]);
    let client = server.ask("POST", "/", "", &[("code", &code)]).cookie;
    let form = server.ask("GET", "/ask", &client, &[]).field("form");
    for (path, more) in [("/ask", vec![("item", "plain"), ("answer", "4"), ("do", "next")]), ("/ask/end", vec![])] {
        let fields = [vec![("form", form.as_str()), ("language", "nl\"><b>")], more].concat();
        assert_eq!(server.ask("POST", path, &client, &fields).code, 400, "{path}");
    }
    let held = crate::program::run(&["store", "--store", &store.display().to_string(), "case", "c-1"]);
    let held: serde_json::Value = serde_json::from_str(&held.stdout).unwrap();
    assert_eq!(held["administrations"][0]["finished"], serde_json::Value::Null, "it goes on");
}

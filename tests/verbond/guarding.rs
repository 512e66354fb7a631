//! The server under attack, on the real program: forms that others send, guesses, and what is told to strangers.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use crate::browser::{Browser, PASSWORD, at_once, staff};
use crate::program::{put, run};
use crate::serving::{Answer, Server, site};

/// Whoever is in no line is through by then, also on a machine that others share.
const NO_LINE: Duration = Duration::from_secs(9);
/// What every page carries.
const HEADERS: [&str; 6] = [
    "content-security-policy: default-src 'none'",
    "x-content-type-options: nosniff",
    "x-frame-options: DENY",
    "referrer-policy: no-referrer",
    "cache-control: no-store",
    "content-type: text/html",
];

/// A form that another page sends, also one that could plant a field but no cookie, is refused where nobody is logged
/// in yet.
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

/// Whatever is refused is refused in words, in the language of whoever asked, with the headers of every page: also what
/// is late, too long, or asked in a way that there is not.
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

/// What is kept as the language of an administration is one in which it can be asked, and what goes into an address is
/// a tag.
#[test]
fn a_language_that_is_no_tag_is_refused() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let form = server.ask("GET", "/office/cases", &officer, &[]).field("form");
    for (language, code) in [("no-tag-at-all-", 400), ("<b>", 400), ("de", 200)] {
        let measure = format!("alliance-monitor@0.3.0 client {language}");
        let fields = [("form", form.as_str()), ("case", "c-1"), ("occasion", "1"), ("measure", measure.as_str())];
        let refused = server.ask("POST", "/office/cases", &officer, &fields);
        assert!(refused.code == code && !refused.body.contains("class=\"code\">"), "{language}: {}", refused.body);
    }
    let code = server.open(&officer, "c-1", &[]);
    let client = server.ask("POST", "/", "", &[("code", &code)]).cookie;
    let form = server.ask("GET", "/ask", &client, &[]).field("form");
    for (path, more) in [("/ask", vec![("item", "plain"), ("answer", "4"), ("do", "next")]), ("/ask/end", vec![])] {
        let fields = [vec![("form", form.as_str()), ("language", "nl\"><b>")], more].concat();
        assert_eq!(server.ask("POST", path, &client, &fields).code, 400, "{path}");
    }
    let held = run(&["store", "--store", &store.display().to_string(), "case", "c-1"]);
    let held: serde_json::Value = serde_json::from_str(&held.stdout).unwrap();
    assert_eq!(held["administrations"][0]["finished"], serde_json::Value::Null, "it goes on");
}

/// How many of some answers have a status.
fn count(answers: &[Answer], code: u16) -> usize {
    answers.iter().filter(|answer| answer.code == code).count()
}

/// Wrong passwords, or codes, of strangers at addresses, all at the same time.
fn guesses(server: &Server, path: &str, fields: &[(&str, &str)], addresses: impl Iterator<Item = Option<String>>) -> Vec<Answer> {
    let guess = |address: Option<String>| {
        let mut browser = Browser { forwarded: address, ..Browser::new(server) };
        let token = browser.ask("GET", path, &[]).field("form");
        move || browser.ask("POST", path, &[&[("form", token.as_str())], fields].concat())
    };
    at_once(addresses.map(guess).collect())
}

fn named(last: usize) -> Option<String> {
    Some(format!("203.0.113.{last}"))
}

/// Of sixty wrong passwords at once ten are tried. Whoever was here before waits for none of them, and little memory is
/// taken.
#[test]
fn of_sixty_wrong_passwords_at_once_ten_are_tried() {
    let (_folder, store, measures) = site();
    let server = Server::start_with(&store, &measures, &["--behind-tls"]);
    let mut own = Browser::at(&server, "203.0.113.1");
    assert_eq!(own.log_in("anna", PASSWORD).code, 303);
    let before = server.memory("VmRSS");
    let wrong = [("name", "anna"), ("password", "wrong horse battery")];
    let answers = guesses(&server, "/office/login", &wrong, std::iter::repeat_n(named(1), 60));
    assert_eq!((count(&answers, 200), count(&answers, 429)), (10, 50));
    let refused = answers.iter().find(|answer| answer.code == 429).unwrap();
    assert!(refused.body.contains("Too many wrong tries.") && refused.head.contains("retry-after: "), "{}", refused.head);
    for header in HEADERS {
        assert!(refused.head.contains(header), "{}", refused.head);
    }
    // Two at a time take 19 MiB each; sixty took 1.2 GB.
    if let (Some(before), Some(most)) = (before, server.memory("VmHWM")) {
        assert!(most < before + 80, "{before} MB before, {most} MB at the most");
    }
    let mut fresh = Browser::at(&server, "203.0.113.1");
    assert_eq!(fresh.log_in("anna", PASSWORD).code, 429, "the right one is not tried either");
    let begun = Instant::now();
    assert_eq!(own.log_in("anna", PASSWORD).code, 303, "she was here before, and at that address");
    assert_eq!(Browser::at(&server, "203.0.113.2").log_in("anna", PASSWORD).code, 303, "or is at another");
    assert!(begun.elapsed() < NO_LINE, "{:?}", begun.elapsed());
    let log = run(&["store", "--store", &store.display().to_string(), "log", "--who", "anna"]).stdout;
    assert_eq!(log.matches("failed to log in").count(), 10, "{log}");
}

/// What is guessed of codes counts for codes alone, and what is guessed of a name for that name.
#[test]
fn codes_passwords_and_names_count_apart() {
    let (_folder, store, measures) = site();
    staff(&store, "bert", &[]);
    let server = Server::start(&store, &measures);
    let codes: Vec<u16> = (0..11).map(|_| Browser::new(&server).send("/", &[("code", "000000")]).code).collect();
    assert_eq!(codes, [[200; 10].as_slice(), &[429]].concat());
    let wrong: Vec<u16> = (0..11).map(|_| Browser::new(&server).log_in("anna", "wrong").code).collect();
    assert_eq!(wrong, [[200; 10].as_slice(), &[429]].concat());
    let mut bert = Browser::new(&server);
    assert_eq!(bert.log_in("bert", PASSWORD).code, 303);
    // A name that nobody has is refused as one that somebody has is: it tells neither.
    let nobody: Vec<u16> = (0..11).map(|_| Browser::new(&server).log_in("nobody", "wrong").code).collect();
    assert_eq!(nobody, wrong);
}

/// Two hundred wrong codes from twenty addresses, as an attack that can be repeated for ever: nobody else is kept out,
/// neither clients nor staff.
#[test]
fn strangers_who_guess_codes_keep_nobody_out() {
    let (_folder, store, measures) = site();
    let server = Server::start_with(&store, &measures, &["--behind-tls"]);
    let mut officer = Browser::at(&server, "203.0.113.200");
    officer.log_in("anna", PASSWORD);
    let code = |officer: &mut Browser<'_>, case: &str| {
        let measure = ("measure", "alliance-monitor@0.3.0 client nl-NL");
        let given = officer.send("/office/cases", &[("case", case), ("occasion", "1"), measure]);
        given.body.split("class=\"code\">").nth(1).unwrap()[..6].to_owned()
    };
    let codes = [code(&mut officer, "c-1"), code(&mut officer, "c-2")];
    let wrong = if codes.contains(&"000000".to_owned()) { "000001" } else { "000000" };
    thread::scope(|scope| {
        let started = Instant::now();
        let attack = scope.spawn(|| guesses(&server, "/", &[("code", wrong)], (0..200).map(|at| named(at % 20))));
        thread::sleep(Duration::from_millis(500));
        let begun = Instant::now();
        let mut client = Browser::at(&server, "203.0.113.100");
        assert_eq!(client.send("/", &[("code", wrong)]).code, 200, "a slip");
        assert_eq!(client.send("/", &[("code", &codes[0])]).to, "/ask");
        assert_eq!(Browser::at(&server, "203.0.113.101").log_in("anna", PASSWORD).code, 303);
        assert!(begun.elapsed() < NO_LINE, "they waited {:?}", begun.elapsed());
        let answers = attack.join().unwrap();
        // Fifty, the two of each address that wait for nobody, and one every two seconds in line.
        let most = 50 + 20 + 1 + started.elapsed().as_secs() as usize / 2;
        assert!((51..=most).contains(&count(&answers, 200)), "{} were tried, {most} may be", count(&answers, 200));
        assert_eq!(count(&answers, 200) + count(&answers, 429), 200);
    });
    let mut client = Browser::at(&server, "203.0.113.102");
    assert_eq!(client.send("/", &[("code", &codes[1])]).to, "/ask", "and afterwards");
}

/// Where what speaks TLS names nobody, the whole world has one address: that is said, and whoever guesses makes others
/// wait and locks nobody out.
#[test]
fn a_missing_address_is_warned_of_and_locks_nobody_out() {
    let (_folder, store, measures) = site();
    let server = Server::start_with(&store, &measures, &["--behind-tls"]);
    let mut known = Browser::new(&server);
    assert_eq!(known.log_in("anna", PASSWORD).code, 303);
    let wrong = [("name", "anna"), ("password", "wrong horse battery")];
    let started = Instant::now();
    let tried = count(&guesses(&server, "/office/login", &wrong, std::iter::repeat_n(None, 40)), 200);
    // Ten, and one every second in line.
    let most = 10 + 1 + started.elapsed().as_secs() as usize;
    assert!((11..=most).contains(&tried), "{tried} were tried, {most} may be");
    let begun = Instant::now();
    assert_eq!(known.log_in("anna", PASSWORD).code, 303, "she was here before");
    assert!(begun.elapsed() < NO_LINE, "{:?}", begun.elapsed());
    assert_eq!(Browser::new(&server).log_in("anna", PASSWORD).code, 303, "a browser of hers that is new waits in line");
    let said = server.said();
    assert!(said.contains("note: who guesses codes"), "{said}");
    assert_eq!(said.matches("warning: a request came without an address in X-Forwarded-For.").count(), 1, "{said}");
    let plain = Server::start(&store, &measures);
    Browser::at(&plain, "203.0.113.1").ask("GET", "/", &[]);
    let begun = Instant::now();
    while !plain.said().contains("Without `--behind-tls`") {
        assert!(begun.elapsed() < Duration::from_secs(5), "{}", plain.said());
        thread::sleep(Duration::from_millis(20));
    }
}

/// A site chooses longer codes, of which more can be tried before one is found.
#[test]
fn a_site_chooses_how_long_codes_are() {
    let (folder, store, measures) = site();
    let settings = |digits: u32| put(&folder, "verbond.toml", &format!("[serve]\ncode-digits = {digits}\n"));
    for digits in [5, 13] {
        let refused = run(&["serve", "--config", &settings(digits), "--store", &store.display().to_string()]);
        assert!(refused.code == 2 && refused.stderr.contains("a number from 6 to 12"), "{}", refused.stderr);
    }
    let server = Server::start_with(&store, &measures, &["--config", &settings(12)]);
    let officer = server.log_in();
    let form = server.ask("GET", "/office/cases", &officer, &[]).field("form");
    let measure = ("measure", "alliance-monitor@0.3.0 client nl-NL");
    let given = server.ask("POST", "/office/cases", &officer, &[("form", &form), ("case", "c-1"), ("occasion", "1"), measure]);
    let code = given.body.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap();
    let groups: Vec<usize> = code.split(' ').map(str::len).collect();
    assert_eq!(groups, [4, 4, 4], "{code}");
    let welcome = server.ask("GET", "/", "", &[]).body;
    assert!(welcome.contains("Type the digits of your code") && welcome.contains("maxlength=\"24\""), "{welcome}");
    assert_eq!(server.ask("POST", "/", "", &[("code", &code[..13])]).code, 200, "a part of it is no code");
    assert_eq!(server.ask("POST", "/", "", &[("code", code)]).to, "/ask");
}

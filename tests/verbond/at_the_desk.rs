//! What whoever works with a case does on its page: hands over the device, shows the picture of a code, takes out what
//! is held, and looks at the figures of a team over a time.

use serde_json::Value;

use crate::browser::{Browser, PASSWORD};
use crate::confidential::{Client, held};
use crate::occasions::{ask, code};
use crate::program::{put, run, run_with_input};
use crate::serving::{Answer, Server, site};

const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";

/// Sends the form that gives a code, from a browser.
fn give(browser: &mut Browser<'_>, fields: &[(&str, &str)]) -> Answer {
    let form = browser.ask("GET", "/office/code", &[]).field("form");
    browser.ask("POST", "/office/cases", &[&[("form", form.as_str())], fields].concat())
}

/// The fields of the form on a page whose button says something.
fn form_of<'p>(page: &'p str, button: &str) -> Vec<(&'p str, &'p str)> {
    let form = page.split("<form ").find(|form| form.contains(button)).unwrap_or_else(|| panic!("no {button} in {page}"));
    let fields = form.split("<input type=\"hidden\" name=\"").skip(1);
    fields
        .filter_map(|field| field.split_once("\" value=\"").map(|(name, rest)| (name, rest.split('"').next().unwrap())))
        .collect()
}

/// The second meeting at the desk: a press on the page of the case, and the client answers the next occasion in the
/// language that they answered in before. The way back is locked by the password.
#[test]
fn a_client_answers_on_the_device_of_the_officer() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let mut browser = Browser::new(&server);
    browser.log_in("anna", PASSWORD);
    let first = give(&mut browser, &[("case", "c-17"), ("measure", CLIENT), ("here", "yes")]);
    assert_eq!(first.to, "/ask", "from the page that gives codes: {}", first.body);
    assert_eq!(browser.ask("GET", "/office/cases", &[]).to, "/office/login", "the cases are locked");
    let page = browser.ask("GET", "/ask", &[]);
    assert_eq!(page.code, 200);
    let form = browser.ask("GET", "/ask/end", &[]).field("form");
    assert!(browser.ask("POST", "/ask/end", &[("form", &form)]).is_thanks());
    browser.log_in("anna", PASSWORD);

    let page = browser.ask("GET", "/office/cases/c-17", &[]).body;
    let fields = form_of(&page, "Client answers here");
    assert!(fields.contains(&("language", "nl-NL")), "{fields:?}");
    let sent: Vec<(&str, &str)> = fields.into_iter().chain([("here", "yes")]).collect();
    assert_eq!(browser.ask("POST", "/office/cases", &sent).to, "/ask");
    assert!(browser.ask("GET", "/ask?item=plain", &[]).body.contains("lang=\"nl-NL\""));
    assert_eq!(browser.ask("GET", "/office/cases/c-17", &[]).to, "/office/login", "the way back is locked");
    browser.log_in("anna", PASSWORD);
    let kept = held(&store, "c-17");
    let occasions: Vec<(&str, &str)> =
        kept.iter().map(|kept| (kept.record.identity.informant.as_str(), kept.record.identity.occasion.as_str())).collect();
    assert_eq!(occasions, [("client", "1"), ("client", "2")]);
    // The officer's own list is a press away too, and what is being answered is asked about before anybody sees it.
    let page = browser.ask("GET", "/office/cases/c-17", &[]).body;
    assert!(page.contains("Officer answers here"), "{page}");
    let close = [("opening", "close"), ("date", "")];
    let form = browser.ask("GET", "/office/cases/c-17", &[]).field("form");
    let path = "/office/cases/c-17/opening";
    assert_eq!(browser.ask("POST", path, &[&[("form", form.as_str())], &close[..]].concat()).code, 303);
    let page = browser.ask("GET", "/office/cases/c-17", &[]).body;
    assert!(!page.contains("answers here") && !page.contains("Ask somebody"), "nobody is asked in a closed case: {page}");
}

/// What somebody answered confidentially is not gone on with by a press of the officer: there is a code then.
#[test]
fn a_press_of_the_officer_opens_no_confidential_answers() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let hidden = [("case", "c-17"), ("measure", CLIENT), ("occasion", "1"), ("confidential", "yes")];
    let client = Client::begin(&server, &code(&ask(&server, &officer, &hidden)));
    client.answer("plain", "5");
    let mut browser = Browser::new(&server);
    browser.log_in("anna", PASSWORD);
    let again = give(&mut browser, &[("case", "c-17"), ("measure", CLIENT), ("occasion", "1"), ("here", "yes")]);
    assert!(again.to.is_empty() && again.body.contains("class=\"code\""), "{}{}", again.to, again.body);
    assert_eq!(browser.ask("GET", "/office/cases", &[]).code, 200, "nobody answers here");
}

/// The picture of a code leads to the field with its digits, and says nothing of whether they are good: who guesses by
/// it is stopped as anybody who types.
#[test]
fn the_picture_of_a_code_fills_its_field() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let given = ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)]);
    assert!(given.body.contains("<div class=\"qr\" role=\"img\" aria-label=\"The code as a picture"), "{}", given.body);
    let code = code(&given);
    let mut phone = Browser::new(&server);
    let [good, bad] = [code.as_str(), "000000"].map(|code| phone.ask("GET", &format!("/a/{code}"), &[]));
    for (page, code) in [(&good, code.as_str()), (&bad, "000000")] {
        assert!(
            page.code == 200 && page.body.contains(&format!("value=\"{code}\" aria-describedby=\"code-help\"")),
            "{}",
            page.body
        );
    }
    assert_eq!(good.body.replace(&code, "000000"), bad.body);
    assert_eq!(phone.ask("POST", "/", &[("form", &good.field("form")), ("code", &code)]).to, "/ask");
    assert_eq!(phone.ask("GET", "/a/1234567890123", &[]).body.matches("no longer good").count(), 1, "no code is so long");
}

/// What is held goes out on the web as far as whoever works with the case may see it: not what is not finished, nor
/// what is confidential, nor what was taken back.
#[test]
fn what_is_held_on_a_case_is_taken_out_on_the_web() {
    let (_folder, store, measures) = site();
    crate::browser::staff(&store, "noor", &["--office", "north"]);
    crate::browser::staff(&store, "ada", &["--role", "administrator"]);
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let finished = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)])));
    ["2", "4"].iter().for_each(|answer| finished.answer("plain", answer));
    finished.finished();
    let open = Client::begin(&server, &code(&ask(&server, &officer, &[("case", "c-17"), ("measure", CLIENT)])));
    open.answer("plain", "3");
    let hidden = [("case", "c-17"), ("measure", "alliance-monitor@0.3.0 worker nl-NL"), ("confidential", "yes")];
    let hidden = Client::begin(&server, &code(&ask(&server, &officer, &hidden)));
    hidden.answer("plain", "1");
    hidden.finished();
    let address = "/office/cases/c-17/held";
    let answer = server.ask("GET", address, &officer, &[]);
    assert!(answer.head.contains("attachment; filename=\"c-17.json\""), "{}", answer.head);
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    let administrations = told["administrations"].as_array().unwrap();
    assert_eq!(administrations.len(), 1, "{told}");
    assert_eq!(administrations[0]["record"]["answers"]["plain"], "4", "{told}");
    let without: Vec<(&str, bool, bool)> = told["without_answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (one["informant"].as_str().unwrap(), one["finished"].as_bool().unwrap(), one["confidential"].as_bool().unwrap())
        })
        .collect();
    assert_eq!(without, [("client", false, false), ("worker", true, true)]);
    assert!(told.get("access").is_none() && told.get("log").is_none(), "{told}");
    let told: Value = serde_json::from_str(&server.ask("GET", address, &server.log_in_as("ada"), &[]).body).unwrap();
    assert!(told["access"].as_array().is_some_and(|rows| rows.len() > 2), "whoever may see the log: {told}");
    assert_eq!(server.ask("GET", address, &server.log_in_as("noor"), &[]).code, 404, "another office");
}

/// Figures over a year have more months than those over half of one, and each month is told alike in both. Without
/// offices nothing is told that is not there with them.
#[test]
fn a_team_is_looked_at_over_a_time() {
    let (folder, store, measures) = site();
    let path = store.display().to_string();
    for (office, shift) in [("north", 0), ("south", 500)] {
        let file = put(&folder, &format!("{office}.csv"), &of_office(office, shift));
        let ran = run(&["store", "--store", &path, "import", "alliance-monitor", &file]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let staff = ["store", "--store", &path, "staff", "ada", "--role", "administrator"];
    assert_eq!(run_with_input(&staff, &format!("{PASSWORD}\n")).code, 0);
    let server = Server::start(&store, &measures);
    let ada = server.log_in_as("ada");
    // At first the cases may still be looked at.
    let page = |query: &str| {
        let ask = || server.ask("GET", &format!("/office/team{query}"), &ada, &[]).body;
        (0..60).map(|_| ask()).find(|page| page.contains("team-talk")).unwrap_or_else(|| panic!("{}", ask()))
    };
    let months = |page: &str| -> Vec<String> {
        let told = page.split("months-c-wide-d\">").nth(2).unwrap_or_else(|| panic!("{page}")).split("</desc>").next().unwrap();
        told.split("; ").map(str::to_owned).collect()
    };
    let (half, year) = (page(""), page("?period=year&by=office"));
    assert_eq!([months(&half).len(), months(&year).len()], [6, 12]);
    assert_eq!(months(&year)[6..], months(&half)[..]);
    assert!(half.contains("<option value=\"half-year\" selected>") && year.contains("<option value=\"year\" selected>"));
    let nothing = page("?by=nothing");
    assert!(half.contains(">north</th>") && !nothing.contains(">north</th>"), "{nothing}");
    assert!(nothing.contains("<option value=\"nothing\" selected>"), "{nothing}");
    let rows = |page: &str| -> Vec<String> {
        page.split("<tr>").skip(1).map(|row| row.split("</tr>").next().unwrap().to_owned()).collect()
    };
    let all = rows(&half);
    assert!(rows(&nothing).iter().all(|row| all.contains(row)), "{nothing}");
}

/// Answers of cases of an office, a client each, in every month of a year.
fn of_office(office: &str, shift: usize) -> String {
    let text = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = |name: &str| head.iter().position(|there| *there == name).unwrap();
    let (case, occasion, informant, date) = (at("case"), at("occasion"), at("informant"), at("date"));
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let rows: Vec<&Vec<&str>> = rows.iter().filter(|row| row.len() == head.len() && row[informant] == "client").collect();
    let mut out = format!("{},office\n", head.join(","));
    for number in 0..120 {
        let mut row: Vec<String> = rows[(number * 7 + shift) % rows.len()].iter().map(|cell| (*cell).to_owned()).collect();
        (row[case], row[occasion]) = (format!("k-{:06}", number + shift), "1".to_owned());
        row[date] = format!("2025-{:02}-15", number % 12 + 1);
        out.push_str(&format!("{},{office}\n", row.join(",")));
    }
    out
}

//! What an attacker found: files that lost their end, words that were turned round, one occasion in many spellings,
//! files for everybody's eyes, codes that outlive what they were for, settings that merely lie there.

use std::collections::BTreeMap;
use std::path::Path;

use verbond::administer::{CaseCode, Identity};
use verbond::store::{Begun, Place, Store};

use crate::browser::staff;
use crate::confidential::{Client, held};
use crate::meetings::{done, of_store};
use crate::occasions::{ask, code};
use crate::past::AGREE;
use crate::program::{command, folder, put, ran, run};
use crate::serving::{Server, site};

const MINI: &str = "tests/data/answers/mini.instrument";
const CLIENT: &str = "alliance-monitor@0.3.0 client nl-NL";

/// A file of statistics, changed.
fn changed(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = std::fs::read(format!("tests/data/answers/{name}")).unwrap();
    change(&mut bytes);
    bytes
}

fn scored(name: &str, bytes: &[u8]) -> crate::program::Ran {
    let folder = folder();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    run(&["score", MINI, &path.display().to_string(), "--map", "date=when", "--to", "csv", "--quiet"])
}

/// The header of each of these says that there are three cases.
#[test]
fn a_statistics_file_that_lost_cases_is_refused() {
    const CASES_AT: usize = 80;
    let counted = |name: &str, cases: i32| {
        changed(name, |bytes| {
            assert_eq!(bytes[CASES_AT..CASES_AT + 4], 3_i32.to_le_bytes());
            bytes[CASES_AT..CASES_AT + 4].copy_from_slice(&cases.to_le_bytes());
        })
    };
    let case_bytes = 81 * 8;
    let mut lost = vec![("cut after a case".to_owned(), changed("spss.sav", |bytes| bytes.truncate(bytes.len() - case_bytes)))];
    for name in ["spss.sav", "spss-plain.sav", "spss.zsav"] {
        lost.extend([2, 100, 0].map(|cases| (format!("{name} of {cases}"), counted(name, cases))));
    }
    for (why, bytes) in lost {
        let ran = scored("a.sav", &bytes);
        assert!(ran.code == 1 && ran.stderr.contains("V0732") && ran.stdout.is_empty(), "{why}: {} {}", ran.code, ran.stderr);
    }
    let said = scored("a.sav", &counted("spss.sav", 100)).stderr;
    assert!(said.contains("it says that it has 100 cases, and 3 are there"), "{said}");
    for name in ["spss.sav", "spss-plain.sav", "spss.zsav"] {
        let unknown = scored("a.sav", &counted(name, -1));
        assert!(unknown.code == 0 && unknown.stdout.lines().count() == 4, "{name}: {}", unknown.stderr);
    }
    // Half an element at the end of a file that says nothing is no end either.
    let mut half = counted("spss.sav", -1);
    half.truncate(half.len() - case_bytes + 4);
    assert!(scored("a.sav", &half).stderr.contains("V0732"));
    for name in ["stata.dta", "stata-13.dta"] {
        for cases in [2_u8, 1, 0] {
            let bytes = changed(name, |bytes| {
                let at = memchr::memmem::find(bytes, b"<N>").unwrap() + 3;
                assert_eq!(bytes[at], 3);
                bytes[at] = cases;
            });
            let ran = scored("a.dta", &bytes);
            assert!(ran.code == 1 && ran.stderr.contains("V0732"), "{name} of {cases}: {} {}", ran.code, ran.stderr);
        }
    }
}

/// A measure whose anchors were turned round within its version, with a store that was answered before.
fn turned_round() -> (tempfile::TempDir, String, String) {
    let folder = folder();
    let store = folder.path().join("s.sqlite").display().to_string();
    let measure = put(&folder, "agree.instrument", AGREE);
    let answers = put(&folder, "answers.csv", "case,occasion,a,b\nc-1,1,1,2\nc-1,2,3,3\n");
    let taken = run(&["store", "--store", &store, "import", &measure, &answers]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    let turned =
        AGREE.replacen("1 \"No\"", "1 \"XX\"", 1).replacen("3 \"Yes\"", "3 \"No\"", 1).replacen("1 \"XX\"", "1 \"Yes\"", 1);
    std::fs::write(&measure, turned).unwrap();
    (folder, store, measure)
}

#[test]
fn words_that_were_turned_round_do_not_turn_what_was_said() {
    let (folder, store, measure) = turned_round();
    let here = folder.path().display().to_string();
    let told = |more: &[&str]| {
        let told = run(&[&["store", "--store", &store, "answers", "c-1", "--instruments", &here], more].concat());
        assert_eq!(told.code, 0, "{}", told.stderr);
        told.stdout
    };
    let text = told(&["--occasion", "01"]);
    assert!(text.contains("1 – No") && !text.contains("1 – Yes"), "{text}");
    assert!(text.contains("Told in the words in which it was asked"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&told(&["--format", "json"])).unwrap();
    assert_eq!((&json[0]["words"], &json[0]["answers"][0]["answer"]), (&"then".into(), &"1 – No".into()), "{json}");
    // The figures of a case hold words of now, and say so wherever they stand.
    let said = "The words of this questionnaire were changed";
    let followed = run(&["follow", &measure, "--store", &store]);
    assert!(followed.code == 0 && followed.stdout.contains(said), "{} {}", followed.stdout, followed.stderr);
    for command in [vec!["follow", &measure], vec!["report", "c-1", "--of", &measure]] {
        let page = folder.path().join("page.html").display().to_string();
        let made = run(&[&command[..], &["--store", &store, "--output", &page, "--force"]].concat());
        assert_eq!(made.code, 0, "{}", made.stderr);
        let page = std::fs::read_to_string(&page).unwrap();
        assert!(page.contains(said), "{command:?}");
    }
    // A store of an earlier program kept no text: then the words are those of now, and that is said.
    let outside = rusqlite::Connection::open(&store).unwrap();
    outside.execute_batch("delete from measure_text").unwrap();
    drop(outside);
    assert!(told(&[]).contains(said));
    // Where nothing was changed nothing is said.
    std::fs::write(&measure, AGREE).unwrap();
    let same = told(&[]);
    assert!(same.contains("1 – No") && !same.contains("words"), "{same}");
    assert!(!run(&["follow", &measure, "--store", &store]).stdout.contains(said));
}

#[test]
fn pages_of_staff_say_where_words_were_changed() {
    let (_folder, store, measures) = site();
    let (measure, path) = (measures.join("agree.instrument"), store.display().to_string());
    std::fs::write(&measure, AGREE).unwrap();
    let answers = crate::program::put(&_folder, "answers.csv", "case,occasion,a,b,office\nc-1,1,1,2,\n");
    let taken = run(&["store", "--store", &path, "import", &measure.display().to_string(), &answers]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    std::fs::write(&measure, AGREE.replacen("1 \"No\"", "1 \"Yes\"", 1).replacen("3 \"Yes\"", "3 \"No\"", 1)).unwrap();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let page = |path: &str| server.ask("GET", path, &officer, &[]).body;
    let number = held(&store, "c-1")[0].id;
    let answers = page(&format!("/office/cases/c-1/answers/{number}"));
    assert!(answers.contains("1 – No") && answers.contains("Told in the words in which it was asked"), "{answers}");
    for path in ["/office/cases/c-1", "/office/cases/c-1/report"] {
        let page = page(path);
        assert!(page.contains("The words of this questionnaire were changed"), "{path}: {page}");
    }
}

#[test]
fn one_occasion_is_one_however_it_is_written() {
    let folder = folder();
    let store = folder.path().join("s.sqlite").display().to_string();
    let measure = put(&folder, "agree.instrument", AGREE);
    for other in ["01", "1.0", "\u{661}", "+1", "1e0"] {
        let answers = put(&folder, "answers.csv", &format!("case,occasion,a,b\nc-1,1,1,2\nc-1,{other},3,3\n"));
        for command in [
            vec!["store", "--store", &store, "import", &measure, &answers],
            vec!["score", &measure, &answers, "--quiet"],
            vec!["follow", &measure, &answers],
        ] {
            let refused = run(&command);
            assert!(refused.code == 1 && refused.stderr.contains("V0706"), "{other} {command:?}: {}", refused.stderr);
        }
    }
    // Two sides of one occasion come together, whichever of them lacked a cell in its column.
    let full = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    let mut lines = full.lines();
    let head = lines.next().unwrap();
    let column = |name: &str| head.split(',').position(|it| it == name).unwrap();
    let row = lines.next().unwrap().split(',').collect::<Vec<_>>();
    let with = |informant: &str, occasion: &str| {
        let mut cells = row.clone();
        (cells[column("informant")], cells[column("occasion")]) = (informant, occasion);
        cells.join(",")
    };
    let both = format!("{head}\n{}\n{}\n", with("client", "1.0"), with("worker", "1"));
    let answers = put(&folder, "both.csv", &both);
    let views = run(&["follow", "alliance-monitor", &answers, "--format", "json"]);
    let views: serde_json::Value = serde_json::from_str(&views.stdout).unwrap();
    let threads = views[0]["threads"].as_array().unwrap();
    let occasions = threads.iter().flat_map(|thread| thread["values"].as_array().unwrap());
    let occasions: std::collections::BTreeSet<&str> = occasions.filter_map(|value| value[0].as_str()).collect();
    assert_eq!(occasions.into_iter().collect::<Vec<_>>(), ["1"], "{views}");
    // What is no number stays what it is.
    let words = put(&folder, "words.csv", "case,occasion,a,b\nc-1,baseline,1,2\nc-1,1.5,3,3\nc-1,1.10,3,3\nc-1,1.1,3,3\n");
    let scored = run(&["score", &measure, &words, "--quiet"]);
    let names: Vec<&str> = scored.stdout.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(names, ["baseline", "1.5", "1.10", "1.1"], "{}", scored.stderr);
}

/// A store of an earlier program may hold an occasion in another spelling.
#[test]
fn a_store_knows_an_occasion_in_any_spelling() {
    let folder = folder();
    let path = folder.path().join("s.sqlite");
    let mut store = Store::open(&path).unwrap();
    let identity =
        |occasion: &str| Identity { occasion: occasion.to_owned(), informant: "client".to_owned(), ..Identity::default() };
    let begin = |store: &mut Store, identity: &Identity| {
        let begun = Begun {
            measure: "alliance-monitor@0.3.0",
            sha256: "00",
            text: "verbond 1",
            case: &CaseCode::parse("c-1").unwrap(),
            identity,
            known: &BTreeMap::new(),
            at: "2026-01-01T09:00:00Z",
        };
        store.begin_administration(&begun).unwrap()
    };
    let first = begin(&mut store, &identity("01"));
    assert_eq!(store.administration(first).unwrap().unwrap().record.identity.occasion, "1");
    assert_eq!(begin(&mut store, &identity("1.0")), first, "it goes on with the same");
    drop(store);
    let outside = rusqlite::Connection::open(&path).unwrap();
    outside.execute("update administration set occasion = '01'", []).unwrap();
    drop(outside);
    let mut store = Store::open(&path).unwrap();
    let place = Place { case: "c-1", measure: "alliance-monitor", informant: "client", occasion: "1" };
    assert_eq!(store.held(&place).unwrap().open.map(|open| open.id), Some(first));
    let agenda = verbond::store::Agenda::default();
    assert_eq!(store.occasions("c-1", "alliance-monitor", "client", &agenda).unwrap().next(), "1");
    assert_eq!(begin(&mut store, &identity("+1")), first);
}

/// An analysis has no least number: of one administration its counts are the answers.
#[test]
fn an_analysis_leaves_out_what_is_confidential() {
    let folder = folder();
    let store = folder.path().join("s.sqlite").display().to_string();
    let measure = put(&folder, "agree.instrument", AGREE);
    let answers = put(&folder, "answers.csv", "case,occasion,a,b,confidential\nc-1,1,3,1,yes\n");
    let taken = run(&["store", "--store", &store, "import", &measure, &answers]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    let analysed = |more: &[&str]| run(&[&["analyse", &measure, "--store", &store, "--format", "json"], more].concat());
    let (hidden, shown) = (analysed(&[]), analysed(&["--confidential"]));
    assert!(hidden.stderr.contains("1 confidential administration left out"), "{}", hidden.stderr);
    assert!(!shown.stderr.contains("left out"), "{}", shown.stderr);
    let counted = |ran: &crate::program::Ran| {
        let analysis: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        analysis["informants"].as_array().unwrap().iter().map(|of| of["rows"].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!((counted(&hidden), counted(&shown)), (0, 1));
    let log = done(Path::new(&store), &["log"]);
    assert!(log.contains("confidential 0") && log.contains("confidential 1"), "{log}");
}

#[test]
fn an_empty_cell_opens_nothing_that_was_confidential() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    let measure = put(&folder, "agree.instrument", AGREE);
    let lost = put(&folder, "lost.csv", "case,occasion,a,b,confidential\nc-1,1,3,1,yes\nc-2,1,3,1,\n");
    let refused = of_store(&store, &["import", &measure, &lost]);
    assert!(refused.code == 1 && refused.stderr.contains("V0731"), "{} {}", refused.code, refused.stderr);
    assert!(held(&store, "c-1").is_empty(), "all of it or nothing");
    let none = put(&folder, "none.csv", "case,occasion,a,b\nc-2,1,3,1\n");
    done(&store, &["import", &measure, &none]);
    assert!(!held(&store, "c-2")[0].confidential);
}

/// Whoever gave a code before the case went to another office has no way to it any more.
#[test]
fn a_code_does_not_outlive_what_it_was_for() {
    let (_folder, store, measures) = site();
    staff(&store, "noor", &["--office", "north"]);
    staff(&store, "bram", &[]);
    let server = Server::start(&store, &measures);
    let anna = server.log_in();
    let page = |who: &str, case: &str| server.ask("GET", &format!("/office/code/{case}"), who, &[]).body;
    let redeemed = |given: &str| server.ask("POST", "/", "", &[("code", given)]);
    // A code that was redeemed is good no more, and stands nowhere as one that is.
    let used = code(&ask(&server, &anna, &[("case", "c-1"), ("measure", CLIENT)]));
    assert!(page(&anna, "c-1").contains("class=\"code\""));
    Client::begin(&server, &used).finished();
    assert!(!page(&anna, "c-1").contains("class=\"code\""));
    // Within the office it stays good; in another one it does not.
    for (to, stays) in [("person bram", true), ("person noor", false)] {
        let case = if stays { "c-2" } else { "c-3" };
        let given = code(&ask(&server, &anna, &[("case", case), ("measure", CLIENT)]));
        let form = server.ask("GET", "/office/cases", &anna, &[]).field("form");
        let hand_over = |reason: &str| {
            let fields = [("form", form.as_str()), ("opening", "hand-over"), ("to", to), ("reason", reason)];
            server.ask("POST", &format!("/office/cases/{case}/opening"), &anna, &fields)
        };
        for nothing in ["", "  ", "\u{200B}"] {
            let asked = hand_over(nothing);
            assert!(asked.code == 200 && asked.body.contains("Say why."), "{} {}", asked.code, asked.body);
        }
        assert_eq!(hand_over("leave").code, 303);
        assert_eq!(page(&anna, case).contains("class=\"code\""), stays, "{case}");
        assert_eq!(redeemed(&given).code == 303, stays, "{case}");
    }
    // On the command line too there is a reason.
    let without = of_store(&store, &["hand-over", "c-2", "--to", "anna"]);
    assert!(without.code == 2 && without.stderr.contains("--reason"), "{}", without.stderr);
    let blank = of_store(&store, &["hand-over", "c-2", "--to", "anna", "--reason", " "]);
    assert!(blank.code == 2 && blank.stderr.contains("there is no reason"), "{}", blank.stderr);
    done(&store, &["audit"]);
}

/// No word was chosen: whoever comes back is told all the same that somebody began anew.
#[test]
fn whoever_comes_back_is_told_that_it_was_begun_anew() {
    let (_folder, store, measures) = site();
    let server = Server::start(&store, &measures);
    let officer = server.log_in();
    let client = Client::begin(&server, &server.open(&officer, "c-1", &[("confidential", "yes")]));
    client.answer("plain", "4");
    let other = Client::begin(&server, &server.open(&officer, "c-1", &[]));
    let come = |more: &[(&str, &str)]| {
        let code = server.open(&officer, "c-1", &[]);
        server.ask("POST", "/", "", &[&[("code", code.as_str())], more].concat())
    };
    for is_answered in [false, true] {
        if is_answered {
            other.answer("plain", "1");
        }
        let told = come(&[]);
        assert!(told.cookie.is_empty() && told.body.contains("Somebody began this anew"), "{}", told.body);
    }
    assert_eq!(come(&[("anew", "yes")]).to, "/ask", "and may begin anew themselves");
    // What is open to whoever works with the case is gone on with, and nobody is told anything.
    let open = Client::begin(&server, &server.open(&officer, "c-2", &[]));
    open.answer("plain", "4");
    let again = [("case", "c-2"), ("occasion", "1"), ("measure", CLIENT)];
    let again = code(&crate::occasions::choose(&server, &officer, &again, "continue"));
    assert_eq!(server.ask("POST", "/", "", &[("code", &again)]).to, "/ask");
    done(&store, &["audit"]);
}

fn run_in(place: &Path, arguments: &[&str]) -> crate::program::Ran {
    ran(command().current_dir(place).args(arguments).output().unwrap())
}

#[test]
fn what_merely_lies_there_is_named_where_it_changes_figures() {
    let folder = folder();
    let here = folder.path();
    let built_in = std::fs::read_to_string("instruments/alliance-monitor/0.3.0.instrument").unwrap();
    let answers = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    put(&folder, "a.csv", &answers);
    let score = ["score", "alliance-monitor@0.3.0", "a.csv", "--quiet"];
    let before = run_in(here, &score).stderr;
    assert!(!before.contains("V0610"), "{before}");
    // A copy is the same measure, and nothing is said of it; one with another title is another.
    for place in ["instruments", "measures"] {
        std::fs::create_dir(here.join(place)).unwrap();
        let file = here.join(place).join("m.instrument");
        if place == "measures" {
            put(&folder, "verbond.toml", "[instruments]\nfolders = [\"measures\"]\n");
        }
        std::fs::write(&file, &built_in).unwrap();
        assert_eq!(run_in(here, &score).stderr, before, "{place}");
        std::fs::write(&file, built_in.replacen("\"Alliance Monitor\"", "\"My Monitor\"", 1)).unwrap();
        let said = run_in(here, &score);
        assert!(said.code == 0 && said.stderr.matches("V0610").count() == 1, "{place}: {}", said.stderr);
        // Whoever names the folder means it.
        let meant = run_in(here, &[&score[..], &["--instruments", place]].concat());
        assert!(meant.code == 0 && !meant.stderr.contains("V0610"), "{place}: {}", meant.stderr);
        std::fs::remove_dir_all(here.join(place)).unwrap();
    }
    let settings = "[norms]\njudge-by-simulated = true\n[[rupture]]\nscore = \"total\"\nbelow-best = true\nsource = \"x\"\n";
    put(&folder, "verbond.toml", settings);
    let said = run_in(here, &["follow", "alliance-monitor", "a.csv", "--norms", "demo"]);
    let note = "note: `[norms]`, `[[rupture]]` of ./verbond.toml are followed, for the file lies here";
    assert!(said.code == 0 && said.stderr.contains(note), "{}", said.stderr);
    let named = run_in(here, &["follow", "alliance-monitor", "a.csv", "--norms", "demo", "--config", "verbond.toml"]);
    assert!(named.code == 0 && !named.stderr.contains("lies here"), "{}", named.stderr);
}

#[test]
fn what_is_said_of_a_case_is_of_that_case() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    done(&store, &["open", "E-1"]);
    done(&store, &["open", "D-1"]);
    for command in [&["erase", "e-1"][..], &["close", "e-1"]] {
        let none = of_store(&store, command);
        assert!(none.code == 1 && none.stderr.contains("there is a case E-1; capitals count"), "{command:?}: {}", none.stderr);
    }
    // Only a case that was opened is near.
    assert!(of_store(&store, &["erase", "E-11"]).stderr.contains("there is a case E-1\n"));
}

#[test]
fn a_report_of_what_is_confidential_is_refused() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    let measure = put(&folder, "agree.instrument", AGREE);
    let answers = put(&folder, "answers.csv", "case,occasion,a,b,confidential\nc-4,1,3,1,yes\n");
    done(&store, &["import", &measure, &answers]);
    let output = folder.path().join("c-4.html").display().to_string();
    let path = store.display().to_string();
    let refused = run(&["report", "c-4", "--of", &measure, "--store", &path, "--output", &output]);
    assert!(
        refused.code == 2 && refused.stderr.contains("all that the case `c-4` answered is confidential"),
        "{}",
        refused.stderr
    );
    assert!(!Path::new(&output).exists());
}

/// A command that is refused for its output leaves nothing in a log that says that it was done.
#[test]
fn what_is_refused_is_not_logged_as_done() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    let path = store.display().to_string();
    let measure = put(&folder, "agree.instrument", AGREE);
    done(&store, &["import", &measure, &put(&folder, "answers.csv", "case,occasion,a,b\nc-1,1,3,1\n")]);
    let before = done(&store, &["log"]);
    for command in [
        vec!["store", "--store", &path, "export", &measure, "--output", &path, "--force"],
        vec!["store", "--store", &path, "export-cases", "--output", &path, "--force"],
        vec!["follow", &measure, "--store", &path, "--case", "c-1", "--output", &path, "--force"],
        vec!["report", "c-1", "--of", &measure, "--store", &path, "--output", &path, "--force"],
        vec!["team", &measure, "--store", &path, "--output", &path, "--force"],
    ] {
        let refused = run(&command);
        assert!(refused.code == 2 && refused.stderr.contains("V0816"), "{command:?}: {} {}", refused.code, refused.stderr);
    }
    let html = format!("html={path}");
    assert!(run(&["analyse", &measure, "--store", &path, "--to", &html, "--force"]).stderr.contains("V0816"));
    assert_eq!(done(&store, &["log"]), before);
    // A dash is the standard output elsewhere, and no file here.
    let dash = run_in(folder.path(), &["analyse", &measure, "--store", &path, "--to", "json=-"]);
    assert!(dash.code == 2 && dash.stderr.contains("names the standard output"), "{}", dash.stderr);
    assert!(!folder.path().join("-").exists());
}

#[test]
fn a_workbook_that_was_packed_again_is_read() {
    use std::io::{Read, Write};
    let whole = std::fs::read("tests/data/answers/libreoffice.ods").unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
    let mut again = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        let packed = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        again.start_file(part.name().unwrap().to_string(), packed).unwrap();
        again.write_all(&text).unwrap();
    }
    let bytes = again.finish().unwrap().into_inner();
    assert!(memchr::memmem::find(&bytes, b"application/vnd.oasis").is_none(), "the test would show nothing");
    let folder = folder();
    let path = folder.path().join("again.ods");
    std::fs::write(&path, bytes).unwrap();
    let ran = run(&["score", MINI, &path.display().to_string(), "--to", "csv", "--quiet"]);
    assert!(ran.code == 0 && ran.stdout.lines().count() == 3, "{} {}", ran.stdout, ran.stderr);
}

#[test]
fn a_translation_that_cannot_stand_in_a_file_is_a_finding() {
    let folder = folder();
    for name in ["0.3.0.instrument", "0.3.pl.translation"] {
        std::fs::copy(Path::new("instruments/alliance-monitor").join(name), folder.path().join(name)).unwrap();
    }
    let file = folder.path().join("0.3.pl.translation").display().to_string();
    let sent = folder.path().join("pl.xlf").display().to_string();
    assert_eq!(run(&["translate", "send", &file, &sent]).code, 0);
    let text = std::fs::read_to_string(&sent).unwrap();
    let at = text.find("<target>").unwrap() + "<target>".len();
    std::fs::write(&sent, format!("{}{}{}", &text[..at], "x".repeat(3_000_000), &text[at..])).unwrap();
    let before = std::fs::read_to_string(&file).unwrap();
    for check in [&["--check"][..], &[]] {
        let refused = run(&[&["translate", "receive", &file, &sent], check].concat());
        assert!(refused.code == 1 && refused.stderr.contains("error[V"), "{check:?}: {} {}", refused.code, refused.stderr);
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), before);
}

#[test]
fn a_phrase_that_takes_itself_in_is_refused() {
    use verbond::phrases::check_phrases;
    use verbond::source::SourceFile;
    for (text, why) in [
        ("language-name = { language-name }\n", "it takes itself in"),
        ("next = { back }\nback = { next }\n", "it takes itself in"),
        ("-t = { -t }\nnext = { -t }\n", "it takes itself in"),
        ("next = { nothing-such }\n", "it takes in what is not there"),
        ("next = { -nothing }\n", "it takes in what is not there"),
    ] {
        let said = check_phrases(&SourceFile::new("so.ftl", text));
        let found = said.iter().find(|diagnostic| diagnostic.message.contains(why));
        assert_eq!(found.map(|diagnostic| diagnostic.code.name), Some("V0415"), "{text}: {said:?}");
    }
    let fine = check_phrases(&SourceFile::new("so.ftl", "-t = Ni\nnext = { -t }\n"));
    assert!(fine.is_empty(), "{fine:?}");
}

/// A Parquet file of 13 KB can hold one megabyte in each of its rows.
#[test]
fn a_text_far_too_long_is_not_counted() {
    use verbond::instrument::{Domain, Given, Unfit};
    let (long, begun) = ("ä".repeat(1 << 20), std::time::Instant::now());
    for _ in 0..20_000 {
        assert_eq!(Domain::Text(500).text(&long), Err(Unfit::TooLong));
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", begun.elapsed());
    // The most bytes that so many letters have, and lines that end as Windows ends them.
    for fits in ["\u{1F600}".repeat(500), "\r\n".repeat(500), "x".repeat(500)] {
        assert_eq!(Domain::Text(500).text(&fits), Ok(Given::Value(500.0)));
        assert_eq!(Domain::Text(499).text(&fits), Err(Unfit::TooLong));
    }
}

//! The past stays what it was: what goes out comes back as it was, what is confidential stays so, what is erased is
//! gone, and nothing is scored anew.

use std::collections::BTreeMap;
use std::path::Path;

use verbond::administer::{CaseCode, Identity};
use verbond::store::{Access, Begun, By, Claim, Redeemed, Store};

use crate::program::{Ran, folder, put, run};

fn store_of(folder: &tempfile::TempDir) -> String {
    folder.path().join("s.sqlite").display().to_string()
}

fn of(store: &str, arguments: &[&str]) -> Ran {
    run(&[&["store", "--store", store], arguments].concat())
}

fn imported(store: &str, measure: &str, answers: &str) {
    let taken = of(store, &["import", measure, answers]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
}

/// Six administrations, of which two are confidential, of one office and begun on different days.
fn with_confidential(folder: &tempfile::TempDir) -> String {
    let full = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    let mut lines = full.lines();
    let mut text = format!("{},begun,confidential,office\n", lines.next().unwrap());
    for (at, line) in lines.skip(2).take(6).enumerate() {
        let (confidential, office) = match (line.starts_with("S001"), at % 2) {
            (true, 1) => ("yes", "north"),
            (true, _) => ("no", "north"),
            (false, _) => ("no", "south"),
        };
        text.push_str(&format!("{line},2025-0{}-01T10:00:00Z,{confidential},{office}\n", at + 1));
    }
    put(folder, "confidential.csv", &text)
}

#[test]
fn what_goes_out_comes_back_as_it_was() {
    let folder = folder();
    let (store, other) = (store_of(&folder), folder.path().join("other.sqlite").display().to_string());
    imported(&store, "alliance-monitor", &with_confidential(&folder));
    let output = folder.path().join("out.csv").display().to_string();
    let open = of(&store, &["export", "alliance-monitor", "--output", &output]);
    assert!(open.code == 0 && open.stderr.contains("2 confidential administrations left out"), "{}", open.stderr);
    let text = std::fs::read_to_string(&output).unwrap();
    assert!(text.lines().count() == 5 && !text.contains(",yes,") && text.contains(",no,north"), "{text}");
    let whole = of(&store, &["export", "alliance-monitor", "--confidential", "--output", &output, "--force"]);
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    imported(&other, "alliance-monitor", &output);
    let kept = |path: &str| {
        let kept = Store::open(Path::new(path)).unwrap().kept(None, None).unwrap();
        kept.into_iter().map(|kept| (kept.record, kept.begun, kept.confidential, kept.office)).collect::<Vec<_>>()
    };
    assert_eq!(kept(&other), kept(&store));
    assert_eq!(
        kept(&other)
            .iter()
            .filter(|(_, begun, confidential, office)| *confidential && office == "north" && begun < &"2026".to_owned())
            .count(),
        2
    );
    // Retention goes on where it was: nothing of it is of today.
    assert!(of(&other, &["purge", "--older-than", "30"]).stdout.contains("6 administrations"));
    assert_eq!(of(&other, &["audit"]).code, 0);
    let log = of(&store, &["log"]).stdout;
    let exports: Vec<&str> = log.lines().filter(|line| line.contains("exported")).collect();
    assert!(exports.len() == 2 && exports[0].contains("confidential 0") && exports[1].contains("confidential 2"), "{log}");
}

#[test]
fn what_a_store_adds_is_not_guessed_at() {
    let folder = folder();
    let store = store_of(&folder);
    let text = std::fs::read_to_string(with_confidential(&folder)).unwrap();
    let faulty = text
        .replacen(",yes,", ",perhaps,", 1)
        .replacen("2025-01-01T10:00:00Z", "2025-01-01", 1)
        .replacen("2025-03", "2999-03", 1);
    let refused = of(&store, &["import", "alliance-monitor", &put(&folder, "faulty.csv", &faulty)]);
    assert!(refused.code == 1 && refused.stderr.contains("nothing was taken in"), "{}", refused.stderr);
    assert_eq!(refused.stderr.matches("V0730").count(), 2, "{}", refused.stderr);
    assert_eq!(refused.stderr.matches("V0731").count(), 1, "{}", refused.stderr);
    insta::assert_snapshot!("columns_of_a_store", refused.stderr.replace(&folder.path().display().to_string(), "FOLDER"));
    // A measure may have a column of that name itself.
    let measure = put(
        &folder,
        "own.instrument",
        "verbond 1\n\ninstrument own 1.0.0 {\n  title \"Own\"\n  licence \"CC0-1.0\"\n  status experimental\n  informants { self \"Self\" }\n  item office as decimal 0 to 24 \"Hours at the office?\"\n  score most \"Most\" = office\n}\n",
    );
    imported(&store, &measure, &put(&folder, "own.csv", "case,occasion,office,store:office,confidential\nc-1,1,8,north,no\n"));
    let out = of(&store, &["export", &measure]);
    assert!(
        out.stdout.contains(",office,begun,confidential,store:office\n") && out.stdout.contains(",no,north\n"),
        "{}",
        out.stdout
    );
}

#[test]
fn what_is_confidential_is_marked_and_left_out() {
    let folder = folder();
    let store = store_of(&folder);
    imported(&store, "alliance-monitor", &with_confidential(&folder));
    let page = folder.path().join("page.html").display().to_string();
    let follow = |more: &[&str]| run(&[&["follow", "alliance-monitor", "--store", store.as_str()], more].concat());
    let values = |ran: &Ran| -> usize {
        let views: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let threads = views.as_array().unwrap().iter().flat_map(|view| view["threads"].as_array().unwrap());
        threads.filter(|thread| thread["score"] == "total").map(|thread| thread["values"].as_array().unwrap().len()).sum()
    };
    let (open, whole) = (follow(&["--format", "json"]), follow(&["--format", "json", "--confidential"]));
    assert_eq!((values(&open), values(&whole)), (4, 6), "{}", open.stdout);
    assert!(open.stderr.contains("2 confidential administrations left out"), "{}", open.stderr);
    for more in [&["--output", page.as_str()][..], &["--confidential", "--output", page.as_str()]] {
        assert_eq!(follow(&[more, &["--force"]].concat()).code, 0);
        let page = std::fs::read_to_string(&page).unwrap();
        assert_eq!(page.matches("<h3>Confidential</h3>").count(), 1, "{more:?}");
    }
    for more in [&[][..], &["--confidential"]] {
        let text = follow(more).stdout;
        assert_eq!(text.matches("Confidential: ").count(), 2, "{text}");
    }
    let log = of(&store, &["log"]).stdout;
    assert_eq!(log.matches("confidential 2").count(), 3, "each look at what is confidential is logged: {log}");
}

#[test]
fn ids_are_compared_letter_by_letter() {
    let folder = folder();
    let store = store_of(&folder);
    let measure = |id: &str| {
        let text = format!(
            "verbond 1\n\ninstrument {id} 1.0.0 {{\n  title \"Week\"\n  licence \"CC0-1.0\"\n  status experimental\n  informants {{ self \"Self\" }}\n  item hours as decimal 0 to 24 \"Hours?\"\n  score most \"Most\" = hours\n}}\n"
        );
        put(&folder, &format!("{id}.instrument"), &text)
    };
    for (id, hours) in [("p-q", 7), ("p_q", 8)] {
        let answers = put(&folder, "answers.csv", &format!("case,occasion,hours\nc-1,1,{hours}\n"));
        imported(&store, &measure(id), &answers);
    }
    for (id, hours) in [("p-q", ",7,"), ("p_q", ",8,")] {
        let out = of(&store, &["export", &measure(id)]);
        assert!(out.code == 0 && out.stdout.contains(hours) && out.stdout.lines().count() == 2, "{}", out.stdout);
        assert!(!out.stderr.contains("other versions"), "{}", out.stderr);
        let followed = run(&["follow", &measure(id), "--store", &store]);
        assert_eq!(followed.code, 0, "{}", followed.stderr);
    }
}

#[test]
fn a_code_that_is_not_held_is_said() {
    let folder = folder();
    let store = store_of(&folder);
    imported(&store, "alliance-monitor", "tests/data/alliance-monitor.csv");
    for yes in [&["erase", "s001"][..], &["erase", "s001", "--yes"]] {
        let none = of(&store, yes);
        assert!(none.code == 1 && none.stderr.contains("nothing is held on s001"), "{} {}", none.code, none.stderr);
        assert!(none.stderr.contains("there is a case S001; capitals count"), "{}", none.stderr);
    }
    assert_eq!(of(&store, &["erase", "S001", "--yes"]).code, 0);
    assert_eq!(of(&store, &["erase", "S001", "--yes"]).code, 1, "it is gone already");
}

/// The files of a folder that hold some bytes.
fn holding(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let holds = |path: &std::path::PathBuf| memchr::memmem::find(&std::fs::read(path).unwrap(), bytes).is_some();
    entries.filter(holds).map(|path| path.display().to_string()).collect()
}

#[test]
fn what_a_reader_still_holds_is_said() {
    let folder = folder();
    let store = store_of(&folder);
    imported(&store, "alliance-monitor", "tests/data/alliance-monitor.csv");
    let reader = rusqlite::Connection::open(&store).unwrap();
    reader.execute_batch("begin").unwrap();
    reader.query_row("select count(*) from answer", [], |_| Ok(())).unwrap();
    let erased = of(&store, &["erase", "S001", "--yes"]);
    assert!(erased.code == 3 && erased.stdout.contains("erased 6 administrations"), "{} {}", erased.code, erased.stdout);
    assert!(erased.stderr.contains("can still be found in its files: somebody reads the store"), "{}", erased.stderr);
    assert!(!holding(folder.path(), b"S001").is_empty(), "the test would show nothing");
    reader.execute_batch("commit").unwrap();
    drop(reader);
    assert_eq!(of(&store, &["stats"]).code, 0);
    assert_eq!(holding(folder.path(), b"S001"), Vec::<String>::new());
}

#[test]
fn days_have_bounds() {
    let folder = folder();
    let store = store_of(&folder);
    imported(&store, "alliance-monitor", "tests/data/alliance-monitor.csv");
    for days in ["4294967295", "36501", "0"] {
        for of_what in ["--older-than", "--access-older-than"] {
            let refused = of(&store, &["purge", of_what, days]);
            assert!(refused.code == 2 && refused.stderr.contains("say 1 to 36500"), "{} {}", refused.code, refused.stderr);
        }
        let config = put(&folder, "v.toml", &format!("[store]\nfile = \"s.sqlite\"\nkeep-days = {days}\n"));
        assert_eq!(run(&["store", "--config", &config, "purge"]).code, 2);
    }
    assert_eq!(of(&store, &["purge", "--older-than", "36500"]).code, 0);
}

#[test]
fn a_clock_that_was_set_back_is_not_trusted() {
    let folder = folder();
    let path = store_of(&folder);
    imported(&path, "alliance-monitor", &with_confidential(&folder));
    let mut store = Store::open(Path::new(&path)).unwrap();
    let identity = Identity { occasion: "1".to_owned(), informant: "client".to_owned(), ..Identity::default() };
    let begun = Begun {
        measure: "alliance-monitor@0.3.0",
        sha256: "00",
        text: "verbond 1",
        case: &CaseCode::parse("late-1").unwrap(),
        identity: &identity,
        known: &BTreeMap::new(),
        at: "2030-01-01T09:00:00Z",
    };
    let id = store.begin_administration(&begun).unwrap();
    let anna = By { who: "anna", at: "2030-01-01T10:00:00Z" };
    let code = |store: &mut Store, code| store.issue(code, id, "2030-01-01T10:30:00Z", &anna).unwrap();
    let redeemed = |store: &mut Store, code, at| {
        store.redeem(code, &Claim::default(), (&format!("secret {code}"), "2030-01-01T12:00:00Z"), at).unwrap()
    };
    assert!(code(&mut store, "111111"));
    assert_eq!(redeemed(&mut store, "111111", "2030-01-01T09:59:00Z"), Redeemed::No, "before it was given");
    assert!(code(&mut store, "222222"));
    assert_eq!(redeemed(&mut store, "222222", "2030-01-01T10:10:00Z"), Redeemed::Answering(id));
    assert_eq!(redeemed(&mut store, "222222", "2030-01-01T10:11:00Z"), Redeemed::No, "a code is good once");
    // It is over, and then the clock goes back to when it was good.
    assert!(code(&mut store, "333333"));
    store.note_access(&By { who: "anna", at: "2030-01-01T11:00:00Z" }, &Access::LoggedIn).unwrap();
    assert_eq!(redeemed(&mut store, "333333", "2030-01-01T10:10:00Z"), Redeemed::No, "the clock was set back");
    drop(store);
    let refused = of(&path, &["purge", "--older-than", "30", "--yes"]);
    assert!(refused.code == 3 && refused.stderr.contains("the clock was set back"), "{} {}", refused.code, refused.stderr);
    assert!(of(&path, &["stats"]).stdout.contains("7 administrations"), "nothing was erased");
}

/// A measure without tests of its own, so that another key is no fault of the file.
pub const AGREE: &str = "verbond 1

instrument agree 1.0.0 {
  title   \"Agreement\"
  licence \"CC0-1.0\"
  status  experimental
  informants { client \"Client\" }
  scale agree { 1 \"No\"  2 \"Somewhat\"  3 \"Yes\" }
  items on agree { a \"A\"  b \"B\" }
  score main \"Main\" = mean of a, b needs all
}
";
/// Another key under the same version.
pub const REKEYED: [&str; 2] = ["= mean of a, b needs all", "= 1 * a"];

/// A folder with a store that was filled with the measure, and a changed copy of the measure.
fn changed(from: &str, to: &str) -> (tempfile::TempDir, String, String) {
    let folder = folder();
    let store = store_of(&folder);
    let answers = put(&folder, "answers.csv", "case,occasion,a,b\nc-1,1,1,2\nc-1,2,2,3\nc-2,1,3,3\n");
    imported(&store, &put(&folder, "agree.instrument", AGREE), &answers);
    assert!(AGREE.contains(from), "{from} is not in the measure");
    let path = put(&folder, "agree.instrument", &AGREE.replacen(from, to, 1));
    (folder, store, path)
}

#[test]
fn a_key_that_changed_within_its_version_is_refused() {
    let (folder, store, measure) = changed(REKEYED[0], REKEYED[1]);
    let commands: [&[&str]; 4] = [
        &["follow", &measure, "--store", &store],
        &["team", &measure, "--store", &store],
        &["analyse", &measure, "--store", &store],
        &["store", "--store", &store, "export", &measure],
    ];
    for command in commands {
        let refused = run(command);
        assert!(refused.code == 1 && refused.stderr.contains("error[V0607]"), "{command:?}: {} {}", refused.code, refused.stderr);
        assert!(refused.stderr.contains("3 administrations") && refused.stderr.contains("store text"), "{}", refused.stderr);
        assert_eq!(refused.stdout, "", "{command:?} gave something all the same");
    }
    let refused = run(commands[0]).stderr;
    insta::assert_snapshot!("V0607", refused.replace(&folder.path().display().to_string(), "FOLDER"));
    // The way out: the text of then.
    let then = folder.path().join("then.instrument").display().to_string();
    assert_eq!(of(&store, &["text", "agree@1.0.0", "--output", &then]).code, 0);
    assert_eq!(std::fs::read_to_string(&then).unwrap(), AGREE);
    let followed = run(&["follow", &then, "--store", &store]);
    assert!(followed.code == 0 && !followed.stderr.contains("V06"), "{}", followed.stderr);
    let unknown = of(&store, &["text", "alliance-monitor@9.9.9"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("kept no text"), "{}", unknown.stderr);
}

#[test]
fn words_that_changed_within_a_version_are_a_note() {
    let (folder, store, measure) = changed("Agreement", "The agreement");
    let followed = run(&["follow", &measure, "--store", &store]);
    assert!(followed.code == 0 && followed.stderr.contains("note[V0608]"), "{} {}", followed.code, followed.stderr);
    insta::assert_snapshot!("V0608", followed.stderr.replace(&folder.path().display().to_string(), "FOLDER"));
    // An earlier program kept no text.
    let outside = rusqlite::Connection::open(&store).unwrap();
    outside.execute_batch("delete from measure_text").unwrap();
    drop(outside);
    let unknown = run(&["follow", &measure, "--store", &store]);
    assert!(unknown.code == 0 && unknown.stderr.contains("warning[V0609]"), "{} {}", unknown.code, unknown.stderr);
    insta::assert_snapshot!("V0609", unknown.stderr.replace(&folder.path().display().to_string(), "FOLDER"));
}

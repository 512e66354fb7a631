//! Codes that no sample on a page can bring about: they take bytes, options, several files or plugins. Each has its
//! snapshot here.

use std::path::Path;

use verbond::source::codes;

use crate::program::{Ran, folder, run};

/// What the program says on the standard error, without what differs from machine to machine.
fn said(ran: &Ran, folder: &Path) -> String {
    let text = format!("exit code {}\n{}{}", ran.code, ran.stdout, ran.stderr);
    let text = text.replace(folder.to_str().unwrap_or_default(), "FOLDER").replace(std::env::consts::DLL_SUFFIX, ".LIBRARY");
    text.replace(&format!("{}bad", std::env::consts::DLL_PREFIX), "bad")
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap_or(folder)).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
    path.display().to_string()
}

#[test]
fn files_of_the_language() {
    let folder = folder();
    let long = put(folder.path(), "long.instrument", &vec![b'#'; 3 << 20]);
    let latin = put(folder.path(), "latin.instrument", b"verbond 1\n# caf\xE9\n");
    insta::assert_snapshot!("V0109", said(&run(&["check", &long]), folder.path()));
    insta::assert_snapshot!("V0113", said(&run(&["check", &latin]), folder.path()));
}

#[test]
fn answers() {
    let folder = folder();
    let head = "case,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12\n";
    let latin = put(
        folder.path(),
        "latin.csv",
        &[head.as_bytes(), b"Ren\xE9,1,1,1,1,1,1,1,1,1,1,1,1\nZo\xC3\xAB,1,1,1,1,1,1,1,1,1,1,1,1\n"].concat(),
    );
    let open = put(folder.path(), "open.csv", format!("{head}c1,\"{}", "1,1\n".repeat(5 << 20)).as_bytes());
    let json = put(folder.path(), "broken.json", b"[{\"case\": \"c1\", \"q1\": 1},\n {\"case\": ");
    let sound = put(folder.path(), "sound.csv", format!("{head}c1,1,1,1,1,1,1,1,1,1,1,1,1\n").as_bytes());
    insta::assert_snapshot!("V0711", said(&run(&["score", "wai-sr", &latin]), folder.path()));
    insta::assert_snapshot!("V0713", said(&run(&["score", "wai-sr", &open]), folder.path()));
    insta::assert_snapshot!("V0714", said(&run(&["score", "wai-sr", &json]), folder.path()));
    insta::assert_snapshot!(
        "V0718",
        said(&run(&["score", "wai-sr", &sound, "--map", "q13=q1", "--map", "q2=Q_2"]), folder.path())
    );
}

#[test]
fn answers_to_what_was_not_asked() {
    let folder = folder();
    let text = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap_or_default();
    let mut lines = text.lines().take(3);
    let head = format!("{},reason\n", lines.next().unwrap_or_default());
    let rows: String = lines.map(|line| format!("{line},Because.\n")).collect();
    let answers = put(folder.path(), "a.csv", format!("{head}{rows}").as_bytes());
    let output = format!("csv={}", folder.path().join("s.csv").display());
    insta::assert_snapshot!("V0716", said(&run(&["score", "alliance-monitor", &answers, "--to", &output]), folder.path()));
}

#[test]
fn backends_and_plugins() {
    let sound = "name = \"bad\"\nversion = \"1\"\nabi = 1\nlibrary = \"bad\"\nlicence = \"MIT\"\nauthor = \"Nobody\"\n";
    let cases = [
        ("V0801", "bda=x", sound.to_owned()),
        ("V0802", "bad=x", sound.replace("abi = 1\n", "")),
        ("V0804", "bad=x", sound.replace("abi = 1", "abi = 7")),
        ("V0806", "csv=x,compression=zip", sound.to_owned()),
    ];
    for (code, output, manifest) in cases {
        let folder = folder();
        put(folder.path(), "bad/plugin.toml", manifest.as_bytes());
        let plugins = folder.path().display().to_string();
        let ran =
            run(&["score", "alliance-monitor", "tests/data/alliance-monitor.csv", "--plugin-dir", &plugins, "--to", output]);
        insta::assert_snapshot!(code, said(&ran, folder.path()));
    }
}

#[test]
fn answers_of_other_programs() {
    let folder = folder();
    let score = |measure: &str, answers: &str, options: &[&str]| {
        let measure = format!("tests/data/answers/{measure}.instrument");
        let output = format!("csv={}", folder.path().join("s.csv").display());
        said(&run(&[&["score", &measure, answers, "--to", &output, "--force"], options].concat()), folder.path())
    };
    let sets = b"case,q1,q2,q3,sym___head,sym___back,sym___belly\nc1,4,2,5,1,1,0\nc2,4,2,5,0,0,0\n";
    insta::assert_snapshot!("V0725", score("sym", &put(folder.path(), "sets.csv", sets), &[]));
    let carried = b"case,q1,q2,q3,Total\nc1,4,2,5,12\n";
    insta::assert_snapshot!("V0736", score("mini", &put(folder.path(), "own.csv", carried), &["--keep"]));
    insta::assert_snapshot!("V0726", score("mini", "tests/data/answers/r.csv", &[]));
    let coded = put(folder.path(), "coded.csv", b"case,w,v\nc1,99,-9.0\nc2,1,2\n");
    insta::assert_snapshot!("V0727", score("dec", &coded, &["--missing", "99,-9"]));
    let cut = std::fs::read("tests/data/answers/spss.sav").unwrap_or_else(|error| panic!("{error}"));
    insta::assert_snapshot!("V0732", score("mini", &put(folder.path(), "cut.sav", &cut[..100]), &[]));
    let response = |name: &str| {
        format!("{{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"http://x/{name}\",\"id\":\"{name}\"}}")
    };
    let responses = format!("[{},{}]", response("phq-9"), response("gad-7"));
    insta::assert_snapshot!("V0737", score("mini", &put(folder.path(), "responses.json", responses.as_bytes()), &[]));
    insta::assert_snapshot!("V0734", score("mini", "tests/data/answers/dutch-excel.csv", &["--date-format", "dmy"]));
    let (names, points): (Vec<String>, Vec<String>) = (1..=12_u8).map(|at| (format!("q{at}"), (at % 4 + 1).to_string())).unzip();
    let shifted = format!("case,{}\nc1,{}\n", names.join(","), points.join(","));
    let counted = put(folder.path(), "points.instrument", COUNTED_FROM_0.as_bytes());
    let answers = put(folder.path(), "points.csv", shifted.as_bytes());
    let output = format!("csv={}", folder.path().join("s.csv").display());
    let ran = run(&["score", &counted, &answers, "--to", &output, "--force"]);
    insta::assert_snapshot!("V0729", said(&ran, folder.path()));
    let undated = put(folder.path(), "course.csv", b"case,occasion,q1,q2,q3\nc1,intake,4,2,5\nc1,exit,1,2,3\n");
    let ran = run(&["follow", "tests/data/answers/mini.instrument", &undated]);
    insta::assert_snapshot!("V0739", said(&ran, folder.path()));
}

/// Twelve items on points from 0.
const COUNTED_FROM_0: &str = r#"verbond 1

instrument points 1.0.0 {
  title   "Points"
  licence "CC0-1.0"
  status  experimental
  informants { client "Client" }
  scale often { 0 "Never"  1 "Seldom"  2 "Sometimes"  3 "Often"  4 "Always" }
  items on often { q1 to q12 "How often?" }
  score total "Total" = mean of q1 to q12 needs all
}
"#;

#[test]
fn forms_that_hold_nothing_to_bring_in() {
    let folder = folder();
    let files = br#"{"pages": [{"elements": [{"type": "file", "name": "photo", "title": "Your photo"}]}]}"#;
    insta::assert_snapshot!("V0907", said(&run(&["import", &put(folder.path(), "files.json", files)]), folder.path()));
    let survey = put(folder.path(), "survey.lss", b"<document/>");
    insta::assert_snapshot!("V0908", said(&run(&["import", &survey]), folder.path()));
}

#[test]
fn colours_of_a_site() {
    let (folder, store, measures) = crate::serving::site();
    let config = put(folder.path(), "verbond.toml", b"[site]\nbrand = \"#808080\"\non-brand = \"#ffffff\"\n");
    let (store, measures) = (store.display().to_string(), measures.display().to_string());
    let ran = run(&["serve", "--listen", "127.0.0.1:0", "--store", &store, "--instruments", &measures, "--config", &config]);
    insta::assert_snapshot!("V0821", said(&ran, folder.path()));
}

/// Whoever adds a code shows what a person sees of it.
#[test]
fn every_code_stands_in_a_snapshot() {
    let mut texts = String::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verbond/snapshots");
    for folder in [folder.clone(), folder.join("codes"), folder.join("../plugin/snapshots")] {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            texts.push_str(&std::fs::read_to_string(entry.path()).unwrap_or_default());
        }
    }
    // The words of the loader and of a plugin differ between systems; their tests are in `plugin.rs`. V0721 needs
    // 2 GiB of text; `TextColumn` is tested with less room.
    let elsewhere = ["V0721", "V0803", "V0805"];
    let lacking: Vec<&str> =
        codes::all().map(|code| code.name).filter(|name| !elsewhere.contains(name) && !texts.contains(*name)).collect();
    assert!(lacking.is_empty(), "no snapshot shows {lacking:?}");
}

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

//! The loaded backend: built as a dynamic library, found, loaded and read back.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::program::{folder, run};

/// A folder of plugins with the Parquet backend in it, built as a stranger would build it.
fn plugins() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let target = PathBuf::from(env!("CARGO_BIN_EXE_verbond")).parent().map(Path::to_owned).unwrap_or_default();
        let mut build = Command::new(env!("CARGO"));
        build.current_dir(root).args(["build", "--package", "verbond-parquet", "--offline"]);
        if target.ends_with("release") {
            build.arg("--release");
        }
        let built = build.output().unwrap_or_else(|error| panic!("{error}"));
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let plugins = target.join("test-plugins");
        let place = plugins.join("parquet");
        std::fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{error}"));
        let library = format!("{}verbond_parquet{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        for (from, name) in [(target.join(&library), library.as_str()), (root.join("plugins/parquet/plugin.toml"), "plugin.toml")]
        {
            std::fs::copy(&from, place.join(name)).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
        }
        plugins
    })
}

fn score(output: &str) -> crate::program::Ran {
    let plugins = plugins().display().to_string();
    run(&["score", "alliance-monitor", "tests/data/alliance-monitor.csv", "--plugin-dir", &plugins, "--to", output])
}

#[test]
fn results_go_through_the_loaded_plugin() {
    let folder = folder();
    let path = folder.path().join("scores.parquet");
    let ran = score(&format!("parquet={}", path.display()));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let bytes = std::fs::read(&path).unwrap_or_default();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1") && bytes.len() > 5_000);
    assert_eq!(std::fs::read_dir(folder.path()).into_iter().flatten().count(), 1, "nothing else is left");
}

#[test]
fn options_are_judged_before_anything_is_written() {
    let folder = folder();
    let path = folder.path().join("scores.parquet");
    let ran = score(&format!("parquet={},compresion=none", path.display()));
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("V0806") && ran.stderr.contains("did you mean `compression`?"), "{}", ran.stderr);
    let ran = score(&format!("parquet={},compression=zip", path.display()));
    assert!(
        ran.code == 1 && ran.stderr.contains("V0805") && ran.stderr.contains("there is no compression `zip`"),
        "{}",
        ran.stderr
    );
    assert_eq!(std::fs::read_dir(folder.path()).into_iter().flatten().count(), 0);
    let ran = score(&format!("parquet={},compression=none", path.display()));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn unknown_backends_are_named_with_the_nearest() {
    let ran = score("parqet=x.parquet");
    assert!(ran.code == 1 && ran.stderr.contains("V0801") && ran.stderr.contains("did you mean `parquet`?"), "{}", ran.stderr);
}

#[test]
fn what_is_no_plugin_is_refused() {
    let library = format!("{}bad{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let manifest = "name = \"bad\"\nversion = \"1\"\nabi = 1\nlibrary = \"bad\"\nlicence = \"MIT\"\nauthor = \"Nobody\"\n";
    let cases = [
        (manifest.to_owned(), "V0803"),
        (manifest.replace("abi = 1", "abi = 7"), "V0804"),
        (manifest.replace("\"bad\"\nlic", "\"../bad\"\nlic"), "V0802"),
        (manifest.replace("abi = 1\n", ""), "V0802"),
    ];
    for (manifest, code) in cases {
        let folder = folder();
        let place = folder.path().join("bad");
        std::fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(place.join("plugin.toml"), manifest).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(place.join(&library), "not a library").unwrap_or_else(|error| panic!("{error}"));
        let plugins = folder.path().display().to_string();
        let ran = run(&["score", "wai-sr", "tests/data/none.csv", "--plugin-dir", &plugins, "--to", "bad=x"]);
        assert_eq!(ran.code, 2, "the answers are looked at first");
        let ran =
            run(&["score", "alliance-monitor", "tests/data/alliance-monitor.csv", "--plugin-dir", &plugins, "--to", "bad=x"]);
        assert!(ran.code == 1 && ran.stderr.contains(code), "{code}: {}", ran.stderr);
    }
}

#[test]
fn nothing_is_loaded_from_the_folder_one_is_in() {
    let folder = folder();
    let settings = format!("[plugins]\nfolders = [\"{}\"]\n", plugins().display());
    std::fs::write(folder.path().join("verbond.toml"), settings).unwrap_or_else(|error| panic!("{error}"));
    let root = env!("CARGO_MANIFEST_DIR");
    let mut command = crate::program::command();
    command.current_dir(folder.path()).args([
        "score",
        &format!("{root}/instruments/alliance-monitor"),
        &format!("{root}/tests/data/alliance-monitor.csv"),
        "--to",
        "parquet=x.parquet",
    ]);
    let output = command.output().unwrap_or_else(|error| panic!("{error}"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("V0801"));
    command.args(["--config", "verbond.toml"]);
    assert!(command.status().is_ok_and(|status| status.success()));
}

//! Only what was trusted is loaded.

use std::path::{Path, PathBuf};

use super::{score_with, trust, trust_file};
use crate::program::{folder, run};

/// A folder with a plugin that is a library, as far as can be seen from outside.
fn unloaded(folder: &Path) -> PathBuf {
    let place = folder.join("bad");
    let library = place.join(format!("{}bad{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX));
    std::fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{error}"));
    let manifest = "name = \"bad\"\nversion = \"1\"\nabi = 1\nlibrary = \"bad\"\nlicence = \"MIT\"\nauthor = \"Nobody\"\nabout = \"Nothing.\"\n";
    std::fs::write(place.join("plugin.toml"), manifest).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(&library, "first").unwrap_or_else(|error| panic!("{error}"));
    library
}

#[test]
fn only_what_was_trusted_is_loaded() {
    let folder = folder();
    let library = unloaded(folder.path());
    let clean = |text: &str| {
        let text =
            text.replace(folder.path().to_str().unwrap_or_default(), "FOLDER").replace(std::env::consts::DLL_SUFFIX, ".LIBRARY");
        text.replace(&format!("{}bad", std::env::consts::DLL_PREFIX), "bad")
    };
    let ran = score_with(folder.path(), &["bad=x"]);
    insta::assert_snapshot!("V0807", clean(&ran.stderr));
    let (plugins, trusted) = (folder.path().display().to_string(), trust_file(folder.path()));
    let look = |arguments: &[&str]| {
        let ran = run(&[arguments, &["--plugin-dir", &plugins, "--trust-file", &trusted]].concat());
        clean(&format!("exit code {}\n{}{}", ran.code, ran.stdout, ran.stderr))
    };
    let mut story = String::new();
    for arguments in [
        ["plugin", "list"].as_slice(),
        &["plugin", "info", "bad"],
        &["plugin", "trust", "bad"],
        &["plugin", "list"],
        &["plugin", "trust", "bda"],
    ] {
        story.push_str(&format!("$ verbond {}\n{}\n", arguments.join(" "), look(arguments)));
    }
    insta::assert_snapshot!("trust", story);
    std::fs::write(&library, "second").unwrap_or_else(|error| panic!("{error}"));
    insta::assert_snapshot!("V0808", clean(&score_with(folder.path(), &["bad=x"]).stderr));
    assert!(look(&["plugin", "list"]).contains("changed since it was trusted"));
    assert!(look(&["plugin", "untrust", "bad"]).contains("no longer trusted"));
    assert!(look(&["plugin", "list", "--format", "json"]).contains("\"not trusted\""));
}

#[cfg(unix)]
#[test]
fn places_that_others_can_change_are_not_trusted() {
    use std::os::unix::fs::PermissionsExt;
    let open = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap_or_else(|error| panic!("{error}"));
    };
    let folder = folder();
    let library = unloaded(folder.path());
    trust(folder.path(), "bad");
    let trusted = PathBuf::from(trust_file(folder.path()));
    let mode = std::fs::metadata(&trusted).map(|metadata| metadata.permissions().mode() & 0o777);
    assert_eq!(mode.unwrap_or_default(), 0o600);
    open(&library, 0o666);
    insta::assert_snapshot!(
        "V0809",
        score_with(folder.path(), &["bad=x"]).stderr.replace(folder.path().to_str().unwrap_or_default(), "FOLDER")
    );
    open(&library, 0o644);
    open(&trusted, 0o666);
    assert!(score_with(folder.path(), &["bad=x"]).stderr.contains("V0809"));
}

/// A key vouches for libraries that come later; nobody else's signature does, and neither does one on other bytes.
#[test]
fn a_signature_vouches_for_a_later_library() {
    let folder = folder();
    let library = unloaded(folder.path());
    let (plugins, trusted) = (folder.path().display().to_string(), trust_file(folder.path()));
    let look = |arguments: &[&str]| {
        let ran = run(&[arguments, &["--plugin-dir", &plugins, "--trust-file", &trusted]].concat());
        format!("exit code {}\n{}{}", ran.code, ran.stdout, ran.stderr)
    };
    let sign = |keys: &minisign::KeyPair| {
        let bytes = std::fs::read(&library).unwrap_or_default();
        let signature = minisign::sign(Some(&keys.pk), &keys.sk, std::io::Cursor::new(bytes), None, None);
        let signature = signature.unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(format!("{}.minisig", library.display()), signature.to_string()).unwrap_or_else(|error| panic!("{error}"));
    };
    let keys = || minisign::KeyPair::generate_unencrypted_keypair().unwrap_or_else(|error| panic!("{error}"));
    let (author, stranger) = (keys(), keys());
    let key = author.pk.to_base64();
    let clean = |text: &str| {
        let text =
            text.replace(folder.path().to_str().unwrap_or_default(), "FOLDER").replace(std::env::consts::DLL_SUFFIX, ".LIBRARY");
        text.replace(&format!("{}bad", std::env::consts::DLL_PREFIX), "bad")
    };
    insta::assert_snapshot!("V0812", clean(&look(&["plugin", "trust", "bad", "--key", &key])));
    assert!(look(&["plugin", "trust", "bad", "--key", "nonsense"]).contains("`nonsense` is not a minisign key"));
    sign(&stranger);
    assert!(look(&["plugin", "trust", "bad", "--key", &key]).contains("V0812"));
    sign(&author);
    assert!(look(&["plugin", "trust", "bad", "--key", &key]).starts_with("exit code 0"));
    std::fs::write(&library, "second").unwrap_or_else(|error| panic!("{error}"));
    assert!(look(&["plugin", "list"]).contains("changed since it was trusted"));
    sign(&stranger);
    assert!(look(&["plugin", "list"]).contains("changed since it was trusted"));
    sign(&author);
    assert!(look(&["plugin", "list"]).contains("trusted by its signature"));
    assert!(score_with(folder.path(), &["bad=x"]).stderr.contains("V0803"), "it is loaded, and is no library");
    std::fs::write(&library, "third").unwrap_or_else(|error| panic!("{error}"));
    assert!(score_with(folder.path(), &["bad=x"]).stderr.contains("V0808"));
}

/// The network is a right of its own: a plugin that asks for it later must be trusted again.
#[test]
fn more_rights_have_to_be_trusted_again() {
    let folder = folder();
    unloaded(folder.path());
    trust(folder.path(), "bad");
    let manifest = folder.path().join("bad/plugin.toml");
    let text = std::fs::read_to_string(&manifest).unwrap_or_default();
    std::fs::write(&manifest, format!("{text}network = true\n")).unwrap_or_else(|error| panic!("{error}"));
    let refused = score_with(folder.path(), &["bad=x"]).stderr;
    assert!(refused.contains("V0808") && refused.contains("now asks for the network"), "{refused}");
    trust(folder.path(), "bad");
    assert!(score_with(folder.path(), &["bad=x"]).stderr.contains("V0803"), "now it is loaded, and is no library");
}

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
    let manifest = folder.path().join("bad/plugin.toml");
    // Whoever may write a folder may put another file there; a group is others too.
    for (path, wrong, right) in [
        (&library, 0o664, 0o644),
        (&manifest, 0o646, 0o644),
        (&folder.path().join("bad"), 0o775, 0o755),
        (&folder.path().to_owned(), 0o777, 0o700),
        (&trusted, 0o620, 0o600),
        (&trusted, 0o666, 0o600),
    ] {
        open(path, wrong);
        let said = score_with(folder.path(), &["bad=x"]).stderr;
        let named = format!("{}: others on this machine may write this", path.display());
        assert!(said.contains("V0809") && said.contains(&named), "{}: {said}", path.display());
        assert!(said.contains(&format!("chmod go-w {}", path.display())), "{said}");
        open(path, right);
    }
    assert!(score_with(folder.path(), &["bad=x"]).stderr.contains("V0803"), "it is loaded, and is no library");
    // A link is followed, and what it leads through counts.
    let elsewhere = crate::program::folder();
    std::fs::rename(folder.path().join("bad"), elsewhere.path().join("bad")).unwrap_or_else(|error| panic!("{error}"));
    let link = folder.path().join("bad");
    std::os::unix::fs::symlink(elsewhere.path().join("bad"), link).unwrap_or_else(|error| panic!("{error}"));
    assert!(score_with(folder.path(), &["bad=x"]).stderr.contains("V0803"), "it is loaded, and is no library");
    open(elsewhere.path(), 0o777);
    assert!(score_with(folder.path(), &["bad=x"]).stderr.contains("V0809"));
}

/// Only this user and the administrator count as owners.
#[cfg(unix)]
#[test]
fn what_belongs_to_somebody_else_is_not_trusted() {
    let folder = folder();
    let library = unloaded(folder.path());
    trust(folder.path(), "bad");
    let give = |path: &Path, owner: u32| std::os::unix::fs::chown(path, Some(owner), None);
    if give(&library, 12_345).is_err() {
        eprintln!("only an administrator can give files away; nothing was tried");
        return;
    }
    for path in [library.clone(), folder.path().join("bad"), PathBuf::from(trust_file(folder.path()))] {
        give(&path, 12_345).unwrap_or_else(|error| panic!("{error}"));
        let said = score_with(folder.path(), &["bad=x"]).stderr;
        assert!(said.contains("V0809") && said.contains("belongs to another user of this machine (number 12345)"), "{said}");
        give(&path, 0).unwrap_or_else(|error| panic!("{error}"));
    }
    assert!(score_with(folder.path(), &["bad=x"]).stderr.contains("V0803"), "it is loaded, and is no library");
}

/// A pipe in the place of a file would make everybody wait for ever.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_makes_nobody_wait() {
    let pipe = |path: &Path| {
        let _ = std::fs::remove_file(path);
        assert!(std::process::Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success()));
    };
    let within = |arguments: &[&str]| {
        let mut command = crate::program::command();
        command.args(arguments).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let mut program = command.spawn().unwrap_or_else(|error| panic!("{error}"));
        for _ in 0..600 {
            if matches!(program.try_wait(), Ok(Some(_))) {
                return crate::program::ran(program.wait_with_output().unwrap_or_else(|error| panic!("{error}")));
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let _ = program.kill();
        panic!("{arguments:?} does not come back");
    };
    let folder = folder();
    let library = unloaded(folder.path());
    let (plugins, trusted) = (folder.path().display().to_string(), trust_file(folder.path()));
    let list = ["plugin", "list", "--plugin-dir", &plugins, "--trust-file", &trusted];
    trust(folder.path(), "bad");
    for path in [library.clone(), PathBuf::from(&trusted), folder.path().join("bad/plugin.toml")] {
        let kept = std::fs::read(&path).unwrap_or_default();
        pipe(&path);
        let ran = within(&list);
        assert!(
            ran.stderr.contains("not a regular file") || !ran.stdout.contains("bad"),
            "{}: {}{}",
            path.display(),
            ran.stdout,
            ran.stderr
        );
        let tested = within(&["plugin", "test", &folder.path().join("bad").display().to_string(), "--only", "one-row"]);
        assert_ne!(tested.code, 0, "{}", tested.stdout);
        std::fs::remove_file(&path).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(&path, kept).unwrap_or_else(|error| panic!("{error}"));
    }
    let keys = minisign::KeyPair::generate_unencrypted_keypair().unwrap_or_else(|error| panic!("{error}"));
    pipe(&PathBuf::from(format!("{}.minisig", library.display())));
    let key = keys.pk.to_base64();
    let ran = within(&["plugin", "trust", "bad", "--key", &key, "--plugin-dir", &plugins, "--trust-file", &trusted]);
    assert!(ran.code == 1 && ran.stderr.contains("V0812") && ran.stderr.contains("not a regular file"), "{}", ran.stderr);
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

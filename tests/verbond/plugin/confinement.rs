//! What a plugin cannot do in its own process on Linux, where the kernel has Landlock.
#![cfg(target_os = "linux")]

use super::faults::Stage;

#[test]
fn a_trespasser_is_stopped() {
    for (trespass, words) in [
        ("READS", "it could read /etc/passwd"),
        ("WRITES", "it could write elsewhere"),
        ("REMOVES", "it could remove a file"),
        ("CONNECTS", "it could open a socket"),
        ("BREEDS", "it could begin a process"),
        ("STARTS", "it could start a program"),
    ] {
        let stage = Stage::with_fault(trespass);
        let elsewhere = stage.folder.path().join("elsewhere");
        if trespass == "REMOVES" {
            std::fs::write(&elsewhere, "mine").unwrap_or_else(|error| panic!("{error}"));
        }
        let story = stage.run(&[]);
        if story.ran.stderr.contains("no Landlock") {
            eprintln!("this kernel has no Landlock; nothing was tried");
            return;
        }
        assert_eq!(story.ran.code, 0, "{trespass}: {}", story.ran.stderr);
        assert_eq!(elsewhere.exists(), trespass == "REMOVES");
        // The same without its cage, so that it is the cage which stopped it.
        let free = stage.run(&["--in-process"]);
        assert!(free.ran.code == 1 && free.ran.stderr.contains(words), "{trespass}: {}", free.ran.stderr);
    }
}

#[test]
fn it_cannot_end_the_program() {
    let story = Stage::with_fault("KILLS").run(&[]);
    assert_eq!((story.ran.code, story.left.len()), (0, 2), "{}", story.ran.stderr);
}

/// A program that is ended without a chance to say so takes the processes of its plugins along.
#[test]
fn no_process_outlives_the_program() {
    let stage = Stage::with_fault("HANGS IN_WRITE");
    let (plugins, trusted) = (stage.folder.path().display().to_string(), super::trust_file(stage.folder.path()));
    let output = format!("bad={}", stage.folder.path().join("x").display());
    let mut command = crate::program::command();
    command.args(["score", "alliance-monitor", "tests/data/alliance-monitor.csv", "--plugin-dir", &plugins]);
    command.args(["--trust-file", &trusted, "--to", &output]);
    let mut program = command.spawn().unwrap_or_else(|error| panic!("{error}"));
    let children = || {
        let path = format!("/proc/{0}/task/{0}/children", program.id());
        let text = std::fs::read_to_string(path).unwrap_or_default();
        text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let begun = std::time::Instant::now();
    let host = loop {
        // The first process only asks the plugin who it is.
        let hung: Vec<String> = children().into_iter().filter(|child| is_idle(child)).collect();
        if let Some(child) = hung.first() {
            break child.clone();
        }
        assert!(begun.elapsed().as_secs() < 30, "the process of the plugin did not begin");
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    program.kill().unwrap_or_else(|error| panic!("{error}"));
    program.wait().unwrap_or_else(|error| panic!("{error}"));
    let gone = || std::fs::read_to_string(format!("/proc/{host}/stat")).map_or(true, |stat| stat.contains(") Z "));
    while !gone() {
        assert!(begun.elapsed().as_secs() < 40, "the process of the plugin is still there");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

/// Whether a process sleeps inside the plugin: it was asked for a batch and waits in `sleep`.
fn is_idle(process: &str) -> bool {
    std::fs::read_to_string(format!("/proc/{process}/wchan")).is_ok_and(|wait| wait.contains("nanosleep"))
        || std::fs::read_to_string(format!("/proc/{process}/syscall"))
            .is_ok_and(|call| call.starts_with("230 ") || call.starts_with("115 "))
}

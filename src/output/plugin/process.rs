use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::error::PluginError;
use super::frame::{self, Kind, Reply};
use super::last_words::{LastWords, on_one_line};
use super::tenant::{MOST_THREADS, Tenant};
use super::trust::TrustedPlugin;
use crate::output::backend::OutputError;

/// Frames that wait for the process of a plugin; more would only fill memory.
const WAITING: usize = 4;
/// Answers that wait to be read, and bytes of one: a plugin that writes into the pipe itself fills no memory.
const ANSWERS: usize = 64;
const ANSWER_BYTES: u64 = 1 << 20;
/// How long a process that no longer speaks may take to end.
const FAREWELL: Duration = Duration::from_secs(2);

/// What every plugin sees of the user's environment: language, time zone, and where libraries are.
const ENVIRONMENT: &[&str] = &[
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_COLLATE",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LC_MONETARY",
    "LC_NUMERIC",
    "LC_TIME",
    "TZ",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "SystemDrive",
    "SystemRoot",
];
/// What one that may use the network sees besides: which certificates count.
const NETWORK_ENVIRONMENT: &[&str] = &["SSL_CERT_DIR", "SSL_CERT_FILE"];

/// How the process of a plugin is run.
#[derive(Clone, Debug)]
pub struct Hosting {
    /// The program that runs a plugin when its first argument is `plugin-host`: this one.
    pub program: PathBuf,
    /// How long one call may take without a sign of life.
    pub limit: Duration,
    /// Bytes of memory it may have.
    pub memory: u64,
}

/// The process that runs a plugin. Whatever happens to it, this process goes on.
pub struct PluginProcess {
    name: String,
    process: Tenant,
    frames: Option<SyncSender<(Kind, Vec<u8>)>>,
    replies: Receiver<String>,
    last_words: LastWords,
    limit: Duration,
    memory: u64,
    /// The steps that are not answered yet, in their order.
    pending: VecDeque<&'static str>,
}

impl PluginProcess {
    /// Begins a process for a plugin, with a folder for its temporary files, and variables of its own.
    ///
    /// # Errors
    /// Where the system cannot begin one.
    pub fn begin(
        plugin: &TrustedPlugin,
        hosting: &Hosting,
        temporary: Option<&Path>,
        more: &[(&str, &str)],
    ) -> Result<Self, OutputError> {
        let name = plugin.name();
        let refused = |error: std::io::Error| OutputError::Backend {
            backend: name.to_owned(),
            step: "open",
            message: format!("its process cannot begin: {error}"),
        };
        let mut program = Command::new(&hosting.program);
        // Where a plugin in Rust panics, its words are for the user; the way through its code is not.
        program.arg("plugin-host").env_clear().env("RUST_BACKTRACE", "0").envs(more.iter().copied());
        let rights = plugin.rights();
        let named = ENVIRONMENT.iter().chain(if rights.network { NETWORK_ENVIRONMENT } else { &[] }).copied();
        for name in named.chain(rights.environment.iter().map(String::as_str)) {
            if let Some(value) = std::env::var_os(name) {
                program.env(name, value);
            }
        }
        if let Some(folder) = temporary {
            program.env("TMPDIR", folder);
        }
        program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = program.spawn().map_err(refused)?;
        let (send_frames, frames) = sync_channel(WAITING);
        let (send_replies, replies) = sync_channel(ANSWERS);
        let last_words = LastWords::default();
        // Each of these threads ends when the process does.
        if let Some(input) = process.stdin.take() {
            std::thread::spawn(move || pass_on(&frames, input));
        }
        if let Some(output) = process.stdout.take() {
            std::thread::spawn(move || hear(output, &send_replies));
        }
        if let Some(errors) = process.stderr.take() {
            let heard = last_words.clone();
            std::thread::spawn(move || heard.listen(errors));
        }
        Ok(Self {
            name: name.to_owned(),
            process: Tenant::new(process),
            frames: Some(send_frames),
            replies,
            last_words,
            limit: hosting.limit,
            memory: hosting.memory,
            pending: VecDeque::new(),
        })
    }

    /// Sends a frame that is not answered.
    pub fn send(&mut self, kind: Kind, contents: Vec<u8>) {
        // A pipe that breaks means that the process is gone, which the missing answer tells.
        if self.frames.as_ref().is_none_or(|frames| frames.send((kind, contents)).is_err()) {
            self.frames = None;
        }
    }

    /// Asks for a step and waits for the answer.
    ///
    /// # Errors
    /// Where the plugin fails, crashes or hangs, in this step or one that was still open.
    pub fn ask(&mut self, step: &'static str, kind: Kind, contents: Vec<u8>) -> Result<Reply, PluginError> {
        self.settle(0)?;
        self.pending.push_back(step);
        self.send(kind, contents);
        self.answer()
    }

    /// Asks for a step and goes on, unless too many steps are open.
    ///
    /// # Errors
    /// Where the plugin failed, crashed or hung in a step that was open.
    pub fn post(&mut self, step: &'static str, kind: Kind, contents: Vec<u8>) -> Result<(), PluginError> {
        self.settle(WAITING - 1)?;
        self.pending.push_back(step);
        self.send(kind, contents);
        Ok(())
    }

    /// Waits until no more than so many steps are open.
    fn settle(&mut self, most: usize) -> Result<(), PluginError> {
        while self.pending.len() > most {
            self.answer()?;
        }
        Ok(())
    }

    /// The answer to the step that is open for the longest.
    fn answer(&mut self) -> Result<Reply, PluginError> {
        let step = self.pending.pop_front().unwrap_or("write");
        loop {
            let line = match self.replies.recv_timeout(self.limit) {
                Ok(line) => line,
                Err(RecvTimeoutError::Timeout) => {
                    self.process.end();
                    return Err(OutputError::Hung { backend: self.name.clone(), step, seconds: self.limit.as_secs() }.into());
                }
                Err(RecvTimeoutError::Disconnected) => return Err(self.crashed(step)),
            };
            match serde_json::from_str(&line) {
                Ok(Reply::Alive) => {}
                Ok(Reply::Failed { code, message, help }) => {
                    let help = help.as_deref().map(on_one_line);
                    return Err(PluginError::Reported { code, message: on_one_line(&message), help });
                }
                Ok(reply) => return Ok(reply),
                Err(error) => return Err(self.failed(step, &format!("its process gave an answer that cannot be read: {error}"))),
            }
        }
    }

    fn crashed(&mut self, step: &'static str) -> PluginError {
        let mut how = self.reap().map_or_else(|| "it cut the connection to the program".to_owned(), how_it_ended);
        if self.process.began_too_many_threads() {
            how = format!("it began more than {MOST_THREADS} threads, and was ended");
        } else if most_memory_of_children().is_some_and(|bytes| bytes > self.memory / 4 * 3) {
            how.push_str(&format!(", when it had used up the memory it may have ({})", in_words(self.memory)));
        }
        // What it said last may still be on its way.
        std::thread::sleep(Duration::from_millis(20));
        let last_words = self.last_words.text();
        OutputError::Crashed { backend: self.name.clone(), step, how, last_words }.into()
    }

    /// An error of this plugin in words.
    pub fn failed(&self, step: &'static str, message: &str) -> PluginError {
        OutputError::Backend { backend: self.name.clone(), step, message: message.to_owned() }.into()
    }

    /// How the process ended; nothing if it has to be ended.
    fn reap(&mut self) -> Option<ExitStatus> {
        let begun = Instant::now();
        while begun.elapsed() < FAREWELL {
            if let Some(status) = self.process.status() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        self.process.end();
        None
    }

    /// Ends the process, with all its threads. The end of its input tells it to abandon what it has; one that does not
    /// listen is killed.
    pub fn end(&mut self) {
        self.frames = None;
        for _ in 0..100 {
            if self.process.has_ended() {
                return;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        self.process.end();
    }
}

impl Drop for PluginProcess {
    fn drop(&mut self) {
        self.end();
    }
}

fn pass_on(frames: &Receiver<(Kind, Vec<u8>)>, mut input: ChildStdin) {
    #[cfg(target_os = "linux")]
    {
        // Where the system does not give so much, what there is has to do.
        let _ = rustix::pipe::fcntl_setpipe_size(&input, 1 << 20);
    }
    for (kind, contents) in frames {
        if frame::write(&mut input, kind, &contents).is_err() {
            return;
        }
    }
}

/// Passes lines on until there are no more, or one is longer than an answer can be.
fn hear(output: impl Read, replies: &SyncSender<String>) {
    let mut output = BufReader::new(output);
    loop {
        let mut line = String::new();
        match (&mut output).take(ANSWER_BYTES).read_line(&mut line) {
            Ok(1..) if line.ends_with('\n') && replies.send(line).is_ok() => {}
            _ => return,
        }
    }
}

/// Bytes as people write them.
pub fn in_words(bytes: u64) -> String {
    const MIB: u64 = 1 << 20;
    if bytes.is_multiple_of(1 << 30) { format!("{} GiB", bytes >> 30) } else { format!("{} MiB", bytes / MIB) }
}

/// The most memory that an ended child of this process has had.
#[cfg(unix)]
fn most_memory_of_children() -> Option<u64> {
    use nix::sys::resource::{UsageWho, getrusage};
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    getrusage(UsageWho::RUSAGE_CHILDREN).ok().and_then(|usage| u64::try_from(usage.max_rss()).ok()).map(|size| size * unit)
}

#[cfg(not(unix))]
fn most_memory_of_children() -> Option<u64> {
    None
}

#[cfg(unix)]
fn how_it_ended(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match (status.signal(), status.code()) {
        (Some(11), _) => "it read or wrote memory that is not its own (signal 11)".to_owned(),
        (Some(6), _) => "it gave itself up (signal 6)".to_owned(),
        (Some(signal), _) => format!("it was ended by signal {signal}"),
        (None, Some(code)) => format!("it ended its process with exit code {code}"),
        (None, None) => "its process is gone".to_owned(),
    }
}

#[cfg(not(unix))]
fn how_it_ended(status: ExitStatus) -> String {
    format!("its process ended: {status}")
}

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::CliError;
use super::arguments::OutputFormat;
use crate::catalogue::{Catalogue, Entry};
use crate::instrument::Instrument;
use crate::output::Place;
use crate::responses::{Caller, Evidence, Faults};
use crate::source::{Code, Diagnostic, Severity, SourceFile, Style, codes, printable, render, render_json};

/// How the word `error` is drawn.
pub const ERROR: anstyle::Style =
    anstyle::Style::new().bold().fg_color(Some(anstyle::Color::Ansi(anstyle::AnsiColor::BrightRed)));
/// How a heading is drawn.
pub const HEADING: anstyle::Style = anstyle::Style::new().bold();

/// Where diagnostics go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    Stdout,
    Stderr,
}

impl Channel {
    /// Writes a line. A reader that went away, as `head`, is no fault of ours; every other failure is one.
    pub fn line(self, text: &str) -> Result<(), CliError> {
        match self {
            Self::Stdout => Place::for_stdout()
                .map_err(CliError::from)
                .and_then(|()| written("<stdout>", writeln!(anstream::stdout(), "{text}").and_then(|()| io::stdout().flush()))),
            Self::Stderr => written("<stderr>", writeln!(anstream::stderr(), "{text}")),
        }
    }
}

fn written(name: &str, outcome: io::Result<()>) -> Result<(), CliError> {
    match outcome {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::system(name, error)),
        _ => Ok(()),
    }
}

/// Writes bytes to the standard output as they are, and sees to it that they left this program.
pub fn put(bytes: &[u8]) -> Result<(), CliError> {
    Place::for_stdout()?;
    let mut out = io::stdout().lock();
    written("<stdout>", out.write_all(bytes).and_then(|()| out.flush()))
}

/// Prints a line to the standard output.
pub fn say(text: &str) -> Result<(), CliError> {
    Channel::Stdout.line(text)
}

/// Prints a value for a machine to the standard output.
pub fn say_json(value: &(impl Serialize + ?Sized)) -> Result<(), CliError> {
    put(format!("{}\n", json(value)?).as_bytes())
}

/// A value as JSON that people can read too.
pub fn json(value: &(impl Serialize + ?Sized)) -> Result<String, CliError> {
    serde_json::to_string_pretty(value).map_err(|error| CliError::system("the JSON", error.into()))
}

/// Prints diagnostics for a person.
pub fn print(file: &SourceFile, diagnostics: &[Diagnostic], channel: Channel) -> Result<(), CliError> {
    diagnostics.iter().try_for_each(|diagnostic| channel.line(&format!("{}\n", render(file, diagnostic, Style::Coloured))))
}

/// The one instrument that was found. What is wrong with it is printed; `None` if it cannot be used at all.
pub fn the_instrument(found: &Catalogue) -> Result<Option<(&Entry, &Instrument)>, CliError> {
    for entry in found.asked() {
        // Nobody chose a file that merely lies there in the place of one that comes with the program.
        let is_other = |diagnostic: &Diagnostic| entry.merely_lies && diagnostic.code == &codes::BUILT_IN_VERSION_CHANGED;
        let is_said = |diagnostic: &&Diagnostic| diagnostic.is_error() || is_other(diagnostic);
        let said: Vec<Diagnostic> = entry.diagnostics.iter().filter(is_said).cloned().collect();
        print(&entry.file, &said, Channel::Stderr)?;
    }
    Ok(found.instruments().next())
}

/// Writes to the standard output for a machine, bit by bit and every byte as it is; whoever reads may stop when it has
/// enough, as `head` does.
///
/// # Errors
/// Where it cannot be written, or what writes fails.
pub fn write_out(write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), CliError> {
    Place::for_stdout()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    written("<stdout>", write(&mut out).and_then(|()| out.flush()))
}

/// Prints diagnostics for a machine: one JSON array.
pub fn print_json<'a>(diagnostics: impl Iterator<Item = (&'a SourceFile, &'a Diagnostic)>) -> Result<(), CliError> {
    say_json(&diagnostics.map(|(file, diagnostic)| render_json(file, diagnostic)).collect::<Vec<_>>())
}

/// Prints diagnostics for a machine on the standard error: one JSON object a line.
pub fn print_json_lines(file: &SourceFile, diagnostics: &[Diagnostic]) -> Result<(), CliError> {
    for diagnostic in diagnostics {
        let line = serde_json::to_string(&render_json(file, diagnostic));
        Channel::Stderr.line(&line.map_err(|error| CliError::system("the JSON", error.into()))?)?;
    }
    Ok(())
}

/// Whether people asked for what lies behind errors.
static VERBOSE: AtomicBool = AtomicBool::new(false);

/// Has errors told with what lies behind them.
pub fn be_verbose(verbose: bool) {
    VERBOSE.store(verbose, Ordering::Relaxed);
}

/// Something to tell that stands in no file of the user's: an error, with what brought it about.
pub struct Told<'a> {
    pub code: Option<&'static Code>,
    pub message: &'a str,
    pub help: Option<&'a str>,
    /// What lies behind it, the nearest first.
    pub causes: &'a [String],
}

impl Told<'_> {
    /// Prints it on the standard error. Causes are for machines, and for people who ask with `--verbose`.
    pub fn tell(&self, format: OutputFormat) -> Result<(), CliError> {
        if format == OutputFormat::Json {
            let json = serde_json::json!({"code": self.code.map(|code| code.name), "severity": Severity::Error.word(),
                "message": self.message, "help": self.help, "causes": self.causes});
            return Channel::Stderr.line(&json.to_string());
        }
        let code = self.code.map_or(String::new(), |code| format!("[{}]", code.name));
        Channel::Stderr.line(&format!("{}error{code}{}: {}", ERROR.render(), ERROR.render_reset(), printable(self.message)))?;
        let causes = self
            .causes
            .iter()
            .filter(|_| VERBOSE.load(Ordering::Relaxed))
            .map(|cause| format!("caused by: {}", printable(cause)));
        let help = self.help.map(|help| format!("help: {}", printable(help)));
        causes.chain(help).try_for_each(|line| Channel::Stderr.line(&line))
    }
}

/// What lies behind an error, the nearest first; what the error says itself is left out.
pub fn causes(error: &dyn std::error::Error) -> Vec<String> {
    let mut causes: Vec<String> = Vec::new();
    let said = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let words = cause.to_string();
        if !said.ends_with(&words) && causes.last() != Some(&words) {
            causes.push(words);
        }
        next = cause.source();
    }
    causes
}

/// `2 errors, 1 warning`, or nothing.
pub fn counts<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>) -> String {
    let mut counts = [0_usize; 3];
    diagnostics.for_each(|diagnostic| counts[diagnostic.severity as usize] += 1);
    let words = [Severity::Error, Severity::Warning, Severity::Note];
    let parts: Vec<String> =
        words.iter().zip(counts).filter(|(_, count)| *count > 0).map(|(word, count)| plural(count as u64, word.word())).collect();
    parts.join(", ")
}

/// `1 row`, `2 rows`.
pub fn plural(count: u64, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{} {word}s", grouped(count)) }
}

/// Thousands set apart, as `12 345`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202F}');
        }
        text.push(digit);
    }
    text
}

/// Whether a person looks at the standard output.
pub fn stdout_is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Says how many rows of a file of answers were empty; silence where none was.
pub fn passed_over(empty_rows: u64) {
    if empty_rows > 0 {
        let verb = if empty_rows == 1 { "was" } else { "were" };
        anstream::eprintln!("note: {} {verb} passed over", plural(empty_rows, "empty row"));
    }
}

/// Says what only answers as a whole show: rows that were left out by a condition, points that may be counted from 1.
pub fn evidence(file: &SourceFile, evidence: &Evidence, instrument: &Instrument) -> Result<(), CliError> {
    if evidence.filtered_rows > 0 {
        let rows = plural(evidence.filtered_rows, "row");
        Channel::Stderr
            .line(&format!("note: {rows} left out that hold no answers to this measure, or that were not asked for"))?;
    }
    if evidence.unsent_rows > 0 {
        let rows = plural(evidence.unsent_rows, "row");
        Channel::Stderr.line(&format!("note: {rows} passed over that were begun and never sent, and hold no answers"))?;
    }
    print(file, &evidence.notes(instrument, Caller::Program), Channel::Stderr)
}

/// Says how many diagnostics there are besides those that are shown.
pub fn not_shown(faults: &Faults) -> Result<(), CliError> {
    if faults.hidden() == 0 {
        return Ok(());
    }
    let counts: Vec<String> = faults.counts.iter().map(|(code, count)| format!("{code}: {}", grouped(*count))).collect();
    Channel::Stderr.line(&format!("and {} more; in all {}\n", grouped(faults.hidden()), counts.join(", ")))
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::causes;

    #[derive(Debug, thiserror::Error)]
    #[error("the journal cannot be kept")]
    struct Outer(#[source] Inner);

    #[derive(Debug, thiserror::Error)]
    #[error("no room: {0}")]
    struct Inner(#[source] io::Error);

    #[test]
    fn causes_are_told_from_the_nearest_on_and_not_twice() {
        let error = super::CliError::system("the store", io::Error::other(Outer(Inner(io::Error::other("disk 3")))));
        assert_eq!(error.to_string(), "the store: the journal cannot be kept");
        assert_eq!(causes(&error), ["no room: disk 3", "disk 3"]);
    }
}

use std::io::{IsTerminal, Write};

use super::CliError;
use super::arguments::OutputFormat;
use crate::catalogue::{Catalogue, Entry};
use crate::instrument::Instrument;
use crate::responses::Faults;
use crate::source::{Code, Complaint, Severity, SourceFile, Style, printable, render, render_json};

/// How the word `error` is drawn.
pub const ERROR: anstyle::Style =
    anstyle::Style::new().bold().fg_color(Some(anstyle::Color::Ansi(anstyle::AnsiColor::BrightRed)));
/// How a heading is drawn.
pub const HEADING: anstyle::Style = anstyle::Style::new().bold();

/// Where complaints go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    Stdout,
    Stderr,
}

/// Prints complaints for a person.
pub fn print(file: &SourceFile, complaints: &[Complaint], channel: Channel) {
    for complaint in complaints {
        let text = render(file, complaint, Style::Coloured);
        // A reader that went away is no fault of ours.
        let _ = match channel {
            Channel::Stdout => writeln!(anstream::stdout(), "{text}\n"),
            Channel::Stderr => writeln!(anstream::stderr(), "{text}\n"),
        };
    }
}

/// The one instrument that was found. What is wrong with it is printed; `None` if it cannot be used at all.
pub fn the_instrument(found: &Catalogue) -> Option<(&Entry, &Instrument)> {
    for entry in found.asked() {
        let errors: Vec<Complaint> = entry.complaints.iter().filter(|complaint| complaint.is_error()).cloned().collect();
        print(&entry.file, &errors, Channel::Stderr);
    }
    found.instruments().next()
}

/// Prints a line to the standard output; a reader that went away, as `head`, is no fault of ours.
pub fn say(text: &str) {
    let _ = writeln!(anstream::stdout(), "{text}");
}

/// Writes to the standard output for a machine, bit by bit and every byte as it is; whoever reads may stop when it has
/// enough, as `head` does.
///
/// # Errors
/// Where it cannot be written, or what writes fails.
pub fn write_out(write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), CliError> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| CliError::system("the standard output", error)),
    }
}

/// Prints complaints for a machine: one JSON array.
pub fn print_json<'a>(complaints: impl Iterator<Item = (&'a SourceFile, &'a Complaint)>) {
    let all: Vec<_> = complaints.map(|(file, complaint)| render_json(file, complaint)).collect();
    say(&serde_json::to_string_pretty(&all).unwrap_or_default());
}

/// Prints complaints for a machine on the standard error: one JSON object a line.
pub fn print_json_lines(file: &SourceFile, complaints: &[Complaint]) {
    for complaint in complaints {
        anstream::eprintln!("{}", serde_json::to_string(&render_json(file, complaint)).unwrap_or_default());
    }
}

/// Prints a finding that stands in no file of the user's.
pub fn finding(code: &Code, message: &str, help: Option<&str>, format: OutputFormat) {
    match format {
        OutputFormat::Text => {
            anstream::eprintln!("{}error[{}]{}: {}", ERROR.render(), code.name, ERROR.render_reset(), printable(message));
            if let Some(help) = help {
                anstream::eprintln!("help: {}", printable(help));
            }
        }
        OutputFormat::Json => {
            let json = serde_json::json!({"code": code.name, "severity": "error", "message": message, "help": help});
            anstream::eprintln!("{json}");
        }
    }
}

/// `2 errors, 1 warning`, or nothing.
pub fn counts<'a>(complaints: impl Iterator<Item = &'a Complaint>) -> String {
    let mut counts = [0_usize; 3];
    complaints.for_each(|complaint| counts[complaint.severity as usize] += 1);
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

/// Says how many complaints there are besides those that are shown.
pub fn not_shown(faults: &Faults) {
    if faults.hidden() > 0 {
        let counts: Vec<String> = faults.counts.iter().map(|(code, count)| format!("{code}: {}", grouped(*count))).collect();
        anstream::eprintln!("and {} more; in all {}\n", grouped(faults.hidden()), counts.join(", "));
    }
}

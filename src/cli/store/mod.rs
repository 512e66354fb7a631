//! Looks after the store.

mod answers;
mod case_states;
mod code;
mod erasing;
mod facts;
mod handing_over;
mod occasions;
mod openings;
mod past;
mod seen;
mod staff;
mod told;

pub use answers::{answers_of, file_of, import, note_looked, note_taken, say_formulas, say_left_out, versions_in};
pub use occasions::numbered;
pub use openings::{agenda, day, past, today};
pub use seen::Signals;

use std::path::{Path, PathBuf};

use super::arguments::{Common, OutputFormat, StoreArguments, StoreCommand};
use super::config::Config;
use super::{CliError, ExitStatus, report, writing};
use crate::files::{self, Use};
use crate::output::{Destination, Readers, Replace};
use crate::phrases::{ON_THE_COMMAND_LINE, SOMEBODY};
use crate::source::printable;
pub use crate::store::now;
use crate::store::{Access, Audit, By, Key, Store, StoreError};
use erasing::Periods;

/// The file that a store is in, where nothing else is said.
const FILE: &str = "verbond.sqlite";

/// Looks after what is kept.
pub fn run(arguments: &StoreArguments, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let path = path_of(arguments.store.as_deref(), &config);
    let makes_one = match &arguments.command {
        StoreCommand::Import { .. } | StoreCommand::ImportCases { .. } | StoreCommand::Open { .. } => true,
        StoreCommand::Staff { list, remove, .. } => !list && !remove,
        _ => false,
    };
    if !makes_one && !path.exists() {
        let help = "say where it is with `--store`; `verbond ask --store` and `verbond store import` make one".to_owned();
        return Err(CliError::usage(format!("there is no store {}", path.display()), help));
    }
    if let StoreCommand::Audit { head, format } = &arguments.command {
        return audit(&path, head.as_deref(), *format, &config);
    }
    let mut store = match if makes_one { open(&path, &config) } else { existing(&path, &config) } {
        // The settings may name the new key already.
        Err(error) if matches!(arguments.command, StoreCommand::Encrypt { .. }) => {
            Store::existing(&path, None).map_err(|_| error)?
        }
        opened => opened?,
    };
    match &arguments.command {
        StoreCommand::Import { instrument, answers, from, reading } => {
            import(&mut store, instrument, answers, (reading, from), &config)
        }
        StoreCommand::Export { instrument, confidential, output } => {
            let output = (output.as_deref(), common.replace());
            answers::export((&mut store, &path), instrument, output, *confidential, &config)
        }
        StoreCommand::Open { code, on, schedule, owner, office } => {
            let whose = (owner.as_deref(), office.as_deref());
            openings::open(&mut store, code, (on.as_deref(), schedule.as_deref()), whose, &config)
        }
        StoreCommand::Code(command) => code::give(&mut store, command, &config),
        StoreCommand::HandOver(command) => handing_over::hand_over(&mut store, command),
        StoreCommand::ExportCases { output } => case_states::export(&mut store, (output.as_deref(), common.replace())),
        StoreCommand::ImportCases { file } => case_states::import(&mut store, file, &config),
        StoreCommand::Fact(command) => facts::tell(&mut store, command, &config),
        StoreCommand::Close { code, on } => openings::close(&mut store, code, on.as_deref()),
        StoreCommand::Seen { code, note } => seen::see(&mut store, code, note.as_deref(), &config),
        StoreCommand::Answers(command) => told::told(&mut store, command, &config),
        StoreCommand::Case { code } => {
            let held = store.everything_on(code).map_err(failed)?;
            // Of a case that was erased not even its code comes back.
            let is_held = !store.kept(None, Some(code)).map_err(failed)?.is_empty();
            if is_held || store.opening(code).map_err(failed)?.is_some() {
                store.note_access(&by().as_by(), &Access::Looked { case: code }).map_err(failed)?;
            }
            report::say_json(&held)?;
            Ok(ExitStatus::Fine)
        }
        StoreCommand::Erase { code, yes } => erasing::erase((&mut store, &path), code, *yes),
        StoreCommand::Purge { older_than, access_older_than, yes } => {
            erasing::purge((&mut store, &path), &Periods::of(*older_than, *access_older_than, &config)?, *yes)
        }
        StoreCommand::Staff { list: true, .. } => staff::list(&store),
        StoreCommand::Staff { name, remove: true, .. } => staff::remove(&mut store, name.as_deref().unwrap_or_default()),
        StoreCommand::Staff { name, role, office, .. } => {
            staff::give_access(&mut store, name.as_deref().unwrap_or_default(), (role.as_deref(), office.as_deref()))
        }
        StoreCommand::Log { case, who, format } => staff::log(&store, case.as_deref(), who.as_deref(), *format),
        StoreCommand::Text { instrument, output } => text(&store, instrument, output.as_deref(), common.replace()),
        StoreCommand::Correct(correction) => occasions::correct(&mut store, correction),
        StoreCommand::Duplicates { settle } => occasions::duplicates(&mut store, *settle),
        StoreCommand::Backup { file } => backup(&mut store, file, common.replace()),
        StoreCommand::Encrypt { key_file } => encrypt(store, &path, key_file),
        StoreCommand::Stats { format } => stats(&store, *format),
        // It was audited before anything was opened for writing.
        StoreCommand::Audit { .. } => Ok(ExitStatus::Fine),
    }
}

/// The file of the store: that which was named, that of the site, or the usual one.
pub fn path_of(named: Option<&Path>, config: &Config) -> PathBuf {
    named.map(Path::to_owned).or_else(|| config.store.file.clone()).unwrap_or_else(|| FILE.into())
}

/// Who works at this machine, and when.
pub struct OnTheCommandLine {
    who: String,
    at: String,
}

impl OnTheCommandLine {
    /// As the store takes it.
    pub fn as_by(&self) -> By<'_> {
        By { who: &self.who, at: &self.at }
    }
}

/// Who works at this machine, by what the system calls them, and when, which is now.
pub fn by() -> OnTheCommandLine {
    let name = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).filter(|name| !name.is_empty());
    OnTheCommandLine { who: format!("{}{ON_THE_COMMAND_LINE}", name.as_deref().unwrap_or(SOMEBODY)), at: now() }
}

/// Prints the text of a measure as it was when it was answered last.
fn text(store: &Store, reference: &str, output: Option<&Path>, replace: Replace) -> Result<ExitStatus, CliError> {
    let text = store.text_of(reference).map_err(failed)?;
    let text = text.ok_or_else(|| {
        let help = "name a version that was answered, as `alliance-monitor@0.3.0`; `verbond store stats` lists them".to_owned();
        CliError::usage(format!("the store kept no text of {reference}"), help)
    })?;
    match output {
        Some(output) => writing::write(output, text, replace, Readers::Usual)?,
        None => report::say(text.trim_end())?,
    }
    Ok(ExitStatus::Fine)
}

fn backup(store: &mut Store, file: &Path, replace: Replace) -> Result<ExitStatus, CliError> {
    // Written beside its place and moved there: a backup that failed leaves nothing.
    let destination = Destination::file(file, replace, Readers::Owner)?;
    store.note_access(&by().as_by(), &Access::BackedUp).map_err(failed)?;
    store
        .backup(destination.beside())
        .map_err(|error| CliError::system(file.display().to_string(), std::io::Error::other(error)))?;
    destination.publish()?;
    report::say(&format!("wrote {}", file.display()))?;
    Ok(ExitStatus::Fine)
}

/// Opens a store, with the key of this site if there is one, and makes it if it is not there.
pub fn open(path: &Path, config: &Config) -> Result<Store, CliError> {
    files::uses(path, Use::Read);
    let opened = match key_of_site(config)? {
        None => Store::open(path),
        Some(key) => Store::open_with(path, &key),
    };
    opened.map_err(|error| not_opened(path, error))
}

/// Opens a store that is there, with the key of this site if there is one.
pub fn existing(path: &Path, config: &Config) -> Result<Store, CliError> {
    if !path.exists() {
        let help = "say where it is with `--store`".to_owned();
        return Err(CliError::usage(format!("there is no store {}", path.display()), help));
    }
    files::uses(path, Use::Read);
    Store::existing(path, key_of_site(config)?.as_ref()).map_err(|error| not_opened(path, error))
}

fn key_of_site(config: &Config) -> Result<Option<Key>, CliError> {
    config.store.key_file.as_deref().map(key_in).transpose()
}

/// What the user can do where a store cannot be had; what nobody can is a failure of the system.
fn not_opened(path: &Path, error: StoreError) -> CliError {
    let help = match &error {
        StoreError::Locked => {
            "an encrypted store needs `key-file` under `[store]` in verbond.toml; one that is not must do without"
        }
        StoreError::NoCipher => "build it with `cargo build --release --features encryption`, or leave `key-file` out",
        StoreError::InUse => "stop `verbond serve` first",
        StoreError::NoStore => "`--store` names the file; one that is empty, or that another program made, is none",
        StoreError::TooOld { .. } => {
            "copy it to where it can be written; `verbond store stats` brings the copy to the version of now"
        }
        _ => return CliError::system(path.display().to_string(), std::io::Error::other(error)),
    };
    CliError::usage(format!("{}: {error}", path.display()), help.to_owned())
}

/// Bytes that a file with a key may have: its first line is the key.
const KEY_FILE_BYTES: usize = 64 << 10;

fn key_in(file: &Path) -> Result<Key, CliError> {
    let text = files::text(file, KEY_FILE_BYTES).map_err(|error| CliError::unread(file, error))?;
    Key::of(&text).ok_or_else(|| {
        let message = format!("{} has no key in its first line", file.display());
        CliError::usage(message, "put a long passphrase there".to_owned())
    })
}

/// Encrypts a store where it is.
fn encrypt(store: Store, path: &Path, key_file: &Path) -> Result<ExitStatus, CliError> {
    store.encrypt_in_place(path, &key_in(key_file)?).map_err(|error| not_opened(path, error))?;
    report::say(&format!(
        "{} is encrypted; say `key-file = \"{}\"` under `[store]` in verbond.toml",
        path.display(),
        key_file.display()
    ))?;
    report::say("What was in it before may still be found on the disk where the old file lay, and in older backups.")?;
    Ok(ExitStatus::Fine)
}

/// The store failed, or refused what somebody wanted.
pub fn failed(error: StoreError) -> CliError {
    let help = match &error {
        StoreError::Twin { twin, .. } => format!("say `{}`; codes are not told apart by capitals only", printable(twin)),
        StoreError::CaseClosed(_) => "nobody is asked in a closed case; `verbond store open` opens it again".to_owned(),
        StoreError::BeforeOpening { .. } => {
            "it follows a schedule, for which this would count for nothing; `verbond store open --on` changes that day".to_owned()
        }
        StoreError::OtherOffice { .. } => "`verbond store hand-over --office` gives the case to another office".to_owned(),
        _ => return CliError::system("the store", std::io::Error::other(error)),
    };
    CliError::usage(printable(&error.to_string()), help)
}

fn stats(store: &Store, format: OutputFormat) -> Result<ExitStatus, CliError> {
    let stats = store.stats().map_err(failed)?;
    if format == OutputFormat::Json {
        report::say_json(&stats)?;
        return Ok(ExitStatus::Fine);
    }
    let count = |count: usize, word: &str| report::plural(count as u64, word);
    report::say(&format!(
        "{}, {}, {} finished",
        count(stats.cases, "case"),
        count(stats.administrations, "administration"),
        stats.finished
    ))?;
    report::say(&format!("{}, {} of the log", count(stats.answers, "answer"), count(stats.log, "row")))?;
    stats.by_measure.iter().try_for_each(|(measure, count)| report::say(&format!("  {measure}  {count}")))?;
    Ok(ExitStatus::Fine)
}

/// Says whether anybody edited what was kept. Nothing is written.
fn audit(path: &Path, head: Option<&str>, format: OutputFormat, config: &Config) -> Result<ExitStatus, CliError> {
    if let Some(head) = head.filter(|head| head.len() != 64 || !head.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        let help = "it is what `verbond store audit` printed after `head`: 64 digits from 0 to f".to_owned();
        return Err(CliError::usage(format!("`{head}` is no head of a log"), help));
    }
    let key = key_of_site(config)?;
    let audited = match Store::audited(path, key.as_ref(), head) {
        // One of an earlier version is brought to that of now first, as by any other command.
        Err(error @ StoreError::TooOld { .. }) => {
            if Store::existing(path, key.as_ref()).is_err() {
                return Err(not_opened(path, error));
            }
            Store::audited(path, key.as_ref(), head)
        }
        audited => audited,
    };
    let audit = audited.map_err(|error| not_opened(path, error))?;
    tell_audit(&audit, format)?;
    Ok(if audit.findings.is_empty() { ExitStatus::Fine } else { ExitStatus::Findings })
}

fn tell_audit(audit: &Audit, format: OutputFormat) -> Result<(), CliError> {
    if format == OutputFormat::Json {
        return report::say_json(audit);
    }
    audit.findings.iter().try_for_each(|finding| report::say(&printable(&finding.words())))?;
    report::say(&format!(
        "{} of the log, {} of them erased as it says; head {}",
        report::plural(audit.rows as u64, "row"),
        audit.erased,
        audit.head
    ))?;
    let access = report::plural(audit.access_rows as u64, "row");
    report::say(&format!("{access} of the log of access; head {}", audit.access_head))?;
    report::say(if audit.findings.is_empty() { "nobody edited what was kept" } else { "what was kept is not what was given" })
}

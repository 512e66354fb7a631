use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::arguments::{Common, OutputFormat, StoreArguments, StoreCommand};
use super::config::Config;
use super::{CliError, Ending, records, report, writing};
use crate::administer::Record;
use crate::catalogue;
use crate::files::{self, Use};
use crate::instrument::{Instrument, Version};
use crate::output::{Destination, Readers, Replace};
use crate::serve::hashed;
use crate::source::printable;
use crate::store::{Audit, Begun, Kept, Key, Member, Role, Store, StoreError};

/// The file that a store is in, where nothing else is said.
const FILE: &str = "verbond.sqlite";

/// Looks after what is kept.
pub fn run(arguments: &StoreArguments, common: &Common) -> Result<Ending, CliError> {
    let config = Config::read(common)?;
    let path = arguments.store.clone().or_else(|| config.store.file.clone()).unwrap_or_else(|| FILE.into());
    if !matches!(arguments.command, StoreCommand::Import { .. } | StoreCommand::Staff { .. }) && !path.exists() {
        let help = "say where it is with `--store`; `verbond ask --store` and `verbond store import` make one".to_owned();
        return Err(CliError::usage(format!("there is no store {}", path.display()), help));
    }
    let mut store = match open(&path, &config) {
        // The settings may name the new key already.
        Err(error) if matches!(arguments.command, StoreCommand::Encrypt { .. }) => Store::open(&path).map_err(|_| error)?,
        opened => opened?,
    };
    match &arguments.command {
        StoreCommand::Import { instrument, answers } => import(&mut store, instrument, answers, &config),
        StoreCommand::Export { instrument, output } => export(&store, instrument, (output.as_deref(), common.replace()), &config),
        StoreCommand::Case { code } => {
            let held = store.everything_on(code).map_err(failed)?;
            report::say_json(&held)?;
            Ok(Ending::Fine)
        }
        StoreCommand::Erase { code, yes } => erase(&mut store, code, *yes),
        StoreCommand::Purge { older_than, yes } => {
            let days = older_than.or(config.store.keep_days).ok_or_else(|| {
                let help = "say `--older-than 730`, or `keep-days = 730` under `[store]` in verbond.toml".to_owned();
                CliError::usage("nobody said how long administrations are kept", help)
            })?;
            purge(&mut store, days, *yes)
        }
        StoreCommand::Staff { name, role, office } => staff(&mut store, name, role, office),
        StoreCommand::Backup { file } => {
            // Written beside its place and moved there: a backup that failed leaves nothing.
            let destination = Destination::file(file, common.replace(), Readers::Owner)?;
            store.backup(destination.beside()).map_err(failed)?;
            destination.publish()?;
            report::say(&format!("wrote {}", file.display()))?;
            Ok(Ending::Fine)
        }
        StoreCommand::Encrypt { key_file } => encrypt(store, &path, key_file),
        StoreCommand::Stats { format } => stats(&store, *format),
        StoreCommand::Audit { format } => audit(&store.audit().map_err(failed)?, *format),
    }
}

/// Opens a store, with the key of this site if there is one.
pub fn open(path: &Path, config: &Config) -> Result<Store, CliError> {
    files::uses(path, Use::Read);
    let opened = match &config.store.key_file {
        None => Store::open(path),
        Some(file) => Store::open_with(path, &key_in(file)?),
    };
    opened.map_err(|error| not_opened(path, error))
}

/// What the user can do where a store cannot be had; what nobody can is a failure of the system.
fn not_opened(path: &Path, error: StoreError) -> CliError {
    let help = match &error {
        StoreError::Locked => {
            "an encrypted store needs `key-file` under `[store]` in verbond.toml; one that is not must do without"
        }
        StoreError::NoCipher => "build it with `cargo build --release --features encryption`, or leave `key-file` out",
        StoreError::InUse => "stop `verbond serve` first",
        _ => return CliError::system(path.display().to_string(), std::io::Error::other(error)),
    };
    CliError::usage(format!("{}: {error}", path.display()), help.to_owned())
}

fn key_in(file: &Path) -> Result<Key, CliError> {
    let text = files::text(file).map_err(|error| CliError::system(file.display().to_string(), error))?;
    Key::of(&text).ok_or_else(|| {
        let message = format!("{} has no key in its first line", file.display());
        CliError::usage(message, "put a long passphrase there".to_owned())
    })
}

/// Encrypts a store where it is.
fn encrypt(store: Store, path: &Path, key_file: &Path) -> Result<Ending, CliError> {
    store.encrypt_in_place(path, &key_in(key_file)?).map_err(|error| not_opened(path, error))?;
    report::say(&format!(
        "{} is encrypted; say `key-file = \"{}\"` under `[store]` in verbond.toml",
        path.display(),
        key_file.display()
    ))?;
    report::say("What was in it before may still be found on the disk where the old file lay, and in older backups.")?;
    Ok(Ending::Fine)
}

/// The store failed.
pub fn failed(error: StoreError) -> CliError {
    CliError::system("the store", std::io::Error::other(error))
}

/// Now, as the store writes it.
pub fn now() -> String {
    jiff::Timestamp::now().to_string()
}

fn sound(reference: &str, config: &Config) -> Result<Option<Instrument>, CliError> {
    let found = catalogue::find(reference, &config.library)?;
    let sound =
        report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()).map(|(_, instrument)| instrument.clone());
    if sound.is_none() {
        anstream::eprintln!("the instrument has errors");
    }
    Ok(sound)
}

pub fn import(store: &mut Store, reference: &str, path: &Path, config: &Config) -> Result<Ending, CliError> {
    let Some(instrument) = sound(reference, config)? else { return Ok(Ending::Findings) };
    let name = path.display().to_string();
    let Some(rows) = records::of_file(&instrument, path, &config.answers.options()?)? else {
        anstream::eprintln!("nothing was taken in");
        return Ok(Ending::Findings);
    };
    let (at, measure) = (now(), instrument.reference());
    let sha256 = instrument.sha256.as_str();
    let administrations: Vec<(Begun<'_>, &BTreeMap<String, String>)> = rows
        .iter()
        .map(|(case, record)| {
            let begun = Begun { measure: &measure, sha256, case, identity: &record.identity, known: &record.known, at: &at };
            (begun, &record.answers)
        })
        .collect();
    if let Err(error) = store.take_in(&administrations) {
        return match error {
            StoreError::There { .. } => {
                anstream::eprintln!("{name}: {}", printable(&error.to_string()));
                anstream::eprintln!("nothing was taken in");
                Ok(Ending::Findings)
            }
            error => Err(failed(error)),
        };
    }
    report::say(&format!("took in {}", report::plural(rows.len() as u64, "administration")))?;
    Ok(Ending::Fine)
}

/// Finished administrations of a measure as a file of answers, and how many belong to other versions.
pub fn answers_of(store: &Store, instrument: &Instrument) -> Result<(Vec<u8>, usize), CliError> {
    let kept = store.kept(Some(&instrument.id), None).map_err(failed)?;
    let finished = kept.iter().filter(|kept| kept.finished.is_some());
    let (of_version, others): (Vec<&Kept>, Vec<&Kept>) = finished.partition(|kept| kept.record.measure == instrument.reference());
    let offices = of_version.iter().any(|kept| !kept.office.is_empty()).then_some(OFFICE);
    let rows = of_version.iter().map(|kept| (&kept.record, kept.office.as_str()));
    Ok((file_of(instrument, offices, rows)?, others.len()))
}

/// Earlier versions of a measure of which a store holds finished administrations, as `id@version`.
pub fn versions_in(path: &Path, instrument: &Instrument, config: &Config) -> Result<Vec<String>, CliError> {
    let kept = open(path, config)?.kept(Some(&instrument.id), None).map_err(failed)?;
    let finished = kept.iter().filter(|kept| kept.finished.is_some()).map(|kept| kept.record.measure.clone());
    let versions: std::collections::BTreeSet<String> = finished.collect();
    let is_earlier = |reference: &String| {
        let version = reference.split_once('@').and_then(|(_, version)| version.parse::<Version>().ok());
        version.is_some_and(|version| version < instrument.version)
    };
    Ok(versions.into_iter().filter(is_earlier).collect())
}

/// The column that says which office a case belongs to.
pub const OFFICE: &str = "office";

/// Administrations as a file of answers, with a column more where there is one.
pub fn file_of<'r>(
    instrument: &Instrument,
    more: Option<&str>,
    rows: impl Iterator<Item = (&'r Record, &'r str)>,
) -> Result<Vec<u8>, CliError> {
    let broken = |error: csv::Error| CliError::system("the answers", std::io::Error::other(error));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(Record::columns(instrument).iter().map(String::as_str).chain(more)).map_err(broken)?;
    for (record, cell) in rows {
        if let Some(asked) = record.resumed(instrument) {
            let row = record.row(&asked);
            writer.write_record(row.iter().map(String::as_str).chain(more.map(|_| cell))).map_err(broken)?;
        }
    }
    writer.into_inner().map_err(|error| CliError::system("the answers", error.into_error()))
}

fn export(
    store: &Store,
    reference: &str,
    (output, replace): (Option<&Path>, Replace),
    config: &Config,
) -> Result<Ending, CliError> {
    let Some(instrument) = sound(reference, config)? else { return Ok(Ending::Findings) };
    let (text, others) = answers_of(store, &instrument)?;
    match output {
        Some(output) => writing::write(output, &text, replace, Readers::Owner)?,
        None => report::put(&text)?,
    }
    if others > 0 {
        anstream::eprintln!(
            "{} to other versions of it were left out; name the version to export them",
            report::plural(others as u64, "administration")
        );
    }
    Ok(Ending::Fine)
}

fn erase(store: &mut Store, code: &str, yes: bool) -> Result<Ending, CliError> {
    let held = store.kept(None, Some(code)).map_err(failed)?.len();
    if !yes {
        report::say(&format!(
            "{} of {} would be erased; say `--yes` to do it",
            report::plural(held as u64, "administration"),
            printable(code)
        ))?;
        return Ok(Ending::Fine);
    }
    let erased = store.erase(code, &now()).map_err(failed)?;
    report::say(&format!(
        "erased {} and {} of the log",
        report::plural(erased.administrations as u64, "administration"),
        report::plural(erased.rows as u64, "row")
    ))?;
    Ok(Ending::Fine)
}

fn purge(store: &mut Store, days: u32, yes: bool) -> Result<Ending, CliError> {
    let before = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * i64::from(days));
    let before = before.to_string();
    let over = store.kept(None, None).map_err(failed)?.into_iter().filter(|kept| kept.begun < before).count();
    if !yes {
        report::say(&format!(
            "{} begun before {before} would be erased; say `--yes` to do it",
            report::plural(over as u64, "administration")
        ))?;
        return Ok(Ending::Fine);
    }
    let erased = store.purge(&before, &now()).map_err(failed)?;
    report::say(&format!(
        "erased {} of {}",
        report::plural(erased.administrations as u64, "administration"),
        report::plural(erased.cases as u64, "case")
    ))?;
    Ok(Ending::Fine)
}

/// Letters that a password has at the least (NIST SP 800-63B asks for eight).
const PASSWORD: usize = 12;

fn staff(store: &mut Store, name: &str, role: &str, office: &str) -> Result<Ending, CliError> {
    let role = Role::of_word(role).ok_or_else(|| {
        CliError::usage(format!("there is no role `{role}`"), format!("there is {}", Role::ALL.map(Role::word).join(", ")))
    })?;
    anstream::eprint!("Password, {PASSWORD} letters at the least: ");
    let mut password = String::new();
    std::io::stdin().read_line(&mut password).map_err(|error| CliError::system("<stdin>", error))?;
    let password = password.trim_end_matches(['\r', '\n']);
    if password.chars().count() < PASSWORD {
        return Err(CliError::usage(format!("the password has fewer than {PASSWORD} letters"), "a few words do".to_owned()));
    }
    let hashed =
        hashed(password).ok_or_else(|| CliError::system("the password", std::io::Error::other("it cannot be hashed")))?;
    let member = Member { name: name.to_owned(), role, office: office.trim().to_owned() };
    store.set_user(&member, &hashed).map_err(failed)?;
    report::say(&format!("{} may log in as {}", printable(name), role.word()))?;
    Ok(Ending::Fine)
}

fn stats(store: &Store, format: OutputFormat) -> Result<Ending, CliError> {
    let stats = store.stats().map_err(failed)?;
    if format == OutputFormat::Json {
        report::say_json(&stats)?;
        return Ok(Ending::Fine);
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
    Ok(Ending::Fine)
}

fn audit(audit: &Audit, format: OutputFormat) -> Result<Ending, CliError> {
    match format {
        OutputFormat::Json => report::say_json(&json!(audit))?,
        OutputFormat::Text => {
            audit.findings.iter().try_for_each(|finding| report::say(&finding.words()))?;
            report::say(&format!(
                "{} of the log, {} of them erased as it says; head {}",
                report::plural(audit.rows as u64, "row"),
                audit.erased,
                audit.head
            ))?;
            report::say(if audit.findings.is_empty() {
                "nobody edited what was kept"
            } else {
                "what was kept is not what was given"
            })?;
        }
    }
    Ok(if audit.findings.is_empty() { Ending::Fine } else { Ending::Findings })
}

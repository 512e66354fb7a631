use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::arguments::{Common, OutputFormat, TranslateCommand};
use super::catalogue::{self, Catalogue, Entry};
use super::config::Config;
use super::summary::plain_table;
use super::{CliError, Ending, report, translator, writing};
use crate::exchange::{Changes, State, Wording, print_wording, read_wording};
use crate::instrument::{Instrument, Language};
use crate::output::{Readers, Replace};
use crate::source::printable;
use crate::syntax::tree::Block;

/// Looks after translations: begins one, says how far they are, and brings one in line with its measure.
pub fn run(command: &TranslateCommand, common: &Common) -> Result<Ending, CliError> {
    let config = Config::read(common)?;
    match command {
        TranslateCommand::New { instrument, language, output } => {
            begin(instrument, language, output.as_deref(), (&config, common.replace()))
        }
        TranslateCommand::Status { instrument, format } => status(instrument.as_deref(), *format, &config),
        TranslateCommand::Reconcile { files, output, format } => {
            translator::reconcile(files, output.as_deref(), *format, (&config, common.replace()))
        }
        TranslateCommand::Send { file, output } => translator::send(file, output, (&config, common.replace())),
        TranslateCommand::Receive { file, returned, check, format } => {
            translator::receive(file, returned, *check, *format, &config)
        }
        TranslateCommand::Update { files, check, format } => update(files, *check, *format, &config),
    }
}

fn begin(
    reference: &str,
    language: &str,
    output: Option<&Path>,
    (config, replace): (&Config, Replace),
) -> Result<Ending, CliError> {
    let found = catalogue::find(reference, &config.instruments.folders)?;
    let Some((entry, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so no translation was begun");
        return Ok(Ending::Findings);
    };
    let Some(tag) = Language::parse(language) else {
        return Err(CliError::usage(
            format!("`{language}` is not a language"),
            "write a tag such as `nl-NL` or `nl-NL-x-easy`".to_owned(),
        ));
    };
    let wording = Wording::blank(instrument, &tag.to_string());
    let place = output.map_or_else(
        || entry.path.with_file_name(format!("{}.{}.translation", wording.version, wording.language)),
        Path::to_owned,
    );
    if replace == Replace::Never && place.exists() {
        let help = format!("`verbond translate update {}` brings it in line with the measure", place.display());
        return Err(CliError::usage(format!("{} is there already", place.display()), help));
    }
    write(&wording, &place, replace)?;
    report::say(&format!("{} is there: {} to translate", place.display(), report::plural(wording.entries.len() as u64, "text")))?;
    Ok(Ending::Fine)
}

pub fn write(wording: &Wording, place: &Path, replace: Replace) -> Result<(), CliError> {
    let text = print_wording(wording).map_err(|complaints| {
        let why = complaints.first().map_or(String::new(), |complaint| complaint.message.clone());
        CliError::system(place.display().to_string(), std::io::Error::other(format!("it cannot be laid out: {why}")))
    })?;
    writing::write(place, &text, replace, Readers::Usual)
}

/// A translation file with the measure it belongs to.
pub struct Pair<'a> {
    pub entry: &'a Entry,
    pub instrument: &'a Instrument,
    pub wording: Wording,
}

/// The translation files of a catalogue, each with the measure that its head names, or with the newest of that id where `newest`.
pub fn pairs<'a>(entries: impl Iterator<Item = &'a Entry>, catalogue: &'a Catalogue, newest: bool) -> Vec<Pair<'a>> {
    entries
        .filter_map(|entry| {
            let Some(Block::Translation(tree)) = entry.parsed.tree.blocks.first() else { return None };
            let (_, of, version) = tree.head.as_ref()?;
            let version: crate::instrument::Version = version.text.parse().ok()?;
            let fits = |instrument: &&Instrument| instrument.id == of.text && (newest || version.holds(&instrument.version));
            let instrument =
                catalogue.instruments().map(|(_, instrument)| instrument).filter(fits).max_by_key(|there| &there.version)?;
            Some(Pair { entry, instrument, wording: read_wording(&entry.parsed, instrument)? })
        })
        .collect()
}

fn status(reference: Option<&str>, format: OutputFormat, config: &Config) -> Result<Ending, CliError> {
    let folders = match reference.map(Path::new) {
        Some(path) if path.is_dir() => vec![path.to_owned()],
        _ => config.instruments.folders.clone(),
    };
    let catalogue = Catalogue::check(&folders, &[])?;
    let id = reference
        .filter(|reference| !Path::new(reference).is_dir())
        .map(|reference| reference.split('@').next().unwrap_or(reference));
    let mut table = plain_table(&["measure", "language", "else", "step", "last", "done", "stale", "missing", "of", "file"]);
    let mut json = Vec::new();
    for pair in pairs(catalogue.asked(), &catalogue, false) {
        if id.is_some_and(|id| id != pair.instrument.id) {
            continue;
        }
        let told = told(&pair);
        let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| told[key].to_string();
        table.add_row([
            text("measure"),
            text("language"),
            told["fallbacks"].as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            text("status"),
            printable(&last_step(&pair)),
            number("done"),
            number("stale"),
            number("missing"),
            number("texts"),
            pair.entry.path.file_name().map_or(String::new(), |name| printable(&name.to_string_lossy())),
        ]);
        json.push(told);
    }
    match format {
        OutputFormat::Json => report::say_json(&json)?,
        OutputFormat::Text if json.is_empty() => {
            report::say("no translation was found; `verbond translate new ID LANGUAGE` begins one")?
        }
        OutputFormat::Text => report::say(&table.trim_fmt())?,
    }
    Ok(Ending::Fine)
}

fn told(pair: &Pair<'_>) -> Value {
    let (done, stale, missing) = pair.wording.counts();
    let paths = |state: State| -> Vec<&str> {
        pair.wording.entries.iter().filter(|entry| entry.state() == state).map(|entry| entry.path.as_str()).collect()
    };
    let lacking: Vec<String> = lacking(pair);
    let steps: Vec<Value> = match &pair.entry.holds {
        catalogue::Holds::Translation(translation) => {
            translation.steps.iter().map(|step| json!({"step": step.name, "date": step.date, "remark": step.remark})).collect()
        }
        _ => vec![],
    };
    let status = match &pair.entry.holds {
        catalogue::Holds::Translation(translation) => translation.status.as_str(),
        _ => "cannot be used",
    };
    let fallbacks: Vec<String> = Language::parse(&pair.wording.language)
        .map(|language| language.fallbacks().iter().skip(1).map(ToString::to_string).collect())
        .unwrap_or_default();
    json!({"measure": pair.instrument.reference(), "language": pair.wording.language, "fallbacks": fallbacks, "status": status, "steps": steps,
        "texts": pair.instrument.texts().len(), "done": done, "stale": stale, "missing": missing + lacking.len(),
        "stale_texts": paths(State::Stale), "missing_texts": paths(State::Missing).into_iter().map(str::to_owned).chain(lacking).collect::<Vec<_>>(),
        "path": pair.entry.path})
}

/// Texts of the measure that the file does not have at all.
fn lacking(pair: &Pair<'_>) -> Vec<String> {
    let has = |path: &String| pair.wording.entries.iter().any(|entry| entry.path == *path);
    pair.instrument.texts().into_iter().map(|text| text.path).filter(|path| !has(path)).collect()
}

fn last_step(pair: &Pair<'_>) -> String {
    match &pair.entry.holds {
        catalogue::Holds::Translation(translation) => {
            translation.steps.last().map_or(String::new(), |step| format!("{} {}", step.name, step.date))
        }
        _ => String::new(),
    }
}

fn update(files: &[PathBuf], check: bool, format: OutputFormat, config: &Config) -> Result<Ending, CliError> {
    let catalogue = Catalogue::check(files, &config.instruments.folders)?;
    let mut ending = Ending::Fine;
    let mut json = Vec::new();
    let found = pairs(catalogue.asked(), &catalogue, true);
    if found.is_empty() {
        let help = "name translation files whose measure is among the instruments".to_owned();
        return Err(CliError::usage("there is no translation to bring in line", help));
    }
    for Pair { entry, instrument, wording } in found {
        if entry.parsed.complaints.iter().any(crate::source::Complaint::is_error) {
            report::print(&entry.file, &entry.parsed.complaints, report::Channel::Stderr)?;
            anstream::eprintln!("{} cannot be read, so it was left as it is", entry.path.display());
            ending = Ending::Findings;
            continue;
        }
        let before = wording.clone();
        let (wording, changes) = wording.brought_to(instrument);
        let is_changed = wording != before;
        if is_changed && !check {
            write(&wording, &entry.path, Replace::InPlace)?;
        }
        if is_changed && check {
            ending = Ending::Findings;
        }
        match format {
            OutputFormat::Text => tell(&entry.path, instrument, &changes, is_changed, check)?,
            OutputFormat::Json => json
                .push(json!({"path": entry.path, "measure": instrument.reference(), "changed": is_changed, "changes": changes})),
        }
    }
    if format == OutputFormat::Json {
        report::say_json(&json)?;
    }
    Ok(ending)
}

fn tell(path: &Path, instrument: &Instrument, changes: &Changes, is_changed: bool, check: bool) -> Result<(), CliError> {
    let what = match (is_changed, check) {
        (false, _) => "is in line with",
        (true, true) => "would be brought in line with",
        (true, false) => "was brought in line with",
    };
    report::say(&format!("{} {what} {}", path.display(), instrument.reference()))?;
    let list = |what: &str, paths: &[String]| {
        if paths.is_empty() { Ok(()) } else { report::say(&format!("  {what}: {}", paths.join(", "))) }
    };
    report::say(&format!("  unchanged: {}", changes.kept))?;
    list("stale", &changes.stale)?;
    list("new", &changes.added)?;
    let renamed: Vec<String> = changes.renamed.iter().map(|(before, after)| format!("{before} is now {after}")).collect();
    list("renamed", &renamed)?;
    list("gone, kept as a comment", &changes.removed)
}

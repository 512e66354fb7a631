use std::path::Path;

use serde_json::{Value, json};

use super::arguments::{Common, OutputFormat, TranslateCommand};
use super::config::Config;
use super::summary::plain_table;
use super::{CliError, ExitStatus, report, schedule, translation_place, translation_update, translator, writing};
use crate::catalogue::{self, Catalogue, Entry, Library, Location};
use crate::exchange::{State, Wording, print_wording, read_wording};
use crate::instrument::{Instrument, Language, Version};
use crate::output::{Readers, Replace};
use crate::source::printable;
use crate::syntax::tree::Block;

/// Looks after translations: begins one, says how far they are, and brings one in line with its measure.
pub fn run(command: &TranslateCommand, common: &Common) -> Result<ExitStatus, CliError> {
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
        TranslateCommand::Update { files, check, format } => translation_update::run(files, *check, *format, &config),
    }
}

fn begin(
    reference: &str,
    language: &str,
    output: Option<&Path>,
    (config, replace): (&Config, Replace),
) -> Result<ExitStatus, CliError> {
    let Some(tag) = Language::parse(language) else {
        return Err(CliError::usage(
            format!("`{language}` is not a language"),
            "write a tag such as `nl-NL` or `nl-NL-x-easy`".to_owned(),
        ));
    };
    let Some((wording, location)) = blank(reference, &tag, config)? else {
        anstream::eprintln!("{reference} has errors, so no translation was begun");
        return Ok(ExitStatus::Findings);
    };
    let beside = config.library.own_folder(&location);
    let folder = beside.map_or_else(|| config.folder_for(&wording.of), Path::to_owned);
    let place = output.map_or_else(|| translation_place::usual(&folder, &wording), Path::to_owned);
    if replace == Replace::Never && place.exists() {
        let help = format!("`verbond translate update {}` brings it in line with the measure", place.display());
        return Err(CliError::usage(format!("{} is there already", place.display()), help));
    }
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder).map_err(|error| CliError::system(folder.display().to_string(), error))?;
    }
    write(&wording, &place, replace)?;
    report::say(&format!("{} is there: {} to translate", place.display(), report::plural(wording.entries.len() as u64, "text")))?;
    Ok(ExitStatus::Fine)
}

/// A wording to begin with, of a measure or a schedule, and where that lies. `None` where it has errors, which are then
/// said.
fn blank(reference: &str, tag: &Language, config: &Config) -> Result<Option<(Wording, Location)>, CliError> {
    if let Some(found) = schedule::named(reference, config)? {
        let valid = schedule::newest(&found).filter(|(entry, _)| !entry.has_errors());
        return Ok(valid.map(|(entry, it)| (Wording::blank_of_schedule(it, &tag.to_string()), entry.location.clone())));
    }
    let found = catalogue::find(reference, &config.library)?;
    let valid = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors());
    Ok(valid.map(|(entry, it)| (Wording::blank(it, &tag.to_string()), entry.location.clone())))
}

pub fn write(wording: &Wording, place: &Path, replace: Replace) -> Result<(), CliError> {
    let text = print_wording(wording).map_err(|diagnostics| {
        let why = diagnostics.first().map_or(String::new(), |diagnostic| diagnostic.message.clone());
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

/// The translation files of a catalogue, each with the measure that its head names, or with the newest of that id where
/// `newest`.
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

/// The files among which translations are looked for, and the measure that they have to belong to, if one was asked
/// for.
fn looked_through(reference: Option<&str>, config: &Config) -> Result<(Catalogue, Option<Asked>), CliError> {
    let library = &config.library;
    let Some(reference) = reference else { return Ok((Catalogue::all(library)?, None)) };
    let path = Path::new(reference);
    if path.is_dir() {
        return Ok((Catalogue::check(&[path.to_owned()], &Library::default())?, None));
    }
    if path.is_file() {
        let catalogue = Catalogue::beside(path)?;
        return match catalogue.files.first().and_then(Entry::instrument) {
            Some(instrument) => {
                let asked = Asked { id: instrument.id.clone(), version: Some(instrument.version.clone()) };
                Ok((catalogue, Some(asked)))
            }
            None => Ok((Catalogue::check(&[path.to_owned()], library)?, None)),
        };
    }
    // What is no measure is said as every command says it.
    let found = catalogue::find(reference, library)?;
    let id = crate::instrument::id_of(reference).to_owned();
    let version = found.instruments().next().map(|(_, it)| it.version.clone()).filter(|_| reference.contains('@'));
    Ok((Catalogue::of(&id, library)?, Some(Asked { id, version })))
}

/// A measure whose translations are asked for: all of them, or those of one version.
struct Asked {
    id: String,
    version: Option<Version>,
}

impl Asked {
    fn holds(&self, pair: &Pair<'_>) -> bool {
        let of_version =
            |version: &Version| pair.wording.version.parse().is_ok_and(|translated: Version| translated.holds(version));
        self.id == pair.instrument.id && self.version.as_ref().is_none_or(of_version)
    }
}

fn status(reference: Option<&str>, format: OutputFormat, config: &Config) -> Result<ExitStatus, CliError> {
    let (catalogue, asked) = looked_through(reference, config)?;
    // Beside a measure that was named, the translations are context.
    let counts = |entry: &&Entry| asked.is_some() || !entry.is_context;
    let mut table = plain_table(&["measure", "language", "else", "step", "last", "done", "stale", "missing", "of", "file"]);
    let mut json = Vec::new();
    let all = pairs(catalogue.files.iter().filter(counts), &catalogue, false);
    for pair in all.iter().filter(|pair| asked.as_ref().is_none_or(|asked| asked.holds(pair))) {
        let told = told(pair);
        let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| told[key].to_string();
        table.add_row([
            text("measure"),
            text("language"),
            told["fallbacks"].as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            text("status"),
            printable(&last_step(pair)),
            number("done"),
            number("stale"),
            number("missing"),
            number("texts"),
            printable(&pair.entry.location.file_name()),
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
    Ok(ExitStatus::Fine)
}

fn told(pair: &Pair<'_>) -> Value {
    let (done, stale, missing) = pair.wording.counts();
    let paths = |state: State| -> Vec<&str> {
        pair.wording.entries.iter().filter(|entry| entry.state() == state).map(|entry| entry.path.as_str()).collect()
    };
    let lacking: Vec<String> = lacking(pair);
    let translation = pair.entry.translation();
    let steps = translation.into_iter().flat_map(|translation| &translation.steps);
    let steps: Vec<Value> = steps.map(|step| json!({"step": step.name, "date": step.date, "remark": step.remark})).collect();
    let status = translation.map_or("cannot be used", |translation| translation.status.as_str());
    let fallbacks: Vec<String> = Language::parse(&pair.wording.language)
        .map(|language| language.fallbacks().iter().skip(1).map(ToString::to_string).collect())
        .unwrap_or_default();
    json!({"measure": pair.instrument.reference(), "language": pair.wording.language, "fallbacks": fallbacks, "status": status, "steps": steps,
        "texts": pair.instrument.texts().len(), "done": done, "stale": stale, "missing": missing + lacking.len(),
        "stale_texts": paths(State::Stale), "missing_texts": paths(State::Missing).into_iter().map(str::to_owned).chain(lacking).collect::<Vec<_>>(),
        "path": pair.entry.location.path()})
}

/// Texts of the measure that the file does not have at all.
fn lacking(pair: &Pair<'_>) -> Vec<String> {
    let has = |path: &String| pair.wording.entries.iter().any(|entry| entry.path == *path);
    pair.instrument.texts().into_iter().map(|text| text.path).filter(|path| !has(path)).collect()
}

fn last_step(pair: &Pair<'_>) -> String {
    let last = pair.entry.translation().and_then(|translation| translation.steps.last());
    last.map_or(String::new(), |step| format!("{} {}", step.name, step.date))
}

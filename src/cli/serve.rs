use std::path::PathBuf;
use std::sync::Mutex;
use std::time::SystemTime;

use super::arguments::{Common, ServeCommand};
use super::config::Config;
use super::{CliError, ExitStatus, store};
use crate::catalogue::{Catalogue, Library, files_in};
use crate::follow::SiteRules;
use crate::instrument::Instrument;
use crate::serve::{Measure, Served, ServedSchedule, Shelf, Site, serve};
use crate::source::printable;
use crate::store::{MeasureText, Past, Pictures, Store};

/// Serves the web pages.
pub fn run(command: &ServeCommand, common: &Common) -> Result<ExitStatus, CliError> {
    if !command.listen.ip().is_loopback() && !command.behind_tls {
        let help = "put something before it that speaks TLS, as nginx or Caddy, and say `--behind-tls`".to_owned();
        return Err(CliError::usage(
            format!("{} can be reached from other machines, and what they send could be read on the way", command.listen),
            help,
        ));
    }
    let config = Config::read(common)?;
    begin(command, &config)
}

/// Begins to serve.
pub fn begin(command: &ServeCommand, config: &Config) -> Result<ExitStatus, CliError> {
    let path = command.store.clone().or_else(|| config.store.file.clone()).unwrap_or_else(|| PathBuf::from("verbond.sqlite"));
    let mut kept = store::open(&path, config)?;
    let library = config.library.clone();
    let shelf = with_media_noted(stocked(Shelf::default(), &library, &kept)?, &mut kept)?;
    for measure in shelf.measures() {
        let (reference, sha256) = (measure.instrument.reference(), &measure.instrument.sha256);
        let text = MeasureText { measure: &reference, sha256, text: &measure.text };
        kept.keep_text_of_answered(&text, &store::now()).map_err(store::failed)?;
    }
    if shelf.measures().is_empty() {
        return Err(CliError::usage(
            "there is no sound measure to ask".to_owned(),
            "`--instruments` names the folder".to_owned(),
        ));
    }
    let (count, refused) = (shelf.measures().len(), shelf.refused().to_vec());
    let broken = shelf.broken().to_vec();
    let last = Mutex::new((changes(&library, &shelf), shelf.clone()));
    let language = command.language.as_deref().or(config.serve.language.as_deref());
    let language = language.map(super::phrases::parsed).transpose()?;
    let rules = site_rules(&shelf, config)?;
    let (is_behind_tls, code_digits) = (command.behind_tls, config.serve.code_digits()?);
    let face = config.site.face()?;
    let reading = super::reading::of_site(&config.answers)?;
    let site = Site { rules, is_behind_tls, code_digits, face, phrases: config.phrase_book()?, language, reading };
    let beside = Mutex::new(kept.beside().map_err(store::failed)?);
    let served = Served::new(kept, shelf, site).map_err(store::failed)?;
    let renewed = move || renew(&library, &beside, &last);
    let ready = |address| {
        anstream::eprintln!("{count} measures at http://{address} · Ctrl-C stops");
        if is_behind_tls {
            anstream::eprintln!(
                "note: who guesses codes and passwords is told from others by X-Forwarded-For, which what speaks TLS has to set; \
                 a request without it is warned of here"
            );
        }
        broken.iter().for_each(|file| say_broken(file));
        for refused in &refused {
            anstream::eprintln!(
                "{refused}: its file does not score as it did when this version was answered, so it is not used: the text of then is. \
                 Give the changed file a new version"
            );
        }
    };
    serve(&served, command.listen, renewed, ready)
        .map_err(|error| CliError::system(command.listen.to_string(), std::io::Error::other(error.to_string())))?;
    Ok(ExitStatus::Fine)
}

/// What a site has decided on looking at cases. A rule on a score that no measure has says nothing.
pub fn site_rules(shelf: &Shelf, config: &Config) -> Result<SiteRules, CliError> {
    let mut ruptures = Vec::new();
    for setting in &config.rupture {
        let of_measures = shelf.measures().iter().map(|measure| setting.rule(&measure.instrument));
        ruptures.extend(of_measures.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().next());
    }
    Ok(SiteRules { ruptures, judging: config.norms.judging()? })
}

/// The measures anew, where files changed. A file that is broken takes nothing away: what was sound stays.
fn renew(library: &Library, store: &Mutex<Store>, last: &Mutex<(Vec<Stamp>, Shelf)>) -> Option<Shelf> {
    let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let now = changes(library, &last.1);
    if last.0 == now {
        return None;
    }
    let mut store = store.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let stocked = stocked(last.1.clone(), library, &store).and_then(|shelf| with_media_noted(shelf, &mut store));
    let shelf = match stocked {
        Ok(shelf) => shelf,
        Err(error) => {
            anstream::eprintln!("the folders of measures could not be read, and what was there stays: {error}");
            return None;
        }
    };
    // A file that is broken in the same way as before was named then.
    shelf.broken().iter().filter(|file| !last.1.broken().contains(file)).for_each(|file| say_broken(file));
    *last = (now, shelf.clone());
    Some(shelf)
}

/// Notes in the store what pictures and sounds hold, by which it is seen later that they were others once.
fn with_media_noted(shelf: Shelf, kept: &mut Store) -> Result<Shelf, CliError> {
    let note = |measure: &Measure| {
        let Some(pictures) = measure.media_fingerprint() else { return Ok(None) };
        let reference = measure.instrument.reference();
        let shown = Pictures { measure: &reference, sha256: &measure.instrument.sha256, pictures: &pictures };
        kept.note_pictures(&shown, &store::now())
    };
    shelf.with_media_changes(note).map_err(store::failed)
}

fn say_broken(file: &str) {
    anstream::eprintln!("{} has errors, and nothing of it is used: `verbond check` says what is wrong", printable(file));
}

/// A file, when it was changed, and how long it is.
type Stamp = (PathBuf, Option<SystemTime>, u64);

/// When each file of the language, and of a picture or sound that one names, was changed, and how long it is.
fn changes(library: &Library, shelf: &Shelf) -> Vec<Stamp> {
    let files = library.folders().filter_map(|folder| files_in(folder).ok()).flatten();
    let files = files.chain(shelf.media_files().iter().cloned());
    let stamp = |path: PathBuf| {
        let metadata = std::fs::metadata(&path).ok();
        let changed = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        (path, changed, metadata.map_or(0, |metadata| metadata.len()))
    };
    files.map(stamp).collect()
}

/// A shelf with the valid measures and schedules of a library. A file that does not score as it did when its version
/// was answered is not taken: the text of then is.
pub fn stocked(shelf: Shelf, library: &Library, store: &Store) -> Result<Shelf, CliError> {
    let catalogue = Catalogue::all(library)?;
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    for measure in measures(&catalogue) {
        let reference = measure.instrument.reference();
        let answered = store.texts_answered(&reference).map_err(store::failed)?;
        let rescored = answered.iter().find(|answered| matches!(answered.beside(&measure.instrument), Past::Rescored(_)));
        let Some(rescored) = rescored else {
            taken.push(measure);
            continue;
        };
        refused.push(reference);
        let text = rescored.text.clone().unwrap_or_default();
        taken.extend(rescored.instrument().map(|then| measure.with(then, text)));
    }
    let schedules = catalogue.schedules().filter(|(entry, _)| !entry.has_errors());
    let schedules =
        schedules.map(|(_, schedule)| ServedSchedule::new(schedule.clone(), catalogue.translations_of_schedule(schedule)));
    let broken = catalogue.files.iter().filter(|entry| entry.has_errors()).map(|entry| entry.location.to_string());
    Ok(shelf
        .with(taken)
        .with_schedules(schedules.collect())
        .refusing(refused)
        .without(broken.collect())
        .beside(catalogue.media_paths()))
}

/// The valid measures of a catalogue, with what belongs to each.
fn measures(catalogue: &Catalogue) -> Vec<Measure> {
    let sound = catalogue.files.iter().filter(|entry| !entry.has_errors());
    let instruments = sound.filter_map(|entry| Some((entry.instrument()?, entry.file.text())));
    instruments.map(|(instrument, text)| measure(instrument, text, catalogue)).collect()
}

fn measure(instrument: &Instrument, text: &str, catalogue: &Catalogue) -> Measure {
    let translations: Vec<_> = catalogue.translations_of(instrument).collect();
    let norms = catalogue.norms().filter(|norms| norms.fit(instrument)).cloned().collect();
    let (media, _) = catalogue.media_of(instrument, &translations);
    Measure::new(instrument.clone(), text.to_owned(), &translations, norms).showing(&media)
}

use std::path::{Path, PathBuf};

use serde_json::json;

use super::arguments::{Common, OutputFormat, PhrasesCommand};
use super::config::Config;
use super::summary::plain_table;
use super::{CliError, ExitStatus, report};
use crate::administer::Texts;
use crate::catalogue::{Catalogue, read};
use crate::instrument::{Instrument, Language, Translation};
use crate::phrases::{PhraseBook, Phrases, check_phrases};
use crate::source::{Diagnostic, SourceFile};

/// The ending of files of phrases.
const ENDING: &str = "ftl";

/// A file of phrases of the site.
struct PhraseFile {
    path: PathBuf,
    language: Language,
    file: SourceFile,
    diagnostics: Vec<Diagnostic>,
}

/// Says in which languages there are interface texts and what is wrong with files of the site, or prints those of a
/// language.
pub fn run(command: &PhrasesCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let files = files(&config)?;
    if let Some(tag) = &command.language {
        return print(&parsed(tag)?, &files);
    }
    let book = book(&files);
    let mut table = plain_table(&["language", "name", "phrases", "from"]);
    let mut json = Vec::new();
    let all = PhraseBook::ids().count();
    for language in book.languages() {
        let of_site: Vec<String> =
            files.iter().filter(|file| file.language == *language).map(|file| file.path.display().to_string()).collect();
        let built_in = PhraseBook::text_of(language).map(|_| "built in".to_owned());
        let from: Vec<String> = built_in.into_iter().chain(of_site).collect();
        let said = book.said_in(language);
        table.add_row([language.to_string(), book.called(language), format!("{said} of {all}"), from.join(", ")]);
        json.push(json!({"language": language, "name": book.called(language), "phrases": said, "of": all, "from": from}));
    }
    match command.format {
        OutputFormat::Text => report::say(&table.trim_fmt())?,
        OutputFormat::Json => report::say_json(&json)?,
    }
    let is_sound = files.iter().all(|file| file.diagnostics.is_empty());
    files.iter().try_for_each(|file| report::print(&file.file, &file.diagnostics, report::Channel::Stderr))?;
    Ok(if is_sound { ExitStatus::Fine } else { ExitStatus::Findings })
}

/// Prints a file to begin with: that of the site, or what comes with the program, or English.
fn print(language: &Language, files: &[PhraseFile]) -> Result<ExitStatus, CliError> {
    let own = files.iter().rev().find(|file| file.language == *language).map(|file| file.file.text());
    let text = own.or_else(|| PhraseBook::text_of(language)).or_else(|| PhraseBook::text_of(&Language::english()));
    let text = text.ok_or_else(|| CliError::usage(format!("there are no phrases in `{language}`"), None))?;
    report::put(text.as_bytes())?;
    Ok(ExitStatus::Fine)
}

/// The language of a tag.
pub fn parsed(tag: &str) -> Result<Language, CliError> {
    Language::parse(tag).ok_or_else(|| {
        CliError::usage(format!("`{tag}` is no language"), "write a tag such as `nl` or `nl-NL-x-easy`".to_owned())
    })
}

/// The files of phrases of a site, by name; each is named by its language.
fn files(config: &Config) -> Result<Vec<PhraseFile>, CliError> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in &config.phrases.folders {
        let entries = std::fs::read_dir(folder).map_err(|error| CliError::system(folder.display().to_string(), error))?;
        let mut here: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| is_phrases(path)).collect();
        here.sort();
        paths.append(&mut here);
    }
    let phrase_file = |path: PathBuf| {
        let tag = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (file, diagnostic) = read(&path)?;
        let diagnostics = diagnostic.map_or_else(|| check_phrases(&file), |diagnostic| vec![diagnostic]);
        let language = Language::parse(&tag).ok_or_else(|| {
            let help = "name the file by its language, as `nl.ftl`".to_owned();
            CliError::usage(format!("{} names no language", path.display()), help)
        })?;
        Ok(PhraseFile { path, language, file, diagnostics })
    };
    paths.into_iter().map(phrase_file).collect()
}

fn is_phrases(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING)
}

fn book(files: &[PhraseFile]) -> PhraseBook {
    files.iter().fold(PhraseBook::built_in().clone(), |book, file| book.with(file.language.clone(), file.file.text()))
}

impl Config {
    /// The interface texts: those that come with the program, and the files of the site before them.
    pub fn phrase_book(&self) -> Result<PhraseBook, CliError> {
        let files = files(self)?;
        match files.iter().find(|file| !file.diagnostics.is_empty()) {
            Some(file) => {
                let message = format!("{} holds what is no phrase", file.path.display());
                Err(CliError::usage(message, "`verbond phrases` says what is wrong with it".to_owned()))
            }
            None => Ok(book(&files)),
        }
    }

    /// A measure in the words of a language, and what is said beside it; without a tag the measure is as it is, and the
    /// rest is English.
    pub fn in_language(
        &self,
        instrument: &Instrument,
        found: &Catalogue,
        tag: Option<&str>,
    ) -> Result<(Instrument, Phrases), CliError> {
        let Some(tag) = tag else { return Ok((instrument.clone(), Phrases::english())) };
        let language = parsed(tag)?;
        let translations: Vec<&Translation> = found.translations().collect();
        let texts = Texts::all(instrument, &translations);
        let worded = Texts::nearest(&texts, &language).map_or_else(|| instrument.clone(), |texts| texts.worded(instrument));
        Ok((worded, self.phrase_book()?.in_language(&language)))
    }
}

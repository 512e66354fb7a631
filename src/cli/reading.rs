use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::CliError;
use super::arguments::{DecimalSign, OnBadChoice, Reading};
use crate::catalogue::Catalogue;
use crate::instrument::{DateNotation, Instrument};
use crate::intake::{SiteReading, format_of_name};
use crate::responses::{Caller, Filter, Format, LanguageTexts, LongForm, Positions, ReadOptions, Shape};
use crate::source::{Code, Diagnostic, codes};

/// What `[answers]` of the settings says: the same as the options of the command line, which come before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct AnswerSettings {
    /// Cells that mean "no answer".
    pub missing: Vec<String>,
    /// Name in the instrument, and the column of the answers.
    pub map: BTreeMap<String, String>,
    /// Delimiter of CSV.
    pub delimiter: Option<String>,
    /// `comma` or `point`.
    pub decimal: Option<String>,
    /// Encoding of the text.
    pub encoding: Option<String>,
    /// How dates are written.
    pub date_format: Option<String>,
    /// The rows that are read.
    #[serde(rename = "where")]
    pub filter: Option<String>,
    /// Points of a scale are written by their position, of which the first is this: 0 or 1.
    pub count_from: Option<u8>,
    /// Rows after the header that are no answers.
    pub skip_rows: Option<u64>,
    /// The columns of answers that have a row each.
    pub long: Option<LongSetting>,
    /// The form of the answers, or the program that wrote them.
    pub from: Option<String>,
    /// `error`, `missing` or `skip`.
    pub on_bad: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LongSetting {
    pub item: String,
    pub value: String,
}

/// What a file of answers is, as far as somebody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Format(Format),
    Shape(Shape),
}

fn said(name: &str) -> Result<Said, CliError> {
    let format = match name {
        "csv" | "tsv" => Some(Format::Csv),
        "json" => Some(Format::Json),
        "jsonl" => Some(Format::JsonLines),
        "parquet" => Some(Format::Parquet),
        "xlsx" | "ods" => Some(Format::Spreadsheet),
        "sav" | "zsav" | "dta" => Some(Format::Statistics),
        _ => None,
    };
    let said = format.map(Said::Format).or_else(|| Shape::named(name).map(Said::Shape));
    said.ok_or_else(|| {
        let programs = Shape::ALL.map(|(name, _)| name).join(", ");
        let help = format!("say csv, json, jsonl, parquet, xlsx, ods, sav, dta, or a program: {programs}");
        CliError::usage(format!("there are no answers of the form `{name}`"), help)
    })
}

/// The form of a file of answers: what was said, else what its name ends with; CSV on the standard input.
pub fn format(answers: &Path, from: Option<&str>, settings: &AnswerSettings) -> Result<Format, CliError> {
    if let Some(Said::Format(format)) = from.or(settings.from.as_deref()).map(said).transpose()? {
        return Ok(format);
    }
    if answers == Path::new("-") {
        return Ok(Format::Csv);
    }
    let ending = answers.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    Format::of_ending(&ending).ok_or_else(|| {
        let message = format!("the name `{}` does not say what form the answers have", answers.display());
        CliError::usage(message, "say `--from csv`, `--from json`, `--from jsonl`, `--from parquet` or `--from xlsx`".to_owned())
    })
}

/// The same, and CSV where neither says it: a file of answers may have any name.
pub fn format_or_csv(answers: &Path, from: Option<&str>, settings: &AnswerSettings) -> Result<Format, CliError> {
    let said = said_format(from.or(settings.from.as_deref()))?;
    Ok(said.unwrap_or_else(|| format_of_name(&answers.to_string_lossy())))
}

fn said_format(name: Option<&str>) -> Result<Option<Format>, CliError> {
    Ok(match name.map(said).transpose()? {
        Some(Said::Format(format)) => Some(format),
        Some(Said::Shape(_)) | None => None,
    })
}

/// How a site reads files of answers that are sent to it.
pub fn of_site(settings: &AnswerSettings) -> Result<SiteReading, CliError> {
    let options = options(&Reading::default(), None, settings, vec![])?;
    Ok(SiteReading { options: ReadOptions { caller: Caller::Site, ..options }, format: said_format(settings.from.as_deref())? })
}

/// How answers are read: what was said on the command line, else in the settings.
pub fn options(
    reading: &Reading,
    from: Option<&str>,
    settings: &AnswerSettings,
    languages: Vec<LanguageTexts>,
) -> Result<ReadOptions, CliError> {
    let mut map: Vec<(String, String)> = settings.map.clone().into_iter().collect();
    for text in &reading.map {
        let (name, column) = text
            .split_once('=')
            .ok_or_else(|| CliError::usage(format!("`--map {text}` lacks an `=`"), "write `--map q1=COLUMN`".to_owned()))?;
        map.push((name.to_owned(), column.to_owned()));
    }
    let shape = match from.or(settings.from.as_deref()).map(said).transpose()? {
        Some(Said::Shape(shape)) => Some(shape),
        Some(Said::Format(_)) | None => None,
    };
    let long = settings.long.clone().map(|LongSetting { item, value }| LongForm { item, value });
    let of_settings = || settings.filter.as_deref().map(filter).transpose();
    Ok(ReadOptions {
        missing: reading.missing.clone(),
        usual_missing: if reading.missing.is_empty() { settings.missing.clone() } else { vec![] },
        map,
        delimiter: reading.delimiter.as_deref().or(settings.delimiter.as_deref()).map(delimiter).transpose()?,
        decimal_comma: decimal_comma(reading.decimal, settings.decimal.as_deref())?,
        encoding: reading.encoding.as_deref().or(settings.encoding.as_deref()).map(encoding).transpose()?,
        dates: reading.date_format.as_deref().or(settings.date_format.as_deref()).map(dates).transpose()?,
        positions: reading.count_from.or(settings.count_from).map(positions).transpose()?,
        skip_rows: reading.skip_rows.or(settings.skip_rows).unwrap_or(0),
        filter: reading.filter.clone().map_or_else(of_settings, |filter| Ok(Some(filter)))?,
        long: reading.long.clone().or(long),
        shape,
        languages,
        on_bad: on_bad(reading, settings)?.into(),
        ..ReadOptions::of_program()
    })
}

/// The texts of a measure in all its languages, in which answers can be written.
pub fn languages(instrument: &Instrument, found: &Catalogue) -> Vec<LanguageTexts> {
    std::iter::once(instrument.into()).chain(found.translations().map(LanguageTexts::from)).collect()
}

/// What is said of columns where answers are read for cases: not that some are left out, which is no news then.
pub fn worth_saying(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_news = |code: &'static Code| [&codes::COLUMN_BY_TEXT, &codes::FOUND_SHAPE, &codes::FOUND_ENCODING].contains(&code);
    diagnostics.into_iter().filter(|diagnostic| is_news(diagnostic.code)).collect()
}

impl AnswerSettings {
    /// Whether rows that cannot be right are left out, and written elsewhere.
    pub fn leaves_rows_out(&self) -> bool {
        self.on_bad.as_deref() == Some("skip")
    }
}

/// What is done with answers that cannot be right.
pub fn on_bad(reading: &Reading, settings: &AnswerSettings) -> Result<OnBadChoice, CliError> {
    if let Some(choice) = reading.on_bad {
        return Ok(choice);
    }
    match settings.on_bad.as_deref() {
        None | Some("error") => Ok(OnBadChoice::Error),
        Some("missing") => Ok(OnBadChoice::Missing),
        Some("skip") => Ok(OnBadChoice::Skip),
        Some(other) => {
            Err(CliError::usage(format!("`on-bad` cannot be `{other}`"), "it is `error`, `missing` or `skip`".to_owned()))
        }
    }
}

fn decimal_comma(said: Option<DecimalSign>, setting: Option<&str>) -> Result<Option<bool>, CliError> {
    match (said, setting) {
        (Some(sign), _) => Ok(Some(sign == DecimalSign::Comma)),
        (None, None) => Ok(None),
        (None, Some("comma")) => Ok(Some(true)),
        (None, Some("point")) => Ok(Some(false)),
        (None, Some(other)) => {
            Err(CliError::usage(format!("`decimal` cannot be `{other}`"), "it is `comma` or `point`".to_owned()))
        }
    }
}

fn positions(first: u8) -> Result<Positions, CliError> {
    match first {
        0 => Ok(Positions::FromZero),
        1 => Ok(Positions::FromOne),
        other => Err(CliError::usage(format!("`count-from` cannot be {other}"), "it is 0 or 1".to_owned())),
    }
}

fn dates(format: &str) -> Result<DateNotation, CliError> {
    DateNotation::parse(format).ok_or_else(|| {
        let help = "say `dmy`, `mdy`, `serial`, or a pattern with day, month and year, as `%d/%m/%Y`".to_owned();
        CliError::usage(format!("`{format}` is not how dates are written"), help)
    })
}

fn filter(condition: &str) -> Result<Filter, CliError> {
    Filter::parse(condition).map_err(|error| {
        CliError::usage(format!("`where = {condition}` cannot be read: {error}"), "as `Status = 0 and Finished = 1`".to_owned())
    })
}

/// The delimiter that a sign stands for.
fn delimiter(sign: &str) -> Result<u8, CliError> {
    match sign.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [sign] => Ok(*sign),
        _ => Err(CliError::usage(format!("`{sign}` is not a delimiter"), "it is one character, or `tab`".to_owned())),
    }
}

/// The encoding of a name.
fn encoding(name: &str) -> Result<&'static encoding_rs::Encoding, CliError> {
    encoding_rs::Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        CliError::usage(format!("there is no encoding `{name}`"), "as `windows-1252`, `utf-16le` or `utf-8`".to_owned())
    })
}

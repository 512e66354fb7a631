use clap::{Args, ValueEnum};

use crate::responses::{Filter, LongForm, OnBad};

/// How answers are written. Every command that reads answers takes these.
#[derive(Clone, Debug, Default, Args)]
pub struct Reading {
    /// Which column is which: NAME=COLUMN, where COLUMN is a name, `#3`, or a text with columns in braces; each * on
    /// one side stands for the same on the other
    #[arg(long = "map", value_name = "NAME=COLUMN")]
    pub map: Vec<String>,
    /// Cells that mean "no answer", separated by commas; `weeks=99` means it of one item
    #[arg(long, value_name = "WORDS", value_delimiter = ',', allow_hyphen_values = true)]
    pub missing: Vec<String>,
    /// Delimiter of CSV: one character, or `tab` [default: found]
    #[arg(long)]
    pub delimiter: Option<String>,
    /// What separates decimals [default: found]
    #[arg(long, value_enum)]
    pub decimal: Option<DecimalSign>,
    /// Encoding of the answers, as windows-1252 [default: found]
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// How dates are written: `dmy`, `mdy`, `serial`, or a pattern such as `%d %b %Y` [default: ISO 8601, and what can
    /// be no other day]
    #[arg(long, value_name = "FORMAT")]
    pub date_format: Option<String>,
    /// Read only rows of which this holds: `Status = 0 and Finished = 1`
    #[arg(long = "where", value_name = "CONDITION", value_parser = Filter::parse)]
    pub filter: Option<Filter>,
    /// Points of a scale are written by their position, of which the first is this
    #[arg(long, value_name = "0|1", value_parser = clap::value_parser!(u8).range(0..=1))]
    pub count_from: Option<u8>,
    /// Rows after the header that are no answers
    #[arg(long, value_name = "COUNT")]
    pub skip_rows: Option<u64>,
    /// The answers have a row each: the columns that name the item and hold the answer
    #[arg(long, value_name = "item=COLUMN,value=COLUMN", value_parser = long_form)]
    pub long: Option<LongForm>,
    /// What to do with answers that cannot be right [default: error]
    #[arg(long, value_enum)]
    pub on_bad: Option<OnBadChoice>,
}

fn long_form(text: &str) -> Result<LongForm, String> {
    LongForm::parse(text).ok_or_else(|| "write `item=COLUMN,value=COLUMN`".to_owned())
}

/// The form of the answers, or the program that wrote them.
#[derive(Clone, Debug, Default, Args)]
pub struct ReadFrom {
    /// The form of the answers, or the program that wrote them: csv, json, jsonl, parquet, xlsx, ods, sav, dta, plain, long,
    /// castor, fhir, formr, google-forms, jspsych, kobo, limesurvey, microsoft-forms, odk, psytoolkit, qualtrics, r,
    /// redcap, surveyjs or surveymonkey [default: found]
    #[arg(long, value_name = "NAME")]
    pub from: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OnBadChoice {
    /// Write nothing and show what is wrong
    #[default]
    Error,
    /// The cell becomes missing
    Missing,
    /// The row goes to a file of rejects, or is left out where there is none
    Skip,
}

impl From<OnBadChoice> for OnBad {
    fn from(choice: OnBadChoice) -> Self {
        match choice {
            OnBadChoice::Error => Self::Error,
            OnBadChoice::Missing => Self::Missing,
            OnBadChoice::Skip => Self::Skip,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DecimalSign {
    Comma,
    Point,
}

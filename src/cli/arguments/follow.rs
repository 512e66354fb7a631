use std::path::PathBuf;

use clap::Args;

use super::{OutputFormat, ReadFrom, Reading};
use crate::instrument::Day;
use crate::responses::LanguageTexts;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond follow alliance-monitor answers.csv --norms demo --case c12
  verbond follow alliance-monitor answers.csv --norms demo --output follow.html
  verbond follow alliance-monitor answers.csv --earlier alliance-monitor@0.2.0=last-year.csv
Rules for signs of a rupture stand in verbond.toml:
  [[rupture]]
  score = \"trust\"
  drop-more-than = 1.0      # or: drops-in-a-row = 2, or: below-best = true
  source = \"decided by the team, 2026\"")]
pub struct FollowCommand {
    /// A file, a folder, an id, or an id with a version
    pub instrument: String,
    #[command(flatten)]
    pub of: AnswersOf,
    /// Norms, by their id or their file: without the SD and the reliability of a score, or the least change that is
    /// reliable, no change is judged
    #[arg(long, value_name = "ID|FILE")]
    pub norms: Option<String>,
    /// One case only, by its code; may be given several times
    #[arg(long = "case", value_name = "CODE")]
    pub cases: Vec<String>,
    /// Answers to an earlier version, which the same cases gave: ID@VERSION=FILE; may be given several times. A store
    /// is looked through for them
    #[arg(long, value_name = "ID@VERSION=FILE")]
    pub earlier: Vec<String>,
    /// Show what was answered confidentially in a store too, marked; this is logged
    #[arg(long, requires = "store")]
    pub confidential: bool,
    /// Only cases with an alert or a sign of a rupture at their last occasion
    #[arg(long)]
    pub attention: bool,
    /// The language of what is said, as nl [default: en, and the words of the measure as they are]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// A page with charts, readable by you alone, instead of the text
    #[arg(long, short, value_name = "FILE.html")]
    pub output: Option<PathBuf>,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond report c-17 --store site.sqlite --norms demo --output c-17.html     (a sheet for each measure)
  verbond report c-17 --of alliance-monitor --answers answers.csv --language nl --output c-17.html
  verbond report c-17 --store site.sqlite --paper letter --output c-17.pdf
What was answered confidentially is not on it. A file that ends in .pdf is a PDF, where the program was built with it
(`--features pdf`); any other is a page that a browser prints.")]
pub struct ReportCommand {
    /// The code of the case
    pub case: String,
    /// The measure: a file, a folder, an id, or an id with a version [default: each that the case answered]
    #[arg(long, value_name = "INSTRUMENT")]
    pub of: Option<String>,
    /// A file of answers (.csv, .json, .jsonl, .parquet), instead of a store
    #[arg(long, value_name = "FILE", requires = "of")]
    pub answers: Option<PathBuf>,
    /// The store [default: that of verbond.toml, or verbond.sqlite]
    #[arg(long, value_name = "FILE", conflicts_with = "answers")]
    pub store: Option<PathBuf>,
    #[command(flatten)]
    pub from: ReadFrom,
    #[command(flatten)]
    pub reading: Reading,
    /// Norms, by their id or their file: without the SD and the reliability of a score, or the least change that is
    /// reliable, no change is judged
    #[arg(long, value_name = "ID|FILE")]
    pub norms: Option<String>,
    /// The language of what is said, as nl [default: en, and the words of the measure as they are]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// The day on which it is made, as 2026-11-24 [default: today]
    #[arg(long, value_parser = |text: &str| Day::iso(text).ok_or("a date is written as 2026-11-24"))]
    pub date: Option<Day>,
    /// The sheet of paper that it goes on
    #[arg(long, value_enum, default_value_t)]
    pub paper: super::Paper,
    /// Where it goes, readable by you alone [default: the standard output, as HTML]
    #[arg(long, short, value_name = "FILE.html|FILE.pdf")]
    pub output: Option<PathBuf>,
}

/// Where answers are.
#[derive(Clone, Debug, Args)]
pub struct AnswersOf {
    /// A file of answers (.csv, .tsv, .json, .jsonl, .parquet, .xlsx, .ods, .sav, .dta)
    #[arg(required_unless_present = "store")]
    pub answers: Option<PathBuf>,
    /// A store, instead of a file
    #[arg(long, value_name = "FILE", conflicts_with = "answers")]
    pub store: Option<PathBuf>,
    #[command(flatten)]
    pub from: ReadFrom,
    #[command(flatten)]
    pub reading: Reading,
    #[arg(skip)]
    pub of_store: OfStore,
    /// The texts of the measure in all its languages.
    #[arg(skip)]
    pub languages: Vec<LanguageTexts>,
}

/// What is taken out of a store. The figures of a team count confidential administrations too, since none of fewer
/// than five cases is shown; everybody else says so where they are to be among them.
#[derive(Clone, Debug, Default)]
pub struct OfStore {
    /// These cases; all where none is named.
    pub cases: Vec<String>,
    /// Whether confidential administrations are among them.
    pub shows_confidential: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond team alliance-monitor --store site.sqlite --by office --norms demo --output team.html
  verbond team alliance-monitor answers.csv --by office --to csv=team.csv --to xlsx=team.xlsx
Figures of fewer than five cases are not shown, nor those from which they could be told by subtraction.")]
pub struct TeamCommand {
    /// A file, a folder, an id, or an id with a version
    pub instrument: String,
    #[command(flatten)]
    pub of: AnswersOf,
    /// What says which group a case is in: `language`, a known fact with words, or a column, as `office`; of a store,
    /// `office`
    #[arg(long, value_name = "COLUMN")]
    pub by: Option<String>,
    /// Norms, by their id or their file: without the SD and the reliability of a score, or the least change that is
    /// reliable, no change is judged
    #[arg(long, value_name = "ID|FILE")]
    pub norms: Option<String>,
    /// The language of what is said, as nl [default: en, and the words of the measure as they are]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// A page, instead of the text
    #[arg(long, short, value_name = "FILE.html")]
    pub output: Option<PathBuf>,
    /// The figures as a table, a row each, through any backend: NAME=PATH, with options after a comma; may be given
    /// several times
    #[arg(long = "to", value_name = "NAME=PATH")]
    pub to: Vec<String>,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond analyse alliance-monitor answers.csv
  verbond analyse alliance-monitor answers.csv --by language --to html=analysis.html
  verbond analyse alliance-monitor answers.csv --retest 1,2 --write-norms rotterdam.norms
`docs/analysis.md` says of each figure where its formula comes from.")]
pub struct AnalyseCommand {
    /// A file, a folder, an id, or an id with a version
    pub instrument: String,
    #[command(flatten)]
    pub of: AnswersOf,
    /// Set groups beside each other: `language`, a known fact with words, or a column of the file
    #[arg(long, value_name = "COLUMN")]
    pub by: Option<String>,
    /// Two occasions at which the same was measured twice
    #[arg(long, value_name = "FIRST,SECOND", value_delimiter = ',', num_args = 1)]
    pub retest: Vec<String>,
    /// Write what was found as norms, of the first administration of each case by each informant
    #[arg(long, value_name = "FILE.norms")]
    pub write_norms: Option<PathBuf>,
    /// Names norms everywhere else; here it is refused with a word on `--write-norms`
    #[arg(long, hide = true)]
    pub norms: Option<String>,
    /// Count what was answered confidentially in a store too; this is logged
    #[arg(long, requires = "store")]
    pub confidential: bool,
    /// Whom the norms are of
    #[arg(long, value_name = "TEXT", requires = "write_norms")]
    pub population: Option<String>,
    /// Where the report goes besides this terminal, readable by you alone: html=FILE, json=FILE; may be given several
    /// times
    #[arg(long = "to", value_name = "KIND=FILE")]
    pub to: Vec<String>,
    /// For people or for machines
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

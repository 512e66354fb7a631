use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::OutputFormat;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond export alliance-monitor --to xlsform=form.xlsx
  verbond export alliance-monitor --to redcap=dictionary.csv,informant=worker,language=nl
  verbond export wai-sr --to r=wai-sr.R --to spss-syntax=wai-sr.sps
  verbond export wai-sr --to fhir=questionnaire.json,only=questionnaire   (with the plugin)
`verbond export --list` lists what there is.")]
pub struct ExportCommand {
    /// A file, a folder, an id, or an id with a version
    #[arg(required_unless_present = "list")]
    pub instrument: Option<String>,
    /// A program: NAME=PATH, with options after a comma, or NAME for the standard output; may be given several times
    #[arg(long = "to", value_name = "NAME[=PATH]", required_unless_present = "list")]
    pub outputs: Vec<String>,
    /// List the programs
    #[arg(long)]
    pub list: bool,
    /// The form of diagnostics (one JSON object a line on the standard error)
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond import form.xlsx
  verbond import dictionary.csv --output measures/ours
  verbond import survey.txt
  verbond import questionnaire.json --from fhir
docs/forms.md says what comes in and goes out, a program at a time.")]
pub struct ImportCommand {
    /// The form
    pub form: PathBuf,
    /// What it is [default: by its ending, .xlsx, .xls, .csv, .txt, .json, and by what stands in it]
    #[arg(long, value_enum)]
    pub from: Option<FormKind>,
    /// The folder that the measure and its translations go into, each in a folder of its own where the form holds several
    /// [default: one named after the measure]
    #[arg(long, short, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// The form of diagnostics (one JSON object a line on the standard error)
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

/// A kind of form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormKind {
    /// A spreadsheet of ODK, KoboToolbox, SurveyCTO
    Xlsform,
    /// A data dictionary of REDCap
    Redcap,
    /// A Questionnaire of FHIR, R4 or R5
    Fhir,
    /// A survey structure of LimeSurvey, as tab-separated values
    Limesurvey,
    /// A model of SurveyJS
    Surveyjs,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  verbond migrate answers.csv --from alliance-monitor@0.2.0 --to alliance-monitor@0.3.0 --output answers-0.3.csv")]
pub struct MigrateCommand {
    /// A file of answers to the earlier version (.csv, .tsv, .json, .jsonl, .parquet, .xlsx, .ods, .sav, .dta)
    pub answers: PathBuf,
    /// The version that was answered, as alliance-monitor@0.2.0
    #[arg(long, value_name = "ID@VERSION")]
    pub from: String,
    /// The version that they become answers to
    #[arg(long, value_name = "ID@VERSION")]
    pub to: String,
    /// The form of the answers, or the program that wrote them, as `--from` of other commands says it
    #[arg(long, value_name = "NAME")]
    pub answers_from: Option<String>,
    #[command(flatten)]
    pub reading: super::Reading,
    /// Where they go [default: the standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The form of the report, on the standard error
    #[arg(long, value_enum, default_value_t)]
    pub format: OutputFormat,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Without a terminal, each answer is a line of the standard input; an empty one takes what stands in brackets."
)]
pub struct NewCommand {
    /// Its id, as our-measure
    pub id: String,
    /// Begin a schedule: which measures are asked of whom, and how often
    #[arg(long)]
    pub schedule: bool,
    /// Where it goes [default: ID/0.1.0.instrument, or ID.schedule]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond compile wai-sr --to sql --dialect postgres > wai-sr.sql
  verbond compile wai-sr --to r --output wai-sr.R
  verbond compile alliance-monitor --to sql --norms demo > monitor.sql
`verbond export` writes the same, and forms.")]
pub struct CompileCommand {
    /// A file, a folder, an id, or an id with a version
    pub instrument: String,
    /// The language
    #[arg(long, value_enum)]
    pub to: ScriptLanguage,
    /// The database, for SQL: duckdb, sqlite, postgres or spark [default: duckdb]
    #[arg(long)]
    pub dialect: Option<String>,
    /// The table of answers, for SQL [default: answers]
    #[arg(long)]
    pub table: Option<String>,
    /// The view that is made, for SQL [default: named after the measure]
    #[arg(long)]
    pub view: Option<String>,
    /// Norms that scores are set beside, by their id or their file; for SQL, R, Python and SPSS
    #[arg(long, value_name = "ID|FILE")]
    pub norms: Option<String>,
    /// Where it goes [default: the standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A language that scoring is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScriptLanguage {
    /// One statement
    Sql,
    /// A function over a data frame
    R,
    /// A function over a polars frame
    Python,
    /// Syntax for SPSS and PSPP
    Spss,
    /// A do-file
    Stata,
}

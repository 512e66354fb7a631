use std::path::PathBuf;

use clap::Args;

use crate::instrument::Day;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond ask alliance-monitor --informant client --language nl --case c12 --occasion 3 --output answers.csv
  verbond ask alliance-monitor --plain        (line by line, for a screen reader)
What was answered is a row of the file of answers; an interrupted questionnaire goes on where it was.")]
pub struct AskCommand {
    /// A file, a folder, an id, or an id with a version
    pub instrument: String,
    /// Who answers [default: the first informant]
    #[arg(long)]
    pub informant: Option<String>,
    /// The language, as nl [default: that of the measure]
    #[arg(long)]
    pub language: Option<String>,
    /// Code of the case, no name [default: asked]
    #[arg(long)]
    pub case: Option<String>,
    /// Which occasion [default: the next one]
    #[arg(long)]
    pub occasion: Option<String>,
    /// Which day it is about, as 2026-11-24 [default: today]
    #[arg(long, value_parser = |text: &str| Day::iso(text).ok_or("a date is written as 2026-11-24"))]
    pub date: Option<Day>,
    /// Ask again what was answered at that occasion: what the store holds of it is kept, and counts no more
    #[arg(long, requires = "store")]
    pub replace: bool,
    /// A fact that is known of the case: NAME=VALUE; may be given several times
    #[arg(long = "known", value_name = "NAME=VALUE")]
    pub known: Vec<String>,
    /// The file of answers that a row is added to [default: the row is printed]
    #[arg(long, short, value_name = "FILE.csv")]
    pub output: Option<PathBuf>,
    /// The store that each answer is kept in, as soon as it is given
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub store: Option<PathBuf>,
    /// Line by line, without keys, colours or a moving screen
    #[arg(long)]
    pub plain: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond print alliance-monitor --informant client --language nl --output client-nl.html
  verbond print alliance-monitor --language ar --output client-ar.pdf
A file that ends in .pdf is a PDF, where the program was built with it (`--features pdf`); any other is a page that a
browser prints.")]
pub struct PrintCommand {
    /// A file, a folder, an id, or an id with a version
    pub instrument: String,
    /// Who answers [default: the first informant]
    #[arg(long)]
    pub informant: Option<String>,
    /// The language, as nl [default: that of the measure]
    #[arg(long)]
    pub language: Option<String>,
    /// Each question by itself in large letters, as always in easy words [default: questions on one scale in a grid]
    #[arg(long)]
    pub large: bool,
    /// The sheets of paper that it goes on
    #[arg(long, value_enum, default_value_t)]
    pub paper: super::Paper,
    /// Where it goes [default: the standard output, as HTML]
    #[arg(long, short, value_name = "FILE.html|FILE.pdf")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  verbond enter alliance-monitor --informant client --output first.csv
  verbond enter alliance-monitor --informant client --output second.csv      (by somebody else)
  verbond enter alliance-monitor --compare first.csv second.csv --settle --output answers.csv")]
pub struct EnterCommand {
    /// A file, a folder, an id, or an id with a version
    pub instrument: String,
    /// Who answered [default: the first informant]
    #[arg(long)]
    pub informant: Option<String>,
    /// The language of the sheets, as nl [default: that of the measure]
    #[arg(long)]
    pub language: Option<String>,
    /// The file of answers: sheets are added to it, or what both files agree on is written to it
    #[arg(long, short, value_name = "FILE.csv")]
    pub output: Option<PathBuf>,
    /// List where two files of the same sheets differ
    #[arg(long, num_args = 2, value_names = ["FIRST.csv", "SECOND.csv"])]
    pub compare: Vec<PathBuf>,
    /// Ask for each difference which of the two is on the paper
    #[arg(long, requires = "compare", requires = "output")]
    pub settle: bool,
    #[command(flatten)]
    pub reading: super::Reading,
    /// How the differences are listed
    #[arg(long, value_enum, default_value_t)]
    pub format: super::OutputFormat,
}

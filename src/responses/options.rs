use encoding_rs::Encoding;

use super::filter::Filter;
use super::labels::LanguageTexts;
use super::long::LongForm;
use super::shape::Shape;
use crate::instrument::{DateNotation, DayCount, Notation};

/// What to do with a row or a cell that cannot be right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnBad {
    /// Nothing comes of the answers; everything that is wrong is said.
    #[default]
    Error,
    /// A cell becomes missing, with the cause `not valid`. Faults of whole rows stay errors.
    Missing,
    /// The row is left out, and it is said which; the program writes such rows to a file of their own.
    Skip,
}

/// Who is told how to mend what is wrong: each does it by other means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Caller {
    /// A Rust program, which calls methods of a [`crate::ScorerBuilder`].
    #[default]
    Library,
    /// A Python program, which gives arguments by their names.
    Python,
    /// A person at the command line, who gives options.
    Program,
    /// A person who sends a file on the web, where the settings of the site say how it is read.
    Site,
}

impl Caller {
    /// How to say which column holds an item.
    pub(super) fn map(self, to: &str, column: &str) -> String {
        match self {
            Self::Library => format!("`.map({to:?}, {column:?})`"),
            Self::Python => format!("`map={{{to:?}: {column:?}}}`"),
            Self::Program => format!("`--map {to}={column}`"),
            Self::Site => format!("`map = {{ {to} = {column:?} }}` under `[answers]` of verbond.toml"),
        }
    }

    /// The means to say which column is which.
    pub(super) fn mapping(self) -> &'static str {
        match self {
            Self::Library => "`.map(…)`",
            Self::Python => "`map=`",
            Self::Program => "`--map`",
            Self::Site => "`map` under `[answers]` of verbond.toml",
        }
    }

    /// The means to say how answers that mean "no answer" are written.
    pub(super) fn missing(self, item: &str, word: &str) -> String {
        match self {
            Self::Library => format!("`.missing(\"{item}={word}\")`"),
            Self::Python => format!("`missing=[\"{item}={word}\"]`"),
            Self::Program => format!("`--missing '{item}={word}'`"),
            Self::Site => format!("`missing = [\"{item}={word}\"]` under `[answers]` of verbond.toml"),
        }
    }

    /// The means to say that a word means "no answer" wherever it stands.
    pub(super) fn no_answer(self, word: &str) -> String {
        match self {
            Self::Library => format!("say `.missing(\"{word}\")`"),
            Self::Python => format!("say `missing=[\"{word}\"]`"),
            Self::Program => format!("say `--missing '{word}'`"),
            Self::Site => format!("say `missing = [\"{word}\"]` under `[answers]` of verbond.toml"),
        }
    }

    /// The means to say which rows are read.
    pub(super) fn condition(self) -> &'static str {
        match self {
            Self::Library => "the condition on rows, or a template",
            Self::Python => "`where=`, or a column in braces",
            Self::Program => "`--where`, or a column in braces",
            Self::Site => "`where` under `[answers]` of verbond.toml, or a column in braces",
        }
    }

    /// How to say which rows are read.
    pub(super) fn only_rows(self, condition: &str) -> String {
        match self {
            Self::Library => format!("the condition `{condition}`"),
            Self::Python => format!("`where={condition:?}`"),
            Self::Program => format!("`--where '{condition}'`"),
            Self::Site => format!("`where = {condition:?}` under `[answers]` of verbond.toml"),
        }
    }

    /// The means to have a table read as it stands, whichever program wrote it.
    pub(super) fn plain(self) -> &'static str {
        match self {
            Self::Library => "`Shape::Plain` in `ReadOptions`",
            Self::Python => "a frame",
            Self::Program => "`--from plain`",
            Self::Site => "`from = \"plain\"` under `[answers]` of verbond.toml",
        }
    }

    /// The means to say how dates are written.
    pub(super) fn dates(self) -> &'static str {
        match self {
            Self::Library => "set `dates` in `ReadOptions`",
            Self::Python => "make it a column of dates, or say `date_format=\"dmy\"` or `date_format=\"mdy\"`",
            Self::Program => "say `--date-format dmy` or `--date-format mdy`",
            Self::Site => "say `date-format = \"dmy\"` or `date-format = \"mdy\"` under `[answers]` of verbond.toml",
        }
    }

    /// The means to say that dates are written as spreadsheets count days.
    pub(super) fn serial_dates(self) -> &'static str {
        match self {
            Self::Library => "set `DateNotation::Serial` in `ReadOptions`",
            Self::Python => "say `date_format=\"serial\"`",
            Self::Program => "say `--date-format serial`",
            Self::Site => "say `date-format = \"serial\"` under `[answers]` of verbond.toml",
        }
    }

    /// The means to say from which number points are counted, which is 0 or 1.
    pub(super) fn counting(self, first: u8) -> String {
        match self {
            Self::Library => format!("set `Positions::From{}` in `ReadOptions`", if first == 0 { "Zero" } else { "One" }),
            Self::Python => format!("say `count_from={first}`"),
            Self::Program => format!("say `--count-from {first}`"),
            Self::Site => format!("say `count-from = {first}` under `[answers]` of verbond.toml"),
        }
    }

    /// The means to say what separates decimals.
    pub(super) fn decimals(self) -> &'static str {
        match self {
            Self::Library => "set `decimal_comma` in `ReadOptions`",
            Self::Python => "make it a column of numbers, or say `decimal=\"comma\"` or `decimal=\"point\"`",
            Self::Program => "say `--decimal comma` or `--decimal point`",
            Self::Site => "say `decimal = \"comma\"` or `decimal = \"point\"` under `[answers]` of verbond.toml",
        }
    }

    /// The means to carry along columns that the instrument does not know.
    pub(super) fn keeping(self) -> &'static str {
        match self {
            Self::Library => "`.keep(true)`",
            Self::Python => "`keep=True`",
            Self::Program => "`--keep`",
            // A store keeps no such columns.
            Self::Site => "`verbond score --keep`",
        }
    }

    /// How to say in which encoding a text is.
    pub(super) fn encoding(self) -> &'static str {
        match self {
            Self::Library => "set the encoding in `ReadOptions`",
            // A frame has texts and no bytes; whoever read it said which.
            Self::Python => "say the encoding to what reads the file",
            Self::Program => "say `--encoding NAME`",
            Self::Site => "say `encoding = \"NAME\"` under `[answers]` of verbond.toml",
        }
    }

    /// How to say that blanks separate cells.
    pub(super) fn blanks(self) -> &'static str {
        match self {
            Self::Library => "set `delimiter` in `ReadOptions`",
            Self::Python => "say the delimiter to what reads the file",
            Self::Program => "say `--delimiter ' '`",
            Self::Site => "say `delimiter = \" \"` under `[answers]` of verbond.toml",
        }
    }

    /// How to say that each line is an object.
    pub(super) fn json_lines(self) -> &'static str {
        match self {
            Self::Library => "for one object a line, say `Format::JsonLines`",
            Self::Python => "for one object a line, read it as JSON Lines",
            Self::Program => "for one object a line, name the file `.jsonl`, or say `--from jsonl`",
            Self::Site => "for one object a line, name the file `.jsonl`",
        }
    }
}

/// How another program writes the points of a scale by their positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Positions {
    /// The first is 0, whatever its number in the measure.
    FromZero,
    /// The first is 1, whatever its number in the measure.
    FromOne,
    /// The first is `AO01`, and `A1` where its number is the same; a number is a point.
    Codes,
}

/// How answers are written.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Cells that mean "no answer", besides empty ones. `ITEM=WORD` is one of that item alone, `*=WORD` one of every
    /// item, also where it could be an answer.
    pub missing: Vec<String>,
    /// The same, of the program that wrote the answers, or of whoever reads many files: nobody is told where no answer has
    /// one.
    pub usual_missing: Vec<String>,
    /// Item or other column of the instrument, and the column of the answers that holds it: a name, `#` with a number,
    /// or a text with columns in braces. Each `*` stands for the same on both sides.
    pub map: Vec<(String, String)>,
    /// The same, where the answers have such columns and nobody says otherwise; what the program that wrote them calls
    /// them.
    pub usual: Vec<(String, String)>,
    /// What the file itself calls the columns, in their order, where they have other names.
    pub own_names: Vec<String>,
    /// What the columns are called beside their names, in their order: the questions, where a header has those too.
    pub texts: Vec<String>,
    /// Delimiter of CSV; found by itself where it is not set.
    pub delimiter: Option<u8>,
    /// Whether a comma separates decimals; found by itself where it is not set.
    pub decimal_comma: Option<bool>,
    /// Encoding of the text; UTF-8, or UTF-16 with a byte order mark, where it is not set.
    pub encoding: Option<&'static Encoding>,
    /// How dates are written; where it is not set, one whose day and month could be swapped is refused.
    pub dates: Option<DateNotation>,
    /// Whether a date may be a number, as spreadsheets count days.
    pub serial_dates: Option<DayCount>,
    /// Rows after the header that are no answers.
    pub skip_rows: u64,
    /// Which rows are read; all where it is not set.
    pub filter: Option<Filter>,
    /// How the program that wrote the answers tells administrations apart, as `occasion` is mapped to it.
    pub apart: Option<String>,
    /// The column that says when the answers of a row were sent: where it is empty and nothing was answered, the row is
    /// passed over.
    pub sent: Option<String>,
    /// The program that wrote the answers; found by its marks where it is not set.
    pub shape: Option<Shape>,
    /// Whether any number but 0 in the column of a choice says that it was chosen, and not only 1.
    pub marks_are_numbers: bool,
    /// Whether any text in the column of the choice `other` says that it was chosen.
    pub other_is_text: bool,
    /// How the points of scales are written by their positions; by their numbers where it is not set.
    pub positions: Option<Positions>,
    /// Columns in which the points of scales are written by their positions, from 0, where nobody says otherwise of all.
    pub positional: std::collections::HashSet<String>,
    /// The columns of answers that have a row each.
    pub long: Option<LongForm>,
    /// Texts of the measure in other languages than its own, which stand for answers too.
    pub languages: Vec<LanguageTexts>,
    /// Whether columns that the instrument does not know are carried along.
    pub keep: bool,
    /// Whether answers in one's own words are kept as they are; else only how long they are.
    pub words: bool,
    /// What to do with what cannot be right.
    pub on_bad: OnBad,
    /// Who is told what is wrong.
    pub caller: Caller,
}

impl ReadOptions {
    /// Those of the command line, where nothing is said.
    pub fn of_program() -> Self {
        Self { caller: Caller::Program, ..Self::default() }
    }

    /// Those of files of answers that rows are added to under their columns: as they stand, whichever program wrote them.
    pub fn of_own_files() -> Self {
        Self { shape: Some(Shape::Plain), dates: Some(DateNotation::DayFirst), ..Self::of_program() }
    }

    /// What is said of how a file is laid out, which a batch of columns has nothing of: the name of the first such setting,
    /// if there is any.
    pub(crate) fn of_files_alone(&self) -> Option<&'static str> {
        let said = [
            ("delimiter", self.delimiter.is_some()),
            ("encoding", self.encoding.is_some()),
            ("skip_rows", self.skip_rows > 0),
            ("shape", self.shape.is_some()),
            ("long", self.long.is_some()),
        ];
        said.into_iter().find(|(_, is_said)| *is_said).map(|(name, _)| name)
    }

    /// How numbers and dates are written, where a comma separates decimals unless somebody says otherwise.
    pub(super) fn notation(&self, usual_comma: bool) -> Notation {
        Notation {
            decimal_comma: self.decimal_comma.unwrap_or(usual_comma),
            no_decimal_point: self.decimal_comma == Some(true),
            missing: vec![],
            dates: self.dates.clone().unwrap_or(DateNotation::Unsaid),
            serial_dates: self.serial_dates,
        }
    }
}

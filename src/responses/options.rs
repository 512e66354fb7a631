use encoding_rs::Encoding;

/// What to do with a row or a cell that cannot be right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnBad {
    /// Nothing is written; everything that is wrong is shown.
    #[default]
    Error,
    /// A cell becomes missing, with the cause `not valid`. Faults of whole rows stay errors.
    Missing,
    /// The row goes to a file of rejects.
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
}

impl Caller {
    /// How to say which column holds an item.
    pub(super) fn map(self, to: &str, column: &str) -> String {
        match self {
            Self::Library => format!("`.map({to:?}, {column:?})`"),
            Self::Python => format!("`map={{{to:?}: {column:?}}}`"),
            Self::Program => format!("`--map {to}={column}`"),
        }
    }

    /// The means to say which column is which.
    pub(super) fn mapping(self) -> &'static str {
        match self {
            Self::Library => "`.map(…)`",
            Self::Python => "`map=`",
            Self::Program => "`--map`",
        }
    }

    /// The means to carry along columns that the instrument does not know.
    pub(super) fn keeping(self) -> &'static str {
        match self {
            Self::Library => "`.keep(true)`",
            Self::Python => "`keep=True`",
            Self::Program => "`--keep`",
        }
    }

    /// How to say in which encoding a text is.
    pub(super) fn encoding(self) -> &'static str {
        match self {
            Self::Library => "set the encoding in `ReadOptions`",
            // A frame has texts and no bytes; whoever read it said which.
            Self::Python => "say the encoding to what reads the file",
            Self::Program => "say `--encoding windows-1252`",
        }
    }

    /// How to say that each line is an object.
    pub(super) fn json_lines(self) -> &'static str {
        match self {
            Self::Library => "for one object a line, say `Format::JsonLines`",
            Self::Python => "for one object a line, read it as JSON Lines",
            Self::Program => "for one object a line, name the file `.jsonl`, or say `--from jsonl`",
        }
    }
}

/// How answers are written.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Cells that mean "no answer", besides empty ones.
    pub missing: Vec<String>,
    /// Item or other column of the instrument, and the column of the answers that holds it; one `*` on each side stands
    /// for the same.
    pub map: Vec<(String, String)>,
    /// Delimiter of CSV; found by itself where it is not set.
    pub delimiter: Option<u8>,
    /// Whether a comma separates decimals; found by itself where it is not set.
    pub decimal_comma: Option<bool>,
    /// Encoding of the text; UTF-8, or UTF-16 with a byte order mark, where it is not set.
    pub encoding: Option<&'static Encoding>,
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
}

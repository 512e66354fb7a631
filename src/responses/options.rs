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

/// How answers are written.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Cells that mean "no answer", besides empty ones.
    pub missing: Vec<String>,
    /// Item or other column of the instrument, and the column of the answers that holds it; one `*` on each side stands for the same.
    pub map: Vec<(String, String)>,
    /// Delimiter of CSV; found by itself where it is not set.
    pub delimiter: Option<u8>,
    /// Whether a comma separates decimals; found by itself where it is not set.
    pub decimal_comma: Option<bool>,
    /// Encoding of the text; UTF-8, or UTF-16 with a byte order mark, where it is not set.
    pub encoding: Option<&'static Encoding>,
    /// Whether columns that the instrument does not know are carried along.
    pub keep: bool,
    /// What to do with what cannot be right.
    pub on_bad: OnBad,
}

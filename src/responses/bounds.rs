//! How much is read of a file that another program made. Each bound is met before memory is taken for what lies beyond
//! it.

use crate::source::{Diagnostic, Place, codes};
use crate::syntax::limits::ITEMS;

/// Bytes of a workbook, as it is packed.
pub const WORKBOOK_BYTES: usize = 64 << 20;
/// Bytes of a form that is text.
pub const FORM_BYTES: usize = 16 << 20;
/// Bytes of a translator's file that is text: a measure is at most 2 MiB, and a translator gets each text up to four
/// times.
pub const TRANSLATION_BYTES: usize = 8 << 20;
/// Files in a workbook.
pub(crate) const PARTS: usize = 10_000;
/// Bytes of the parts of a workbook that are read, unpacked.
pub(crate) const UNPACKED: usize = 64 << 20;
/// Elements of the parts of a workbook that are read.
pub(crate) const ELEMENTS: usize = 4_000_000;
/// Cells of a sheet that hold something.
pub(crate) const CELLS: usize = 1_000_000;
/// Bytes of the texts of a sheet, each counted wherever it stands.
pub(crate) const SHEET_TEXT: usize = 32 << 20;
/// Values in a JSON file.
pub(crate) const VALUES: usize = 1_000_000;
/// Rows of a data dictionary: twice as many as a measure may have items.
pub(crate) const FIELDS: usize = 2 * ITEMS;
/// Labels of choices of all questions of a form together: a shared list is counted for each question, in each language.
pub(crate) const CHOICES: usize = 500_000;
/// Languages of a form.
pub(crate) const LANGUAGES: usize = 100;
/// Lines of a PO file.
pub(crate) const LINES: usize = 200_000;
/// Texts of a translator's file.
pub(crate) const TEXTS: usize = 100_000;

/// A file of another program holds more than is read of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TooLarge {
    /// The file as it is, with the bytes that it may have.
    #[error("it is larger than {} MiB", .0 >> 20)]
    File(usize),
    /// A workbook of too many files.
    #[error("the workbook is made of more than {} files", counted(PARTS))]
    Parts,
    /// A workbook, unpacked.
    #[error("the workbook unpacks to more than {} MiB", UNPACKED >> 20)]
    Unpacked,
    /// Elements of a workbook.
    #[error("the workbook has more than {} elements; a blank cell that was formatted is one", counted(ELEMENTS))]
    Elements,
    /// Cells of a sheet.
    #[error("a sheet has more than {} cells with something in them", counted(CELLS))]
    Cells,
    /// Texts of a sheet.
    #[error("the texts of a sheet are longer than {} MiB together", SHEET_TEXT >> 20)]
    SheetText,
    /// Values in JSON.
    #[error("it holds more than {} values", counted(VALUES))]
    Values,
    /// Rows of a data dictionary.
    #[error("it has more than {} fields", counted(FIELDS))]
    Fields,
    /// Questions of a form.
    #[error("it has more than {} questions, which is as many items as a measure may have", counted(ITEMS))]
    Questions,
    /// Choices of a form.
    #[error("its questions have more than {} choices together, in all languages", counted(CHOICES))]
    Choices,
    /// Languages of a form.
    #[error("it has more than {LANGUAGES} languages")]
    Languages,
    /// Lines of a PO file.
    #[error("it has more than {} lines", counted(LINES))]
    Lines,
    /// Texts of a translator's file.
    #[error("it has more than {} texts", counted(TEXTS))]
    Texts,
}

impl TooLarge {
    /// Nothing where a file is as large as one may be.
    ///
    /// # Errors
    /// Where it has more bytes.
    pub fn unless_within(bytes: &[u8], most: usize) -> Result<(), Self> {
        if bytes.len() > most { Err(Self::File(most)) } else { Ok(()) }
    }

    /// What is said of it, with the way out.
    pub fn diagnostic(self) -> Diagnostic {
        let help = match self {
            Self::File(_) | Self::Values => "check that it is the right file; else hand it over in parts",
            Self::Parts | Self::Unpacked => "take out sheets that are not needed and save the workbook again",
            Self::Elements | Self::Cells | Self::SheetText => {
                "delete the empty rows and columns beyond the last one, and sheets that are not needed, and save it again"
            }
            Self::Fields | Self::Questions | Self::Choices => "cut the form into several, and import each",
            Self::Languages => "take out languages that are not needed",
            Self::Lines | Self::Texts => "take out what is not of this measure, or ask the translator for the file again",
        };
        Diagnostic::new(&codes::TOO_LARGE_TO_READ, Place::File, self.to_string()).help(help)
    }
}

/// A number with its thousands apart.
fn counted(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

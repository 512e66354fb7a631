use std::ffi::OsStr;
use std::path::Path;

use super::CliError;

/// How sheets for paper are written, by the ending of the file that they go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFormat {
    /// A page that a browser prints: `.html`, any other ending, and the standard output.
    Html,
    /// `.pdf`.
    #[cfg(feature = "pdf")]
    Pdf,
}

impl SheetFormat {
    /// That of a file, or of the standard output.
    ///
    /// # Errors
    /// Where the ending asks for PDF, and this program was built without it.
    pub fn of(output: Option<&Path>) -> Result<Self, CliError> {
        match output.filter(|path| is_pdf(path)) {
            #[cfg(feature = "pdf")]
            Some(_) => Ok(Self::Pdf),
            #[cfg(not(feature = "pdf"))]
            Some(path) => Err(CliError::usage(
                format!("{} cannot be written: this program was built without PDF", path.display()),
                format!(
                    "write {}, which a browser prints or saves as PDF; or build the program with PDF: \
                     `cargo install --path . --features pdf`",
                    path.with_extension("html").display()
                ),
            )),
            None => Ok(Self::Html),
        }
    }
}

/// Refuses a file that is called PDF where a page is always HTML, and a reader of PDF could not open it.
///
/// # Errors
/// Where the file ends in `.pdf`.
pub fn refuse_pdf(output: Option<&Path>) -> Result<(), CliError> {
    match output.filter(|path| is_pdf(path)) {
        Some(path) => Err(CliError::usage(
            format!("{} would be no PDF: this page is written as HTML", path.display()),
            format!("write {}, which a browser prints or saves as PDF", path.with_extension("html").display()),
        )),
        None => Ok(()),
    }
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|ending: &OsStr| ending.eq_ignore_ascii_case("pdf"))
}

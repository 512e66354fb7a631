//! Sheets for paper as PDF. Typst sets them, by a template that says how they look; what they say is the same
//! description that HTML is written from. The same sheets make the same bytes: no clock is looked at.

mod drawing;
mod fonts;
mod pictures;
mod typeset;

use serde::Serialize;

use super::html::Report;
use super::paper::{PaperForm, PaperSheets};
use super::report_sheet::{ReportSheet, RestSheet};
use pictures::Pictures;
use typeset::Typeset;

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The fonts of the program lack letters.
    #[error("the fonts for PDF have no letters for {0}")]
    NoLetters(String),
    /// Something is taller than a sheet of paper.
    #[error("what stands together is too tall for a sheet of paper")]
    NoRoom,
    /// The logo is no picture that can be drawn.
    #[error("the logo cannot be drawn: {0}")]
    Logo(String),
    /// A file of the measure is no picture that can be drawn.
    #[error("the picture `{name}` cannot be drawn: {why}")]
    Picture {
        /// The name of the file, after the language of the translation that names it.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// The template, or what sets it, is wrong.
    #[error("the sheets could not be set: {0}")]
    Typesetting(String),
}

/// Parts of a sheet that are filled, where letters turn out wider than they were taken to be: the first that fits
/// counts.
const PARTS: [f64; 7] = [1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.5];

/// A paper form as PDF.
///
/// # Errors
/// Where a letter is in none of the fonts, the logo or a picture cannot be drawn, or a question is taller than a sheet.
pub fn paper_pdf(form: &PaperForm<'_>) -> Result<Vec<u8>, PdfError> {
    let pictures = Pictures::checked(form.letterhead.logo.as_ref(), form.sheets().picture_files())?;
    for part in PARTS {
        let sheets = form.sheets_with(part);
        let set = typeset::typeset(include_str!("paper.typ"), &Localised::of(&sheets.language, &sheets), &pictures)?;
        if set.pages() == sheets.sheets.len() {
            return set.pdf(&identity(&sheets));
        }
    }
    Err(PdfError::NoRoom)
}

/// A report with as many answers on its first sheet as that has room for.
///
/// # Errors
/// Where a letter is in none of the fonts, the logo cannot be drawn, or the sheet has no room even without answers.
pub fn fitted_report(report: &Report<'_>) -> Result<ReportSheet, PdfError> {
    let pictures = Pictures::checked(report.letterhead.logo.as_ref(), [].into_iter())?;
    let mut sheet = report.described();
    loop {
        if reports(&[ReportSheet { rest: None, ..sheet.clone() }], &pictures)?.pages() == 1 {
            return Ok(sheet);
        }
        let rows = sheet.answers.as_ref().map_or(0, |answers| answers.rows.len());
        let fewer = rows.checked_sub(1).ok_or(PdfError::NoRoom)?;
        sheet = report.described_with(fewer);
    }
}

/// Reports as PDF, each on a sheet, and on another one where that has no room.
///
/// # Errors
/// Where a letter is in none of the fonts, or the logo cannot be drawn.
pub fn reports_pdf(sheets: &[ReportSheet]) -> Result<Vec<u8>, PdfError> {
    let about: Vec<String> = sheets.iter().map(|sheet| format!("{} {}", sheet.title, sheet.measure)).collect();
    let logo = sheets.first().and_then(|sheet| sheet.letterhead.logo.as_ref());
    reports(sheets, &Pictures::checked(logo, [].into_iter())?)?.pdf(&about.join("\n"))
}

fn reports(sheets: &[ReportSheet], pictures: &Pictures) -> Result<Typeset, PdfError> {
    let drawn = sheets.iter().map(|sheet| ReportSheet {
        course: sheet.course.clone().map(drawing::course),
        attention: sheet.attention.clone().map(drawing::attention),
        answers: sheet.answers.clone().map(drawing::answers),
        rest: sheet.rest.clone().map(|rest| RestSheet { answers: drawing::answers(rest.answers), ..rest }),
        ..sheet.clone()
    });
    let language = sheets.first().map_or("en", |sheet| sheet.language.as_str());
    typeset::typeset(include_str!("report.typ"), &Localised::of(language, &drawn.collect::<Vec<_>>()), pictures)
}

/// What a file is told apart by from others.
fn identity(sheets: &PaperSheets) -> String {
    let printed = sheets.sheets.first().map_or("", |sheet| sheet.foot.1.as_str());
    format!("{printed} {:?} {}", sheets.paper, sheets.is_large)
}

/// Sheets with their language in the parts that PDF tells it in.
#[derive(Serialize)]
struct Localised<'a, S> {
    /// As ISO 639 writes it.
    lang: &'a str,
    /// As ISO 3166 writes it.
    region: Option<&'a str>,
    sheets: &'a S,
}

impl<'a, S> Localised<'a, S> {
    /// With the parts of a tag, as `nl` and `NL` of `nl-NL-x-easy`.
    fn of(language: &'a str, sheets: &'a S) -> Self {
        // What follows a single letter is no country.
        let mut parts = language.split('-').take_while(|part| part.len() > 1);
        let lang = parts.next().unwrap_or("en");
        Self { lang, region: parts.find(|part| part.len() == 2), sheets }
    }
}

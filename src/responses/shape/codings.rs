//! What codes of FHIR stand for, where each is written with the text that people read.

use std::collections::HashMap;

use crate::instrument::{Given, Instrument, Item, Notation};
use crate::responses::labels::{Labels, LanguageTexts, languages_of};
use crate::responses::options::ReadOptions;
use crate::source::{Diagnostic, Place, Severity, codes};

/// Codes beside their texts, as far as both are answers to a scale.
pub(super) struct Codings<'i> {
    instrument: &'i Instrument,
    languages: Vec<LanguageTexts>,
    labels: HashMap<&'i str, Labels>,
    /// Whether some code stands beside the text of its own point.
    agrees: bool,
    /// The first code that stands beside the text of another point.
    contradicts: Option<Contradiction>,
}

/// A code beside the text of another point.
struct Contradiction {
    row: u64,
    item: String,
    code: String,
    display: String,
}

impl<'i> Codings<'i> {
    pub(super) fn new(instrument: &'i Instrument, options: &ReadOptions) -> Self {
        let languages = languages_of(instrument, &options.languages);
        Self { instrument, languages, labels: HashMap::new(), agrees: false, contradicts: None }
    }

    /// The point that a text is the anchor of.
    fn point(&mut self, item: &'i Item, display: &str) -> Option<Given> {
        item.kind.scale()?;
        let labels = self.labels.entry(&item.name).or_insert_with(|| Labels::of_item(self.instrument, item, &self.languages));
        labels.find(display, "").ok().flatten()
    }

    /// Takes a code and its text, in a response of this number.
    pub(super) fn take(&mut self, row: u64, item: &'i Item, (code, display): (&str, &str)) {
        let Ok(of_code @ (Given::Value(_) | Given::None)) = self.instrument.domain_of(item).read(code, &Notation::default())
        else {
            return;
        };
        match self.point(item, display) {
            Some(of_text) if of_text == of_code => self.agrees = true,
            Some(_) if self.contradicts.is_none() => {
                let [code, display] = [code, display].map(str::to_owned);
                self.contradicts = Some(Contradiction { row, item: item.name.clone(), code, display });
            }
            Some(_) | None => {}
        }
    }

    /// Whether the texts count, and not the codes: no code stands beside the text of its own point, so they are counted
    /// otherwise.
    ///
    /// # Errors
    /// Where some codes stand beside the texts of their points, and one beside that of another.
    pub(super) fn texts_count(&self) -> Result<bool, Box<Diagnostic>> {
        let Some(Contradiction { row, item, code, display }) = &self.contradicts else { return Ok(false) };
        if !self.agrees {
            return Ok(true);
        }
        let message = format!("the code `{code}` of `{item}` stands beside `{display}`, which is another answer");
        let place = Place::Cell { row: *row, column: Some(item.clone()), found: Some(code.clone()) };
        let fault = Diagnostic::new(&codes::NOT_AN_ANSWER, place, message);
        Err(Box::new(fault.help("look which of the two was answered, and take the other away")))
    }

    /// What is said where the texts count.
    pub(super) fn note(&self) -> Option<Diagnostic> {
        let Contradiction { row, item, code, display } = self.contradicts.as_ref().filter(|_| !self.agrees)?;
        let message = format!("codes count otherwise than the measure: `{code}` stands beside `{display}`; the texts count");
        let place = Place::Cell { row: *row, column: Some(item.clone()), found: Some(code.clone()) };
        let note = Diagnostic::new(&codes::COUNTED_FROM_ONE, place, message).with_severity(Severity::Note);
        Some(note.help("look whether the texts are what was answered"))
    }
}

use super::draft::{Binding, Draft};
use super::names::Declared;
use crate::instrument::{Bands, BandsIx, Feedback};
use crate::source::codes;
use crate::syntax::tree::{self, Word};

impl Draft<'_> {
    /// Checks what informants read at the end: a sentence for each band, once an informant.
    pub fn check_feedback(&mut self, declared: &Declared<'_>) {
        for feedback in &declared.feedback {
            let (informant, bands) = (self.informant_named(&feedback.informant), self.bands_named(&feedback.of));
            let sentences = self.sentences(feedback, bands);
            let (Some(informant), Some(of), Some(sentences)) = (informant, bands, sentences) else { continue };
            if self.instrument.feedback.iter().any(|before| (before.informant, before.of) == (informant, of)) {
                let message = format!("`{}` gets feedback of `{}` twice", feedback.informant.text, feedback.of.text);
                self.report(&codes::DEFINED_TWICE, feedback.span, message, "put all sentences into one block".to_owned());
                continue;
            }
            self.instrument.feedback.push(Feedback { informant, of, sentences });
        }
    }

    /// The bands of a name.
    fn bands_named(&mut self, word: &Word) -> Option<BandsIx> {
        match self.thing(&word.text) {
            Some(Binding::Bands(_)) => {
                // Bands of a score that cannot be read are not there.
                self.instrument.bands.position(|bands| bands.name == word.text)
            }
            Some(thing) => {
                self.other_kind(word, thing, "bands");
                None
            }
            None => {
                self.unknown_of("bands", word, |thing| matches!(thing, Binding::Bands(_)));
                None
            }
        }
    }

    /// The sentences at the positions of the bands; `None` where one is lacking, or is of something else.
    fn sentences(&mut self, feedback: &tree::Feedback, bands: Option<BandsIx>) -> Option<Vec<String>> {
        let texts: Vec<(&Word, String)> = feedback.sentences.iter().map(|(band, text)| (band, self.full(text))).collect();
        let Bands { name, bands, .. } = &self.instrument.bands[bands?];
        let names: Vec<String> = bands.iter().map(|band| band.name.clone()).collect();
        let of = name.clone();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut found: Vec<Option<String>> = vec![None; names.len()];
        for (word, text) in texts {
            match names.iter().position(|name| *name == word.text) {
                None => self.unknown("band", word, &known),
                Some(at) if found[at].is_some() => {
                    let message = format!("band `{}` has two sentences", word.text);
                    self.report(&codes::SAID_TWICE, word.span, message, "keep one of the two".to_owned());
                }
                Some(at) => found[at] = Some(text),
            }
        }
        let lacking: Vec<String> =
            names.iter().zip(&found).filter(|(_, text)| text.is_none()).map(|(name, _)| format!("`{name}`")).collect();
        if !lacking.is_empty() && self.unreadable.is_empty() {
            let message = format!("`{of}` has no sentence for {}", lacking.join(", "));
            let help = "write one for each band: whoever lies in it would read nothing".to_owned();
            self.report(&codes::FEEDBACK_INCOMPLETE, feedback.span, message, help);
        }
        found.into_iter().collect()
    }
}

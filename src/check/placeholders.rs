use super::draft::{Binding, Draft};
use crate::instrument::{ItemIx, NoPlaceholder, TextPart, names_shown, text_parts};
use crate::source::{Diagnostic, Span, codes, did_you_mean};
use crate::syntax::tree::{self, Text, Word};

impl Draft<'_> {
    /// Checks what the texts of a wording show: facts, and answers to items that were asked before. `before` is the
    /// first item that was not.
    pub fn check_placeholders(&mut self, wording: &tree::Wording, before: ItemIx) {
        match wording {
            tree::Wording::One(text) => self.check_shown(text, before),
            tree::Wording::ByInformant(told) => told.iter().for_each(|(_, text)| self.check_shown(text, before)),
        }
    }

    fn check_shown(&mut self, text: &Text, before: ItemIx) {
        let parts = match text_parts(&text.value) {
            Ok(parts) => parts,
            Err(why) => {
                self.diagnostics.push(no_placeholder(why, text.span));
                return;
            }
        };
        for part in parts {
            match part {
                TextPart::Words(_) | TextPart::Brace => {}
                TextPart::Placeholder { name, .. } => self.shown(&Word { text: name.to_owned(), span: text.span }, before),
            }
        }
    }

    fn shown(&mut self, word: &Word, before: ItemIx) {
        match self.thing(&word.text) {
            Some(Binding::Item(item)) if item < before => {
                self.used_items.insert(item);
            }
            Some(Binding::Item(_)) => {
                let message = format!("`{}` is shown here, and is not asked before", word.text);
                self.report(&codes::SHOWN_BEFORE_ASKED, word.span, message, "move that item to the front".to_owned());
            }
            Some(Binding::Known(_) | Binding::KnownText(_)) => {}
            Some(
                thing @ (Binding::Allotment(_)
                | Binding::Score(_)
                | Binding::Helper(_)
                | Binding::Bands(_)
                | Binding::Alert(_)
                | Binding::Refusal(_)),
            ) => self.other_kind(word, thing, "an item that was asked before, or a fact,"),
            None => self.unknown_of("item or fact", word, |thing| {
                matches!(thing, Binding::Item(_) | Binding::Known(_) | Binding::KnownText(_))
            }),
        }
    }
}

/// What is said of a brace that begins no placeholder.
fn no_placeholder(why: NoPlaceholder, span: Span) -> Diagnostic {
    let help = "write `{NAME|what is shown otherwise}`; a brace that is to be read is written `{{`";
    Diagnostic::new(&codes::NOT_A_PLACEHOLDER, span, why.to_string()).help(help)
}

/// What is wrong with the placeholders of a translation beside those of its source: it shows the same, and no more.
pub fn translated_placeholders(source: &str, text: &Text) -> Vec<Diagnostic> {
    if let Err(why) = text_parts(&text.value) {
        return vec![no_placeholder(why, text.span)];
    }
    let (there, here) = (names_shown(source), names_shown(&text.value));
    let mut found = Vec::new();
    for name in here.iter().filter(|name| !there.contains(name)) {
        let message = format!("the source shows no `{name}`");
        let help = did_you_mean(name, &there).unwrap_or_else(|| "delete the placeholder".to_owned());
        found.push(Diagnostic::new(&codes::PLACEHOLDER_OF_NOTHING, text.span, message).help(help));
    }
    // A name that was misspelt is told once.
    if let Some(name) = there.iter().find(|name| !here.contains(name)).filter(|_| found.is_empty()) {
        let message = format!("the source shows `{name}`, and this translation does not");
        let severity = crate::source::Severity::Warning;
        let diagnostic = Diagnostic::new(&codes::PLACEHOLDER_OF_NOTHING, text.span, message).with_severity(severity);
        found.push(diagnostic.help(format!("write `{{{name}|…}}` where it belongs")));
    }
    found
}

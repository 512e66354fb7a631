use super::draft::Draft;
use crate::instrument::{ItemIx, Wording};
use crate::source::{Diagnostic, codes};
use crate::syntax::tree::{self, Text, Word};

/// The value of a text, which must say something.
pub fn full(text: &Text, diagnostics: &mut Vec<Diagnostic>) -> String {
    if text.value.trim().is_empty() {
        let empty = Diagnostic::new(&codes::EMPTY_TEXT, text.span, "this text is empty");
        diagnostics.push(empty.help("fill it in, or leave the statement out"));
    }
    text.value.clone()
}

impl Draft<'_> {
    /// The text of an item, which must be there unless its wording comes from the holder of the licence.
    pub fn item_wording(&mut self, name: &Word, item: &tree::Item, asked_of: &[bool]) -> Wording {
        match &item.text.wording {
            Some(wording) => {
                if self.instrument.wording_by_licence && name.span == item.run.first.span {
                    let message = format!("`{}` has a text, but the wording of this measure is `by licence`", name.text);
                    self.report(
                        &codes::WORDING_NOT_DISTRIBUTED,
                        name.span,
                        message,
                        "take the text out, if it is under copyright".to_owned(),
                    );
                }
                self.check_placeholders(wording, ItemIx(self.instrument.items.len()));
                self.wording(wording, Some(asked_of))
            }
            None => {
                if !self.instrument.wording_by_licence && !self.is_cascade(&name.text) {
                    let help = if self.stands_behind(name) {
                        "it is read as an item of its own: delete it, if it is none; or add its text".to_owned()
                    } else {
                        "add it after the name, or say `wording by licence`".to_owned()
                    };
                    self.report(&codes::ITEM_WITHOUT_TEXT, name.span, format!("`{}` has no text", name.text), help);
                }
                Wording(vec![None; self.instrument.informants.len()])
            }
        }
    }

    /// Whether a word stands on a line behind a text or another word, as something that is no item of its own does.
    fn stands_behind(&self, name: &Word) -> bool {
        let before = &self.file.text()[..name.span.start as usize];
        let line = before.rsplit('\n').next().unwrap_or_default().trim_end();
        line.ends_with(|last: char| last == '"' || last.is_alphanumeric()) && !line.ends_with("item")
    }
}

use std::collections::{BTreeMap, HashMap};

use super::draft::{Binding, Draft};
use super::names::Declared;
use crate::instrument::{Known, KnownIx, KnownKind, KnownText, KnownTextIx};
use crate::source::{Span, codes};
use crate::syntax::limits;
use crate::syntax::tree::{self, Literal, Text, Word};

impl Draft<'_> {
    pub(super) fn declare_known(&mut self, known: &tree::Known, declared: &mut Declared<'_>) {
        let mut word_labels = BTreeMap::new();
        let kind = match &known.kind {
            tree::KnownKind::Text(most) => return self.declare_known_text(known, most, declared),
            tree::KnownKind::Whole(low, high) => self.limits(low, high, true).map(|(low, high)| KnownKind::Whole(low, high)),
            tree::KnownKind::Decimal(low, high) => self.limits(low, high, false).map(|(low, high)| KnownKind::Decimal(low, high)),
            tree::KnownKind::OneOf(words) => {
                let names: Vec<Word> = words.iter().map(|word| word.name.clone()).collect();
                self.check_repeats(&names);
                for word in words {
                    word_labels
                        .extend(self.label_of(&word.name, word.label.as_ref()).map(|label| (word.name.text.clone(), label)));
                }
                Some(KnownKind::OneOf(names.into_iter().map(|word| word.text).collect()))
            }
            tree::KnownKind::Date => Some(KnownKind::Date),
        };
        if kind.is_none() {
            self.poisoned.insert(known.name.text.clone());
        }
        let label = self.label_of(&known.name, known.label.as_ref());
        if !self.define(&known.name, Binding::Known(KnownIx(self.instrument.known.len())), declared) {
            return;
        }
        let kind = kind.unwrap_or(KnownKind::Decimal(0.0, 0.0));
        let known_now = Known { name: known.name.text.clone(), label, kind, word_labels };
        self.check_words_apart(&known_now, known);
        let called = folded(&known_now.called());
        if let Some(other) = self.instrument.known.iter().find(|other| folded(&other.called()) == called) {
            let message = format!("`{}` and `{}` are both called \"{}\"", other.name, known_now.name, known_now.called());
            let place = known.label.as_ref().map_or(known.name.span, |label| label.span);
            self.called_alike(place, message);
        }
        self.instrument.known.push(known_now);
    }

    /// A text that is known is no fact to compute with: it stands by itself.
    fn declare_known_text(&mut self, known: &tree::Known, most: &Literal, declared: &mut Declared<'_>) {
        let name = &known.name;
        if most.value < 1.0 || most.value > limits::TEXT_ANSWER {
            let message = format!("a text can be up to 1 to {} characters", limits::TEXT_ANSWER);
            self.report(&codes::EMPTY_LIMITS, most.span, message, None);
            self.poisoned.insert(name.text.clone());
        }
        let label = self.label_of(name, known.label.as_ref());
        if self.define(name, Binding::KnownText(KnownTextIx(self.instrument.known_texts.len())), declared) {
            self.instrument.known_texts.push(KnownText { name: name.text.clone(), label, most: most.value as usize });
        }
    }

    /// What people read for a fact, or a word that it can be; a label that says what they would read anyway is told of.
    fn label_of(&mut self, name: &Word, label: Option<&Text>) -> Option<String> {
        let label = label?;
        if label.value == name.text.replace('_', " ") {
            let message = format!("`{}` is called \"{}\" without a label too", name.text, label.value);
            self.report(
                &codes::LABEL_WITHOUT_NEED,
                label.span,
                message,
                "delete the label, or write what people should read".to_owned(),
            );
        }
        Some(self.full(label))
    }

    /// Words of one fact that people would read alike cannot be told apart where one is chosen.
    fn check_words_apart(&mut self, known: &Known, tree: &tree::Known) {
        let tree::KnownKind::OneOf(words) = &tree.kind else { return };
        let mut met: HashMap<String, &str> = HashMap::new();
        for word in words {
            let called = known.word_called(&word.name.text);
            let other = *met.entry(folded(&called)).or_insert(&word.name.text);
            if other != word.name.text {
                let message = format!("`{other}` and `{}` are both called \"{called}\"", word.name.text);
                self.called_alike(word.label.as_ref().map_or(word.name.span, |label| label.span), message);
                continue;
            }
            // In a file of answers a word stands by its name or by its label.
            let is_named = |other: &&tree::KnownWord| {
                other.label.is_some() && other.name.text != word.name.text && folded(&other.name.text) == folded(&called)
            };
            if let (Some(label), Some(other)) = (&word.label, words.iter().find(is_named)) {
                let message = format!("`{}` is called \"{called}\", which is the name of `{}`", word.name.text, other.name.text);
                self.called_alike(label.span, message);
            }
        }
    }

    fn called_alike(&mut self, place: Span, message: String) {
        self.report(&codes::CALLED_ALIKE, place, message, "give one of the two another label".to_owned());
    }
}

/// A label as people read it, whatever blanks and capitals there are.
pub(super) fn folded(label: &str) -> String {
    label.trim().to_lowercase()
}

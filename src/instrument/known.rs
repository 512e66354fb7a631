use std::borrow::Cow;

use super::{Known, KnownText, SourceText};

impl Known {
    /// What people read: its label, or else its name.
    pub fn called(&self) -> Cow<'_, str> {
        self.label.as_deref().map_or_else(|| in_words(&self.name), Cow::Borrowed)
    }

    /// Whether people call it otherwise than its name says.
    pub fn has_words(&self) -> bool {
        self.label.as_ref().is_some_and(|label| *label != in_words(&self.name))
    }

    /// What people read for one of the words that it can be: its label, or else the word.
    pub fn word_called<'k>(&'k self, word: &'k str) -> Cow<'k, str> {
        self.word_labels.get(word).map_or_else(|| in_words(word), |label| Cow::Borrowed(label.as_str()))
    }

    /// A value that is kept of a case, as people read it.
    pub fn value_called<'k>(&'k self, kept: &'k str) -> Cow<'k, str> {
        if self.kind.words().iter().any(|word| word == kept) { self.word_called(kept) } else { Cow::Borrowed(kept) }
    }

    /// Where its label is, in words: `known age`.
    pub fn text_path(&self) -> String {
        path(&self.name)
    }

    /// Where the label of one of its words is, in words: `known mandate probation`.
    pub fn word_path(&self, word: &str) -> String {
        format!("{} {word}", self.text_path())
    }

    /// What can be translated of it: names stand for labels that the measure does not say, since people read them.
    pub(super) fn texts(&self) -> Vec<SourceText> {
        let text = |path: String, called: Cow<'_, str>| SourceText { path, text: Some(called.into_owned()) };
        let words = self.kind.words().iter().map(|word| text(self.word_path(word), self.word_called(word)));
        [text(self.text_path(), self.called())].into_iter().chain(words).collect()
    }
}

impl KnownText {
    /// Where its label is, in words: `known officer`.
    pub fn text_path(&self) -> String {
        path(&self.name)
    }

    /// Its label, where the measure says it: nobody reads its name.
    pub(super) fn text(&self) -> Option<SourceText> {
        Some(SourceText { path: self.text_path(), text: Some(self.label.clone()?) })
    }
}

fn path(name: &str) -> String {
    format!("known {name}")
}

/// A name as people read it.
fn in_words(name: &str) -> Cow<'_, str> {
    if name.contains('_') { Cow::Owned(name.replace('_', " ")) } else { Cow::Borrowed(name) }
}

use crate::exchange::bounds::{CHOICES, LANGUAGES, TooLarge};
use crate::syntax::limits::ITEMS;

/// Room for questions and their choices. A list that stands in a form once is held for each question that has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    questions: usize,
    labels: usize,
    exceeded: Option<TooLarge>,
}

impl Default for Room {
    fn default() -> Self {
        Self { questions: ITEMS, labels: CHOICES, exceeded: None }
    }
}

impl Room {
    /// Takes room for a question; whether there was any.
    pub(super) fn question(&mut self) -> bool {
        let there_is = self.questions > 0;
        self.questions = self.questions.saturating_sub(1);
        if !there_is {
            self.exceeded.get_or_insert(TooLarge::Questions);
        }
        there_is
    }

    /// Takes room for choices with labels in so many languages; for how many of them there was any.
    pub(super) fn choices(&mut self, count: usize, languages: usize) -> usize {
        let taken = count.min(self.labels / languages.max(1));
        self.labels -= taken * languages;
        if taken < count {
            self.exceeded.get_or_insert(TooLarge::Choices);
        }
        taken
    }

    /// Nothing where there was room for all.
    pub(super) fn judge(self) -> Result<(), TooLarge> {
        self.exceeded.map_or(Ok(()), Err)
    }
}

/// Languages of a form, as many as there may be.
pub(super) fn few_languages(languages: &[String]) -> Result<(), TooLarge> {
    if languages.len() > LANGUAGES { Err(TooLarge::Languages) } else { Ok(()) }
}

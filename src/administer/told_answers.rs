use std::borrow::Cow;

use serde::Serialize;

use super::questionnaire::Questionnaire;
use super::texts::Texts;
use crate::instrument::{ItemIx, Kind, NONE};
use crate::phrases::Phrases;

/// An item that was asked, and what was answered to it, in the words of the measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldAnswer {
    /// Name of the item.
    pub item: String,
    /// The question, as the informant reads it; the name of the item where it has no words.
    pub question: String,
    /// The answer: the label of a point after its number, a number, a day, a text as it was written, or the labels of
    /// what was chosen; `None` where nothing was answered.
    pub answer: Option<String>,
    /// Whether it is a text in somebody's own words.
    pub is_own_words: bool,
}

impl Questionnaire<'_> {
    /// What was asked and answered, in words, in the order of asking. What is not asked as things are is left out: its
    /// answers do not count.
    pub fn told(&self, texts: &Texts, phrases: &Phrases) -> Vec<ToldAnswer> {
        let told = |at: ItemIx| {
            let instrument = self.instrument();
            let item = &instrument.items[at];
            ToldAnswer {
                item: item.name.clone(),
                question: texts.question(self, at).map_or_else(|| item.name.clone(), Cow::into_owned),
                answer: self.answer_in_words(at, texts, phrases),
                is_own_words: item.kind.is_text(),
            }
        };
        self.asked().map(told).collect()
    }

    fn answer_in_words(&self, at: ItemIx, texts: &Texts, phrases: &Phrases) -> Option<String> {
        let given = self.given(at);
        if given.is_empty() {
            return None;
        }
        let options = self.options(at).unwrap_or_default();
        let label = |answer: &str| {
            let (_, path) = options.iter().find(|(there, _)| there == answer)?;
            texts.of(path)
        };
        Some(match &self.instrument().items[at].kind {
            Kind::Scale(scale) if given == NONE => {
                let path = format!("scale {} none", self.instrument().scales[*scale].name);
                texts.of(&path).unwrap_or(NONE).to_owned()
            }
            Kind::Scale(_) => match label(given) {
                Some(label) if label != given => format!("{} – {label}", phrases.written(given)),
                Some(_) | None => phrases.written(given),
            },
            Kind::Whole(..) | Kind::Decimal(..) => phrases.written(given),
            Kind::Choices(..) => {
                let none_of_these = phrases.say("none-of-these");
                let words = |name| label(name).unwrap_or(if name == NONE { &none_of_these } else { name });
                given.split(';').map(words).collect::<Vec<_>>().join(", ")
            }
            Kind::Date | Kind::Time | Kind::Text(_) => given.to_owned(),
        })
    }
}

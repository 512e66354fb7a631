use std::borrow::Cow;

use super::draft::{Binding, Draft};
use super::expressions::Reading;
use crate::instrument::{BandsIx, Comparator, Condition, InformantIx, ItemIx, KnownIx, KnownKind};
use crate::source::{codes, did_you_mean};
use crate::syntax::tree::{Expression, ExpressionKind, Word};

/// Who answers, which every measure has.
const INFORMANT: &str = "informant";

/// What is one of several words.
#[derive(Clone, Copy)]
enum Subject {
    Known(KnownIx),
    Bands(BandsIx),
    Informant,
    /// An item whose scale has words among its codes.
    Item(ItemIx),
}

impl Draft<'_> {
    /// A comparison of which one side is one of several words; `None` where neither is.
    pub fn compared_words(
        &mut self,
        comparator: Comparator,
        left: &Expression,
        right: &Expression,
        reading: Reading,
    ) -> Option<Option<Condition>> {
        let subject = |draft: &Self, side: &Expression, other: &Expression| {
            let answered = if let ExpressionKind::AnswerTo(word) = &*side.kind { Some(word.clone()) } else { side.as_name() };
            let name = answered?;
            let subject = draft.subject(&name)?;
            let is_meant = match subject {
                Subject::Item(item) => draft.is_compared_with_a_word(item, other),
                Subject::Known(_) | Subject::Bands(_) | Subject::Informant => side.as_name().is_some(),
            };
            is_meant.then_some((subject, name))
        };
        let ((subject, name), value) = match subject(self, left, right) {
            Some(found) => (found, right),
            None => (subject(self, right, left)?, left),
        };
        Some(self.word_is(comparator, (subject, &name), value, left.span.to(right.span), reading))
    }

    fn subject(&self, word: &Word) -> Option<Subject> {
        match self.thing(&word.text) {
            Some(Binding::Known(known)) => match self.instrument.known.get(known)?.kind {
                KnownKind::OneOf(_) => Some(Subject::Known(known)),
                KnownKind::Whole(..) | KnownKind::Decimal(..) | KnownKind::Date => None,
            },
            Some(Binding::Bands(bands)) => Some(Subject::Bands(bands)),
            Some(Binding::Item(item)) => {
                let scale = self.instrument.items.get(item)?.kind.scale()?;
                self.instrument.scales[scale].has_words().then_some(Subject::Item(item))
            }
            Some(Binding::Allotment(_) | Binding::KnownText(_) | Binding::Score(_) | Binding::Helper(_)) => None,
            Some(Binding::Alert(_) | Binding::Refusal(_)) => None,
            None => self.is_informant(&word.text).then_some(Subject::Informant),
        }
    }

    /// Whether an item of whose codes some are words is compared with a word: with one of its own, or with what is nothing
    /// else; of words that count nothing there is nothing else to compare.
    fn is_compared_with_a_word(&self, item: ItemIx, other: &Expression) -> bool {
        let Some(scale) = self.instrument.items[item].kind.scale().map(|scale| &self.instrument.scales[scale]) else {
            return false;
        };
        let is_word =
            |word: &Word| scale.point_of(&word.text).is_some() || (self.thing(&word.text).is_none() && word.text != INFORMANT);
        other.as_name().map_or(scale.is_only_compared(), |word| scale.is_only_compared() || is_word(&word))
    }

    /// Whether a name is that of who answers.
    pub fn is_informant(&self, name: &str) -> bool {
        name == INFORMANT && self.thing(INFORMANT).is_none()
    }

    fn word_is(
        &mut self,
        comparator: Comparator,
        (subject, name): (Subject, &Word),
        value: &Expression,
        span: crate::source::Span,
        reading: Reading,
    ) -> Option<Condition> {
        if self.poisoned.contains(&name.text) {
            return None;
        }
        let words = self.words_of(subject, name, reading)?;
        let is_equal = match comparator {
            Comparator::Equal => true,
            Comparator::Unequal => false,
            Comparator::Below | Comparator::AtMost | Comparator::AtLeast | Comparator::Above => {
                self.report(&codes::NUMBER_OR_CONDITION, span, "words are compared with `=` or `!=`", None);
                return None;
            }
        };
        let Some(value) = value.as_name() else {
            let message = format!("`{}` is one of several words, and is compared with one of them", name.text);
            let help = format!("it can be {}", words.join(", "));
            self.report(&codes::NUMBER_OR_CONDITION, value.span, message, help);
            return None;
        };
        let Some(at) = words.iter().position(|word| *word == value.text) else {
            if !self.is_cascade(&name.text) {
                let known: Vec<&str> = words.iter().map(String::as_str).collect();
                let label = match subject {
                    Subject::Item(item) => self.code_of_label(item, &value.text),
                    Subject::Known(_) | Subject::Bands(_) | Subject::Informant => None,
                };
                let help = label
                    .map(|code| format!("the point that is called so is `{code}`"))
                    .or_else(|| did_you_mean(&value.text, &known))
                    .or_else(|| Some(format!("it can be {}", words.join(", "))));
                self.report(&codes::UNKNOWN_NAME, value.span, format!("there is no value `{}`", value.text), help);
            }
            return None;
        };
        let is = match subject {
            Subject::Known(known) => Condition::KnownIs(known, at),
            Subject::Bands(bands) => Condition::BandIs(bands, at),
            Subject::Informant => Condition::Answers(InformantIx(at)),
            Subject::Item(item) => Condition::PointIs(item, at),
        };
        Some(if is_equal { is } else { Condition::Not(Box::new(is)) })
    }

    /// The code of the one point of an item that is called so.
    pub fn code_of_label(&self, item: ItemIx, label: &str) -> Option<String> {
        let scale = self.instrument.items.get(item)?.kind.scale()?;
        self.instrument.scales[scale].code_of_label(label).map(Cow::into_owned)
    }

    /// The words that something can be.
    fn words_of(&mut self, subject: Subject, name: &Word, reading: Reading) -> Option<Vec<String>> {
        match subject {
            Subject::Known(known) => Some(self.instrument.known[known].kind.words().to_vec()),
            Subject::Item(item) => {
                self.seen(name, item, reading)?;
                let points = self.instrument.points_of(&self.instrument.items[item])?;
                Some(points.iter().map(|point| point.code().into_owned()).collect())
            }
            Subject::Informant => Some(self.instrument.informants.iter().map(|informant| informant.name.clone()).collect()),
            Subject::Bands(bands) => {
                if let Reading::AskedWhen(_) = reading {
                    let message = format!("`{}` is worked out from scores, and scores are known only afterwards", name.text);
                    let help = "write the condition on items that were asked before".to_owned();
                    self.report(&codes::CONDITION_LOOKS_AHEAD, name.span, message, help);
                    return None;
                }
                let checked = self.checked_bands.get(bands)?.as_ref()?;
                Some(checked.bands.iter().map(|band| band.name.clone()).collect())
            }
        }
    }
}

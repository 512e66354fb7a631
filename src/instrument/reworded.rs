use std::borrow::Cow;

use super::{InformantIx, Instrument, InstrumentContent, ItemIx, Kind, ScaleSteps, Wording};

/// Other words for a measure, as far as there are some.
pub(crate) trait OtherWords {
    /// Those of a text, by its path ([`InstrumentContent::texts`]).
    fn of(&self, path: &str) -> Option<&str>;

    /// The question of an item to an informant; where there is none, the item has none.
    fn question(&self, item: ItemIx, informant: InformantIx) -> Option<Cow<'_, str>>;
}

impl Instrument {
    /// The measure with other words for what is read once it is answered: its title, informants, scores, bands and
    /// alerts, and the questions and answers beside which these stand. No key and no number depends on them, so that
    /// what was checked still holds.
    pub(crate) fn reworded(&self, words: &impl OtherWords) -> Self {
        let mut content = InstrumentContent::clone(self);
        let put = |text: &mut String, path: String| {
            if let Some(words) = words.of(&path) {
                words.clone_into(text);
            }
        };
        put(&mut content.title, "title".to_owned());
        content.informants.iter_mut().for_each(|it| put(&mut it.label, format!("informant {}", it.name)));
        let of = |path: String| words.of(&path).map(str::to_owned);
        for known in &mut content.known {
            known.label = of(known.text_path()).or(known.label.take());
            for word in known.kind.words().to_vec() {
                let label = of(known.word_path(&word));
                known.word_labels.extend(label.map(|label| (word, label)));
            }
        }
        for known in &mut content.known_texts {
            known.label = of(known.text_path()).or(known.label.take());
        }
        content.scores.iter_mut().for_each(|it| put(&mut it.label, format!("score {}", it.name)));
        content.alerts.iter_mut().for_each(|it| put(&mut it.sentence, format!("alert {}", it.name)));
        content.refusals.iter_mut().for_each(|it| put(&mut it.sentence, format!("refuse {}", it.name)));
        for (feedback, source) in content.feedback.iter_mut().zip(&self.feedback) {
            let bands = &self.bands[source.of].bands;
            let paths = bands.iter().map(|band| self.feedback_path(source, &band.name));
            feedback.sentences.iter_mut().zip(paths).for_each(|(sentence, path)| put(sentence, path));
        }
        for bands in &mut content.bands {
            let paths: Vec<String> = bands.bands.iter().map(|band| bands.text_path(&band.name)).collect();
            bands.bands.iter_mut().zip(paths).for_each(|(band, path)| put(&mut band.label, path));
        }
        self.reword_questions(&mut content, words);
        Self::checked(content)
    }

    /// Puts the words in for questions, choices and what scales say.
    fn reword_questions(&self, content: &mut InstrumentContent, words: &impl OtherWords) {
        let of = |path: String| words.of(&path).map(str::to_owned);
        for scale in &mut content.scales {
            if let ScaleSteps::Points(points) = &mut scale.steps {
                for point in points {
                    point.label = of(format!("scale {} {}", scale.name, point.code())).or(point.label.take());
                }
            }
            scale.none = scale.none.take().map(|none| of(format!("scale {} none", scale.name)).unwrap_or(none));
        }
        for (at, item) in content.items.iter_mut_enumerated() {
            let asked = self.informants.keys().map(|informant| words.question(at, informant).map(Cow::into_owned));
            item.wording = Wording(asked.collect());
            let end = |which: &str| of(format!("item {} {which} end", item.name));
            item.ends = item.ends.take().map(|(low, high)| (end("low").unwrap_or(low), end("high").unwrap_or(high)));
            if let Kind::Choices(choices, _) = &mut item.kind {
                for choice in choices {
                    choice.label = of(format!("item {} choice {}", item.name, choice.name)).or(choice.label.take());
                }
            }
        }
    }
}

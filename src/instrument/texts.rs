use super::{Allotment, Choice, Feedback, InstrumentContent, Known, KnownText, ScaleSteps, Wording};

/// A text of a measure that can be translated.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceText {
    /// Where it is, in words: `title`, `item plain client`, `scale agreement 1`.
    pub path: String,
    /// What it says; absent where the wording comes from the holder of the licence.
    pub text: Option<String>,
}

/// The path of the picture beside the text of a path, and of what is said in its place: `item plain picture`.
pub fn picture_path(path: &str) -> String {
    format!("{path} picture")
}

/// The path of the sound beside the text of a path: `item plain audio`.
pub fn audio_path(path: &str) -> String {
    format!("{path} audio")
}

impl InstrumentContent {
    /// Every text that people read, in the order of the file.
    pub fn texts(&self) -> Vec<SourceText> {
        let mut texts = Vec::new();
        let add =
            |texts: &mut Vec<SourceText>, path: String, text: &str| texts.push(SourceText { path, text: Some(text.to_owned()) });
        add(&mut texts, "title".to_owned(), &self.title);
        if let Some(about) = &self.about {
            add(&mut texts, "about".to_owned(), about);
        }
        for informant in &self.informants {
            add(&mut texts, format!("informant {}", informant.name), &informant.label);
        }
        texts.extend(self.known.iter().flat_map(Known::texts));
        texts.extend(self.known_texts.iter().filter_map(KnownText::text));
        for scale in &self.scales {
            if let ScaleSteps::Points(points) = &scale.steps {
                for point in points {
                    let path = format!("scale {} {}", scale.name, point.code());
                    let alt = self.alt_text(&path);
                    if let Some(label) = &point.label {
                        add(&mut texts, path, label);
                    }
                    texts.extend(alt);
                }
            }
            if let Some(none) = &scale.none {
                add(&mut texts, format!("scale {} none", scale.name), none);
            }
        }
        for (number, page) in (1..).zip(self.pages.iter().filter(|page| !page.title.is_empty())) {
            add(&mut texts, format!("page {number} title"), &page.title);
            for intro in &page.intros {
                texts.extend(self.wording_texts(&format!("page {number} intro"), intro, None));
            }
            texts.extend(self.alt_text(&format!("page {number} intro")));
        }
        texts.extend(self.item_texts());
        for score in &self.scores {
            add(&mut texts, format!("score {}", score.name), &score.label);
        }
        for bands in &self.bands {
            for band in &bands.bands {
                add(&mut texts, bands.text_path(&band.name), &band.label);
            }
        }
        for feedback in &self.feedback {
            let bands = &self.bands[feedback.of].bands;
            for (band, sentence) in bands.iter().zip(&feedback.sentences) {
                add(&mut texts, self.feedback_path(feedback, &band.name), sentence);
            }
        }
        for alert in &self.alerts {
            add(&mut texts, format!("alert {}", alert.name), &alert.sentence);
        }
        for refusal in self.refusals.iter().filter(|refusal| refusal.allotment.is_none()) {
            add(&mut texts, format!("refuse {}", refusal.name), &refusal.sentence);
        }
        texts
    }

    /// Where a sentence of feedback is, in words: `feedback for client of level weak`.
    pub fn feedback_path(&self, feedback: &Feedback, band: &str) -> String {
        let (informant, bands) = (&self.informants[feedback.informant].name, &self.bands[feedback.of].name);
        format!("feedback for {informant} of {bands} {band}")
    }

    fn item_texts(&self) -> Vec<SourceText> {
        let mut texts = Vec::new();
        for (at, item) in self.items.iter_enumerated() {
            if let Some((allotment, member)) = self.member(at) {
                texts.extend(self.member_texts(allotment, member, &item.asked_of));
                continue;
            }
            let path = format!("item {}", item.name);
            texts.extend(self.wording_texts(&path, &item.wording, Some(&item.asked_of)));
            texts.extend(self.alt_text(&path));
            if let Some((low, high)) = &item.ends {
                texts.push(SourceText { path: format!("item {} low end", item.name), text: Some(low.clone()) });
                texts.push(SourceText { path: format!("item {} high end", item.name), text: Some(high.clone()) });
            }
            if let Some(choices) = item.kind.choices() {
                for choice in choices {
                    texts.extend(self.choice_texts(&path, choice));
                }
            }
        }
        texts
    }

    /// The question at its first member, and what each is called.
    fn member_texts(&self, allotment: &Allotment, member: usize, asked_of: &[bool]) -> Vec<SourceText> {
        let path = format!("item {}", allotment.name);
        let mut texts = match member {
            0 => self.wording_texts(&path, &allotment.wording, Some(asked_of)),
            _ => vec![],
        };
        texts.extend(self.alt_text(&path).filter(|_| member == 0));
        texts.extend(self.choice_texts(&path, &allotment.members[member]));
        texts
    }

    /// What a choice of the item of a path is called, and what is said in the place of its picture.
    fn choice_texts(&self, item: &str, choice: &Choice) -> impl Iterator<Item = SourceText> {
        let path = format!("{item} choice {}", choice.name);
        let alt = self.alt_text(&path);
        std::iter::once(SourceText { path, text: Some(choice.text()) }).chain(alt)
    }

    /// What is said in the place of the picture beside the text of a path, where that is not nothing.
    fn alt_text(&self, path: &str) -> Option<SourceText> {
        let picture = self.media.get(path)?.picture.as_ref().filter(|picture| !picture.alt.is_empty())?;
        Some(SourceText { path: picture_path(path), text: Some(picture.alt.clone()) })
    }

    /// One text if it is the same for all informants (or is not given), else one for each who has one.
    fn wording_texts(&self, path: &str, wording: &Wording, asked_of: Option<&[bool]>) -> Vec<SourceText> {
        let everyone = asked_of.is_none_or(|asked| asked.iter().all(|asked| *asked));
        if wording.0.iter().all(Option::is_none) {
            return vec![SourceText { path: path.to_owned(), text: None }];
        }
        if let (Some(text), true) = (wording.common().filter(|_| wording.0.iter().all(Option::is_some)), everyone) {
            return vec![SourceText { path: path.to_owned(), text: Some(text.to_owned()) }];
        }
        let each = self.informants.iter_enumerated().filter_map(|(at, informant)| {
            let text = wording.of(at)?;
            Some(SourceText { path: format!("{path} {}", informant.name), text: Some(text.to_owned()) })
        });
        each.collect()
    }
}

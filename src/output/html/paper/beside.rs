use maud::{Markup, html};

use super::super::data_address::data_address;
use super::Paper;
use crate::instrument::{ItemIx, ScaleIx};

/// Heights of pictures in mm, as the style sheet has them: of a question or an introduction, of an answer, of a row.
pub(super) const PICTURE: f64 = 32.0;
pub(super) const PICTURE_OF_ANSWER: f64 = 14.0;
pub(super) const PICTURE_OF_ROW: f64 = 14.0;

impl Paper<'_> {
    /// The path of the question of an item, beside which its picture stands.
    pub(super) fn path_of(&self, item: ItemIx) -> String {
        let name = self.instrument.member(item).map_or(&self.instrument.items[item].name, |(allotment, _)| &allotment.name);
        format!("item {name}")
    }

    /// The picture beside the words of a path, within the page itself; what it shows, where its file cannot be read.
    pub(super) fn picture(&self, path: &str) -> Markup {
        let Some(picture) = self.texts.picture(path) else { return html! {} };
        match self.media.of(picture.file) {
            Some(content) => html! { img.shown src=(data_address(content)) alt=(picture.alt); },
            None => html! { @if !picture.alt.is_empty() { span.not-shown { "[" (picture.alt) "] " } } },
        }
    }

    /// The height that a picture takes.
    pub(super) fn height_of_picture(&self, path: &str, height: f64) -> f64 {
        let is_shown = self.texts.picture(path).is_some_and(|picture| self.media.of(picture.file).is_some());
        if is_shown { height } else { 0.0 }
    }

    /// The path of an answer, by the code that paper shows for it.
    pub(super) fn path_of_answer(&self, scale: ScaleIx, code: &str) -> String {
        format!("scale {} {code}", self.instrument.scales[scale].name)
    }

    /// The paths of the choices or members of a question, in their order.
    pub(super) fn paths_of_choices(&self, item: ItemIx) -> Vec<String> {
        let path = self.path_of(item);
        let choices = match self.instrument.member(item) {
            Some((allotment, _)) => &allotment.members[..],
            None => self.instrument.items[item].kind.choices().unwrap_or_default(),
        };
        choices.iter().map(|choice| format!("{path} choice {}", choice.name)).collect()
    }

    /// Whether an answer to a scale has a picture that can be shown.
    pub(super) fn height_of_answers(&self, scale: ScaleIx) -> f64 {
        let heights = self
            .answers_of(scale)
            .into_iter()
            .map(|(code, _)| self.height_of_picture(&self.path_of_answer(scale, &code), PICTURE_OF_ANSWER));
        heights.fold(0.0, f64::max)
    }

    /// Which sounds belong to a question and its answers, for whoever hands out the paper to play.
    pub(super) fn sounds(&self, item: ItemIx) -> Option<String> {
        let scale = self.instrument.items[item].kind.scale();
        let answers = scale.map_or(vec![], |scale| {
            self.answers_of(scale).iter().map(|(code, _)| self.path_of_answer(scale, code)).collect::<Vec<_>>()
        });
        let paths = std::iter::once(self.path_of(item)).chain(answers).chain(self.paths_of_choices(item));
        self.sounds_at(paths)
    }

    /// Which sounds belong to some paths, in a sentence.
    pub(super) fn sounds_at(&self, paths: impl Iterator<Item = String>) -> Option<String> {
        let mut names: Vec<&str> = Vec::new();
        for path in paths {
            names.extend(self.texts.audio(&path).map(|place| place.file.name()).filter(|name| !names.contains(name)));
        }
        (!names.is_empty()).then(|| self.phrases.with("paper-sound", [("sounds", names.join(", ").into())]))
    }
}

use std::borrow::Cow;

use super::Paper;
use super::shown::{Shown, ShownFile};
use crate::administer::MediaPlace;
use crate::instrument::{ItemIx, ScaleIx};

/// Heights of pictures in mm, as the writers have them, with what stands under them: of a question or an introduction,
/// of an answer, of a row.
pub(super) const PICTURE: f64 = 32.0;
pub(super) const PICTURE_OF_ANSWER: f64 = 14.0;
pub(super) const PICTURE_OF_ROW: f64 = 14.0;

/// What tells a file apart from others of the same form; no name of a file has a colon.
fn key(place: &MediaPlace) -> String {
    let name = place.file.name();
    place.translation.as_ref().map_or_else(|| name.to_owned(), |language| format!("{language}: {name}"))
}

/// The path of what a part says of itself, by its number.
pub(super) fn path_of_intro(number: usize) -> String {
    format!("page {number} intro")
}

impl Paper<'_> {
    /// The path of the question of an item, beside which its picture stands.
    pub(super) fn path_of(&self, item: ItemIx) -> String {
        let name = self.instrument.member(item).map_or(&self.instrument.items[item].name, |(allotment, _)| &allotment.name);
        format!("item {name}")
    }

    /// The paths of the points of a scale, in their order.
    pub(super) fn paths_of_points(&self, scale: ScaleIx) -> impl Iterator<Item = String> {
        let scale = &self.instrument.scales[scale];
        scale.points().unwrap_or_default().iter().map(|point| format!("scale {} {}", scale.name, point.code()))
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

    /// The picture beside the words of a path.
    pub(super) fn picture(&self, path: &str) -> Option<Shown> {
        let picture = self.texts.picture(path)?;
        let content = self.media.of(picture.file).cloned();
        let file = content.map(|content| ShownFile { key: key(picture.file), content });
        Some(Shown { alt: picture.alt.to_owned(), file })
    }

    /// The height that a picture takes, in mm.
    pub(super) fn height_of_picture(&self, path: &str, height: f64) -> f64 {
        let is_shown = self.texts.picture(path).is_some_and(|picture| self.media.of(picture.file).is_some());
        if is_shown { height } else { 0.0 }
    }

    /// The height that pictures of answers to a scale take, in mm.
    pub(super) fn height_of_answers(&self, scale: ScaleIx) -> f64 {
        self.paths_of_points(scale).map(|path| self.height_of_picture(&path, PICTURE_OF_ANSWER)).fold(0.0, f64::max)
    }

    /// Words as long as they stand on the paper: after what a picture shows, where its file could not be read.
    pub(super) fn with_alt<'t>(&self, path: &str, words: &'t str) -> Cow<'t, str> {
        match self.picture(path) {
            Some(Shown { alt, file: None }) if !alt.is_empty() => format!("[{alt}] {words}").into(),
            Some(_) | None => words.into(),
        }
    }

    /// Which sounds belong to a question and its answers, for whoever hands out the paper to play.
    pub(super) fn sounds(&self, item: ItemIx) -> Option<String> {
        let answers = self.instrument.items[item].kind.scale().into_iter().flat_map(|scale| self.paths_of_points(scale));
        self.sounds_at(std::iter::once(self.path_of(item)).chain(answers).chain(self.paths_of_choices(item)))
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

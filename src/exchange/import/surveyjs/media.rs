//! Pictures and sounds of SurveyJS: elements of their own, players within HTML, and pictures to choose.

use serde_json::Value as Json;

use super::super::losses::MEDIA_IN_TEXT;
use super::super::media::MediaSketch;
use super::super::text::{holds_media, without_markup};
use super::elements::{texts, value};
use super::reader::Reader;

impl Reader {
    /// A picture of its own, which belongs to the question, or the text, that comes next.
    pub(super) fn picture(&mut self, json: &Json, name: &str) {
        if json["contentMode"].as_str().is_some_and(|mode| ["video", "youtube"].contains(&mode)) {
            return self.sketch.losses.of(name, "films were left out", "");
        }
        if !self.is_ours && json["visibleIf"].as_str().is_some_and(|written| !written.is_empty()) {
            let cause = "pictures are shown under a condition in the form, and with the question behind them now";
            self.sketch.losses.of(name, cause, "");
        }
        let [links, alt] = ["imageLink", "altText"].map(|key| texts(&json[key], &self.sketch.languages));
        let media = self.sketch.media(name, links, vec![]).with_alt(alt);
        if !media.is_empty() {
            self.before.push((name.to_owned(), media));
        }
    }

    /// Whether HTML is a player of sounds and nothing else, as our own models have them; it belongs to what comes next.
    pub(super) fn is_player(&mut self, json: &Json, name: &str) -> bool {
        let links = match &json["html"] {
            Json::String(html) => vec![played(html)],
            Json::Object(all) => {
                let of = |at: usize, tag: &String| all.get(if at == 0 { "default" } else { tag.as_str() }).or(all.get(tag));
                let html = self.sketch.languages.iter().enumerate().map(|(at, tag)| of(at, tag).and_then(Json::as_str));
                html.map(|html| html.map_or(Some(String::new()), played)).collect()
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) => vec![],
        };
        let Some(links) =
            links.into_iter().collect::<Option<Vec<String>>>().filter(|links| links.iter().any(|it| !it.is_empty()))
        else {
            return false;
        };
        let media = self.sketch.media(name, vec![], links);
        if !media.is_empty() {
            self.before.push((name.to_owned(), media));
        }
        true
    }

    /// Says that a text shows or plays something.
    pub(super) fn lost_in_html(&mut self, name: &str, html: &Json) {
        let mut all =
            html.as_str().into_iter().chain(html.as_object().into_iter().flat_map(|all| all.values()).filter_map(Json::as_str));
        if !self.is_ours && all.any(holds_media) {
            self.sketch.losses.of(name, MEDIA_IN_TEXT, "");
        }
    }

    /// What stands before the question, or the text, that comes now: one picture and one sound.
    pub(super) fn media_before(&mut self) -> MediaSketch {
        let mut all = MediaSketch::default();
        for (name, media) in std::mem::take(&mut self.before) {
            let MediaSketch { picture, audio, alt } = media;
            let is_free = (picture.is_empty() || all.picture.is_empty()) && (audio.is_empty() || all.audio.is_empty());
            if !is_free {
                self.sketch.losses.of(&name, "a question has one picture and one sound; others were left out", "");
            } else if picture.is_empty() {
                all.audio = audio;
            } else {
                (all.picture, all.alt) = (picture, alt);
            }
        }
        all
    }

    /// Says which pictures and sounds stand before nothing that could have them.
    pub(super) fn lost_media(&mut self) {
        for (name, _) in std::mem::take(&mut self.before) {
            let cause = "pictures and sounds that stand before no question by itself, and no text, were left out";
            self.sketch.losses.of(&name, cause, "");
        }
    }

    /// The pictures of a list of them.
    pub(super) fn pictured(&mut self, json: &Json, list: &str) {
        if json["contentMode"].as_str() == Some("video") {
            return self.sketch.losses.of(list, "films were left out", "");
        }
        for choice in json["choices"].as_array().into_iter().flatten() {
            let Some(code) = value(&choice["value"]) else { continue };
            let links = texts(&choice["imageLink"], &self.sketch.languages);
            let media = self.sketch.media(list, links, vec![]);
            if !media.is_empty() {
                self.sketch.choice_media.insert((list.to_owned(), code), media);
            }
        }
    }
}

/// The file that a player of sounds plays which HTML is, and nothing else.
fn played(html: &str) -> Option<String> {
    let rest = html.trim().strip_prefix("<audio")?;
    let (_, file) = rest.split_once("src=")?;
    let quote = file.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let (file, _) = file[1..].split_once(quote)?;
    without_markup(html).is_empty().then(|| super::super::text::decoded(file).into_owned())
}

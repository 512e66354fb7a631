use super::sketch::Sketch;
use crate::exchange::wording::quoted;

/// Files of a picture and a sound in each language, as a form names them; empty where it names none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct MediaSketch {
    pub(super) picture: Vec<String>,
    pub(super) audio: Vec<String>,
}

impl MediaSketch {
    /// As the language writes it behind a text. What a picture shows is said by no form.
    pub(super) fn written(&self, of: &impl Fn(&[String]) -> String) -> String {
        let (picture, audio) = (of(&self.picture), of(&self.audio));
        let picture = if picture.is_empty() { String::new() } else { format!(" picture {} alt \"\"", quoted(&picture)) };
        let audio = if audio.is_empty() { String::new() } else { format!(" audio {}", quoted(&audio)) };
        format!("{picture}{audio}")
    }

    pub(super) fn is_empty(&self) -> bool {
        self.picture.is_empty() && self.audio.is_empty()
    }
}

impl Sketch {
    /// A text among questions: it introduces the page where no question stands before it.
    pub(super) fn intro(&mut self, name: &str, text: Vec<String>) {
        self.intro_showing(name, text, MediaSketch::default());
    }

    /// The same, with what is shown and played with it.
    pub(super) fn intro_showing(&mut self, name: &str, text: Vec<String>, media: MediaSketch) {
        let page = self.page();
        if text.iter().all(String::is_empty) {
            if !media.is_empty() {
                self.losses.of(name, "pictures and sounds without words beside them were left out", "");
            }
            return;
        }
        let has_room = page.items.is_empty() && page.intro_media.is_empty() && !page.title.is_empty();
        if has_room {
            page.intro_media = media;
        } else if !media.is_empty() {
            self.losses.of(
                name,
                "an introduction has one picture and one sound, on a page with a title; others were left out",
                "",
            );
        }
        let page = self.page();
        if page.items.is_empty() && page.intro.is_empty() {
            page.intro = text;
        } else if page.items.is_empty() {
            for (intro, more) in page.intro.iter_mut().zip(text) {
                *intro = format!("{intro}\n{more}");
            }
        } else {
            self.losses.of(name, "texts stand among questions, and a measure has them before questions only; left out", "");
        }
    }
}

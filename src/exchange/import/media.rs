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

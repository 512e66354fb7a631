use super::sketch::Sketch;
use crate::exchange::wording::quoted;
use crate::instrument::{MediaFile, MediaUse};

/// Files of a picture and a sound in each language, as a form names them; empty where it names none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct MediaSketch {
    pub(super) picture: Vec<String>,
    pub(super) audio: Vec<String>,
    /// What the picture shows, in each language; empty where that is not said.
    pub(super) alt: Vec<String>,
}

impl MediaSketch {
    /// The same with what the picture shows.
    pub(super) fn with_alt(self, alt: Vec<String>) -> Self {
        if self.picture.is_empty() { self } else { Self { alt, ..self } }
    }

    /// As the language writes it behind a text.
    pub(super) fn written(&self, of: &impl Fn(&[String]) -> String) -> String {
        let (picture, audio, alt) = (of(&self.picture), of(&self.audio), of(&self.alt));
        let picture =
            if picture.is_empty() { String::new() } else { format!(" picture {} alt {}", quoted(&picture), quoted(&alt)) };
        let audio = if audio.is_empty() { String::new() } else { format!(" audio {}", quoted(&audio)) };
        format!("{picture}{audio}")
    }

    pub(super) fn is_empty(&self) -> bool {
        self.picture.is_empty() && self.audio.is_empty()
    }
}

impl Sketch {
    /// What a form names as picture and sound of something that it calls by a name, as far as a measure can name it too.
    pub(super) fn media(&mut self, name: &str, picture: Vec<String>, audio: Vec<String>) -> MediaSketch {
        let media = MediaSketch {
            picture: self.files(name, picture, MediaUse::Picture),
            audio: self.files(name, audio, MediaUse::Audio),
            alt: vec![],
        };
        if !media.is_empty() {
            let help = "put the files beside the measure, and write what each picture shows into its `alt`";
            self.losses.of(name, "pictures and sounds are named by the form, and their files are not in it", help);
        }
        media
    }

    /// Files in each language; in one that has none that of the first which has.
    fn files(&mut self, name: &str, files: Vec<String>, of: MediaUse) -> Vec<String> {
        let named: Vec<String> = files.iter().map(|file| self.file_of_the_web(name, file, of)).collect();
        let (good, bad): (Vec<&String>, Vec<&String>) =
            named.iter().filter(|file| !file.is_empty()).partition(|file| MediaFile::parse(file, of).is_ok());
        if let Some(bad) = bad.first() {
            let cause = format!("pictures and sounds whose files a measure cannot name, as `{bad}`, were left out");
            self.losses.of(name, cause, "save them as what browsers know, and name them beside the measure");
        }
        let Some(first) = good.first().map(|file| (*file).clone()) else { return vec![] };
        let is_good = |file: &&String| good.contains(file);
        named.iter().map(|file| Some(file).filter(is_good).unwrap_or(&first).clone()).collect()
    }

    /// A file by its own name, where the form says at which address it lies.
    fn file_of_the_web(&mut self, name: &str, file: &str, of: MediaUse) -> String {
        let address = file.strip_prefix("https://").or_else(|| file.strip_prefix("http://"));
        let path = address.map(|address| address.split(['?', '#']).next().unwrap_or_default());
        let own = path.and_then(|path| path.split_once('/')).and_then(|(_, path)| path.rsplit('/').next());
        let Some(own) = own.filter(|own| MediaFile::parse(own, of).is_ok()) else { return file.to_owned() };
        let cause = format!("a measure names files beside it, and the form an address: `{own}` lies at {file}");
        self.losses.of(name, cause, "fetch it, if its licence allows that");
        own.to_owned()
    }

    /// Takes what is shown and played with a text among questions, before the text itself is taken: it stands with the
    /// introduction of the page.
    pub(super) fn intro_media(&mut self, name: &str, text: &[String], media: MediaSketch) {
        if media.is_empty() {
            return;
        }
        let page = self.page();
        if text.iter().all(String::is_empty) {
            self.losses.of(name, "pictures and sounds without words beside them were left out", "");
        } else if page.items.is_empty() && page.intro_media.is_empty() && !page.title.is_empty() {
            page.intro_media = media;
        } else {
            let cause = "an introduction has one picture and one sound, on a page with a title; others were left out";
            self.losses.of(name, cause, "");
        }
    }
}

use super::super::media::MediaSketch;
use super::super::sketch::Sketch;
use super::columns::Row;
use super::reader::FormReader;
use crate::instrument::{MediaFile, MediaUse};

impl FormReader {
    /// What is shown and played with the text of a row.
    pub(super) fn media(&mut self, row: &Row) -> MediaSketch {
        let [picture, audio] = ["image", "audio"].map(|column| row.texts(column, &self.languages));
        self.sketch.media(row.get("name"), picture, audio)
    }
}

impl Sketch {
    /// What a form names as picture and sound of something that it calls by a name, as far as a measure can name it too.
    pub(super) fn media(&mut self, name: &str, picture: Vec<String>, audio: Vec<String>) -> MediaSketch {
        let media = MediaSketch {
            picture: self.files(name, picture, MediaUse::Picture),
            audio: self.files(name, audio, MediaUse::Audio),
        };
        if !media.is_empty() {
            let help = "put the files beside the measure, and write what each picture shows into its `alt`";
            self.losses.of(name, "pictures and sounds are named by the form, and their files are not in it", help);
        }
        media
    }

    /// Files in each language; in one that has none that of the first which has.
    fn files(&mut self, name: &str, files: Vec<String>, of: MediaUse) -> Vec<String> {
        let (good, bad): (Vec<&String>, Vec<&String>) =
            files.iter().filter(|file| !file.is_empty()).partition(|file| MediaFile::parse(file, of).is_ok());
        if let Some(bad) = bad.first() {
            let cause = format!("pictures and sounds whose files a measure cannot name, as `{bad}`, were left out");
            self.losses.of(name, cause, "save them as what browsers know, and name them beside the measure");
        }
        let Some(first) = good.first().map(|file| (*file).clone()) else { return vec![] };
        let is_good = |file: &&String| good.contains(file);
        files.iter().map(|file| Some(file).filter(is_good).unwrap_or(&first).clone()).collect()
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

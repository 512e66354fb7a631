use super::super::media::MediaSketch;
use super::super::sketch::Sketch;
use crate::instrument::{MediaFile, MediaUse};

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
}

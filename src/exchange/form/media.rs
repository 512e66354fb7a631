use std::collections::{BTreeMap, BTreeSet};

use super::Form;
use crate::exchange::exported::unsaid;
use crate::instrument::{Instrument, ItemIx, audio_path, picture_path};
use crate::source::Diagnostic;

/// The files of the pictures and sounds of a measure, by the path of each.
pub(super) fn files_of(instrument: &Instrument) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for (path, media) in &instrument.media {
        files.extend(media.picture.as_ref().map(|picture| (picture_path(path), picture.file.name().to_owned())));
        files.extend(media.audio.as_ref().map(|file| (audio_path(path), file.name().to_owned())));
    }
    files
}

impl Form<'_> {
    /// The path of a question, beside which its picture stands: of a member of what ranks or shares out that of all.
    pub(in crate::exchange) fn path_of(&self, item: ItemIx) -> String {
        let name = self.instrument.member(item).map_or(&self.instrument.items[item].name, |(allotment, _)| &allotment.name);
        format!("item {name}")
    }

    /// The file of the picture beside the text of a path in each language; nothing where it has none.
    pub(in crate::exchange) fn pictures(&self, path: &str) -> Option<Vec<String>> {
        self.files_at(&picture_path(path))
    }

    /// The file of the sound beside the text of a path in each language; nothing where it has none.
    pub(in crate::exchange) fn sounds(&self, path: &str) -> Option<Vec<String>> {
        self.files_at(&audio_path(path))
    }

    fn files_at(&self, path: &str) -> Option<Vec<String>> {
        self.files.iter().map(|files| files.get(path).cloned()).collect()
    }

    /// Which files have to go with the form, of the paths that it names.
    pub(in crate::exchange) fn with_files(&self, message: &str, is_named: impl Fn(&str) -> bool) -> Option<Diagnostic> {
        let of_paths = |media: &BTreeMap<String, String>| {
            let named = media.iter().filter(|(path, _)| path.rsplit_once(' ').is_some_and(|(text, _)| is_named(text)));
            named.map(|(_, file)| file.clone()).collect::<Vec<_>>()
        };
        let files: BTreeSet<String> = self.files.iter().flat_map(of_paths).collect();
        let listed = files.iter().cloned().collect::<Vec<_>>().join(", ");
        (!files.is_empty()).then(|| unsaid(message, format!("put them beside it: {listed}")))
    }

    /// What is said of pictures and sounds that the form leaves out.
    pub(in crate::exchange) fn without_media(&self, is_left_out: impl Fn(&str) -> bool) -> Option<Diagnostic> {
        let paths: Vec<&str> = self.instrument.media.keys().map(String::as_str).filter(|path| is_left_out(path)).collect();
        let message = format!("pictures and sounds are left out: {}", paths.join(", "));
        (!paths.is_empty()).then(|| unsaid(message, "put them into the form there; `verbond ask` and `verbond serve` show them"))
    }
}

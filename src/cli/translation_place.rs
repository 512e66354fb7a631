//! Where a translation lies, and what its file is called.

use std::path::{Path, PathBuf};

use crate::catalogue::{self, folder_of};
use crate::exchange::Wording;
use crate::syntax::parse;
use crate::syntax::tree::Block;

/// Where a translation lies that nobody gives another path for: in the folder of its measure, as
/// `1.0.nl.translation`, and named for the measure as well where measures of another id lie in that folder.
pub fn usual(folder: &Path, wording: &Wording) -> PathBuf {
    let name = format!("{}.{}.translation", wording.version, wording.language);
    folder.join(if is_shared(folder, &wording.of) { format!("{}.{name}", wording.of) } else { name })
}

/// Where the translation of a later version lies: beside that of an earlier one, under its name with the later
/// version in it.
pub fn of_later_version(earlier: &Path, version: &str, wording: &Wording) -> PathBuf {
    let name = earlier.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let place = name.match_indices(version).map(|(at, _)| at).find(|at| {
        let (before, after) = (&name[..*at], &name[at + version.len()..]);
        let is_apart = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_ascii_alphanumeric());
        let goes_on = after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let begins_before = before.strip_suffix('.').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        is_apart(before.chars().next_back()) && is_apart(after.chars().next()) && !goes_on && !begins_before
    });
    match place {
        Some(at) => earlier.with_file_name(format!("{}{}{}", &name[..at], wording.version, &name[at + version.len()..])),
        None => usual(folder_of(earlier), wording),
    }
}

/// Whether measures of another id lie in a folder.
fn is_shared(folder: &Path, id: &str) -> bool {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut measures = files.filter(|path| path.extension().is_some_and(|ending| ending == "instrument"));
    measures.any(|path| id_of(&path).is_some_and(|found| found != id))
}

/// The id of the measure in a file; nothing where there is none that can be read.
fn id_of(path: &Path) -> Option<String> {
    let (file, _) = catalogue::read(path).ok()?;
    match parse(&file).tree.blocks.first()? {
        Block::Instrument(tree) => tree.head.as_ref().map(|(id, _)| id.text.clone()),
        Block::Translation(_) | Block::Norms(_) | Block::Schedule(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_version_has_its_own_name() {
        let wording = Wording {
            language: "nl".to_owned(),
            of: "small".to_owned(),
            version: "0.2".to_owned(),
            head: vec![],
            entries: vec![],
            files: vec![],
            left_over: vec![],
        };
        let name = |earlier: &str| of_later_version(Path::new(earlier), "0.1", &wording).display().to_string();
        assert_eq!(name("a/0.1.nl.translation"), "a/0.2.nl.translation");
        assert_eq!(name("a/small.0.1.nl.translation"), "a/small.0.2.nl.translation");
        assert_eq!(name("a/small-0.1-nl.translation"), "a/small-0.2-nl.translation");
        assert_eq!(name("a/10.1.nl.translation"), "a/0.2.nl.translation");
        assert_eq!(name("a/0.1.3.nl.translation"), "a/0.2.nl.translation");
        assert_eq!(name("a/nl.translation"), "a/0.2.nl.translation");
    }
}

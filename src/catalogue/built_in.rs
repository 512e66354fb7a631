use std::collections::HashMap;
use std::sync::LazyLock;

use include_dir::{Dir, File, include_dir};

use super::head::{Beginning, Head};
use super::location::BuiltIn;
use super::walk::is_of_the_language;
use crate::instrument::Version;
use crate::source::SourceFile;
use crate::syntax::parse;

/// The instruments that come with the program, with their translations and norms.
static INSTRUMENTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/instruments");

/// The files inside the program, by their paths.
pub fn files() -> Vec<BuiltIn> {
    let mut found = Vec::new();
    collect(&INSTRUMENTS, &mut found);
    let mut files: Vec<BuiltIn> = found.into_iter().filter_map(built_in).collect();
    files.sort_by_key(|file| file.path);
    files
}

fn collect(folder: &'static Dir<'static>, found: &mut Vec<&'static File<'static>>) {
    found.extend(folder.files());
    folder.dirs().for_each(|inner| collect(inner, found));
}

fn built_in(file: &'static File<'static>) -> Option<BuiltIn> {
    let of_the_language = is_of_the_language(file.path());
    of_the_language.then(|| Some(BuiltIn { path: file.path().to_str()?, text: file.contents_utf8()? })).flatten()
}

/// The SHA-256 of a version of an instrument inside the program; nothing where there is none of that id and version.
pub fn fingerprint(id: &str, version: &Version) -> Option<String> {
    static TEXTS: LazyLock<HashMap<Head, &str>> = LazyLock::new(|| {
        let with_head = |file: BuiltIn| match Head::find(file.text.as_bytes()) {
            Beginning::Head(head) => Some((head, file.text)),
            Beginning::TooShort | Beginning::Unknown => None,
        };
        files().into_iter().filter_map(with_head).collect()
    });
    let text = TEXTS.get(&Head::Instrument { id: id.to_owned(), version: version.to_string() })?;
    Some(parse(&SourceFile::new(id, *text)).fingerprint)
}

#[cfg(test)]
mod tests {
    use super::super::head::{Beginning, Head};

    #[test]
    fn every_file_inside_the_program_has_a_head_and_lies_in_the_folder_of_its_instrument() {
        let files = super::files();
        assert!(files.len() >= 21, "{}", files.len());
        for file in files {
            let Beginning::Head(head) = Head::find(file.text.as_bytes()) else { panic!("{}", file.path) };
            let folder = std::path::Path::new(file.path).parent().and_then(|folder| folder.to_str());
            assert_eq!(folder, Some(head.instrument()), "{}", file.path);
        }
    }
}

use std::path::{Path, PathBuf};

use crate::files;
use crate::output::place::{Replace, followed};
use crate::source::SourceFile;

/// An output as it was asked for.
#[derive(Clone, Debug)]
pub struct OutputRequest {
    /// The name of its backend.
    pub backend: String,
    /// Where it goes; the standard output if there is no path.
    pub path: Option<PathBuf>,
    /// What its backend is told, by name and value.
    pub options: Vec<(String, String)>,
    /// Whether a file that exists may be replaced.
    pub replace: Replace,
}

impl OutputRequest {
    /// Reads `BACKEND`, `BACKEND=PATH` or `BACKEND=PATH,OPTION=VALUE`.
    pub fn parse(text: &str, replace: Replace) -> Self {
        let (backend, rest) = text.split_once('=').unwrap_or((text, ""));
        let mut parts: Vec<&str> = rest.split(',').collect();
        let mut options = Vec::new();
        // Only what looks like an option is one: a path may hold commas.
        while parts.len() > 1 {
            let (name, value) = match parts.last().and_then(|part| part.split_once('=')) {
                Some(option) => option,
                None if backend == "csv" && parts.last() == Some(&"guard") => ("guard", "true"),
                None => break,
            };
            options.insert(0, (name.to_owned(), value.to_owned()));
            parts.pop();
        }
        let path = parts.join(",");
        Self { backend: backend.to_owned(), path: (!path.is_empty() && path != "-").then(|| path.into()), options, replace }
    }

    /// The file, as people are told of it.
    pub fn file(&self) -> SourceFile {
        SourceFile::new(self.path.as_ref().map_or("<stdout>".to_owned(), |path| path.display().to_string()), "")
    }

    /// Whether it goes to the standard output.
    pub fn is_stdout(&self) -> bool {
        self.path.is_none()
    }
}

/// Two outputs would be one file.
#[derive(Debug, thiserror::Error)]
#[error("{} would be written twice", path.display())]
pub struct WrittenTwice {
    path: PathBuf,
}

impl WrittenTwice {
    /// How to mend it.
    pub fn help(&self) -> &'static str {
        "give each output a path of its own"
    }
}

/// Two outputs cannot be one file.
///
/// # Errors
/// Where two paths lead to one, through links too.
pub fn refuse_shared_files<'p>(paths: impl Iterator<Item = &'p Path>) -> Result<(), WrittenTwice> {
    let mut taken: Vec<PathBuf> = Vec::new();
    for path in paths {
        // What is not there yet has no real path; its folder has. A link may lead to it.
        let end = followed(path).ok().flatten().unwrap_or_else(|| path.to_owned());
        let folder = end.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let place = end.file_name().map_or_else(|| end.clone(), |name| files::real(folder).join(name));
        // What can be written into twice, as `/dev/null`, is no file that one output takes from another.
        let is_stream = std::fs::metadata(path).is_ok_and(|there| !there.is_file());
        if !is_stream && taken.contains(&place) {
            return Err(WrittenTwice { path: path.to_owned() });
        }
        taken.push(place);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::OutputRequest;
    use crate::output::place::Replace;

    #[test]
    fn an_output_is_read_from_the_command_line() {
        let read = |text: &str| {
            let request = OutputRequest::parse(text, Replace::Never);
            (request.backend, request.path.map(|path| path.display().to_string()), request.options)
        };
        let owned = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(read("csv"), ("csv".to_owned(), None, vec![]));
        assert_eq!(read("csv=-"), ("csv".to_owned(), None, vec![]));
        let options = vec![owned("guard", "true"), owned("delimiter", ";")];
        assert_eq!(read("csv=a,b.csv,guard,delimiter=;"), ("csv".to_owned(), Some("a,b.csv".to_owned()), options));
        assert_eq!(read("xlsx=a.xlsx,guard"), ("xlsx".to_owned(), Some("a.xlsx,guard".to_owned()), vec![]));
    }
}

//! A plugin to begin with, in a folder that builds and passes at once.

use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

/// The crate for backends, as it is in this program.
static SDK: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/plugins/sdk");
/// Where the versions of its dependencies stand.
const WORKSPACE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
const LOCK: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"));
const TALLY: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/plugins/tally/tally.c"));
const MAKEFILE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/plugins/tally/Makefile"));

/// The language that a plugin is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// With the crate `verbond-backend`.
    Rust,
    /// With the header alone.
    C,
}

/// A plugin to begin with: its files and their contents.
#[derive(Debug)]
pub struct Scaffold {
    name: String,
    language: Language,
    files: Vec<(PathBuf, String)>,
}

impl Scaffold {
    /// A plugin of a name.
    ///
    /// # Errors
    /// Where the name cannot be one of a plugin.
    pub fn new(name: &str, language: Language) -> Result<Self, String> {
        let is_plain = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && name.len() <= 40;
        if !is_plain {
            return Err(format!(
                "`{name}` cannot be the name of a plugin: it begins with a letter a-z and has letters, digits and -"
            ));
        }
        let mut scaffold = Self { name: name.to_owned(), language, files: vec![] };
        scaffold.add("plugin.toml", include_str!("plugin.toml"));
        match language {
            Language::Rust => scaffold.add_rust()?,
            Language::C => scaffold.add_c()?,
        }
        Ok(scaffold)
    }

    fn add_rust(&mut self) -> Result<(), String> {
        self.add("Cargo.toml", include_str!("rust/Cargo.toml"));
        self.add("README.md", include_str!("rust/README.md"));
        self.add("src/lib.rs", include_str!("rust/lib.rs"));
        self.files.push((".gitignore".into(), "target/\n".to_owned()));
        self.files.push(("Cargo.lock".into(), LOCK.to_owned()));
        let mut sources = vec![];
        collect(&SDK, &mut sources);
        for (path, text) in sources {
            let text = if path == Path::new("Cargo.toml") { standing_alone(&text, WORKSPACE)? } else { text };
            self.files.push((Path::new("verbond-backend").join(path), text));
        }
        Ok(())
    }

    fn add_c(&mut self) -> Result<(), String> {
        self.add("README.md", include_str!("c/README.md"));
        let library = self.library();
        let named = |text: &str| text.replace("libtally", &format!("lib{library}")).replace("tally.c", &format!("{library}.c"));
        self.files.push(("Makefile".into(), named(MAKEFILE).replace(" -I ../sdk/include", "")));
        let source = named(TALLY).replace(" -I ../sdk/include", " -I .");
        let source = source
            .replace("\\\"tally\\\"", &format!("\\\"{}\\\"", self.name))
            .replace(" * tally: ", &format!(" * {}: ", self.name));
        self.files.push((format!("{library}.c").into(), source));
        let header = SDK.get_file("include/verbond_backend.h").and_then(|file| file.contents_utf8());
        let header = header.ok_or_else(|| "this program was built without the header of the boundary".to_owned())?;
        self.files.push(("verbond_backend.h".into(), header.to_owned()));
        Ok(())
    }

    /// Adds a file with the name of the plugin in the place of the one it was written with.
    fn add(&mut self, path: &str, text: &str) {
        let parts = self.name.split('-').map(|part| part[..1.min(part.len())].to_uppercase() + &part[1.min(part.len())..]);
        let capitals: String = parts.collect();
        let library = libloading::library_filename(self.library()).to_string_lossy().into_owned();
        let text = text.replace("call-list", &self.name).replace("call_list", &self.library());
        self.files.push((path.into(), text.replace("CallList", &capitals).replace("LIBRARY", &library)));
    }

    fn library(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Writes the files into a folder that is not there yet, all or none of them.
    ///
    /// # Errors
    /// Where the folder is there, or cannot be made.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        if folder.exists() {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "this folder is there already"));
        }
        let beside = tempfile::Builder::new().prefix(".verbond-").tempdir_in(".")?;
        let made = beside.path().join("plugin");
        for (path, text) in &self.files {
            let path = made.join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(&made))?;
            std::fs::write(path, text)?;
        }
        std::fs::rename(made, folder)
    }

    /// What to type next.
    pub fn next_steps(&self) -> Vec<String> {
        let library = libloading::library_filename(self.library()).to_string_lossy().into_owned();
        let build = match self.language {
            Language::Rust => format!("cargo build --release && cp target/release/{library} ."),
            Language::C => "make".to_owned(),
        };
        let name = &self.name;
        vec![
            format!("cd {name} && {build}"),
            "verbond plugin test .".to_owned(),
            format!("verbond plugin trust {name} --plugin-dir ."),
            format!("verbond score MEASURE ANSWERS --plugin-dir . --to {name}=out.txt"),
        ]
    }
}

fn collect(folder: &Dir<'_>, found: &mut Vec<(PathBuf, String)>) {
    for file in folder.files() {
        found.extend(file.contents_utf8().map(|text| (file.path().to_owned(), text.to_owned())));
    }
    folder.dirs().for_each(|inner| collect(inner, found));
}

/// A `Cargo.toml` without what it has from its workspace.
fn standing_alone(manifest: &str, workspace: &str) -> Result<String, String> {
    let read = |text: &str| toml::from_str::<toml::Table>(text).map_err(|error| error.message().to_owned());
    let (mut manifest, workspace) = (read(manifest)?, read(workspace)?);
    let shared = |table: &str, key: &str| workspace.get("workspace")?.get(table)?.get(key).cloned();
    for table in ["package", "dependencies"] {
        let Some(toml::Value::Table(entries)) = manifest.get_mut(table) else { continue };
        for (key, value) in entries.iter_mut() {
            if value.get("workspace").is_some() {
                let shared = shared(table, key).ok_or_else(|| format!("the workspace has no {table} {key}"))?;
                *value = joined(shared, value);
            }
        }
    }
    manifest.remove("lints");
    toml::to_string(&manifest).map_err(|error| error.to_string())
}

/// What the workspace says of a dependency, with what its user adds, as that it is optional.
fn joined(shared: toml::Value, own: &toml::Value) -> toml::Value {
    let own = own.as_table().into_iter().flatten().filter(|(key, _)| *key != "workspace");
    let own: Vec<(String, toml::Value)> = own.map(|(key, value)| (key.clone(), value.clone())).collect();
    if own.is_empty() {
        return shared;
    }
    let shared = shared.as_table().cloned().unwrap_or_else(|| [("version".to_owned(), shared)].into_iter().collect());
    toml::Value::Table(shared.into_iter().chain(own).collect())
}

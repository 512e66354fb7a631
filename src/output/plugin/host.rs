#![allow(unsafe_code, reason = "this is the plugin boundary")]

use std::ffi::{CStr, c_void};
use std::path::{Path, PathBuf};

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::{Array, RecordBatch, StructArray};
use arrow_schema::SchemaRef;
use verbond_backend::abi::{self, VerbondError, VerbondOpen, VerbondText};
use verbond_backend::{Description, OptionType};

use super::manifest::FoundPlugin;
use super::trust::TrustFile;
use crate::output::backend::{Backend, OutputError};
use crate::output::destination::Destination;
use crate::source::{Code, codes, did_you_mean};

/// Why a plugin cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PluginError {
    /// Its description cannot be used.
    #[error("{}: {message}", path.display())]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// Its library cannot be loaded.
    #[error("{}: {message}", path.display())]
    Library {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// It was built for another boundary.
    #[error("plugin `{name}` was built for ABI {found}, and this program has ABI {known}", known = abi::ABI)]
    Abi {
        /// Its name.
        name: String,
        /// The number it was built for.
        found: u32,
    },
    /// Its table of functions cannot be used.
    #[error("plugin `{name}`: {message}")]
    Table {
        /// Its name.
        name: String,
        /// What is wrong with it.
        message: String,
    },
    /// It has no such option, or the option takes something else.
    #[error("backend `{name}`: {message}")]
    Option {
        /// Its name.
        name: String,
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: Option<String>,
    },
    /// Nobody said that it may be loaded.
    #[error("plugin `{name}` is not trusted, so it was not loaded; the SHA-256 of its library is {sha256}")]
    Untrusted {
        /// Its name.
        name: String,
        /// SHA-256 of its library.
        sha256: String,
    },
    /// Its library is another one than was trusted.
    #[error("plugin `{name}` has changed since it was trusted: its library was {pinned} and is now {sha256}")]
    Changed {
        /// Its name.
        name: String,
        /// SHA-256 of the library that was trusted.
        pinned: String,
        /// SHA-256 of the library that is there.
        sha256: String,
    },
    /// Everybody can write its folder.
    #[error("{}: everybody on this machine can change this plugin", path.display())]
    OpenFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The list of trusted plugins cannot be used.
    #[error("{}: {message}", path.display())]
    TrustFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// Its process told what went wrong.
    #[error("{message}")]
    Reported {
        /// The name of the code.
        code: String,
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: Option<String>,
    },
    /// It refused to begin.
    #[error(transparent)]
    Output(#[from] OutputError),
}

impl PluginError {
    /// The page that explains it.
    pub fn code(&self) -> &'static Code {
        match self {
            Self::Manifest { .. } => &codes::V0802,
            Self::Library { .. } => &codes::V0803,
            Self::Abi { .. } | Self::Table { .. } => &codes::V0804,
            Self::Option { .. } => &codes::V0806,
            Self::Untrusted { .. } => &codes::V0807,
            Self::Changed { .. } => &codes::V0808,
            Self::OpenFolder { .. } | Self::TrustFile { .. } => &codes::V0809,
            Self::Reported { code, .. } => codes::find(code).unwrap_or(&codes::V0805),
            Self::Output(error) => error.code().unwrap_or(&codes::V0805),
        }
    }

    /// How to mend it, where that can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Option { help, .. } | Self::Reported { help, .. } => help.clone(),
            Self::Untrusted { name, .. } => Some(format!("if you know where it comes from: `verbond plugin trust {name}`")),
            Self::Changed { name, .. } => Some(format!("if you changed it yourself: `verbond plugin trust {name}`")),
            Self::OpenFolder { path } => Some(format!("take the right to write away: `chmod -R o-w {}`", path.display())),
            _ => None,
        }
    }
}

/// The functions of a loaded library; it stays loaded until the program ends, since a library may leave threads behind.
#[derive(Clone, Copy)]
pub struct LoadedPlugin {
    open: abi::Open,
    write: abi::Write,
    finish: abi::Finish,
    abandon: abi::Abandon,
}

/// Loads the library of a plugin, if it is the one that was trusted, and asks who it is.
///
/// # Errors
/// Where it is not trusted, or no library of this boundary.
pub fn load_plugin(plugin: &FoundPlugin, trust: &TrustFile) -> Result<(LoadedPlugin, Description), PluginError> {
    let name = &plugin.manifest.name;
    judge_abi(plugin)?;
    let copy = trust.verified_copy(plugin)?;
    load_library(name, &copy.library, &plugin.library())
}

/// Refuses a plugin that was built for another boundary, before anything of it is touched.
pub(super) fn judge_abi(plugin: &FoundPlugin) -> Result<(), PluginError> {
    match plugin.manifest.abi {
        abi::ABI => Ok(()),
        found => Err(PluginError::Abi { name: plugin.manifest.name.clone(), found }),
    }
}

/// Loads the verified copy of a library, and asks who it is. Complaints name the library itself.
pub(super) fn load_library(name: &str, path: &Path, shown: &Path) -> Result<(LoadedPlugin, Description), PluginError> {
    let failed = |error: libloading::Error| {
        let why = std::error::Error::source(&error).map_or(String::new(), |why| format!(": {why}"));
        let message = format!("{error}{why}").replace(&path.display().to_string(), "the library");
        PluginError::Library { path: shown.to_owned(), message }
    };
    // SAFETY: loading runs the library's initialisers. That is what using a plugin means; the user trusted this very library.
    let library = unsafe { libloading::Library::new(path) }.map_err(failed)?;
    // SAFETY: the header fixes the type of this function.
    let entry = unsafe { library.get::<abi::Entry>(abi::ENTRY.as_bytes()) }.map_err(failed)?;
    // SAFETY: the function takes nothing; it gives a table that lives as long as the library.
    let table = unsafe { entry() };
    let table = read_table(name, table)?;
    let wrong = |message: &str| PluginError::Table { name: name.to_owned(), message: message.to_owned() };
    let lacks = |function: &str| wrong(&format!("its table of functions lacks `{function}`"));
    let describe = table.describe.ok_or_else(|| lacks("describe"))?;
    // SAFETY: the function takes nothing and gives a text that ends with a zero byte, or nothing.
    let json = unsafe { describe() };
    if json.is_null() {
        return Err(wrong("it does not describe itself"));
    }
    // SAFETY: not null, ends with a zero byte and lives as long as the library, as the header has it.
    let json = unsafe { CStr::from_ptr(json) };
    let description: Description =
        serde_json::from_slice(json.to_bytes()).map_err(|error| wrong(&format!("its description cannot be read: {error}")))?;
    if description.name != name {
        return Err(wrong(&format!("its library calls itself `{}`", description.name)));
    }
    let loaded = LoadedPlugin {
        open: table.open.ok_or_else(|| lacks("open"))?,
        write: table.write.ok_or_else(|| lacks("write"))?,
        finish: table.finish.ok_or_else(|| lacks("finish"))?,
        abandon: table.abandon.ok_or_else(|| lacks("abandon"))?,
    };
    std::mem::forget(library);
    Ok((loaded, description))
}

/// Reads a table of functions no further than its size says.
fn read_table(name: &str, table: *const abi::VerbondBackend) -> Result<abi::VerbondBackend, PluginError> {
    let wrong = |message: String| PluginError::Table { name: name.to_owned(), message };
    if table.is_null() {
        return Err(wrong("it gives no table of functions".to_owned()));
    }
    let head: *const u32 = table.cast();
    // SAFETY: every table begins with its size and ABI number, whatever follows.
    let (size, abi) = unsafe { (head.read(), head.add(1).read()) };
    if abi != abi::ABI {
        return Err(PluginError::Abi { name: name.to_owned(), found: abi });
    }
    if (size as usize) < size_of::<abi::VerbondBackend>() {
        return Err(wrong(format!(
            "its table of functions has {size} bytes, and {} are needed",
            size_of::<abi::VerbondBackend>()
        )));
    }
    // SAFETY: the table says that it has at least this many bytes.
    Ok(unsafe { table.read() })
}

/// A session of a loaded backend.
pub struct PluginBackend {
    name: String,
    functions: LoadedPlugin,
    session: Session,
    destination: Option<Destination>,
}

/// A session that is abandoned unless it is ended.
struct Session {
    pointer: Option<*mut c_void>,
    abandon: abi::Abandon,
}

// SAFETY: the header promises that a session may be used by one thread after another.
unsafe impl Send for Session {}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(pointer) = self.pointer.take() {
            // SAFETY: the session is open, and this is the last call with it.
            unsafe { (self.abandon)(pointer) };
        }
    }
}

impl PluginBackend {
    /// Opens a session that writes to a path: that beside a destination, if this is the one to publish it.
    ///
    /// # Errors
    /// Where an option does not fit, or the backend refuses.
    pub fn open(
        loaded: (LoadedPlugin, Description),
        instrument: &str,
        options: &[(String, String)],
        schema: &SchemaRef,
        path: &Path,
        destination: Option<Destination>,
    ) -> Result<Self, PluginError> {
        let (functions, description) = loaded;
        let options = options_as_json(&description, options)?;
        let name = description.name;
        let refused = |message: String| OutputError::Backend { backend: name.clone(), step: "open", message };
        let path = path.to_str().ok_or_else(|| refused("the path is not UTF-8".to_owned()))?;
        let mut columns = FFI_ArrowSchema::try_from(schema.as_ref()).map_err(|error| refused(error.to_string()))?;
        let given = VerbondOpen {
            size: size_of::<VerbondOpen>() as u32,
            reserved: 0,
            instrument: VerbondText::of(instrument),
            options: VerbondText::of(&options),
            path: VerbondText::of(path),
            schema: &raw mut columns,
        };
        let mut session = std::ptr::null_mut();
        let mut error = VerbondError::blank();
        // SAFETY: all texts and the schema live through the call; the schema is released here if the plugin left it in place.
        let code = unsafe { (functions.open)(&raw const given, &raw mut session, &raw mut error) };
        if code != 0 {
            return Err(refused(words(&error)).into());
        }
        Ok(Self { name, session: Session { pointer: Some(session), abandon: functions.abandon }, functions, destination })
    }

    fn refused(&self, step: &'static str, error: &VerbondError) -> OutputError {
        OutputError::Backend { backend: self.name.clone(), step, message: words(error) }
    }
}

fn words(error: &VerbondError) -> String {
    let text = error.text();
    if text.is_empty() { format!("it gave the number {} and no words", error.code) } else { text }
}

impl Backend for PluginBackend {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), OutputError> {
        let Some(session) = self.session.pointer else {
            return Ok(());
        };
        let data = StructArray::from(batch.clone()).into_data();
        let mut array = FFI_ArrowArray::new(&data);
        let mut error = VerbondError::blank();
        // SAFETY: the session is open and used by this thread alone; the array has the schema that it was opened with.
        let code = unsafe { (self.functions.write)(session, &raw mut array, &raw mut error) };
        if code == 0 { Ok(()) } else { Err(self.refused("write", &error)) }
    }

    fn finish(&mut self) -> Result<(), OutputError> {
        let Some(session) = self.session.pointer.take() else {
            return Ok(());
        };
        let mut error = VerbondError::blank();
        // SAFETY: the session is open, and this is the last call with it.
        let code = unsafe { (self.functions.finish)(session, &raw mut error) };
        if code == 0 { Ok(()) } else { Err(self.refused("finish", &error)) }
    }

    fn publish(self: Box<Self>) -> Result<(), OutputError> {
        self.destination.map_or(Ok(()), Destination::publish)
    }

    fn abandon(self: Box<Self>) {}
}

/// Options as the backend declared them, with its defaults.
fn options_as_json(description: &Description, given: &[(String, String)]) -> Result<String, PluginError> {
    let refused = |message: String, help: Option<String>| PluginError::Option { name: description.name.clone(), message, help };
    let names: Vec<&str> = description.options.iter().map(|option| option.name.as_str()).collect();
    if let Some((name, _)) = given.iter().find(|(name, _)| !names.contains(&name.as_str())) {
        return Err(refused(format!("there is no option `{name}`"), did_you_mean(name, &names)));
    }
    let mut json = serde_json::Map::new();
    for option in &description.options {
        let text = given.iter().rev().find(|(name, _)| *name == option.name).map(|(_, value)| value).or(option.default.as_ref());
        let Some(text) = text else { continue };
        let value = match option.kind {
            OptionType::Text => Some(serde_json::Value::from(text.as_str())),
            OptionType::Number => text.parse::<f64>().ok().map(serde_json::Value::from),
            OptionType::Switch => text.parse::<bool>().ok().map(serde_json::Value::from),
        };
        let kind = if option.kind == OptionType::Number { "a number" } else { "`true` or `false`" };
        let value = value.ok_or_else(|| refused(format!("the option `{}` takes {kind}, not `{text}`", option.name), None))?;
        json.insert(option.name.clone(), value);
    }
    Ok(serde_json::Value::Object(json).to_string())
}

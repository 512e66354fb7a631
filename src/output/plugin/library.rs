#![allow(unsafe_code, reason = "this is the plugin boundary")]

use std::path::Path;

use verbond_backend::session::Functions;
use verbond_backend::{Description, abi};

use super::error::PluginError;

/// The functions of a loaded library, and what it says of itself. It stays loaded until the program ends, since a
/// library may leave threads behind.
#[derive(Clone, Debug)]
pub struct LoadedPlugin {
    /// What it can do.
    pub functions: Functions,
    /// Who it is.
    pub description: Description,
}

/// Loads a library of a plugin, and asks who it is. Diagnostics name the library that the user knows, of which this is
/// a copy.
///
/// # Errors
/// Where it is no library for this machine and this boundary, or another plugin.
pub fn load_library(name: &str, path: &Path, shown: &Path) -> Result<LoadedPlugin, PluginError> {
    let functions = load_functions(name, path, shown)?;
    let description = functions.describe().map_err(|fault| PluginError::Table { name: name.to_owned(), fault })?;
    // One that is only being tested may have no name yet.
    if description.name != name && !name.is_empty() {
        return Err(PluginError::OtherName { name: name.to_owned(), found: description.name });
    }
    Ok(LoadedPlugin { functions, description })
}

/// Loads a library and reads its table of functions.
///
/// # Errors
/// Where it is no library for this machine and this boundary.
pub fn load_functions(name: &str, path: &Path, shown: &Path) -> Result<Functions, PluginError> {
    let failed = |error: libloading::Error| {
        let why = std::error::Error::source(&error).map_or(String::new(), |why| format!(": {why}"));
        let message = format!("{error}{why}").replace(&path.display().to_string(), "the library");
        PluginError::Library { path: shown.to_owned(), message }
    };
    // SAFETY: loading runs the library's initialisers. That is what using a plugin means; the user trusted this very
    // library.
    let library = unsafe { libloading::Library::new(path) }.map_err(failed)?;
    // SAFETY: the header fixes the type of this function.
    let entry = unsafe { library.get::<abi::Entry>(abi::ENTRY.as_bytes()) }.map_err(failed)?;
    // SAFETY: the function takes nothing; it gives a table that lives as long as the library.
    let table = unsafe { entry() };
    // SAFETY: the table comes from that function, and the library stays loaded.
    let functions = unsafe { Functions::read(table) };
    let functions = functions.map_err(|fault| PluginError::Table { name: name.to_owned(), fault })?;
    std::mem::forget(library);
    Ok(functions)
}

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::host::PluginError;
use super::manifest::FoundPlugin;

/// The libraries that a user trusts, by the name of their plugin, each pinned by its SHA-256.
///
/// Loading native code is running it, so a library is loaded only if it is, byte for byte, the one that was trusted.
#[derive(Debug)]
pub struct TrustFile {
    path: PathBuf,
    pins: BTreeMap<String, Pin>,
}

/// A pinned library.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pin {
    sha256: String,
    version: String,
}

/// The file as it is written.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    #[serde(default)]
    plugin: BTreeMap<String, Pin>,
}

/// How far a plugin is trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Its library is the one that was trusted.
    Trusted,
    /// Nobody said so.
    Unknown,
    /// Another library was trusted under this name; its SHA-256.
    Changed(String),
}

impl Trust {
    /// The word for people.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Trusted => "trusted",
            Self::Unknown => "not trusted",
            Self::Changed(_) => "changed since it was trusted",
        }
    }
}

impl TrustFile {
    /// Reads a trust file; one that is not there trusts nothing.
    ///
    /// # Errors
    /// Where it cannot be read, or others may write it.
    pub fn read(path: &Path) -> Result<Self, PluginError> {
        let failed = |message: String| PluginError::TrustFile { path: path.to_owned(), message };
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(failed(error.to_string())),
        };
        if others_may_write(path) {
            return Err(failed("others than you may write this file, so it pins nothing; take that right away".to_owned()));
        }
        let contents: Contents = toml::from_str(&text).map_err(|error| failed(error.message().to_owned()))?;
        Ok(Self { path: path.to_owned(), pins: contents.plugin })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How far a plugin is trusted, by the SHA-256 of its library.
    pub fn trust_of(&self, name: &str, sha256: &str) -> Trust {
        match self.pins.get(name) {
            Some(pin) if pin.sha256 == sha256 => Trust::Trusted,
            Some(pin) => Trust::Changed(pin.sha256.clone()),
            None => Trust::Unknown,
        }
    }

    /// Pins the library of a plugin as it is now, and returns its SHA-256.
    ///
    /// # Errors
    /// Where the library cannot be read, others may write its folder, or the trust file cannot be written.
    pub fn pin(&mut self, plugin: &FoundPlugin) -> Result<String, PluginError> {
        refuse_open_folder(plugin)?;
        let sha256 = fingerprint(plugin)?;
        self.pins.insert(plugin.manifest.name.clone(), Pin { sha256: sha256.clone(), version: plugin.manifest.version.clone() });
        self.write()?;
        Ok(sha256)
    }

    /// Forgets a plugin; false if it was not trusted.
    ///
    /// # Errors
    /// Where the trust file cannot be written.
    pub fn unpin(&mut self, name: &str) -> Result<bool, PluginError> {
        let was_there = self.pins.remove(name).is_some();
        if was_there {
            self.write()?;
        }
        Ok(was_there)
    }

    /// Written beside and moved, readable and writable by its owner only.
    fn write(&self) -> Result<(), PluginError> {
        let failed = |error: std::io::Error| PluginError::TrustFile { path: self.path.clone(), message: error.to_string() };
        let text = toml::to_string(&Contents { plugin: self.pins.clone() }).unwrap_or_default();
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(failed)?;
        let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        beside.write_all(b"# Plugins that this user trusts, pinned by `verbond plugin trust`.\n").map_err(failed)?;
        beside.write_all(text.as_bytes()).map_err(failed)?;
        beside.persist(&self.path).map(drop).map_err(|error| failed(error.error))
    }

    /// A private copy of the library of a plugin, if it is trusted. What is hashed is what is copied, so nothing can be swapped between
    /// the look and the loading.
    pub(super) fn verified_copy(&self, plugin: &FoundPlugin) -> Result<VerifiedCopy, PluginError> {
        refuse_open_folder(plugin)?;
        let name = &plugin.manifest.name;
        let library = plugin.library();
        let failed = |error: std::io::Error| PluginError::Library { path: library.clone(), message: error.to_string() };
        let folder = tempfile::Builder::new().prefix("verbond-plugin-").tempdir().map_err(failed)?;
        let copy = folder.path().join(library.file_name().unwrap_or_default());
        let mut out = std::fs::File::create(&copy).map_err(failed)?;
        let sha256 = hash(&library, &mut out).map_err(failed)?;
        match self.trust_of(name, &sha256) {
            Trust::Trusted => Ok(VerifiedCopy { library: copy, _folder: folder }),
            Trust::Unknown => Err(PluginError::Untrusted { name: name.clone(), sha256 }),
            Trust::Changed(pinned) => Err(PluginError::Changed { name: name.clone(), pinned, sha256 }),
        }
    }
}

/// A library that is the trusted one, in a folder that only this user can write and that goes away.
pub(super) struct VerifiedCopy {
    pub library: PathBuf,
    _folder: TempDir,
}

/// SHA-256 of the library of a plugin, in lower-case hexadecimal.
///
/// # Errors
/// Where it cannot be read.
pub fn fingerprint(plugin: &FoundPlugin) -> Result<String, PluginError> {
    let library = plugin.library();
    hash(&library, &mut std::io::sink()).map_err(|error| PluginError::Library { path: library, message: error.to_string() })
}

/// Copies a file and hashes what it copies.
fn hash(path: &Path, out: &mut dyn Write) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
        out.write_all(&buffer[..count])?;
    }
    Ok(crate::syntax::hexadecimal(&hash.finalize()))
}

/// A folder that everybody can write is no place for code.
fn refuse_open_folder(plugin: &FoundPlugin) -> Result<(), PluginError> {
    if others_may_write(&plugin.folder) || others_may_write(&plugin.library()) {
        return Err(PluginError::OpenFolder { path: plugin.folder.clone() });
    }
    Ok(())
}

#[cfg(unix)]
fn others_may_write(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o002 != 0)
}

#[cfg(not(unix))]
fn others_may_write(_: &Path) -> bool {
    false
}

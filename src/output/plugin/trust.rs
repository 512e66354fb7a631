use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::confinement::Confinement;
use super::error::PluginError;
use super::exposure::exposure_of;
use super::manifest::FoundPlugin;
use super::regular_file::read_regular;
use super::rights::Rights;
use super::signature::{Signature, copy_and_hash};

/// The libraries that a user trusts, by the name of their plugin, each pinned by its SHA-256.
///
/// Loading native code is running it, so a library is loaded only if it is, byte for byte, the one that was trusted, or
/// is signed with a key that was trusted.
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
    /// Whether it may open connections.
    #[serde(default)]
    network: bool,
    /// Whether it may change something that is there already.
    #[serde(default)]
    place: bool,
    /// The variables of the environment that it may see.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    environment: Vec<String>,
    /// The minisign key whose signature on a newer library is trusted too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

impl Pin {
    /// What the plugin was trusted with.
    fn rights(&self) -> Rights {
        Rights { network: self.network, place: self.place, environment: self.environment.clone() }
    }
}

/// Bytes of a trust file; more are not read.
const LONGEST_FILE: u64 = 16 << 20;

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
    /// Its library is another one, signed with the key that was trusted.
    Signed,
    /// Nobody said so.
    Unknown,
    /// Another library was trusted under this name; its SHA-256.
    Changed(String),
    /// It asks for rights that it was not trusted with, in words.
    MoreRights(String),
}

impl Trust {
    /// The word for people.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Trusted => "trusted",
            Self::Signed => "trusted by its signature",
            Self::Unknown => "not trusted",
            Self::Changed(_) => "changed since it was trusted",
            Self::MoreRights(_) => "asks for more than it was trusted with",
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
        let text = match read_regular(path, LONGEST_FILE) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self { path: path.to_owned(), pins: BTreeMap::new() });
            }
            Err(error) => return Err(failed(error.to_string())),
        };
        Self::refuse_exposed(path, path)?;
        let contents: Contents = toml::from_str(&text).map_err(|error| failed(error.message().to_owned()))?;
        Ok(Self { path: path.to_owned(), pins: contents.plugin })
    }

    /// A file that others could change, or replace, pins nothing.
    fn refuse_exposed(file: &Path, looked_at: &Path) -> Result<(), PluginError> {
        let failed = |error: std::io::Error| PluginError::TrustFile { path: file.to_owned(), message: error.to_string() };
        let what = || format!("the list of trusted plugins {} pins nothing", file.display());
        let exposure = exposure_of(looked_at).map_err(failed)?;
        exposure.map_or(Ok(()), |exposure| Err(PluginError::Exposed { what: what(), exposure }))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How far a plugin is trusted, and the SHA-256 of its library.
    ///
    /// # Errors
    /// Where its library or its signature cannot be read.
    pub fn trust_of(&self, plugin: &FoundPlugin) -> Result<(Trust, String), PluginError> {
        self.judge(plugin, &mut std::io::sink())
    }

    /// Judges a plugin by the bytes of its library, which are copied while they are read.
    fn judge(&self, plugin: &FoundPlugin, out: &mut dyn Write) -> Result<(Trust, String), PluginError> {
        let pin = self.pins.get(&plugin.manifest.name);
        let key = pin.and_then(|pin| pin.key.as_deref());
        let signature = key.map(|key| Signature::read(plugin, key)).transpose()?.flatten();
        let read = copy_and_hash(plugin, out, signature.as_ref())?;
        let trust = match pin {
            None => Trust::Unknown,
            Some(pin) => match plugin.manifest.rights().beyond(&pin.rights()) {
                Some(asks) => Trust::MoreRights(asks),
                None if pin.sha256 == read.sha256 => Trust::Trusted,
                None if read.is_signed => Trust::Signed,
                None => Trust::Changed(pin.sha256.clone()),
            },
        };
        Ok((trust, read.sha256))
    }

    /// Pins the library of a plugin as it is now, with a key that later ones may be signed with, and returns its
    /// SHA-256.
    ///
    /// # Errors
    /// Where the library cannot be read or does not fit the key, others may write its folder, or the trust file cannot
    /// be written.
    pub fn pin(&mut self, plugin: &FoundPlugin, key: Option<&str>) -> Result<String, PluginError> {
        refuse_exposed(plugin)?;
        let signature = key.map(|key| Signature::demand(plugin, key)).transpose()?;
        let read = copy_and_hash(plugin, &mut std::io::sink(), signature.as_ref())?;
        let name = plugin.manifest.name.clone();
        if signature.is_some() && !read.is_signed {
            let message = "its signature is not one of this key on this library".to_owned();
            return Err(PluginError::Signature { name, message });
        }
        let Rights { network, place, environment } = plugin.manifest.rights();
        let (sha256, version) = (read.sha256.clone(), plugin.manifest.version.clone());
        let pin = Pin { sha256, version, network, place, environment, key: key.map(str::to_owned) };
        self.pins.insert(name, pin);
        self.write()?;
        Ok(read.sha256)
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
        let text = toml::to_string(&Contents { plugin: self.pins.clone() })
            .map_err(|error| PluginError::TrustFile { path: self.path.clone(), message: error.to_string() })?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        make_private_folders(folder).map_err(failed)?;
        Self::refuse_exposed(&self.path, folder)?;
        let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        beside.write_all(b"# Plugins that this user trusts, pinned by `verbond plugin trust`.\n").map_err(failed)?;
        beside.write_all(text.as_bytes()).map_err(failed)?;
        beside.persist(&self.path).map(drop).map_err(|error| failed(error.error))
    }

    /// A plugin with a private copy of its library, if it is trusted. What is judged is what is copied, so nothing can
    /// be swapped between the look and the loading.
    ///
    /// # Errors
    /// Where it is not trusted.
    pub fn verify(&self, plugin: FoundPlugin) -> Result<TrustedPlugin, PluginError> {
        refuse_exposed(&plugin)?;
        let mut copy = TrustedPlugin::copy_of(plugin)?;
        let (trust, sha256) = self.judge(&copy.plugin, &mut copy.out)?;
        let name = copy.plugin.manifest.name.clone();
        match trust {
            Trust::Trusted | Trust::Signed => Ok(copy.trusted),
            Trust::Unknown => Err(PluginError::Untrusted { name, sha256 }),
            Trust::Changed(pinned) => Err(PluginError::Changed { name, pinned, sha256 }),
            Trust::MoreRights(asks) => Err(PluginError::MoreRights { name, asks }),
        }
    }
}

/// A plugin whose library is the trusted one: a copy in a folder that only this user can write and that goes away.
#[derive(Debug)]
pub struct TrustedPlugin {
    plugin: FoundPlugin,
    copy: PathBuf,
    folder: TempDir,
}

/// A copy that is being made.
struct Copying {
    plugin: FoundPlugin,
    out: std::fs::File,
    trusted: TrustedPlugin,
}

impl TrustedPlugin {
    fn copy_of(plugin: FoundPlugin) -> Result<Copying, PluginError> {
        let library = plugin.library();
        let failed = |error: std::io::Error| PluginError::Library { path: library.clone(), message: error.to_string() };
        let folder = tempfile::Builder::new().prefix("verbond-plugin-").tempdir().map_err(failed)?;
        let copy = folder.path().join(library.file_name().unwrap_or_default());
        let out = std::fs::File::create(&copy).map_err(failed)?;
        Ok(Copying { out, trusted: Self { plugin: plugin.clone(), copy, folder }, plugin })
    }

    /// A plugin that is run without being trusted, as its author does to test it.
    ///
    /// # Errors
    /// Where its library cannot be copied.
    pub fn on_word_of_its_author(plugin: FoundPlugin) -> Result<Self, PluginError> {
        let mut copy = Self::copy_of(plugin)?;
        copy_and_hash(&copy.plugin, &mut copy.out, None)?;
        Ok(copy.trusted)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.plugin.manifest.name
    }

    /// The library that the user knows.
    pub fn library(&self) -> PathBuf {
        self.plugin.library()
    }

    /// The copy to load.
    pub fn copy(&self) -> &Path {
        &self.copy
    }

    /// The version that its description names; nothing where it has none.
    pub fn manifest_version(&self) -> Option<String> {
        Some(self.plugin.manifest.version.clone()).filter(|version| !version.is_empty())
    }

    /// Whether its description says that it writes to a place; nothing where it has none.
    pub fn says_place(&self) -> Option<bool> {
        self.manifest_version().map(|_| self.plugin.manifest.place)
    }

    /// What its process may do, but for its output.
    pub fn confinement(&self) -> Confinement {
        Confinement {
            may_change: vec![],
            may_read: vec![self.folder.path().to_owned()],
            network: self.plugin.manifest.network,
            memory: 0,
        }
    }

    /// What it asks for, and was trusted with.
    pub fn rights(&self) -> Rights {
        self.plugin.manifest.rights()
    }
}

/// Code that others could change is not what was trusted.
fn refuse_exposed(plugin: &FoundPlugin) -> Result<(), PluginError> {
    for path in [plugin.library(), plugin.folder.join("plugin.toml")] {
        let failed = |error: std::io::Error| PluginError::Library { path: path.clone(), message: error.to_string() };
        if let Some(exposure) = exposure_of(&path).map_err(failed)? {
            let what = format!("plugin `{}` is not loaded", plugin.manifest.name);
            return Err(PluginError::Exposed { what, exposure });
        }
    }
    Ok(())
}

/// Makes folders that are not there yet so that nobody else can enter them.
fn make_private_folders(folder: &Path) -> std::io::Result<()> {
    let mut make = std::fs::DirBuilder::new();
    make.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.create(folder)
}

use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use verbond_backend::abi;
use verbond_backend::session::TableFault;

use super::error::PluginError;
use super::regular_file::read_regular;
use super::rights::{Rights, is_variable_name};

/// What a plugin says of itself in its `plugin.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The name it is asked for by.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The number of the boundary it was built for.
    pub abi: u32,
    /// Its library, without what systems put before and after the name: `verbond_parquet` is `libverbond_parquet.so` on
    /// Linux.
    pub library: String,
    /// On what terms it may be used.
    pub licence: String,
    /// Who made it.
    pub author: String,
    /// What it does, in a sentence.
    #[serde(default)]
    pub about: String,
    /// Whether it opens connections. It is refused them otherwise.
    #[serde(default)]
    pub network: bool,
    /// Whether it changes something that is there already, as a database. It is refused that otherwise.
    #[serde(default)]
    pub place: bool,
    /// The variables of the user's environment that it needs, as a password. It sees no others.
    #[serde(default)]
    pub environment: Vec<String>,
}

/// Bytes of a description; more are not read.
const LONGEST_DESCRIPTION: u64 = 1 << 20;

impl Manifest {
    /// What it asks for.
    pub fn rights(&self) -> Rights {
        Rights { network: self.network, place: self.place, environment: self.environment.clone() }
    }
}

/// A plugin in one of the folders.
#[derive(Clone, Debug)]
pub struct FoundPlugin {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its folder.
    pub folder: PathBuf,
}

impl FoundPlugin {
    /// Reads the description in a folder.
    ///
    /// # Errors
    /// Where it cannot be read, or names a library outside the folder.
    pub fn read(folder: &Path) -> Result<Self, PluginError> {
        let path = folder.join("plugin.toml");
        let failed = |message: String| PluginError::Manifest { path: path.clone(), message };
        let text = read_regular(&path, LONGEST_DESCRIPTION).map_err(|error| failed(error.to_string()))?;
        let manifest: Manifest = toml::from_str(&text).map_err(|error| failed(error.message().to_owned()))?;
        let mut parts = Path::new(&manifest.library).components();
        if !matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) {
            return Err(failed(format!("`library = \"{}\"` is not the name of a file in this folder", manifest.library)));
        }
        if let Some(name) = manifest.environment.iter().find(|name| !is_variable_name(name)) {
            return Err(failed(format!("`{name}` in `environment` is not the name of a variable")));
        }
        Ok(Self { manifest, folder: folder.to_owned() })
    }

    /// The plugin in a folder, or the one that a library belongs to. A library without a description is taken at its
    /// file name.
    ///
    /// # Errors
    /// Where the description cannot be read.
    pub fn at(path: &Path) -> Result<Self, PluginError> {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
        if path.is_dir() || folder.join("plugin.toml").is_file() {
            return Self::read(folder);
        }
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = file.strip_prefix(std::env::consts::DLL_PREFIX).unwrap_or(&file);
        let library = name.strip_suffix(std::env::consts::DLL_SUFFIX).unwrap_or(name).to_owned();
        let unknown = String::new;
        let manifest = Manifest {
            name: String::new(),
            version: unknown(),
            abi: abi::ABI,
            library,
            licence: unknown(),
            author: unknown(),
            about: unknown(),
            network: false,
            place: false,
            environment: vec![],
        };
        Ok(Self { manifest, folder: folder.to_owned() })
    }

    /// Refuses a plugin that was built for another boundary, before anything of it is touched.
    ///
    /// # Errors
    /// Where its description names another number.
    pub fn check_abi(&self) -> Result<(), PluginError> {
        match self.manifest.abi {
            abi::ABI => Ok(()),
            found => Err(PluginError::Table { name: self.manifest.name.clone(), fault: TableFault::Abi(found) }),
        }
    }

    /// The file of its library on this system.
    pub fn library(&self) -> PathBuf {
        self.folder.join(libloading::library_filename(&self.manifest.library))
    }
}

/// The plugins in folders of plugins, in order; a folder that is itself a plugin counts too. Those that cannot be read
/// come as errors.
pub fn find_plugins(folders: &[PathBuf]) -> Vec<Result<FoundPlugin, PluginError>> {
    let mut found = Vec::new();
    for folder in folders {
        let mut inner: Vec<PathBuf> =
            std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        inner.sort();
        let candidates = std::iter::once(folder.clone()).chain(inner);
        found.extend(
            candidates.filter(|candidate| candidate.join("plugin.toml").is_file()).map(|candidate| FoundPlugin::read(&candidate)),
        );
    }
    found
}

/// Why a plugin was not found: the names of those there are, and the first that cannot be read, which may be the one.
#[derive(Debug)]
pub struct NotFound {
    /// Names of the plugins there are.
    pub known: Vec<String>,
    /// What is wrong with the first whose description cannot be read.
    pub broken: Option<PluginError>,
}

/// The first plugin of a name in folders of plugins. Another one that cannot be read is no reason not to find it.
///
/// # Errors
/// Where there is none.
pub fn find_plugin(folders: &[PathBuf], name: &str) -> Result<FoundPlugin, NotFound> {
    let mut missed = NotFound { known: vec![], broken: None };
    for plugin in find_plugins(folders) {
        match plugin {
            Ok(plugin) if plugin.manifest.name == name => return Ok(plugin),
            Ok(plugin) => missed.known.push(plugin.manifest.name),
            Err(error) => missed.broken = missed.broken.or(Some(error)),
        }
    }
    Err(missed)
}

use std::path::Path;
use std::sync::Arc;

use arrow_schema::Schema;
use verbond_backend::{Alive, Description, Writes};

use super::confinement::Confined;
use super::error::PluginError;
use super::in_process::InProcessBackend;
use super::isolated::{IsolatedBackend, IsolatedOpening, describe_apart};
use super::library::{LoadedPlugin, load_library};
use super::manifest::FoundPlugin;
use super::process::Hosting;
use super::target::Target;
use super::trust::{TrustFile, TrustedPlugin};
use crate::output::backend::Backend;
use crate::output::place::{Readers, Replace};

/// Where a plugin runs.
#[derive(Clone, Debug)]
pub enum Where {
    /// In a process of its own.
    Apart(Hosting),
    /// In this one, without protection from its faults.
    InProcess,
}

/// A plugin that is trusted, known by its own words and told its options: ready to be opened.
pub struct PreparedPlugin {
    trusted: Arc<TrustedPlugin>,
    place: Place,
    description: Description,
    options: String,
}

enum Place {
    Apart(Hosting),
    Here(LoadedPlugin),
}

impl PreparedPlugin {
    /// Verifies a plugin, asks it who it is, and judges the options that it is given.
    ///
    /// # Errors
    /// Where it is not trusted, cannot be loaded, writes to a place without saying so in its `plugin.toml`, or has no
    /// such options.
    pub fn new(plugin: FoundPlugin, trust: &TrustFile, place: Where, options: &[(String, String)]) -> Result<Self, PluginError> {
        plugin.check_abi()?;
        let trusted = trust.verify(plugin)?;
        let (place, description) = match place {
            Where::Apart(hosting) => {
                let description = describe_apart(&trusted, hosting.clone())?;
                (Place::Apart(hosting), description)
            }
            Where::InProcess => {
                let loaded = load_library(trusted.name(), trusted.copy(), &trusted.library())?;
                let description = loaded.description.clone();
                (Place::Here(loaded), description)
            }
        };
        if description.writes == Writes::Place && !trusted.rights().place {
            return Err(PluginError::UnsaidPlace { name: description.name });
        }
        let options = description.options_json(options).map_err(|fault| PluginError::Option {
            name: description.name.clone(),
            fault: Box::new(fault),
            known: description.options.iter().map(|option| option.name.clone()).collect(),
        })?;
        Ok(Self { trusted: Arc::new(trusted), place, description, options })
    }

    /// Who it is.
    pub fn description(&self) -> &Description {
        &self.description
    }

    /// Opens it for a path. Says how far its process could be confined, if it has one.
    ///
    /// # Errors
    /// Where it refuses, crashes or hangs, or nothing can be made at the path.
    pub fn open(
        self,
        measure: &str,
        schema: &Schema,
        (path, replace, readers): (&Path, Replace, Readers),
    ) -> Result<(Box<dyn Backend>, Option<Confined>), PluginError> {
        let writes = self.description.writes;
        match self.place {
            Place::Apart(hosting) => {
                let target = Target::apart(writes, path, replace, readers)?;
                let opening = IsolatedOpening { measure, options: &self.options, schema, target };
                let backend = IsolatedBackend::open(self.trusted, hosting, opening)?;
                let confined = backend.confined();
                Ok((Box::new(backend), Some(confined)))
            }
            Place::Here(loaded) => {
                let target = Target::here(writes, path, replace, readers)?;
                let path = target.path();
                let backend = InProcessBackend::open(&loaded, measure, &self.options, schema, &path, Alive::default())?;
                Ok((Box::new(backend.to(target)), None))
            }
        }
    }
}

//! Loaded backends: finding them, loading them, and handing them results.

mod host;
mod manifest;

pub use host::{PluginBackend, PluginError, load_plugin};
pub use manifest::{FoundPlugin, Manifest, find_plugins};

//! Loaded backends: finding them, loading them, and handing them results.

mod host;
mod manifest;
mod trust;

pub use host::{PluginBackend, PluginError, load_plugin};
pub use manifest::{FoundPlugin, Manifest, find_plugins};
pub use trust::{Trust, TrustFile, fingerprint};

//! Loaded backends: finding them, loading them, and handing them results.

mod child;
mod frame;
mod host;
mod manifest;
mod serve;
mod trust;

pub use child::{ChildBackend, ChildSettings};
pub use host::{PluginBackend, PluginError, load_plugin};
pub use manifest::{FoundPlugin, Manifest, find_plugins};
pub use serve::serve_plugin;
pub use trust::{Trust, TrustFile, fingerprint};

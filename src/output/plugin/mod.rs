//! Loaded backends: finding them, trusting them, loading them in a process of their own, and handing them results.

mod batches;
mod confinement;
mod error;
mod frame;
mod in_process;
mod isolated;
mod kit;
mod last_words;
mod library;
#[cfg(unix)]
mod limits;
mod manifest;
mod prepared;
mod process;
mod scaffold;
mod serve;
mod signature;
mod trust;
mod voice;

pub use confinement::{Confined, Confinement};
pub use error::{PluginError, option_help};
pub use in_process::InProcessBackend;
pub use isolated::{IsolatedBackend, IsolatedOpening, Target, describe_apart};
pub use kit::{Check, Trouble, Verdict, check_plugin, checks};
pub use library::{LoadedPlugin, load_library};
pub use manifest::{FoundPlugin, Manifest, NotFound, find_plugin, find_plugins};
pub use prepared::{PreparedPlugin, Where};
pub use process::{Hosting, in_words};
pub use scaffold::{Language, Scaffold};
pub use serve::serve_plugin;
pub use trust::{Trust, TrustFile, TrustedPlugin};

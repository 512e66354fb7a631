//! Loaded backends: finding them, trusting them, loading them in a process of their own, and handing them results.

mod batches;
#[cfg(target_os = "linux")]
mod confined_calls;
#[cfg(target_os = "linux")]
mod confined_files;
mod confinement;
mod error;
mod exposure;
mod frame;
mod in_process;
mod isolated;
mod kit;
mod last_words;
#[cfg(unix)]
mod lent_place;
mod library;
#[cfg(unix)]
mod limits;
mod manifest;
mod prepared;
mod process;
mod regular_file;
mod rights;
mod scaffold;
mod serve;
mod signature;
mod target;
mod tenant;
mod trust;
mod voice;

pub use confinement::{Confined, Confinement};
pub use error::{PluginError, option_help};
pub use in_process::InProcessBackend;
pub use isolated::{IsolatedBackend, IsolatedOpening, describe_apart};
pub use kit::{Check, CheckSettings, Trouble, Verdict, check_plugin, checks};
pub use library::{LoadedPlugin, load_library};
#[cfg(unix)]
pub use limits::close_inherited_files;
pub use manifest::{FoundPlugin, Manifest, NotFound, find_plugin, find_plugins};
pub use prepared::{PreparedPlugin, Where};
pub use process::{Hosting, in_words};
pub use rights::Rights;
pub use scaffold::{Language, Scaffold};
pub use serve::serve_plugin;
pub use target::Target;
pub use tenant::MOST_THREADS;
pub(super) use tenant::end_all;
pub use trust::{Trust, TrustFile, TrustedPlugin};

//! Outputs as they were asked for: which backend each takes, what that is told, and their opening.

mod error;
mod open;
mod plugins;
mod prepare;
mod request;

pub use error::OpenError;
pub use open::{Contents, HandedOver, Opened, Remarks, hand_over, open};
pub use plugins::{PluginRun, PluginSetting, PluginSite};
pub use prepare::{BUILT_IN, PreparedOutput, prepare};
pub use request::{OutputRequest, WrittenTwice, refuse_shared_files};

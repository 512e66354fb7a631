//! Results out: the table of results, the [`Backend`] trait, the built-in backends and the loaded ones.

mod backend;
mod csv;
mod destination;
mod json;
mod plugin;
mod results;
mod run;
mod summary;

pub use self::csv::CsvEncoder;
pub use backend::{Backend, Encoder, OutputError};
pub use destination::{Destination, TextBackend, discard_unpublished};
pub use json::JsonEncoder;
pub use plugin::{
    ChildBackend, ChildSettings, FoundPlugin, Manifest, PluginBackend, PluginError, Trust, TrustFile, find_plugins, fingerprint,
    load_plugin, serve_plugin,
};
pub use results::{ResultColumns, Results, RowIdentity};
pub use run::{RunError, RunReport, RunSettings, repeat_complaint, run};
pub use summary::{ScoreSummary, Summary};

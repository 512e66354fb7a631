//! Results out: the table of results, the [`Backend`] trait, the built-in backends and the loaded ones.

#![deny(clippy::wildcard_enum_match_arm)]

mod backend;
mod constants;
mod csv;
mod destination;
mod failed;
mod formulas;
mod html;
mod json;
mod normed;
mod place;
mod plugin;
mod results;
mod run;
mod summary;
mod team_table;
mod view;

pub use self::csv::{CsvEncoder, CsvOptions};
pub use backend::{Backend, Encoded, Encoder, OutputError, not_a_table};
pub use destination::{Destination, TextBackend, discard_unpublished};
pub use failed::FailedBackend;
pub use html::{
    HtmlBackend, analysis_page, case_section, courses_page, norms_line, paper_page, status_in, team_page, team_section,
};
pub use json::JsonEncoder;
pub use normed::{NO_GROUP, NormColumns};
pub use place::{Place, Readers, Replace};
pub use plugin::{
    Check, Confined, Confinement, FoundPlugin, Hosting, InProcessBackend, IsolatedBackend, IsolatedOpening, Language,
    LoadedPlugin, Manifest, NotFound, PluginError, PreparedPlugin, Scaffold, Target, Trouble, Trust, TrustFile, TrustedPlugin,
    Verdict, Where, check_plugin, checks, describe_apart, find_plugin, find_plugins, in_words, load_library, option_help,
    serve_plugin,
};
pub use results::{ResultColumns, Results, RowIdentity, view};
pub use run::{RunError, RunReport, RunSettings, repeat_complaint, run};
pub use summary::{ScoreSummary, Summary};
pub use team_table::team_table;
pub use view::View;

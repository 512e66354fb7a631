//! Results out: the table of results, the [`Backend`] trait, the built-in backends and the loaded ones.
//!
//! The table of results only computes, and is there without the feature `output`.

#![deny(clippy::wildcard_enum_match_arm)]

#[cfg(feature = "output")]
mod backend;
#[cfg(feature = "output")]
mod csv;
#[cfg(feature = "output")]
mod data_address;
#[cfg(feature = "output")]
mod destination;
#[cfg(feature = "output")]
mod failed;
#[cfg(feature = "output")]
mod formulas;
#[cfg(feature = "output")]
mod html;
#[cfg(feature = "output")]
mod json;
#[cfg(feature = "output")]
mod letterhead;
#[cfg(feature = "output")]
mod opening;
#[cfg(feature = "output")]
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "output")]
mod place;
#[cfg(feature = "output")]
mod plugin;
#[cfg(feature = "output")]
mod private_folder;
#[cfg(feature = "output")]
mod repeats;
#[cfg(feature = "output")]
mod report_sheet;
#[cfg(feature = "output")]
mod run;
#[cfg(feature = "output")]
mod scoring;
#[cfg(feature = "output")]
mod summary;
mod table;
#[cfg(feature = "output")]
mod unpublished;
#[cfg(feature = "output")]
mod view;

pub use table::{AnswerForm, NO_GROUP, NormColumns, ResultColumns, Results, RowIdentity, team_table, view};

#[cfg(feature = "output")]
pub use self::{
    backend::{Backend, Encoded, Encoder, OutputError, not_a_table},
    csv::{CsvEncoder, CsvOptions},
    destination::{Destination, TextBackend},
    failed::FailedBackend,
    formulas::Formulas,
    html::{
        CoursesPage, FIGURES, Heading, HtmlBackend, Report, TOKENS, analysis_page, answer_to, case_section, course_section,
        courses_page, norms_line, paper_page, reports_page, status_in, team_page, team_section,
    },
    json::JsonEncoder,
    letterhead::{Letterhead, Picture},
    opening::{
        BUILT_IN, Contents, HandedOver, OpenError, OutputRequest, PluginRun, PluginSetting, PluginSite, PreparedOutput, Remarks,
        WrittenTwice, hand_over, prepare, refuse_shared_files,
    },
    paper::{PaperForm, PaperSheets, PaperSize},
    place::{Place, Readers, Replace},
    plugin::{
        Check, CheckSettings, Confined, Confinement, FoundPlugin, Hosting, InProcessBackend, IsolatedBackend, IsolatedOpening,
        Language, LoadedPlugin, MOST_THREADS, Manifest, NotFound, PluginError, PreparedPlugin, Rights, Scaffold, Target, Trouble,
        Trust, TrustFile, TrustedPlugin, Verdict, Where, check_plugin, checks, describe_apart, find_plugin, find_plugins,
        in_words, load_library, option_help, serve_plugin,
    },
    repeats::{Repeats, Run},
    report_sheet::ReportSheet,
    run::{RunError, RunReport, RunSettings, add_repeats, repeat_diagnostic, run},
    scoring::{ScoredOutputs, Scoring, ScoringError, publish},
    summary::{ScoreSummary, Summary},
    unpublished::discard_unpublished,
    view::View,
};
#[cfg(feature = "pdf")]
pub use pdf::{PdfError, fitted_report, paper_pdf, reports_pdf};
#[cfg(all(unix, feature = "output"))]
pub use plugin::close_inherited_files;

use verbond_backend::{OptionFault, Takes};

use super::error::OpenError;
use super::plugins::PluginSite;
use super::request::OutputRequest;
use crate::output::backend::OutputError;
use crate::output::csv::CsvOptions;
use crate::output::plugin::{PluginError, PreparedPlugin};

/// The backends that are part of the program.
pub const BUILT_IN: &[&str] = &["csv", "html", "json", "jsonl"];

/// An output whose backend is known and was told its options, but does not know the columns yet.
pub struct PreparedOutput {
    pub(super) request: OutputRequest,
    pub(super) route: Route,
}

pub(super) enum Route {
    Csv(CsvOptions),
    Json,
    JsonLines,
    Html,
    Plugin(Box<PreparedPlugin>),
    /// A plugin that is at fault, and why; the other outputs go on without it.
    Failed(OutputError),
}

impl Route {
    fn plugin(&self) -> Option<&PreparedPlugin> {
        match self {
            Self::Plugin(plugin) => Some(plugin),
            Self::Csv(_) | Self::Json | Self::JsonLines | Self::Html | Self::Failed(_) => None,
        }
    }

    fn takes_options(&self) -> bool {
        match self {
            Self::Csv(_) | Self::Plugin(_) | Self::Failed(_) => true,
            Self::Json | Self::JsonLines | Self::Html => false,
        }
    }
}

impl PreparedOutput {
    /// The name of its backend.
    pub fn name(&self) -> &str {
        &self.request.backend
    }

    /// Whether it wants the answers to the items.
    pub fn takes_answers(&self) -> bool {
        self.route.plugin().is_some_and(|plugin| plugin.description().takes == Takes::Answers)
    }

    /// Whether it has answers as a file of answers has them.
    pub(super) fn writes_answers(&self) -> bool {
        match &self.route {
            Route::Csv(_) | Route::Json | Route::JsonLines => true,
            Route::Plugin(plugin) => plugin.description().written_answers,
            // Programs that hold numbers are handed numbers.
            Route::Html | Route::Failed(_) => false,
        }
    }

    /// Whether it wants scores and conditions as FHIRPath.
    pub fn wants_fhirpath(&self) -> bool {
        self.route.plugin().is_some_and(|plugin| plugin.description().fhirpath)
    }
}

/// Finds the backends of outputs, and judges what they are told.
///
/// # Errors
/// Where two share the standard output, or one of them is not there, is not trusted, or takes no such option.
pub fn prepare(requests: &[OutputRequest], site: &PluginSite<'_>) -> Result<Vec<PreparedOutput>, OpenError> {
    if requests.iter().filter(|request| request.is_stdout()).count() > 1 {
        let help = "give each a path: `--to csv=scores.csv`".to_owned();
        return Err(OpenError::request("two outputs cannot share the standard output", help));
    }
    requests.iter().map(|request| prepare_one(request, site)).collect()
}

fn prepare_one(request: &OutputRequest, site: &PluginSite<'_>) -> Result<PreparedOutput, OpenError> {
    let route = match request.backend.as_str() {
        "csv" => Route::Csv(CsvOptions::of(&request.options).map_err(|fault| {
            let known = CsvOptions::NAMES.map(str::to_owned).to_vec();
            PluginError::Option { name: request.backend.clone(), fault: Box::new(fault), known }
        })?),
        "json" => Route::Json,
        "jsonl" => Route::JsonLines,
        "html" => Route::Html,
        other => match site.prepared(other, request.path.as_deref(), &request.options, BUILT_IN) {
            Ok(plugin) => Route::Plugin(Box::new(plugin)),
            Err(error) => Route::Failed(error.fault_of_plugin()?),
        },
    };
    if let (false, Some((name, _))) = (route.takes_options(), request.options.first()) {
        let fault = Box::new(OptionFault::Unknown(name.clone()));
        return Err(PluginError::Option { name: request.backend.clone(), fault, known: vec![] }.into());
    }
    Ok(PreparedOutput { request: request.clone(), route })
}

use super::arguments::{Common, CompileCommand, ExportCommand, OutputFormat, ScriptLanguage};
use super::config::Config;
use super::outputs::{self, Failure};
use super::summary::plain_table;
use super::{CliError, ExitStatus, norms, report, writing};
use crate::catalogue::{self, Catalogue};
use crate::exchange::{ExportOptions, SqlDialect, Target, measure_for_backends, untold_to_backends};
use crate::instrument::{Instrument, Translation};
use crate::output::{
    Contents, OpenError, OutputRequest, PluginRun, PreparedOutput, Readers, ResultColumns, Results, prepare, refuse_shared_files,
};
use crate::source::{Diagnostic, SourceFile, codes, did_you_mean, nearest};

/// Hands a measure to another program.
pub fn run(command: &ExportCommand, common: &Common) -> Result<ExitStatus, CliError> {
    if command.list {
        return list();
    }
    let config = Config::read(common)?;
    let Some(reference) = command.instrument.as_deref() else { return list() };
    let mut found = catalogue::find(reference, &config.library)?;
    let requests: Vec<OutputRequest> = command.outputs.iter().map(|text| OutputRequest::parse(text, common.replace())).collect();
    let paths = requests.iter().filter_map(|request| request.path.as_deref());
    if let Err(error) = refuse_shared_files(paths) {
        return Failure::from(error).tell(command.format);
    }
    let named = requests.iter().flat_map(|request| &request.options).filter(|(name, _)| name == "norms");
    for (_, asked) in named {
        if !norms::take_in(Some(asked), &mut found)? {
            return Ok(ExitStatus::Findings);
        }
    }
    let Some((entry, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nothing was exported");
        return Ok(ExitStatus::Findings);
    };
    let translations: Vec<&Translation> = found.translations().collect();
    let (ours, plugins): (Vec<OutputRequest>, Vec<OutputRequest>) =
        requests.into_iter().partition(|request| Target::of_name(&request.backend).is_some());
    for request in &ours {
        if let Some(target) = Target::of_name(&request.backend) {
            export(target, request, &found, instrument, &translations, &entry.file, command.format)?;
        }
    }
    if plugins.is_empty() {
        return Ok(ExitStatus::Fine);
    }
    if let Some(untold) = untold_to_backends(instrument) {
        say_of(&entry.file, &plugins[0].backend, std::slice::from_ref(&untold), command.format)?;
    }
    through_plugins(&plugins, &found, instrument, &config, command.format)
}

/// Writes the scoring of a measure as a script.
pub fn compile(command: &CompileCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let target = match command.to {
        ScriptLanguage::Sql => Target::Sql,
        ScriptLanguage::R => Target::R,
        ScriptLanguage::Python => Target::Python,
        ScriptLanguage::Spss => Target::SpssSyntax,
        ScriptLanguage::Stata => Target::Stata,
    };
    let given = [("dialect", &command.dialect), ("table", &command.table), ("view", &command.view), ("norms", &command.norms)];
    let options: Vec<(String, String)> =
        given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))).collect();
    if let Some((name, _)) = options.iter().find(|(name, _)| !target.options().contains(&name.as_str())) {
        let others = Target::ALL.iter().filter(|target| target.options().contains(&name.as_str()));
        let others: Vec<&str> = others.map(|target| target.name()).collect();
        let message = format!("`--{name}` is not for {}, but for {}", target.name(), others.join(", "));
        return Err(CliError::usage(message, "leave it out".to_owned()));
    }
    let config = Config::read(common)?;
    let mut found = catalogue::find(&command.instrument, &config.library)?;
    if !norms::take_in(command.norms.as_deref(), &mut found)? {
        return Ok(ExitStatus::Findings);
    }
    let Some((entry, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nothing was written");
        return Ok(ExitStatus::Findings);
    };
    let request =
        OutputRequest { backend: target.name().to_owned(), path: command.output.clone(), options, replace: common.replace() };
    export(target, &request, &found, instrument, &[], &entry.file, OutputFormat::Text)?;
    Ok(ExitStatus::Fine)
}

fn list() -> Result<ExitStatus, CliError> {
    let mut table = plain_table(&["name", "what", "options"]);
    for target in Target::ALL {
        table.add_row([target.name(), target.about(), &target.options().join(", ")]);
    }
    report::say(&table.trim_fmt())?;
    report::say("\nEvery plugin that writes of a measure can be named as well, as `fhir`.")?;
    Ok(ExitStatus::Fine)
}

fn export(
    target: Target,
    request: &OutputRequest,
    found: &Catalogue,
    instrument: &Instrument,
    translations: &[&Translation],
    file: &SourceFile,
    format: OutputFormat,
) -> Result<(), CliError> {
    let options = options(target, request, found, instrument)?;
    let exported = target
        .export(instrument, translations, &options)
        .map_err(|error| CliError::usage(format!("{} cannot take this measure: {error}", target.name()), None))?;
    match &request.path {
        Some(path) => writing::write(path, &exported.bytes, request.replace, Readers::Usual)?,
        None => report::put(&exported.bytes)?,
    }
    say_of(file, target.name(), &exported.diagnostics, format)?;
    if let (Some(path), OutputFormat::Text) = (&request.path, format) {
        anstream::eprintln!("wrote {} {}", target.name(), path.display());
    }
    Ok(())
}

/// Says what another program cannot say of a measure.
fn say_of(file: &SourceFile, program: &str, diagnostics: &[Diagnostic], format: OutputFormat) -> Result<(), CliError> {
    let about = SourceFile::new(format!("{} for {program}", file.name()), "");
    match format {
        OutputFormat::Text => report::print(&about, diagnostics, report::Channel::Stderr),
        OutputFormat::Json => report::print_json_lines(&about, diagnostics),
    }
}

fn options<'a>(
    target: Target,
    request: &OutputRequest,
    found: &'a Catalogue,
    instrument: &Instrument,
) -> Result<ExportOptions<'a>, CliError> {
    let mut options = ExportOptions::default();
    for (name, value) in &request.options {
        if !target.options().contains(&name.as_str()) {
            let known = target.options();
            let help = if known.is_empty() { "it has none".to_owned() } else { format!("it has {}", known.join(", ")) };
            return Err(CliError::usage(format!("{} has no option `{name}`", target.name()), help));
        }
        match name.as_str() {
            "informant" => {
                let names: Vec<&str> = instrument.informants.iter().map(|informant| informant.name.as_str()).collect();
                let found = instrument.informant(value).ok_or_else(|| {
                    let help = did_you_mean(value, &names).unwrap_or_else(|| format!("there is {}", names.join(", ")));
                    CliError::usage(format!("there is no informant `{value}`"), help)
                })?;
                options.informant = Some(found);
            }
            "dialect" => {
                let found = SqlDialect::ALL.iter().find(|dialect| dialect.name() == value);
                let names: Vec<&str> = SqlDialect::ALL.iter().map(|dialect| dialect.name()).collect();
                options.dialect = *found.ok_or_else(|| {
                    CliError::usage(format!("there is no dialect `{value}`"), format!("there is {}", names.join(", ")))
                })?;
            }
            "norms" => options.norms = Some(norms::named(value, instrument, found)?),
            "table" => options.table = Some(value.clone()),
            "view" => options.view = Some(value.clone()),
            _ => options.language = Some(value.clone()),
        }
    }
    Ok(options)
}

/// A plugin is opened with the measure, and gets no rows.
fn through_plugins(
    requests: &[OutputRequest],
    found: &Catalogue,
    instrument: &Instrument,
    config: &Config,
    format: OutputFormat,
) -> Result<ExitStatus, CliError> {
    let opened = prepare(requests, &config.plugin_site(PluginRun::default())).and_then(|prepared| {
        let wants_fhirpath = prepared.iter().any(PreparedOutput::wants_fhirpath);
        let measure = measure_for_backends(instrument, &found.translations().collect::<Vec<_>>(), wants_fhirpath);
        let results = Results::new(instrument, ResultColumns { answers: true, causes: true, ..ResultColumns::default() });
        let contents =
            Contents { schema: results.schema(), measure: &measure, answers: true, causes: true, columns: &[], alone: true };
        outputs::hand_over(prepared, &contents, None)
    });
    match opened {
        Ok(_) => Ok(ExitStatus::Fine),
        Err(error) => {
            let near = match &error {
                OpenError::NoSuchBackend { name, .. } => nearest(name, Target::ALL.iter().map(|target| target.name())),
                OpenError::Request { .. } | OpenError::Output(_) | OpenError::Plugin(_) => None,
            };
            let failure = match near {
                Some(near) => {
                    let message = format!("{error}, and no program of this name that can be exported to");
                    Failure::finding(&codes::NO_SUCH_BACKEND, message, format!("did you mean `{near}`?"))
                }
                None => Failure::from(error),
            };
            failure.and("`verbond export --list` lists the programs that need no plugin").tell(format)
        }
    }
}

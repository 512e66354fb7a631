use serde_json::json;

use super::arguments::{Common, ListCommand, OutputFormat};
use super::config::Config;
use super::{CliError, ExitStatus, report};
use crate::catalogue::Catalogue;
use crate::output::find_plugins;
use crate::source::printable;

/// Lists the measures, the schedules or the backends.
pub fn run(command: &ListCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    if command.backends {
        return backends(&config, command.format);
    }
    if command.schedules {
        return schedules(&config, command.format);
    }
    let catalogue = Catalogue::all(&config.library)?;
    let mut table = super::summary::plain_table(&["measure", "status", "items", "title", "from"]);
    let mut json = Vec::new();
    for (entry, instrument) in catalogue.instruments() {
        table.add_row([
            instrument.reference(),
            instrument.status.word().to_owned(),
            instrument.items.len().to_string(),
            printable(&instrument.title),
            printable(&config.library.origin(&entry.location)),
        ]);
        json.push(json!({"id": instrument.id, "version": instrument.version, "status": instrument.status, "items": instrument.items.len(),
            "title": instrument.title, "sha256": instrument.sha256,
            "from": config.library.origin(&entry.location), "path": entry.location.path()}));
    }
    match command.format {
        OutputFormat::Text => report::say(&table.trim_fmt())?,
        OutputFormat::Json => report::say_json(&json)?,
    }
    let broken = catalogue.files.iter().filter(|entry| entry.has_errors()).count();
    if broken > 0 {
        anstream::eprintln!("{} could not be used; `verbond check` says why", report::plural(broken as u64, "file"));
    }
    Ok(ExitStatus::Fine)
}

/// Lists the schedules.
fn schedules(config: &Config, format: OutputFormat) -> Result<ExitStatus, CliError> {
    let catalogue = Catalogue::of_schedules(&config.library)?;
    let mut table = super::summary::plain_table(&["schedule", "asks for", "title", "from"]);
    let mut json = Vec::new();
    for (entry, schedule) in catalogue.schedules() {
        let asks: Vec<String> = schedule.asks.iter().map(crate::instrument::Ask::of).collect();
        let from = config.library.origin(&entry.location);
        table.add_row([schedule.reference(), asks.join(", "), printable(&schedule.title), printable(&from)]);
        json.push(json!({"id": schedule.id, "version": schedule.version, "asks": asks, "title": schedule.title,
            "sha256": schedule.sha256, "from": from, "path": entry.location.path()}));
    }
    match format {
        OutputFormat::Text => report::say(&table.trim_fmt())?,
        OutputFormat::Json => report::say_json(&json)?,
    }
    let broken = catalogue.files.iter().filter(|entry| entry.is_schedule() && entry.has_errors()).count();
    if broken > 0 {
        anstream::eprintln!("{} could not be used; `verbond check` says why", report::plural(broken as u64, "file"));
    }
    Ok(ExitStatus::Fine)
}

fn backends(config: &Config, format: OutputFormat) -> Result<ExitStatus, CliError> {
    let mut table = super::summary::plain_table(&["backend", "version", "from"]);
    let mut json = Vec::new();
    for name in crate::output::BUILT_IN {
        table.add_row([(*name).to_owned(), env!("CARGO_PKG_VERSION").to_owned(), "built in".to_owned()]);
        json.push(json!({"name": name, "version": env!("CARGO_PKG_VERSION"), "folder": null}));
    }
    for plugin in find_plugins(&config.plugins.folders) {
        match plugin {
            Ok(plugin) => {
                let folder = plugin.folder.display().to_string();
                table.add_row([printable(&plugin.manifest.name), printable(&plugin.manifest.version), folder.clone()]);
                json.push(json!({"name": plugin.manifest.name, "version": plugin.manifest.version, "folder": folder}));
            }
            Err(error) => anstream::eprintln!("warning[{}]: {error}", error.code().name),
        }
    }
    match format {
        OutputFormat::Text => report::say(&table.trim_fmt())?,
        OutputFormat::Json => report::say_json(&json)?,
    }
    Ok(ExitStatus::Fine)
}

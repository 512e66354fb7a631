use serde_json::json;

use super::arguments::{Common, OutputFormat, PluginCommand};
use super::config::Config;
use super::outputs::OpenError;
use super::summary::plain_table;
use super::{CliError, Ending, report};
use crate::output::{FoundPlugin, PluginError, TrustFile, find_plugins, fingerprint, load_plugin};
use crate::source::{did_you_mean, printable};

/// Looks after the plugins.
pub fn run(command: &PluginCommand, common: &Common) -> Result<Ending, CliError> {
    let config = Config::read(common)?;
    let done = match command {
        PluginCommand::List { format } => list(&config, *format),
        PluginCommand::Info { name } => info(&config, name),
        PluginCommand::Trust { name } => trust(&config, name),
        PluginCommand::Untrust { name } => untrust(&config, name),
        PluginCommand::Path => {
            config.plugins.folders.iter().for_each(|folder| report::say(&format!("plugins  {}", folder.display())));
            report::say(&format!("trusted  {}", config.trust_file.display()));
            Ok(())
        }
    };
    match done {
        Ok(()) => Ok(Ending::Fine),
        Err(error) => error.tell(),
    }
}

fn find(config: &Config, name: &str) -> Result<FoundPlugin, OpenError> {
    let mut known = Vec::new();
    for plugin in find_plugins(&config.plugins.folders).into_iter().flatten() {
        if plugin.manifest.name == name {
            return Ok(plugin);
        }
        known.push(plugin.manifest.name);
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let help = did_you_mean(name, &known).or_else(|| Some("`verbond plugin path` says where they are looked for".to_owned()));
    Err(OpenError::Finding { code: crate::source::codes::V0801.name, message: format!("there is no plugin `{name}`"), help })
}

fn list(config: &Config, format: OutputFormat) -> Result<(), OpenError> {
    let trusted = TrustFile::read(&config.trust_file)?;
    let mut table = plain_table(&["plugin", "version", "", "from"]);
    let mut json = Vec::new();
    for plugin in find_plugins(&config.plugins.folders) {
        let state = plugin.and_then(|plugin| {
            fingerprint(&plugin).map(|sha256| (trusted.trust_of(&plugin.manifest.name, &sha256), sha256, plugin))
        });
        match state {
            Ok((trust, sha256, plugin)) => {
                let (name, version) = (printable(&plugin.manifest.name), printable(&plugin.manifest.version));
                let folder = plugin.folder.display().to_string();
                json.push(json!({"name": name, "version": version, "trust": trust.word(), "sha256": sha256, "folder": folder}));
                table.add_row([name, version, trust.word().to_owned(), folder]);
            }
            Err(error) => anstream::eprintln!("warning[{}]: {error}", error.code().name),
        }
    }
    match format {
        OutputFormat::Text => report::say(&table.trim_fmt()),
        OutputFormat::Json => report::say(&serde_json::to_string_pretty(&json).unwrap_or_default()),
    }
    Ok(())
}

fn info(config: &Config, name: &str) -> Result<(), OpenError> {
    let plugin = find(config, name)?;
    let trusted = TrustFile::read(&config.trust_file)?;
    let sha256 = fingerprint(&plugin)?;
    let manifest = &plugin.manifest;
    let line = |name: &str, value: &str| report::say(&format!("{name:<8} {}", printable(value)));
    line("plugin", &format!("{} {}", manifest.name, manifest.version));
    line("about", &manifest.about);
    line("author", &manifest.author);
    line("licence", &manifest.licence);
    line("library", &plugin.library().display().to_string());
    line("sha256", &sha256);
    line("trust", trusted.trust_of(name, &sha256).word());
    match load_plugin(&plugin, &trusted) {
        Ok((_, description)) => {
            for option in &description.options {
                let default = option.default.as_ref().map_or(String::new(), |default| format!(" [default: {default}]"));
                line("option", &format!("{}: {}{default}", option.name, option.about));
            }
            Ok(())
        }
        // What is not trusted is not asked; that is said above.
        Err(PluginError::Untrusted { .. } | PluginError::Changed { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn trust(config: &Config, name: &str) -> Result<(), OpenError> {
    let plugin = find(config, name)?;
    let sha256 = TrustFile::read(&config.trust_file)?.pin(&plugin)?;
    report::say(&format!(
        "trusted  {} {}\nlibrary  {}\nsha256   {sha256}",
        printable(name),
        plugin.manifest.version,
        plugin.library().display()
    ));
    Ok(())
}

fn untrust(config: &Config, name: &str) -> Result<(), OpenError> {
    let was_trusted = TrustFile::read(&config.trust_file)?.unpin(name)?;
    report::say(&if was_trusted { format!("{name} is no longer trusted") } else { format!("{name} was not trusted") });
    Ok(())
}

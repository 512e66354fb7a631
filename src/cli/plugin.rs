use std::path::PathBuf;

use serde_json::json;

use super::arguments::{Common, OutputFormat, PluginCommand, PluginLanguage};
use super::config::Config;
use super::outputs::Failure;
use super::summary::plain_table;
use super::{CliError, ExitStatus, plugin_test, report};
use crate::output::{
    FoundPlugin, Language, MOST_THREADS, PluginError, PluginRun, PreparedPlugin, Rights, Scaffold, TrustFile, Where, find_plugin,
    find_plugins, in_words,
};
use crate::source::{codes, did_you_mean, printable};

/// Looks after the plugins.
pub fn run(command: &PluginCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let done = match command {
        PluginCommand::List { format } => list(&config, *format),
        PluginCommand::Info { name, format } => info(&config, name, *format),
        PluginCommand::Trust { name, key } => trust(&config, name, key.as_deref()),
        PluginCommand::Untrust { name } => untrust(&config, name),
        PluginCommand::Path => {
            config.plugins.folders.iter().try_for_each(|folder| report::say(&format!("plugins  {}", folder.display())))?;
            report::say(&format!("trusted  {}", config.trust_file.display())).map_err(Failure::from)
        }
        PluginCommand::New { name, language } => begin(name, *language),
        PluginCommand::Test { library, options, place, only, memory, timeout, format } => {
            let trial =
                plugin_test::Trial { library, options, place: place.as_deref(), only, memory: *memory, timeout: *timeout };
            return plugin_test::run(&trial, *format, &config);
        }
    };
    match done {
        Ok(()) => Ok(ExitStatus::Fine),
        Err(error) => error.tell(OutputFormat::Text),
    }
}

fn find(config: &Config, name: &str) -> Result<FoundPlugin, Failure> {
    let known = match find_plugin(&config.plugins.folders, name) {
        Ok(plugin) => return Ok(plugin),
        Err(missed) => missed.known,
    };
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let help = did_you_mean(name, &known).or_else(|| Some("`verbond plugin path` says where they are looked for".to_owned()));
    Err(Failure::finding(&codes::NO_SUCH_BACKEND, format!("there is no plugin `{name}`"), help))
}

fn list(config: &Config, format: OutputFormat) -> Result<(), Failure> {
    let trusted = TrustFile::read(&config.trust_file)?;
    let mut table = plain_table(&["plugin", "version", "", "from"]);
    let mut json = Vec::new();
    for plugin in find_plugins(&config.plugins.folders) {
        match plugin.and_then(|plugin| Ok((trusted.trust_of(&plugin)?, plugin))) {
            Ok(((trust, sha256), plugin)) => {
                let (name, version) = (printable(&plugin.manifest.name), printable(&plugin.manifest.version));
                let folder = plugin.folder.display().to_string();
                json.push(json!({"name": name, "version": version, "trust": trust.word(), "sha256": sha256, "folder": folder}));
                table.add_row([name, version, trust.word().to_owned(), folder]);
            }
            Err(error) => anstream::eprintln!("warning[{}]: {error}", error.code().name),
        }
    }
    match format {
        OutputFormat::Text => report::say(&table.trim_fmt())?,
        OutputFormat::Json => report::say_json(&json)?,
    }
    Ok(())
}

fn info(config: &Config, name: &str, format: OutputFormat) -> Result<(), Failure> {
    let plugin = find(config, name)?;
    let trusted = TrustFile::read(&config.trust_file)?;
    let (trust, sha256) = trusted.trust_of(&plugin)?;
    let library = plugin.library().display().to_string();
    let manifest = plugin.manifest.clone();
    let place = config.plugin_site(PluginRun::default()).place(name)?;
    let rights = rights(&place, &manifest.rights());
    let description = match PreparedPlugin::new(plugin, &trusted, place, &[]) {
        Ok(prepared) => Some(prepared.description().clone()),
        // What is not trusted is not asked; that is said above.
        Err(PluginError::Untrusted { .. } | PluginError::Changed { .. } | PluginError::MoreRights { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    if format == OutputFormat::Json {
        let json = json!({"name": manifest.name, "version": manifest.version, "about": manifest.about, "author": manifest.author,
            "licence": manifest.licence, "library": library, "sha256": sha256, "trust": trust.word(), "network": manifest.network,
            "place": manifest.place, "environment": manifest.environment, "may": rights, "description": description});
        report::say_json(&json)?;
        return Ok(());
    }
    let line = |name: &str, value: &str| report::say(&format!("{name:<8} {}", printable(value)));
    line("plugin", &format!("{} {}", manifest.name, manifest.version))?;
    line("about", &manifest.about)?;
    line("author", &manifest.author)?;
    line("licence", &manifest.licence)?;
    line("library", &library)?;
    line("sha256", &sha256)?;
    line("trust", trust.word())?;
    rights.iter().try_for_each(|right| line("may", right))?;
    for option in description.iter().flat_map(|description| &description.options) {
        let default = option.default.as_ref().map_or(String::new(), |default| format!(" [default: {default}]"));
        line("option", &format!("{}: {} It takes {}.{default}", option.name, option.about, option.takes()))?;
    }
    Ok(())
}

/// What a plugin may do, in words.
fn rights(place: &Where, asked: &Rights) -> Vec<String> {
    let Where::Apart(hosting) = place else {
        return vec!["do all that you may do: it runs inside this program".to_owned()];
    };
    let memory = format!(
        "use {} of memory, and {} s for a call without a sign of life",
        in_words(hosting.memory),
        hosting.limit.as_secs()
    );
    let variables = match asked.environment.as_slice() {
        [] => "see no variable of your environment but its language, its time zone and where libraries are".to_owned(),
        names => format!("see {} of your environment", names.join(", ")),
    };
    if !cfg!(target_os = "linux") {
        return vec!["read, write and connect as you may: this system cannot confine it".to_owned(), variables, memory];
    }
    let files = if asked.place {
        "change the file that you give it, or make it, with its journals; and read only that and the libraries of the system"
    } else {
        "write only where its output goes, and read only that and the libraries of the system"
    };
    let network = if asked.network {
        "open network connections, also to servers on this machine, and read how names are found and which certificates are trusted"
    } else {
        "open no network connection"
    };
    vec![
        files.to_owned(),
        network.to_owned(),
        variables,
        format!("start no other program, and {MOST_THREADS} threads at most"),
        memory,
    ]
}

fn trust(config: &Config, name: &str, key: Option<&str>) -> Result<(), Failure> {
    let plugin = find(config, name)?;
    let sha256 = TrustFile::read(&config.trust_file)?.pin(&plugin, key)?;
    let line = |name: &str, value: &str| report::say(&format!("{name:<8} {}", printable(value)));
    line("trusted", &format!("{name} {}", plugin.manifest.version))?;
    line("library", &plugin.library().display().to_string())?;
    line("sha256", &sha256)?;
    if plugin.manifest.network {
        line("network", "it may open network connections")?;
    }
    if plugin.manifest.place {
        line("place", "it may change the file that you give it, or make it")?;
    }
    for variable in &plugin.manifest.environment {
        line("variable", &format!("it may see {variable} of your environment"))?;
    }
    if let Some(key) = key {
        line("key", key)?;
    }
    Ok(())
}

fn untrust(config: &Config, name: &str) -> Result<(), Failure> {
    let was_trusted = TrustFile::read(&config.trust_file)?.unpin(name)?;
    report::say(&if was_trusted { format!("{name} is no longer trusted") } else { format!("{name} was not trusted") })?;
    Ok(())
}

fn begin(name: &str, language: PluginLanguage) -> Result<(), Failure> {
    let language = match language {
        PluginLanguage::Rust => Language::Rust,
        PluginLanguage::C => Language::C,
    };
    let scaffold = Scaffold::new(name, language).map_err(|message| CliError::usage(message, None))?;
    let folder = PathBuf::from(name);
    scaffold.write(&folder).map_err(|error| CliError::system(folder.display().to_string(), error))?;
    report::say(&format!("{name}/ is there; go on with\n"))?;
    scaffold.next_steps().iter().try_for_each(|step| report::say(&format!("  {step}")))?;
    Ok(())
}

use std::path::Path;

use super::arguments::{Common, DemoCommand, ReadFrom, Reading, ServeCommand};
use super::config::Config;
use super::{CliError, ExitStatus, report, serve, store, writing};
use crate::catalogue::{Library, copy_plan};
use crate::output::{Readers, Replace};
use crate::serve::hashed;
use crate::store::{Member, Role};

/// The instrument that the cases answered; it has translations and simulated norms.
const INSTRUMENT: &str = "alliance-monitor";
/// One simulated case over six occasions, from both sides, with a crack at the fifth.
const CASE: &str = include_str!("demo.csv");
/// Sixty simulated cases.
const CASES: &str = include_str!("../../../tests/data/alliance-monitor.csv");
/// What the site is told.
const SETTINGS: &str = "# The site of the demonstration: everything in it is simulated.

[instruments]
folders = [\"instruments\"]

[store]
file = \"demo.sqlite\"

# Elsewhere nobody is judged by simulated norms.
[norms]
judge-by-simulated = true

[[rupture]]
score = \"trust\"
drop-more-than = 1.0
source = \"an example; decide on yours\"

[[rupture]]
score = \"total\"
below-best = true
source = \"Jacobson & Truax (1991), on simulated norms\"
";
const NAME: &str = "demo";
const PASSWORD: &str = "simulated cases only";

/// Makes a site of simulated cases, and serves it.
pub fn run(command: &DemoCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let folder = &command.folder;
    let failed = |error| CliError::system(folder.display().to_string(), error);
    let file = folder.join("demo.sqlite");
    let measures = folder.join("instruments").join(INSTRUMENT);
    if !file.exists() {
        if !measures.exists() {
            std::fs::create_dir_all(&measures).map_err(failed)?;
            for copied in copy_plan(&Library::built_in().index()?.of(INSTRUMENT)?, &measures)?.files {
                writing::write(&copied.path, &copied.bytes, common.replace(), Readers::Usual)?;
            }
        }
        writing::write(&folder.join("verbond.toml"), SETTINGS, common.replace(), Readers::Usual)?;
        fill(&file, &measures, (folder.as_path(), common.replace()))?;
    }
    report::say(&format!("Simulated cases in {}; nothing here is about a real person.", folder.display()))?;
    report::say(&format!(
        "Log in at http://{}/office as `{NAME}`, password `{PASSWORD}`; look at case demo-1, or give a code and answer it yourself.",
        command.listen
    ))?;
    report::say(&format!(
        "The same on the command line: verbond follow alliance-monitor --store {} --norms demo --case demo-1 --config {}",
        file.display(),
        folder.join("verbond.toml").display()
    ))?;
    let settings = Config::read(&Common {
        config: Some(folder.join("verbond.toml")),
        instruments: vec![folder.join("instruments")],
        ..common.clone()
    })?;
    serve::begin(&ServeCommand { store: Some(file), listen: command.listen, behind_tls: false, language: None }, &settings)
}

fn fill(file: &Path, measures: &Path, (folder, replace): (&Path, Replace)) -> Result<(), CliError> {
    let config = Config { library: Library::new(&[measures.to_owned()], &[], &[]), ..Config::default() };
    let mut store = store::open(file, &config)?;
    for (name, text) in [("demo.csv", CASE), ("cases.csv", CASES)] {
        let answers = folder.join(name);
        writing::write(&answers, text, replace, Readers::Owner)?;
        store::import(&mut store, "alliance-monitor@0.3.0", &answers, (&Reading::default(), &ReadFrom::default()), &config)?;
    }
    let password =
        hashed(PASSWORD).ok_or_else(|| CliError::system("the password", std::io::Error::other("it cannot be hashed")))?;
    store
        .set_user(
            &Member { name: NAME.to_owned(), role: Role::Coordinator, office: String::new() },
            &password,
            &store::by().as_by(),
        )
        .map_err(store::failed)
}

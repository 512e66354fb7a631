use std::path::PathBuf;

use super::arguments::{Common, CopyCommand};
use super::config::Config;
use super::{CliError, ExitStatus, report, writing};
use crate::catalogue::{copy_plan, find_by_id};
use crate::output::{Readers, Replace};
use crate::source::printable;

/// Writes an instrument out with its translations and norms, as they are found, so that it can be adapted.
pub fn run(command: &CopyCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let found = find_by_id(&command.instrument, &config.library)?;
    let Some((_, instrument)) = report::the_instrument(&found)? else {
        anstream::eprintln!("the instrument has errors, so nothing was written");
        return Ok(ExitStatus::Findings);
    };
    let files = config.library.index()?.with_all_that_belongs(instrument);
    let folder = command.to.clone().unwrap_or_else(|| PathBuf::from(&instrument.id));
    let plan = copy_plan(&files, &folder)?;
    std::fs::create_dir_all(&folder).map_err(|error| CliError::system(folder.display().to_string(), error))?;
    for copied in &plan {
        writing::write(&copied.path, &copied.text, Replace::Never, Readers::Usual)?;
        report::say(&format!("wrote {}", copied.path.display()))?;
    }
    report::say(&format!("licence of {}: {}", instrument.reference(), printable(&instrument.licence)))?;
    if instrument.wording_by_licence {
        report::say(
            "its wording is not distributed: obtain it from the holder of the licence, and write it into a translation file",
        )?;
    }
    Ok(ExitStatus::Fine)
}

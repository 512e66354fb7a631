use std::path::PathBuf;

use super::arguments::{Common, CopyCommand};
use super::config::Config;
use super::{CliError, ExitStatus, report, schedule, writing};
use crate::catalogue::{copy_plan, find_by_id};
use crate::instrument::Version;
use crate::output::{Readers, Replace};
use crate::source::printable;

/// Writes an instrument out with its translations and norms, or a schedule with its translations, as they are found, so
/// that it can be adapted.
pub fn run(command: &CopyCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    if let Some(found) = schedule::named(&command.instrument, &config)? {
        let Some((_, schedule)) = schedule::newest(&found) else {
            anstream::eprintln!("the schedule has errors, so nothing was written");
            return Ok(ExitStatus::Findings);
        };
        write_out((&schedule.id, &schedule.version), command, &config)?;
        return Ok(ExitStatus::Fine);
    }
    let found = find_by_id(&command.instrument, &config.library)?;
    let Some((_, instrument)) = report::the_instrument(&found)? else {
        anstream::eprintln!("the instrument has errors, so nothing was written");
        return Ok(ExitStatus::Findings);
    };
    write_out((&instrument.id, &instrument.version), command, &config)?;
    report::say(&format!("licence of {}: {}", instrument.reference(), printable(&instrument.licence)))?;
    if instrument.wording_by_licence {
        report::say(
            "its wording is not distributed: obtain it from the holder of the licence, and write it into a translation file",
        )?;
    }
    Ok(ExitStatus::Fine)
}

/// Writes out the file of a version, and those of what belongs to it.
fn write_out((id, version): (&str, &Version), command: &CopyCommand, config: &Config) -> Result<(), CliError> {
    let files = config.library.index()?.with_all_that_belongs(id, version);
    let folder = command.to.clone().unwrap_or_else(|| PathBuf::from(id));
    let plan = copy_plan(&files, &folder)?;
    std::fs::create_dir_all(&folder).map_err(|error| CliError::system(folder.display().to_string(), error))?;
    for copied in &plan.files {
        // A picture may stand in a folder within.
        let within = copied.path.parent().unwrap_or(&folder);
        std::fs::create_dir_all(within).map_err(|error| CliError::system(within.display().to_string(), error))?;
        writing::write(&copied.path, &copied.bytes, Replace::Never, Readers::Usual)?;
        report::say(&format!("wrote {}", copied.path.display()))?;
    }
    plan.lacking.iter().for_each(|fault| anstream::eprintln!("not copied: {}", printable(&fault.to_string())));
    Ok(())
}

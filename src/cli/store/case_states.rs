use std::path::Path;

use super::super::config::Config;
use super::super::{CliError, ExitStatus, report, writing};
use super::{by, failed};
use crate::catalogue::Catalogue;
use crate::files;
use crate::output::{Readers, Replace};
use crate::source::printable;
use crate::store::{Access, CaseStates, Store, TakenIn};

/// Bytes of a file with what is held of cases beside their answers.
const STATES_BYTES: usize = 64 << 20;

/// Writes out what is held of cases beside their answers, and logs that it went out.
pub fn export(store: &mut Store, (output, replace): (Option<&Path>, Replace)) -> Result<ExitStatus, CliError> {
    writing::check_places(output, replace)?;
    let states = store.case_states().map_err(failed)?;
    store.note_access(&by().as_by(), &Access::ExportedCases { cases: states.cases.len() }).map_err(failed)?;
    match output {
        Some(output) => {
            let text = format!("{}\n", report::json(&states)?);
            writing::write(output, text, replace, Readers::Owner)?;
        }
        None => report::say_json(&states)?,
    }
    Ok(ExitStatus::Fine)
}

/// Takes in what another store held of cases: all of it or nothing.
pub fn import(store: &mut Store, file: &Path, config: &Config) -> Result<ExitStatus, CliError> {
    let name = file.display().to_string();
    let text = files::text(file, STATES_BYTES).map_err(|error| CliError::unread(file, error))?;
    let states: CaseStates = match serde_json::from_str(&text) {
        Ok(states) => states,
        Err(error) => {
            anstream::eprintln!("{name}: {}", printable(&error.to_string()));
            anstream::eprintln!("help: `verbond store export-cases` writes such a file; nothing was taken in");
            return Ok(ExitStatus::Findings);
        }
    };
    let schedules = Catalogue::of_schedules(&config.library)?;
    let is_schedule = |reference: &str| schedules.schedule(reference).is_some();
    let TakenIn { cases, seen, not_taken } = store.take_in_cases(&states, &is_schedule, &by().as_by()).map_err(failed)?;
    if not_taken.is_empty() {
        let there = states.cases.len() - cases;
        let (cases, seen) = (report::plural(cases as u64, "case"), report::plural(seen as u64, "seen signal"));
        report::say(&format!("took in {cases} and {seen}"))?;
        if there > 0 {
            anstream::eprintln!("{} there already, as the file says", report::plural(there as u64, "case"));
        }
        return Ok(ExitStatus::Fine);
    }
    not_taken.iter().for_each(|why| anstream::eprintln!("{name}: {}", printable(&why.to_string())));
    anstream::eprintln!("nothing was taken in");
    Ok(ExitStatus::Findings)
}

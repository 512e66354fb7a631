use std::path::Path;

use super::arguments::{AnswersOf, Common, FollowCommand, OfStore, OutputFormat, ReportCommand};
use super::config::Config;
use super::follow::{Looked, look, of_answers};
use super::sheet_format::SheetFormat;
use super::{CliError, ExitStatus, report, store, writing};
use crate::instrument::{Version, id_of};
use crate::output::{Readers, Report, ReportSheet, reports_page};
#[cfg(feature = "pdf")]
use crate::output::{fitted_report, reports_pdf};
use crate::source::did_you_mean;

/// Puts a case on a sheet of A4, one for each measure that it answered.
pub fn run(command: &ReportCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let written = SheetFormat::of(command.output.as_deref())?;
    let config = Config::read(common)?;
    writing::check_places(command.output.as_deref(), common.replace())?;
    let on = command.date.map_or_else(store::today, Ok)?;
    let letterhead = config.site.letterhead()?;
    let kept = command.answers.is_none().then(|| store::path_of(command.store.as_deref(), &config));
    let measures = match (&command.of, &kept) {
        (Some(measure), _) => vec![measure.clone()],
        (None, Some(kept)) => answered(kept, &command.case, &config)?,
        (None, None) => {
            let help = "name its measure, as `--of alliance-monitor`".to_owned();
            return Err(CliError::usage("a file of answers does not say which measure it answers", help));
        }
    };
    let mut sheets: Vec<ReportSheet> = Vec::new();
    for measure in measures {
        let asked = asked(command, measure, kept.as_deref());
        let mut failed = None;
        let ending = look(&asked, &config, |Looked { instrument, norms, phrases, views }| {
            views
                .each(|case| {
                    let paper = command.paper.into();
                    let letterhead = &letterhead;
                    match described(&Report { instrument, norms, case, phrases, letterhead, by: "", on, paper }, written) {
                        Ok(sheet) => sheets.push(sheet),
                        Err(error) => failed = Some(error),
                    }
                    Ok(())
                })
                .map_err(of_answers)?;
            Ok(ExitStatus::Fine)
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        if ending != ExitStatus::Fine {
            return Ok(ending);
        }
    }
    let Some(page) = reports_page(&sheets) else {
        let message = format!("all that the case `{}` answered is confidential", command.case);
        return Err(CliError::usage(message, "nothing of that is on a report; whoever answered reads it".to_owned()));
    };
    match (&command.output, written) {
        (Some(output), SheetFormat::Html) => {
            writing::write(output, page, common.replace(), Readers::Owner)?;
            anstream::eprintln!("wrote {}; print it from a browser ({})", output.display(), command.paper);
        }
        #[cfg(feature = "pdf")]
        (Some(output), SheetFormat::Pdf) => {
            writing::write(output, reports_pdf(&sheets)?, common.replace(), Readers::Owner)?;
            anstream::eprintln!("wrote {}; print it on {} at its own size", output.display(), command.paper);
        }
        (None, _) => report::put(page.as_bytes())?,
    }
    Ok(ExitStatus::Fine)
}

/// The sheet with as many answers as there is room for.
fn described(report: &Report<'_>, written: SheetFormat) -> Result<ReportSheet, CliError> {
    match written {
        SheetFormat::Html => Ok(report.described()),
        #[cfg(feature = "pdf")]
        SheetFormat::Pdf => Ok(fitted_report(report)?),
    }
}

/// The measures that a case answered, by what a store holds: of each the newest version.
fn answered(path: &Path, case: &str, config: &Config) -> Result<Vec<String>, CliError> {
    let store = store::existing(path, config)?;
    let kept = store.kept(None, Some(case)).map_err(store::failed)?;
    let mut newest: Vec<String> = Vec::new();
    for kept in kept.iter().filter(|kept| kept.counts()) {
        let reference = &kept.record.measure;
        match newest.iter_mut().find(|there| id_of(there) == id_of(reference)) {
            Some(there) if version_of(there) < version_of(reference) => there.clone_from(reference),
            Some(_) => {}
            None => newest.push(reference.clone()),
        }
    }
    if newest.is_empty() {
        let known = store.case_codes().map_err(store::failed)?;
        let near = did_you_mean(case, &known.iter().map(String::as_str).collect::<Vec<_>>());
        return Err(CliError::usage(format!("the store holds no finished answers of a case `{case}`"), near));
    }
    Ok(newest)
}

fn version_of(reference: &str) -> Option<Version> {
    reference.split_once('@').and_then(|(_, version)| version.parse().ok())
}

/// What `follow` would be asked to look at the same case.
fn asked(command: &ReportCommand, instrument: String, kept: Option<&Path>) -> FollowCommand {
    FollowCommand {
        instrument,
        of: AnswersOf {
            answers: command.answers.clone(),
            store: kept.map(Path::to_path_buf),
            from: command.from.clone(),
            reading: command.reading.clone(),
            of_store: OfStore::default(),
            languages: vec![],
        },
        norms: command.norms.clone(),
        cases: vec![command.case.clone()],
        earlier: vec![],
        confidential: false,
        attention: false,
        language: command.language.clone(),
        output: None,
        format: OutputFormat::Text,
    }
}

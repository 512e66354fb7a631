//! What answers say about a measure, on a terminal and in files.

mod tables;

use std::path::Path;
use std::sync::Arc;

use super::arguments::{AnalyseCommand, AnswersOf, Common, OfStore, OutputFormat};
use super::config::Config;
use super::progress::Progress;
use super::{CliError, ExitStatus, cases, reading, report, store, writing};
use crate::analyse::{Analysis, Sample};
use crate::catalogue;
use crate::exchange::norms_of;
use crate::instrument::Instrument;
use crate::output::{Readers, Replace, analysis_page};

/// Says what answers say about a measure.
pub fn run(command: &AnalyseCommand, common: &Common) -> Result<ExitStatus, CliError> {
    if command.norms.is_some() {
        let help = "`--write-norms FILE` writes what was found as norms".to_owned();
        return Err(CliError::usage("`--norms` names norms to read, and an analysis reads none", help));
    }
    let config = Config::read(common)?;
    let found = catalogue::find(&command.instrument, &config.library)?;
    let Some((_, instrument)) = report::the_instrument(&found)?.filter(|(entry, _)| !entry.has_errors()) else {
        anstream::eprintln!("the instrument has errors, so nothing was analysed");
        return Ok(ExitStatus::Findings);
    };
    let outputs = command.to.iter().map(|text| Report::parse(text)).collect::<Result<Vec<Report>, _>>()?;
    // Figures of few are answers: of one administration each count is one.
    let written = outputs.iter().map(|output| output.path).chain(command.write_norms.as_deref());
    writing::check_places(written, common.replace())?;
    let of_store = OfStore { cases: vec![], shows_confidential: command.confidential };
    let of = AnswersOf { of_store, languages: reading::languages(instrument, &found), ..command.of.clone() };
    let columns = cases::is_column(instrument, command.by.as_deref());
    let carried = cases::Carried { columns, words: false };
    let Some(mut opened) = cases::opened(instrument, &of, carried, &config)? else { return Ok(ExitStatus::Findings) };
    store::say_left_out(opened.confidential, command.confidential);
    let by = command.by.as_ref().map(|by| cases::group_by(instrument, &opened.answers.reader.columns, by)).transpose()?;
    let mut sample = Sample::new(instrument, by);
    let come = Arc::clone(&sample.progress);
    let shown = Progress::begin(move || match come.parts() {
        (_, 0) => format!("{} rows read", report::grouped(come.rows())),
        (done, parts) => format!("{} rows read, {done} of {parts} parts of the analysis done", report::grouped(come.rows())),
    });
    let is_read = opened.read(&mut |table| {
        sample.add(table);
        Ok(())
    });
    let analysis = match is_read {
        Ok(true) => retest(&sample, &command.retest).map(|retest| {
            // Norms are of people, and an analysis is of administrations.
            let norms = command.write_norms.as_ref().map(|_| {
                let (firsts, left_out) = sample.firsts();
                (if left_out == 0 { None } else { Some(firsts.analyse(None)) }, left_out)
            });
            Some((sample.analyse(retest), norms))
        }),
        Ok(false) => Ok(None),
        Err(error) => Err(error),
    };
    shown.end();
    let Some((analysis, of_people)) = analysis? else { return Ok(ExitStatus::Findings) };
    for output in &outputs {
        let text = match output.kind {
            Kind::Html => analysis_page(instrument, &analysis),
            Kind::Json => report::json(&analysis)?,
        };
        writing::write(output.path, text, common.replace(), Readers::Owner)?;
        anstream::eprintln!("wrote {}", output.path.display());
    }
    if let (Some(path), Some((of_people, left_out))) = (&command.write_norms, &of_people) {
        let of_people = of_people.as_ref().unwrap_or(&analysis);
        write_norms(path, instrument, of_people, (command.population.as_deref(), common.replace()))?;
        if *left_out > 0 {
            let left_out = report::plural(*left_out as u64, "later administration");
            anstream::eprintln!(
                "note: the norms are of the first administration of each case by each informant; {left_out} left out"
            );
        }
    }
    match command.format {
        OutputFormat::Json => report::say_json(&analysis)?,
        OutputFormat::Text => tables::tell(instrument, &analysis)?,
    }
    Ok(ExitStatus::Fine)
}

/// A report that goes to a file.
struct Report<'a> {
    kind: Kind,
    path: &'a Path,
}

enum Kind {
    Html,
    Json,
}

impl<'a> Report<'a> {
    fn parse(text: &'a str) -> Result<Self, CliError> {
        let refused = || CliError::usage(format!("`--to {text}` is no report"), "say html=FILE or json=FILE".to_owned());
        let (kind, path) = text.split_once('=').filter(|(_, path)| !path.is_empty()).ok_or_else(refused)?;
        if path == "-" {
            let help = "`--format json` writes the JSON there; a report goes to a file".to_owned();
            return Err(CliError::usage(format!("`--to {text}` names the standard output"), help));
        }
        let kind = match kind {
            "html" => Kind::Html,
            "json" => Kind::Json,
            _ => return Err(refused()),
        };
        Ok(Self { kind, path: Path::new(path) })
    }
}

fn retest(sample: &Sample<'_>, named: &[String]) -> Result<Option<(u32, u32)>, CliError> {
    let occasion = |name: &String| {
        let help = "`--retest 1,2` names two occasions as the answers have them".to_owned();
        sample.occasion(name).ok_or_else(|| CliError::usage(format!("nobody answered at occasion `{name}`"), help))
    };
    match named {
        [] => Ok(None),
        [first, second] => Ok(Some((occasion(first)?, occasion(second)?))),
        _ => Err(CliError::usage("`--retest` names two occasions".to_owned(), "as `--retest 1,2`".to_owned())),
    }
}

/// Writes what was found as norms, under the id that the name of the file tells and the month as their version.
fn write_norms(
    path: &Path,
    instrument: &Instrument,
    analysis: &Analysis,
    (population, replace): (Option<&str>, Replace),
) -> Result<(), CliError> {
    let stem = path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
    let id: String =
        stem.rsplit('.').next().unwrap_or(&stem).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let today = jiff::ZonedDateTime::now().date();
    let population = population.unwrap_or("Say here whom these answers are of, and how they were found");
    let id = if id.is_empty() { "found" } else { &id };
    let version = format!("{}.{}", today.year(), today.month());
    writing::write(path, norms_of(instrument, analysis, id, &version, population), replace, Readers::Usual)?;
    anstream::eprintln!("wrote {}; `verbond check` looks it over", path.display());
    Ok(())
}

use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

use super::arguments::{Common, NewCommand};
use super::config::Config;
use super::new::{Asker, names};
use super::{CliError, ExitStatus, report, writing};
use crate::catalogue::{Catalogue, find_by_id};
use crate::check::check_schedule;
use crate::exchange::quoted;
use crate::instrument::{Instrument, Language};
use crate::output::Readers;
use crate::source::{Diagnostic, SourceFile};
use crate::syntax::{format, parse};

/// Begins a schedule by asking.
pub fn run(command: &NewCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let place = command.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.schedule", command.id)));
    writing::check_place(&place, common.replace())?;
    let mut asker = Asker { lines: std::io::stdin().lock().lines(), is_person: std::io::stdin().is_terminal() };
    let answers = Answers::ask(&command.id, &config, &mut asker)?;
    let file = SourceFile::new(place.display().to_string(), answers.text(&command.id));
    let measures: Vec<&Instrument> = answers.asks.iter().filter_map(|ask| ask.measure()).collect();
    let checked = check_schedule(&file, &parse(&file), &measures);
    if let (Ok(text), Some(_)) = (format(&file), checked.found) {
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder).map_err(|error| CliError::system(folder.display().to_string(), error))?;
        }
        writing::write(&place, text, common.replace(), Readers::Usual)?;
        report::say(&format!(
            "wrote {}, which is valid; put it into a folder with instruments, and `verbond store open CASE --schedule {}`",
            place.display(),
            command.id
        ))?;
        return Ok(ExitStatus::Fine);
    }
    let errors: Vec<Diagnostic> = checked.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    report::print(&file, &errors, report::Channel::Stderr)?;
    anstream::eprintln!("nothing was written: with these answers the schedule would not be valid");
    Ok(ExitStatus::Findings)
}

/// What the schedule is to be.
struct Answers {
    title: String,
    language: String,
    asks: Vec<Ask>,
    reminders: Vec<String>,
}

/// What is asked of one measure.
struct Ask {
    found: Catalogue,
    informants: Vec<String>,
    first: u16,
    then: Option<u16>,
    late: Option<u16>,
}

impl Ask {
    fn measure(&self) -> Option<&Instrument> {
        self.found.instruments().next().map(|(_, instrument)| instrument)
    }

    fn of<L: Iterator<Item = std::io::Result<String>>>(found: Catalogue, asker: &mut Asker<L>) -> Result<Self, CliError> {
        let measure = found.instruments().next().map(|(_, measure)| measure);
        let known: Vec<&str> = measure.iter().flat_map(|it| &it.informants).map(|informant| informant.name.as_str()).collect();
        let id = measure.map_or("", |measure| measure.id.as_str());
        let question = format!("Of whom is {id} asked? Names, separated by commas");
        let informants = asker.until(&question, &known.join(", "), &format!("there is {}", known.join(", ")), |answer| {
            names(answer).filter(|names| names.iter().all(|name| known.contains(&name.as_str())))
        })?;
        let days = |answer: &str| answer.parse().ok();
        let or = |word: &'static str| move |answer: &str| if answer == word { Some(None) } else { answer.parse().ok().map(Some) };
        let question = format!("Within how many days from the opening of a case is {id} asked first?");
        let first = asker.until(&question, "14", "a number of days", days)?;
        let question = "How many days after the last is it asked again?";
        let then = asker.until(question, "28", "a number of days, or `once`", or("once"))?;
        let question = "After how many days is what was not answered late?";
        let late = asker.until(question, "7", "a number of days, or `never`", or("never"))?;
        Ok(Self { informants, first, then, late, found })
    }

    fn text(&self) -> String {
        let id = self.measure().map_or("", |measure| measure.id.as_str());
        let mut lines = vec![format!("ask {id} of {} {{\nfirst within {} days", self.informants.join(", "), self.first)];
        lines.extend(self.then.map(|then| format!("then {then} days after the last")));
        lines.extend(self.late.map(|late| format!("late after {late} days")));
        lines.push("}\n".to_owned());
        lines.join("\n")
    }
}

impl Answers {
    fn ask<L: Iterator<Item = std::io::Result<String>>>(
        id: &str,
        config: &Config,
        asker: &mut Asker<L>,
    ) -> Result<Self, CliError> {
        let title = asker.ask("What is it called?", &id.replace('-', " "))?;
        let question = "In which language is that written?";
        let language = asker.until(question, "en", "write a tag such as `en` or `nl-NL`", |answer| {
            Language::parse(answer).map(|language| language.to_string())
        })?;
        let question = "Which measures are asked? Ids, separated by commas";
        let found: Vec<Catalogue> =
            asker.until(question, "alliance-monitor", "`verbond list` says which there are", |answer| {
                let find = |id: &str| find_by_id(id.trim(), &config.library).ok().filter(|it| it.instruments().next().is_some());
                answer.split(',').map(find).collect()
            })?;
        let asks = found.into_iter().map(|found| Ask::of(found, asker)).collect::<Result<Vec<_>, _>>()?;
        let question = "Who is reminded, and when? As `client 1 day before, 3 days after; worker 2 days after`";
        let reminders = asker.ask(question, "none")?;
        let reminders = reminders.split(';').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty() && it != "none");
        Ok(Self { title, language, asks, reminders: reminders.collect() })
    }

    fn text(&self, id: &str) -> String {
        let mut lines = vec!["verbond 1".to_owned(), String::new(), format!("schedule {id} 0.1.0 {{")];
        lines.push(format!("title {}\nlanguage {}\n", quoted(&self.title), self.language));
        lines.push("# Days are counted from the day on which the case was opened.".to_owned());
        lines.extend(self.asks.iter().map(Ask::text));
        lines.extend(self.reminders.iter().map(|reminder| format!("remind {reminder}")));
        lines.push("}\n".to_owned());
        lines.join("\n")
    }
}

use serde_json::{Value, json};

use super::arguments::{Common, DueCommand, OutputFormat};
use super::config::Config;
use super::store::{self, day, today};
use super::summary::plain_table;
use super::{CliError, ExitStatus, phrases, report};
use crate::catalogue::Catalogue;
use crate::follow::{CaseDue, Due, Standing};
use crate::instrument::{Day, Instrument};
use crate::phrases::Phrases;
use crate::serve::Shelf;
use crate::source::printable;
use crate::store::{FollowedCase, Store};

/// A case with what is due of it.
struct Found {
    case: FollowedCase,
    due: CaseDue,
}

/// Lists who is to answer what by when.
pub fn run(command: &DueCommand, common: &Common) -> Result<ExitStatus, CliError> {
    let config = Config::read(common)?;
    let on = match &command.on {
        Some(date) => day(date)?,
        None => today()?,
    };
    let store = store::existing(&store::path_of(command.store.as_deref(), &config), &config)?;
    let schedules = Catalogue::of_schedules(&config.library)?;
    let mut cases = store.followed().map_err(store::failed)?;
    cases.retain(|case| command.case.as_ref().is_none_or(|code| case.opening.case == *code));
    let id_of = |reference: &str| crate::instrument::id_of(reference).to_owned();
    cases.retain(|case| command.schedule.as_ref().is_none_or(|id| id_of(&case.opening.schedule) == *id));
    let (mut found, mut without) = (Vec::new(), Vec::new());
    for case in cases {
        match schedules.schedule(&case.opening.schedule) {
            Some(schedule) => found.push(Found { due: case.due(schedule, on).within(on, command.ahead), case }),
            None => without.push(case),
        }
    }
    let phrases = match &command.language {
        Some(tag) => config.phrase_book()?.in_language(&phrases::parsed(tag)?),
        None => Phrases::english(),
    };
    let cases = of_signals(command, &store)?;
    let is_worded = command.language.is_some();
    // Measures are read where something is told in their words.
    let of_site =
        (is_worded || !cases.is_empty()).then(|| store::Signals::of_site(&store, &config, phrases.clone())).transpose()?;
    let signals = of_site.as_ref().map_or(Ok(vec![]), |of_site| of_site.of_cases(&store, &cases))?;
    match command.format {
        OutputFormat::Json => {
            let mut told = as_json(&found, &without, on);
            let signals = signals.iter().map(|(case, signal)| json!({"case": case, "signal": signal}));
            told["signals"] = signals.collect();
            report::say_json(&told)?;
        }
        OutputFormat::Text => {
            let unseen = signals.iter().filter(|(_, signal)| signal.seen.is_none());
            let line = |of_site: &store::Signals| unseen.map(|(case, signal)| of_site.line(case, signal)).collect();
            let lines: Vec<String> = of_site.as_ref().map(line).unwrap_or_default();
            if !lines.is_empty() {
                report::say(&phrases.say("due-unseen"))?;
                lines.iter().try_for_each(|line| report::say(&format!("  {line}")))?;
            }
            let shelf = of_site.as_ref().filter(|_| is_worded).map(store::Signals::shelf);
            Teller { on, phrases: &phrases, shelf }.tell(&found)?;
        }
    }
    for case in &without {
        anstream::eprintln!(
            "{} follows {}, which is not among the schedules or has errors: `verbond list --schedules`",
            printable(&case.opening.case),
            printable(&case.opening.schedule)
        );
    }
    Ok(if without.is_empty() { ExitStatus::Fine } else { ExitStatus::Findings })
}

/// The cases whose answers are looked at for what they show, which comes before what is due: that which is named, or all.
fn of_signals(command: &DueCommand, store: &Store) -> Result<Vec<String>, CliError> {
    match (&command.case, &command.schedule) {
        (Some(case), _) => Ok(vec![case.clone()]),
        // Of those that follow a schedule only what is due is asked for.
        (None, Some(_)) => Ok(vec![]),
        // What a closed case shows waits for somebody who sees it, too.
        (None, None) => store.case_codes().map_err(store::failed),
    }
}

fn as_json(found: &[Found], without: &[FollowedCase], on: Day) -> Value {
    let due = found.iter().flat_map(|Found { case, due }| {
        due.asked.iter().map(move |due| {
            let reminders: Vec<String> = due.reminders.iter().map(Day::to_string).collect();
            json!({"case": case.opening.case, "schedule": case.opening.schedule, "measure": due.measure, "version": due.version,
                "informant": due.informant, "occasion": due.occasion, "from": due.from.to_string(), "due": due.by.to_string(),
                "standing": due.standing, "days_past": due.days_past(on), "remind": due.is_reminded(on), "reminders": reminders,
                "missed": due.missed})
        })
    });
    let undecided = found.iter().flat_map(|Found { case, due }| {
        due.undecided.iter().map(|it| {
            json!({"case": case.opening.case, "schedule": case.opening.schedule, "measure": it.measure,
                "informants": it.informants, "facts": it.facts})
        })
    });
    let without: Vec<Value> =
        without.iter().map(|case| json!({"case": case.opening.case, "schedule": case.opening.schedule})).collect();
    json!({"on": on.to_string(), "due": due.collect::<Vec<_>>(), "undecided": undecided.collect::<Vec<_>>(),
        "without_schedule": without})
}

/// Tells what is due in a language.
struct Teller<'a> {
    on: Day,
    phrases: &'a Phrases,
    /// The measures in whose words something is told; nothing where their names are.
    shelf: Option<&'a Shelf>,
}

impl Teller<'_> {
    fn tell(&self, found: &[Found]) -> Result<(), CliError> {
        let phrases = self.phrases;
        let mut rows: Vec<(&str, &Due)> =
            found.iter().flat_map(|found| found.due.asked.iter().map(|due| (found.case.opening.case.as_str(), due))).collect();
        if rows.is_empty() {
            report::say(&phrases.with("due-none-on", [("day", phrases.day(self.on).into())]))?;
        } else {
            rows.sort_by_key(|&(case, due)| due.urgency(case));
            let heads = ["case", "due-measure", "who", "occasion", "due-by", "now", "due-remind", "due-missed"];
            let heads = heads.map(|id| phrases.alone(id));
            let mut table = plain_table(&heads.each_ref().map(String::as_str));
            for (case, due) in rows {
                let missed = if due.missed == 0 { String::new() } else { due.missed.to_string() };
                let (measure, by) = (self.measure(&due.measure), due.by.to_string());
                let measure = due.version.as_ref().map_or_else(|| measure.clone(), |version| format!("{measure} {version}"));
                let (who, occasion) = (self.who(due), printable(&due.occasion));
                table.add_row([printable(case), measure, who, occasion, by, self.standing(due), self.reminder(due), missed]);
            }
            report::say(&table.trim_fmt())?;
        }
        for Found { case, due } in found {
            for undecided in &due.undecided {
                let facts = undecided.facts.iter().map(|fact| format!("`{fact}`")).collect::<Vec<_>>().join(", ");
                let (case, measure) = (printable(&case.opening.case), self.measure(&undecided.measure));
                let told = [("case", case.into()), ("measure", measure.into()), ("facts", facts.into())];
                report::say(&phrases.with("due-undecided", told))?;
            }
        }
        Ok(())
    }

    fn worded(&self, measure: &str) -> Option<&Instrument> {
        self.shelf.and_then(|shelf| shelf.newest(measure, &self.phrases.language))
    }

    fn measure(&self, id: &str) -> String {
        printable(self.worded(id).map_or(id, |worded| &worded.title))
    }

    fn who(&self, due: &Due) -> String {
        printable(self.worded(&due.measure).map_or(due.informant.as_str(), |worded| worded.called(&due.informant)))
    }

    fn standing(&self, due: &Due) -> String {
        let days = due.days_past(self.on);
        let counted = |id: &str| self.phrases.with(id, [("days", days.unsigned_abs().into())]);
        match (due.standing, days) {
            (Standing::Late, _) => counted("due-late-by"),
            (Standing::Due | Standing::Coming, 0) => self.phrases.say("due-on-day"),
            (Standing::Due, 1..) => counted("due-past"),
            (Standing::Due | Standing::Coming, _) => counted("due-in"),
        }
    }

    /// Whether the informant is reminded today, or when next.
    fn reminder(&self, due: &Due) -> String {
        if due.is_reminded(self.on) {
            return self.phrases.say("due-remind-today");
        }
        due.reminders.iter().find(|day| **day > self.on).map_or(String::new(), Day::to_string)
    }
}

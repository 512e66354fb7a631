use serde_json::{Value, json};

use super::arguments::{Common, DueCommand, OutputFormat};
use super::config::Config;
use super::store::{self, day, today};
use super::summary::plain_table;
use super::{CliError, ExitStatus, report};
use crate::catalogue::Catalogue;
use crate::follow::{CaseDue, Due, Standing};
use crate::instrument::Day;
use crate::source::printable;
use crate::store::{FollowedCase, Signal, Store};

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
    let signals = signals(command, &store, &config)?;
    match command.format {
        OutputFormat::Json => {
            let mut told = as_json(&found, &without, on);
            let signals = signals.iter().map(|(case, signal)| json!({"case": case, "signal": signal}));
            told["signals"] = signals.collect();
            report::say_json(&told)?;
        }
        OutputFormat::Text => {
            let unseen = signals.iter().filter(|(_, signal)| signal.seen.is_none());
            let lines: Vec<String> = unseen.map(|(case, signal)| store::line(case, signal)).collect();
            if !lines.is_empty() {
                report::say("Nobody has seen this yet (`verbond store seen CASE` says that you did):")?;
                lines.iter().try_for_each(|line| report::say(&format!("  {line}")))?;
            }
            tell(&found, on)?;
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

/// What the answers of cases show, which comes before what is due: of the case that is named, or of all.
fn signals(command: &DueCommand, store: &Store, config: &Config) -> Result<Vec<(String, Signal)>, CliError> {
    let cases = match (&command.case, &command.schedule) {
        (Some(case), _) => vec![case.clone()],
        // Of those that follow a schedule only what is due is asked for.
        (None, Some(_)) => vec![],
        // What a closed case shows waits for somebody who sees it, too.
        (None, None) => store.case_codes().map_err(store::failed)?,
    };
    if cases.is_empty() { Ok(vec![]) } else { store::Signals::of_site(store, config)?.of_cases(store, &cases) }
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

fn tell(found: &[Found], on: Day) -> Result<(), CliError> {
    let mut rows: Vec<(&str, &Due)> =
        found.iter().flat_map(|found| found.due.asked.iter().map(|due| (found.case.opening.case.as_str(), due))).collect();
    if rows.is_empty() {
        report::say(&format!("nothing is due on {on}"))?;
    } else {
        rows.sort_by_key(|&(case, due)| due.urgency(case));
        let mut table = plain_table(&["case", "measure", "who", "occasion", "due", "", "remind", "missed"]);
        for (case, due) in rows {
            let measure =
                due.version.as_ref().map_or_else(|| due.measure.clone(), |version| format!("{} {version}", due.measure));
            let missed = if due.missed == 0 { String::new() } else { due.missed.to_string() };
            table.add_row([
                printable(case),
                measure,
                due.informant.clone(),
                printable(&due.occasion),
                due.by.to_string(),
                standing(due, on),
                reminder(due, on),
                missed,
            ]);
        }
        report::say(&table.trim_fmt())?;
    }
    for Found { case, due } in found {
        for undecided in &due.undecided {
            report::say(&format!(
                "{}: nobody is asked {}, since {} of the case is not known",
                printable(&case.opening.case),
                undecided.measure,
                undecided.facts.iter().map(|fact| format!("`{fact}`")).collect::<Vec<_>>().join(" and ")
            ))?;
        }
    }
    Ok(())
}

fn standing(due: &Due, on: Day) -> String {
    let days = due.days_past(on);
    let counted = report::plural(u64::from(days.unsigned_abs()), "day");
    match (due.standing, days) {
        (Standing::Late, _) => format!("late, {counted} past"),
        (Standing::Due | Standing::Coming, 0) => "due today".to_owned(),
        (Standing::Due, 1..) => format!("due, {counted} past"),
        (Standing::Due | Standing::Coming, _) => format!("in {counted}"),
    }
}

/// Whether the informant is reminded today, or when next.
fn reminder(due: &Due, on: Day) -> String {
    if due.is_reminded(on) {
        return "today".to_owned();
    }
    due.reminders.iter().find(|day| **day > on).map_or(String::new(), Day::to_string)
}

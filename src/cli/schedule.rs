//! Schedules on the command line: shown as a calendar, and two versions set beside each other.

use serde_json::{Value, json};

use super::arguments::OutputFormat;
use super::config::Config;
use super::report::{self, Channel, HEADING};
use super::summary::plain_table;
use super::{CliError, ExitStatus};
use crate::catalogue::{Catalogue, Entry, find_schedule};
use crate::check::{Difference, reminders, schedule_difference};
use crate::follow::{Planned, calendar};
use crate::instrument::{Ask, Schedule};
use crate::source::{Diagnostic, printable};

/// Days that a calendar is shown for.
const YEAR: u32 = 365;

/// A schedule, where that is what a reference names. What is wrong with its file is printed; the catalogue holds none
/// where it cannot be used.
pub fn named(reference: &str, config: &Config) -> Result<Option<Catalogue>, CliError> {
    let Some(found) = find_schedule(reference, &config.library)? else { return Ok(None) };
    for entry in found.asked().filter(|entry| entry.is_schedule()) {
        let errors: Vec<Diagnostic> = entry.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).cloned().collect();
        report::print(&entry.file, &errors, Channel::Stderr)?;
    }
    Ok(Some(found))
}

/// The newest schedule that was asked for.
pub fn newest(found: &Catalogue) -> Option<(&Entry, &Schedule)> {
    found.schedules().filter(|(entry, _)| !entry.is_context).max_by_key(|(_, schedule)| &schedule.version)
}

/// Prints a schedule for a person, with the calendar of its first year.
pub fn show(found: &Catalogue, config: &Config, format: OutputFormat) -> Result<ExitStatus, CliError> {
    let Some((entry, schedule)) = newest(found) else { return Ok(ExitStatus::Findings) };
    let planned = calendar(schedule, YEAR);
    match format {
        OutputFormat::Json => {
            let days: Vec<Value> = planned.iter().map(|planned| day_json(schedule, planned)).collect();
            report::say_json(&json!({"schedule": schedule, "calendar": days}))?;
        }
        OutputFormat::Text => {
            let from =
                entry.location.path().map_or_else(|| config.library.origin(&entry.location), |path| path.display().to_string());
            let translations = found.translations_of_schedule(schedule);
            let translations = translations.map(|translation| format!("{} ({})", translation.language, translation.status));
            let languages: Vec<String> = std::iter::once(format!("{} (source)", schedule.language)).chain(translations).collect();
            report::say(&text(schedule, &from, &languages, &planned))?;
        }
    }
    Ok(if entry.has_errors() { ExitStatus::Findings } else { ExitStatus::Fine })
}

fn day_json(schedule: &Schedule, planned: &Planned) -> Value {
    let ask = &schedule.asks[planned.ask];
    let reminders: Vec<Value> =
        reminder_days(schedule, planned).map(|(who, day)| json!({"informant": who, "day": day})).collect();
    json!({"day": planned.day, "measure": ask.measure, "version": ask.version, "occasion": planned.occasion,
        "informants": ask.informants, "when": ask.key, "reminders": reminders})
}

/// Who is reminded of an occasion, and on which day, counted from the opening of the case.
fn reminder_days<'s>(schedule: &'s Schedule, planned: &Planned) -> impl Iterator<Item = (&'s str, i64)> {
    let due = i64::from(planned.day);
    let informants = schedule.asks[planned.ask].informants.iter();
    informants.flat_map(move |who| schedule.reminders_of(who).iter().map(move |day| (who.as_str(), due + i64::from(*day))))
}

fn text(schedule: &Schedule, from: &str, languages: &[String], planned: &[Planned]) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| text.push_str(&format!("{name:<10} {}\n", printable(value)));
    line("schedule", &format!("{} ({})", schedule.title, schedule.reference()));
    line("from", from);
    schedule.about.iter().for_each(|about| line("about", about));
    line("languages", &languages.join(", "));
    schedule.notes.iter().for_each(|note| line("note", note));
    line("sha256", &schedule.sha256);
    text.push_str(&heading("What is asked, in days from the opening of the case"));
    for ask in &schedule.asks {
        text.push_str(&format!("  {}: {}\n", printable(&asked(ask)), ask.rhythm.in_words()));
    }
    for reminder in &schedule.reminders {
        text.push_str(&format!("  {} is reminded {}\n", reminder.informant, reminders(&reminder.days)));
    }
    text.push_str(&heading("The first year, where everything is finished on the day on which it is due"));
    let mut table = plain_table(&["day", "measure", "who", "when", "reminders"]);
    for planned in planned {
        let ask = &schedule.asks[planned.ask];
        let reminders: Vec<String> = reminder_days(schedule, planned).map(|(who, day)| format!("{who} {day}")).collect();
        table.add_row([
            planned.day.to_string(),
            ask.of(),
            ask.informants.join(", "),
            printable(ask.key.as_deref().unwrap_or("")),
            reminders.join(", "),
        ]);
    }
    text.push_str(&table.trim_fmt().lines().map(|line| format!("  {}\n", line.trim_end())).collect::<String>());
    text.trim_end().to_owned()
}

fn heading(words: &str) -> String {
    format!("\n{}{words}{}\n", HEADING.render(), HEADING.render_reset())
}

/// What is asked of whom: `ors 1.0 of client when mandate = parole`.
fn asked(ask: &Ask) -> String {
    let when = ask.key.as_ref().map_or(String::new(), |key| format!(" when {key}"));
    format!("{} of {}{when}", ask.of(), ask.informants.join(", "))
}

/// What differs between two schedules; `None` where neither name is that of a schedule.
pub fn difference(before: &str, after: &str, config: &Config) -> Result<Option<Result<Difference, ExitStatus>>, CliError> {
    let (one, other) = match (named(before, config)?, named(after, config)?) {
        (None, None) => return Ok(None),
        (Some(one), Some(other)) => (one, other),
        (Some(_), None) | (None, Some(_)) => {
            let help = "name two versions of one schedule, or two of one measure".to_owned();
            return Err(CliError::usage("a schedule cannot be compared with something else", help));
        }
    };
    let (Some((_, one)), Some((_, other))) = (newest(&one), newest(&other)) else {
        anstream::eprintln!("a schedule with errors cannot be compared");
        return Ok(Some(Err(ExitStatus::Findings)));
    };
    Ok(Some(Ok(schedule_difference(one, other))))
}

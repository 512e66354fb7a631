use super::super::config::Config;
use super::super::{CliError, ExitStatus, report};
use super::handing_over::member;
use super::{by, failed};
use crate::administer::{CaseCode, NoPastDay, past_day};
use crate::catalogue::Catalogue;
use crate::instrument::Day;
use crate::source::{did_you_mean, nearest, printable};
use crate::store::{self, Agenda, Opening, Store};

/// Opens a case, gives it a schedule, or opens one again that was closed: then its days are counted anew, and it
/// follows a schedule only where one is named.
pub fn open(
    store: &mut Store,
    code: &str,
    (on, schedule): (Option<&str>, Option<&str>),
    (owner, office): (Option<&str>, Option<&str>),
    config: &Config,
) -> Result<ExitStatus, CliError> {
    let case = CaseCode::parse(code)
        .map_err(|error| CliError::usage(error.to_string(), "a case goes under a code, never under a name".to_owned()))?;
    let on = on.map(past).transpose()?;
    if let Some(schedule) = schedule {
        known_schedule(schedule, config)?;
    }
    let before = store.opening(case.as_str()).map_err(failed)?;
    let (is_again, standing) = match &before {
        Some(before) => (before.closed.is_some(), before.closed.is_none().then_some(before)),
        None => (false, None),
    };
    let opened = match (on, standing) {
        (Some(day), _) => day,
        (None, Some(standing)) => standing.opened,
        (None, None) if is_again => today()?,
        (None, None) => match store.standing(case.as_str(), today()?).map_err(failed)? {
            Some(standing) => standing.opened,
            None => today()?,
        },
    };
    let (owner, office) = whose(store, (case.as_str(), before.as_ref()), (owner, office))?;
    let schedule = schedule.or(standing.map(|standing| standing.schedule.as_str())).unwrap_or_default().to_owned();
    let known = before.map(|before| before.known).unwrap_or_default();
    let opening = Opening { case: case.as_str().to_owned(), opened, closed: None, schedule, owner, office, known };
    store.put_opening(&opening, &by().as_by()).map_err(failed)?;
    let word = if is_again { "open again" } else { "open" };
    let follows = if opening.schedule.is_empty() {
        "it follows no schedule".to_owned()
    } else {
        format!("it follows {}", printable(&opening.schedule))
    };
    report::say(&format!("{} is {word} since {}; {follows}", printable(code.trim()), opening.opened))?;
    Ok(ExitStatus::Fine)
}

/// Whose a case is that is opened. One that is somebody's is handed over, which both logs say.
fn whose(
    store: &Store,
    (case, before): (&str, Option<&Opening>),
    (owner, office): (Option<&str>, Option<&str>),
) -> Result<(String, String), CliError> {
    let refused = |what: String| {
        let help = format!("`verbond store hand-over {} --to NAME` gives it to somebody else", printable(case));
        CliError::usage(what, help)
    };
    let member = owner.map(|name| member(store, name)).transpose()?;
    let name = member.as_ref().map(|member| member.name.clone());
    // What was asked before anybody opened the case, on a terminal, may be with no office yet.
    let held = store.office_of(case).map_err(failed)?.filter(|office| before.is_some() || !office.is_empty());
    let stands = before.map_or("", |before| &before.owner).to_owned();
    if let Some(name) = name.as_ref().filter(|name| !stands.is_empty() && **name != stands) {
        return Err(refused(format!("{} is {}'s and not {}'s", printable(case), printable(&stands), printable(name))));
    }
    let of_before = held.clone().unwrap_or_default();
    let wanted = office.map(str::trim).or_else(|| Some(member.as_ref()?.office_of_given(&of_before)));
    let office = match (held, wanted) {
        (Some(held), Some(wanted)) if held != wanted => {
            return Err(refused(format!("{} is with the office `{}`", printable(case), printable(&held))));
        }
        (Some(held), _) => held,
        (None, wanted) => wanted.unwrap_or_default().to_owned(),
    };
    if let Some(member) = member.filter(|member| !member.sees_office(&office)) {
        let help = format!("they belong to `{}`; leave `--office` out", printable(&member.office));
        return Err(CliError::usage(format!("{} does not see cases of `{}`", printable(&member.name), printable(&office)), help));
    }
    Ok((name.unwrap_or(stands), office))
}

/// Closes a case: nothing of it is due any more.
pub fn close(store: &mut Store, code: &str, on: Option<&str>) -> Result<ExitStatus, CliError> {
    let on = on.map(past).transpose()?;
    let Some(opening) = store.standing(code, today()?).map_err(failed)? else {
        return not_held(store, code, "nothing was closed");
    };
    if let Some(closed) = opening.closed {
        anstream::eprintln!("{} was closed on {closed} already", printable(code));
        return Ok(ExitStatus::Findings);
    }
    let closed = match on {
        Some(day) => day,
        None => today()?,
    };
    if closed < opening.opened {
        let help = format!("it was opened on {}", opening.opened);
        return Err(CliError::usage(format!("{} cannot be closed on {closed}", printable(code)), help));
    }
    store.put_opening(&Opening { closed: Some(closed), ..opening }, &by().as_by()).map_err(failed)?;
    report::say(&format!("{} is closed since {closed}", printable(code)))?;
    Ok(ExitStatus::Fine)
}

/// What a case is asked on a day that is written as 2026-11-24.
pub fn agenda(store: &Store, case: &str, on: &str, config: &Config) -> Result<Agenda, CliError> {
    let Some(on) = Day::iso(on) else { return Ok(Agenda::default()) };
    let follows = store.opening(case).map_err(failed)?.is_some_and(|opening| !opening.schedule.is_empty());
    let schedules = if follows { Some(Catalogue::of_schedules(&config.library)?) } else { None };
    store.agenda(case, on, &|reference| schedules.as_ref()?.schedule(reference)).map_err(failed)
}

/// Says that nothing is held on a code, and names a near one: that which differs in its capitals only, if there is one.
pub fn not_held(store: &Store, code: &str, so: &str) -> Result<ExitStatus, CliError> {
    anstream::eprintln!("nothing is held on {}, and {so}", printable(code));
    if let Some(twin) = store.twin_of(code).map_err(failed)? {
        anstream::eprintln!("help: there is a case {}; capitals count", printable(&twin));
        return Ok(ExitStatus::Findings);
    }
    let mut codes = store.case_codes().map_err(failed)?;
    // A case that was opened may not have been asked yet.
    codes.extend(store.openings().map_err(failed)?.into_iter().map(|opening| opening.case));
    if let Some(near) = nearest(code, codes.iter().map(String::as_str)) {
        anstream::eprintln!("help: there is a case {}", printable(near));
    }
    Ok(ExitStatus::Findings)
}

/// A day as the command line takes it.
pub fn day(text: &str) -> Result<Day, CliError> {
    Day::iso(text)
        .ok_or_else(|| CliError::usage(format!("`{text}` is no day of the calendar"), "write it as 2026-11-24".to_owned()))
}

/// A day that has been, as the command line takes it.
pub fn past(text: &str) -> Result<Day, CliError> {
    let wrong = |error: NoPastDay| CliError::usage(error.to_string(), "say a day that has been".to_owned());
    past_day(day(text)?, today()?).map_err(wrong)
}

/// Today, here.
pub fn today() -> Result<Day, CliError> {
    store::today().ok_or_else(|| CliError::system("the clock", std::io::Error::other("it says a day of no calendar")))
}

/// Refuses a name that is of no schedule.
fn known_schedule(reference: &str, config: &Config) -> Result<(), CliError> {
    let found = Catalogue::of_schedules(&config.library)?;
    if found.schedule(reference).is_some() {
        return Ok(());
    }
    let known: Vec<String> = found.schedules().map(|(_, schedule)| schedule.id.clone()).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let broken = || found.files.iter().any(|entry| entry.is_schedule() && entry.has_errors());
    let help = match did_you_mean(crate::instrument::id_of(reference), &known) {
        Some(help) => help,
        None if broken() => "there is one with errors: `verbond check` says more".to_owned(),
        None => format!("put its file into a folder with instruments ({})", config.library.searched()),
    };
    Err(CliError::usage(format!("there is no schedule `{reference}`"), help))
}

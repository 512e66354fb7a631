use super::super::arguments::HandOverArguments;
use super::super::{CliError, ExitStatus, report};
use super::{by, failed, openings};
use crate::administer;
use crate::source::{did_you_mean, printable};
use crate::store::{HandOver, Member, Store};

/// Gives a case to another person, or to another office.
pub fn hand_over(store: &mut Store, command: &HandOverArguments) -> Result<ExitStatus, CliError> {
    let HandOverArguments { code, to, office, reason } = command;
    let Some(reason) = administer::reason(reason) else {
        return Err(CliError::usage("there is no reason".to_owned(), "say why with `--reason`: the log keeps it".to_owned()));
    };
    let today = openings::today()?;
    let Some(before) = store.standing(code, today).map_err(failed)? else {
        return openings::not_held(store, code, "nothing was handed over");
    };
    let owner = to.as_deref().map(|name| member(store, name)).transpose()?;
    let office = match (office, &owner) {
        (Some(office), _) => office.trim(),
        (None, Some(member)) => member.office_of_given(&before.office),
        (None, None) => &before.office,
    };
    let name = owner.as_ref().map_or("", |member| &member.name);
    if let Some(member) = owner.as_ref().filter(|member| !member.sees_office(office)) {
        let help = format!("they belong to `{}`; leave `--office` out", member.office);
        return Err(CliError::usage(format!("{} does not see cases of `{office}`", printable(name)), help));
    }
    let to = HandOver { case: code, owner: name, office, reason: &reason };
    store.hand_over(&to, today, &by().as_by()).map_err(failed)?;
    let whose = if name.is_empty() { "nobody's yet".to_owned() } else { format!("{}'s", printable(name)) };
    let with = if office.is_empty() { String::new() } else { format!(", with the office {}", printable(office)) };
    report::say(&format!("{} is {whose}{with}", printable(code)))?;
    Ok(ExitStatus::Fine)
}

/// Somebody who works with cases, by their name.
pub fn member(store: &Store, name: &str) -> Result<Member, CliError> {
    let mut members = store.users().map_err(failed)?;
    members.retain(|member| member.role.sees_cases());
    if let Some(found) = members.iter().find(|member| member.name == name) {
        return Ok(found.clone());
    }
    let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    let help = did_you_mean(name, &names).unwrap_or_else(|| "`verbond store staff --list` says who has access".to_owned());
    Err(CliError::usage(format!("nobody called {} works with cases", printable(name)), help))
}

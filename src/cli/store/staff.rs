use std::io::IsTerminal;

use super::super::arguments::OutputFormat;
use super::super::{CliError, ExitStatus, report};
use super::{by, failed};
use crate::serve::{LEAST_LETTERS, Weak, hashed, judge_password};
use crate::source::{did_you_mean, printable};
use crate::store::{Member, Role, Store};

/// Letters that a name has at the most.
const LONGEST_NAME: usize = 60;

/// Gives somebody access, or another password. Of whoever has access what is not said stays: the role and the office.
pub fn give_access(store: &mut Store, name: &str, (role, office): (Option<&str>, Option<&str>)) -> Result<ExitStatus, CliError> {
    let role = role.map(role_of).transpose()?;
    let name = name_of(name)?;
    let before = store.users().map_err(failed)?.into_iter().find(|member| member.name == name);
    let role = role.or(before.as_ref().map(|member| member.role)).unwrap_or(Role::Officer);
    let office = office.map(str::trim).or(before.as_ref().map(|member| member.office.as_str())).unwrap_or_default();
    let password = read_password()?;
    refuse_weak(&password, &[name, office])?;
    let hashed =
        hashed(&password).ok_or_else(|| CliError::system("the password", std::io::Error::other("it cannot be hashed")))?;
    let member = Member { name: name.to_owned(), role, office: office.to_owned() };
    store.set_user(&member, &hashed, &by().as_by()).map_err(failed)?;
    let of_office = if office.is_empty() { String::new() } else { format!(" of {}", printable(office)) };
    report::say(&format!("{} may log in as {}{of_office}", printable(name), role.word()))?;
    Ok(ExitStatus::Fine)
}

fn role_of(word: &str) -> Result<Role, CliError> {
    let all = || format!("there is {}", Role::ALL.map(Role::word).join(", "));
    Role::of_word(word).ok_or_else(|| CliError::usage(format!("there is no role `{word}`"), all()))
}

/// A name to log in with.
fn name_of(name: &str) -> Result<&str, CliError> {
    let name = name.trim();
    let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME && printable(name) == name;
    if is_name {
        return Ok(name);
    }
    let message = format!("`{}` is no name to log in with", printable(name));
    Err(CliError::usage(message, format!("1 to {LONGEST_NAME} letters that can be seen")))
}

/// Reads a password: from a terminal unseen and twice, from a pipe its first line.
fn read_password() -> Result<String, CliError> {
    let failed = |error| CliError::system("the password", error);
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).map_err(failed)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let prompt = format!("Password, {LEAST_LETTERS} letters at the least (it is not shown): ");
    let password = rpassword::prompt_password(prompt).map_err(failed)?;
    if rpassword::prompt_password("The same again: ").map_err(failed)? != password {
        return Err(CliError::usage("the two are not the same", "nothing was changed; try again".to_owned()));
    }
    Ok(password)
}

/// Refuses a password that is short, or that others would guess.
fn refuse_weak(password: &str, told: &[&str]) -> Result<(), CliError> {
    let words = "a few words that do not belong together";
    match judge_password(password, told) {
        Ok(()) => Ok(()),
        Err(Weak::Short) => {
            let message = format!("the password has fewer than {LEAST_LETTERS} letters");
            Err(CliError::usage(message, format!("{words} are enough")))
        }
        Err(Weak::Guessable(why)) => {
            let why = why.map_or_else(String::new, |why| format!("{why} "));
            let help = format!("{why}{}ake {words}", if why.is_empty() { 't' } else { 'T' });
            Err(CliError::usage("the password is easy to guess", help))
        }
    }
}

/// Takes the access of somebody away.
pub fn remove(store: &mut Store, name: &str) -> Result<ExitStatus, CliError> {
    if store.remove_user(name, &by().as_by()).map_err(failed)? {
        report::say(&format!("{} may no longer log in", printable(name)))?;
        return Ok(ExitStatus::Fine);
    }
    let members = store.users().map_err(failed)?;
    let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    anstream::eprintln!("nobody called {} may log in", printable(name));
    if let Some(help) = did_you_mean(name, &names) {
        anstream::eprintln!("help: {}", printable(&help));
    }
    Ok(ExitStatus::Findings)
}

/// Says who may log in.
pub fn list(store: &Store) -> Result<ExitStatus, CliError> {
    let members = store.users().map_err(failed)?;
    if members.is_empty() {
        report::say("nobody may log in; `verbond store staff NAME` lets somebody in")?;
    }
    for Member { name, role, office } in &members {
        let office = if office.is_empty() { String::new() } else { format!(", {office}") };
        report::say(&printable(&format!("{name}  {}{office}", role.word())))?;
    }
    Ok(ExitStatus::Fine)
}

/// Says who logged in, looked, exported and erased.
pub fn log(store: &Store, case: Option<&str>, who: Option<&str>, format: OutputFormat) -> Result<ExitStatus, CliError> {
    let rows = store.access_log(case, who).map_err(failed)?;
    match format {
        OutputFormat::Json => report::say_json(&rows)?,
        OutputFormat::Text => {
            for row in &rows {
                let case = row.case.as_ref().map_or(String::new(), |case| format!("  {case}"));
                let details: Vec<String> = row
                    .details
                    .iter()
                    .filter(|(name, _)| *name != "rows")
                    .map(|(name, value)| format!("  {name} {value}"))
                    .collect();
                report::say(&printable(&format!("{}  {}  {}{case}{}", row.at, row.who, row.what, details.concat())))?;
            }
            if rows.is_empty() {
                report::say("the log of access says nothing of it")?;
            }
        }
    }
    Ok(ExitStatus::Fine)
}

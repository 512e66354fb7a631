use super::super::arguments::CodeArguments;
use super::super::config::Config;
use super::super::{CliError, ExitStatus, ask, phrases, report, serve};
use super::{by, failed, numbered, openings};
use crate::administer::CaseCode;
use crate::instrument::{Instrument, id_of};
use crate::serve::{Asked, CODE_SECONDS, Invitation, Invited, Measure, Shelf, Way, beginning, link_until};
use crate::source::{did_you_mean, printable};
use crate::store::{Member, Role, Store};

/// Asks somebody in a case, and prints the code, or the link, by which they come in.
pub fn give(store: &mut Store, command: &CodeArguments, config: &Config) -> Result<ExitStatus, CliError> {
    let case = CaseCode::parse(&command.code)
        .map_err(|error| CliError::usage(error.to_string(), "a case goes under a code, never under a name".to_owned()))?;
    let shelf = serve::stocked(Shelf::default(), &config.library, store)?;
    let measures = command.measures.iter().map(|name| measure(&shelf, name)).collect::<Result<Vec<&Measure>, _>>()?;
    let informant = informant(&measures, command.informant.as_deref())?;
    let language = command.language.as_deref().map(phrases::parsed).transpose()?;
    let mut asked = Vec::new();
    for measure in &measures {
        let Some(who) = measure.instrument.informant(&informant) else { continue };
        match Asked::of(measure, who, language.as_ref().unwrap_or(&measure.instrument.language)) {
            Ok(it) => asked.push(it),
            Err(lacking) => return ask::refuse(&lacking),
        }
    }
    let today = openings::today()?;
    let occasion = command.occasion.as_deref().map(numbered).transpose()?;
    let date = command.date.as_deref().map(openings::past).transpose()?.unwrap_or(today).to_string();
    let clock = |what: String| CliError::system("the clock", std::io::Error::other(what));
    let (way, until, expires) = if command.link {
        let ids: Vec<&str> = asked.iter().map(Asked::id).collect();
        let until = link_until(store, &shelf, (case.as_str(), &informant, &ids), today).map_err(failed)?;
        let expires = beginning(until).ok_or_else(|| clock(format!("{until} does not begin here")))?;
        (Way::Link, Some(until), expires)
    } else {
        let expires = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(i64::from(CODE_SECONDS));
        (Way::Code(config.serve.code_digits()?), None, expires.to_string())
    };
    let by = by();
    let member = Member { name: by.as_by().who.to_owned(), role: Role::Administrator, office: String::new() };
    let (measures, informant, date, expires) = (&asked[..], &*informant, &*date, &*expires);
    let is_confidential = command.confidential;
    let (case_of, shelf, owner) = (&case, &shelf, "");
    let invitation =
        Invitation { case: case_of, measures, informant, occasion, date, is_confidential, way, expires, owner, shelf };
    match (invitation.ask(store, &member).map_err(failed)?, until) {
        (Invited::By(code), None) => {
            report::say(&code)?;
            anstream::eprintln!("good for {} minutes, once", CODE_SECONDS / 60);
            Ok(ExitStatus::Fine)
        }
        (Invited::By(secret), Some(until)) => {
            report::say(&format!("/a/{secret}"))?;
            anstream::eprintln!("put the address of the server before it; good until all is answered, and before {until}");
            Ok(ExitStatus::Fine)
        }
        (Invited::NotAsked(why), _) => {
            anstream::eprintln!("nobody was asked in {}: {}", printable(case.as_str()), printable(&why.to_string()));
            Ok(ExitStatus::Findings)
        }
        (Invited::Answered { measure, occasion }, _) => {
            let (who, case) = (printable(informant), printable(case.as_str()));
            anstream::eprintln!("{who} of {case} answered occasion {occasion} of {measure} already; nothing was asked");
            anstream::eprintln!("help: say another `--occasion`, or leave it out for the next one");
            Ok(ExitStatus::Findings)
        }
        (Invited::NoSecret, _) => Err(CliError::system("the code", std::io::Error::other("none could be drawn"))),
    }
}

/// The newest version of a measure that is not retired, or the one that is named.
fn measure<'s>(shelf: &'s Shelf, name: &str) -> Result<&'s Measure, CliError> {
    let is_named =
        |measure: &&Measure| (measure.instrument.id == name && !measure.is_retired()) || measure.instrument.reference() == name;
    shelf.measures().iter().rfind(is_named).ok_or_else(|| {
        let ids: Vec<&str> = shelf.measures().iter().map(|measure| measure.instrument.id.as_str()).collect();
        let help = did_you_mean(id_of(name), &ids).unwrap_or_else(|| "`verbond list` says which there are".to_owned());
        CliError::usage(format!("there is no measure `{}`", printable(name)), help)
    })
}

/// Who answers all of the measures.
fn informant(measures: &[&Measure], name: Option<&str>) -> Result<String, CliError> {
    let first = measures.first().and_then(|measure| measure.instrument.informants.first());
    let name = name.or(first.map(|informant| informant.name.as_str())).unwrap_or_default().to_owned();
    let lacks = |instrument: &&Instrument| instrument.informant(&name).is_none();
    match measures.iter().map(|measure| &measure.instrument).find(lacks) {
        None => Ok(name),
        Some(instrument) => {
            let names: Vec<&str> = instrument.informants.iter().map(|informant| informant.name.as_str()).collect();
            let help = did_you_mean(&name, &names).unwrap_or_else(|| format!("there is {}", names.join(", ")));
            Err(CliError::usage(format!("{} has no informant `{}`", instrument.reference(), printable(&name)), help))
        }
    }
}

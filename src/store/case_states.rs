use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::administrations::logged;
use super::occasions::Place;
use super::openings::put_opening;
use super::signals::{SEEN, keep_seen};
use super::{By, Opening, Store, StoreError};
use crate::administer::CaseCode;
use crate::instrument::Day;

/// What a store holds of cases beside their answers, to be taken into another store: files of answers hold one measure,
/// and go to people who need not know who works with whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseStates {
    /// When cases were opened and closed, and whose they are.
    pub cases: Vec<CaseState>,
    /// Which signals somebody saw.
    pub seen: Vec<SeenState>,
}

/// An [`Opening`], as it is written out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseState {
    /// The code of the case.
    pub case: String,
    /// The day from which days are counted, as 2026-11-24.
    pub opened: String,
    /// The day on which it was closed.
    pub closed: Option<String>,
    /// The schedule that it follows; empty where it follows none.
    pub schedule: String,
    /// Who works with it; empty where it is nobody's.
    pub owner: String,
    /// The office that it is with; empty where there is only one.
    pub office: String,
}

/// A signal that somebody saw, by what shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenState {
    /// The code of the case.
    pub case: String,
    /// The measure, by its id.
    pub measure: String,
    /// Who answered, by name.
    pub informant: String,
    /// When.
    pub occasion: String,
    /// The name of the signal.
    pub signal: String,
    /// Who saw it.
    pub who: String,
    /// When they saw it, as RFC 3339 writes it.
    pub at: String,
    /// What they noted.
    pub note: String,
}

/// What of a file cannot be taken in; then nothing of it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// It cannot be the code of a case.
    #[error("`{0}` is no code of a case")]
    NoCase(String),
    /// A day is none of the calendar, or a case was closed before it was opened.
    #[error("the days of case {0} are none")]
    NoDay(String),
    /// The case is opened here already, and otherwise.
    #[error("case {0} is opened in this store already, with other days, schedule, owner or office")]
    Opened(String),
    /// What showed the signal is not held here.
    #[error("{informant} of case {case} at occasion {occasion} of {measure} is not in this store: import its answers first")]
    NotHeld {
        /// The case.
        case: String,
        /// Who answered.
        informant: String,
        /// When.
        occasion: String,
        /// The id of the measure.
        measure: String,
    },
}

impl Store {
    /// What is held of cases beside their answers.
    ///
    /// # Errors
    /// Where the database fails, or something in it cannot be read.
    pub fn case_states(&self) -> Result<CaseStates, StoreError> {
        let cases = self.openings()?.into_iter().map(|opening| CaseState {
            opened: opening.opened.to_string(),
            closed: opening.closed.map(|day| day.to_string()),
            case: opening.case,
            schedule: opening.schedule,
            owner: opening.owner,
            office: opening.office,
        });
        let mut shows = BTreeMap::new();
        let mut seen = Vec::new();
        for one in self.seen(None)? {
            let kept = match shows.entry(one.administration) {
                Entry::Occupied(there) => there.into_mut(),
                Entry::Vacant(free) => {
                    let kept = self.administration(one.administration)?;
                    free.insert(kept.ok_or(StoreError::Unknown(one.administration))?)
                }
            };
            // What was replaced or taken out since has no place of its own any more.
            if !kept.counts() {
                continue;
            }
            let identity = &kept.record.identity;
            seen.push(SeenState {
                case: identity.case.clone(),
                measure: crate::instrument::id_of(&kept.record.measure).to_owned(),
                informant: identity.informant.clone(),
                occasion: identity.occasion.clone(),
                signal: one.signal,
                who: one.who,
                at: one.at,
                note: one.note,
            });
        }
        Ok(CaseStates { cases: cases.collect(), seen })
    }

    /// Takes in what another store held of cases: all of it or nothing. Gives why it cannot be, one reason for each
    /// part that does not fit.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn take_in_cases(&mut self, states: &CaseStates, by: &By<'_>) -> Result<Vec<NotTaken>, StoreError> {
        let mut not_taken = Vec::new();
        let mut openings = Vec::new();
        for state in &states.cases {
            match (opening(state), self.opening(&state.case)?) {
                (Err(why), _) => not_taken.push(why),
                (Ok(opening), Some(there)) if opening != there => not_taken.push(NotTaken::Opened(state.case.clone())),
                (Ok(_), Some(_)) => {}
                (Ok(opening), None) => openings.push(opening),
            }
        }
        let mut seen = Vec::new();
        for state in &states.seen {
            let SeenState { case, measure, informant, occasion, .. } = state;
            match self.held(&Place { case, measure, informant, occasion })?.finished {
                Some(administration) => seen.push((administration, state)),
                None => {
                    let [case, informant, occasion, measure] = [case, informant, occasion, measure].map(String::clone);
                    not_taken.push(NotTaken::NotHeld { case, informant, occasion, measure });
                }
            }
        }
        if !not_taken.is_empty() {
            return Ok(not_taken);
        }
        self.logging(|chain| {
            for opening in &openings {
                put_opening(chain, opening, by)?;
            }
            for (administration, SeenState { signal, who, at, note, .. }) in seen {
                let content = json!({"what": SEEN, "at": at, "administration": administration, "signal": signal,
                    "who": who, "note": note, "imported": by.at});
                logged(chain, administration, &content)?;
                keep_seen(chain.connection, (administration, signal), (who, at, note))?;
            }
            Ok(vec![])
        })
    }
}

fn opening(state: &CaseState) -> Result<Opening, NotTaken> {
    let CaseState { case, opened, closed, schedule, owner, office } = state;
    CaseCode::parse(case).ok().filter(|code| code.as_str() == case).ok_or_else(|| NotTaken::NoCase(case.clone()))?;
    let day = |text: &String| Day::iso(text).ok_or_else(|| NotTaken::NoDay(case.clone()));
    let (opened, closed) = (day(opened)?, closed.as_ref().map(day).transpose()?);
    if closed.is_some_and(|closed| closed < opened) {
        return Err(NotTaken::NoDay(case.clone()));
    }
    let [case, schedule, owner, office] = [case, schedule, owner, office].map(String::clone);
    Ok(Opening { case, opened, closed, schedule, owner, office })
}

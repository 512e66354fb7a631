use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::administrations::logged;
use super::facts::Facts;
use super::occasions::Place;
use super::openings::put_opening;
use super::signals::{SEEN, keep_seen};
use super::{By, Opening, Seen, Store, StoreError};
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
    /// What was told of the case itself, by the names of the facts.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub known: Facts,
}

/// What was taken in of a file; what was there already, and alike, is not counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Cases that were opened.
    pub cases: usize,
    /// Signals that somebody saw.
    pub seen: usize,
    /// Parts that do not fit: where there are any nothing was taken in.
    pub not_taken: Vec<NotTaken>,
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
    #[error("case {0} is opened in this store already, with other days, schedule, owner, office or facts")]
    Opened(String),
    /// It would be a second case of one code but for its capitals.
    #[error("there is a case `{twin}`, and `{case}` would become a second one")]
    Twin {
        /// The case.
        case: String,
        /// The one that is there.
        twin: String,
    },
    /// Nobody who works with cases of its office has the name of its owner.
    #[error("case {case} is `{owner}`'s, and nobody of that name works with cases of its office here: give them access first")]
    NoOwner {
        /// The case.
        case: String,
        /// Whose it is said to be.
        owner: String,
    },
    /// It follows a schedule that is not there.
    #[error("case {case} follows `{schedule}`, which is not among the schedules here: put its file there first")]
    NoSchedule {
        /// The case.
        case: String,
        /// The schedule that it is said to follow.
        schedule: String,
    },
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
            known: opening.known,
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

    /// Takes in what another store held of cases: all of it or nothing. Gives what was taken, or why it cannot be, one
    /// reason for each part that does not fit. `is_schedule` says whether there is a schedule of a reference.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn take_in_cases(
        &mut self,
        states: &CaseStates,
        is_schedule: &dyn Fn(&str) -> bool,
        by: &By<'_>,
    ) -> Result<TakenIn, StoreError> {
        let mut not_taken = Vec::new();
        let mut openings: Vec<Opening> = Vec::new();
        for state in &states.cases {
            match (opening(state), self.opening(&state.case)?) {
                (Err(why), _) => not_taken.push(why),
                (Ok(opening), Some(there)) if opening != there => not_taken.push(NotTaken::Opened(state.case.clone())),
                (Ok(_), Some(_)) => {}
                (Ok(opening), None) => {
                    not_taken.extend(self.unfit(&opening, &openings, is_schedule)?);
                    openings.push(opening);
                }
            }
        }
        let there = self.seen(None)?;
        let is_there = |administration: i64, state: &SeenState| {
            let SeenState { signal, who, at, note, .. } = state;
            let same = Seen { administration, signal: signal.clone(), who: who.clone(), at: at.clone(), note: note.clone() };
            there.contains(&same)
        };
        let mut seen = Vec::new();
        for state in &states.seen {
            let SeenState { case, measure, informant, occasion, .. } = state;
            match self.held(&Place { case, measure, informant, occasion })?.finished {
                Some(administration) if is_there(administration, state) => {}
                Some(administration) => seen.push((administration, state)),
                None => {
                    let [case, informant, occasion, measure] = [case, informant, occasion, measure].map(String::clone);
                    not_taken.push(NotTaken::NotHeld { case, informant, occasion, measure });
                }
            }
        }
        if !not_taken.is_empty() {
            return Ok(TakenIn { not_taken, ..TakenIn::default() });
        }
        let taken = TakenIn { cases: openings.len(), seen: seen.len(), not_taken };
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
            Ok(taken)
        })
    }

    /// Why a case that is to be opened cannot be as it is said: one reason for each part. `others` are opened with it.
    fn unfit(
        &self,
        opening: &Opening,
        others: &[Opening],
        is_schedule: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<NotTaken>, StoreError> {
        let Opening { case, schedule, owner, office, .. } = opening;
        let mut why = Vec::new();
        let is_twin = |other: &&Opening| other.case.eq_ignore_ascii_case(case);
        let twin = self.twin_of(case)?.or_else(|| others.iter().find(is_twin).map(|other| other.case.clone()));
        if let Some(twin) = twin {
            why.push(NotTaken::Twin { case: case.clone(), twin });
        }
        let is_theirs = |member: super::Member| member.name == *owner && member.role.sees_cases() && member.sees_office(office);
        if !owner.is_empty() && !self.users()?.into_iter().any(is_theirs) {
            why.push(NotTaken::NoOwner { case: case.clone(), owner: owner.clone() });
        }
        if !schedule.is_empty() && !is_schedule(schedule) {
            why.push(NotTaken::NoSchedule { case: case.clone(), schedule: schedule.clone() });
        }
        Ok(why)
    }
}

fn opening(state: &CaseState) -> Result<Opening, NotTaken> {
    let CaseState { case, opened, closed, schedule, owner, office, known } = state;
    CaseCode::parse(case).ok().filter(|code| code.as_str() == case).ok_or_else(|| NotTaken::NoCase(case.clone()))?;
    let day = |text: &String| Day::iso(text).ok_or_else(|| NotTaken::NoDay(case.clone()));
    let (opened, closed) = (day(opened)?, closed.as_ref().map(day).transpose()?);
    if closed.is_some_and(|closed| closed < opened) {
        return Err(NotTaken::NoDay(case.clone()));
    }
    let [case, schedule, owner, office] = [case, schedule, owner, office].map(String::clone);
    Ok(Opening { case, opened, closed, schedule, owner, office, known: known.clone() })
}

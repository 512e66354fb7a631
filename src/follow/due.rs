//! What is due of whom, computed from the opening of a case and what was finished; it is stored nowhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use typed_index_collections::TiVec;

use super::order::{Placed, in_order};
use crate::instrument::{Ask, AskIx, Day, FactIx, Given, Notation, OccasionName, Schedule, Version};

/// A finished administration, as far as a schedule looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The id of the measure.
    pub measure: String,
    /// The version of it that was answered.
    pub version: Version,
    /// Who answered, by name.
    pub informant: String,
    /// Occasion, as written; where it is empty, each day is an occasion of its own.
    pub occasion: String,
    /// The day on which it was answered.
    pub day: Day,
}

/// A case that is open, as a schedule looks at it.
#[derive(Clone, Copy, Debug)]
pub struct OpenCase<'a> {
    /// The day from which days are counted; what was finished before it does not count.
    pub opened: Day,
    /// What is known of it, as a file of answers has it.
    pub facts: &'a BTreeMap<String, String>,
    /// What was finished, in any order.
    pub finished: &'a [Finished],
}

/// What is due of a case on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseDue {
    /// What is asked now, or will be next: one entry for each measure and informant at the most.
    pub asked: Vec<Due>,
    /// What nobody is asked, since it depends on a fact that is not known.
    pub undecided: Vec<Undecided>,
}

/// Something that one informant is to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The id of the measure.
    pub measure: String,
    /// The versions of it that count; all, where the schedule names none.
    pub version: Option<Version>,
    /// Who is asked, by name.
    pub informant: String,
    /// The occasion, as it is written.
    pub occasion: String,
    /// The day from which it is asked.
    pub from: Day,
    /// The day by which it is to be finished.
    pub by: Day,
    /// How it stands.
    pub standing: Standing,
    /// Days on which the informant is reminded of it.
    pub reminders: Vec<Day>,
    /// How many occasions before this one the informant missed.
    pub missed: usize,
    /// The first day on which it is not asked any more: that on which the next occasion falls due, or the day after the
    /// schedule ends. `None` while it stays due until somebody finishes it.
    pub until: Option<Day>,
}

/// How something stands that is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It is asked, and the schedule calls it late.
    Late,
    /// It is asked.
    Due,
    /// It is not asked yet.
    Coming,
}

/// Something that nobody is asked, for want of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Undecided {
    /// The id of the measure.
    pub measure: String,
    /// Who would be asked.
    pub informants: Vec<String>,
    /// The facts that are not known.
    pub facts: Vec<String>,
}

/// What is due of a case on a day. What happened after that day is left out of account.
pub fn due(schedule: &Schedule, case: &OpenCase<'_>, on: Day) -> CaseDue {
    let mut found = CaseDue::default();
    if on < case.opened {
        return found;
    }
    let facts = facts_of(schedule, case.facts);
    for ask in &schedule.asks {
        match ask.when.as_ref().map_or(Some(true), |when| when.holds(&facts)) {
            Some(true) => found.asked.extend(Calendar::of(ask, case, on).due(schedule, on)),
            Some(false) => {}
            None => {
                let unknown = ask.when.iter().flat_map(|when| when.facts()).filter(|at| facts[*at].is_none());
                found.undecided.push(Undecided {
                    measure: ask.measure.clone(),
                    informants: ask.informants.clone(),
                    facts: unknown.map(|at| schedule.facts[at].name.clone()).collect(),
                });
            }
        }
    }
    found
}

/// The facts at the positions of the schedule; what is no value of a fact is not known.
fn facts_of(schedule: &Schedule, told: &BTreeMap<String, String>) -> TiVec<FactIx, Option<f64>> {
    let read = |known: &crate::instrument::Known| {
        let given = known.domain().read(told.get(&known.name)?, &Notation::default());
        given.ok().and_then(Given::value)
    };
    schedule.facts.iter().map(read).collect()
}

/// An occasion at which somebody answered.
#[derive(Debug)]
struct Occasion<'a> {
    label: String,
    /// The day from which the next occasion is counted.
    first: Day,
    /// Who finished, and on which day, by their places in the entry of the schedule.
    days: BTreeMap<usize, Day>,
    /// Who finished.
    by: BTreeSet<&'a str>,
}

/// The occasions of a measure that one case has had since it was opened, in order; all informants share them.
#[derive(Debug)]
struct Calendar<'a> {
    ask: &'a Ask,
    opened: Day,
    occasions: Vec<Occasion<'a>>,
    /// The highest number that an occasion of the measure has, also one from before the opening: numbers go on.
    highest: Option<u64>,
}

impl<'a> Calendar<'a> {
    fn of(ask: &'a Ask, case: &OpenCase<'a>, on: Day) -> Self {
        let mut by_label: BTreeMap<String, Occasion<'a>> = BTreeMap::new();
        for finished in case.finished.iter().filter(|finished| (case.opened..=on).contains(&finished.day)) {
            let informant = ask.informants.iter().position(|informant| *informant == finished.informant);
            let Some(informant) = informant.filter(|_| ask.takes(&finished.measure, &finished.version)) else { continue };
            let written = finished.occasion.trim();
            let label = if written.is_empty() { finished.day.to_string() } else { written.to_owned() };
            let blank = Occasion { label: label.clone(), first: finished.day, days: BTreeMap::new(), by: BTreeSet::new() };
            let occasion = by_label.entry(label).or_insert(blank);
            let day = occasion.days.entry(informant).or_insert(finished.day);
            *day = finished.day.min(*day);
            occasion.by.insert(&finished.informant);
        }
        let placed = |occasion: &Occasion<'a>| occasion.days.values().next().map(|day| day.count());
        let mut occasions: Vec<Occasion<'a>> =
            in_order(by_label.into_values().collect(), |occasion| Placed { name: &occasion.label, day: placed(occasion) });
        count_from(&mut occasions);
        // What is asked once has one occasion, whatever the occasions were called.
        if ask.rhythm.then.is_none() && occasions.len() > 1 {
            let others = occasions.split_off(1);
            occasions[0].by.extend(others.into_iter().flat_map(|other| other.by));
        }
        // Since the opening an occasion that only others answered is the next one of those who are asked.
        let has_number = |finished: &&Finished| {
            let is_shared = finished.day < case.opened || ask.informants.contains(&finished.informant);
            finished.measure == ask.measure && finished.day <= on && is_shared
        };
        let numbers = case.finished.iter().filter(has_number);
        let highest = numbers.filter_map(|finished| OccasionName::read(&finished.occasion).number().map(u64::from)).max();
        Self { ask, opened: case.opened, occasions, highest }
    }

    /// The last day on which anybody is asked; `None` where there is none, or the calendar does not go so far.
    fn end(&self) -> Option<Day> {
        self.ask.rhythm.until.and_then(|until| self.opened.later(i32::from(until)))
    }

    /// The due day of the occasion after those that there are at a position, which is that of the first for 0.
    fn due_day(&self, position: usize) -> Option<Day> {
        let rhythm = self.ask.rhythm;
        match position.checked_sub(1) {
            None => self.opened.later(i32::from(rhythm.first)),
            Some(before) => self.occasions.get(before)?.first.later(i32::from(rhythm.then?)),
        }
    }

    /// What an informant is to answer on a day, or next.
    fn due(&self, schedule: &Schedule, on: Day) -> Vec<Due> {
        let end = self.end();
        if end.is_some_and(|end| on > end) {
            return vec![];
        }
        let is_within = |day: &Day| end.is_none_or(|end| *day <= end);
        let next = self.due_day(self.occasions.len()).filter(is_within);
        let is_next_due = next.is_some_and(|next| on >= next);
        let due = |informant: &String| {
            let has_missed = |occasion: &&Occasion<'_>| !occasion.by.contains(informant.as_str());
            let last = self.occasions.last().filter(|last| has_missed(last) && !is_next_due);
            let before = self.occasions.len() - usize::from(last.is_some());
            let missed = self.occasions[..before].iter().filter(has_missed).count();
            let (occasion, from, by) = match last {
                // Whoever has not finished the last occasion can, until the next one is due.
                Some(last) => {
                    let by = self.due_day(before).filter(is_within)?;
                    (last.label.clone(), last.first.min(by), by)
                }
                None => {
                    let by = next?;
                    // The first occasion is asked from the opening on.
                    (self.next_label(), if self.occasions.is_empty() { self.opened } else { by }, by)
                }
            };
            let until = last.and(next);
            let reminders = schedule.reminders_of(informant).iter().filter_map(|days| by.later(*days));
            let is_meant = |day: &Day| is_within(day) && until.is_none_or(|until| *day < until);
            Some(Due {
                measure: self.ask.measure.clone(),
                version: self.ask.version.clone(),
                informant: informant.clone(),
                occasion,
                from,
                by,
                standing: self.standing((from, by), on),
                reminders: reminders.filter(is_meant).collect(),
                missed,
                until: until.or_else(|| end?.later(1)),
            })
        };
        self.ask.informants.iter().filter_map(due).collect()
    }

    fn standing(&self, (from, by): (Day, Day), on: Day) -> Standing {
        let is_late = |late: u16| by.later(i32::from(late)).is_some_and(|last| on > last);
        if self.ask.rhythm.late.is_some_and(is_late) {
            Standing::Late
        } else if on >= from {
            Standing::Due
        } else {
            Standing::Coming
        }
    }

    /// The number after the highest that an occasion has.
    fn next_label(&self) -> String {
        let count = u64::try_from(self.occasions.len()).unwrap_or(u64::MAX);
        self.highest.unwrap_or(count).saturating_add(1).to_string()
    }
}

/// Says of occasions in their order from which day the next one is counted: that on which the first informant finished.
/// A day before that of the occasion before is a slip, and nothing is counted from it.
fn count_from(occasions: &mut [Occasion<'_>]) {
    let mut before: Option<Day> = None;
    for occasion in occasions {
        let is_later = |day: &Day| before.is_none_or(|before| *day >= before);
        let first = occasion.days.values().copied().filter(is_later).min();
        occasion.first = first.or(before).unwrap_or(occasion.first);
        before = Some(occasion.first);
    }
}

impl Due {
    /// Whether the informant is reminded of it on a day.
    pub fn is_reminded(&self, on: Day) -> bool {
        self.reminders.contains(&on)
    }

    /// Days from its due day to a day; negative before.
    pub fn days_past(&self, on: Day) -> i32 {
        on.count() - self.by.count()
    }

    /// By this a list of what is due of many cases is sorted: what is latest stands first.
    pub fn urgency<'k>(&'k self, case: &'k str) -> impl Ord + 'k {
        (self.standing, self.by, case, &self.measure, &self.informant)
    }
}

impl CaseDue {
    /// What is asked now, what somebody is reminded of on the day, and what falls due in so many days from it.
    #[must_use]
    pub fn within(mut self, on: Day, ahead: u16) -> Self {
        self.asked.retain(|due| match due.standing {
            Standing::Late | Standing::Due => true,
            Standing::Coming => due.is_reminded(on) || (ahead > 0 && -due.days_past(on) <= i32::from(ahead)),
        });
        self
    }
}

/// An occasion as a schedule plans it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// The day on which it is due, counted from the opening of the case.
    pub day: u32,
    /// Which of the entries of the schedule.
    pub ask: AskIx,
    /// The how many-eth occasion of it, from 1.
    pub occasion: u32,
}

/// The occasions of a schedule up to a day, where each is finished on the day on which it is due.
pub fn calendar(schedule: &Schedule, last: u32) -> Vec<Planned> {
    let mut planned = Vec::new();
    for (ask, asked) in schedule.asks.iter_enumerated() {
        let rhythm = asked.rhythm;
        let last = rhythm.until.map_or(last, |until| last.min(u32::from(until)));
        let (mut day, mut occasion) = (u32::from(rhythm.first), 1);
        while day <= last {
            planned.push(Planned { day, ask, occasion });
            let Some(then) = rhythm.then else { break };
            (day, occasion) = (day + u32::from(then).max(1), occasion + 1);
        }
    }
    planned.sort_by_key(|planned| (planned.day, planned.ask));
    planned
}

#[cfg(test)]
mod tests;

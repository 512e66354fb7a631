//! What whoever works with cases is to do: which signals nobody saw yet, what is due, what was asked and not answered.

use std::collections::BTreeMap;

use rusqlite::Row;
use serde::Serialize;

use super::openings::Opening;
use super::shown::{Course, SeenSignals, Shown, Signal};
use super::{Store, StoreError};
use crate::follow::{Due, Standing, Undecided};
use crate::instrument::{Day, Schedule};

/// How something stands that was asked and is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "how")]
pub enum Awaited {
    /// A code or a link was given and not used yet; it is good until then, as RFC 3339 writes it.
    Code {
        /// Until when.
        until: String,
    },
    /// Somebody is answering now.
    Answering,
    /// Somebody stopped; another code goes on with it.
    Stopped {
        /// Questions that they answered.
        answered: usize,
    },
    /// The time of the code is over, and nobody answered anything.
    Expired,
}

/// Something that was asked and is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The administration, by its number in the store.
    pub administration: i64,
    /// The measure, as `alliance-monitor@0.3.0`.
    pub measure: String,
    /// Who is asked, by name.
    pub informant: String,
    /// The occasion.
    pub occasion: String,
    /// The day that was written for it, as 2026-11-24.
    pub date: String,
    /// Whether only the one who answers may see it.
    pub is_confidential: bool,
    /// How it stands.
    #[serde(flatten)]
    pub awaited: Awaited,
}

/// What there is to do about a case: the first of these that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// A signal that nobody has seen, in a closed case too.
    Look,
    /// The time that was agreed on is over: somebody is to be asked.
    Due,
    /// Somebody was asked, and has not finished.
    Waiting,
    /// Nothing, until the next occasion.
    Fine,
    /// Nothing any more: the case is closed.
    Closed,
}

/// A case, and what there is to do about it.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseWork {
    /// Its code.
    pub case: String,
    /// When it was opened, and whose it is; nothing where it was asked before anybody opened it.
    pub opening: Option<Opening>,
    /// The office that it is with; empty where there is only one.
    pub office: String,
    /// Alerts and signs of a rupture now: those that nobody has seen first, the most grave first.
    pub signals: Vec<Signal>,
    /// What somebody is to be asked now, the latest first; what was asked and waits is not among it.
    pub due: Vec<Due>,
    /// What is asked next, where nothing is due.
    pub next: Option<Due>,
    /// What nobody is asked, since something of the case is not known.
    pub undecided: Vec<Undecided>,
    /// Whether it follows a schedule that is not there.
    pub lacks_schedule: bool,
    /// What was asked and is not finished.
    pub waiting: Vec<Waiting>,
    /// What its answers show.
    pub course: Option<Course>,
    /// The last day on which anything was answered that is finished, as it was written ([`Shown::last`]).
    pub last: Option<Day>,
}

impl CaseWork {
    /// What there is to do about it.
    pub fn section(&self) -> Section {
        // What came in as a case was closed, or since, waits for somebody who sees it all the same.
        if self.unseen().next().is_some() {
            Section::Look
        } else if self.opening.as_ref().is_some_and(|opening| opening.closed.is_some()) {
            Section::Closed
        } else if !self.due.is_empty() {
            Section::Due
        } else if !self.waiting.is_empty() {
            Section::Waiting
        } else {
            Section::Fine
        }
    }

    /// The signals that nobody has seen.
    pub fn unseen(&self) -> impl Iterator<Item = &Signal> {
        self.signals.iter().filter(|signal| signal.seen.is_none())
    }

    /// Who works with it, by the name to log in with; empty where it is nobody's.
    pub fn owner(&self) -> &str {
        self.opening.as_ref().map_or("", |opening| &opening.owner)
    }
}

/// On which day, at which moment (as RFC 3339 writes it), and by which schedules the work is looked at.
pub struct Work<'a> {
    /// The day, as people there call it.
    pub on: Day,
    /// Now.
    pub at: &'a str,
    /// What a case shows, by its code.
    pub shown: &'a dyn Fn(&str) -> Option<&'a Shown>,
    /// The schedule of a reference.
    pub schedule: &'a dyn Fn(&str) -> Option<&'a Schedule>,
}

impl Store {
    /// What there is to do about each case, those first of which a signal waits for somebody who sees it, then by what
    /// was due first, then by their codes. What the answers show is told by the caller, who has the measures; where
    /// that is nothing, only what is due and what waits is known. What may be seen by whom is for the caller to say.
    ///
    /// # Errors
    /// Where the database fails, or something in it cannot be read.
    pub fn worklist(&self, work: &Work<'_>) -> Result<Vec<CaseWork>, StoreError> {
        let mut found: BTreeMap<String, CaseWork> = BTreeMap::new();
        for (case, office) in self.offices()? {
            found.insert(case.clone(), CaseWork::of(case, office));
        }
        for opening in self.openings()? {
            let entry = found.entry(opening.case.clone());
            let work = entry.or_insert_with_key(|case| CaseWork::of(case.clone(), String::new()));
            work.office.clone_from(&opening.office);
            work.opening = Some(opening);
        }
        for waiting in self.waiting(work.at)? {
            if let Some(of_case) = found.get_mut(&waiting.0) {
                of_case.waiting.push(waiting.1);
            }
        }
        for followed in self.followed()? {
            let Some(of_case) = found.get_mut(&followed.opening.case) else { continue };
            match (work.schedule)(&followed.opening.schedule) {
                Some(schedule) => of_case.take_due(followed.due(schedule, work.on)),
                None => of_case.lacks_schedule = true,
            }
        }
        for of_case in found.values_mut() {
            if let Some(shown) = (work.shown)(&of_case.case) {
                of_case.signals.clone_from(&shown.signals);
                of_case.course.clone_from(&shown.course);
                of_case.last = shown.last;
            }
        }
        let seen = self.seen(None)?;
        let seen = SeenSignals::of(&seen);
        let mut all: Vec<CaseWork> = found.into_values().collect();
        all.iter_mut().for_each(|of_case| seen.mark(&mut of_case.signals));
        all.sort_by(|one, other| {
            let order = |work: &CaseWork| (work.section(), std::cmp::Reverse(work.unseen().map(|signal| signal.severity).max()));
            let due = |work: &CaseWork| work.due.first().map(|due| (due.standing, due.by));
            order(one).cmp(&order(other)).then_with(|| due(one).cmp(&due(other))).then_with(|| one.case.cmp(&other.case))
        });
        Ok(all)
    }

    /// The cases that were asked, each with the office in which it was asked last.
    fn offices(&self) -> Result<Vec<(String, String)>, StoreError> {
        // Of a group SQLite takes the other columns from the row that has the greatest id.
        let mut statement = self
            .connection
            .prepare_cached("select case_code, office, max(id) from administration group by case_code order by case_code")?;
        Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// What was asked and is not finished, each with the code of its case. What was answered at a later time instead is
    /// not waited for any more.
    fn waiting(&self, at: &str) -> Result<Vec<(String, Waiting)>, StoreError> {
        let not_passed = "not exists
            (select 1 from administration as later where later.case_code = asked.case_code and later.id > asked.id
               and later.informant = asked.informant and later.finished is not null and later.closed is null
               and substr(later.measure, 1, instr(later.measure, '@')) = substr(asked.measure, 1, instr(asked.measure, '@')))";
        self.waiting_where(not_passed, &[at])
    }

    /// All that was asked in a case and is not finished.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn unfinished(&self, case: &str, at: &str) -> Result<Vec<Waiting>, StoreError> {
        Ok(self.waiting_where("case_code = ?2", &[at, case])?.into_iter().map(|(_, waiting)| waiting).collect())
    }

    fn waiting_where(&self, holds: &str, told: &[&str]) -> Result<Vec<(String, Waiting)>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "select id, case_code, measure, informant, occasion, date, confidential,
               (select max(expires) from ticket where ticket.administration = asked.id and expires > ?1),
               exists (select 1 from ticket where ticket.administration = asked.id and expires > ?1 and is_link = 1),
               exists (select 1 from session where session.administration = asked.id and expires > ?1),
               (select count(*) from answer where answer.administration = asked.id)
             from administration as asked where finished is null and closed is null and {holds} order by case_code, id"
        ))?;
        let waiting = |row: &Row<'_>| {
            let (until, is_link): (Option<String>, bool) = (row.get(7)?, row.get(8)?);
            let (is_answering, answered): (bool, i64) = (row.get(9)?, row.get(10)?);
            let answered = usize::try_from(answered).unwrap_or(0);
            // A link is good after it was opened, too.
            let awaited = match (until.filter(|_| !is_link || !is_answering && answered == 0), is_answering, answered) {
                (Some(until), ..) => Awaited::Code { until },
                (None, true, _) => Awaited::Answering,
                (None, false, 0) => Awaited::Expired,
                (None, false, answered) => Awaited::Stopped { answered },
            };
            let (administration, measure, informant) = (row.get(0)?, row.get(2)?, row.get(3)?);
            let (occasion, date, is_confidential) = (super::occasions::occasion(row, 4)?, row.get(5)?, row.get(6)?);
            Ok((row.get(1)?, Waiting { administration, measure, informant, occasion, date, is_confidential, awaited }))
        };
        Ok(statement.query_map(rusqlite::params_from_iter(told), waiting)?.collect::<Result<_, _>>()?)
    }
}

impl CaseWork {
    fn of(case: String, office: String) -> Self {
        Self {
            case,
            opening: None,
            office,
            signals: vec![],
            due: vec![],
            next: None,
            undecided: vec![],
            lacks_schedule: false,
            waiting: vec![],
            course: None,
            last: None,
        }
    }

    /// Takes down what is due. What was asked already waits; where the time of its code is over, it is due again.
    fn take_due(&mut self, due: crate::follow::CaseDue) {
        self.undecided = due.undecided;
        let is_of = |waiting: &Waiting, due: &Due| {
            crate::instrument::id_of(&waiting.measure) == due.measure
                && waiting.informant == due.informant
                && waiting.occasion == due.occasion
        };
        for due in due.asked {
            let asked = self.waiting.iter().find(|waiting| is_of(waiting, &due));
            match (due.standing, asked.map(|waiting| &waiting.awaited)) {
                (Standing::Coming, None) => {
                    if self.next.as_ref().is_none_or(|next| due.by < next.by) {
                        self.next = Some(due);
                    }
                }
                (Standing::Late | Standing::Due, None | Some(Awaited::Expired)) => {
                    self.waiting.retain(|waiting| !is_of(waiting, &due));
                    self.due.push(due);
                }
                (_, Some(_)) => {}
            }
        }
        self.due.sort_by(|one, other| (one.standing, one.by, &one.measure).cmp(&(other.standing, other.by, &other.measure)));
    }
}

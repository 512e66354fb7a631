//! What whoever works with cases is to do: which signals nobody saw yet, what is due, what was asked and not answered.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rusqlite::Row;
use serde::Serialize;

use super::openings::{FollowedCase, Opening};
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
    pub course: Option<Arc<Course>>,
    /// The last day on which anything was answered that is finished, as it was written ([`Shown::last`]).
    pub last: Option<Day>,
    /// The measures that were answered, by their ids.
    pub answered: BTreeSet<String>,
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

    /// The measures that it answered, is answering or is to answer, by their ids; some more than once.
    pub fn measures(&self) -> impl Iterator<Item = &str> {
        let waiting = self.waiting.iter().map(|waiting| crate::instrument::id_of(&waiting.measure));
        let due = self.due.iter().chain(&self.next).map(|due| due.measure.as_str());
        self.answered.iter().map(String::as_str).chain(waiting).chain(due)
    }

    /// Who works with it, by the name to log in with; empty where it is nobody's.
    pub fn owner(&self) -> &str {
        self.opening.as_ref().map_or("", |opening| &opening.owner)
    }
}

/// On which day and by which schedules cases are looked at, and what they show.
pub struct Work<'a> {
    /// The day, as people there call it.
    pub on: Day,
    /// What a case shows, by its code.
    pub shown: &'a dyn Fn(&str) -> Option<&'a Shown>,
    /// The schedule of a reference.
    pub schedule: &'a dyn Fn(&str) -> Option<&'a Schedule>,
}

impl Store {
    /// All cases, or one, as they are on a day, by their codes. What the answers show is told by the caller, who has the
    /// measures; where that is nothing, only what is due is known. What may be seen by whom is for the caller to say.
    ///
    /// # Errors
    /// Where the database fails, or something in it cannot be read.
    pub fn on_day(&self, only: Option<&str>, work: &Work<'_>) -> Result<Vec<CaseOnDay>, StoreError> {
        let mut found: BTreeMap<String, CaseOnDay> = BTreeMap::new();
        for (case, office) in self.offices(only)? {
            found.insert(case.clone(), CaseOnDay::of(case, office));
        }
        let openings = match only {
            Some(case) => self.opening(case)?.into_iter().collect(),
            None => self.openings()?,
        };
        for opening in openings {
            let of_case = found.entry(opening.case.clone()).or_insert_with_key(|case| CaseOnDay::of(case.clone(), String::new()));
            let resting = Arc::make_mut(&mut of_case.resting);
            resting.office.clone_from(&opening.office);
            resting.opening = Some(opening);
        }
        for followed in self.followed_of(only)? {
            if let Some(of_case) = found.get_mut(&followed.opening.case) {
                of_case.follow(&followed, work);
            }
        }
        let seen = self.seen(only)?;
        let seen = SeenSignals::of(&seen);
        for of_case in found.values_mut() {
            if let Some(shown) = (work.shown)(of_case.case()) {
                let resting = Arc::make_mut(&mut of_case.resting);
                resting.signals.clone_from(&shown.signals);
                seen.mark(&mut resting.signals);
                resting.course.clone_from(&shown.course);
                resting.last = shown.last;
                resting.answered.clone_from(&shown.measures);
            }
        }
        Ok(found.into_values().collect())
    }

    /// The cases that were asked, each with the office in which it was asked last.
    fn offices(&self, only: Option<&str>) -> Result<Vec<(String, String)>, StoreError> {
        let of_case = if only.is_some() { "where case_code = ?1" } else { "" };
        // Of a group SQLite takes the other columns from the row that has the greatest id.
        let mut statement = self.connection.prepare_cached(&format!(
            "select case_code, office, max(id) from administration {of_case} group by case_code order by case_code"
        ))?;
        let office = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(statement.query_map(rusqlite::params_from_iter(only), office)?.collect::<Result<_, _>>()?)
    }

    /// What was asked and is not finished at a moment, as RFC 3339 writes it, by the codes of the cases. What was answered
    /// at a later time instead is not waited for any more.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn waiting(&self, at: &str) -> Result<HashMap<String, Vec<Waiting>>, StoreError> {
        let not_passed = "not exists
            (select 1 from administration as later where later.case_code = asked.case_code and later.id > asked.id
               and later.informant = asked.informant and later.finished is not null and later.closed is null
               and substr(later.measure, 1, instr(later.measure, '@')) = substr(asked.measure, 1, instr(asked.measure, '@')))";
        let mut waiting: HashMap<String, Vec<Waiting>> = HashMap::new();
        for (case, of_case) in self.waiting_where(not_passed, &[at])? {
            waiting.entry(case).or_default().push(of_case);
        }
        Ok(waiting)
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
            answered: BTreeSet::new(),
        }
    }

    /// Cases in the order in which they are to be looked at: those first of which a signal waits for somebody who sees
    /// it, then by what was due first, then by their codes.
    #[must_use]
    pub fn in_order(mut cases: Vec<Arc<Self>>) -> Vec<Arc<Self>> {
        // They come by their codes, and what is alike stays as it is.
        cases.sort_by_key(|work| {
            let grave = Reverse(work.unseen().map(|signal| signal.severity).max());
            (work.section(), grave, work.due.first().map(|due| (due.standing, due.by)))
        });
        cases
    }

    /// Takes down what is due. What was asked already waits; where the time of its code is over, it is due again.
    fn take_due(&mut self, asked: &[Due]) {
        let is_of = |waiting: &Waiting, due: &Due| {
            crate::instrument::id_of(&waiting.measure) == due.measure
                && waiting.informant == due.informant
                && waiting.occasion == due.occasion
        };
        (self.due, self.next) = (vec![], None);
        for due in asked {
            let asked = self.waiting.iter().find(|waiting| is_of(waiting, due));
            match (due.standing, asked.map(|waiting| &waiting.awaited)) {
                (Standing::Coming, None) => {
                    if self.next.as_ref().is_none_or(|next| due.by < next.by) {
                        self.next = Some(due.clone());
                    }
                }
                (Standing::Late | Standing::Due, None | Some(Awaited::Expired)) => {
                    self.waiting.retain(|waiting| !is_of(waiting, due));
                    self.due.push(due.clone());
                }
                (_, Some(_)) => {}
            }
        }
        self.due.sort_by(|one, other| (one.standing, one.by, &one.measure).cmp(&(other.standing, other.by, &other.measure)));
    }
}

/// A case as it is on a day, but for what was asked and waits, which changes with the hour: it stays so as long as the
/// log says nothing new of the case.
pub struct CaseOnDay {
    /// As it is where nothing waits.
    resting: Arc<CaseWork>,
    /// All that its schedule asks.
    asked: Vec<Due>,
}

impl CaseOnDay {
    fn of(case: String, office: String) -> Self {
        Self { resting: Arc::new(CaseWork::of(case, office)), asked: vec![] }
    }

    fn follow(&mut self, followed: &FollowedCase, work: &Work<'_>) {
        let resting = Arc::make_mut(&mut self.resting);
        match (work.schedule)(&followed.opening.schedule) {
            Some(schedule) => {
                let due = followed.due(schedule, work.on);
                (self.asked, resting.undecided) = (due.asked, due.undecided);
                resting.take_due(&self.asked);
            }
            None => resting.lacks_schedule = true,
        }
    }

    /// Its code.
    pub fn case(&self) -> &str {
        &self.resting.case
    }

    /// What there is to do about it, with what waits.
    #[must_use]
    pub fn now(&self, waiting: Vec<Waiting>) -> Arc<CaseWork> {
        if waiting.is_empty() {
            return Arc::clone(&self.resting);
        }
        let mut work = CaseWork { waiting, ..CaseWork::clone(&self.resting) };
        work.take_due(&self.asked);
        Arc::new(work)
    }

    /// What its schedule asks, whether or not it waits already.
    pub fn asked(&self) -> &[Due] {
        &self.asked
    }

    /// As it is where nothing waits.
    pub fn resting(&self) -> &CaseWork {
        &self.resting
    }
}

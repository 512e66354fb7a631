use rusqlite::params;

use super::openings::{day_of, opening_of};
use super::{Store, StoreError, of_measure};
use crate::administer::Occasions;
use crate::follow::Due;
use crate::instrument::{Day, OccasionName, Schedule};

/// What a case is asked on a day, as its opening and its schedule say. Whoever gives a code, a link or a questionnaire
/// asks the occasion that is due, and so does the list of what is due.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// The day from which days of the case are counted: what was asked before it is over. Nothing where that is not
    /// known, and where the day that is asked for comes before it.
    opened: Option<Day>,
    due: Vec<Due>,
}

impl Store {
    /// What a case is asked on a day; `schedule` finds the schedule of a reference.
    ///
    /// # Errors
    /// Where the database fails, or something in it cannot be read.
    pub fn agenda<'s>(&self, case: &str, on: Day, schedule: &dyn Fn(&str) -> Option<&'s Schedule>) -> Result<Agenda, StoreError> {
        let opening = opening_of(&self.connection, case)?;
        let opened = opening.map(|opening| opening.opened).filter(|opened| *opened <= on);
        let Some(followed) = self.followed_case(case)? else { return Ok(Agenda { opened, due: vec![] }) };
        let due = schedule(&followed.opening.schedule).map_or(vec![], |schedule| followed.due(schedule, on).asked);
        Ok(Agenda { opened, due })
    }

    /// At which occasions a measure, by its id, is held of a case, and which its agenda has an informant asked.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn occasions(&self, case: &str, measure: &str, informant: &str, agenda: &Agenda) -> Result<Occasions, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "select informant = ?3, occasion, finished is not null, date, begun from administration
             where case_code = ?1 and {} and closed is null",
            of_measure(2)
        ))?;
        let rows = statement.query_map(params![case, measure, informant], |row| {
            let when: (String, String) = (row.get(3)?, row.get(4)?);
            Ok((row.get::<_, bool>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?, when))
        })?;
        let is_asked = |due: &&Due| due.measure == measure && due.informant == informant;
        let mut due = agenda.due.iter().find(is_asked).map(|due| due.occasion.clone());
        let mut occasions = Occasions::default();
        for (is_own, name, is_finished, (date, begun)) in rows.collect::<Result<Vec<_>, _>>()? {
            // On a day that has been, something may be due that was answered since.
            if is_own && is_finished && due.as_ref().is_some_and(|due| *due == name) {
                due = None;
            }
            let Some(occasion) = OccasionName::read(&name).number() else { continue };
            occasions.all = occasions.all.max(Some(occasion));
            let is_over = agenda.opened.is_some_and(|opened| day_of(&date, &begun).is_some_and(|day| day < opened));
            if is_over {
                continue;
            }
            occasions.shared = occasions.shared.max(Some(occasion));
            match (is_own, is_finished) {
                (true, false) => occasions.open = occasions.open.max(Some(occasion)),
                (true, true) => occasions.own = occasions.own.max(Some(occasion)),
                (false, _) => {}
            }
        }
        Ok(Occasions { due, ..occasions })
    }
}

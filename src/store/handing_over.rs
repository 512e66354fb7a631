use serde_json::json;

use super::access_log::{self, By, Happening};
use super::openings::{Opening, put_opening, standing};
use super::{Member, Role, Store, StoreError};
use crate::instrument::Day;

/// Whom a case is given to.
#[derive(Clone, Copy, Debug)]
pub struct HandOver<'a> {
    /// Its code.
    pub case: &'a str,
    /// Who works with it from now on, by the name to log in with; empty where that is nobody yet.
    pub owner: &'a str,
    /// The office that it is with from now on.
    pub office: &'a str,
    /// Why, in words of whoever hands it over.
    pub reason: &'a str,
}

impl Member {
    /// The office of a case that is given to them, where it was with another before: theirs, or that of before where
    /// they work with all of them.
    pub fn office_of_given<'a>(&'a self, before: &'a str) -> &'a str {
        if self.role.sees_all_offices() { before } else { &self.office }
    }

    /// Whether they may give a case to somebody else: whose it is may, where it is nobody's everybody of the office
    /// may, and whoever answers for the office or for all of them may.
    pub fn may_hand_over(&self, office: &str, owner: &str) -> bool {
        let is_theirs = || owner.is_empty() || owner == self.name;
        match self.role {
            Role::Officer => self.sees_office(office) && is_theirs(),
            Role::Coordinator => self.sees_office(office),
            Role::Administrator => true,
            Role::Methodologist => false,
        }
    }
}

impl Store {
    /// Gives a case to another person or office, with all that was asked of it: whoever is of that office sees it from
    /// now on, and whoever is not sees it no more. Codes and links that were given before are good no more where it
    /// goes to another office: whoever gave them there is to have no way to it. Both logs say it. A case that nobody
    /// opened is opened so, on the day of its first administration, or on `today`.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn hand_over(&mut self, to: &HandOver<'_>, today: Day, by: &By<'_>) -> Result<(), StoreError> {
        let HandOver { case, owner, office, reason } = *to;
        self.logging(|chain| {
            let connection = chain.connection;
            let before = standing(connection, case, today)?;
            if before.office != office {
                let of_case = "delete from ticket where administration in (select id from administration where case_code = ?1)";
                connection.prepare_cached(of_case)?.execute([case])?;
            }
            let opening = Opening { owner: owner.to_owned(), office: office.to_owned(), ..before };
            put_opening(chain, &opening, by)?;
            let content = json!({"what": Happening::HandedOver.words(), "case": case, "owner": owner, "office": office,
                "reason": reason});
            access_log::append(connection, by, content)
        })
    }
}

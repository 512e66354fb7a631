use std::collections::BTreeMap;

use serde_json::json;

use super::access_log::{self, By, Happening};
use super::administrations::{answered, finish, logged, open};
use super::occasions::place_of;
use super::{Store, StoreError};

impl Store {
    /// Keeps answers that stood on paper as those of an administration, and finishes it: all of it at one moment. An
    /// empty answer takes back what was given before. Both logs hold who typed them over.
    ///
    /// # Errors
    /// Where there is no such administration, it is finished or closed, or the database fails.
    pub fn enter(&mut self, administration: i64, answers: &BTreeMap<String, String>, by: &By<'_>) -> Result<(), StoreError> {
        self.logging(|chain| {
            open(chain.connection, administration)?;
            let case = place_of(chain.connection, administration)?.as_place().case.to_owned();
            logged(
                chain,
                administration,
                &json!({"what": "entered", "at": by.at, "administration": administration, "who": by.who}),
            )?;
            answers.iter().try_for_each(|(item, answer)| answered(chain, administration, item, answer, by.at))?;
            finish(chain, administration, by.at)?;
            let content = json!({"what": Happening::Entered.words(), "case": case, "administration": administration});
            access_log::append(chain.connection, by, content)
        })
    }
}

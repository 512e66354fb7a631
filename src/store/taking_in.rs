use std::collections::BTreeMap;

use super::administrations::{Begun, answered, begin, finish, make_confidential, put};
use super::chain::Chain;
use super::closing::{Closed, close};
use super::facts::{in_cell, of_cell};
use super::occasions::{Held, Open, Place, held, is_hidden};
use super::openings::settle_in;
use super::{Store, StoreError};

/// What becomes of an administration from elsewhere where the same one is held already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnHeld {
    /// It is not taken in, and nothing else is.
    #[default]
    Refuse,
    /// What is being answered is gone on with: it is finished with the answers from elsewhere, and what was answered of
    /// the others so far.
    Continue,
    /// It counts, and what is held is kept as replaced.
    Replace,
}

/// A finished administration that comes from elsewhere.
#[derive(Clone, Debug)]
pub struct Imported<'a> {
    /// What it is, and when it began, which is what its retention is counted from.
    pub begun: Begun<'a>,
    /// Its answers.
    pub answers: &'a BTreeMap<String, String>,
    /// Whether only the one who answered may see them.
    pub is_confidential: bool,
    /// The office that it is said to belong to, which is that of its case; empty where nobody said.
    pub office: &'a str,
    /// What is done where the same is held already.
    pub on_held: OnHeld,
}

impl Store {
    /// Keeps whole administrations, finished, at a moment: all of them or none. What was answered for nobody's eyes is
    /// neither gone on with nor replaced.
    ///
    /// # Errors
    /// Where one of the same occasion is held already and nothing else is to be done with it, one is said to belong to
    /// another office than its case, a case would be a second one of a code but for its capitals, or the database fails.
    pub fn take_in(&mut self, administrations: &[Imported<'_>], at: &str) -> Result<(), StoreError> {
        self.logging(|chain| administrations.iter().try_for_each(|imported| take_in(chain, imported, at)))
    }
}

impl Open {
    /// Whether answers to a measure from elsewhere can finish it.
    pub fn can_be_finished_with(&self, measure: &str) -> bool {
        self.measure == measure && !self.is_confidential
    }
}

fn take_in(chain: &mut Chain<'_>, imported: &Imported<'_>, at: &str) -> Result<(), StoreError> {
    let Imported { begun, answers, is_confidential, office, .. } = imported;
    let id = opened_for(chain, imported, at)?;
    settle_in(chain, begun.case.as_str(), office, at)?;
    if *is_confidential {
        make_confidential(chain, id, at)?;
    }
    answers.iter().try_for_each(|(item, answer)| answered(chain, id, item, answer, at))?;
    finish(chain, id, at)
}

/// The administration that the answers are kept in.
fn opened_for(chain: &mut Chain<'_>, Imported { begun, on_held, .. }: &Imported<'_>, at: &str) -> Result<i64, StoreError> {
    let (informant, occasion) = (&begun.identity.informant, &begun.identity.occasion);
    let place = Place { case: begun.case.as_str(), measure: begun.measure_id(), informant, occasion };
    let held = held(chain.connection, &place)?;
    let is_free = held == Held::default();
    match (on_held, &held.open) {
        (OnHeld::Continue, Some(open)) if open.can_be_finished_with(begun.measure) => {
            go_on(chain, open.id, begun, at)?;
            return Ok(open.id);
        }
        (OnHeld::Replace, open) if !is_hidden(chain.connection, &held)? => {
            if let Some(open) = open {
                close(chain, open.id, Closed::Replaced, None, at)?;
            }
        }
        (OnHeld::Refuse | OnHeld::Continue | OnHeld::Replace, _) if is_free => {}
        (OnHeld::Refuse | OnHeld::Continue | OnHeld::Replace, _) => return Err(place.taken()),
    }
    begin(chain, begun, Some(at))
}

/// Takes over the language, the day and the facts that are said of what is gone on with.
fn go_on(chain: &mut Chain<'_>, id: i64, begun: &Begun<'_>, at: &str) -> Result<(), StoreError> {
    let known = "select known from administration where id = ?1";
    let known: String = chain.connection.prepare_cached(known)?.query_row([id], |row| row.get(0))?;
    let mut known = of_cell(&known, begun.case.as_str())?;
    known.extend(begun.known.clone());
    let known = in_cell(&known);
    let told = [("language", begun.identity.language.as_str()), ("date", begun.identity.date.as_str()), ("known", &known)];
    let told: Vec<(&str, &str)> = told.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    put(chain, id, &told, (at, None))
}

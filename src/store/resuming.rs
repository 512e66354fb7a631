use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::access::{fingerprint, good_for};
use super::administrations::{begin_anew, has_answers};
use super::chain::{Log, writing};
use super::{Store, StoreError};

/// Wrong words in all after which nobody goes on by that word: a short word is safe only if it cannot be tried often.
const WRONG_WORDS: i64 = 5;

/// What somebody shows who has a code and may have begun before. It matters only where answers are there that nobody
/// else may see.
#[derive(Clone, Copy, Debug, Default)]
pub struct Claim<'a> {
    /// The secret of the session that their browser still has.
    pub session: Option<&'a str>,
    /// The word that they chose when they stopped.
    pub word: Option<&'a str>,
    /// They have no word, and begin anew.
    pub begins_anew: bool,
}

/// What a code came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redeemed {
    /// The code is wrong, too old, or was used.
    No,
    /// A session was begun that answers this administration; every other one that did is over, and so is the code.
    Answering(i64),
    /// Confidential answers are there, with a word that goes on with them. The code is still good.
    NeedsWord,
    /// That was not the word. The code is still good.
    WrongWord,
}

impl Store {
    /// Takes a code in, and begins a session under a secret until a moment. Everybody else who answered the same
    /// administration is out. What is confidential and has answers is gone on with by whoever began it only: in the
    /// same browser, or by the word that they chose. Anybody else begins anew; the answers that are there are kept,
    /// closed.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn redeem(
        &mut self,
        code: &str,
        claim: &Claim<'_>,
        (secret, expires): (&str, &str),
        at: &str,
    ) -> Result<Redeemed, StoreError> {
        self.write(|connection| {
            let Some(id) = good_for(connection, code, at)? else { return Ok(Redeemed::No) };
            let id = match right(connection, id, claim, at)? {
                Right::GoOn => id,
                Right::BeginAnew => writing(connection, Log::Answers, |chain| begin_anew(chain, id, at))?,
                Right::Word => return Ok(Redeemed::NeedsWord),
                Right::WrongWord => return Ok(Redeemed::WrongWord),
                Right::None => return Ok(Redeemed::No),
            };
            connection.execute("delete from ticket where code = ?1", [fingerprint(code)])?;
            connection.execute("delete from session where administration = ?1", [id])?;
            connection.execute(
                "insert into session (secret, staff, administration, expires) values (?1, null, ?2, ?3)",
                params![fingerprint(secret), id, expires],
            )?;
            Ok(Redeemed::Answering(id))
        })
    }

    /// Cancels the codes that were given for an administration and not redeemed yet.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn cancel_codes(&mut self, administration: i64) -> Result<(), StoreError> {
        self.write(|connection| {
            connection.execute("delete from ticket where administration = ?1", [administration])?;
            Ok(())
        })
    }

    /// Stops for now: nobody answers an administration any more until a code is redeemed for it. With a word, whoever
    /// knows it goes on also with what is confidential; without one the word that was chosen earlier stays.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn pause(&mut self, administration: i64, word: Option<&str>) -> Result<(), StoreError> {
        self.write(|connection| {
            connection.execute("delete from session where administration = ?1", [administration])?;
            if let Some(word) = word {
                connection.execute(
                    "insert into pause (administration, word, wrong) values (?1, ?2, 0)
                     on conflict (administration) do update set word = excluded.word, wrong = 0",
                    params![administration, of_word(administration, word)],
                )?;
            }
            Ok(())
        })
    }
}

/// Ends what goes on with an administration: sessions, codes, and the word. It was finished, or closed.
pub(super) fn end_answering(connection: &Connection, administration: i64) -> Result<(), StoreError> {
    for table in ["session", "ticket", "pause"] {
        connection.prepare_cached(&format!("delete from {table} where administration = ?1"))?.execute([administration])?;
    }
    Ok(())
}

/// What whoever has a code may do.
enum Right {
    GoOn,
    BeginAnew,
    Word,
    WrongWord,
    None,
}

fn right(connection: &Connection, id: i64, claim: &Claim<'_>, at: &str) -> Result<Right, StoreError> {
    let found: Option<(bool, bool)> = connection
        .query_row("select finished is null and closed is null, confidential from administration where id = ?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match found {
        Some((true, true)) if has_answers(connection, id)? => {}
        Some((true, _)) => return Ok(Right::GoOn),
        Some((false, _)) | None => return Ok(Right::None),
    }
    if let Some(session) = claim.session {
        let mut own =
            connection.prepare_cached("select 1 from session where secret = ?1 and administration = ?2 and expires > ?3")?;
        if own.exists(params![fingerprint(session), id, at])? {
            return Ok(Right::GoOn);
        }
    }
    let kept: Option<Vec<u8>> =
        connection.query_row("select word from pause where administration = ?1", [id], |row| row.get(0)).optional()?;
    match (kept, claim.word) {
        (None, _) => Ok(Right::BeginAnew),
        (Some(_), _) if claim.begins_anew => Ok(Right::BeginAnew),
        (Some(_), None) => Ok(Right::Word),
        (Some(kept), Some(word)) if kept == of_word(id, word) => Ok(Right::GoOn),
        (Some(_), Some(_)) => {
            connection.execute("update pause set wrong = wrong + 1 where administration = ?1", [id])?;
            connection.execute("delete from pause where administration = ?1 and wrong >= ?2", params![id, WRONG_WORDS])?;
            Ok(Right::WrongWord)
        }
    }
}

/// A word as it is kept. People write capitals, and blanks at the ends, as it comes.
fn of_word(administration: i64, word: &str) -> Vec<u8> {
    Sha256::digest(format!("{administration} {}", word.trim().to_lowercase()).as_bytes()).to_vec()
}

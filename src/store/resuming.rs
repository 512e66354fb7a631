use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::access::{fingerprint, good_for};
use super::access_log::By;
use super::administrations::{begin_anew, has_answers};
use super::chain::{Chain, Log, writing};
use super::closing::{Closed, close};
use super::sitting::waiting_behind;
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
    /// Too many wrong words were tried: nobody goes on by a word any more. The code is still good to begin anew.
    WordGone,
    /// Somebody began anew what was answered for nobody's eyes. The code is still good.
    BegunAnew,
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
                Right::WordGone => return Ok(Redeemed::WordGone),
                Right::Late => return Ok(Redeemed::BegunAnew),
                Right::None => return Ok(Redeemed::No),
            };
            // A link goes on until what it is for is finished: programs that look at mail may open it first.
            connection.execute("delete from ticket where code = ?1 and is_link = 0", [fingerprint(code)])?;
            connection.execute("delete from session where administration = ?1", [id])?;
            connection.execute(
                "insert into session (secret, staff, administration, expires) values (?1, null, ?2, ?3)",
                params![fingerprint(secret), id, expires],
            )?;
            Ok(Redeemed::Answering(id))
        })
    }

    /// Cancels the code that was given for an administration and not redeemed yet, with a reason in words of whoever
    /// does. Where nobody began to answer it, it is closed, since nobody is asked any more, and so is what follows it
    /// in the same sitting. `false` where there is no code that is good.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn cancel_codes(&mut self, administration: i64, reason: &str, by: &By<'_>) -> Result<bool, StoreError> {
        self.logging(|chain| {
            let good = "select 1 from ticket where administration = ?1 and expires > ?2";
            if !chain.connection.prepare_cached(good)?.exists(params![administration, by.at])? {
                return Ok(false);
            }
            let behind = waiting_behind(chain.connection, administration, by.at)?;
            withdraw(chain, administration, reason, by)?;
            behind.into_iter().try_for_each(|rest| withdraw(chain, rest, reason, by))?;
            Ok(true)
        })
    }

    /// Whether there is a word with which somebody goes on with an administration.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn has_word(&self, administration: i64) -> Result<bool, StoreError> {
        Ok(matches!(word(&self.connection, administration)?, Some(Word::Good(_))))
    }

    /// Stops for now: nobody answers an administration any more until a code is redeemed for it. With a word, whoever
    /// knows it goes on also with what is confidential; without one the word that was chosen earlier stays. Whether
    /// there is one now.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn pause(&mut self, administration: i64, word: Option<&str>) -> Result<bool, StoreError> {
        self.write(|connection| {
            connection.execute("delete from session where administration = ?1", [administration])?;
            if let Some(word) = word {
                connection.execute(
                    "insert into pause (administration, word, wrong) values (?1, ?2, 0)
                     on conflict (administration) do update set word = excluded.word, wrong = 0",
                    params![administration, of_word(administration, word)],
                )?;
            }
            Ok(matches!(self::word(connection, administration)?, Some(Word::Good(_))))
        })
    }
}

/// Takes the code of an administration back. Where nobody began to answer, nobody is asked any more; who did, and still
/// has the questions before them, may finish.
fn withdraw(chain: &mut Chain<'_>, administration: i64, reason: &str, by: &By<'_>) -> Result<(), StoreError> {
    let connection = chain.connection;
    connection.prepare_cached("delete from ticket where administration = ?1")?.execute([administration])?;
    let mut begun = connection.prepare_cached(
        "select 1 where exists (select 1 from session where administration = ?1 and expires > ?2)
         or exists (select 1 from pause where administration = ?1)",
    )?;
    if has_answers(connection, administration)? || begun.exists(params![administration, by.at])? {
        return Ok(());
    }
    close(chain, administration, Closed::Cancelled, Some((by.who, reason)), by.at)
}

/// Takes back what was asked in a case, as it is closed.
pub(super) fn end_asking(chain: &mut Chain<'_>, case: &str, by: &By<'_>) -> Result<(), StoreError> {
    let mut statement = chain.connection.prepare_cached(
        "select id from administration where case_code = ?1 and finished is null and closed is null order by id",
    )?;
    let open = statement.query_map([case], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    open.into_iter().try_for_each(|id| withdraw(chain, id, "the case was closed", by))
}

/// Ends what goes on with an administration: sessions, codes, and the word. It was finished, or closed.
pub(super) fn end_answering(connection: &Connection, administration: i64) -> Result<(), StoreError> {
    for table in ["session", "ticket", "pause"] {
        connection.prepare_cached(&format!("delete from {table} where administration = ?1"))?.execute([administration])?;
    }
    Ok(())
}

/// The word that was chosen for an administration, and what became of it.
enum Word {
    /// It goes on; its hash.
    Good(Vec<u8>),
    /// Too many wrong ones were tried.
    Gone,
    /// None goes on: this stands in the place of one that was begun anew since.
    Late,
}

fn word(connection: &Connection, administration: i64) -> Result<Option<Word>, StoreError> {
    let mut statement = connection.prepare_cached("select word, wrong from pause where administration = ?1")?;
    let found: Option<(Vec<u8>, i64)> = statement.query_row([administration], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.map(|(word, wrong)| match word.is_empty() {
        _ if wrong >= WRONG_WORDS => Word::Gone,
        true => Word::Late,
        false => Word::Good(word),
    }))
}

/// Whether somebody chose a word for an administration, whatever became of it.
pub(super) fn chose_word(connection: &Connection, administration: i64) -> Result<bool, StoreError> {
    Ok(word(connection, administration)?.is_some())
}

/// Says of an administration that it stands in the place of one that was answered for nobody's eyes: whoever comes to
/// go on with that, by a word or without one, is told.
pub(super) fn come_late(connection: &Connection, administration: i64) -> Result<(), StoreError> {
    connection.execute("insert into pause (administration, word, wrong) values (?1, x'', 0)", [administration])?;
    Ok(())
}

/// What whoever has a code may do.
enum Right {
    GoOn,
    BeginAnew,
    Word,
    WrongWord,
    WordGone,
    Late,
    None,
}

fn right(connection: &Connection, id: i64, claim: &Claim<'_>, at: &str) -> Result<Right, StoreError> {
    let found: Option<(bool, bool)> = connection
        .query_row("select finished is null and closed is null, confidential from administration where id = ?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match found {
        Some((true, true)) => {}
        Some((true, false)) => return Ok(Right::GoOn),
        Some((false, _)) | None => return Ok(Right::None),
    }
    if let Some(session) = claim.session {
        let mut own =
            connection.prepare_cached("select 1 from session where secret = ?1 and administration = ?2 and expires > ?3")?;
        if own.exists(params![fingerprint(session), id, at])? {
            return Ok(Right::GoOn);
        }
    }
    let kept = word(connection, id)?;
    if !has_answers(connection, id)? {
        return Ok(if matches!(kept, Some(Word::Late)) && !claim.begins_anew { Right::Late } else { Right::GoOn });
    }
    if claim.begins_anew {
        return Ok(Right::BeginAnew);
    }
    match (kept, claim.word) {
        (Some(Word::Late), _) => Ok(Right::Late),
        // Whoever types a word wants to go on, and is asked before anything is closed.
        (Some(Word::Gone), _) | (None, Some(_)) => Ok(Right::WordGone),
        (None, None) => Ok(Right::BeginAnew),
        (Some(Word::Good(_)), None) => Ok(Right::Word),
        (Some(Word::Good(kept)), Some(word)) if kept == of_word(id, word) => Ok(Right::GoOn),
        (Some(Word::Good(_)), Some(_)) => {
            connection.execute("update pause set wrong = wrong + 1 where administration = ?1", [id])?;
            let is_gone = matches!(self::word(connection, id)?, Some(Word::Gone));
            Ok(if is_gone { Right::WordGone } else { Right::WrongWord })
        }
    }
}

/// A word as it is kept. People write capitals, and blanks at the ends, as it comes.
fn of_word(administration: i64, word: &str) -> Vec<u8> {
    Sha256::digest(format!("{administration} {}", word.trim().to_lowercase()).as_bytes()).to_vec()
}

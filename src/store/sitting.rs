use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Store, StoreError};

impl Store {
    /// Says in which order administrations are answered in one sitting: once one is finished, whoever answered it goes
    /// on with the next. What they were asked beside in another sitting goes on there without them; where that began
    /// with one of them, so that nobody comes to the rest any more, the rest follows here.
    ///
    /// # Errors
    /// Where there is no such administration, or the database fails.
    pub fn seat(&mut self, administrations: &[i64]) -> Result<(), StoreError> {
        self.write(|connection| {
            let mut seats = administrations.to_vec();
            for administration in administrations {
                let rest = rest_of(connection, *administration)?;
                if is_first(connection, *administration)? {
                    seats.extend(rest.iter().filter(|rest| !seats.contains(rest)).copied().collect::<Vec<_>>());
                }
                leave(connection, *administration, rest.first().copied())?;
            }
            for administration in &seats {
                leave(connection, *administration, None)?;
            }
            for pair in seats.windows(2) {
                let insert = "insert into sitting (administration, following) values (?1, ?2)";
                connection.prepare_cached(insert)?.execute(params![pair[0], pair[1]])?;
            }
            Ok(())
        })
    }

    /// Goes on, in the session of a secret, from an administration that was finished to what follows in the same
    /// sitting. Gives what is answered now; `None` where nothing follows.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn go_on_after(&mut self, administration: i64, (secret, expires): (&str, &str)) -> Result<Option<i64>, StoreError> {
        let Some(next) = following(&self.connection, administration)? else { return Ok(None) };
        self.begin_session(secret, None, Some(next), expires)?;
        Ok(Some(next))
    }
}

/// What follows an administration in its sitting, is not begun, and has no code of its own: without the code of the
/// first nobody comes to it.
pub(super) fn waiting_behind(connection: &Connection, administration: i64, at: &str) -> Result<Vec<i64>, StoreError> {
    let mut waits = connection.prepare_cached(
        "select 1 from administration where id = ?1 and finished is null and closed is null
         and not exists (select 1 from ticket where ticket.administration = administration.id and expires > ?2)",
    )?;
    let mut behind = Vec::new();
    for rest in rest_of(connection, administration)? {
        if waits.exists(params![rest, at])? {
            behind.push(rest);
        }
    }
    Ok(behind)
}

/// What follows an administration in its sitting.
fn rest_of(connection: &Connection, administration: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached("select following from sitting where administration = ?1")?;
    let (mut at, mut rest) = (administration, Vec::new());
    while let Some(next) = statement.query_row([at], |row| row.get(0)).optional()? {
        rest.push(next);
        at = next;
    }
    Ok(rest)
}

/// Whether nobody comes to an administration from one before it that is still answered.
fn is_first(connection: &Connection, administration: i64) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "select sitting.administration, finished is null and closed is null
         from sitting join administration on administration.id = sitting.administration where following = ?1",
    )?;
    let mut at = administration;
    loop {
        let before: Option<(i64, bool)> = statement.query_row([at], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        match before {
            None => return Ok(true),
            Some((_, true)) => return Ok(false),
            Some((before, false)) => at = before,
        }
    }
}

/// Takes an administration out of its sitting: what came before it is followed by `next`.
fn leave(connection: &Connection, administration: i64, next: Option<i64>) -> Result<(), StoreError> {
    connection.prepare_cached("delete from sitting where administration = ?1")?.execute([administration])?;
    match next {
        Some(next) => connection
            .prepare_cached("update sitting set following = ?2 where following = ?1")?
            .execute(params![administration, next])?,
        None => connection.prepare_cached("delete from sitting where following = ?1")?.execute([administration])?,
    };
    Ok(())
}

/// What is answered in the same sitting after an administration: the first that is still open. `None` where nothing is,
/// or where somebody answered it confidentially already, who may be another.
fn following(connection: &Connection, administration: i64) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "select following, finished is null and closed is null,
           confidential <> 0 and exists (select 1 from answer where answer.administration = following)
         from sitting join administration on administration.id = following where sitting.administration = ?1",
    )?;
    let mut at = administration;
    loop {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let next: Option<(i64, bool, bool)> = statement.query_row([at], read).optional()?;
        match next {
            None | Some((_, true, true)) => return Ok(None),
            Some((next, true, false)) => return Ok(Some(next)),
            // Each is seated once, so that this comes to an end.
            Some((next, false, _)) => at = next,
        }
    }
}

/// Hands on, as an administration is finished, the link by which somebody came in to what follows in the same sitting.
/// Whoever had a code or a session of that by itself is out.
pub(super) fn hand_on(connection: &Connection, administration: i64) -> Result<(), StoreError> {
    let Some(next) = following(connection, administration)? else { return Ok(()) };
    for table in ["session", "ticket"] {
        connection.prepare_cached(&format!("delete from {table} where administration = ?1"))?.execute([next])?;
    }
    let hand_on = "update ticket set administration = ?2 where administration = ?1 and is_link <> 0";
    connection.prepare_cached(hand_on)?.execute(params![administration, next])?;
    Ok(())
}

/// Puts an administration in the place of another in its sitting, and under its link.
pub(super) fn sit_in_place_of(connection: &Connection, before: i64, now: i64) -> Result<(), StoreError> {
    for column in ["administration", "following"] {
        let update = format!("update sitting set {column} = ?2 where {column} = ?1");
        connection.prepare_cached(&update)?.execute(params![before, now])?;
    }
    let link = "update ticket set administration = ?2 where administration = ?1 and is_link <> 0";
    connection.prepare_cached(link)?.execute(params![before, now])?;
    Ok(())
}

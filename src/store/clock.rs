use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use super::chain::Log;
use super::{Store, StoreError};
use crate::instrument::Day;

/// Two who write at the same time may have looked at the clock in the other order.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(60);

/// Now, as the store writes moments: RFC 3339, in universal time.
pub fn now() -> String {
    Timestamp::now().to_string()
}

/// Today, as people at the site call it; nothing where the clock says a day of no calendar.
pub fn today() -> Option<Day> {
    day_here(&now())
}

/// The day of a moment, as people at the site call it: a moment is written in universal time, and late in the evening
/// that may say another day. Nothing where it is no moment.
pub fn day_here(moment: &str) -> Option<Day> {
    let moment: Timestamp = moment.parse().ok()?;
    Day::iso(&moment.to_zoned_datetime(TimeZone::system()).date().to_string())
}

/// When the last row of a log was written, as it says itself.
fn last_written(connection: &Connection, log: Log) -> Result<Option<String>, StoreError> {
    let (table, head) = (log.table(), log.head());
    let last =
        format!("select json_extract(content, '$.at') from {table} where seq = (select seq from {head}) and json_valid(content)");
    Ok(connection.prepare_cached(&last)?.query_row([], |row| row.get(0)).optional()?.flatten())
}

/// The moment that the store was last written at, where a clock that says `at` now must have been set back since.
pub(super) fn set_back(connection: &Connection, at: &str) -> Result<Option<String>, StoreError> {
    let Ok(now) = at.parse::<Timestamp>() else { return Ok(None) };
    for log in Log::ALL {
        if let Some(last) = last_written(connection, log)?
            && last.parse::<Timestamp>().is_ok_and(|last| last.duration_since(now) > TOLERANCE)
        {
            return Ok(Some(last));
        }
    }
    Ok(None)
}

impl Store {
    /// Refuses to go by a clock that was set back since the store was last written.
    ///
    /// # Errors
    /// Where it was, or the database fails.
    pub fn trusts(&self, at: &str) -> Result<(), StoreError> {
        match set_back(&self.connection, at)? {
            Some(last) => Err(StoreError::ClockSetBack { now: at.to_owned(), last }),
            None => Ok(()),
        }
    }
}

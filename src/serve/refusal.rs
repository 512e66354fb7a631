//! Whether somebody may ask in a case, or open it: one rule for all doors.

use crate::instrument::Day;
use crate::phrases::Phrases;
use crate::store::{Access, By, Member, Store, StoreError};

/// Why nobody is asked in a case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAsked {
    /// It is with another office.
    #[error("it is with another office")]
    OtherOffice,
    /// A case is held under the same code but for its capitals.
    #[error("there is a case `{0}`, and codes are not told apart by capitals only")]
    Twin(String),
    /// It is closed.
    #[error("it is closed; `verbond store open` opens it again")]
    Closed,
    /// It follows a schedule, and was not open yet on the day that was written.
    #[error("it follows a schedule and is open since {0} only; `verbond store open --on` changes that day")]
    BeforeOpening(Day),
}

impl NotAsked {
    /// The same in a language, for staff.
    pub(super) fn words(&self, phrases: &Phrases) -> String {
        match self {
            Self::OtherOffice => phrases.say("case-not-here"),
            Self::Twin(twin) => phrases.with("case-twin", [("case", twin.as_str().into())]),
            Self::Closed => phrases.say("case-is-closed"),
            Self::BeforeOpening(opened) => phrases.with("date-before-opening", [("day", phrases.day(*opened).into())]),
        }
    }
}

/// The office in which somebody opens a case: that which it is with, or else their own. Whoever tries codes of others
/// one after another is seen in the log of access.
pub(super) fn office_for(
    store: &mut Store,
    (case, member): (&str, &Member),
    by: &By<'_>,
) -> Result<Result<String, NotAsked>, StoreError> {
    match store.office_of(case)? {
        Some(office) if member.sees_office(&office) => Ok(Ok(office)),
        Some(_) => {
            store.note_access(by, &Access::RefusedCase { case })?;
            Ok(Err(NotAsked::OtherOffice))
        }
        None => {
            let Some(twin) = store.twin_of(case)? else { return Ok(Ok(member.office.clone())) };
            // Whoever may not see that case is not told of it.
            let is_seen = store.office_of(&twin)?.is_none_or(|office| member.sees_office(&office));
            Ok(Err(if is_seen { NotAsked::Twin(twin) } else { NotAsked::OtherOffice }))
        }
    }
}

/// The office in which somebody asks a case, of a day.
pub(super) fn office_to_ask_in(
    store: &mut Store,
    (case, member): (&str, &Member),
    date: &str,
    by: &By<'_>,
) -> Result<Result<String, NotAsked>, StoreError> {
    let office = match office_for(store, (case, member), by)? {
        Ok(office) => office,
        Err(why) => return Ok(Err(why)),
    };
    Ok(match store.may_ask(case, date) {
        Ok(()) => Ok(office),
        Err(StoreError::CaseClosed(_)) => Err(NotAsked::Closed),
        Err(StoreError::BeforeOpening { opened, .. }) => Err(NotAsked::BeforeOpening(opened)),
        Err(error) => return Err(error),
    })
}

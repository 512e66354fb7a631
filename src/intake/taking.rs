use super::OfStore;
use crate::instrument::Instrument;
use crate::store::{Begun, Imported, Store, StoreError, office_in_words};

/// Why administrations are not taken in, none of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTakenIn {
    /// One of the same occasion is there already.
    #[error("{informant} of case {case} at occasion {occasion} is held already")]
    There {
        /// Its case.
        case: String,
        /// Its occasion.
        occasion: String,
        /// Its informant.
        informant: String,
    },
    /// A case would become a second one of a code.
    #[error("the case {case} differs from {twin} in capitals only, and would become a second one")]
    Twin {
        /// The case.
        case: String,
        /// The one that is there.
        twin: String,
    },
    /// One is said to belong to another office than its case.
    #[error("case {case} is with {}, and not with `{said}`", office_in_words(.office))]
    OtherOffice {
        /// The case.
        case: String,
        /// The office that it is with; empty for none.
        office: String,
        /// The office that was said.
        said: String,
    },
}

impl NotTakenIn {
    /// How it is mended, where the error does not say it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::There { .. } => {
                Some("leave the row out, or number it as another occasion; the page for files of answers asks what becomes of it")
            }
            Self::Twin { .. } => Some("write both alike"),
            Self::OtherOffice { .. } => {
                Some("what was answered is with the office of its case: leave the column `office` out, or hand the case over")
            }
        }
    }
}

/// Takes administrations of a measure, whose file has this text, into a store: all of them or none. Where one does not
/// say when it began, its retention begins now. Gives how many are of days before their case was opened, which its
/// schedule does not count.
///
/// # Errors
/// Where the store fails.
pub fn take_in(
    store: &mut Store,
    (instrument, text): (&Instrument, &str),
    administrations: &[OfStore],
    at: &str,
) -> Result<Result<u64, NotTakenIn>, StoreError> {
    let (measure, sha256) = (instrument.reference(), instrument.sha256.as_str());
    let imported = administrations.iter().map(|one| Imported {
        begun: Begun {
            measure: &measure,
            sha256,
            text,
            case: &one.case,
            identity: &one.record.identity,
            known: &one.record.known,
            at: one.begun.as_deref().unwrap_or(at),
        },
        answers: &one.record.answers,
        is_confidential: one.is_confidential,
        office: &one.office,
        on_held: one.on_held,
    });
    let imported: Vec<Imported<'_>> = imported.collect();
    match store.take_in(&imported, at) {
        Ok(()) => {}
        Err(StoreError::There { case, occasion, informant }) => return Ok(Err(NotTakenIn::There { case, occasion, informant })),
        Err(StoreError::Twin { case, twin }) => return Ok(Err(NotTakenIn::Twin { case, twin })),
        Err(StoreError::OtherOffice { case, office, said }) => {
            return Ok(Err(NotTakenIn::OtherOffice { case, office, said }));
        }
        Err(error) => return Err(error),
    }
    let mut early = 0;
    for one in administrations {
        early += u64::from(is_before_opening(store, one)?);
    }
    Ok(Ok(early))
}

/// Whether an administration was before the days that the schedule of its case counts.
pub(super) fn is_before_opening(store: &Store, one: &OfStore) -> Result<bool, StoreError> {
    match store.may_ask(one.case.as_str(), &one.record.identity.date) {
        Err(StoreError::BeforeOpening { .. }) => Ok(true),
        Ok(()) | Err(StoreError::CaseClosed(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

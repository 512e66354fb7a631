use serde_json::Value;

use super::ImportError;
use crate::exchange::bounds::{FORM_BYTES, TooLarge, VALUES};
use crate::responses::{StrictJsonError, strict_json};

/// Reads a form in JSON in which no name stands twice in an object, and which does not hold more values than memory is
/// for.
///
/// # Errors
/// Where it is no such JSON.
pub(super) fn read(bytes: &[u8]) -> Result<Value, ImportError> {
    TooLarge::unless_within(bytes, FORM_BYTES)?;
    strict_json(bytes, VALUES).map_err(|error| match error {
        StrictJsonError::Broken(why) => ImportError::Unreadable(why),
        StrictJsonError::Twice(name) => ImportError::Twice(name),
        StrictJsonError::TooMany => TooLarge::Values.into(),
    })
}

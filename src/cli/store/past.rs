use crate::instrument::Instrument;
use crate::source::{Diagnostic, Place, codes};
use crate::store::{Past, Store, StoreError};

/// What is to be said where answers of a store are scored by a measure whose text is another than when they were given.
pub fn diagnostics(store: &Store, today: &Instrument) -> Result<Vec<Diagnostic>, StoreError> {
    let reference = today.reference();
    let answered = store.texts_answered(&reference)?;
    let diagnostics = answered.iter().filter_map(|answered| {
        let count = super::report::plural(answered.administrations as u64, "administration");
        match answered.beside(today) {
            Past::Same => None,
            Past::Reworded => {
                let message = format!("the wording of {reference} changed since {count} in the store were answered; the scores did not");
                Some(Diagnostic::new(&codes::WORDING_CHANGED_WITHIN_VERSION, Place::File, message))
            }
            Past::Rescored(changes) => {
                let message = format!(
                    "{reference} does not score as it did when {count} in the store were answered: {}",
                    changes.join(", ")
                );
                Some(Diagnostic::new(&codes::SCORING_CHANGED_WITHIN_VERSION, Place::File, message).help(format!(
                    "give the changed file a new version with `follows {}`, and put the file of then back: \
                     `verbond store text {reference} --output FILE`",
                    today.version
                )))
            }
            Past::Unknown => {
                let message = format!("{count} in the store were answered under another text of {reference}, which cannot be read now");
                Some(Diagnostic::new(&codes::KEPT_TEXT_UNREADABLE, Place::File, message).help(
                    "whether it scored as the file of today does cannot be told; compare the two if you have both: `verbond diff`",
                ))
            }
        }
    });
    Ok(diagnostics.collect())
}

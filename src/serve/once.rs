use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped};

use super::Served;
use super::desk::desk;
use super::guard::Remembered;
use super::page::Failure;
use super::secret::{of_form, token};
use super::staff::Staff;

/// How long what was made is shown.
const SHOWN: Duration = Duration::from_secs(600);
/// Pages that are remembered, some kilobytes each.
const MOST: usize = 500;

/// Codes and links that were just made: they stand under an address, so that a page that is loaded anew makes no others,
/// for ten minutes and for whoever made them. The store holds none of them. All of it is forgotten when the server ends.
pub(super) struct Once(Mutex<Remembered<String, Made>>);

/// A page with what was made.
#[derive(Clone, Default)]
struct Made {
    /// Whose it is: what the forms of their session carry.
    of: String,
    title: String,
    body: String,
}

impl Default for Once {
    fn default() -> Self {
        Self(Mutex::new(Remembered::new(MOST, SHOWN)))
    }
}

impl Once {
    /// Keeps a page for whoever made it; gives its address.
    pub(super) fn keep(&self, staff: &Staff, title: String, body: Markup) -> Result<String, Failure> {
        let id = token().ok_or(Failure::Internal)?;
        let made = Made { of: of_form(&staff.token), title, body: body.into_string() };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(id.clone(), Instant::now()) = made;
        Ok(format!("/office/made/{id}"))
    }

    fn of(&self, staff: &Staff, id: &str) -> Option<Made> {
        let made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, made) = made.get(&id.to_owned(), Instant::now())?;
        (made.of == of_form(&staff.token)).then(|| made.clone())
    }
}

/// What somebody just made.
pub(super) async fn made(State(served): State<Arc<Served>>, staff: Staff, Path(id): Path<String>) -> Result<Response, Failure> {
    let made = served.once.of(&staff, &id).ok_or(Failure::Missing)?;
    Ok(desk(&served, &staff, &format!("/office/made/{id}"), &made.title, &PreEscaped(made.body)).into_response())
}

use std::time::Duration;

use axum::Extension;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::Served;
use super::letters::Letters;
use super::sheet::{Sheet, foot};
use crate::instrument::Language;
use crate::phrases::Phrases;
use crate::store::StoreError;

/// How long passwords stand in line at the most, about.
const BUSY: Duration = Duration::from_secs(5);

/// A page that could not be made.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The store failed.
    #[error("the store: {0}")]
    Store(#[source] StoreError),
    /// The program failed.
    #[error("the program failed")]
    Internal,
    /// A form that was not made by these pages, or has lost its session.
    #[error("a form that was not made by these pages, or has lost its session")]
    Form,
    /// There is no such thing.
    #[error("there is no such page")]
    Missing,
    /// Too many wrong tries; how long it takes until there may be another.
    #[error("too many wrong tries")]
    Tries(Duration),
    /// Too much waits for its turn.
    #[error("too many passwords wait")]
    Busy,
    /// Not for this person.
    #[error("not for this person")]
    Forbidden,
}

impl Failure {
    /// How long it takes until it is worth asking again, where that is known.
    fn again(&self) -> Option<Duration> {
        match self {
            Self::Tries(wait) => Some(*wait),
            Self::Busy => Some(BUSY),
            Self::Store(_) | Self::Internal | Self::Form | Self::Missing | Self::Forbidden => None,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unknown(_) | StoreError::Finished(_) | StoreError::Closed(_) | StoreError::NotTakenOut(_) => {
                Self::Missing
            }
            // The case changed since the page was made.
            StoreError::Twin { .. }
            | StoreError::CaseClosed(_)
            | StoreError::OtherOffice { .. }
            | StoreError::BeforeOpening { .. } => Self::Form,
            other => Self::Store(other),
        }
    }
}

/// Why a page could not be made, as a phrase; the page itself is made where it is known who asked for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refused(&'static str);

impl Refused {
    /// Why there is no page, where only a status says that there is none.
    pub(super) fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::REQUEST_TIMEOUT => Some(Self("took-too-long")),
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
                Some(Self("form-too-long"))
            }
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Self("nothing-here")),
            other if other.is_client_error() => Some(Self("page-too-old")),
            other if other.is_server_error() => Some(Self("failed")),
            _ => None,
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, words) = match &self {
            Self::Store(_) => {
                // Whoever runs the server reads this; whoever is being asked cannot do anything about it.
                anstream::eprintln!("{self}");
                (StatusCode::SERVICE_UNAVAILABLE, "store-failed")
            }
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "failed"),
            Self::Form => (StatusCode::BAD_REQUEST, "page-too-old"),
            Self::Missing => (StatusCode::NOT_FOUND, "nothing-here"),
            Self::Tries(_) => (StatusCode::TOO_MANY_REQUESTS, "too-many-tries"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "server-busy"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "not-for-you"),
        };
        let again = self.again().map(|again| [(header::RETRY_AFTER, again.as_secs_f64().ceil().to_string())]);
        (status, again, Extension(Refused(words))).into_response()
    }
}

/// The page that says why there is no other.
pub(super) fn failure_page(served: &Served, refused: &Refused, phrases: &Phrases, letters: Letters) -> Html<String> {
    let main = html! {
        div.stack { h1 { (phrases.say(refused.0)) } }
        (foot(&html! { a.button.first href="/" { (phrases.say("to-first-page")) } }))
    };
    Sheet::plain(served, phrases, served.site.face.name(), letters).shown(&main)
}

/// Where nothing is.
pub(super) async fn not_found() -> Failure {
    Failure::Missing
}

/// A whole page; `class` is for whom it is, and whether its letters are larger.
pub(super) fn whole(
    served: &Served,
    title: &str,
    language: &Language,
    (class, is_larger): (&str, bool),
    body: &Markup,
) -> Html<String> {
    let direction = if language.is_right_to_left() { "rtl" } else { "ltr" };
    let version = &served.assets.version;
    let markup = html! {
        (DOCTYPE)
        html lang=(language) dir=(direction) class=[is_larger.then_some("larger")] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href=(format!("/assets/style.css?{version}"));
                script defer src=(format!("/assets/face.js?{version}")) {}
            }
            body class=(class) { (body) }
        }
    };
    Html(markup.into_string())
}

/// The fields of a form, each as often as it was sent.
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    pub(super) fn read(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// A field; empty where it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
    }

    /// Its language, where it says one.
    ///
    /// # Errors
    /// Where that is no tag of a language: no page of this server sends it.
    pub(super) fn language(&self) -> Result<Option<Language>, Failure> {
        match self.get("language") {
            "" => Ok(None),
            tag => Language::parse(tag).map(Some).ok_or(Failure::Form),
        }
    }

    /// The fields whose names begin so, each by the rest of its name.
    pub(super) fn beginning<'f>(&'f self, with: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.0.iter().filter_map(move |(field, value)| Some((field.strip_prefix(with)?, value.as_str())))
    }

    /// All values of a field.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(field, _)| field == name).map(|(_, value)| value.as_str()).collect()
    }
}

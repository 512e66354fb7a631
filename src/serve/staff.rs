//! Whoever works with cases, as a request says who it is. A page that takes one of these cannot be reached by anybody
//! else, and a form that comes as [`Sent`] was made for the session that sends it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::answering::now;
use super::page::{Failure, Form};
use super::secret::of_form;
use super::{Served, guard};
use crate::phrases::Phrases;
use crate::store::{Holder, Member};

/// Somebody who is logged in, the secret of their session, and what pages say to them. Whoever is not is shown where to
/// log in; whoever is being asked has no business here.
pub(super) struct Staff {
    pub(super) token: String,
    pub(super) member: Member,
    pub(super) phrases: Phrases,
}

/// Somebody who is logged in and sees cases.
pub(super) struct Caseworker(pub(super) Staff);

/// A form that somebody sent from a page that was made for them.
pub(super) struct Sent<S> {
    pub(super) staff: S,
    pub(super) form: Form,
}

impl Staff {
    /// What a form of theirs hides, so that no other page can send it.
    pub(super) fn field(&self) -> Markup {
        html! { input type="hidden" name="form" value=(of_form(&self.token)); }
    }
}

impl FromRequestParts<Arc<Served>> for Staff {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, served: &Arc<Served>) -> Result<Self, Response> {
        let login = || Redirect::to("/office/login").into_response();
        let token = guard::token_of(&parts.headers, served.site.is_behind_tls).ok_or_else(login)?;
        let secret = token.clone();
        match served.reading(move |store| store.holder(&secret, &now())).await {
            Ok(Some(Holder::Staff(member))) => Ok(Self { token, member, phrases: served.speaking_to(&parts.headers) }),
            Ok(Some(Holder::Answering(_))) => Err(Failure::Forbidden.into_response()),
            Ok(None) => Err(login()),
            Err(failure) => Err(failure.into_response()),
        }
    }
}

impl FromRequestParts<Arc<Served>> for Caseworker {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, served: &Arc<Served>) -> Result<Self, Response> {
        let staff = Staff::from_request_parts(parts, served).await?;
        if staff.member.role.sees_cases() { Ok(Self(staff)) } else { Err(Failure::Forbidden.into_response()) }
    }
}

impl AsRef<Staff> for Staff {
    fn as_ref(&self) -> &Staff {
        self
    }
}

impl AsRef<Staff> for Caseworker {
    fn as_ref(&self) -> &Staff {
        &self.0
    }
}

impl<S> FromRequest<Arc<Served>> for Sent<S>
where
    S: FromRequestParts<Arc<Served>, Rejection = Response> + AsRef<Staff> + Send,
{
    type Rejection = Response;

    async fn from_request(request: Request, served: &Arc<Served>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let staff = S::from_request_parts(&mut parts, served).await?;
        let request = Request::from_parts(parts, body);
        let body = Bytes::from_request(request, served).await.map_err(IntoResponse::into_response)?;
        let form = Form::read(&body);
        if form.get("form") == of_form(&staff.as_ref().token) {
            Ok(Self { staff, form })
        } else {
            Err(Failure::Form.into_response())
        }
    }
}

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use maud::{Markup, html};

use super::Cookie;
use super::origin::Origin;
use super::tries::{Fingerprint, fingerprint};
use crate::serve::Served;
use crate::serve::page::{Failure, Form};
use crate::serve::secret::{of_form, token};

/// Seconds that a browser is known as the one that it was.
const MONTH: u32 = 30 * 24 * 60 * 60;

/// The browser that asks for a page whose form needs no session. The form carries what only a page of this server can know of the cookie, so that
/// no other page can send it, and log somebody in as somebody else.
#[derive(Clone, Debug)]
pub(in crate::serve) struct Visitor {
    secret: String,
    origin: Origin,
}

impl Visitor {
    /// What stands for this browser; nobody gets in with it.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        fingerprint(&self.secret)
    }

    pub(super) fn origin(&self) -> Origin {
        self.origin
    }

    /// The field that a form for this browser carries.
    pub(in crate::serve) fn field(&self) -> Markup {
        html! { input type="hidden" name="form" value=(of_form(&self.secret)); }
    }

    /// A form that was made for this browser.
    ///
    /// # Errors
    /// Where it was made for another, or by nobody.
    pub(in crate::serve) fn form(&self, body: &[u8]) -> Result<Form, Failure> {
        let form = Form::read(body);
        if form.get("form") == of_form(&self.secret) { Ok(form) } else { Err(Failure::Form) }
    }
}

/// Tells the pages which browser asks. One that was not here before gets a cookie.
pub(in crate::serve) async fn visitor(
    State(served): State<Arc<Served>>,
    mut request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let is_behind_tls = served.site.is_behind_tls;
    let known = Cookie::Visitor.secret(request.headers(), is_behind_tls);
    let is_new = known.is_none();
    let secret = known.or_else(token).ok_or(Failure::Internal)?;
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|connected| connected.0);
    let origin = Origin::of(request.headers(), connected, is_behind_tls);
    served.guard.look_at(request.headers(), origin, is_behind_tls);
    request.extensions_mut().insert(Visitor { secret: secret.clone(), origin });
    let mut response = next.run(request).await;
    if is_new {
        let cookie = HeaderValue::try_from(Cookie::Visitor.set(&secret, MONTH, is_behind_tls)).map_err(|_| Failure::Internal)?;
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::Served;
use super::page::Failure;
use super::site_face::SiteFace;
use crate::output::{FIGURES, TOKENS};

const SCRIPT: &str = include_str!("face.js");

/// What pages are shown with: how they look, what they can do where a browser has scripts, and the logo. Their addresses
/// carry a version, so that a browser keeps them until they change and no longer.
pub(super) struct Assets {
    style: String,
    /// What is in their addresses.
    pub(super) version: String,
}

impl Assets {
    pub(super) fn new(face: &SiteFace) -> Self {
        let ours = face.colours.map(super::colours::BrandColours::style).unwrap_or_default();
        let of_server = [
            include_str!("style/ground.css"),
            include_str!("style/client.css"),
            include_str!("style/staff.css"),
            include_str!("style/given.css"),
        ];
        let style = [TOKENS, &ours, FIGURES].into_iter().chain(of_server).collect::<Vec<_>>().join("\n");
        let mut digest = Sha256::new();
        digest.update(&style);
        digest.update(SCRIPT);
        digest.update(face.logo.as_ref().map_or(&[][..], |logo| &logo.bytes));
        let version = digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Self { style, version }
    }
}

/// It never changes under its address.
const KEPT: (header::HeaderName, &str) = (header::CACHE_CONTROL, "max-age=31536000, immutable");

/// How the pages look.
pub(super) async fn style(State(served): State<Arc<Served>>) -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), KEPT], served.assets.style.clone()).into_response()
}

/// What pages can do where a browser has scripts; nothing needs it.
pub(super) async fn script() -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), KEPT], SCRIPT).into_response()
}

/// The logo of the site, where it has one.
pub(super) async fn logo(State(served): State<Arc<Served>>) -> Result<Response, Failure> {
    let logo = served.site.face.logo.as_ref().ok_or(Failure::Missing)?;
    Ok(([(header::CONTENT_TYPE, logo.media_type), KEPT], logo.bytes.clone()).into_response())
}

use axum::http::header;
use axum::response::IntoResponse;

/// How the pages look.
pub(super) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "max-age=3600")], include_str!("style.css"))
}

/// Reads a question aloud with the voice of the browser, where it has one in that language.
pub(super) async fn aloud() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "max-age=3600")],
        include_str!("aloud.js"),
    )
}

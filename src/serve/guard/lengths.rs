use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Bytes of an address of this server with all that is asked for in it.
const ADDRESS_BYTES: usize = 8 << 10;
/// Bytes of what a browser says of itself and brings along.
const HEADER_BYTES: usize = 32 << 10;

/// Refuses requests that are longer than any browser makes them here, so that whoever made one is told by a page.
pub(in crate::serve) async fn lengths(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    let headers: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if address > ADDRESS_BYTES {
        StatusCode::URI_TOO_LONG.into_response()
    } else if headers > HEADER_BYTES {
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into_response()
    } else {
        next.run(request).await
    }
}

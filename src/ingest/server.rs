//! The routes, and what stands before all of them.

use crate::app::Shared;
use crate::problem::Problem;
use crate::request::MAX_BYTES;
use crate::{annotations, chat, files, guard, health, metrics, thumb, upload};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::any::Any;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::decompression::RequestDecompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// Bytes of a message: 8 KiB of text, in which JSON may write each byte as six.
const MAX_BODY: usize = 64 << 10;
/// From the first byte of a body to the last of the answer.
const REQUEST_TIME: Duration = Duration::from_secs(30);

/// All routes, each with its caller.
pub(crate) fn router(app: Shared) -> Router {
    Router::new()
        // The outbox of a widget.
        .route("/v1/ingest", post(upload::ingest).layer(DefaultBodyLimit::max(MAX_BYTES)))
        // Programs without wasm.
        .route("/api/chat/message", post(chat::message))
        .route("/api/chat/feedback", post(thumb::feedback))
        // The dashboard, and programs.
        .route("/api/chat/metrics", get(metrics::measure))
        .route("/api/annotations", get(annotations::list))
        // Whoever restarts the server, and whoever routes to it.
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        // Browsers: the demo page, the dashboard, and the package under /erp-chat/.
        .fallback(files::file)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(RequestDecompressionLayer::new())
        .layer(CompressionLayer::new())
        .layer(from_fn(guard::admit))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST_TIME))
        .layer(CatchPanicLayer::custom(on_panic))
        .layer(map_response(guard::finish))
        .with_state(app)
}

/// A mistake in one handler costs one request. What it was is on standard error already.
fn on_panic(_: Box<dyn Any + Send>) -> Response {
    Problem::internal().into_response()
}

//! The one error that a client sees: problem details as JSON (RFC 9457).
//!
//! It never repeats what the client sent; what an operator needs to know goes to the log.

use crate::request::IngestError;
use crate::store::StoreError;
use axum::Json;
use axum::extract::rejection::{BytesRejection, JsonRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::borrow::Cow;

/// Seconds after which a client may try again when the store fails.
const RETRY_AFTER: u32 = 5;

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    status: StatusCode,
    /// Stable, for programs.
    code: &'static str,
    /// One sentence, for people.
    detail: Cow<'static, str>,
}

impl Problem {
    pub(crate) const fn new(status: StatusCode, code: &'static str, detail: &'static str) -> Self {
        Self { status, code, detail: Cow::Borrowed(detail) }
    }

    /// There is nothing of this name.
    pub(crate) const fn not_found(detail: &'static str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", detail)
    }

    /// The request is well-formed, but says something impossible.
    pub(crate) const fn invalid(detail: &'static str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", detail)
    }

    /// A text or body is too long.
    pub(crate) const fn too_large(detail: &'static str) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail)
    }

    /// A part of the server gave up; the cause is in the log.
    pub(crate) const fn internal() -> Self {
        Self::of_status(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What a status means by itself.
    pub(crate) const fn of_status(status: StatusCode) -> Self {
        let (code, detail) = match status.as_u16() {
            400 => ("malformed", "the request cannot be read"),
            403 => ("forbidden", "this is not allowed"),
            404 => ("not_found", "there is nothing at this path"),
            405 => ("wrong_method", "this path does not take this method; see the Allow header"),
            408 => ("timeout", "the request took too long"),
            413 => ("too_large", "the body is too large"),
            415 => ("media_type", "send JSON with `Content-Type: application/json`, plain or with gzip"),
            500 => ("internal", "the server made a mistake"),
            503 => ("unavailable", "the store does not answer; try again later"),
            _ => ("refused", "the request is refused"),
        };
        Self::new(status, code, detail)
    }

    /// Reads a JSON body; `expected` tells the caller what belongs into it.
    pub(crate) fn body<T>(payload: Result<Json<T>, JsonRejection>, expected: &'static str) -> Result<T, Self> {
        match payload {
            Ok(Json(body)) => Ok(body),
            Err(JsonRejection::JsonDataError(_)) => Err(Self::invalid(expected)),
            Err(JsonRejection::JsonSyntaxError(_)) => {
                Err(Self::new(StatusCode::BAD_REQUEST, "malformed", "the body is not JSON"))
            }
            Err(rejection) => Err(Self::of_status(rejection.status())),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason(),
            "status": self.status.as_u16(),
            "code": self.code,
            "detail": self.detail,
        });
        let content_type = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status, [(header::CONTENT_TYPE, content_type)], body.to_string()).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER));
        }
        response
    }
}

impl From<IngestError> for Problem {
    fn from(error: IngestError) -> Self {
        Self { status: error.status(), code: error.code(), detail: Cow::Owned(error.to_string()) }
    }
}

impl From<StoreError> for Problem {
    fn from(_: StoreError) -> Self {
        Self::of_status(StatusCode::SERVICE_UNAVAILABLE)
    }
}

impl From<BytesRejection> for Problem {
    fn from(rejection: BytesRejection) -> Self {
        Self::of_status(rejection.status())
    }
}

impl From<QueryRejection> for Problem {
    fn from(_: QueryRejection) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", "a parameter of the address is missing or malformed")
    }
}

//! What stands before every route: who may ask, and what every answer says to browsers.
//!
//! Without keys the server is open to the machine it runs on, and browsers on that machine show foreign pages. A page that
//! resolves its own name to this machine is told apart by `Host`, one that posts across sites by `Origin`.

use crate::problem::Problem;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// No inline script or style, no foreign source; one policy of trusted types, for the demo's service worker.
/// Scripts have it too, because that of a worker rules what the worker may fetch.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types erp-demo";
/// Answers to programs are not for showing.
const PROGRAM_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

const LOOPBACK_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Lets in what comes from this machine and from its own pages.
pub(crate) async fn admit(request: Request, next: Next) -> Response {
    match check(request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn check(method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    let host = text(headers, header::HOST).unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(name, _)| name);
    if !LOOPBACK_NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        let detail = "this server answers to `localhost` and `127.0.0.1` only";
        return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, "foreign_host", detail));
    }
    let changes = !matches!(*method, Method::GET | Method::HEAD);
    let is_own = |origin: &HeaderValue| {
        let origin = origin.to_str().unwrap_or_default();
        origin.strip_prefix("http://").is_some_and(|authority| authority.eq_ignore_ascii_case(host))
    };
    if changes && !headers.get_all(header::ORIGIN).iter().all(is_own) {
        return Err(Problem::new(StatusCode::FORBIDDEN, "foreign_origin", "pages of other origins may not write here"));
    }
    Ok(())
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Gives every answer its security headers, and every refusal of a layer its problem details.
pub(crate) async fn finish(response: Response) -> Response {
    let mut response = with_details(response);
    let is_for_programs = ["application/json", "application/problem+json"].contains(&content_type(&response));
    let headers = response.headers_mut();
    let policy = if is_for_programs { PROGRAM_POLICY } else { PAGE_POLICY };
    let own = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    headers.extend(own.map(|(name, value)| (name, HeaderValue::from_static(value))));
    // Answers that say nothing of their age are about the present.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Layers and extractors refuse in plain text or without words.
fn with_details(response: Response) -> Response {
    let status = response.status();
    let is_failure = status.is_client_error() || status.is_server_error();
    let has_words =
        ["application/problem+json", "text/html"].iter().any(|kind| content_type(&response).starts_with(kind));
    if !is_failure || has_words {
        return response;
    }
    let mut detailed = Problem::of_status(status).into_response();
    let kept = [header::ALLOW, header::ACCEPT_ENCODING, header::CONNECTION];
    let kept = kept.map(|name| (name.clone(), response.headers().get(name).cloned()));
    let present = kept.into_iter().filter_map(|(name, value)| Some((name, value?)));
    detailed.headers_mut().extend(present);
    detailed
}

fn content_type(response: &Response) -> &str {
    text(response.headers(), header::CONTENT_TYPE).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(method: &Method, host: &str, origin: Option<&str>) -> Result<(), Problem> {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        check(method, &headers)
    }

    #[test]
    fn only_this_machine_and_its_own_pages_are_let_in() {
        let check = |method: Method, host: &str, origin: Option<&str>, expected: bool| {
            assert_eq!(admitted(&method, host, origin).is_ok(), expected, "{method} {host} {origin:?}");
        };
        check(Method::POST, "localhost:5000", None, true);
        check(Method::POST, "127.0.0.1:5000", Some("http://127.0.0.1:5000"), true);
        check(Method::POST, "[::1]:5000", Some("http://[::1]:5000"), true);
        check(Method::POST, "LOCALHOST", None, true);
        check(Method::GET, "localhost:5000", Some("http://evil.example"), true);
        check(Method::POST, "localhost:5000", Some("http://evil.example"), false);
        check(Method::POST, "localhost:5000", Some("http://localhost:8080"), false);
        check(Method::POST, "localhost:5000", Some("https://localhost:5000"), false);
        check(Method::POST, "localhost:5000", Some("null"), false);
        check(Method::GET, "evil.example:5000", None, false);
        check(Method::POST, "evil.example", Some("http://evil.example"), false);
        check(Method::GET, "localhost.evil.example", None, false);
        check(Method::GET, "", None, false);
    }
}

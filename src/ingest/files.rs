//! The demo page, the dashboard and the browser package: inside a release binary, from the source tree in a debug build.

use crate::problem::Problem;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../www"]
#[allow_missing = true]
struct Pages;

#[derive(RustEmbed)]
#[folder = "../../pkg/dist"]
#[allow_missing = true]
struct Package;

/// The file of the package that a page loads first.
const ENTRY: &str = "erp-chat-element-define.js";
/// Where the package is found.
const PACKAGE_PATH: &str = "/erp-chat/";

const NOT_BUILT: &str = "\
<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>erp-chat: the package is not built</title>
<h1>The browser package is not built yet</h1>
<p>Run <code>cargo xtask pkg</code> in the repository, then build and start this server again.
<code>cargo xtask start</code> does all of it.
The API works meanwhile.</p>
</html>
";

/// Whether the demo page has what it needs.
pub fn package_is_built() -> bool {
    Package::get(ENTRY).is_some()
}

/// Answers everything that no other route takes.
pub(crate) async fn file(request: Request) -> Response {
    let path = request.uri().path();
    if ["/", "/index.html"].contains(&path) && !package_is_built() {
        let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        return (StatusCode::SERVICE_UNAVAILABLE, html, NOT_BUILT).into_response();
    }
    let Some((name, found)) = find(path) else {
        return Problem::of_status(StatusCode::NOT_FOUND).into_response();
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (allow, Problem::of_status(StatusCode::METHOD_NOT_ALLOWED)).into_response();
    }
    answer(name, found, request.headers())
}

/// Invariant: a path leads to a file of one of the two folders, or nowhere.
fn find(path: &str) -> Option<(&str, EmbeddedFile)> {
    let is_plain = |part: &str| !part.starts_with('.') && !part.contains(['\\', '%', ':', '\0']);
    if !path.split('/').skip(1).all(is_plain) {
        return None;
    }
    if let Some(name) = path.strip_prefix(PACKAGE_PATH) {
        return Package::get(name).map(|file| (name, file));
    }
    let name = match path.trim_start_matches('/') {
        "" => "index.html",
        "dashboard" => "dashboard.html",
        name => name,
    };
    Pages::get(name).map(|file| (name, file))
}

fn answer(name: &str, file: EmbeddedFile, asked: &HeaderMap) -> Response {
    let tag = tag(&file);
    let is_known = asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    // A page is asked for again each time, and is answered in a few bytes while it is the same.
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type(name))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::ETAG, HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("W/\"\""))),
    ];
    if is_known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, file.data.into_owned()).into_response()
}

/// Weak, because the same file is sent plain or compressed.
fn tag(file: &EmbeddedFile) -> String {
    let digits = file.metadata.sha256_hash().into_iter().take(16).map(|byte| format!("{byte:02x}"));
    format!("W/\"{}\"", digits.collect::<String>())
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "ts" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out() {
        let check = |path: &str| assert!(find(path).is_none(), "{path}");
        check("/../Cargo.toml");
        check("/erp-chat/../../Cargo.toml");
        check("/%2e%2e/Cargo.toml");
        check("/..\\Cargo.toml");
        check("//etc/passwd");
        check("/erp-chat//etc/passwd");
        check("/erp-chat/../package.json");
        check("/.git/config");
        check("/nothing");
    }
}

//! Pages and package: found by name only, with the policy that browsers hold them to.

use crate::client::Request;
use crate::server::TestServer;

#[test]
fn no_path_leads_out_of_the_folders() {
    let server = TestServer::new("no_path_leads_out_of_the_folders");
    let check = |path: &str| assert_eq!(server.get(path).refusal(), (404, "not_found".to_owned()), "{path}");
    check("/../Cargo.toml");
    check("/erp-chat/../../Cargo.toml");
    check("/erp-chat/..%2f..%2fCargo.toml");
    check("/%2e%2e/Cargo.toml");
    check("//etc/passwd");
    check("/erp-chat//etc/passwd");
    check("/.git/config");
    check("/nothing");
    check("/v1/nothing");
    check("/api/chat");
}

#[test]
fn pages_have_a_policy() {
    let server = TestServer::new("pages_have_a_policy");
    let page = server.get("/");
    assert!(page.header("content-type").starts_with("text/html"), "{page:?}");
    let headers = ["content-security-policy", "x-content-type-options", "referrer-policy"];
    insta::assert_json_snapshot!("page_headers", headers.map(|name| page.header(name)));
}

/// A page without its script would only look broken.
#[test]
fn a_demo_without_the_package_says_what_to_run() {
    let server = TestServer::new("a_demo_without_the_package_says_what_to_run");
    for path in ["/", "/index.html"] {
        let page = server.get(path);
        let says = String::from_utf8(page.body).unwrap().contains("cargo xtask pkg");
        let expected = if erp_chat_ingest::package_is_built() { (200, false) } else { (503, true) };
        assert_eq!((page.status, says), expected, "{path}");
    }
}

/// What the script of a service worker is sent with rules what the worker may fetch.
#[test]
fn scripts_have_the_policy_of_pages() {
    let server = TestServer::new("scripts_have_the_policy_of_pages");
    let policy = |path: &str| server.get(path).header("content-security-policy").to_owned();
    let script = server.get("/sw.js");
    let is_there = script.status == 200;
    assert_eq!(policy("/sw.js") == policy("/"), is_there, "{script:?}");
}

#[test]
fn other_methods_are_refused() {
    let server = TestServer::new("other_methods_are_refused");
    let check = |method: &str, path: &str, expected: u16| {
        assert_eq!(Request::new(method, path).send(server.address).refusal().0, expected, "{method} {path}");
    };
    check("DELETE", "/v1/ingest", 405);
    check("GET", "/v1/ingest", 405);
    check("POST", "/api/chat/metrics", 405);
    check("POST", "/nothing", 404);
    let allowed = server.get("/v1/ingest");
    assert_eq!(allowed.header("allow"), "POST");
}

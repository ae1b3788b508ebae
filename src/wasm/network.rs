//! One request to the backend, with its answer read to the end.
//!
//! It follows no redirect: a login page is no answer. A request that is aborted is aborted in its body too.

use crate::gzip::gzip;
use crate::parcel::Parcel;
use erp_chat_outbox::Reply;
use gloo_net::http::{self, RequestBuilder};
use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Request, RequestCache, RequestInit, RequestRedirect, Response};

/// Smaller bodies gain nothing from compression.
const WORTH_COMPRESSING: usize = 2 << 10;

#[wasm_bindgen]
extern "C" {
    /// Bound by hand because a `fetch` that the host has wrapped may throw, or return anything.
    #[wasm_bindgen(catch)]
    fn fetch(request: &Request) -> Result<JsValue, JsValue>;
}

/// Sends a batch; an error when there is no answer.
pub(crate) async fn post(
    url: &str,
    token: Option<String>,
    parcel: &Parcel,
    signal: &AbortSignal,
) -> Result<Reply, JsValue> {
    let mut builder = http::Request::post(url)
        .header("Content-Type", "application/json")
        .redirect(RequestRedirect::Manual)
        .cache(RequestCache::NoStore)
        .abort_signal(Some(signal));
    if let Some(token) = token {
        builder = builder.header("Authorization", &format!("Bearer {token}"));
    }
    let request = with_body(builder, parcel).await?;
    if signal.aborted() {
        return Err(signal.reason());
    }
    read(Promise::resolve(&fetch(&request)?)).await
}

async fn with_body(builder: RequestBuilder, parcel: &Parcel) -> Result<Request, JsValue> {
    if parcel.unload {
        return kept_alive(&build(builder, JsValue::from_str(&parcel.body))?);
    }
    let compress = parcel.gzip && parcel.body.len() > WORTH_COMPRESSING;
    match if compress { gzip(&parcel.body).await.ok() } else { None } {
        Some(bytes) => build(builder.header("Content-Encoding", "gzip"), bytes.into()),
        None => build(builder, JsValue::from_str(&parcel.body)),
    }
}

fn build(builder: RequestBuilder, body: JsValue) -> Result<Request, JsValue> {
    builder.body(body).map(Request::from).map_err(|_| JsValue::UNDEFINED)
}

/// The same request, which outlives the page.
fn kept_alive(request: &Request) -> Result<Request, JsValue> {
    let init = RequestInit::new();
    Reflect::set(&init, &"keepalive".into(), &true.into())?;
    Request::new_with_request_and_init(request, &init)
}

async fn read(answer: Promise) -> Result<Reply, JsValue> {
    let response: Response = JsFuture::from(answer).await?.dyn_into()?;
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let (retry_after, date) = (header("Retry-After"), header("Date"));
    // Unread bodies would fill the browser's budget for requests that outlive the page.
    let body = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok(Reply { status: response.status(), body, retry_after, date })
}

//! Compression by the browser, bound by hand: `web-sys` counts it among its unstable features.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableWritablePair, Response};

#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(catch, constructor)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
}

/// The compressed text; an error where the browser cannot.
pub(crate) async fn gzip(text: &str) -> Result<Object, JsValue> {
    let stream = CompressionStream::new("gzip")?;
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let compressed = blob.stream().pipe_through(stream.unchecked_ref::<ReadableWritablePair>());
    let whole = Response::new_with_opt_readable_stream(Some(&compressed))?.array_buffer()?;
    Ok(JsFuture::from(whole).await?.unchecked_into())
}

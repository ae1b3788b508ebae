//! The clock and the randomness of the browser.

use erp_chat_outbox::Moment;
use js_sys::{Date, Math};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(bytes: &mut [u8]) -> Result<JsValue, JsValue>;
}

/// Now, with fresh randomness.
pub(crate) fn moment() -> Moment {
    Moment { now_ms: now_ms(), random: u32::from_le_bytes(bytes()) }
}

/// Wall clock, Unix milliseconds.
pub(crate) fn now_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "whole, and far below 2^53")]
    let now = Date::now() as i64;
    now
}

/// A UUID version 7.
pub(crate) fn new_id(now_ms: i64) -> String {
    let millis = u64::try_from(now_ms).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes()).into_uuid().to_string()
}

fn bytes<const COUNT: usize>() -> [u8; COUNT] {
    let mut bytes = [0; COUNT];
    if get_random_values(&mut bytes).is_err() {
        // Without cryptography the ids are only unlikely to meet.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 256")]
        bytes.fill_with(|| (Math::random() * 256.0) as u8);
    }
    bytes
}

//! One timer that rings at a time of the wall clock, and one-off waits.

use crate::random::now_ms;
use js_sys::Function;
use std::cell::RefCell;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(handler: &Function, milliseconds: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timeout: &JsValue);
}

/// A timer; setting it again replaces the time set before.
pub(crate) struct Timer {
    ring: Closure<dyn Fn()>,
    timeout: RefCell<JsValue>,
}

impl Timer {
    pub(crate) fn new(ring: impl Fn() + 'static) -> Self {
        Self { ring: Closure::new(ring), timeout: RefCell::new(JsValue::UNDEFINED) }
    }

    /// Rings at a time, or at once when it has passed.
    pub(crate) fn set(&self, at_ms: i64) {
        self.clear();
        let wait = i32::try_from(at_ms.saturating_sub(now_ms()).max(0)).unwrap_or(i32::MAX);
        self.timeout.replace(call_after(self.ring.as_ref().unchecked_ref(), wait));
    }

    pub(crate) fn clear(&self) {
        clear_timeout(&self.timeout.replace(JsValue::UNDEFINED));
    }
}

/// Calls a function once, after a while.
pub(crate) fn call_after(function: &Function, milliseconds: i32) -> JsValue {
    set_timeout(function, milliseconds)
}

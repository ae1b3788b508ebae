//! Bindings of the engine for the browser: JSON texts in and out, errors as `Error` objects with a stable `code`.
//!
//! They decide nothing. [`exchange`] holds what can run natively too, so that wasm and native answers can be compared.

#![deny(missing_docs)]

pub mod exchange;

use exchange::{Loaded, Refusal};
use js_sys::{Error, Reflect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// An assistant, loaded from a bundle.
#[wasm_bindgen]
pub struct Assistant(Loaded);

#[wasm_bindgen]
impl Assistant {
    /// Loads a bundle; throws an `Error` with a `code` when it is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(bundle: &[u8]) -> Result<Self, JsValue> {
        exchange::load(bundle).map(Self).map_err(|refusal| error(&refusal))
    }

    /// What was loaded, as JSON.
    pub fn describe(&self) -> String {
        exchange::describe(&self.0)
    }
}

fn error(refusal: &Refusal) -> JsValue {
    let error = Error::new(&refusal.message);
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&error, &"code".into(), &refusal.code.into());
    error.into()
}

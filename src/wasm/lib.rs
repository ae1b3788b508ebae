//! Bindings of the engine for the browser: JSON texts in and out, errors as `Error` objects with a stable `code`.
//!
//! They decide nothing. [`exchange`] holds what can run natively too, so that wasm and native answers can be compared.

#![deny(missing_docs)]

pub mod exchange;

use erp_chat_engine::{assistant, session};
use exchange::Refusal;
use js_sys::{Error, Reflect};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// An assistant, loaded from a bundle; several sessions may use it.
#[wasm_bindgen]
pub struct Assistant(assistant::Assistant);

#[wasm_bindgen]
impl Assistant {
    /// Loads a bundle; throws an `Error` with a `code` when it is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(bundle: &[u8]) -> Result<Self, JsValue> {
        exchange::load(bundle).map(Self).map_err(error)
    }

    /// Checksum of the bundle, as it stands in the records.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.0.version.clone()
    }

    /// Answers a message (JSON) with a turn (JSON).
    pub fn turn(&self, session: &mut Session, message: &str) -> Result<String, JsValue> {
        exchange::turn(&self.0, &mut session.0, message).map_err(error)
    }

    /// Words the outcome (JSON) of an action as a turn (JSON).
    pub fn finish(&self, session: &mut Session, action: String, outcome: &str) -> Result<String, JsValue> {
        exchange::finish(&self.0, &mut session.0, &action, outcome).map_err(error)
    }

    /// Redacts a text that is no message, such as the comment of a feedback.
    pub fn redact(&self, text: &str) -> String {
        self.0.redactor.clean(text).as_str().to_owned()
    }
}

/// One conversation.
#[wasm_bindgen]
pub struct Session(session::Session);

#[wasm_bindgen]
impl Session {
    /// Begins a conversation of a user (JSON).
    #[wasm_bindgen(constructor)]
    pub fn new(id: String, user: &str) -> Result<Self, JsValue> {
        exchange::begin(id, user).map(Self).map_err(error)
    }

    /// Takes up a conversation that was kept across a reload.
    pub fn resume(kept: &str) -> Result<Self, JsValue> {
        exchange::resume(kept).map(Self).map_err(error)
    }

    /// The conversation as JSON, redacted, to be kept across a reload.
    pub fn keep(&self) -> Result<String, JsValue> {
        exchange::keep(&self.0).map_err(error)
    }

    /// Replaces the user (JSON).
    #[wasm_bindgen(js_name = setUser)]
    pub fn set_user(&mut self, user: &str) -> Result<(), JsValue> {
        exchange::set_user(&mut self.0, user).map_err(error)
    }
}

fn error(refusal: Refusal) -> JsValue {
    let error = Error::new(&refusal.message);
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&error, &"code".into(), &refusal.code.into());
    error.into()
}

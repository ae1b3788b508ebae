//! The host's token for the backend: asked for when it is first needed, and again when the backend refuses it.

use js_sys::{Function, Promise};
use std::cell::RefCell;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;

/// What gives tokens, and the last one. It is never stored.
pub(crate) struct Token {
    callback: RefCell<Option<Function>>,
    last: RefCell<Option<String>>,
}

impl Token {
    pub(crate) fn new(callback: Option<Function>) -> Self {
        Self { callback: RefCell::new(callback), last: RefCell::new(None) }
    }

    /// The token at hand.
    pub(crate) fn at_hand(&self) -> Option<String> {
        self.last.borrow().clone()
    }

    /// The token at hand, or else a new one.
    pub(crate) async fn get(&self) -> Option<String> {
        if self.at_hand().is_none() {
            self.renew().await;
        }
        self.at_hand()
    }

    /// Asks for a new token; says whether there is one.
    pub(crate) async fn renew(&self) -> bool {
        let given = self.ask().await.ok().and_then(|token| token.as_string());
        // A header takes no other characters, and throws.
        let token = given.filter(|token| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()));
        let renewed = token.is_some();
        if renewed {
            self.last.replace(token);
        }
        renewed
    }

    /// Never asks again; says whether requests can still be made.
    pub(crate) fn freeze(&self) -> bool {
        let callback = self.callback.take();
        callback.is_none() || self.at_hand().is_some()
    }

    async fn ask(&self) -> Result<JsValue, JsValue> {
        // The host may call back at once, so nothing is borrowed here.
        let callback = self.callback.borrow().clone().ok_or(JsValue::UNDEFINED)?;
        let answer = callback.call0(&JsValue::UNDEFINED)?;
        JsFuture::from(Promise::resolve(&answer)).await
    }
}

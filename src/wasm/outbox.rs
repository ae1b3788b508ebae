//! The outbox in JavaScript's terms. No method throws or rejects because of the store or the network.

use crate::binding::{read, write};
use crate::driver::{Driver, Server};
use crate::token::Token;
use erp_chat_outbox::Event;
use js_sys::{Function, Reflect};
use serde::Deserialize;
use std::rc::Rc;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

/// What [`Outbox::open`] is given, beside the function `token`.
#[derive(Deserialize)]
struct Options {
    scope: String,
    #[serde(default)]
    endpoint: Option<String>,
    #[serde(default)]
    consent: bool,
}

/// Keeps records until they are delivered.
#[wasm_bindgen]
pub struct Outbox(Rc<Driver>);

#[wasm_bindgen]
impl Outbox {
    /// Opens the outbox of a scope, with or without a store. The listener hears of everything that matters.
    pub async fn open(options: JsValue, listener: Function) -> Result<Self, JsValue> {
        // An object without the function is as good as one where it is undefined.
        let token = Reflect::get(&options, &"token".into()).ok().and_then(|token| token.dyn_into().ok());
        let Options { scope, endpoint, consent } = read(options, "options_malformed")?;
        let server = endpoint.map(|endpoint| Server { url: url(&endpoint), token: Token::new(token) });
        let driver = Driver::new(&scope, server, listener);
        if consent {
            driver.begin().await;
        }
        Ok(Self(driver))
    }

    /// Takes records (JSON texts) and the conversation that they belong to, durable together.
    pub fn put(&self, records: Vec<String>, kept: String) {
        self.0.put(records, kept);
    }

    /// Takes the conversation.
    pub fn keep(&self, kept: String) {
        self.0.keep(kept);
    }

    /// The conversation that the store held when it was opened: `{ session, at }`.
    pub fn kept(&self) -> Result<JsValue, JsValue> {
        self.0.kept().map_or(Ok(JsValue::UNDEFINED), |kept| write(&kept))
    }

    /// Takes what the user taught; it outlives the conversation, and goes with everything else.
    #[wasm_bindgen(js_name = keepLessons)]
    pub fn keep_lessons(&self, lessons: String) {
        self.0.keep_lessons(lessons);
    }

    /// The lessons that the store held when it was opened.
    pub fn lessons(&self) -> Option<String> {
        self.0.lessons()
    }

    /// The texts of the records that the device holds, oldest first.
    pub async fn log(&self) -> Vec<String> {
        self.0.log().await
    }

    /// How delivery stands.
    pub fn status(&self) -> Result<JsValue, JsValue> {
        write(&self.0.status())
    }

    /// Asks for delivery now, and settles when the attempt is over.
    pub async fn flush(&self) {
        self.0.flush().await;
    }

    /// Delivers once more before another user takes over, with the token at hand: the next one is another user's.
    /// The first request outlives the page.
    pub async fn leave(&self) {
        self.0.leave().await;
    }

    /// The browser says that it is online again.
    pub fn online(&self) {
        self.0.happen(Event::Online);
    }

    /// The browser says that it is offline.
    pub fn offline(&self) {
        self.0.happen(Event::Offline);
    }

    /// The page is hidden and may never come back.
    pub fn hidden(&self) {
        self.0.happen(Event::Hidden);
    }

    /// The user agrees to logging, or withdraws: then everything is erased and nothing is taken.
    #[wasm_bindgen(js_name = setConsent)]
    pub async fn set_consent(&self, granted: bool) {
        self.0.set_consent(granted).await;
    }

    /// Stops for good. Without `purge` what is pending waits for the same scope.
    pub async fn logout(&self, purge: bool) {
        self.0.log_out(purge).await;
    }

    /// Erases everything and goes on.
    pub async fn forget(&self) {
        self.0.forget().await;
    }

    /// Stops timers and requests; what is stored stays.
    pub fn close(&self) {
        self.0.stop();
    }
}

fn url(endpoint: &str) -> String {
    format!("{}/v1/ingest", endpoint.trim_end_matches('/'))
}

//! The engine in JavaScript's terms.

use crate::exchange::{self, Answer, Refusal};
use erp_chat_engine::lessons::Lessons;
use erp_chat_engine::{assistant, session};
use js_sys::{Array, Error, JSON, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the page began, in fractions.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// An assistant, loaded from a bundle; several sessions may use it.
#[wasm_bindgen]
pub struct Assistant(assistant::Assistant);

#[wasm_bindgen]
impl Assistant {
    /// Loads a bundle; throws an `Error` with a `code` when it or the changes to redaction are refused.
    #[wasm_bindgen(constructor)]
    pub fn new(bundle: &[u8], redaction: Option<String>) -> Result<Self, JsValue> {
        exchange::load(bundle, redaction.as_deref()).map(Self).map_err(error)
    }

    /// Checksum of the bundle, as it stands in the records.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.0.version.clone()
    }

    /// A text that is no message, redacted; nothing when it holds nothing to hide, so that it need not be copied.
    pub fn redact(&self, text: &str) -> Option<String> {
        self.0.redactor.cleaned(text).map(String::from)
    }
}

/// One conversation.
#[wasm_bindgen]
pub struct Session(session::Session);

#[wasm_bindgen]
impl Session {
    /// Begins a conversation of a user.
    #[wasm_bindgen(constructor)]
    pub fn new(assistant: &Assistant, id: String, user: JsValue) -> Result<Self, JsValue> {
        Ok(Self(exchange::begin(&assistant.0, id, read(user, "user_malformed")?)))
    }

    /// Takes up a conversation that was kept across a reload.
    pub fn resume(kept: &str) -> Result<Self, JsValue> {
        exchange::resume(kept).map(Self).map_err(error)
    }

    /// The conversation as JSON, redacted, to be kept across a reload.
    pub fn keep(&self) -> Result<String, JsValue> {
        exchange::keep(&self.0).map_err(error)
    }

    /// What the user taught the assistant, as JSON without words, to be kept beyond the conversation.
    pub fn lessons(&self) -> Result<String, JsValue> {
        exchange::lessons(&self.0).map_err(error)
    }

    /// How many wordings the user taught.
    #[wasm_bindgen(getter, js_name = lessonCount)]
    pub fn lesson_count(&self) -> usize {
        self.0.lessons.count()
    }

    /// Takes up what the same user taught before.
    pub fn recall(&mut self, lessons: &str) -> Result<(), JsValue> {
        exchange::recall(&mut self.0, lessons).map_err(error)
    }

    /// Forgets what the user taught.
    #[wasm_bindgen(js_name = forgetLessons)]
    pub fn forget_lessons(&mut self) {
        self.0.lessons = Lessons::default();
    }

    /// UUID of the conversation.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.0.id.clone()
    }

    /// Replaces the user.
    #[wasm_bindgen(js_name = setUser)]
    pub fn set_user(&mut self, assistant: &Assistant, user: JsValue) -> Result<(), JsValue> {
        self.0.set_user(&assistant.0, read(user, "user_malformed")?);
        Ok(())
    }

    /// Answers a message with a turn.
    pub fn turn(&mut self, assistant: &Assistant, message: JsValue) -> Result<JsValue, JsValue> {
        let message = read(message, "message_malformed")?;
        let answer = exchange::turn(&assistant.0, &mut self.0, message, performance_now).map_err(error)?;
        shown(&answer)
    }

    /// Words the outcome of an action as a turn; its id is empty when nobody waits for it.
    pub fn finish(&mut self, assistant: &Assistant, action: String, outcome: JsValue) -> Result<JsValue, JsValue> {
        let outcome = read(outcome, "outcome_malformed")?;
        let answer = exchange::finish(&assistant.0, &mut self.0, &action, outcome).map_err(error)?;
        shown(&answer)
    }

    /// Says whether a message would count as asking again; takes no turn.
    #[wasm_bindgen(js_name = wouldRepeat)]
    pub fn would_repeat(&self, assistant: &Assistant, message: JsValue) -> Result<JsValue, JsValue> {
        let message = read(message, "message_malformed")?;
        write(&exchange::repetition(&assistant.0, &self.0, message))
    }

    /// Records what is no turn: the record's JSON text.
    pub fn note(&mut self, assistant: &Assistant, note: JsValue) -> Result<String, JsValue> {
        let note = read(note, "note_malformed")?;
        exchange::note(&assistant.0, &mut self.0, note).map_err(error)
    }

    /// The exchanges so far, redacted, oldest first.
    pub fn transcript(&self) -> Result<JsValue, JsValue> {
        write(&self.0.transcript().collect::<Vec<_>>())
    }
}

/// A turn with its records beside it.
fn shown(answer: &Answer) -> Result<JsValue, JsValue> {
    let turn = write(&answer.turn)?;
    let records: Array = answer.records.iter().map(|record| JsValue::from_str(record)).collect();
    Reflect::set(&turn, &"records".into(), &records)?;
    Ok(turn)
}

/// Reads a plain object by way of its JSON: the reader for JSON is there anyway, a second one would cost 50 KB.
pub(crate) fn read<T: DeserializeOwned>(value: JsValue, code: &'static str) -> Result<T, JsValue> {
    let json = JSON::stringify(&value).ok().and_then(|json| json.as_string());
    // The message of the error is left out: it may quote the value.
    let read = json.and_then(|json| serde_json::from_str(&json).ok());
    read.ok_or_else(|| error(Refusal::malformed(code)))
}

pub(crate) fn write<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(|_| error(Refusal::unwritable()))
}

fn error(refusal: Refusal) -> JsValue {
    let error = Error::new(&refusal.message);
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&error, &"code".into(), &refusal.code.into());
    error.into()
}

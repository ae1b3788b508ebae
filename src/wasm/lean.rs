//! The module that pages load: the built-in detectors of personal data and nothing of a host's patterns.

pub use erp_chat_wasm::{Assistant, Outbox, Session};

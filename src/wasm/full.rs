//! The module for pages whose host gives patterns of its own: larger by the crate that reads them.

pub use erp_chat_wasm::{Assistant, Outbox, Session};

//! The pure assistant: text and state in, a turn out.
//!
//! The engine does no I/O and reads no clock, locale or random source: all of that comes in with the message.
//! The same assistant, session and message give the same turn, byte for byte, natively and in wasm.

#![deny(missing_docs)]

pub mod bundle;
pub mod definition;
pub mod locale;
pub mod redact;
pub mod text;

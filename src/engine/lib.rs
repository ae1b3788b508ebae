//! The pure assistant: text and state in, a turn out.
//!
//! The engine does no I/O and reads no clock, locale or random source: all of that comes in with the message.
//! The same assistant, session and message give the same turn, byte for byte, natively and in wasm.

#![deny(missing_docs)]

pub mod assistant;
pub mod bundle;
pub mod classifier;
pub mod cues;
pub mod definition;
pub mod entity;
pub mod features;
pub mod flags;
mod hear;
mod identity;
pub mod lessons;
pub mod locale;
pub mod message;
pub mod note;
pub mod outcome;
mod permission;
mod personal;
pub mod policy;
mod record;
pub mod redact;
pub mod repeat;
mod repetition;
pub mod reply;
pub mod request;
mod respond;
mod route;
pub mod session;
pub mod slots;
pub mod tagger;
pub mod templates;
pub mod text;
mod turn;
mod understand;

pub use note::take_note;
pub use repetition::Repetition;
pub use turn::{finish_action, take_turn, would_repeat};

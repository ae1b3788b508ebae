//! Bindings for the browser: the engine, and the outbox with the browser's store and network.
//!
//! They decide nothing: the engine and the state machine of the outbox do. Objects go in and out as plain JavaScript
//! objects; what is refused is thrown as an `Error` with a stable `code`.

#![deny(missing_docs)]

mod binding;
mod driver;
mod errands;
pub mod exchange;
mod gate;
mod gzip;
mod held;
mod idb;
mod network;
mod outbox;
mod parcel;
mod random;
mod shorten;
mod store;
mod timer;
mod token;

pub use binding::{Assistant, Session};
pub use outbox::Outbox;

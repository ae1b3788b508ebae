//! The thin server side: accepts, redacts again and flags records.
//!
//! Here is what can be decided without storage or network; the server looks up known ids before and commits after.
//! A client is never trusted: every text is redacted again, every flag recomputed.

#![deny(missing_docs)]

mod acceptance;
mod cleaning;
mod request;

pub use acceptance::{Accepted, Acceptor, Verdict};
pub use request::{Batch, IngestError, read};

//! The types that cross a process border: what the widget records, sends and receives.
//!
//! Nothing here decides anything.
//! A type changes only by adding optional fields or by raising [`PROTOCOL_VERSION`].

mod dialogue;
mod record;
mod slot;
mod text;
mod wire;

pub use dialogue::{Access, ActionStatus, Channel, HandoffKind, Route};
pub use record::{
    ActionRecord, ArmRecord, Candidate, ConsentRecord, DeviceClass, DropRecord, FeedbackRecord, Flag, FlagReason,
    InteractionRecord, LatencyRecord, OutcomeRecord, Rating, Record, RecordBody, Sentiment, SessionEvent,
    SessionRecord, SlotRecord,
};
pub use slot::{DocumentKind, Number, SlotType, SlotValue};
pub use text::{RawText, Utterance};
pub use wire::{Acknowledgement, AcknowledgementStatus, ClientConfig, IngestRequest, IngestResponse, StoreMode};

/// The version of the record schema and of the ingest protocol.
pub const PROTOCOL_VERSION: u16 = 1;

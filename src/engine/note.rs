//! Records what is no turn: a thumb, a session that began or ended, consent.
//!
//! A comment is redacted like a message, and takes no part in the conversation.

use crate::assistant::Assistant;
use crate::identity::uuid;
use crate::locale::Clock;
use crate::record::envelope;
use crate::session::Session;
use erp_chat_protocol::{
    ConsentRecord, FeedbackRecord, Rating, RawText, Record, RecordBody, SessionEvent, SessionRecord,
};
use serde::Deserialize;

/// Something to record, with its moment.
#[derive(Deserialize)]
pub struct Note {
    /// The user's clock.
    pub clock: Clock,
    /// Random bits of the adapter.
    pub seed: u64,
    /// What happened.
    #[serde(flatten)]
    pub event: NoteEvent,
}

/// What happened outside a turn.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum NoteEvent {
    /// A reply was rated or reported.
    Feedback {
        /// Id of the interaction record.
        #[serde(rename = "ref")]
        reference: String,
        /// The thumb.
        rating: Rating,
        /// A reason from the host's list.
        #[serde(default)]
        reason: Option<RawText>,
        /// What the user has to say about it.
        #[serde(default)]
        comment: Option<RawText>,
        /// The user reported the answer as harmful or wrong.
        #[serde(default)]
        reported: bool,
    },
    /// A session began, went on, or ended.
    Session {
        /// What happened to it.
        event: SessionEvent,
    },
    /// Consent was given or withdrawn.
    Consent {
        /// Whether logging is agreed to.
        granted: bool,
        /// Version of the text that was shown.
        version: String,
    },
}

/// Records a note as the next event of the session.
pub fn take_note(assistant: &Assistant, session: &mut Session, note: Note) -> Record {
    session.seq += 1;
    let id = uuid(note.clock, note.seed, session.seq);
    let body = body(assistant, session, note.event);
    envelope(session, note.clock, &id, body)
}

fn body(assistant: &Assistant, session: &Session, event: NoteEvent) -> RecordBody {
    let clean = |text: RawText| assistant.redactor.clean(text.expose());
    let plain = |text: &str| assistant.redactor.clean(text).as_str().to_owned();
    match event {
        NoteEvent::Feedback { reference, rating, reason, comment, reported } => {
            let reason = reason.map(|reason| plain(reason.expose()));
            let reference = plain(&reference);
            RecordBody::Feedback(FeedbackRecord { reference, rating, reason, comment: comment.map(clean), reported })
        }
        NoteEvent::Session { event } => {
            RecordBody::Session(SessionRecord { event, tenant: session.user.tenant.clone() })
        }
        NoteEvent::Consent { granted, version } => {
            RecordBody::Consent(ConsentRecord { granted, version: plain(&version) })
        }
    }
}

//! All thresholds of the dialogue in one object; `route.rs` compares them in one `match`.

/// The dialogue policy. Confidences are 0 to 1.
// Invariant: no other module compares a confidence with a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Below: clarify with options, or fallback. SPEC section 1.
    pub suggest: f32,
    /// From here on: execute; below: "did you mean ...?". SPEC section 1.
    pub execute: f32,
    /// Smallest gap between the two best candidates that counts as clear.
    pub margin: f32,
    /// Below: the turn is flagged for labelling. SPEC section 1.
    pub flag_below: f32,
    /// A different request interrupts an open question only from here on.
    pub interrupt: f32,
    /// From here on even "and for ...?" is a request of its own.
    pub overrule: f32,
    /// A part of a message counts as a request of its own only from here on.
    pub part: f32,
    /// The same behind a mere comma.
    pub loose_part: f32,
    /// Above this likeness to a taught wording a lesson moves the ranking. Of the pairs of held-out messages of different
    /// intents 0.04 % are as like, of those of one intent 0.7 %.
    pub lesson_near: f32,
    /// What the user taught of the very wording is this sure.
    pub lesson_sure: f32,
    /// Lessons kept on the device.
    pub lessons_kept: usize,
    /// Milliseconds for which a question stays open.
    pub pending_ms: i64,
    /// Turns kept for repeat detection and hand-off.
    pub turns_kept: usize,
    /// Hidden values that are told apart in a session.
    pub values_told_apart: usize,
    /// Replies within which none repeats or nearly repeats.
    pub replies_kept: usize,
    /// Trigram Dice coefficient above which two replies nearly repeat.
    pub near_repeat: f32,
    /// Rows shown of an answer.
    pub rows_shown: usize,
    /// Longest message that is read; the rest is cut, in bytes.
    pub message_bytes: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            suggest: 0.4,
            execute: 0.7,
            margin: 0.1,
            flag_below: 0.6,
            interrupt: 0.6,
            overrule: 0.95,
            part: 0.5,
            loose_part: 0.85,
            lesson_near: 0.6,
            lesson_sure: 0.95,
            lessons_kept: 200,
            pending_ms: 15 * 60 * 1000,
            turns_kept: 200,
            values_told_apart: 1_000,
            replies_kept: 40,
            near_repeat: 0.8,
            rows_shown: 10,
            message_bytes: 128 << 10,
        }
    }
}

//! What is timed, and on what input.

use crate::Clock;
use crate::replay::Conversation;
use erp_chat_engine::assistant::Assistant;
use erp_chat_engine::repeat::{self, Ask};
use erp_chat_wasm::exchange::{Refusal, load};
use std::error::Error;
use std::hint::black_box;

/// 140 characters.
const MESSAGE: &str = "hi, could you pls book the 40 cartons of A4 paper that came in this morning against PO-4471 and \
    tell me what is still open from that order??";
/// Earlier requests of a long session.
const ASKS: usize = 50;
/// Lines that are pasted together up to [`PASTE_BYTES`].
const PASTE: &str = "\
From: Priya Raman <priya.raman@example.com>, desk 020 7946 0018\n\
Please pay invoice INV-2041 over 1,18,000/- to our account GB29 NWBK 6016 1331 9268 19 by Friday.\n\
Card on file 4111 1111 1111 1111, PAN ABCPE1234F; the gate code of warehouse 3 is still the old one.\n\
Order PO-4471, SKU TYR-205-55, 40 cartons, batch 8812-B, tracked as 1Z999AA10123456784.\n\
password: Monsoon!2041 (to be changed), second line +91 98765 43210\n";
const PASTE_BYTES: usize = 2048;

/// Everything that the cases need, made once.
pub(crate) struct Cases {
    bundle: Vec<u8>,
    assistant: Assistant,
    conversations: Vec<Conversation>,
    asks: Vec<Ask>,
    paste: String,
}

/// A case that is one operation, done often enough that the clock's own time vanishes.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) input: &'static str,
    /// How often in a round.
    pub(crate) times: u32,
    pub(crate) operation: fn(&Cases),
}

/// All of them but the turns.
pub(crate) const CASES: [Case; 5] = [
    Case {
        name: "calibration",
        input: "a million steps of shift and multiply",
        times: 1,
        operation: |_| calibration(),
    },
    Case {
        name: "classify",
        input: "a message of 140 characters",
        times: 50,
        operation: |cases| {
            black_box(cases.assistant.classifier.rank(black_box(MESSAGE)));
        },
    },
    Case {
        name: "redact",
        input: "a paste of 2 KB",
        times: 20,
        operation: |cases| {
            black_box(cases.assistant.redactor.clean(black_box(&cases.paste)));
        },
    },
    Case { name: "repeat", input: "the same message against 50 asks", times: 20, operation: Cases::repeat },
    Case {
        name: "load",
        input: "the starter's bundle",
        times: 2,
        operation: |cases| {
            black_box(load(black_box(&cases.bundle), None).is_ok());
        },
    },
];

impl Cases {
    /// Loads the bundle and reads the calls.
    pub(crate) fn new(bundle: Vec<u8>, calls: &str) -> Result<Self, Box<dyn Error>> {
        let assistant = load(&bundle, None).map_err(|refusal| refusal.message)?;
        let conversations = Conversation::read_all(calls)?;
        let texts = conversations.iter().flat_map(Conversation::texts).take(ASKS);
        let asks: Vec<_> = texts.map(|text| Ask::new(&assistant.lexicon, &text, None)).collect();
        if asks.len() < ASKS {
            return Err("the conversations have too few turns".into());
        }
        Ok(Self { bundle, assistant, conversations, asks, paste: PASTE.chars().cycle().take(PASTE_BYTES).collect() })
    }

    /// The time of every turn of every conversation.
    pub(crate) fn time_turns(&self, clock: Clock) -> Result<Vec<f64>, Refusal> {
        let conversations = self.conversations.iter();
        let times: Result<Vec<_>, _> = conversations.map(|one| one.time_turns(&self.assistant, clock)).collect();
        Ok(times?.concat())
    }

    fn repeat(&self) {
        let ask = Ask::new(&self.assistant.lexicon, black_box(MESSAGE), None);
        black_box(repeat::detect(&self.assistant.lexicon, &self.asks, &ask));
    }
}

/// Work that takes as long on an idle machine every time; each step needs the one before, and none can be merged.
fn calibration() {
    let step = |state: u64| (state ^ (state >> 29)).wrapping_mul(6_364_136_223_846_793_005);
    black_box((0..1_000_000).fold(black_box(1), |state, _| step(state)));
}

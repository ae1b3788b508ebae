//! Decides about each record of a batch: accept, duplicate, or reject.

use crate::cleaning::{Changes, clean};
use crate::identity::{is_uuid, normalise};
use crate::limits::within_limits;
use crate::request::id;
use erp_chat_engine::flags::flags;
use erp_chat_engine::policy::Policy;
use erp_chat_engine::redact::Redactor;
use erp_chat_protocol::{Acknowledgement, AcknowledgementStatus, PROTOCOL_VERSION, Record, RecordBody};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is to become of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Store it, then acknowledge it.
    Accept(Box<Accepted>),
    /// The same record was stored before.
    Duplicate,
    /// It will never be stored; the code is stable.
    Reject(&'static str),
}

/// A record that may be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// Redacted again, with the server's flags.
    pub record: Record,
    /// Of the record as received: tells a repeated record from another one with its id.
    pub digest: u64,
    /// The client had let personal data through.
    pub leaked: bool,
    /// A text was too long and was cut.
    pub cut: bool,
}

/// Judges records.
#[derive(Default)]
pub struct Acceptor {
    redactor: Redactor,
    policy: Policy,
}

impl Acceptor {
    /// Judges records in their order. `known` holds the digests of those of their ids that are stored.
    pub fn judge(&self, records: Vec<Value>, mut known: BTreeMap<String, u64>) -> Vec<(String, Verdict)> {
        records.into_iter().map(|record| self.judge_one(record, &mut known)).collect()
    }

    fn judge_one(&self, mut received: Value, known: &mut BTreeMap<String, u64>) -> (String, Verdict) {
        let sent = id(&received).unwrap_or_default().to_owned();
        if !is_uuid(&sent) {
            // What stands there instead of an id may be anything, so it is not repeated.
            return (String::new(), Verdict::Reject("bad_id"));
        }
        normalise(&mut received);
        let digest = digest(&received);
        let verdict = match known.get(&sent.to_ascii_lowercase()) {
            Some(stored) => Verdict::of_known(*stored, digest),
            None => self.accept(received, digest),
        };
        if let Verdict::Accept(accepted) = &verdict {
            known.insert(accepted.record.id.clone(), digest);
        }
        (sent, verdict)
    }

    fn accept(&self, mut received: Value, digest: u64) -> Verdict {
        if received.get("v") != Some(&Value::from(PROTOCOL_VERSION)) {
            return Verdict::Reject("version");
        }
        let Changes { leaked, cut } = clean(&self.redactor, &mut received);
        let Ok(mut record) = serde_json::from_value::<Record>(received) else {
            return Verdict::Reject("malformed");
        };
        if let RecordBody::Interaction(turn) = &mut record.body {
            // A turn that does not say so is a first one.
            turn.repeat_level = turn.repeat_level.max(1);
            turn.flags = flags(&self.policy, turn, leaked);
        }
        if let Some(code) = fault(&record) {
            return Verdict::Reject(code);
        }
        Verdict::Accept(Box::new(Accepted { record, digest, leaked, cut }))
    }
}

impl Verdict {
    /// What to say of a record whose id is stored with the digest `stored`.
    pub(crate) fn of_known(stored: u64, digest: u64) -> Self {
        if stored == digest { Self::Duplicate } else { Self::Reject("id_reuse") }
    }

    /// The answer to the client, once what was accepted is committed.
    pub fn acknowledgement(&self, id: String) -> Acknowledgement {
        let (status, code) = match self {
            Self::Accept(_) => (AcknowledgementStatus::Ok, None),
            Self::Duplicate => (AcknowledgementStatus::Dup, None),
            Self::Reject(code) => (AcknowledgementStatus::Rej, Some((*code).to_owned())),
        };
        Acknowledgement { id, s: status, code, after_ms: None }
    }
}

/// What is wrong with a record that has the right shape; the code is stable.
fn fault(record: &Record) -> Option<&'static str> {
    let reference = match &record.body {
        RecordBody::Outcome(outcome) => Some(&outcome.reference),
        RecordBody::Feedback(feedback) => Some(&feedback.reference),
        _ => None,
    };
    if !is_uuid(&record.sid) {
        return Some("bad_session");
    }
    if reference.is_some_and(|reference| !is_uuid(reference)) {
        return Some("bad_reference");
    }
    (!within_limits(record)).then_some("out_of_range")
}

/// The order of fields does not matter: `serde_json` sorts them.
fn digest(received: &Value) -> u64 {
    erp_chat_engine::bundle::checksum(received.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use erp_chat_protocol::FlagReason;
    use serde_json::json;

    const ID: &str = "0192f0c1-2b3c-7d4e-8f50-617283940a1b";

    fn received(message: &str) -> Value {
        json!({
            "id": ID, "v": 1, "rv": 1, "sid": ID, "seq": 1, "t": 0, "kind": "interaction",
            "message": message, "confidence": 0.9, "repeat_level": 1, "flags": [{ "reason": "safety", "priority": 9 }],
        })
    }

    fn judge(records: Vec<Value>, known: &[(&str, u64)]) -> Vec<(String, Verdict)> {
        let request = json!({
            "proto": 1, "batch": "b", "dev": "d", "sent_ms": 0, "skew_ms": 0, "store": "idb", "records": records,
        });
        let batch = crate::read(request.to_string().as_bytes()).unwrap();
        let known = known.iter().map(|(id, digest)| ((*id).to_owned(), *digest)).collect();
        Acceptor::default().judge(batch.records, known)
    }

    fn check(records: Vec<Value>, known: &[(&str, u64)], expected: &str) {
        let verdicts = judge(records, known);
        let words: Vec<_> = verdicts.iter().map(|(_, verdict)| word(verdict)).collect();
        assert_eq!(words.join(" "), expected);
    }

    fn word(verdict: &Verdict) -> &str {
        match verdict {
            Verdict::Accept(_) => "ok",
            Verdict::Duplicate => "dup",
            Verdict::Reject(code) => code,
        }
    }

    fn with(field: &str, value: Value) -> Value {
        let mut record = received("help");
        record[field] = value;
        record
    }

    #[test]
    fn each_record_is_judged_alone() {
        check(vec![received("help"), json!(7), with("seq", json!("one"))], &[], "ok bad_id id_reuse");
        check(vec![with("seq", json!("one")), received("help")], &[], "malformed ok");
        check(vec![with("id", json!("me@example.com"))], &[], "bad_id");
        check(vec![with("sid", json!("me@example.com"))], &[], "bad_session");
        check(vec![with("v", json!(2))], &[], "version");
        check(vec![with("kind", json!("gossip"))], &[], "malformed");
    }

    #[test]
    fn a_record_has_effect_once() {
        check(vec![received("help"), received("help")], &[], "ok dup");
        check(vec![received("help"), received("stop")], &[], "ok id_reuse");
        check(vec![received("help")], &[(ID, digest(&received("help")))], "dup");
        check(vec![received("help")], &[(ID, 7)], "id_reuse");
    }

    #[test]
    fn a_leak_is_redacted_and_flagged() {
        let verdicts = judge(vec![received("my card is 4111 1111 1111 1111")], &[]);
        let [(_, Verdict::Accept(accepted))] = verdicts.as_slice() else {
            panic!("{verdicts:?}");
        };
        let RecordBody::Interaction(turn) = &accepted.record.body else {
            panic!("{accepted:?}");
        };
        assert_eq!(turn.message.as_str(), "my card is [CARD]");
        assert!(accepted.leaked && !accepted.cut);
        let reasons: Vec<_> = turn.flags.iter().map(|flag| flag.reason).collect();
        assert_eq!(reasons, [FlagReason::PiiLeak], "the client's own flags do not count");
    }

    #[test]
    fn answers_name_the_record_and_the_reason() {
        let answer = Verdict::Reject("version").acknowledgement(ID.to_owned());
        let expected = json!({ "id": ID, "s": "rej", "code": "version" });
        assert_eq!(serde_json::to_value(answer).unwrap(), expected);
    }
}

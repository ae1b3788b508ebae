//! The body of a request: the texts of the records as they are stored, behind a head.

use erp_chat_protocol::IngestRequest;

/// A request to be sent.
#[derive(Debug)]
pub(crate) struct Parcel {
    /// To be named when the answer comes.
    pub(crate) flight: u64,
    /// JSON of an [`IngestRequest`].
    pub(crate) body: String,
    /// Whether to compress it.
    pub(crate) gzip: bool,
    /// Whether the page may go away.
    pub(crate) unload: bool,
}

/// The JSON of a batch. The texts are not parsed again, so that what is sent is what was stored.
pub(crate) fn body<'r>(head: &IngestRequest, texts: impl Iterator<Item = &'r str>) -> String {
    let empty = serde_json::to_string(head).unwrap_or_default();
    let open = empty.strip_suffix("]}").unwrap_or_default();
    let texts: Vec<_> = texts.collect();
    format!("{open}{}]}}", texts.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use erp_chat_protocol::StoreMode;
    use std::collections::BTreeMap;

    #[test]
    fn a_body_is_an_ingest_request() {
        let head = IngestRequest {
            proto: 1,
            batch: "b".to_owned(),
            dev: "d".to_owned(),
            sent_ms: 5,
            skew_ms: -2,
            store: StoreMode::Idb,
            ctr: BTreeMap::from([("enqueued".to_owned(), 2)]),
            token: None,
            records: Vec::new(),
        };
        let text = r#"{"id":"a","v":1,"rv":1,"sid":"s","seq":1,"t":1,"kind":"session","event":"started","tenant":""}"#;
        for count in [0, 1, 2] {
            let request: IngestRequest = serde_json::from_str(&body(&head, [text; 2].into_iter().take(count))).unwrap();
            assert_eq!(request.records.len(), count);
            assert_eq!(IngestRequest { records: Vec::new(), ..request }, head);
        }
    }
}

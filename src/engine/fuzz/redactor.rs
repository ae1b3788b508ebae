//! What holds for the redactor whatever it reads.

use erp_chat_engine::redact::{Pattern, PiiType, Redactor, RedactorOptions};
use std::sync::OnceLock;

/// Panics unless the spans are valid, sorted and disjoint, and redacting twice equals redacting once.
pub(crate) fn check(bytes: &[u8]) {
    static PLAIN: OnceLock<Redactor> = OnceLock::new();
    static HOSTED: OnceLock<Redactor> = OnceLock::new();
    let text = String::from_utf8_lossy(bytes);
    check_with(PLAIN.get_or_init(Redactor::default), &text);
    check_with(HOSTED.get_or_init(hosted), &text);
    let asked = bytes.first().and_then(|byte| PiiType::ALL.get(usize::from(*byte)));
    if let Some(asked) = asked {
        check_spans(&text, &PLAIN.get_or_init(Redactor::default).hits_in_answer(&text, *asked));
    }
}

fn check_with(redactor: &Redactor, text: &str) {
    check_spans(text, &redactor.hits(text));
    let once = redactor.clean(text);
    assert_eq!(redactor.clean(once.as_str()).as_str(), once.as_str(), "redacting twice differs");
}

fn check_spans(text: &str, hits: &[erp_chat_engine::redact::Hit]) {
    let valid =
        |hit: &erp_chat_engine::redact::Hit| !hit.span.is_empty() && text.get(hit.span.start..hit.span.end).is_some();
    assert!(hits.iter().all(valid), "a span does not fit the text");
    assert!(
        hits.windows(2).all(|pair| matches!(pair, [left, right] if left.span.end <= right.span.start)),
        "spans overlap"
    );
}

/// A redactor with every kind of option.
fn hosted() -> Redactor {
    let pattern = |pattern: &str| Pattern { pattern: pattern.to_owned(), pii: PiiType::Custom };
    let patterns = vec![pattern(r"\bEMP-\d{5}\b"), pattern("(?i)zeus|[0-9a-f]{12}")];
    let options = RedactorOptions {
        off: [PiiType::Ip].into(),
        allow: vec!["+44 20 7946 0018".to_owned(), "@example.com".to_owned()],
        names: vec!["Ravi Kumar".to_owned(), "Asha".to_owned()],
        patterns: if cfg!(feature = "patterns") { patterns } else { Vec::new() },
    };
    Redactor::new(&options).unwrap_or_default()
}

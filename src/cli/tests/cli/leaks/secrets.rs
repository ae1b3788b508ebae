//! A secret of each type, as somebody would write it.

use erp_chat_engine::redact::{PiiType, Redactor};

/// A value that must not be found again.
pub(super) struct Secret {
    /// What is planted.
    pub(super) text: &'static str,
    /// The part of it that is looked for: a value with some words before it when it is short.
    value: &'static str,
}

const fn secret(text: &'static str, value: &'static str) -> Secret {
    Secret { text, value }
}

/// One of each type.
pub(super) const SECRETS: [Secret; 29] = [
    secret("mail quentin.zephyr@example.com about it", "quentin.zephyr"),
    secret("call me on +44 7911 123 456", "7911 123 456"),
    secret("my address is 48 Quillfeather Lane, Bristol BS1 4DJ", "48 Quillfeather Lane"),
    secret("my name is Ottoline Marchbanks", "Ottoline Marchbanks"),
    secret("card 5500 0055 5555 5559", "5500 0055 5555 5559"),
    secret("my cvv is 947", "cvv is 947"),
    secret("iban GB82 WEST 1234 5698 7654 32", "WEST 1234 5698 7654 32"),
    secret("my account number is 70917435", "70917435"),
    secret("routing number 021000021", "021000021"),
    secret("my upi id is zephyr.q@okhdfcbank", "zephyr.q@okhdfcbank"),
    secret("btc 1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
    secret("my ssn is 219-09-9999", "219-09-9999"),
    secret("my ein is 91-1144442", "91-1144442"),
    secret("aadhaar 2341 2341 2346", "2341 2341 2346"),
    secret("pan AFZPK7190K", "AFZPK7190K"),
    secret("gstin 27AAPFU0939F1ZV", "27AAPFU0939F1ZV"),
    secret("voter id YCV7340918", "YCV7340918"),
    secret("nino AB 73 40 56 C", "AB 73 40 56 C"),
    secret("nhs number 943 476 5919", "943 476 5919"),
    secret("passport number 533380006", "533380006"),
    secret("driving licence MORGA657054SM9IJ", "MORGA657054SM9IJ"),
    secret("my password is Zx9!quill7", "Zx9!quill7"),
    secret("key AKIAQ7ZEPHYRQUILLF77", "AKIAQ7ZEPHYRQUILLF77"),
    secret(
        "key eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJxdWlsbGZlYXRoZXIifQ.Zm9vYmFyYmF6cXV1eHF1aWxs",
        "eyJzdWIiOiJxdWlsbGZlYXRoZXIifQ",
    ),
    secret(
        "-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8AgEAAkEA\n-----END PRIVATE KEY-----",
        "MIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8AgEAAkEA",
    ),
    secret("https://quill:feather9x@db.example.com/x", "feather9x"),
    secret("my ip is 203.0.113.77", "203.0.113.77"),
    secret("mac 00:1B:44:11:3A:B7", "00:1B:44:11:3A:B7"),
    secret("born on 14 March 1983", "14 March 1983"),
];

/// Cards, as JSON may also carry them.
pub(super) const NUMBERS: [u64; 2] = [5_105_105_105_105_100, 378_282_246_310_005];

/// Letters and digits only, so that it does not matter how a value is grouped.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The secrets that a folded text holds, as written or backwards.
pub(super) fn found(folded_text: &str) -> Vec<String> {
    let numbers = NUMBERS.map(|number| number.to_string());
    let values = SECRETS.iter().map(|secret| secret.value).chain(numbers.iter().map(String::as_str));
    let holds = |value: &&str| {
        let value = folded(value);
        let backwards: String = value.chars().rev().collect();
        folded_text.contains(&value) || folded_text.contains(&backwards)
    };
    values.filter(holds).map(str::to_owned).collect()
}

#[test]
fn every_type_is_there() {
    let redactor = Redactor::default();
    let mut types: Vec<_> = SECRETS.iter().flat_map(|secret| redactor.hits(secret.text)).map(|hit| hit.pii).collect();
    types.sort();
    // What patterns of a host find is built in nowhere.
    let built_in = PiiType::ALL.into_iter().filter(|pii| *pii != PiiType::Custom);
    assert_eq!(types, built_in.collect::<Vec<_>>());
    let found = found(&folded("card 5500-0055 55555559, and 9777 3111 302"));
    assert_eq!(found, ["5500 0055 5555 5559"], "however it is grouped");
}

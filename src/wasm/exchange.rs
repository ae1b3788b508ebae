//! What crosses the border to JavaScript, without JavaScript: bytes and JSON texts in, JSON texts out.

use erp_chat_engine::bundle::{BundleError, Sections, checksum};
use serde_json::json;

/// A bundle that was read.
pub struct Loaded(Sections);

/// Why something was refused.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// For programs; never changes.
    pub code: &'static str,
    /// For people.
    pub message: String,
}

impl From<BundleError> for Refusal {
    fn from(error: BundleError) -> Self {
        let code = match error {
            BundleError::Foreign => "bundle_foreign",
            BundleError::Version(_) => "bundle_version",
            BundleError::TooLarge => "bundle_too_large",
            BundleError::Truncated => "bundle_truncated",
            BundleError::Altered => "bundle_altered",
            BundleError::Missing(_) => "bundle_incomplete",
            BundleError::Malformed(_) => "bundle_malformed",
        };
        Self {
            code,
            message: error.to_string(),
        }
    }
}

/// Reads a bundle.
pub fn load(bundle: &[u8]) -> Result<Loaded, Refusal> {
    Ok(Loaded(Sections::from_bytes(bundle)?))
}

/// The checksum of a bundle, as JSON.
pub fn describe(loaded: &Loaded) -> String {
    let checksum = checksum(&loaded.0.to_bytes());
    json!({ "checksum": format!("{checksum:016x}") }).to_string()
}

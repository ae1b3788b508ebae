//! What comes into a turn from outside: the message, its moment, the page, the user.

use crate::bundle::checksum;
use crate::locale::{Clock, Locale};
use crate::redact::Redactor;
use erp_chat_protocol::{ArmRecord, Channel, DeviceClass, RawText};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One message with everything that the engine may not fetch for itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// What was typed, said, or the label that was tapped.
    pub text: RawText,
    /// The user's clock.
    pub clock: Clock,
    /// Random bits of the adapter; ids and the choice of wording come from them.
    pub seed: u64,
    /// How the message came in.
    #[serde(default)]
    pub channel: Channel,
    /// Confidence of speech recognition, 0 to 1.
    #[serde(default)]
    pub speech_confidence: Option<f32>,
    /// The option of the last turn that was tapped, from 0.
    #[serde(default)]
    pub choice: Option<usize>,
    /// What is on screen.
    #[serde(default)]
    pub page: Page,
    /// The user's hour, 0 to 23, when it is not the clock's.
    #[serde(default)]
    pub hour: Option<u8>,
    /// Whether the page is online.
    #[serde(default = "yes")]
    pub online: bool,
}

fn yes() -> bool {
    true
}

/// What is on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Page {
    /// ERP module.
    pub module: Option<String>,
    /// Page name.
    pub name: Option<String>,
    /// Slot name of the record on screen: `invoice`, `purchase_order`, `person`.
    pub record_slot: Option<String>,
    /// Its number or name.
    pub record: Option<String>,
    /// Version of the host application.
    pub app_version: Option<String>,
    /// Kind of device.
    pub device: Option<DeviceClass>,
    /// Experiment arm that the adapter put this session in.
    pub experiment: Option<ArmRecord>,
}

/// The user, as the host describes them. Given once, and again when they change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct User {
    /// Name for greetings; never recorded.
    #[serde(skip_serializing)]
    pub name: Option<String>,
    /// Pseudonym for records.
    pub pseudonym: Option<String>,
    /// The customer of the ERP.
    pub tenant: String,
    /// Role names.
    pub roles: Vec<String>,
    /// Permissions, beside those of the roles in the assistant's definition.
    pub permissions: BTreeSet<String>,
    /// BCP 47.
    pub locale: Locale,
    /// Whether they have talked to the assistant before.
    pub returning: bool,
    /// Version of the consent text agreed to.
    pub consent: Option<String>,
}

impl Page {
    /// The page as it may be recorded; the record on screen is a value, and is redacted where it is used.
    pub(crate) fn redacted(self, redactor: &Redactor) -> Self {
        let clean = |text: String| redactor.clean(&text).as_str().to_owned();
        let arm = |arm: ArmRecord| ArmRecord { name: clean(arm.name), arm: clean(arm.arm) };
        Self {
            module: self.module.map(clean),
            name: self.name.map(clean),
            app_version: self.app_version.map(clean),
            experiment: self.experiment.map(arm),
            ..self
        }
    }
}

impl User {
    /// The user as they may be recorded and kept; the name is neither.
    pub(crate) fn redacted(self, redactor: &Redactor) -> Self {
        let clean = |text: String| redactor.clean(&text).as_str().to_owned();
        Self {
            pseudonym: self.pseudonym.map(|pseudonym| stand_in(redactor, pseudonym)),
            tenant: stand_in(redactor, self.tenant),
            roles: self.roles.into_iter().map(clean).collect(),
            permissions: self.permissions.into_iter().map(clean).collect(),
            locale: if is_clean(redactor, self.locale.tag()) { self.locale } else { Locale::default() },
            consent: self.consent.map(clean),
            ..self
        }
    }
}

fn is_clean(redactor: &Redactor, text: &str) -> bool {
    redactor.clean(text).as_str() == text
}

/// A name that holds personal data becomes one that holds none, and is as different from others as it was.
fn stand_in(redactor: &Redactor, name: String) -> String {
    if is_clean(redactor, &name) {
        return name;
    }
    // Letters only, so that no detector of numbers looks at it.
    let letters = checksum(name.as_bytes()).to_le_bytes().into_iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    letters.map(|half| char::from(b'a' + half)).collect()
}

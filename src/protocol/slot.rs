//! Typed slot values, in the JSON shapes that the command line and the records share.

use serde::{Deserialize, Serialize, Serializer};

/// What kind of value a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotType {
    /// A calendar day, ISO 8601.
    Date,
    /// `YYYY-MM-DD/YYYY-MM-DD`, both days included.
    Period,
    /// A sum of money.
    Amount,
    /// A number of things, with or without a unit.
    Quantity,
    /// A numbered document: invoice, purchase order, leave request or ticket.
    Document,
    /// A stock-keeping unit, or an item by name.
    Sku,
    /// A colleague.
    Person,
    /// A supplier.
    Vendor,
    /// A customer.
    Customer,
    /// A warehouse, store, ward or office.
    Site,
    /// One of a fixed list.
    Choice,
    /// Free text.
    Text,
}

/// The kind of a numbered document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A customer or supplier invoice.
    Invoice,
    /// A purchase order.
    PurchaseOrder,
    /// A leave request.
    LeaveRequest,
    /// A support ticket.
    Ticket,
}

/// A normalised slot value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SlotValue {
    /// Money.
    Amount {
        /// In units of the currency.
        value: Number,
        /// ISO 4217.
        currency: String,
    },
    /// A count or measure.
    Quantity {
        /// How many.
        value: Number,
        /// Singular unit, or none.
        unit: Option<String>,
    },
    /// A numbered document.
    Document {
        /// Which kind of document.
        kind: DocumentKind,
        /// As typed, upper-cased.
        value: String,
    },
    /// Every other type: dates, periods, SKUs, names, choices and free text.
    Text(String),
}

impl SlotValue {
    /// The value in one line, as a person would read it: a document is its number, an amount `450 GBP`.
    pub fn plain(&self) -> String {
        match self {
            Self::Amount { value, currency } => format!("{value} {currency}"),
            Self::Quantity { value, unit: Some(unit) } => format!("{value} {unit}"),
            Self::Quantity { value, unit: None } => value.to_string(),
            Self::Document { value, .. } | Self::Text(value) => value.clone(),
        }
    }
}

/// A finite decimal number; serialized without a fraction when it is whole.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Deserialize)]
#[serde(transparent)]
pub struct Number(pub f64);

/// Whole numbers up to here are exact in an `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Number {
    /// The number as an integer, when it is whole and exact.
    pub fn whole(self) -> Option<i64> {
        let exact = self.0.fract() == 0.0 && self.0.abs() < EXACT;
        #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
        exact.then_some(self.0 as i64)
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.whole() {
            Some(whole) => write!(f, "{whole}"),
            None => write!(f, "{}", self.0),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

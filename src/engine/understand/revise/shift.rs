//! "the quarter before?": a period is moved by its own kind of unit, from the period asked about last.

use super::change;
use crate::request::{Held, Request};
use crate::understand::context::Context;
use erp_chat_protocol::{SlotType, SlotValue};
use jiff::{Span, civil::Date};

/// Words for one step back, and for one step on.
const BACK: [&str; 5] = ["before", "earlier", "preceding", "prior", "previous"];
const ON: [&str; 3] = ["after", "following", "later"];

/// The request for the period next to that of `base`.
pub(super) fn read(context: &Context<'_>, base: &Request) -> Option<(Request, Vec<String>)> {
    let (name, held) = base.slots.iter().find(|(_, held)| held.slot_type == SlotType::Period)?;
    let SlotValue::Text(period) = &held.redacted else {
        return None;
    };
    let (from, to) = period.split_once('/')?;
    let (from, to): (Date, Date) = (from.parse().ok()?, to.parse().ok()?);
    let says = |words: &[&str]| context.words().iter().any(|word| words.contains(&word.lower.as_str()));
    let unit = unit(context)?;
    let (start, end) = if says(&BACK) {
        (from.checked_sub(unit).ok()?, from.yesterday().ok()?)
    } else if says(&ON) {
        let start = to.tomorrow().ok()?;
        (start, start.checked_add(unit).ok()?.yesterday().ok()?)
    } else {
        return None;
    };
    let value = SlotValue::Text(format!("{start}/{end}"));
    let (mut request, mut changed) = (Request { confirmed: false, invalid: None, ..base.clone() }, Vec::new());
    change(&mut request, &mut changed, name.clone(), Held::plain(SlotType::Period, value));
    Some((request, changed))
}

/// The unit that the message names.
fn unit(context: &Context<'_>) -> Option<Span> {
    context.words().iter().find_map(|word| match word.lower.as_str() {
        "day" => Some(Span::new().days(1)),
        "week" => Some(Span::new().weeks(1)),
        "month" => Some(Span::new().months(1)),
        "quarter" | "qtr" => Some(Span::new().months(3)),
        "half" => Some(Span::new().months(6)),
        "year" => Some(Span::new().years(1)),
        _ => None,
    })
}

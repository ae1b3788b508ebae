//! A user name and a password in one go: "log in with stores1 / Barrow55".

use super::super::page::Page;
use super::super::word_set::WordSet;
use super::ahead::{Link, value_ahead, value_at};
use super::shape::is_wild;
use crate::text::Span;

/// What stands between the two.
const JOINTS: [&[u8]; 9] = [b" with ", b" and ", b" / ", b" | ", b" & ", b" - ", b", ", b"/ ", b" /"];

/// The password behind the phrase that ends at a word; behind "login" alone a colon leads to it.
pub(super) fn value(page: &Page, index: usize) -> Option<Span> {
    let (name, link) = value_ahead(page, index)?;
    let is_led = link.has_sign || page.is_in(index, WordSet::LoginLink);
    let value = within(page, name).or_else(|| behind(page, name, link)).filter(|_| is_led)?;
    is_wild(page, page.slice(value)).then_some(value)
}

/// The second part of `stores1/Barrow55` or `stores1:Barrow55`.
fn within(page: &Page, pair: Span) -> Option<Span> {
    let slash = page.slice(pair).iter().position(|byte| matches!(byte, b'/' | b':')).filter(|at| *at > 0)?;
    Some(Span { start: pair.start + slash + 1, end: pair.end }).filter(|value| !value.is_empty())
}

fn behind(page: &Page, name: Span, link: Link) -> Option<Span> {
    let rest = page.bytes.get(name.end..)?;
    let joint = JOINTS.iter().find(|joint| rest.starts_with(joint)).map(|joint| joint.len());
    let joint = joint.or_else(|| (link.has_sign && matches!(rest, [b' ' | b'\n', ..])).then_some(1))?;
    value_at(page, name.end + joint, Link::default())
}

//! Copies of the examples that teach what matters: the same in lower case, begun with a capital, without commas, and
//! with other values.
//!
//! A copy with other values keeps the sentence and takes each value from another example's slot of the same kind, so
//! that the context decides and not the names of the corpus.

use super::MarkedExample;
use crate::random::Random;
use erp_chat_engine::definition::Definition;
use erp_chat_engine::text::Span;
use erp_chat_protocol::SlotType;
use std::collections::BTreeMap;

/// Copies with other values per example; more brought nothing on a tenth of the corpus held back.
const SHUFFLED_COPIES: usize = 2;

/// Values by kind of slot.
type Pool<'e> = BTreeMap<Kind<'e>, Vec<&'e str>>;

/// Slots that may exchange values: names of people, of companies, of things and of places, else slots of one name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind<'e> {
    Person,
    Company,
    Item,
    Place,
    Named(&'e str),
}

/// The kinds of the slots that a definition names.
struct Kinds<'d>(&'d Definition);

impl Kinds<'_> {
    fn of<'e>(&self, intent: &str, slot: &'e str) -> Kind<'e> {
        let defined = self.0.intent(intent).and_then(|intent| intent.slot(slot));
        match defined.map(|slot| slot.slot_type) {
            Some(SlotType::Person) => Kind::Person,
            Some(SlotType::Vendor | SlotType::Customer) => Kind::Company,
            Some(SlotType::Sku) => Kind::Item,
            Some(SlotType::Site) => Kind::Place,
            _ => Kind::Named(slot),
        }
    }
}

/// The examples and their copies.
pub(super) fn augment(examples: &[MarkedExample], definition: &Definition, seed: u64) -> Vec<MarkedExample> {
    let kinds = Kinds(definition);
    let pool = pool(examples, &kinds);
    let mut random = Random::new(seed);
    let mut copies = examples.to_vec();
    for example in examples {
        copies.push(lower_case(example));
        if example.slots.is_empty() {
            continue;
        }
        for _ in 0..SHUFFLED_COPIES {
            let shuffled = with_other_values(example, &pool, &kinds, &mut random);
            copies.push(if random.below(2) == 0 { lower_case(&shuffled) } else { sentence_case(shuffled) });
        }
        copies.push(without_commas(example));
    }
    copies
}

fn pool<'e>(examples: &'e [MarkedExample], kinds: &Kinds<'_>) -> Pool<'e> {
    let mut pool = Pool::new();
    for example in examples {
        for (name, span) in &example.slots {
            let kind = kinds.of(&example.intent, name);
            pool.entry(kind).or_default().push(span.of(&example.text));
        }
    }
    pool
}

/// Lower-cases letter by letter, so that the spans stay; a letter whose lower case is longer is kept.
fn lower_case(example: &MarkedExample) -> MarkedExample {
    let lower = |c: char| {
        let mut lower = c.to_lowercase();
        lower.next().filter(|one| lower.len() == 0 && one.len_utf8() == c.len_utf8()).unwrap_or(c)
    };
    MarkedExample { text: example.text.chars().map(lower).collect(), ..example.clone() }
}

/// Begins with a capital, as a sentence does, so that a capital there does not make a name.
fn sentence_case(mut example: MarkedExample) -> MarkedExample {
    // An ASCII letter has one length in both cases, so the spans stay.
    if let Some(first) = example.text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    example
}

fn with_other_values(
    example: &MarkedExample,
    pool: &Pool<'_>,
    kinds: &Kinds<'_>,
    random: &mut Random,
) -> MarkedExample {
    rewrite(example, |name, value| {
        let values = pool.get(&kinds.of(&example.intent, name)).map_or(&[][..], Vec::as_slice);
        random.pick(values).copied().unwrap_or(value).to_owned()
    })
}

/// Replaces the value of each slot and moves the spans.
fn rewrite(example: &MarkedExample, mut replace: impl FnMut(&str, &str) -> String) -> MarkedExample {
    let mut copy = MarkedExample { intent: example.intent.clone(), ..MarkedExample::default() };
    let mut done = 0;
    for (name, span) in &example.slots {
        copy.text.push_str(example.text.get(done..span.start).unwrap_or_default());
        let start = copy.text.len();
        copy.text.push_str(&replace(name, span.of(&example.text)));
        let end = copy.text.len();
        copy.slots.push((name.clone(), Span { start, end }));
        done = span.end;
    }
    copy.text.push_str(example.text.get(done..).unwrap_or_default());
    copy
}

/// Drops the commas that stand between words, and the mark at the end.
fn without_commas(example: &MarkedExample) -> MarkedExample {
    let mut copy = example.clone();
    while let Some(comma) = copy.text.rfind(", ") {
        copy.text.remove(comma);
        for (_, span) in &mut copy.slots {
            span.start -= usize::from(span.start > comma);
            span.end -= usize::from(span.end > comma);
        }
    }
    let end = copy.slots.last().map_or(0, |(_, span)| span.end);
    if copy.text.len() > end && copy.text.ends_with(['.', '?', '!']) {
        copy.text.pop();
    }
    copy
}

//! Names with which people introduce themselves, and addresses that they call theirs.
//!
//! A name in a request ("approve Ravi's leave") is a slot and stays.

use super::candidate::{Candidate, Strength};
use super::cue::Cue;
use super::page::{Make, PLACEHOLDER, Page, is_capital};
use super::pii_type::PiiType;
use crate::text::Span;

const MOST_NAME_WORDS: usize = 4;
/// Small words inside a name.
const PARTICLES: &str = "de da di van von der den la le bin binti al el dos ter";
/// Words that end a name written in small letters, or show that none follows.
const NO_NAME: &str = "\
    and from i in at is not on with of the a an but please pls spelled spelt wrong wrongly missing incorrect \
    incorrectly misspelled misspelt still showing shown also already here there my for to hai speaking calling \
    this too changed different now so as can could need want same no going printed listed appearing written \
    blank coming cut being employee id trying having or that your";
/// What people are besides having a name: "this is payroll calling".
const NOT_PERSON: &str = "manager admin administrator payroll finance accounts accounting hr sales purchase procurement \
    team support urgent warehouse store stores reception security logistics production management office dispatch it \
    monday tuesday wednesday thursday friday saturday sunday today everyone nobody someone working waiting stuck";
/// Words behind "this is ..." that make it an introduction.
const SPEAKING: &str = "speaking here calling from";
/// Words that begin or continue an address: without one of them, or a comma, there is none.
const STREET_WORDS: &str = "\
    street st road rd avenue ave lane ln drive dr close court ct crescent way place boulevard blvd terrace \
    gardens nagar marg colony sector block cross main layout society apartments apartment apt flat house floor \
    villa bagh enclave vihar chowk gali strasse rue via plaza mews row square park hill";
/// Words that end an address because the sentence goes on.
const ADDRESS_ENDS: &str = "\
    please pls and from because with so since for but can could update is now thanks thank not instead starting \
    as effective w";
/// Words between "my address" and the address.
const ADDRESS_LINKS: &str = "is at to now as has changed be will should in";
const MOST_ADDRESS_WORDS: usize = 18;
const MOST_LINKS: usize = 4;

/// Adds the name or address that the cue on a word announces.
pub(super) fn find(page: &Page, index: usize, found: &mut Vec<Candidate>) {
    let cue = page.word(index).and_then(|word| word.cue);
    let proposal = match cue {
        Some(Cue::Introduction) => introduced(page, index).map(|span| (span, PiiType::Name, "name-introduced")),
        Some(Cue::Speaker) => speaker(page, index).map(|span| (span, PiiType::Name, "name-speaking")),
        Some(Cue::SignOff) => signed(page, index).map(|span| (span, PiiType::Name, "name-signed")),
        Some(Cue::Address) => address(page, index).map(|span| (span, PiiType::Address, "address-cue")),
        _ => None,
    };
    found.extend(proposal.map(|(span, pii, rule)| Candidate {
        span,
        pii,
        rule,
        reason: "introduced as one's own",
        strength: Strength::Cue,
    }));
}

fn introduced(page: &Page, index: usize) -> Option<Span> {
    let last = name_end(page, index + 1)?;
    span_of(page, index + 1, last)
}

/// "this is Owen Pritchard speaking".
fn speaker(page: &Page, index: usize) -> Option<Span> {
    let last = name_end(page, index + 1)?;
    let spoken =
        page.is_one_of(last + 1, SPEAKING) || (page.is_word(last + 1, "this") && page.is_word(last + 2, "side"));
    let capital = page.word_bytes(index + 1).first().copied().is_some_and(is_capital);
    let person = !page.is_one_of(index + 1, NOT_PERSON);
    let clear = capital || page.is_one_of(last + 1, "speaking this");
    span_of(page, index + 1, last).filter(|_| spoken && clear && person)
}

/// "Regards," and the rest of the text is a name.
fn signed(page: &Page, index: usize) -> Option<Span> {
    let gap = page.gap_after(index);
    let last = name_end(page, index + 1)?;
    let rest = page.gap_after(last);
    let ends = last + 1 == page.words.len() || rest.contains(&b'\n');
    let apart = gap.iter().any(|byte| matches!(byte, b',' | b'\n'));
    let capital = page.word_bytes(index + 1).first().copied().is_some_and(is_capital);
    span_of(page, index + 1, last).filter(|_| ends && apart && capital)
}

fn span_of(page: &Page, first: usize, last: usize) -> Option<Span> {
    Some(Span {
        start: page.word(first)?.span.start,
        end: page.word(last)?.span.end,
    })
}

/// The last word of the name that begins with a word.
fn name_end(page: &Page, first: usize) -> Option<usize> {
    let capital = page.word_bytes(first).first().copied().is_some_and(is_capital);
    let named = |at: usize| is_name_word(page, at, capital);
    let introduced = page.gap_after(first.checked_sub(1)?).iter().all(|byte| {
        b" 
,:-\"'"
            .contains(byte)
    });
    if !named(first) || !introduced {
        return None;
    }
    let more = (first + 1..first + MOST_NAME_WORDS).take_while(|at| named(*at) && joins_name(page.gap_after(at - 1)));
    let last = more.last().unwrap_or(first);
    Some(if page.is_one_of(last, PARTICLES) {
        last.max(first + 1) - 1
    } else {
        last
    })
}

fn is_name_word(page: &Page, index: usize, capital: bool) -> bool {
    let letters = page.word(index).is_some_and(|word| word.make == Make::Letters);
    let begins = page.word_bytes(index).first().copied().is_some_and(is_capital);
    letters && !page.is_one_of(index, NO_NAME) && (begins || !capital || page.is_one_of(index, PARTICLES))
}

fn joins_name(gap: &[u8]) -> bool {
    matches!(gap, b" " | b"-" | b"'" | b". " | b".")
}

fn address(page: &Page, index: usize) -> Option<Span> {
    let links = (index + 1..)
        .take(MOST_LINKS)
        .take_while(|at| page.is_one_of(*at, ADDRESS_LINKS))
        .count();
    let first = index + 1 + links;
    let inner = (first..first + MOST_ADDRESS_WORDS).take_while(|at| *at == first || !ends_address(page, *at));
    let last = inner.last()?;
    let span = span_of(page, first, last)?;
    let words = first..=last;
    let has_digit = page.slice(span).iter().any(u8::is_ascii_digit);
    let street = words.clone().any(|at| page.is_one_of(at, STREET_WORDS)) || page.slice(span).contains(&b',');
    let letters = words
        .filter(|at| page.word(*at).is_some_and(|word| word.make == Make::Letters))
        .count();
    (has_digit && street && letters >= 2 && begins_address(page, first)).then_some(span)
}

fn begins_address(page: &Page, first: usize) -> bool {
    let begin = page.word_bytes(first).first().copied().unwrap_or(0);
    let gap = first.checked_sub(1).map_or(&[][..], |before| page.gap_after(before));
    let apart = gap.iter().any(|byte| matches!(byte, b'?' | b'!' | b'.' | b';' | b'@'));
    !apart
        && (begin.is_ascii_digit()
            || is_capital(begin)
            || page.is_one_of(first, STREET_WORDS)
            || page.is_one_of(first, "no plot door unit h"))
}

/// Whether the address is over before this word.
fn ends_address(page: &Page, index: usize) -> bool {
    let gap = page.gap_after(index - 1);
    let broken = gap
        .iter()
        .any(|byte| matches!(*byte, b'\n' | b';' | b'?' | b'!' | b'@' | PLACEHOLDER));
    let stopped = gap.starts_with(b". ") && page.word_bytes(index - 1).len() > 3;
    let announced = page
        .word(index)
        .is_none_or(|word| word.cue.is_some_and(|cue| cue != Cue::Document));
    broken || stopped || announced || page.is_one_of(index, ADDRESS_ENDS)
}

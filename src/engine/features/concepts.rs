//! Words that mean much the same, as the classifier's back-off for words that no example holds.
//!
//! The list is part of the model, so that it can be of any language; here is only the look-up.

use super::inflections::stems;
use crate::bundle::Reader;

/// Most words of the longest phrase.
const MAX_PHRASE_WORDS: usize = 7;
/// Most entries of a list.
const MAX_ENTRIES: usize = 8192;
/// Shorter words are too like others to be taken for a mistyped one.
const MIN_MISTYPED: usize = 6;
/// Filler is dropped while this many words remain, so that a bare "hello" stays one.
const MIN_REQUEST: usize = 3;
/// The concept of filler before a request: the first line of a list.
const OPENING: u16 = 0;
/// The concept of filler after a request: the second line of a list.
const CLOSING: u16 = 1;
/// A list of words and phrases with their concepts.
///
/// Invariant: sorted by phrase, then by concept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concepts(Vec<(String, u16)>);

impl Concepts {
    /// Reads lines such as `pay: salary wage take_home`; `_` joins the words of a phrase and `#` begins a comment.
    /// The first line lists filler before a request, the second filler after it.
    pub fn parse(lines: &str) -> Self {
        let concepts = lines.lines().filter(|line| !line.starts_with('#'));
        let concepts = concepts.filter_map(|line| line.split_once(':'));
        let entries = concepts.zip(0_u16..).flat_map(|((_, words), concept)| {
            let words = words.split_whitespace();
            words.map(move |word| (word.replace('_', " "), concept))
        });
        let mut entries: Vec<(String, u16)> = entries.collect();
        entries.sort_unstable();
        entries.dedup();
        entries.truncate(MAX_ENTRIES);
        Self(entries)
    }

    /// The request among `tokens`: without polite filler around it.
    pub fn request<'t>(&self, tokens: &'t [String]) -> &'t [String] {
        let mut request = tokens;
        while let Some(length) = self.filler_length(request, OPENING) {
            request = request.get(length..).unwrap_or_default();
        }
        while let Some(length) = self.filler_length(request, CLOSING) {
            request = request.get(..request.len() - length).unwrap_or_default();
        }
        request
    }

    /// Words of the longest filler at the one end, unless too little would remain.
    fn filler_length(&self, tokens: &[String], filler: u16) -> Option<usize> {
        let most = tokens.len().checked_sub(MIN_REQUEST)?.min(MAX_PHRASE_WORDS);
        (1..=most).rev().find(|length| {
            let start = if filler == OPENING { 0 } else { tokens.len() - length };
            let phrase = tokens.get(start..start + length).unwrap_or_default().join(" ");
            self.entries(&phrase).iter().any(|(_, concept)| *concept == filler)
        })
    }

    /// The concepts that `tokens` mention, in order; the longest phrase at a place counts.
    pub fn mentioned(&self, tokens: &[String]) -> Vec<u16> {
        let mut mentioned = Vec::new();
        let mut rest = tokens;
        while let Some((_, after_one)) = rest.split_first() {
            rest = match self.longest_at(rest) {
                Some((concepts, length)) => {
                    mentioned.extend(concepts.iter().map(|(_, concept)| concept).filter(|concept| **concept > CLOSING));
                    rest.get(length..).unwrap_or_default()
                }
                None => after_one,
            };
        }
        mentioned
    }

    fn longest_at(&self, tokens: &[String]) -> Option<(&[(String, u16)], usize)> {
        let lengths = (1..=tokens.len().min(MAX_PHRASE_WORDS)).rev();
        let mut found = lengths.map(|length| (self.of_phrase(tokens.get(..length).unwrap_or_default()), length));
        found.find(|(concepts, _)| !concepts.is_empty())
    }

    fn of_phrase(&self, tokens: &[String]) -> &[(String, u16)] {
        match tokens {
            [token] => self.of_word(token),
            phrase => self.entries(&phrase.join(" ")),
        }
    }

    /// The concepts of a word as it is, or else of what it may be an inflection of.
    fn of_word(&self, token: &str) -> &[(String, u16)] {
        let mut forms = [token.to_owned()].into_iter().chain(stems(token)).map(|form| self.entries(&form));
        let found = forms.find(|concepts| !concepts.is_empty());
        found.unwrap_or_else(|| self.of_mistyped(token))
    }

    /// The concepts of the first word that `token` is one mistake away from; first letters are seldom wrong.
    fn of_mistyped(&self, token: &str) -> &[(String, u16)] {
        let Some(initial) = token.chars().next().filter(|_| token.len() >= MIN_MISTYPED) else {
            return &[];
        };
        let start = self.0.partition_point(|(known, _)| known.chars().next() < Some(initial));
        let from = self.0.get(start..).unwrap_or_default();
        let mut alike = from.iter().take_while(|(known, _)| known.starts_with(initial));
        let found = alike.find(|(known, _)| is_one_mistake(known, token));
        found.map(|(known, _)| self.entries(known)).unwrap_or_default()
    }

    fn entries(&self, phrase: &str) -> &[(String, u16)] {
        let start = self.0.partition_point(|(known, _)| known.as_str() < phrase);
        let from = self.0.get(start..).unwrap_or_default();
        let count = from.iter().take_while(|(known, _)| known == phrase).count();
        from.get(..count).unwrap_or_default()
    }

    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(u16::try_from(self.0.len()).unwrap_or(u16::MAX).to_le_bytes());
        for (phrase, concept) in &self.0 {
            bytes.extend(concept.to_le_bytes());
            bytes.push(u8::try_from(phrase.len()).unwrap_or(u8::MAX));
            bytes.extend(phrase.as_bytes());
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let count = usize::from(reader.u16()?);
        let entries: Option<Vec<(String, u16)>> = (0..count).map(|_| read_entry(reader)).collect();
        entries.filter(|entries| entries.is_sorted()).map(Self)
    }
}

fn is_one_mistake(known: &str, token: &str) -> bool {
    known.len() >= MIN_MISTYPED - 1 && known.len().abs_diff(token.len()) <= 1 && strsim::osa_distance(known, token) <= 1
}

fn read_entry(reader: &mut Reader<'_>) -> Option<(String, u16)> {
    let concept = reader.u16()?;
    let length = usize::from(reader.u8()?);
    let phrase = String::from_utf8(reader.take(length)?.to_vec()).ok()?;
    Some((phrase, concept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inflections_and_phrases_are_found() {
        let concepts = Concepts::parse(
            "# list\nopening: hi could_you\nclosing: please\npay: salary wage take_home_pay\ncancel: cancel call_off\nhome: home\n",
        );
        let check = |text: &str, expected: &[u16]| {
            let tokens: Vec<String> = text.split(' ').map(str::to_owned).collect();
            assert_eq!(concepts.mentioned(&tokens), expected, "{text}");
        };
        check("", &[]);
        check("salary", &[2]);
        check("salaries and wages", &[2, 2]);
        check("take home pay", &[2]);
        check("take it home", &[4]);
        check("canceled the call off", &[3, 3]);
        check("calling off", &[]);
        check("sallary", &[2]);
        check("celery", &[]);
    }

    #[test]
    fn filler_is_dropped_around_a_request_only() {
        let concepts = Concepts::parse("opening: hi could_you\nclosing: please thank_you");
        let check = |text: &str, expected: &str| {
            let tokens: Vec<String> = text.split(' ').map(str::to_owned).collect();
            assert_eq!(concepts.request(&tokens).join(" "), expected, "{text}");
        };
        check("hi could you run the payroll thank you please", "run the payroll");
        check("hi there", "hi there");
        check("hi run payroll", "hi run payroll");
        check("please run the payroll", "please run the payroll");
    }

    #[test]
    fn lists_survive_the_round_trip() {
        let concepts = Concepts::parse("a: x y_z\nb: x");
        let mut bytes = Vec::new();
        concepts.write(&mut bytes);
        assert_eq!(Concepts::read(&mut Reader::new(&bytes)), Some(concepts));
        for length in 0..bytes.len() {
            assert_eq!(Concepts::read(&mut Reader::new(&bytes[..length])), None, "{length} bytes");
        }
    }
}

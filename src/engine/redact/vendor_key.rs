//! Keys that tell by how they begin which vendor gave them out.
//!
//! The beginnings are in `keys.txt`; a token is compared with those that share its first character.

use super::vocabulary::sections;

/// How keys begin, in order, with the least length of a whole key.
pub(super) struct VendorKeys(Vec<(&'static [u8], usize)>);

impl Default for VendorKeys {
    fn default() -> Self {
        let lines = sections(include_str!("keys.txt")).filter_map(|(least, line)| Some((least.parse().ok()?, line)));
        let keys = lines.flat_map(|(least, line)| line.split_whitespace().map(move |key| (key.as_bytes(), least)));
        let mut keys: Vec<_> = keys.collect();
        keys.sort_unstable();
        Self(keys)
    }
}

impl VendorKeys {
    /// Whether a token begins like a key, is as long as one and looks random.
    pub(super) fn is_key(&self, token: &[u8]) -> bool {
        let at = self.0.partition_point(|(prefix, _)| prefix.first() < token.first());
        let mut alike = self.0.iter().skip(at).take_while(|(prefix, _)| prefix.first() == token.first());
        alike.any(|(prefix, least)| token.len() >= *least && token.strip_prefix(*prefix).is_some_and(looks_random))
    }
}

/// A digit, or capitals and small letters together.
pub(super) fn looks_random(body: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| body.iter().any(test);
    has(u8::is_ascii_digit) || (has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_by_their_beginning() {
        let keys = VendorKeys::default();
        let check = |token: &str, is_key: bool| assert_eq!(keys.is_key(token.as_bytes()), is_key, "{token}");
        check("glpat-Qw7x92LmZk41Vn8sTe5B", true);
        check("rubygems_4f1c0a97be2d8856fe13907cc2", true);
        check("glpat-short1", false);
        check("secret_santa_list_2026", false);
        check("", false);
    }
}

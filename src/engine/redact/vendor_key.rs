//! Keys that tell by how they begin which vendor gave them out.
//!
//! The beginnings are in `keys.txt`; a token is compared with those that share its first character.

use super::vocabulary::sections;

/// How keys begin, by their first character, with the least length of a whole key.
pub(super) struct VendorKeys(Vec<Vec<(&'static [u8], usize)>>);

impl Default for VendorKeys {
    fn default() -> Self {
        let mut keys = vec![Vec::new(); usize::from(u8::MAX) + 1];
        for (least, line) in sections(include_str!("keys.txt")) {
            let Ok(least) = least.parse() else { continue };
            for key in line.split_whitespace().map(str::as_bytes) {
                let alike = key.first().and_then(|first| keys.get_mut(usize::from(*first)));
                alike.into_iter().for_each(|alike| alike.push((key, least)));
            }
        }
        Self(keys)
    }
}

impl VendorKeys {
    /// Whether a token begins like a key, is as long as one and looks random.
    pub(super) fn is_key(&self, token: &[u8]) -> bool {
        let alike = token.first().and_then(|first| self.0.get(usize::from(*first)));
        let begins = |prefix: &[u8]| token.strip_prefix(prefix).is_some_and(looks_random);
        alike.into_iter().flatten().any(|(prefix, least)| token.len() >= *least && begins(prefix))
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

//! Top-level domains in use, so that "e.g. a@b.please" is not taken for an e-mail address.

/// Country codes of the root zone, two letters each.
const COUNTRIES: &str = "acadaeafagaialamaoaqarasatauawaxazbabbbdbebfbgbhbibjbmbnbobrbsbtbwbybzcacccdcfcgchcickclcmcncocr\
cucvcwcxcyczdedjdkdmdodzeceeegereseteufifjfkfmfofrgagdgegfggghgiglgmgngpgqgrgsgtgugwgyhkhmhnhrhthuidieiliminioiqirisit\
jejmjojpkekgkhkikmknkpkrkwkykzlalblclilklrlsltlulvlymamcmdmemgmhmkmlmmmnmompmqmrmsmtmumvmwmxmymznancnenfngninlnonpnrnu\
nzompapepfpgphpkplpmpnprpsptpwpyqarerorsrurwsasbscsdsesgshsiskslsmsnsosrssstsvsxsysztctdtftgthtjtktltmtntotrtttvtwtzua\
ugukusuyuzvavcvevgvivnvuwfwsyeytzazmzw";
/// Longer ones, the common and those reserved for examples (RFC 2606).
const GENERIC: &str = "\
    com org net edu gov mil int info biz name pro mobi jobs travel tel cat asia xyz online site store shop app \
    dev cloud tech digital email group global company solutions services systems agency work works world live \
    life space website network consulting finance bank industries international london berlin club top icu blog \
    media studio design software support team today zone academy aero coop museum arpa example test invalid \
    localhost local internal corp lan page one ltd";

/// Whether the label is a top-level domain, in any case. Labels in another script count.
pub(super) fn is_known(label: &[u8]) -> bool {
    let same = |known: &[u8]| known.eq_ignore_ascii_case(label);
    match label {
        [] => false,
        [_, _] if label.is_ascii() => COUNTRIES.as_bytes().chunks(2).any(same),
        _ if label.is_ascii() => GENERIC.split(' ').any(|known| same(known.as_bytes())),
        _ => label.len() >= 2 && !label.iter().any(u8::is_ascii),
    }
}

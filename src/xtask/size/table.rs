//! The table of sizes: a line for each shipped file, and the sums that matter to a page.

use crate::pkg::MODEL;
use std::collections::BTreeSet;

/// What a page loads before the user does anything.
const LAUNCHER: &str = "erp-chat-element-define.js";
/// A page pays for the launcher even when nobody chats: 6 KiB, the goal of the package.
const LAUNCHER_GZIP: u64 = 6 * 1024;
const HEAD: &str = "\
# Sizes

What a page downloads, in bytes.
Each file is compressed by itself, with gzip at level 9 and brotli at level 11.
`cargo xtask size` writes this file, and `cargo xtask check` fails when it is stale.

| file | raw | gzip | brotli |
|---|--:|--:|--:|
";

/// Node may have its own zlib or that of the system, which differ by one byte in a hundred (measured on the wasm).
const COMPRESSORS_DIFFER: u64 = 50;

/// Of the bundler's hashes.
const HASH_LENGTH: usize = 8;

/// Bytes of a file, or of several.
#[derive(Clone, Copy, Default)]
pub(crate) struct Size {
    pub(crate) raw: u64,
    pub(crate) gzip: u64,
    pub(crate) brotli: u64,
}

/// A file of the package.
pub(crate) struct Shipped {
    pub(crate) name: String,
    pub(crate) size: Size,
    /// The files that are loaded with it.
    pub(crate) imports: Vec<String>,
}

/// The whole file, with what stands above the table.
pub(crate) fn table(files: &[Shipped]) -> String {
    let lines = files.iter().map(|file| line(&lasting_name(&file.name), file.size));
    let sums = [
        line("**before the first click**", before_first_click(files)),
        line("**everything but the model**", sum(files, |name| name != MODEL)),
        line("**everything**", sum(files, |_| true)),
    ];
    HEAD.to_owned() + &lines.chain(sums).collect::<String>()
}

/// A fault when a page loads too much before the first click.
pub(crate) fn too_heavy(files: &[Shipped]) -> Option<String> {
    let Size { gzip, .. } = before_first_click(files);
    (gzip > LAUNCHER_GZIP).then(|| format!("{gzip} bytes before the first click, more than {LAUNCHER_GZIP}"))
}

fn before_first_click(files: &[Shipped]) -> Size {
    let first = loaded_with(LAUNCHER, files);
    sum(files, |name| first.contains(name))
}

/// The lines of a kept table that are no longer true, as they would be now, and those that it has too many.
pub(crate) fn stale(kept: &str, now: &str) -> Vec<String> {
    let (kept, now): (Vec<_>, Vec<_>) = (kept.lines().collect(), now.lines().collect());
    let added = now.iter().filter(|line| !kept.iter().any(|kept| is_same(kept, line)));
    let removed = kept.iter().filter(|line| !now.iter().any(|now| is_same(line, now)));
    added.map(|line| format!("now: {line}")).chain(removed.map(|line| format!("was: {line}"))).collect()
}

fn is_same(kept: &str, now: &str) -> bool {
    let (Some((name, before)), Some((same, after))) = (row(kept), row(now)) else { return kept == now };
    let is_close = |before: u64, after: u64| before.abs_diff(after) <= before / COMPRESSORS_DIFFER;
    name == same
        && before.raw == after.raw
        && is_close(before.gzip, after.gzip)
        && is_close(before.brotli, after.brotli)
}

/// Reads a line of the table.
fn row(line: &str) -> Option<(&str, Size)> {
    let mut cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
    let name = cells.next()?;
    let mut number = || cells.next()?.replace(',', "").parse().ok();
    Some((name, Size { raw: number()?, gzip: number()?, brotli: number()? }))
}

/// The hash that the bundler puts into a name changes with every change of the file, so the table does without.
fn lasting_name(name: &str) -> String {
    let parts = name.strip_suffix(".js").and_then(|stem| stem.rsplit_once('-'));
    let is_hash =
        |part: &str| part.len() == HASH_LENGTH && part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    match parts.filter(|(_, hash)| is_hash(hash)) {
        Some((stem, _)) => format!("{stem}-*.js"),
        None => name.to_owned(),
    }
}

fn line(name: &str, size: Size) -> String {
    let [raw, gzip, brotli] = [size.raw, size.gzip, size.brotli].map(grouped);
    format!("| {name} | {raw} | {gzip} | {brotli} |\n")
}

/// A number as people read it: `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group));
    groups.collect::<Vec<_>>().join(",")
}

fn sum(files: &[Shipped], is_counted: impl Fn(&str) -> bool) -> Size {
    let counted = files.iter().filter(|file| is_counted(&file.name));
    counted.fold(Size::default(), |sum, Shipped { size, .. }| Size {
        raw: sum.raw + size.raw,
        gzip: sum.gzip + size.gzip,
        brotli: sum.brotli + size.brotli,
    })
}

/// A file with all that it imports, however far.
fn loaded_with<'a>(name: &'a str, files: &'a [Shipped]) -> BTreeSet<&'a str> {
    let (mut loaded, mut open) = (BTreeSet::new(), vec![name]);
    while let Some(name) = open.pop() {
        let is_new = loaded.insert(name);
        let imports = files.iter().filter(|file| is_new && file.name == name).flat_map(|file| &file.imports);
        open.extend(imports.map(String::as_str));
    }
    loaded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, raw: u64, imports: &[&str]) -> Shipped {
        let imports = imports.iter().map(|name| (*name).to_owned()).collect();
        Shipped { name: name.to_owned(), size: Size { raw, gzip: 2, brotli: 1 }, imports }
    }

    #[test]
    fn sums_follow_what_is_imported() {
        let files = [
            file(LAUNCHER, 1_000, &["a.js"]),
            file("a.js", 200, &["b.js"]),
            file("b.js", 34, &["a.js"]),
            file("panel-VAG3RXLI.js", 5_000, &["a.js"]),
            file(MODEL, 1_000_000, &[]),
        ];
        let table = table(&files);
        assert!(table.contains("| panel-*.js | 5,000 |"), "{table}");
        let sums: Vec<_> = table.lines().filter(|line| line.starts_with("| **")).collect();
        let expected = [
            "| **before the first click** | 1,234 | 6 | 3 |",
            "| **everything but the model** | 6,234 | 8 | 4 |",
            "| **everything** | 1,006,234 | 10 | 5 |",
        ];
        assert_eq!(sums, expected);
        assert_eq!(too_heavy(&files), None);
    }

    fn check(kept: &str, now: &str, expected: usize) {
        assert_eq!(stale(kept, now).len(), expected, "{kept} {now}");
    }

    #[test]
    fn a_changed_table_is_stale() {
        check("| a.js | 10,000 | 4,000 | 3,000 |", "| a.js | 10,000 | 4,000 | 3,000 |", 0);
        check("| a.js | 10,000 | 4,000 | 3,000 |", "| a.js | 10,000 | 4,040 | 2,980 |", 0);
        check("| a.js | 10,000 | 4,000 | 3,000 |", "| a.js | 10,001 | 4,000 | 3,000 |", 2);
        check("| a.js | 10,000 | 4,000 | 3,000 |", "| a.js | 10,000 | 4,100 | 3,000 |", 2);
        check("| a.js | 10,000 | 4,000 | 3,000 |", "", 1);
    }
}

//! Finds the functions of a formatted Rust file and counts their lines.
//!
//! It relies on rustfmt: a function ends at the first `}` that is indented as its `fn` line is.
//! Unit tests, which stand at the end of a file, are left out.

/// A function outside the tests.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    /// From the line of `fn` to that of the closing brace, both included, comments and blank lines too.
    pub(crate) lines: usize,
    /// Whether the code says why it may be long, with `expect(clippy::too_many_lines)`.
    pub(crate) excused: bool,
}

const TESTS: &str = "#[cfg(test)]\nmod ";
const EXCUSE: &str = "too_many_lines";
/// What may stand between the start of a line and `fn`.
const QUALIFIERS: [&str; 5] = ["pub", "const", "async", "unsafe", "extern"];

/// The functions with a body, in order.
pub(crate) fn functions(source: &str) -> Vec<Function> {
    let shipped = source.split(TESTS).next().unwrap_or_default();
    let lines: Vec<&str> = shipped.lines().collect();
    let at_each = lines.iter().enumerate();
    at_each.filter_map(|(at, line)| function(line, lines.split_at_checked(at)?)).collect()
}

fn function(line: &str, (before, rest): (&[&str], &[&str])) -> Option<Function> {
    let name = name(line)?;
    let indent = line.len() - line.trim_start().len();
    let closing = format!("{}}}", " ".repeat(indent));
    let declared = |line: &&str| line.ends_with(';') && line.len() - line.trim_start().len() == indent;
    let lines = match rest.iter().position(|line| *line == closing || declared(line)) {
        _ if line.ends_with('}') => 1,
        Some(last) if rest.get(last).is_some_and(declared) => return None,
        Some(last) => last + 1,
        None => return None,
    };
    let attributes = before.iter().rev().take_while(|line| !line.trim().is_empty() && line.trim() != "}");
    let excused = attributes.into_iter().any(|line| line.contains(EXCUSE));
    Some(Function { name, lines, excused })
}

fn name(line: &str) -> Option<String> {
    let (before, after) = line.trim_start().split_once("fn ").filter(|(before, _)| {
        let mut words = before.split_whitespace();
        words.all(|word| word.starts_with('"') || QUALIFIERS.iter().any(|qualifier| word.starts_with(qualifier)))
    })?;
    let separate = before.is_empty() || before.ends_with(' ');
    let end = after.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    separate.then(|| after.get(..end).unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
/// Says `fn nothing`.
pub(crate) fn one() {}

trait Shape {
    fn area(&self) -> f32;
    fn long(
        &self,
    ) -> f32;
}

impl Shape for Square {
    #[expect(clippy::too_many_lines, reason = \"a table\")]
    fn area(&self) -> f32 {
        if self.side < 0.0 {
            return 0.0;
        }
        self.side
    }
}

pub async fn last(
    side: f32,
) {
    // A comment counts.
    let pointer: fn(f32) = draw;
}

#[cfg(test)]
mod tests {
    fn not_counted() {}
}
";

    #[test]
    fn functions_are_found_with_their_length() {
        let found: Vec<_> =
            functions(SOURCE).into_iter().map(|function| (function.name, function.lines, function.excused)).collect();
        let expected = [("one", 1, false), ("area", 6, true), ("last", 6, false)];
        assert_eq!(found, expected.map(|(name, lines, excused)| (name.to_owned(), lines, excused)));
    }
}

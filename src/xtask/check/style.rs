//! Limits on the size of files and functions.

use super::functions::{Function, functions};
use crate::source::{self, SourceFile};
use crate::{Outcome, TaskError};

/// A longer file is two files.
const FILE_LINES: usize = 500;
/// A longer function is a table or a flat `match`, and says so.
const FUNCTION_LINES: usize = 50;
/// Files that are code, not data.
const CODE: [&str; 6] = [".rs", ".ts", ".js", ".mjs", ".css", ".html"];

/// Looks at every file of code.
pub(crate) fn check() -> Outcome {
    let files = source::files()?;
    let code: Vec<_> = files.iter().filter(|file| is_code(&file.path)).collect();
    report(&code);
    let wrong: Vec<_> = code.iter().flat_map(|file| faults(file)).collect();
    TaskError::if_any(&wrong)
}

fn is_code(path: &str) -> bool {
    CODE.iter().any(|ending| path.ends_with(ending))
}

fn faults(file: &SourceFile) -> Vec<String> {
    let path = &file.path;
    let lines = file.text.lines().count();
    let long_file = (lines > FILE_LINES).then(|| format!("{path}: {lines} lines, more than {FILE_LINES}"));
    let long_functions = shipped_functions(file)
        .into_iter()
        .filter(|function| function.lines > FUNCTION_LINES && !function.excused)
        .map(|function| {
            format!("{path}: `{}` has {} lines, more than {FUNCTION_LINES}", function.name, function.lines)
        });
    long_file.into_iter().chain(long_functions).collect()
}

fn shipped_functions(file: &SourceFile) -> Vec<Function> {
    let is_test = file.path.split('/').any(|part| part == "tests" || part == "tests.rs");
    if file.path.ends_with(".rs") && !is_test { functions(&file.text) } else { Vec::new() }
}

fn report(code: &[&SourceFile]) {
    let files = code.iter().filter(|file| file.path.ends_with(".rs")).map(|file| file.text.lines().count());
    let lengths = code.iter().flat_map(|file| shipped_functions(file)).map(|function| function.lines);
    for (what, sizes) in [("Rust files", files.collect::<Vec<_>>()), ("functions", lengths.collect())] {
        let (count, median, high) = (sizes.len(), percentile(&sizes, 50), percentile(&sizes, 90));
        println!("    {count} {what}: median {median} lines, 90th percentile {high}");
    }
}

fn percentile(sizes: &[usize], percent: usize) -> usize {
    let mut sorted = sizes.to_vec();
    sorted.sort_unstable();
    sorted.get(sizes.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: usize) {
        let file = SourceFile { path: path.to_owned(), text: text.to_owned() };
        assert_eq!(faults(&file).len(), expected, "{path}");
    }

    #[test]
    fn long_files_and_functions_are_faults() {
        let long_function = format!("fn long() {{\n{}}}\n", "    step();\n".repeat(FUNCTION_LINES));
        check("src/a.rs", &long_function, 1);
        check("src/tests/a.rs", &long_function, 0);
        check("src/a.rs", &"// line\n".repeat(FILE_LINES), 0);
        check("www/a.css", &"a {}\n".repeat(FILE_LINES + 1), 1);
    }
}

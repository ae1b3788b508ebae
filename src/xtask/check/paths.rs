//! No file names a folder of the machine it was written on.

use crate::source::{self, SourceFile};
use crate::{Outcome, TaskError};

/// First folder of paths that exist on one machine only.
const MACHINE_FOLDERS: [&str; 5] = ["root", "home", "Users", "tmp", "work"];

/// Looks at every line of every text file.
pub(crate) fn check() -> Outcome {
    let found: Vec<_> = source::files()?.iter().flat_map(machine_paths).collect();
    TaskError::if_any(&found)
}

fn machine_paths(file: &SourceFile) -> Vec<String> {
    let lines = file.text.lines().zip(1..);
    let named = lines.filter(|(line, _)| names_a_machine_path(line));
    named.map(|(_, number)| format!("{}:{number}: names a path of one machine", file.path)).collect()
}

fn names_a_machine_path(line: &str) -> bool {
    MACHINE_FOLDERS.iter().any(|folder| {
        let path = format!("/{folder}/");
        let mut found = line.match_indices(&path);
        // `home/work/mobile` and `https://example.com/home/` are not machine paths.
        found.any(|(at, _)| !line.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: bool) {
        assert_eq!(names_a_machine_path(line), expected, "{line}");
    }

    #[test]
    fn absolute_paths_of_a_machine_are_found() {
        check(&format!("see /{}/me/notes", "home"), true);
        check(&format!("\"/{}/x\"", "tmp"), true);
        check("home/work/mobile number", false);
        check("https://example.com/home/", false);
        check("src/xtask/main.rs", false);
    }
}

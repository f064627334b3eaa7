//! Source files: their length, and words that mean something was left unfinished.

use std::error::Error;

use super::{Problems, Workspace};

/// Longer files hold more than one thing.
const LONGEST: usize = 600;

/// What a finished file does not say.
const UNFINISHED: &[&str] = &[
    "TODO",
    "FIXME",
    "XXX",
    "HACK",
    "todo!(",
    "unimplemented!(",
    "dbg!(",
    "#[ignore",
    "allow(dead_code",
    "allow(unused",
];

/// This file must name what it looks for.
const THIS: &str = "xtask/src/tidy/sources.rs";

/// Every Rust file is short enough, and nothing says that it is unfinished.
pub(super) fn check(workspace: &Workspace) -> Result<Problems, Box<dyn Error>> {
    let mut problems = Problems::new();
    for path in workspace.files(&[".rs", ".toml", ".md", ".sh"]) {
        let (text, name) = (workspace.read(&path)?, path.display().to_string());
        let length = text.lines().count();
        if name.ends_with(".rs") && length > LONGEST {
            problems.push(format!(
                "{name}: has {length} lines, more than {LONGEST}; split it"
            ));
        }
        // An absolute path into somebody's home or work folder works nowhere else.
        let marks = UNFINISHED.iter().chain(&["/work/", "/home/", "/Users/"]);
        for (number, line) in (1..).zip(text.lines()).filter(|_| name != THIS) {
            for mark in marks.clone().filter(|mark| contains_word(line, mark)) {
                problems.push(format!("{name}:{number}: says `{mark}`"));
            }
        }
    }
    Ok(problems)
}

/// Whether a line contains a mark that is not the end of a longer word or path.
fn contains_word(line: &str, mark: &str) -> bool {
    let before = |at: usize| line[..at].chars().next_back();
    line.match_indices(mark)
        .any(|(at, _)| !before(at).is_some_and(|c| c.is_alphanumeric() || "._-~".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_words() {
        assert!(contains_word("// TODO: finish", "TODO"));
        assert!(contains_word("see /work/x", "/work/"));
        assert!(!contains_word("docs/work/x", "/work/"));
        assert!(!contains_word("MASTODONTODO", "TODO"));
    }
}

//! What was expected against what there is, line by line.

use similar::{ChangeTag, TextDiff};

/// One line of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Expected, and not there.
    Missing(String),
    /// There, and not expected.
    Extra(String),
    /// As expected.
    Same(String),
}

/// The difference of two blocks of lines.
pub fn diff(expected: &str, actual: &str) -> Vec<Change> {
    let changes = TextDiff::from_lines(expected, actual);
    let changes = changes.iter_all_changes().map(|change| {
        let line = change.value().trim_end_matches('\n').to_owned();
        match change.tag() {
            ChangeTag::Delete => Change::Missing(line),
            ChangeTag::Insert => Change::Extra(line),
            ChangeTag::Equal => Change::Same(line),
        }
    });
    changes.collect()
}

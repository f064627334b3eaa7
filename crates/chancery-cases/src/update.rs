//! Writing what is read now into the expectations that do not hold.

use std::path::Path;

use crate::{Error, Mismatch};

/// Replaces the bodies of the blocks in `file` that `mismatches` speak of. All else stays as it is.
///
/// # Errors
/// When the file cannot be read or written.
pub fn update(file: &Path, mismatches: &[Mismatch]) -> Result<(), Error> {
    let source = std::fs::read_to_string(file).map_err(|error| Error::new(file, error))?;
    std::fs::write(file, replaced(&source, mismatches)).map_err(|error| Error::new(file, error))
}

fn replaced(source: &str, mismatches: &[Mismatch]) -> String {
    let mut lines: Vec<&str> = source.split('\n').collect();
    let mut mismatches: Vec<&Mismatch> = mismatches.iter().collect();
    // From the last to the first, so that the numbers of the lines before stay right.
    mismatches.sort_by_key(|mismatch| std::cmp::Reverse(mismatch.line));
    for mismatch in mismatches {
        let body = mismatch.line..mismatch.line + mismatch.lines;
        if body.end <= lines.len() {
            let new = mismatch.update.trim_end_matches('\n');
            lines.splice(body, new.split('\n').filter(|_| !new.is_empty()));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mismatch(line: usize, lines: usize, update: &str) -> Mismatch {
        Mismatch {
            line,
            lines,
            expected: String::new(),
            actual: String::new(),
            update: update.into(),
        }
    }

    #[test]
    fn only_the_bodies_change() {
        let source = "# A\n```expect\nold\nolder\n```\nprose\n```expect\n```\n";
        let new = replaced(source, &[mismatch(2, 2, "new\n"), mismatch(7, 0, "a\nb\n")]);
        assert_eq!(
            new,
            "# A\n```expect\nnew\n```\nprose\n```expect\na\nb\n```\n"
        );
    }
}

//! Literate test cases: prose, input and expectation together in one Markdown file.
//!
//! A case stands under a heading: some prose, a fenced block with the input, and fenced blocks with what is expected of
//! it. Someone who knows the language and no Rust can add one. `CONTRIBUTING.md` describes the notation.
//!
//! ```text
//! load ─► parse (Markdown ─► Case) ─► stage (restore | text | read) ─► Finding ─► diff, update
//! ```
//!
//! Expectations are complete: whatever a stage says beyond them fails the case. A case marked `known-failure` must fail;
//! one that has come to hold fails the run until the mark is removed.
//!
//! ```
//! use chancery_cases::{Case, Reader, Verdict};
//!
//! let source = "# Nothing is said\n```text\nThey met in Oslo.\n```\n```sentences\nbody: They met in Oslo.\n```\n";
//! let cases = Case::parse("cases/text/example.md".as_ref(), source);
//! let reader = Reader::shipped()?;
//! assert!(matches!(cases[0].run(&reader).verdict(), Verdict::Holds));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod case;
mod diff;
mod expect;
mod fold;
mod notation;
mod parse;
mod stage;
mod update;

use std::path::{Path, PathBuf};

pub use case::{Case, Finding, Mismatch, Verdict};
pub use chancery::Reader;
pub use diff::{Change, diff};
pub use update::update;

/// Why cases could not be loaded or written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source} — check the path", path.display())]
pub struct Error {
    path: PathBuf,
    source: std::io::Error,
}

impl Error {
    fn new(path: &Path, source: std::io::Error) -> Self {
        Error {
            path: path.to_owned(),
            source,
        }
    }
}

/// All cases of a file, or of the Markdown files below a folder, by name.
///
/// # Errors
/// When a file or folder cannot be read. A case that is written wrongly is no error here: it fails when it is run.
pub fn load(path: &Path) -> Result<Vec<Case>, Error> {
    let mut files = Vec::new();
    find(path, &mut files)?;
    let mut cases = Vec::new();
    for file in files {
        let source = std::fs::read_to_string(&file).map_err(|error| Error::new(&file, error))?;
        cases.extend(Case::parse(&file, &source));
    }
    Ok(cases)
}

fn find(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = path
        .read_dir()
        .and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut paths: Vec<PathBuf> = entries
        .map_err(|error| Error::new(path, error))?
        .iter()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() || path.extension().is_some_and(|extension| extension == "md") {
            find(&path, files)?;
        }
    }
    Ok(())
}

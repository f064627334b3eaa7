//! What can be wrong with the data.

use std::fmt;

/// One thing that is wrong in one place of the data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the data folder: `places.tsv`, `en/acts.tsv`.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column it concerns, if it is not the line as a whole.
    pub column: Option<String>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/{}:{}: ", self.path, self.line)?;
        if let Some(column) = &self.column {
            write!(f, "column {column}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// Why data could not be loaded: everything that is wrong with it, one problem a line when displayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    problems: Vec<Problem>,
}

impl Error {
    /// All problems, ordered by file and line.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// The problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    /// Notes a problem with one cell.
    pub(crate) fn cell(&mut self, at: At<'_>, column: &str, message: impl Into<String>) {
        self.push(at, Some(column), message.into());
    }

    /// Notes a problem with a line as a whole.
    pub(crate) fn line(&mut self, at: At<'_>, message: impl Into<String>) {
        self.push(at, None, message.into());
    }

    fn push(&mut self, at: At<'_>, column: Option<&str>, message: String) {
        self.0.push(Problem {
            path: at.path.to_owned(),
            line: at.line,
            column: column.map(str::to_owned),
            message,
        });
    }

    /// The error that these problems amount to, if there are any.
    pub(crate) fn into_result(mut self) -> Result<(), Error> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.0.sort();
        self.0.dedup();
        Err(Error { problems: self.0 })
    }
}

/// A line of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At<'p> {
    pub(crate) path: &'p str,
    pub(crate) line: usize,
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/{}:{}", self.path, self.line)
    }
}

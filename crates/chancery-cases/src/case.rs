//! One case and what becomes of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chancery::Reader;

use crate::{parse, stage};

/// A heading, an input and what is expected of it.
#[derive(Debug, Clone)]
pub struct Case {
    /// The file that it stands in.
    pub file: Arc<Path>,
    /// The line of its input, from 1.
    pub line: usize,
    /// Its heading.
    pub title: String,
    /// Whether it is known to fail.
    pub known_failure: bool,
    pub(crate) input: Block,
    pub(crate) expectations: Vec<Block>,
    /// What is wrong with the way it is written.
    pub(crate) fault: Option<(usize, String)>,
}

/// A fenced block.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    /// The first word behind the fence.
    pub name: String,
    /// The rest of the words behind the fence.
    pub attributes: String,
    /// The lines between the fences, joined.
    pub body: String,
    /// The line of the opening fence, from 1.
    pub line: usize,
    /// How many lines the body has.
    pub lines: usize,
}

/// What came of running a case.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Whether the case is known to fail.
    pub known_failure: bool,
    /// Where it is written wrongly, the line and what is wrong.
    pub fault: Option<(usize, String)>,
    /// The expectations that do not hold.
    pub mismatches: Vec<Mismatch>,
}

/// An expectation that does not hold.
#[derive(Debug, Clone)]
pub struct Mismatch {
    /// The line of its opening fence, from 1.
    pub line: usize,
    /// What was expected, in the runner's own spelling.
    pub expected: String,
    /// What there is, restricted to what the expectation speaks of.
    pub actual: String,
    /// What the block would have to say.
    pub update: String,
    /// How many lines the block has now.
    pub(crate) lines: usize,
}

/// What a finding means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// All expectations hold.
    Holds,
    /// They do not, which is known.
    FailsAsKnown,
    /// They do not, or the case is written wrongly.
    Fails,
    /// They do, though the case is marked as a known failure.
    HoldsUnexpectedly,
}

impl Finding {
    /// What it means for the run. A case that is written wrongly fails even where failure is known.
    pub fn verdict(&self) -> Verdict {
        match (
            self.fault.is_some(),
            self.mismatches.is_empty(),
            self.known_failure,
        ) {
            (true, _, _) | (false, false, false) => Verdict::Fails,
            (false, true, false) => Verdict::Holds,
            (false, false, true) => Verdict::FailsAsKnown,
            (false, true, true) => Verdict::HoldsUnexpectedly,
        }
    }
}

impl Case {
    /// The cases of one file, given its name, whose folder tells what is tested, and its text.
    pub fn parse(file: &Path, source: &str) -> Vec<Case> {
        parse::cases(Arc::from(PathBuf::from(file)), source)
    }

    /// Whether its title or the name of its file contains these words, whatever their case.
    pub fn matches(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        let contains = |text: &str| text.to_lowercase().contains(&words);
        contains(&self.title) || contains(&self.file.to_string_lossy())
    }

    /// Runs it.
    pub fn run(&self, reader: &Reader) -> Finding {
        let mut finding = Finding {
            known_failure: self.known_failure,
            fault: self.fault.clone(),
            mismatches: Vec::new(),
        };
        if finding.fault.is_none() {
            match stage::run(self, reader) {
                Ok(mismatches) => finding.mismatches = mismatches,
                Err(fault) => finding.fault = Some(fault),
            }
        }
        finding
    }
}

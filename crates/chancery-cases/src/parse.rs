//! Markdown to cases: headings, marks of known failure, fenced blocks. All else is prose.

use std::path::Path;
use std::sync::Arc;

use crate::case::{Block, Case};

/// The mark of a case that is known to fail, in braces behind a heading or on a line of its own.
const KNOWN_FAILURE: &str = "known-failure";

/// Names of blocks that are an input, and thereby begin a case.
const INPUTS: &[&str] = &["text", "bytes", "release"];

/// Names of blocks that say what is expected.
const EXPECTATIONS: &[&str] = &[
    "restored",
    "repairs",
    "sentences",
    "tokens",
    "tags",
    "expect",
];

/// The cases of a file.
pub(crate) fn cases(file: Arc<Path>, source: &str) -> Vec<Case> {
    let mut parser = Parser {
        file,
        title: String::new(),
        known_failure: false,
        cases: Vec::new(),
        heading: 0,
        first: 0,
    };
    let mut lines = source.lines().enumerate().map(|(at, line)| (at + 1, line));
    while let Some((number, line)) = lines.next() {
        if let Some(title) = heading(line) {
            parser.open(title, number);
        } else if line.trim() == KNOWN_FAILURE {
            parser.mark();
        } else if let Some(fence) = Fence::open(line) {
            let mut body = Vec::new();
            let mut closed = false;
            for (_, line) in lines.by_ref() {
                if fence.closes(line) {
                    closed = true;
                    break;
                }
                body.push(line);
            }
            let block = fence.block(number, &body);
            parser.block(block, closed);
        }
    }
    parser.cases
}

fn heading(line: &str) -> Option<&str> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    (1..=6)
        .contains(&level)
        .then(|| title.strip_prefix(' '))
        .flatten()
        .map(str::trim)
}

/// An opening fence: its characters, and what stands behind them.
struct Fence<'a> {
    mark: &'a str,
    info: &'a str,
}

impl<'a> Fence<'a> {
    fn open(line: &'a str) -> Option<Self> {
        ['`', '~'].into_iter().find_map(|mark| {
            let info = line.trim_start_matches(mark);
            let fence = &line[..line.len() - info.len()];
            (fence.len() >= 3).then(|| Fence {
                mark: fence,
                info: info.trim(),
            })
        })
    }

    fn closes(&self, line: &str) -> bool {
        line.trim_end()
            .strip_prefix(self.mark)
            .is_some_and(|rest| rest.chars().all(|c| self.mark.starts_with(c)))
    }

    fn block(&self, line: usize, body: &[&str]) -> Block {
        let (name, attributes) = self
            .info
            .split_once(char::is_whitespace)
            .unwrap_or((self.info, ""));
        Block {
            name: name.into(),
            attributes: attributes.trim().into(),
            body: body.join("\n"),
            line,
            lines: body.len(),
        }
    }
}

struct Parser {
    file: Arc<Path>,
    title: String,
    known_failure: bool,
    cases: Vec<Case>,
    /// The line of the current heading, and how many cases stood before it.
    heading: usize,
    first: usize,
}

impl Parser {
    fn open(&mut self, title: &str, line: usize) {
        let marked = title
            .strip_suffix('}')
            .and_then(|title| title.rsplit_once('{'));
        let (title, known_failure) = match marked {
            Some((title, mark)) if mark.trim() == KNOWN_FAILURE => (title.trim(), true),
            _ => (title, false),
        };
        self.title = title.to_owned();
        self.known_failure = known_failure;
        self.heading = line;
        self.first = self.cases.len();
    }

    /// A mark holds for all cases of its heading, wherever among them it stands.
    fn mark(&mut self) {
        self.known_failure = true;
        for case in &mut self.cases[self.first..] {
            case.known_failure = true;
        }
    }

    fn block(&mut self, block: Block, closed: bool) {
        let (line, name) = (block.line, block.name.clone());
        if INPUTS.contains(&name.as_str()) {
            let nth = self.cases.len() - self.first + 1;
            let title = if nth == 1 {
                self.title.clone()
            } else {
                format!("{} ({nth})", self.title)
            };
            self.cases.push(Case {
                file: self.file.clone(),
                line,
                title,
                known_failure: self.known_failure,
                input: block,
                expectations: Vec::new(),
                fault: None,
            });
        } else if EXPECTATIONS.contains(&name.as_str()) {
            match self.cases[self.first..].last_mut() {
                Some(case) => case.expectations.push(block),
                None => self.fault(
                    line,
                    format!(
                        "`{name}` stands before any input; write `text`, `bytes` or `release` first"
                    ),
                ),
            }
        } else if !name.is_empty() {
            self.fault(
                line,
                format!(
                    "`{name}` is no kind of block; {} and {} are",
                    INPUTS.join(", "),
                    EXPECTATIONS.join(", ")
                ),
            );
        }
        if !closed {
            self.fault(line, "the block is not closed".into());
        }
    }

    /// Notes what is wrong on the case that it stands in, or on one made for it.
    fn fault(&mut self, line: usize, fault: String) {
        if self.cases.len() == self.first {
            let input = Block {
                line,
                ..Block::default()
            };
            let (file, title) = (self.file.clone(), self.title.clone());
            self.cases.push(Case {
                file,
                line,
                title,
                known_failure: false,
                input,
                expectations: Vec::new(),
                fault: None,
            });
        }
        if let Some(case) = self.cases.last_mut() {
            case.fault.get_or_insert((line, fault));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(source: &str) -> Vec<Case> {
        cases(Arc::from(Path::new("cases/read/a.md")), source)
    }

    #[test]
    fn a_case_is_heading_input_and_expectation() {
        let cases = parsed(
            "# File\nProse.\n## One\n```release date=2021-03-04\nA\n\nB\n```\n```expect\nnothing\n```\n## Two {known-failure}\n~~~text\nC\n~~~\n",
        );
        assert_eq!(cases.len(), 2);
        assert_eq!((cases[0].title.as_str(), cases[0].line), ("One", 4));
        assert_eq!(cases[0].input.body, "A\n\nB");
        assert_eq!(cases[0].input.attributes, "date=2021-03-04");
        assert_eq!(cases[0].expectations[0].body, "nothing");
        assert!(!cases[0].known_failure && cases[1].known_failure);
    }

    #[test]
    fn a_mark_of_its_own_holds_for_its_heading_only() {
        let cases = parsed("# A\nknown-failure\n```text\na\n```\n# B\n```text\nb\n```\n");
        assert_eq!(
            cases
                .iter()
                .map(|case| case.known_failure)
                .collect::<Vec<_>>(),
            [true, false]
        );
    }

    #[test]
    fn what_is_written_wrongly_is_not_passed_over() {
        for source in [
            "# A\n```expcet\nnothing\n```\n",
            "# A\n```expect\nnothing\n```\n",
            "# A\n```text\nnever closed\n",
        ] {
            let cases = parsed(source);
            assert_eq!(cases.len(), 1, "{source}");
            assert!(cases[0].fault.is_some(), "{source}");
        }
    }
}

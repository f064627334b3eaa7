//! What is restored at a time.

use chancery_ingest::{Block, Blocks, Error, Input, Source};

/// What is handed to a thread.
pub enum Unit {
    /// Lines of JSON.
    Block(Block),
    /// An input that is one document.
    Document(Source),
}

/// What is taken for JSON lines beside what is named so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Nothing.
    ByName,
    /// What begins with a line of JSON that holds a text.
    ByContent,
    /// The same, and standard input that holds nothing: then there are no lines.
    Expected,
}

impl Lines {
    fn are_in(self, source: &mut Source) -> Result<bool, Error> {
        if source.is_named_as_lines() {
            return Ok(true);
        }
        let is_pipe = source.origin().path().is_none();
        Ok(match self {
            Lines::ByName => false,
            Lines::Expected if is_pipe && source.is_empty()? => true,
            Lines::ByContent | Lines::Expected => source.begins_with_line()?,
        })
    }
}

/// The units of some inputs, in order.
pub struct Units<S> {
    sources: S,
    blocks: Option<Blocks>,
    lines: Lines,
}

impl Units<()> {
    /// The units of `inputs`.
    pub fn new(
        inputs: Vec<Input>,
        lines: Lines,
    ) -> Units<impl Iterator<Item = Result<Source, Error>> + Send> {
        Units {
            sources: chancery_ingest::open(inputs),
            blocks: None,
            lines,
        }
    }
}

impl<S: Iterator<Item = Result<Source, Error>>> Iterator for Units<S> {
    type Item = Result<Unit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(blocks) = &mut self.blocks {
                match blocks.next() {
                    Some(block) => return Some(block.map(Unit::Block)),
                    None => self.blocks = None,
                }
            }
            let opened = self.sources.next()?.and_then(|mut source| {
                let holds_lines = self.lines.are_in(&mut source)?;
                Ok((source, holds_lines))
            });
            match opened {
                Ok((source, true)) => self.blocks = Some(source.into_blocks()),
                Ok((source, false)) => return Some(Ok(Unit::Document(source))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

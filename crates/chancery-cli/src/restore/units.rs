//! What is restored at a time.

use chancery_ingest::{Block, Blocks, Error, Input, Source};

/// What is handed to a thread.
pub enum Unit {
    /// Lines of JSON.
    Block(Block),
    /// An input that is one document.
    Document(Source),
}

/// The units of some inputs, in order.
pub struct Units<S> {
    sources: S,
    blocks: Option<Blocks>,
    /// Whether what begins with a line of JSON is JSON lines, whatever its name.
    by_content: bool,
}

impl Units<()> {
    /// The units of `inputs`.
    pub fn new(
        inputs: Vec<Input>,
        by_content: bool,
    ) -> Units<impl Iterator<Item = Result<Source, Error>> + Send> {
        Units {
            sources: chancery_ingest::open(inputs),
            blocks: None,
            by_content,
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
            let lines = self.sources.next()?.and_then(|mut source| {
                let lines =
                    source.is_named_as_lines() || (self.by_content && source.begins_with_line()?);
                Ok((source, lines))
            });
            match lines {
                Ok((source, true)) => self.blocks = Some(source.into_blocks()),
                Ok((source, false)) => return Some(Ok(Unit::Document(source))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

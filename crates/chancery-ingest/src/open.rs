//! Inputs as streams: whole files of any size, and JSON lines in blocks.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read as _};

use crate::carried::Carried;
use crate::error::{Error, Origin, Reason};
use crate::sniff::{self, Form};
use crate::sources::{Files, Input, is_json_object};

/// Bytes that are asked of a source at once: enough that a block is worth handing to a thread.
const BLOCK: usize = 1 << 18;

/// The files of `inputs` in order, each opened when its turn comes. Standard input is one of them.
pub fn open(
    inputs: impl IntoIterator<Item = Input>,
) -> impl Iterator<Item = Result<Source, Error>> + Send {
    Files::new(inputs).map(|origin| Source::open(origin?))
}

/// An open file or standard input: text of any size in any encoding, or JSON lines.
pub struct Source {
    origin: Origin,
    reader: Box<dyn BufRead + Send>,
}

impl Source {
    fn open(origin: Origin) -> Result<Self, Error> {
        let opened: io::Result<Box<dyn BufRead + Send>> = match origin.path() {
            Some(path) => File::open(path).map(|file| buffered(file) as _),
            None => Ok(buffered(io::stdin())),
        };
        let checked = opened.and_then(|mut reader| {
            let refusal = sniff::check_signature(filled(reader.as_mut())?).err();
            Ok((reader, refusal))
        });
        match checked {
            Ok((reader, None)) => Ok(Source { origin, reader }),
            Ok((_, Some(reason))) => Err(Error::new(origin, reason)),
            Err(error) => Err(Error::new(origin, error)),
        }
    }

    /// Where it comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Whether its name says that it holds JSON lines.
    pub fn is_named_as_lines(&self) -> bool {
        let named = |path| sniff::by_name(path) == Form::JsonLines;
        self.origin.path().is_some_and(named)
    }

    /// Whether it begins with a line of JSON that holds a text, even a broken one. Reads up to the end of that line.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn begins_with_line(&mut self) -> Result<bool, Error> {
        let failed = |error| Error::new(self.origin.clone(), error);
        let start = filled(self.reader.as_mut()).map_err(failed)?;
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
        if start.trim_ascii_start().first() != Some(&b'{') {
            return Ok(false);
        }
        let mut first = Vec::new();
        (&mut self.reader)
            .take(crate::LARGEST)
            .read_until(b'\n', &mut first)
            .map_err(failed)?;
        let names = |field: &[u8]| first.windows(field.len()).any(|window| window == field);
        let is_line = match Carried::read(&first) {
            Ok(_) => true,
            Err(Reason::Json(_)) => names(b"\"text\"") || names(b"\"base64\""),
            Err(Reason::NoObject | Reason::NoText) => false,
            Err(_) => is_json_object(&first),
        };
        let rest = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(Cursor::new(first).chain(rest));
        Ok(is_line)
    }

    /// Whether it holds nothing at all. Waits for its first byte.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_empty(&mut self) -> Result<bool, Error> {
        match filled(self.reader.as_mut()) {
            Ok(start) => Ok(start.is_empty()),
            Err(error) => Err(Error::new(self.origin.clone(), error)),
        }
    }

    /// Its bytes as they come.
    pub fn into_reader(self) -> Box<dyn BufRead + Send> {
        self.reader
    }

    /// All its bytes.
    ///
    /// # Errors
    /// When it cannot be read to its end.
    pub fn into_bytes(mut self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        match self.reader.read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(Error::new(self.origin, error)),
        }
    }

    /// Its lines, many at a time.
    pub fn into_blocks(self) -> Blocks {
        Blocks {
            source: self,
            begun: Vec::new(),
            line: 1,
            over: false,
        }
    }
}

fn buffered(reader: impl io::Read + Send + 'static) -> Box<dyn BufRead + Send> {
    Box::new(BufReader::with_capacity(BLOCK, reader))
}

/// What is there to be read; nothing at the end.
fn filled(reader: &mut dyn BufRead) -> io::Result<&[u8]> {
    // A signal is no reason to stop. (Asking again borrows again, hence the empty question first.)
    while let Err(error) = reader.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    reader.fill_buf()
}

/// The lines of a source in blocks of whole lines. A block holds what one reading of the source gave, so that who writes
/// lines into a pipe and waits for each answer gets it.
pub struct Blocks {
    source: Source,
    /// The start of a line whose end has not come yet.
    begun: Vec<u8>,
    line: usize,
    over: bool,
}

impl Iterator for Blocks {
    type Item = Result<Block, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = std::mem::take(&mut self.begun);
        while !self.over {
            let read = match filled(self.source.reader.as_mut()) {
                Ok(read) => read,
                Err(error) => {
                    self.over = true;
                    return Some(Err(Error::new(self.source.origin.clone(), error)));
                }
            };
            let length = read.len();
            self.over = length == 0;
            let end = read.iter().rposition(|&byte| byte == b'\n');
            let (whole, begun) = read.split_at(end.map_or(length, |end| end + 1));
            bytes.extend_from_slice(whole);
            self.begun.extend_from_slice(begun);
            self.source.reader.consume(length);
            if end.is_some() {
                break;
            }
            if bytes.len() as u64 > crate::LARGEST {
                self.over = true;
                let origin = self.source.origin.at_line(self.line);
                return Some(Err(Error::new(origin, Reason::TooLarge)));
            }
        }
        if bytes.is_empty() {
            return None;
        }
        let block = Block {
            origin: self.source.origin.clone(),
            line: self.line,
            bytes,
        };
        self.line += block.bytes.iter().filter(|&&byte| byte == b'\n').count();
        Some(Ok(block))
    }
}

/// Some lines of a source.
#[derive(Debug)]
pub struct Block {
    origin: Origin,
    /// The number of its first line, from 1.
    line: usize,
    bytes: Vec<u8>,
}

impl Block {
    /// Its size in bytes.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// What each line holds, with its number. Empty lines are left out.
    pub fn lines(&self) -> impl Iterator<Item = (usize, Result<Carried<'_>, Error>)> {
        let lines = self.bytes.split(|&byte| byte == b'\n').zip(self.line..);
        lines
            .filter(|(line, _)| !line.trim_ascii().is_empty())
            .map(|(line, number)| {
                let read = Carried::read(line);
                let read = read.map_err(|reason| Error::new(self.origin.at_line(number), reason));
                (number, read)
            })
    }

    /// The source that they come from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }
}

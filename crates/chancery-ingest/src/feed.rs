//! Feeds: each entry of an RSS or Atom file that holds its full content is an item.
//!
//! RSS 2.0 and 1.0 with `content:encoded` (<https://www.rssboard.org/rss-specification>,
//! <https://web.resource.org/rss/1.0/modules/content/>) and Atom with `content` (RFC 4287). What stands in `description`
//! or `summary` is a teaser as often as not, and no release.

mod entry;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::{Error, Origin, Reason};
use crate::item::{Item, Payload};
pub(crate) use entry::Entry;
use entry::{Draft, Field};

/// Whether an XML file is a feed, by the first element in it. What cannot be opened is told when it is read.
pub(crate) fn is_feed(path: &Path) -> bool {
    let Ok(file) = File::open(path) else {
        return false;
    };
    let mut reader = Reader::from_reader(BufReader::new(file.take(1 << 16)));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => {
                return matches!(start.local_name().as_ref(), b"rss" | b"feed" | b"RDF");
            }
            Ok(Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)) => {}
            Ok(Event::Text(text)) if text.trim_ascii().is_empty() => {}
            _ => return false,
        }
    }
}

/// A reader that gives no more than so many bytes until it is allowed more.
struct Bounded {
    reader: BufReader<File>,
    left: u64,
    position: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let read = available.len().min(buffer.len());
        buffer[..read].copy_from_slice(&available[..read]);
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Bounded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount as u64);
        self.position += amount as u64;
        self.reader.consume(amount);
    }
}

/// The entries of one feed.
pub(crate) struct Entries {
    origin: Origin,
    reader: Reader<Bounded>,
    /// The charset that the file declares.
    charset: Option<String>,
    number: usize,
    told: u64,
    over: bool,
}

impl Entries {
    pub(crate) fn open(origin: Origin, path: &Path) -> Result<Self, Error> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return Err(Error::new(origin, error)),
        };
        let mut reader = Reader::from_reader(Bounded {
            reader: BufReader::with_capacity(1 << 16, file),
            left: crate::LARGEST,
            position: 0,
        });
        reader.config_mut().allow_dangling_amp = true;
        Ok(Entries {
            origin,
            reader,
            charset: None,
            number: 0,
            told: 0,
            over: false,
        })
    }

    /// The next entry; `None` at the end.
    fn entry(&mut self) -> Result<Option<Draft>, Reason> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            self.reader.get_mut().left = crate::LARGEST;
            match self.reader.read_event_into(&mut buffer)? {
                Event::Decl(declaration) => {
                    self.charset = declaration
                        .encoding()
                        .and_then(Result::ok)
                        .map(|name| String::from_utf8_lossy(&name).into_owned());
                }
                Event::Start(start) if is_entry(&start) => {
                    self.number += 1;
                    return self.fields().map(Some);
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// What stands in an entry, up to its end.
    fn fields(&mut self) -> Result<Draft, Reason> {
        let mut draft = Draft::default();
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self.reader.read_event_into(&mut buffer)? {
                Event::Start(start) => {
                    let field = Field::of(&start, self.reader.decoder());
                    let name = start.name().as_ref().to_vec();
                    let bytes = self.contents(&name, field.is_markup())?;
                    draft.set(field, bytes, self.reader.decoder());
                }
                Event::Empty(start) => {
                    let field = Field::of(&start, self.reader.decoder());
                    draft.set(field, Vec::new(), self.reader.decoder());
                }
                Event::End(_) => return Ok(draft),
                Event::Eof => return Err(Reason::FeedCut),
                _ => {}
            }
        }
    }

    /// What stands in an element, in the file's own bytes: its characters with references resolved or, for markup, all as
    /// it is written.
    fn contents(&mut self, name: &[u8], is_markup: bool) -> Result<Vec<u8>, Reason> {
        let declared = self.charset.as_deref();
        let is_utf8 = declared.is_none_or(|charset| charset.eq_ignore_ascii_case("utf-8"));
        let mut contents = Vec::new();
        let mut open = vec![name.to_vec()];
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self.reader.read_event_into(&mut buffer)? {
                Event::Text(text) => contents.extend_from_slice(&text),
                Event::CData(text) => contents.extend_from_slice(&text),
                Event::GeneralRef(name) if is_markup => wrap(&mut contents, b"&", &name, b";"),
                Event::GeneralRef(name) => entry::resolve(&mut contents, &name, is_utf8),
                Event::Start(start) => {
                    open.push(start.name().as_ref().to_vec());
                    if is_markup {
                        wrap(&mut contents, b"<", &start, b">");
                    }
                }
                Event::Empty(start) if is_markup => wrap(&mut contents, b"<", &start, b"/>"),
                Event::End(end) => {
                    open.pop();
                    if open.is_empty() {
                        return Ok(contents);
                    }
                    if is_markup {
                        wrap(&mut contents, b"</", &end, b">");
                    }
                }
                Event::Eof => return Err(Reason::FeedCut),
                _ => {}
            }
        }
    }
}

impl Iterator for Entries {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let outcome = self.entry();
        let origin = match self.number {
            0 => self.origin.clone(),
            number => self.origin.at_part(number),
        };
        let reason = match outcome {
            Ok(Some(draft)) => {
                let position = self.reader.get_ref().position;
                let extent = position - std::mem::replace(&mut self.told, position);
                match draft.finish(self.charset.clone(), extent) {
                    Some(entry) => {
                        let payload = Payload::Entry(Box::new(entry));
                        return Some(Ok(Item { origin, payload }));
                    }
                    None => Reason::NoContent,
                }
            }
            Ok(None) => {
                self.over = true;
                if self.number > 0 {
                    return None;
                }
                Reason::NoEntry
            }
            Err(reason) => {
                self.over = true;
                reason
            }
        };
        Some(Err(Error::new(origin, reason)))
    }
}

impl From<quick_xml::Error> for Reason {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                Reason::TooLarge
            }
            quick_xml::Error::Io(error) => Reason::Unreadable(io::Error::from(error.kind())),
            error => Reason::Xml(error.to_string()),
        }
    }
}

fn is_entry(start: &BytesStart<'_>) -> bool {
    matches!(start.local_name().as_ref(), b"item" | b"entry")
}

fn wrap(contents: &mut Vec<u8>, before: &[u8], between: &[u8], behind: &[u8]) {
    for part in [before, between, behind] {
        contents.extend_from_slice(part);
    }
}

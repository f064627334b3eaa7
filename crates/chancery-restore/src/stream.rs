//! Restoration of what is too large to hold, block by block.

mod cut;

use crate::decode::{self, Decoded};
use crate::{Options, Restored};
use encoding_rs::{Encoding, UTF_8};

/// Bytes of a block: evidence enough to judge damage, few enough to hold.
const BLOCK: usize = 1 << 20;

/// A block that has no line feed grows up to so many times its size.
const LONGEST: usize = 4;

/// Restores bytes as they arrive, in memory that their number does not change.
///
/// ```
/// use chancery_restore::{Options, Stream};
///
/// let mut stream = Stream::new(Options::default());
/// let mut text = String::new();
/// for bytes in ["The minister鈥".as_bytes(), "檚 visit".as_bytes()] {
///     for piece in stream.push(bytes) {
///         text += &piece.text;
///     }
/// }
/// for piece in stream.finish() {
///     text += &piece.text;
/// }
/// assert_eq!(text, "The minister’s visit");
/// ```
///
/// The bytes are cut into blocks of up to 1 MiB behind the last line feed, and each is restored by itself. Where a line
/// is longer than that, the block grows up to 4 MiB and is then cut behind a CR, else behind a space, else between two
/// characters.
///
/// # What holds
///
/// - [`Restored::undo`] of the pieces, one behind the other, gives the bytes that were pushed.
/// - The pieces depend on the bytes alone, not on how they were divided among the calls of [`push`](Self::push).
/// - What is smaller than a block gives the one piece that [`restore`](crate::restore) gives.
/// - No more is held than 4 MiB and what was pushed last, beside what it takes to restore one block.
/// - Spans count from the beginning of their piece.
///
/// # What differs from restoring the whole
///
/// - Evidence is gathered within a block: which channel damaged a text, its house style, which word was replaced. A
///   block that has less of it may be left more damaged than within the whole.
/// - The encoding is that of the first block that is not ASCII alone, even where a later one has no meaning in it. A mark
///   counts at the very beginning only.
/// - ISO-2022-JP is cut where its last escape went back to ASCII. If 4 MiB have no such place, what follows the cut is
///   misread up to the next escape; a text that ends its lines in ASCII, as RFC 1468 demands, is always cut well.
#[derive(Debug)]
pub struct Stream {
    options: Options,
    /// The size of a block.
    block: usize,
    /// What is not given back yet, behind `done` bytes that are.
    held: Vec<u8>,
    done: usize,
    /// How many bytes have to be held before a cut is looked for again.
    wanted: usize,
    reading: Reading,
}

/// What is known of the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// Nothing has been cut yet.
    Start,
    /// All was ASCII so far; for finding the next cut this encoding is assumed.
    Open(&'static Encoding),
    /// This is the encoding.
    Settled(&'static Encoding),
}

impl Stream {
    /// A stream that has got nothing yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self::with_block(options, BLOCK)
    }

    /// The same with blocks of another size, for tests.
    #[doc(hidden)]
    #[must_use]
    pub fn with_block(options: Options, size: usize) -> Self {
        // A block must have room for any character and any escape.
        let block = size.max(16);
        Stream {
            options,
            block,
            held: Vec::new(),
            done: 0,
            wanted: block,
            reading: Reading::Start,
        }
    }

    /// Takes more bytes and gives the pieces that are complete with them. A piece that is not asked for is given later.
    pub fn push(&mut self, bytes: &[u8]) -> impl Iterator<Item = Restored<'static>> + '_ {
        self.held.drain(..self.done);
        self.done = 0;
        self.held.extend_from_slice(bytes);
        std::iter::from_fn(|| self.piece())
    }

    /// Gives the pieces that are left: the last one, and those that were not asked for.
    pub fn finish(mut self) -> impl Iterator<Item = Restored<'static>> {
        std::iter::from_fn(move || self.piece().or_else(|| self.rest()))
    }

    /// The next piece, if enough is held to know where it ends.
    fn piece(&mut self) -> Option<Restored<'static>> {
        loop {
            let block = self.held.get(self.done..self.done + self.wanted)?;
            if self.reading == Reading::Start {
                self.reading = start(block, &self.options);
            }
            let (Reading::Open(assumed) | Reading::Settled(assumed)) = self.reading else {
                return None;
            };
            let end = match cut::behind_line(block, assumed) {
                Some(end) => end,
                None if self.wanted < self.block * LONGEST => {
                    self.wanted *= 2;
                    continue;
                }
                None => cut::behind_character(block, assumed),
            };
            let bytes = &block[..end];
            let (decoded, reading) = read(bytes, self.reading, &self.options);
            self.reading = reading;
            self.wanted = self.block;
            if let Some(decoded) = decoded {
                let restored = crate::repair(decoded, &self.options).into_owned();
                self.done += end;
                return Some(restored);
            }
        }
    }

    /// What is held at the end.
    fn rest(&mut self) -> Option<Restored<'static>> {
        let bytes = &self.held[self.done..];
        if bytes.is_empty() {
            return None;
        }
        let declared = self.options.declared.as_deref();
        let decoded = match self.reading {
            Reading::Start => decode::decode(bytes, declared),
            Reading::Open(_) => decode::decode_unmarked(bytes, decode::labelled(declared)),
            Reading::Settled(encoding) => decode::decode_as(bytes, encoding),
        };
        let restored = crate::repair(decoded, &self.options).into_owned();
        self.done = self.held.len();
        Some(restored)
    }
}

/// What the beginning of the bytes tells of their encoding.
fn start(block: &[u8], options: &Options) -> Reading {
    if let Some(encoding) = decode::marked(block) {
        return Reading::Settled(encoding);
    }
    // Where line feeds stand is the same in all encodings that look like ASCII, and those are believed first.
    let is_utf8 =
        std::str::from_utf8(block).map_or_else(|error| error.error_len().is_none(), |_| true);
    let declared = decode::labelled(options.declared.as_deref());
    let other = declared.filter(|encoding| !is_utf8 && !encoding.is_ascii_compatible());
    Reading::Open(other.unwrap_or(UTF_8))
}

/// Decodes a piece, and tells what is known of the encoding then. No text means that the piece was cut for another
/// encoding than it has.
fn read<'a>(
    bytes: &'a [u8],
    reading: Reading,
    options: &Options,
) -> (Option<Decoded<'a>>, Reading) {
    let assumed = match reading {
        Reading::Settled(encoding) => return (Some(decode::decode_as(bytes, encoding)), reading),
        Reading::Open(assumed) => assumed,
        Reading::Start => UTF_8,
    };
    let declared = decode::labelled(options.declared.as_deref());
    let decoded = decode::decode_unmarked(bytes, declared);
    let found = decoded.encoding;
    if found != assumed && !assumed.is_ascii_compatible() {
        return (None, Reading::Open(UTF_8));
    }
    if found != assumed && !found.is_ascii_compatible() {
        return (None, Reading::Settled(found));
    }
    let is_open = found.is_ascii_compatible() && bytes.is_ascii();
    let reading = if is_open {
        reading
    } else {
        Reading::Settled(found)
    };
    (Some(decoded), reading)
}

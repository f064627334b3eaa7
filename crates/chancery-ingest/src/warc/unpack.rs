//! A file of gzip members or zstd frames, or of neither, as a stream that can go on behind damage.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek as _, SeekFrom};
use std::mem;
use std::path::Path;

use flate2::bufread::GzDecoder;
use zstd::stream::read::Decoder;

/// Bytes that are asked of the file at once.
const CHUNK: usize = 1 << 16;

/// The largest dictionary that is taken from a file, in bytes. They are some hundred kilobytes in practice.
const LARGEST_DICTIONARY: u64 = 64 << 20;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codec {
    Plain,
    Gzip,
    Zstd,
}

impl Codec {
    /// The bytes that every member begins with.
    fn magic(self) -> &'static [u8] {
        match self {
            Codec::Plain => b"",
            Codec::Gzip => b"\x1F\x8B\x08",
            Codec::Zstd => b"\x28\xB5\x2F\xFD",
        }
    }
}

/// A file that knows where it stands.
struct Raw {
    reader: BufReader<File>,
    position: u64,
}

impl Raw {
    fn seek(&mut self, position: u64) -> io::Result<()> {
        self.reader.seek(SeekFrom::Start(position))?;
        self.position = position;
        Ok(())
    }

    /// The next bytes, without going on; fewer than `length` at the end of the file.
    fn peek(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let ahead = self.reader.fill_buf()?;
        if let Some(bytes) = ahead.get(..length) {
            return Ok(bytes.to_vec());
        }
        let position = self.position;
        let mut bytes = Vec::new();
        self.by_ref().take(length as u64).read_to_end(&mut bytes)?;
        self.seek(position)?;
        Ok(bytes)
    }
}

impl Read for Raw {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.position += read as u64;
        Ok(read)
    }
}

impl BufRead for Raw {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.position += amount as u64;
        self.reader.consume(amount);
    }
}

/// Where in the file the stream is.
enum Stage {
    /// Before a member.
    Between(Raw),
    Plain(Raw),
    Gzip(Box<BufReader<GzDecoder<Raw>>>),
    Zstd(BufReader<Decoder<'static, Raw>>),
    /// Only while it changes from one to another, and after that failed.
    Nowhere,
}

/// The contents of a file, one member after another. Reading gives nothing at the end of each of them.
pub(crate) struct Unpack {
    stage: Stage,
    codec: Codec,
    dictionary: Vec<u8>,
    /// Where the current member begins.
    start: u64,
    length: u64,
}

impl Unpack {
    /// Opens a file. Its first bytes tell how it is compressed, whatever its name says.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let reader = BufReader::with_capacity(CHUNK, file);
        let mut raw = Raw {
            reader,
            position: 0,
        };
        let head = raw.peek(4)?;
        let codec = if head.starts_with(b"\x1F\x8B") {
            Codec::Gzip
        } else if head.starts_with(Codec::Zstd.magic()) || is_skippable(&head) {
            Codec::Zstd
        } else {
            Codec::Plain
        };
        let mut unpack = Unpack {
            stage: Stage::Nowhere,
            codec,
            dictionary: Vec::new(),
            start: 0,
            length,
        };
        if codec == Codec::Zstd {
            unpack.dictionary = dictionary(&mut raw)?;
        }
        unpack.stage = Stage::Between(raw);
        Ok(unpack)
    }

    /// Whether the stream is the file itself, so that places in one are places in the other.
    pub(crate) fn is_plain(&self) -> bool {
        self.codec == Codec::Plain
    }

    /// The size of the file in bytes.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// How far the file has been read.
    pub(crate) fn position(&self) -> u64 {
        match &self.stage {
            Stage::Between(raw) | Stage::Plain(raw) => raw.position,
            Stage::Gzip(reader) => reader.get_ref().get_ref().position,
            Stage::Zstd(reader) => reader.get_ref().get_ref().position,
            Stage::Nowhere => self.length,
        }
    }

    /// Goes on to the next member; `false` at the end of the file. What is left of the current one must have been read.
    ///
    /// # Errors
    /// When something else begins here.
    pub(crate) fn next_member(&mut self) -> io::Result<bool> {
        let mut raw = match self.take() {
            // All of a file that is not compressed is one member.
            Some(raw) if self.is_plain() && raw.position > 0 => {
                self.stage = Stage::Between(raw);
                return Ok(false);
            }
            Some(raw) => raw,
            None => return Ok(false),
        };
        if self.codec == Codec::Zstd {
            skip_frames(&mut raw)?;
        }
        self.start = raw.position;
        let head = raw.peek(self.codec.magic().len().max(1))?;
        if head.is_empty() {
            self.stage = Stage::Between(raw);
            return Ok(false);
        }
        if !head.starts_with(self.codec.magic()) {
            self.stage = Stage::Between(raw);
            let what = "something else stands between its members";
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        self.stage = self.begin(raw)?;
        Ok(true)
    }

    /// Moves to the next place behind the beginning of the current member where a readable one begins; `false` if there
    /// is none. A decoder often notices damage only in the members behind it, so these have to be looked at once more.
    ///
    /// # Errors
    /// When the file itself cannot be read.
    pub(crate) fn recover(&mut self) -> io::Result<bool> {
        let Some(mut raw) = self.take() else {
            return Ok(false);
        };
        let mut from = self.start + 1;
        while let Some(found) = find(&mut raw, from, self.codec.magic())? {
            raw.seek(found)?;
            self.stage = self.begin(raw)?;
            let mut head = [0; 5];
            let is_record = self.read_exact(&mut head).is_ok() && &head == b"WARC/";
            let Some(taken) = self.take() else {
                return Ok(false);
            };
            raw = taken;
            if is_record {
                raw.seek(found)?;
                self.stage = Stage::Between(raw);
                return Ok(true);
            }
            from = found + 1;
        }
        Ok(false)
    }

    /// Goes back to a place of a file that is not compressed.
    pub(crate) fn seek(&mut self, position: u64) -> io::Result<()> {
        match &mut self.stage {
            Stage::Plain(raw) => raw.seek(position),
            _ => Ok(()),
        }
    }

    fn begin(&self, raw: Raw) -> io::Result<Stage> {
        Ok(match self.codec {
            Codec::Plain => Stage::Plain(raw),
            Codec::Gzip => {
                let reader = BufReader::with_capacity(CHUNK, GzDecoder::new(raw));
                Stage::Gzip(Box::new(reader))
            }
            Codec::Zstd => {
                let decoder = Decoder::with_dictionary(raw, &self.dictionary)?.single_frame();
                Stage::Zstd(BufReader::with_capacity(CHUNK, decoder))
            }
        })
    }

    fn take(&mut self) -> Option<Raw> {
        match mem::replace(&mut self.stage, Stage::Nowhere) {
            Stage::Between(raw) | Stage::Plain(raw) => Some(raw),
            Stage::Gzip(reader) => Some(reader.into_inner().into_inner()),
            Stage::Zstd(reader) => Some(reader.into_inner().finish()),
            Stage::Nowhere => None,
        }
    }
}

impl Read for Unpack {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.stage {
            Stage::Plain(raw) => raw.read(buffer),
            Stage::Gzip(reader) => reader.read(buffer),
            Stage::Zstd(reader) => reader.read(buffer),
            Stage::Between(_) | Stage::Nowhere => Ok(0),
        }
    }
}

impl BufRead for Unpack {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match &mut self.stage {
            Stage::Plain(raw) => raw.fill_buf(),
            Stage::Gzip(reader) => reader.fill_buf(),
            Stage::Zstd(reader) => reader.fill_buf(),
            Stage::Between(_) | Stage::Nowhere => Ok(&[]),
        }
    }

    fn consume(&mut self, amount: usize) {
        match &mut self.stage {
            Stage::Plain(raw) => raw.consume(amount),
            Stage::Gzip(reader) => reader.consume(amount),
            Stage::Zstd(reader) => reader.consume(amount),
            Stage::Between(_) | Stage::Nowhere => {}
        }
    }
}

/// Where `magic` is next met, from a place on.
fn find(raw: &mut Raw, mut from: u64, magic: &[u8]) -> io::Result<Option<u64>> {
    if magic.is_empty() {
        return Ok(None);
    }
    raw.seek(from)?;
    let mut window = Vec::new();
    loop {
        let read = raw.by_ref().take(CHUNK as u64).read_to_end(&mut window)?;
        if let Some(at) = window.windows(magic.len()).position(|at| at == magic) {
            return Ok(Some(from + at as u64));
        }
        if read == 0 {
            return Ok(None);
        }
        // What could be the beginning of it stays.
        let passed = (window.len() + 1).saturating_sub(magic.len());
        window.drain(..passed);
        from += passed as u64;
    }
}

fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}

/// The length of the skippable frame that begins here, if one does. Its header is read, its contents are not.
fn skippable(raw: &mut Raw) -> io::Result<Option<u64>> {
    if !is_skippable(&raw.peek(4)?) {
        return Ok(None);
    }
    let mut header = [0; 8];
    raw.read_exact(&mut header)?;
    let [.., a, b, c, d] = header;
    Ok(Some(u64::from(u32::from_le_bytes([a, b, c, d]))))
}

fn skip_frames(raw: &mut Raw) -> io::Result<()> {
    while let Some(length) = skippable(raw)? {
        raw.seek(raw.position + length)?;
    }
    Ok(())
}

/// The dictionary of all frames, which stands, itself compressed or not, in a skippable frame at the beginning
/// (<https://iipc.github.io/warc-specifications/specifications/warc-zstd/>).
fn dictionary(raw: &mut Raw) -> io::Result<Vec<u8>> {
    if raw.peek(4)? != b"\x5D\x2A\x4D\x18" {
        return Ok(Vec::new());
    }
    let length = skippable(raw)?.unwrap_or(0);
    let mut bytes = Vec::new();
    raw.by_ref()
        .take(length.min(LARGEST_DICTIONARY))
        .read_to_end(&mut bytes)?;
    if !bytes.starts_with(Codec::Zstd.magic()) {
        return Ok(bytes);
    }
    let mut dictionary = Vec::new();
    Decoder::with_buffer(bytes.as_slice())?
        .take(LARGEST_DICTIONARY)
        .read_to_end(&mut dictionary)?;
    Ok(dictionary)
}

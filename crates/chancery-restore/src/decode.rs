//! From bytes to text and back: byte-order mark, declared charset, detection.

use crate::span::RawSpan;
use chardetng::EncodingDetector;
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
    WINDOWS_1252,
};
use std::borrow::Cow;

/// Bytes of the input that have no meaning in its encoding. The decoded input has one U+FFFD for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecoded {
    /// Where the U+FFFD stands in the decoded input.
    pub raw_span: RawSpan,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// How to get from the decoded input back to the bytes.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The decoded input is the input.
    Same,
    /// Encoding the stretches between the undecoded bytes gives the input (checked when it was decoded).
    Encoded(&'static Encoding),
    /// Several byte sequences mean the same character, so the bytes themselves are kept.
    Kept(Vec<u8>),
}

/// The input as text.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub raw: Cow<'a, str>,
    pub encoding: &'static Encoding,
    pub source: Source,
    pub undecoded: Vec<Undecoded>,
}

/// Decodes `bytes`, preferring in this order: a byte-order mark, UTF-16 without a mark, UTF-8 that is valid, the declared
/// charset if the bytes are valid in it, UTF-8 with a few stray bytes, detection.
pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    match marked(bytes) {
        Some(encoding) => decode_as(bytes, encoding),
        None => decode_unmarked(bytes, labelled(declared)),
    }
}

/// The encoding that a declared charset names.
pub(crate) fn labelled(declared: Option<&str>) -> Option<&'static Encoding> {
    declared.and_then(|label| Encoding::for_label_no_replacement(label.trim().as_bytes()))
}

/// The encoding that the beginning of a text shows.
pub(crate) fn marked(bytes: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| utf16_without_mark(bytes))
}

/// Decodes bytes of which the beginning does not show the encoding, or which are not the beginning.
pub(crate) fn decode_unmarked<'a>(
    bytes: &'a [u8],
    declared: Option<&'static Encoding>,
) -> Decoded<'a> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        match declared {
            Some(encoding) if prefers_declared(text, bytes, encoding) => {
                return decode_as(bytes, encoding);
            }
            _ => return same(text),
        }
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        let decoded = decode_as(bytes, encoding);
        if decoded.undecoded.is_empty() {
            return decoded;
        }
    }
    if mostly_utf8(bytes) {
        return decode_as(bytes, UTF_8);
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    let decoded = decode_as(bytes, detector.guess(None, false));
    if decoded.undecoded.is_empty() {
        decoded
    } else {
        decode_as(bytes, WINDOWS_1252)
    }
}

fn same(text: &str) -> Decoded<'_> {
    Decoded {
        raw: Cow::Borrowed(text),
        encoding: UTF_8,
        source: Source::Same,
        undecoded: Vec::new(),
    }
}

/// Whether bytes that are valid UTF-8 are nevertheless what was declared: an escape-driven or 16-bit encoding, or a
/// two-byte encoding of East Asia and so little text that it is valid UTF-8 by chance (`茅台` in GBK is).
fn prefers_declared(text: &str, bytes: &[u8], encoding: &'static Encoding) -> bool {
    if encoding == UTF_16BE || encoding == UTF_16LE {
        return bytes.contains(&0);
    }
    if !encoding.is_ascii_compatible() {
        return bytes.contains(&0x1b);
    }
    if ![GBK, GB18030, BIG5, EUC_KR, EUC_JP, SHIFT_JIS].contains(&encoding) {
        return false;
    }
    let mut others = text.chars().filter(|c| !c.is_ascii());
    let few = others.by_ref().take(6).all(|c| c.len_utf8() == 2) && others.next().is_none();
    few && !text.is_ascii() && !encoding.decode_without_bom_handling(bytes).1
}

/// UTF-16 that has lost its mark: ASCII letters alternate with zero bytes.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 8 || memchr::memchr(0, sample).is_none() {
        return None;
    }
    let pairs = sample.len() / 2;
    let zeros = |at: usize| {
        sample
            .iter()
            .skip(at)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 7 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether well-formed sequences of several bytes outnumber what is malformed.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// Decodes with one encoding, noting what it has no meaning for.
pub(crate) fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return same(text);
    }
    let (raw, undecoded) = if encoding == UTF_16LE || encoding == UTF_16BE {
        decode_utf16(bytes, encoding == UTF_16BE)
    } else if encoding == UTF_8 {
        decode_utf8(bytes)
    } else {
        decode_legacy(bytes, encoding)
    };
    let source = Source::Encoded(encoding);
    let source = if encode(&raw, &source, &undecoded) == bytes {
        source
    } else {
        Source::Kept(bytes.to_vec())
    };
    Decoded {
        raw: Cow::Owned(raw),
        encoding,
        source,
        undecoded,
    }
}

fn decode_utf8(bytes: &[u8]) -> (String, Vec<Undecoded>) {
    let mut raw = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut undecoded = Vec::new();
    for chunk in bytes.utf8_chunks() {
        raw.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            lose(&mut raw, &mut undecoded, chunk.invalid().to_vec());
        }
    }
    (raw, undecoded)
}

fn decode_utf16(bytes: &[u8], big_endian: bool) -> (String, Vec<Undecoded>) {
    let to_unit = |pair: [u8; 2]| {
        if big_endian {
            u16::from_be_bytes(pair)
        } else {
            u16::from_le_bytes(pair)
        }
    };
    let to_bytes = |unit: u16| {
        if big_endian {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    let mut raw = String::with_capacity(bytes.len());
    let mut undecoded = Vec::new();
    let pairs = bytes.chunks_exact(2);
    let rest = pairs.remainder();
    for unit in char::decode_utf16(pairs.map(|pair| to_unit([pair[0], pair[1]]))) {
        match unit {
            Ok(c) => raw.push(c),
            Err(error) => lose(
                &mut raw,
                &mut undecoded,
                to_bytes(error.unpaired_surrogate()).to_vec(),
            ),
        }
    }
    if !rest.is_empty() {
        lose(&mut raw, &mut undecoded, rest.to_vec());
    }
    (raw, undecoded)
}

fn decode_legacy(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<Undecoded>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut raw = String::with_capacity(bytes.len() * 3 / 2 + 16);
    let mut undecoded = Vec::new();
    let mut at = 0;
    loop {
        let (result, read) =
            decoder.decode_to_string_without_replacement(&bytes[at..], &mut raw, true);
        at += read;
        match result {
            encoding_rs::DecoderResult::InputEmpty => break,
            encoding_rs::DecoderResult::OutputFull => raw.reserve((bytes.len() - at) * 3 + 16),
            encoding_rs::DecoderResult::Malformed(length, consumed) => {
                let end = at.saturating_sub(usize::from(consumed));
                let start = end.saturating_sub(usize::from(length));
                lose(&mut raw, &mut undecoded, bytes[start..end].to_vec());
            }
        }
    }
    (raw, undecoded)
}

fn lose(raw: &mut String, undecoded: &mut Vec<Undecoded>, bytes: Vec<u8>) {
    let start = raw.len();
    raw.push(char::REPLACEMENT_CHARACTER);
    undecoded.push(Undecoded {
        raw_span: RawSpan::new(start, raw.len()),
        bytes,
    });
}

/// The bytes that `raw` came from.
pub(crate) fn encode(raw: &str, source: &Source, undecoded: &[Undecoded]) -> Vec<u8> {
    let encoding = match source {
        Source::Same => return raw.as_bytes().to_vec(),
        Source::Kept(bytes) => return bytes.clone(),
        Source::Encoded(encoding) => encoding,
    };
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    for lost in undecoded {
        encode_stretch(&raw[at..lost.raw_span.start], encoding, &mut out);
        out.extend_from_slice(&lost.bytes);
        at = lost.raw_span.end;
    }
    encode_stretch(&raw[at..], encoding, &mut out);
    out
}

fn encode_stretch(text: &str, encoding: &'static Encoding, out: &mut Vec<u8>) {
    if encoding == UTF_16LE {
        out.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    } else if encoding == UTF_16BE {
        out.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    } else {
        out.extend_from_slice(&encoding.encode(text).0);
    }
}

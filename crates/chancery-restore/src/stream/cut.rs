//! Where bytes of a text can be cut so that both parts decode as the whole does.
//!
//! A byte below 0x30 is a character of its own in all encodings but two kinds, for none of them uses it within another
//! character: cutting behind a line feed is safe. In UTF-16 the two bytes must stand where a character begins. In
//! ISO-2022-JP the last escape before must be the one back to ASCII, which is what every part begins with.

use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_16BE, UTF_16LE};
use memchr::{memrchr, memrchr_iter};

const ESCAPE: u8 = 0x1b;
/// Back to ASCII, in ISO-2022-JP.
const TO_ASCII: &[u8] = b"\x1b(B";

/// Behind the last line feed of `block`.
pub(super) fn behind_line(block: &[u8], encoding: &'static Encoding) -> Option<usize> {
    behind_last(block, b'\n', encoding)
}

/// A cut for a block that has none behind a line feed: behind the last CR or space if there is one, else between two
/// characters. A CR at the very end is not parted from the LF that may follow. In ISO-2022-JP without a way back to ASCII
/// what follows the cut is misread up to the next escape.
pub(super) fn behind_character(block: &[u8], encoding: &'static Encoding) -> usize {
    let width = width(encoding);
    let last = block.len() - block.len() % width - width;
    behind_last(&block[..last], b'\r', encoding)
        .or_else(|| behind_last(block, b' ', encoding))
        .or_else(|| behind_escape(block, encoding))
        .unwrap_or_else(|| {
            let end = block.len() - unfinished(block, encoding);
            let unit = &block[end - width..end];
            let is_return =
                unit.contains(&b'\r') && unit.iter().all(|byte| matches!(byte, 0 | b'\r'));
            if is_return { end - width } else { end }
        })
}

/// Bytes of an ASCII character.
fn width(encoding: &'static Encoding) -> usize {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        2
    } else {
        1
    }
}

/// Behind the last place of a character of ASCII where a cut is safe.
fn behind_last(block: &[u8], wanted: u8, encoding: &'static Encoding) -> Option<usize> {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let before = usize::from(encoding == UTF_16BE);
        return memrchr_iter(wanted, block)
            .filter_map(|at| at.checked_sub(before))
            .find(|at| at % 2 == 0 && block.get(at + 1 - before) == Some(&0))
            .map(|at| at + 2);
    }
    if encoding != ISO_2022_JP {
        return memrchr(wanted, block).map(|at| at + 1);
    }
    let mut end = block.len();
    while let Some(at) = memrchr(wanted, &block[..end]) {
        match memrchr(ESCAPE, &block[..at]) {
            Some(escape) if !block[escape..].starts_with(TO_ASCII) => end = escape,
            _ => return Some(at + 1),
        }
    }
    None
}

/// Behind the last escape back to ASCII of ISO-2022-JP.
fn behind_escape(block: &[u8], encoding: &'static Encoding) -> Option<usize> {
    if encoding != ISO_2022_JP {
        return None;
    }
    memrchr_iter(ESCAPE, block)
        .find(|at| block[*at..].starts_with(TO_ASCII))
        .map(|at| at + TO_ASCII.len())
}

/// How many bytes at the end of `block` are the beginning of a character.
fn unfinished(block: &[u8], encoding: &'static Encoding) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut scratch = [0; 4096];
    let mut at = 0;
    loop {
        let (result, read, _) =
            decoder.decode_to_utf8_without_replacement(&block[at..], &mut scratch, false);
        at += read;
        if result == DecoderResult::InputEmpty {
            break;
        }
    }
    match decoder
        .decode_to_utf8_without_replacement(&[], &mut scratch, true)
        .0
    {
        DecoderResult::Malformed(length, _) => usize::from(length),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{GB18030, SHIFT_JIS, UTF_8};

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn line_feeds_of_utf_16_stand_where_characters_begin() {
        // U+0A41, U+000A, U+010A, U+0A00.
        let text = "\u{a41}\n\u{10a}\u{a00}";
        assert_eq!(
            behind_line(&utf16(text, u16::to_le_bytes), UTF_16LE),
            Some(4)
        );
        assert_eq!(
            behind_line(&utf16(text, u16::to_be_bytes), UTF_16BE),
            Some(4)
        );
        assert_eq!(
            behind_line(&utf16("\u{a0a}\u{a00}", u16::to_be_bytes), UTF_16BE),
            None
        );
    }

    #[test]
    fn no_character_is_cut() {
        let emoji = utf16("ab😀", u16::to_le_bytes);
        assert_eq!(behind_character(&emoji[..6], UTF_16LE), 4);
        assert_eq!(behind_character(&emoji[..7], UTF_16LE), 4);
        assert_eq!(behind_character("ab😀".as_bytes(), UTF_8), 6);
        assert_eq!(behind_character(&"ab😀".as_bytes()[..5], UTF_8), 2);
        for encoding in [GB18030, SHIFT_JIS] {
            let bytes = encoding.encode("日本").0;
            assert_eq!(behind_character(&bytes[..3], encoding), 2);
        }
        let four = GB18030.encode("é😀").0;
        assert_eq!(behind_character(&four[..5], GB18030), 2);
    }

    #[test]
    fn a_line_end_is_not_cut() {
        assert_eq!(behind_character(b"ab\rcd\r", UTF_8), 3);
        assert_eq!(behind_character(b"abcd\r", UTF_8), 4);
        assert_eq!(behind_character(b"ab cd\r", UTF_8), 3);
        assert_eq!(
            behind_character(&utf16("abc\r", u16::to_be_bytes), UTF_16BE),
            6
        );
    }

    #[test]
    fn iso_2022_jp_is_cut_in_ascii() {
        let bytes = b"a\n\x1b$BF|\x1b(B\nb\n\x1b$BF|\nK\\";
        assert_eq!(behind_line(bytes, ISO_2022_JP), Some(13));
        assert_eq!(behind_line(b"\x1b$BF|\nK\\", ISO_2022_JP), None);
        assert_eq!(behind_character(b"\x1b$BF|\x1b(B\x1b$BK\\", ISO_2022_JP), 8);
    }
}

//! Characters that no reader sees, line ends of other systems, and stray bytes of windows-1252.

use crate::decode::Undecoded;
use crate::entity::windows_1252;
use crate::ledger::{Edit, Note};
use crate::repair::{Certainty, Kind};
use std::cell::OnceCell;

/// Whether a character may be one that this module repairs.
pub(crate) fn is_suspicious(c: char) -> bool {
    match c {
        '\t' | '\n' | '\u{c}' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{feff}' => true,
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => true,
        '\u{fff9}'..='\u{fffb}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{e0001}' => true,
        _ => false,
    }
}

/// What is to be done with a suspicious character.
enum Verdict {
    Keep,
    Remove(&'static str),
    Replace(char, Kind, &'static str),
}

/// The edits that remove invisible characters and bring line ends to LF.
pub(crate) fn edits(text: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let script = Script::of(text);
    // Where what was dealt with ends, and what stands there now.
    let mut done = (0, None);
    while let Some((at, c)) = next_suspicious(text, done.0) {
        let behind = at + c.len_utf8();
        let next = text[behind..].chars().next();
        let before = if at == done.0 {
            done.1
        } else {
            text[..at].chars().next_back()
        };
        if c == '\r' {
            let len = if next == Some('\n') { 2 } else { 1 };
            edits.push(line_end(at, len));
            done = (at + len, Some('\n'));
            continue;
        }
        let escape = (c == '\u{1b}').then(|| escape_sequence(&text[at..]));
        if let Some(len) = escape.flatten() {
            let reason = "an escape sequence of a terminal";
            edits.push(edit(at, len, String::new(), Kind::Control, reason));
            done = (at + len, before);
            continue;
        }
        match verdict(c, before, next, &script) {
            Verdict::Keep => done = (behind, Some(c)),
            Verdict::Remove(reason) => {
                edits.push(edit(at, c.len_utf8(), String::new(), Kind::Control, reason));
                done = (behind, before);
            }
            Verdict::Replace(with, kind, reason) => {
                let mut edit = edit(at, c.len_utf8(), with.to_string(), kind, reason);
                if kind == Kind::Mojibake {
                    edit.note.channel = Some("windows-1252 read as iso-8859-1".into());
                }
                edits.push(edit);
                done = (behind, Some(with));
            }
        }
    }
    edits
}

/// Bytes looked at together.
const BLOCK: usize = 32;

/// The next suspicious character from `at` on, and where it stands.
fn next_suspicious(text: &str, mut at: usize) -> Option<(usize, char)> {
    loop {
        at = next_beginning(text.as_bytes(), at)?;
        let c = text[at..].chars().next()?;
        if is_suspicious(c) {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

/// The first byte of the text from `at` on that may begin a suspicious character.
#[multiversion::multiversion(targets("x86_64+avx2", "aarch64+neon"))]
fn next_beginning(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(block) = bytes.get(at..at + BLOCK)
        && !block.iter().fold(false, |any, byte| any | may_begin(*byte))
    {
        at += BLOCK;
    }
    Some(at + bytes.get(at..)?.iter().position(|byte| may_begin(*byte))?)
}

/// Whether a byte is the first of a suspicious character, or of others.
#[inline(always)]
fn may_begin(byte: u8) -> bool {
    (byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != 0xc)
        | (byte == 0x7f)
        | (byte == 0xc2)
        | (byte == 0xe2)
        | (byte == 0xef)
        | (byte == 0xf3)
}

/// What a text is written in, as far as marks without width depend on it; found out when it is asked.
struct Script<'a> {
    text: &'a str,
    right_to_left: OnceCell<bool>,
    no_spaces: OnceCell<bool>,
}

impl<'a> Script<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            right_to_left: OnceCell::new(),
            no_spaces: OnceCell::new(),
        }
    }

    fn has_right_to_left(&self) -> bool {
        let find = || self.text.chars().any(is_right_to_left);
        *self.right_to_left.get_or_init(find)
    }

    fn has_no_spaces(&self) -> bool {
        let find = || self.text.chars().any(has_no_spaces);
        *self.no_spaces.get_or_init(find)
    }
}

fn line_end(at: usize, len: usize) -> Edit {
    let reason = if len == 2 {
        "the line end CR LF"
    } else {
        "the line end CR"
    };
    edit(at, len, "\n".to_owned(), Kind::Layout, reason)
}

fn edit(start: usize, len: usize, after: String, kind: Kind, reason: &'static str) -> Edit {
    let note = Note {
        kind,
        channel: None,
        certainty: Certainty::Exact,
        reason: reason.into(),
    };
    Edit {
        start,
        end: start + len,
        after,
        note,
    }
}

fn verdict(c: char, before: Option<char>, next: Option<char>, script: &Script<'_>) -> Verdict {
    match c {
        '\u{b}' | '\u{2028}' | '\u{2029}' => {
            Verdict::Replace('\n', Kind::Layout, "a line or paragraph separator")
        }
        '\u{80}'..='\u{9f}' => match windows_1252(c) {
            Some(with) => Verdict::Replace(
                with,
                Kind::Mojibake,
                "a control character whose byte has a meaning in windows-1252",
            ),
            None => Verdict::Remove("a control character"),
        },
        '\0'..='\u{7f}' => Verdict::Remove("a control character"),
        '\u{ad}' => Verdict::Remove("a soft hyphen: a place to break the line, no letter"),
        '\u{feff}' if before.is_none() => Verdict::Remove("a byte-order mark"),
        '\u{feff}' => Verdict::Remove("a byte-order mark inside the text"),
        // Joiners shape the words of Persian and India and the emoji; a zero-width space parts the words of Thai or Khmer.
        '\u{200c}' | '\u{200d}' if !(plain(before) && plain(next)) => Verdict::Keep,
        '\u{200b}' if script.has_no_spaces() => Verdict::Keep,
        '\u{2061}'..='\u{2064}' => Verdict::Keep,
        '\u{200b}'..='\u{200d}' | '\u{2060}' => Verdict::Remove("a character without width"),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            if script.has_right_to_left() =>
        {
            Verdict::Keep
        }
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Verdict::Remove("a mark of writing direction in a text that has one direction only")
        }
        _ => Verdict::Remove("not a character of text"),
    }
}

/// Whether joiners have no work next to the character: Latin, Greek, Cyrillic, punctuation, or the end of the text.
fn plain(c: Option<char>) -> bool {
    c.is_none_or(|c| c < '\u{530}' || ('\u{2010}'..='\u{203a}').contains(&c))
}

/// Scripts whose words are not parted by spaces.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{1aaf}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// The length of `ESC [ … letter` at the start of `text`.
fn escape_sequence(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("\u{1b}[")?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ';' || c == '?'))?;
    rest.as_bytes()[end]
        .is_ascii_alphabetic()
        .then_some(2 + end + 1)
}

/// The edits that give stray bytes in UTF-8 the meaning they have in windows-1252.
pub(crate) fn stray(undecoded: &[Undecoded]) -> Vec<Edit> {
    let edits = undecoded.iter().filter_map(|lost| {
        let (said, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&lost.bytes);
        if said.chars().any(char::is_control) {
            return None;
        }
        let note = Note {
            kind: Kind::Charset,
            channel: Some("windows-1252 within utf-8".into()),
            certainty: Certainty::Inferred,
            reason: format!(
                "{} is no UTF-8; in windows-1252 it has a meaning",
                hex(&lost.bytes)
            )
            .into(),
        };
        Some(Edit {
            start: lost.raw_span.start,
            end: lost.raw_span.end,
            after: said.into_owned(),
            note,
        })
    });
    edits.collect()
}

fn hex(bytes: &[u8]) -> String {
    let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    format!(
        "the byte{} {}",
        if bytes.len() == 1 { "" } else { "s" },
        bytes.join(" ")
    )
}

//! HTML character references left in plain text, escaped any number of times.

use crate::ledger::{Edit, Note};
use crate::repair::{Certainty, Kind};
use std::collections::HashMap;
use std::sync::LazyLock;

static NAMES: LazyLock<HashMap<&'static str, char>> = LazyLock::new(|| {
    let rows = include_str!("../data/entities.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    rows.filter_map(|row| {
        let (name, code) = row.split_once('\t')?;
        Some((
            name,
            u32::from_str_radix(code, 16)
                .ok()
                .and_then(char::from_u32)?,
        ))
    })
    .collect()
});

/// The longest reference worth reading, in bytes, without its `&`.
const LONGEST: usize = 12;

/// A reference that was read: the character, how many bytes it took, how often it was escaped.
struct Reference {
    c: char,
    len: usize,
    layers: usize,
}

/// The edits that resolve the references of `text`. Lines that hold markup, and code between backticks, are left
/// alone: there a reference is meant.
pub(crate) fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if at < done {
            continue;
        }
        let Some(reference) = read(&text[at..]) else {
            continue;
        };
        done = at + reference.len;
        if is_markup(text, at) {
            continue;
        }
        let channel = match reference.layers {
            1 => "html escape".to_owned(),
            2 => "html escape, twice".to_owned(),
            n => format!("html escape, {n} times"),
        };
        let note = Note {
            kind: Kind::Entity,
            channel: Some(channel.into()),
            certainty: Certainty::Exact,
            reason: "a character reference of HTML in plain text".into(),
        };
        edits.push(Edit {
            start: at,
            end: done,
            after: reference.c.to_string(),
            note,
        });
    }
    edits
}

/// Whether `text`, which begins with `&`, begins with a reference.
pub(crate) fn is_reference(text: &str) -> bool {
    read(text).is_some()
}

/// Reads `&name;`, `&#8217;`, `&#x2019;` at the start of `text`, with any number of `amp;` between.
fn read(text: &str) -> Option<Reference> {
    let mut at = 1;
    let mut layers = 1;
    while text[at..].starts_with("amp;") {
        at += 4;
        layers += 1;
    }
    if let Some((c, len)) = name_or_number(&text[at..]) {
        return Some(Reference {
            c,
            len: at + len,
            layers,
        });
    }
    (layers > 1).then_some(Reference {
        c: '&',
        len: at,
        layers: layers - 1,
    })
}

/// Reads `name;` or `#8217;`; gives the character and the length with the semicolon.
fn name_or_number(text: &str) -> Option<(char, usize)> {
    let limit = text.len().min(LONGEST);
    let end = memchr::memchr(b';', &text.as_bytes()[..limit])?;
    let body = &text[..end];
    let c = match body.strip_prefix('#') {
        None => *NAMES.get(body)?,
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) if is_all(hex, u8::is_ascii_hexdigit) => {
                    u32::from_str_radix(hex, 16).ok()?
                }
                None if is_all(number, u8::is_ascii_digit) => number.parse().ok()?,
                _ => return None,
            };
            let c = char::from_u32(code)?;
            match c {
                // As HTML reads them: 128 to 159 are windows-1252.
                '\u{80}'..='\u{9f}' => windows_1252(c)?,
                '\t' | '\n' | '\r' => c,
                _ if c.is_control() || (code & 0xfffe) == 0xfffe => return None,
                _ => c,
            }
        }
    };
    Some((c, end + 1))
}

fn is_all(text: &str, test: fn(&u8) -> bool) -> bool {
    !text.is_empty() && text.as_bytes().iter().all(test)
}

/// The character of windows-1252 whose byte is the value of a control character, if it has one.
pub(crate) fn windows_1252(control: char) -> Option<char> {
    let byte = u8::try_from(u32::from(control)).ok()?;
    let (text, _) =
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().filter(|c| !c.is_control())
}

/// Whether the place is code between backticks, or its line holds tags.
fn is_markup(text: &str, at: usize) -> bool {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
    let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len);
    let before = &text[start..at];
    before.matches('`').count() % 2 == 1 || has_tag(&text[start..end])
}

/// Whether a line holds something like `<p>`, `</a>`, `<br/>`.
fn has_tag(line: &str) -> bool {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let inside = &bytes[at + 1..];
        let opens = matches!(
            inside.first(),
            Some(b'/' | b'!' | b'a'..=b'z' | b'A'..=b'Z')
        );
        opens && memchr::memchr(b'>', &inside[..inside.len().min(500)]).is_some()
    })
}

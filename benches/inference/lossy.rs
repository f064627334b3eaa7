//! Documents read as GBK, which loses bytes: how many of the lost characters are inferred right.

use crate::documents::Document;
use chancery_restore::{Options, restore_text};
use encoding_rs::GB18030;
use std::collections::BTreeMap;

/// How a reader of GBK treats what it cannot read.
#[derive(Clone, Copy, Debug)]
enum Reader {
    /// U+FFFD for the byte, as browsers do.
    Browser,
    /// The same, and U+FFFD for pairs without a meaning, as Python's `gbk` does with `replace`.
    Python,
    /// `?` for the byte and the ASCII character after it, as converters of Windows do.
    Windows,
}

const READERS: [Reader; 3] = [Reader::Browser, Reader::Python, Reader::Windows];

/// What became of lost characters.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    right: usize,
    left: usize,
    wrong: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.left += other.left;
        self.wrong += other.wrong;
    }

    fn row(self, name: &str) -> String {
        let all = self.right + self.left + self.wrong;
        let share = |part: usize| 100.0 * part as f64 / all.max(1) as f64;
        format!(
            "{name:<34}{all:>7}{:>8.1}{:>8.1}{:>8.1}",
            share(self.right),
            share(self.left),
            share(self.wrong)
        )
    }
}

/// Prints what is inferred in all documents, by reader, by style and by character.
pub fn measure(documents: &[Document], errors: bool) {
    println!("Lost bytes of English read as GBK, in whole documents");
    println!(
        "{:<34}{:>7}{:>8}{:>8}{:>8}",
        "", "lost", "right %", "left %", "wrong %"
    );
    for known in [true, false] {
        let name = if known {
            "publisher known"
        } else {
            "publisher not known"
        };
        println!("-- {name}");
        let mut by: BTreeMap<String, Tally> = BTreeMap::new();
        for document in documents {
            for reader in READERS {
                let source = if document.own { "own" } else { &document.style };
                for (c, tally) in one(document, reader, known, errors) {
                    let names = [
                        format!("1 {source}: {reader:?}"),
                        format!("2 {source}: {}", document.style),
                        format!("3 {source}: {c}"),
                        format!("4 {source}: all"),
                    ];
                    for name in names {
                        by.entry(name).or_default().add(tally);
                    }
                }
            }
        }
        for (name, tally) in by {
            println!("{}", tally.row(&name[2..]));
        }
    }
    println!();
}

/// What became of each lost character of one document.
fn one(document: &Document, reader: Reader, known: bool, errors: bool) -> Vec<(char, Tally)> {
    let (damaged, lost) = damage(&document.text, reader);
    if lost.is_empty() {
        return Vec::new();
    }
    let mut options = Options::default();
    if known {
        options = options.with_region(document.region.clone());
    }
    let restored = restore_text(&damaged, &options);
    let clean: Vec<char> = document.text.chars().collect();
    let given: Vec<char> = restored.text.chars().collect();
    let mut tallies = Vec::new();
    let (mut at, mut to) = (0, 0);
    while at < clean.len() {
        let found = given.get(to).copied();
        let is_lost = lost.binary_search(&at).is_ok();
        if is_lost {
            let mut tally = Tally::default();
            match found {
                Some(c) if c == clean[at] => tally.right += 1,
                Some('\u{fffd}' | '?') => tally.left += 1,
                _ => tally.wrong += 1,
            }
            if errors && tally.right == 0 {
                let context = |chars: &[char], at: usize| -> String {
                    chars[at.saturating_sub(30).min(chars.len())..(at + 25).min(chars.len())]
                        .iter()
                        .collect::<String>()
                        .replace('\n', "⏎")
                };
                println!(
                    "{reader:?} {} {} known={known}: {:?} for {:?} in {:?}",
                    document.region,
                    document.style,
                    found,
                    clean[at],
                    context(&clean, at)
                );
            }
            tallies.push((clean[at], tally));
        }
        if is_lost || found != Some(clean[at]) {
            (at, to) = resume(&clean, &given, at + 1, to + 1);
        } else {
            at += 1;
            to += 1;
        }
    }
    tallies
}

/// Where the two texts are alike again, at most a few characters on.
fn resume(clean: &[char], given: &[char], at: usize, to: usize) -> (usize, usize) {
    const REACH: usize = 4;
    const ALIKE: usize = 3;
    let alike = |at: usize, to: usize| {
        let (a, b) = (clean.get(at..), given.get(to..));
        let (a, b) = (a.unwrap_or(&[]), b.unwrap_or(&[]));
        let n = ALIKE.min(a.len()).min(b.len());
        a[..n] == b[..n] && (n == ALIKE || a.len() == b.len())
    };
    for off in 0..=REACH {
        for skip in 0..=off {
            for (more_clean, more_given) in [(skip, off), (off, skip)] {
                let to = (to + more_given).saturating_sub(1);
                for to in [to + 1, to] {
                    if alike(at + more_clean, to) {
                        return (at + more_clean, to);
                    }
                }
            }
        }
    }
    (at, to)
}

/// The text as the reader gives it, and the indices of the characters that lost a byte.
fn damage(text: &str, reader: Reader) -> (String, Vec<usize>) {
    let bytes = text.as_bytes();
    let mut index_of = vec![0; bytes.len()];
    for (index, (at, c)) in text.char_indices().enumerate() {
        index_of[at..at + c.len_utf8()].fill(index);
    }
    let mut damaged = String::with_capacity(text.len());
    let mut lost = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii() {
            damaged.push(char::from(byte));
            at += 1;
            continue;
        }
        // The byte 80 is a character by itself, but to Python.
        if byte == 0x80 && !matches!(reader, Reader::Python) {
            damaged.push('€');
            at += 1;
            continue;
        }
        if let Some(c) = pair(byte, bytes.get(at + 1).copied(), reader) {
            damaged.push(c);
            at += 2;
            continue;
        }
        lost.push(index_of[at]);
        match (reader, bytes.get(at + 1)) {
            (Reader::Windows, Some(next)) if next.is_ascii() => {
                damaged.push('?');
                at += 2;
            }
            (Reader::Windows, _) => {
                damaged.push('?');
                at += 1;
            }
            _ => {
                damaged.push('\u{fffd}');
                at += 1;
            }
        }
    }
    (damaged, lost)
}

/// What a pair of bytes is read as.
fn pair(lead: u8, trail: Option<u8>, reader: Reader) -> Option<char> {
    let pair = [lead, trail?];
    let (text, malformed) = GB18030.decode_without_bom_handling(&pair);
    let mut chars = text.chars();
    let (Some(c), None, false) = (chars.next(), chars.next(), malformed) else {
        return None;
    };
    let private = ('\u{e000}'..='\u{f8ff}').contains(&c);
    (!(private && matches!(reader, Reader::Python))).then_some(c)
}

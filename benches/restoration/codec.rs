//! Encodings as they are used and misused: what encodes a clean line, and what reads the bytes as something else.

use crate::Failure;
use encoding_rs::Encoding;
use std::collections::{HashMap, HashSet};

/// Code pages that encoding_rs lacks.
const PAGES: &str = include_str!("../data/code-pages.tsv");
/// What CPython's `gbk` refuses of the WHATWG's.
const GBK_REFUSED: &str = include_str!("../data/gbk-refused.tsv");

/// An encoding.
pub enum Codec {
    /// One that encoding_rs has.
    Web(&'static Encoding),
    /// ISO 8859-1 itself, which the WHATWG has replaced by windows-1252.
    Latin1,
    /// A code page from a table.
    Page(Page),
}

/// A code page: the characters of the bytes from 80 on, and the way back.
pub struct Page {
    characters: Vec<Option<char>>,
    bytes: HashMap<char, u8>,
}

/// What a reader does with bytes that have no meaning in the encoding that it takes them for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// U+FFFD by the rules of the WHATWG's decoders.
    Browser,
    /// CPython's codec with `errors="replace"`.
    Python,
    /// Converters of Windows: `?` for a pair that is none, whatever its second byte.
    Windows,
}

impl Codec {
    /// The encoding of a name.
    pub fn named(name: &str) -> Result<Self, Failure> {
        if name == "latin1" {
            return Ok(Self::Latin1);
        }
        if let Some(page) = Page::named(name) {
            return Ok(Self::Page(page));
        }
        Encoding::for_label(name.as_bytes())
            .map(Self::Web)
            .ok_or_else(|| Failure::Data(format!("no encoding is called {name}")))
    }

    /// The bytes of a text, if the encoding has all of its characters.
    pub fn encode(&self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Web(encoding) => {
                let (bytes, _, lacking) = encoding.encode(text);
                (!lacking).then(|| bytes.into_owned())
            }
            Self::Latin1 => text.chars().map(|c| u8::try_from(c).ok()).collect(),
            Self::Page(page) => text.chars().map(|c| page.byte(c)).collect(),
        }
    }

    /// The bytes of a text with `?` for every character that the encoding lacks.
    pub fn encode_lacking(&self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len());
        for c in text.chars() {
            match self.encode(c.encode_utf8(&mut [0; 4])) {
                Some(of_character) => bytes.extend(of_character),
                None => bytes.push(b'?'),
            }
        }
        bytes
    }

    /// The text that a reader takes bytes for.
    pub fn decode(&self, bytes: &[u8], reader: Reader) -> String {
        match self {
            Self::Web(encoding) if *encoding == encoding_rs::GBK && reader != Reader::Browser => {
                gbk(bytes, reader)
            }
            Self::Web(encoding) => {
                let (text, _) = encoding.decode_without_bom_handling(bytes);
                if reader == Reader::Browser {
                    return text.into_owned();
                }
                // The WHATWG reads the undefined bytes of windows-125x as controls.
                text.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "\u{fffd}")
            }
            Self::Latin1 => bytes.iter().copied().map(char::from).collect(),
            Self::Page(page) => bytes.iter().map(|&byte| page.character(byte)).collect(),
        }
    }
}

impl Page {
    fn named(name: &str) -> Option<Self> {
        let mut page = Self {
            characters: vec![None; 128],
            bytes: HashMap::new(),
        };
        for row in PAGES.lines() {
            let mut cells = row.split('\t');
            if cells.next() != Some(name) {
                continue;
            }
            let byte = u8::from_str_radix(cells.next()?, 16).ok()?;
            let character = char::from_u32(u32::from_str_radix(cells.next()?, 16).ok()?)?;
            page.characters[usize::from(byte).checked_sub(0x80)?] = Some(character);
            page.bytes.insert(character, byte);
        }
        (!page.bytes.is_empty()).then_some(page)
    }

    fn byte(&self, c: char) -> Option<u8> {
        if c.is_ascii() {
            return u8::try_from(c).ok();
        }
        self.bytes.get(&c).copied()
    }

    fn character(&self, byte: u8) -> char {
        match byte.checked_sub(0x80) {
            None => char::from(byte),
            Some(at) => self.characters[usize::from(at)].unwrap_or('\u{fffd}'),
        }
    }
}

/// GBK as CPython and Windows read it.
fn gbk(bytes: &[u8], reader: Reader) -> String {
    let refused = if reader == Reader::Python {
        refused()
    } else {
        HashSet::new()
    };
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        let pair = bytes.get(at + 1).map(|&trail| (lead, trail));
        at += 1;
        if lead < 0x80 {
            text.push(char::from(lead));
        } else if lead == 0x80 && reader == Reader::Windows {
            text.push('€');
        } else if let Some(c) = pair.and_then(gbk_pair).filter(|_| lead != 0x80)
            && pair.is_some_and(|pair| !refused.contains(&pair))
        {
            text.push(c);
            at += 1;
        } else if reader == Reader::Windows {
            text.push('?');
            at += 1;
        } else {
            text.push('\u{fffd}');
        }
    }
    text
}

fn gbk_pair((lead, trail): (u8, u8)) -> Option<char> {
    let trails = (0x40..=0x7e).contains(&trail) || (0x80..=0xfe).contains(&trail);
    if !trails || lead == 0xff {
        return None;
    }
    let pair = [lead, trail];
    let (text, lost) = encoding_rs::GBK.decode_without_bom_handling(&pair);
    text.chars().next().filter(|_| !lost)
}

fn refused() -> HashSet<(u8, u8)> {
    let range = |cell: &str| {
        let (first, last) = cell.split_once('-')?;
        Some(u8::from_str_radix(first, 16).ok()?..=u8::from_str_radix(last, 16).ok()?)
    };
    GBK_REFUSED
        .lines()
        .filter_map(|row| row.split_once('\t'))
        .filter_map(|(leads, trails)| Some((range(leads)?, range(trails)?)))
        .flat_map(|(leads, trails)| {
            leads.flat_map(move |lead| trails.clone().map(move |trail| (lead, trail)))
        })
        .collect()
}

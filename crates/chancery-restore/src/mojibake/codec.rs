//! The encodings that UTF-8 is misread as: for each character, the bytes it was read from.

use encoding_rs::Encoding;
use std::sync::LazyLock;

/// The bytes that one character stands for in a misreading, up to four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    bytes: [u8; 4],
    len: u8,
}

impl Unit {
    fn one(byte: u8) -> Self {
        Self {
            bytes: [byte, 0, 0, 0],
            len: 1,
        }
    }

    /// The bytes, one to four.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

/// An encoding of one byte for each character.
#[derive(Debug)]
pub(super) struct SingleByte {
    name: &'static str,
    /// The byte of each character, 0 if it has none, by [`slot`].
    bytes: Vec<u8>,
    /// Bytes that a strict reader turns into U+FFFD or drops.
    undefined: Vec<u8>,
}

/// An encoding that UTF-8 may have been read as.
#[derive(Clone, Copy, Debug)]
pub(super) enum Codec {
    /// One byte for each character.
    Single(&'static SingleByte),
    /// GBK or GB18030, as the WHATWG's decoder reads them.
    Gb18030,
}

impl Codec {
    /// What the damage is called.
    pub fn channel(self) -> String {
        format!("utf-8 read as {}", self.name())
    }

    /// The name of the encoding.
    pub fn name(self) -> &'static str {
        match self {
            Self::Single(table) => table.name,
            Self::Gb18030 => "gb18030",
        }
    }

    /// The bytes of a character that is not ASCII.
    pub fn unit(self, c: char) -> Option<Unit> {
        match self {
            Self::Single(table) => {
                let byte = *table.bytes.get(slot(c)?)?;
                (byte != 0).then_some(Unit::one(byte))
            }
            Self::Gb18030 => gb18030(c),
        }
    }

    /// A second reading of the character: in GBK, `€` is both the byte 80 and a pair.
    pub fn other_unit(self, c: char) -> Option<Unit> {
        (matches!(self, Self::Gb18030) && c == '€').then(|| Unit::one(0x80))
    }

    /// Whether a character can stand at the start of misread bytes: cheaper to ask than [`Codec::unit`].
    pub fn may_begin(self, c: char) -> bool {
        match self {
            Self::Single(_) => true,
            Self::Gb18030 => (0xc2..=0xf4).contains(&(gb_pair(c) >> 8)) || c == '€',
        }
    }

    /// How much rarer than its like the misreading is, in tenths of a bit: it decides where two explain alike.
    pub fn rarity(self) -> i32 {
        match self.name() {
            "iso-8859-2" => 30,
            "cp437" => 12,
            "windows-1254" | "windows-1257" | "windows-1258" => 8,
            _ => 0,
        }
    }

    /// Whether a lost byte may have been `byte`.
    pub fn may_lose(self, byte: u8) -> bool {
        match self {
            Self::Single(table) => table.undefined.contains(&byte),
            Self::Gb18030 => (0x80..=0xbf).contains(&byte),
        }
    }

    /// Whether the misreading loses bytes at all.
    pub fn loses(self) -> bool {
        match self {
            Self::Single(table) => !table.undefined.is_empty(),
            Self::Gb18030 => true,
        }
    }
}

/// All encodings known here, the likeliest first.
pub(super) fn all() -> impl Iterator<Item = Codec> {
    SINGLE
        .iter()
        .map(Codec::Single)
        .chain(std::iter::once(Codec::Gb18030))
}

/// The index of GB18030 in [`all`], and the number of single-byte encodings.
pub(super) const GB18030_INDEX: usize = SINGLE_COUNT;
const SINGLE_COUNT: usize = 15;
/// The indices of these encodings in [`all`].
pub(super) const MACINTOSH_INDEX: usize = 10;
pub(super) const IBM866_INDEX: usize = 13;

static SINGLE: LazyLock<[SingleByte; SINGLE_COUNT]> = LazyLock::new(|| {
    [
        from_encoding("windows-1252", encoding_rs::WINDOWS_1252),
        from_encoding("windows-1250", encoding_rs::WINDOWS_1250),
        from_encoding("windows-1251", encoding_rs::WINDOWS_1251),
        from_encoding("windows-1253", encoding_rs::WINDOWS_1253),
        from_encoding("windows-1254", encoding_rs::WINDOWS_1254),
        from_encoding("windows-1255", encoding_rs::WINDOWS_1255),
        from_encoding("windows-1256", encoding_rs::WINDOWS_1256),
        from_encoding("windows-1257", encoding_rs::WINDOWS_1257),
        from_encoding("windows-1258", encoding_rs::WINDOWS_1258),
        from_encoding("iso-8859-2", encoding_rs::ISO_8859_2),
        from_encoding("macintosh", encoding_rs::MACINTOSH),
        from_table("cp437", include_str!("../../data/cp437.tsv")),
        from_table("cp850", include_str!("../../data/cp850.tsv")),
        from_encoding("ibm866", encoding_rs::IBM866),
        from_encoding("koi8-r", encoding_rs::KOI8_R),
    ]
});

fn from_encoding(name: &'static str, encoding: &'static Encoding) -> SingleByte {
    let mut bytes = Vec::with_capacity(160);
    let mut undefined = Vec::new();
    for byte in 0x80..=0xffu8 {
        let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
        match text.chars().next() {
            Some(c) if c != char::REPLACEMENT_CHARACTER => {
                // ISO 8859 defines its controls; in a Windows page a control stands for a byte without a meaning.
                if c < '\u{a0}' && !name.starts_with("iso") {
                    undefined.push(byte);
                }
                bytes.push((c, byte));
            }
            _ => undefined.push(byte),
        }
    }
    finish(name, bytes, undefined)
}

/// Reads `byte<TAB>code point` rows, both hexadecimal.
fn from_table(name: &'static str, table: &str) -> SingleByte {
    let rows = table.lines().filter_map(|line| {
        let (byte, code) = line.split_once('\t')?;
        let byte = u8::from_str_radix(byte, 16).ok()?;
        Some((
            u32::from_str_radix(code, 16)
                .ok()
                .and_then(char::from_u32)?,
            byte,
        ))
    });
    finish(name, rows.collect(), Vec::new())
}

fn finish(name: &'static str, mut bytes: Vec<(char, u8)>, undefined: Vec<u8>) -> SingleByte {
    // A byte without a meaning is read as the control character of its value, or is U+FFFD. Readers of windows-1252
    // often mix it with Latin-1, so there every control may stand for its value.
    for byte in 0x80..=0x9fu8 {
        if undefined.contains(&byte) || name == "windows-1252" {
            bytes.push((char::from(byte), byte));
        }
    }
    let mut table = vec![0u8; SLOTS];
    for (c, byte) in bytes {
        if let Some(entry) = slot(c).and_then(|slot| table.get_mut(slot))
            && *entry == 0
        {
            *entry = byte;
        }
    }
    SingleByte {
        name,
        bytes: table,
        undefined,
    }
}

/// Characters below this have a slot of their own in tables of single-byte encodings, then those of the second range.
const LOW: usize = 0x700;
const HIGH_FIRST: usize = 0x2000;
const HIGH_LAST: usize = 0x2700;
/// The two ligatures and the apple of the Macintosh, which lie beyond.
const OTHERS: [char; 3] = ['\u{fb01}', '\u{fb02}', '\u{f8ff}'];
/// The length of a table over all characters of single-byte encodings.
pub(super) const SLOTS: usize = LOW + HIGH_LAST - HIGH_FIRST + OTHERS.len();

/// Where a character stands in tables of single-byte encodings, if one of them has it.
pub(super) fn slot(c: char) -> Option<usize> {
    let code = c as usize;
    match code {
        0..LOW => Some(code),
        HIGH_FIRST..HIGH_LAST => Some(code - HIGH_FIRST + LOW),
        _ => {
            let other = OTHERS.iter().position(|other| *other == c)?;
            Some(LOW + HIGH_LAST - HIGH_FIRST + other)
        }
    }
}

/// The character of a slot.
pub(super) fn of_slot(slot: usize) -> Option<char> {
    let high = slot.checked_sub(LOW).map(|rest| rest + HIGH_FIRST);
    match high {
        None => char::from_u32(u32::try_from(slot).ok()?),
        Some(code @ HIGH_FIRST..HIGH_LAST) => char::from_u32(u32::try_from(code).ok()?),
        Some(code) => OTHERS.get(code - HIGH_LAST).copied(),
    }
}

/// The first and the last code point of the table below.
const GB_FIRST: u32 = 0x80;
const GB_LAST: u32 = 0xffff;

/// The pair of bytes that each character of the basic plane is read from, 0 if none: the inverse of the decoder, not the encoder.
static GB_PAIRS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut pairs = vec![0u16; (GB_LAST - GB_FIRST + 1) as usize];
    for lead in 0x81..=0xfeu8 {
        for trail in (0x40..=0x7eu8).chain(0x80..=0xfe) {
            let pair = [lead, trail];
            let (text, malformed) = encoding_rs::GB18030.decode_without_bom_handling(&pair);
            let mut chars = text.chars();
            let (Some(c), None, false) = (chars.next(), chars.next(), malformed) else {
                continue;
            };
            if let Some(slot) = u32::from(c)
                .checked_sub(GB_FIRST)
                .and_then(|at| pairs.get_mut(at as usize))
                && *slot == 0
            {
                *slot = u16::from_be_bytes([lead, trail]);
            }
        }
    }
    pairs
});

/// The pair of bytes of a character, 0 if it has none.
pub(super) fn gb_pair(c: char) -> u16 {
    let at = u32::from(c).wrapping_sub(GB_FIRST) as usize;
    GB_PAIRS.get(at).copied().unwrap_or(0)
}

fn gb18030(c: char) -> Option<Unit> {
    match gb_pair(c) {
        0 => {
            // Everything else is four bytes; a misreading makes them when a digit follows a lost half.
            let mut buffer = [0u8; 16];
            let mut encoder = encoding_rs::GB18030.new_encoder();
            let (result, _, written) = encoder.encode_from_utf8_without_replacement(
                c.encode_utf8(&mut [0; 4]),
                &mut buffer,
                true,
            );
            let fits = matches!(result, encoding_rs::EncoderResult::InputEmpty) && written == 4;
            let bytes = [buffer[0], buffer[1], buffer[2], buffer[3]];
            fits.then_some(Unit { bytes, len: 4 })
        }
        pair => {
            let [lead, trail] = pair.to_be_bytes();
            Some(Unit {
                bytes: [lead, trail, 0, 0],
                len: 2,
            })
        }
    }
}

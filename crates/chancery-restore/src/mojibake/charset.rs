//! Encodings as misreadings know them: for each character its bytes, for bytes their character.

use encoding_rs::Encoding;
use std::sync::LazyLock;

/// The bytes that one character stands for in a misreading, one or two.
///
/// Characters of four bytes in GB18030 do not come of misreading: these have digits for their second and fourth bytes, and
/// no other encoding has a single byte from 80 between two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    bytes: [u8; 2],
    len: u8,
}

impl Unit {
    pub fn one(byte: u8) -> Self {
        Self {
            bytes: [byte, 0],
            len: 1,
        }
    }

    fn pair(pair: u16) -> Self {
        Self {
            bytes: pair.to_be_bytes(),
            len: 2,
        }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }
}

/// An encoding.
#[derive(Debug)]
pub(super) enum Charset {
    Utf8,
    Single(SingleByte),
    Double(DoubleByte),
}

/// An encoding of one byte for each character.
#[derive(Debug)]
pub(super) struct SingleByte {
    pub name: &'static str,
    /// The byte of each character, 0 if it has none, by [`slot`].
    bytes: Vec<u8>,
    /// The character of each byte from 80, if it has one.
    chars: Vec<Option<char>>,
    /// Bytes that a strict reader turns into U+FFFD or drops.
    pub undefined: Vec<u8>,
}

/// An encoding of East Asia, of two bytes for most characters.
#[derive(Debug)]
pub(super) struct DoubleByte {
    pub name: &'static str,
    /// The pair of each character of the basic plane, or the one byte, or 0: the inverse of the decoder, not the encoder.
    pairs: Vec<u16>,
    /// The character of each pair from 8000, 0 if none; and of the bytes that stand alone, below 100.
    chars: Vec<u16>,
}

impl Charset {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Single(page) => page.name,
            Self::Double(double) => double.name,
        }
    }

    /// The bytes of a character that is not ASCII.
    pub fn unit(&self, c: char) -> Option<Unit> {
        match self {
            Self::Utf8 => None,
            Self::Single(page) => page.byte(c).map(Unit::one),
            Self::Double(double) => double.unit(c),
        }
    }
}

impl SingleByte {
    /// The byte of a character that is not ASCII.
    pub fn byte(&self, c: char) -> Option<u8> {
        let byte = *self.bytes.get(slot(c)?)?;
        (byte != 0).then_some(byte)
    }

    /// The character of a byte from 80.
    pub fn char(&self, byte: u8) -> Option<char> {
        *self.chars.get(usize::from(byte).checked_sub(0x80)?)?
    }
}

impl DoubleByte {
    fn unit(&self, c: char) -> Option<Unit> {
        match self.pair(c) {
            0 => None,
            byte @ 0x80..=0xff => Some(Unit::one(byte as u8)),
            pair => Some(Unit::pair(pair)),
        }
    }

    /// The pair of a character, or its one byte; 0 if it has none.
    pub fn pair(&self, c: char) -> u16 {
        self.pairs.get(c as usize).copied().unwrap_or(0)
    }

    /// The character of one byte that stands alone.
    pub fn single(&self, byte: u8) -> Option<char> {
        self.known(usize::from(byte))
    }

    /// The character of a pair.
    pub fn double(&self, lead: u8, trail: u8) -> Option<char> {
        self.known(usize::from(u16::from_be_bytes([lead, trail])).checked_sub(0x8000)? + 0x100)
    }

    fn known(&self, at: usize) -> Option<char> {
        let code = *self.chars.get(at)?;
        (code != 0).then(|| char::from_u32(code.into()))?
    }

    /// Whether `byte` begins a pair.
    pub fn leads(&self, byte: u8) -> bool {
        (0x81..=0xfe).contains(&byte) && self.single(byte).is_none()
    }

    fn new(name: &'static str, encoding: &'static Encoding) -> Self {
        let mut pairs = vec![0u16; 0x1_0000];
        let mut chars = vec![0u16; 0x8100];
        let mut enter = |bytes: &[u8], number: u16, at: usize| {
            let (text, malformed) = encoding.decode_without_bom_handling(bytes);
            let mut decoded = text.chars();
            if let (Some(c), None, false) = (decoded.next(), decoded.next(), malformed)
                && let Ok(code) = u16::try_from(c as u32)
                && code >= 0x80
            {
                chars[at] = code;
                let slot = &mut pairs[usize::from(code)];
                if *slot == 0 {
                    *slot = number;
                }
            }
        };
        if encoding == encoding_rs::SHIFT_JIS {
            for byte in [0x80].into_iter().chain(0xa1..=0xdfu8) {
                enter(&[byte], byte.into(), byte.into());
            }
        }
        // Where a character has several pairs, encoders do not use those of Hong Kong's part of Big5, nor the doubles
        // that one maker added to Shift_JIS: they come last.
        let late = |lead: &u8| match name {
            "big5" => *lead <= 0xa0,
            "shift_jis" => matches!(lead, 0xed | 0xee),
            _ => false,
        };
        let leads = || 0x81..=0xfeu8;
        for lead in leads().filter(|l| !late(l)).chain(leads().filter(late)) {
            for trail in 0x40..=0xfeu8 {
                let number = u16::from_be_bytes([lead, trail]);
                enter(&[lead, trail], number, usize::from(number) - 0x8000 + 0x100);
            }
        }
        Self { name, pairs, chars }
    }
}

/// An encoding that is made at its first use.
pub(super) type Lazy = &'static LazyLock<Charset>;

macro_rules! charsets {
    ($($constant:ident = $make:expr;)*) => {
        $(pub(super) static $constant: LazyLock<Charset> = LazyLock::new(|| $make);)*
    };
}

charsets! {
    UTF_8 = Charset::Utf8;
    WINDOWS_1250 = page("windows-1250", encoding_rs::WINDOWS_1250);
    WINDOWS_1251 = page("windows-1251", encoding_rs::WINDOWS_1251);
    WINDOWS_1252 = page("windows-1252", encoding_rs::WINDOWS_1252);
    WINDOWS_1253 = page("windows-1253", encoding_rs::WINDOWS_1253);
    WINDOWS_1254 = page("windows-1254", encoding_rs::WINDOWS_1254);
    WINDOWS_1255 = page("windows-1255", encoding_rs::WINDOWS_1255);
    WINDOWS_1256 = page("windows-1256", encoding_rs::WINDOWS_1256);
    WINDOWS_1257 = page("windows-1257", encoding_rs::WINDOWS_1257);
    WINDOWS_1258 = page("windows-1258", encoding_rs::WINDOWS_1258);
    ISO_8859_2 = page("iso-8859-2", encoding_rs::ISO_8859_2);
    ISO_8859_4 = page("iso-8859-4", encoding_rs::ISO_8859_4);
    ISO_8859_5 = page("iso-8859-5", encoding_rs::ISO_8859_5);
    ISO_8859_7 = page("iso-8859-7", encoding_rs::ISO_8859_7);
    ISO_8859_13 = page("iso-8859-13", encoding_rs::ISO_8859_13);
    ISO_8859_15 = page("iso-8859-15", encoding_rs::ISO_8859_15);
    ISO_8859_16 = page("iso-8859-16", encoding_rs::ISO_8859_16);
    MACINTOSH = page("macintosh", encoding_rs::MACINTOSH);
    IBM866 = page("ibm866", encoding_rs::IBM866);
    KOI8_R = page("koi8-r", encoding_rs::KOI8_R);
    KOI8_U = page("koi8-u", encoding_rs::KOI8_U);
    CP437 = table("cp437", include_str!("../../data/cp437.tsv"));
    CP850 = table("cp850", include_str!("../../data/cp850.tsv"));
    CP852 = table("cp852", include_str!("../../data/cp852.tsv"));
    GB18030 = Charset::Double(DoubleByte::new("gb18030", encoding_rs::GB18030));
    SHIFT_JIS = Charset::Double(DoubleByte::new("shift_jis", encoding_rs::SHIFT_JIS));
    BIG5 = Charset::Double(DoubleByte::new("big5", encoding_rs::BIG5));
    EUC_KR = Charset::Double(DoubleByte::new("euc-kr", encoding_rs::EUC_KR));
    EUC_JP = Charset::Double(DoubleByte::new("euc-jp", encoding_rs::EUC_JP));
}

fn page(name: &'static str, encoding: &'static Encoding) -> Charset {
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
    Charset::Single(finish(name, bytes, undefined))
}

/// Reads `byte<TAB>code point` rows, both hexadecimal.
fn table(name: &'static str, table: &str) -> Charset {
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
    Charset::Single(finish(name, rows.collect(), Vec::new()))
}

fn finish(name: &'static str, mut bytes: Vec<(char, u8)>, undefined: Vec<u8>) -> SingleByte {
    let mut chars = vec![None; 128];
    for (c, byte) in &bytes {
        if let Some(cell) = usize::from(*byte)
            .checked_sub(0x80)
            .and_then(|at| chars.get_mut(at))
            && !undefined.contains(byte)
            && !c.is_control()
        {
            *cell = Some(*c);
        }
    }
    // A byte without a meaning is read as the control character of its value, or is U+FFFD. Readers of windows-1252
    // often mix it with Latin-1, and those of windows-1254 with Latin-5, so there every control may stand for its value.
    for byte in 0x80..=0x9fu8 {
        if undefined.contains(&byte) || matches!(name, "windows-1252" | "windows-1254") {
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
        chars,
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

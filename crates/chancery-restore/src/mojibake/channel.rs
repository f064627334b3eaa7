//! Ways in which text is damaged: written in one encoding, read as another.

use super::charset::{self, Charset, Lazy};
use std::sync::LazyLock;

/// A set of channels, a bit for each by its index in [`all`].
pub(super) type Channels = u128;

/// A way of damage.
#[derive(Debug)]
pub(super) struct Channel {
    /// The encoding of the bytes.
    pub written: Lazy,
    /// The encoding that they were taken for.
    pub read: Lazy,
    /// How much rarer than its like the misreading is, in tenths of a bit: it decides where two explain alike.
    pub rarity: i32,
    /// What the damage is called.
    pub name: String,
    /// The same where the reader knew Latin-1 alone, which differs from windows-1252 in the bytes from 80 to 9F.
    pub latin_1: Option<String>,
    /// Why what it explains without loss is held to be damage.
    pub reason: String,
}

/// Bytes of a character not yet complete.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pending {
    bytes: [u8; 5],
    len: u8,
}

/// A byte that cannot continue the sequence.
#[derive(Debug)]
pub(super) struct Malformed;

impl Channel {
    /// Takes one more byte of the encoding that was written; gives the character it completes, if it does.
    pub fn feed(&self, pending: &mut Pending, byte: u8) -> Result<Option<char>, Malformed> {
        match &**self.written {
            Charset::Utf8 => pending.feed(byte),
            Charset::Single(_) | Charset::Double(_) if pending.len == 0 && byte < 0x80 => {
                Ok(Some(char::from(byte)))
            }
            Charset::Single(page) => page.char(byte).map(Some).ok_or(Malformed),
            Charset::Double(double) => match pending.bytes() {
                [lead] => {
                    let c = double.double(*lead, byte).ok_or(Malformed)?;
                    *pending = Pending::default();
                    Ok(Some(c))
                }
                _ => {
                    if let Some(c) = double.single(byte) {
                        return Ok(Some(c));
                    }
                    if !double.leads(byte) {
                        return Err(Malformed);
                    }
                    pending.bytes[0] = byte;
                    pending.len = 1;
                    Ok(None)
                }
            },
        }
    }

    /// Whether all of a text has bytes in the encoding that was read, and these a meaning in the one that was written.
    pub fn can_explain(&self, text: &str) -> bool {
        let mut pending = Pending::default();
        for c in text.chars() {
            if c.is_ascii() {
                if !pending.is_empty() && self.feed(&mut pending, c as u8).is_err() {
                    return false;
                }
                continue;
            }
            let Some(unit) = self.read.unit(c) else {
                return false;
            };
            for byte in unit.bytes() {
                if self.feed(&mut pending, *byte).is_err() {
                    return false;
                }
            }
        }
        pending.is_empty()
    }

    /// Whether UTF-8 was misread, which is what leaves traces in single characters.
    pub fn is_utf8(&self) -> bool {
        matches!(**self.written, Charset::Utf8)
    }

    /// Whether the misreading is that of GBK and GB18030, which loses bytes in its own way.
    pub fn is_gb(&self) -> bool {
        matches!(&**self.read, Charset::Double(double) if double.name == "gb18030")
    }

    /// Whether the encoding that was read has one byte for each character.
    pub fn reads_single(&self) -> bool {
        matches!(**self.read, Charset::Single(_))
    }

    /// Whether a lost byte may have been `byte`.
    pub fn may_lose(&self, byte: u8) -> bool {
        match &**self.read {
            Charset::Single(page) => page.undefined.contains(&byte),
            _ => self.is_gb() && (0x80..=0xbf).contains(&byte),
        }
    }

    /// Whether the misreading loses bytes in a way that is known here.
    pub fn loses(&self) -> bool {
        match &**self.read {
            Charset::Single(page) => self.is_utf8() && !page.undefined.is_empty(),
            _ => self.is_utf8() && self.is_gb(),
        }
    }
}

impl Pending {
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    /// How long the sequence of UTF-8 is when complete.
    fn whole(&self) -> usize {
        match self.bytes() {
            // Some encoders write a character beyond the basic plane as the two halves that UTF-16 has for it.
            [0xed, 0xa0..=0xaf, ..] => 6,
            [0xc2..=0xdf, ..] => 2,
            [0xe0..=0xef, ..] => 3,
            _ => 4,
        }
    }

    /// Whether one byte of UTF-8 is missing.
    pub fn lacks_one(&self) -> bool {
        !self.is_empty() && usize::from(self.len) + 1 == self.whole()
    }

    /// The character that `last` would complete.
    pub fn completed(&self, last: u8) -> Option<char> {
        let mut copy = *self;
        copy.feed(last).ok().flatten()
    }

    /// Takes one more byte of UTF-8.
    pub fn feed(&mut self, byte: u8) -> Result<Option<char>, Malformed> {
        if self.len == 0 {
            return match byte {
                0..=0x7f => Ok(Some(char::from(byte))),
                0xc2..=0xf4 => {
                    self.bytes[0] = byte;
                    self.len = 1;
                    Ok(None)
                }
                _ => Err(Malformed),
            };
        }
        let range = match (self.len, self.bytes[0]) {
            (1, 0xe0) => 0xa0..=0xbf,
            (1, 0xed) => 0x80..=0xaf,
            (3, 0xed) => 0xed..=0xed,
            (4, 0xed) => 0xb0..=0xbf,
            (1, 0xf0) => 0x90..=0xbf,
            (1, 0xf4) => 0x80..=0x8f,
            _ => 0x80..=0xbf,
        };
        if !range.contains(&byte) {
            return Err(Malformed);
        }
        if usize::from(self.len) + 1 < self.whole() {
            self.bytes[usize::from(self.len)] = byte;
            self.len += 1;
            return Ok(None);
        }
        let bits = |byte: u8| u32::from(byte & 0x3f);
        let code = match self.bytes() {
            [a] => u32::from(a & 0x1f) << 6 | bits(byte),
            [a, b] => u32::from(a & 0x0f) << 12 | bits(*b) << 6 | bits(byte),
            [a, b, c] => u32::from(a & 0x07) << 18 | bits(*b) << 12 | bits(*c) << 6 | bits(byte),
            [_, b, c, _, e] => {
                let high = u32::from(b & 0x0f) << 6 | bits(*c);
                let low = u32::from(e & 0x0f) << 6 | bits(byte);
                0x1_0000 + (high << 10 | low)
            }
            _ => return Err(Malformed),
        };
        *self = Self::default();
        char::from_u32(code).map(Some).ok_or(Malformed)
    }
}

/// All channels, those of UTF-8 first, the likeliest of them first.
pub(super) fn all() -> &'static [Channel] {
    &ALL
}

/// The channels of misread UTF-8 come first: so many.
pub(super) const UTF8_CHANNELS: usize = 28;
/// The indices of these misreadings in [`all`].
pub(super) const MACINTOSH_INDEX: usize = 10;
pub(super) const IBM866_INDEX: usize = 13;
pub(super) const DOUBLE_FIRST: usize = 23;

static ALL: LazyLock<Vec<Channel>> = LazyLock::new(|| {
    use charset::*;
    let utf8: [(Lazy, i32); UTF8_CHANNELS] = [
        (&WINDOWS_1252, 0),
        (&WINDOWS_1250, 0),
        (&WINDOWS_1251, 0),
        (&WINDOWS_1253, 0),
        (&WINDOWS_1254, 8),
        (&WINDOWS_1255, 0),
        (&WINDOWS_1256, 0),
        (&WINDOWS_1257, 8),
        (&WINDOWS_1258, 8),
        (&ISO_8859_2, 10),
        (&MACINTOSH, 0),
        (&CP437, 12),
        (&CP850, 0),
        (&IBM866, 0),
        (&KOI8_R, 0),
        (&KOI8_U, 10),
        (&CP852, 10),
        (&ISO_8859_4, 30),
        (&ISO_8859_5, 20),
        (&ISO_8859_7, 20),
        (&ISO_8859_13, 30),
        (&ISO_8859_15, 15),
        (&ISO_8859_16, 30),
        (&GB18030, 0),
        (&SHIFT_JIS, 15),
        (&BIG5, 18),
        (&EUC_KR, 18),
        (&EUC_JP, 20),
    ];
    let asian: [Lazy; 5] = [&GB18030, &SHIFT_JIS, &BIG5, &EUC_KR, &EUC_JP];
    let cyrillic: [Lazy; 4] = [&WINDOWS_1251, &KOI8_R, &KOI8_U, &IBM866];
    let pages: [Lazy; 7] = [
        &WINDOWS_1250,
        &WINDOWS_1253,
        &WINDOWS_1254,
        &WINDOWS_1255,
        &WINDOWS_1256,
        &WINDOWS_1257,
        &ISO_8859_2,
    ];
    let mut channels: Vec<Channel> = Vec::new();
    let mut add = |written: Lazy, read: Lazy, rarity: i32| {
        let (from, to) = (written.name(), read.name());
        channels.push(Channel {
            written,
            read,
            rarity,
            name: format!("{from} read as {to}"),
            latin_1: std::ptr::eq(read, &WINDOWS_1252)
                .then(|| format!("{from} read as iso-8859-1")),
            reason: format!("its bytes in {to} are valid {from} and make likelier text"),
        });
    };
    for (read, rarity) in utf8 {
        add(&UTF_8, read, rarity);
    }
    for (written, rarity) in asian.into_iter().zip([10, 10, 20, 40, 20]) {
        add(written, &WINDOWS_1252, rarity);
    }
    for written in cyrillic.into_iter().chain(pages) {
        add(written, &WINDOWS_1252, 0);
    }
    add(&MACINTOSH, &WINDOWS_1252, 60);
    for written in asian {
        for read in asian {
            if !std::ptr::eq(written, read) {
                add(written, read, 10);
            }
        }
    }
    for written in cyrillic {
        for read in cyrillic {
            if !std::ptr::eq(written, read) {
                add(written, read, 0);
            }
        }
    }
    for read in [&WINDOWS_1250, &WINDOWS_1251, &GB18030] {
        add(&WINDOWS_1252, read, 60);
    }
    for written in cyrillic {
        add(written, &GB18030, 20);
    }
    channels
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indices_are_those_of_the_list() {
        let all = all();
        assert!(all.len() <= Channels::BITS as usize);
        assert_eq!(all[MACINTOSH_INDEX].read.name(), "macintosh");
        assert_eq!(all[IBM866_INDEX].read.name(), "ibm866");
        assert_eq!(all[DOUBLE_FIRST].read.name(), "gb18030");
        assert!(all[..UTF8_CHANNELS].iter().all(Channel::is_utf8));
        assert!(!all[UTF8_CHANNELS..].iter().any(Channel::is_utf8));
    }
}

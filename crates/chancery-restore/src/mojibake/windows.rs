//! Where to look: windows around characters that could begin a misread sequence.

use super::codec::{
    self, Codec, GB18030_INDEX, IBM866_INDEX, MACINTOSH_INDEX, SLOTS, gb_pair, of_slot, slot,
};
use std::sync::LazyLock;

/// Damage this near, in bytes, is weighed together.
const REACH: usize = 80;

/// A stretch of text that may be damaged.
#[derive(Debug)]
pub(super) struct Window {
    pub start: usize,
    /// Past the last suspicious run; [`Window::chars`] adds the character after it.
    pub end: usize,
    /// A bit for each encoding that could be the cause.
    pub codecs: u32,
}

impl Window {
    /// Its characters with their places, and one more: the character after it, a line feed at the end of the text.
    pub fn indices<'a>(&self, text: &'a str) -> impl Iterator<Item = (usize, char)> + 'a {
        let (start, end) = (self.start, self.end);
        let next = text[end..].chars().next().unwrap_or('\n');
        text[start..end]
            .char_indices()
            .map(move |(at, c)| (start + at, c))
            .chain(std::iter::once((end, next)))
    }

    pub fn chars(&self, text: &str) -> Vec<char> {
        self.indices(text).map(|(_, c)| c).collect()
    }
}

/// For one character, the encodings in which its byte begins a UTF-8 sequence of two or of more bytes, and those in
/// which it continues one.
#[derive(Clone, Copy, Debug, Default)]
struct Role {
    lead_two: u32,
    lead_more: u32,
    follow: u32,
}

/// The roles of all characters of the single-byte encodings, by slot.
#[derive(Debug)]
pub(crate) struct Roles(Vec<Role>);

static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let mut roles = vec![Role::default(); SLOTS];
    for (slot, role) in roles.iter_mut().enumerate() {
        let Some(c) = of_slot(slot).filter(|c| !c.is_ascii()) else {
            continue;
        };
        for (index, codec) in codec::all().enumerate() {
            if let (Codec::Single(_), Some(unit)) = (codec, codec.unit(c)) {
                match unit.bytes()[0] {
                    0x80..=0xbf => role.follow |= 1 << index,
                    // Quotes and dashes of the Macintosh before accented letters are French, not Armenian.
                    0xd2..=0xd5 if index == MACINTOSH_INDEX => {}
                    0xc2..=0xdf => role.lead_two |= 1 << index,
                    0xe0..=0xf4 => role.lead_more |= 1 << index,
                    _ => {}
                }
            }
        }
    }
    Roles(roles)
});

impl Roles {
    /// The table, made at first use.
    pub fn table() -> &'static Self {
        &ROLES
    }

    fn of(&self, c: char) -> Role {
        match slot(c) {
            Some(slot) => self.0[slot],
            // A byte without a meaning.
            None if c == char::REPLACEMENT_CHARACTER => Role {
                follow: u32::MAX,
                ..Role::default()
            },
            None => Role::default(),
        }
    }

    /// The encodings in which a character continues a sequence. The byte A0, a no-break space, often became a space.
    fn follows(&self, c: Option<char>) -> u32 {
        match c {
            Some(' ') => self.of('\u{a0}').follow,
            Some(c) => self.of(c).follow,
            None => 0,
        }
    }

    /// The encodings, a bit for each, in which `c` and what follows could be misread UTF-8.
    pub fn suspects(&self, c: char, rest: &str) -> u32 {
        let mut next = rest.chars();
        let (second, third) = (next.next(), next.next());
        let mut codecs = 0;
        let own = self.of(c);
        if own.lead_two | own.lead_more != 0 {
            let mut follow = self.follows(second);
            if let (Some('а'..='п'), Some('а'..='п')) = (second, third)
                && ('р'..='я').contains(&c)
            {
                // Three small letters of Russian are no sign; misread text in this page also has capitals and boxes.
                follow &= !(1 << IBM866_INDEX);
            }
            codecs |= own.lead_two & follow;
            // The third byte of a quotation mark may have been dropped.
            let third = if second == Some('€') {
                u32::MAX
            } else {
                self.follows(third)
            };
            codecs |= own.lead_more & follow & third;
        }
        if begins_gb(c, second) {
            codecs |= 1 << GB18030_INDEX;
        }
        codecs
    }
}

/// Whether the pair of bytes of `c` begins a UTF-8 sequence that `next` may continue.
fn begins_gb(c: char, next: Option<char>) -> bool {
    let [lead, trail] = gb_pair(c).to_be_bytes();
    if !(0x80..=0xbf).contains(&trail) {
        return false;
    }
    match lead {
        0xc2..=0xdf => true,
        0xe0..=0xf4 => match next {
            Some(next) if next.is_ascii() => [lead, trail] == [0xe2, 0x80] || next == '?',
            Some(char::REPLACEMENT_CHARACTER) => true,
            Some('€') => true,
            // Four bytes, or a pair whose first byte continues the sequence.
            Some(next) => matches!(gb_pair(next) >> 8, 0 | 0x80..=0xbf),
            None => [lead, trail] == [0xe2, 0x80],
        },
        _ => false,
    }
}

/// The windows of `text`, in order and apart.
pub(super) fn find(text: &str) -> Vec<Window> {
    let table = Roles::table();
    let mut windows: Vec<Window> = Vec::new();
    let mut at = 0;
    while let Some(offset) = text.as_bytes()[at..]
        .iter()
        .position(|byte| !byte.is_ascii())
    {
        let start = at + offset;
        let end = text.as_bytes()[start..]
            .iter()
            .position(u8::is_ascii)
            .map_or(text.len(), |run| start + run);
        let codecs = run_suspects(table, text, start, end);
        at = end;
        if codecs == 0 {
            continue;
        }
        match windows.last_mut() {
            Some(last) if start - last.end <= REACH && !text[last.end..start].contains('\n') => {
                last.end = end;
                last.codecs |= codecs;
            }
            _ => windows.push(Window { start, end, codecs }),
        }
    }
    windows
}

/// The encodings suspected anywhere in the run of characters beyond ASCII that is `text[start..end]`.
fn run_suspects(table: &Roles, text: &str, start: usize, end: usize) -> u32 {
    let run = text[start..end].char_indices();
    run.fold(0, |codecs, (at, c)| {
        codecs | table.suspects(c, &text[start + at + c.len_utf8()..])
    })
}

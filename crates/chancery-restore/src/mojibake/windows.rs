//! Where to look: windows around characters that could begin a misread sequence.

use super::codec::{self, Codec, GB18030_INDEX, MACINTOSH_INDEX, gb_pair};
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

/// For one character, the encodings in which its byte begins a UTF-8 sequence, and those in which it continues one.
#[derive(Clone, Copy, Debug, Default)]
struct Role {
    lead: u32,
    follow: u32,
}

const LOW: usize = 0x700;
const HIGH_FIRST: usize = 0x2000;
const HIGH_LAST: usize = 0x2700;

/// The roles of the characters below U+0700, then of U+2000 to U+26FF: no single-byte encoding has others, but three.
#[derive(Debug)]
pub(crate) struct Roles(Vec<Role>);

static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let mut roles = vec![Role::default(); LOW + HIGH_LAST - HIGH_FIRST];
    for (slot, role) in roles.iter_mut().enumerate() {
        let code = if slot < LOW {
            slot
        } else {
            slot - LOW + HIGH_FIRST
        };
        let Some(c) = u32::try_from(code)
            .ok()
            .and_then(char::from_u32)
            .filter(|c| !c.is_ascii())
        else {
            continue;
        };
        for (index, codec) in codec::all().enumerate() {
            if let (Codec::Single(_), Some(unit)) = (codec, codec.unit(c)) {
                match unit.bytes()[0] {
                    0x80..=0xbf => role.follow |= 1 << index,
                    0xc2..=0xf4 => role.lead |= 1 << index,
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
        let code = c as usize;
        let slot = match code {
            0..LOW => code,
            HIGH_FIRST..HIGH_LAST => code - HIGH_FIRST + LOW,
            // A byte without a meaning.
            _ if c == char::REPLACEMENT_CHARACTER => {
                return Role {
                    lead: 0,
                    follow: u32::MAX,
                };
            }
            // The two ligatures and the apple of the Macintosh.
            0xfb01 | 0xfb02 | 0xf8ff => {
                return Role {
                    lead: 1 << MACINTOSH_INDEX,
                    follow: 0,
                };
            }
            _ => return Role::default(),
        };
        self.0[slot]
    }

    /// The encodings, a bit for each, in which `c` and what follows could be misread UTF-8.
    pub fn suspects(&self, c: char, next: Option<char>) -> u32 {
        let mut codecs = 0;
        let own = self.of(c);
        if own.lead != 0 {
            codecs |= match next {
                // The byte A0 was read as a no-break space, which became a space.
                Some(' ') => own.lead & self.of('\u{a0}').follow,
                Some(next) => own.lead & self.of(next).follow,
                None => 0,
            };
        }
        if begins_gb(c, next) {
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
        let codecs = run_suspects(table, &text[start..end], text[end..].chars().next());
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

/// The encodings suspected anywhere in a run of characters beyond ASCII that is followed by `after`.
fn run_suspects(table: &Roles, run: &str, after: Option<char>) -> u32 {
    let mut chars = run.chars().peekable();
    let mut codecs = 0;
    while let Some(c) = chars.next() {
        codecs |= table.suspects(c, chars.peek().copied().or(after));
    }
    codecs
}

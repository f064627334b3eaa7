//! Where to look: windows around characters that could begin a misread sequence of UTF-8.

use super::channel::{self, Channels, DOUBLE_FIRST, IBM866_INDEX, MACINTOSH_INDEX, UTF8_CHANNELS};
use super::charset::{Charset, DoubleByte, SLOTS, of_slot, slot};
use super::viterbi::Sign;
use std::sync::LazyLock;

/// Damage this near, in bytes, is weighed together.
const REACH: usize = 80;

/// A stretch of text that may be damaged.
#[derive(Debug)]
pub(super) struct Window {
    pub start: usize,
    /// Past the last suspicious run; [`Window::signs`] adds the character after it.
    pub end: usize,
    /// The channels that could be the cause.
    pub channels: Channels,
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

    pub fn signs(&self, text: &str) -> Vec<Sign> {
        self.indices(text).map(|(_, c)| Sign::new(c)).collect()
    }
}

/// For one character, the encodings in which its byte begins a UTF-8 sequence of two or of more bytes, and those in
/// which it continues one: a bit for each channel of a single-byte encoding.
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
        for (index, channel) in channel::all()[..UTF8_CHANNELS].iter().enumerate() {
            let Charset::Single(page) = &**channel.read else {
                continue;
            };
            match page.byte(c) {
                Some(0x80..=0xbf) => role.follow |= 1 << index,
                // Quotes and dashes of the Macintosh before accented letters are French, not Armenian: see `armenian`.
                Some(0xd2..=0xd5) if index == MACINTOSH_INDEX => {}
                Some(0xc2..=0xdf) => role.lead_two |= 1 << index,
                Some(0xe0..=0xf4) => role.lead_more |= 1 << index,
                _ => {}
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

    /// Whether the rest of a run is UTF-8 in any one encoding, up to a typographic mark: in scripts without Latin
    /// letters one sequence alone is a common pair of letters.
    fn survives(&self, run: &str) -> bool {
        let (mut complete, mut one, mut two) = (u32::MAX, 0, 0);
        for c in run.chars() {
            let role = if c < ASIAN {
                self.of(c)
            } else {
                Role::default()
            };
            let next = (
                one & role.follow,
                complete & role.lead_two | two & role.follow,
                complete & role.lead_more,
            );
            if next == (0, 0, 0) {
                return complete != 0 && ('\u{2010}'..='\u{203a}').contains(&c);
            }
            (complete, one, two) = next;
        }
        complete != 0
    }

    /// The channel of the Macintosh if each of two characters behind an apostrophe could be a byte of an Armenian letter.
    fn armenian(&self, seconds: [Option<char>; 2]) -> Channels {
        let follow = seconds.into_iter().fold(1 << MACINTOSH_INDEX, |follow, c| {
            follow & self.of(c.unwrap_or(' ')).follow
        });
        Channels::from(follow)
    }

    /// The channels in which `c` and what follows could be misread UTF-8.
    pub fn suspects(&self, c: char, rest: &str) -> Channels {
        let mut next = rest.chars();
        let second = next.next();
        if c >= ASIAN {
            return doubles(c, second);
        }
        let own = self.of(c);
        let third = next.next();
        if c == '’' && third == Some('’') {
            let armenian = self.armenian([second, next.next()]);
            if armenian != 0 {
                return armenian;
            }
            next = rest.chars();
            next.nth(1);
        }
        if own.lead_two | own.lead_more == 0 {
            return 0;
        }
        let mut follow = self.follows(second);
        if (second, third, next.next()) == (Some(' '), Some(' '), Some(' ')) {
            // Spaces between columns.
            follow = 0;
        }
        if let (Some('а'..='п'), Some('а'..='п')) = (second, third)
            && ('р'..='я').contains(&c)
        {
            // Three small letters of Russian are no sign; misread text in this page also has capitals and boxes.
            follow &= !(1 << IBM866_INDEX);
        }
        // The third byte of a quotation mark may have been dropped.
        let third = if second == Some('€') {
            u32::MAX
        } else {
            self.follows(third)
        };
        Channels::from(own.lead_two & follow | own.lead_more & follow & third)
    }
}

/// From here on lie the characters that two bytes of East Asian encodings stand for where they look like UTF-8.
const ASIAN: char = '\u{2e80}';

/// The channels of East Asian encodings in which the bytes of `c` begin a UTF-8 sequence that `next` may continue.
fn doubles(c: char, next: Option<char>) -> Channels {
    let readers = channel::all()[..UTF8_CHANNELS].iter().enumerate();
    readers
        .skip(DOUBLE_FIRST)
        .filter(|(_, channel)| match &**channel.read {
            Charset::Double(double) => {
                begins(double, c, next) || channel.is_gb() && begins_lossy(double.pair(c), next)
            }
            _ => false,
        })
        .fold(0, |channels, (index, _)| channels | 1 << index)
}

/// Whether the bytes of two characters begin with a whole sequence of UTF-8.
fn begins(double: &DoubleByte, c: char, next: Option<char>) -> bool {
    let bytes = |c: char| match double.pair(c) {
        one @ 0..0x100 => ([one as u8, 0], usize::from(one != 0)),
        pair => (pair.to_be_bytes(), 2),
    };
    let (own, length) = bytes(c);
    if length == 0 || !(0xc2..=0xf4).contains(&own[0]) {
        return false;
    }
    if length == 2 && !(0x80..=0xbf).contains(&own[1]) {
        return false;
    }
    let lacking = match own[0] {
        0xc2..=0xdf => 2,
        _ => 3,
    } - length as i32;
    if lacking <= 0 {
        return true;
    }
    let (following, _) = next
        .filter(|next| !next.is_ascii())
        .map_or(([0, 0], 0), bytes);
    following
        .iter()
        .take(lacking as usize)
        .all(|byte| (0x80..=0xbf).contains(byte))
}

/// Whether a pair of GBK begins a UTF-8 sequence of which a byte was lost, or that goes on in four bytes.
fn begins_lossy(pair: u16, next: Option<char>) -> bool {
    let [lead, trail] = pair.to_be_bytes();
    if !(0xe0..=0xf4).contains(&lead) || !(0x80..=0xbf).contains(&trail) {
        return false;
    }
    match next {
        Some(next) if next.is_ascii() => [lead, trail] == [0xe2, 0x80] || next == '?',
        Some(char::REPLACEMENT_CHARACTER | '€') => true,
        Some(_) => false,
        None => [lead, trail] == [0xe2, 0x80],
    }
}

/// Whether a character is one of a single-byte encoding that can be a byte of UTF-8.
pub(crate) fn is_of_page(c: char) -> bool {
    let role = Roles::table().of(c);
    !c.is_ascii() && role.lead_two | role.lead_more | role.follow != 0
}

/// Whether the first character of a text, one of East Asia, may be misread UTF-8.
pub(crate) fn is_suspect_double(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| doubles(c, chars.next()) != 0)
}

/// Whether the run of characters beyond ASCII that is `text[start..end]` may be misread UTF-8 in a single-byte encoding.
pub(crate) fn is_suspect(text: &str, start: usize, end: usize) -> bool {
    let table = Roles::table();
    let exactly = |at: usize| {
        let mut rest = text[at..].chars();
        rest.next()
            .is_some_and(|c| table.suspects(c, rest.as_str()) != 0)
    };
    let mut last = (start, 0);
    for (offset, c) in text[start..end].char_indices() {
        let role = if c < ASIAN {
            table.of(c)
        } else {
            Role::default()
        };
        if last.1 & role.follow != 0
            && exactly(last.0)
            && (is_latin(&text[last.0..]) || table.survives(&text[last.0..end]))
        {
            return true;
        }
        last = (start + offset, role.lead_two | role.lead_more);
    }
    // A Latin letter before a space that was the byte A0.
    is_latin(&text[last.0..])
        && last.1 != 0
        && text.as_bytes().get(end) == Some(&b' ')
        && exactly(last.0)
}

/// Whether a text begins with a Latin letter or sign.
fn is_latin(text: &str) -> bool {
    text.starts_with(|c: char| c < '\u{250}')
}

/// The windows of the line `text[from..to]`, in order and apart.
pub(super) fn find(text: &str, from: usize, to: usize) -> Vec<Window> {
    let table = Roles::table();
    let mut windows: Vec<Window> = Vec::new();
    let bytes = &text.as_bytes()[..to];
    let mut at = from;
    while let Some(offset) = bytes[at..].iter().position(|byte| !byte.is_ascii()) {
        let start = at + offset;
        let run = bytes[start..].iter().position(u8::is_ascii);
        let end = run.map_or(to, |run| start + run);
        let channels = run_suspects(table, text, start, end);
        let mut end = end;
        if channels != 0 && bytes.get(end) == Some(&b' ') {
            // The space may have been a byte within a sequence.
            let behind = &bytes[end + 1..];
            end += 1 + behind.iter().position(u8::is_ascii).unwrap_or(behind.len());
        }
        at = end;
        if channels == 0 {
            continue;
        }
        match windows.last_mut() {
            Some(last) if start - last.end <= REACH => {
                last.end = end;
                last.channels |= channels;
            }
            _ => windows.push(Window {
                start,
                end,
                channels,
            }),
        }
    }
    windows
}

/// The channels suspected anywhere in the run of characters beyond ASCII that is `text[start..end]`.
fn run_suspects(table: &Roles, text: &str, start: usize, end: usize) -> Channels {
    let run = text[start..end].char_indices();
    run.fold(0, |channels, (at, c)| {
        channels | table.suspects(c, &text[start + at + c.len_utf8()..])
    })
}

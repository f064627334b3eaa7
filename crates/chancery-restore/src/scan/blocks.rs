//! Which blocks of a long text need a closer look, told from bytes and their neighbours alone.
//!
//! Every rule is a comparison of single bytes, so that the compiler looks at many of them at once. A rule may ask for a
//! look that finds nothing; it must not pass over what misreading leaves: letters of Latin next to other letters beyond
//! ASCII, letters of other scripts next to those of ASCII, capital letters inside their words, signs and boxes next to letters, East Asian characters.

/// Bytes looked at together.
pub(super) const BLOCK: usize = 64;
/// How many bytes before a block and behind it are looked at with it.
pub(super) const BEFORE: usize = 3;
pub(super) const BEHIND: usize = 2;
const WINDOW: usize = BEFORE + BLOCK + BEHIND;

/// What was passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Passed {
    /// Where the first block begins that needs a closer look, or that reaches beyond the text with its neighbourhood.
    pub at: usize,
    /// Whether there was a character that no reader sees.
    pub invisible: bool,
    /// How many characters were of other scripts than Latin.
    pub foreign: usize,
}

const CLOSELY: u8 = 1;
const INVISIBLE: u8 = 2;

/// Passes over the blocks from `at` on that need no closer look, up to `end`.
#[multiversion::multiversion(targets(
    "x86_64+avx512f+avx512bw+avx512vl",
    "x86_64+avx2",
    "aarch64+neon"
))]
pub(super) fn pass(bytes: &[u8], at: usize, end: usize) -> Passed {
    let mut passed = Passed {
        at,
        ..Passed::default()
    };
    while passed.at + BLOCK <= end {
        if let Some(block) = bytes.get(passed.at..passed.at + BLOCK)
            && !block
                .iter()
                .fold(false, |any, byte| any | is_notable(*byte))
        {
            passed.at += BLOCK;
            continue;
        }
        let window = passed
            .at
            .checked_sub(BEFORE)
            .and_then(|start| bytes.get(start..start + WINDOW));
        let Some(window) = window.and_then(|window| <&[u8; WINDOW]>::try_from(window).ok()) else {
            break;
        };
        let (seen, foreign) = look(window);
        if seen & CLOSELY != 0 {
            break;
        }
        passed.invisible |= seen != 0;
        passed.foreign += usize::from(foreign);
        passed.at += BLOCK;
    }
    passed
}

/// Whether the block within a window needs a closer look, and how many characters of other scripts than Latin it has.
#[inline(always)]
fn look(window: &[u8; WINDOW]) -> (u8, u8) {
    // Written down one by one and then taken together, or the compiler does not look at many at once.
    let mut seen = [0u8; BLOCK];
    for (at, seen) in seen.iter_mut().enumerate() {
        let around = [
            window[at],
            window[at + 1],
            window[at + 2],
            window[at + 3],
            window[at + 4],
            window[at + 5],
        ];
        let closely = notable(around[BEFORE]) | doubtful(around);
        *seen = closely & CLOSELY | invisible(around) & INVISIBLE;
    }
    let seen = seen.iter().fold(0, |all, seen| all | seen);
    let block = &window[BEFORE..BEFORE + BLOCK];
    let foreign = |byte: &u8| u8::from((*byte >= 0xcd) & (*byte != 0xe2));
    (seen, block.iter().fold(0, |sum, byte| sum + foreign(byte)))
}

/// Whether a byte needs a closer look: no ASCII, a control, or the beginning of a reference.
#[inline(always)]
pub(super) fn is_notable(byte: u8) -> bool {
    byte >= 0x7f || byte == b'&' || (byte < 0x20 && byte != b'\n' && byte != b'\t')
}

/// All bits if a condition holds, else none.
#[inline(always)]
fn mask(holds: bool) -> u8 {
    if holds { u8::MAX } else { 0 }
}

#[inline(always)]
fn is(byte: u8, other: u8) -> u8 {
    mask(byte == other)
}

#[inline(always)]
fn within(byte: u8, first: u8, last: u8) -> u8 {
    mask(byte.wrapping_sub(first) <= last - first)
}

#[inline(always)]
fn notable(byte: u8) -> u8 {
    is(byte, b'&') | is(byte, 0x7f) | mask(byte < 0x20) & !is(byte, b'\n') & !is(byte, b'\t')
}

/// Whether the byte at the fourth place begins a character that needs a closer look, given its neighbours.
#[inline(always)]
fn doubtful([z, a, b, c, n, m]: [u8; BEFORE + 1 + BEHIND]) -> u8 {
    // Two characters beyond ASCII stand together.
    let joined = within(b, 0x80, 0xbf) & mask(c >= 0xc2);
    let pair = mask(z < 0x80) & small(a, b) & within(c, 0xc3, 0xc5) & mask(m < 0x80);
    let latin = (latin(a, b) | latin(c, n)) & !pair;
    let sign = is(z, 0xe2) & !is(a, 0x80) | is(c, 0xe2) & (!is(n, 0x80) | rare_mark(m));
    // A capital letter inside a word.
    let small_cyrillic = is(a, 0xd1) | is(a, 0xd0) & mask(b >= 0xb0);
    let cyrillic = small_cyrillic & is(c, 0xd0) & mask(n < 0xb0);
    let small_greek = is(a, 0xcf) | is(a, 0xce) & mask(b >= 0xac);
    let greek = small_greek & is(c, 0xce) & mask(n < 0xac) & !is(n, 0x90);
    // A sign of Latin-1 at a letter of ASCII, and a letter of another script.
    let beside = letter(b) | letter(m);
    let glued = is(c, 0xc2) & sign_of_latin(n) & beside;
    let mixed = within(c, 0xcd, 0xdf) & beside;
    let control = is(c, 0xc2) & mask(n < 0xa0);
    let boxes = within(n, 0x94, 0x97);
    // `Â` and `Ã` before what may have been the byte A0, a no-break space.
    let space = is(c, 0xc3) & within(n, 0x82, 0x83);
    let wide = within(c, 0xe3, 0xef);
    joined & (latin | sign | cyrillic | greek)
        | glued
        | mixed
        | control
        | is(c, 0xe2) & boxes
        | space
        | wide
}

/// Whether there is a soft hyphen, a character without width or a mark of direction at the fourth place.
#[inline(always)]
fn invisible([_, _, _, c, n, m]: [u8; BEFORE + 1 + BEHIND]) -> u8 {
    let mark = is(n, 0x81) | is(n, 0x80) & (within(m, 0x8b, 0x8f) | within(m, 0xa8, 0xae));
    is(c, 0xc2) & is(n, 0xad) | is(c, 0xe2) & mark
}

/// Whether two bytes are a small letter of Latin: two of these stand together in many languages. What begins a
/// misread sequence of two bytes is a capital letter or a sign.
#[inline(always)]
fn small(lead: u8, follow: u8) -> u8 {
    let odd = mask(follow & 1 == 1);
    // In these the capital letters have the odd numbers.
    let other = is(lead, 0xc4) & mask(follow >= 0xb9)
        | is(lead, 0xc5) & (mask(follow <= 0x88) | mask(follow >= 0xb9));
    is(lead, 0xc3) & mask(follow >= 0xa0) | within(lead, 0xc4, 0xc5) & odd & !other
}

/// Whether two bytes are a letter or sign of Latin, but for guillemets and the no-break space, which stand at letters of
/// every script.
#[inline(always)]
fn latin(lead: u8, follow: u8) -> u8 {
    let usual = is(follow, 0xa0) | is(follow & 0xef, 0xab);
    within(lead, 0xc2, 0xcb) & !(is(lead, 0xc2) & usual)
}

/// Whether the second byte of a character of Latin-1 makes it a sign that hardly stands next to letters: not an ordinal,
/// a guillemet, a section sign or a middle dot.
#[inline(always)]
fn sign_of_latin(follow: u8) -> u8 {
    let usual = is(follow & 0xef, 0xaa) | is(follow & 0xef, 0xab) | is(follow & 0xef, 0xa7);
    within(follow, 0xa1, 0xbf) & !usual
}

/// Whether the third byte of a character of U+2000 to U+203F makes it a mark that hardly stands next to letters: no quotation
/// mark, dash, ellipsis, and none of those that no reader sees.
#[inline(always)]
fn rare_mark(last: u8) -> u8 {
    let usual = within(last, 0x93, 0x94) | within(last, 0x98, 0x9e) | is(last, 0xa6);
    !(usual | within(last, 0x8b, 0x8f) | within(last, 0xa8, 0xaf))
}

#[inline(always)]
fn letter(byte: u8) -> u8 {
    within(byte | 0x20, b'a', b'z')
}

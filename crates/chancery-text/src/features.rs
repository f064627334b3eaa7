//! What the tagger sees of a word and of its surroundings.
//!
//! A word is reduced to a few numbers once; the features of a place are hashes of pairs of these numbers, each naming a
//! row of weights. Training and tagging share this module, so they cannot disagree.

use crate::Tag;

/// How many features a place has.
pub const FEATURES: usize = 17;

/// What the tagger knows of one word apart from its neighbours.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the word in small letters.
    pub id: u32,
    /// Its last four bytes; fewer if it is shorter.
    pub ending: u32,
    /// Its first bytes.
    pub beginning: u32,
    /// How it is written: see [`shape`].
    pub shape: u8,
    /// The set of tags it was seen with, or what an unknown word looks like.
    pub class: u16,
    /// Its tag, if it never needs a decision.
    pub fixed: Option<Tag>,
}

/// Written in small letters.
pub const LOWER: u8 = 0;
/// The first letter is a capital.
pub const CAPITAL: u8 = 1;
/// More than one letter, all of them capitals.
pub const CAPITALS: u8 = 2;
/// Small letters first, a capital later.
pub const MIXED: u8 = 3;
/// Digits, and perhaps letters after them.
pub const DIGITS: u8 = 4;
/// Digits and their punctuation only.
pub const NUMBER: u8 = 5;
/// No letter and no digit.
pub const SIGN: u8 = 6;

/// How `word` is written, by its first character and the rest.
pub fn shape(word: &str) -> u8 {
    let bytes = word.as_bytes();
    let Some(&first) = bytes.first() else {
        return SIGN;
    };
    if first.is_ascii_lowercase() {
        return if bytes[1..].iter().any(u8::is_ascii_uppercase) {
            MIXED
        } else {
            LOWER
        };
    }
    if first.is_ascii_uppercase() {
        let capitals = bytes.len() > 1 && !bytes.iter().any(u8::is_ascii_lowercase);
        return if capitals { CAPITALS } else { CAPITAL };
    }
    if first.is_ascii_digit() {
        return if bytes.iter().any(u8::is_ascii_alphabetic) {
            DIGITS
        } else {
            NUMBER
        };
    }
    match word.chars().find(|c| c.is_alphanumeric()) {
        Some(c) if c.is_uppercase() => CAPITAL,
        Some(c) if c.is_numeric() => DIGITS,
        Some(_) => LOWER,
        None => SIGN,
    }
}

/// The hash of a word in small letters (FNV-1a, 32 bits).
pub fn hash(lower: &str) -> u32 {
    lower.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The key of a word in the dictionary: its letters, and whether it is written with a capital.
pub fn key(id: u32, shape: u8) -> u32 {
    (id ^ (u32::from(shape.min(CAPITALS)) << 7))
        .wrapping_mul(0x9e37_79b1)
        .max(1)
}

/// What an unknown word looks like: one of the classes from 512 on.
fn unknown_class(ending: u32, shape: u8) -> u16 {
    let [c4, c3, c2, c1] = ending.to_be_bytes().map(|b| b.to_ascii_lowercase());
    let look = match (c4, c3, c2, c1) {
        (_, _, b'e', b'd') => 1,
        (_, b'i', b'n', b'g') => 2,
        (_, _, b'l', b'y') => 3,
        (b't', b'i', b'o', b'n')
        | (b'm', b'e', b'n', b't')
        | (b'n', b'e', b's', b's')
        | (_, b'i', b't', b'y')
        | (_, b'i', b's', b'm') => 4,
        (_, _, b'a', b'l')
        | (_, b'i', b'v', b'e')
        | (_, b'o', b'u', b's')
        | (_, b'f', b'u', b'l')
        | (_, _, b'i', b'c')
        | (b'a', b'b', b'l', b'e') => 5,
        (_, _, b'e' | b'o', b'r') => 6,
        (_, _, _, b's') => 7,
        _ => 0,
    };
    512 + u16::from(shape) * 8 + look
}

impl Word {
    /// What is known of a word: `word` as it is written, `lower` in small letters, and `known` what the dictionary says
    /// of a [`key`]: its class and, if it has one only, its tag.
    pub fn new(word: &str, lower: &str, known: impl Fn(u32) -> Option<(u16, Option<Tag>)>) -> Self {
        let shape = shape(word);
        let bytes = lower.as_bytes();
        let mut ending = [0; 4];
        for (to, from) in ending.iter_mut().rev().zip(bytes.iter().rev()) {
            *to = *from;
        }
        let mut beginning = [0; 4];
        for (to, from) in beginning.iter_mut().zip(bytes) {
            *to = *from;
        }
        let (ending, beginning) = (u32::from_be_bytes(ending), u32::from_be_bytes(beginning));
        let id = if shape == NUMBER { 0 } else { hash(lower) };
        let found = known(key(id, shape)).or_else(|| {
            let (class, _) = if shape == CAPITAL || shape == CAPITALS {
                known(key(id, LOWER))?
            } else {
                return None;
            };
            Some((class + 256, None))
        });
        // An unknown word is not told from other unknown words by its letters, only by its parts.
        let (id, class, fixed) = match found {
            Some((class, fixed)) => (id, class, fixed),
            None => (2, unknown_class(ending, shape), None),
        };
        let fixed = fixed.or((shape == NUMBER).then_some(Tag::Num));
        Self {
            id,
            ending,
            beginning,
            shape,
            class,
            fixed,
        }
    }
}

/// One feature: its number, and two values.
fn mix(template: u32, a: u32, b: u32) -> u32 {
    let x = u64::from(a ^ template.wrapping_mul(0x9e37_79b1)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let y = (x ^ (x >> 31))
        .wrapping_add(u64::from(b))
        .wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    ((y >> 32) as u32).max(1) // 0 marks an empty row
}

/// What the tagger remembers of a sentence up to a place, beyond the two tags before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The number of the tag before, [`Tag::COUNT`] if there is none.
    before: u8,
    /// How many finite verbs the clause has, up to two.
    finite: u8,
    /// What opened the clause, or what came since.
    boundary: u8,
    /// Whether a noun or pronoun has come since the last finite verb or conjunction.
    subject: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            before: Tag::COUNT as u8,
            finite: 0,
            boundary: 0,
            subject: false,
        }
    }
}

impl State {
    /// Goes on past a word with this tag.
    pub fn step(&mut self, tag: Tag) {
        self.before = tag as u8;
        match tag {
            Tag::Sconj => (self.boundary, self.finite, self.subject) = (1, 0, false),
            Tag::Cconj => (self.boundary, self.subject) = (2, false),
            Tag::Punct => self.boundary = 3,
            Tag::Pron | Tag::Propn | Tag::Noun => self.subject = true,
            Tag::VerbGerund | Tag::VerbBase | Tag::VerbParticiple => self.boundary = 4,
            _ if tag.verb_form().is_some_and(crate::VerbForm::is_finite) => {
                (self.boundary, self.finite, self.subject) = (0, (self.finite + 1).min(2), false);
            }
            _ => {}
        }
    }

    fn code(self) -> u32 {
        u32::from(self.finite) | u32::from(self.boundary) << 2 | u32::from(self.subject) << 5
    }
}

/// The features of place `i`, as hashes that name rows of weights.
pub fn features(words: &[Word], i: usize, state: State) -> [u32; FEATURES] {
    const NONE: Word = Word {
        id: 1,
        ending: 1,
        beginning: 1,
        shape: 7,
        class: 1023,
        fixed: None,
    };
    let at = |j: usize| words.get(j).unwrap_or(&NONE);
    let word = at(i);
    let before = if i > 0 { at(i - 1) } else { &NONE };
    let (after, after2) = (at(i + 1), at(i + 2));
    let one = u32::from(state.before);
    let (ending3, ending2) = (word.ending & 0xff_ffff, word.ending & 0xffff);
    let (class, next) = (u32::from(word.class), u32::from(after.class));
    let written = u32::from(word.shape);
    [
        mix(1, word.id, written),
        mix(2, word.ending, written),
        mix(3, ending3, written | u32::from(i == 0) << 4),
        mix(4, word.beginning, written),
        mix(
            5,
            written | u32::from(before.shape) << 4 | u32::from(after.shape) << 8,
            one,
        ),
        mix(6, one, next),
        mix(7, before.id, class),
        mix(8, after.id, class),
        mix(9, word.id, next),
        mix(10, word.id, before.id),
        mix(11, word.id, after.id),
        mix(12, next | u32::from(after2.class) << 16, class),
        mix(13, after2.id, next),
        mix(14, after.ending & 0xff_ffff, class),
        mix(15, before.id, after.id),
        mix(16, ending2, state.code()),
        mix(17, class, one | state.code() << 8),
    ]
}

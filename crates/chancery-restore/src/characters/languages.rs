//! Models of the letters of single languages. The model over all languages finds `õ` as good as `ő`; only that the rest
//! of the line is Hungarian tells which of them it is.

use super::alphabet::{Case, fold};
use super::{Bytes, case_cost};
use std::sync::LazyLock;

/// The trained figures, as `xtask train-characters` writes them.
static DATA: &[u8] = include_bytes!("../../data/languages.bin");

/// The beginning of the file of figures, with the number of its format.
pub const MAGIC: [u8; 4] = *b"LNG1";

/// Letters have slots: those of the blocks up to Hebrew and Arabic, then those of Latin Extended Additional.
const LOW: usize = 0x700;
const HIGH: std::ops::Range<u32> = 0x1e00..0x1f00;
pub(super) const SLOTS: usize = LOW + 0x100;

/// What stands for anything but a letter.
const BOUNDARY: u16 = u16::MAX;
/// The index of letters that the language does not have.
const STRANGE: u8 = u8::MAX;
/// What such a letter costs, in tenths of a bit.
const STRANGER: i32 = 120;

/// The slot of a folded letter.
#[must_use]
pub fn slot(c: char) -> Option<usize> {
    let code = c as u32;
    if (code as usize) < LOW {
        Some(code as usize)
    } else if HIGH.contains(&code) {
        Some(LOW + (code - HIGH.start) as usize)
    } else {
        None
    }
}

/// The letter of a slot.
pub(super) fn letter(slot: usize) -> Option<char> {
    let code = if slot < LOW {
        slot as u32
    } else {
        HIGH.start + (slot - LOW) as u32
    };
    char::from_u32(code)
}

/// The letters of one language and what they cost after each other.
#[derive(Debug)]
struct Language {
    /// The index of each letter in the table by its slot, from 1; 0 is the boundary of words.
    indices: Vec<u8>,
    size: usize,
    costs: &'static [u8],
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| load(DATA).unwrap_or_default());

/// Reads the trained figures; `None` if they are not what they should be.
///
/// The format: [`MAGIC`]; the number of languages; for each the number of its letters, the letters, and the costs of
/// the boundary and every letter after the boundary and every letter. The costs are of one byte, the rest of 16 bits.
fn load(data: &'static [u8]) -> Option<Vec<Language>> {
    let mut data = Bytes(data);
    if data.take(4)? != MAGIC {
        return None;
    }
    let count = data.short()?;
    (0..count)
        .map(|_| {
            let letters = data.short()?;
            let mut indices = vec![STRANGE; SLOTS];
            for index in 1..=letters {
                let letter = char::from_u32(data.short()?.into())?;
                *indices.get_mut(slot(letter)?)? = u8::try_from(index).ok()?;
            }
            let size = usize::from(letters) + 1;
            let costs = data.take(size * size)?;
            Some(Language {
                indices,
                size,
                costs,
            })
        })
        .collect()
}

/// What a text costs in the language that it costs least in, in tenths of a bit; `None` if it has characters that
/// are not told apart here.
pub(crate) fn cost(text: impl Iterator<Item = char>) -> Option<i32> {
    let (letters, common) = prepare(text)?;
    best(&letters).map(|(cost, _)| common + cost)
}

/// What letters cost in the language that they cost least in, and which that is.
fn best(letters: &[u16]) -> Option<(i32, &'static Language)> {
    let (first, rest) = letters.split_at(letters.len().min(BEGINNING));
    let begun: Vec<(Sum, &Language)> = LANGUAGES
        .iter()
        .map(|language| (language.cost(Sum::default(), first, i32::MAX), language))
        .collect();
    // The likeliest first: what costs more than the whole text in it need not be followed to the end.
    let (sum, likeliest) = begun.iter().min_by_key(|(sum, _)| sum.cost)?;
    let mut best = (likeliest.cost(*sum, rest, i32::MAX).cost, *likeliest);
    for (sum, language) in &begun {
        if sum.cost < best.0 {
            let cost = language.cost(*sum, rest, best.0).cost;
            if cost < best.0 {
                best = (cost, language);
            }
        }
    }
    Some(best)
}

/// So many letters tell the likeliest language.
const BEGINNING: usize = 12;

/// What letters cost so far, and the last of them.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    cost: i32,
    before: usize,
}

/// Whether a text has letters that the language it costs least in does not have.
pub(crate) fn has_strangers(text: impl Iterator<Item = char>) -> bool {
    let Some((letters, _)) = prepare(text) else {
        return false;
    };
    best(&letters).is_some_and(|(_, language)| {
        let mut indices = letters
            .iter()
            .filter_map(|letter| language.indices.get(usize::from(*letter)));
        indices.any(|index| *index == STRANGE)
    })
}

/// The slots of the letters with boundaries between words, and what is the same in every language: marks, cases.
/// `None` if there are letters without a slot.
fn prepare(text: impl Iterator<Item = char>) -> Option<(Vec<u16>, i32)> {
    let mut letters = Vec::with_capacity(128);
    let mut common = 0;
    let mut before = Case::None;
    for c in text {
        let (folded, case) = fold(c);
        common += case_cost(before, case);
        before = case;
        if folded.is_alphabetic() {
            letters.push(slot(folded)? as u16);
            continue;
        }
        common += match folded {
            ' ' => 0,
            '!'..='~' => 45,
            '\u{a0}' | '«' | '»' | '\u{2010}'..='\u{2027}' => 60,
            '¡'..='¿' | '×' | '€' | '№' => 110,
            _ => return None,
        };
        if letters.last().is_some_and(|last| *last != BOUNDARY) {
            letters.push(BOUNDARY);
        } else {
            common += 10;
        }
    }
    Some((letters, common))
}

impl Language {
    /// What more letters cost; once it is `most` or more, what is given need not be all.
    fn cost(&self, sum: Sum, letters: &[u16], most: i32) -> Sum {
        let Sum {
            mut cost,
            mut before,
        } = sum;
        for letter in letters {
            let index = match self.indices.get(usize::from(*letter)) {
                Some(&STRANGE) => {
                    cost += STRANGER;
                    before = 0;
                    continue;
                }
                Some(index) => usize::from(*index),
                None => 0,
            };
            cost += i32::from(self.costs[before * self.size + index]);
            before = index;
            if cost >= most {
                break;
            }
        }
        Sum { cost, before }
    }
}

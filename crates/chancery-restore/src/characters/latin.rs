//! Models of the words of single languages in Latin letters: each letter after the two before it.
//!
//! They tell apart what pairs of letters do not, `ì` in a Czech word from `ì` in a Friulian one, from a line or two.

use super::alphabet;
use super::languages::slot;
use super::{Bytes, languages};
use std::sync::LazyLock;

/// The trained figures, as `xtask train-characters` writes them.
static DATA: &[u8] = include_bytes!("../../data/latin.bin");

/// The beginning of the file of figures, with the number of its format.
pub const MAGIC: [u8; 4] = *b"LAT1";

/// The index of letters that the language does not have.
const STRANGE: u8 = u8::MAX;
/// What such a letter costs, in tenths of a bit.
const STRANGER: i32 = 200;

/// A letter as the models know it: small, and in Romanian with the cedilla that code pages have for the comma.
#[must_use]
pub fn fold(c: char) -> char {
    match alphabet::fold(c).0 {
        'ș' => 'ş',
        'ț' => 'ţ',
        folded => folded,
    }
}

/// The key of a word of folded letters, of 32 bits.
#[must_use]
pub fn key(word: &[char]) -> u32 {
    word.iter().fold(0x811c_9dc5u32, |hash, c| {
        (hash ^ *c as u32).wrapping_mul(0x0100_0193)
    })
}

/// The letters of one language and what they cost after each other.
#[derive(Debug)]
pub(crate) struct Language {
    /// What a letter seems to cost too much because there was little text to learn from, in tenths of a bit.
    discount: i32,
    /// The index of each letter by its slot, from 1; 0 is the boundary of words.
    indices: Vec<u8>,
    size: usize,
    /// Costs by letter before and letter.
    pairs: &'static [u8],
    /// By two letters: what it costs that the third is not in the row, and the row: letters with their costs.
    rows: Vec<(u8, &'static [u8])>,
    /// Words with letters beyond ASCII in the order of their keys: of each the key and the cost.
    words: &'static [u8],
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| load(DATA).unwrap_or_default());

/// All languages.
pub(crate) fn all() -> &'static [Language] {
    &LANGUAGES
}

/// Reads the trained figures; `None` if they are not what they should be.
///
/// The format: [`MAGIC`]; the number of languages; for each the number of its letters, their discount, and
/// the letters, then the costs
/// of the boundary and every letter after the boundary and every letter, then, after each two of them, what it costs
/// to go by the second alone, the number of letters that do not, and each of these by its index with its cost (first,
/// in a bit each, which two letters the text had); then the number of words, and each of these by its key with its
/// cost. The numbers of languages, letters and words and the letters are of 16 bits, keys of 32, all else of one byte.
fn load(data: &'static [u8]) -> Option<Vec<Language>> {
    let mut data = Bytes(data);
    if data.take(4)? != MAGIC {
        return None;
    }
    let count = data.short()?;
    (0..count)
        .map(|_| {
            let letters = data.short()?;
            let discount = i32::from(data.take(1)?[0]);
            let mut indices = vec![STRANGE; languages::SLOTS];
            for index in 1..=letters {
                let letter = char::from_u32(data.short()?.into())?;
                *indices.get_mut(slot(letter)?)? = u8::try_from(index).ok()?;
            }
            let size = usize::from(letters) + 1;
            let pairs = data.take(size * size)?;
            let seen = data.take((size * size).div_ceil(8))?;
            let rows = (0..size * size)
                .map(|at| {
                    if seen[at / 8] >> (at % 8) & 1 == 0 {
                        return Some((0, [].as_slice()));
                    }
                    let head = data.take(2)?;
                    Some((head[0], data.take(2 * usize::from(head[1]))?))
                })
                .collect::<Option<_>>()?;
            let words = usize::from(data.short()?);
            let words = data.take(5 * words)?;
            Some(Language {
                words,
                discount,
                indices,
                size,
                pairs,
                rows,
            })
        })
        .collect()
}

/// The place of a pair of ASCII letters, or of one and the boundary of words, among [`PAIRS`].
const LETTERS: usize = 27;
/// Room for so many languages, of which many are added up at once.
const LANES: usize = 160;
/// So many pairs of letters tell which languages are likely; in sums of 16 bits there is room for more.
const MOST: i32 = 120;

/// What each pair of ASCII letters costs in each language.
static PAIRS: LazyLock<Vec<[u8; LANES]>> = LazyLock::new(|| {
    let index = |language: &Language, letter: usize| match letter {
        0 => Some(0),
        _ => {
            let index = language.indices[usize::from(b'a') - 1 + letter];
            (index != STRANGE).then_some(usize::from(index))
        }
    };
    let cost = |language: &Language, pair: usize| {
        let before = index(language, pair / LETTERS)?;
        let next = index(language, pair % LETTERS)?;
        Some(language.pairs[before * language.size + next])
    };
    let mut pairs = vec![[u8::MAX; LANES]; LETTERS * LETTERS];
    for (at, costs) in pairs.iter_mut().enumerate() {
        for (slot, language) in costs.iter_mut().zip(all()) {
            *slot = cost(language, at).unwrap_or(STRANGER as u8);
        }
    }
    pairs
});

/// What the letters of ASCII in a line cost in each language, with its index, and how many pairs of letters these are.
fn sums(line: &str) -> (Vec<(i32, usize)>, i32) {
    let mut sums = [0u16; LANES];
    let pairs = add_pairs(line.as_bytes(), &PAIRS, &mut sums);
    let sums = all()
        .iter()
        .zip(sums)
        .map(|(language, sum)| i32::from(sum) - language.discount * pairs)
        .zip(0..)
        .collect();
    (sums, pairs)
}

/// Adds the costs of the pairs of ASCII letters up; gives how many there are.
#[multiversion::multiversion(targets("x86_64+avx512f+avx512bw", "x86_64+avx2", "aarch64+neon"))]
fn add_pairs(line: &[u8], costs: &[[u8; LANES]], sums: &mut [u16; LANES]) -> i32 {
    let (mut before, mut pairs) = (Some(0), 0);
    for byte in line {
        let next = match byte | 0x20 {
            letter @ b'a'..=b'z' => Some(usize::from(letter - b'a') + 1),
            _ => byte.is_ascii().then_some(0),
        };
        if let (Some(before), Some(next)) = (before, next)
            && before + next > 0
            && let Some(costs) = costs.get(before * LETTERS + next)
        {
            for (sum, cost) in sums.iter_mut().zip(costs) {
                *sum += u16::from(*cost);
            }
            pairs += 1;
            if pairs == MOST {
                break;
            }
        }
        before = next;
    }
    pairs
}

/// The languages, by index, in which the letters of ASCII in a line cost least, the likeliest first: so many, or all if
/// there are fewer pairs of letters than `few`.
pub(crate) fn likely(line: &str, count: usize, few: i32) -> Vec<usize> {
    let (mut sums, pairs) = sums(line);
    if pairs >= few && count < sums.len() {
        sums.select_nth_unstable(count);
        sums.truncate(count);
    }
    sums.sort_unstable();
    sums.into_iter().map(|(_, index)| index).collect()
}

/// So many of the likeliest languages may be that of an ordinary line, if its letters of ASCII are so many pairs.
const LIKELIEST: usize = 16;
pub(crate) const ORDINARY: i32 = 24;
/// What the letters of words beyond ASCII cost at the most on average in their language, in tenths of a bit.
const USUAL: i32 = 36;

/// Whether a line seems to be what one of its likeliest languages writes: that has all of its letters, writes its words
/// beyond ASCII like this, and there are no signs but quotation marks and dashes: others are letters in other
/// encodings.
pub(crate) fn is_ordinary(line: &str) -> bool {
    let usual = |c: char| matches!(c, '\u{a0}' | '«' | '»' | '\u{2010}'..='\u{203a}');
    if line.contains(|c: char| !c.is_ascii() && !usual(c) && !c.is_alphabetic()) {
        return false;
    }
    let likely = likely(line, LIKELIEST, ORDINARY);
    if likely.len() > LIKELIEST {
        return false;
    }
    let words = line.split(|c: char| !c.is_alphabetic());
    let words = words.filter(|word| !word.is_ascii());
    let words: Vec<Vec<char>> = words.map(|word| word.chars().map(fold).collect()).collect();
    let letters: usize = words.iter().map(|word| word.len() + 1).sum();
    let most = USUAL * letters as i32;
    let mut languages = likely.iter().filter_map(|index| all().get(*index));
    languages.any(|language| {
        language.has_all(line) && words.iter().map(|word| language.cost(word)).sum::<i32>() <= most
    })
}

impl Language {
    /// Whether it has all letters of a line.
    pub fn has_all(&self, line: &str) -> bool {
        let beyond = line.chars().filter(|c| !c.is_ascii()).map(fold);
        let mut letters = beyond.filter(|c| c.is_alphabetic());
        letters.all(|c| {
            let index = slot(c).and_then(|slot| self.indices.get(slot));
            index.is_some_and(|index| *index != STRANGE)
        })
    }

    /// What a word of folded letters costs, in tenths of a bit.
    pub fn cost(&self, word: &[char]) -> i32 {
        let (mut first, mut second) = (0, 0);
        let mut cost = 0;
        for c in word {
            let index = slot(*c).and_then(|slot| self.indices.get(slot));
            let Some(index) = index.filter(|index| **index != STRANGE) else {
                cost += STRANGER;
                (first, second) = (0, 0);
                continue;
            };
            let next = usize::from(*index);
            cost += self.letter(first, second, next);
            (first, second) = (second, next);
        }
        cost += self.letter(first, second, 0);
        cost = (cost - self.discount * word.len() as i32).max(0);
        match self.whole(word) {
            Some(whole) => cost.min(whole),
            None => cost,
        }
    }

    /// What a word costs that is often written.
    fn whole(&self, word: &[char]) -> Option<i32> {
        if word.iter().all(char::is_ascii) {
            return None;
        }
        let (words, _) = self.words.as_chunks::<5>();
        let key = key(word).to_be_bytes();
        let at = words.binary_search_by(|entry| entry[..4].cmp(&key)).ok()?;
        Some(i32::from(words[at][4]))
    }

    /// What a letter costs after two others.
    fn letter(&self, first: usize, second: usize, next: usize) -> i32 {
        let (back, row) = &self.rows[first * self.size + second];
        for entry in row.chunks_exact(2) {
            if usize::from(entry[0]) == next {
                return i32::from(entry[1]);
            }
        }
        i32::from(*back) + i32::from(self.pairs[second * self.size + next])
    }

    /// Its letters.
    pub fn letters(&self) -> impl Iterator<Item = char> {
        let slots = self.indices.iter().enumerate();
        slots
            .filter(|(_, index)| **index != STRANGE)
            .filter_map(|(slot, _)| languages::letter(slot))
    }
}

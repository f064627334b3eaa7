//! A model of what people write: what a character costs where it stands, in tenths of a bit.
//!
//! Characters are folded to symbols ([`alphabet`]); a table has the cost of each symbol after each other. How it is
//! trained and from what is told in `xtask/characters/README.md`.

pub mod alphabet;
pub mod languages;
pub mod latin;

use alphabet::{Case, Group, HAN, HANGUL, JUNK, block, fold, group};
use std::sync::LazyLock;

/// The trained figures, as `xtask train-characters` writes them.
static DATA: &[u8] = include_bytes!("../../data/characters.bin");

/// The beginning of the file of figures, with the number of its format.
pub const MAGIC: [u8; 4] = *b"CHR2";

/// Where a character stands in the model: what the cost of the next one depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    symbol: u16,
    /// What a character of the symbol costs beyond its symbol, in tenths of a bit.
    spread: u8,
    /// The case, and whether it is a letter beyond ASCII.
    flags: u8,
}

/// In the flags: the bits of the case, and the bit of a letter beyond ASCII.
const CASE: u8 = 3;
const FOREIGN: u8 = 4;

impl Place {
    /// Whether it is a letter, a syllable or a Chinese character beyond ASCII.
    pub fn is_foreign_letter(self) -> bool {
        self.flags & FOREIGN != 0
    }
}

/// The model of characters.
pub(crate) struct Model {
    symbols: usize,
    /// Costs by symbol before and symbol.
    costs: &'static [u8],
    /// Costs by case before and case.
    cases: [[u8; 4]; 4],
    /// The places of the characters of the basic plane.
    places: Vec<Place>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::load(DATA).unwrap_or_else(Model::empty));

/// The model, for those who ask it much.
#[inline]
pub(crate) fn model() -> &'static Model {
    &MODEL
}

/// Where `c` stands.
#[inline]
pub(crate) fn place(c: char) -> Place {
    MODEL.place(c)
}

/// What a character of East Asia costs among its like, in tenths of a bit.
pub(crate) fn rarity(c: char) -> u8 {
    RARITIES.get(c as usize).copied().unwrap_or(u8::MAX)
}

/// The rarities of the characters of the basic plane.
static RARITIES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let usual = [place('的'), place('の'), place('이')];
    (0..0x1_0000u32)
        .map(|code| {
            let next = place(char::from_u32(code).unwrap_or('\0'));
            let least = usual.iter().map(|before| cost(*before, next)).min();
            least.unwrap_or(0).clamp(0, 255) as u8
        })
        .collect()
});

/// What a character that stands at `next` costs after one that stands at `before`.
#[inline]
pub(crate) fn cost(before: Place, next: Place) -> i32 {
    MODEL.cost(before, next)
}

/// What a letter of one case costs after one of another, in tenths of a bit.
fn case_cost(before: Case, next: Case) -> i32 {
    i32::from(MODEL.cases[before as usize][next as usize])
}

/// Reads numbers off the front of bytes.
struct Bytes(&'static [u8]);

impl Bytes {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn short(&mut self) -> Option<u16> {
        self.take(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
    }
}

impl Model {
    /// Where `c` stands.
    #[inline]
    pub fn place(&self, c: char) -> Place {
        match self.places.get(c as usize) {
            Some(place) => *place,
            None => self.beyond(c),
        }
    }

    /// What a character that stands at `next` costs after one that stands at `before`.
    #[inline]
    pub fn cost(&self, before: Place, next: Place) -> i32 {
        let at = usize::from(before.symbol) * self.symbols + usize::from(next.symbol);
        let own = self.costs.get(at).copied().unwrap_or(u8::MAX);
        let case = self.cases[usize::from(before.flags & CASE)][usize::from(next.flags & CASE)];
        i32::from(own) + i32::from(case) + i32::from(next.spread)
    }

    /// Reads the trained figures; `None` if they are not what they should be.
    ///
    /// The format: [`MAGIC`]; the number of symbols; the number of characters with a symbol of their own, and these
    /// characters (all of 16 bits, in order; their symbols follow those of the blocks and junk); the first symbol of
    /// the ranks of Chinese characters, that of Hangul; the spread of each symbol; the number of characters with a
    /// spread of their own, and each with its spread; the rank of each Chinese character,
    /// of each syllable; nine costs of cases; then the costs by symbol and symbol. Everything but the 16-bit numbers
    /// is of one byte.
    fn load(data: &'static [u8]) -> Option<Self> {
        let mut data = Bytes(data);
        if data.take(4)? != MAGIC {
            return None;
        }
        let symbols = usize::from(data.short()?);
        let own = usize::from(data.short()?);
        let own: Vec<u16> = (0..own).map(|_| data.short()).collect::<Option<_>>()?;
        let (han, hangul) = (usize::from(data.short()?), usize::from(data.short()?));
        let spreads = data.take(symbols)?;
        let single: Vec<(u16, u8)> = (0..data.short()?)
            .map(|_| Some((data.short()?, data.take(1)?[0])))
            .collect::<Option<_>>()?;
        let han_ranks = data.take((HAN.1 - HAN.0 + 1) as usize)?;
        let hangul_ranks = data.take((HANGUL.1 - HANGUL.0 + 1) as usize)?;
        let cases = data.take(9)?;
        let costs = data.take(symbols * symbols)?;
        let symbol = |c: char| -> usize {
            let code = c as u32;
            if (HAN.0..=HAN.1).contains(&code) {
                return han + usize::from(han_ranks[(code - HAN.0) as usize]);
            }
            if (HANGUL.0..=HANGUL.1).contains(&code) {
                return hangul + usize::from(hangul_ranks[(code - HANGUL.0) as usize]);
            }
            match u16::try_from(code)
                .ok()
                .and_then(|code| own.binary_search(&code).ok())
            {
                Some(index) => JUNK + 1 + index,
                None => block(c),
            }
        };
        let mut places = Vec::with_capacity(0x1_0000);
        for code in 0..0x1_0000u32 {
            let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            let (folded, case) = fold(c);
            let symbol = symbol(folded).min(symbols - 1);
            places.push(Place {
                symbol: symbol as u16,
                spread: u16::try_from(folded as u32)
                    .ok()
                    .and_then(|code| single.binary_search_by_key(&code, |(c, _)| *c).ok())
                    .map_or(spreads[symbol], |index| single[index].1),
                flags: case as u8 | foreign(c),
            });
        }
        let cell = |row: usize, column: usize| cases.get(row * 3 + column).copied().unwrap_or(0);
        Some(Self {
            symbols,
            costs,
            cases: std::array::from_fn(|row| std::array::from_fn(|column| cell(row, column))),
            places,
        })
    }

    /// A model that knows nothing and finds everything alike; a test keeps the shipped figures from being such.
    fn empty() -> Self {
        Self {
            symbols: 0,
            costs: &[],
            cases: [[0; 4]; 4],
            places: Vec::new(),
        }
    }

    /// The place of a character beyond the basic plane.
    fn beyond(&self, c: char) -> Place {
        let symbol = block(c).min(self.symbols.saturating_sub(1));
        Place {
            symbol: symbol as u16,
            spread: 80,
            flags: Case::None as u8 | foreign(c),
        }
    }
}

fn foreign(c: char) -> u8 {
    let letter = (Group::Latin..Group::Junk).contains(&group(block(fold(c).0)));
    if letter && !c.is_ascii() { FOREIGN } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(text: &str) -> i32 {
        let mut before = place(' ');
        text.chars()
            .map(|c| {
                let next = place(c);
                let own = cost(before, next);
                before = next;
                own
            })
            .sum()
    }

    #[test]
    fn what_people_write_costs_less_than_what_misreading_makes_of_it() {
        for (written, misread) in [
            ("Łódź", "£ódŸ"),
            ("déjà vu", "dÃ©jÃ\u{a0} vu"),
            ("привет", "РТЙЧЕФ"),
            ("Příliš žluťoučký kůň", "Pøíliš žlu\u{9d}ouèký kùò"),
            ("中华人民共和国", "ÖÐ»ªÈËÃñ¹²ºÍ¹ú"),
            ("日本語", "擔杮岅"),
            ("대한민국", "\u{b4}ëÇÑ¹Î±¹"),
        ] {
            assert!(
                total(written) + 30 < total(misread),
                "{written} {} {misread} {}",
                total(written),
                total(misread)
            );
        }
    }
}

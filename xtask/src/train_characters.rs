//! Trains the model of characters of `chancery-restore` from texts by language.

use chancery_restore::training::MAGIC;
use chancery_restore::training::alphabet::{
    Case, GROUPS, Group, HAN, HANGUL, JUNK, block, fold, group,
};
mod languages;
mod latin;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: train-characters --texts DIR --out DIR";

/// The name under which the lines of `signs.txt` stand among the languages.
const SIGN_TEXTS: &str = "signs";
/// How many characters a language with texts enough counts for; one with less counts for less, but not in proportion.
const MASS: f64 = 30_000.0;
const ENOUGH: f64 = 200_000.0;
/// English is what damage most often is found in.
const ENGLISH: f64 = 4.0;
/// The share of its language's characters from which a character has a symbol of its own.
const OWN: f64 = 8e-5;
/// The sizes of the ranks of Chinese characters, the commonest first; the last rank has all others.
const HAN_RANKS: &[usize] = &[
    50, 100, 150, 200, 250, 300, 350, 400, 500, 600, 700, 800, 1000, 1300, 1700, 2500, 4000,
];
const HANGUL_RANKS: &[usize] = &[40, 60, 80, 100, 120, 150, 200, 300, 400, 500, 600, 800];
/// What going from one script to another costs at most, in probability.
const CROSSING: f64 = 1.0 / 2048.0;
/// The same into a script that hardly any text in another one quotes.
const EXOTIC: f64 = 1.0 / 32768.0;
/// What a capital letter after a capital one costs at most: the texts have few headings.
const CAPITALS: u8 = 6;
/// How often each line of `signs.txt` counts.
const SIGNS: f64 = 8.0;
/// The probability of junk after anything.
const JUNK_SHARE: f64 = 1.0 / 16384.0;

type Counts = HashMap<(u16, u16), f64>;

pub fn run(args: &[String]) -> Result<(), String> {
    let value = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        args.get(at + 1).map(PathBuf::from)
    };
    let (Some(texts), Some(out)) = (value("--texts"), value("--out")) else {
        return Err(USAGE.to_owned());
    };
    let mut languages = read(&texts)?;
    languages.insert(
        SIGN_TEXTS.to_owned(),
        include_str!("../characters/signs.txt").to_owned(),
    );
    let symbols = Symbols::choose(&languages, &texts)?;
    let model = symbols.model(&languages);
    write(&out.join("characters.bin"), &model)?;
    languages.remove(SIGN_TEXTS);
    let (count, models) = languages::models(&languages);
    write(&out.join("languages.bin"), &models)?;
    let (latin, letters) = latin::models(&languages, &texts)?;
    write(&out.join("latin.bin"), &letters)?;
    println!(
        "{} languages, {} symbols, {} of them characters, {} bytes; {count} languages alone, {} bytes; {latin} in Latin letters, {} bytes",
        languages.len(),
        symbols.count(),
        symbols.own.len(),
        model.len(),
        models.len(),
        letters.len()
    );
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

/// The texts by language, in the order of the names.
fn read(texts: &Path) -> Result<BTreeMap<String, String>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", texts.display());
    let mut languages = BTreeMap::new();
    for entry in std::fs::read_dir(texts).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "txt")
            && let Some(name) = path.file_stem().and_then(|name| name.to_str())
        {
            let text = std::fs::read_to_string(&path).map_err(failed)?;
            languages.insert(name.to_owned(), text);
        }
    }
    Ok(languages)
}

fn weight(language: &str, characters: usize) -> f64 {
    let share = if language == "en" { ENGLISH } else { 1.0 };
    let characters = characters.max(1) as f64;
    share * MASS * (characters / ENOUGH).sqrt().min(1.0) / characters
}

fn is_han(c: char) -> bool {
    (HAN.0..=HAN.1).contains(&(c as u32))
}

fn is_hangul(c: char) -> bool {
    (HANGUL.0..=HANGUL.1).contains(&(c as u32))
}

/// Which character has which symbol.
struct Symbols {
    own: Vec<char>,
    han: Vec<u8>,
    hangul: Vec<u8>,
    /// How many characters of each symbol were seen.
    members: Vec<usize>,
    /// What characters without a symbol of their own cost beyond that of their block, in tenths of a bit.
    single: BTreeMap<char, u8>,
}

impl Symbols {
    fn choose(languages: &BTreeMap<String, String>, texts: &Path) -> Result<Self, String> {
        let mut share: HashMap<char, f64> = HashMap::new();
        let mut ideographs: HashMap<char, f64> = HashMap::new();
        let mut total: HashMap<char, f64> = HashMap::new();
        for text in languages.values() {
            let mut counts: HashMap<char, usize> = HashMap::new();
            let mut characters = 0usize;
            for c in text.chars().filter(|c| *c != '\n') {
                *counts.entry(fold(c).0).or_default() += 1;
                characters += 1;
            }
            for (c, count) in counts {
                let part = count as f64 / characters.max(1) as f64;
                let best = share.entry(c).or_default();
                *best = best.max(part);
                *total.entry(c).or_default() += part;
                if is_han(c) || is_hangul(c) {
                    *ideographs.entry(c).or_default() += part;
                }
            }
        }
        for (variant, share) in [("Hans", 2.0), ("Hant", 1.0), ("Jpan", 1.0)] {
            let path = texts.join(format!("han-{variant}.tsv"));
            frequencies(&path, share, &mut ideographs)?;
        }
        standards(&mut ideographs);
        let mut own: Vec<char> = share
            .iter()
            .filter(|(c, share)| **share >= OWN && has_own(**c))
            .map(|(c, _)| *c)
            .collect();
        own.sort_unstable();
        let han = ranks(&ideographs, HAN, HAN_RANKS);
        let hangul = ranks(&ideographs, HANGUL, HANGUL_RANKS);
        let mut symbols = Self {
            own,
            han,
            hangul,
            members: Vec::new(),
            single: BTreeMap::new(),
        };
        symbols.single = symbols.spreads(&total);
        let mut members = vec![0; symbols.count()];
        let unranked = share.keys().filter(|c| !is_han(**c) && !is_hangul(**c));
        for c in unranked {
            members[symbols.of(*c)] += 1;
        }
        for rank in &symbols.han {
            members[symbols.han_first() + usize::from(*rank)] += 1;
        }
        for rank in &symbols.hangul {
            members[symbols.hangul_first() + usize::from(*rank)] += 1;
        }
        symbols.members = members;
        Ok(symbols)
    }

    fn han_first(&self) -> usize {
        JUNK + 1 + self.own.len()
    }

    fn hangul_first(&self) -> usize {
        self.han_first() + HAN_RANKS.len() + 1
    }

    fn count(&self) -> usize {
        self.hangul_first() + HANGUL_RANKS.len() + 1
    }

    /// The symbol of a folded character.
    fn of(&self, c: char) -> usize {
        if is_han(c) {
            return self.han_first() + usize::from(self.han[(c as u32 - HAN.0) as usize]);
        }
        if is_hangul(c) {
            return self.hangul_first() + usize::from(self.hangul[(c as u32 - HANGUL.0) as usize]);
        }
        match self.own.binary_search(&c) {
            Ok(index) => JUNK + 1 + index,
            Err(_) => block(c),
        }
    }

    fn group(&self, symbol: usize) -> Group {
        if symbol >= self.hangul_first() {
            Group::Hangul
        } else if symbol >= self.han_first() {
            Group::Han
        } else if symbol > JUNK {
            group(block(self.own[symbol - JUNK - 1]))
        } else {
            group(symbol)
        }
    }

    /// The spreads of the letters of scripts in which only blocks have symbols, by their share in the block.
    fn spreads(&self, shares: &HashMap<char, f64>) -> BTreeMap<char, u8> {
        let mut blocks: HashMap<usize, f64> = HashMap::new();
        let shared = || {
            let shares = shares.iter();
            shares.filter(|(c, _)| {
                let symbol = self.of(**c);
                symbol < JUNK && (Group::Armenian..Group::EastAsian).contains(&group(symbol))
            })
        };
        for (c, share) in shared() {
            *blocks.entry(self.of(*c)).or_default() += share;
        }
        shared()
            .map(|(c, share)| (*c, tenths(share / blocks[&self.of(*c)])))
            .collect()
    }

    /// What a character of the symbol costs beyond the symbol, in tenths of a bit.
    fn spread(&self, symbol: usize) -> u8 {
        let least = match self.group(symbol) {
            _ if symbol > JUNK && symbol < self.han_first() => 1,
            Group::Junk => 32,
            Group::Space | Group::Digit => 1,
            // The letters that are written have a spread of their own.
            group if (Group::Armenian..Group::EastAsian).contains(&group) => 2000,
            _ => 16,
        };
        tenths(1.0 / self.members[symbol].max(least) as f64)
    }

    fn model(&self, languages: &BTreeMap<String, String>) -> Vec<u8> {
        let mut counts = Counts::new();
        let mut cases = [[1.0f64; 3]; 3];
        for (language, text) in languages {
            let weight = match language.as_str() {
                SIGN_TEXTS => SIGNS,
                _ => weight(language, text.chars().count()),
            };
            let set = text.lines().map(typeset);
            for line in text.lines().map(str::to_owned).chain(set.flatten()) {
                let mut before = (self.of(' '), Case::None);
                for c in line.chars().chain(std::iter::once(' ')) {
                    let (folded, case) = fold(c);
                    let symbol = self.of(folded);
                    *counts.entry((before.0 as u16, symbol as u16)).or_default() += weight;
                    cases[before.1 as usize][case as usize] += weight;
                    before = (symbol, case);
                }
            }
        }
        let costs = self.smoothed(&counts);
        let mut out = MAGIC.to_vec();
        let short = |out: &mut Vec<u8>, number: usize| {
            out.extend_from_slice(&(number as u16).to_le_bytes());
        };
        short(&mut out, self.count());
        short(&mut out, self.own.len());
        for c in &self.own {
            short(&mut out, *c as usize);
        }
        short(&mut out, self.han_first());
        short(&mut out, self.hangul_first());
        out.extend((0..self.count()).map(|symbol| self.spread(symbol)));
        short(&mut out, self.single.len());
        for (c, spread) in &self.single {
            short(&mut out, *c as usize);
            out.push(*spread);
        }
        out.extend_from_slice(&self.han);
        out.extend_from_slice(&self.hangul);
        out.extend(case_costs(&cases));
        out.extend(costs);
        out
    }

    /// The cost of each symbol after each other: counts, filled up (Witten and Bell) with what the groups tell.
    fn smoothed(&self, counts: &Counts) -> Vec<u8> {
        let count = self.count();
        let groups: Vec<usize> = (0..count)
            .map(|symbol| self.group(symbol) as usize)
            .collect();
        let mut single = vec![0.2f64; count];
        let mut rows = vec![(0.0f64, 0.0f64); count];
        let mut crossings = vec![vec![0.5f64; GROUPS]; GROUPS];
        for ((a, b), times) in counts {
            let (a, b) = (usize::from(*a), usize::from(*b));
            single[b] += times;
            rows[a].0 += times;
            rows[a].1 += if *times >= 1.0 { 1.0 } else { 0.2 };
            crossings[groups[a]][groups[b]] += times;
        }
        let mut of_group = [0.0f64; GROUPS];
        for symbol in 0..count {
            of_group[groups[symbol]] += single[symbol];
        }
        let crossing = |a: usize, b: usize| {
            let share = crossings[a][b] / crossings[a].iter().sum::<f64>();
            if b == Group::Junk as usize {
                JUNK_SHARE
            } else if b == Group::Other as usize && a != b {
                EXOTIC
            } else {
                share.max(CROSSING)
            }
        };
        let mut costs = Vec::with_capacity(count * count);
        for a in 0..count {
            let (total, kinds) = rows[a];
            let kinds = kinds.max(3.0);
            for b in 0..count {
                let general = crossing(groups[a], groups[b]) * single[b] / of_group[groups[b]];
                let seen = counts.get(&(a as u16, b as u16)).copied().unwrap_or(0.0);
                costs.push(tenths((seen + kinds * general) / (total + kinds)));
            }
        }
        costs
    }
}

/// The line with the typographic marks of printed text in place of those of a keyboard, if it has any; the texts are of
/// programs, where they are rare.
fn typeset(line: &str) -> Option<String> {
    if !line.contains(['\'', '"', '-']) {
        return None;
    }
    let chars: Vec<char> = line.chars().collect();
    let letter = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| c.is_alphabetic())
    };
    let mut open = false;
    let set = chars.iter().enumerate().map(|(at, c)| match c {
        '\'' if letter(at.checked_sub(1)) => '’',
        '\'' => '‘',
        '"' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        '-' if chars.get(at + 1) == Some(&' ') && at > 0 => {
            if at % 2 == 0 {
                '–'
            } else {
                '—'
            }
        }
        // Compounds stand for the dash that is set without spaces.
        '-' if letter(at.checked_sub(1)) && letter(Some(at + 1)) && at % 3 == 0 => '—',
        c => *c,
    });
    Some(set.collect())
}

/// Whether a character may have a symbol of its own; in the other scripts the block tells enough.
fn has_own(c: char) -> bool {
    use Group::*;
    !is_han(c)
        && (c as u32) < 0x1_0000
        && matches!(
            group(block(c)),
            Punctuation
                | Typographic
                | Symbol
                | Latin
                | Greek
                | Cyrillic
                | Hebrew
                | Arabic
                | EastAsian
                | Kana
        )
}

/// Adds frequencies from rows of a character and a number.
fn frequencies(path: &Path, share: f64, ideographs: &mut HashMap<char, f64>) -> Result<(), String> {
    let Ok(rows) = std::fs::read_to_string(path) else {
        return Err(format!("{} is missing", path.display()));
    };
    let rows: Vec<(char, f64)> = rows
        .lines()
        .filter_map(|row| {
            let (c, count) = row.split_once('\t')?;
            Some((c.chars().next()?, count.trim().parse().ok()?))
        })
        .collect();
    let total: f64 = rows.iter().map(|(_, count)| count).sum();
    for (c, count) in rows {
        *ideographs.entry(c).or_default() += share * count / total.max(1.0);
    }
    Ok(())
}

/// Characters that no text had are ranked by the national standards that count them as common.
fn standards(ideographs: &mut HashMap<char, f64>) {
    let mut level = |encoding: &'static encoding_rs::Encoding,
                     leads: std::ops::RangeInclusive<u8>,
                     first: u8,
                     share: f64| {
        for lead in leads {
            for trail in first..=0xfe {
                let bytes = [lead, trail];
                let (text, malformed) = encoding.decode_without_bom_handling(&bytes);
                let mut chars = text.chars();
                if let (Some(c), None, false) = (chars.next(), chars.next(), malformed)
                    && (is_han(c) || is_hangul(c))
                {
                    *ideographs.entry(c).or_default() += share;
                }
            }
        }
    };
    // Within GBK and EUC-KR the national sets have trail bytes from A1 up; the rest adds next to nothing.
    level(encoding_rs::GBK, 0xb0..=0xd7, 0xa1, 1e-6);
    level(encoding_rs::GBK, 0xd8..=0xf7, 0xa1, 2e-7);
    level(encoding_rs::BIG5, 0xa4..=0xc6, 0x40, 8e-7);
    level(encoding_rs::SHIFT_JIS, 0x88..=0x97, 0x40, 8e-7);
    level(encoding_rs::EUC_KR, 0xb0..=0xc8, 0xa1, 1e-6);
}

fn ranks(frequencies: &HashMap<char, f64>, range: (u32, u32), sizes: &[usize]) -> Vec<u8> {
    let mut order: Vec<u32> = (range.0..=range.1).collect();
    let frequency = |code: u32| {
        char::from_u32(code)
            .and_then(|c| frequencies.get(&c))
            .copied()
            .unwrap_or(0.0)
    };
    order.sort_by(|a, b| frequency(*b).total_cmp(&frequency(*a)).then(a.cmp(b)));
    let mut ranks = vec![sizes.len() as u8; order.len()];
    let mut at = 0;
    for (rank, size) in sizes.iter().enumerate() {
        for code in order.iter().skip(at).take(*size) {
            ranks[(code - range.0) as usize] = rank as u8;
        }
        at += size;
    }
    ranks
}

fn case_costs(cases: &[[f64; 3]; 3]) -> Vec<u8> {
    let cost = |row: &[f64; 3], cell: f64| tenths(cell / row.iter().sum::<f64>());
    // Whether a letter follows is in the costs of the symbols already: only which of the two cases is told here.
    cases
        .iter()
        .flat_map(|row| {
            let letters = [0.0, row[1], row[2]];
            [0, cost(&letters, row[1]), cost(&letters, row[2])]
        })
        .enumerate()
        .map(|(at, cost)| if at == 8 { cost.min(CAPITALS) } else { cost })
        .collect()
}

fn tenths(probability: f64) -> u8 {
    (-10.0 * probability.log2()).round().clamp(0.0, 255.0) as u8
}

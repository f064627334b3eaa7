//! The letters of the languages in Latin letters, each after the two before it.

use chancery_restore::training::alphabet::{Group, block, group};
use chancery_restore::training::latin::{MAGIC, fold, key};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// A language with fewer characters of text has no model of its own.
const ENOUGH: usize = 8_000;
/// A language with more learns little from still more of it.
const PLENTY: f64 = 300_000.0;
/// What a letter seems to cost too much, in tenths of a bit, for each halving of the text.
const SCARCITY: f64 = 1.5;
/// The share of its language's letters from which a letter belongs to the language.
const OWN: f64 = 5e-5;
/// The same for a letter beyond ASCII that the known alphabet of the language does not have.
const OFTEN: f64 = 1e-3;
/// At least this share of the letters is supposed of each letter.
const LEAST: f64 = 1e-4;
/// At most so many letters.
const LETTERS: usize = 60;
/// At most so many costs of a letter after two others.
const ENTRIES: usize = 4_500;
/// At most so many words of a language with letters beyond Latin-1, and of another one.
const WORDS: usize = 4_000;
const WESTERN_WORDS: usize = 1_200;
/// By how much, in tenths of a bit, a cost differs from what fewer letters tell to be worth keeping.
const TELLING: f64 = 4.0;

/// The models of all languages with enough text in Latin letters, and how many they are.
pub fn models(
    languages: &BTreeMap<String, String>,
    texts: &Path,
) -> Result<(usize, Vec<u8>), String> {
    let alphabets = alphabets(&texts.join("exemplars.tsv"))?;
    let models: Vec<Vec<u8>> = languages
        .iter()
        .filter(|(_, text)| text.chars().count() >= ENOUGH)
        .filter_map(|(language, text)| model(text, alphabets.get(language)))
        .collect();
    let mut out = MAGIC.to_vec();
    short(&mut out, models.len());
    for model in &models {
        out.extend_from_slice(model);
    }
    Ok((models.len(), out))
}

/// The alphabets of languages, folded, as far as they are known.
fn alphabets(path: &Path) -> Result<HashMap<String, HashSet<char>>, String> {
    let rows =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let alphabet = |row: &str| {
        let mut cells = row.split('\t');
        let language = cells.next()?.to_owned();
        let letters: HashSet<char> = cells.next()?.chars().map(fold).collect();
        letters.contains(&'a').then_some((language, letters))
    };
    Ok(rows.lines().filter_map(alphabet).collect())
}

fn short(out: &mut Vec<u8>, number: usize) {
    out.extend_from_slice(&(number as u16).to_le_bytes());
}

/// Whether a folded character is a letter that the models tell apart.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && (c as u32) < 0x2000 && group(block(c)) == Group::Latin
}

/// One language; `None` if it is not written with Latin letters.
fn model(text: &str, alphabet: Option<&HashSet<char>>) -> Option<Vec<u8>> {
    let letters = letters(text, alphabet)?;
    let counts = Counts::of(text, &letters);
    let mut out = Vec::new();
    short(&mut out, letters.len());
    let scarcity = (PLENTY / text.chars().count() as f64).log2().max(0.0);
    out.push((SCARCITY * scarcity).round() as u8);
    for c in &letters {
        short(&mut out, *c as usize);
    }
    counts.write(&mut out);
    words(text, &letters, &mut out);
    Some(out)
}

/// The words with letters beyond ASCII that are often written, by their keys, with their costs.
fn words(text: &str, letters: &[char], out: &mut Vec<u8>) {
    let most = if letters.iter().any(|c| *c > 'ÿ') {
        WORDS
    } else {
        WESTERN_WORDS
    };
    let mut counts: HashMap<Vec<char>, usize> = HashMap::new();
    let mut total = 0usize;
    for word in text
        .split(|c: char| !is_letter(fold(c)))
        .filter(|word| !word.is_empty())
    {
        total += 1;
        if !word.is_ascii() {
            *counts.entry(word.chars().map(fold).collect()).or_default() += 1;
        }
    }
    let known = |word: &[char]| word.iter().all(|c| letters.binary_search(c).is_ok());
    let mut words: Vec<(usize, Vec<char>)> = counts
        .into_iter()
        .filter(|(word, count)| *count > 1 && word.len() > 1 && known(word))
        .map(|(word, count)| (count, word))
        .collect();
    words.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    words.truncate(most);
    let mut keyed: Vec<(u32, u8)> = words
        .iter()
        .map(|(count, word)| (key(word), super::tenths(*count as f64 / total as f64)))
        .collect();
    keyed.sort_unstable();
    keyed.dedup_by_key(|(key, _)| *key);
    short(out, keyed.len());
    for (key, cost) in keyed {
        out.extend_from_slice(&key.to_be_bytes());
        out.push(cost);
    }
}

/// The letters of a language in order: its alphabet, and what else its text often has.
fn letters(text: &str, alphabet: Option<&HashSet<char>>) -> Option<Vec<char>> {
    let mut counts: HashMap<char, usize> = HashMap::new();
    let characters = text.chars().filter(|c| !c.is_whitespace()).count();
    for c in text.chars().map(fold).filter(|c| is_letter(*c)) {
        *counts.entry(c).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    if total * 2 < characters {
        return None;
    }
    let least = |c: char| {
        if c.is_ascii() || alphabet.is_none() {
            OWN
        } else {
            OFTEN
        }
    };
    let mut letters: Vec<(char, usize)> = counts
        .into_iter()
        .filter(|(c, count)| {
            *count > 1 && *count as f64 >= least(*c) * total as f64
                || alphabet.is_some_and(|alphabet| alphabet.contains(c))
        })
        .collect();
    letters.sort_by_key(|(c, count)| (std::cmp::Reverse(*count), *c));
    letters.truncate(LETTERS);
    let mut letters: Vec<char> = letters.into_iter().map(|(c, _)| c).collect();
    for c in alphabet.into_iter().flatten().filter(|c| is_letter(**c)) {
        if !letters.contains(c) && letters.len() < LETTERS {
            letters.push(*c);
        }
    }
    letters.sort_unstable();
    Some(letters)
}

/// How often letters stand after each other; the boundary of words is the first of them.
struct Counts {
    size: usize,
    triples: Vec<f64>,
}

impl Counts {
    fn of(text: &str, letters: &[char]) -> Self {
        let size = letters.len() + 1;
        let index = |c: char| letters.binary_search(&c).map_or(0, |at| at + 1);
        let mut triples = vec![0.0f64; size * size * size];
        for line in text.lines() {
            let (mut first, mut second) = (0, 0);
            for c in line.chars().chain(std::iter::once(' ')) {
                let next = index(fold(c));
                if second == 0 {
                    first = 0;
                }
                if second != 0 || next != 0 {
                    triples[(first * size + second) * size + next] += 1.0;
                }
                (first, second) = (second, next);
            }
        }
        Self { size, triples }
    }

    /// The costs of letters after one and after two others, smoothed as Witten and Bell do.
    fn write(&self, out: &mut Vec<u8>) {
        let size = self.size;
        let mut pairs = vec![0.0f64; size * size];
        for (at, count) in self.triples.iter().enumerate() {
            pairs[at % (size * size)] += count;
        }
        let all: f64 = pairs.iter().sum();
        let singles: Vec<f64> = (0..size)
            .map(|b| {
                (0..size)
                    .map(|a| pairs[a * size + b])
                    .sum::<f64>()
                    .max(all * LEAST)
            })
            .collect();
        let total: f64 = singles.iter().sum();
        let mut likely = Vec::with_capacity(size * size);
        for row in pairs.chunks(size) {
            let (sum, kinds) = row_sums(row, 3.0);
            likely.extend(
                row.iter()
                    .zip(&singles)
                    .map(|(count, single)| (count + kinds * single / total) / (sum + kinds)),
            );
        }
        out.extend(likely.iter().map(|share| super::tenths(*share)));
        let mut entries: Vec<(f64, usize, u8)> = Vec::new();
        let mut backs = Vec::with_capacity(size * size);
        for (context, row) in self.triples.chunks(size).enumerate() {
            let (sum, kinds) = row_sums(row, 0.0);
            let back = if sum == 0.0 {
                1.0
            } else {
                kinds / (sum + kinds)
            };
            backs.push((sum > 0.0).then(|| super::tenths(back)));
            for (c, count) in row.iter().enumerate() {
                let less = back * likely[context % size * size + c];
                let share = count / (sum + kinds).max(1.0) + less;
                let differs = 10.0 * (share / less).log2();
                if *count >= 2.0 && differs >= TELLING {
                    entries.push((count * differs, context * size + c, super::tenths(share)));
                }
            }
        }
        entries.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        entries.truncate(ENTRIES);
        entries.sort_by_key(|(_, at, _)| *at);
        let bits = backs.chunks(8).map(|backs| {
            let set = backs.iter().enumerate().filter(|(_, back)| back.is_some());
            set.fold(0u8, |bits, (at, _)| bits | 1 << at)
        });
        out.extend(bits);
        let mut rest = entries.as_slice();
        for (context, back) in backs.into_iter().enumerate() {
            let Some(back) = back else { continue };
            let count = rest
                .iter()
                .take_while(|(_, at, _)| at / size == context)
                .count();
            let (row, next) = rest.split_at(count);
            rest = next;
            out.push(back);
            out.push(count as u8);
            out.extend(
                row.iter()
                    .flat_map(|(_, at, cost)| [(at % size) as u8, *cost]),
            );
        }
    }
}

/// The sum of a row, and how many of its counts are not 0, but at least so many.
fn row_sums(row: &[f64], least: f64) -> (f64, f64) {
    let kinds = row.iter().filter(|count| **count > 0.0).count() as f64;
    (row.iter().sum(), kinds.max(least))
}

//! Counts of two and three tokens in a row: `sequences.bin` of the restoration crate, counted over what `words.tsv` was.

use chancery_restore::training::tokens::{CLASSES, MAGIC, OWN, class};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Three in a row that were seen less often are left out.
const LEAST: u64 = 2;

/// Writes the counts of `sentences`; `vocabulary` has the counts of words in the order of their table.
pub fn write(
    sentences: &[Vec<&str>],
    vocabulary: &[(&str, u64)],
    out: &Path,
) -> std::io::Result<()> {
    let own = vocabulary
        .iter()
        .filter(|(word, count)| *count >= OWN && !CLASSES.contains(word));
    let names: Vec<&str> = CLASSES
        .into_iter()
        .chain(own.map(|(word, _)| *word))
        .collect();
    let ids: HashMap<&str, u64> = names
        .iter()
        .zip(0..)
        .map(|(name, id)| (*name, id))
        .collect();
    let mut one = vec![0u64; names.len()];
    let mut two: BTreeMap<u64, u64> = BTreeMap::new();
    let mut three: BTreeMap<u64, u64> = BTreeMap::new();
    for sentence in sentences {
        let id = |token: &&str| {
            ids.get(token)
                .or_else(|| ids.get(class(token)))
                .copied()
                .unwrap_or(0)
        };
        let symbols: Vec<u64> = std::iter::once(0).chain(sentence.iter().map(id)).collect();
        for symbol in &symbols[1..] {
            one[*symbol as usize] += 1;
        }
        for pair in symbols.windows(2) {
            *two.entry(pair[0] << 16 | pair[1]).or_default() += 1;
        }
        for triple in symbols.windows(3) {
            *three
                .entry(triple[0] << 32 | triple[1] << 16 | triple[2])
                .or_default() += 1;
        }
    }
    three.retain(|_, count| *count >= LEAST);
    let mut data = MAGIC.to_vec();
    one.iter().for_each(|count| number(&mut data, *count));
    for table in [two, three] {
        number(&mut data, table.len() as u64);
        let mut before = 0;
        for (key, count) in table {
            number(&mut data, key - before);
            number(&mut data, count);
            before = key;
        }
    }
    std::fs::write(out, data)
}

/// A number in groups of seven bits, the lowest first.
fn number(data: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        data.push(value as u8 & 0x7f | 0x80);
        value >>= 7;
    }
    data.push(value as u8);
}

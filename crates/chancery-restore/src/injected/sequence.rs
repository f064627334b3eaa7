//! Sequences of English: how likely a word is between two words on either side.

use super::tokens::{CLASSES, MAGIC, OWN, class};
use std::collections::HashMap;

/// What of each count is left to sequences never seen.
const DISCOUNT: f64 = 0.75;
/// The count supposed of a token never seen.
const UNSEEN: f64 = 0.3;

/// What stands around a place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Neighbours {
    before: [u16; 2],
    after: [Option<u16>; 2],
}

/// Counts of symbols, of two, and of three of them in a row.
#[derive(Debug)]
pub(super) struct Sequences {
    ids: HashMap<&'static str, u16>,
    one: Vec<f64>,
    total: f64,
    two: Table,
    three: Table,
}

/// Counts of sequences by their symbols, in order; and by what they begin with, the count and what is left of it.
#[derive(Debug, Default)]
struct Table {
    counts: HashMap<u64, f64>,
    begun: HashMap<u64, (f64, f64)>,
}

impl Table {
    /// The share of `last` after `begin`, and the share that is left to shorter sequences.
    fn share(&self, begin: u64, last: u16) -> (f64, f64) {
        let Some((total, left)) = self.begun.get(&begin) else {
            return (0.0, 1.0);
        };
        let count = self.counts.get(&(begin << 16 | u64::from(last)));
        let seen = count.map_or(0.0, |count| (count - DISCOUNT) / total);
        (seen, left / total)
    }
}

impl Sequences {
    /// Reads the figures; `vocabulary` has the counts of words, in the order of their table.
    pub fn read(mut data: &[u8], vocabulary: &[(&'static str, f64)]) -> Option<Self> {
        let symbols = vocabulary
            .iter()
            .filter(|(word, count)| *count >= OWN as f64 && !CLASSES.contains(word));
        let names: Vec<&'static str> = CLASSES
            .into_iter()
            .chain(symbols.map(|(word, _)| *word))
            .collect();
        let ids = names
            .iter()
            .zip(0..)
            .map(|(name, id)| (*name, id))
            .collect();
        let magic = data.split_off(..4)?;
        if magic != MAGIC {
            return None;
        }
        let mut one = vec![0.0; names.len()];
        for slot in &mut one {
            *slot = number(&mut data)? as f64;
        }
        let total = one.iter().sum();
        let mut two = Table::default();
        let mut three = Table::default();
        for table in [&mut two, &mut three] {
            let rows = number(&mut data)?;
            let mut key = 0u64;
            for _ in 0..rows {
                key += number(&mut data)?;
                let count = number(&mut data)? as f64;
                table.counts.insert(key, count);
                let begun = table.begun.entry(key >> 16).or_default();
                begun.1 += count - DISCOUNT;
            }
        }
        // All pairs are in the table, of three in a row only those seen more than once.
        for (key, count) in &two.counts {
            if let Some((total, _)) = two.begun.get_mut(&(key >> 16)) {
                *total += count;
            }
        }
        for (total, left) in two.begun.values_mut() {
            *left = *total - *left;
        }
        for (begin, (total, left)) in &mut three.begun {
            *total = two.counts.get(begin).copied().unwrap_or(*left + DISCOUNT);
            *left = *total - *left;
        }
        Some(Self {
            ids,
            one,
            total,
            two,
            three,
        })
    }

    fn id(&self, token: &str, count: f64) -> (u16, f64) {
        match self.ids.get(token) {
            Some(id) => (*id, 1.0),
            None => {
                let class = self.ids.get(class(token)).copied().unwrap_or(2);
                let all = self.one.get(usize::from(class)).copied().unwrap_or(1.0);
                (class, count.max(UNSEEN) / all.max(1.0))
            }
        }
    }

    /// The share of a symbol among all.
    pub fn share(&self, symbol: &str) -> f64 {
        let count = self
            .ids
            .get(symbol)
            .and_then(|id| self.one.get(usize::from(*id)));
        count.copied().unwrap_or(1.0) / self.total
    }

    /// The symbols of the two tokens before a place and of the two behind it, as far as there are any.
    pub fn around(&self, before: [&str; 2], after: [&str; 2]) -> Neighbours {
        let id = |token: &str| (!token.is_empty()).then(|| self.id(token, 0.0).0);
        let [second, first] = before.map(|token| id(token).unwrap_or(0));
        Neighbours {
            before: [second, first],
            after: after.map(id),
        }
    }

    /// The logarithm of the probability of `token`, which was counted `count` times, and of what is behind it, given
    /// what is before it.
    pub fn between(&self, token: &str, count: f64, neighbours: &Neighbours) -> f64 {
        let [l2, l1] = neighbours.before;
        let (own, share) = self.id(token, count);
        let mut sum = share.ln() + self.three(l2, l1, own);
        if let [Some(r1), second] = neighbours.after {
            sum += self.three(l1, own, r1);
            if let Some(r2) = second {
                sum += self.three(own, r1, r2);
            }
        }
        sum
    }

    fn three(&self, a: u16, b: u16, c: u16) -> f64 {
        let (seen, left) = self.three.share(u64::from(a) << 16 | u64::from(b), c);
        (seen + left * self.two(b, c)).ln()
    }

    fn two(&self, b: u16, c: u16) -> f64 {
        let (seen, left) = self.two.share(u64::from(b), c);
        seen + left * (self.one.get(usize::from(c)).copied().unwrap_or(0.0) + 0.1) / self.total
    }
}

/// A number in groups of seven bits, the lowest first.
fn number(data: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    let mut shift = 0;
    loop {
        let byte = *data.split_off_first()?;
        value |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(value);
        }
        shift += 7;
    }
}

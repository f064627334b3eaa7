//! A little English: how often words occur, and what stands before and after the frequent ones.

use super::sequence::{Neighbours, Sequences};
use super::tokens::{FREQUENT, NAME, class};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What is counted of a frequent word.
#[derive(Debug, Default)]
pub(super) struct Word {
    pub count: f64,
    /// How many tokens hold it, whole or as a part.
    inside: f64,
    /// Whether it can be a phrase of its own, as a name can.
    pub alone: bool,
    before: HashMap<&'static str, f64>,
    after: HashMap<&'static str, f64>,
    /// How many of them have something behind that was counted: names within longer names do not.
    followed: f64,
    before2: Pairs,
    after2: Pairs,
}

/// Two neighbours, from left to right, with their count beside the word and their count in any text.
type Pairs = HashMap<(&'static str, &'static str), (f64, f64)>;

/// What stands around a word, as symbols: two on either side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    pub before: [&'a str; 2],
    pub after: [&'a str; 2],
    pub neighbours: Neighbours,
}

/// Counts of English.
#[derive(Debug)]
pub(super) struct Language {
    /// The frequent words by themselves, in the order of the table.
    pub candidates: Vec<&'static str>,
    words: HashMap<&'static str, Word>,
    vocabulary: HashMap<&'static str, f64>,
    tokens: f64,
    sequences: Option<Sequences>,
}

/// How much the general distribution counts against that of one word, in occurrences.
const SMOOTHING: f64 = 20.0;
/// The same of the second neighbour, and how much that counts: it says in part what the first has said.
const PAIR_SMOOTHING: f64 = 15.0;
const PAIR_WEIGHT: f64 = 0.5;
/// How much sequences of three count against pairs, where words are told apart.
const SEQUENCE_WEIGHT: f64 = 0.7;
/// The count supposed of a word or neighbour never seen.
const UNSEEN: f64 = 0.02;

static SEQUENCES: &[u8] = include_bytes!("../../data/sequences.bin");

static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
    let words = include_str!("../../data/words.tsv");
    let vocabulary = include_str!("../../data/vocabulary.tsv");
    Language::read(words, vocabulary)
});

/// English.
pub(super) fn english() -> &'static Language {
    &ENGLISH
}

impl Language {
    fn read(words: &'static str, vocabulary: &'static str) -> Self {
        let mut language = Self {
            candidates: Vec::new(),
            words: HashMap::new(),
            vocabulary: HashMap::new(),
            tokens: 0.0,
            sequences: None,
        };
        let mut listed = Vec::new();
        for row in vocabulary
            .lines()
            .filter(|line| !line.starts_with("# "))
            .skip(1)
        {
            if let Some((word, count)) = row.split_once('\t')
                && let Ok(count) = count.parse::<f64>()
            {
                language.vocabulary.insert(word, count);
                listed.push((word, count));
            }
        }
        for row in words.lines().filter(|line| !line.starts_with("# ")).skip(1) {
            let cells: Vec<&'static str> = row.split('\t').collect();
            let [word, count, inside, alone, before, after, before2, after2] = cells[..] else {
                continue;
            };
            let (Ok(count), Ok(inside)) = (count.parse::<f64>(), inside.parse::<f64>()) else {
                continue;
            };
            let mut entry = Word {
                count,
                inside,
                alone: !alone.is_empty(),
                before: counts(before),
                followed: 0.0,
                after: counts(after),
                before2: pairs(before2),
                after2: pairs(after2),
            };
            entry.followed = if word == NAME {
                entry.after.values().sum()
            } else {
                count
            };
            if word != NAME {
                language.candidates.push(word);
            }
            language.words.insert(word, entry);
        }
        language.tokens = language
            .vocabulary
            .iter()
            .filter(|(word, _)| !word.starts_with("</"))
            .map(|(_, count)| count)
            .sum();
        language.sequences = Sequences::read(SEQUENCES, &listed);
        language
    }

    pub fn word(&self, word: &str) -> Option<&Word> {
        self.words.get(word)
    }

    pub fn knows(&self, word: &str) -> bool {
        self.vocabulary.contains_key(word)
    }

    /// How often `word`, whole or as a part, is expected in a text of `tokens` tokens.
    pub fn expected(&self, word: &str, tokens: usize) -> f64 {
        let inside = self.words.get(word).map_or(0.0, |word| word.inside);
        inside / self.tokens * tokens as f64
    }

    /// The share of all tokens that `count` of them are.
    pub fn share(&self, count: f64) -> f64 {
        count / self.tokens
    }

    /// The logarithm of the probability of a token.
    pub fn alone(&self, token: &str) -> f64 {
        (self.vocabulary.get(token).copied().unwrap_or(UNSEEN) / self.tokens).ln()
    }

    /// The same with what sequences of three words say, and without: by `between` a word is compared with a name.
    pub fn weighed(&self, token: &str, around: &Around<'_>) -> (f64, f64) {
        let pairs = self.between(token, around);
        let Some(sequences) = &self.sequences else {
            return (pairs, pairs);
        };
        let count = self.vocabulary.get(token).copied().unwrap_or(0.0);
        let three = sequences.between(token, count, &around.neighbours);
        (pairs + SEQUENCE_WEIGHT * (three - pairs), pairs)
    }

    /// The symbols of what stands before and behind a place.
    pub fn around<'a>(&self, before: [&'a str; 2], after: [&'a str; 2]) -> Around<'a> {
        let apostrophe = |token: &'a str| if token == "'" { "’" } else { token };
        let (before, after) = (before.map(apostrophe), after.map(apostrophe));
        let symbol = |token: &'a str| match token {
            "" | "<s>" | "</s>" => token,
            _ => self.symbol(token),
        };
        Around {
            before: before.map(symbol),
            after: after.map(symbol),
            neighbours: (self.sequences.as_ref()).map_or_else(Neighbours::default, |sequences| {
                sequences.around(before, after)
            }),
        }
    }

    /// The logarithm of the probability of `token` between its neighbours.
    pub fn between(&self, token: &str, around: &Around<'_>) -> f64 {
        let [second, before] = around.before;
        let [after, next] = around.after;
        match self.words.get(token) {
            None => self.alone(token) + self.alone(before) + self.alone(after),
            Some(word) => {
                (word.count / self.tokens).ln()
                    + self.neighbour(&word.before, word.count, before)
                    + self.neighbour(&word.after, word.followed, after)
                    + self.second(&word.before2, &word.before, (second, before), before)
                    + self.second(&word.after2, &word.after, (after, next), after)
            }
        }
    }

    /// By how much the second neighbour is likelier beside the first and the word than beside the first alone.
    fn second(
        &self,
        pairs: &Pairs,
        first: &HashMap<&'static str, f64>,
        pair: (&str, &str),
        near: &str,
    ) -> f64 {
        let total = first.get(near).copied().unwrap_or(0.0);
        let Some((count, all)) = pairs.get(&pair) else {
            return PAIR_WEIGHT * (PAIR_SMOOTHING / (total + PAIR_SMOOTHING)).ln();
        };
        let general = all / self.vocabulary.get(near).copied().unwrap_or(*all).max(*all);
        let share = (count + PAIR_SMOOTHING * general) / (total + PAIR_SMOOTHING);
        PAIR_WEIGHT * (share / general).ln()
    }

    fn neighbour(&self, counts: &HashMap<&'static str, f64>, total: f64, symbol: &str) -> f64 {
        let general = self.alone(symbol).exp();
        let count = counts.get(symbol).copied().unwrap_or(0.0);
        ((count + SMOOTHING * general) / (total + SMOOTHING)).ln()
    }

    /// The symbol that a token is counted as: itself if it is frequent, else its shape.
    pub fn symbol<'a>(&self, token: &'a str) -> &'a str {
        if self
            .vocabulary
            .get(token)
            .is_some_and(|count| *count >= FREQUENT as f64)
        {
            return token;
        }
        match class(token) {
            "<punct>" if self.vocabulary.contains_key(token) => token,
            class => class,
        }
    }
}

fn counts(cell: &'static str) -> HashMap<&'static str, f64> {
    let mut parts = cell.split(' ');
    let mut counts = HashMap::new();
    while let (Some(symbol), Some(count)) = (parts.next(), parts.next()) {
        if let Ok(count) = count.parse() {
            counts.insert(symbol, count);
        }
    }
    counts
}

fn pairs(cell: &'static str) -> Pairs {
    let mut parts = cell.split(' ');
    let mut pairs = Pairs::new();
    while let (Some(first), Some(second), Some(count), Some(all)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    {
        if let (Ok(count), Ok(all)) = (count.parse(), all.parse()) {
            pairs.insert((first, second), (count, all));
        }
    }
    pairs
}

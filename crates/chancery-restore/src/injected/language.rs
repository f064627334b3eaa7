//! A little English: how often words occur, and in which sequences.

use super::sequence::{Neighbours, Sequences};
use super::tokens::NAME;
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
}

/// What stands around a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    /// The token on either side.
    pub nearest: (&'a str, &'a str),
    neighbours: Neighbours,
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

/// What it costs a token that it was never counted: of all that could be, it is one.
const UNHEARD: f64 = 4.0;

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
            let [word, count, inside, alone] = cells[..] else {
                continue;
            };
            let (Ok(count), Ok(inside)) = (count.parse::<f64>(), inside.parse::<f64>()) else {
                continue;
            };
            let alone = !alone.is_empty();
            language.candidates.push(word);
            language.words.insert(
                word,
                Word {
                    count,
                    inside,
                    alone,
                },
            );
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

    /// The symbols of what stands before and behind a place.
    pub fn around<'a>(&self, before: [&'a str; 2], after: [&'a str; 2]) -> Around<'a> {
        let apostrophe = |token: &'a str| if token == "'" { "’" } else { token };
        let (before, after) = (before.map(apostrophe), after.map(apostrophe));
        Around {
            nearest: (before[1], after[0]),
            neighbours: (self.sequences.as_ref()).map_or_else(Neighbours::default, |sequences| {
                sequences.around(before, after)
            }),
        }
    }

    /// The logarithm of the probability of `token` between its neighbours.
    pub fn between(&self, token: &str, around: &Around<'_>) -> f64 {
        let Some(sequences) = &self.sequences else {
            return f64::NEG_INFINITY;
        };
        let count = self.vocabulary.get(token).copied().unwrap_or(0.0);
        let unheard = if count > 0.0 { 0.0 } else { UNHEARD };
        sequences.between(token, count, &around.neighbours) - unheard
    }

    /// The same of one name among all that are capitalised and rare, before it is asked how rare it is.
    pub fn of_name(&self, around: &Around<'_>) -> f64 {
        let Some(sequences) = &self.sequences else {
            return f64::INFINITY;
        };
        sequences.between(NAME, 1.0, &around.neighbours) - sequences.share(NAME).ln()
    }
}

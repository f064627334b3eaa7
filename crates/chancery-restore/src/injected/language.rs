//! A little English: how often words occur, and what stands before and after the frequent ones.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The rarer capitalised words, names among them.
pub(super) const NAME: &str = "<cap>";

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
}

/// Counts of English.
#[derive(Debug)]
pub(super) struct Language {
    /// The frequent words by themselves, in the order of the table.
    pub candidates: Vec<&'static str>,
    words: HashMap<&'static str, Word>,
    vocabulary: HashMap<&'static str, f64>,
    tokens: f64,
}

/// How much the general distribution counts against that of one word, in occurrences.
const SMOOTHING: f64 = 12.0;
/// The count supposed of a word or neighbour never seen.
const UNSEEN: f64 = 0.02;

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
        };
        for row in vocabulary
            .lines()
            .filter(|line| !line.starts_with("# "))
            .skip(1)
        {
            if let Some((word, count)) = row.split_once('\t')
                && let Ok(count) = count.parse::<f64>()
            {
                language.vocabulary.insert(word, count);
            }
        }
        for row in words.lines().filter(|line| !line.starts_with("# ")).skip(1) {
            let cells: Vec<&'static str> = row.split('\t').collect();
            let [word, count, inside, alone, before, after] = cells[..] else {
                continue;
            };
            let (Ok(count), Ok(inside)) = (count.parse::<f64>(), inside.parse::<f64>()) else {
                continue;
            };
            let entry = Word {
                count,
                inside,
                alone: !alone.is_empty(),
                before: counts(before),
                after: counts(after),
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

    /// The logarithm of the probability of `token` between two neighbours given as symbols.
    pub fn between(&self, before: &str, token: &str, after: &str) -> f64 {
        match self.words.get(token) {
            None => self.alone(token) + self.alone(before) + self.alone(after),
            Some(word) => {
                (word.count / self.tokens).ln()
                    + self.neighbour(&word.before, word.count, before)
                    + self.neighbour(&word.after, word.count, after)
            }
        }
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
            .is_some_and(|count| *count >= FREQUENT)
        {
            return token;
        }
        let mut chars = token.chars();
        let Some(first) = chars.next() else {
            return "</s>";
        };
        if first.is_ascii_digit() {
            return "<num>";
        }
        if !first.is_alphabetic() {
            return if self.vocabulary.contains_key(token) {
                token
            } else {
                "<punct>"
            };
        }
        if first.is_uppercase() {
            let all = token.len() > 1 && chars.all(char::is_uppercase);
            return if all { "<up>" } else { NAME };
        }
        for (ending, symbol) in [("ing", "<ing>"), ("ed", "<ed>"), ("ly", "<ly>")] {
            if token.ends_with(ending) && token.len() > ending.len() + 2 {
                return symbol;
            }
        }
        if token.ends_with('s') && token.len() > 3 {
            "<pl>"
        } else {
            "<low>"
        }
    }
}

/// From this count on a token is its own symbol; the tables were counted with the same bound.
const FREQUENT: f64 = 60.0;

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

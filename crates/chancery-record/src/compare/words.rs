//! What a content is about, in words: stems without those that accounts of every matter use.

use std::collections::{BTreeMap, BTreeSet};

use chancery::Reading;
use chancery::reading::CharSpan;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Words that say nothing of what a matter is.
const PLAIN: &str = include_str!("../../../../data/en/plain-words.tsv");

/// Stems, each with the word it was made from.
pub(super) type Stems = BTreeMap<String, String>;

/// Makes stems of words.
pub(super) struct Words {
    stemmer: Stemmer,
    plain: BTreeSet<String>,
}

impl Words {
    /// With the table of `data/en/plain-words.tsv`.
    pub(super) fn shipped() -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let rows = PLAIN.lines().filter(|line| !line.starts_with('#')).skip(1);
        let words = rows.flat_map(|row| row.split('\t').next().unwrap_or_default().split(" | "));
        let plain = words.map(|word| stemmer.stem(word).into_owned()).collect();
        Words { stemmer, plain }
    }

    /// The stems of a text that begins at a code point of its document. Words that begin within a span that is left out
    /// do not count, nor do single letters.
    pub(super) fn stems(&self, text: &str, start: usize, left_out: &[CharSpan]) -> Stems {
        let mut stems = Stems::new();
        let mut word = String::new();
        let mut begun = start;
        for (at, c) in (start..).zip(text.chars().chain([' '])) {
            if c.is_alphanumeric() {
                if word.is_empty() {
                    begun = at;
                }
                word.extend(c.to_lowercase());
                continue;
            }
            let word = std::mem::take(&mut word);
            let out = left_out
                .iter()
                .any(|span| span.0 <= begun && begun < span.1);
            if out || word.chars().nth(1).is_none() {
                continue;
            }
            let stem = self.stemmer.stem(&word).into_owned();
            if !self.plain.contains(&stem) {
                stems.entry(stem).or_insert(word);
            }
        }
        stems
    }
}

/// Where a reading names the parties themselves: their countries, people and offices. That both accounts name them says
/// nothing of the matter.
pub(super) fn of_parties(reading: &Reading, sides: &BTreeSet<&str>) -> Vec<CharSpan> {
    let entities = reading.entities.iter().filter(|entity| {
        let of_side = entity
            .country
            .as_deref()
            .is_some_and(|code| sides.contains(code));
        of_side
            && matches!(
                entity.kind.as_str(),
                "country" | "organisation" | "person" | "office"
            )
    });
    entities
        .flat_map(|entity| entity.mentions.iter().copied())
        .collect()
}

/// In how many statements of each account a stem stands: what stands in many of them tells little.
#[derive(Debug, Default)]
pub(super) struct Spread {
    counts: BTreeMap<String, [u32; 2]>,
}

impl Spread {
    /// Counts the stems of a statement of the first account (0) or the second (1).
    pub(super) fn count(&mut self, stems: &Stems, account: usize) {
        for stem in stems.keys() {
            let counts = self.counts.entry(stem.clone()).or_default();
            if let Some(count) = counts.get_mut(account) {
                *count += 1;
            }
        }
    }

    /// How much a stem tells, up to 1.
    fn weight(&self, stem: &str) -> f64 {
        let [a, b] = self.counts.get(stem).copied().unwrap_or_default();
        1.0 / f64::from(a.max(1) * b.max(1)).sqrt()
    }

    /// How much of two contents is the same, 0 to 1: what they share of both, and of the shorter one, in the middle. A
    /// content of a single word counts by the former alone.
    pub(super) fn overlap(&self, a: &Stems, b: &Stems) -> f64 {
        let sum = |stems: &mut dyn Iterator<Item = &String>| -> f64 {
            stems.map(|stem| self.weight(stem)).sum()
        };
        let shared = sum(&mut a.keys().filter(|stem| b.contains_key(*stem)));
        let (of_a, of_b) = (sum(&mut a.keys()), sum(&mut b.keys()));
        if shared <= 0.0 {
            return 0.0;
        }
        let of_both = 2.0 * shared / (of_a + of_b);
        if a.len().min(b.len()) < 2 {
            return of_both;
        }
        (of_both + shared / of_a.min(of_b)) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        Words::shipped().stems(text, 0, &[]).into_keys().collect()
    }

    #[test]
    fn words_of_every_matter_are_no_matter() {
        assert!(stems("the importance of further strengthening bilateral cooperation").is_empty());
        assert_eq!(stems("closer cooperation on fisheries"), ["fisheri"]);
    }

    #[test]
    fn forms_of_a_word_are_one() {
        assert_eq!(stems("negotiating maritime taxes"), stems("a maritime tax"));
    }

    #[test]
    fn names_of_the_parties_are_left_out() {
        let words = Words::shipped();
        let stems = words.stems("Norwegian salmon", 10, &[CharSpan(10, 19)]);
        assert_eq!(stems.into_keys().collect::<Vec<_>>(), ["salmon"]);
    }

    #[test]
    fn what_every_statement_says_tells_little() {
        let words = Words::shipped();
        let (a, b) = (
            words.stems("lithium mines", 0, &[]),
            words.stems("lithium ports", 0, &[]),
        );
        let fresh = Spread::default().overlap(&a, &b);
        let mut spread = Spread::default();
        for _ in 0..4 {
            spread.count(&words.stems("lithium", 0, &[]), 0);
            spread.count(&words.stems("lithium", 0, &[]), 1);
        }
        assert!(spread.overlap(&a, &b) < fresh / 2.0);
    }
}

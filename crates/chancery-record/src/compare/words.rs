//! What a content is about, in words: stems without those that accounts of every matter use.

use std::collections::{BTreeMap, BTreeSet};

use chancery::Reading;
use chancery::reading::CharSpan;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Words that say nothing of what a matter is.
const PLAIN: &str = include_str!("../../../../data/en/plain-words.tsv");
/// Short forms of words, with the long ones.
const SHORT: &str = include_str!("../../../../data/en/short-forms.tsv");

/// Stems, each with the word it was made from.
pub(super) type Stems = BTreeMap<String, String>;

/// Makes stems of words.
pub(super) struct Words {
    stemmer: Stemmer,
    plain: BTreeSet<String>,
    /// Stems of words that stand for one matter together, the longest first, each with its short form.
    forms: Vec<(Vec<String>, String)>,
}

/// A word of a text.
struct Word {
    stem: String,
    /// As it stands there, in small letters.
    word: String,
    left_out: bool,
}

impl Words {
    /// With the tables of `data/en/plain-words.tsv` and `data/en/short-forms.tsv`.
    pub(super) fn shipped() -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let words = rows(PLAIN).flat_map(|mut cells| cells.next().unwrap_or_default().split(" | "));
        let plain = words.map(|word| stemmer.stem(word).into_owned()).collect();
        let mut words = Words {
            stemmer,
            plain,
            forms: Vec::new(),
        };
        for mut cells in rows(SHORT) {
            let short = cells.next().unwrap_or_default();
            let first = short.split(" | ").next().unwrap_or_default();
            let long = cells.next().unwrap_or_default();
            for form in short.split(" | ").chain(long.split(" | ")) {
                let stems = words.words(form, 0, &[]).into_iter().map(|word| word.stem);
                words.forms.push((stems.collect(), first.to_owned()));
            }
        }
        words
            .forms
            .sort_by_key(|(stems, _)| std::cmp::Reverse(stems.len()));
        words
    }

    /// The stems of a text that begins at a code point of its document. Words that begin within a span that is left out
    /// do not count, nor do single letters; a long form is its short form.
    pub(super) fn stems(&self, text: &str, start: usize, left_out: &[CharSpan]) -> Stems {
        let words = self.words(text, start, left_out);
        let mut stems = Stems::new();
        let mut rest = words.as_slice();
        while let Some((first, behind)) = rest.split_first() {
            let form = self.forms.iter().find(|(form, _)| {
                rest.get(..form.len()).is_some_and(|run| {
                    let same =
                        |(word, stem): (&Word, &String)| !word.left_out && word.stem == *stem;
                    !form.is_empty() && run.iter().zip(form).all(same)
                })
            });
            if let Some((form, short)) = form {
                stems.entry(short.clone()).or_insert_with(|| short.clone());
                rest = rest.get(form.len()..).unwrap_or_default();
                continue;
            }
            if !first.left_out && !self.plain.contains(&first.stem) {
                let stem = first.stem.clone();
                stems.entry(stem).or_insert_with(|| first.word.clone());
            }
            rest = behind;
        }
        stems
    }

    fn words(&self, text: &str, start: usize, left_out: &[CharSpan]) -> Vec<Word> {
        let mut words = Vec::new();
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
            if word.chars().nth(1).is_some() {
                let mut spans = left_out.iter();
                words.push(Word {
                    stem: self.stemmer.stem(&word).into_owned(),
                    word,
                    left_out: spans.any(|span| span.0 <= begun && begun < span.1),
                });
            }
        }
        words
    }
}

/// The cells of the rows of a table.
fn rows(table: &str) -> impl Iterator<Item = std::str::Split<'_, char>> {
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| row.split('\t'))
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
    fn a_short_form_is_its_long_one() {
        assert_eq!(
            stems("the potential of AI"),
            stems("potential of artificial intelligence")
        );
        assert_eq!(stems("two MOUs"), stems("two memoranda of understanding"));
        assert_eq!(
            stems("small and medium-sized enterprises in ports"),
            ["port", "sme"]
        );
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

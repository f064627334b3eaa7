//! Whether two statements say nearly the same: by the words of their contents, the rarer the weightier.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::Found;

/// Letters of a word that count: `fishery` and `fisheries` are then alike.
const STEM: usize = 6;
/// Fewer words in common are chance: “reduce tensions”.
const SHARED: usize = 3;
/// Shorter words are mostly grammar.
const SHORTEST: usize = 4;

/// What the words of a content begin with, as numbers of a [`Likeness`], ascending: what is compared thousands of times is
/// read once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stems(Vec<u32>);

/// Words by how much they tell.
#[derive(Debug, Default)]
pub(crate) struct Likeness {
    /// The number of each, in the order of letters.
    numbers: BTreeMap<String, u32>,
    /// How much it tells, by number.
    weights: Vec<f64>,
}

impl Likeness {
    /// Learns from the statements among which it will compare in how many documents each word stands.
    pub(crate) fn among(statements: &[Found]) -> Self {
        let mut documents = BTreeSet::new();
        let mut seen: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        for found in statements {
            documents.insert(found.document);
            for stem in stems(found) {
                seen.entry(stem).or_default().insert(found.document);
            }
        }
        let documents = documents.len() as f64;
        let weight = |of: &BTreeSet<i64>| ((documents + 2.0) / (of.len() as f64 + 1.0)).ln();
        Self {
            weights: seen.values().map(weight).collect(),
            numbers: seen.into_keys().zip(0..).collect(),
        }
    }

    /// The words of one of the statements among which it compares.
    pub(crate) fn stems(&self, found: &Found) -> Stems {
        let known = stems(found).into_iter();
        // In the order of letters, which is that of the numbers.
        Stems(
            known
                .filter_map(|stem| self.numbers.get(&stem).copied())
                .collect(),
        )
    }

    fn weight(&self, stem: u32) -> f64 {
        self.weights.get(stem as usize).copied().unwrap_or(0.0)
    }

    /// 0 for nothing in common, 1 for the same words. What shares fewer than [`SHARED`] words has nothing in common.
    pub(crate) fn between(&self, Stems(a): &Stems, Stems(b): &Stems) -> f64 {
        let (mut shared, mut common, mut all) = (0, 0.0, 0.0);
        let (mut i, mut j) = (0, 0);
        loop {
            let order = match (a.get(i), b.get(j)) {
                (Some(a), Some(b)) => a.cmp(b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            let stem = if order == Ordering::Greater {
                b[j]
            } else {
                a[i]
            };
            let weight = self.weight(stem);
            all += weight;
            if order == Ordering::Equal {
                shared += 1;
                common += weight;
            }
            i += usize::from(order != Ordering::Greater);
            j += usize::from(order != Ordering::Less);
        }
        if shared >= SHARED && all > 0.0 {
            common / all
        } else {
            0.0
        }
    }
}

/// What the content's words begin with.
fn stems(found: &Found) -> BTreeSet<String> {
    let said = &found.statement;
    let content = said.content.as_ref().unwrap_or(&said.evidence);
    content
        .quote
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(|word| word.to_lowercase().chars().take(STEM).collect())
        .collect()
}

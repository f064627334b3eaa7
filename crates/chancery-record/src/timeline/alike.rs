//! Whether two statements say nearly the same: by the words of their contents, the rarer the weightier.

use std::collections::{BTreeMap, BTreeSet};

use crate::Found;

/// Letters of a word that count: `fishery` and `fisheries` are then alike.
const STEM: usize = 6;
/// Fewer words in common are chance: “reduce tensions”.
const SHARED: usize = 3;
/// Shorter words are mostly grammar.
const SHORTEST: usize = 4;

/// Words by how much they tell.
#[derive(Debug, Default)]
pub(crate) struct Likeness {
    documents: f64,
    frequency: BTreeMap<String, f64>,
}

impl Likeness {
    /// Learns from the statements among which it will compare in how many documents each word stands.
    pub(crate) fn among(statements: &[Found]) -> Self {
        let mut seen: BTreeSet<(i64, String)> = BTreeSet::new();
        for found in statements {
            seen.extend(stems(found).into_iter().map(|stem| (found.document, stem)));
        }
        let documents: BTreeSet<i64> = statements.iter().map(|found| found.document).collect();
        let mut frequency: BTreeMap<String, f64> = BTreeMap::new();
        for (_, stem) in seen {
            *frequency.entry(stem).or_default() += 1.0;
        }
        Self {
            documents: documents.len() as f64,
            frequency,
        }
    }

    fn weight(&self, stem: &str) -> f64 {
        let in_documents = self.frequency.get(stem).copied().unwrap_or(0.0);
        ((self.documents + 2.0) / (in_documents + 1.0)).ln()
    }

    /// How alike two statements are, as [`Likeness::between`].
    pub(crate) fn of(&self, a: &Found, b: &Found) -> f64 {
        self.between(&stems(a), &stems(b))
    }

    /// 0 for nothing in common, 1 for the same words. What shares fewer than [`SHARED`] words has nothing in common.
    pub(crate) fn between(&self, a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
        if a.intersection(b).count() < SHARED {
            return 0.0;
        }
        let sum = |stems: &mut dyn Iterator<Item = &String>| -> f64 {
            stems.map(|stem| self.weight(stem)).sum()
        };
        let all = sum(&mut a.union(b));
        if all > 0.0 {
            sum(&mut a.intersection(b)) / all
        } else {
            0.0
        }
    }
}

/// What the content's words begin with.
pub(crate) fn stems(found: &Found) -> BTreeSet<String> {
    let said = &found.statement;
    let content = said.content.as_ref().unwrap_or(&said.evidence);
    content
        .quote
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(|word| word.to_lowercase().chars().take(STEM).collect())
        .collect()
}

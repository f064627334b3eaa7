//! Counts, and the figures that are made of them.

use serde_json::{Value, json};

/// What is counted of readings and their annotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Statements whose cue is found, whatever else is said of them.
    Cue,
    /// … with the right family and the right sides.
    Strict,
    /// … and the right addressees and jointness.
    Record,
    /// Engagements with the right kind, the right sides and no other date.
    Engagement,
    /// … of which every person is found.
    People,
    /// Topics of the statements whose cue is found.
    Topics,
    /// Countries, territories and organisations that the content of those is about.
    About,
}

/// All figures with their names, in the order in which they are counted and printed.
pub const FIGURES: [(Figure, &str); 7] = [
    (Figure::Cue, "cue"),
    (Figure::Strict, "strict"),
    (Figure::Record, "record"),
    (Figure::Engagement, "engagement"),
    (Figure::People, "people"),
    (Figure::Topics, "topics"),
    (Figure::About, "about"),
];

/// What is compared of a statement whose cue is found. Of the content it is the share of words that both have, twice
/// counted, in the words of both.
pub const PARTS: [&str; 5] = ["family", "sides", "to", "joint", "content"];

/// How many were read, how many should have been, and how many of either are the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ratio {
    pub right: usize,
    pub read: usize,
    pub annotated: usize,
}

impl Ratio {
    /// The share of what was read that is right; 0 of nothing.
    pub fn precision(self) -> f64 {
        share(self.right as f64, self.read)
    }

    /// The share of what was annotated that was read; 0 of nothing.
    pub fn recall(self) -> f64 {
        share(self.right as f64, self.annotated)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if self.right == 0 {
            0.0
        } else {
            2.0 * precision * recall / (precision + recall)
        }
    }
}

fn share(part: f64, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part / whole as f64 }
}

/// The counts of some documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    pub documents: usize,
    /// Documents without a reading.
    pub unread: usize,
    figures: [Ratio; FIGURES.len()],
    /// How much of each of [`PARTS`] is right, summed over the statements whose cue is found.
    pub parts: [f64; PARTS.len()],
}

impl Tally {
    pub fn figure(&self, figure: Figure) -> Ratio {
        self.figures[figure as usize]
    }

    pub fn figure_mut(&mut self, figure: Figure) -> &mut Ratio {
        &mut self.figures[figure as usize]
    }

    pub fn add(&mut self, other: &Tally) {
        self.documents += other.documents;
        self.unread += other.unread;
        for (sum, one) in self.figures.iter_mut().zip(other.figures) {
            sum.right += one.right;
            sum.read += one.read;
            sum.annotated += one.annotated;
        }
        for (sum, one) in self.parts.iter_mut().zip(other.parts) {
            *sum += one;
        }
    }

    /// Each of [`PARTS`] as a share of the statements whose cue is found.
    pub fn shares(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let found = self.figure(Figure::Cue).right;
        let shares = self.parts.map(|right| share(right, found));
        PARTS.into_iter().zip(shares)
    }

    pub fn to_json(&self) -> Value {
        let figures = FIGURES.map(|(figure, name)| {
            let ratio = self.figure(figure);
            let value = json!({
                "precision": ratio.precision(), "recall": ratio.recall(), "f1": ratio.f1(),
                "right": ratio.right, "read": ratio.read, "annotated": ratio.annotated,
            });
            (name.to_owned(), value)
        });
        let parts = self
            .shares()
            .map(|(name, share)| (name.to_owned(), share.into()));
        json!({
            "documents": self.documents,
            "unread": self.unread,
            "figures": Value::Object(figures.into_iter().collect()),
            "of_cues_found": Value::Object(parts.collect()),
        })
    }
}

//! What was done, in numbers.

use std::collections::BTreeMap;

use chancery_restore::{Certainty, Kind, Restored, Undecoded};

use crate::paint::Paint;

/// Counts over documents.
#[derive(Debug, Default, Clone)]
pub struct Tally {
    /// Documents that were restored.
    pub documents: u64,
    /// Their bytes as they came.
    pub bytes: u64,
    /// What could not be read.
    pub failed: u64,
    /// Documents, or pieces of one, with a repair.
    repaired: u64,
    repairs: BTreeMap<Kind, u64>,
    inferred: u64,
    undecoded: u64,
}

impl Tally {
    /// Counts the repairs of a text.
    pub fn count(&mut self, restored: &Restored<'_>) {
        self.repaired += u64::from(!restored.repairs.is_empty());
        for repair in &restored.repairs {
            *self.repairs.entry(repair.kind).or_default() += 1;
            self.inferred += u64::from(repair.certainty == Certainty::Inferred);
        }
        self.undecoded += left_undecoded(restored).count() as u64;
    }

    /// Takes all that was counted for pieces of one document.
    pub fn join(&mut self) {
        self.documents = 1;
        self.repaired = self.repaired.min(1);
    }

    /// Adds what another has counted.
    pub fn add(&mut self, other: &Tally) {
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.failed += other.failed;
        self.repaired += other.repaired;
        for (kind, count) in &other.repairs {
            *self.repairs.entry(*kind).or_default() += count;
        }
        self.inferred += other.inferred;
        self.undecoded += other.undecoded;
    }

    /// All of it on one line.
    pub fn summary(&self, colored: bool) -> String {
        let total: u64 = self.repairs.values().sum();
        let mut line = match total {
            0 => "nothing to repair".to_owned(),
            1 => "1 repair".to_owned(),
            _ => format!("{total} repairs"),
        };
        if self.documents > 1 {
            line += &format!(" in {} of {} documents", self.repaired, self.documents);
        }
        let kinds: Vec<String> = self
            .repairs
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        if !kinds.is_empty() {
            line += &format!(": {}", kinds.join(", "));
        }
        if self.inferred > 0 {
            line += &format!("; {} inferred", self.inferred);
        }
        if self.undecoded > 0 {
            line += &format!("; {} undecodable, left as U+FFFD", self.undecoded);
        }
        format!("chancery: {}\n", Paint::Title.over(&line, colored))
    }
}

/// What was undecodable and is not part of any repair.
pub fn left_undecoded<'r>(restored: &'r Restored<'_>) -> impl Iterator<Item = &'r Undecoded> {
    restored.undecoded.iter().filter(|undecoded| {
        let repairs = &restored.repairs;
        let next =
            repairs.partition_point(|repair| repair.raw_span.end <= undecoded.raw_span.start);
        repairs
            .get(next)
            .is_none_or(|repair| repair.raw_span.start > undecoded.raw_span.start)
    })
}

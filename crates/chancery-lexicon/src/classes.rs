//! Closed classes of words.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet as HashSet;

use crate::read::{Reader, Record, Sheet};

/// Closed classes of words that rules ask for by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    words: BTreeMap<String, Vec<String>>,
    sets: BTreeMap<String, HashSet<String>>,
}

impl Classes {
    /// Whether a word belongs to a class; the spelling must be that of the data. No class has no words.
    pub fn has(&self, class: &str, word: &str) -> bool {
        self.sets
            .get(class)
            .is_some_and(|words| words.contains(word))
    }

    /// The words of a class in the order of the data; none if there is no such class.
    pub fn words(&self, class: &str) -> &[String] {
        self.words.get(class).map_or(&[], Vec::as_slice)
    }

    /// The names of all classes, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    pub(crate) fn from_sheet(sheet: &Sheet<'_, ClassWords>) -> Classes {
        let mut classes = Classes::default();
        for ClassWords { class, words } in &sheet.records {
            classes
                .sets
                .entry(class.clone())
                .or_default()
                .extend(words.iter().cloned());
            classes
                .words
                .entry(class.clone())
                .or_default()
                .extend(words.iter().cloned());
        }
        classes
    }
}

/// One row of the table of classes: some words of one class.
pub(crate) struct ClassWords {
    pub(crate) class: String,
    pub(crate) words: Vec<String>,
}

impl Record for ClassWords {
    const COLUMNS: &'static [&'static str] = &["class", "words", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<ClassWords> {
        Some(ClassWords {
            class: row.text("class"),
            words: row.some("words"),
        })
    }
}

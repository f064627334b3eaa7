//! The letters of single languages.

use chancery_restore::training::alphabet::{Group, block, fold, group};
use chancery_restore::training::languages::{MAGIC, slot};
use std::collections::{BTreeMap, HashMap};

/// A language with fewer characters of text has no model of its own.
const ENOUGH: usize = 25_000;
/// The share of its language's letters from which a letter belongs to the language.
const OWN: f64 = 6e-5;
/// At most so many letters.
const LETTERS: usize = 120;

/// The models of all languages with enough text, and how many they are.
pub fn models(languages: &BTreeMap<String, String>) -> (usize, Vec<u8>) {
    let models: Vec<Vec<u8>> = languages
        .values()
        .filter(|text| text.chars().count() >= ENOUGH)
        .filter_map(|text| model(text))
        .collect();
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&(models.len() as u16).to_le_bytes());
    for model in &models {
        out.extend_from_slice(model);
    }
    (models.len(), out)
}

/// Whether a folded character is a letter that the models tell apart.
fn is_letter(c: char) -> bool {
    let scripts = [
        Group::Latin,
        Group::Greek,
        Group::Cyrillic,
        Group::Armenian,
        Group::Hebrew,
        Group::Arabic,
    ];
    c.is_alphabetic() && slot(c).is_some() && scripts.contains(&group(block(c)))
}

/// One language; `None` if it is not written with letters.
fn model(text: &str) -> Option<Vec<u8>> {
    let mut counts: HashMap<char, usize> = HashMap::new();
    let mut total = 0usize;
    let characters = text.chars().filter(|c| !c.is_whitespace()).count();
    for c in text.chars().map(|c| fold(c).0).filter(|c| is_letter(*c)) {
        *counts.entry(c).or_default() += 1;
        total += 1;
    }
    if total * 2 < characters {
        return None;
    }
    let mut letters: Vec<(char, usize)> = counts
        .into_iter()
        .filter(|(_, count)| *count as f64 >= OWN * total as f64)
        .collect();
    letters.sort_by_key(|(c, count)| (std::cmp::Reverse(*count), *c));
    letters.truncate(LETTERS);
    let mut letters: Vec<char> = letters.into_iter().map(|(c, _)| c).collect();
    letters.sort_unstable();
    let mut out = (letters.len() as u16).to_le_bytes().to_vec();
    for c in &letters {
        out.extend_from_slice(&(*c as u16).to_le_bytes());
    }
    out.extend(costs(text, &letters));
    Some(out)
}

/// The costs by letter and letter, the boundary of words first, smoothed as Witten and Bell do.
fn costs(text: &str, letters: &[char]) -> Vec<u8> {
    let size = letters.len() + 1;
    let index = |c: char| letters.binary_search(&c).map_or(0, |at| at + 1);
    let mut counts = vec![0.0f64; size * size];
    for line in text.lines() {
        let mut before = 0;
        for c in line.chars().chain(std::iter::once(' ')) {
            let next = index(fold(c).0);
            if before != 0 || next != 0 {
                counts[before * size + next] += 1.0;
            }
            before = next;
        }
    }
    let singles: Vec<f64> = (0..size)
        .map(|b| (0..size).map(|a| counts[a * size + b]).sum::<f64>() + 0.5)
        .collect();
    let total: f64 = singles.iter().sum();
    let mut out = Vec::with_capacity(size * size);
    for row in counts.chunks(size) {
        let sum: f64 = row.iter().sum();
        let kinds = row.iter().filter(|count| **count > 0.0).count().max(3) as f64;
        for (count, single) in row.iter().zip(&singles) {
            out.push(super::tenths(
                (count + kinds * single / total) / (sum + kinds),
            ));
        }
    }
    out
}

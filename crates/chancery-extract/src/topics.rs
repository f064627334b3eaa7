//! Topics of a piece of text, by the words that carry them.

use crate::view::View;
use crate::words::{WordId, Words};
use chancery_lexicon::{Lexicon, TermWord};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The words of the topics, as a trie over whole tokens and beginnings of tokens.
#[derive(Debug, Default)]
pub(crate) struct TopicIndex {
    names: Vec<String>,
    /// Topics of the class `generic-topic`, as `names` has them.
    generic: Vec<bool>,
    edges: FxHashMap<(u32, WordId), u32>,
    /// Beginnings of tokens (`counterterror*`) with the symbol that stands for them.
    prefixes: FxHashMap<Box<str>, WordId>,
    longest_prefix: usize,
    ends: Vec<Vec<(u16, u8)>>,
}

/// A topic counts if it scores at least this share of the best one.
const SHARE_OF_BEST: f32 = 0.45;
/// The most topics that a text gets.
const MOST: usize = 3;

impl TopicIndex {
    pub fn new(lexicon: &Lexicon, words: &mut Words) -> Self {
        let mut index = TopicIndex {
            ends: vec![Vec::new()],
            ..TopicIndex::default()
        };
        for term in &lexicon.topics {
            let topic = match index.names.iter().position(|n| *n == term.topic) {
                Some(at) => at,
                None => {
                    index.names.push(term.topic.clone());
                    index
                        .generic
                        .push(lexicon.classes.has("generic-topic", &term.topic));
                    index.names.len() - 1
                }
            };
            index.insert(&term.words, topic as u16, term.weight, words);
        }
        index
    }

    fn insert(&mut self, term: &[TermWord], topic: u16, weight: u8, words: &mut Words) {
        let mut node = 0;
        // Cut as texts are cut: `people-to-people` is five tokens, `women's` two.
        let parts = term.iter().flat_map(|word| {
            let tokens = chancery_text::tokenize(&word.text);
            let last = tokens.len().saturating_sub(1);
            tokens
                .into_iter()
                .enumerate()
                .map(move |(i, t)| (t.span.slice(&word.text), word.open && i == last))
        });
        for (part, open) in parts {
            let symbol = if open {
                self.longest_prefix = self.longest_prefix.max(part.len());
                // A symbol of its own that no token has.
                let id = words.intern(&format!("{part}*"));
                self.prefixes.insert(part.into(), id);
                id
            } else {
                words.intern(part)
            };
            node = match self.edges.get(&(node, symbol)) {
                Some(&next) => next,
                None => {
                    let next = self.ends.len() as u32;
                    self.ends.push(Vec::new());
                    self.edges.insert((node, symbol), next);
                    next
                }
            };
        }
        if node != 0 {
            self.ends[node as usize].push((topic, weight));
        }
    }

    /// The topics of the tokens in `ranges`, the surest first, at most three.
    pub fn of(&self, view: &View<'_>, ranges: &[Range<usize>]) -> Vec<String> {
        let mut scores = vec![0f32; self.names.len()];
        let mut symbols: Vec<Vec<WordId>> = Vec::new();
        for range in ranges {
            symbols.clear();
            symbols.extend(range.clone().map(|i| self.symbols(view, i)));
            let mut i = 0;
            while i < symbols.len() {
                match self.longest(&symbols, i) {
                    Some((end, node)) => {
                        for &(topic, weight) in node.iter().flat_map(|&n| &self.ends[n as usize]) {
                            let seen = scores[usize::from(topic)];
                            let gain = f32::from(weight);
                            scores[usize::from(topic)] =
                                if seen == 0.0 { gain } else { seen + gain * 0.5 };
                        }
                        i = end;
                    }
                    None => i += 1,
                }
            }
        }
        let best = scores.iter().copied().fold(0.0, f32::max);
        if best <= 0.0 {
            return Vec::new();
        }
        let mut ranked: Vec<(usize, f32)> = scores
            .into_iter()
            .enumerate()
            .filter(|&(_, s)| s >= best * SHARE_OF_BEST && s > 1.0 || s == best)
            .collect();
        ranked.sort_by(|a, b| {
            b.1.total_cmp(&a.1)
                .then(self.names[a.0].cmp(&self.names[b.0]))
        });
        // What nearly every content touches (relations, institutions) says something only where it leads or stands alone.
        let specific = ranked.iter().any(|&(t, _)| !self.generic[t]);
        let mut place = 0;
        ranked.retain(|&(t, _)| {
            place += 1;
            !(specific && self.generic[t] && place > 1)
        });
        ranked.truncate(MOST);
        ranked
            .into_iter()
            .map(|(t, _)| self.names[t].clone())
            .collect()
    }

    /// The symbols that a token can be: itself, and every beginning that the data opens.
    fn symbols(&self, view: &View<'_>, i: usize) -> Vec<WordId> {
        let lower = view.lower(i);
        let mut out = Vec::with_capacity(2);
        if view.id(i) != 0 {
            out.push(view.id(i));
        }
        for (at, c) in lower.char_indices() {
            let end = at + c.len_utf8();
            if end > self.longest_prefix {
                break;
            }
            if end >= 3
                && let Some(&symbol) = self.prefixes.get(&lower[..end])
            {
                out.push(symbol);
            }
        }
        out
    }

    /// The end of the longest term that begins at `start`, with every node where one of that length ends.
    fn longest(&self, symbols: &[Vec<WordId>], start: usize) -> Option<(usize, Vec<u32>)> {
        let mut nodes = vec![0u32];
        let mut found = None;
        for (i, here) in symbols.iter().enumerate().skip(start) {
            let mut next = Vec::new();
            for &node in &nodes {
                next.extend(
                    here.iter()
                        .filter_map(|&s| self.edges.get(&(node, s)).copied()),
                );
            }
            if next.is_empty() {
                break;
            }
            let ends: Vec<u32> = next
                .iter()
                .copied()
                .filter(|&n| !self.ends[n as usize].is_empty())
                .collect();
            if !ends.is_empty() {
                found = Some((i + 1, ends));
            }
            nodes = next;
        }
        found
    }
}

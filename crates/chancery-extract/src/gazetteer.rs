//! Names of the lexicon, found as sequences of whole tokens.
//!
//! A trie over word ids instead of an automaton over bytes: a name cannot match inside a word, so nothing has to be
//! filtered afterwards, and the longest name at a token is found in one walk.

use crate::words::{WordId, Words};
use chancery_text::tokenize;
use rustc_hash::FxHashMap;

/// What a name stands for. The numbers index the tables of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Sense {
    Country(usize),
    CountryAdjective(usize),
    People(usize),
    Capital(usize),
    Metonym(usize),
    Subdivision(usize),
    SubdivisionAdjective(usize),
    Organisation(usize),
    OrganisationAdjective(usize),
    Place(usize),
    Instrument(usize),
    Group(usize),
    GroupAdjective(usize),
    Office(usize),
    Person(usize),
    Case(usize),
}

#[derive(Debug)]
struct Entry {
    sense: Sense,
    /// The tokens of the name as the lexicon spells them.
    surface: Box<[Box<str>]>,
}

/// All names of a lexicon.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    edges: FxHashMap<(u32, WordId), u32>,
    /// Entries that end at a node.
    ends: Vec<Vec<u32>>,
    entries: Vec<Entry>,
    /// Words that begin a name: most tokens of a text do not.
    begins: Vec<bool>,
}

/// A name found in a text.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub start: usize,
    pub end: usize,
    /// Everything the name can stand for, in a stable order.
    pub senses: Vec<Sense>,
}

impl Gazetteer {
    pub fn new() -> Self {
        Gazetteer {
            ends: vec![Vec::new()],
            ..Gazetteer::default()
        }
    }

    /// Adds a name. Names without a letter are ignored.
    pub fn insert(&mut self, name: &str, sense: Sense, words: &mut Words) {
        let tokens = tokenize(name);
        if tokens.is_empty() || !name.chars().any(char::is_alphabetic) {
            return;
        }
        let surface: Box<[Box<str>]> = tokens
            .iter()
            .map(|t| plain(t.span.slice(name)).into_boxed_str())
            .collect();
        let mut node = 0;
        for (i, token) in surface.iter().enumerate() {
            let word = words.intern(&token.to_lowercase());
            if i == 0 {
                if self.begins.len() <= word as usize {
                    self.begins.resize(word as usize + 1, false);
                }
                self.begins[word as usize] = true;
            }
            node = match self.edges.get(&(node, word)) {
                Some(&next) => next,
                None => {
                    let next = self.ends.len() as u32;
                    self.ends.push(Vec::new());
                    self.edges.insert((node, word), next);
                    next
                }
            };
        }
        self.ends[node as usize].push(self.entries.len() as u32);
        self.entries.push(Entry { sense, surface });
    }

    /// The longest name that begins at `start`, or nothing.
    ///
    /// `ids` are the word ids of the tokens, `surface(i)` is token `i` as written.
    pub fn longest_at<'t>(
        &self,
        ids: &[WordId],
        start: usize,
        surface: impl Fn(usize) -> &'t str,
    ) -> Option<Hit> {
        if !self
            .begins
            .get(ids[start] as usize)
            .copied()
            .unwrap_or(false)
        {
            return None;
        }
        let (mut node, mut found) = (0, None);
        for (i, &word) in ids.iter().enumerate().skip(start) {
            match self.edges.get(&(node, word)) {
                Some(&next) => node = next,
                None => break,
            }
            let mut senses: Vec<Sense> = self.ends[node as usize]
                .iter()
                .map(|&e| &self.entries[e as usize])
                .filter(|e| {
                    e.surface
                        .iter()
                        .enumerate()
                        .all(|(k, name)| agrees(name, surface(start + k), e.sense))
                })
                .map(|e| e.sense)
                .collect();
            if !senses.is_empty() {
                senses.sort_unstable();
                senses.dedup();
                found = Some(Hit {
                    start,
                    end: i + 1,
                    senses,
                });
            }
        }
        found
    }
}

/// Apostrophes made plain, so that both ways of typing them are one name.
fn plain(token: &str) -> String {
    token.replace(['’', '‘', 'ʼ'], "'")
}

/// Whether the capitals of a token allow it to be that part of a name.
fn agrees(name: &str, token: &str, sense: Sense) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return true;
    };
    if !first.is_uppercase()
        || matches!(sense, Sense::Office(_)) && name.chars().nth(1).is_some_and(char::is_lowercase)
    {
        return true;
    }
    let acronym = name
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase)
        && name.len() > 1;
    if acronym {
        return token == name;
    }
    token.chars().next().is_some_and(char::is_uppercase)
}

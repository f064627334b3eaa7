//! Offices in the words of the text.

use super::*;

impl Entity {
    /// Whether one of the offices is of this noun: `president`, `minister`.
    pub fn holds(&self, noun: &str) -> bool {
        self.offices
            .iter()
            .any(|o| !o.former && o.words.iter().any(|w| w == noun))
    }

    /// Whether the office is to say what others have said: `Spokesperson`, `Press Secretary`.
    pub fn speaks_for_others(&self) -> bool {
        self.offices.iter().any(|o| {
            o.words.iter().any(|w| w.starts_with("spokes"))
                || o.words
                    .ends_with(&["press".to_owned(), "secretary".to_owned()])
        })
    }

    /// The offices as the text names them, each once.
    pub fn office_names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for office in &self.offices {
            crate::discourse::push(&mut names, office.text.clone());
        }
        names
    }
}

/// An office in the words of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OfficeTitle {
    pub text: String,
    pub(super) words: Vec<String>,
    pub(super) known: Option<usize>,
    /// The nouns behind what the lexicon knows of it: `yemen` in “Special Envoy for Yemen”.
    pub(super) domain: Vec<String>,
    /// Held no more.
    pub(super) former: bool,
}

pub(super) fn titles(view: &View<'_>, words: &PersonWords) -> Vec<OfficeTitle> {
    words
        .offices
        .iter()
        .map(|o| OfficeTitle {
            text: view
                .span(o.tokens.start, o.tokens.end)
                .slice(view.text.text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            words: o
                .tokens
                .clone()
                .filter(|&i| view.kind(i) == TokenKind::Word && !view.is(i, Class::Article))
                .map(|i| view.lower(i).to_owned())
                .collect(),
            known: o.known,
            domain: (o.domain..o.tokens.end)
                .filter(|&i| view.capital(i))
                .map(|i| view.lower(i).to_owned())
                .collect(),
            former: words.former,
        })
        .collect()
}

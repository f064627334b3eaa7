//! What is known of abbreviations and of the words that open sentences.
//!
//! Both come from `data/en/` and are built into the program; the tables are made once and never change.

use std::collections::HashMap;
use std::sync::LazyLock;

const ABBREVIATIONS: &str = include_str!("../../../data/en/abbreviations.tsv");
const SENTENCE_WORDS: &str = include_str!("../../../data/en/sentence-words.tsv");

/// The longest entry, in bytes, that the tables can hold; longer words are never looked up.
const LONGEST: usize = 24;

/// What kind of abbreviation a token is; decides whether a sentence may end with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Abbreviation {
    /// No abbreviation with a full stop of its own.
    #[default]
    None,
    /// Before a name: `Mr.`, `H.E.`.
    Honorific,
    /// Before a name: `Gen.`, `Sen.`.
    Title,
    /// After a name: `Jr.`, `Inc.`, and `etc.`.
    Suffix,
    /// A name shortened: `U.S.`, any letters with full stops.
    Place,
    /// The end of an address: `D.C.`.
    Address,
    /// `a.m.`, `p.m.`.
    Time,
    /// A month: `Aug.`.
    Month,
    /// Before a number: `No.`, `para.`.
    BeforeNumber,
    /// `e.g.`, `vs.`.
    General,
    /// One letter of a name: `J.`.
    Initial,
}

impl Abbreviation {
    fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "honorific" => Self::Honorific,
            "title" => Self::Title,
            "suffix" => Self::Suffix,
            "place" => Self::Place,
            "address" => Self::Address,
            "time" => Self::Time,
            "month" => Self::Month,
            "before-number" => Self::BeforeNumber,
            "general" => Self::General,
            _ => return None,
        })
    }
}

/// What a word says about the place between two sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SentenceWord {
    /// Commonly opens a sentence.
    Opener,
    /// Never ends a sentence or a heading.
    Unfinished,
    /// Follows a time of day.
    AfterTime,
}

static BY_WORD: LazyLock<HashMap<String, (Abbreviation, bool)>> = LazyLock::new(|| {
    rows(ABBREVIATIONS)
        .filter_map(|(word, code)| {
            let capital = word.starts_with(|c: char| c.is_uppercase());
            let key = word.strip_suffix('.')?.to_lowercase().replace('’', "'");
            Some((key, (Abbreviation::from_code(code)?, capital)))
        })
        .collect()
});

static OPENERS: LazyLock<HashMap<&'static str, SentenceWord>> = LazyLock::new(|| {
    rows(SENTENCE_WORDS)
        .filter_map(|(word, code)| match code {
            "opener" => Some((word, SentenceWord::Opener)),
            "unfinished" => Some((word, SentenceWord::Unfinished)),
            "after-time" => Some((word, SentenceWord::AfterTime)),
            _ => None,
        })
        .collect()
});

/// The first two cells of each row that is neither header, comment nor empty.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, cells.next()?))
        })
}

/// The kind of `word`, which is followed by a full stop that is not part of it.
pub(crate) fn kind_of(word: &str) -> Option<Abbreviation> {
    if word.len() > LONGEST {
        return None;
    }
    let (kind, capital) = if word.is_ascii() {
        let mut buffer = [0; LONGEST];
        let lower = buffer.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        *BY_WORD.get(std::str::from_utf8(lower).ok()?)?
    } else {
        *BY_WORD.get(&word.to_lowercase().replace('’', "'"))?
    };
    let starts_upper = word.starts_with(|c: char| c.is_uppercase());
    (starts_upper || !capital).then_some(kind)
}

/// What `word`, as it is written, says about the place before it.
pub(crate) fn sentence_word(word: &str) -> Option<SentenceWord> {
    OPENERS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood_and_unique() {
        let mut seen = std::collections::HashSet::new();
        for (word, code) in rows(ABBREVIATIONS) {
            assert!(Abbreviation::from_code(code).is_some(), "{word}: {code}");
            assert!(word.ends_with('.') && word.len() <= LONGEST, "{word}");
            assert!(seen.insert(word.to_lowercase()), "{word} twice");
        }
        for (word, code) in rows(SENTENCE_WORDS) {
            assert!(
                matches!(code, "opener" | "unfinished" | "after-time"),
                "{word}: {code}"
            );
        }
        for table in [ABBREVIATIONS, SENTENCE_WORDS] {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                assert_eq!(line.split('\t').count(), 3, "{line}");
            }
        }
    }

    #[test]
    fn capitals_matter() {
        assert_eq!(kind_of("Gen"), Some(Abbreviation::Title));
        assert_eq!(kind_of("GEN"), Some(Abbreviation::Title));
        assert_eq!(kind_of("gen"), None);
        assert_eq!(kind_of("p.m"), Some(Abbreviation::Time));
    }
}

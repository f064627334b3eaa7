//! Trains the weights of the tagger: `cargo run --release -p xtask -- train-tagger --ud DIR --out data/en/tagger.bin`.
//!
//! `DIR` holds `train.conllu`, `dev.conllu` and `test.conllu` of a Universal Dependencies treebank (UD English EWT).
//! `--extra FILE` adds sentences written as `word/TAG` pairs, one a line. The figures it prints are those that
//! `data/en/tagger.md` states. The result is the same at each run.

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use chancery_text::training::{Entry, hash, key, lower, shape, to_bytes};
use chancery_text::{Tag, Tagger, VerbForm};

mod trainer;

use trainer::Trainer;

/// One sentence: its words and their tags.
type Sentence = Vec<(String, Tag)>;

/// A word that was seen at least so often is in the dictionary.
const KNOWN_FROM: usize = 2;
/// A word that was seen at least so often with one tag only needs no decision.
const FIXED_FROM: usize = 6;
/// How often each sentence of the extra file counts.
const EXTRA_TIMES: usize = 2;

/// Runs the command with the arguments that follow its name.
pub fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    let value = |name: &str| {
        args.iter()
            .position(|arg| arg == name)
            .and_then(|at| args.get(at + 1))
            .map(PathBuf::from)
    };
    let ud = value("--ud").ok_or("--ud DIR is needed: the folder of the treebank")?;
    let out = value("--out").ok_or("--out FILE is needed: where the weights go")?;
    let bits = value("--bits")
        .and_then(|bits| bits.to_str().and_then(|b| b.parse().ok()))
        .unwrap_or(17);
    let mut train = conllu(&ud.join("train.conllu"))?;
    let test = conllu(&ud.join("test.conllu"))?;
    let dev = conllu(&ud.join("dev.conllu"))?;
    let treebank = train.len();
    if let Some(extra) = value("--extra") {
        let extra = pairs(&extra)?;
        for _ in 0..EXTRA_TIMES {
            train.extend(extra.iter().cloned());
        }
    }
    let entries = dictionary(&train, treebank);
    let weights = Trainer::new(&entries, &train).train();
    let bytes = to_bytes(&entries, &weights, 1 << bits);
    println!("{} features for {} rows", weights.len(), 1 << bits);
    println!(
        "{} sentences, {} words in the dictionary, {} bytes",
        train.len(),
        entries.len(),
        bytes.len()
    );
    let tagger = Tagger::from_bytes(&bytes)?;
    report("dev", &tagger, &dev);
    report("test", &tagger, &test);
    std::fs::write(out, bytes)?;
    Ok(())
}

/// The sentences of a CoNLL-U file.
fn conllu(path: &Path) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let file =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut sentences = Vec::new();
    let mut sentence = Sentence::new();
    for line in file.lines().chain([""]) {
        if line.is_empty() {
            if !sentence.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        let cells: Vec<_> = line.split('\t').collect();
        // Comments, words written together (`1-2`) and empty nodes (`1.1`) have no number of their own.
        if cells.len() < 5 || cells[0].parse::<usize>().is_err() {
            continue;
        }
        let tag = Tag::from_upos(cells[3], cells[4])
            .ok_or_else(|| format!("unknown tag {}", cells[3]))?;
        sentence.push((cells[1].to_owned(), tag));
    }
    Ok(sentences)
}

/// The sentences of a file of `word/TAG` pairs.
fn pairs(path: &Path) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let file =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let by_name: HashMap<&str, Tag> = (0..=u8::MAX)
        .map_while(Tag::from_index)
        .map(|tag| (tag.name(), tag))
        .collect();
    let lines = file
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let pairs = line.split_whitespace().map(|pair| {
                let (word, tag) = pair.rsplit_once('/')?;
                Some((word.to_owned(), *by_name.get(tag)?))
            });
            pairs.collect::<Option<Sentence>>().ok_or_else(|| {
                format!("{}:{}: no word/TAG pairs", path.display(), number + 1).into()
            })
        })
        .collect()
}

/// The dictionary: for each frequent word its class (the set of tags it was seen with) and, if certain, its tag. Only the
/// first `treebank` sentences can make a tag certain.
fn dictionary(train: &[Sentence], treebank: usize) -> Vec<Entry> {
    let mut seen: HashMap<u32, [usize; Tag::COUNT]> = HashMap::new();
    let mut frequent: HashMap<u32, usize> = HashMap::new();
    for (number, sentence) in train.iter().enumerate() {
        for (word, tag) in sentence {
            let key = key(hash(&lower(word)), shape(word));
            seen.entry(key).or_default()[*tag as usize] += 1;
            *frequent.entry(key).or_default() += usize::from(number < treebank);
        }
    }
    let mut words: Vec<_> = seen
        .into_iter()
        .map(|(key, counts)| (key, counts, counts.iter().sum::<usize>()))
        .collect();
    words.retain(|(_, _, total)| *total >= KNOWN_FROM);
    words.sort_unstable_by_key(|(key, _, total)| (usize::MAX - total, *key));
    // The most frequent sets of tags get a number of their own; the rest shares the last of its first tag.
    let mut weight: HashMap<u32, usize> = HashMap::new();
    for (_, counts, total) in &words {
        *weight.entry(tag_set(counts, *total)).or_default() += total;
    }
    let mut sets: Vec<_> = weight.into_iter().collect();
    sets.sort_unstable_by_key(|(set, weight)| (usize::MAX - weight, *set));
    let number: HashMap<u32, u16> = sets
        .iter()
        .enumerate()
        .map(|(i, (set, _))| (*set, i.min(255) as u16))
        .collect();
    words
        .iter()
        .map(|(key, counts, total)| {
            let first = counts
                .iter()
                .enumerate()
                .max_by_key(|(i, count)| (**count, Tag::COUNT - i))
                .map_or(0, |(i, _)| i);
            let certain =
                frequent[key] >= FIXED_FROM && counts[first] as f64 >= 0.998 * *total as f64;
            Entry {
                key: *key,
                class: number[&tag_set(counts, *total)],
                tag: if certain {
                    Tag::from_index(first as u8)
                } else {
                    None
                },
            }
        })
        .collect()
}

/// The tags that make up at least a tenth of a word's occurrences, as bits, and the first of them.
fn tag_set(counts: &[usize; Tag::COUNT], total: usize) -> u32 {
    counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count * 10 >= total)
        .fold(0, |set, (i, _)| set | 1 << i)
}

/// Prints how many tags are right: universal, with the form of verbs, and past against participle.
fn report(name: &str, tagger: &Tagger, sentences: &[Sentence]) {
    let (mut all, mut upos, mut fine, mut forms, mut forms_right) = (0, 0, 0, 0, 0);
    for sentence in sentences {
        let words: Vec<_> = sentence.iter().map(|(word, _)| word.as_str()).collect();
        for ((_, right), found) in sentence.iter().zip(tagger.tags(&words)) {
            all += 1;
            upos += usize::from(right.upos() == found.upos());
            fine += usize::from(*right == found);
            if right.is_verb()
                && matches!(
                    right.verb_form(),
                    Some(VerbForm::Past | VerbForm::Participle)
                )
            {
                forms += 1;
                forms_right += usize::from(*right == found);
            }
        }
    }
    let percent = |right: usize, all: usize| 100.0 * right as f64 / all.max(1) as f64;
    println!(
        "{name}: UPOS {:.2} %, with forms {:.2} % of {all}; past and participle of verbs {:.2} % of {forms}",
        percent(upos, all),
        percent(fine, all),
        percent(forms_right, forms)
    );
}

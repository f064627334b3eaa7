//! Trains the weights of the tagger: `cargo run --release -p xtask -- train-tagger --ud DIR --out data/en/tagger.bin`.
//!
//! `DIR` holds `train.conllu`, `dev.conllu` and `test.conllu` of a Universal Dependencies treebank (UD English EWT).
//! `--extra FILE` adds sentences written as `word/TAG` pairs, one a line. The figures it prints are those that
//! `data/en/tagger.md` states. The result is the same at each run.

use std::collections::HashMap;
use std::error::Error;
use std::hash::{BuildHasherDefault, Hasher};
use std::path::{Path, PathBuf};

use chancery_text::training::{
    Entry, FEATURES, State, Word, features, hash, key, lower, shape, to_bytes,
};
use chancery_text::{Tag, Tagger, VerbForm};

/// One sentence: its words and their tags.
type Sentence = Vec<(String, Tag)>;

const EPOCHS: usize = 10;
/// How far a step goes.
const RATE: f32 = 0.2;
/// How many features are left out of each decision in training, so that no one is relied on.
const DROPPED: f32 = 0.3;
/// A feature that was seen at least so often has weights.
const FEATURE_FROM: usize = 2;
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

/// The places of a sentence's features among the weights; [`NOWHERE`] for a feature that has none.
type Places = [u32; FEATURES];
const NOWHERE: u32 = u32::MAX;

/// A maximum-entropy model in training, by AdaGrad, with features dropped at random.
struct Trainer {
    sentences: Vec<(Vec<Word>, Vec<Tag>)>,
    place: HashMap<u32, u32, BuildHasherDefault<Identity>>,
    weights: Vec<Weights>,
    squares: Vec<Weights>,
    /// How often each feature was seen.
    counts: Vec<u32>,
    random: u64,
}

type Weights = [f32; Tag::COUNT];

/// Features are hashes already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u32(&mut self, value: u32) {
        self.0 = u64::from(value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Trainer {
    fn new(entries: &[Entry], train: &[Sentence]) -> Self {
        let by_key: HashMap<u32, Entry> = entries.iter().map(|entry| (entry.key, *entry)).collect();
        let known = |key: u32| by_key.get(&key).map(|entry| (entry.class, entry.tag));
        let sentences: Vec<(Vec<Word>, Vec<Tag>)> = train
            .iter()
            .map(|sentence| {
                sentence
                    .iter()
                    .map(|(word, tag)| (Word::new(word, &lower(word), known), *tag))
                    .unzip()
            })
            .collect();
        let mut seen = Vec::new();
        for (words, tags) in &sentences {
            let mut state = State::default();
            for (i, (word, tag)) in words.iter().zip(tags).enumerate() {
                if word.fixed.is_none() {
                    seen.extend(features(words, i, state));
                }
                state.step(*tag);
            }
        }
        seen.sort_unstable();
        let kept: Vec<_> = seen
            .chunk_by(|a, b| a == b)
            .filter(|run| run.len() >= FEATURE_FROM)
            .map(|run| (run[0], run.len() as u32))
            .collect();
        let place = kept
            .iter()
            .zip(0..)
            .map(|((feature, _), at)| (*feature, at))
            .collect();
        let counts: Vec<u32> = kept.iter().map(|(_, count)| *count).collect();
        let (weights, squares) = (
            vec![[0.0; Tag::COUNT]; kept.len()],
            vec![[1e-6; Tag::COUNT]; kept.len()],
        );
        Self {
            sentences,
            place,
            weights,
            squares,
            counts,
            random: 0x2545_f491_4f6c_dd1d,
        }
    }

    /// A number below one, the same at each run.
    fn random(&mut self) -> f32 {
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 40) as f32 / (1 << 24) as f32
    }

    /// The features with their mean weights over the second half of the epochs, the most important first.
    fn train(mut self) -> Vec<(u32, [i8; Tag::COUNT])> {
        let mut order: Vec<usize> = (0..self.sentences.len()).collect();
        let mut sums = vec![[0.0; Tag::COUNT]; self.weights.len()];
        for epoch in 0..EPOCHS {
            for i in (1..order.len()).rev() {
                let other = (self.random() * (i + 1) as f32) as usize;
                order.swap(i, other.min(i));
            }
            for sentence in &order {
                self.learn(*sentence);
            }
            if epoch * 2 >= EPOCHS {
                let pairs = sums.iter_mut().flatten().zip(self.weights.iter().flatten());
                pairs.for_each(|(sum, weight)| *sum += weight);
            }
        }
        self.weights = sums;
        self.in_bytes()
    }

    /// Learns from one sentence, tagging it on the way as the tagger would.
    fn learn(&mut self, sentence: usize) {
        let (words, tags) = std::mem::take(&mut self.sentences[sentence]);
        let mut state = State::default();
        for (i, (word, right)) in words.iter().zip(&tags).enumerate() {
            let tag = match word.fixed {
                Some(tag) => tag,
                None => self.decide(features(&words, i, state), *right),
            };
            state.step(tag);
        }
        self.sentences[sentence] = (words, tags);
    }

    /// The best tag by these features, which then learn the right one.
    fn decide(&mut self, features: [u32; FEATURES], right: Tag) -> Tag {
        let places: Places = features.map(|feature| {
            let dropped = self.random() < DROPPED;
            self.place
                .get(&feature)
                .copied()
                .filter(|_| !dropped)
                .unwrap_or(NOWHERE)
        });
        let mut chance = [0.0; Tag::COUNT];
        for place in places.iter().filter(|place| **place != NOWHERE) {
            chance
                .iter_mut()
                .zip(&self.weights[*place as usize])
                .for_each(|(sum, weight)| *sum += weight);
        }
        let best = (1..Tag::COUNT).fold(0, |best, tag| {
            if chance[tag] > chance[best] {
                tag
            } else {
                best
            }
        });
        let highest = chance[best];
        chance
            .iter_mut()
            .for_each(|score| *score = (*score - highest).exp());
        let total: f32 = chance.iter().sum();
        for place in places
            .iter()
            .filter(|place| **place != NOWHERE)
            .map(|place| *place as usize)
        {
            let pairs = self.weights[place].iter_mut().zip(&mut self.squares[place]);
            for (tag, (weight, square)) in pairs.enumerate() {
                let slope = chance[tag] / total - if tag == right as usize { 1.0 } else { 0.0 };
                if slope.abs() > 1e-4 {
                    *square += slope * slope;
                    *weight -= RATE * slope / (square.sqrt() + 0.1);
                }
            }
        }
        Tag::from_index(best as u8).unwrap_or_default()
    }

    /// The weights cut to a byte each, the most important features first.
    fn in_bytes(&self) -> Vec<(u32, [i8; Tag::COUNT])> {
        let size = |weights: &Weights| {
            weights
                .iter()
                .fold(0.0_f32, |most, weight| most.max(weight.abs()))
        };
        let mut sizes: Vec<f32> = self.weights.iter().map(size).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        // A few weights may be cut off so that the many small ones keep their differences.
        let scale = 127.0 / sizes.get(sizes.len() * 999 / 1000).copied().unwrap_or(1.0);
        let mut features: Vec<_> = self
            .place
            .iter()
            .map(|(feature, place)| (*feature, *place as usize))
            .collect();
        let importance =
            |place: usize| size(&self.weights[place]) * (self.counts[place].min(50) as f32).sqrt();
        features.sort_unstable_by(|a, b| {
            importance(b.1)
                .total_cmp(&importance(a.1))
                .then(a.0.cmp(&b.0))
        });
        let byte = |weight: f32| (weight * scale).round().clamp(-127.0, 127.0) as i8;
        features
            .into_iter()
            .map(|(feature, place)| (feature, self.weights[place].map(byte)))
            .collect()
    }
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

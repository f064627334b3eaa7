//! The model in training.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use chancery_text::Tag;
use chancery_text::training::{Entry, FEATURES, State, Word, features, lower};

use super::Sentence;

/// How often training goes over all sentences.
const EPOCHS: usize = 10;
/// How far a step goes.
const RATE: f32 = 0.2;
/// How many features are left out of each decision in training, so that no one is relied on.
const DROPPED: f32 = 0.3;
/// A feature that was seen at least so often has weights.
const FEATURE_FROM: usize = 2;

/// The places of a sentence's features among the weights; [`NOWHERE`] for a feature that has none.
type Places = [u32; FEATURES];
const NOWHERE: u32 = u32::MAX;

/// A maximum-entropy model in training, by AdaGrad, with features dropped at random.
pub(super) struct Trainer {
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
    pub(super) fn new(entries: &[Entry], train: &[Sentence]) -> Self {
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
    pub(super) fn train(mut self) -> Vec<(u32, [i8; Tag::COUNT])> {
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

//! Cues: the predicates of the act lexicon, found by the forms of their verbs.

use crate::view::View;
use crate::words::{Class, WordId, Words};
use chancery_lexicon::{Act, Lexicon};
use chancery_text::{Tag, TokenKind};
use rustc_hash::FxHashMap;

/// In what form the verb of a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Forms {
    pub base: bool,
    pub third: bool,
    pub past: bool,
    pub participle: bool,
    pub gerund: bool,
}

/// The acts, by the forms of their verbs.
#[derive(Debug, Default)]
pub(crate) struct CueIndex {
    by_form: FxHashMap<WordId, Vec<(u32, Forms)>>,
    particles: Vec<Box<[WordId]>>,
    nouns: Vec<Box<[WordId]>>,
    after: Vec<Box<[Box<[WordId]>]>>,
}

/// An act found at a verb.
#[derive(Debug, Clone)]
pub(crate) struct CueMatch {
    /// Index of the act.
    pub act: usize,
    pub forms: Forms,
    /// The verb.
    pub verb: usize,
    /// End (exclusive) of the verb with its particles.
    pub verb_end: usize,
    /// The noun that carries the act, where the act has one.
    pub noun: Option<usize>,
    /// Where the content can begin, its preposition left out.
    pub content: usize,
    /// Whether the act's own preposition was found.
    pub linked: bool,
}

impl CueIndex {
    pub fn new(lexicon: &Lexicon, words: &mut Words) -> Self {
        let mut index = CueIndex::default();
        for (i, act) in lexicon.acts.iter().enumerate() {
            let forms = lexicon.forms(&act.verb);
            let mut add = |form: &str, set: &dyn Fn(&mut Forms)| {
                let id = words.intern(&form.to_lowercase());
                let list = index.by_form.entry(id).or_default();
                let at = match list.iter().position(|(a, _)| *a == i as u32) {
                    Some(at) => at,
                    None => {
                        list.push((
                            i as u32,
                            Forms {
                                base: false,
                                third: false,
                                past: false,
                                participle: false,
                                gerund: false,
                            },
                        ));
                        list.len() - 1
                    }
                };
                set(&mut list[at].1);
            };
            if act.verb == "be" {
                for f in ["is", "are", "was", "were", "am"] {
                    add(f, &|f| f.past = true);
                }
                add("be", &|f| f.base = true);
                add("being", &|f| f.gerund = true);
                add("been", &|f| f.participle = true);
            } else {
                forms.base.iter().for_each(|f| add(f, &|f| f.base = true));
                forms.third.iter().for_each(|f| add(f, &|f| f.third = true));
                forms.past.iter().for_each(|f| add(f, &|f| f.past = true));
                forms
                    .participle
                    .iter()
                    .for_each(|f| add(f, &|f| f.participle = true));
                forms
                    .gerund
                    .iter()
                    .for_each(|f| add(f, &|f| f.gerund = true));
            }
            index.particles.push(
                act.particle
                    .iter()
                    .map(|w| words.intern(&w.to_lowercase()))
                    .collect(),
            );
            index.nouns.push(
                act.noun
                    .iter()
                    .map(|w| words.intern(&w.to_lowercase()))
                    .collect(),
            );
            index.after.push(
                act.after
                    .iter()
                    .map(|phrase| {
                        phrase
                            .split_whitespace()
                            .map(|w| words.intern(&w.to_lowercase()))
                            .collect()
                    })
                    .collect(),
            );
        }
        index
    }

    /// Whether a word is a form of some act's verb.
    pub fn is_verb_form(&self, id: WordId) -> bool {
        id != 0 && self.by_form.contains_key(&id)
    }

    /// Whether a word can only be the past of an act's verb, whatever the tagger makes of it: “drew”.
    pub fn is_past_form(&self, id: WordId) -> bool {
        self.by_form
            .get(&id)
            .is_some_and(|list| list.iter().all(|(_, f)| f.past && !f.base && !f.gerund))
    }

    /// The acts whose words stand at `verb`, the most specific first.
    pub fn at(&self, view: &View<'_>, verb: usize, limit: usize) -> Vec<CueMatch> {
        let Some(list) = self.by_form.get(&view.id(verb)) else {
            return Vec::new();
        };
        let mut found: Vec<(usize, CueMatch)> = list
            .iter()
            .filter_map(|&(act, forms)| self.fit(view, verb, limit, act as usize, forms))
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.act.cmp(&b.1.act)));
        found.into_iter().map(|(_, m)| m).collect()
    }

    /// An act of a passive whose noun stands in the subject: “concern was expressed about”.
    pub fn nominal(
        &self,
        view: &View<'_>,
        verb: usize,
        subject: std::ops::Range<usize>,
    ) -> Option<CueMatch> {
        let list = self.by_form.get(&view.id(verb))?;
        list.iter()
            .filter(|(_, forms)| forms.participle)
            .find_map(|&(act, forms)| {
                let act = act as usize;
                let noun = subject
                    .clone()
                    .rev()
                    .take(12)
                    .find(|&i| self.nouns[act].contains(&view.id(i)))?;
                let mut content = verb + 1;
                let mut linked = false;
                for phrase in self.after[act].iter() {
                    if view.ids(content..view.len()).starts_with(phrase) {
                        content += phrase.len();
                        linked = true;
                        break;
                    }
                }
                self.particles[act].is_empty().then_some(CueMatch {
                    act,
                    forms,
                    verb,
                    verb_end: verb + 1,
                    noun: Some(noun),
                    content,
                    linked,
                })
            })
    }

    fn fit(
        &self,
        view: &View<'_>,
        verb: usize,
        limit: usize,
        act: usize,
        forms: Forms,
    ) -> Option<(usize, CueMatch)> {
        let mut at = verb + 1;
        let mut score = 0;
        // “re-affirmed” and its kind are one word of three tokens; the verb stands last.
        for &particle in &self.particles[act] {
            at = find_particle(view, at, limit, particle)? + 1;
            score += 2;
        }
        let verb_end = at;
        let mut noun = None;
        if !self.nouns[act].is_empty() {
            let n = find_noun(view, at, limit, &self.nouns[act])?;
            noun = Some(n);
            at = n + 1;
            score += 3;
        }
        let mut linked = false;
        for phrase in self.after[act].iter() {
            let skip = at + usize::from(at < limit && view.is_plain_adverb(at));
            if view.ids(skip..limit).starts_with(phrase) {
                at = skip + phrase.len();
                linked = true;
                score += 1;
                break;
            }
        }
        Some((
            score,
            CueMatch {
                act,
                forms,
                verb,
                verb_end,
                noun,
                content: at,
                linked,
            },
        ))
    }
}

/// A particle at `at` or behind one or two adverbs.
fn find_particle(view: &View<'_>, at: usize, limit: usize, particle: WordId) -> Option<usize> {
    for k in at..limit.min(at + 3) {
        if view.id(k) == particle {
            return Some(k);
        }
        if !view.is_plain_adverb(k) {
            return None;
        }
    }
    None
}

/// One of the nouns at `at`, behind determiners, possessives, adjectives and adverbs.
fn find_noun(view: &View<'_>, at: usize, limit: usize, nouns: &[WordId]) -> Option<usize> {
    for k in at..limit.min(at + 9) {
        if nouns.contains(&view.id(k)) {
            // “concern” in “concern levels” is no head; a noun right behind it takes its place.
            let behind = k + 1;
            if behind < limit
                && view.tag(behind) == Tag::Noun
                && !view.is_hyphen(behind)
                && nouns.contains(&view.id(behind))
            {
                continue;
            }
            return Some(k);
        }
        let tag = view.tag(k);
        let word = view.lower(k);
        let modifier = matches!(
            tag,
            Tag::Det
                | Tag::Adj
                | Tag::Adv
                | Tag::Noun
                | Tag::Num
                | Tag::Part
                | Tag::VerbParticiple
                | Tag::VerbGerund
        ) || view.is(k, Class::Possessive)
            || view.is(k, Class::Article)
            || view.mention_at(k).is_some()
            || tag == Tag::Propn
            || matches!(
                word,
                "'s" | "'" | "and" | "," | "-" | "of" | "both" | "government"
            )
            || k + 1 < limit && view.is_hyphen(k + 1)
            || tag == Tag::Cconj;
        if !modifier
            || (word == "of" && view.mention_at(k).is_none())
            || view.kind(k) == TokenKind::Symbol
        {
            return None;
        }
    }
    None
}

/// The act of a match.
pub(crate) fn act<'k>(view: &View<'k>, cue: &CueMatch) -> &'k Act {
    &view.k.lexicon.acts[cue.act]
}

//! Constructions that report an engagement, as `data/en/triggers.tsv` lists them.

use crate::view::View;
use crate::words::{Class, WordId, Words};
use chancery_lexicon::Lexicon;
use rustc_hash::FxHashMap;

/// How the other party is introduced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Link {
    Object,
    Place,
    Preposition(WordId),
}

/// One construction.
#[derive(Debug, Clone)]
pub(crate) struct Trigger {
    pub verb: String,
    particle: Vec<WordId>,
    nouns: Vec<WordId>,
    pub links: Vec<Link>,
    pub kind: String,
    pub subject: Option<String>,
    pub other: Option<String>,
}

/// All constructions, by the forms of their verbs.
#[derive(Debug, Default)]
pub(crate) struct TriggerIndex {
    by_form: FxHashMap<WordId, Vec<u32>>,
    pub rows: Vec<Trigger>,
}

/// A construction found in a text.
#[derive(Debug, Clone)]
pub(crate) struct TriggerMatch {
    pub row: usize,
    pub verb: usize,
    /// End (exclusive) of the words of the construction.
    pub end: usize,
    /// The noun that carries it, if it has one.
    pub noun: Option<usize>,
}

impl TriggerIndex {
    pub fn new(lexicon: &Lexicon, words: &mut Words) -> Self {
        let mut index = TriggerIndex::default();
        for row in lexicon.triggers.rows() {
            let verb = row.get("verb").to_owned();
            let nouns = row
                .list("noun")
                .flat_map(|n| n.split_whitespace().next_back())
                .map(|n| words.intern(&n.to_lowercase()))
                .collect();
            let links = row
                .list("counterpart")
                .map(|l| match l {
                    "object" => Link::Object,
                    "place" => Link::Place,
                    word => Link::Preposition(words.intern(word)),
                })
                .collect();
            let text = |column| {
                Some(row.get(column))
                    .filter(|c| !c.is_empty())
                    .map(str::to_owned)
            };
            let trigger = Trigger {
                particle: row
                    .get("particle")
                    .split_whitespace()
                    .map(|w| words.intern(w))
                    .collect(),
                nouns,
                links,
                kind: row.get("kind").to_owned(),
                subject: text("subject"),
                other: text("other"),
                verb,
            };
            let forms = lexicon.forms(&trigger.verb);
            let at = index.rows.len() as u32;
            for (_, form) in forms.iter() {
                let list = index
                    .by_form
                    .entry(words.intern(&form.to_lowercase()))
                    .or_default();
                if !list.contains(&at) {
                    list.push(at);
                }
            }
            if trigger.verb == "be" {
                for form in ["is", "was", "are", "were"] {
                    let list = index.by_form.entry(words.intern(form)).or_default();
                    if !list.contains(&at) {
                        list.push(at);
                    }
                }
            }
            index.rows.push(trigger);
        }
        index
    }

    /// Whether a word is a form of some construction's verb.
    pub fn is_verb_form(&self, id: WordId) -> bool {
        id != 0 && self.by_form.contains_key(&id)
    }

    /// The constructions at a verb, those with a noun first.
    pub fn at(&self, view: &View<'_>, verb: usize, limit: usize) -> Vec<TriggerMatch> {
        let Some(rows) = self.by_form.get(&view.id(verb)) else {
            return Vec::new();
        };
        let mut found: Vec<TriggerMatch> = rows
            .iter()
            .filter_map(|&row| self.fit(view, verb, limit, row as usize))
            .collect();
        found.sort_by_key(|m| (m.noun.is_none(), std::cmp::Reverse(m.end), m.row));
        found
    }

    fn fit(&self, view: &View<'_>, verb: usize, limit: usize, row: usize) -> Option<TriggerMatch> {
        let trigger = &self.rows[row];
        let mut at = verb + 1;
        for &particle in &trigger.particle {
            if at < limit && view.is_plain_adverb(at) && view.id(at) != particle {
                at += 1;
            }
            if at >= limit || view.id(at) != particle {
                return None;
            }
            at += 1;
        }
        if trigger.nouns.is_empty() {
            return Some(TriggerMatch {
                row,
                verb,
                end: at,
                noun: None,
            });
        }
        for k in at..limit.min(at + 9) {
            if trigger.nouns.contains(&view.id(k))
                && !(k + 1 < limit && trigger.nouns.contains(&view.id(k + 1)))
            {
                return Some(TriggerMatch {
                    row,
                    verb,
                    end: k + 1,
                    noun: Some(k),
                });
            }
            let tag = view.tag(k);
            use chancery_text::Tag;
            let inside = matches!(
                tag,
                Tag::Det
                    | Tag::Adj
                    | Tag::Adv
                    | Tag::Num
                    | Tag::Noun
                    | Tag::Propn
                    | Tag::Cconj
                    | Tag::VerbParticiple
                    | Tag::VerbGerund
            ) || view.is_hyphen(k)
                || matches!(
                    view.lower(k),
                    "'s" | "," | "-" | "his" | "her" | "their" | "its"
                )
                || view.mention_at(k).is_some_and(|m| {
                    // “a Japan-France Foreign Ministers' Meeting”
                    m.person.as_ref().is_none_or(|p| p.name.is_none())
                })
                || view.is(k, Class::OfficeWord)
                || view.is(k, Class::JointNoun)
                || view.lower(k) == "'";
            if !inside {
                return None;
            }
        }
        None
    }
}

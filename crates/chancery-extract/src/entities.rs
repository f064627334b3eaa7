//! Linking: mentions to the one entity that each stands for.

mod bare;
mod engaged;
mod holders;
mod names;
mod titles;

use names::{is_initial, is_suffix, slug};
pub(crate) use titles::OfficeTitle;
use titles::titles;

use crate::gazetteer::Sense;
use crate::knowledge::{Code, Knowledge};
use crate::mentions::{Kind, Mention, PersonWords};
use crate::view::View;
use crate::words::Class;
use chancery_lexicon::{Lexicon, Office, OfficeKind};
use chancery_text::{Span, Tag, TokenKind};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// An entity of the document.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    /// `person:james-cleverly`.
    pub id: String,
    /// `person`, `office`, `country`, …
    pub kind: &'static str,
    pub name: String,
    /// The side it acts for or lies in.
    pub side: Option<Code>,
    /// Whether the side was named or known, not assumed.
    pub side_certain: bool,
    pub offices: Vec<OfficeTitle>,
    /// Tokens of the name in lower case.
    name_words: Vec<String>,
    pub mentions: Vec<Span>,
}

/// What is known of the document from outside.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Circumstances {
    pub publisher: Option<Code>,
    pub date: Option<Date>,
}

/// The entities of a document.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    pub list: Vec<Entity>,
    by_id: FxHashMap<String, usize>,
    /// Persons by each word of their names.
    by_word: FxHashMap<String, Vec<usize>>,
    /// Persons whom a headline names, other than as a matter.
    named_in_headline: Vec<usize>,
    /// Persons whom a sentence names as party to a contact.
    engaged: Vec<usize>,
}

impl Entities {
    /// Links the mentions of a text; `in_text` is false for a title that is no part of it.
    pub fn link(
        &mut self,
        view: &mut View<'_>,
        mut mentions: Vec<Mention>,
        around: Circumstances,
        in_text: bool,
    ) {
        for m in &mut mentions {
            if let Some(words) = &m.person
                && words.name.is_some()
            {
                m.entity = Some(self.person(view, words, around));
            }
        }
        view.set_mentions(mentions);
        self.introduce_leaders(view, around);
        let bare = self.bare_names(view);
        if !bare.is_empty() {
            let mut mentions = std::mem::take(&mut view.mentions);
            self.learn_fuller(view, &bare);
            mentions.extend(bare);
            mentions.sort_by_key(|m| m.start);
            view.set_mentions(mentions);
        }
        let engaged = self.note_parties(view, in_text);
        let mut mentions = std::mem::take(&mut view.mentions);
        for i in 0..mentions.len() {
            if mentions[i].entity.is_none() {
                let m = &mentions[i];
                let entity = match &m.person {
                    Some(words) => self.office_holder(view, words, around, &mentions[..i], in_text),
                    None => self.thing(view.k, m),
                };
                if let Some(e) = entity.filter(|_| engaged.contains(&m.start)) {
                    crate::discourse::push(&mut self.engaged, e);
                }
                mentions[i].entity = entity;
            }
        }
        if in_text {
            for m in &mentions {
                if let Some(e) = m.entity {
                    self.list[e].mentions.push(view.span(m.start, m.end));
                }
            }
        }
        view.set_mentions(mentions);
    }

    /// Gives people whom the lexicon does not know the ids of their fullest names.
    pub fn settle_names(&mut self, k: &Knowledge) {
        for i in 0..self.list.len() {
            let e = &self.list[i];
            let known =
                e.id.strip_prefix("person:")
                    .is_none_or(|id| k.lexicon.person(id).is_some());
            if known {
                continue;
            }
            let id = format!("person:{}", slug(&e.name));
            if !self.by_id.contains_key(&id) {
                self.by_id.insert(id.clone(), i);
                self.list[i].id = id;
            }
        }
    }

    fn insert(&mut self, entity: Entity) -> usize {
        if let Some(&i) = self.by_id.get(&entity.id) {
            return i;
        }
        let i = self.list.len();
        self.by_id.insert(entity.id.clone(), i);
        self.list.push(entity);
        i
    }

    /// The person whom a name means, new if the document has not named them yet.
    fn person(&mut self, view: &View<'_>, words: &PersonWords, around: Circumstances) -> usize {
        let Some(range) = words.name.clone() else {
            return 0;
        };
        let tokens: Vec<String> = range
            .clone()
            .filter(|&i| view.kind(i) == TokenKind::Word)
            .map(|i| view.lower(i).to_owned())
            .collect();
        let offices = titles(view, words);
        if let Some(i) = self.named(&tokens, words.side) {
            self.learn(i, view, words, offices, &tokens, range, around);
            return i;
        }
        let known = words
            .known
            .or_else(|| self.known_person(view.k, &tokens, words, around));
        let text = view
            .span(range.start, range.end)
            .slice(view.text.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let (id, tenure) = match known {
            Some(p) => (
                view.k.lexicon.persons[p].id.clone(),
                side_at(view.k, p, around.date),
            ),
            None => (slug(&text), None),
        };
        let side: Option<Code> = words.side.or(tenure);
        let entity = Entity {
            id: format!("person:{id}"),
            kind: "person",
            name: text,
            side,
            side_certain: side.is_some(),
            offices,
            name_words: tokens.clone(),
            mentions: Vec::new(),
        };
        let known_already = self.by_id.contains_key(&entity.id);
        let i = self.insert(entity);
        if known_already {
            let offices = titles(view, words);
            self.learn(i, view, words, offices, &tokens, range, around);
        }
        for t in &tokens {
            let list = self.by_word.entry(t.clone()).or_default();
            if !list.contains(&i) {
                list.push(i);
            }
        }
        i
    }

    /// The person of this document whose name these words are or shorten.
    fn named(&self, tokens: &[String], side: Option<Code>) -> Option<usize> {
        let last = tokens.iter().rev().find(|t| !is_suffix(t))?;
        let candidates = self.by_word.get(last);
        let fits = |&&i: &&usize| {
            let e = &self.list[i];
            let sides_agree =
                side.is_none() || !e.side_certain || e.side.is_none() || side == e.side;
            let within = |a: &[String], b: &[String]| {
                a.iter()
                    .filter(|t| !is_suffix(t) && !is_initial(t))
                    .all(|t| b.contains(t))
            };
            sides_agree
                && (within(tokens, &e.name_words)
                    || within(&e.name_words, tokens) && e.name_words.last() == Some(last))
        };
        // A title may name by the given name alone whom the text then names in full.
        let given = || {
            let first = self.by_word.get(tokens.first()?)?;
            let alone =
                |&&i: &&usize| self.list[i].name_words.len() == 1 && !self.list[i].side_certain;
            first.iter().rev().find(alone)
        };
        candidates
            .and_then(|c| c.iter().rev().find(fits))
            .or_else(given)
            .copied()
    }

    /// Adds what a further mention tells.
    #[allow(clippy::too_many_arguments)]
    fn learn(
        &mut self,
        i: usize,
        view: &View<'_>,
        words: &PersonWords,
        offices: Vec<OfficeTitle>,
        tokens: &[String],
        range: std::ops::Range<usize>,
        around: Circumstances,
    ) {
        if let Some(known) = words.known {
            let id = format!("person:{}", view.k.lexicon.persons[known].id);
            if self.list[i].id != id && !self.by_id.contains_key(&id) {
                self.by_id.insert(id.clone(), i);
                self.list[i].id = id;
                if !self.list[i].side_certain {
                    let tenure = side_at(view.k, known, around.date);
                    self.list[i].side = self.list[i].side.or(tenure);
                    self.list[i].side_certain = self.list[i].side.is_some();
                }
            }
        }
        let e = &mut self.list[i];
        if words.side.is_some() && !e.side_certain {
            e.side = words.side;
            e.side_certain = true;
        }
        for office in offices {
            if !e.offices.contains(&office) {
                e.offices.push(office);
            }
        }
        self.take_fuller_name(view, i, tokens, range);
    }

    /// Makes a name that has more words than the one known so far that of the person.
    fn take_fuller_name(
        &mut self,
        view: &View<'_>,
        i: usize,
        tokens: &[String],
        range: std::ops::Range<usize>,
    ) {
        let e = &mut self.list[i];
        if tokens.len() > e.name_words.len() {
            e.name = view
                .span(range.start, range.end)
                .slice(view.text.text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            e.name_words = tokens.to_vec();
            for t in tokens {
                let list = self.by_word.entry(t.clone()).or_default();
                if !list.contains(&i) {
                    list.push(i);
                }
            }
        }
    }

    /// A person of the lexicon for a name that it does not list in this form: the surname with office or side.
    fn known_person(
        &self,
        k: &Knowledge,
        tokens: &[String],
        words: &PersonWords,
        around: Circumstances,
    ) -> Option<usize> {
        let last = tokens.iter().rev().find(|t| !is_suffix(t))?;
        let candidates = k.surnames.get(last.as_str())?;
        let date = around.date?;
        let mut fitting = candidates.iter().copied().filter(|&p| {
            let person = &k.lexicon.persons[p];
            let all_names: String = std::iter::once(&person.name)
                .chain(&person.aliases)
                .map(|n| n.to_lowercase())
                .collect::<Vec<_>>()
                .join(" ");
            tokens
                .iter()
                .filter(|t| !is_suffix(t) && !is_initial(t))
                .all(|t| all_names.contains(t.as_str()))
                && person.tenures.iter().any(|t| {
                    let holds = t.from.earliest() <= date
                        && t.to.as_ref().is_none_or(|to| to.latest() >= date);
                    let side = words.side.is_none_or(|s| k.code_id(&t.country) == Some(s));
                    let office = words.offices.iter().any(|o| {
                        o.known.is_some_and(|o| {
                            let office = &k.lexicon.offices[o];
                            office.id == t.office
                                || k.lexicon
                                    .office(&t.office)
                                    .is_some_and(|held| held.kind == office.kind)
                        })
                    });
                    // “Minister Hayashi”: any minister of that name.
                    let minister = words.offices.iter().any(|o| o.tokens.len() == 1)
                        && k.lexicon
                            .office(&t.office)
                            .is_some_and(|held| held.rank == 3)
                        && words.offices.iter().all(|o| {
                            o.known
                                .is_some_and(|o| k.lexicon.offices[o].kind == OfficeKind::Minister)
                        });
                    holds
                        && side
                        && (office || minister || words.side.is_some() && tokens.len() > 1)
                })
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// Introduces leaders whom a text names by the surname alone, as if everybody knew them (“Putin's war”): only a
    /// surname that one leader in office bears, within a sentence, and that is no word of the language.
    fn introduce_leaders(&mut self, view: &View<'_>, around: Circumstances) {
        let (k, Some(date)) = (view.k, around.date) else {
            return;
        };
        for sentence in &view.text.sentences {
            for i in sentence.tokens.clone().skip(1) {
                let name = view.lower(i);
                let candidate = view.capital(i)
                    && name.len() >= 5
                    && view.word(i).chars().nth(1).is_some_and(char::is_lowercase)
                    && view.tag(i) == Tag::Propn
                    && view.mention_at(i).is_none()
                    && !view.capital(i - 1)
                    && !(i + 1 < view.len() && view.capital(i + 1))
                    && !self.by_word.contains_key(name);
                let Some(bearers) = candidate.then(|| k.surnames.get(name)).flatten() else {
                    continue;
                };
                let shared = k.lexicon.classes.has("shared-surname", view.word(i));
                if let [person] = bearers[..]
                    && !shared
                    && leads(k, person, date)
                {
                    let words = PersonWords {
                        name: Some(i..i + 1),
                        known: Some(person),
                        ..PersonWords::default()
                    };
                    self.person(view, &words, around);
                }
            }
        }
    }

    /// A person whose side nothing tells, in the account of a contact with one other state that names nobody of it:
    /// they are of that state, as the publisher's own people are known to it.
    pub fn place_strangers(&mut self, expected: &[(Option<usize>, Code)], around: Circumstances) {
        let mut foreign: Vec<Code> = Vec::new();
        for &(_, side) in expected {
            if Some(side) != around.publisher && !foreign.contains(&side) {
                foreign.push(side);
            }
        }
        let [other] = foreign[..] else { return };
        let certain = |side: Option<Code>| {
            self.list
                .iter()
                .any(|e| e.kind == "person" && e.side_certain && e.side == side)
        };
        if around.publisher.is_none() || !certain(around.publisher) || certain(Some(other)) {
            return;
        }
        for e in self
            .list
            .iter_mut()
            .filter(|e| e.kind == "person" && e.side.is_none() && !e.offices.is_empty())
        {
            let speaks_for_the_publisher = e
                .offices
                .iter()
                .any(|o| o.words.iter().any(|w| w.starts_with("spokes")));
            if !speaks_for_the_publisher {
                e.side = Some(other);
            }
        }
    }

    fn thing(&mut self, k: &Knowledge, m: &Mention) -> Option<usize> {
        let code_entity = |entities: &mut Entities, code: Code| {
            let text = k.code(code);
            let kind = if text.contains('-')
                || k.lexicon
                    .country(text)
                    .is_some_and(|_| k.lexicon.classes.has("territory", text))
            {
                "territory"
            } else if k.lexicon.country(text).is_some() {
                "country"
            } else {
                "organisation"
            };
            let name = k
                .code_names
                .get(&code)
                .cloned()
                .unwrap_or_else(|| text.to_owned());
            entities.insert(Entity {
                id: format!("{kind}:{}", text.to_lowercase()),
                kind,
                name,
                side: Some(code),
                side_certain: true,
                offices: Vec::new(),
                name_words: Vec::new(),
                mentions: Vec::new(),
            })
        };
        let l = &k.lexicon;
        let (kind, id, name) = match m.sense? {
            Sense::Place(i) => ("place", slug(&l.places[i].name), l.places[i].name.clone()),
            Sense::Instrument(i) => (
                "instrument",
                l.instruments[i].id.clone(),
                l.instruments[i].name.clone(),
            ),
            Sense::Group(i) | Sense::GroupAdjective(i) => {
                ("group", slug(&l.groups[i].name), l.groups[i].name.clone())
            }
            Sense::Case(i) => ("case", l.cases[i].id.clone(), l.cases[i].name.clone()),
            Sense::Subdivision(i) | Sense::SubdivisionAdjective(i) => {
                return k
                    .code_id(&l.subdivisions[i].code)
                    .map(|c| code_entity(self, c));
            }
            Sense::Capital(i) => {
                let capital = l.countries[i].capitals.first()?;
                ("place", slug(capital), capital.clone())
            }
            _ => return m.codes.first().map(|&c| code_entity(self, c)),
        };
        Some(self.insert(Entity {
            id: format!("{kind}:{id}"),
            kind,
            name,
            side: m.codes.first().copied(),
            side_certain: true,
            offices: Vec::new(),
            name_words: Vec::new(),
            mentions: Vec::new(),
        }))
    }
}

/// Whether a person of the lexicon is head of state or government, or foreign minister, on a day.
fn leads(k: &Knowledge, person: usize, date: Date) -> bool {
    k.lexicon.persons[person].tenures.iter().any(|t| {
        let holds = t.from.earliest() <= date && t.to.as_ref().is_none_or(|to| to.latest() >= date);
        let leading = k.lexicon.office(&t.office).is_some_and(|o| {
            matches!(
                o.kind,
                OfficeKind::HeadOfState
                    | OfficeKind::HeadOfGovernment
                    | OfficeKind::ForeignMinister
            )
        });
        holds && leading
    })
}

/// The side for which a person of the lexicon held office on a day, else the last one.
fn side_at(k: &Knowledge, person: usize, date: Option<Date>) -> Option<Code> {
    let tenures = &k.lexicon.persons[person].tenures;
    let held = date.and_then(|d| {
        tenures
            .iter()
            .find(|t| t.from.earliest() <= d && t.to.as_ref().is_none_or(|to| to.latest() >= d))
    });
    held.or(tenures.last()).and_then(|t| k.code_id(&t.country))
}

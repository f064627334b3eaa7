//! The lexicon, compiled into what the rules look up.

use crate::gazetteer::{Gazetteer, Sense};
use crate::words::{Class, WordId, Words};
use crate::{cues::CueIndex, topics::TopicIndex, triggers::TriggerIndex};
use chancery_lexicon::Lexicon;
use rustc_hash::FxHashMap;

/// The code of a country, subdivision or organisation, as a number; [`Knowledge::code`] gives it back.
pub(crate) type Code = u16;

/// A lexicon made ready for reading.
#[derive(Debug)]
pub(crate) struct Knowledge {
    pub lexicon: Lexicon,
    pub words: Words,
    pub gazetteer: Gazetteer,
    pub cues: CueIndex,
    pub triggers: TriggerIndex,
    pub topics: TopicIndex,
    /// Person index by the last word of each of their names, lower case.
    pub surnames: FxHashMap<String, Vec<usize>>,
    /// Endings of words that are in nobody's name, lower case.
    noun_endings: Vec<String>,
    codes: Vec<String>,
    code_ids: FxHashMap<String, Code>,
    /// Name of the entity that a code stands for.
    pub code_names: FxHashMap<Code, String>,
    /// The side of a firm, an NGO or a private person.
    pub private: Code,
}

impl Knowledge {
    pub fn new(lexicon: Lexicon) -> Self {
        let mut words = Words::new();
        for &(class, name) in Class::ALL {
            for word in lexicon.classes.words(name) {
                words.add_to_class(&word.to_lowercase(), class);
            }
        }
        let mut k = Knowledge {
            cues: CueIndex::new(&lexicon, &mut words),
            triggers: TriggerIndex::new(&lexicon, &mut words),
            topics: TopicIndex::new(&lexicon, &mut words),
            gazetteer: Gazetteer::new(),
            words,
            surnames: FxHashMap::default(),
            noun_endings: lexicon.classes.words("common-ending").to_vec(),
            codes: Vec::new(),
            code_ids: FxHashMap::default(),
            code_names: FxHashMap::default(),
            private: 0,
            lexicon,
        };
        k.private = k.intern_code("private");
        k.add_names();
        k
    }

    fn intern_code(&mut self, code: &str) -> Code {
        if let Some(&id) = self.code_ids.get(code) {
            return id;
        }
        let id = self.codes.len() as Code;
        self.codes.push(code.to_owned());
        self.code_ids.insert(code.to_owned(), id);
        id
    }

    /// The number of a code that the lexicon knows.
    pub fn code_id(&self, code: &str) -> Option<Code> {
        self.code_ids.get(code).copied()
    }

    /// The code with this number.
    pub fn code(&self, id: Code) -> &str {
        &self.codes[usize::from(id)]
    }

    fn add_names(&mut self) {
        let lexicon = std::mem::take(&mut self.lexicon);
        let (gazetteer, words) = (&mut self.gazetteer, &mut self.words);
        let mut all = |names: &[String], sense: Sense| {
            for name in names {
                gazetteer.insert(name, sense, words);
            }
        };
        let one = std::slice::from_ref::<String>;
        for (i, c) in lexicon.countries.iter().enumerate() {
            all(one(&c.name), Sense::Country(i));
            all(one(&c.long_name), Sense::Country(i));
            all(&c.aliases, Sense::Country(i));
            all(&c.adjectives, Sense::CountryAdjective(i));
            all(&c.people, Sense::People(i));
            all(&c.capitals, Sense::Capital(i));
            all(&c.metonyms, Sense::Metonym(i));
        }
        for (i, s) in lexicon.subdivisions.iter().enumerate() {
            all(one(&s.name), Sense::Subdivision(i));
            all(&s.aliases, Sense::Subdivision(i));
            all(&s.adjectives, Sense::SubdivisionAdjective(i));
        }
        for (i, o) in lexicon.organisations.iter().enumerate() {
            all(one(&o.name), Sense::Organisation(i));
            all(one(&o.code), Sense::Organisation(i));
            all(&o.aliases, Sense::Organisation(i));
            all(&o.adjectives, Sense::OrganisationAdjective(i));
        }
        for (i, p) in lexicon.places.iter().enumerate() {
            all(one(&p.name), Sense::Place(i));
            all(&p.aliases, Sense::Place(i));
        }
        for (i, t) in lexicon.instruments.iter().enumerate() {
            all(one(&t.name), Sense::Instrument(i));
            all(&t.aliases, Sense::Instrument(i));
        }
        for (i, g) in lexicon.groups.iter().enumerate() {
            all(one(&g.name), Sense::Group(i));
            all(&g.aliases, Sense::Group(i));
            all(&g.adjectives, Sense::GroupAdjective(i));
        }
        for (i, o) in lexicon.offices.iter().enumerate() {
            all(one(&o.name), Sense::Office(i));
            all(&o.aliases, Sense::Office(i));
        }
        for (i, p) in lexicon.persons.iter().enumerate() {
            all(one(&p.name), Sense::Person(i));
            all(&p.aliases, Sense::Person(i));
        }
        for (i, c) in lexicon.cases.iter().enumerate() {
            all(one(&c.name), Sense::Case(i));
            all(&c.aliases, Sense::Case(i));
        }
        for (i, p) in lexicon.persons.iter().enumerate() {
            for name in std::iter::once(&p.name).chain(&p.aliases) {
                let key = surname_key(name);
                let people = self.surnames.entry(key).or_default();
                if people.last() != Some(&i) {
                    people.push(i);
                }
            }
        }
        for p in &lexicon.persons {
            let family_first = p
                .tenures
                .iter()
                .any(|t| lexicon.classes.has("family-name-first", &t.country));
            if !family_first {
                std::iter::once(&p.name)
                    .chain(&p.aliases)
                    .for_each(|name| add_given_name(words, name));
            }
        }
        let mut named: Vec<(String, String)> = Vec::new();
        named.extend(
            lexicon
                .countries
                .iter()
                .map(|c| (c.code.clone(), c.name.clone())),
        );
        named.extend(
            lexicon
                .subdivisions
                .iter()
                .map(|s| (s.code.clone(), s.name.clone())),
        );
        named.extend(
            lexicon
                .organisations
                .iter()
                .map(|o| (o.code.clone(), o.name.clone())),
        );
        self.lexicon = lexicon;
        for (code, name) in named {
            let id = self.intern_code(&code);
            self.code_names.entry(id).or_insert(name);
        }
    }

    /// Whether a word in lower case ends as the nouns of offices and organisations do, and no name: “prevention”.
    pub fn ends_like_noun(&self, lower: &str) -> bool {
        lower.len() > 6
            && self
                .noun_endings
                .iter()
                .any(|e| lower.ends_with(e.as_str()))
    }

    /// The codes that a sense means when it is named, and whether it can act as a party.
    pub fn codes_of(&self, sense: Sense, out: &mut Vec<Code>) {
        let l = &self.lexicon;
        let mut push = |code: &str| {
            if let Some(id) = self.code_id(code)
                && !out.contains(&id)
            {
                out.push(id);
            }
        };
        match sense {
            Sense::Country(i)
            | Sense::CountryAdjective(i)
            | Sense::People(i)
            | Sense::Capital(i)
            | Sense::Metonym(i) => {
                push(&l.countries[i].code);
            }
            Sense::Subdivision(i) | Sense::SubdivisionAdjective(i) => {
                let code = l.subdivisions[i].code.as_str();
                let apart = l.classes.has("subdivision-apart", code);
                push(if apart {
                    code
                } else {
                    l.subdivisions[i].country()
                });
            }
            Sense::Organisation(i) | Sense::OrganisationAdjective(i) => {
                push(&l.organisations[i].code)
            }
            Sense::Place(i) => l.places[i].about.iter().for_each(|c| push(c)),
            Sense::Instrument(i) => l.instruments[i].about.iter().for_each(|c| push(c)),
            Sense::Group(i) | Sense::GroupAdjective(i) => {
                l.groups[i].about.iter().for_each(|c| push(c))
            }
            Sense::Case(i) => l.cases[i].about.iter().for_each(|c| push(c)),
            Sense::Office(_) | Sense::Person(_) => {}
        }
    }

    /// The number of a word in lower case; 0 if unknown.
    pub fn word(&self, lower: &str) -> WordId {
        self.words.id(lower)
    }
}

/// Learns the first word of a full name as a given name, if it is no title or particle.
fn add_given_name(words: &mut Words, name: &str) {
    let Some((first, _)) = name.split_once(' ') else {
        return;
    };
    let first = first.to_lowercase();
    let id = words.id(&first);
    let other = [
        Class::Honorific,
        Class::NameParticle,
        Class::OfficeHead,
        Class::OfficeWord,
        Class::CommonNoun,
    ];
    if first.chars().count() > 2 && !first.ends_with('.') && !other.iter().any(|&c| words.is(id, c))
    {
        words.add_to_class(&first, Class::GivenName);
    }
}

/// The last word of a name that is no suffix, in lower case.
pub(crate) fn surname_key(name: &str) -> String {
    name.split_whitespace()
        .map(|w| w.trim_matches([',', '.']))
        .rfind(|w| !w.is_empty() && !matches!(*w, "Jr" | "Sr" | "II" | "III" | "IV"))
        .unwrap_or(name)
        .to_lowercase()
}

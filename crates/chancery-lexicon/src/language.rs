//! The language of readouts: acts, what follows them, topics, closed classes of words.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet as HashSet;

use crate::read::{Reader, Record, Sheet};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a speech act does: the thirteen families.
    Family ("family") {
        /// Puts a matter on the table without taking a position.
        Discuss = "discuss",
        /// Says or explains, neutrally.
        State = "state",
        /// Asserts with emphasis.
        Stress = "stress",
        /// Brings up an issue of concern.
        Raise = "raise",
        /// Judges negatively.
        Criticise = "criticise",
        /// Asks someone to act or to refrain.
        Press = "press",
        /// Announces bad consequences.
        Warn = "warn",
        /// Affirms backing, solidarity, a standing commitment.
        Support = "support",
        /// Speaks of one's own future action.
        Intend = "intend",
        /// Adopts the same thing as another party.
        Agree = "agree",
        /// Judges a fact, an act, a development positively.
        Welcome = "welcome",
        /// A social act to a person or people.
        Courtesy = "courtesy",
        /// Denies, refuses, opposes.
        Reject = "reject",
    }
}

vocabulary! {
    /// What may follow the cue of an act.
    Complement ("complement") {
        /// A noun phrase.
        Np = "np",
        /// A clause, with or without “that”.
        That = "that",
        /// An infinitive.
        To = "to",
        /// A clause that a question word opens.
        Wh = "wh",
        /// A gerund.
        Ing = "ing",
        /// A direct quotation.
        Quote = "quote",
        /// A phrase with the preposition of the act.
        On = "on",
        /// Nothing.
        None = "none",
    }
}

vocabulary! {
    /// Where the one who is addressed stands.
    Addressee ("place of an addressee") {
        /// The object, which is part of the content too: “thanked X”.
        Object = "object",
        /// The object, which is no part of the content: “told X that”.
        Told = "told",
        /// After “to”.
        To = "to",
        /// After “with”.
        With = "with",
        /// After “on”: “called on X”.
        On = "on",
        /// After “from”: “sought assurances from X”.
        From = "from",
    }
}

vocabulary! {
    /// A type of event of the PLOVER ontology.
    Plover ("PLOVER type") {
        /// Agree or promise to cooperate.
        Agree = "AGREE",
        /// Consult, meet, talk.
        Consult = "CONSULT",
        /// Support with words or symbols.
        Support = "SUPPORT",
        /// Concede, give way.
        Concede = "CONCEDE",
        /// Cooperate materially.
        Cooperate = "COOPERATE",
        /// Give aid.
        Aid = "AID",
        /// Retreat, end hostilities.
        Retreat = "RETREAT",
        /// Request, appeal, demand.
        Request = "REQUEST",
        /// Accuse, disapprove.
        Accuse = "ACCUSE",
        /// Reject, refuse.
        Reject = "REJECT",
        /// Threaten.
        Threaten = "THREATEN",
        /// Protest.
        Protest = "PROTEST",
        /// Sanction, reduce relations.
        Sanction = "SANCTION",
        /// Mobilise forces.
        Mobilize = "MOBILIZE",
        /// Coerce.
        Coerce = "COERCE",
        /// Assault.
        Assault = "ASSAULT",
    }
}

/// The cue of a speech act, and what follows from finding it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The lemma of the verb.
    pub verb: String,
    /// Words that follow the verb and belong to the cue: `for`; `clear about`.
    pub particle: Vec<String>,
    /// The forms of the noun that carries the act, of which one must follow; empty if the verb carries it.
    pub noun: Vec<String>,
    /// The prepositions that belong to the cue, any one of which may follow.
    pub after: Vec<String>,
    /// What the act does.
    pub family: Family,
    /// Its name: `call for`.
    pub act: String,
    /// 1 (courteous) to 5 (strongest).
    pub strength: u8,
    /// What may follow.
    pub complement: Vec<Complement>,
    /// Where the one addressed stands, if the words tell.
    pub addressee: Option<Addressee>,
    /// The type of event of the PLOVER ontology, if it has one.
    pub plover: Option<String>,
    /// The code of the CAMEO ontology, 2 to 4 digits, if it has one.
    pub cameo: Option<String>,
}

impl Record for Act {
    const COLUMNS: &'static [&'static str] = &[
        "verb",
        "particle",
        "noun",
        "after",
        "family",
        "act",
        "strength",
        "complement",
        "addressee",
        "plover",
        "cameo",
        "source",
    ];

    fn read(row: &mut Reader<'_, '_>) -> Option<Act> {
        let verb = row.text("verb");
        let particle = row
            .optional("particle")
            .split(' ')
            .filter(|word| !word.is_empty());
        let particle = particle.map(str::to_owned).collect();
        let noun = row.list("noun");
        let after = row.list("after");
        let act = row.text("act");
        let strength = row.degree("strength");
        let complement = row.any_of("complement");
        let addressee = row.maybe_one_of("addressee");
        let plover = row
            .maybe_one_of::<Plover>("plover")
            .map(|plover| plover.as_str().to_owned());
        let cameo = row.optional("cameo");
        if !cameo.is_empty() && !is_cameo(cameo) {
            row.problem(
                "cameo",
                format!("a CAMEO code has 2 to 4 digits and begins with 01 to 20: {cameo}"),
            );
        }
        let cameo = (!cameo.is_empty()).then(|| cameo.to_owned());
        let family = row.one_of("family")?;
        Some(Act {
            verb,
            particle,
            noun,
            after,
            family,
            act,
            strength,
            complement,
            addressee,
            plover,
            cameo,
        })
    }
}

fn is_cameo(code: &str) -> bool {
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    digits && (2..=4).contains(&code.len()) && ("01"..="20").contains(&&code[..2])
}

/// For an act whose family depends on what follows: which family it is then. The first rule that fits wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComplementRule {
    /// The [`Act::act`] it is about.
    pub act: String,
    /// The complement it is about.
    pub complement: Complement,
    /// The nouns of which one must stand first in the complement; any will do if there are none.
    pub heads: Vec<String>,
    /// The family it then has.
    pub family: Family,
}

impl Record for ComplementRule {
    const COLUMNS: &'static [&'static str] = &["act", "complement", "heads", "family", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<ComplementRule> {
        let act = row.text("act");
        let heads = row.list("heads");
        let complement = row.one_of("complement");
        let family = row.one_of("family");
        Some(ComplementRule {
            act,
            complement: complement?,
            heads,
            family: family?,
        })
    }
}

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

/// Closed classes of words that rules ask for by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    words: BTreeMap<String, Vec<String>>,
    sets: BTreeMap<String, HashSet<String>>,
}

impl Classes {
    /// Whether a word belongs to a class; the spelling must be that of the data. No class has no words.
    pub fn has(&self, class: &str, word: &str) -> bool {
        self.sets
            .get(class)
            .is_some_and(|words| words.contains(word))
    }

    /// The words of a class in the order of the data; none if there is no such class.
    pub fn words(&self, class: &str) -> &[String] {
        self.words.get(class).map_or(&[], Vec::as_slice)
    }

    /// The names of all classes, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    pub(crate) fn from_sheet(sheet: &Sheet<'_, ClassWords>) -> Classes {
        let mut classes = Classes::default();
        for ClassWords { class, words } in &sheet.records {
            classes
                .sets
                .entry(class.clone())
                .or_default()
                .extend(words.iter().cloned());
            classes
                .words
                .entry(class.clone())
                .or_default()
                .extend(words.iter().cloned());
        }
        classes
    }
}

/// One row of the table of classes: some words of one class.
pub(crate) struct ClassWords {
    pub(crate) class: String,
    pub(crate) words: Vec<String>,
}

impl Record for ClassWords {
    const COLUMNS: &'static [&'static str] = &["class", "words", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<ClassWords> {
        Some(ClassWords {
            class: row.text("class"),
            words: row.some("words"),
        })
    }
}

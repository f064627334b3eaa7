//! Speech acts: their cues, their families, and what follows them.

use crate::read::{Reader, Record};
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

//! Mentions: names of the gazetteer and noun phrases that name a person or an office.
//!
//! A person is named by a country, offices, an honorific and a name, in the orders that governments use:
//! `[Country] Office [of Country] [Honorific] Name [of Country]`, `Name, Office of Country,` and parts of these.

mod names;
mod offices;
mod runs;

use crate::gazetteer::{Hit, Sense};
use crate::knowledge::Code;
use crate::view::View;
use crate::words::Class;
use chancery_lexicon::OfficeKind;
use chancery_text::{Tag, TokenKind};
use std::ops::Range;

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A person by name, with or without offices.
    Person,
    /// A person by office alone.
    Office,
    Country,
    /// `British`, `U.S.`: before a noun.
    Adjective,
    People,
    Capital,
    /// `the Kremlin`.
    Metonym,
    Subdivision,
    Organisation,
    Place,
    Instrument,
    Group,
    Case,
}

/// Words that name someone or something.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    /// The codes that are named by it, a person's country among them if the words name it.
    pub codes: Vec<Code>,
    pub sense: Option<Sense>,
    pub person: Option<PersonWords>,
    /// The entity it was linked to.
    pub entity: Option<usize>,
}

/// The parts of a mention of a person or an office.
#[derive(Debug, Clone, Default)]
pub(crate) struct PersonWords {
    /// The name without honorifics.
    pub name: Option<Range<usize>>,
    pub offices: Vec<OfficeWords>,
    /// The side that the words themselves give.
    pub side: Option<Code>,
    /// Of a person that the lexicon knows by this name.
    pub known: Option<usize>,
    pub honorific: bool,
    /// `former`, `late`: holds the office no more.
    pub former: bool,
}

/// One office as the text names it.
#[derive(Debug, Clone)]
pub(crate) struct OfficeWords {
    pub tokens: Range<usize>,
    /// Index in the lexicon, if it knows the office.
    pub known: Option<usize>,
    /// Where the words that the lexicon knows end and those of its domain begin: “Special Envoy” “for Yemen”.
    pub domain: usize,
}

/// All mentions of a text, in order, none overlapping another.
pub(crate) fn find(view: &View<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for sentence in &view.text.sentences {
        let range = sentence.tokens.clone();
        let scanner = Scanner {
            view,
            hits: hits_in(view, range.clone()),
            range: range.clone(),
        };
        let mut i = range.start;
        while i < range.end {
            let covered = found.last().map_or(0, |m: &Mention| m.end);
            if let Some(mention) = scanner.person(i, covered).or_else(|| scanner.introduced(i)) {
                i = mention.end;
                found.push(mention);
            } else if let Some(hit) = scanner.hit(i) {
                if let Some(mention) = plain(view, hit) {
                    found.push(mention);
                }
                i = hit.end;
            } else {
                i += 1;
            }
        }
    }
    share_owners(view, &mut found);
    adopt_owners(view, &mut found);
    found
}

/// “Japanese Ministry of Foreign Affairs Director General X”: whose institution it is tells whose official.
fn adopt_owners(view: &View<'_>, mentions: &mut Vec<Mention>) {
    for i in (1..mentions.len()).rev() {
        let (owner, official) = (&mentions[i - 1], &mentions[i]);
        let Some(words) = &official.person else {
            continue;
        };
        let owns = matches!(
            owner.kind,
            Kind::Adjective | Kind::Country | Kind::Organisation | Kind::Metonym
        );
        let unit = owner.end..official.start;
        let stranger = words.side.is_none() && words.name.is_some() && !words.offices.is_empty();
        if !owns || !stranger || !is_unit(view, unit) {
            continue;
        }
        let Some(&side) = owner.codes.first() else {
            continue;
        };
        let start = owner.start;
        let official = &mut mentions[i];
        official.start = start;
        official.codes.insert(0, side);
        if let Some(words) = &mut official.person {
            words.side = Some(side);
        }
        mentions.remove(i - 1);
    }
}

/// Whether words between an owner and an official name a unit: “Ministry of Foreign Affairs”, “Chancellery Foreign and”.
fn is_unit(view: &View<'_>, words: Range<usize>) -> bool {
    let joint = |t: usize| matches!(view.lower(t), "of" | "and" | "for" | "the" | "&");
    let Some(first) = words.clone().next() else {
        return false;
    };
    // “the French Ministry of Defence and Minister X” are two.
    let open_end = words.clone().next_back().is_some_and(|t| {
        joint(t)
            && (!view.is(words.end, Class::OfficeWord) || view.is(words.end, Class::OfficeHead))
    });
    words.len() <= UNIT
        && view.capital(first)
        && !open_end
        && words
            .clone()
            .all(|t| view.capital(t) && !view.is(t, Class::HeadlineWord) || joint(t))
        && words
            .clone()
            .any(|t| view.is(t, Class::Institution) || view.is(t, Class::OfficeWord))
}

/// The most words that the name of a unit may have.
const UNIT: usize = 8;

/// “called on the President and the Prime Minister of Vietnam”: the country behind the second office owns the first,
/// too; at the head of a sentence the first may be the publisher's own.
fn share_owners(view: &View<'_>, mentions: &mut [Mention]) {
    for i in 1..mentions.len() {
        let (before, after) = mentions.split_at_mut(i);
        let (Some(first), second) = (before.last_mut(), &after[0]) else {
            continue;
        };
        let joined = matches!(
            (first.end..second.start)
                .map(|t| view.lower(t))
                .collect::<Vec<_>>()[..],
            ["and"] | ["and", "the"]
        );
        let object = first.start >= 2
            && view.reads(first.start - 1, "the")
            && matches!(view.lower(first.start - 2), "on" | "with" | "met" | "to");
        if !joined || !object || first.kind != Kind::Office || second.kind != Kind::Office {
            continue;
        }
        let owned = (second.start..second.end).any(|t| view.reads(t, "of"));
        let owner = second.person.as_ref().and_then(|p| p.side);
        if let (true, Some(side), Some(person)) = (owned, owner, &mut first.person)
            && person.side.is_none()
        {
            person.side = Some(side);
            first.codes.push(side);
        }
    }
}

fn hits_in(view: &View<'_>, range: Range<usize>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut i = range.start;
    while i < range.end {
        match view
            .k
            .gazetteer
            .longest_at(view.ids(0..range.end), i, |t| view.word(t))
        {
            Some(hit) => {
                i = hit.end;
                hits.push(hit);
            }
            None => i += 1,
        }
    }
    hits
}

/// A mention of what is no person.
fn plain(view: &View<'_>, hit: &Hit) -> Option<Mention> {
    let sense = choose(view, hit)?;
    let kind = match sense {
        Sense::Country(_) => Kind::Country,
        Sense::CountryAdjective(_)
        | Sense::SubdivisionAdjective(_)
        | Sense::OrganisationAdjective(_)
        | Sense::GroupAdjective(_) => Kind::Adjective,
        Sense::People(_) => Kind::People,
        Sense::Capital(_) => Kind::Capital,
        Sense::Metonym(_) => Kind::Metonym,
        Sense::Subdivision(_) => Kind::Subdivision,
        Sense::Organisation(_) => Kind::Organisation,
        Sense::Place(_) => Kind::Place,
        Sense::Instrument(_) => Kind::Instrument,
        Sense::Group(_) => Kind::Group,
        Sense::Case(_) => Kind::Case,
        Sense::Office(_) | Sense::Person(_) => return None,
    };
    let mut codes = Vec::new();
    view.k.codes_of(sense, &mut codes);
    Some(Mention {
        start: hit.start,
        end: hit.end,
        kind,
        codes,
        sense: Some(sense),
        person: None,
        entity: None,
    })
}

/// The sense of an ambiguous name that the surroundings favour; senses come in order of preference.
fn choose(view: &View<'_>, hit: &Hit) -> Option<Sense> {
    let next_is_noun = hit.end < view.len() && matches!(view.tag(hit.end), Tag::Noun | Tag::Adj);
    let mut senses = hit
        .senses
        .iter()
        .copied()
        .filter(|s| !matches!(s, Sense::Office(_)));
    let first = senses.next()?;
    if let (Sense::Country(_), Some(adjective @ Sense::CountryAdjective(_))) =
        (first, hit.senses.get(1).copied())
        && next_is_noun
    {
        return Some(adjective);
    }
    // “Georgia” the state, “Georgian”: the country comes first; a capital that is also a country stays the country.
    Some(first)
}

struct Scanner<'v, 'a> {
    view: &'v View<'a>,
    hits: Vec<Hit>,
    range: Range<usize>,
}

impl<'v> Scanner<'v, '_> {
    fn hit(&self, at: usize) -> Option<&Hit> {
        self.hits
            .binary_search_by_key(&at, |h| h.start)
            .ok()
            .map(|i| &self.hits[i])
    }

    fn in_range(&self, i: usize) -> bool {
        i < self.range.end
    }

    fn lower(&self, i: usize) -> &str {
        if self.in_range(i) {
            self.view.lower(i)
        } else {
            ""
        }
    }

    /// A country or organisation that can own an office, with the code and the end of its words (`'s` included).
    fn owner(&self, at: usize) -> Option<(Code, usize)> {
        let hit = self.hit(at)?;
        let sense = hit.senses.iter().copied().find(|s| {
            matches!(
                s,
                Sense::Country(_)
                    | Sense::CountryAdjective(_)
                    | Sense::Organisation(_)
                    | Sense::OrganisationAdjective(_)
                    | Sense::Metonym(_)
                    | Sense::Subdivision(_)
                    | Sense::SubdivisionAdjective(_)
                    | Sense::Group(_)
                    | Sense::GroupAdjective(_)
            )
        })?;
        let mut codes = Vec::new();
        self.view.k.codes_of(sense, &mut codes);
        let code = self.sovereign(*codes.first()?);
        let mut end = hit.end;
        if matches!(self.lower(end), "'s" | "'") {
            end += 1;
        }
        // “Republic of Korea (ROK) Foreign Minister”
        if self.lower(end) == "("
            && let Some(inner) = self.in_range(end + 1).then(|| self.hit(end + 1)).flatten()
            && self.lower(inner.end) == ")"
        {
            end = inner.end + 1;
        }
        Some((code, end))
    }

    /// A city or region behind `of`: “Crown Prince of Abu Dhabi”, “Mayor of London”.
    fn seat(&self, at: usize) -> Option<(Code, usize)> {
        let hit = self.hit(at)?;
        let lexicon = &self.view.k.lexicon;
        hit.senses.iter().find_map(|s| match s {
            Sense::Capital(i) => self
                .view
                .k
                .code_id(&lexicon.countries[*i].code)
                .map(|c| (c, hit.end)),
            Sense::Place(i) => lexicon.places[*i]
                .country
                .as_deref()
                .and_then(|c| self.view.k.code_id(c))
                .map(|c| (c, hit.end)),
            _ => None,
        })
    }

    /// A subdivision's office-holders stand for the country.
    fn sovereign(&self, code: Code) -> Code {
        let text = self.view.k.code(code);
        match text.split_once('-') {
            Some((country, _)) => self.view.k.code_id(country).unwrap_or(code),
            None => code,
        }
    }

    /// A person or office whose words begin at `at`; the words before `covered` are those of other mentions.
    fn person(&self, at: usize, covered: usize) -> Option<Mention> {
        let view = self.view;
        if !view.capital(at) && !view.is(at, Class::OfficeModifier) && self.hit(at).is_none() {
            return None;
        }
        let mut words = PersonWords::default();
        let mut p = self.modifiers(at, &mut words);
        if let Some((code, end)) = self.owner(p) {
            words.side = Some(code);
            p = self.modifiers(end, &mut words);
        }
        p = self.offices(p, &mut words, at);
        let had_office = !words.offices.is_empty();
        if had_office {
            p = self.of_owner(p, &mut words);
            if self.is_posted(&words) {
                p = self.posting(p);
            }
            if let Some(end) = self.short_form(p)
                && self.name(end, true).is_some()
            {
                p = end;
            }
        }
        let before_honorific = p;
        let comma = had_office
            && self.lower(p) == ","
            && self.name_after_comma(p + 1, self.in_apposition(at));
        if comma {
            p += 1;
        }
        p = self.honorifics(p, &mut words);
        // “H.E. the President”, “Ambassador Dr. X, Minister of …”
        if words.honorific && words.offices.is_empty() {
            let q = if self.lower(p) == "the" { p + 1 } else { p };
            let r = self.offices(q, &mut words, at);
            if !words.offices.is_empty() {
                p = self.of_owner(r, &mut words);
                p = self.honorifics(p, &mut words);
            }
        }
        let anchored =
            had_office || words.honorific || words.side.is_some() && !words.offices.is_empty();
        match self.name(p, anchored) {
            Some((name, _, None)) if self.names_no_person(at, &name, &words) => return None,
            Some((name, end, known)) => {
                words.name = Some(name);
                words.known = known;
                p = end;
            }
            None if had_office => {
                p = before_honorific;
                match self.name_behind_unit(p, &mut words) {
                    Some(end) => p = end,
                    None if self.runs_on(p) => return None,
                    None => {}
                }
            }
            None if words.offices.is_empty() => return None,
            None => {}
        }
        if words.name.is_none() && words.offices.is_empty() {
            return None;
        }
        if words.name.is_some() {
            if words.side.is_none() {
                p = self.of_owner(p, &mut words);
                p = self.in_parentheses(p, &mut words);
            }
            p = self.apposition(p, &mut words);
            // The comma that closes “Director of …, Wang Yi,”.
            if comma && self.lower(p) == "," {
                p += 1;
            }
        }
        let kind = if words.name.is_some() {
            Kind::Person
        } else {
            Kind::Office
        };
        if kind == Kind::Office && !self.means_office_holder(at, p, covered, &words) {
            return None;
        }
        // “Ambassador” alone in lower case, “head of the delegation”: no mention of an office-holder.
        let mut codes: Vec<Code> = words.side.into_iter().collect();
        for hit in self.hits.iter().filter(|h| h.start >= at && h.end <= p) {
            if let Some(sense) = choose(view, hit)
                && !matches!(sense, Sense::Person(_))
            {
                view.k.codes_of(sense, &mut codes);
            }
        }
        Some(Mention {
            start: at,
            end: p,
            kind,
            codes,
            sense: None,
            person: Some(words),
            entity: None,
        })
    }

    fn modifiers(&self, mut p: usize, words: &mut PersonWords) -> usize {
        // “New Zealand Foreign Minister”: no modifier, the name of a country.
        while self.in_range(p)
            && self.view.is(p, Class::OfficeModifier)
            && !self.starts_office(p)
            && self.hit(p).is_none()
        {
            if matches!(
                self.lower(p),
                "former" | "late" | "then" | "ex" | "outgoing"
            ) {
                words.former |= !matches!(self.lower(p), "outgoing");
            }
            p += 1;
            if self.in_range(p) && self.view.is_hyphen(p) {
                p += 1;
            }
        }
        p
    }

    fn office_sense(&self, at: usize) -> Option<(usize, usize)> {
        let hit = self.hit(at)?;
        hit.senses.iter().find_map(|s| {
            if let Sense::Office(o) = s {
                Some((*o, hit.end))
            } else {
                None
            }
        })
    }

    fn starts_office(&self, at: usize) -> bool {
        self.in_range(at)
            && (self.office_sense(at).is_some()
                || self.view.capital(at) && self.view.is(at, Class::OfficeHead))
    }

    fn person_hit(&self, at: usize) -> Option<(usize, usize)> {
        let hit = self.hit(at)?;
        hit.senses.iter().find_map(|s| {
            if let Sense::Person(i) = s {
                Some((*i, hit.end))
            } else {
                None
            }
        })
    }

    fn starts_known_name(&self, at: usize) -> bool {
        self.person_hit(at).is_some()
    }
}

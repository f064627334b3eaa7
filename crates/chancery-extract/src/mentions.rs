//! Mentions: names of the gazetteer and noun phrases that name a person or an office.
//!
//! A person is named by a country, offices, an honorific and a name, in the orders that governments use:
//! `[Country] Office [of Country] [Honorific] Name [of Country]`, `Name, Office of Country,` and parts of these.

use crate::gazetteer::{Hit, Sense};
use crate::knowledge::Code;
use crate::view::View;
use crate::words::Class;
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
            if let Some(mention) = scanner.person(i) {
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
    found
}

fn hits_in(view: &View<'_>, range: Range<usize>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut i = range.start;
    while i < range.end {
        match view
            .k
            .gazetteer
            .longest_at(&view.ids[..range.end], i, |t| view.word(t))
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

    /// A person or office whose words begin at `at`.
    fn person(&self, at: usize) -> Option<Mention> {
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
            p = self.posting(p);
        }
        let before_honorific = p;
        let comma = had_office && self.lower(p) == "," && self.name_after_comma(p + 1);
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
            Some((name, end, known)) => {
                words.name = Some(name);
                words.known = known;
                p = end;
            }
            None if had_office => p = before_honorific,
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
        if kind == Kind::Office && !self.office_stands_alone(at, &words) {
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
        while self.in_range(p) && self.view.is(p, Class::OfficeModifier) && !self.starts_office(p) {
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

    /// Offices one after another, joined by `and`, `,` or `/`.
    fn offices(&self, mut p: usize, words: &mut PersonWords, phrase_start: usize) -> usize {
        let after_article =
            phrase_start > self.range.start && self.lower(phrase_start - 1) == "the";
        let owned = words.side.is_some();
        loop {
            let Some((office, end)) = self.one_office(p, words) else {
                return p;
            };
            words.offices.push(office);
            p = end;
            let joint = self.lower(p);
            let next = match joint {
                "/" | "&" => p + 1,
                // “the Secretary and Foreign Minister”: two people; “Deputy Prime Minister and Foreign Minister X”: one.
                "and" if !after_article || owned => p + 1,
                "," if self.lower(p + 1) == "and" && (!after_article || owned) => p + 2,
                _ if self.starts_office(p) => p,
                _ => return p,
            };
            if !self.starts_office(next) || !self.names_one_person(next) {
                return p;
            }
            p = next;
        }
    }

    /// Whether the office at `at` shares its holder with the office before it: a name must follow it.
    fn names_one_person(&self, at: usize) -> bool {
        let mut probe = PersonWords::default();
        let Some((_, end)) = self.one_office(at, &mut probe) else {
            return false;
        };
        let p = self.of_owner(end, &mut probe);
        let p = if matches!(self.lower(p), "," | "/" | "and") {
            p + 1
        } else {
            p
        };
        if self.starts_office(p) {
            return self.names_one_person(p);
        }
        let p = self.honorifics(p, &mut probe);
        self.name(p, true).is_some()
    }

    /// One office: of the lexicon, or a run of capitalised office words around a head.
    fn one_office(&self, at: usize, words: &mut PersonWords) -> Option<(OfficeWords, usize)> {
        let view = self.view;
        if !self.in_range(at) {
            return None;
        }
        let mut p = at;
        let mut known = None;
        let mut head = false;
        // Words before a known office may widen it: “First Deputy Foreign Minister”.
        while self.in_range(p) {
            if let Some((office, end)) = self.office_sense(p)
                && (view.capital(p)
                    || at > 0
                        && matches!(view.lower(at - 1), "the" | "his" | "her" | "'s" | "their")
                    || p > at)
            {
                known = if p == at { Some(office) } else { None };
                head = true;
                p = end;
            } else if view.capital(p)
                && view.is(p, Class::OfficeHead)
                && self.person_hit(p).is_none()
            {
                head = true;
                known = None;
                p += 1;
            } else if view.capital(p)
                && view.is(p, Class::OfficeWord)
                && (!head || self.more_office(p))
                && self.hit(p).is_none_or(|h| h.end == p + 1)
            {
                known = None;
                p += 1;
            } else if view.is_hyphen(p)
                && p > at
                && self.in_range(p + 1)
                && (view.is(p + 1, Class::OfficeHead) || view.is(p + 1, Class::OfficeWord))
            {
                p += 1;
            } else {
                break;
            }
        }
        if !head {
            return None;
        }
        let end = self.office_domain(p, words);
        Some((
            OfficeWords {
                tokens: at..end,
                known,
            },
            end,
        ))
    }

    /// Whether office words at `p` lead to another head: “Secretary General”, not “President Foreign …”.
    fn more_office(&self, mut p: usize) -> bool {
        while self.in_range(p) && self.view.capital(p) && self.view.is(p, Class::OfficeWord) {
            if self.lower(p) == "general" {
                return true;
            }
            p += 1;
        }
        self.starts_office(p)
    }

    /// `of Foreign Affairs and Emigrants`, `for Europe`: the domain of an office, a country left for the owner.
    fn office_domain(&self, p: usize, _words: &mut PersonWords) -> usize {
        let view = self.view;
        if !matches!(self.lower(p), "of" | "for" | "to" | "on") {
            return p;
        }
        let mut q = p + 1;
        if self.lower(q) == "the" {
            q += 1;
        }
        if !self.in_range(q) || !view.capital(q) || self.person_hit(q).is_some() {
            return p;
        }
        if let Some((_, end)) = self.owner(q).or_else(|| self.seat(q))
            && !view.is(q, Class::OfficeWord)
        {
            if self.lower(p) == "of" {
                return p; // the owner, not the domain
            }
            // “Special Envoy for Syria”, “Special Representative for Afghanistan Reconciliation”: the domain may go on
            // behind the country for a word, before another office or honorific.
            let one_more = self.in_range(end + 1)
                && view.capital(end)
                && self.hit(end).is_none()
                && (self.starts_office(end + 1) || view.is(end + 1, Class::Honorific));
            return end + usize::from(one_more);
        }
        q += 1;
        while self.in_range(q) {
            let joint = matches!(self.lower(q), "and" | "&" | "," | "of" | "the" | "for");
            let office_word =
                |i: usize| self.in_range(i) && view.capital(i) && view.is(i, Class::OfficeWord);
            if office_word(q) && !self.starts_known_name(q) {
                q += 1;
            } else if joint && office_word(q + 1) && !self.starts_office(q + 1) {
                q += 2;
            } else if self.lower(q) == "," && office_word(q + 1) && self.office_list(q + 1) {
                q += 2;
            } else if matches!(self.lower(q), "and" | "&")
                && self.in_range(q + 1)
                && view.capital(q + 1)
                && !self.starts_office(q + 1)
                && self.hit(q + 1).is_none()
                && !view.is(q + 1, Class::Honorific)
            {
                q += 2;
            } else {
                break;
            }
        }
        q
    }

    /// Whether office words from `at` on lead to an `and` with another: “Foreign Affairs, Foreign Employment and Tourism”.
    fn office_list(&self, at: usize) -> bool {
        let and = (at..self.range.end.min(at + 8)).find(|&i| self.lower(i) == "and");
        and.is_some_and(|and| {
            (at..and).all(|i| self.view.is(i, Class::OfficeWord) || self.lower(i) == ",")
                && self.in_range(and + 1)
                && self.view.is(and + 1, Class::OfficeWord)
        })
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

    /// `of Egypt`, `of the Republic of Poland`: the owner of the office before it.
    fn of_owner(&self, p: usize, words: &mut PersonWords) -> usize {
        if !matches!(self.lower(p), "of" | "for") {
            return p;
        }
        let mut q = if self.lower(p + 1) == "the" {
            p + 2
        } else {
            p + 1
        };
        // “President of the Government of Spain”
        if matches!(
            self.lower(q),
            "government" | "republic" | "kingdom" | "state"
        ) && self.lower(q + 1) == "of"
            && self.hit(q).is_none()
        {
            q = if self.lower(q + 2) == "the" {
                q + 3
            } else {
                q + 2
            };
        }
        let owner = self
            .in_range(q)
            .then(|| self.owner(q).or_else(|| self.seat(q)))
            .flatten();
        match owner {
            Some((code, end))
                if words.side.is_none()
                    || words.side == Some(code)
                    || !words.offices.is_empty() =>
            {
                // “Minister of Turkey's largest party” owns no country.
                if matches!(self.lower(end.saturating_sub(1)), "'s" | "'") {
                    return p;
                }
                words.side = words.side.or(Some(code));
                end
            }
            _ => p,
        }
    }

    /// `to Sri Lanka`, `in London` behind an ambassador's office: where they are posted.
    fn posting(&self, p: usize) -> usize {
        if !matches!(self.lower(p), "to" | "in") {
            return p;
        }
        let q = if self.lower(p + 1) == "the" {
            p + 2
        } else {
            p + 1
        };
        match self
            .in_range(q)
            .then(|| self.owner(q).or_else(|| self.seat(q)))
            .flatten()
        {
            Some((_, end))
                if self.in_range(end) && (self.view.capital(end) || self.lower(end) == ",") =>
            {
                end
            }
            _ => p,
        }
    }

    fn in_parentheses(&self, p: usize, words: &mut PersonWords) -> usize {
        if self.lower(p) == "("
            && let Some((code, end)) = self.in_range(p + 1).then(|| self.owner(p + 1)).flatten()
            && self.lower(end) == ")"
        {
            words.side = Some(code);
            return end + 1;
        }
        p
    }

    /// Whether a comma at the end of an office is followed by its holder's name: “Director of …, Wang Yi,”.
    fn name_after_comma(&self, p: usize) -> bool {
        let mut probe = PersonWords::default();
        let q = self.honorifics(p, &mut probe);
        match self.name(q, true) {
            Some((name, end, known)) => {
                known.is_some()
                    || probe.honorific
                    || name.len() >= 2
                        && matches!(
                            self.lower(end),
                            "," | "." | "" | "on" | "in" | "today" | "and" | "who" | "at" | "for"
                        )
            }
            None => false,
        }
    }

    fn honorifics(&self, mut p: usize, words: &mut PersonWords) -> usize {
        loop {
            if matches!(self.lower(p), "his" | "her" | "their" | "your") && self.in_range(p + 1) {
                let q = if matches!(self.lower(p + 1), "royal" | "serene" | "imperial") {
                    p + 2
                } else {
                    p + 1
                };
                if self.in_range(q) && self.view.capital(q) && self.view.is(q, Class::HonorificNoun)
                {
                    words.honorific = true;
                    p = q + 1;
                    continue;
                }
            }
            if self.in_range(p)
                && self.view.capital(p)
                && self.view.is(p, Class::Honorific)
                && self.in_range(p + 1)
                && (self.view.capital(p + 1)
                    || self.view.is(p + 1, Class::NameParticle)
                    || self.lower(p + 1) == ".")
                && self.person_hit(p).is_none()
            {
                words.honorific = true;
                p += 1;
                if self.lower(p) == "." {
                    p += 1;
                }
                continue;
            }
            if self.lower(p) == "("
                && matches!(
                    self.lower(p + 1),
                    "retd" | "ret" | "dr" | "prof" | "mrs" | "ms" | "hon"
                )
            {
                let close = (p + 2..(p + 5).min(self.range.end)).find(|&i| self.lower(i) == ")");
                if let Some(close) = close {
                    p = close + 1;
                    continue;
                }
            }
            return p;
        }
    }

    /// A person's name at `p`: tokens, end, and the person of the lexicon if it is known.
    ///
    /// Where nothing before it announces a person, only names that the lexicon knows count.
    fn name(&self, p: usize, anchored: bool) -> Option<(Range<usize>, usize, Option<usize>)> {
        let view = self.view;
        if !self.in_range(p) {
            return None;
        }
        if let Some((person, end)) = self.person_hit(p) {
            let end = self.suffix(end);
            // A known short name may be the beginning of a longer one.
            let longer = anchored
                && self.in_range(end)
                && self.name_token(end)
                && !self.starts_office(end)
                && self.hit(end).is_none();
            if !longer {
                return Some((p..end, end, Some(person)));
            }
        }
        if !anchored
            || !self.name_token(p)
            || self.starts_office(p)
            || view.is(p, Class::Month)
            || view.is(p, Class::Weekday)
        {
            return None;
        }
        // “…, Foreign Employment and Tourism”: words of an office begin no name, unless they are all of it (“Minister West”).
        if view.is(p, Class::OfficeWord)
            && self.in_range(p + 1)
            && view.capital(p + 1)
            && view.is(p + 1, Class::OfficeWord)
        {
            return None;
        }
        if let Some(hit) = self.hit(p)
            && !(hit.end == p + 1
                && self.in_range(hit.end)
                && self.name_token(hit.end)
                && self.hit(hit.end).is_none()
                && !hit
                    .senses
                    .iter()
                    .any(|s| matches!(s, Sense::CountryAdjective(_) | Sense::Organisation(_))))
            && self.person_hit(p).is_none()
        {
            return None;
        }
        let mut q = p + 1;
        while self.in_range(q) && q < p + 9 {
            if view.is_hyphen(q)
                && self.in_range(q + 1)
                && view.kind(q + 1) == TokenKind::Word
                && !view.text.tokens[q].space_before
            {
                q += 2;
            } else if self.name_token(q)
                && !self.starts_office(q)
                && self.hit(q).is_none_or(|h| {
                    h.end == q + 1
                        && h.senses.iter().all(|s| {
                            matches!(
                                s,
                                Sense::Place(_)
                                    | Sense::Capital(_)
                                    | Sense::People(_)
                                    | Sense::Person(_)
                                    | Sense::Case(_)
                            )
                        })
                })
                && !view.is(q, Class::Weekday)
                && !view.is(q, Class::Month)
            {
                q += 1;
            } else if view.is(q, Class::NameParticle)
                && !view.capital(q)
                && self.lower(q) != "a"
                && self.in_range(q + 1)
                && (view.capital(q + 1) || view.is_hyphen(q + 1))
            {
                q += 1;
            } else {
                break;
            }
        }
        let end = self.suffix(q);
        Some((p..end, end, None))
    }

    fn suffix(&self, p: usize) -> usize {
        let q = if self.lower(p) == "," { p + 1 } else { p };
        if self.in_range(q) && self.view.capital(q) && self.view.is(q, Class::NameSuffix) {
            return q + 1;
        }
        p
    }

    /// A capitalised word that can be part of a name.
    fn name_token(&self, i: usize) -> bool {
        let view = self.view;
        // Headlines write their verbs with a capital: “… Khalilzad Travels to …”.
        let headline_verb = view.lower(i).ends_with('s')
            && (view.k.cues.is_verb_form(view.ids[i]) || view.k.triggers.is_verb_form(view.ids[i]));
        if headline_verb && i > self.range.start && view.capital(i - 1) {
            return false;
        }
        if view.kind(i) != TokenKind::Word || !view.capital(i) {
            return false;
        }
        !(view.is(i, Class::Article)
            || view.is(i, Class::Modal)
            || view.is(i, Class::Subordinator)
            || view.is(i, Class::Have) && view.lower(i) != "had")
            && !matches!(
                view.tag(i),
                Tag::Adp | Tag::Cconj | Tag::Det | Tag::Pron | Tag::Sconj
            )
            || view.word(i).len() == 2 && view.word(i).ends_with('.')
    }

    /// `, Office of Country,` behind a name.
    fn apposition(&self, p: usize, words: &mut PersonWords) -> usize {
        if self.lower(p) != "," || !words.offices.is_empty() {
            return p;
        }
        let mut probe = PersonWords::default();
        let mut q = p + 1;
        if matches!(self.lower(q), "the" | "a" | "an") {
            q += 1;
        }
        q = self.modifiers(q, &mut probe);
        if let Some((code, end)) = self.in_range(q).then(|| self.owner(q)).flatten() {
            probe.side = Some(code);
            q = end;
        }
        let mut r = self.offices(q, &mut probe, q);
        if probe.offices.is_empty() {
            return p;
        }
        r = self.of_owner(r, &mut probe);
        if self.name(r, true).is_some() && !matches!(self.lower(r), "," | "." | "") {
            return p; // “…, Foreign Minister Y”: the next of a list
        }
        words.side = words.side.or(probe.side);
        words.offices = probe.offices;
        if self.lower(r) == "," { r + 1 } else { r }
    }

    /// Whether an office without a name may stand for a person here.
    fn office_stands_alone(&self, at: usize, words: &PersonWords) -> bool {
        let Some(first) = words.offices.first() else {
            return false;
        };
        // “The Secretaries and Ministers”: everyone, and no single office-holder.
        if words.offices.iter().any(|o| {
            o.tokens
                .clone()
                .next_back()
                .is_some_and(|t| self.view.is(t, Class::JointNoun))
        }) {
            return false;
        }
        let capital = self.view.capital(first.tokens.start);
        let article = at > self.range.start
            && matches!(
                self.view.lower(at - 1),
                "the" | "his" | "her" | "both" | "their" | "our" | "'s"
            );
        capital || article && words.offices.iter().any(|o| o.known.is_some())
    }
}

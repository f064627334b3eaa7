//! Names of people: honorifics, the name itself, what stands in apposition to it.

use super::*;

impl Scanner<'_, '_> {
    /// Whether a comma at the end of an office is followed by its holder's name: “Director of …, Wang Yi,”.
    ///
    /// An office in apposition to the name before it has its holder already: what follows must then be sure to be a person.
    pub(super) fn name_after_comma(&self, p: usize, in_apposition: bool) -> bool {
        let mut probe = PersonWords::default();
        let q = self.honorifics(p, &mut probe);
        match self.name(q, true) {
            Some((name, end, known)) => {
                known.is_some()
                    || probe.honorific
                    || !in_apposition
                        && name.len() >= 2
                        && matches!(
                            self.lower(end),
                            "," | "." | "" | "on" | "in" | "today" | "and" | "who" | "at" | "for"
                        )
            }
            None => false,
        }
    }

    pub(super) fn honorifics(&self, mut p: usize, words: &mut PersonWords) -> usize {
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
                    || matches!(self.lower(p + 1), "." | "(")
                    // “HE the Prime Minister”
                    || self.lower(p + 1) == "the" && self.starts_office(p + 2))
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
                    "retd" | "rtd" | "ret" | "dr" | "prof" | "mrs" | "ms" | "hon"
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
    pub(super) fn name(
        &self,
        p: usize,
        anchored: bool,
    ) -> Option<(Range<usize>, usize, Option<usize>)> {
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
                && self.hit(end).is_none()
                && !self.ends_known_name(end);
            if !longer {
                return Some((self.without_titles(p..end), end, Some(person)));
            }
        }
        // “President von der Leyen”
        let first = (p..p + 3).find(|&i| !self.is_particle_word(i)).unwrap_or(p);
        let begins = self.in_range(first)
            && self.name_token(first)
            && (first == p || !self.starts_office(first));
        if !anchored
            || !begins
            || self.starts_office(p)
            || view.is(p, Class::Month)
            || view.is(p, Class::Weekday)
        {
            return None;
        }
        // “…, Foreign Employment and Tourism”: words of an office begin no name, unless a surname is all of it (“Minister Power”).
        let surname = view.is(p, Class::OfficeWord)
            && view.k.surnames.contains_key(view.lower(p))
            && !(self.in_range(p + 1) && self.name_token(p + 1));
        if self.headline_word(p)
            || self.common(p)
            || view.is(p, Class::NameSuffix)
            || view.is(p, Class::OfficeWord) && !surname
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
            if self.syllable(q) {
                q += 3;
            } else if view.is_hyphen(q)
                && self.in_range(q + 1)
                && view.kind(q + 1) == TokenKind::Word
                && !view.space_before(q)
            {
                // “Co-Founder”, “Non-Member”
                if self.unit_word(q + 1) {
                    return None;
                }
                q += 2;
            } else if let Some((known, end)) = self.known_behind_initials(p, q) {
                return Some((q..end, end, Some(known)));
            } else if self.continues_name(q) || self.is_particle(q) || self.surname_behind(p, q) {
                q += 1;
            } else {
                break;
            }
        }
        // “Rogelio Ramírez de la O”
        if self.is_particle_word(q - 1) && self.in_range(q) && view.word(q) == "O" {
            q += 1;
        }
        let end = self.suffix(q);
        self.names_person(p..end).then_some((p..end, end, None))
    }

    /// A given name of two syllables whose first is a word of the language: “Lee In-young”.
    fn syllable(&self, q: usize) -> bool {
        let view = self.view;
        self.in_range(q + 2)
            && view.capital(q)
            && view.kind(q) == TokenKind::Word
            && view.is_hyphen(q + 1)
            && !view.space_before(q + 1)
            && !view.space_before(q + 2)
            && view.kind(q + 2) == TokenKind::Word
            && !view.capital(q + 2)
            && !self.unit_word(q)
    }

    /// A known person at `q` behind initials that the lexicon does not have: “E. Mahamudu Bawumia”.
    fn known_behind_initials(&self, p: usize, q: usize) -> Option<(usize, usize)> {
        let initials =
            (p..q).all(|i| self.view.word(i).len() <= 4 && self.view.word(i).ends_with('.'));
        self.person_hit(q)
            .filter(|&(_, end)| initials && end > q + 1)
    }

    /// A further word of a name: no office, no date, and nothing the lexicon knows better.
    fn continues_name(&self, q: usize) -> bool {
        let may_be_surname = |s: &Sense| {
            matches!(
                s,
                Sense::Place(_)
                    | Sense::Capital(_)
                    | Sense::People(_)
                    | Sense::Person(_)
                    | Sense::Case(_)
            )
        };
        self.name_token(q)
            && !self.starts_office(q)
            && !self.unit_word(q)
            && !self.headline_word(q)
            && self
                .hit(q)
                .is_none_or(|h| h.end == q + 1 && h.senses.iter().all(may_be_surname))
            && !self.view.is(q, Class::Weekday)
            && !self.view.is(q, Class::Month)
    }

    pub(super) fn is_particle_word(&self, q: usize) -> bool {
        self.in_range(q) && self.view.is(q, Class::NameParticle) && !self.view.capital(q)
    }

    /// `von`, `bin`, `al-` before another part of the name.
    fn is_particle(&self, q: usize) -> bool {
        let view = self.view;
        self.is_particle_word(q)
            && self.lower(q) != "a"
            && self.in_range(q + 1)
            && (view.capital(q + 1) || view.is_hyphen(q + 1) || self.is_particle_word(q + 1))
    }

    pub(super) fn suffix(&self, p: usize) -> usize {
        let q = if self.lower(p) == "," { p + 1 } else { p };
        if self.in_range(q) && self.view.capital(q) && self.view.is(q, Class::NameSuffix) {
            return q + 1;
        }
        p
    }

    /// A capitalised word that can be part of a name.
    pub(super) fn name_token(&self, i: usize) -> bool {
        let view = self.view;
        // Headlines write their verbs with a capital: “… Khalilzad Travels to …”.
        let headline_verb = view.lower(i).ends_with('s')
            && (view.k.cues.is_verb_form(view.id(i)) || view.k.triggers.is_verb_form(view.id(i)));
        if headline_verb && i > self.range.start && view.capital(i - 1) {
            return false;
        }
        if view.kind(i) != TokenKind::Word || !view.capital(i) {
            return false;
        }
        let initial = view.word(i).len() == 2 && view.word(i).ends_with('.');
        let grammar = [
            Class::Article,
            Class::Modal,
            Class::Subordinator,
            Class::Have,
        ]
        .into_iter()
        .any(|class| view.is(i, class))
            || matches!(
                view.tag(i),
                Tag::Adp | Tag::Cconj | Tag::Det | Tag::Pron | Tag::Sconj
            );
        initial || !grammar
    }

    /// `, Office of Country,` behind a name.
    pub(super) fn apposition(&self, p: usize, words: &mut PersonWords) -> usize {
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
        // “Jean Roux, President of the Chamber of Commerce”: no office of a state.
        if self.lower(r) == "of" && probe.side.is_none() {
            return p;
        }
        r = self.further_offices(r, &mut probe);
        words.side = words.side.or(probe.side);
        words.offices = probe.offices;
        if self.lower(r) == "," { r + 1 } else { r }
    }

    /// Offices that go on a list of them behind a name, up to one with an owner: “X, Deputy Prime Minister, Minister of
    /// Trade and Minister of Ports of Chile”.
    fn further_offices(&self, p: usize, words: &mut PersonWords) -> usize {
        let mut list = PersonWords {
            side: words.side,
            ..PersonWords::default()
        };
        let (mut q, mut accepted) = (p, p);
        loop {
            let next = match (self.lower(q), self.lower(q + 1)) {
                (",", "and") => q + 2,
                ("," | "and", _) => q + 1,
                _ => return accepted,
            };
            if !self.starts_office(next) {
                return accepted;
            }
            let Some((office, end)) = self.one_office(next, &list) else {
                return accepted;
            };
            let end = self.of_owner(end, &mut list);
            let behind = self.honorifics(end, &mut PersonWords::default());
            if self.name(behind, true).is_some() {
                return accepted; // “…, Foreign Minister Y”: the next of a list
            }
            list.offices.push(office);
            q = end;
            if list.side.is_some() {
                words.side = list.side;
                words.offices.append(&mut list.offices);
                accepted = q;
            }
        }
    }

    /// Someone whom only the office behind their name tells: “Ana Ruiz, Advisor to the Prime Minister of Chile”.
    pub(super) fn introduced(&self, at: usize) -> Option<Mention> {
        let view = self.view;
        if !view.capital(at) || !view.is(at, Class::GivenName) || self.person_hit(at).is_some() {
            return None;
        }
        let (name, end, known) = self.name(at, true)?;
        if name.len() < 2 || self.lower(end) != "," {
            return None;
        }
        let mut words = PersonWords {
            name: Some(name),
            known,
            ..PersonWords::default()
        };
        let end = self.apposition(end, &mut words);
        let codes = vec![words.side?];
        Some(Mention {
            start: at,
            end,
            kind: Kind::Person,
            codes,
            sense: None,
            person: Some(words),
            entity: None,
        })
    }

    pub(super) fn in_parentheses(&self, p: usize, words: &mut PersonWords) -> usize {
        if self.lower(p) == "("
            && let Some((code, end)) = self.in_range(p + 1).then(|| self.owner(p + 1)).flatten()
            && self.lower(end) == ")"
        {
            words.side = Some(code);
            return end + 1;
        }
        p
    }
}

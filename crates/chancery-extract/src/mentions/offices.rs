//! Offices: one after another, with their domains and owners.

use super::*;

impl Scanner<'_, '_> {
    /// Offices one after another, joined by `and`, `,` or `/`.
    pub(super) fn offices(
        &self,
        mut p: usize,
        words: &mut PersonWords,
        phrase_start: usize,
    ) -> usize {
        let after_article =
            phrase_start > self.range.start && self.lower(phrase_start - 1) == "the";
        let owned = words.side.is_some();
        loop {
            let Some((office, end)) = self.one_office(p, words) else {
                return p;
            };
            // “Head of Cabinet of the President of the European Council”
            words.side = words
                .side
                .or_else(|| (p..end).find_map(|t| self.organisation_of(t)))
                .or_else(|| self.served(p..end));
            words.offices.push(office);
            p = end;
            let joint = self.lower(p);
            let next = match joint {
                "/" | "&" => p + 1,
                // “the Secretary and Foreign Minister”: two people; “Deputy Prime Minister and Foreign Minister X”: one.
                "and" if !after_article || owned => p + 1,
                "," if self.lower(p + 1) == "and" && (!after_article || owned) => p + 2,
                // “Deputy Prime Minister, Minister of Foreign Affairs of Slovakia X”
                "," if !after_article => p + 1,
                _ if self.starts_office(p) => p,
                _ => return p,
            };
            let begins = self.starts_office(next) || next > p && self.more_office(next);
            if !begins || !self.names_one_person(next) {
                return p;
            }
            p = next;
        }
    }

    /// The organisation to which alone the office named at `at` belongs: “UN Special Representative”.
    fn organisation_of(&self, at: usize) -> Option<Code> {
        let hit = self.hit(at)?;
        let lexicon = &self.view.k.lexicon;
        let mut codes = hit.senses.iter().filter_map(|s| match s {
            Sense::Office(o) => Some(lexicon.offices[*o].country.as_deref()),
            _ => None,
        });
        let code = codes.next()??;
        let only = codes.next().is_none() && lexicon.organisation(code).is_some();
        only.then(|| self.view.k.code_id(code)).flatten()
    }

    /// The country of the office that another one serves: “Advisor to the (Latvian) President”.
    fn served(&self, office: Range<usize>) -> Option<Code> {
        let to = office.clone().find(|&t| self.lower(t) == "to")?;
        let q = if self.lower(to + 1) == "the" {
            to + 2
        } else {
            to + 1
        };
        let (code, end) = self.in_range(q).then(|| self.owner(q)).flatten()?;
        (end < office.end && self.starts_office(end)).then_some(code)
    }

    /// Whether the office at `at` shares its holder with the office before it: a name must follow it.
    pub(super) fn names_one_person(&self, at: usize) -> bool {
        let mut probe = PersonWords::default();
        let Some((_, end)) = self.one_office(at, &probe) else {
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
    pub(super) fn one_office(
        &self,
        at: usize,
        words: &PersonWords,
    ) -> Option<(OfficeWords, usize)> {
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
                    || p > at
                    || words.side.is_some())
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
                && (view.is(p, Class::OfficeWord) && (!head || self.more_office(p))
                    || p > at && self.common(p) && self.more_office(p))
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
        let known_at = self.office_sense(at).filter(|&(_, end)| end == p);
        let leads = known_at.is_some_and(|(office, _)| self.leads_state(office));
        let end = self.office_domain(p, leads);
        // “President of the Chess Council”: nobody's head of state.
        if leads && end > p {
            known = None;
        }
        Some((
            OfficeWords {
                tokens: at..end,
                known,
                domain: p,
            },
            end,
        ))
    }

    /// Whether an office of the lexicon is that of a head of state or government.
    pub(super) fn leads_state(&self, office: usize) -> bool {
        matches!(
            self.view.k.lexicon.offices[office].kind,
            OfficeKind::HeadOfState | OfficeKind::HeadOfGovernment
        ) || self
            .view
            .k
            .lexicon
            .classes
            .has("leading-office", &self.view.k.lexicon.offices[office].id)
    }

    /// Whether words of a head of state are here those of an organisation: “President of the Chess Council”.
    pub(super) fn leads_organisation(&self, office: &OfficeWords) -> bool {
        office.known.is_none()
            && self
                .office_sense(office.tokens.start)
                .is_some_and(|(known, end)| end < office.tokens.end && self.leads_state(known))
    }

    /// Whether office words at `p` lead to another head: “Secretary General”, not “President Foreign …”.
    pub(super) fn more_office(&self, mut p: usize) -> bool {
        // “Chief Medical Advisor”, but “Foreign Minister Meeting Prime Minister …”
        while self.unit_word(p) && (self.view.is(p, Class::OfficeWord) || !self.headline_word(p)) {
            if self.lower(p) == "general" {
                return true;
            }
            p += 1;
        }
        self.starts_office(p)
    }

    /// `of Foreign Affairs and Emigrants`, `for Europe`: the domain of an office, a country left for the owner.
    pub(super) fn office_domain(&self, p: usize, leads: bool) -> usize {
        let view = self.view;
        if !matches!(self.lower(p), "of" | "for" | "to" | "on") {
            return p;
        }
        // “Envoy to Syria”, but “welcoming the Crown Prince to India”
        let sent = p > 0
            && matches!(
                self.lower(p - 1),
                "ambassador"
                    | "envoy"
                    | "representative"
                    | "commissioner"
                    | "consul"
                    | "advisor"
                    | "adviser"
                    | "counselor"
                    | "counsellor"
                    | "assistant"
                    | "aide"
            );
        if self.lower(p) == "to" && !sent {
            return p;
        }
        let mut q = p + 1;
        if self.lower(q) == "the" {
            q += 1;
        }
        // “Advisor to the Prime Minister of Italy”: the owner of that office owns both.
        if sent
            && self.lower(p) == "to"
            && let Some((_, end)) = self.one_office(
                match self.in_range(q).then(|| self.owner(q)).flatten() {
                    Some((_, end)) => end,
                    None => q,
                },
                &PersonWords::default(),
            )
        {
            return end;
        }
        let date = self.in_range(q) && (view.is(q, Class::Weekday) || view.is(q, Class::Month));
        if !self.in_range(q) || !view.capital(q) || date || self.person_hit(q).is_some() {
            return p;
        }
        if let Some((_, end)) = self.owner(q).or_else(|| self.seat(q))
            && (!view.is(q, Class::OfficeWord) || end > q + 1)
        {
            // “Chief of the Chilean Forest Service”
            if self.lower(p) == "of"
                && self.common(end)
                && !self.headline_word(end)
                && !self.starts_office(end)
            {
                return self.domain_words(end);
            }
            if self.lower(p) == "of" || leads {
                return p; // the owner, not the domain
            }
            // “Special Envoy for Syria”, “Special Representative for Afghanistan Reconciliation”: the domain may go on
            // behind the country for a word, before another office or honorific.
            let one_more = self.in_range(end + 1)
                && view.capital(end)
                && self.hit(end).is_none()
                && (self.starts_office(end + 1) || view.is(end + 1, Class::Honorific));
            return self.domain_words(end + usize::from(one_more));
        }
        self.domain_words(self.area(q).unwrap_or(q + 1))
    }

    /// The end of the words of a domain that go on at `q`.
    fn domain_words(&self, mut q: usize) -> usize {
        while self.in_range(q) {
            let joint = matches!(self.lower(q), "and" | "&" | "," | "of" | "the" | "for");
            if self.unit_word(q) && !self.starts_known_name(q) {
                q += 1;
            } else if self.view.is_hyphen(q) && !self.view.space_before(q) && self.unit_word(q + 1)
            {
                q += 2;
            } else if self.lower(q) == ","
                && self.lower(q + 1) == "and"
                && self.unit_word(q + 2)
                && !self.starts_office(q + 2)
            {
                // “Population, Refugees, and Migration”
                q = self.area(q + 2).unwrap_or(q + 3);
            } else if let Some(end) = self.superior(q) {
                q = end;
            } else if joint && self.domain_goes_on(q) {
                q = self.area(q + 1).unwrap_or(q + 2);
            } else {
                break;
            }
        }
        q
    }

    /// The end of the office that a unit belongs to: “Head of Cabinet (of the President) of the European Council”.
    fn superior(&self, p: usize) -> Option<usize> {
        if self.lower(p) != "of" || self.lower(p + 1) != "the" {
            return None;
        }
        let (_, end) = self.one_office(p + 2, &PersonWords::default())?;
        Some(end)
    }

    /// The end of the name of an area, which belongs to no state, within a domain: “for North America”.
    fn area(&self, at: usize) -> Option<usize> {
        let hit = self.hit(at)?;
        hit.senses
            .iter()
            .any(|s| matches!(s, Sense::Place(_)))
            .then_some(hit.end)
    }

    /// Whether the domain of an office goes on behind the conjunction, preposition or comma at `q`.
    fn domain_goes_on(&self, q: usize) -> bool {
        let view = self.view;
        let next = q + 1;
        if !self.in_range(next) || !view.capital(next) {
            return false;
        }
        let office_word = self.unit_word(next) || self.area(next).is_some();
        let unknown = matches!(self.lower(q), "and" | "&")
            && self.hit(next).is_none()
            && !view.is(next, Class::Honorific)
            && !view.is(next, Class::GivenName);
        let listed = self.lower(q) != "," || self.office_list(next);
        office_word && listed && (!self.starts_office(next) || self.lower(q) == ",")
            || unknown && !self.starts_office(next)
    }

    /// Whether office words from `at` on lead to an `and` with another: “Foreign Affairs, Foreign Employment and Tourism”.
    pub(super) fn office_list(&self, at: usize) -> bool {
        let and = (at..self.range.end.min(at + 8)).find(|&i| self.lower(i) == "and");
        and.is_some_and(|and| {
            (at..and).all(|i| self.unit_word(i) || self.lower(i) == ",") && self.unit_word(and + 1)
        })
    }

    /// `of Egypt`, `of the Republic of Poland`: the owner of the office before it.
    pub(super) fn of_owner(&self, p: usize, words: &mut PersonWords) -> usize {
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
                // “Director of the United States Patent Office”, “President of the Fiji Conference of Nurses”
                let within = self.common(end) && !self.headline_word(end)
                    || self.headline_word(end) && self.lower(end + 1) == "of";
                if within && self.lower(p) == "of" && !self.starts_office(end) {
                    return p;
                }
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
    pub(super) fn posting(&self, p: usize) -> usize {
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

    /// Whether an ambassador, envoy or the like is among the offices.
    pub(super) fn is_posted(&self, words: &PersonWords) -> bool {
        let view = self.view;
        words.offices.iter().any(|o| {
            o.known.is_some_and(|o| {
                matches!(
                    view.k.lexicon.offices[o].kind,
                    OfficeKind::Ambassador | OfficeKind::Envoy
                )
            }) || o.tokens.clone().any(|t| {
                matches!(
                    view.lower(t),
                    "ambassador" | "commissioner" | "consul" | "envoy"
                )
            })
        })
    }

    /// Whether an office without a name, the words `at..end`, means the one who holds it for a government or body.
    pub(super) fn means_office_holder(
        &self,
        at: usize,
        end: usize,
        covered: usize,
        words: &PersonWords,
    ) -> bool {
        if !self.office_stands_alone(at, words) {
            return false;
        }
        if words.side.is_some() {
            return true;
        }
        // “the president of the company”, “the Secretary of the Chess Federation”: offices of nobody's government.
        let of_a_body =
            self.lower(end) == "of" || words.offices.iter().any(|o| self.leads_organisation(o));
        // “Ana Ruiz, President, …”: the office of a stranger.
        !of_a_body && !self.of_stranger(at, covered) && !self.listed(at, end)
    }

    /// Whether an office without a name may stand for a person here.
    fn office_stands_alone(&self, at: usize, words: &PersonWords) -> bool {
        let Some(first) = words.offices.first() else {
            return false;
        };
        // “The Secretaries and Ministers”: everyone, and no single office-holder.
        if words.offices.iter().any(|o| {
            let head = o.tokens.clone().take_while(|&t| {
                t == o.tokens.start || !matches!(self.lower(t), "of" | "for" | "on" | "to")
            });
            head.last()
                .into_iter()
                .chain(o.tokens.clone().next_back())
                .any(|t| self.view.is(t, Class::JointNoun))
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

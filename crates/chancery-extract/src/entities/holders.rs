//! Who is meant by an office without a name.

use super::*;

impl Entities {
    /// Who is meant by an office without a name.
    pub(super) fn office_holder(
        &mut self,
        view: &View<'_>,
        words: &PersonWords,
        around: Circumstances,
        before: &[Mention],
        in_text: bool,
    ) -> Option<usize> {
        let offices = titles(view, words);
        let office = offices.first()?;
        let bare = words.side.is_none();
        let holder = self.holder_on_record(view, words, around);
        // The title is that of one of the publisher's own: only a party to the contact takes it from him.
        let own_title = bare && holder.is_some();
        let beside = coordinated(view, before, words);
        let own = |i: usize| match self.list[i].side {
            None => true,
            side => side == around.publisher,
        };
        let best = before
            .iter()
            .rev()
            .filter(|m| m.person.is_some())
            .filter_map(|m| m.entity)
            .chain((0..self.list.len()).filter(|&i| own(i) || !in_text && !own_title))
            .filter(|&i| matches!(self.list[i].kind, "person" | "office"))
            .filter(|&i| bare || self.list[i].side == words.side)
            .filter(|&i| Some(i) != beside)
            .map(|i| (self.match_office(view.k, i, office, around), i))
            .filter(|&(score, i)| score > 0 && (!own_title || own(i) || self.stake(i) > 0))
            .filter(|&(score, i)| !own_title || own(i) || score / 3 >= 2)
            .map(|(score, i)| {
                let stake = self.stake(i);
                ((stake.min(1), score, stake), i)
            })
            .fold(None, |best: Option<((u32, u32, u32), usize)>, next| {
                if best.is_none_or(|(key, _)| next.0 > key) {
                    Some(next)
                } else {
                    best
                }
            });
        if let Some((_, i)) = best {
            return Some(i);
        }
        if bare
            && (is_title_of_others(view.k, office, around)
                || self.contested(view.k, office, before, around))
        {
            return None;
        }
        let side = words.side.or(around.publisher);
        if let (Some(side), Some(person)) = (side, holder) {
            let name_words: Vec<String> = person
                .name
                .split_whitespace()
                .map(str::to_lowercase)
                .collect();
            let i = self.insert(Entity {
                id: format!("person:{}", person.id),
                kind: "person",
                name: person.name.clone(),
                side: Some(side),
                side_certain: true,
                offices,
                name_words: name_words.clone(),
                mentions: Vec::new(),
            });
            for w in name_words {
                let list = self.by_word.entry(w).or_default();
                if !list.contains(&i) {
                    list.push(i);
                }
            }
            return Some(i);
        }
        let owner = side.map(|s| view.k.code(s).to_lowercase());
        let name = office.text.clone();
        let id = format!(
            "office:{}{}",
            owner.map(|o| o + "-").unwrap_or_default(),
            slug(&name)
        );
        Some(self.insert(Entity {
            id,
            kind: "office",
            name,
            side,
            side_certain: words.side.is_some(),
            offices: offices.clone(),
            name_words: Vec::new(),
            mentions: Vec::new(),
        }))
    }

    /// Who held the office on the day of release, as far as the lexicon is certain.
    pub(super) fn holder_on_record<'k>(
        &self,
        view: &View<'k>,
        words: &PersonWords,
        around: Circumstances,
    ) -> Option<&'k chancery_lexicon::Person> {
        if words.former {
            return None;
        }
        let lexicon = &view.k.lexicon;
        let code = view.k.code(words.side.or(around.publisher)?);
        let first = words.offices.first()?;
        // “Secretary of State for Rural Affairs”: not the office that has the first words for its name.
        if first.domain < first.tokens.end
            && matches!(view.lower(first.domain), "for" | "of" | "on" | "to")
        {
            return None;
        }
        let office = &lexicon.offices[first.known?];
        let date = around.date?;
        // A government has many envoys: which one is told by the text or not at all.
        if office.kind == OfficeKind::Envoy
            && words.side.is_none()
            && first.domain == first.tokens.end
        {
            return None;
        }
        lexicon
            .holder(&office.id, code, date)
            .or_else(|| match office.kind {
                kind @ OfficeKind::HeadOfState if office.id == "head-of-state" => {
                    lexicon.holder_of_kind(kind, code, date)
                }
                // A “President” is no king, and a king no president: heads of state only by their own title.
                // Without a country, words for the office of others are not taken for the publisher's own.
                OfficeKind::HeadOfGovernment | OfficeKind::ForeignMinister
                    if words.side.is_none()
                        && own_title(lexicon, office.kind, code, date)
                            .is_some_and(|own| own.country.is_some() || office.rank == 2) =>
                {
                    None
                }
                kind @ (OfficeKind::HeadOfGovernment
                | OfficeKind::ForeignMinister
                | OfficeKind::DefenceMinister) => lexicon.holder_of_kind(kind, code, date),
                _ => None,
            })
    }

    /// Whether a stranger of this very title, who is no party, was named before: then it is not sure who is meant.
    fn contested(
        &self,
        k: &Knowledge,
        office: &OfficeTitle,
        before: &[Mention],
        around: Circumstances,
    ) -> bool {
        before.iter().filter_map(|m| m.entity).any(|i| {
            let e = &self.list[i];
            e.kind == "person"
                && e.side_certain
                && e.side != around.publisher
                && self.match_office(k, i, office, around) / 3 >= 3
        })
    }

    /// How well an office fits a person: 0 not at all.
    pub(super) fn match_office(
        &self,
        k: &Knowledge,
        i: usize,
        office: &OfficeTitle,
        around: Circumstances,
    ) -> u32 {
        let e = &self.list[i];
        let own = match e.side {
            Some(side) if Some(side) == around.publisher => 2,
            Some(_) => 0,
            None => 1,
        };
        let best = e
            .offices
            .iter()
            .filter(|held| !held.former || office.former)
            .map(|held| office_fit(k, held, office))
            .max()
            .unwrap_or(0);
        if best == 0 { 0 } else { best * 3 + own }
    }
}

/// The noun of an office: `advisor` of “Advisor to the President”.
fn head(words: &[String]) -> Option<&String> {
    let end = words
        .iter()
        .position(|w| matches!(w.as_str(), "of" | "for" | "to" | "on"))
        .unwrap_or(words.len());
    words[..end].last()
}

/// The person named in the same phrase: of “Foreign Minister Kuleba and the Foreign Minister” the second is another.
fn coordinated(view: &View<'_>, before: &[Mention], words: &PersonWords) -> Option<usize> {
    let start = words.offices.first()?.tokens.start;
    let last = before.last().filter(|m| m.person.is_some())?;
    let between: Vec<&str> = (last.end..start).map(|t| view.lower(t)).collect();
    matches!(between[..], ["and"] | ["and", "the"])
        .then_some(last.entity)
        .flatten()
}

/// The office of a kind that a government has on a day, as it calls it itself.
fn own_title<'l>(
    lexicon: &'l Lexicon,
    kind: OfficeKind,
    code: &str,
    date: Date,
) -> Option<&'l Office> {
    let holder = lexicon.holder_of_kind(kind, code, date)?;
    let mut offices = lexicon
        .offices_of(&holder.id, date)
        .into_iter()
        .filter(|tenure| tenure.country == code)
        .filter_map(|tenure| lexicon.office(&tenure.office));
    offices.find(|office| office.kind == kind)
}

/// Whether the publisher's government calls its own office of this kind otherwise: to the United States a “Foreign
/// Minister” is somebody else's.
fn is_title_of_others(k: &Knowledge, office: &OfficeTitle, around: Circumstances) -> bool {
    let (Some(known), Some(publisher), Some(date)) = (office.known, around.publisher, around.date)
    else {
        return false;
    };
    let asked = &k.lexicon.offices[known];
    matches!(
        asked.kind,
        OfficeKind::ForeignMinister | OfficeKind::HeadOfGovernment
    ) && own_title(&k.lexicon, asked.kind, k.code(publisher), date)
        .is_some_and(|own| own.id != asked.id && (own.country.is_some() || asked.rank == 2))
}

/// 3 the same words, 2 the same kind of office, 1 a shorter form; 0 another office.
pub(super) fn office_fit(k: &Knowledge, held: &OfficeTitle, asked: &OfficeTitle) -> u32 {
    if held.words == asked.words {
        return 3;
    }
    // “Special Envoy for Yemen” is no “Special Envoy for Libya”.
    if !held.domain.is_empty() && !asked.domain.is_empty() && held.domain != asked.domain {
        return 0;
    }
    if held.known.is_some() && held.known == asked.known {
        return 3;
    }
    if let (Some(a), Some(b)) = (held.known, asked.known) {
        let (a, b) = (&k.lexicon.offices[a], &k.lexicon.offices[b]);
        let specific = matches!(
            a.kind,
            OfficeKind::ForeignMinister
                | OfficeKind::DefenceMinister
                | OfficeKind::NationalSecurityAdviser
                | OfficeKind::HeadOfGovernment
                | OfficeKind::FinanceMinister
        );
        // “the Head of State”, whatever the title is
        if b.id == "head-of-state" && a.kind == OfficeKind::HeadOfState {
            return 2;
        }
        // “Palestinian Authority President” is, for short, the President.
        if a.kind == b.kind
            && a.country.is_some()
            && held.words.ends_with(&asked.words)
            && head(&held.words) == head(&asked.words)
        {
            return 2;
        }
        // A “Foreign Minister” is not the Secretary of State.
        if specific && a.kind == b.kind && a.country.is_some() && b.country.is_none() {
            return 0;
        }
        if a.kind == b.kind
            && specific
            && a.rank == b.rank
            && held.words.first().map(String::as_str) != Some("deputy")
        {
            return 2;
        }
    }
    let qualifier = |w: &String| {
        matches!(
            w.as_str(),
            "deputy"
                | "vice"
                | "assistant"
                | "under"
                | "former"
                | "associate"
                | "to"
                | "of"
                | "for"
        )
    };
    if held.words.starts_with(&asked.words) {
        return 1;
    }
    if held.words.ends_with(&asked.words)
        && !held.words[..held.words.len() - asked.words.len()]
            .iter()
            .any(qualifier)
    {
        return 1;
    }
    // “the Minister” for “Minister of Foreign Affairs” is a prefix; “the Secretary” for “First Secretary …” a suffix.
    let plain = |words: &[String]| {
        words
            .iter()
            .filter(|w| !matches!(w.as_str(), "of" | "the" | "for" | "and"))
            .cloned()
            .collect::<Vec<_>>()
    };
    let (h, a) = (plain(&held.words), plain(&asked.words));
    let deputy = h.iter().any(qualifier) != a.iter().any(qualifier);
    // “National Security Advisor to the Vice President” is no Vice President.
    let same_head = head(&held.words) == head(&asked.words);
    u32::from(same_head && !deputy && a.len() > 1 && a.iter().all(|w| h.contains(w)))
}

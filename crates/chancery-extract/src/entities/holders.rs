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
        let offices = titles(view, &words.offices);
        let office = offices.first()?;
        let holder = self.holder_on_record(view, words, around);
        // Someone of another side whose title is only akin does not take the words from the publisher's own.
        let own_holder = words.side.is_none() && holder.is_some();
        let best = before
            .iter()
            .rev()
            .filter(|m| m.person.is_some())
            .filter_map(|m| m.entity)
            .chain((0..self.list.len()).filter(|&i| {
                self.list[i].side.is_none() || self.list[i].side == around.publisher || !in_text
            }))
            .filter(|&i| matches!(self.list[i].kind, "person" | "office"))
            .filter(|&i| words.side.is_none() || self.list[i].side == words.side)
            .map(|i| (self.match_office(view.k, i, office, around), i))
            .filter(|&(score, i)| {
                !own_holder
                    || score / 3 >= 3
                    || self.list[i].side.is_none()
                    || self.list[i].side == around.publisher
            })
            .filter(|(score, _)| *score > 0)
            .fold(None::<(u32, usize)>, |best, (score, i)| {
                if best.is_none_or(|(b, _)| score > b) {
                    Some((score, i))
                } else {
                    best
                }
            });
        if let Some((_, i)) = best {
            return Some(i);
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
        lexicon
            .holder(&office.id, code, date)
            .or_else(|| match office.kind {
                kind @ OfficeKind::HeadOfState if office.id == "head-of-state" => {
                    lexicon.holder_of_kind(kind, code, date)
                }
                // A “President” is no king, and a king no president: heads of state only by their own title.
                kind @ (OfficeKind::HeadOfGovernment
                | OfficeKind::ForeignMinister
                | OfficeKind::DefenceMinister) => lexicon.holder_of_kind(kind, code, date),
                _ => None,
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
            .map(|held| office_fit(k, held, office))
            .max()
            .unwrap_or(0);
        if best == 0 { 0 } else { best * 3 + own }
    }
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
    u32::from(!deputy && a.len() > 1 && a.iter().all(|w| h.contains(w)))
}

//! Names without an office: surnames and full names of people whom the document introduces elsewhere.

use super::*;

impl Entities {
    /// Surnames and full names of people whom the document has introduced, standing alone.
    pub(super) fn bare_names(&self, view: &View<'_>) -> Vec<Mention> {
        let mut found = Vec::new();
        for sentence in &view.text.sentences {
            let mut i = sentence.tokens.start;
            while i < sentence.tokens.end {
                match self.bare_name(view, i, sentence.tokens.end) {
                    Some((entity, end)) => {
                        let taken = found
                            .last()
                            .map_or(sentence.tokens.start, |m: &Mention| m.end);
                        let start = self.given_names(view, entity, i, taken);
                        let words = PersonWords {
                            name: Some(start..end),
                            ..PersonWords::default()
                        };
                        let codes = self.list[entity].side.into_iter().collect();
                        found.push(Mention {
                            start,
                            end,
                            kind: Kind::Person,
                            codes,
                            sense: None,
                            person: Some(words),
                            entity: Some(entity),
                        });
                        i = end;
                    }
                    None => i += 1,
                }
            }
        }
        found
    }

    fn bare_name(&self, view: &View<'_>, at: usize, limit: usize) -> Option<(usize, usize)> {
        if !view.capital(at) || view.mention_at(at).is_some() || view.kind(at) != TokenKind::Word {
            return None;
        }
        let candidates = self.by_word.get(view.lower(at))?;
        candidates.iter().rev().find_map(|&i| {
            let e = &self.list[i];
            let mut end = at;
            while end < limit && view.mention_at(end).is_none() {
                let hyphen = view.is_hyphen(end) && end > at;
                if !hyphen && !e.name_words.iter().any(|w| w == view.lower(end)) {
                    break;
                }
                end += 1;
            }
            while end > at && view.is_hyphen(end - 1) {
                end -= 1;
            }
            let covers_surname = (at..end).any(|t| {
                Some(view.lower(t))
                    == e.name_words
                        .iter()
                        .rev()
                        .find(|w| !is_suffix(w))
                        .map(String::as_str)
            });
            // The first word alone: a given name, or the family name where it comes first (“Xi”).
            let family_name_first = e.side.is_some_and(|s| {
                let code = view.k.code(s);
                view.k.lexicon.classes.has("family-name-first", code)
            });
            let first_name_first = view.lower(at) == e.name_words[0]
                && (e.name_words[0].len() > 3 || family_name_first)
                && end == at + 1;
            (end > at && (covers_surname || first_name_first)).then_some((i, end))
        })
    }

    /// Where the given names before the surname at `at` begin, if the document calls this person by it alone elsewhere:
    /// “Ana Ruiz” for whom it calls “Secretary Ruiz”. Nothing before `from` is looked at.
    fn given_names(&self, view: &View<'_>, entity: usize, at: usize, from: usize) -> usize {
        let e = &self.list[entity];
        if e.name_words.len() != 1 {
            return at;
        }
        let known =
            e.id.strip_prefix("person:")
                .and_then(|id| view.k.lexicon.person(id));
        let may_be_theirs = |i: usize| match known {
            Some(person) => std::iter::once(&person.name)
                .chain(&person.aliases)
                .any(|n| n.split(' ').any(|w| w == view.word(i))),
            None => true,
        };
        let mut start = at;
        while start > from && at - start < 4 {
            let i = start - 1;
            let word = view.kind(i) == TokenKind::Word
                && view.capital(i)
                && view.mention_at(i).is_none()
                && (view.is(i, Class::GivenName) || view.tag(i) == Tag::Propn)
                && !KEPT_APART.iter().any(|&class| view.is(i, class))
                && !view.k.ends_like_noun(view.lower(i))
                && may_be_theirs(i);
            if !word {
                break;
            }
            start = i;
        }
        let given = start < at && !is_initial(view.lower(start)) && view.word(start).len() > 1;
        if given && view.is(start, Class::GivenName) {
            start
        } else {
            at
        }
    }

    /// Takes names over that are fuller than those the offices came with.
    pub(super) fn learn_fuller(&mut self, view: &View<'_>, bare: &[Mention]) {
        for m in bare {
            let (Some(entity), Some(range)) =
                (m.entity, m.person.as_ref().and_then(|p| p.name.clone()))
            else {
                continue;
            };
            let tokens: Vec<String> = range
                .clone()
                .filter(|&i| view.kind(i) == TokenKind::Word)
                .map(|i| view.lower(i).to_owned())
                .collect();
            self.take_fuller_name(view, entity, &tokens, range);
        }
    }
}

/// Words that are no given names where a surname follows them.
const KEPT_APART: [Class; 9] = [
    Class::Honorific,
    Class::OfficeHead,
    Class::OfficeWord,
    Class::CommonNoun,
    Class::Institution,
    Class::ContactNoun,
    Class::HeadlineWord,
    Class::Month,
    Class::Weekday,
];

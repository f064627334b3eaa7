//! When and where a contact was, and the how-manieth.

use super::*;

impl Reporter<'_, '_> {
    /// When it was; the flag tells that the day of release was assumed. `at` are the countries where it was and of the
    /// parties.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn when(
        &self,
        dates: &[DateWords],
        verb: usize,
        end: usize,
        announced: bool,
        kind: &str,
        at: &[Code],
        contacts: &[Contact],
    ) -> Option<(When, bool)> {
        let view = self.view;
        let near = dates
            .iter()
            .filter(|d| d.tokens.start < verb || d.tokens.start <= end + 25)
            .min_by_key(|d| {
                if d.tokens.start >= verb {
                    d.tokens.start - verb
                } else {
                    verb - d.tokens.start + 4
                }
            });
        if let Some(d) = near {
            // “will meet on Friday”: the next one.
            if announced
                && d.tokens.len() == 1
                && view.is(d.tokens.start, Class::Weekday)
                && self.released.is_some_and(|r| d.when.from <= r)
                && let Ok(next) = d.when.from.checked_add(jiff::Span::new().days(7))
            {
                return Some((When::day(next), false));
            }
            return Some((d.when, false));
        }
        let stays = || {
            contacts
                .iter()
                .filter(|c| c.kind == "visit" && !c.assumed_day && c.when.is_some())
        };
        let first = stays().next().and_then(|c| c.when);
        // Of stays at several times that where it was, or whose hosts were met.
        let several = stays().any(|c| c.when != first);
        let visit = match several {
            true => stays()
                .find(|c| c.country.is_some_and(|country| at.contains(&country)))
                .and_then(|c| c.when),
            false => first,
        };
        if several && visit.is_none() && kind != "visit" {
            return None;
        }
        if let Some(w) = visit
            && kind != "visit"
        {
            // Some day of a stay.
            return Some((w, false));
        }
        if announced {
            return visit.map(|w| (When::month_of(w.from), false));
        }
        self.default_day()
    }

    pub(super) fn default_day(&self) -> Option<(When, bool)> {
        self.title_month
            .map(|m| (m, false))
            .or_else(|| self.released.map(|d| (When::day(d), true)))
    }

    /// City and country behind `in` in this sentence.
    pub(super) fn place(
        &self,
        sentence: &Range<usize>,
        verb: usize,
        end: usize,
    ) -> (Option<String>, Option<Code>) {
        let view = self.view;
        let spoken = |i: usize| {
            i > verb
                && view.lower(i) == "to"
                && i + 1 < sentence.end
                && view.tag(i + 1) == Tag::VerbBase
        };
        // What is said in the contact has places of its own.
        let said = |i: usize| view.tag(i).is_verb() && view.k.cues.is_verb_form(view.id(i));
        let stop = (end..sentence.end)
            .find(|&i| spoken(i) || said(i))
            .unwrap_or(sentence.end);
        let mut fallback = (None, None);
        for i in sentence.start..stop {
            if !matches!(view.lower(i), "in" | "at") || i + 1 >= sentence.end {
                continue;
            }
            let p = if view.reads(i + 1, "the") {
                i + 2
            } else {
                i + 1
            };
            let Some(m) = view.mention_at(p).filter(|m| m.start == p) else {
                if view.lower(i) == "in"
                    && p < sentence.end
                    && view.capital(p)
                    && !view.is(p, Class::Month)
                {
                    // A town that the lexicon does not know, with its country behind a comma.
                    let q = (p..(p + 4).min(sentence.end)).find(|&q| view.is_comma(q));
                    if let Some(q) = q
                        && let Some(c) = view
                            .mention_at(q + 1)
                            .filter(|c| c.start == q + 1 && c.kind == Kind::Country)
                    {
                        return (
                            Some(view.span(p, q).slice(view.text.text).to_owned()),
                            c.codes.first().copied(),
                        );
                    }
                }
                continue;
            };
            if m.end < sentence.end
                && (view.reads(m.end, "'s")
                    || view.tag(m.end) == Tag::Noun
                        && !matches!(view.lower(m.end), "today" | "yesterday" | "tomorrow")
                        && view.mention_at(m.end).is_none()
                        && m.kind != Kind::Place)
            {
                continue;
            }
            let name = view.span(m.start, m.end).slice(view.text.text).to_owned();
            match (m.kind, m.sense) {
                (Kind::Capital, _) => return (Some(name), m.codes.first().copied()),
                (Kind::Place, Some(Sense::Place(at))) => {
                    let place = &view.k.lexicon.places[at];
                    let country = place.country.as_deref().and_then(|c| view.k.code_id(c));
                    if format!("{:?}", place.kind) == "City" {
                        return (Some(name), country);
                    }
                    if fallback.0.is_none() && country.is_some() {
                        fallback = (Some(name), country);
                    }
                }
                (Kind::Country, _) if fallback.0.is_none() && (i < verb || i >= end) => {
                    fallback = (Some(name), m.codes.first().copied())
                }
                _ => {}
            }
        }
        fallback
    }

    /// `for the third time` behind a participant, `the eighth round`.
    pub(super) fn ordinal(
        &self,
        participants: &[Participant],
        m: &TriggerMatch,
        limit: usize,
    ) -> Option<u32> {
        let view = self.view;
        if let Some(noun) = m.noun {
            let told = (m.verb + 1..noun).find_map(|i| ordinal_value(view, i));
            if told.is_some() {
                return told;
            }
        }
        let last = participants.iter().filter_map(|p| p.entity).next_back();
        let after = (m.verb..limit)
            .filter(|&i| {
                view.mention_at(i)
                    .is_some_and(|men| men.start == i && men.entity.is_some() && men.entity == last)
            })
            .map(|i| view.mention_at(i).map_or(i, |men| men.end))
            .next_back()?;
        (after..limit.min(after + 12)).find_map(|i| {
            let told =
                view.reads(i, "for") && view.reads(i + 1, "the") && view.reads(i + 3, "time");
            let next_party = view
                .mention_at(i)
                .is_some_and(|men| men.person.is_some() && men.start == i);
            if next_party {
                Some(None)
            } else if told {
                Some(ordinal_value(view, i + 2))
            } else {
                None
            }
        })?
    }
}

pub(super) fn ordinal_value(view: &View<'_>, i: usize) -> Option<u32> {
    if i >= view.len() {
        return None;
    }
    let word = view.lower(i);
    if view.is(i, Class::Ordinal) {
        return view
            .k
            .lexicon
            .classes
            .words("ordinal")
            .iter()
            .position(|w| w == word)
            .map(|n| n as u32 + 1);
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &word[digits.len()..];
    (matches!(tail, "st" | "nd" | "rd" | "th") && !digits.is_empty())
        .then(|| digits.parse().ok())
        .flatten()
}

//! Runs of capitalised words: which words in them are no part of a person's name, and where a name ends before them.
//!
//! Headlines in title case and lists of participants set names beside words of organisations, offices and events, all
//! with a capital: “Ana Ruiz Meeting With …”, “Ports Authority Chair Ana Ruiz”, “Ruiz County”.

use super::*;

impl Scanner<'_, '_> {
    /// A word of organisations, offices and programmes, which stands in nobody's name: “Council”, “Prevention”.
    pub(super) fn common(&self, i: usize) -> bool {
        let view = self.view;
        self.in_range(i)
            && view.capital(i)
            && (view.is(i, Class::CommonNoun)
                || view.is(i, Class::Institution)
                || view.k.ends_like_noun(view.lower(i)))
    }

    /// A common word or one of offices: “Council”, “National”.
    pub(super) fn unit_word(&self, i: usize) -> bool {
        self.common(i)
            || self.in_range(i) && self.view.capital(i) && self.view.is(i, Class::OfficeWord)
    }

    /// A word with which a headline goes on behind a name: “… Meeting With”, “… To Visit”, “… Travels to”.
    pub(super) fn headline_word(&self, i: usize) -> bool {
        let view = self.view;
        if !self.in_range(i) || !view.capital(i) {
            return false;
        }
        let verb = || {
            let word = view.lower(i);
            (word.ends_with('s') || word.len() > 5 && word.ends_with("ing"))
                && (view.k.cues.is_verb_form(view.id(i))
                    || view.k.triggers.is_verb_form(view.id(i)))
        };
        view.is(i, Class::ContactNoun) || view.is(i, Class::HeadlineWord) || verb()
    }

    /// Whether what stands behind the full name of a known person is no further part of it.
    pub(super) fn ends_known_name(&self, i: usize) -> bool {
        let word = self.lower(i);
        self.unit_word(i) || self.headline_word(i) || word.len() > 5 && word.ends_with("ing")
    }

    /// A surname that is also the name of a place, a group or an office, behind one given name: “Lisa Monaco”,
    /// “Stephen King”.
    pub(super) fn surname_behind(&self, given: usize, i: usize) -> bool {
        let view = self.view;
        let last =
            !(self.in_range(i + 1) && view.capital(i + 1) && view.kind(i + 1) == TokenKind::Word)
                && self.lower(i + 1) != "of";
        i == given + 1
            && last
            && view.kind(i) == TokenKind::Word
            && view.capital(i)
            && view.is(given, Class::GivenName)
            && !view.is(i, Class::Weekday)
            && !view.is(i, Class::Month)
            && !self.unit_word(i)
            && self.hit(i).is_none_or(|h| {
                h.end == i + 1
                    && !h.senses.iter().any(|s| {
                        matches!(
                            s,
                            Sense::CountryAdjective(_)
                                | Sense::Organisation(_)
                                | Sense::OrganisationAdjective(_)
                        )
                    })
            })
            && (self
                .hit(i)
                .is_some_and(|h| !h.senses.iter().any(|s| matches!(s, Sense::Office(_))))
                || view.is(i, Class::SurnameOffice))
    }

    /// Whether the run that ended at `end` is a person's name and not that of an organisation, a letter of a list or a
    /// word that damage has cut.
    pub(super) fn names_person(&self, name: Range<usize>) -> bool {
        let view = self.view;
        let letters = |i: usize| view.word(i).chars().filter(|c| c.is_alphabetic()).count();
        if name
            .clone()
            .all(|i| letters(i) <= 1 || self.is_particle_word(i))
        {
            return false;
        }
        let end = name.end;
        if self.in_range(end) && !view.space_before(end) {
            let cut = match view.kind(end) {
                TokenKind::Symbol | TokenKind::Number => true,
                _ => {
                    view.word(end)
                        .starts_with(['\\', '\u{fffd}', '*', '_', '+', '@'])
                        || view.is_hyphen(end)
                }
            };
            if cut {
                return false;
            }
        }
        if !self.unit_word(end) || self.headline_word(end) && !self.common(end) {
            return true;
        }
        // “Ana Ruiz Deputy Minister”: the next in a list; “Kimberley County”, “Polar Institute”: an organisation.
        let full = name.len() >= 2 && view.is(name.start, Class::GivenName);
        full && !self.common(end) || !self.common(end) && self.more_office(end)
    }

    /// Takes a name behind further words of an office or organisation, and says where it ends: “Chair (Ports Authority)
    /// Ana Ruiz”.
    pub(super) fn name_behind_unit(&self, p: usize, words: &mut PersonWords) -> Option<usize> {
        let mut q = p;
        while q < p + 5 && self.unit_word(q) && !self.headline_word(q) && !self.starts_office(q) {
            q += 1;
        }
        // “Deputy Prime Mnister X”: words of offices alone lead to no name.
        if !(p..q).any(|i| self.common(i)) {
            return None;
        }
        let (name, end, known) = self.name(q, true)?;
        let parts = name
            .clone()
            .filter(|&i| self.view.kind(i) == TokenKind::Word)
            .count();
        if known.is_none() && parts < 2 {
            return None;
        }
        let last = words.offices.last_mut()?;
        last.tokens.end = q;
        last.known = None;
        words.name = Some(name);
        words.known = known;
        Some(end)
    }

    /// Whether an unknown word alone behind the offices that begin at `at` names no person.
    pub(super) fn names_no_person(
        &self,
        at: usize,
        name: &Range<usize>,
        words: &PersonWords,
    ) -> bool {
        // “Premier of St. Vincent”, “…, Vice Chair ABCD”
        name.len() == 1
            && (self.behind_unknown_domain(name.start, words)
                || !words.honorific && self.is_acronym(name) && self.in_apposition(at))
    }

    /// Whether an office runs on into a name that is no person's: “Ambassador Bridge”, “Chief Economist”, “Head Start”.
    pub(super) fn runs_on(&self, p: usize) -> bool {
        let view = self.view;
        self.in_range(p)
            && view.space_before(p)
            && self.name_token(p)
            && !self.starts_office(p)
            && self.hit(p).is_none()
            && !self.headline_word(p)
            // “Foreign Minister Joint Statement”
            && !self.headline_word(p + 1)
            && !view.is(p, Class::Month)
            && !view.is(p, Class::Weekday)
            && !view.is(p, Class::Honorific)
    }

    /// Whether the word before `at` ends an office's domain and is none that offices are known for: “Dean of Arden ”.
    fn behind_unknown_domain(&self, at: usize, words: &PersonWords) -> bool {
        let Some(office) = words.offices.last().filter(|o| o.tokens.end == at) else {
            return false;
        };
        let last = at - 1;
        office.tokens.len() > 1
            && self.view.capital(last)
            && !self.unit_word(last)
            && !self.view.is(last, Class::OfficeHead)
            && !self.hits.iter().any(|h| h.start <= last && last < h.end)
    }

    /// Whether the office at `at` is said of the name before it: “Ana Ruiz, President, …”, and so names nobody behind it.
    pub(super) fn in_apposition(&self, at: usize) -> bool {
        self.comma_before(at).is_some()
    }

    /// The comma between a name and the office at `at`, with other offices between them: “Ana Ruiz, Founder and President”.
    fn comma_before(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let start = self.range.start;
        let mut i = at;
        while i > start + 1
            && at - i < 16
            && (matches!(view.lower(i - 1), "and" | "&" | "of" | "for" | "to" | "the")
                || self.unit_word(i - 1)
                || view.capital(i - 1)
                    && (view.is(i - 1, Class::OfficeHead) || view.is(i - 1, Class::OfficeModifier)))
        {
            i -= 1;
        }
        let named = i >= start + 2
            && view.is_comma(i - 1)
            && view.capital(i - 2)
            && view.kind(i - 2) == TokenKind::Word;
        named.then(|| i - 1)
    }

    /// Whether an office without a name is said of someone before it whom nothing else tells: “Ana Ruiz, President, …”.
    pub(super) fn of_stranger(&self, at: usize, covered: usize) -> bool {
        let Some(comma) = self.comma_before(at) else {
            return false;
        };
        let part = |i: usize| {
            self.name_token(i)
                && !self.unit_word(i)
                && !self.view.is(i, Class::OfficeHead)
                && !self.view.is(i, Class::JointNoun)
                && !self.hits.iter().any(|h| h.start <= i && i < h.end)
        };
        // “Ana Ruiz, Ph.D., President”, “Ana Ruiz-Vega, President”
        let mut end = comma;
        if self.view.is(end - 1, Class::NameSuffix) && end >= 3 {
            end -= if self.lower(end - 2) == "," { 2 } else { 1 };
        }
        let before = end.saturating_sub(2);
        end >= (self.range.start + 2).max(covered + 1)
            && part(end - 1)
            && (part(before) || self.view.is_hyphen(before))
    }

    /// Whether an office without a name stands in a list of names, offices and organisations, or is part of a compound:
    /// “Ana Ruiz, President, Harbour Trust”, “Co-President”.
    pub(super) fn listed(&self, at: usize, end: usize) -> bool {
        let view = self.view;
        if at == self.range.start {
            return false;
        }
        let compound =
            view.is_hyphen(at - 1) && !view.space_before(at) && !view.space_before(at - 1);
        let determined = matches!(
            view.lower(at - 1),
            "the" | "his" | "her" | "its" | "their" | "'s" | "’s"
        );
        compound || !determined && self.lower(end) == "," && self.runs_on(end + 1)
    }

    /// The end of a short form in brackets behind an office's name: “Bureau of Energy Resources (BER) Ana Ruiz”.
    pub(super) fn short_form(&self, p: usize) -> Option<usize> {
        let short = self.lower(p) == "("
            && self.lower(p + 2) == ")"
            && self.view.word(p + 1).len() >= 2
            && self.view.word(p + 1).chars().all(char::is_uppercase);
        short.then_some(p + 3)
    }

    /// A short form of letters alone, as organisations have: “…, Vice Chair ABCD”.
    fn is_acronym(&self, name: &Range<usize>) -> bool {
        let word = self.view.word(name.start);
        name.len() == 1 && word.chars().count() > 1 && word.chars().all(char::is_uppercase)
    }

    /// A name without the forms of address before it: “Dr.”, “Sir”; one word alone keeps them.
    pub(super) fn without_titles(&self, name: Range<usize>) -> Range<usize> {
        let mut start = name.start;
        while start + 2 < name.end && self.view.is(start, Class::CourtesyTitle) {
            start += 1;
        }
        start..name.end
    }
}

//! Subjects: the party phrase before a verb, and whether its clause stands at the level of the report.

use super::*;

impl Clauses<'_, '_> {
    pub(super) fn party_covers(&self, i: usize) -> bool {
        self.parties.iter().any(|p| p.start <= i && i < p.end)
    }

    /// The party phrase that is the subject of a verb group that begins at `at`.
    pub(super) fn subject_before(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let ending: Vec<usize> = (0..self.parties.len())
            .filter(|&i| self.parties[i].end == at)
            .collect();
        if !ending.is_empty() {
            return ending.into_iter().find(|&i| self.can_be_subject(i));
        }
        if at <= self.range.start + 1 {
            return None;
        }
        let before = at - 1;
        // “The President of X, Y, hosted …”: the comma closes an apposition.
        if view.is_comma(before)
            && let Some(i) = self
                .parties
                .iter()
                .position(|p| p.end == before && (p.start..before).any(|t| view.is_comma(t)))
        {
            return self.can_be_subject(i).then_some(i);
        }
        // “The President, in turn, …”, “Mr X, who was in Y, …”
        if matches!(view.word(before), "," | "–" | "—" | ")") {
            let mark = if view.word(before) == ")" {
                "("
            } else {
                view.word(before)
            };
            let from = before.saturating_sub(30).max(self.range.start);
            for open in (from..before).rev() {
                if view.word(open) != mark {
                    continue;
                }
                if let Some(i) = self
                    .parties
                    .iter()
                    .position(|p| p.end == open || p.end == open + 1 && mark == ",")
                {
                    return self.can_be_subject(i).then_some(i);
                }
                // A further comma may stand within: “…, during his visit to Beijing, China, held …”.
                let clause = |i: usize| {
                    view.tag(i)
                        .verb_form()
                        .is_some_and(chancery_text::VerbForm::is_finite)
                };
                if (open..before).any(clause) {
                    break;
                }
            }
            // “The leaders who took stock of the ties, expressed …”, “Mr X while thanking Y, hoped …”
            return (0..self.parties.len()).rev().find(|&i| {
                let end = self.parties[i].end;
                end < before
                    && matches!(view.lower(end), "who" | "while" | "whilst")
                    && self.can_be_subject(i)
            });
        }
        // “The leaders of both countries”, “The President during the meeting”
        let i = self
            .parties
            .iter()
            .rposition(|p| p.end < at && p.end + 9 > at)?;
        let p = &self.parties[i];
        let between = p.end..at;
        let phrase = matches!(
            view.lower(p.end),
            "of" | "from" | "in" | "at" | "on" | "during" | "for" | "present" | "with"
        ) && !between.clone().any(|t| {
            view.tag(t).is_verb()
                || view.is_comma(t)
                || matches!(view.lower(t), "and" | "but" | "or")
                || view.tag(t).is_aux()
                || view.tag(t) == Tag::Sconj
                || matches!(view.lower(t), "that" | "which" | "who")
        });
        let other = self.parties.iter().enumerate().any(|(j, q)| {
            j != i
                && between.contains(&q.start)
                && !matches!(view.lower(p.end), "of" | "from" | "with")
        });
        (phrase && !other && self.can_be_subject(i)).then_some(i)
    }

    /// A phrase behind a preposition is no subject.
    pub(super) fn can_be_subject(&self, party: usize) -> bool {
        let start = self.parties[party].start;
        if start == self.range.start {
            return true;
        }
        let before = self.view.lower(start - 1);
        !matches!(self.view.tag(start - 1), Tag::Adp)
            && !matches!(
                before,
                "of" | "with"
                    | "by"
                    | "between"
                    | "to"
                    | "for"
                    | "from"
                    | "on"
                    | "in"
                    | "at"
                    | "than"
                    | "'s"
                    | "including"
                    | "like"
            )
            || matches!(
                before,
                "while" | "as" | "where" | "after" | "before" | "since" | "until" | "that"
            )
    }

    /// Whether a clause whose subject begins at `start` stands at the level of the report; where its clause begins.
    pub(super) fn top_level(&self, party: &Party, past: bool) -> Option<usize> {
        let view = self.view;
        let mut b = party.start;
        if b > self.range.start
            && matches!(view.lower(b - 1), "both" | "also" | "then" | "additionally")
        {
            b -= 1;
        }
        if b == self.range.start {
            return Some(b);
        }
        let t = b - 1;
        let last = self.chain.last();
        match view.lower(t) {
            "which" | "whom" => {
                let preposition = t > self.range.start
                    && matches!(
                        view.lower(t - 1),
                        "during"
                            | "in"
                            | "at"
                            | "on"
                            | "where"
                            | "through"
                            | "following"
                            | "after"
                            | "to"
                            | "with"
                    );
                if !preposition {
                    return None;
                }
                Some(if t > self.range.start + 1 && view.is_comma(t - 2) {
                    t - 2
                } else {
                    t - 1
                })
            }
            "where" | "while" | "whereas" | "wherein" | "when"
                if view.lower(t) != "when" || last.is_some_and(|l| l.is_contact) =>
            {
                Some(self.with_comma(t))
            }
            ";" | ":" | "—" | "–" | "“" | "\"" | "”" | ")" => Some(t),
            "," => {
                let Some(last) = last else { return Some(b) };
                if last.form == Form::Fronted || last.is_contact {
                    return Some(t);
                }
                // “…, the President said” behind a quotation.
                if t > self.range.start && matches!(view.word(t - 1), "”" | "\"" | "»") {
                    return Some(t);
                }
                // A comma splice at the level of the report is rare; inside a that-clause it is common.
                (!last.clausal && self.fronted_phrase(last, t)).then_some(t)
            }
            "and" | "but" | "or" => {
                let comma = t > self.range.start && view.is_comma(t - 1);
                let Some(last) = last else {
                    return Some(self.with_comma(t));
                };
                let pronoun = party.members.iter().all(|m| {
                    matches!(
                        m,
                        Member::They | Member::Everyone | Member::Singular | Member::Holders(_)
                    )
                });
                let allowed = !last.clausal || comma && past || pronoun && past;
                allowed.then_some(self.with_comma(t))
            }
            _ if view.kind(t) == chancery_text::TokenKind::Punct && last.is_none() => Some(b),
            // “In Kabul the delegation …”: a fronted phrase without a comma.
            _ if last.is_none()
                && !view.tag(t).is_verb()
                && !view.is(t, Class::Subordinator)
                && view.tag(t) != Tag::Sconj
                && t < self.range.start + 9 =>
            {
                Some(b)
            }
            _ => None,
        }
    }

    /// Whether what stands between the last predicate and the comma at `comma` leaves room for a new main clause.
    pub(super) fn fronted_phrase(&self, last: &Predicate, comma: usize) -> bool {
        let view = self.view;
        (last.content..comma)
            .rev()
            .take(20)
            .any(|i| view.word(i) == ";" || view.is_comma(i) && view.reads(i + 1, "and"))
            || last.form == Form::Purpose
            || last.form == Form::Finite
                && comma > last.content + 2
                && matches!(view.lower(comma + 1), "the" | "they" | "he" | "she")
    }

    pub(super) fn with_comma(&self, t: usize) -> usize {
        if t > self.range.start && self.view.is_comma(t - 1) {
            t - 1
        } else {
            t
        }
    }
}

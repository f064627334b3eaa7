//! Checks of the tables of the language.

use std::collections::HashSet;

use super::names::Names;
use crate::error::Problems;
use crate::inflect::Irregular;
use crate::language::{Act, ClassWords, Complement, ComplementRule, TopicTerms};
use crate::read::Sheet;

/// A cue (verb, particle, noun) with what follows it is one act. Prepositions matter only where they open what follows.
pub(super) fn acts(sheet: &Sheet<'_, Act>, problems: &mut Problems) {
    let mut cues = Names::default();
    let none = [String::new()];
    for (at, act) in sheet.iter() {
        if act.complement.is_empty() {
            problems.cell(at, "complement", "empty");
        }
        if act.complement.contains(&Complement::On) && act.after.is_empty() {
            problems.cell(
                at,
                "after",
                "empty, where the complement on needs a preposition",
            );
        }
        let particle = act.particle.join(" ");
        for noun in if act.noun.is_empty() {
            &none[..]
        } else {
            &act.noun
        } {
            for &complement in &act.complement {
                let prepositions = if complement == Complement::On {
                    &act.after
                } else {
                    &none[..]
                };
                for preposition in prepositions {
                    // Particle and noun are kept apart in the scope: “call on” may be either.
                    let scope = format!("{particle}/{complement}");
                    let words = [act.verb.as_str(), &particle, noun, preposition];
                    let words: Vec<&str> =
                        words.into_iter().filter(|word| !word.is_empty()).collect();
                    let cue = format!("{} with {complement}", words.join(" "));
                    cues.take(at, "verb", &scope, &cue, problems);
                }
            }
        }
    }
}

/// A rule is about an act that exists, and decides a head that no earlier rule has decided.
pub(super) fn complements(
    sheet: &Sheet<'_, ComplementRule>,
    acts: &Sheet<'_, Act>,
    problems: &mut Problems,
) {
    let known: HashSet<&str> = acts.records.iter().map(|act| act.act.as_str()).collect();
    let mut decided = Names::default();
    let any = ["any head".to_owned()];
    for (at, rule) in sheet.iter() {
        if !known.is_empty() && !known.contains(rule.act.as_str()) {
            problems.cell(at, "act", format!("no such act: {}", rule.act));
        }
        let scope = format!("{} {}", rule.act, rule.complement);
        for head in if rule.heads.is_empty() {
            &any[..]
        } else {
            &rule.heads
        } {
            decided.take(at, "heads", &scope, head, problems);
        }
    }
}

/// A term carries a topic once; it may carry several topics.
pub(super) fn topics(sheet: &Sheet<'_, TopicTerms>, problems: &mut Problems) {
    let mut terms = Names::default();
    for (at, row) in sheet.iter() {
        for term in &row.0 {
            terms.take(at, "terms", &term.topic, &term.term, problems);
        }
    }
}

/// A word belongs to a class once.
pub(super) fn classes(sheet: &Sheet<'_, ClassWords>, problems: &mut Problems) {
    let mut words = Names::default();
    for (at, row) in sheet.iter() {
        for word in &row.words {
            words.take(at, "words", &row.class, word, problems);
        }
    }
}

/// A verb is irregular in one way.
pub(super) fn irregular(sheet: &Sheet<'_, Irregular>, problems: &mut Problems) {
    let mut lemmas = Names::default();
    for (at, row) in sheet.iter() {
        lemmas.take(at, "lemma", "", &row.lemma, problems);
    }
}

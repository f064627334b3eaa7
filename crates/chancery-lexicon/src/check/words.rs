//! Checks of the tables of the language.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use super::names::Names;
use crate::act::{Act, Complement, ComplementRule};
use crate::classes::ClassWords;
use crate::error::{At, Problems};
use crate::inflect::Irregular;
use crate::read::Sheet;
use crate::topic::TopicTerms;

/// Verb, particle and noun of an act.
type Cue<'r> = (&'r str, &'r [String], &'r str);

/// A cue with what follows it is one act. Prepositions matter only where they open what follows.
pub(super) fn acts(sheet: &Sheet<'_, Act>, problems: &mut Problems) {
    let mut cues: HashMap<Cue<'_>, Vec<(At<'_>, &Act)>> = HashMap::default();
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
        let nouns = if act.noun.is_empty() {
            &none[..]
        } else {
            &act.noun
        };
        for noun in nouns {
            let same = cues.entry((&act.verb, &act.particle, noun)).or_default();
            for (first, earlier) in &*same {
                for shared in shared_complements(earlier, act) {
                    let words = [act.verb.as_str(), &act.particle.join(" "), noun];
                    let words: Vec<&str> =
                        words.into_iter().filter(|word| !word.is_empty()).collect();
                    let cue = words.join(" ");
                    problems.cell(
                        at,
                        "verb",
                        format!("{cue} with {shared} is given twice, first at {first}"),
                    );
                }
            }
            same.push((at, act));
        }
    }
}

/// What may follow either of two acts of the same cue.
fn shared_complements(earlier: &Act, act: &Act) -> Vec<String> {
    let mut shared = Vec::new();
    for complement in act
        .complement
        .iter()
        .filter(|it| earlier.complement.contains(it))
    {
        match complement {
            Complement::On => {
                shared.extend(
                    act.after
                        .iter()
                        .filter(|it| earlier.after.contains(it))
                        .cloned(),
                );
            }
            _ => shared.push(complement.to_string()),
        }
    }
    shared
}

/// A rule is about an act that exists, and decides a head that no earlier rule has decided.
pub(super) fn complements(
    sheet: &Sheet<'_, ComplementRule>,
    acts: &Sheet<'_, Act>,
    problems: &mut Problems,
) {
    let known: HashSet<&str> = acts.records.iter().map(|act| act.act.as_str()).collect();
    let mut decided: HashMap<Complement, Names<'_>> = HashMap::default();
    let mut closed: HashMap<(&str, Complement), At<'_>> = HashMap::default();
    for (at, rule) in sheet.iter() {
        if !known.is_empty() && !known.contains(rule.act.as_str()) {
            problems.cell(at, "act", format!("no such act: {}", rule.act));
        }
        if let Some(last) = closed.get(&(&rule.act, rule.complement)) {
            problems.line(
                at,
                format!("never reached: any head fits the rule at {last}"),
            );
        }
        if rule.heads.is_empty() {
            closed.entry((&rule.act, rule.complement)).or_insert(at);
        }
        let decided = decided.entry(rule.complement).or_default();
        for head in &rule.heads {
            decided.take(at, "heads", &rule.act, head, problems);
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

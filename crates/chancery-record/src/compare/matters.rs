//! Which statements of two accounts report the same, and how far they differ.

use std::collections::BTreeSet;

use chancery::reading::Statement;

use super::comparison::{Difference, Matter, Named};
use super::contacts::fuller;
use super::side::{Claim, RELATIONS, Side, bare};
use super::words::Spread;

/// Contents of which less is the same are not of one matter.
const ALIKE: f64 = 0.3;
/// Contents of which so much is the same are one even where the accounts give them to different speakers.
const ONE: f64 = 0.6;

/// How alike two contents are, 0 to 1; 0 if nothing particular to a matter is the same. Topics alone are not enough: they
/// say of which field a matter is, not which one it is.
pub(super) fn likeness(a: &Claim<'_>, b: &Claim<'_>, spread: &Spread) -> f64 {
    let words = spread.overlap(&a.stems, &b.stems);
    let names = !a.names.is_disjoint(&b.names);
    let about = share(&a.about, &b.about);
    let fields = |claim: &Claim<'_>| -> BTreeSet<String> {
        let topics = claim.topics.iter().filter(|topic| **topic != RELATIONS);
        topics.map(|topic| (*topic).to_owned()).collect()
    };
    let topics = share(&fields(a), &fields(b));
    let particular = names
        || words >= 0.35
        || (about > 0.0 && (topics > 0.0 || words >= 0.1))
        || (words >= 0.2 && topics > 0.0);
    if !particular {
        return 0.0;
    }
    let names = if names { 0.4 } else { 0.0 };
    (0.6 * words + names + 0.25 * about + 0.15 * topics).min(1.0)
}

/// How much of the smaller of two sets is in the other.
fn share<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    let both = a.intersection(b).count() as f64;
    both / a.len().min(b.len()).max(1) as f64
}

/// Statements that are alike, whoever makes them.
pub(super) fn near(a: &Claim<'_>, b: &Claim<'_>, spread: &Spread) -> bool {
    likeness(a, b, spread) >= ALIKE
}

/// Whether one report may be of the same act as another: the same speakers, or one account gives to all what the other
/// gives to some of them. Else the same kind of act with nearly the same words.
fn may_be_one(a: &Claim<'_>, b: &Claim<'_>, spread: &Spread) -> bool {
    let of = |claim: &Claim<'_>| {
        claim
            .statement
            .sides
            .iter()
            .cloned()
            .collect::<BTreeSet<_>>()
    };
    let (of_a, of_b) = (of(a), of(b));
    let known = !of_a.is_empty() && !of_b.is_empty();
    if known && (of_a.is_subset(&of_b) || of_b.is_subset(&of_a)) {
        return true;
    }
    a.statement.family == b.statement.family
        && a.stems.len().min(b.stems.len()) > 1
        && spread.overlap(&a.stems, &b.stems) >= ONE
}

/// Statements of both accounts, by their places in the lists of claims.
#[derive(Debug, Default, Clone)]
pub(super) struct Group {
    pub a: Vec<usize>,
    pub b: Vec<usize>,
    pub likeness: f64,
}

/// Groups of statements that report the same, the most alike first: one of one account with one or more of the other.
pub(super) fn groups(a: &Side<'_>, b: &Side<'_>, spread: &Spread) -> Vec<Group> {
    let mut edges: Vec<(u32, usize, usize)> = Vec::new();
    for (i, one) in a.claims.iter().enumerate() {
        for (j, other) in b.claims.iter().enumerate() {
            let alike = likeness(one, other, spread);
            if alike >= ALIKE && may_be_one(one, other, spread) {
                edges.push((thousandths(alike, one.statement, other.statement), i, j));
            }
        }
    }
    edges.sort_by_key(|&(alike, i, j)| (std::cmp::Reverse(alike), i, j));
    let mut groups: Vec<Group> = Vec::new();
    for (alike, i, j) in edges {
        let of_a = groups.iter().position(|group| group.a.contains(&i));
        let of_b = groups.iter().position(|group| group.b.contains(&j));
        match (of_a, of_b) {
            (None, None) => groups.push(Group {
                a: vec![i],
                b: vec![j],
                likeness: f64::from(alike) / 1000.0,
            }),
            (Some(at), None) if groups[at].a.len() == 1 => groups[at].b.push(j),
            (None, Some(at)) if groups[at].b.len() == 1 => groups[at].a.push(i),
            _ => {}
        }
    }
    for group in &mut groups {
        group.a.sort_unstable();
        group.b.sort_unstable();
    }
    groups
}

/// Likeness in thousandths. Of statements equally alike those come first that are the same act.
fn thousandths(alike: f64, a: &Statement, b: &Statement) -> u32 {
    let same_act = a.family == b.family && a.negated == b.negated;
    let same_sides = a.sides == b.sides;
    let more = 0.05 * f64::from(u8::from(same_act)) + 0.05 * f64::from(u8::from(same_sides));
    ((alike + more).min(1.0) * 1000.0).round() as u32
}

/// A group as both accounts have it.
pub(super) fn matter(group: &Group, a: &Side<'_>, b: &Side<'_>) -> Matter {
    let of_a: Vec<&Claim<'_>> = group.a.iter().filter_map(|at| a.claims.get(*at)).collect();
    let of_b: Vec<&Claim<'_>> = group.b.iter().filter_map(|at| b.claims.get(*at)).collect();
    let common = |of: &dyn Fn(&Claim<'_>) -> Vec<String>| -> Vec<String> {
        let all = |claims: &[&Claim<'_>]| -> BTreeSet<String> {
            claims.iter().flat_map(|claim| of(claim)).collect()
        };
        all(&of_a).intersection(&all(&of_b)).cloned().collect()
    };
    let strings = |set: &BTreeSet<&str>| set.iter().map(|word| (*word).to_owned()).collect();
    Matter {
        a: of_a.iter().map(|claim| a.said(claim.statement)).collect(),
        b: of_b.iter().map(|claim| b.said(claim.statement)).collect(),
        likeness: (group.likeness * 100.0).round().clamp(0.0, 100.0) as u8,
        topics: common(&|claim| strings(&claim.topics)),
        about: common(&|claim| strings(&claim.about)),
        names: shared_names(&of_a, &of_b, a, b),
        words: shared_words(&of_a, &of_b),
        differences: differences(&of_a, &of_b),
    }
}

fn shared_names(
    of_a: &[&Claim<'_>],
    of_b: &[&Claim<'_>],
    a: &Side<'_>,
    b: &Side<'_>,
) -> Vec<Named> {
    let ids = |claims: &[&Claim<'_>]| -> BTreeSet<String> {
        let ids = claims
            .iter()
            .flat_map(|claim| claim.statement.names.clone());
        ids.collect()
    };
    let (of_a, of_b) = (ids(of_a), ids(of_b));
    let mut shared: BTreeSet<Named> = BTreeSet::new();
    for one in &of_a {
        if let Some(other) = of_b.iter().find(|other| bare(other) == bare(one)) {
            shared.insert(Named {
                id: one.min(other).clone(),
                name: fuller(a.name(one), b.name(other)).to_owned(),
            });
        }
    }
    shared.into_iter().collect()
}

fn shared_words(of_a: &[&Claim<'_>], of_b: &[&Claim<'_>]) -> Vec<String> {
    let mut words: BTreeSet<String> = BTreeSet::new();
    for one in of_a {
        for other in of_b {
            for (stem, word) in &one.stems {
                if let Some(there) = other.stems.get(stem) {
                    let key = |word: &String| (word.chars().count(), word.clone());
                    words.insert(key(word).min(key(there)).1);
                }
            }
        }
    }
    words.into_iter().collect()
}

fn differences(of_a: &[&Claim<'_>], of_b: &[&Claim<'_>]) -> Vec<Difference> {
    let all = |claims: &[&Claim<'_>], of: &dyn Fn(&Statement) -> Vec<String>| -> BTreeSet<String> {
        claims
            .iter()
            .flat_map(|claim| of(claim.statement))
            .collect()
    };
    let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
    let mut differences = Vec::new();
    let mut tell = |what: &str, a: String, b: String| {
        differences.push(Difference {
            what: what.to_owned(),
            a,
            b,
        });
    };
    let speakers = |said: &Statement| said.sides.clone();
    let (a, b) = (all(of_a, &speakers), all(of_b, &speakers));
    if a != b {
        tell("speaker", list(&a), list(&b));
    }
    let families = |said: &Statement| vec![said.family.clone()];
    let (a, b) = (all(of_a, &families), all(of_b, &families));
    if a.is_disjoint(&b) {
        tell("family", list(&a), list(&b));
    }
    let strongest = |claims: &[&Claim<'_>]| {
        let strengths = claims.iter().map(|claim| claim.statement.strength);
        strengths.max().unwrap_or_default()
    };
    let (a, b) = (strongest(of_a), strongest(of_b));
    if a != b {
        tell("strength", a.to_string(), b.to_string());
    }
    let negated = |claims: &[&Claim<'_>]| claims.iter().any(|claim| claim.statement.negated);
    if negated(of_a) != negated(of_b) {
        let word = |negated: bool| if negated { "not done" } else { "done" }.to_owned();
        tell("negation", word(negated(of_a)), word(negated(of_b)));
    }
    let conditions = |said: &Statement| {
        let condition = said.condition.as_ref();
        condition
            .map(|quote| quote.quote.clone())
            .into_iter()
            .collect()
    };
    let (a, b) = (all(of_a, &conditions), all(of_b, &conditions));
    if a.is_empty() != b.is_empty() {
        let word = |set: &BTreeSet<String>| match set.is_empty() {
            true => "none".to_owned(),
            false => list(set),
        };
        tell("condition", word(&a), word(&b));
    }
    differences
}

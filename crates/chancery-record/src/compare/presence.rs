//! Which topics, countries and names occur in which account.

use std::collections::BTreeMap;

use chancery::reading::Entity;

use super::comparison::{Occurrence, Presence, Within};
use super::contacts::fuller;
use super::side::{Claim, Side, bare};

type Found = BTreeMap<String, [Vec<Occurrence>; 2]>;

/// The topics of the statements of both accounts.
pub(super) fn topics(a: &Side<'_>, b: &Side<'_>) -> Vec<Presence> {
    let found = found(a, b, |claim| claim.topics.iter().copied().collect());
    presences(found, |_| None)
}

/// What the statements are about. What an account names without stating anything of it is in it, too: that it is left out
/// would be wrong.
pub(super) fn about(a: &Side<'_>, b: &Side<'_>) -> Vec<Presence> {
    let mut found = found(a, b, |claim| claim.about.iter().copied().collect());
    let is = |entity: &Entity, code: &str| {
        let of_kind = matches!(
            entity.kind.as_str(),
            "country" | "territory" | "organisation" | "group" | "place"
        );
        of_kind && entity.country.as_deref() == Some(code)
    };
    mentioned(&mut found, a, b, is);
    let name = |code: &str| {
        let all = [a, b].into_iter().flat_map(|side| &side.reading.entities);
        let whole = ["country", "territory", "organisation"];
        let names = all
            .filter(|entity| is(entity, code) && whole.contains(&entity.kind.as_str()))
            .map(|entity| entity.name.as_str());
        names.reduce(fuller).map(str::to_owned)
    };
    presences(found, name)
}

/// What the statements name.
pub(super) fn names(a: &Side<'_>, b: &Side<'_>) -> Vec<Presence> {
    let mut found = found(a, b, |claim| claim.names.iter().copied().collect());
    mentioned(&mut found, a, b, |entity, id| bare(&entity.id) == id);
    let full = |id: &str| {
        let all = [a, b].into_iter().flat_map(|side| &side.reading.entities);
        let of_id = all.filter(|entity| bare(&entity.id) == id);
        let names = of_id.map(|entity| entity.name.as_str());
        names.reduce(fuller).map(str::to_owned)
    };
    presences(found, full)
}

fn found<'a>(a: &Side<'a>, b: &Side<'a>, of: impl Fn(&Claim<'a>) -> Vec<&'a str>) -> Found {
    let mut found = Found::new();
    for (account, side) in [a, b].into_iter().enumerate() {
        for claim in &side.claims {
            for id in of(claim) {
                let occurrences = found.entry(id.to_owned()).or_default();
                occurrences[account].push(side.occurrence(claim.statement));
            }
        }
    }
    found
}

/// Adds the sentences that name something where no statement does.
fn mentioned(found: &mut Found, a: &Side<'_>, b: &Side<'_>, is: impl Fn(&Entity, &str) -> bool) {
    for (account, side) in [a, b].into_iter().enumerate() {
        for (id, occurrences) in found.iter_mut() {
            if !occurrences[account].is_empty() {
                continue;
            }
            let entities = side.reading.entities.iter();
            let mentions = entities
                .filter(|entity| is(entity, id))
                .flat_map(|entity| &entity.mentions);
            let mut sentences: Vec<_> = mentions
                .filter_map(|mention| side.sentence_at(mention.0))
                .collect();
            sentences.sort_by_key(|sentence| sentence.span);
            sentences.dedup();
            occurrences[account] = sentences
                .into_iter()
                .map(|sentence| Occurrence {
                    statement: None,
                    evidence: side.sentence(sentence),
                })
                .collect();
        }
    }
}

fn presences(found: Found, name: impl Fn(&str) -> Option<String>) -> Vec<Presence> {
    let presences = found.into_iter().map(|(id, [a, b])| Presence {
        name: name(&id),
        within: match (a.is_empty(), b.is_empty()) {
            (false, true) => Within::OnlyA,
            (true, false) => Within::OnlyB,
            _ => Within::Both,
        },
        id,
        a,
        b,
    });
    presences.collect()
}

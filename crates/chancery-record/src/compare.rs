//! Two accounts of one contact, side by side: what both report, what each leaves out, what each says the other side said,
//! and where they disagree on facts.
//!
//! Accounts are compared as they were read. What is said to be only in one of them was not read in the other; so before
//! something is said to be left out there, its sentences without statements are looked at, too.

mod accounts;
mod comparison;
pub(crate) mod contacts;
mod facts;
mod initiative;
mod matters;
mod people;
mod presence;
mod side;
mod words;

pub use comparison::{
    Account, Attributed, Comparison, Confirmed, Difference, Evidence, Fact, Likeness, Matter,
    Named, Note, Occurrence, Presence, Said, SharedContact, Told, Unshared, Verdict, Whose, Within,
};

use std::collections::BTreeSet;

use chancery::Reading;

use accounts::Beside;
use contacts::{Outline, Unlike, likeness};
use facts::{Contact, facts};
use side::Side;
use words::{Spread, Words};

/// Contacts that are alike by less are told to be looked at.
const DOUBTFUL: u8 = 70;

/// Compares two accounts. Which contacts they share is found by parties, people, kind and day; where they share none,
/// everything is compared, and a diagnostic says so.
///
/// `compare(b, a)` is `compare(a, b).mirrored()`.
#[must_use]
pub fn compare(a: &Reading, b: &Reading) -> Comparison {
    in_one_order(a, b, |a, b| with(a, b, contacts::shared(a, b)))
}

/// Compares what two accounts say of one contact, given by its number in each reading.
#[must_use]
pub fn compare_contact(a: &Reading, b: &Reading, of_a: usize, of_b: usize) -> Comparison {
    let find = |reading: &Reading, id: usize| {
        let mut engagements = reading.engagements.iter();
        let found = engagements.find(|engagement| engagement.id == id);
        found.map(|engagement| Outline::new(reading, engagement))
    };
    let alike = find(a, of_a)
        .zip(find(b, of_b))
        .and_then(|(a, b)| likeness(&a, &b).ok());
    let Some(alike) = alike else {
        return compare(a, b);
    };
    let straight = is_in_order(a, b);
    in_one_order(a, b, |a, b| {
        let ids = if straight { (of_a, of_b) } else { (of_b, of_a) };
        with(a, b, vec![(ids.0, ids.1, alike.clone())])
    })
}

/// Whether two readings are in the order in which they are compared, so that the result does not depend on which of them
/// was given first.
fn is_in_order(a: &Reading, b: &Reading) -> bool {
    let key = |reading: &Reading| {
        let document = &reading.document;
        (
            document.publisher.clone(),
            document.published.clone(),
            document.id.clone(),
            document.text.clone(),
        )
    };
    key(a) <= key(b)
}

fn in_one_order(
    a: &Reading,
    b: &Reading,
    compare: impl Fn(&Reading, &Reading) -> Comparison,
) -> Comparison {
    if is_in_order(a, b) {
        compare(a, b)
    } else {
        compare(b, a).mirrored()
    }
}

fn with(a: &Reading, b: &Reading, shared: Vec<(usize, usize, Likeness)>) -> Comparison {
    let sides = sides(a, b, &shared);
    let words = Words::shipped();
    let of_a: BTreeSet<usize> = shared.iter().map(|(a, _, _)| *a).collect();
    let of_b: BTreeSet<usize> = shared.iter().map(|(_, b, _)| *b).collect();
    let one = Side::new(a, &of_a, &sides, &words);
    let other = Side::new(b, &of_b, &sides, &words);
    let mut spread = Spread::default();
    one.count(&mut spread, 0);
    other.count(&mut spread, 1);
    let groups = matters::groups(&one, &other, &spread);
    let account = |here, there, swapped| {
        Beside::new(here, there, &groups, swapped, &spread, &words).account()
    };
    let mut comparison = Comparison {
        a: account(&one, &other, false),
        b: account(&other, &one, true),
        both: groups
            .iter()
            .map(|group| matters::matter(group, &one, &other))
            .collect(),
        topics: presence::topics(&one, &other),
        about: presence::about(&one, &other),
        names: presence::names(&one, &other),
        diagnostics: diagnostics(a, b, &shared, [&one, &other]),
        contacts: shared
            .into_iter()
            .filter_map(|shared| contact(&one, &other, shared))
            .collect(),
    };
    comparison.sort();
    comparison
}

/// The parties: those of the shared contacts, else the publishers.
fn sides<'a>(
    a: &'a Reading,
    b: &'a Reading,
    shared: &[(usize, usize, Likeness)],
) -> BTreeSet<&'a str> {
    let of = |reading: &'a Reading, meant: &dyn Fn(usize) -> bool| -> BTreeSet<&'a str> {
        let engagements = reading.engagements.iter();
        let meant = engagements.filter(|engagement| meant(engagement.id));
        let parties = meant.flat_map(|engagement| &engagement.participants);
        parties.map(|party| party.side.as_str()).collect()
    };
    let mut sides = of(a, &|id| shared.iter().any(|(one, _, _)| *one == id));
    sides.extend(of(b, &|id| shared.iter().any(|(_, other, _)| *other == id)));
    if sides.is_empty() {
        sides.extend(a.document.publisher.as_deref());
        sides.extend(b.document.publisher.as_deref());
    }
    sides
}

fn contact(
    one: &Side<'_>,
    other: &Side<'_>,
    (a, b, likeness): (usize, usize, Likeness),
) -> Option<SharedContact> {
    let find = |reading: &'_ Reading, id: usize| {
        let mut engagements = reading.engagements.iter();
        engagements.position(|engagement| engagement.id == id)
    };
    let of_a = one.reading.engagements.get(find(one.reading, a)?)?;
    let of_b = other.reading.engagements.get(find(other.reading, b)?)?;
    let facts = facts(
        Contact {
            side: one,
            engagement: of_a,
        },
        Contact {
            side: other,
            engagement: of_b,
        },
    );
    Some(SharedContact {
        a,
        b,
        likeness,
        announced: of_a.announced,
        facts,
    })
}

fn diagnostics(
    a: &Reading,
    b: &Reading,
    shared: &[(usize, usize, Likeness)],
    sides: [&Side<'_>; 2],
) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |code: &str, message: String| {
        notes.push(Note {
            code: code.to_owned(),
            message,
        });
    };
    if shared.is_empty() {
        note(
            "no-shared-contact",
            format!(
                "these do not seem to be accounts of the same contact: {}",
                why(contacts::nearest_miss(a, b))
            ),
        );
    }
    for (_, _, likeness) in shared.iter().filter(|(_, _, alike)| alike.score < DOUBTFUL) {
        note(
            "doubtful-contact",
            format!(
                "that a contact is the same in both is likely, not sure ({} of 100): {}",
                likeness.score,
                likeness.reasons.join("; ")
            ),
        );
    }
    if a.document.text == b.document.text {
        note("same-text", "both documents have the same text".to_owned());
    }
    match (&a.document.publisher, &b.document.publisher) {
        (Some(one), Some(other)) if one == other => note(
            "same-publisher",
            format!("both accounts are of {one}: there is no other side"),
        ),
        (Some(_), Some(_)) => {}
        _ => note(
            "no-publisher",
            "whose account one of the documents is, is not known, so what it says the other side said cannot be told"
                .to_owned(),
        ),
    }
    for side in sides {
        let name = &side.reading.document.id;
        if side.claims.is_empty() {
            note("no-statements", format!("no statement was read in {name}"));
        }
        if side.aside > 0 {
            let count = side.aside;
            note(
                "other-contacts",
                format!(
                    "{count} statements of {name} are about other contacts and were left aside"
                ),
            );
        }
    }
    notes.sort_by(|a, b| (&a.code, &a.message).cmp(&(&b.code, &b.message)));
    notes.dedup();
    notes
}

/// Why two readings share no contact.
fn why(unlike: Option<Unlike>) -> String {
    match unlike {
        None => "one of them reports no contact at all".to_owned(),
        Some(Unlike::Announced) => "what one reports the other only announces".to_owned(),
        Some(Unlike::Parties) => "no contact has the same parties in both".to_owned(),
        Some(Unlike::Kinds(one, other)) => format!("a {one} in one, a {other} in the other"),
        Some(Unlike::People(side)) => format!("the people named for {side} are others"),
        Some(Unlike::Days) => "the days are too far apart, or not known".to_owned(),
        Some(Unlike::Little) => {
            "parties and days may fit, but no names, places or exact day confirm it".to_owned()
        }
    }
}

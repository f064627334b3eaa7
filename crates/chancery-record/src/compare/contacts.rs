//! Whether two engagements, read from different accounts, are the same contact.

use std::collections::{BTreeMap, BTreeSet};

use chancery::Reading;
use chancery::reading::Engagement;
use jiff::civil::Date;

use super::comparison::Likeness;
use super::people::same_person;

/// What is below is not held to be the same contact.
pub(crate) const SURE: u8 = 55;
/// A release without a day of the contact reports what happened at most so many days before.
const REPORTED_WITHIN: i32 = 2;

/// What an engagement is recognised by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    pub kind: String,
    /// The people of each side, id and name; none where nobody is named.
    pub sides: BTreeMap<String, Vec<(String, String)>>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub precision: Option<String>,
    /// The day of release of its document.
    pub published: Option<String>,
    pub place: Option<String>,
    pub country: Option<String>,
    pub ordinal: Option<u32>,
    pub announced: bool,
}

/// Why two engagements are not held to be the same, the least alike first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unlike {
    /// One is only announced.
    Announced,
    /// The parties are others.
    Parties,
    /// A meeting is no call.
    Kinds(String, String),
    /// The people of a side are others.
    People(String),
    /// The days are too far apart, or not known.
    Days,
    /// What they have in common is too little.
    Little,
}

/// The days of a contact, and how they are known.
struct Days {
    first: i32,
    last: i32,
    known: Known,
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Known {
    Day,
    Span,
    Release,
}

impl Outline {
    /// With the names that the text gives.
    pub(crate) fn new(reading: &Reading, engagement: &Engagement) -> Self {
        Self::named(reading.document.published.clone(), engagement, |id| {
            let mut entities = reading.entities.iter();
            let named = entities.find(|entity| entity.id == id);
            named.map_or(id, |entity| &entity.name).to_owned()
        })
    }

    /// With ids for names.
    pub(crate) fn of(published: Option<String>, engagement: &Engagement) -> Self {
        Self::named(published, engagement, str::to_owned)
    }

    fn named(
        published: Option<String>,
        engagement: &Engagement,
        name: impl Fn(&str) -> String,
    ) -> Self {
        let mut sides: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for party in &engagement.participants {
            let people = sides.entry(party.side.clone()).or_default();
            let person = party.entity.as_ref().filter(|id| id.starts_with("person:"));
            people.extend(person.map(|id| (id.clone(), name(id))));
        }
        let date = engagement.date.as_ref();
        Outline {
            kind: engagement.kind.clone(),
            sides,
            from: date.map(|date| date.from.clone()),
            to: date.map(|date| date.to.clone()),
            precision: date.map(|date| date.precision.clone()),
            published,
            place: engagement.place.clone(),
            country: engagement.country.clone(),
            ordinal: engagement.ordinal,
            announced: engagement.announced,
        }
    }

    fn days(&self) -> Option<Days> {
        let number = |day: &Option<String>| day.as_deref().and_then(day_number);
        if let (Some(first), Some(last)) = (number(&self.from), number(&self.to)) {
            let exact = self.precision.as_deref() == Some("day") && first == last;
            let known = if exact { Known::Day } else { Known::Span };
            return Some(Days { first, last, known });
        }
        let released = number(&self.published)?;
        Some(Days {
            first: released - REPORTED_WITHIN,
            last: released,
            known: Known::Release,
        })
    }

    /// The first day on which it can have been.
    pub(crate) fn first_day(&self) -> Option<i32> {
        self.days().map(|days| days.first)
    }

    /// The last one.
    pub(crate) fn last_day(&self) -> Option<i32> {
        self.days().map(|days| days.last)
    }

    pub(crate) fn is_multilateral(&self) -> bool {
        self.kind == "multilateral"
    }
}

/// Days since 1970, so that they can be counted.
pub(crate) fn day_number(day: &str) -> Option<i32> {
    let day: Date = day.parse().ok()?;
    let epoch = Date::constant(1970, 1, 1);
    epoch.until(day).ok().map(|span| span.get_days())
}

/// How surely two outlines are of one contact, or why they are not. The order of the two makes no difference.
pub(crate) fn likeness(a: &Outline, b: &Outline) -> Result<Likeness, Unlike> {
    if a.announced != b.announced {
        return Err(Unlike::Announced);
    }
    let mut points = 0;
    let mut reasons = Vec::new();
    for (more, reason) in [
        parties(a, b)?,
        kinds(a, b)?,
        people(a, b)?,
        days(a, b)?,
        places(a, b),
    ] {
        points += more;
        reasons.extend(reason);
    }
    if a.ordinal.is_some() && a.ordinal == b.ordinal {
        points += 5;
        reasons.push("the same ordinal number".to_owned());
    }
    let score = u8::try_from(points.clamp(0, 100)).unwrap_or(0);
    if score < SURE {
        return Err(Unlike::Little);
    }
    Ok(Likeness { score, reasons })
}

type Points = (i32, Option<String>);

fn parties(a: &Outline, b: &Outline) -> Result<Points, Unlike> {
    let codes = |outline: &Outline| outline.sides.keys().cloned().collect::<BTreeSet<_>>();
    let (of_a, of_b) = (codes(a), codes(b));
    let list = |codes: &BTreeSet<String>| codes.iter().cloned().collect::<Vec<_>>().join(", ");
    if of_a.len() > 1 && of_a == of_b {
        return Ok((30, Some(format!("the same parties, {}", list(&of_a)))));
    }
    let both: BTreeSet<String> = of_a.intersection(&of_b).cloned().collect();
    let all = of_a.union(&of_b).count();
    let many = a.is_multilateral() && b.is_multilateral();
    if many && both.len() > 1 && both.len() * 2 >= all {
        return Ok((20, Some(format!("parties in common, {}", list(&both)))));
    }
    Err(Unlike::Parties)
}

fn kinds(a: &Outline, b: &Outline) -> Result<Points, Unlike> {
    if a.kind == b.kind {
        return Ok((12, None));
    }
    let (one, other) = if a.kind < b.kind { (a, b) } else { (b, a) };
    // What one side tells as a meeting the other may tell by its setting or its purpose.
    match (one.kind.as_str(), other.kind.as_str()) {
        ("meeting", "visit" | "summons" | "signing") => {
            Ok((2, Some(format!("a {} and a {}", one.kind, other.kind))))
        }
        _ => Err(Unlike::Kinds(one.kind.clone(), other.kind.clone())),
    }
}

/// Where both accounts name people of a side, one of them must be the same.
fn people(a: &Outline, b: &Outline) -> Result<Points, Unlike> {
    let mut points = 0;
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for (side, of_a) in &a.sides {
        let Some(of_b) = b.sides.get(side) else {
            continue;
        };
        if of_a.is_empty() || of_b.is_empty() {
            continue;
        }
        let mut same = false;
        for (one, one_name) in of_a {
            for (other, other_name) in of_b {
                if same_person(one, other) {
                    same = true;
                    names.insert(fuller(one_name, other_name));
                }
            }
        }
        if same {
            points += 15;
        } else if !(a.is_multilateral() && b.is_multilateral()) {
            return Err(Unlike::People(side.clone()));
        }
    }
    // Visits to one country, and meetings with firms, are many: only who took part tells them apart.
    let many = [a, b]
        .iter()
        .any(|outline| outline.kind == "visit" || outline.sides.contains_key("private"));
    if many && names.is_empty() {
        return Err(Unlike::Little);
    }
    let names: Vec<&str> = names.into_iter().collect();
    let reason = (!names.is_empty()).then(|| format!("both name {}", names.join(", ")));
    Ok((points.min(30), reason))
}

/// The longer of two names; of names of one length the first by letters.
pub(super) fn fuller<'a>(one: &'a str, other: &'a str) -> &'a str {
    let key = |name: &'a str| (std::cmp::Reverse(name.chars().count()), name);
    if key(one) <= key(other) { one } else { other }
}

fn days(a: &Outline, b: &Outline) -> Result<Points, Unlike> {
    let (Some(of_a), Some(of_b)) = (a.days(), b.days()) else {
        return Err(Unlike::Days);
    };
    let gap = (of_a.first.max(of_b.first) - of_a.last.min(of_b.last)).max(0);
    if gap > 1 {
        return Err(Unlike::Days);
    }
    let day = |outline: &Outline| outline.from.clone().unwrap_or_default();
    Ok(match of_a.known.max(of_b.known) {
        Known::Day if gap == 0 => (25, Some(format!("both on {}", day(a)))),
        // The same hour has two dates in different parts of the world.
        _ if gap == 1 => (12, Some("a day apart".to_owned())),
        Known::Day | Known::Span if of_a.first == of_b.first && of_a.last == of_b.last => {
            let exact = a.precision.as_deref() == Some("day");
            (
                if exact { 20 } else { 8 },
                Some("the same span of days".to_owned()),
            )
        }
        Known::Day | Known::Span => (8, Some("overlapping spans of days".to_owned())),
        Known::Release if a.published.is_some() && a.published == b.published => {
            (13, Some("released on the same day".to_owned()))
        }
        Known::Release => (8, Some("released within days".to_owned())),
    })
}

fn places(a: &Outline, b: &Outline) -> Points {
    let plain = |place: &Option<String>| place.as_deref().map(str::to_lowercase);
    match (plain(&a.place), plain(&b.place)) {
        (Some(one), Some(other)) if one == other => (
            5,
            a.place.as_deref().map(|place| format!("both in {place}")),
        ),
        _ => match (&a.country, &b.country) {
            (Some(one), Some(other)) if one == other => {
                (3, Some(format!("both in the country {one}")))
            }
            (Some(_), Some(_)) => (-15, None),
            _ => (0, None),
        },
    }
}

/// The contacts that two readings share, each once, with their numbers.
pub(super) fn shared(a: &Reading, b: &Reading) -> Vec<(usize, usize, Likeness)> {
    let mut found = Vec::new();
    for one in &a.engagements {
        let of_one = Outline::new(a, one);
        for other in &b.engagements {
            if let Ok(likeness) = likeness(&of_one, &Outline::new(b, other)) {
                found.push((one.id, other.id, likeness));
            }
        }
    }
    found.sort_by_key(|(one, other, likeness)| (std::cmp::Reverse(likeness.score), *one, *other));
    let mut shared: Vec<(usize, usize, Likeness)> = Vec::new();
    for (one, other, likeness) in found {
        let taken = |(a, b, _): &(usize, usize, Likeness)| *a == one || *b == other;
        if !shared.iter().any(taken) {
            shared.push((one, other, likeness));
        }
    }
    shared
}

/// What speaks least against two readings sharing a contact.
pub(super) fn nearest_miss(a: &Reading, b: &Reading) -> Option<Unlike> {
    let pairs = a
        .engagements
        .iter()
        .flat_map(|one| b.engagements.iter().map(move |other| (one, other)));
    pairs
        .filter_map(|(one, other)| likeness(&Outline::new(a, one), &Outline::new(b, other)).err())
        .max()
}

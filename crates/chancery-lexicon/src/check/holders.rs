//! Office-holders: joins the rows of each person and checks that their tenures can all be true.

use jiff::civil::Date;
use rustc_hash::FxHashMap as HashMap;

use super::names::Names;
use crate::error::{At, Problems};
use crate::office::{Holding, Office, Person, Tenure};
use crate::read::Sheet;

/// A tenure with the place of its row and the person who held it.
struct Held<'h, 't> {
    at: At<'t>,
    person: &'h str,
    tenure: &'h Tenure,
}

/// Joins the rows of all tables into persons, in order of first mention.
pub(super) fn join(
    sheets: Vec<Sheet<'_, Holding>>,
    offices: &Sheet<'_, Office>,
    problems: &mut Problems,
) -> Vec<Person> {
    check_offices(&sheets, offices, problems);
    check_overlaps(&sheets, offices, problems);
    let mut persons: Vec<Person> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::default();
    let mut first: Vec<At<'_>> = Vec::new();
    for sheet in sheets {
        let path = sheet.path;
        for (line, row) in sheet.lines.into_iter().zip(sheet.records) {
            let at = At { path, line };
            let place = places.get(&row.person).copied().unwrap_or(persons.len());
            if place == persons.len() {
                places.insert(row.person.clone(), place);
                first.push(at);
                let (id, name) = (row.person, row.name.clone());
                persons.push(Person {
                    id,
                    name,
                    aliases: Vec::new(),
                    tenures: Vec::new(),
                });
            }
            let person = &mut persons[place];
            if person.name != row.name {
                let (id, name, earlier) = (&person.id, &person.name, first[place]);
                problems.cell(at, "name", format!("{id} is {name} at {earlier}"));
            }
            for alias in row.aliases {
                if !person.aliases.contains(&alias) && alias != person.name {
                    person.aliases.push(alias);
                }
            }
            person.tenures.push(row.tenure);
        }
    }
    check_names(&persons, &first, problems);
    for person in &mut persons {
        person.tenures.sort_by_key(|tenure| tenure.from.earliest());
    }
    persons
}

/// Two persons of one name are one person under two ids, unless their ids say that they are namesakes
/// (`john-smith` and `john-smith-2`).
fn check_names<'t>(persons: &'t [Person], first: &[At<'t>], problems: &mut Problems) {
    let mut names = Names::with_room(persons.len());
    for (person, &at) in persons.iter().zip(first) {
        let end = person.id.rsplit_once('-').map_or("", |(_, end)| end);
        let scope = if end.parse::<u8>().is_ok() { end } else { "" };
        names.take(at, "name", scope, &person.name, problems);
        for alias in &person.aliases {
            names.take(at, "aliases", scope, alias, problems);
        }
    }
}

/// Checks that every office is one, and one of that country if it belongs to one only.
fn check_offices(
    sheets: &[Sheet<'_, Holding>],
    offices: &Sheet<'_, Office>,
    problems: &mut Problems,
) {
    // Without any office, a part of the data was loaded by itself.
    if offices.records.is_empty() {
        return;
    }
    let known: HashMap<&str, &Office> = offices
        .records
        .iter()
        .map(|office| (office.id.as_str(), office))
        .collect();
    for (at, row) in sheets.iter().flat_map(Sheet::iter) {
        let Tenure {
            office, country, ..
        } = &row.tenure;
        match known
            .get(office.as_str())
            .map(|office| office.country.as_deref())
        {
            None => problems.cell(at, "office", format!("no such office: {office}")),
            Some(Some(only)) if only != country => {
                problems.cell(
                    at,
                    "office",
                    format!("{office} is an office of {only}, not of {country}"),
                );
            }
            Some(_) => {}
        }
    }
}

/// Checks that no office of which there is one had two holders for more than the day of a handover, and that no
/// tenure is given twice.
fn check_overlaps(
    sheets: &[Sheet<'_, Holding>],
    offices: &Sheet<'_, Office>,
    problems: &mut Problems,
) {
    let single: HashMap<&str, bool> = offices
        .records
        .iter()
        .map(|office| (office.id.as_str(), office.kind.is_single()))
        .collect();
    let mut seats: HashMap<(&str, &str), Vec<Held<'_, '_>>> = HashMap::default();
    for (at, row) in sheets.iter().flat_map(Sheet::iter) {
        let Holding { person, tenure, .. } = row;
        let seat = (tenure.office.as_str(), tenure.country.as_str());
        seats
            .entry(seat)
            .or_default()
            .push(Held { at, person, tenure });
    }
    for ((office, _), mut held) in seats {
        let single = single.get(office).copied().unwrap_or(false);
        held.sort_by_key(|held| held.tenure.from.latest());
        for (index, later) in held.iter().enumerate() {
            for earlier in &held[..index] {
                let same = earlier.person == later.person;
                if (same || single) && overlap_for_certain(earlier.tenure, later.tenure) {
                    let (person, to, at) = (earlier.person, until(earlier.tenure), earlier.at);
                    let message = format!("{person} held the office {to} ({at})");
                    problems.cell(later.at, "from", message);
                }
            }
        }
    }
}

/// Whether two tenures have more than one day in common, however their imprecise dates fell.
fn overlap_for_certain(earlier: &Tenure, later: &Tenure) -> bool {
    let end = |tenure: &Tenure| tenure.to.map_or(Date::MAX, |to| to.earliest());
    let from = earlier.from.latest().max(later.from.latest());
    from < end(earlier).min(end(later))
}

fn until(tenure: &Tenure) -> String {
    tenure
        .to
        .map_or_else(|| "without an end".to_owned(), |to| format!("until {to}"))
}

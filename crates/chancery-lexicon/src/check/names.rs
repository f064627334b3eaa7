//! That a name stands for one thing in its table.

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};

use crate::error::{At, Problems};
use crate::office::Office;
use crate::read::Sheet;
use crate::world::{Country, Place, PlaceKind};

/// The names of one table that were met so far, each within a scope (such as a country).
#[derive(Default)]
pub(super) struct Names<'r> {
    met: HashMap<(&'r str, Cow<'r, str>), At<'r>>,
}

impl<'r> Names<'r> {
    /// No name yet, with room for those of so many records.
    pub(super) fn with_room(records: usize) -> Names<'r> {
        // Most records have a name and an alias or two.
        Names {
            met: HashMap::with_capacity_and_hasher(3 * records, FxBuildHasher),
        }
    }

    /// Takes a name for the record at a place; a name already taken within the scope is a problem.
    pub(super) fn take(
        &mut self,
        at: At<'r>,
        column: &str,
        scope: &'r str,
        name: &'r str,
        problems: &mut Problems,
    ) {
        if name.is_empty() {
            return;
        }
        // The two forms of the apostrophe are one letter.
        let folded = if name.contains('’') {
            name.replace('’', "'").into()
        } else {
            name.into()
        };
        match self.met.entry((scope, folded)) {
            Entry::Occupied(met) => {
                problems.cell(
                    at,
                    column,
                    format!("{name} is given twice, first at {}", met.get()),
                );
            }
            Entry::Vacant(free) => {
                free.insert(at);
            }
        }
    }
}

/// Checks a table in which key, name and aliases are given once each.
pub(super) fn once<'r, T>(
    sheet: &'r Sheet<'_, T>,
    fields: impl Fn(&'r T) -> (&'r String, &'r String, &'r Vec<String>),
    problems: &mut Problems,
) {
    let mut keys = Names::default();
    let mut names = Names::with_room(sheet.records.len());
    for (at, record) in sheet.iter() {
        let (key, name, aliases) = fields(record);
        // Codes are checked across tables, and a name that is its own key once is enough.
        if key != name
            && key
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
        {
            keys.take(at, "id", "", key, problems);
        }
        names.take(at, "name", "", name, problems);
        for alias in aliases {
            names.take(at, "aliases", "", alias, problems);
        }
    }
}

/// Checks the names of countries. Adjectives and people may be shared (`Congolese`), as may the names of capitals.
pub(super) fn countries(sheet: &Sheet<'_, Country>, problems: &mut Problems) {
    let mut names = Names::with_room(sheet.records.len());
    for (at, country) in sheet.iter() {
        names.take(at, "name", "", &country.name, problems);
        if country.long_name != country.name {
            names.take(at, "long_name", "", &country.long_name, problems);
        }
        for alias in &country.aliases {
            names.take(at, "aliases", "", alias, problems);
        }
        for metonym in &country.metonyms {
            names.take(at, "metonyms", "", metonym, problems);
        }
    }
}

/// Checks the names of places: two places may share one if they lie in different countries, and capitals are the
/// business of the table of countries.
pub(super) fn places(
    sheet: &Sheet<'_, Place>,
    countries: &Sheet<'_, Country>,
    problems: &mut Problems,
) {
    let mut capitals = HashMap::default();
    for (_, country) in countries.iter() {
        for capital in &country.capitals {
            capitals.insert(
                (country.code.as_str(), capital.as_str()),
                country.name.as_str(),
            );
        }
    }
    let mut names = Names::with_room(sheet.records.len());
    for (at, place) in sheet.iter() {
        let country = place.country.as_deref().unwrap_or_default();
        names.take(at, "name", country, &place.name, problems);
        for alias in &place.aliases {
            names.take(at, "aliases", country, alias, problems);
        }
        let capital = capitals.get(&(country, place.name.as_str()));
        if let (PlaceKind::City, Some(country)) = (place.kind, capital) {
            problems.cell(
                at,
                "name",
                format!("{} is a capital of {country}", place.name),
            );
        }
    }
}

/// Checks the titles of offices: one title may be two offices in two countries (a Foreign Secretary), not in one.
pub(super) fn offices(sheet: &Sheet<'_, Office>, problems: &mut Problems) {
    let (mut ids, mut titles) = (Names::default(), Names::default());
    for (at, office) in sheet.iter() {
        ids.take(at, "id", "", &office.id, problems);
        let country = office.country.as_deref().unwrap_or_default();
        titles.take(at, "name", country, &office.name, problems);
        for alias in &office.aliases {
            titles.take(at, "aliases", country, alias, problems);
        }
    }
}

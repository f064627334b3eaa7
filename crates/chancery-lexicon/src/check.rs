//! From tables to a lexicon: reads every table and checks what one row says against the others.

mod codes;
mod holders;
mod names;
mod words;

use std::collections::BTreeMap;

use crate::act::{Act, ComplementRule};
use crate::classes::{ClassWords, Classes};
use crate::error::Problems;
use crate::given_name::{self, GivenName, GivenNames};
use crate::inflect::{Inflections, Irregular};
use crate::lexicon::Lexicon;
use crate::office::{Holding, Office};
use crate::publisher::{self, Domain, Publishers};
use crate::read::{Sheet, sheet};
use crate::table::Table;
use crate::topic::TopicTerms;
use crate::world::{Case, Country, Group, Instrument, Organisation, Place, Subdivision};

use codes::Codes;

/// The folder of the tables of office-holders, of which there may be any number.
const HOLDERS: &str = "holders/";

type Tables = BTreeMap<String, Table>;

/// Reads tables by their paths. What comes back can be relied on only if no problem was found.
pub(crate) fn build(tables: Tables, problems: &mut Problems) -> Lexicon {
    let mut lexicon = Lexicon::default();
    let codes = world(&tables, &mut lexicon, problems);
    offices(&tables, &codes, &mut lexicon, problems);
    language(&tables, &mut lexicon, problems);
    lexicon.with_tables(tables)
}

/// Reads who and where there is.
fn world(tables: &Tables, lexicon: &mut Lexicon, problems: &mut Problems) -> Codes {
    let countries: Sheet<'_, Country> = sheet(tables.get("countries.tsv"), problems);
    let subdivisions: Sheet<'_, Subdivision> = sheet(tables.get("subdivisions.tsv"), problems);
    let organisations: Sheet<'_, Organisation> = sheet(tables.get("organisations.tsv"), problems);
    let places: Sheet<'_, Place> = sheet(tables.get("places.tsv"), problems);
    let instruments: Sheet<'_, Instrument> = sheet(tables.get("instruments.tsv"), problems);
    let groups: Sheet<'_, Group> = sheet(tables.get("groups.tsv"), problems);
    let cases: Sheet<'_, Case> = sheet(tables.get("cases.tsv"), problems);
    let domains: Sheet<'_, Domain> = sheet(tables.get("publishers.tsv"), problems);
    let given_names: Sheet<'_, GivenName> = sheet(tables.get("given-names.tsv"), problems);

    let codes = Codes::new(&countries, &subdivisions, &organisations, problems);
    codes.check(
        &places,
        "country",
        |place| place.country.as_slice(),
        problems,
    );
    codes.check(&places, "about", |place| &place.about, problems);
    codes.check(
        &instruments,
        "about",
        |instrument| &instrument.about,
        problems,
    );
    codes.check(&groups, "about", |group| &group.about, problems);
    codes.check(&cases, "about", |case| &case.about, problems);
    codes.check(&domains, "publisher", |domain| &domain.publisher, problems);

    names::countries(&countries, problems);
    names::once(
        &subdivisions,
        |it| (&it.code, &it.name, &it.aliases),
        problems,
    );
    names::once(
        &organisations,
        |it| (&it.code, &it.name, &it.aliases),
        problems,
    );
    names::once(&instruments, |it| (&it.id, &it.name, &it.aliases), problems);
    names::once(&groups, |it| (&it.name, &it.name, &it.aliases), problems);
    names::once(&cases, |it| (&it.id, &it.name, &it.aliases), problems);
    names::places(&places, &countries, problems);
    publisher::check(&domains, problems);
    given_name::check(&given_names, problems);

    lexicon.countries = countries.records;
    lexicon.subdivisions = subdivisions.records;
    lexicon.organisations = organisations.records;
    lexicon.places = places.records;
    lexicon.instruments = instruments.records;
    lexicon.groups = groups.records;
    lexicon.cases = cases.records;
    lexicon.publishers = Publishers::new(domains.records);
    lexicon.given_names = GivenNames::new(given_names.records);
    codes
}

/// Reads the offices and who held them.
fn offices(tables: &Tables, codes: &Codes, lexicon: &mut Lexicon, problems: &mut Problems) {
    let offices: Sheet<'_, Office> = sheet(tables.get("offices.tsv"), problems);
    codes.check(
        &offices,
        "country",
        |office| office.country.as_slice(),
        problems,
    );
    names::offices(&offices, problems);

    let mut holdings = Vec::new();
    for (path, table) in tables {
        if path.starts_with(HOLDERS) {
            let rows: Sheet<'_, Holding> = sheet(Some(table), problems);
            codes.check(
                &rows,
                "country",
                |row| std::slice::from_ref(&row.tenure.country),
                problems,
            );
            holdings.push(rows);
        }
    }
    lexicon.persons = holders::join(holdings, &offices, problems);
    lexicon.offices = offices.records;
}

/// Reads what is known of the language.
fn language(tables: &Tables, lexicon: &mut Lexicon, problems: &mut Problems) {
    let acts: Sheet<'_, Act> = sheet(tables.get("en/acts.tsv"), problems);
    let complements: Sheet<'_, ComplementRule> = sheet(tables.get("en/complements.tsv"), problems);
    let topics: Sheet<'_, TopicTerms> = sheet(tables.get("en/topics.tsv"), problems);
    let classes: Sheet<'_, ClassWords> = sheet(tables.get("en/classes.tsv"), problems);
    let irregular: Sheet<'_, Irregular> = sheet(tables.get("en/irregular.tsv"), problems);

    words::acts(&acts, problems);
    words::complements(&complements, &acts, problems);
    words::topics(&topics, problems);
    words::classes(&classes, problems);
    words::irregular(&irregular, problems);

    lexicon.acts = acts.records;
    lexicon.complements = complements.records;
    lexicon.topics = topics.records.into_iter().flat_map(|row| row.0).collect();
    lexicon.classes = Classes::from_sheet(&classes);
    lexicon.inflections = Inflections::new(irregular.records);
}

/// Whether a table is read into records of its own type.
pub(crate) fn is_typed(path: &str) -> bool {
    const TYPED: [&str; 15] = [
        "countries.tsv",
        "subdivisions.tsv",
        "organisations.tsv",
        "places.tsv",
        "instruments.tsv",
        "groups.tsv",
        "cases.tsv",
        "publishers.tsv",
        "given-names.tsv",
        "offices.tsv",
        "en/acts.tsv",
        "en/complements.tsv",
        "en/topics.tsv",
        "en/classes.tsv",
        "en/irregular.tsv",
    ];
    TYPED.contains(&path) || path.starts_with(HOLDERS)
}

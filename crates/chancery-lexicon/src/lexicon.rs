//! The lexicon as a whole: loading and looking up.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap as HashMap;

use crate::act::{Act, ComplementRule};
use crate::check;
use crate::classes::Classes;
use crate::error::{At, Error, Problems};
use crate::given_name::GivenNames;
use crate::inflect::{Inflections, VerbForms};
use crate::office::{Office, Person};
use crate::publisher::Publishers;
use crate::table::Table;
use crate::tenure::Seats;
use crate::topic::TopicTerm;
use crate::world::{Case, Country, Group, Instrument, Organisation, Place, Subdivision};

/// The data folder as it was when the library was built: paths relative to it, and texts.
static SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Everything Chancery knows.
///
/// The records stand in the order of their files. They are to be read only: what is looked up by key was indexed on loading.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Countries and territories, from `countries.tsv`.
    pub countries: Vec<Country>,
    /// Parts of countries, from `subdivisions.tsv`.
    pub subdivisions: Vec<Subdivision>,
    /// Organisations, from `organisations.tsv`.
    pub organisations: Vec<Organisation>,
    /// Places, from `places.tsv`.
    pub places: Vec<Place>,
    /// Laws, treaties, strategies and the like, from `instruments.tsv`.
    pub instruments: Vec<Instrument>,
    /// Armed groups, movements and peoples, from `groups.tsv`.
    pub groups: Vec<Group>,
    /// Offices, from `offices.tsv`.
    pub offices: Vec<Office>,
    /// Office-holders, from `holders/*.tsv`, in order of first mention.
    pub persons: Vec<Person>,
    /// Named cases, from `cases.tsv`.
    pub cases: Vec<Case>,
    /// Whose the domains of the web are, from `publishers.tsv`.
    pub publishers: Publishers,
    /// Given names that are one in several forms, from `given-names.tsv`.
    pub given_names: GivenNames,
    /// Cues of speech acts, from `en/acts.tsv`.
    pub acts: Vec<Act>,
    /// What follows an act and decides its family, from `en/complements.tsv`; the first rule that fits wins.
    pub complements: Vec<ComplementRule>,
    /// Terms that carry topics, from `en/topics.tsv`.
    pub topics: Vec<TopicTerm>,
    /// Closed classes of words, from `en/classes.tsv`.
    pub classes: Classes,
    /// Constructions that report an engagement, from `en/triggers.tsv`, as they stand there.
    pub triggers: Table,
    /// The inflection of verbs, with the exceptions of `en/irregular.tsv`.
    pub inflections: Inflections,
    tables: BTreeMap<String, Table>,
    index: Index,
}

/// Where records stand that are looked up by key.
#[derive(Clone, Debug, Default)]
struct Index {
    countries: HashMap<String, usize>,
    organisations: HashMap<String, usize>,
    subdivisions: HashMap<String, usize>,
    offices: HashMap<String, usize>,
    persons: HashMap<String, usize>,
    seats: Seats,
}

impl Lexicon {
    /// Loads the data that the library was built with.
    ///
    /// # Errors
    /// Every problem that the data has.
    pub fn shipped() -> Result<Lexicon, Error> {
        Lexicon::load(SHIPPED)
    }

    /// Some tables of the data that the library was built with: those that cost little where the rest is not needed.
    /// Paths are relative to the data folder: `en/acts.tsv`.
    ///
    /// # Errors
    /// Every problem that the tables have.
    pub fn shipped_tables(paths: &[&str]) -> Result<Lexicon, Error> {
        let within = |path: &str| paths.contains(&path.strip_prefix("data/").unwrap_or(path));
        let tables = SHIPPED.iter().filter(|(path, _)| within(path));
        Lexicon::load(&tables.copied().collect::<Vec<_>>())
    }

    /// The forms of given names alone, from the data that the library was built with.
    ///
    /// # Errors
    /// Every problem that the table has.
    pub fn shipped_given_names() -> Result<GivenNames, Error> {
        Ok(Self::shipped_tables(&["given-names.tsv"])?.given_names)
    }

    /// Loads data from texts, each with its path relative to the data folder (`en/acts.tsv`); the order does not
    /// matter. A table that is not given is empty. Codes are checked against the tables of codes if one of these is
    /// given, offices against the table of offices if that is given.
    ///
    /// # Errors
    /// Every problem that the data has.
    pub fn load(files: &[(&str, &str)]) -> Result<Lexicon, Error> {
        let mut problems = Problems::default();
        let mut tables = BTreeMap::new();
        for (path, text) in files {
            let path = path.strip_prefix("data/").unwrap_or(path);
            let table = Table::parse(path, text, &mut problems);
            if tables.insert(path.to_owned(), table).is_some() {
                problems.line(At { path, line: 1 }, "the file is given twice");
            }
        }
        let lexicon = check::build(tables, &mut problems);
        problems.into_result()?;
        Ok(lexicon.indexed())
    }

    /// A table of the data that has no type of its own, by its path relative to the data folder: `en/triggers.tsv`.
    pub fn table(&self, path: &str) -> Option<&Table> {
        self.tables.get(path)
    }

    /// The country with a code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.index
            .countries
            .get(code)
            .map(|&index| &self.countries[index])
    }

    /// The organisation with a code.
    pub fn organisation(&self, code: &str) -> Option<&Organisation> {
        self.index
            .organisations
            .get(code)
            .map(|&index| &self.organisations[index])
    }

    /// The subdivision with a code.
    pub fn subdivision(&self, code: &str) -> Option<&Subdivision> {
        self.index
            .subdivisions
            .get(code)
            .map(|&index| &self.subdivisions[index])
    }

    /// The usual name of what a code stands for: a country, a subdivision or an organisation, the country if both.
    pub fn name_of(&self, code: &str) -> Option<&str> {
        let country = self.country(code).map(|country| &country.name);
        let subdivision = || self.subdivision(code).map(|subdivision| &subdivision.name);
        let organisation = || {
            self.organisation(code)
                .map(|organisation| &organisation.name)
        };
        country
            .or_else(subdivision)
            .or_else(organisation)
            .map(String::as_str)
    }

    /// The office with an identifier.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.index
            .offices
            .get(id)
            .map(|&index| &self.offices[index])
    }

    /// The person with an identifier.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.index
            .persons
            .get(id)
            .map(|&index| &self.persons[index])
    }

    /// The forms of a verb, whether the lexicon names it or not.
    pub fn forms(&self, lemma: &str) -> VerbForms {
        self.inflections.forms(lemma)
    }

    pub(crate) fn seats(&self) -> &Seats {
        &self.index.seats
    }

    /// Keeps the tables that were not read into records.
    pub(crate) fn with_tables(mut self, mut tables: BTreeMap<String, Table>) -> Lexicon {
        tables.retain(|path, _| !check::is_typed(path));
        self.triggers = tables.get("en/triggers.tsv").cloned().unwrap_or_default();
        self.tables = tables;
        self
    }

    fn indexed(mut self) -> Lexicon {
        fn by<T>(records: &[T], key: impl Fn(&T) -> &String) -> HashMap<String, usize> {
            records
                .iter()
                .enumerate()
                .map(|(index, record)| (key(record).clone(), index))
                .collect()
        }
        let verbs: BTreeSet<&str> = self.acts.iter().map(|act| act.verb.as_str()).collect();
        self.inflections.learn(verbs);
        self.index = Index {
            countries: by(&self.countries, |country| &country.code),
            organisations: by(&self.organisations, |organisation| &organisation.code),
            subdivisions: by(&self.subdivisions, |subdivision| &subdivision.code),
            offices: by(&self.offices, |office| &office.id),
            persons: by(&self.persons, |person| &person.id),
            seats: Seats::new(&self.persons),
        };
        self
    }
}

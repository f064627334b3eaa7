//! Who held an office on a day.

use jiff::civil::Date;
use rustc_hash::FxHashMap as HashMap;

use crate::lexicon::Lexicon;
use crate::office::{OfficeKind, Person, Tenure};

/// The tenures of all persons by country: places in the list of persons and in the list of their tenures.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seats(HashMap<String, Vec<(usize, usize)>>);

impl Seats {
    pub(crate) fn new(persons: &[Person]) -> Seats {
        let mut seats: HashMap<String, Vec<(usize, usize)>> = HashMap::default();
        for (person, record) in persons.iter().enumerate() {
            for (tenure, held) in record.tenures.iter().enumerate() {
                if let Some(known) = seats.get_mut(&held.country) {
                    known.push((person, tenure));
                } else {
                    seats.insert(held.country.clone(), vec![(person, tenure)]);
                }
            }
        }
        Seats(seats)
    }
}

impl Tenure {
    /// Whether the office may have been held on a day: no date rules it out.
    pub fn possible_on(&self, day: Date) -> bool {
        self.from.earliest() <= day && self.to.is_none_or(|to| day <= to.latest())
    }

    /// Whether the office was held on a day, however the dates that are not known to the day fell.
    pub fn certain_on(&self, day: Date) -> bool {
        self.from.latest() <= day && self.to.is_none_or(|to| day <= to.earliest())
    }
}

impl Lexicon {
    /// Who held an office for a country or organisation on a day, if that is certain: `None` when nobody is known to
    /// have, and when two may have, as on the day of a handover or in a month of which only the name is known.
    pub fn holder(&self, office_id: &str, country: &str, on: Date) -> Option<&Person> {
        self.only_holder(country, on, |tenure| tenure.office == office_id)
    }

    /// Who held an office of a kind for a country or organisation on a day, whatever the office is called there;
    /// `None` unless it is certain, as for [`Lexicon::holder`].
    pub fn holder_of_kind(&self, kind: OfficeKind, country: &str, on: Date) -> Option<&Person> {
        self.only_holder(country, on, |tenure| {
            self.office(&tenure.office)
                .is_some_and(|office| office.kind == kind)
        })
    }

    /// Everyone who may have held an office for a country or organisation on a day, in the order of the data.
    pub fn possible_holders(&self, office_id: &str, country: &str, on: Date) -> Vec<&Person> {
        let mut persons: Vec<&Person> = Vec::new();
        for (person, tenure) in self.tenures(country) {
            let fits = tenure.office == office_id && tenure.possible_on(on);
            if fits && !persons.iter().any(|known| known.id == person.id) {
                persons.push(person);
            }
        }
        persons
    }

    /// What a person certainly held on a day, the weightiest office first.
    pub fn offices_of(&self, person_id: &str, on: Date) -> Vec<&Tenure> {
        let Some(person) = self.person(person_id) else {
            return Vec::new();
        };
        let mut held: Vec<&Tenure> = person
            .tenures
            .iter()
            .filter(|tenure| tenure.certain_on(on))
            .collect();
        held.sort_by_key(|tenure| {
            self.office(&tenure.office)
                .map_or(u8::MAX, |office| office.rank)
        });
        held
    }

    fn only_holder(
        &self,
        country: &str,
        on: Date,
        fits: impl Fn(&Tenure) -> bool,
    ) -> Option<&Person> {
        let mut found: Option<&Person> = None;
        let mut certain = false;
        for (person, tenure) in self.tenures(country) {
            if !tenure.possible_on(on) || !fits(tenure) {
                continue;
            }
            if found.is_some_and(|other| other.id != person.id) {
                return None;
            }
            found = Some(person);
            certain |= tenure.certain_on(on);
        }
        found.filter(|_| certain)
    }

    /// All tenures for a country or organisation with who held them.
    fn tenures(&self, country: &str) -> impl Iterator<Item = (&Person, &Tenure)> {
        let seats = self.seats().0.get(country).map_or(&[][..], Vec::as_slice);
        seats.iter().map(|&(person, tenure)| {
            let person = &self.persons[person];
            (person, &person.tenures[tenure])
        })
    }
}

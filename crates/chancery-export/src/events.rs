//! Event records: who did what to whom, in the columns of political-event data.
//!
//! A statement that has a code of PLOVER or CAMEO gives one record for each pair of a side that speaks and a side that is
//! addressed. What several sides do together, with nobody addressed, is done by each to each. A statement without an
//! addressee gives one record without a recipient: none is inferred. What was not done is no event: statements that are
//! negated give none.
//!
//! [`COLUMNS`] come in three groups: those of POLECAT, named as there; those of GDELT, named as in its codebook; and what
//! neither has, above all the sentence and its place. `Contexts` and `Quad Code` of POLECAT are not among them: the first
//! are not told by the text, the second follows from the event type.

mod columns;

use std::collections::HashMap;

use chancery::Reading;
use chancery::reading::Statement;
use chancery_lexicon::Lexicon;

pub use columns::COLUMNS;

/// What is known of a code of CAMEO.
#[derive(Debug, Clone, PartialEq)]
struct Cameo {
    quad: String,
    goldstein: String,
    mode: String,
}

/// Makes event records; holds the tables of codes.
#[derive(Debug, Clone)]
pub struct Events<'l> {
    lexicon: &'l Lexicon,
    alpha3: HashMap<String, String>,
    cameo: HashMap<String, Cameo>,
}

/// One event record: a statement of a reading, from one side to another.
#[derive(Debug, Clone, Copy)]
pub struct Event<'e> {
    events: &'e Events<'e>,
    reading: &'e Reading,
    said: &'e Statement,
    /// Its place among the records of the statement, from 1.
    number: usize,
    actor: &'e str,
    recipient: Option<&'e str>,
}

/// Statements that gave no record, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// They have no code of PLOVER or CAMEO.
    pub without_code: u64,
    /// They say what was not done.
    pub negated: u64,
    /// It is not known for whom they were made.
    pub without_side: u64,
}

impl LeftOut {
    /// How many they are.
    pub fn all(self) -> u64 {
        self.without_code + self.negated + self.without_side
    }
}

impl<'l> Events<'l> {
    /// With the tables `country-codes.tsv` and `cameo.tsv` of a lexicon.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        let rows = |path: &str| lexicon.table(path).into_iter().flat_map(|it| it.rows());
        let alpha3 = rows("country-codes.tsv")
            .map(|row| (row.get("code").to_owned(), row.get("alpha3").to_owned()));
        let cameo = rows("cameo.tsv").map(|row| {
            let known = Cameo {
                quad: row.get("quad").to_owned(),
                goldstein: row.get("goldstein").to_owned(),
                mode: row.get("mode").to_owned(),
            };
            (row.get("code").to_owned(), known)
        });
        Self {
            lexicon,
            alpha3: alpha3.collect(),
            cameo: cameo.collect(),
        }
    }

    /// The records of a statement; none, counted in `left_out`, if it is no event.
    pub fn of<'e>(
        &'e self,
        reading: &'e Reading,
        said: &'e Statement,
        left_out: &mut LeftOut,
    ) -> Vec<Event<'e>> {
        let reason = if said.plover.is_none() && said.cameo.is_none() {
            &mut left_out.without_code
        } else if said.negated {
            &mut left_out.negated
        } else if said.sides.is_empty() {
            &mut left_out.without_side
        } else {
            let pairs = pairs(said);
            let event = |(place, (actor, recipient))| Event {
                events: self,
                reading,
                said,
                number: place + 1,
                actor,
                recipient,
            };
            return pairs.into_iter().enumerate().map(event).collect();
        };
        *reason += 1;
        Vec::new()
    }

    /// The alpha-3 code of the country that a code stands for; none for an organisation.
    fn alpha3(&self, code: &str) -> &str {
        let country = code.split_once('-').map_or(code, |(country, _)| country);
        self.alpha3.get(country).map_or("", String::as_str)
    }

    fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.lexicon.name_of(code).unwrap_or(code)
    }

    /// What is known of a code, else of the more general one that it begins with.
    fn cameo(&self, code: &str) -> Option<&Cameo> {
        (2..=code.len())
            .rev()
            .filter_map(|digits| code.get(..digits))
            .find_map(|code| self.cameo.get(code))
    }
}

/// Who does it to whom.
fn pairs(said: &Statement) -> Vec<(&str, Option<&str>)> {
    let sides = distinct(&said.sides);
    let addressed = distinct(&said.addressee_sides);
    let to = match (addressed.is_empty(), said.joint && sides.len() > 1) {
        (false, _) => &addressed,
        (true, true) => &sides,
        (true, false) => return sides.into_iter().map(|side| (side, None)).collect(),
    };
    let mut pairs = Vec::new();
    for &side in &sides {
        let others: Vec<&str> = to.iter().copied().filter(|&other| other != side).collect();
        // A side that addresses none but itself speaks to its own country.
        let others = if others.is_empty() {
            vec![side]
        } else {
            others
        };
        pairs.extend(others.into_iter().map(|other| (side, Some(other))));
    }
    pairs
}

fn distinct(codes: &[String]) -> Vec<&str> {
    let mut distinct: Vec<&str> = Vec::new();
    for code in codes {
        if !distinct.contains(&code.as_str()) {
            distinct.push(code);
        }
    }
    distinct
}

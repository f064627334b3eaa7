//! What is asked of the record, checked: sides may be told by any name that they have, and what has no meaning is told
//! with what may be meant.

use chancery_lexicon::Lexicon;
use chancery_record::{QUOTES, Query, Record, vocabulary};
use jiff::civil::Date;

use crate::Failure;
use crate::args::Filters;

/// What can be asked for, as far as it was needed.
#[derive(Default)]
pub struct Asked<'l> {
    given: Option<&'l Lexicon>,
    loaded: Option<Lexicon>,
}

impl<'l> Asked<'l> {
    /// What a lexicon knows that is loaded anyway.
    pub fn of(lexicon: &'l Lexicon) -> Self {
        Self {
            given: Some(lexicon),
            loaded: None,
        }
    }

    /// The question of a command, in no order and without a limit.
    pub fn query(&mut self, filters: &Filters) -> Result<Query, Failure> {
        let words = filters.words.join(" ");
        if words.matches(QUOTES).count() % 2 == 1 {
            return Err(Failure::Usage(format!(
                "{words}: a quotation mark is not closed — put two of them around words that stand together"
            )));
        }
        let empty = words.trim().is_empty();
        if !empty && !words.chars().any(char::is_alphanumeric) {
            return Err(Failure::Usage(format!(
                "{words}: there is no word in it — give words, or filters alone"
            )));
        }
        let (since, until) = days(filters.since, filters.until)?;
        Ok(Query {
            words: Some(words).filter(|_| !empty),
            by: self.sides("--by", &filters.by)?,
            to: self.sides("--to", &filters.to)?,
            speaker: filters.speaker.clone(),
            families: filters.family.clone(),
            acts: self.acts(&filters.act)?,
            topics: filters.topic.clone(),
            about: self.sides("--about", &filters.about)?,
            name: filters.name.clone(),
            kinds: filters.kind.clone(),
            min_strength: filters.min_strength,
            joint: filters.joint,
            since,
            until,
            ..Query::default()
        })
    }

    /// The codes of countries and organisations, which may be given by any name that they have.
    pub fn sides(&mut self, option: &str, given: &[String]) -> Result<Vec<String>, Failure> {
        let each = given.iter().map(|side| self.side(option, side));
        each.collect()
    }

    /// The code of a country or an organisation.
    pub fn side(&mut self, option: &str, given: &str) -> Result<String, Failure> {
        side(option, given, self.lexicon()?)
    }

    fn acts(&mut self, given: &[String]) -> Result<Vec<String>, Failure> {
        let each = given.iter().map(|act| {
            let known = vocabulary::act(self.lexicon()?, act);
            known.map_err(|error| Failure::Usage(format!("--act: {error}")))
        });
        each.collect()
    }

    fn lexicon(&mut self) -> Result<&Lexicon, Failure> {
        if let Some(lexicon) = self.given {
            return Ok(lexicon);
        }
        if self.loaded.is_none() {
            let tables = Lexicon::shipped_tables(vocabulary::TABLES);
            self.loaded = Some(tables.map_err(|error| Failure::Told(error.to_string()))?);
        }
        let loaded = self.loaded.as_ref();
        loaded.ok_or_else(|| Failure::Told("the knowledge cannot be loaded".to_owned()))
    }
}

/// The code of a country or an organisation that a lexicon knows by any name.
pub fn side(option: &str, given: &str, lexicon: &Lexicon) -> Result<String, Failure> {
    let known = vocabulary::code(lexicon, given);
    known.map_err(|error| Failure::Usage(format!("{option}: {error}")))
}

/// The first and the last day, as the record writes them.
pub fn days(
    since: Option<Date>,
    until: Option<Date>,
) -> Result<(Option<String>, Option<String>), Failure> {
    if let (Some(first), Some(last)) = (since, until)
        && first > last
    {
        return Err(Failure::Usage(format!(
            "no day is from {first} to {last} — --since is the first day, --until the last"
        )));
    }
    let written = |day: Date| day.to_string();
    Ok((since.map(written), until.map(written)))
}

/// Where nothing answers because nobody in the record has a name that was asked for: who may be meant, on standard error.
pub fn strangers(record: &Record, names: &[Option<&str>]) -> Result<(), Failure> {
    for name in names.iter().flatten() {
        match record.alike(name)?.as_deref() {
            None => {}
            Some([]) => anstream::eprintln!("chancery: {name}: the record knows no such name"),
            Some(alike) => anstream::eprintln!(
                "chancery: {name}: the record knows no such name — is {} meant?",
                alike.join(" or ")
            ),
        }
    }
    Ok(())
}

/// Of answers that were asked for with one more than is shown: those that are shown. That there are more is told on standard
/// error, so that a table that is cut is not taken for a whole one.
pub fn shown<T>(mut found: Vec<T>, limit: usize, what: &str) -> Vec<T> {
    if limit > 0 && found.len() > limit {
        found.truncate(limit);
        anstream::eprintln!(
            "chancery: there are more {what} than --limit {limit} shows; --limit 0 gives all"
        );
    }
    found
}

/// A limit with which it is seen whether there are more.
pub fn one_more(limit: usize) -> usize {
    match limit {
        0 => 0,
        limit => limit.saturating_add(1),
    }
}

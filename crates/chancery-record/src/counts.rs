//! Counts that are kept as documents come in: statements by topic, side and day, accounts of contacts by pair and year.

use std::collections::{BTreeMap, BTreeSet};

use chancery::Reading;
use rusqlite::{Connection, Transaction, params};

use crate::stored::Unpacker;
use crate::{Error, number};

/// The tables.
pub(crate) const TABLES: &str = include_str!("counts.sql");

/// Kinds of engagement in which the sides meet.
const IN_PERSON: [&str; 4] = ["meeting", "visit", "multilateral", "signing"];

/// What is tallied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tallied {
    /// Topics.
    Topic,
    /// Sides that speak.
    Side,
}

impl Tallied {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Tallied::Topic => "topic",
            Tallied::Side => "side",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Tallied::Topic, Tallied::Side]
            .into_iter()
            .find(|of| of.name() == name)
    }
}

/// Accounts of contacts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Accounts {
    all: i64,
    in_person: i64,
}

/// Counts of one reading, or of many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Statements by what is tallied, its value, and the day.
    tallies: BTreeMap<(Tallied, String, i64), i64>,
    /// Accounts by year and pair.
    links: BTreeMap<(i64, String, String), Accounts>,
}

impl Counts {
    /// The counts of a reading.
    pub fn of(reading: &Reading) -> Self {
        let published = reading.document.published.as_deref();
        let day = number::ordinal(published);
        let mut counts = Self::default();
        for said in &reading.statements {
            for (of, values) in [(Tallied::Topic, &said.topics), (Tallied::Side, &said.sides)] {
                for value in values.iter().collect::<BTreeSet<_>>() {
                    *counts.tallies.entry((of, value.clone(), day)).or_default() += 1;
                }
            }
        }
        for engagement in reading.engagements.iter().filter(|one| !one.announced) {
            let from = engagement.date.as_ref().map(|date| date.from.as_str());
            let year = number::year(number::of(from.or(published), 0));
            let parties = engagement.participants.iter();
            let sides: BTreeSet<&String> = parties.map(|party| &party.side).collect();
            let in_person = IN_PERSON.contains(&engagement.kind.as_str());
            for a in &sides {
                for b in sides.iter().filter(|b| *b > a) {
                    let pair = (year, (*a).clone(), (*b).clone());
                    let accounts = counts.links.entry(pair).or_default();
                    accounts.all += 1;
                    accounts.in_person += i64::from(in_person);
                }
            }
        }
        counts
    }

    /// Adds others; `times` -1 takes them away.
    pub fn add(&mut self, others: &Self, times: i64) {
        for (key, statements) in &others.tallies {
            let tally = self.tallies.entry(key.clone()).or_default();
            *tally += times * statements;
        }
        for (key, others) in &others.links {
            let accounts = self.links.entry(key.clone()).or_default();
            accounts.all += times * others.all;
            accounts.in_person += times * others.in_person;
        }
    }

    /// Adds them to those of the record.
    pub fn write(&self, transaction: &Transaction<'_>) -> Result<(), Error> {
        let mut tally = transaction.prepare_cached(
            "INSERT INTO tallies (of, value, day, statements) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (of, value, day) DO UPDATE SET statements = statements + excluded.statements",
        )?;
        let mut no_tally = transaction.prepare_cached(
            "DELETE FROM tallies WHERE of = ?1 AND value = ?2 AND day = ?3 AND statements = 0",
        )?;
        for ((of, value, day), statements) in &self.tallies {
            tally.execute(params![of.name(), value, day, statements])?;
            if *statements <= 0 {
                no_tally.execute(params![of.name(), value, day])?;
            }
        }
        let mut link = transaction.prepare_cached(
            "INSERT INTO links (year, a, b, accounts, in_person) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (year, a, b) DO UPDATE SET accounts = accounts + excluded.accounts,
                 in_person = in_person + excluded.in_person",
        )?;
        let mut no_link = transaction.prepare_cached(
            "DELETE FROM links WHERE year = ?1 AND a = ?2 AND b = ?3 AND accounts = 0",
        )?;
        for ((year, a, b), accounts) in &self.links {
            link.execute(params![year, a, b, accounts.all, accounts.in_person])?;
            if accounts.all <= 0 {
                no_link.execute(params![year, a, b])?;
            }
        }
        Ok(())
    }

    /// Those that the record keeps.
    pub fn kept(connection: &Connection) -> Result<Self, Error> {
        let mut counts = Self::default();
        let mut tallies = connection.prepare("SELECT of, value, day, statements FROM tallies")?;
        let mut rows = tallies.query([])?;
        while let Some(row) = rows.next()? {
            let of: String = row.get(0)?;
            if let Some(of) = Tallied::named(&of) {
                let key = (of, row.get(1)?, row.get(2)?);
                counts.tallies.insert(key, row.get(3)?);
            }
        }
        let mut links = connection.prepare("SELECT year, a, b, accounts, in_person FROM links")?;
        let mut rows = links.query([])?;
        while let Some(row) = rows.next()? {
            let accounts = Accounts {
                all: row.get(3)?,
                in_person: row.get(4)?,
            };
            let key = (row.get(0)?, row.get(1)?, row.get(2)?);
            counts.links.insert(key, accounts);
        }
        Ok(counts)
    }
}

/// Makes the tables of a record that has none, and counts what it holds.
pub(crate) fn count_all(transaction: &Transaction<'_>) -> Result<(), Error> {
    transaction.execute_batch(TABLES)?;
    let mut counts = Counts::default();
    let unpacker = Unpacker::default();
    let mut documents =
        transaction.prepare("SELECT id, reading FROM documents WHERE current = 1")?;
    let mut rows = documents.query([])?;
    while let Some(row) = rows.next()? {
        let packed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let reading = unpacker.unpack(row.get(0)?, packed)?;
        counts.add(&Counts::of(&reading), 1);
    }
    counts.write(transaction)
}

//! Strategies as data: the pillars of one, and what serves each.

mod parse;

use chancery::lexicon::Lexicon;
use chancery::reading::Statement;
use serde::Serialize;

use crate::condition::{Condition, Parties as _, any_code};
use crate::{Error, Misstated};

/// The frameworks that the library was built with: name and text.
static SHIPPED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/frameworks.rs"));

/// A strategy: its pillars, and whose statements on what it is meant for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Framework {
    /// The name of its file, without the ending.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Where the strategy was published.
    pub source: String,
    /// The address of that.
    pub url: Option<String>,
    /// Whose statements on what it is meant for.
    pub scope: Scope,
    /// Its pillars, in their order; at least one.
    pub pillars: Vec<Pillar>,
}

/// Whose statements, concerning whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Scope {
    /// Codes of the sides that speak; empty for anyone.
    pub sides: Vec<String>,
    /// Codes that are addressed, speak together with others, or that the content is about; empty for all. A country's
    /// code covers its subdivisions.
    pub concerning: Vec<String>,
    /// The codes of `concerning` with those of the subdivisions that they cover.
    #[serde(skip)]
    pub(crate) covered: Vec<String>,
}

/// One line of a strategy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pillar {
    /// Its name, by which it is told from the others.
    pub name: String,
    /// What it asks for.
    pub summary: String,
    /// Where the strategy says so.
    pub source: String,
    /// What serves it: a statement that meets any of these, of which there is at least one …
    pub serve: Vec<Condition>,
    /// … and none of these.
    pub except: Vec<Condition>,
}

/// The names and texts of the frameworks that ship with the program, by name.
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}

impl Framework {
    /// Reads a framework. `file` is what problems name, and without folder and ending the framework's name.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with file and line: what is no TOML, a key that has no meaning, a topic,
    /// family, act or code that the lexicon does not have, a list without a value or with one twice, a pillar that
    /// nothing serves or whose name another has.
    pub fn parse(file: &str, text: &str, lexicon: &Lexicon) -> Result<Self, Error> {
        parse::framework(file, text, lexicon).map_err(|mut problems: Vec<Misstated>| {
            problems.sort();
            problems.dedup();
            Error::Framework(problems)
        })
    }

    /// The places in [`Self::pillars`] of those that a statement serves.
    pub fn served_by(&self, said: &Statement) -> Vec<usize> {
        let pillars = self.pillars.iter().enumerate();
        let served = pillars.filter(|(_, pillar)| pillar.is_served_by(said));
        served.map(|(place, _)| place).collect()
    }
}

impl Pillar {
    fn is_served_by(&self, said: &Statement) -> bool {
        let meets = |conditions: &[Condition]| conditions.iter().any(|one| one.holds(said));
        meets(&self.serve) && !meets(&self.except)
    }
}

impl Scope {
    /// Whether a statement lies in it.
    pub fn holds(&self, said: &Statement) -> bool {
        in_scope(&self.sides, &self.concerning, said)
    }
}

/// Whether one of the sides speaks, and to, with or about one of those concerned; of an empty list, any.
pub(crate) fn in_scope(sides: &[String], concerning: &[String], said: &Statement) -> bool {
    let involved = || concerning.iter().any(|code| said.involves(code));
    any_code(sides, &said.sides) && (any_code(concerning, &said.about) || involved())
}

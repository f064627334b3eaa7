//! What is expected of a reading: one item a line, those of an engagement's participants indented beneath it.

mod compare;
mod item;
mod project;

use crate::notation::Value;

pub(crate) use compare::{Comparison, compare};
pub(crate) use item::items;

/// What an item is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Engagement,
    Statement,
    Entity,
    Diagnostic,
}

impl Kind {
    pub(crate) const ALL: [Kind; 4] = [
        Kind::Engagement,
        Kind::Statement,
        Kind::Entity,
        Kind::Diagnostic,
    ];

    fn word(self) -> &'static str {
        match self {
            Kind::Engagement => "engagement",
            Kind::Statement => "statement",
            Kind::Entity => "entity",
            Kind::Diagnostic => "diagnostic",
        }
    }

    /// The attributes that an item of this kind can have.
    fn attributes(self) -> &'static [&'static str] {
        match self {
            Kind::Engagement => &[
                "date",
                "place",
                "country",
                "ordinal",
                "within",
                "announced",
                "sides",
            ],
            Kind::Statement => &[
                "joint",
                "reiterated",
                "negated",
                "content",
                "condition",
                "topics",
                "about",
                "names",
                "speaker",
                "addressee",
                "act",
                "strength",
                "in",
                "plover",
                "cameo",
            ],
            Kind::Entity => &["country", "offices", "mentions"],
            Kind::Diagnostic => &["severity"],
        }
    }

    /// Those of them that are true or false.
    fn flags(self) -> &'static [&'static str] {
        match self {
            Kind::Engagement => &["announced"],
            Kind::Statement => &["joint", "reiterated", "negated"],
            Kind::Entity | Kind::Diagnostic => &[],
        }
    }
}

/// One item, expected or read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub kind: Kind,
    /// The kind of engagement, the family, the entity's id, the diagnostic's code.
    pub name: String,
    /// Where it is told: words of the text, and which of their occurrences.
    pub quote: Option<Quoted>,
    /// Behind the quote: the sides of a statement, the type of an entity.
    pub who: Option<Value>,
    /// The sides addressed.
    pub to: Option<Value>,
    /// Attributes, in the order written.
    pub fields: Vec<(String, Value)>,
    /// The participants of an engagement; `None` if nothing is said of them.
    pub participants: Option<Vec<Participant>>,
}

/// Words of the text, or for an entity its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub words: String,
    pub number: Option<usize>,
}

/// A participant of an engagement.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Participant {
    /// An entity's id, or `-`.
    pub entity: String,
    pub side: String,
    pub quote: Option<Quoted>,
    pub role: Option<Value>,
}

//! Who and where: countries, organisations, places, instruments, groups, cases.

use crate::read::{Reader, Record};
use crate::vocabulary::vocabulary;

/// A country or territory with an ISO 3166-1 code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// The alpha-2 code: `GB`; `XK` for Kosovo.
    pub code: String,
    /// The usual short English name.
    pub name: String,
    /// The formal name.
    pub long_name: String,
    /// Other names in use: `UK`, `Türkiye`.
    pub aliases: Vec<String>,
    /// Forms that stand before a noun: `British`.
    pub adjectives: Vec<String>,
    /// Nouns for its people: `Briton`, `Britons`.
    pub people: Vec<String>,
    /// Its capital or capitals.
    pub capitals: Vec<String>,
    /// Names that stand for its government, without an article: `Downing Street`.
    pub metonyms: Vec<String>,
}

impl Record for Country {
    const COLUMNS: &'static [&'static str] = &[
        "code",
        "name",
        "long_name",
        "aliases",
        "adjectives",
        "people",
        "capital",
        "metonyms",
        "source",
    ];

    fn read(row: &mut Reader<'_, '_>) -> Option<Country> {
        let code = row.text("code");
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            row.problem(
                "code",
                format!("a country's code is two capital letters: {code}"),
            );
        }
        Some(Country {
            code,
            name: row.text("name"),
            long_name: row.optional("long_name").to_owned(),
            aliases: row.list("aliases"),
            adjectives: row.list("adjectives"),
            people: row.list("people"),
            capitals: row.list("capital"),
            metonyms: row.list("metonyms"),
        })
    }
}

/// A part of a country that diplomacy speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subdivision {
    /// The ISO 3166-2 code: `CN-XJ`.
    pub code: String,
    /// The usual English name.
    pub name: String,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// Forms that stand before a noun.
    pub adjectives: Vec<String>,
}

impl Subdivision {
    /// The code of the country it is part of.
    pub fn country(&self) -> &str {
        self.code.split('-').next().unwrap_or_default()
    }
}

impl Record for Subdivision {
    const COLUMNS: &'static [&'static str] = &["code", "name", "aliases", "adjectives", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<Subdivision> {
        let code = row.text("code");
        let well_formed = code.split_once('-').is_some_and(|(country, part)| {
            country.len() == 2
                && (1..=3).contains(&part.len())
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        });
        if !well_formed {
            row.problem("code", format!("a subdivision's code is as CN-XJ: {code}"));
        }
        Some(Subdivision {
            code,
            name: row.text("name"),
            aliases: row.list("aliases"),
            adjectives: row.list("adjectives"),
        })
    }
}

/// An international or regional organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its usual short name, which serves as its code: `NATO`.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Other names, and bodies that act for it: `European Commission`.
    pub aliases: Vec<String>,
    /// Forms that stand before a noun.
    pub adjectives: Vec<String>,
    /// The city or cities where it has its seat.
    pub seats: Vec<String>,
}

impl Record for Organisation {
    const COLUMNS: &'static [&'static str] =
        &["code", "name", "aliases", "adjectives", "seat", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<Organisation> {
        Some(Organisation {
            code: row.text("code"),
            name: row.text("name"),
            aliases: row.list("aliases"),
            adjectives: row.list("adjectives"),
            seats: row.list("seat"),
        })
    }
}

vocabulary! {
    /// What a [`Place`] is.
    PlaceKind ("kind of place") {
        /// A city or town that is no capital.
        City = "city",
        /// A part of a country or of the world, with people living there.
        Region = "region",
        /// A sea, a strait, a river.
        Water = "water",
        /// Any other stretch of the earth: `Indo-Pacific`, `Korean Peninsula`.
        Area = "area",
    }
}

/// A place that is neither a country nor a capital.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The usual English name.
    pub name: String,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: PlaceKind,
    /// The code it lies in, if it is one.
    pub country: Option<String>,
    /// The codes one means by naming it.
    pub about: Vec<String>,
}

impl Record for Place {
    const COLUMNS: &'static [&'static str] =
        &["name", "aliases", "kind", "country", "about", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<Place> {
        let name = row.text("name");
        let aliases = row.list("aliases");
        let country = code(row.optional("country"));
        let about = row.list("about");
        let kind = row.one_of("kind")?;
        Some(Place {
            name,
            aliases,
            kind,
            country,
            about,
        })
    }
}

vocabulary! {
    /// What an [`Instrument`] is.
    InstrumentKind ("kind of instrument") {
        /// A law of one country.
        Law = "law",
        /// A treaty, convention or agreement.
        Treaty = "treaty",
        /// A strategy, plan or doctrine.
        Strategy = "strategy",
        /// An initiative, a partnership, a forum of states.
        Initiative = "initiative",
        /// A report.
        Report = "report",
        /// A speech.
        Speech = "speech",
    }
}

/// A law, treaty, strategy or other named product of politics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// Its identifier: `minsk-agreements`.
    pub id: String,
    /// The usual English name.
    pub name: String,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: InstrumentKind,
    /// The codes one means by naming it.
    pub about: Vec<String>,
}

impl Record for Instrument {
    const COLUMNS: &'static [&'static str] = &["id", "name", "aliases", "kind", "about", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<Instrument> {
        let id = row.id("id");
        let name = row.text("name");
        let aliases = row.list("aliases");
        let about = row.list("about");
        let kind = row.one_of("kind")?;
        Some(Instrument {
            id,
            name,
            aliases,
            kind,
            about,
        })
    }
}

/// An armed group, a movement, a people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The usual English name.
    pub name: String,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// Forms that stand before a noun.
    pub adjectives: Vec<String>,
    /// The codes one means by naming it.
    pub about: Vec<String>,
}

impl Record for Group {
    const COLUMNS: &'static [&'static str] = &["name", "aliases", "adjectives", "about", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<Group> {
        Some(Group {
            name: row.text("name"),
            aliases: row.list("aliases"),
            adjectives: row.list("adjectives"),
            about: row.list("about"),
        })
    }
}

/// A named case or detained person that governments raise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its identifier: `jimmy-lai`.
    pub id: String,
    /// The usual English name.
    pub name: String,
    /// Other names in use.
    pub aliases: Vec<String>,
    /// The codes one means by naming it.
    pub about: Vec<String>,
}

impl Record for Case {
    const COLUMNS: &'static [&'static str] = &["id", "name", "aliases", "about", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<Case> {
        Some(Case {
            id: row.id("id"),
            name: row.text("name"),
            aliases: row.list("aliases"),
            about: row.list("about"),
        })
    }
}

/// The code that a cell gives, if it gives one.
fn code(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

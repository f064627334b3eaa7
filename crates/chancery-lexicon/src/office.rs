//! Offices, and who held them when.

use crate::date::PartialDate;
use crate::read::{Reader, Record};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What kind of [`Office`] one is, whatever it is called.
    OfficeKind ("kind of office") {
        /// A president, monarch or other head of state.
        HeadOfState = "head-of-state",
        /// A prime minister or other head of government.
        HeadOfGovernment = "head-of-government",
        /// The minister of foreign affairs.
        ForeignMinister = "foreign-minister",
        /// The minister of defence.
        DefenceMinister = "defence-minister",
        /// The minister of finance.
        FinanceMinister = "finance-minister",
        /// The minister of trade.
        TradeMinister = "trade-minister",
        /// The minister of the interior.
        InteriorMinister = "interior-minister",
        /// Any other minister.
        Minister = "minister",
        /// A deputy, vice or junior minister.
        DeputyMinister = "deputy-minister",
        /// The adviser on national security.
        NationalSecurityAdviser = "national-security-adviser",
        /// An ambassador or other head of a mission.
        Ambassador = "ambassador",
        /// An envoy, a special representative.
        Envoy = "envoy",
        /// A member or speaker of a parliament.
        Legislator = "legislator",
        /// A soldier.
        Military = "military",
        /// A member of a ruling house who is not its head.
        Royal = "royal",
        /// The head of an organisation.
        OrganisationHead = "organisation-head",
        /// Any other servant of the state.
        Official = "official",
        /// Who speaks for a government or a ministry.
        Spokesperson = "spokesperson",
    }
}

impl OfficeKind {
    /// Whether an office of this kind has one holder at a time.
    ///
    /// Ministers without a portfolio in the kind, deputies, envoys and the like come in numbers under one title.
    pub fn is_single(self) -> bool {
        use OfficeKind::*;
        match self {
            HeadOfState
            | HeadOfGovernment
            | ForeignMinister
            | DefenceMinister
            | FinanceMinister
            | TradeMinister
            | InteriorMinister
            | NationalSecurityAdviser
            | OrganisationHead => true,
            Minister | DeputyMinister | Ambassador | Envoy | Legislator | Military | Royal
            | Official | Spokesperson => false,
        }
    }
}

/// An office that people hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its identifier: `foreign-secretary`.
    pub id: String,
    /// The title as it stands before a name: `Foreign Secretary`.
    pub name: String,
    /// Variants of the title.
    pub aliases: Vec<String>,
    /// 1 head of state, 2 head of government, 3 minister or equal, 4 deputy minister, 5 other.
    pub rank: u8,
    /// What kind of office it is.
    pub kind: OfficeKind,
    /// The code of the country or organisation, if the words belong to one only.
    pub country: Option<String>,
}

impl Record for Office {
    const COLUMNS: &'static [&'static str] =
        &["id", "name", "aliases", "rank", "kind", "country", "source"];

    fn read(row: &mut Reader<'_, '_>) -> Option<Office> {
        let id = row.id("id");
        let name = row.text("name");
        let aliases = row.list("aliases");
        let rank = row.degree("rank");
        let country = row.optional("country");
        let country = (!country.is_empty()).then(|| country.to_owned());
        let kind = row.one_of("kind")?;
        Some(Office {
            id,
            name,
            aliases,
            rank,
            kind,
            country,
        })
    }
}

/// A person who holds or held an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The identifier: `james-cleverly`.
    pub id: String,
    /// The full name as official texts give it.
    pub name: String,
    /// Other full forms of the name.
    pub aliases: Vec<String>,
    /// The offices held, the earliest first.
    pub tenures: Vec<Tenure>,
}

/// The holding of an office by one person for one stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// The [`Office::id`].
    pub office: String,
    /// The code of the country or organisation for which it is held.
    pub country: String,
    /// The first day.
    pub from: PartialDate,
    /// The last day; `None` while it lasts, as far as known.
    pub to: Option<PartialDate>,
}

/// One row of a table of office-holders, before the rows of a person are joined.
pub(crate) struct Holding {
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) tenure: Tenure,
}

impl Record for Holding {
    const COLUMNS: &'static [&'static str] = &[
        "person", "name", "aliases", "country", "office", "from", "to", "source",
    ];

    fn read(row: &mut Reader<'_, '_>) -> Option<Holding> {
        let person = row.id("person");
        let name = row.text("name");
        let aliases = row.list("aliases");
        let country = row.text("country");
        let office = row.text("office");
        let from = row.text("from");
        let from = if from.is_empty() {
            None
        } else {
            date(row, "from", &from)
        };
        let to = match row.optional("to") {
            "" => None,
            cell => Some(date(row, "to", cell)?),
        };
        let from = from?;
        if to.is_some_and(|to| to.latest() < from.earliest()) {
            row.problem("to", "before “from”");
        }
        let tenure = Tenure {
            office,
            country,
            from,
            to,
        };
        Some(Holding {
            person,
            name,
            aliases,
            tenure,
        })
    }
}

/// A date from a cell; what is none is noted.
fn date(row: &mut Reader<'_, '_>, column: &str, cell: &str) -> Option<PartialDate> {
    let date = PartialDate::parse(cell);
    if date.is_none() {
        row.problem(
            column,
            format!("not a date as 2016-07-13, 2016-07 or 2016: {cell}"),
        );
    }
    date
}

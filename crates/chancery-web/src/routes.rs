//! All pages: their addresses, what they can be asked, and who answers. The router and the description of the API are
//! both made of this table, so that they cannot differ.

use chancery_record::Record;

use crate::answer::Page;
use crate::app::App;
use crate::fault::Fault;
use crate::handlers::{
    brief, compare, coverage, documents, engagements, entities, home, network, reading, search,
    topics,
};
use crate::params::{Asked, KINDS, Kind, Param, STATEMENTS};

/// What a page is made from.
pub struct Question<'a> {
    /// The record.
    pub record: &'a Record,
    /// Everything else that the program knows.
    pub app: &'a App,
    /// What stands in the path.
    pub id: &'a str,
    /// What is asked.
    pub asked: &'a Asked,
}

/// An answer.
pub type Answer = Result<Box<dyn Page>, Fault>;

/// A page.
pub struct Route {
    /// Its path; `{id}` is what one is told from another by.
    pub path: &'static str,
    /// What it shows.
    pub about: &'static str,
    /// What `{id}` is.
    pub id: &'static str,
    /// What can be asked.
    pub params: &'static [&'static [Param]],
    /// The names of its tables.
    pub tables: &'static [&'static str],
    /// Whether it may take long.
    pub long: bool,
    /// Who answers.
    pub handler: fn(&Question<'_>) -> Answer,
}

const BEFORE: Param = Param::new(
    "before",
    Kind::Number(0, i64::MAX),
    "Where the page before this one ended, as it told",
);
const TABLE: Param = Param::new("table", Kind::Words, "Which table of the page, in CSV");
const COMMON: &[Param] = &[TABLE];
const PAGED: &[Param] = &[BEFORE, TABLE];
const SORT: &[Param] = &[Param::new(
    "sort",
    Kind::Choice(&["newest", "oldest", "strongest"]),
    "The order",
)];
const NAMED: &[Param] = &[Param::new("q", Kind::Words, "A part of the name")];
const PUBLISHER: &[Param] = &[Param::new("publisher", Kind::Code, "Whose account it is")];
const CONTACTS: &[Param] = &[
    Param::new("with", Kind::Codes, "Sides, each of which took part"),
    Param::new(
        "person",
        Kind::Words,
        "The name of someone who took part, or a part of it",
    ),
    Param::new("kind", Kind::Choice(KINDS), "The kind"),
    Param::new("since", Kind::Day, "The first day"),
    Param::new("until", Kind::Day, "The last day"),
    Param::new(
        "announced",
        Kind::Flag,
        "Also those that were only announced",
    ),
];
const COMPARED: &[Param] = &[
    Param::new(
        "a",
        Kind::Number(1, i64::MAX),
        "The number of the first document",
    ),
    Param::new(
        "b",
        Kind::Number(1, i64::MAX),
        "The number of the second document",
    ),
    Param::new(
        "contact",
        Kind::Words,
        "An engagement, 17.0: its account and that of another publisher",
    ),
];
const BRIEFED: &[Param] = &[
    Param::new("for", Kind::Code, "The side that is briefed"),
    Param::new("with", Kind::Code, "The side that it will meet"),
    Param::new("person", Kind::Words, "Only contacts with this person"),
    Param::new("since", Kind::Day, "The first day of release"),
    Param::new(
        "until",
        Kind::Day,
        "The last day of release: the brief is as if written then",
    ),
    Param::new("all", Kind::Flag, "Cut no list"),
];
const COVERED: &[Param] = &[
    Param::new("framework", Kind::Framework, "The strategy"),
    Param::new(
        "period",
        Kind::Choice(&["quarter", "month", "year"]),
        "By what to count",
    ),
    Param::new(
        "by",
        Kind::Codes,
        "The sides that speak, instead of the strategy's own",
    ),
    Param::new(
        "to",
        Kind::Codes,
        "The sides addressed, instead of whom the strategy is about",
    ),
    Param::new(
        "about",
        Kind::Codes,
        "What it is about, instead of whom the strategy is about",
    ),
    Param::new("since", Kind::Day, "The first day of release"),
    Param::new("until", Kind::Day, "The last day of release"),
];
const YEAR: &[Param] = &[Param::new(
    "year",
    Kind::Number(1900, 2100),
    "The year; by default the record's last",
)];
const REPAIRS: &[Param] = &[Param::new(
    "repairs",
    Kind::Flag,
    "Show in the text what was repaired",
)];

const STATEMENT_TABLES: &[&str] = &["statements"];
const ENTITY_TABLES: &[&str] = &["statements", "engagements"];

/// All pages that answer `GET`.
pub const ROUTES: &[Route] = &[
    page(
        "/",
        "What is new in the record",
        &[COMMON],
        &["engagements", "links", "topics"],
        home::home,
    ),
    page(
        "/search",
        "Statements, with counts of what narrows them",
        &[STATEMENTS, SORT, PAGED],
        STATEMENT_TABLES,
        search::search,
    ),
    long(
        "/moves",
        "How the language on a matter moved",
        &[STATEMENTS, COMMON],
        &["statements", "changes"],
        search::moves,
    ),
    page(
        "/documents",
        "The documents of the record",
        &[PUBLISHER, PAGED],
        &["documents"],
        documents::list,
    ),
    one(
        "/documents/{id}",
        "A document with all that was read of it",
        "The document's number",
        &[REPAIRS, COMMON],
        &["statements", "engagements", "repairs"],
        documents::one,
    ),
    page(
        "/engagements",
        "Meetings, calls, visits and other contacts",
        &[CONTACTS, PAGED],
        &["engagements"],
        engagements::list,
    ),
    long_one(
        "/engagements/{id}",
        "A contact, and the accounts of it",
        "The document's number and its own, 17.0",
        &[COMMON],
        &["accounts"],
        engagements::one,
    ),
    page(
        "/people",
        "People",
        &[NAMED, COMMON],
        &["names"],
        entities::people,
    ),
    one(
        "/people/{id}",
        "A person: what was said, whom they met",
        "The name as in person:james-cleverly",
        &[PAGED],
        ENTITY_TABLES,
        entities::person,
    ),
    page(
        "/countries",
        "Countries and organisations",
        &[COMMON],
        &["sides"],
        entities::countries,
    ),
    one(
        "/countries/{id}",
        "A country or organisation: what it said, whom it met",
        "Its code",
        &[PAGED],
        ENTITY_TABLES,
        entities::country,
    ),
    page(
        "/offices",
        "Offices",
        &[NAMED, COMMON],
        &["names"],
        entities::offices,
    ),
    one(
        "/offices/{id}",
        "An office",
        "The name as in office:foreign-secretary",
        &[PAGED],
        ENTITY_TABLES,
        entities::office,
    ),
    page(
        "/cases",
        "Cases: people and matters that are raised",
        &[NAMED, COMMON],
        &["names"],
        entities::cases,
    ),
    one(
        "/cases/{id}",
        "A case: who raised it, when and how strongly",
        "The name as in case:jimmy-lai",
        &[PAGED],
        ENTITY_TABLES,
        entities::case,
    ),
    one(
        "/names/{id}",
        "An instrument, place or group that is named",
        "Its id",
        &[PAGED],
        ENTITY_TABLES,
        entities::other,
    ),
    page(
        "/topics",
        "Topics, and how often each was spoken of",
        &[COMMON],
        &["topics"],
        topics::list,
    ),
    one(
        "/topics/{id}",
        "A topic: who spoke of it, when and how strongly",
        "Its id",
        &[PAGED],
        STATEMENT_TABLES,
        topics::one,
    ),
    long(
        "/compare",
        "Two accounts of one contact side by side",
        &[COMPARED, COMMON],
        &["both", "only", "facts"],
        compare::compare,
    ),
    long(
        "/brief",
        "What to know before meeting a counterpart",
        &[BRIEFED, COMMON],
        &["sources"],
        brief::brief,
    ),
    long(
        "/coverage",
        "The record held against a strategy",
        &[COVERED, COMMON],
        &["counts", "statements"],
        coverage::coverage,
    ),
    long(
        "/network",
        "Who engages whom, by year",
        &[YEAR, COMMON],
        &["links"],
        network::network,
    ),
    page(
        "/read",
        "Read a text without keeping it",
        &[&[Param::new(
            "token",
            Kind::Words,
            "What the program printed, to add",
        )]],
        &[],
        reading::form,
    ),
];

type Handler = fn(&Question<'_>) -> Answer;
type Params = &'static [&'static [Param]];
type Tables = &'static [&'static str];

const fn page(
    path: &'static str,
    about: &'static str,
    params: Params,
    tables: Tables,
    handler: Handler,
) -> Route {
    Route {
        path,
        about,
        id: "",
        params,
        tables,
        long: false,
        handler,
    }
}

const fn long(
    path: &'static str,
    about: &'static str,
    params: Params,
    tables: Tables,
    handler: Handler,
) -> Route {
    Route {
        path,
        about,
        id: "",
        params,
        tables,
        long: true,
        handler,
    }
}

const fn one(
    path: &'static str,
    about: &'static str,
    id: &'static str,
    params: Params,
    tables: Tables,
    handler: Handler,
) -> Route {
    Route {
        path,
        about,
        id,
        params,
        tables,
        long: false,
        handler,
    }
}

const fn long_one(
    path: &'static str,
    about: &'static str,
    id: &'static str,
    params: Params,
    tables: Tables,
    handler: Handler,
) -> Route {
    Route {
        path,
        about,
        id,
        params,
        tables,
        long: true,
        handler,
    }
}

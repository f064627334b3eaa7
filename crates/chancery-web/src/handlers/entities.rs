//! People, countries, offices, cases and what else is named.

use chancery_record::{
    Change, Contact, ContactQuery, DocumentRow, EntityRow, Facets, Found, Query, Sort, Subject,
};
use serde::Serialize;

use super::engagements::part;
use super::{COUNTED, PAGE, names};
use crate::fault::Fault;
use crate::routes::{Answer, Question};
use crate::views::parts::Names;

/// Points of a plot.
pub const PLOTTED: usize = 300;
/// Statements up to which a page tells what changed; of more there is a page of its own.
const MOVED: usize = 40;
/// Engagements and documents on a page.
const BESIDE: usize = 8;
/// Names in a list.
const LISTED: usize = 300;

/// Names of one kind.
#[derive(Debug, Serialize)]
pub struct List {
    /// What they are.
    pub kind: &'static str,
    /// The names.
    pub names: Vec<EntityRow>,
}

/// Sides.
#[derive(Debug, Serialize)]
pub struct Sides {
    /// Codes with the number of their statements.
    pub sides: Vec<chancery_record::FacetCount>,
}

/// Someone or something, and what the record has of it.
#[derive(Debug, Serialize)]
pub struct Entity {
    /// Who or what it is.
    pub entity: EntityRow,
    /// Statements by it or naming it, the newest first.
    pub statements: Vec<Found>,
    /// What `before` is for those that follow.
    pub next: Option<i64>,
    /// How many there are, where that is counted: of sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// Counts over them.
    pub facets: Facets,
    /// The newest of them, for the plot.
    #[serde(skip)]
    pub plotted: Vec<Found>,
    /// Contacts in which it took part, the newest first.
    pub engagements: Vec<Contact>,
    /// Documents that name it.
    pub documents: Vec<DocumentRow>,
    /// What changed in the language; none where there is too much for one page.
    pub changes: Option<Vec<Change>>,
    /// What has to be asked of `/search` for the same statements.
    #[serde(skip)]
    pub query: (&'static str, String),
    /// Names by id.
    pub names: Names,
}

/// People.
pub fn people(question: &Question<'_>) -> Answer {
    list(question, "person")
}

/// Offices.
pub fn offices(question: &Question<'_>) -> Answer {
    list(question, "office")
}

/// Cases.
pub fn cases(question: &Question<'_>) -> Answer {
    list(question, "case")
}

fn list(question: &Question<'_>, kind: &'static str) -> Answer {
    let words = question.asked.one("q").unwrap_or("");
    let names = question.record.entities(kind, words, LISTED)?;
    Ok(Box::new(List { kind, names }))
}

/// Countries and organisations that speak.
pub fn countries(question: &Question<'_>) -> Answer {
    Ok(Box::new(Sides {
        sides: question.record.sides()?,
    }))
}

/// A person.
pub fn person(question: &Question<'_>) -> Answer {
    named(question, &format!("person:{}", question.id), "speaker")
}

/// An office.
pub fn office(question: &Question<'_>) -> Answer {
    named(question, &format!("office:{}", question.id), "speaker")
}

/// A case.
pub fn case(question: &Question<'_>) -> Answer {
    named(question, &format!("case:{}", question.id), "name")
}

/// Whatever else has a name.
pub fn other(question: &Question<'_>) -> Answer {
    named(question, question.id, "name")
}

fn named(question: &Question<'_>, id: &str, by: &'static str) -> Answer {
    let unknown = || Fault::Unknown(format!("The record names no {id}."));
    let entity = question.record.entity(id)?.ok_or_else(unknown)?;
    let query = (by, entity.name.clone());
    let subject = Subject::Entity(entity.id.clone());
    let documents = question.record.naming(&entity.id, BESIDE)?;
    Ok(Box::new(gathered(
        question, entity, &subject, query, documents,
    )?))
}

/// A country or organisation.
pub fn country(question: &Question<'_>) -> Answer {
    let unknown = || {
        Fault::Unknown(format!(
            "No country or organisation has the code {}.",
            question.id
        ))
    };
    let lexicon = question.app.lexicon();
    let name = lexicon.name_of(question.id).ok_or_else(unknown)?;
    let entity = EntityRow {
        id: question.id.to_owned(),
        kind: "side".to_owned(),
        name: name.to_owned(),
        country: Some(question.id.to_owned()),
    };
    let subject = Subject::Side(question.id.to_owned());
    let documents = question.record.documents(Some(question.id), None, BESIDE)?;
    let query = ("by", question.id.to_owned());
    Ok(Box::new(gathered(
        question, entity, &subject, query, documents,
    )?))
}

fn gathered(
    question: &Question<'_>,
    entity: EntityRow,
    subject: &Subject,
    query: (&'static str, String),
    documents: Vec<DocumentRow>,
) -> Result<Entity, Fault> {
    let record = question.record;
    let limit = |limit| Query {
        limit,
        ..Query::default()
    };
    let facets = record.facets(&Query::default(), Some(subject), COUNTED)?;
    let plotted = record.browse(&limit(PLOTTED), Some(subject), None)?.found;
    let browsed = record.browse(&limit(PAGE), Some(subject), question.asked.number("before"))?;
    let contacts = ContactQuery {
        announced: true,
        limit: BESIDE + 1,
        ..ContactQuery::default()
    };
    let (engagements, _) = part(
        record.engagements_of(&contacts, Some(subject), None)?,
        BESIDE,
    );
    let names = names(record, &browsed.found, &engagements)?;
    let changes = match facets.counted {
        0 => Some(Vec::new()),
        1..=MOVED => Some(changes(question, &query)?),
        _ => None,
    };
    Ok(Entity {
        entity,
        statements: browsed.found,
        next: browsed.next,
        total: record.total(subject)?,
        facets,
        plotted,
        engagements,
        documents,
        changes,
        query,
        names,
    })
}

fn changes(
    question: &Question<'_>,
    (name, value): &(&'static str, String),
) -> Result<Vec<Change>, Fault> {
    let asked = crate::params::Asked::default().set(name, value);
    let query = Query {
        sort: Sort::Oldest,
        ..asked.query(0)
    };
    Ok(question.record.timeline(&query)?.changes)
}

//! A reading made ready to be written, which any thread can do.

use chancery::Reading;
use chancery::reading::Participant;

use crate::counts::Counts;
use crate::{Error, facet, stored};

/// A reading made ready to be written: what is costly is done, on whatever thread.
#[derive(Debug, Clone)]
pub struct Entry {
    pub(crate) name: String,
    /// What the revisions of a document share: its URL, else its name.
    pub(crate) key: String,
    pub(crate) source: Option<String>,
    /// What a revision is told from another by.
    pub(crate) hash: [u8; 32],
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) reading: Vec<u8>,
    pub(crate) entities: Vec<Named>,
    pub(crate) engagements: Vec<EngagementRow>,
    pub(crate) statements: Vec<StatementRow>,
    pub(crate) counts: Counts,
}

/// Someone or something that a document names.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub id: String,
    pub kind: String,
    pub name: String,
    pub country: Option<String>,
    pub times: i64,
}

#[derive(Debug, Clone)]
pub(crate) struct EngagementRow {
    pub number: i64,
    pub kind: String,
    pub date_from: Option<String>,
    pub date_to: Option<String>,
    pub announced: bool,
    pub participants: Vec<Participant>,
    pub evidence: String,
    pub facets: String,
    pub json: String,
}

#[derive(Debug, Clone)]
pub(crate) struct StatementRow {
    pub number: i64,
    pub family: String,
    pub act: String,
    pub strength: u8,
    pub evidence: String,
    pub facets: String,
    pub json: String,
}

impl Entry {
    /// Makes a reading ready.
    pub fn new(reading: &Reading) -> Result<Self, Error> {
        let document = &reading.document;
        let json = |error| stored::unreadable(0, &error);
        let entities = reading.entities.iter().map(|entity| Named {
            id: entity.id.clone(),
            kind: entity.kind.clone(),
            name: entity.name.clone(),
            country: entity.country.clone(),
            times: entity.mentions.len() as i64,
        });
        let engagements = reading.engagements.iter().map(|engagement| {
            let date = engagement.date.as_ref();
            Ok(EngagementRow {
                number: engagement.id as i64,
                kind: engagement.kind.clone(),
                date_from: date.map(|date| date.from.clone()),
                date_to: date.map(|date| date.to.clone()),
                announced: engagement.announced,
                participants: engagement.participants.clone(),
                evidence: engagement.evidence.quote.clone(),
                facets: facet::of_engagement(engagement),
                json: serde_json::to_string(engagement).map_err(json)?,
            })
        });
        let statements = reading.statements.iter().map(|statement| {
            Ok(StatementRow {
                number: statement.id as i64,
                family: statement.family.clone(),
                act: statement.act.clone(),
                strength: statement.strength,
                evidence: statement.evidence.quote.clone(),
                facets: facet::of_statement(statement, &reading.engagements),
                json: serde_json::to_string(statement).map_err(json)?,
            })
        });
        Ok(Self {
            name: document.id.clone(),
            key: key(reading).to_owned(),
            source: document.source.clone(),
            hash: hash(reading),
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            published: document.published.clone(),
            language: document.language.clone(),
            reading: stored::pack(reading)?,
            entities: entities.collect(),
            engagements: engagements.collect::<Result<_, Error>>()?,
            statements: statements.collect::<Result<_, Error>>()?,
            counts: Counts::of(reading),
        })
    }
}

fn hash(reading: &Reading) -> [u8; 32] {
    let document = &reading.document;
    let mut hasher = blake3::Hasher::new();
    let told = [
        Some(key(reading)),
        document.title.as_deref(),
        document.publisher.as_deref(),
        document.published.as_deref(),
        Some(document.text.as_str()),
    ];
    for told in told {
        let told = told.unwrap_or_default();
        hasher.update(&(told.len() as u64).to_le_bytes());
        hasher.update(told.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

fn key(reading: &Reading) -> &str {
    let source = reading.document.source.as_deref();
    source
        .filter(|source| source.contains("://"))
        .unwrap_or(&reading.document.id)
}

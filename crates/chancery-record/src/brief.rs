//! A brief: what the record knows that someone should know before meeting a counterpart.
//!
//! Everything is told from statements by one of the two sides to the other, or by both together, and from the contacts of
//! the two. What is said with further sides (a communiqué of seven) is left to searches and counted in [`Gap::WithOthers`].
//! Nothing that was released after [`BriefQuery::until`] is used. The lists are whole and in the order of importance; how
//! many of them are shown is for whoever shows them.
//!
//! An *answer* to a request is an agreement, an intention or a welcome, by the side that was asked or by both, on the same
//! day or later, in words that are alike. It is called possible, since only a person can tell; where none is found, none
//! was found in the record, and no more is said.

mod contacts;
mod due;
mod gaps;
mod gather;
mod named;
mod positions;
mod requests;

use std::collections::BTreeMap;

use chancery::reading::Quote;
use serde::Serialize;

use crate::readings::Citation;
use crate::timeline::{Change, Entry};
use crate::{Error, Record};

pub use contacts::{Contacted, Party};
pub use gaps::Gap;
pub use named::{Raised, RaisedKind};
pub use positions::Position;
pub use requests::Request;

/// For whom, about whom, and of which days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BriefQuery {
    /// The code of the side that is briefed.
    pub us: String,
    /// The code of the side that it will meet.
    pub them: String,
    /// Only what this person took part in: a name, or a part of one.
    pub person: Option<String>,
    /// The first day of release.
    pub since: Option<String>,
    /// The last day of release: the brief is as if written then.
    pub until: Option<String>,
    /// A day before which nothing is looked at, as if the record began there; none for all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begins: Option<String>,
}

/// A brief.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Brief {
    /// What was asked.
    pub query: BriefQuery,
    /// The names of the two sides, as the record has them.
    pub names: [String; 2],
    /// How many documents it is told from.
    pub documents: usize,
    /// How many of them each publisher published, the most first.
    pub publishers: Vec<(Option<String>, usize)>,
    /// How many statements.
    pub statements: usize,
    /// The strongest statements of the last document that has any, the strongest first.
    pub strongest: Vec<Entry>,
    /// What the two did together, the newest first.
    pub contacts: Vec<Contacted>,
    /// What was announced and is still to come, seen from the last contact.
    pub announced: Vec<Contacted>,
    /// Positions by topic: what is contested most often first, then what most documents speak of.
    pub positions: Vec<Position>,
    /// What was agreed or promised, the newest first.
    pub agreed: Vec<Claim>,
    /// What we asked of them, what has no answer first, then the newest.
    pub our_requests: Vec<Request>,
    /// What they asked of us.
    pub their_requests: Vec<Request>,
    /// Cases, names, countries that were spoken of; cases first, then what most documents name.
    pub raised: Vec<Raised>,
    /// What their accounts of a contact say that ours of the same contact do not, the newest first.
    pub only_theirs: Vec<Claim>,
    /// What the record cannot tell.
    pub gaps: Vec<Gap>,
    /// The documents that are cited anywhere, the newest first.
    pub sources: Vec<Source>,
}

/// A statement, and the same said before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// The last statement of it.
    pub entry: Entry,
    /// When it is to be done, in the words of the statement.
    pub due: Option<Quote>,
    /// Earlier sentences that say nearly the same, the newest first.
    pub earlier: Vec<Citation>,
}

/// A document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its number in the record.
    pub document: i64,
    /// Its title, else its name.
    pub title: String,
    /// Whose account it is.
    pub publisher: Option<String>,
    /// The day of release.
    pub day: Option<String>,
    /// Its URL, if it has one, else its name.
    pub source: Option<String>,
}

impl Record {
    /// The day on which a brief must begin that reads no more than about so many statements of each of the two, as many
    /// joint ones, and so many contacts, the newest before all others; none where all that it asks for is no more.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn brief_begins(
        &self,
        query: &BriefQuery,
        statements: usize,
        contacts: usize,
    ) -> Result<Option<String>, Error> {
        gather::begins(self, query, statements, contacts)
    }

    /// The brief for one side about to meet another. Where the record has nothing, its lists are empty.
    pub fn brief(&self, query: &BriefQuery) -> Result<Brief, Error> {
        let mut all = gather::all(self, query)?;
        let (contacts, announced) = contacts::of(&mut all)?;
        let positions = positions::of(&mut all)?;
        let agreed = positions::agreed(&all);
        let [our_requests, their_requests] = requests::of(&all);
        let raised = named::of(&mut all)?;
        let only_theirs = positions::only_theirs(&all, &contacts);
        let mut brief = Brief {
            query: query.clone(),
            names: [all.name(&query.us), all.name(&query.them)],
            documents: all.documents.len(),
            publishers: all.publishers()?,
            statements: all.statements.len(),
            strongest: positions::strongest(&all),
            gaps: gaps::of(&mut all)?,
            contacts,
            announced,
            positions,
            agreed,
            our_requests,
            their_requests,
            raised,
            only_theirs,
            sources: Vec::new(),
        };
        brief.sources = sources(&brief, &mut all)?;
        Ok(brief)
    }
}

impl Brief {
    /// True where the record has neither a contact nor a statement of the two.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// Names what the record has a code of and no name: it knows only those that its documents name.
    pub fn name_with(&mut self, name: impl Fn(&str) -> Option<String>) {
        let codes = [&self.query.us, &self.query.them];
        for (known, code) in self.names.iter_mut().zip(codes) {
            if known == code
                && let Some(name) = name(code)
            {
                *known = name;
            }
        }
        for raised in &mut self.raised {
            let named = &mut raised.named;
            if named.name == named.id
                && let Some(name) = name(&named.id)
            {
                named.name = name;
            }
        }
    }

    /// Every citation of the brief.
    pub fn citations(&self) -> Vec<&Citation> {
        let contacts = self.contacts.iter().chain(&self.announced);
        let of_contacts = contacts.flat_map(|contact| &contact.evidence);
        let claims = self.agreed.iter().chain(&self.only_theirs);
        let of_claims = claims.flat_map(Claim::citations);
        let requests = self.our_requests.iter().chain(&self.their_requests);
        let of_requests = requests.flat_map(|request| {
            let answer = request.answer.iter().map(|answer| &answer.evidence);
            request.claim.citations().chain(answer)
        });
        let of_positions = self.positions.iter().flat_map(|position| {
            let said = [&position.ours, &position.theirs, &position.together];
            let said = said.into_iter().flatten().map(|entry| &entry.evidence);
            said.chain(position.changes.iter().flat_map(of_change))
        });
        let of_raised = self.raised.iter().flat_map(|raised| {
            let ends = [&raised.first, &raised.last, &raised.strongest.evidence];
            ends.into_iter()
        });
        let of_gaps = self.gaps.iter().flat_map(Gap::citations);
        let strongest = self.strongest.iter().map(|entry| &entry.evidence);
        of_contacts
            .chain(of_claims)
            .chain(of_requests)
            .chain(of_positions)
            .chain(of_raised)
            .chain(of_gaps)
            .chain(strongest)
            .collect()
    }
}

impl Claim {
    fn citations(&self) -> impl Iterator<Item = &Citation> {
        std::iter::once(&self.entry.evidence).chain(&self.earlier)
    }
}

fn of_change(change: &Change) -> impl Iterator<Item = &Citation> {
    let before = change.before.iter().map(|before| &before.evidence);
    std::iter::once(&change.at.evidence)
        .chain(before)
        .chain(&change.silent)
}

fn sources(brief: &Brief, all: &mut gather::Gathered<'_>) -> Result<Vec<Source>, Error> {
    let mut cited: BTreeMap<i64, Source> = BTreeMap::new();
    for citation in brief.citations() {
        if cited.contains_key(&citation.document) {
            continue;
        }
        if let Some(reading) = all.readings.get(citation.document)? {
            let document = &reading.document;
            let source = Source {
                document: citation.document,
                title: document
                    .title
                    .clone()
                    .unwrap_or_else(|| document.id.clone()),
                publisher: document.publisher.clone(),
                day: document.published.clone(),
                source: document.source.clone(),
            };
            cited.insert(citation.document, source);
        }
    }
    let mut sources: Vec<Source> = cited.into_values().collect();
    sources.sort_by(|a, b| b.day.cmp(&a.day).then(a.document.cmp(&b.document)));
    Ok(sources)
}

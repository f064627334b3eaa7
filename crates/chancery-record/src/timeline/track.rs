//! Tracks: what one side says to the same counterpart on the same matter, as the same publisher tells it.

use std::collections::BTreeMap;

use crate::{Found, Query};

/// What a track is told from others by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Track {
    pub publisher: Option<String>,
    pub sides: Vec<String>,
    pub to: Vec<String>,
    pub joint: bool,
    /// The topic, where the query names no matter.
    pub topic: Option<String>,
}

impl Track {
    /// The same on whatever topic.
    pub fn without_topic(&self) -> Self {
        Self {
            topic: None,
            ..self.clone()
        }
    }

    /// The one side that speaks and the one that it speaks to, or the two that speak together.
    pub fn pair(&self) -> Option<(&str, &str)> {
        match (self.sides.as_slice(), self.to.as_slice()) {
            ([side], [other]) if side != other => Some((side, other)),
            ([side, other], []) if self.joint => Some((side, other)),
            _ => None,
        }
    }
}

/// What one release says on a track, in the order of the text.
pub(super) struct Release<'a> {
    pub document: i64,
    pub day: &'a str,
    pub said: Vec<&'a Found>,
}

/// Whether a query names a matter.
pub(super) fn names_matter(query: &Query) -> bool {
    is_narrow(query) || !query.topics.is_empty() || !query.about.is_empty()
}

/// Whether all that it finds is on one narrow matter.
pub(super) fn is_narrow(query: &Query) -> bool {
    query.name.is_some() || query.words.is_some()
}

/// What has to be known to compare: the matter by whomever, or all between the same sides.
pub(super) fn context(query: &Query) -> Query {
    let until = query.until.clone();
    let (sort, limit) = (query.sort, query.limit);
    if names_matter(query) {
        return Query {
            words: query.words.clone(),
            topics: query.topics.clone(),
            about: query.about.clone(),
            name: query.name.clone(),
            until,
            sort,
            limit,
            ..Query::default()
        };
    }
    Query {
        by: query.by.clone(),
        to: query.to.clone(),
        until,
        sort,
        limit,
        ..Query::default()
    }
}

/// The releases of each track, or of each topic of it, by their days. A statement without a day has no place in an order
/// and is left out.
pub(super) fn tracks(statements: &[Found], by_topic: bool) -> BTreeMap<Track, Vec<Release<'_>>> {
    let mut tracks: BTreeMap<Track, Vec<Release<'_>>> = BTreeMap::new();
    for found in statements {
        let said = &found.statement;
        let Some(day) = found.published.as_deref() else {
            continue;
        };
        let topic = said.topics.first().filter(|_| by_topic);
        if said.sides.is_empty() || (by_topic && topic.is_none()) {
            continue;
        }
        let track = Track {
            publisher: found.publisher.clone(),
            sides: sorted(&said.sides),
            to: sorted(&said.addressee_sides),
            joint: said.joint,
            topic: topic.cloned(),
        };
        let releases = tracks.entry(track).or_default();
        // What one document says stands together.
        match releases
            .last_mut()
            .filter(|release| release.document == found.document)
        {
            Some(release) => release.said.push(found),
            None => releases.push(Release {
                document: found.document,
                day,
                said: vec![found],
            }),
        }
    }
    for releases in tracks.values_mut() {
        releases.sort_by_key(|release| (release.day, release.document));
    }
    tracks
}

fn sorted(codes: &[String]) -> Vec<String> {
    let mut codes = codes.to_vec();
    codes.sort();
    codes.dedup();
    codes
}

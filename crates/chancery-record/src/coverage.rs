//! Statements by the pillars of a strategy and by time; what serves none, and where a pillar is silent.

mod count;

use std::collections::{BTreeMap, BTreeSet};

use chancery::reading::Statement;
use serde::Serialize;

use crate::framework::in_scope;
use crate::{Error, Found, Framework, Period, Query, Record, Sort};

/// What is asked beside the framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Which statements are looked at. `by` takes the place of the framework's own sides, `to` or `about` that of whom
    /// it is concerned with. Order and limit mean nothing here.
    pub query: Query,
    /// By what statements are counted.
    pub period: Period,
    /// How many statements of each kind are named, at most; 0 for all.
    pub named: usize,
    /// From how many periods on without a statement a pillar is told to be silent; at least 1.
    pub silence: usize,
}

/// The statements of a record by the pillars of a framework.
///
/// A statement that serves several pillars is counted in each. Statements lie in the period of their document's day of
/// release.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// The framework: its name, title, source and address.
    pub framework: Named,
    /// Whose statements, concerning whom: the framework's scope, or what was asked instead.
    pub scope: Scoped,
    /// By what statements are counted.
    pub period: Period,
    /// All periods from the first to the last that is asked for, else in which the record has anything that the sides
    /// said, without a gap.
    pub periods: Vec<String>,
    /// Everything in scope: what the cells of the pillars are to be compared with.
    pub all: Vec<Cell>,
    /// All of that.
    pub total: Tally,
    /// How many statements have no day of release and lie in no period; they are counted in totals.
    pub undated: usize,
    /// The pillars, in the framework's order.
    pub pillars: Vec<PillarCoverage>,
    /// What serves no pillar.
    pub none: Unserved,
    /// Which pillars are served together by how many statements, the most first.
    pub several: Vec<Together>,
    /// Every statement in scope, by its number in the record, with the pillars that it serves. All other numbers of
    /// statements are keys of this.
    pub statements: BTreeMap<i64, Counted>,
}

/// What a framework or a pillar is called, and where that is from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The title of a framework, the summary of a pillar.
    pub title: String,
    /// Where it was published.
    pub source: String,
    /// The address of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Whose statements were looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Scoped {
    /// Codes of the sides that speak; empty for anyone.
    pub sides: Vec<String>,
    /// Codes that are addressed, speak together with others, or that it is about, as the framework has it.
    pub concerning: Vec<String>,
    /// Codes of the sides addressed, as asked.
    pub to: Vec<String>,
    /// Codes that it is about, as asked.
    pub about: Vec<String>,
    /// The first day of release, as asked.
    pub since: Option<String>,
    /// The last day of release, as asked.
    pub until: Option<String>,
    /// What else was asked, by the name of the option: `topic`, `family`, `words` …
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub filters: BTreeMap<&'static str, Vec<String>>,
}

/// A pillar and what serves it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PillarCoverage {
    /// Its name, what it asks for, and where the strategy says so.
    #[serde(flatten)]
    pub pillar: Named,
    /// All statements that serve it.
    pub total: Tally,
    /// The same by period, one for each of [`Coverage::periods`].
    pub cells: Vec<Cell>,
    /// The last statements, the newest first, of different documents where there are several; without those named as
    /// the strongest.
    pub latest: Vec<i64>,
    /// Where nothing serves it.
    pub silences: Vec<Silence>,
}

/// Statements of one period.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Cell {
    /// The period.
    pub period: String,
    /// What is in it.
    #[serde(flatten)]
    pub tally: Tally,
}

/// Statements, counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Tally {
    /// Their numbers in the record, as time goes.
    pub statements: Vec<i64>,
    /// How many documents they stand in.
    pub documents: usize,
    /// How many are of each family.
    pub families: BTreeMap<String, usize>,
    /// Their mean strength; none where there is no statement.
    pub mean_strength: Option<f64>,
    /// The greatest strength.
    pub max_strength: Option<u8>,
    /// The strongest few. Of equally strong ones the newest, of different documents where there are several; none says
    /// what another one says in the same words.
    pub strongest: Vec<i64>,
}

/// Periods one after the other in which nothing serves a pillar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Silence {
    /// The first period.
    pub from: String,
    /// The last one.
    pub to: String,
    /// How many periods.
    pub periods: usize,
    /// How many statements in scope there are in them. 0 says that the record has nothing at all.
    pub others: usize,
}

/// What serves no pillar.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Unserved {
    /// All of it.
    pub total: Tally,
    /// The same by period, one for each of [`Coverage::periods`].
    pub cells: Vec<Cell>,
    /// The same by the surest topic, the most first; at the end what has none.
    pub topics: Vec<(Option<String>, Tally)>,
}

/// Pillars that are served by the same statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Together {
    /// Their names.
    pub pillars: Vec<String>,
    /// The statements.
    pub statements: Vec<i64>,
}

/// A statement with its evidence, and the pillars that it serves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counted {
    /// The names of the pillars.
    pub pillars: Vec<String>,
    /// Where it stands and what it says.
    #[serde(flatten)]
    pub found: Found,
}

impl Record {
    /// The statements of the newest revisions by the pillars of a framework.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn coverage(&self, framework: &Framework, ask: &Ask) -> Result<Coverage, Error> {
        let scope = Scoped::new(framework, &ask.query);
        let found = self.in_scope(framework, &scope, &ask.query)?;
        let days = self.spoke(&scope)?;
        Ok(count::coverage(framework, scope, ask, found, days))
    }

    /// The first and the last day on which one of the sides said anything: a silence before or after what is in scope
    /// is one only if the record could know.
    fn spoke(&self, scope: &Scoped) -> Result<Vec<String>, Error> {
        let mut days = Vec::new();
        for sort in [Sort::Oldest, Sort::Newest] {
            let query = Query {
                by: scope.sides.clone(),
                // A statement without a day sorts before all days.
                since: Some(scope.since.clone().unwrap_or_default()),
                until: scope.until.clone(),
                sort,
                limit: 1,
                ..Query::default()
            };
            let found = self.search(&query)?.into_iter();
            days.extend(found.filter_map(|hit| hit.published));
        }
        Ok(days)
    }

    /// What lies in the scope, the oldest first.
    fn in_scope(
        &self,
        framework: &Framework,
        scope: &Scoped,
        query: &Query,
    ) -> Result<Vec<Found>, Error> {
        let query = Query {
            by: scope.sides.clone(),
            sort: Sort::Oldest,
            limit: 0,
            ..query.clone()
        };
        if scope.concerning.is_empty() {
            return self.search(&query);
        }
        // Each of the three ways to be concerned is one question to the index; what is asked of sides twice, to speak
        // and to speak together, is left to the scope.
        let codes = || framework.scope.covered.clone();
        let ways = [
            Query {
                to: codes(),
                ..query.clone()
            },
            Query {
                about: codes(),
                ..query.clone()
            },
            Query {
                by: codes(),
                ..query.clone()
            },
        ];
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for way in &ways {
            let hits = self.search(way)?.into_iter();
            found.extend(hits.filter(|hit| scope.holds(&hit.statement) && seen.insert(hit.id)));
        }
        found.sort_by(|a, b| (&a.published, a.id).cmp(&(&b.published, b.id)));
        Ok(found)
    }
}

impl Scoped {
    fn new(framework: &Framework, query: &Query) -> Self {
        let or_framework = |asked: &Vec<String>, own: &Vec<String>| {
            if asked.is_empty() {
                own.clone()
            } else {
                asked.clone()
            }
        };
        let elsewhere = !query.to.is_empty() || !query.about.is_empty();
        Self {
            sides: or_framework(&query.by, &framework.scope.sides),
            concerning: if elsewhere {
                Vec::new()
            } else {
                framework.scope.concerning.clone()
            },
            to: query.to.clone(),
            about: query.about.clone(),
            since: query.since.clone(),
            until: query.until.clone(),
            filters: filters(query),
        }
    }

    fn holds(&self, said: &Statement) -> bool {
        in_scope(&self.sides, &self.concerning, said)
    }
}

/// What a query asks beside sides, countries and days, by the names of the options of a search.
fn filters(query: &Query) -> BTreeMap<&'static str, Vec<String>> {
    let one = |value: &Option<String>| value.iter().cloned().collect();
    let asked = [
        ("words", one(&query.words)),
        ("speaker", one(&query.speaker)),
        ("name", one(&query.name)),
        ("family", query.families.clone()),
        ("act", query.acts.clone()),
        ("topic", query.topics.clone()),
        ("kind", query.kinds.clone()),
        (
            "min-strength",
            query.min_strength.iter().map(u8::to_string).collect(),
        ),
        (
            "joint",
            query.joint.then(|| "yes".into()).into_iter().collect(),
        ),
    ];
    asked
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .collect()
}

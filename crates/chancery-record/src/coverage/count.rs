//! Counting what was found.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Ask, Cell, Counted, Coverage, Named, PillarCoverage, Scoped, Silence, Tally, Together, Unserved,
};
use crate::{Found, Framework, Period};

/// Statements that were found, and what is needed to count some of them.
struct Hits {
    found: Vec<Found>,
    /// The period of each, none where its document has no day.
    periods: Vec<Option<i32>>,
    /// The first and the last period.
    range: Option<(i32, i32)>,
    period: Period,
    named: usize,
}

/// The coverage of what was found, which is in order of time; `days` are those that its periods must hold.
pub(super) fn coverage(
    framework: &Framework,
    scope: Scoped,
    ask: &Ask,
    found: Vec<Found>,
    days: Vec<String>,
) -> Coverage {
    let hits = Hits::new(found, &scope, ask, &days);
    let served: Vec<Vec<usize>> = hits
        .found
        .iter()
        .map(|hit| framework.served_by(&hit.statement))
        .collect();
    let everything: Vec<usize> = (0..hits.found.len()).collect();
    let all = hits.cells(&everything);
    let silence = ask.silence.max(1);
    let pillars = framework.pillars.iter().enumerate();
    let pillars = pillars.map(|(place, pillar)| {
        let mine = of(&served, |pillars| pillars.contains(&place));
        let cells = hits.cells(&mine);
        let total = hits.tally(&mine);
        PillarCoverage {
            pillar: Named {
                name: pillar.name.clone(),
                title: pillar.summary.clone(),
                source: pillar.source.clone(),
                url: None,
            },
            latest: hits.latest(&mine, &total.strongest),
            silences: silences(&cells, &all, silence),
            cells,
            total,
        }
    });
    let pillars = pillars.collect();
    let none = hits.unserved(&of(&served, <[usize]>::is_empty));
    let names = |pillars: &[usize]| -> Vec<String> {
        let pillars = pillars.iter().map(|place| &framework.pillars[*place].name);
        pillars.cloned().collect()
    };
    let several = together(&hits, &served, names);
    let total = hits.tally(&everything);
    Coverage {
        framework: Named {
            name: framework.name.clone(),
            title: framework.title.clone(),
            source: framework.source.clone(),
            url: framework.url.clone(),
        },
        scope,
        period: ask.period,
        periods: all.iter().map(|cell| cell.period.clone()).collect(),
        total,
        undated: hits
            .periods
            .iter()
            .filter(|period| period.is_none())
            .count(),
        all,
        pillars,
        none,
        several,
        statements: served
            .iter()
            .zip(hits.found)
            .map(|(pillars, found)| {
                let pillars = names(pillars);
                (found.id, Counted { pillars, found })
            })
            .collect(),
    }
}

/// The places of the statements whose pillars are of a kind.
fn of(served: &[Vec<usize>], kind: impl Fn(&[usize]) -> bool) -> Vec<usize> {
    let places = served.iter().enumerate();
    let places = places.filter(|(_, pillars)| kind(pillars));
    places.map(|(place, _)| place).collect()
}

fn together(
    hits: &Hits,
    served: &[Vec<usize>],
    names: impl Fn(&[usize]) -> Vec<String>,
) -> Vec<Together> {
    let mut sets: BTreeMap<&[usize], Vec<i64>> = BTreeMap::new();
    for (place, pillars) in served.iter().enumerate() {
        if pillars.len() > 1 {
            sets.entry(pillars).or_default().push(hits.found[place].id);
        }
    }
    let mut together: Vec<Together> = sets
        .into_iter()
        .map(|(pillars, statements)| Together {
            pillars: names(pillars),
            statements,
        })
        .collect();
    together.sort_by_key(|one| std::cmp::Reverse(one.statements.len()));
    together
}

/// Runs of at least `least` cells without a statement.
fn silences(cells: &[Cell], all: &[Cell], least: usize) -> Vec<Silence> {
    let empty = |cell: &Cell| cell.tally.statements.is_empty();
    let mut silences = Vec::new();
    let mut start = 0;
    for run in cells.chunk_by(|a, b| empty(a) == empty(b)) {
        let others = &all[start..start + run.len()];
        start += run.len();
        if let [first, .., last] | [first @ last] = run
            && empty(first)
            && run.len() >= least
        {
            silences.push(Silence {
                from: first.period.clone(),
                to: last.period.clone(),
                periods: run.len(),
                others: others.iter().map(|cell| cell.tally.statements.len()).sum(),
            });
        }
    }
    silences
}

impl Hits {
    fn new(found: Vec<Found>, scope: &Scoped, ask: &Ask, days: &[String]) -> Self {
        let period = |day: &String| ask.period.of(day);
        let periods: Vec<Option<i32>> = found
            .iter()
            .map(|hit| hit.published.as_ref().and_then(period))
            .collect();
        let all = || {
            let days = days.iter().filter_map(period);
            periods.iter().flatten().copied().chain(days)
        };
        let first = scope.since.as_ref().and_then(period).or(all().min());
        let last = scope.until.as_ref().and_then(period).or(all().max());
        Self {
            range: first.zip(last).filter(|_| !found.is_empty()),
            found,
            periods,
            period: ask.period,
            named: ask.named,
        }
    }

    /// A cell for each period of the range.
    fn cells(&self, places: &[usize]) -> Vec<Cell> {
        let mut by_period: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
        for place in places {
            if let Some(period) = self.periods[*place] {
                by_period.entry(period).or_default().push(*place);
            }
        }
        let range = self.range.map(|(first, last)| first..=last);
        let cells = range.into_iter().flatten().map(|period| Cell {
            period: self.period.name(period),
            tally: self.tally(by_period.get(&period).map_or(&[], Vec::as_slice)),
        });
        cells.collect()
    }

    fn tally(&self, places: &[usize]) -> Tally {
        let hits = || places.iter().map(|place| &self.found[*place]);
        let documents: BTreeSet<i64> = hits().map(|hit| hit.document).collect();
        let mut families = BTreeMap::new();
        for hit in hits() {
            *families.entry(hit.statement.family.clone()).or_default() += 1;
        }
        let strengths = || hits().map(|hit| hit.statement.strength);
        let sum: u32 = strengths().map(u32::from).sum();
        let mean = f64::from(sum) / places.len() as f64;
        Tally {
            statements: hits().map(|hit| hit.id).collect(),
            documents: documents.len(),
            families,
            // Two decimals: more would pretend to know more.
            mean_strength: (!places.is_empty()).then_some((mean * 100.0).round() / 100.0),
            max_strength: strengths().max(),
            strongest: self.strongest(places),
        }
    }

    fn strongest(&self, places: &[usize]) -> Vec<i64> {
        let order = self.by_turns(places);
        let strength = |place: &usize| self.found[*place].statement.strength;
        let ranked = order.into_iter().map(|(turn, place)| {
            let of_strength = std::cmp::Reverse(strength(&place));
            ((of_strength, turn), place)
        });
        self.different(ranked.collect(), &[])
    }

    fn latest(&self, places: &[usize], without: &[i64]) -> Vec<i64> {
        if self.named == 0 {
            // All are named already.
            return Vec::new();
        }
        let rest = places.iter().copied();
        let rest: Vec<usize> = rest
            .filter(|place| !without.contains(&self.found[*place].id))
            .collect();
        // Of one document, its strongest first.
        let turns = self.by_turns(&rest).into_iter();
        let mut of_document: BTreeMap<i64, usize> = BTreeMap::new();
        let ranked = turns.map(|(_, place)| {
            let turn = of_document.entry(self.found[place].document).or_default();
            *turn += 1;
            (*turn, place)
        });
        self.different(ranked.collect(), without)
    }

    /// The strongest first, then the newest, and with each its turn: how many of its strength its document had before.
    fn by_turns(&self, places: &[usize]) -> Vec<(usize, usize)> {
        let mut order: Vec<usize> = places.iter().rev().copied().collect();
        order.sort_by_key(|place| std::cmp::Reverse(self.found[*place].statement.strength));
        let mut turns: BTreeMap<(i64, u8), usize> = BTreeMap::new();
        let turns = order.into_iter().map(|place| {
            let hit = &self.found[place];
            let turn = turns
                .entry((hit.document, hit.statement.strength))
                .or_default();
            *turn += 1;
            (*turn, place)
        });
        turns.collect()
    }

    /// The first few by rank, then the newest, that say different things: a sentence is named once, and what is said
    /// again in the same words is not named at all. Where all are to be named, all are.
    fn different<R: Ord>(&self, mut ranked: Vec<(R, usize)>, without: &[i64]) -> Vec<i64> {
        let newest = |place: usize| std::cmp::Reverse((self.periods[place].is_some(), place));
        ranked.sort_by(|(a, one), (b, other)| a.cmp(b).then(newest(*one).cmp(&newest(*other))));
        let hits = ranked.iter().map(|(_, place)| &self.found[*place]);
        if self.named == 0 {
            return hits.map(|hit| hit.id).collect();
        }
        let mut seen = BTreeSet::new();
        let mut new = |hit: &Found| {
            let evidence = hit.statement.evidence.quote.to_lowercase();
            let content = hit.statement.content.as_ref();
            let content = content.map(|content| content.quote.to_lowercase());
            let known = seen.contains(&evidence)
                || content
                    .as_ref()
                    .is_some_and(|content| seen.contains(content));
            seen.insert(evidence);
            seen.extend(content);
            !known
        };
        for hit in self.found.iter().filter(|hit| without.contains(&hit.id)) {
            new(hit);
        }
        let fresh = hits.filter(|hit| new(hit)).map(|hit| hit.id);
        fresh.take(self.named).collect()
    }

    fn unserved(&self, places: &[usize]) -> Unserved {
        let mut by_topic: BTreeMap<Option<&String>, Vec<usize>> = BTreeMap::new();
        for place in places {
            let topic = self.found[*place].statement.topics.first();
            by_topic.entry(topic).or_default().push(*place);
        }
        let mut topics: Vec<(Option<String>, Tally)> = by_topic
            .into_iter()
            .map(|(topic, places)| (topic.cloned(), self.tally(&places)))
            .collect();
        topics.sort_by_key(|(topic, tally)| {
            (topic.is_none(), std::cmp::Reverse(tally.statements.len()))
        });
        Unserved {
            total: self.tally(places),
            cells: self.cells(places),
            topics,
        }
    }
}

//! What a page of coverage says, in words that all its forms share.

use std::collections::HashMap;

use chancery_record::{Cell, Counted, Coverage, Silence, Tally};

/// How many codes of a scope are written out.
const LISTED: usize = 12;

/// A column of the table: a name and a count for each period.
pub struct Column<'a> {
    /// What stands above it.
    pub name: &'a str,
    /// The counts, one for each period.
    pub counts: Vec<usize>,
    /// All together, statements without a day of release among them.
    pub total: usize,
}

/// The pillars, what serves none, and everything.
pub fn columns(coverage: &Coverage) -> Vec<Column<'_>> {
    let column = |name, cells: &[Cell], total: &Tally| Column {
        name,
        counts: cells
            .iter()
            .map(|cell| cell.tally.statements.len())
            .collect(),
        total: total.statements.len(),
    };
    let pillars = coverage.pillars.iter();
    let mut columns: Vec<Column<'_>> = pillars
        .map(|pillar| column(&pillar.pillar.name, &pillar.cells, &pillar.total))
        .collect();
    columns.push(column("none", &coverage.none.cells, &coverage.none.total));
    columns.push(column("all", &coverage.all, &coverage.total));
    columns
}

/// A row of the table.
pub enum Row {
    /// The period at this place.
    Period(usize),
    /// Periods in which there is nothing in scope: the first and the last.
    Empty(usize, usize),
}

/// The rows of the table; three and more periods without anything are one.
pub fn table_rows(coverage: &Coverage) -> Vec<Row> {
    let empty = |cell: &Cell| cell.tally.statements.is_empty();
    let mut rows = Vec::new();
    let mut start = 0;
    for run in coverage.all.chunk_by(|a, b| empty(a) == empty(b)) {
        let end = start + run.len();
        if run.len() >= 3 && run.first().is_some_and(empty) {
            rows.push(Row::Empty(start, end - 1));
        } else {
            rows.extend((start..end).map(Row::Period));
        }
        start = end;
    }
    rows
}

/// Several of something, in words: `3 quarters`.
pub fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Whose statements on what were looked at, and how many there are.
pub fn scope(coverage: &Coverage) -> String {
    let scope = &coverage.scope;
    let mut parts = vec![if scope.sides.is_empty() {
        "said by anyone".to_owned()
    } else {
        format!("said by {}", scope.sides.join(", "))
    }];
    let lists = [
        ("to, with or about", &scope.concerning),
        ("to", &scope.to),
        ("about", &scope.about),
    ];
    let lists = lists.iter().filter(|(_, codes)| !codes.is_empty());
    parts.extend(lists.map(|(what, codes)| format!("{what} {}", listed(codes))));
    let days = [("since", &scope.since), ("until", &scope.until)];
    parts.extend(
        days.iter()
            .filter_map(|(what, day)| Some(format!("{what} {}", day.as_deref()?))),
    );
    let filters = scope.filters.iter();
    parts.extend(filters.map(|(what, values)| format!("{what} {}", values.join(", "))));
    parts.join(", ")
}

/// Codes; of very many the first, and how many more.
fn listed(codes: &[String]) -> String {
    match codes.split_at_checked(LISTED) {
        Some((first, more)) if more.len() > 1 => {
            format!("{} and {} more", first.join(", "), more.len())
        }
        _ => codes.join(", "),
    }
}

/// How much is in scope.
pub fn extent(coverage: &Coverage) -> String {
    let mut extent = format!(
        "{} in {}, by {} of release",
        count(coverage.total.statements.len(), "statement"),
        count(coverage.total.documents, "document"),
        coverage.period.word()
    );
    if coverage.undated > 0 {
        extent.push_str(&format!(
            "; {} without a day, in totals only",
            coverage.undated
        ));
    }
    extent
}

/// What is told where nothing is in scope.
pub fn nothing(coverage: &Coverage) -> String {
    format!(
        "Nothing in the record is in the scope of {} ({}). Ask for less or for other sides and days; see what the record holds: chancery status.\n",
        coverage.framework.name,
        scope(coverage)
    )
}

/// How many statements of which families, how strong.
pub fn tally(tally: &Tally) -> String {
    if tally.statements.is_empty() {
        return "nothing in scope serves it".to_owned();
    }
    let mut line = format!(
        "{} in {}",
        count(tally.statements.len(), "statement"),
        count(tally.documents, "document")
    );
    if let (Some(mean), Some(max)) = (tally.mean_strength, tally.max_strength) {
        line.push_str(&format!("; strength {mean:.1} on average, {max} at most; "));
        line.push_str(&families(tally));
    }
    line
}

/// The families, the most first.
pub fn families(tally: &Tally) -> String {
    let mut families: Vec<(&String, &usize)> = tally.families.iter().collect();
    families.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let families = families
        .iter()
        .map(|(name, count)| format!("{name} {count}"));
    families.collect::<Vec<_>>().join(", ")
}

/// For what times nothing serves a pillar; none where there is no such time.
pub fn silences(coverage: &Coverage, silences: &[Silence]) -> Option<String> {
    let times: Vec<String> = silences.iter().map(|one| silence(coverage, one)).collect();
    (!times.is_empty()).then(|| format!("nothing in {}", times.join("; ")))
}

fn silence(coverage: &Coverage, silence: &Silence) -> String {
    let when = if silence.from == silence.to {
        silence.from.clone()
    } else {
        let periods = count(silence.periods, coverage.period.word());
        format!("{} to {}, {periods}", silence.from, silence.to)
    };
    match silence.others {
        0 => format!("{when} (nor anything else in scope)"),
        others => format!("{when} ({})", count(others, "other statement")),
    }
}

/// Which pillars are served together.
pub fn several(coverage: &Coverage) -> Option<String> {
    let sets = coverage.several.iter();
    let sets = sets.map(|one| format!("{} {}", one.pillars.join(" + "), one.statements.len()));
    let sets: Vec<String> = sets.collect();
    let all: usize = coverage
        .several
        .iter()
        .map(|one| one.statements.len())
        .sum();
    (all > 0).then(|| {
        let serve = if all == 1 { "serves" } else { "serve" };
        format!(
            "{} {serve} several pillars, counted in each and marked “also”: {}",
            count(all, "statement"),
            sets.join(", ")
        )
    })
}

/// The other pillars that a statement serves.
pub fn also(cited: &Counted, pillar: &str) -> Vec<String> {
    let others = cited.pillars.iter().filter(|name| *name != pillar);
    others.cloned().collect()
}

/// When, who to whom, which act.
pub fn act(cited: &Counted) -> (String, String, String) {
    let said = &cited.found.statement;
    let day = cited.found.published.as_deref().unwrap_or("no date");
    let mut parties = said.sides.join(", ");
    if parties.is_empty() {
        parties.push_str("side not known");
    }
    if !said.addressee_sides.is_empty() {
        parties.push_str(" to ");
        parties.push_str(&said.addressee_sides.join(", "));
    }
    let mut act = if said.act == said.family {
        format!("{}, strength {}", said.act, said.strength)
    } else {
        format!("{} ({}), strength {}", said.act, said.family, said.strength)
    };
    for (holds, word) in [(said.joint, ", joint"), (said.negated, ", negated")] {
        if holds {
            act.push_str(word);
        }
    }
    (day.to_owned(), parties, act)
}

/// What follows the act: topics, other pillars.
pub fn matters(cited: &Counted, pillar: &str) -> String {
    let mut parts = Vec::new();
    if !cited.found.statement.topics.is_empty() {
        parts.push(cited.found.statement.topics.join(", "));
    }
    let also = also(cited, pillar);
    if !also.is_empty() {
        parts.push(format!("also {}", also.join(", ")));
    }
    parts.join(" · ")
}

/// The title of the document, or its name.
pub fn title(cited: &Counted) -> &str {
    cited.found.title.as_deref().unwrap_or(&cited.found.name)
}

/// The period of each statement of some cells.
pub fn periods(cells: &[Cell]) -> HashMap<i64, &str> {
    let each = |cell| statements(cell).map(|id| (*id, cell.period.as_str()));
    cells.iter().flat_map(each).collect()
}

fn statements(cell: &Cell) -> impl Iterator<Item = &i64> {
    cell.tally.statements.iter()
}

/// What a topic is called where a statement may have none.
pub fn topic(topic: Option<&String>) -> &str {
    topic.map_or("no topic", String::as_str)
}

/// Where all statements can be had.
pub fn all_of(coverage: &Coverage) -> String {
    format!(
        "All {}, each with its sentence and source: --limit 0, or --format csv, html or json.",
        count(coverage.total.statements.len(), "statement")
    )
}

//! Coverage in HTML, in which every number leads to its sentences.

use chancery_record::{Cell, Counted, Coverage, Tally};
use maud::{Markup, html};

use super::is_address;
use super::words::{self, Row};
use crate::views::parts::sentence;

const STYLE: &str = include_str!("style.css");

/// Where a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// In a file, with all sentences.
    File,
    /// Beside the record, with so many sentences of a cell.
    Site(usize),
}

/// A pillar, or what serves none: what it is called, what it asks for, its cells.
struct Part<'a> {
    name: &'a str,
    about: String,
    total: &'a Tally,
    cells: &'a [Cell],
    silences: Option<String>,
}

/// The whole page as a file.
pub fn file(coverage: &Coverage) -> String {
    super::super::file(
        &coverage.framework.title,
        STYLE,
        &body(coverage, Shown::File),
    )
}

/// What stands on the page.
pub fn body(coverage: &Coverage, shown: Shown) -> Markup {
    let framework = &coverage.framework;
    let url = framework.url.as_deref().filter(|url| is_address(url));
    let parts = parts(coverage);
    html! {
        h1 { (framework.title) }
        p.source { @match url { Some(url) => a href=(url) { (framework.source) }, None => (framework.source) } }
        @if coverage.statements.is_empty() {
            p { (words::nothing(coverage).trim()) }
        } @else {
            p { (words::scope(coverage)) ": " (words::extent(coverage)) ". A darker cell has more statements; a number leads to them." }
            (table(coverage, &parts))
            @if let Some(several) = words::several(coverage) { p { (several) "." } }
            @for (place, part) in parts.iter().enumerate() { (section(coverage, place, part, shown)) }
        }
    }
}

fn parts(coverage: &Coverage) -> Vec<Part<'_>> {
    let pillars = coverage.pillars.iter().map(|pillar| Part {
        name: &pillar.pillar.name,
        about: format!("{} ({})", pillar.pillar.title, pillar.pillar.source),
        total: &pillar.total,
        cells: &pillar.cells,
        silences: words::silences(coverage, &pillar.silences),
    });
    let none = Part {
        name: "none",
        about: "What serves no pillar".to_owned(),
        total: &coverage.none.total,
        cells: &coverage.none.cells,
        silences: None,
    };
    pillars.chain([none]).collect()
}

fn table(coverage: &Coverage, parts: &[Part<'_>]) -> Markup {
    let cells = parts.iter().flat_map(|part| part.cells);
    let most = cells
        .map(|cell| cell.tally.statements.len())
        .max()
        .unwrap_or(0);
    let count = |tally: &Tally| tally.statements.len();
    html! {
        table.heat {
            thead {
                tr {
                    th scope="col" { (coverage.period.word()) }
                    @for (place, part) in parts.iter().enumerate() { th scope="col" { a href=(format!("#p{place}")) { (part.name) } } }
                    th scope="col" { "all" }
                }
            }
            tbody {
                @for row in words::table_rows(coverage) {
                    @match row {
                        Row::Period(at) => tr {
                            th scope="row" { (coverage.periods[at]) }
                            @for (place, part) in parts.iter().enumerate() { (cell(place, &part.cells[at], most)) }
                            td.all { (count(&coverage.all[at].tally)) }
                        },
                        Row::Empty(first, last) => tr {
                            th scope="row" { (coverage.periods[first]) }
                            td.empty colspan=(parts.len() + 1) { "nothing in scope to " (coverage.periods[last]) }
                        },
                    }
                }
            }
            tfoot {
                tr {
                    th scope="row" { "total" }
                    @for (place, part) in parts.iter().enumerate() { td { a href=(format!("#p{place}")) { (count(part.total)) } } }
                    td.all { (count(&coverage.total)) }
                }
            }
        }
    }
}

fn cell(place: usize, cell: &Cell, most: usize) -> Markup {
    let count = cell.tally.statements.len();
    // Five shades, as many as an eye tells apart.
    let shade = (count * 5).div_ceil(most.max(1)).clamp(1, 5);
    html! {
        @if count == 0 { td.h0 { "·" } } @else {
            td class=(format!("h{shade}")) { a href=(format!("#p{place}-{}", cell.period)) title=(words::tally(&cell.tally)) { (count) } }
        }
    }
}

fn section(coverage: &Coverage, place: usize, part: &Part<'_>, shown: Shown) -> Markup {
    let periods = words::periods(part.cells);
    let undated = part.total.statements.iter().copied();
    let undated: Vec<i64> = undated.filter(|id| !periods.contains_key(id)).collect();
    let filled = part
        .cells
        .iter()
        .rev()
        .filter(|cell| !cell.tally.statements.is_empty());
    html! {
        section id=(format!("p{place}")) {
            h2 { (part.name) }
            p.source { (part.about) }
            p { (words::tally(part.total)) "." }
            @if let Some(silences) = &part.silences { p.silence { (silences) } }
            @if !part.total.strongest.is_empty() {
                h3 { "strongest" }
                (citations(coverage, &part.total.strongest, part.name, shown))
            }
            @for cell in filled {
                h3 id=(format!("p{place}-{}", cell.period)) { (cell.period) " " small { (words::tally(&cell.tally)) } }
                (citations(coverage, &cell.tally.statements, part.name, shown))
            }
            @if !undated.is_empty() {
                h3 { "without a day of release" }
                (citations(coverage, &undated, part.name, shown))
            }
        }
    }
}

fn citations(coverage: &Coverage, ids: &[i64], pillar: &str, shown: Shown) -> Markup {
    let most = match shown {
        Shown::File => usize::MAX,
        Shown::Site(most) => most,
    };
    let cited = ids.iter().filter_map(|id| coverage.statements.get(id));
    html! {
        ul.cited { @for one in cited.take(most) { (citation(one, pillar, shown)) } }
        @if ids.len() > most { p.source { "and " (ids.len() - most) " more, in CSV" } }
    }
}

fn citation(cited: &Counted, pillar: &str, shown: Shown) -> Markup {
    let (day, parties, act) = words::act(cited);
    let matters = words::matters(cited, pillar);
    let title = words::title(cited);
    let source = cited.found.source.as_deref();
    html! {
        li {
            b { (day) } " " (parties) ": " (act)
            @if !matters.is_empty() { " " small { (matters) } }
            blockquote { (sentence(&cited.found.statement)) }
            cite {
                @match (shown, source) {
                    (Shown::Site(_), _) => a href=(format!("/documents/{}#st{}", cited.found.document, cited.found.statement.id)) { (title) },
                    (Shown::File, Some(url)) if is_address(url) => { "[" (cited.found.document) "] " a href=(url) { (title) } }
                    (Shown::File, Some(other)) => { "[" (cited.found.document) "] " (title) " " (other) }
                    (Shown::File, None) => { "[" (cited.found.document) "] " (title) }
                }
            }
        }
    }
}

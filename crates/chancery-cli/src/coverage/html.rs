//! Coverage as one page of HTML, in which every number leads to its sentences.

use std::fmt::Write as _;

use chancery_record::{Cell, Counted, Coverage, Tally};
use quick_xml::escape::escape;

use super::markdown::is_address;
use super::words::{self, Row};

const STYLE: &str = include_str!("style.css");

/// A pillar, or what serves none: what it is called, what it asks for, its cells.
struct Part<'a> {
    name: &'a str,
    about: String,
    total: &'a Tally,
    cells: &'a [Cell],
    silences: Option<String>,
}

/// The whole page.
pub fn page(coverage: &Coverage) -> String {
    let framework = &coverage.framework;
    let title = escape(framework.title.as_str());
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    let source = match framework.url.as_deref().filter(|url| is_address(url)) {
        Some(url) => link(&framework.source, url),
        None => escape(framework.source.as_str()).into_owned(),
    };
    let _ = writeln!(page, "<p class=\"source\">{source}</p>");
    if coverage.statements.is_empty() {
        let _ = writeln!(
            page,
            "<p>{}</p>\n</body>\n</html>",
            escape(words::nothing(coverage).trim())
        );
        return page;
    }
    let _ = writeln!(
        page,
        "<p>{}: {}. A darker cell has more statements; a number leads to them.</p>",
        escape(words::scope(coverage)),
        escape(words::extent(coverage))
    );
    let parts = parts(coverage);
    table(&mut page, coverage, &parts);
    if let Some(several) = words::several(coverage) {
        let _ = writeln!(page, "<p>{}.</p>", escape(several));
    }
    for (place, part) in parts.iter().enumerate() {
        section(&mut page, coverage, place, part);
    }
    page.push_str("</body>\n</html>\n");
    page
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

fn table(page: &mut String, coverage: &Coverage, parts: &[Part<'_>]) {
    let cells = parts.iter().flat_map(|part| part.cells);
    let most = cells
        .map(|cell| cell.tally.statements.len())
        .max()
        .unwrap_or(0);
    let _ = write!(
        page,
        "<table>\n<thead><tr><th scope=\"col\">{}</th>",
        coverage.period.word()
    );
    for (place, part) in parts.iter().enumerate() {
        let _ = write!(
            page,
            "<th scope=\"col\"><a href=\"#p{place}\">{}</a></th>",
            escape(part.name)
        );
    }
    page.push_str("<th scope=\"col\">all</th></tr></thead>\n<tbody>\n");
    for row in words::table_rows(coverage) {
        match row {
            Row::Period(at) => {
                let _ = write!(page, "<tr><th scope=\"row\">{}</th>", coverage.periods[at]);
                for (place, part) in parts.iter().enumerate() {
                    cell(page, place, &part.cells[at], most);
                }
                let _ = writeln!(
                    page,
                    "<td class=\"all\">{}</td></tr>",
                    coverage.all[at].tally.statements.len()
                );
            }
            Row::Empty(first, last) => {
                let _ = writeln!(
                    page,
                    "<tr><th scope=\"row\">{}</th><td class=\"empty\" colspan=\"{}\">nothing in scope to {}</td></tr>",
                    coverage.periods[first],
                    parts.len() + 1,
                    coverage.periods[last]
                );
            }
        }
    }
    page.push_str("</tbody>\n<tfoot><tr><th scope=\"row\">total</th>");
    for (place, part) in parts.iter().enumerate() {
        let _ = write!(
            page,
            "<td><a href=\"#p{place}\">{}</a></td>",
            part.total.statements.len()
        );
    }
    let _ = writeln!(
        page,
        "<td class=\"all\">{}</td></tr></tfoot>\n</table>",
        coverage.total.statements.len()
    );
}

fn cell(page: &mut String, place: usize, cell: &Cell, most: usize) {
    let count = cell.tally.statements.len();
    if count == 0 {
        page.push_str("<td class=\"h0\">·</td>");
        return;
    }
    // Five shades, as many as an eye tells apart.
    let shade = (count * 5).div_ceil(most.max(1)).clamp(1, 5);
    let _ = write!(
        page,
        "<td class=\"h{shade}\"><a href=\"#p{place}-{}\" title=\"{}\">{count}</a></td>",
        cell.period,
        escape(words::tally(&cell.tally))
    );
}

fn section(page: &mut String, coverage: &Coverage, place: usize, part: &Part<'_>) {
    let _ = writeln!(
        page,
        "<section id=\"p{place}\">\n<h2>{}</h2>",
        escape(part.name)
    );
    let _ = writeln!(
        page,
        "<p class=\"source\">{}</p>",
        escape(part.about.as_str())
    );
    let _ = writeln!(page, "<p>{}.</p>", escape(words::tally(part.total)));
    if let Some(silences) = &part.silences {
        let _ = writeln!(
            page,
            "<p class=\"silence\">{}</p>",
            escape(silences.as_str())
        );
    }
    if !part.total.strongest.is_empty() {
        page.push_str("<h3>strongest</h3>\n<ul>\n");
        citations(page, coverage, &part.total.strongest, part.name);
        page.push_str("</ul>\n");
    }
    for cell in part
        .cells
        .iter()
        .rev()
        .filter(|cell| !cell.tally.statements.is_empty())
    {
        let _ = writeln!(
            page,
            "<h3 id=\"p{place}-{}\">{} <small>{}</small></h3>\n<ul>",
            cell.period,
            cell.period,
            escape(words::tally(&cell.tally))
        );
        citations(page, coverage, &cell.tally.statements, part.name);
        page.push_str("</ul>\n");
    }
    let periods = words::periods(part.cells);
    let undated = part.total.statements.iter().copied();
    let undated: Vec<i64> = undated.filter(|id| !periods.contains_key(id)).collect();
    if !undated.is_empty() {
        page.push_str("<h3>without a day of release</h3>\n<ul>\n");
        citations(page, coverage, &undated, part.name);
        page.push_str("</ul>\n");
    }
    page.push_str("</section>\n");
}

fn citations(page: &mut String, coverage: &Coverage, ids: &[i64], pillar: &str) {
    for cited in ids.iter().filter_map(|id| coverage.statements.get(id)) {
        citation(page, cited, pillar);
    }
}

fn citation(page: &mut String, cited: &Counted, pillar: &str) {
    let (day, parties, act) = words::act(cited);
    let _ = write!(
        page,
        "<li><b>{}</b> {}: {}",
        escape(day),
        escape(parties),
        escape(act)
    );
    let matters = words::matters(cited, pillar);
    if !matters.is_empty() {
        let _ = write!(page, " <small>{}</small>", escape(matters));
    }
    let _ = write!(page, "<blockquote>{}</blockquote>", sentence(cited));
    let title = words::title(cited);
    let source = match cited.found.source.as_deref() {
        Some(url) if is_address(url) => link(title, url),
        Some(other) => escape(format!("{title} {other}")).into_owned(),
        None => escape(title).into_owned(),
    };
    let _ = writeln!(
        page,
        "<cite>[{}] {source}</cite></li>",
        cited.found.document
    );
}

/// The sentence with its cue marked.
fn sentence(cited: &Counted) -> String {
    let said = &cited.found.statement;
    let start = said.evidence.span.0;
    let place = |at: usize| at.saturating_sub(start);
    let part = |from: usize, to: usize| -> String {
        let quote = said.evidence.quote.chars();
        let part: String = quote.skip(from).take(to.saturating_sub(from)).collect();
        escape(part).into_owned()
    };
    let (from, to) = (place(said.cue.span.0), place(said.cue.span.1));
    let cue = part(from, to);
    let cue = if cue.is_empty() {
        cue
    } else {
        format!("<mark>{cue}</mark>")
    };
    part(0, from) + &cue + &part(to.max(from), usize::MAX)
}

fn link(words: &str, url: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escape(url), escape(words))
}

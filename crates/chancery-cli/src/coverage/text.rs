//! Coverage as a page for a terminal.

use std::fmt::Write as _;

use chancery_record::{Counted, Coverage, PillarCoverage, Tally};
use unicode_width::UnicodeWidthStr as _;

use crate::paint::Paint;
use crate::show::Look;
use crate::wrap::Paragraph;
use chancery_web::pages::coverage::words::{self, Column, Row};

/// Columns of the longest bar.
const BAR: usize = 8;
/// Columns of the shortest bar that tells anything.
const MIN_BAR: usize = 3;
/// Columns of a count.
const COUNT: usize = 5;
/// Eighths of a column.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// The whole page.
pub fn page(coverage: &Coverage, look: Look) -> String {
    let mut page = String::new();
    let framework = &coverage.framework;
    line(&mut page, &framework.title, Paint::Title, 0, look);
    line(&mut page, &framework.source, Paint::Faint, 0, look);
    if let Some(url) = &framework.url {
        let _ = writeln!(page, "{}", Paint::Faint.over(url, look.colored));
    }
    let scope = format!("{}: {}", words::scope(coverage), words::extent(coverage));
    line(&mut page, &scope, Paint::Plain, 0, look);
    page.push('\n');
    table(&mut page, coverage, look);
    if let Some(several) = words::several(coverage) {
        page.push('\n');
        line(&mut page, &several, Paint::Plain, 0, look);
    }
    for pillar in &coverage.pillars {
        section(&mut page, coverage, pillar, look);
    }
    unserved(&mut page, coverage, look);
    page.push('\n');
    line(&mut page, &words::all_of(coverage), Paint::Faint, 0, look);
    page
}

/// One paragraph, indented.
fn line(page: &mut String, words: &str, paint: Paint, indent: usize, look: Look) {
    let mut paragraph = Paragraph::default();
    paragraph.push(words, paint);
    paragraph.write(page, &" ".repeat(indent), indent, look);
}

/// Counts with bars, one row a period.
fn table(page: &mut String, coverage: &Coverage, look: Look) {
    let columns = words::columns(coverage);
    let wide = |column: &Column<'_>, bar: usize| column.name.width().max(COUNT + 1 + bar);
    let line = |bar: usize| {
        9 + columns
            .iter()
            .map(|column| 2 + wide(column, bar))
            .sum::<usize>()
    };
    // Bars as long as the terminal has room for; the numbers say the same.
    let bar = (MIN_BAR..=BAR).rev().find(|bar| line(*bar) <= look.width);
    let bar = bar.unwrap_or(0);
    let width = |column: &Column<'_>| wide(column, bar);
    let all = columns.len() - 1;
    let most = columns[..all]
        .iter()
        .flat_map(|column| &column.counts)
        .max();
    let most = most.copied().unwrap_or(0);
    let mut head = " ".repeat(9);
    for column in &columns {
        let _ = write!(
            head,
            "  {}{}",
            column.name,
            " ".repeat(width(column) - column.name.width())
        );
    }
    let _ = writeln!(page, "{}", Paint::Title.over(head.trim_end(), look.colored));
    for row in words::table_rows(coverage) {
        let place = match row {
            Row::Period(place) => place,
            Row::Empty(first, last) => {
                let _ = writeln!(
                    page,
                    "{:9}  nothing in scope to {} ({})",
                    coverage.periods[first],
                    coverage.periods[last],
                    words::count(last - first + 1, coverage.period.word())
                );
                continue;
            }
        };
        let mut row = format!("{:9}", coverage.periods[place]);
        for (number, column) in columns.iter().enumerate() {
            let count = column.counts[place];
            // “All” is no pillar: its bar would only dwarf the others.
            let blocks = if number == all {
                String::new()
            } else {
                blocks(count, most, bar)
            };
            let digits = if count == 0 {
                "·".to_owned()
            } else {
                count.to_string()
            };
            let pad = width(column).saturating_sub(COUNT + 1 + blocks.width());
            let blocks = Paint::Party.over(&blocks, look.colored).to_string();
            let _ = write!(row, "  {digits:>COUNT$} {blocks}{}", " ".repeat(pad));
        }
        let _ = writeln!(page, "{}", row.trim_end());
    }
    let mut row = format!("{:9}", "total");
    for column in &columns {
        let pad = width(column).saturating_sub(COUNT);
        let _ = write!(row, "  {:>COUNT$}{}", column.total, " ".repeat(pad));
    }
    let _ = writeln!(page, "{}", row.trim_end());
}

/// A bar of at most `room` columns.
fn blocks(count: usize, most: usize, room: usize) -> String {
    if count == 0 || most == 0 || room == 0 {
        return String::new();
    }
    // What is there is seen, however little.
    let eighths = (count * room * 8 / most).max(1);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

fn section(page: &mut String, coverage: &Coverage, pillar: &PillarCoverage, look: Look) {
    page.push('\n');
    let mut head = Paragraph::default();
    head.push(&pillar.pillar.name, Paint::Title)
        .push(" – ", Paint::Plain)
        .push(&pillar.pillar.title, Paint::Plain);
    head.write(page, "", 2, look);
    line(page, &pillar.pillar.source, Paint::Faint, 2, look);
    line(page, &words::tally(&pillar.total), Paint::Plain, 2, look);
    if let Some(silences) = words::silences(coverage, &pillar.silences) {
        line(page, &silences, Paint::Doubt, 2, look);
    }
    let name = &pillar.pillar.name;
    statements(
        page,
        coverage,
        ("strongest", &pillar.total.strongest, name),
        look,
    );
    statements(page, coverage, ("latest", &pillar.latest, name), look);
}

fn statements(page: &mut String, coverage: &Coverage, list: (&str, &[i64], &str), look: Look) {
    let (what, ids, pillar) = list;
    if ids.is_empty() {
        return;
    }
    line(page, what, Paint::Faint, 2, look);
    for cited in ids.iter().filter_map(|id| coverage.statements.get(id)) {
        citation(page, cited, pillar, look);
    }
}

/// Who said what to whom; the sentence; where it stands.
fn citation(page: &mut String, cited: &Counted, pillar: &str, look: Look) {
    let (day, parties, act) = words::act(cited);
    let mut head = Paragraph::default();
    head.push_together(&day, Paint::Plain)
        .push("  ", Paint::Plain)
        .push(&parties, Paint::Party)
        .push(": ", Paint::Plain)
        .push(&act, Paint::Kind);
    let matters = words::matters(cited, pillar);
    if !matters.is_empty() {
        head.push(" · ", Paint::Faint).push(&matters, Paint::Faint);
    }
    head.write(page, "    ", 6, look);
    let mut sentence = Paragraph::default();
    sentence.push("“", Paint::Plain);
    marked(&mut sentence, cited);
    sentence.push("”", Paint::Plain);
    sentence.write(page, "      ", 6, look);
    let source = format!("[{}] {}", cited.found.document, words::title(cited));
    line(page, &source, Paint::Faint, 6, look);
    if let Some(address) = &cited.found.source {
        // Unbroken, however long: a terminal can then open it.
        let _ = writeln!(page, "      {}", Paint::Faint.over(address, look.colored));
    }
}

/// The sentence with its cue in the cue's colour.
fn marked(line: &mut Paragraph, cited: &Counted) {
    let said = &cited.found.statement;
    let start = said.evidence.span.0;
    for (at, c) in (start..).zip(said.evidence.quote.chars()) {
        let within = said.cue.span.0 <= at && at < said.cue.span.1;
        let paint = if within { Paint::Cue } else { Paint::Plain };
        line.push(c.encode_utf8(&mut [0; 4]), paint);
    }
}

fn unserved(page: &mut String, coverage: &Coverage, look: Look) {
    let none = &coverage.none;
    page.push('\n');
    if none.total.statements.is_empty() {
        line(
            page,
            "Everything in scope serves a pillar.",
            Paint::Title,
            0,
            look,
        );
        return;
    }
    line(page, "What serves no pillar", Paint::Title, 0, look);
    line(page, &words::tally(&none.total), Paint::Plain, 2, look);
    for (topic, tally) in &none.topics {
        let head = format!("{}: {}", words::topic(topic.as_ref()), summary(tally));
        line(page, &head, Paint::Kind, 2, look);
        for cited in tally
            .strongest
            .iter()
            .filter_map(|id| coverage.statements.get(id))
        {
            citation(page, cited, "", look);
        }
    }
}

fn summary(tally: &Tally) -> String {
    let statements = words::count(tally.statements.len(), "statement");
    format!("{statements}; {}", words::families(tally))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_counts_are_great() {
        assert_eq!(blocks(0, 9, 8), "");
        assert_eq!(blocks(9, 9, 8), "████████");
        assert_eq!(blocks(1, 2, 8), "████");
        assert_eq!(blocks(1, 900, 8), "▏", "what is there is seen");
        assert_eq!(blocks(3, 9, 0), "");
    }
}

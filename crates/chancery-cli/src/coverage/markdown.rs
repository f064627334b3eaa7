//! Coverage as Markdown.

use std::fmt::Write as _;

use chancery_record::{Counted, Coverage};

use chancery_web::pages::coverage::is_address;
use chancery_web::pages::coverage::words::{self, Row};

/// The whole page.
pub fn page(coverage: &Coverage) -> String {
    let mut page = String::new();
    let framework = &coverage.framework;
    let _ = writeln!(page, "# {}\n", plain(&framework.title));
    let _ = write!(page, "{}", plain(&framework.source));
    if let Some(url) = &framework.url {
        let _ = write!(page, " – {}", link("source", url));
    }
    let _ = writeln!(
        page,
        "\n\n{}: {}.\n",
        plain(&words::scope(coverage)),
        words::extent(coverage)
    );
    table(&mut page, coverage);
    if let Some(several) = words::several(coverage) {
        let _ = writeln!(page, "\n{}.", plain(&several));
    }
    for pillar in &coverage.pillars {
        let named = &pillar.pillar;
        let _ = writeln!(page, "\n## {}\n", plain(&named.name));
        let _ = writeln!(page, "{} ({})\n", plain(&named.title), plain(&named.source));
        let _ = writeln!(page, "{}.", words::tally(&pillar.total));
        if let Some(silences) = words::silences(coverage, &pillar.silences) {
            let _ = writeln!(page, "\n> {silences}");
        }
        list(
            &mut page,
            coverage,
            ("Strongest", &pillar.total.strongest, &named.name),
        );
        list(&mut page, coverage, ("Latest", &pillar.latest, &named.name));
    }
    if coverage.none.total.statements.is_empty() {
        page.push_str("\nEverything in scope serves a pillar.\n");
    } else {
        let _ = writeln!(page, "\n## What serves no pillar\n");
        let _ = writeln!(page, "{}.", words::tally(&coverage.none.total));
        for (topic, tally) in &coverage.none.topics {
            let topic = words::topic(topic.as_ref());
            let head = format!("{topic} ({})", tally.statements.len());
            list(&mut page, coverage, (&head, &tally.strongest, ""));
        }
    }
    let _ = writeln!(page, "\n{}", words::all_of(coverage));
    page
}

fn table(page: &mut String, coverage: &Coverage) {
    let columns = words::columns(coverage);
    let names: Vec<String> = columns.iter().map(|column| plain(column.name)).collect();
    let _ = writeln!(
        page,
        "| {} | {} |",
        coverage.period.word(),
        names.join(" | ")
    );
    let _ = writeln!(page, "|---|{}", "--:|".repeat(columns.len()));
    for row in words::table_rows(coverage) {
        let (period, cells): (String, Vec<String>) = match row {
            Row::Period(place) => {
                let counts = columns
                    .iter()
                    .map(|column| column.counts[place].to_string());
                (coverage.periods[place].clone(), counts.collect())
            }
            Row::Empty(first, last) => {
                let periods = format!("{} to {}", coverage.periods[first], coverage.periods[last]);
                (periods, vec!["0".to_owned(); columns.len()])
            }
        };
        let _ = writeln!(page, "| {period} | {} |", cells.join(" | "));
    }
    let totals: Vec<String> = columns
        .iter()
        .map(|column| column.total.to_string())
        .collect();
    let _ = writeln!(page, "| **total** | {} |", totals.join(" | "));
}

fn list(page: &mut String, coverage: &Coverage, list: (&str, &[i64], &str)) {
    let (what, ids, pillar) = list;
    if ids.is_empty() {
        return;
    }
    let _ = writeln!(page, "\n### {}\n", plain(what));
    for cited in ids.iter().filter_map(|id| coverage.statements.get(id)) {
        citation(page, cited, pillar);
    }
}

fn citation(page: &mut String, cited: &Counted, pillar: &str) {
    let (day, parties, act) = words::act(cited);
    let matters = words::matters(cited, pillar);
    let matters = if matters.is_empty() {
        matters
    } else {
        format!(" · {}", plain(&matters))
    };
    let _ = writeln!(
        page,
        "- {day} **{}**: {}{}  ",
        plain(&parties),
        plain(&act),
        matters
    );
    let _ = writeln!(
        page,
        "  “{}”  ",
        plain(&cited.found.statement.evidence.quote)
    );
    let title = words::title(cited);
    let source = match cited.found.source.as_deref() {
        Some(url) if is_address(url) => link(title, url),
        Some(other) => format!("{} {}", plain(title), plain(other)),
        None => plain(title),
    };
    let _ = writeln!(page, "  \\[{}\\] {source}", cited.found.document);
}

/// A link; an address never ends it early.
fn link(words: &str, url: &str) -> String {
    if !is_address(url) {
        return format!("{} ({})", plain(words), plain(url));
    }
    let mut address = String::new();
    for c in url.chars() {
        match c {
            '<' | '>' | '\\' => {
                let _ = write!(address, "%{:02X}", u32::from(c));
            }
            c if c.is_whitespace() || c.is_control() => address.push_str("%20"),
            c => address.push(c),
        }
    }
    format!("[{}](<{address}>)", plain(words))
}

/// Words on one line, of which nothing is markup.
fn plain(words: &str) -> String {
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            if matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&'
            ) {
                line.push('\\');
            }
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_document_says_is_markup() {
        assert_eq!(plain("a | b\n*c* <i>"), "a \\| b \\*c\\* \\<i\\>");
        assert_eq!(link("x", "javascript:alert(1)"), "x (javascript:alert(1))");
        assert_eq!(
            link("a]", "https://x.example/a b>(c)"),
            "[a\\]](<https://x.example/a%20b%3E(c)>)"
        );
    }
}

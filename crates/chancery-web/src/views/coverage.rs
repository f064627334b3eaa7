//! Strategies, and what serves one.

use maud::{Markup, html};

use crate::answer::{Site, Table, View};
use crate::handlers::coverage::{Choice, Covered};
use crate::pages::coverage::{Shown, body, words};

/// Sentences of a cell on the page; CSV has all.
const SENTENCES: usize = 5;

impl View for Choice {
    fn title(&self, _: &Site<'_>) -> String {
        "Coverage".to_owned()
    }

    fn body(&self, _: &Site<'_>) -> Markup {
        html! {
            h1 { "The record held against a strategy" }
            p.lead { "Which pillars the statements serve, when, and where a pillar is silent." }
            @for one in &self.frameworks {
                section {
                    h2 { a href=(format!("/coverage?framework={}", one.name)) { (one.title) } }
                    p.faint { (one.source) }
                    ul { @for pillar in &one.pillars { li { strong { (pillar.name) } ": " (pillar.summary) } } }
                }
            }
        }
    }
}

impl View for Covered {
    fn title(&self, _: &Site<'_>) -> String {
        format!("Coverage: {}", self.coverage.framework.title)
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        let asked = site.asked;
        html! {
            form.search action="/coverage" {
                input type="hidden" name="framework" value=(asked.one("framework").unwrap_or(""));
                label { "By" input name="by" value=(asked.list("by").join(",")) placeholder="as the strategy has it" maxlength="200"; }
                label { "To" input name="to" value=(asked.list("to").join(",")) placeholder="as the strategy has it" maxlength="200"; }
                label { "About" input name="about" value=(asked.list("about").join(",")) maxlength="200"; }
                label { "Count by" select name="period" {
                    @for one in ["quarter", "month", "year"] { option value=(one) selected[asked.one("period").unwrap_or("quarter") == one] { (one) } }
                } }
                label { "Since" input name="since" type="date" value=(asked.one("since").unwrap_or("")); }
                label { "Until" input name="until" type="date" value=(asked.one("until").unwrap_or("")); }
                button { "Count" }
            }
            @if let Some(day) = &self.begins { p.note { "There is more than a page can count: this is told from " (day) " on. Narrow it by sides or days to see earlier ones." } }
            (body(&self.coverage, Shown::Site(SENTENCES)))
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        let coverage = &self.coverage;
        let columns = words::columns(coverage);
        let counts = columns.iter().flat_map(|column| {
            let periods = coverage.periods.iter().zip(&column.counts);
            periods.map(|(period, count)| {
                vec![column.name.to_owned(), period.clone(), count.to_string()]
            })
        });
        let statements = coverage.statements.iter().map(|(id, cited)| {
            let said = &cited.found.statement;
            vec![
                id.to_string(),
                cited.pillars.join("|"),
                cited.found.published.clone().unwrap_or_default(),
                said.sides.join("|"),
                said.addressee_sides.join("|"),
                said.family.clone(),
                said.act.clone(),
                said.strength.to_string(),
                said.evidence.quote.clone(),
                cited.found.source.clone().unwrap_or_default(),
                cited.found.document.to_string(),
            ]
        });
        vec![
            Table {
                name: "counts",
                head: &["pillar", "period", "statements"],
                rows: counts.collect(),
            },
            Table {
                name: "statements",
                head: &[
                    "statement",
                    "pillars",
                    "day",
                    "by",
                    "to",
                    "family",
                    "act",
                    "strength",
                    "evidence",
                    "source",
                    "document",
                ],
                rows: statements.collect(),
            },
        ]
    }
}

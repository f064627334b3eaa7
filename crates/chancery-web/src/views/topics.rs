//! Topics: the list, and one.

use maud::{Markup, html};

use super::parts::{self, encoded, spelled};
use super::plot;
use crate::answer::{Site, Table, View};
use crate::handlers::entities::PLOTTED;
use crate::handlers::topics::{Topic, Topics};

impl View for Topics {
    fn title(&self, _: &Site<'_>) -> String {
        "Topics".to_owned()
    }

    fn body(&self, _: &Site<'_>) -> Markup {
        let most = self
            .topics
            .iter()
            .map(|one| one.statements)
            .max()
            .unwrap_or(0)
            .max(1);
        html! {
            h1 { "Topics" }
            table.bars {
                caption.unseen { "Topics by number of statements" }
                thead { tr { th scope="col" { "Topic" } th.number scope="col" { "Statements" } th scope="col" { span.unseen { "As a bar" } } } }
                tbody {
                    @for one in &self.topics {
                        tr {
                            td { (parts::topic(&one.topic)) }
                            td.number { (one.statements) }
                            td { meter min="0" max=(most) value=(one.statements) aria-label=(format!("{} statements", one.statements)) {} }
                        }
                    }
                }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        let rows = self.topics.iter();
        vec![Table {
            name: "topics",
            head: &["topic", "statements"],
            rows: rows
                .map(|one| vec![one.topic.clone(), one.statements.to_string()])
                .collect(),
        }]
    }
}

impl View for Topic {
    fn title(&self, _: &Site<'_>) -> String {
        spelled(&self.topic)
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        let facets = &self.facets;
        let id = encoded(&self.topic);
        html! {
            h1 { (spelled(&self.topic)) }
            p.lead {
                "Topic · " a href=(format!("/search?topic={id}")) { "search these statements" }
                " · " a href=(format!("/moves?topic={id}")) { "how the language moved" }
            }
            @if facets.counted > 0 {
                section aria-labelledby="timeline" {
                    h2 id="timeline" { "Timeline" }
                    @if facets.counted > PLOTTED { p.faint { "The newest " (PLOTTED) " statements." } }
                    (plot::figure(&plot::of_found(&self.plotted)))
                }
            }
            div.columns {
                section.wide aria-labelledby="said" {
                    h2 id="said" { "Statements (" (self.total) ")" }
                    @if self.statements.is_empty() { p.faint { "None was read." } }
                    ul.plain.statements { @for one in &self.statements { (parts::found(site, &self.names, one)) } }
                    (parts::more(site, self.next))
                }
                div {
                    @if facets.more { p.faint { "Counts of sides are of the newest " (facets.counted) " statements." } }
                    @for (name, title, counts) in [("by", "Who spoke of it", &facets.by), ("to", "To whom", &facets.to), ("about", "About", &facets.about)] {
                        section aria-labelledby=(name) {
                            h2 id=(name) { (title) }
                            ul.facet {
                                @for one in counts.iter().take(12) {
                                    li { a href=(format!("/search?topic={id}&{name}={}", encoded(&one.value))) { (site.name(&one.value)) } " " span.count { (one.count) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        vec![parts::statement_table(&self.names, &self.statements)]
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["plot.js"]
    }
}

//! The first page.

use maud::{Markup, html};

use super::parts::{self, contact, side, topic};
use crate::answer::{Site, Table, View};
use crate::handlers::home::Home;

impl View for Home {
    fn title(&self, _: &Site<'_>) -> String {
        "The record".to_owned()
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            h1.unseen { "The record" }
            form.big action="/search" role="search" aria-label="Search the record" {
                label for="q" { "Search what was said" }
                input id="q" name="q" type="search" maxlength="500" placeholder="fisheries, “human rights”, a name …";
                button { "Search" }
            }
            @match &self.days {
                None => p { "The record has no document with a day of release yet. Add some: " code { "chancery add" } },
                Some((first, last)) => p.lead {
                    "Official accounts released from " time { (first) } " to " time { (last) } "."
                },
            }
            div.columns {
                section.wide aria-labelledby="latest" {
                    h2 id="latest" { "Latest engagements" }
                    @if self.latest.is_empty() { p.faint { "None yet." } }
                    ul.plain { @for one in &self.latest { (contact(site, &self.names, one)) } }
                    p { a href="/engagements" { "All engagements" } }
                }
                div {
                    section aria-labelledby="met" {
                        h2 id="met" { "Who met whom" @if let Some(year) = self.year { ", " (year) } }
                        @if self.links.is_empty() { p.faint { "No contact in that year." } }
                        table {
                            caption.unseen { "Pairs of sides by number of accounts" }
                            thead { tr { th scope="col" { "Sides" } th.number scope="col" { "Accounts" } } }
                            tbody {
                                @for link in &self.links {
                                    tr {
                                        td { (side(site, &link.a)) " – " (side(site, &link.b)) }
                                        td.number { a href=(format!("/engagements?with={},{}", parts::encoded(&link.a), parts::encoded(&link.b))) { (link.accounts) } }
                                    }
                                }
                            }
                        }
                        p { a href="/network" { "The network by year" } }
                    }
                    section aria-labelledby="motion" {
                        h2 id="motion" { "Topics in motion" }
                        p.faint { "Statements in the last twelve months of the record, and in the twelve before." }
                        table {
                            caption.unseen { "Topics by number of statements" }
                            thead { tr { th scope="col" { "Topic" } th.number scope="col" { "Now" } th.number scope="col" { "Before" } } }
                            tbody {
                                @for one in &self.topics {
                                    tr {
                                        td { (topic(&one.topic)) }
                                        td.number { (one.statements) }
                                        td.number { (one.before) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        let links = self.links.iter();
        let topics = self.topics.iter();
        vec![
            parts::contact_table(&self.names, &self.latest),
            Table {
                name: "links",
                head: &["a", "b", "accounts", "in_person"],
                rows: links
                    .map(|link| {
                        vec![
                            link.a.clone(),
                            link.b.clone(),
                            link.accounts.to_string(),
                            link.in_person.to_string(),
                        ]
                    })
                    .collect(),
            },
            Table {
                name: "topics",
                head: &["topic", "statements", "before"],
                rows: topics
                    .map(|one| {
                        vec![
                            one.topic.clone(),
                            one.statements.to_string(),
                            one.before.to_string(),
                        ]
                    })
                    .collect(),
            },
        ]
    }
}

//! Documents: the list, and one with all that was read of it.

use chancery::Reading;
use chancery::reading::{Engagement, Statement};
use maud::{Markup, html};

use super::parts::{self, Names};
use super::text;
use crate::answer::{Citable, Site, Table, View};
use crate::handlers::documents::{Document, Documents};

impl View for Documents {
    fn title(&self, _: &Site<'_>) -> String {
        "Documents".to_owned()
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            h1 { "Documents" }
            form.search action="/documents" {
                label { "Publisher" input name="publisher" value=(site.asked.one("publisher").unwrap_or("")) placeholder="NO" maxlength="60"; }
                button { "Show" }
            }
            @if self.documents.is_empty() { p { "The record has none." } }
            div.scroll tabindex="0" role="region" aria-label="Documents" {
                table {
                    caption.unseen { "Documents, the latest first" }
                    thead { tr { th scope="col" { "Day" } th scope="col" { "Title" } th scope="col" { "Publisher" } } }
                    tbody {
                        @for row in &self.documents {
                            tr {
                                td { (parts::day(row.published.as_deref())) }
                                td { a href=(format!("/documents/{}", row.id)) { (row.title.as_deref().unwrap_or(&row.name)) } }
                                td { @if let Some(code) = &row.publisher { (parts::side(site, code)) } }
                            }
                        }
                    }
                }
            }
            (parts::more(site, self.next))
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        let rows = self.documents.iter().map(|row| {
            vec![
                row.id.to_string(),
                row.published.clone().unwrap_or_default(),
                row.publisher.clone().unwrap_or_default(),
                row.title.clone().unwrap_or_default(),
                row.source.clone().unwrap_or_default(),
                row.revision.to_string(),
            ]
        });
        vec![Table {
            name: "documents",
            head: &[
                "document",
                "day",
                "publisher",
                "title",
                "source",
                "revision",
            ],
            rows: rows.collect(),
        }]
    }
}

impl View for Document {
    fn title(&self, _: &Site<'_>) -> String {
        self.row
            .title
            .clone()
            .unwrap_or_else(|| self.row.name.clone())
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            @if !self.row.current { p.note { "This is an older revision." } }
            (reading(site, &self.names, &self.reading, Some(self.row.id)))
            @if !self.revisions.is_empty() {
                section aria-labelledby="revisions" {
                    h2 id="revisions" { "Revisions" }
                    ul { @for one in &self.revisions { li { a href=(format!("/documents/{}", one.document)) aria-current=[(one.document == self.row.id).then_some("page")] { "Revision " (one.revision) } } } }
                }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        tables(&self.names, &self.reading)
    }

    fn cited(&self) -> Option<Citable> {
        let document = &self.reading.document;
        Some(Citable {
            title: self
                .row
                .title
                .clone()
                .unwrap_or_else(|| self.row.name.clone()),
            publisher: document.publisher.clone(),
            day: document.published.clone(),
            url: document.source.clone().filter(|place| parts::is_web(place)),
        })
    }
}

/// A reading: head, text, what was read. `number` is that of the record, where it is in one.
pub fn reading(site: &Site<'_>, names: &Names, reading: &Reading, number: Option<i64>) -> Markup {
    let document = &reading.document;
    let repairs = site.asked.flag("repairs");
    html! {
        article.document {
            header {
                h1 { (document.title.as_deref().unwrap_or(&document.id)) }
                p.lead {
                    (parts::day(document.published.as_deref()))
                    @if let Some(code) = &document.publisher { " · " (parts::side(site, code)) "’s account" }
                    @if let Some(place) = &document.source { " · " (parts::source(place)) }
                }
                @if !reading.repairs.is_empty() {
                    p {
                        @if number.is_some() {
                            @if repairs { a.button href=(site.asked.clear("repairs").at(site.path)) { "Hide repairs in the text" } }
                            @else { a.button href=(site.asked.set("repairs", "1").at(site.path)) { "Show repairs in the text" } }
                        }
                        " " a href="#repairs" { (counted(reading.repairs.len(), "repair")) ", before and after" }
                    }
                }
                @for one in &reading.diagnostics { p.note { (one.severity) ": " (one.message) } }
            }
            div.with-margin {
                (text::text(reading, repairs))
                aside aria-label="Engagements" {
                    h2 { "Engagements" }
                    @if reading.engagements.is_empty() { p.faint { "None was read." } }
                    ul.plain { @for one in &reading.engagements { (engagement(site, names, one, number)) } }
                }
            }
            section aria-labelledby="statements" {
                h2 id="statements" { (counted(reading.statements.len(), "statement")) }
                ol.plain.statements { @for said in &reading.statements { (statement(site, names, said)) } }
            }
            @if !reading.repairs.is_empty() { (repaired(reading)) }
        }
    }
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn engagement(site: &Site<'_>, names: &Names, one: &Engagement, number: Option<i64>) -> Markup {
    let what = html! { @if one.announced { "announced " } (one.kind) };
    html! {
        li.contact id=(format!("e{}", one.id)) {
            p.who {
                time { (parts::when(one)) } " "
                @match number {
                    Some(number) => a.kind href=(format!("/engagements/{number}.{}", one.id)) { (what) },
                    None => span.kind { (what) },
                }
                @if let Some(place) = &one.place { ", " (place) }
            }
            p { (parts::participants(site, names, one)) }
            p.faint { q { (one.evidence.quote) } }
        }
    }
}

fn statement(site: &Site<'_>, names: &Names, said: &Statement) -> Markup {
    html! {
        li class=(format!("statement {}", parts::family_class(&said.family))) id=(format!("st{}", said.id)) {
            p.who {
                strong { (parts::parties(site, names, &said.speakers, &said.sides)) }
                @if !said.addressees.is_empty() || !said.addressee_sides.is_empty() {
                    " → " (parts::parties(site, names, &said.addressees, &said.addressee_sides))
                }
            }
            (parts::act(said))
            blockquote { (parts::sentence(said)) }
            p.where {
                (parts::matters(site, said))
                @if !said.names.is_empty() { "naming " (parts::listed(said.names.iter().map(|id| parts::entity(names, id)))) " · " }
                a href=(format!("#in{}", said.id)) { "in the text" }
            }
        }
    }
}

fn repaired(reading: &Reading) -> Markup {
    html! {
        section aria-labelledby="repairs" {
            h2 id="repairs" { "Repairs" }
            details {
                summary { "What was repaired, and why" }
                div.scroll tabindex="0" role="region" aria-label="Repairs" {
                    table {
                        caption.unseen { "Every difference between what came and the text above" }
                        thead { tr { th scope="col" { "Kind" } th scope="col" { "Before" } th scope="col" { "After" } th scope="col" { "Certainty" } th scope="col" { "Why" } } }
                        tbody {
                            @for one in &reading.repairs {
                                tr {
                                    td { (one.kind) }
                                    td { del { (text::visible(&one.before)) } }
                                    td { ins { (text::visible(&one.after)) } }
                                    td { (one.certainty) }
                                    td { (one.channel.as_deref().unwrap_or("")) " " (one.reason.as_deref().unwrap_or("")) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The tables of a reading.
pub fn tables(names: &Names, reading: &Reading) -> Vec<Table> {
    let name = |ids: &[String]| {
        let names: Vec<&str> = ids
            .iter()
            .map(|id| names.get(id).map_or(id.as_str(), String::as_str))
            .collect();
        names.join("|")
    };
    let statements = reading.statements.iter().map(|said| {
        vec![
            said.id.to_string(),
            name(&said.speakers),
            said.sides.join("|"),
            name(&said.addressees),
            said.addressee_sides.join("|"),
            said.family.clone(),
            said.act.clone(),
            said.strength.to_string(),
            said.topics.join("|"),
            said.about.join("|"),
            said.content
                .as_ref()
                .map_or(String::new(), |content| content.quote.clone()),
            said.evidence.quote.clone(),
        ]
    });
    let engagements = reading.engagements.iter().map(|one| {
        let sides: Vec<&str> = one
            .participants
            .iter()
            .map(|party| party.side.as_str())
            .collect();
        vec![
            one.id.to_string(),
            one.kind.clone(),
            parts::when(one),
            one.place.clone().unwrap_or_default(),
            sides.join("|"),
            one.announced.to_string(),
            one.evidence.quote.clone(),
        ]
    });
    let repairs = reading.repairs.iter().map(|one| {
        vec![
            one.kind.clone(),
            one.span.0.to_string(),
            one.span.1.to_string(),
            one.before.clone(),
            one.after.clone(),
            one.certainty.clone(),
            one.channel.clone().unwrap_or_default(),
            one.reason.clone().unwrap_or_default(),
        ]
    });
    vec![
        Table {
            name: "statements",
            head: &[
                "statement",
                "speakers",
                "by",
                "addressees",
                "to",
                "family",
                "act",
                "strength",
                "topics",
                "about",
                "content",
                "evidence",
            ],
            rows: statements.collect(),
        },
        Table {
            name: "engagements",
            head: &[
                "engagement",
                "kind",
                "when",
                "place",
                "sides",
                "announced",
                "evidence",
            ],
            rows: engagements.collect(),
        },
        Table {
            name: "repairs",
            head: &[
                "kind",
                "from",
                "to",
                "before",
                "after",
                "certainty",
                "channel",
                "reason",
            ],
            rows: repairs.collect(),
        },
    ]
}

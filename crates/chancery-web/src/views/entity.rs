//! People, countries, offices, cases.

use maud::{Markup, html};

use super::parts::{self, spelled};
use super::{plot, search};
use crate::answer::{Site, Table, View};
use crate::handlers::entities::{Entity, List, PLOTTED, Sides};

impl List {
    fn plural(&self) -> &'static str {
        match self.kind {
            "person" => "People",
            "office" => "Offices",
            _ => "Cases",
        }
    }
}

impl View for List {
    fn title(&self, _: &Site<'_>) -> String {
        self.plural().to_owned()
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            h1 { (self.plural()) }
            p.ways {
                @for (place, name) in [("/people", "People"), ("/offices", "Offices"), ("/cases", "Cases"), ("/countries", "Countries and organisations")] {
                    @if place == site.path { strong { (name) } } @else { a href=(place) { (name) } } " "
                }
            }
            form.search action=(site.path) {
                label { "Name" input name="q" type="search" value=(site.asked.one("q").unwrap_or("")) maxlength="200"; }
                button { "Find" }
            }
            @if self.names.is_empty() { p { "The record names none like this." } }
            ul.names {
                @for one in &self.names {
                    li {
                        a href=(parts::entity_href(&one.id)) { (one.name) }
                        @if let Some(code) = &one.country { " " span.faint { (site.name(code)) } }
                    }
                }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        let rows = self.names.iter();
        vec![Table {
            name: "names",
            head: &["id", "type", "name", "country"],
            rows: rows
                .map(|one| {
                    vec![
                        one.id.clone(),
                        one.kind.clone(),
                        one.name.clone(),
                        one.country.clone().unwrap_or_default(),
                    ]
                })
                .collect(),
        }]
    }
}

impl View for Sides {
    fn title(&self, _: &Site<'_>) -> String {
        "Countries and organisations".to_owned()
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            h1 { "Countries and organisations" }
            table {
                caption.unseen { "Sides by number of statements" }
                thead { tr { th scope="col" { "Side" } th scope="col" { "Code" } th.number scope="col" { "Statements" } } }
                tbody {
                    @for one in &self.sides {
                        tr { td { (parts::side(site, &one.value)) } td { (one.value) } td.number { (one.count) } }
                    }
                }
            }
        }
    }

    fn tables(&self, site: &Site<'_>) -> Vec<Table> {
        let rows = self.sides.iter();
        vec![Table {
            name: "sides",
            head: &["code", "name", "statements"],
            rows: rows
                .map(|one| {
                    vec![
                        one.value.clone(),
                        site.name(&one.value).to_owned(),
                        one.count.to_string(),
                    ]
                })
                .collect(),
        }]
    }
}

impl Entity {
    fn link(&self, page: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair(self.query.0, &self.query.1);
        format!("{page}?{}", query.finish())
    }
}

impl View for Entity {
    fn title(&self, _: &Site<'_>) -> String {
        self.entity.name.clone()
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        let side = self.entity.kind == "side";
        html! {
            h1 { (self.entity.name) }
            p.lead {
                @if side { (self.entity.id) } @else { (spelled(&self.entity.kind)) }
                @if let Some(code) = self.entity.country.as_deref().filter(|_| !side) { " · " (parts::side(site, code)) }
                " · " a href=(self.link("/search")) { "search these statements" }
                " · " a href=(self.link("/moves")) { "how the language moved" }
            }
            @if self.facets.counted > 0 {
                section aria-labelledby="timeline" {
                    h2 id="timeline" { "Timeline" }
                    @if self.facets.counted > PLOTTED { p.faint { "The newest " (PLOTTED) " statements." } }
                    (plot::figure(&plot::of_found(&self.plotted)))
                }
            }
            div.columns {
                section.wide aria-labelledby="said" {
                    h2 id="said" {
                        "Statements"
                        @match self.total {
                            Some(total) => { " (" (total) ")" },
                            None if self.facets.more => { ", more than " (self.facets.counted) },
                            None => { " (" (self.facets.counted) ")" },
                        }
                    }
                    @if self.statements.is_empty() { p.faint { "None was read." } }
                    ul.plain.statements { @for one in &self.statements { (parts::found(site, &self.names, one)) } }
                    (parts::more(site, self.next))
                }
                div {
                    @if self.facets.more { p.faint { "Counts of topics and sides are of the newest " (self.facets.counted) " statements." } }
                    section aria-labelledby="on" {
                        h2 id="on" { "On what" }
                        ul.facet { @for one in self.facets.topic.iter().take(10) { li { (parts::topic(&one.value)) " " span.count { (one.count) } } } }
                    }
                    @if !self.facets.to.is_empty() {
                        section aria-labelledby="whom" {
                            h2 id="whom" { "To whom" }
                            ul.facet { @for one in self.facets.to.iter().take(10) { li { (parts::side(site, &one.value)) " " span.count { (one.count) } } } }
                        }
                    }
                    section aria-labelledby="met" {
                        h2 id="met" { "Engagements" }
                        @if self.engagements.is_empty() { p.faint { "None was read." } }
                        ul.plain { @for one in &self.engagements { (parts::contact(site, &self.names, one)) } }
                    }
                    section aria-labelledby="moved" {
                        h2 id="moved" { "How the language moved" }
                        @match &self.changes {
                            Some(changes) => (search::changes(changes, 10)),
                            None => p { a href=(self.link("/moves")) { "The changes in these statements" } },
                        }
                    }
                    section aria-labelledby="documents" {
                        h2 id="documents" { @if side { "Its own accounts" } @else { "Named in" } }
                        ul { @for row in &self.documents { li { (parts::day(row.published.as_deref())) " " a href=(format!("/documents/{}", row.id)) { (row.title.as_deref().unwrap_or(&row.name)) } } } }
                    }
                }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        vec![
            parts::statement_table(&self.names, &self.statements),
            parts::contact_table(&self.names, &self.engagements),
        ]
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["plot.js"]
    }
}

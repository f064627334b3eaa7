//! What stands around every page.

use maud::{DOCTYPE, Markup, html};

use crate::answer::{Citable, Shown, Site};
use crate::{assets, cite};

/// Where the head of every page leads.
const PLACES: &[(&str, &str)] = &[
    ("/search", "Search"),
    ("/documents", "Documents"),
    ("/engagements", "Engagements"),
    ("/people", "People"),
    ("/countries", "Countries"),
    ("/topics", "Topics"),
    ("/network", "Network"),
    ("/compare", "Compare"),
    ("/brief", "Brief"),
    ("/coverage", "Coverage"),
    ("/read", "Read a text"),
];

/// A whole page.
pub fn page(site: &Site<'_>, shown: &dyn Shown) -> Markup {
    let title = shown.title(site);
    let tables = shown.tables(site);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – Chancery" }
                link rel="icon" type="image/svg+xml" href=(assets::at("icon.svg"));
                link rel="stylesheet" href=(assets::at("style.css"));
                link rel="canonical" href=(site.here());
                link rel="alternate" type="application/json" href=(site.form("json"));
                @for script in shown.scripts() {
                    @if *script == "plot.js" {
                        link rel="stylesheet" href=(assets::at("uplot/uPlot.min.css"));
                        script defer src=(assets::at("uplot/uPlot.iife.min.js")) {}
                    }
                    script defer src=(assets::at(script)) {}
                }
                script defer src=(assets::at("copy.js")) {}
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.top {
                    a.mark href="/" { "Chancery" }
                    @if site.path != "/" && site.path != "/search" {
                        form.inline action="/search" role="search" aria-label="Search the record" {
                            input name="q" type="search" aria-label="Words" placeholder="Search statements" maxlength="500";
                            button { "Search" }
                        }
                    }
                    nav aria-label="Main" {
                        ul {
                            @for (place, name) in PLACES {
                                @let here = site.path == *place || site.path.starts_with(&format!("{place}/"));
                                li { a href=(place) aria-current=[here.then_some("page")] { (name) } }
                            }
                        }
                    }
                }
                main id="main" tabindex="-1" { (shown.body(site)) }
                footer {
                    nav aria-label="Other forms of this page" {
                        ul {
                            li { a href=(site.form("json")) { "JSON" } }
                            @for table in &tables {
                                li {
                                    a href=(csv(site, table.name)) { "CSV: " (table.name) }
                                }
                            }
                            li { a href="/api" { "API" } }
                        }
                    }
                    (citation(site, &title, shown.cited()))
                    p.faint { "Every claim stands with the sentence that proves it. Read by Chancery " (env!("CARGO_PKG_VERSION")) "." }
                }
            }
        }
    }
}

fn csv(site: &Site<'_>, table: &str) -> String {
    let address = site.form("csv");
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}table={table}")
}

fn citation(site: &Site<'_>, title: &str, cited: Option<Citable>) -> Markup {
    let cited = cited.unwrap_or_else(|| Citable {
        title: title.to_owned(),
        publisher: None,
        day: None,
        url: None,
    });
    html! {
        details.cite {
            summary { "Cite this page" }
            h2 { "Plain" }
            pre tabindex="0" { (cite::plain(&cited, site)) }
            h2 { "BibTeX" }
            pre tabindex="0" { (cite::bibtex(&cited, site)) }
        }
    }
}

//! The printable page before a meeting.

use maud::{Markup, html};

use super::parts::{encoded, side};
use crate::answer::{Site, Table, View};
use crate::handlers::brief::{Briefed, Choice};
use crate::pages::brief::{Page, Shown, body};

impl View for Choice {
    fn title(&self, _: &Site<'_>) -> String {
        "Brief".to_owned()
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            h1 { "Before a meeting" }
            p.lead { "The last contacts, what each side said last on each topic, what was agreed and asked, and what the record cannot tell: one page to print." }
            form.search action="/brief" {
                label { "For" input name="for" required placeholder="NO" maxlength="60"; }
                label { "Meeting" input name="with" required placeholder="CL" maxlength="60"; }
                label { "Person" input name="person" maxlength="200"; }
                label { "Since" input name="since" type="date"; }
                label { "Until" input name="until" type="date"; }
                button { "Write it" }
            }
            @if !self.links.is_empty() {
                h2 { "Who met this year" }
                ul {
                    @for link in &self.links {
                        li {
                            (side(site, &link.a)) " and " (side(site, &link.b)) ": "
                            a href=(format!("/brief?for={}&with={}", encoded(&link.a), encoded(&link.b))) { "for " (link.a) } " · "
                            a href=(format!("/brief?for={}&with={}", encoded(&link.b), encoded(&link.a))) { "for " (link.b) }
                        }
                    }
                }
            }
        }
    }
}

impl View for Briefed {
    fn title(&self, _: &Site<'_>) -> String {
        let [us, them] = &self.brief.names;
        format!("Brief for {us}: meeting {them}")
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        let page = Page::of(&self.brief, std::path::Path::new("chancery.db"), self.whole);
        html! {
            @if let Some(day) = &self.begins {
                p.note {
                    "The two met so often that this is told from " (day) " on. "
                    a href=(site.asked.set("since", "1900-01-01").at(site.path)) { "Tell it from all days" }
                }
            }
            article.brief { (body(&page, Shown::Site)) }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        let rows = self.brief.sources.iter().map(|one| {
            vec![
                one.document.to_string(),
                one.day.clone().unwrap_or_default(),
                one.publisher.clone().unwrap_or_default(),
                one.title.clone(),
                one.source.clone().unwrap_or_default(),
            ]
        });
        vec![Table {
            name: "sources",
            head: &["document", "day", "publisher", "title", "source"],
            rows: rows.collect(),
        }]
    }
}

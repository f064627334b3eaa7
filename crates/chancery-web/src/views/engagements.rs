//! Engagements: the list, and one with its accounts.

use maud::{Markup, html};

use super::parts;
use crate::answer::{Site, Table, View};
use crate::handlers::engagements::{Engagement, Engagements};
use crate::params::KINDS;

impl View for Engagements {
    fn title(&self, _: &Site<'_>) -> String {
        "Engagements".to_owned()
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        let asked = site.asked;
        let kind = asked.one("kind").unwrap_or("");
        html! {
            h1 { "Engagements" }
            form.search action="/engagements" {
                label { "Sides" input name="with" value=(asked.list("with").join(",")) placeholder="NO,CL" maxlength="200"; }
                label { "Person" input name="person" value=(asked.one("person").unwrap_or("")) maxlength="200"; }
                label { "Kind" select name="kind" {
                    option value="" { "any" }
                    @for one in KINDS { option value=(one) selected[*one == kind] { (one) } }
                } }
                label { "Since" input name="since" type="date" value=(asked.one("since").unwrap_or("")); }
                label { "Until" input name="until" type="date" value=(asked.one("until").unwrap_or("")); }
                label.check { input name="announced" type="checkbox" value="1" checked[asked.flag("announced")]; " also announced" }
                button { "Show" }
            }
            @if self.engagements.is_empty() { p { "The record has none like this." } }
            ul.plain { @for one in &self.engagements { (parts::contact(site, &self.names, one)) } }
            (parts::more(site, self.next))
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        vec![parts::contact_table(&self.names, &self.engagements)]
    }
}

impl View for Engagement {
    fn title(&self, _: &Site<'_>) -> String {
        let one = &self.contact.engagement;
        let sides: Vec<&str> = one
            .participants
            .iter()
            .map(|party| party.side.as_str())
            .collect();
        format!(
            "{}, {}: {}",
            parts::spelled(&one.kind),
            parts::when(one),
            sides.join(", ")
        )
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            h1 { (View::title(self, site)) }
            ul.plain { (parts::contact(site, &self.names, &self.contact)) }
            section aria-labelledby="accounts" {
                h2 id="accounts" { "The same contact as others tell it" }
                @if self.accounts.is_empty() { p { "The record has no account of it by another publisher." } }
                ul.plain {
                    @for pair in &self.accounts {
                        (parts::contact(site, &self.names, &pair.b))
                        li.under {
                            a.button href=(format!("/compare?a={}&b={}", pair.a.document, pair.b.document)) { "Compare the two accounts" }
                            p.faint { "Likely the same (" (pair.likeness.score) " of 100): " (pair.likeness.reasons.join("; ")) }
                        }
                    }
                }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        let mut all = vec![self.contact.clone()];
        all.extend(self.accounts.iter().map(|pair| pair.b.clone()));
        vec![Table {
            name: "accounts",
            ..parts::contact_table(&self.names, &all)
        }]
    }
}

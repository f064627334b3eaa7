//! Who engages whom, as a circle of sides and as a table.

use std::collections::BTreeMap;
use std::f64::consts::TAU;

use chancery_record::Link;
use maud::{Markup, html};

use super::parts::{self, encoded, side_href};
use crate::answer::{Site, Table, View};
use crate::handlers::network::Network;

/// Sides in the picture; the table has all.
const DRAWN: usize = 24;
/// Rows of the table on the page; CSV and JSON have all.
const LISTED: usize = 200;
const SIZE: f64 = 560.0;
const RADIUS: f64 = 200.0;

impl View for Network {
    fn title(&self, _: &Site<'_>) -> String {
        match self.year {
            Some(year) => format!("Who engages whom, {year}"),
            None => "Who engages whom".to_owned(),
        }
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            h1 { (View::title(self, site)) }
            p.lead { "Accounts of meetings, calls and visits between two sides. A contact of which both sides tell counts twice." }
            @if let Some((first, last)) = self.years {
                nav.years aria-label="Years" {
                    @for year in (first..=last).rev() {
                        a href=(site.asked.set("year", &year.to_string()).at(site.path)) aria-current=[(self.year == Some(year)).then_some("page")] { (year) } " "
                    }
                }
            }
            @if self.links.is_empty() { p { "The record has no contact in this year." } } @else {
                div.columns {
                    figure.network { (circle(site, &self.links)) figcaption { "The " (DRAWN) " busiest sides at most; a thicker line is more accounts." } }
                    div.scroll tabindex="0" role="region" aria-label="Pairs" {
                        table {
                            caption.unseen { "Pairs of sides by number of accounts" }
                            thead { tr { th scope="col" { "Sides" } th.number scope="col" { "Accounts" } th.number scope="col" { "In person" } th scope="col" { "More" } } }
                            tbody {
                                @for link in self.links.iter().take(LISTED) {
                                    tr {
                                        td { (parts::side(site, &link.a)) " – " (parts::side(site, &link.b)) }
                                        td.number { (link.accounts) }
                                        td.number { (link.in_person) }
                                        td {
                                            a href=(format!("/engagements?with={},{}", encoded(&link.a), encoded(&link.b))) { "engagements" }
                                            " · " a href=(format!("/brief?for={}&with={}", encoded(&link.a), encoded(&link.b))) { "brief" }
                                        }
                                    }
                                }
                            }
                        }
                        @if self.links.len() > LISTED { p.faint { "and " (self.links.len() - LISTED) " more in CSV and JSON" } }
                    }
                }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        let year = self.year.map_or(String::new(), |year| year.to_string());
        let rows = self.links.iter().map(|link| {
            vec![
                year.clone(),
                link.a.clone(),
                link.b.clone(),
                link.accounts.to_string(),
                link.in_person.to_string(),
            ]
        });
        vec![Table {
            name: "links",
            head: &["year", "a", "b", "accounts", "in_person"],
            rows: rows.collect(),
        }]
    }
}

fn circle(site: &Site<'_>, links: &[Link]) -> Markup {
    let mut weight: BTreeMap<&str, u64> = BTreeMap::new();
    for link in links {
        *weight.entry(&link.a).or_default() += link.accounts;
        *weight.entry(&link.b).or_default() += link.accounts;
    }
    let mut sides: Vec<(&str, u64)> = weight.into_iter().collect();
    sides.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    sides.truncate(DRAWN);
    sides.sort_unstable();
    let most = links.first().map_or(1, |link| link.accounts) as f64;
    let place = |code: &str| {
        let at = sides.iter().position(|(side, _)| *side == code)?;
        let angle = at as f64 / sides.len() as f64 * TAU - TAU / 4.0;
        Some((
            SIZE / 2.0 + RADIUS * angle.cos(),
            SIZE / 2.0 + RADIUS * angle.sin(),
            angle,
        ))
    };
    let px = |value: f64| format!("{value:.1}");
    html! {
        svg viewBox=(format!("0 0 {SIZE} {SIZE}")) aria-hidden="true" focusable="false" {
            @for link in links.iter().take(400) {
                @if let (Some((ax, ay, _)), Some((bx, by, _))) = (place(&link.a), place(&link.b)) {
                    path.link d=(format!("M{} {} Q{} {} {} {}", px(ax), px(ay), SIZE / 2.0, SIZE / 2.0, px(bx), px(by)))
                        stroke-width=(px(1.0 + 7.0 * link.accounts as f64 / most)) {
                        title { (site.name(&link.a)) " – " (site.name(&link.b)) ": " (link.accounts) }
                    }
                }
            }
            @for (code, count) in &sides {
                @if let Some((x, y, angle)) = place(code) {
                    a href=(side_href(code)) tabindex="-1" {
                        circle.node cx=(px(x)) cy=(px(y)) r="6" { title { (site.name(code)) ": " (count) } }
                        text.axis x=(px(x + 14.0 * angle.cos())) y=(px(y + 18.0 * angle.sin() + 4.0))
                            text-anchor=(if angle.cos() > 0.3 { "start" } else if angle.cos() < -0.3 { "end" } else { "middle" }) { (code) }
                    }
                }
            }
        }
    }
}

//! Statements that were found, with what narrows them; how language moved.

use chancery::lexicon::{Family, TOPICS};
use chancery_record::{Change, FacetCount};
use maud::{Markup, html};

use super::parts::{self, Names, spelled};
use super::plot;
use crate::answer::{Site, Table, View};
use crate::handlers::search::{Moves, Search};
use crate::params::KINDS;

/// How many values of a facet are shown.
const SHOWN: usize = 12;

impl View for Search {
    fn title(&self, site: &Site<'_>) -> String {
        match site.asked.one("q") {
            Some(words) => format!("Search: {words}"),
            None => "Search".to_owned(),
        }
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            h1 { "Search" }
            (form(site))
            (given(site, &self.names))
            div.with-facets {
                section aria-labelledby="found" {
                    h2 id="found" { (count(self)) }
                    @if self.found.is_empty() {
                        p { "Nothing in the record is like this. Ask for fewer things, or other words." }
                    } @else {
                        p.faint {
                            "In order: "
                            @for (sort, name) in [("newest", "newest"), ("oldest", "oldest"), ("strongest", "strongest")] {
                                @let now = site.asked.one("sort").unwrap_or("newest") == sort;
                                @if now { strong { (name) } } @else { a href=(site.asked.clear("before").set("sort", sort).at("/search")) { (name) } }
                                " "
                            }
                            " · " a href=(site.asked.clear("sort").clear("before").at("/moves")) { "how the language moved" }
                        }
                    }
                    ul.plain.statements { @for one in &self.found { (parts::found(site, &self.names, one)) } }
                    (parts::more(site, self.next))
                }
                aside aria-label="Narrow the search" { (facets(site, self)) }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        vec![parts::statement_table(&self.names, &self.found)]
    }
}

fn count(search: &Search) -> String {
    match (search.facets.counted, search.facets.more) {
        (1, _) => "1 statement".to_owned(),
        (counted, false) => format!("{counted} statements"),
        (counted, true) => format!("More than {counted} statements"),
    }
}

fn form(site: &Site<'_>) -> Markup {
    let asked = site.asked;
    let value = |name: &str| asked.list(name).join(",");
    let field = |name: &'static str, label: &str, kind: &str, hint: &str| {
        html! {
            label { (label) input name=(name) type=(kind) value=(value(name)) placeholder=(hint) maxlength="500"; }
        }
    };
    html! {
        form.search action="/search" role="search" aria-label="Statements" {
            label.long { "Words" input name="q" type="search" value=(asked.one("q").unwrap_or("")) maxlength="500"; }
            (field("by", "By", "text", "NO"))
            (field("to", "To", "text", "CL"))
            (field("speaker", "Speaker", "text", "a name"))
            (field("about", "About", "text", "VE"))
            (field("name", "Naming", "text", "a case, a person"))
            (select("family", "Family", value("family"), Family::ALL.iter().map(|family| family.as_str())))
            (select("topic", "Topic", value("topic"), TOPICS.iter().copied()))
            (select("kind", "In a", value("kind"), KINDS.iter().copied()))
            (field("since", "Since", "date", ""))
            (field("until", "Until", "date", ""))
            button { "Search" }
        }
    }
}

/// A choice; what was chosen beside a single value stays.
fn select<'a>(
    name: &str,
    label: &str,
    value: String,
    choices: impl Iterator<Item = &'a str>,
) -> Markup {
    let choices: Vec<&str> = choices.collect();
    html! {
        label { (label)
            select name=(name) {
                option value="" { "any" }
                @if value.contains(',') { option value=(value) selected { (value.replace(',', " or ")) } }
                @for choice in choices { option value=(choice) selected[value == choice] { (spelled(choice)) } }
            }
        }
    }
}

/// What was asked, each with a way to drop it.
fn given(site: &Site<'_>, names: &Names) -> Markup {
    let asked = site.asked.clear("before").clear("sort").clear("table");
    html! {
        @if !asked.is_empty() {
            ul.given aria-label="What is asked" {
                @for (name, value) in asked.each() {
                    li {
                        a href=(asked.without(name, value).at("/search")) title="Drop this" {
                            span.faint { (name) " " } (names.get(value).map_or(value, String::as_str)) " "
                            span aria-hidden="true" { "×" } span.unseen { "drop" }
                        }
                    }
                }
            }
        }
    }
}

fn facets(site: &Site<'_>, search: &Search) -> Markup {
    let facets = &search.facets;
    let code = |value: &str| site.name(value).to_owned();
    let plain = |value: &str| value.to_owned();
    html! {
        @if facets.more {
            p.faint { "Counts are of the newest " (facets.counted) " that match." }
        }
        (facet(site, "Family", "family", &facets.family, plain))
        (facet(site, "By", "by", &facets.by, code))
        (facet(site, "To", "to", &facets.to, code))
        (speakers(site, search))
        (facet(site, "Topic", "topic", &facets.topic, spelled))
        (facet(site, "About", "about", &facets.about, code))
        @if facets.year.len() > 1 {
            h2 { "Year" }
            ul.facet {
                @for one in facets.year.iter().take(SHOWN) {
                    @let since = format!("{}-01-01", one.value);
                    @let until = format!("{}-12-31", one.value);
                    li { a href=(site.asked.clear("before").set("since", &since).set("until", &until).at("/search")) { (one.value) } " " span.count { (one.count) } }
                }
            }
        }
    }
}

fn facet(
    site: &Site<'_>,
    title: &str,
    name: &'static str,
    counts: &[FacetCount],
    words: impl Fn(&str) -> String,
) -> Markup {
    html! {
        @if !counts.is_empty() {
            h2 { (title) }
            ul.facet {
                @for one in counts.iter().take(SHOWN) {
                    @let chosen = site.asked.list(name).contains(&one.value);
                    @let base = site.asked.clear("before");
                    @let to = if chosen { base.without(name, &one.value) } else { base.with(name, &one.value) };
                    li {
                        a class=[(name == "family").then(|| parts::family_class(&one.value))] href=(to.at("/search")) aria-current=[chosen.then_some("true")] { (words(&one.value)) }
                        " " span.count { (one.count) }
                    }
                }
            }
        }
    }
}

fn speakers(site: &Site<'_>, search: &Search) -> Markup {
    html! {
        @if !search.facets.speaker.is_empty() {
            h2 { "Speaker" }
            ul.facet {
                @for one in search.facets.speaker.iter().take(SHOWN) {
                    @let name = search.names.get(&one.value).unwrap_or(&one.value);
                    li { a href=(site.asked.clear("before").set("speaker", name).at("/search")) { (name) } " " span.count { (one.count) } }
                }
            }
        }
    }
}

impl View for Moves {
    fn title(&self, _: &Site<'_>) -> String {
        "How the language moved".to_owned()
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        let entries = &self.timeline.entries;
        html! {
            h1 { "How the language moved" }
            p.lead { "What changed on the same matter, from the same side to the same counterpart, in the accounts of the same publisher." }
            (given(site, &Names::new()))
            @if let Some(since) = &self.since { p.note { "There is more than can be compared at once: this is told from " (since) " on. Narrow it by side, topic or days to see earlier ones." } }
            @if entries.is_empty() { p { "Nothing in the record is like this." } }
            (plot::figure(&plot::of_entries(entries)))
            (changes(&self.timeline.changes, self.timeline.changes.len()))
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        let statements = self.timeline.entries.iter().map(|entry| {
            vec![
                entry.statement.to_string(),
                entry.day.clone().unwrap_or_default(),
                entry.sides.join("|"),
                entry.addressee_sides.join("|"),
                entry.family.clone(),
                entry.act.clone(),
                entry.strength.to_string(),
                entry.words.quote.clone(),
                entry.evidence.quote.clone(),
                entry.source.clone().unwrap_or_default(),
                entry.evidence.document.to_string(),
            ]
        });
        let changes = self.timeline.changes.iter().map(|change| {
            let before = change.before.as_ref();
            vec![
                change.kind.name().to_owned(),
                change.sides.join("|"),
                change.to.join("|"),
                change.topic.clone().unwrap_or_default(),
                change.at.statement.to_string(),
                change.at.evidence.quote.clone(),
                before.map_or(String::new(), |before| before.statement.to_string()),
                before.map_or(String::new(), |before| before.evidence.quote.clone()),
            ]
        });
        vec![
            Table {
                name: "statements",
                head: &[
                    "statement",
                    "day",
                    "by",
                    "to",
                    "family",
                    "act",
                    "strength",
                    "words",
                    "evidence",
                    "source",
                    "document",
                ],
                rows: statements.collect(),
            },
            Table {
                name: "changes",
                head: &[
                    "change",
                    "by",
                    "to",
                    "topic",
                    "statement",
                    "evidence",
                    "before",
                    "evidence_before",
                ],
                rows: changes.collect(),
            },
        ]
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["plot.js"]
    }
}

/// Changes, the latest first, at most so many.
pub fn changes(changes: &[Change], most: usize) -> Markup {
    let what = |change: &Change| match change.kind {
        chancery_record::ChangeKind::First => "First mention",
        chancery_record::ChangeKind::Resumed => "Named again",
        chancery_record::ChangeKind::Stronger => "Stronger",
        chancery_record::ChangeKind::Weaker => "Weaker",
        chancery_record::ChangeKind::NewAct => "Another act",
        chancery_record::ChangeKind::Reworded => "Reworded",
        chancery_record::ChangeKind::Dropped => "Not named since",
    };
    html! {
        @if changes.is_empty() { p.faint { "No change was found." } }
        ol.plain.changes {
            @for change in changes.iter().rev().take(most) {
                li {
                    p.who {
                        (parts::day(change.at.evidence.day.as_deref())) " "
                        strong { (what(change)) } " "
                        (change.sides.join(", ")) @if !change.to.is_empty() { " → " (change.to.join(", ")) }
                        @if let Some(topic) = &change.topic { ", " (parts::topic(topic)) }
                    }
                    p {
                        q { (change.at.evidence.quote) } " "
                        a.code href=(place(&change.at.evidence)) { (change.at.act) ", " (change.at.strength) }
                    }
                    @if let Some(before) = &change.before {
                        p.faint {
                            "Before, " (before.evidence.day.as_deref().unwrap_or("day not known")) ": "
                            q { (before.evidence.quote) } " "
                            a.code href=(place(&before.evidence)) { (before.act) ", " (before.strength) }
                        }
                    }
                    @if !change.silent.is_empty() {
                        p.faint {
                            "Not named in "
                            (parts::listed(change.silent.iter().map(|at| html! { a href=(place(at)) { "document " (at.document) } })))
                        }
                    }
                }
            }
        }
    }
}

/// Where a citation stands.
pub fn place(at: &chancery_record::timeline::Citation) -> String {
    format!("/documents/{}#s{}", at.document, at.sentence)
}

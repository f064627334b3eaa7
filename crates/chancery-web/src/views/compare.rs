//! Two accounts side by side, what both report in the order of its topics.

use std::collections::BTreeMap;

use chancery_record::compare::{Account, Matter, Said, Told, Unshared, Verdict, Whose};
use maud::{Markup, html};

use super::parts::{self, spelled};
use crate::answer::{Site, Table, View};
use crate::handlers::compare::{Choice, Compared};

impl View for Choice {
    fn title(&self, _: &Site<'_>) -> String {
        "Compare".to_owned()
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            h1 { "Compare two accounts" }
            p.lead { "What each side tells of the same contact, and what it leaves out." }
            form.search action="/compare" {
                label { "Document" input name="a" inputmode="numeric" maxlength="20"; }
                label { "and document" input name="b" inputmode="numeric" maxlength="20"; }
                button { "Compare" }
            }
            h2 { "Contacts with two accounts, of the newest of the record" }
            @if self.pairs.is_empty() { p.faint { "The record has none." } }
            ul.plain {
                @for pair in &self.pairs {
                    (parts::contact(site, &self.names, &pair.a))
                    li.under {
                        a.button href=(format!("/compare?a={}&b={}", pair.a.document, pair.b.document)) {
                            "Compare with " (pair.b.publisher.as_deref().map_or("the other", |code| site.name(code))) "’s account"
                        }
                    }
                }
            }
        }
    }
}

/// What both accounts have on one topic.
#[derive(Default)]
struct Topic<'a> {
    both: Vec<&'a Matter>,
    only_a: Vec<&'a Unshared>,
    only_b: Vec<&'a Unshared>,
}

impl Compared {
    /// Everything by its first topic; what has none comes last.
    fn topics(&self) -> Vec<(Option<&str>, Topic<'_>)> {
        let mut topics: BTreeMap<(bool, &str), Topic<'_>> = BTreeMap::new();
        let key = |topics: &'_ [String]| {
            topics
                .first()
                .map(String::as_str)
                .map_or((true, String::new()), |id| (false, id.to_owned()))
        };
        let mut names: Vec<((bool, String), usize, u8)> = Vec::new();
        for (at, matter) in self.comparison.both.iter().enumerate() {
            let of = matter.topics.first().map_or_else(
                || matter.a.first().map_or(&[][..], |said| &said.topics[..]),
                std::slice::from_ref,
            );
            names.push((key(of), at, 0));
        }
        let sides = [(&self.comparison.a, 1), (&self.comparison.b, 2)];
        for (account, which) in sides {
            for (at, only) in account.only_here.iter().enumerate() {
                names.push((key(&only.said.topics), at, which));
            }
        }
        let known: Vec<&str> = chancery::lexicon::TOPICS.to_vec();
        for ((none, id), at, which) in names {
            let id = known
                .iter()
                .find(|known| **known == id)
                .copied()
                .unwrap_or("");
            let topic = topics.entry((none || id.is_empty(), id)).or_default();
            match which {
                0 => topic.both.extend(self.comparison.both.get(at)),
                1 => topic.only_a.extend(self.comparison.a.only_here.get(at)),
                _ => topic.only_b.extend(self.comparison.b.only_here.get(at)),
            }
        }
        topics
            .into_iter()
            .map(|((none, id), topic)| ((!none).then_some(id), topic))
            .collect()
    }
}

impl View for Compared {
    fn title(&self, site: &Site<'_>) -> String {
        let name = |account: &Account| {
            account
                .publisher
                .as_deref()
                .map_or("unknown", |code| site.name(code))
                .to_owned()
        };
        format!(
            "{} and {}: two accounts",
            name(&self.comparison.a),
            name(&self.comparison.b)
        )
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        let comparison = &self.comparison;
        html! {
            h1 { (View::title(self, site)) }
            div.halves {
                (head(site, &comparison.a, self.a))
                (head(site, &comparison.b, self.b))
            }
            @for note in &comparison.diagnostics { p.note { (note.message) } }
            (self.facts())
            @for (id, topic) in self.topics() {
                section {
                    h2 { @match id { Some(id) => { (parts::topic(id)) } None => { "Without a topic" } } }
                    @for matter in &topic.both {
                        div.matter {
                            p.faint {
                                "Both report it"
                                @for one in &matter.differences { "; " (one.what) " differs" }
                            }
                            div.halves {
                                div { (side_name(site, &comparison.a)) @for said in &matter.a { (self.said(said, self.a)) } }
                                div { (side_name(site, &comparison.b)) @for said in &matter.b { (self.said(said, self.b)) } }
                            }
                        }
                    }
                    @if !topic.only_a.is_empty() || !topic.only_b.is_empty() {
                        div.matter.halves {
                            div { p.side-name { "Only " (publisher(site, &comparison.a)) } @for only in &topic.only_a { (self.said(&only.said, self.a)) } @if topic.only_a.is_empty() { p.faint { "Nothing." } } }
                            div { p.side-name { "Only " (publisher(site, &comparison.b)) } @for only in &topic.only_b { (self.said(&only.said, self.b)) } @if topic.only_b.is_empty() { p.faint { "Nothing." } } }
                        }
                    }
                }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        let quote = |said: &[Said]| {
            said.iter()
                .map(|said| said.evidence.quote.clone())
                .collect::<Vec<_>>()
                .join("|")
        };
        let comparison = &self.comparison;
        let both = comparison.both.iter().map(|matter| {
            let differ: Vec<&str> = matter
                .differences
                .iter()
                .map(|one| one.what.as_str())
                .collect();
            vec![
                matter.topics.join("|"),
                quote(&matter.a),
                quote(&matter.b),
                matter.likeness.to_string(),
                differ.join("|"),
            ]
        });
        let only = [(&comparison.a, "a"), (&comparison.b, "b")]
            .into_iter()
            .flat_map(|(account, which)| {
                account.only_here.iter().map(move |only| {
                    let said = &only.said;
                    let whose = match only.whose {
                        Whose::Own => "own",
                        Whose::Other => "other",
                        Whose::Joint => "joint",
                        Whose::Third => "third",
                    };
                    vec![
                        which.to_owned(),
                        account.publisher.clone().unwrap_or_default(),
                        whose.to_owned(),
                        said.family.clone(),
                        said.act.clone(),
                        said.strength.to_string(),
                        said.topics.join("|"),
                        said.evidence.quote.clone(),
                    ]
                })
            });
        let value = |told: &Option<Told>| {
            told.as_ref()
                .map_or(String::new(), |told| told.value.clone())
        };
        let facts = comparison
            .contacts
            .iter()
            .flat_map(|contact| &contact.facts);
        let facts = facts.map(|fact| {
            vec![
                fact.what.clone(),
                value(&fact.a),
                value(&fact.b),
                verdict(fact.verdict).to_owned(),
            ]
        });
        vec![
            Table {
                name: "both",
                head: &["topics", "a", "b", "likeness", "differences"],
                rows: both.collect(),
            },
            Table {
                name: "only",
                head: &[
                    "account",
                    "publisher",
                    "whose",
                    "family",
                    "act",
                    "strength",
                    "topics",
                    "evidence",
                ],
                rows: only.collect(),
            },
            Table {
                name: "facts",
                head: &["fact", "a", "b", "verdict"],
                rows: facts.collect(),
            },
        ]
    }
}

impl Compared {
    fn said(&self, said: &Said, document: i64) -> Markup {
        html! {
            div class=(format!("statement {}", parts::family_class(&said.family))) {
                p.who { strong { (names(said)) } }
                p.act {
                    (parts::family(&said.family)) " " @if said.act != said.family { (said.act) " " } (parts::strength(said.strength))
                    @if said.joint { " " span.flag { "joint" } } @if said.negated { " " span.flag { "denied" } }
                }
                blockquote { (said.evidence.quote) }
                p.where { a href=(format!("/documents/{document}#st{}", said.statement)) { "in the document" } }
            }
        }
    }

    fn facts(&self) -> Markup {
        let facts: Vec<_> = self
            .comparison
            .contacts
            .iter()
            .flat_map(|contact| &contact.facts)
            .collect();
        let told = |told: &Option<Told>| {
            html! {
                @match told {
                    Some(told) => { (told.value) br; q.faint { (told.evidence.quote) } }
                    None => { span.faint { "not told" } }
                }
            }
        };
        html! {
            @if !facts.is_empty() {
                section aria-labelledby="facts" {
                    h2 id="facts" { "Facts of the contact" }
                    div.scroll tabindex="0" role="region" aria-label="Facts" {
                        table {
                            thead { tr { th scope="col" { "Fact" } th scope="col" { (self.comparison.a.publisher.as_deref().unwrap_or("first")) } th scope="col" { (self.comparison.b.publisher.as_deref().unwrap_or("second")) } th scope="col" { "Together" } } }
                            tbody {
                                @for fact in facts {
                                    tr {
                                        th scope="row" { (spelled(&fact.what)) }
                                        td { (told(&fact.a)) }
                                        td { (told(&fact.b)) }
                                        td { (verdict(fact.verdict)) @if let Some(note) = &fact.note { br; span.faint { (note) } } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn names(said: &Said) -> String {
    if said.speakers.is_empty() {
        return said.sides.join(", ");
    }
    let names: Vec<&str> = said.speakers.iter().map(|one| one.name.as_str()).collect();
    names.join(", ")
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agree => "agree",
        Verdict::Disagree => "disagree",
        Verdict::OnlyA => "only the first",
        Verdict::OnlyB => "only the second",
    }
}

fn publisher<'a>(site: &'a Site<'_>, account: &'a Account) -> &'a str {
    account
        .publisher
        .as_deref()
        .map_or("this account", |code| site.name(code))
}

fn side_name(site: &Site<'_>, account: &Account) -> Markup {
    html! { p.side-name { (publisher(site, account)) } }
}

fn head(site: &Site<'_>, account: &Account, number: i64) -> Markup {
    html! {
        div {
            p.side-name { (publisher(site, account)) "’s account" }
            p { a href=(format!("/documents/{number}")) { (account.title.as_deref().unwrap_or(&account.document)) } br; (parts::day(account.published.as_deref())) }
            p.faint { (account.compared) " statements compared" @if account.aside > 0 { ", " (account.aside) " about other contacts left aside" } }
        }
    }
}

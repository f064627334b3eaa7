//! What many pages show: names with their links, statements, contacts.

use std::collections::BTreeMap;

use chancery::reading::{Engagement, Statement};
use chancery_record::{Contact, Found};
use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::answer::{Site, Table};

/// Names of entities by their ids.
pub type Names = BTreeMap<String, String>;

/// What may stand in a path as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b':');

/// A part of a path.
pub fn encoded(part: &str) -> String {
    utf8_percent_encode(part, PATH).to_string()
}

/// The page of an entity.
pub fn entity_href(id: &str) -> String {
    let (kind, name) = id.split_once(':').unwrap_or(("", id));
    let page = match kind {
        "person" => "people",
        "office" => "offices",
        "case" => "cases",
        _ => return format!("/names/{}", encoded(id)),
    };
    format!("/{page}/{}", encoded(name))
}

/// An entity with its link.
pub fn entity(names: &Names, id: &str) -> Markup {
    let name = names.get(id).map_or(id, String::as_str);
    html! { a href=(entity_href(id)) { (name) } }
}

/// The page of a side.
pub fn side_href(code: &str) -> String {
    format!("/countries/{}", encoded(code))
}

/// A side by its name, with its link.
pub fn side(site: &Site<'_>, code: &str) -> Markup {
    html! { a.side href=(side_href(code)) { (site.name(code)) } }
}

/// Several things with commas between them.
pub fn listed(each: impl IntoIterator<Item = Markup>) -> Markup {
    html! {
        @for (at, one) in each.into_iter().enumerate() {
            @if at > 0 { ", " }
            (one)
        }
    }
}

/// `human-rights` as words.
pub fn spelled(topic: &str) -> String {
    let mut words = topic.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// A topic with its link.
pub fn topic(id: &str) -> Markup {
    html! { a.topic href=(format!("/topics/{}", encoded(id))) { (spelled(id)) } }
}

/// The family of an act, by colour and by name.
pub fn family(name: &str) -> Markup {
    html! { span class=(format!("family {}", family_class(name))) { (name) } }
}

/// The class that colours a family; names that are none have none.
pub fn family_class(name: &str) -> String {
    let known = chancery::lexicon::Family::parse(name);
    known.map_or(String::new(), |family| format!("f-{}", family.as_str()))
}

/// How strong an act is, as dots and as a number.
pub fn strength(strength: u8) -> Markup {
    let full = usize::from(strength.min(5));
    html! {
        span.strength title=(format!("Strength {strength} of 5")) {
            span aria-hidden="true" { (("●").repeat(full)) (("○").repeat(5 - full)) }
            span.unseen { "strength " (strength) " of 5" }
        }
    }
}

/// A day, or that it is not known.
pub fn day(day: Option<&str>) -> Markup {
    match day {
        Some(day) => html! { time datetime=(day) { (day) } },
        None => html! { span.faint { "day not known" } },
    }
}

/// Where a document is from: a link if it is an address of the web, and of the web only.
pub fn source(place: &str) -> Markup {
    if is_web(place) {
        html! { a href=(place) rel="external noreferrer" { (place) } }
    } else {
        html! { span.path { (place) } }
    }
}

/// Whether a place is an address of the web.
pub fn is_web(place: &str) -> bool {
    place.starts_with("https://") || place.starts_with("http://")
}

/// Who speaks or is addressed: people where they are named, else sides.
pub fn parties(site: &Site<'_>, names: &Names, people: &[String], sides: &[String]) -> Markup {
    if people.is_empty() {
        return listed(sides.iter().map(|code| side(site, code)));
    }
    html! {
        (listed(people.iter().map(|id| entity(names, id))))
        @if !sides.is_empty() { " (" (listed(sides.iter().map(|code| html! { a.code href=(side_href(code)) title=(site.name(code)) { (code) } }))) ")" }
    }
}

/// A statement with its sentence, and where it was found.
pub fn found(site: &Site<'_>, names: &Names, found: &Found) -> Markup {
    let said = &found.statement;
    let place = format!("/documents/{}#st{}", found.document, said.id);
    html! {
        li class=(format!("statement {}", family_class(&said.family))) id=(format!("n{}", found.id)) {
            p.who {
                (day(found.published.as_deref())) " "
                strong { (parties(site, names, &said.speakers, &said.sides)) }
                @if !said.addressees.is_empty() || !said.addressee_sides.is_empty() {
                    " → " (parties(site, names, &said.addressees, &said.addressee_sides))
                }
            }
            (act(said))
            blockquote { (sentence(said)) }
            p.where {
                (matters(site, said))
                cite {
                    a href=(place) { (found.title.as_deref().unwrap_or(&found.name)) }
                    @if let Some(code) = &found.publisher { ", " (site.name(code)) "’s account" }
                }
            }
        }
    }
}

/// Which act it is and how strong.
pub fn act(said: &Statement) -> Markup {
    html! {
        p.act {
            (family(&said.family)) " "
            @if said.act != said.family { span { (said.act) } " " }
            (strength(said.strength))
            @for (holds, word) in [(said.joint, "joint"), (said.reiterated, "again"), (said.negated, "denied")] {
                @if holds { " " span.flag { (word) } }
            }
        }
    }
}

/// Topics, countries and the condition of a statement.
pub fn matters(site: &Site<'_>, said: &Statement) -> Markup {
    html! {
        @if !said.topics.is_empty() { span { (listed(said.topics.iter().map(|id| topic(id)))) } " · " }
        @if !said.about.is_empty() { span { "about " (listed(said.about.iter().map(|code| side(site, code)))) } " · " }
        @if let Some(condition) = &said.condition { span { "if “" (condition.quote) "”" } " · " }
    }
}

/// The sentence of a statement with its predicate marked.
pub fn sentence(said: &Statement) -> Markup {
    let evidence: Vec<char> = said.evidence.quote.chars().collect();
    let start = said.evidence.span.0;
    let place = |at: usize| at.saturating_sub(start).min(evidence.len());
    let (from, to) = (place(said.cue.span.0), place(said.cue.span.1));
    let part = |from: usize, to: usize| {
        evidence
            .get(from..to)
            .unwrap_or(&[])
            .iter()
            .collect::<String>()
    };
    html! {
        (part(0, from))
        @if to > from { mark { (part(from, to)) } }
        (part(to.max(from), evidence.len()))
    }
}

/// When a contact took place.
pub fn when(engagement: &Engagement) -> String {
    let Some(date) = &engagement.date else {
        return "day not known".to_owned();
    };
    let cut = match date.precision.as_str() {
        "year" => 4,
        "month" => 7,
        _ => 10,
    };
    let from = date.from.get(..cut).unwrap_or(&date.from);
    if date.precision == "day" && date.from != date.to {
        return format!("{from} to {}", date.to);
    }
    from.to_owned()
}

/// A contact: what, when, who, where.
pub fn contact(site: &Site<'_>, names: &Names, contact: &Contact) -> Markup {
    let engagement = &contact.engagement;
    html! {
        li.contact {
            p.who {
                time { (when(engagement)) } " "
                a.kind href=(format!("/engagements/{}", contact.key())) {
                    @if engagement.announced { "announced " } (engagement.kind)
                }
                @if let Some(place) = &engagement.place { ", " (place) }
            }
            p { (participants(site, names, engagement)) }
            p.where {
                q { (engagement.evidence.quote) } " "
                cite {
                    a href=(format!("/documents/{}#e{}", contact.document, engagement.id)) {
                        (contact.title.as_deref().or(contact.source.as_deref()).unwrap_or("the account"))
                    }
                    @if let Some(code) = &contact.publisher { ", " (site.name(code)) "’s account" }
                }
            }
        }
    }
}

/// Who took part.
pub fn participants(site: &Site<'_>, names: &Names, engagement: &Engagement) -> Markup {
    listed(engagement.participants.iter().map(|party| html! {
        @match &party.entity {
            Some(id) => { (entity(names, id)) " (" a.code href=(side_href(&party.side)) title=(site.name(&party.side)) { (party.side) } ")" }
            None => { (side(site, &party.side)) }
        }
        @if let Some(role) = &party.role { " " span.faint { (role) } }
    }))
}

/// Statements as a table.
pub fn statement_table(names: &Names, found: &[Found]) -> Table {
    let name = |ids: &[String]| {
        let names: Vec<&str> = ids
            .iter()
            .map(|id| names.get(id).map_or(id.as_str(), String::as_str))
            .collect();
        names.join("|")
    };
    let rows = found.iter().map(|found| {
        let said = &found.statement;
        vec![
            found.id.to_string(),
            found.published.clone().unwrap_or_default(),
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
            found.publisher.clone().unwrap_or_default(),
            found.title.clone().unwrap_or_default(),
            found.source.clone().unwrap_or_default(),
            found.document.to_string(),
        ]
    });
    Table {
        name: "statements",
        head: &[
            "statement",
            "day",
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
            "publisher",
            "title",
            "source",
            "document",
        ],
        rows: rows.collect(),
    }
}

/// Contacts as a table.
pub fn contact_table(names: &Names, contacts: &[Contact]) -> Table {
    let rows = contacts.iter().map(|contact| {
        let engagement = &contact.engagement;
        let parties = &engagement.participants;
        let people = parties.iter().filter_map(|party| party.entity.as_ref());
        let people: Vec<&str> = people
            .map(|id| names.get(id).map_or(id.as_str(), String::as_str))
            .collect();
        let sides: Vec<&str> = parties.iter().map(|party| party.side.as_str()).collect();
        vec![
            contact.key().to_string(),
            engagement.kind.clone(),
            engagement
                .date
                .as_ref()
                .map_or(String::new(), |date| date.from.clone()),
            engagement
                .date
                .as_ref()
                .map_or(String::new(), |date| date.to.clone()),
            engagement.place.clone().unwrap_or_default(),
            sides.join("|"),
            people.join("|"),
            engagement.announced.to_string(),
            engagement.evidence.quote.clone(),
            contact.publisher.clone().unwrap_or_default(),
            contact.title.clone().unwrap_or_default(),
            contact.source.clone().unwrap_or_default(),
            contact.document.to_string(),
        ]
    });
    Table {
        name: "engagements",
        head: &[
            "engagement",
            "kind",
            "from",
            "to",
            "place",
            "sides",
            "people",
            "announced",
            "evidence",
            "publisher",
            "title",
            "source",
            "document",
        ],
        rows: rows.collect(),
    }
}

/// A link to the next part of a list.
pub fn more(site: &Site<'_>, next: Option<i64>) -> Markup {
    html! {
        @if let Some(next) = next {
            p { a.next rel="next" href=(site.asked.set("before", &next.to_string()).at(site.path)) { "Older" } }
        }
    }
}

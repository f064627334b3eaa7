//! The day of release, where a page tells it in one way only.

use jiff::civil::Date;

use super::blocks::{Block, Kind};
use super::linked_data::LinkedData;
use super::meta::named;
use super::tree::{Element, Tree};
use super::{dates, furniture};

/// Names of `<meta>` that give the day of release, the surest first.
const DAYS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "publish_date",
    "publish-date",
    "publishdate",
    "publication_date",
    "publication-date",
    "pubdate",
    "published_date",
    "release_date",
    "date",
];

/// Words of a class or an id that say that an element holds the day of release.
const DATES: &[&str] = &[
    "date",
    "published",
    "publish",
    "publishdate",
    "pubdate",
    "posted",
    "time",
];

/// Words of a class or an id around days that are not that of the release.
const OTHERS: &[&str] = &[
    "updated", "modified", "update", "related", "event", "events", "clock", "today", "menu",
    "sidebar", "latest", "archive", "calendar",
];

/// How many nodes above the main heading a day may stand.
const ABOVE: usize = 40;

/// An element with more nodes than this is no line with a date.
const SMALL: usize = 24;

/// The day of release; a day of changing is none.
pub(super) fn of(tree: &Tree, blocks: &[Block], data: Option<&LinkedData>) -> Option<Date> {
    let in_data = data.and_then(|data| data.text("datePublished"));
    in_data
        .and_then(dates::of_machine)
        .or_else(|| {
            DAYS.iter()
                .find_map(|name| named(tree, name).and_then(dates::of_machine))
        })
        .or_else(|| marked_day(tree))
        .or_else(|| shown_day(tree, blocks))
}

/// The day of an element that is marked as the day of release.
fn marked_day(tree: &Tree) -> Option<Date> {
    let marked = tree.elements().filter(|(_, element)| {
        element.says("itemprop", "datePublished")
            || element.attribute("pubdate").is_some() && element.name == "time"
    });
    one(marked.filter_map(|(number, element)| {
        let value = ["datetime", "content"]
            .into_iter()
            .find_map(|name| element.attribute(name));
        value
            .and_then(dates::of_machine)
            .or_else(|| dates::only(&tree.text(number)))
    }))
}

/// The day that the page shows: that of its only `<time>`, else of the only short element that is named a date, else the
/// only line between title and text that is nothing but a day.
fn shown_day(tree: &Tree, blocks: &[Block]) -> Option<Date> {
    let prose = blocks.iter().position(Block::is_prose)?;
    let heading = blocks[..prose]
        .iter()
        .rposition(|block| block.kind == Kind::Heading(1));
    let from = heading.map_or(0, |at| blocks[at].element.saturating_sub(ABOVE));
    let to = blocks[prose].element;
    let near = (from..=to).filter_map(|number| Some((number, tree.element(number)?)));
    let near: Vec<(usize, &Element)> = near
        .filter(|(number, element)| {
            tree.below(*number).len() < SMALL && (element.name == "time" || is_named_date(element))
        })
        .take(64)
        .filter(|(number, _)| !is_of_another(tree, *number))
        .collect();
    let times: Vec<Date> = near
        .iter()
        .filter(|(_, element)| element.name == "time")
        .filter_map(|(number, element)| {
            let value = element.attribute("datetime").and_then(dates::of_machine);
            value.or_else(|| dates::only(&tree.text(*number)))
        })
        .collect();
    if !times.is_empty() {
        return one(times.into_iter());
    }
    let named: Vec<Date> = near
        .iter()
        .filter_map(|(number, _)| dates::only(&tree.text(*number)))
        .collect();
    if !named.is_empty() {
        return one(named.into_iter());
    }
    let lines = heading.map_or(&blocks[..0], |at| &blocks[at + 1..prose]);
    let lines = lines
        .iter()
        .filter(|block| dates::is_only(&block.text) && !tells_of_change(&block.text));
    one(lines.filter_map(|block| dates::only(&block.text)))
}

/// Whether the class or id of an element says that it is a date.
fn is_named_date(element: &Element) -> bool {
    !element.is(&["html", "body"]) && words(element).any(|word| DATES.contains(&word.as_str()))
}

/// Whether an element belongs to a list of other documents, or tells another day than that of the release.
fn is_of_another(tree: &Tree, number: usize) -> bool {
    let around = || tree.ancestors(number).take(3);
    let mut above = tree.ancestors(number).filter_map(|up| tree.element(up));
    // Where a document was never changed, some systems call its day `published updated`.
    let names_another = |up: &Element| {
        words(up).any(|word| OTHERS.contains(&word.as_str()))
            && !words(up).any(|word| word == "published")
    };
    above.any(|up| up.is(&["nav", "footer", "aside"]) || names_another(up))
        || around()
            .filter(|up| tree.below(*up).len() < SMALL)
            .any(|up| tells_of_change(&tree.text(up)))
}

fn words(element: &Element) -> impl Iterator<Item = String> {
    let names = ["class", "id"]
        .into_iter()
        .filter_map(|name| element.attribute(name));
    names
        .flat_map(str::split_ascii_whitespace)
        .flat_map(furniture::words)
}

fn tells_of_change(text: &str) -> bool {
    let text = text.to_lowercase();
    ["updated", "modified", "changed"]
        .iter()
        .any(|word| text.contains(word))
}

/// The day, if all are the same.
fn one(mut days: impl Iterator<Item = Date>) -> Option<Date> {
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

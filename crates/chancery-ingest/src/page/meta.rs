//! What a page says about itself: title, day of release, address, language.

use jiff::civil::Date;
use serde_json::Value;

use super::blocks::{Block, Kind};
use super::tree::Tree;
use super::{dates, furniture};

/// What a page tells about itself; what it does not tell clearly is not there.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

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

/// Types of JSON-LD that are a page's own text.
const TYPES: &[&str] = &[
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "GovernmentAnnouncement",
    "SpecialAnnouncement",
    "PressRelease",
    "Report",
    "WebPage",
    "CreativeWork",
];

/// Words of the name of a site, where the title of a page ends in it.
const SITES: &[&str] = &[
    "ministry",
    "department",
    "embassy",
    "consulate",
    "government",
    "gov",
    "presidency",
    "president",
    "office",
    "website",
    "portal",
    "commission",
    "council",
    "mission",
    "site",
    "ministère",
    "auswärtiges",
    "minister",
];

pub(super) fn read(tree: &Tree, blocks: &[Block]) -> Head {
    let data = linked_data(tree);
    Head {
        title: title(tree, blocks, data.as_ref()),
        published: published(tree, blocks, data.as_ref()),
        url: url(tree, data.as_ref()),
        language: language(tree),
    }
}

/// The content of the first `<meta>` of a name that says anything.
fn meta<'t>(tree: &'t Tree, name: &str) -> Option<&'t str> {
    let is_named = |element: &&super::tree::Element| {
        let names = ["property", "name", "itemprop"]
            .into_iter()
            .filter_map(|key| element.attribute(key));
        element.name == "meta"
            && names
                .into_iter()
                .any(|own| own.trim().eq_ignore_ascii_case(name))
    };
    let found = tree.elements().map(|(_, element)| element).filter(is_named);
    found
        .filter_map(|element| element.attribute("content"))
        .map(str::trim)
        .find(|content| !content.is_empty())
}

/// The object of JSON-LD that describes the page's own text: of the surest type, if it is the only one.
fn linked_data(tree: &Tree) -> Option<Value> {
    let mut found: Vec<(usize, Value)> = Vec::new();
    for (number, element) in tree.elements() {
        if element.name != "script" || !element.says("type", "application/ld+json") {
            continue;
        }
        let Ok(value) = serde_json::from_str::<Value>(tree.text(number).trim()) else {
            continue;
        };
        let list = match value {
            Value::Array(list) => list,
            Value::Object(mut object) => match object.remove("@graph") {
                Some(Value::Array(list)) => list,
                _ => vec![Value::Object(object)],
            },
            _ => continue,
        };
        found.extend(
            list.into_iter()
                .filter_map(|object| Some((rank(&object)?, object))),
        );
    }
    let best = found.iter().map(|(rank, _)| *rank).min()?;
    let mut of_best = found.into_iter().filter(|(rank, _)| *rank == best);
    let first = of_best.next()?;
    of_best.next().is_none().then_some(first.1)
}

/// The place of an object's type among those that are texts; an article comes before the page that it is on.
fn rank(object: &Value) -> Option<usize> {
    let types = match object.get("@type")? {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => vec![one.as_str()?],
    };
    let place = |own: &&str| TYPES.iter().position(|known| known == own);
    let place = types.iter().filter_map(|own| place(own)).min()?;
    Some(
        if TYPES[place] == "WebPage" || TYPES[place] == "CreativeWork" {
            1
        } else {
            0
        },
    )
}

/// The only main heading, if another name of the page agrees with it; else the surest of these names.
fn title(tree: &Tree, blocks: &[Block], data: Option<&Value>) -> Option<String> {
    let headings: Vec<&str> = blocks
        .iter()
        .filter(|block| block.kind == Kind::Heading(1))
        .map(|block| block.text.as_str())
        .collect();
    let site = meta(tree, "og:site_name");
    let in_data = data
        .and_then(|data| data.get("headline").or_else(|| data.get("name")))
        .and_then(Value::as_str);
    let element = tree.elements().find(|(number, element)| {
        element.name == "title"
            && !tree
                .ancestors(*number)
                .any(|up| tree.element(up).is_some_and(|up| up.name == "svg"))
    });
    let element = element.map(|(number, _)| tree.text(number));
    let names = [
        in_data,
        meta(tree, "og:title"),
        meta(tree, "twitter:title"),
        meta(tree, "dc.title"),
        element.as_deref(),
    ];
    let names: Vec<String> = names
        .into_iter()
        .flatten()
        .map(line)
        .filter(|name| !name.is_empty())
        .collect();
    for heading in &headings {
        let heading = line(heading);
        if heading.chars().count() >= 8 && names.iter().any(|name| agrees(name, &heading)) {
            return Some(heading);
        }
    }
    let is_site = |name: &str| {
        let short = name.split_whitespace().count() < 3;
        short || site.is_some_and(|site| folded(site) == folded(name))
    };
    let named = names
        .iter()
        .map(|name| without_site(name, site))
        .find(|name| !is_site(name) && !is_cut(name));
    match (&headings[..], named) {
        // A heading that nothing agrees with may be the site's; a page without any name has no better one.
        (_, Some(name)) => Some(name),
        ([only], None) if !is_site(only) => Some(line(only)),
        _ => None,
    }
}

/// Whether the name of a page is its heading, perhaps with the site's name around it or cut short.
fn agrees(name: &str, heading: &str) -> bool {
    let (name, heading) = (folded(name), folded(heading));
    name.contains(&heading) || {
        let cut = name
            .trim_end_matches("...")
            .trim_end_matches('…')
            .trim_end();
        cut.chars().count() >= 20 && heading.starts_with(cut)
    }
}

fn is_cut(name: &str) -> bool {
    name.ends_with('…') || name.ends_with("...")
}

/// The name of a page without the site's at its end or beginning.
fn without_site(name: &str, site: Option<&str>) -> String {
    let is_site = |part: &str, sure: bool| {
        let words: Vec<String> = part
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase)
            .collect();
        sure || site.is_some_and(|site| folded(site) == folded(part))
            || part.split_whitespace().count() <= 8
                && words.iter().any(|word| SITES.contains(&word.as_str()))
    };
    let mut name = name;
    loop {
        let mut shorter = None;
        for (separator, sure) in [
            (" | ", true),
            (" :: ", true),
            (" » ", true),
            (" · ", true),
            (" — ", false),
            (" – ", false),
            (" - ", false),
        ] {
            if let Some((rest, last)) = name.rsplit_once(separator)
                && rest.split_whitespace().count() >= 3
                && is_site(last, sure)
            {
                shorter = Some(rest);
                break;
            }
            if let Some((first, rest)) = name.split_once(separator)
                && rest.split_whitespace().count() >= 3
                && is_site(first, false)
                && first.split_whitespace().count() <= 8
            {
                shorter = Some(rest);
                break;
            }
        }
        match shorter {
            Some(rest) => name = rest.trim(),
            None => return name.to_owned(),
        }
    }
}

/// The day of release; a day of changing is none.
fn published(tree: &Tree, blocks: &[Block], data: Option<&Value>) -> Option<Date> {
    let in_data = data
        .and_then(|data| data.get("datePublished"))
        .and_then(Value::as_str);
    in_data
        .and_then(dates::of_machine)
        .or_else(|| {
            DAYS.iter()
                .find_map(|name| meta(tree, name).and_then(dates::of_machine))
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

/// The day that the page shows: the only `<time>`, else the only short block that is named a date.
fn shown_day(tree: &Tree, blocks: &[Block]) -> Option<Date> {
    // What stands before the second run of prose is about this document; below may stand others.
    let prose = blocks.iter().position(Block::is_prose)?;
    let first = blocks[prose].element;
    let before = blocks[..prose]
        .iter()
        .rposition(|block| block.kind == Kind::Heading(1));
    let first_heading = before.map_or(0, |at| blocks[at].element);
    let is_near = |number: usize| {
        // Dates stand under the title, or a little before it, or behind the text if nothing else does.
        number < tree.below(first).end && number + 40 > first_heading
    };
    let is_furniture = |number: usize| {
        tree.ancestors(number)
            .filter_map(|up| tree.element(up))
            .any(|up| {
                up.is(&["nav", "footer", "aside"]) || up.is(&["ul", "ol"]) || {
                    let names = ["class", "id"]
                        .into_iter()
                        .filter_map(|name| up.attribute(name));
                    let words = names
                        .flat_map(str::split_ascii_whitespace)
                        .flat_map(furniture::words);
                    words.into_iter().any(|word| {
                        matches!(
                            word.as_str(),
                            "updated"
                                | "modified"
                                | "update"
                                | "related"
                                | "event"
                                | "clock"
                                | "today"
                        )
                    })
                }
            })
    };
    let changed = |number: usize| {
        let around = tree
            .ancestors(number)
            .take(3)
            .map(|up| tree.text(up))
            .filter(|text| text.len() < 200);
        around.into_iter().any(|text| {
            let text = text.to_lowercase();
            text.contains("updated") || text.contains("modified")
        })
    };
    let near: Vec<_> = tree
        .elements()
        .filter(|(number, _)| is_near(*number))
        .collect();
    let times = near.iter().filter(|(number, element)| {
        element.name == "time" && !is_furniture(*number) && !changed(*number)
    });
    let times: Vec<Date> = times
        .filter_map(|(number, element)| {
            element
                .attribute("datetime")
                .and_then(dates::of_machine)
                .or_else(|| dates::only(&tree.text(*number)))
        })
        .collect();
    if !times.is_empty() {
        return one(times.into_iter());
    }
    let named = near.iter().filter(|(number, element)| {
        let names = ["class", "id"]
            .into_iter()
            .filter_map(|name| element.attribute(name));
        let mut words = names
            .flat_map(str::split_ascii_whitespace)
            .flat_map(furniture::words);
        !element.is(&["html", "body"])
            && words.any(|word| {
                matches!(
                    word.as_str(),
                    "date"
                        | "published"
                        | "publish"
                        | "pubdate"
                        | "publishdate"
                        | "time"
                        | "posted"
                )
            })
            && tree.below(*number).len() < 12
            && !is_furniture(*number)
            && !changed(*number)
    });
    let named: Vec<Date> = named
        .filter_map(|(number, _)| dates::only(&tree.text(*number)))
        .collect();
    if !named.is_empty() {
        return one(named.into_iter());
    }
    // A line of its own between title and text that is nothing but a day.
    let lines = before.map_or(&blocks[..0], |at| &blocks[at + 1..prose]);
    one(lines
        .iter()
        .filter(|block| dates::is_only(&block.text))
        .filter_map(|block| dates::only(&block.text)))
}

/// The day, if all are the same.
fn one(mut days: impl Iterator<Item = Date>) -> Option<Date> {
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

fn url(tree: &Tree, data: Option<&Value>) -> Option<String> {
    let canonical = tree
        .elements()
        .find(|(_, element)| element.name == "link" && element.says("rel", "canonical"))
        .and_then(|(_, element)| element.attribute("href"));
    let in_data = || {
        data.and_then(|data| data.get("url"))
            .and_then(Value::as_str)
    };
    [canonical, meta(tree, "og:url"), in_data()]
        .into_iter()
        .flatten()
        .map(str::trim)
        .find(|url| is_address(url))
        .map(str::to_owned)
}

/// A whole address; relative ones tell no publisher.
fn is_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.')) && !url.contains(char::is_whitespace)
}

fn language(tree: &Tree) -> Option<String> {
    let html = tree
        .elements()
        .find(|(_, element)| element.name == "html")?
        .1;
    let own = html
        .attribute("lang")
        .or_else(|| html.attribute("xml:lang"));
    let language = own
        .or_else(|| meta(tree, "content-language"))?
        .trim()
        .replace('_', "-");
    let is_tag = (2..=35).contains(&language.len())
        && language.split('-').all(|part| {
            !part.is_empty()
                && part.len() <= 8
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    is_tag.then_some(language)
}

/// A text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title as titles are compared.
pub(super) fn folded(text: &str) -> String {
    line(text)
        .replace(['’', '‘'], "'")
        .replace(['“', '”'], "\"")
        .to_lowercase()
}

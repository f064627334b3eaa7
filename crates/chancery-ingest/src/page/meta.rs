//! What a page says about itself: title, day of release, address, language.

use jiff::civil::Date;
use serde_json::Value;

use super::blocks::Block;
use super::tree::{Element, Tree};
use super::{published, title};

/// What a page tells about itself; what it does not tell clearly is not there.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
}

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

pub(super) fn read(tree: &Tree, blocks: &[Block]) -> Head {
    let data = linked_data(tree);
    Head {
        title: title::of(tree, blocks, data.as_ref()),
        published: published::of(tree, blocks, data.as_ref()),
        url: url(tree, data.as_ref()),
        language: language(tree),
    }
}

/// The content of the first `<meta>` of a name that says anything.
pub(super) fn named<'t>(tree: &'t Tree, name: &str) -> Option<&'t str> {
    let is_named = |element: &&Element| {
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
    let place = types.iter().filter_map(place).min()?;
    Some(
        if TYPES[place] == "WebPage" || TYPES[place] == "CreativeWork" {
            1
        } else {
            0
        },
    )
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
    [canonical, named(tree, "og:url"), in_data()]
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
        .or_else(|| named(tree, "content-language"))?
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

//! What a page says of itself in JSON-LD.

use serde_json::{Map, Value};

use super::tree::Tree;

/// Types that are a page's own text, those before the page that it is on.
const TYPES: &[&str] = &[
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "GovernmentAnnouncement",
    "SpecialAnnouncement",
    "PressRelease",
    "Report",
];
const PAGES: &[&str] = &["WebPage", "ItemPage", "CreativeWork"];

/// How deep objects are looked for in one another.
const DEEPEST: usize = 8;

/// The object that describes the page's own text.
#[derive(Debug)]
pub(super) struct LinkedData(Map<String, Value>);

impl LinkedData {
    /// The object of the surest type. Of several, the one whose address is the page's; none where that leaves a choice.
    pub(super) fn of(tree: &Tree, address: Option<&str>) -> Option<Self> {
        let mut found: Vec<(usize, Map<String, Value>)> = Vec::new();
        for (number, element) in tree.elements() {
            if element.name == "script" && element.says("type", "application/ld+json") {
                let text = tree.text(number);
                if let Ok(value) = serde_json::from_str::<Value>(bare(&text)) {
                    gather(value, 0, &mut found);
                }
            }
        }
        let best = found.iter().map(|(rank, _)| *rank).min()?;
        let of_best = found.into_iter().filter(|(rank, _)| *rank == best);
        let mut of_best: Vec<Self> = of_best.map(|(_, object)| Self(object)).collect();
        // The same object is often there twice.
        of_best.dedup_by(|a, b| a.0 == b.0);
        if of_best.len() > 1 {
            of_best.retain(|data| address.is_some() && data.address() == address);
        }
        match of_best.len() {
            1 => of_best.pop(),
            _ => None,
        }
    }

    /// A text that it holds under a name.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        text(self.0.get(name)?)
    }

    /// Its address.
    pub(super) fn address(&self) -> Option<&str> {
        self.text("url").or_else(|| {
            let page = self.0.get("mainEntityOfPage")?;
            address(page).or_else(|| self.text("@id"))
        })
    }

    /// The address of whom it names as its publisher.
    pub(super) fn publisher(&self) -> Option<&str> {
        let names = ["publisher", "sourceOrganization", "author"];
        let mut named = names.iter().filter_map(|name| self.0.get(*name));
        named.find_map(|one| address(one).filter(|address| address.starts_with("http")))
    }

    /// The language of its text.
    pub(super) fn language(&self) -> Option<&str> {
        let language = self.0.get("inLanguage")?;
        text(language).or_else(|| text(language.get("alternateName")?))
    }
}

/// The texts and pages in a value, each with the place of its type.
fn gather(value: Value, depth: usize, found: &mut Vec<(usize, Map<String, Value>)>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(list) => list
            .into_iter()
            .for_each(|one| gather(one, depth + 1, found)),
        Value::Object(mut object) => {
            for inner in ["@graph", "mainEntity"] {
                if let Some(inner) = object.remove(inner) {
                    gather(inner, depth + 1, found);
                }
            }
            if let Some(rank) = rank(&object) {
                found.push((rank, object));
            }
        }
        _ => {}
    }
}

/// The place of an object's type among those that are texts.
fn rank(object: &Map<String, Value>) -> Option<usize> {
    let types = match object.get("@type")? {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => vec![one.as_str()?],
    };
    let is = |known: &[&str]| {
        // `https://schema.org/Article`, `schema:Article`.
        let mut names = types.iter().map(|own| own.rsplit(['/', ':', '#']).next());
        names.any(|name| name.is_some_and(|name| known.contains(&name)))
    };
    if is(TYPES) {
        Some(0)
    } else {
        is(PAGES).then_some(1)
    }
}

/// A text: plain, with its language, or the only one of a list.
fn text(value: &Value) -> Option<&str> {
    let text = match value {
        Value::String(text) => text,
        Value::Object(object) => object.get("@value")?.as_str()?,
        Value::Array(list) if list.len() == 1 => text(list.first()?)?,
        _ => return None,
    };
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The address of a thing: its own text, or its `url` or `@id`.
fn address(value: &Value) -> Option<&str> {
    match value {
        Value::Object(object) => ["url", "@id"]
            .iter()
            .find_map(|name| text(object.get(*name)?)),
        Value::Array(list) => address(list.first()?),
        one => text(one),
    }
}

/// The JSON alone, without the comment that hides it from what knows no scripts.
fn bare(script: &str) -> &str {
    let mut text = script.trim();
    for (before, after) in [
        ("<!--", "-->"),
        ("//<![CDATA[", "//]]>"),
        ("<![CDATA[", "]]>"),
    ] {
        if let Some(inner) = text.strip_prefix(before) {
            text = inner.trim().trim_end_matches(after).trim();
        }
    }
    text.trim_end_matches(';')
}

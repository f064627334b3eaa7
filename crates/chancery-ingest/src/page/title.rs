//! The title of a page, without the name of its site.

use super::blocks::{Block, Kind};
use super::linked_data::LinkedData;
use super::meta::named;
use super::tree::Tree;

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

/// The only main heading, if another name of the page agrees with it; else the surest of these names.
pub(super) fn of(tree: &Tree, blocks: &[Block], data: Option<&LinkedData>) -> Option<String> {
    let headings: Vec<&str> = blocks
        .iter()
        .filter(|block| block.kind == Kind::Heading(1))
        .map(|block| block.text.as_str())
        .collect();
    let site = named(tree, "og:site_name");
    let in_data = data.and_then(|data| data.text("headline").or_else(|| data.text("name")));
    let element = tree.elements().find(|(number, element)| {
        element.name == "title"
            && !tree
                .ancestors(*number)
                .any(|up| tree.element(up).is_some_and(|up| up.name == "svg"))
    });
    let element = element.map(|(number, _)| tree.text(number));
    let names = [
        in_data,
        named(tree, "og:title"),
        named(tree, "twitter:title"),
        named(tree, "dc.title"),
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
        if heading.chars().count() >= 8
            && !is_institution(&heading)
            && names
                .iter()
                .any(|name| agrees(&without_site(name, site), &heading))
        {
            return Some(heading);
        }
    }
    let is_site = |name: &str| {
        let short = name.split_whitespace().count() < 3;
        short || is_institution(name) || site.is_some_and(|site| folded(site) == folded(name))
    };
    let best = names
        .iter()
        .map(|name| without_site(name, site))
        .find(|name| !is_site(name) && !is_cut(name));
    match (&headings[..], best) {
        // A heading that nothing agrees with may be the site's; a page without any name has no better one.
        (_, Some(name)) => Some(name),
        ([only], None) if !is_site(only) => Some(line(only)),
        _ => None,
    }
}

/// Whether a name is that of a publisher: `Ministry of Foreign Affairs of …`, and not what a ministry said on something.
fn is_institution(name: &str) -> bool {
    let name = folded(name);
    let mut words = name.split(' ');
    let begins = words.next().is_some_and(|word| SITES.contains(&word))
        && matches!(words.next(), Some("of" | "for"));
    let tells = [
        "on",
        "with",
        "to",
        "at",
        "in",
        "regarding",
        "statement",
        "calls",
        "says",
        "meets",
    ];
    begins && !words.any(|word| tells.contains(&word))
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

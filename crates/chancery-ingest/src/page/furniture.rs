//! What belongs to a site and not to the page's text: by element, role, class, and by what it says.

use super::tree::Element;

/// Elements that hold no text of the page.
const ELEMENTS: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button",
    "select", "textarea", "input", "iframe", "object", "svg", "math", "canvas", "audio", "video",
    "figure", "dialog", "head", "title", "menu",
];

const ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
    "form",
];

/// Words of a class or an id that say what an element is for. They count as whole words of the name (`share-links`,
/// `site_footer`, `relatedNews`).
const CLASSES: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "foot",
    "sidebar",
    "share",
    "sharing",
    "social",
    "addtoany",
    "addthis",
    "sharethis",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "related",
    "recommended",
    "recommend",
    "newsletter",
    "subscribe",
    "subscription",
    "pagination",
    "pager",
    "comments",
    "tags",
    "taxonomy",
    "toolbar",
    "tools",
    "print",
    "skip",
    "skiplink",
    "hidden",
    "sronly",
    "popup",
    "modal",
    "advert",
    "ads",
    "promo",
    "search",
    "login",
    "caption",
    "byline",
    "feedback",
    "survey",
    "prevnext",
    "next",
    "previous",
    "prev",
    "copyright",
    "disclaimer",
    "meta",
    "metadata",
    "teaser",
    "teasers",
    "carousel",
    "slider",
    "gallery",
    "languages",
    "translations",
];

/// Two words of a class that only together say so.
const PAIRS: &[(&str, &str)] = &[
    ("visually", "hidden"),
    ("sr", "only"),
    ("screen", "reader"),
    ("article", "meta"),
    ("entry", "meta"),
    ("post", "meta"),
    ("read", "more"),
    ("more", "news"),
    ("latest", "news"),
    ("other", "news"),
    ("see", "also"),
    ("back", "top"),
    ("site", "header"),
    ("page", "header"),
    ("global", "header"),
    ("top", "bar"),
    ("font", "size"),
    ("post", "navigation"),
    ("language", "switcher"),
    ("lang", "switch"),
];

/// Blocks that are a control or a label, whole.
const CONTROLS: &[&str] = &[
    "share",
    "share this",
    "share this page",
    "share this article",
    "share on facebook",
    "share on twitter",
    "print",
    "print this page",
    "print page",
    "email",
    "e-mail",
    "tweet",
    "listen",
    "download",
    "download pdf",
    "download as pdf",
    "back",
    "back to top",
    "back to list",
    "top",
    "top of the page",
    "page top",
    "home",
    "close",
    "close window",
    "previous",
    "next",
    "read more",
    "more",
    "follow us",
    "subscribe",
    "advertisement",
    "menu",
    "search",
    "contents",
    "a+",
    "a-",
    "a",
    "aa",
    "【close】",
    "【print】",
    "[print]",
    "facebook",
    "twitter",
    "linkedin",
    "whatsapp",
    "x",
];

/// Headings and labels behind which other documents begin.
const ENDS: &[&str] = &[
    "related",
    "related content",
    "related articles",
    "related news",
    "related links",
    "related documents",
    "related information",
    "related topics",
    "related press releases",
    "related posts",
    "related pages",
    "read next",
    "next article",
    "previous article",
    "more news",
    "other news",
    "latest news",
    "more from",
    "see also",
    "also read",
    "read also",
    "you may also like",
    "you might also like",
    "recommended",
    "recommended for you",
    "share this",
    "share this page",
    "share this article",
    "explore the topic",
    "updates to this page",
    "is this page useful?",
    "contact",
    "contact us",
    "media contact",
    "media enquiries",
    "press contact",
    "tags",
    "comments",
    "most read",
    "most viewed",
    "further reading",
    "more on this topic",
    "up next",
    "suggest to a friend",
    "relevant documents",
    "latest releases",
    "more press releases",
    "other articles",
];

/// Whether an element holds no text of the page, whatever its size.
pub(super) fn is_never_text(element: &Element) -> bool {
    element.is(ELEMENTS)
        || element
            .attribute("role")
            .is_some_and(|role| ROLES.contains(&role.trim()))
        || element.attribute("hidden").is_some()
        || element.says("aria-hidden", "true")
        || element.attribute("style").is_some_and(|style| {
            let style: String = style.split_ascii_whitespace().collect();
            let style = style.to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// Whether its class or id says that it holds no text of the page. (A large part of the page may say so by mistake.)
pub(super) fn is_named_so(element: &Element) -> bool {
    // The id of a heading or a paragraph is a place to link to, made of its words.
    let keys: &[&str] = match element.name.as_str() {
        "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "li" => &["class"],
        _ => &["class", "id"],
    };
    let names = keys.iter().filter_map(|name| element.attribute(name));
    names.flat_map(str::split_ascii_whitespace).any(|name| {
        let words = words(name);
        let of = |word: &str| CLASSES.contains(&word);
        // `no-sidebar`, `has-menu`, `with-footer` tell of the surroundings.
        let tells_of_others = words
            .first()
            .is_some_and(|word| matches!(word.as_str(), "no" | "has" | "with" | "without"));
        !tells_of_others
            && (words.iter().any(|word| of(word))
                || words
                    .windows(2)
                    .any(|two| PAIRS.contains(&(&two[0], &two[1]))))
    })
}

/// The words of a name: `relatedNews`, `related-news`, `related_news`.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        let begins = !c.is_alphanumeric() || c.is_uppercase() && was_lower;
        if begins && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a whole block is the label of a control.
pub(super) fn is_control(text: &str) -> bool {
    let text = plain(text);
    CONTROLS.contains(&text.as_str())
}

/// Whether a short block says that what follows is something else.
pub(super) fn ends_the_text(text: &str) -> bool {
    text.len() <= 60 && ENDS.contains(&plain(text).as_str())
}

/// Whether a block is the legal line of a site.
pub(super) fn is_legal(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.len() < 400
        && (lower.contains('©')
            || lower.contains("all rights reserved")
            || lower.starts_with("copyright")
            || lower.contains("we use cookies")
            || lower.contains("uses cookies"))
}

fn plain(text: &str) -> String {
    text.trim()
        .trim_end_matches([':', '»', '>', '…'])
        .trim()
        .to_lowercase()
}

//! Whatever a document or a request says is text on every page, never markup.

use std::collections::{BTreeSet, VecDeque};

use crate::site::Site;
use chancery::{Reader, Release};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use scraper::Html;

/// Pages of one record that are looked at.
const PAGES: usize = 160;

/// Parts from which hostile strings are put together.
fn part() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "<script>zq9()</script>",
        "\"><zq9 onzq9=1>",
        "'><zq9 onzq9=1>",
        "</title><zq9>",
        "</textarea><zq9>",
        "</pre></svg><zq9>",
        "&lt;zq9&gt;",
        "<!--",
        "-->",
        "]]>",
        "<svg onload=zq9()>",
        "javascript:zq9()",
        "\" onzq9=\"1",
        "' onzq9='1",
        "`zq9`",
        "\u{0}",
        "\u{8}",
        "\u{202e}",
        "\u{2028}",
        "\r\n\r\n",
        "{{zq9}}",
        "${zq9}",
        "\\",
        "%3Czq9%3E",
        "a",
        " and ",
        "é",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 2 => "\\PC{1,6}"]
}

fn hostile() -> impl Strategy<Value = String> {
    prop::collection::vec(part(), 1..4).prop_map(|parts| parts.concat())
}

/// Whether a page has an element or attribute that is not of its views, or an address that runs.
fn unescaped(page: &str) -> Option<String> {
    let html = Html::parse_document(page);
    for element in html
        .tree
        .nodes()
        .filter_map(|node| node.value().as_element())
    {
        let own = element.name() != "script"
            || element
                .attr("src")
                .is_some_and(|src| src.starts_with("/assets/"));
        if element.name().contains("zq9") || !own || element.name() == "img" {
            return Some(format!("element {element:?}"));
        }
        for (name, value) in element.attrs() {
            let link = ["href", "src", "action", "formaction"].contains(&name);
            let begins = value.trim_start().to_ascii_lowercase();
            let safe = ["/", "#", "https://", "http://"]
                .iter()
                .any(|scheme| begins.starts_with(scheme));
            if name.starts_with("on") || name == "style" || name.contains("zq9") || (link && !safe)
            {
                return Some(format!("attribute {name}={value}"));
            }
        }
    }
    None
}

/// All pages that are reached by links from some, as far as they are looked at.
fn walk(site: &Site, first: Vec<String>) -> Result<usize, TestCaseError> {
    let mut seen: BTreeSet<String> = first.iter().cloned().collect();
    let mut waiting: VecDeque<String> = first.into();
    let mut count = 0;
    while let Some(path) = waiting.pop_front() {
        let reply = site.get(&path);
        prop_assert!(reply.status < 500, "{path}: {}", reply.body);
        let kind = reply.headers["content-type"].to_str().unwrap_or("");
        if !kind.starts_with("text/html") {
            continue;
        }
        if let Some(found) = unescaped(&reply.body) {
            return Err(TestCaseError::fail(format!("{path}: {found}")));
        }
        count += 1;
        let html = Html::parse_document(&reply.body);
        let elements = html
            .tree
            .nodes()
            .filter_map(|node| node.value().as_element());
        for href in elements.filter_map(|element| element.attr("href")) {
            let href = href.split('#').next().unwrap_or("").to_owned();
            let own = href.starts_with('/')
                && !href.starts_with("/assets/")
                && !href.contains("/network?year=");
            if own && seen.len() < PAGES && seen.insert(href.clone()) {
                waiting.push_back(href);
            }
        }
    }
    Ok(count)
}

fn encoded(value: &str) -> String {
    utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_a_document_says_is_markup(title in hostile(), words in hostile(), place in hostile(), name in hostile()) {
        let reader = Reader::shipped().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let account = |publisher: &str, said: &str| {
            let text = format!(
                "{title}\nForeign Minister Ingrid Haugen of Norway met Chilean Foreign Minister Tomás Arriagada in Santiago on 6 May 2024. \
                 {said} She raised the case of {words} and {name}, and called for the release of “{words}”. They agreed to {words}, provided that {name}."
            );
            let mut release = Release::from_text(text);
            release.id = Some(format!("{publisher}{name}"));
            release.publisher = Some(publisher.to_owned());
            release.published = "2024-05-07".parse().ok();
            release.url = Some(format!("{place}{publisher}"));
            release.title = Some(title.clone());
            reader.read(&release)
        };
        let site = Site::of(&[account("NO", "She welcomed human rights."), account("CL", "He stressed trade."), account(&name, "")], false);
        let first = ["/", "/documents/1?repairs=1", "/compare?a=1&b=2", "/brief?for=NO&with=CL&all=1",
            "/coverage?framework=uk-china-2023&by=NO&to=CL", "/moves?by=NO"].map(str::to_owned).to_vec();
        let count = walk(&site, first)?;
        prop_assert!(count > 60, "{count}");
    }

    #[test]
    fn nothing_that_a_request_says_is_markup(value in hostile()) {
        let site = Site::of_examples();
        let api = site.json("/openapi.json");
        let value = encoded(&value);
        for (path, about) in api["paths"].as_object().expect("paths") {
            let page = path.strip_suffix(".json").unwrap_or(path).replace("/index", "/").replace("{id}", &value);
            let mut asked = vec![page.clone(), format!("{page}?{value}={value}")];
            for parameter in about["get"]["parameters"].as_array().into_iter().flatten() {
                let name = parameter["name"].as_str().unwrap_or("");
                if parameter["in"] == "query" {
                    asked.push(format!("{page}?{name}={value}"));
                }
            }
            for asked in asked {
                let reply = site.get(&asked);
                prop_assert!(reply.status < 500, "{asked}: {}", reply.body);
                prop_assert!(reply.headers["content-type"].to_str().is_ok_and(|kind| kind.starts_with("text/html")), "{asked}");
                if let Some(found) = unescaped(&reply.body) {
                    return Err(TestCaseError::fail(format!("{asked}: {found}")));
                }
            }
        }
        let missing = site.get(&format!("/{value}"));
        prop_assert!(missing.status == 404 && unescaped(&missing.body).is_none());
    }
}

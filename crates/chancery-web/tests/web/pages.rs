//! Every page that the description of the API names is there in its three forms.

use crate::site::Site;
use scraper::{ElementRef, Html, Selector};

/// What stands for `{id}` on the examples.
fn id_of(path: &str) -> &'static str {
    match path {
        "/documents/{id}.json" => "1",
        "/engagements/{id}.json" => "1.1",
        "/people/{id}.json" => "ingrid-haugen",
        "/countries/{id}.json" => "NO",
        "/topics/{id}.json" => "climate-and-environment",
        _ => "",
    }
}

/// The described paths that the examples have something for.
fn paths(site: &Site) -> Vec<(String, serde_json::Value)> {
    let api = site.json("/openapi.json");
    let paths = api["paths"].as_object().expect("paths").clone().into_iter();
    let with_id = |(path, about): (String, serde_json::Value)| {
        let filled = path.replace("{id}", id_of(&path));
        (!path.contains("{id}") || !id_of(&path).is_empty()).then_some((filled, about))
    };
    paths.filter_map(with_id).collect()
}

#[test]
fn every_described_page_is_there_as_page_json_and_tables() {
    let site = Site::of_examples();
    let paths = paths(&site);
    assert!(paths.len() > 15);
    for (json, about) in paths {
        let asked = if json == "/moves.json" { "?by=NO" } else { "" };
        let value = site.json(&format!("{json}{asked}"));
        assert!(value.is_object(), "{json}");
        let path = json
            .strip_suffix(".json")
            .expect("an ending")
            .replace("/index", "/");
        let page = Html::parse_document(&site.page(&format!("{path}{asked}")));
        for one in [
            "html[lang]",
            "title",
            "main h1",
            "header nav[aria-label]",
            "footer",
        ] {
            let found = page
                .select(&Selector::parse(one).expect("a selector"))
                .count();
            assert!(found >= 1, "{path} has no {one}");
        }
        let told = about["get"]["description"].as_str().expect("a description");
        let tables = told.split("Tables in CSV: ").nth(1).unwrap_or("");
        for table in tables
            .split(", ")
            .filter(|table| !table.is_empty() && !asks_first(&path))
        {
            let mark = if asked.is_empty() { "?" } else { "&" };
            let csv = site.page(&format!(
                "{path_csv}{asked}{mark}table={table}",
                path_csv = csv_of(&path)
            ));
            assert!(
                csv.lines().next().is_some_and(|head| head.contains(',')),
                "{path} {table}: {csv}"
            );
        }
    }
}

/// Pages that first ask what to show.
fn asks_first(path: &str) -> bool {
    ["/compare", "/brief", "/coverage"].contains(&path)
}

fn csv_of(path: &str) -> String {
    if path == "/" {
        "/index.csv".to_owned()
    } else {
        format!("{path}.csv")
    }
}

#[test]
fn the_same_page_is_json_for_who_accepts_it() {
    let site = Site::of_examples();
    let request = axum::http::Request::builder()
        .uri("/search?q=fishing")
        .header("host", "localhost");
    let request = request
        .header("accept", "application/json")
        .body(axum::body::Body::empty());
    let reply = site.send(request.expect("a request"));
    let value: serde_json::Value = serde_json::from_str(&reply.body).expect("JSON");
    assert_eq!(value["found"][0]["statement"]["sides"][0], "NO");
    assert_eq!(value, site.json("/search.json?q=fishing"));
}

#[test]
fn facets_combine_and_each_count_is_what_its_link_finds() {
    let site = Site::of_examples();
    let all = site.json("/search.json");
    let total = all["facets"]["counted"].as_u64().expect("a count");
    assert!(total > 15, "{total}");
    for (name, facet) in [
        ("family", "family"),
        ("by", "by"),
        ("to", "to"),
        ("topic", "topic"),
        ("about", "about"),
    ] {
        for one in all["facets"][facet].as_array().expect("a facet") {
            let value = one["value"].as_str().expect("a value");
            let narrowed = site.json(&format!("/search.json?{name}={value}"));
            assert_eq!(
                narrowed["facets"]["counted"], one["count"],
                "{name}={value}"
            );
        }
    }
    let both = site.json("/search.json?by=NO&family=raise&since=2024-01-01");
    let found = both["found"].as_array().expect("statements");
    assert!(!found.is_empty());
    assert!(
        found
            .iter()
            .all(|one| one["statement"]["family"] == "raise")
    );
    let page = site.page("/search?by=NO");
    assert!(
        page.contains("/search?by=NO&amp;family=raise"),
        "a facet is a link to a state"
    );
}

#[test]
fn a_document_shows_its_statements_names_engagements_and_repairs() {
    let site = Site::of_examples();
    let page = site.page("/documents/1");
    let html = Html::parse_document(&page);
    let count = |one: &str| {
        html.select(&Selector::parse(one).expect("a selector"))
            .count()
    };
    assert!(
        count("mark.said.f-raise") >= 1,
        "statements are marked by family"
    );
    assert!(
        count(".text a.name[href='/people/ingrid-haugen']") >= 1,
        "names lead on"
    );
    assert!(count("aside .contact") >= 2);
    assert!(page.contains("https://example.org/damaged.txt"));
    assert_eq!(count(".text ins"), 0);
    let shown = Html::parse_document(&site.page("/documents/1?repairs=1"));
    let selector = Selector::parse(".text del").expect("a selector");
    let gone: Vec<String> = shown
        .select(&selector)
        .map(|one| one.text().collect())
        .collect();
    assert!(
        gone.iter().any(|before| before.contains("鈥檚")),
        "{gone:?}"
    );
    // The text of the page is the text of the document.
    let plain = Selector::parse(".text .sentence").expect("a selector");
    let text = site.json("/documents/1.json")["reading"]["document"]["text"]
        .as_str()
        .expect("a text")
        .to_owned();
    for sentence in html.select(&plain) {
        let is_label = |element: ElementRef<'_>| element.value().attr("class") == Some("label");
        let words = sentence.descendants().filter_map(|node| {
            let labelled = node.ancestors().filter_map(ElementRef::wrap).any(is_label);
            node.value().as_text().filter(|_| !labelled)
        });
        let words: String = words.map(|text| text.to_string()).collect();
        let start: String = words.trim().chars().take(12).collect();
        assert!(text.contains(&start), "{start}");
    }
}

#[test]
fn accounts_of_one_contact_stand_side_by_side_by_topic() {
    let site = Site::of_examples();
    let page = site.page("/compare?contact=1.1");
    for words in [
        "Norway",
        "Chile",
        "Both report it",
        "illegal fishing",
        "Antarctica",
        "Facts of the contact",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let csv = site.page("/compare.csv?a=1&b=2&table=facts");
    assert!(csv.starts_with("fact,a,b,verdict"), "{csv}");
    assert!(
        site.page("/compare").contains("/compare?a=2&amp;b=1"),
        "a pair is offered"
    );
}

#[test]
fn briefs_and_coverage_lead_to_the_sentences_in_the_record() {
    let site = Site::of_examples();
    let brief = site.page("/brief?for=NO&with=CL");
    assert!(
        brief.contains("Brief for Norway: meeting Chile") && brief.contains("/documents/1#s"),
        "{brief}"
    );
    let coverage = site.page("/coverage?framework=uk-china-2023&by=NO&to=CL&period=year");
    assert!(
        coverage.contains("class=\"heat\"") && coverage.contains("/documents/1#st"),
        "{coverage}"
    );
    let counts = site.page("/coverage.csv?framework=uk-china-2023&by=NO&to=CL&table=counts");
    assert!(counts.starts_with("pillar,period,statements"), "{counts}");
}

#[test]
fn a_known_page_is_not_sent_again_until_something_is_added() {
    let site = Site::of_examples();
    let first = site.get("/documents/1");
    let mark = first.headers["etag"].clone();
    let request = Site::request("/documents/1")
        .header("if-none-match", mark)
        .body(axum::body::Body::empty());
    let again = site.send(request.expect("a request"));
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(site.get("/documents/1").body, first.body);
}

#[test]
fn citations_name_the_publisher_the_day_and_the_address() {
    let site = Site::of_examples();
    let page = site.page("/documents/2");
    assert!(page.contains("@misc{chancerydocuments2"), "BibTeX");
    assert!(page.contains("Chile, “Minister Arriagada receives his Norwegian counterpart”, 2024-05-06, https://example.org/counterpart.txt"), "{page}");
}

#[test]
fn what_lists_count_is_what_a_search_finds() {
    let site = Site::of_examples();
    for (list, rows, value, count, search) in [
        ("/countries", "sides", "value", "count", "by"),
        ("/topics", "topics", "topic", "statements", "topic"),
    ] {
        let listed = site.json(&format!("{list}.json"));
        let listed = listed[rows].as_array().expect("rows");
        assert!(listed.len() > 3, "{list}");
        for row in listed {
            let value = row[value].as_str().expect("a value");
            let found = site.json(&format!("/search.json?{search}={value}"));
            assert_eq!(row[count], found["facets"]["counted"], "{list} {value}");
            let one = site.json(&format!("{list}/{value}.json"));
            assert_eq!(row[count], one["total"], "{list} {value}");
        }
    }
}

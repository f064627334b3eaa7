//! What is asked wrongly, what is not there, and who may not ask.

use crate::site::Site;
use axum::body::Body;

#[test]
fn bad_parameters_are_told_one_by_one_with_400() {
    let site = Site::of_examples();
    for (path, told) in [
        ("/search?since=yesterday", "since: “yesterday” is no day"),
        ("/search?by=XX", "by: “XX” is no code"),
        ("/search?family=shout", "family: “shout” is none of"),
        ("/search?topic=cats", "topic: “cats” is none of"),
        ("/search?min-strength=9", "is no whole number from 1 to 5"),
        ("/search?colour=red", "“colour”: no such parameter"),
        ("/search?before=x", "before: “x” is no whole number"),
        (
            "/search?since=2024-01-01&since=2024-02-01",
            "since: is given more than once",
        ),
        ("/network?year=12", "year: “12” is no whole number"),
        ("/compare?a=1", "Give two documents"),
        ("/compare?a=1&b=1", "are the same document"),
        ("/brief?for=NO", "Give two sides"),
        ("/brief?for=NO&with=NO", "cannot meet itself"),
        ("/moves", "Say on what"),
        ("/search.csv?table=none", "table: is none of statements"),
        ("/api.csv", "This page has no table"),
    ] {
        let reply = site.get(path);
        assert_eq!(reply.status, 400, "{path}");
        assert!(reply.body.contains(told), "{path}: {}", reply.body);
        assert!(
            reply.body.contains("href=\"/search\""),
            "{path} has no way on"
        );
    }
    let json = site.get("/search.json?since=yesterday&by=XX");
    let value: serde_json::Value = serde_json::from_str(&json.body).expect("JSON");
    assert_eq!(
        (json.status, value["messages"].as_array().map(Vec::len)),
        (400, Some(2))
    );
}

#[test]
fn what_is_not_there_is_404_with_a_way_on() {
    let site = Site::of_examples();
    for path in [
        "/documents/999",
        "/documents/x",
        "/documents/-1",
        "/people/nobody",
        "/countries/XX",
        "/topics/cats",
        "/cases/none",
        "/offices/none",
        "/names/none",
        "/engagements/1.99",
        "/engagements/x",
        "/compare?a=1&b=999",
        "/no/such/page",
        "/search/",
    ] {
        let reply = site.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(
            reply.body.contains("role=\"search\""),
            "{path} has no way on"
        );
        let (before, query) = path.split_once('?').unwrap_or((path, ""));
        if before.ends_with('/') {
            continue;
        }
        let json = site.get(&format!("{before}.json?{query}"));
        let value: serde_json::Value = serde_json::from_str(&json.body).expect("JSON");
        assert_eq!(
            (json.status, &value["status"]),
            (404, &404.into()),
            "{path}"
        );
        assert!(
            value["ways"]
                .as_array()
                .is_some_and(|ways| !ways.is_empty())
        );
    }
}

#[test]
fn other_methods_and_foreign_hosts_are_refused() {
    let site = Site::of_examples();
    let send = |method: &str, path: &str, host: &str| {
        let request = axum::http::Request::builder()
            .method(method)
            .uri(path)
            .header("host", host);
        site.send(request.body(Body::empty()).expect("a request"))
            .status
    };
    assert_eq!(send("DELETE", "/documents/1", "localhost"), 405);
    assert_eq!(send("POST", "/search", "localhost"), 405);
    assert_eq!(send("GET", "/", "rebound.example"), 403);
    assert_eq!(
        send("GET", "/search.json", "127.0.0.1.rebound.example:8080"),
        403
    );
    assert_eq!(send("GET", "/", "localhost:8080"), 200);
    assert_eq!(send("GET", "/", "[::1]:8080"), 200);
    let none = axum::http::Request::builder().uri("/").body(Body::empty());
    assert_eq!(site.send(none.expect("a request")).status, 400);
}

#[test]
fn every_answer_forbids_what_is_not_of_this_server() {
    let site = Site::of_examples();
    for path in [
        "/",
        "/search.json",
        "/documents/999",
        "/assets/style.css",
        "/openapi.json",
        "/api",
    ] {
        let reply = site.get(path);
        let policy = reply.headers["content-security-policy"]
            .to_str()
            .expect("text");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"),
            "{path}"
        );
        assert!(
            !policy.contains("unsafe") && !policy.contains('*'),
            "{path}"
        );
        assert_eq!(reply.headers["x-content-type-options"], "nosniff", "{path}");
        assert!(!reply.body.contains(" style=\""), "{path}");
    }
}

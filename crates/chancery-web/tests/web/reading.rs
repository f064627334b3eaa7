//! Texts that are sent: read, and added only where that is allowed.

use crate::site::{Reply, Site, examples};
use axum::body::Body;
use axum::http::Request;
use chancery::Reader;

const TEXT: &str = "Foreign Secretary meets Foreign Minister\nThe Foreign Minister of Norway met the Foreign Minister of Chile in Oslo today. She raised fisheries.";

fn post(site: &Site, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let mut request = Request::builder()
        .method("POST")
        .uri(path)
        .header("host", "127.0.0.1:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    site.send(
        request
            .body(Body::from(body.to_owned()))
            .expect("a request"),
    )
}

fn form(fields: &[(&str, &str)]) -> String {
    let parts = fields.iter().map(|(name, value)| {
        format!("--limit\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    });
    parts.collect::<String>() + "--limit--\r\n"
}

const FORM: (&str, &str) = ("content-type", "multipart/form-data; boundary=limit");

#[test]
fn a_text_is_read_and_shown_and_not_kept() {
    let site = Site::of_examples();
    let before = site.json("/search.json")["facets"].clone();
    let plain = post(
        &site,
        "/read.json?publisher=NO&date=2024-06-01",
        &[("content-type", "text/plain")],
        TEXT,
    );
    let value: serde_json::Value = serde_json::from_str(&plain.body).expect("JSON");
    assert_eq!((plain.status, &value["kept"]), (200, &false.into()));
    assert_eq!(value["reading"]["statements"][0]["family"], "raise");
    assert_eq!(value["reading"]["document"]["publisher"], "NO");
    let page = post(
        &site,
        "/read",
        &[FORM],
        &form(&[
            ("text", TEXT),
            ("publisher", "norway"),
            ("date", "2024-06-01"),
        ]),
    );
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("read and not kept") && page.body.contains("f-raise"));
    assert!(!page.body.contains("Add it to the record"));
    assert_eq!(site.json("/search.json")["facets"], before);
}

#[test]
fn what_cannot_be_read_is_told() {
    let site = Site::of_examples();
    let told = |headers: &[(&str, &str)], path: &str, body: &str| {
        let reply = post(&site, path, headers, body);
        (reply.status, reply.body)
    };
    let text = [("content-type", "text/plain")];
    assert_eq!(told(&text, "/read", "  \n").0, 400);
    let (status, body) = told(&text, "/read?date=soon&publisher=XX", TEXT);
    assert!(
        status == 400 && body.contains("date: is no day") && body.contains("publisher: is no code"),
        "{body}"
    );
    assert_eq!(told(&text, "/read?colour=red", TEXT).0, 400);
    assert_eq!(told(&text, "/read", &"x".repeat(4 << 20)).0, 413);
    assert_eq!(
        told(&[FORM], "/read", &form(&[("text", &"x ".repeat(2 << 20))])).0,
        413
    );
    assert_eq!(told(&[FORM], "/read", "no form").0, 400);
    assert_eq!(told(&text, "/read", "PK\u{3}\u{4}\0\0\0\0binary").0, 422);
}

#[test]
fn nothing_is_added_without_leave_token_and_own_origin() {
    let readings = examples(&Reader::shipped().expect("a reader"));
    let text = ("content-type", "text/plain");
    let closed = Site::of(&readings, false);
    assert_eq!(post(&closed, "/documents", &[text], TEXT).status, 403);
    let open = Site::of(&readings, true);
    let token = open.token.clone().expect("a token");
    let bearer = format!("Bearer {token}");
    for headers in [
        &[text][..],
        &[
            text,
            ("authorization", "Bearer 00000000000000000000000000000000"),
        ],
        &[
            text,
            ("authorization", &bearer),
            ("origin", "http://evil.example"),
        ],
        &[text, ("authorization", &bearer), ("origin", "null")],
        &[
            text,
            ("authorization", &bearer),
            ("sec-fetch-site", "cross-site"),
        ],
    ] {
        assert_eq!(
            post(&open, "/documents", headers, TEXT).status,
            403,
            "{headers:?}"
        );
    }
    assert!(
        !open.page("/read").contains(&token) && !open.page("/read?token=guess").contains(&token)
    );
    assert_eq!(
        open.json("/documents.json")["documents"]
            .as_array()
            .map(Vec::len),
        Some(4)
    );
}

#[test]
fn the_button_adds_what_was_read() {
    let site = Site::of(&examples(&Reader::shipped().expect("a reader")), true);
    let token = site.token.clone().expect("a token");
    assert!(site.page(&format!("/read?token={token}")).contains(&token));
    let fields = [
        ("text", TEXT),
        ("publisher", "NO"),
        ("date", "2024-06-01"),
        ("token", &token),
    ];
    let read = post(
        &site,
        "/read",
        &[FORM, ("origin", "http://127.0.0.1:8080")],
        &form(&fields),
    );
    assert!(read.body.contains("Add it to the record"), "{}", read.body);
    let value = |name: &str| {
        let field = format!("name=\"{name}\" value=\"");
        let rest = read.body.split(&field).nth(1).expect("a hidden field");
        rest.split('"').next().expect("a value").to_owned()
    };
    let again: Vec<(&str, String)> = ["token", "original", "publisher", "date"]
        .map(|name| (name, value(name)))
        .to_vec();
    let again: Vec<(&str, &str)> = again
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let added = post(
        &site,
        "/documents",
        &[FORM, ("origin", "http://127.0.0.1:8080")],
        &form(&again),
    );
    assert_eq!(added.status, 303, "{}", added.body);
    let place = added.headers["location"].to_str().expect("text").to_owned();
    assert!(site.page(&place).contains("fisheries"));
    assert_eq!(
        site.json("/search.json?q=fisheries&since=2024-06-01")["facets"]["counted"],
        1
    );
}

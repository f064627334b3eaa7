//! Pages in the layouts of twelve publishers give the right title, day, publisher and exactly their main text; pages
//! that are broken, empty or in another charset than they say are restored or reported.

use std::fs;
use std::path::{Path, PathBuf};

use chancery::{Body, Release};
use chancery_ingest::{Given, Input, Sources};
use chancery_lexicon::Lexicon;
use proptest::prelude::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the pages");
    let paths = entries.map(|entry| entry.expect("a page").path());
    let mut pages: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    pages.sort();
    pages
}

fn given() -> Given {
    Given {
        publishers: Lexicon::shipped().expect("the data").publishers,
        ..Given::default()
    }
}

fn read(path: &Path, given: &Given) -> Result<Release, String> {
    let mut sources = Sources::new([Input::Path(path.into())]);
    let item = sources.next().expect("an item");
    item.and_then(|item| item.release(given))
        .map_err(|error| error.to_string())
}

/// The release of a page with these bytes.
fn read_bytes(bytes: &[u8]) -> Result<Release, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    fs::write(&path, bytes).expect("a file");
    read(&path, &Given::default())
        .map_err(|error| error.replace(&format!("{}/", folder.path().display()), ""))
}

fn text(release: &Release) -> String {
    match &release.body {
        Body::Text(text) => text.clone(),
        Body::Bytes(bytes) => chancery_restore::restore(bytes, &Default::default())
            .text
            .into_owned(),
    }
}

/// A release in the form of the expectations.
fn shown(release: &Release) -> String {
    let field = |value: &Option<String>| value.clone().unwrap_or_default();
    format!(
        "title: {}\ndate: {}\npublisher: {}\nurl: {}\nlanguage: {}\n\n{}",
        field(&release.title),
        release
            .published
            .map(|day| day.to_string())
            .unwrap_or_default(),
        field(&release.publisher),
        field(&release.url),
        field(&release.language),
        text(release)
    )
}

#[test]
fn every_page_gives_what_stands_beside_it() {
    let given = given();
    let pages = pages();
    assert!(pages.len() >= 12);
    let mut wrong = Vec::new();
    for page in pages {
        let expected = fs::read_to_string(page.with_extension("expected")).expect("an expectation");
        let got = read(&page, &given).map_or_else(|error| error, |release| shown(&release));
        // A check-out may turn line ends.
        if got != expected.replace("\r\n", "\n") {
            wrong.push(format!("{}:\n{got}", page.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n-----\n"));
}

#[test]
fn an_archive_of_these_pages_gives_the_same() {
    let given = given();
    let mut archive = Vec::new();
    for (number, page) in pages().iter().enumerate() {
        let body = fs::read(page).expect("a page");
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
        let length = head.len() + body.len();
        let url = format!("https://archive.example/{number}");
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{head}"
        );
        archive.extend([record.as_bytes(), &body, b"\r\n\r\n"].concat());
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pages.warc");
    fs::write(&path, archive).expect("a file");
    let got = Sources::new([Input::Path(path)]).map(|item| {
        let release = item.and_then(|item| item.release(&given));
        release.map_or_else(|error| error.to_string(), |release| shown(&release))
    });
    let got: Vec<String> = got.collect();
    let expected = pages().into_iter().map(|page| {
        let expected = fs::read_to_string(page.with_extension("expected")).expect("an expectation");
        expected.replace("\r\n", "\n")
    });
    for (number, (got, expected)) in got.iter().zip(expected).enumerate() {
        // A page that does not tell its address has the one that it was found at.
        let found = format!("\nurl: https://archive.example/{number}\n");
        assert_eq!(got.replace(&found, "\nurl: \n"), expected);
    }
    assert_eq!(got.len(), pages().len());
}

/// What pages tell of themselves in JSON-LD and Open Graph, one line each: title, day, publisher, address, language.
#[test]
fn what_a_page_says_of_itself_is_read_in_every_form_that_it_is_said_in() {
    const PROSE: &str = "<div class=story><p>The ministers met in Harwick on Monday and spoke about the ports of the north.</p></div>";
    let article = r#""headline": "Falk meets the Minister of Ostland", "datePublished": "2024-03-05T23:30:00+02:00""#;
    let all = "Falk meets the Minister of Ostland | 2024-03-05";
    for (head, expected) in [
        // A graph among others, types by their whole address, a publisher with its page.
        (
            format!(
                r#"<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "Organization", "url": "https://www.mfa.gov.ua"}},
                {{"@type": ["https://schema.org/NewsArticle"], {article}, "inLanguage": "en-GB", "mainEntityOfPage": {{"@id": "https://www.state.gov/falk/"}},
                "publisher": {{"@type": "Organization", "name": "Department", "url": "https://www.state.gov"}}}}]}}</script>"#
            ),
            format!("{all} | US | https://www.state.gov/falk/ | en-GB"),
        ),
        // A list with values that have a language, hidden in a comment; the publisher alone tells whose it is.
        (
            r#"<script type="application/ld+json"><!--
                [{"@type": "Article", "headline": {"@value": "Falk meets the Minister of Ostland", "@language": "en"}, "datePublished": ["2024-03-05"],
                "inLanguage": {"@type": "Language", "alternateName": "en"}, "publisher": [{"@id": "https://www.gov.uk/"}]}]
                --></script>"#
                .to_owned(),
            format!("{all} | GB |  | en"),
        ),
        // The page and what it is about.
        (
            format!(r#"<script type="application/ld+json">{{"@type": "WebPage", "datePublished": "2020-01-01", "mainEntity": {{"@type": "Article", {article}}}}}</script>"#),
            format!("{all} |  |  | "),
        ),
        // Of several texts the one with the page's own address.
        (
            format!(
                r#"<link rel=canonical href="https://www.gov.uk/falk"><script type="application/ld+json">[{{"@type": "Article", "headline": "Another minister opens a bridge",
                "datePublished": "2023-01-01", "url": "https://www.gov.uk/bridge"}}, {{"@type": "Article", {article}, "url": "https://www.gov.uk/falk"}}]</script>"#
            ),
            format!("{all} | GB | https://www.gov.uk/falk | "),
        ),
        // Several without a way to tell them apart say nothing, nor does what is no JSON.
        (
            format!(
                r#"<script type="application/ld+json">[{{"@type": "Article", {article}}}, {{"@type": "Article", "headline": "Another minister opens a bridge"}}]</script>
                <script type="application/ld+json">{{"@type": "Article", "datePublished": "2023-</script>"#
            ),
            " |  |  |  | ".to_owned(),
        ),
        // The same text told twice is one.
        (
            format!(r#"<script type="application/ld+json">[{{"@type": "Article", {article}}}, {{"@type": "Article", {article}}}]</script>"#),
            format!("{all} |  |  | "),
        ),
        // Open Graph alone.
        (
            r#"<meta property="og:title" content="Falk meets the Minister of Ostland"><meta property="og:url" content="https://www.mofa.go.jp/falk.html">
                <meta property="og:locale" content="en_US"><meta property="article:published_time" content="2024-03-05T09:00:00+09:00">"#
                .to_owned(),
            format!("{all} | JP | https://www.mofa.go.jp/falk.html | en-US"),
        ),
    ] {
        let page = format!("<!DOCTYPE html><html><head>{head}</head><body>{PROSE}</body></html>");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.html");
        fs::write(&path, page).expect("a file");
        let release = read(&path, &given()).expect("a release");
        let field = |value: Option<String>| value.unwrap_or_default();
        let got = [
            field(release.title.clone()),
            field(release.published.map(|day| day.to_string())),
            field(release.publisher.clone()),
            field(release.url.clone()),
            field(release.language.clone()),
        ];
        assert_eq!(got.join(" | "), expected, "{head}");
    }
}

#[test]
fn pages_without_a_text_are_reported() {
    for (page, expected) in [
        ("", "is empty"),
        (" \r\n", "is empty"),
        ("<html><body></body></html>", "no text to read"),
        (
            "<nav><p>The ministers met in Harwick, and agreed on nothing at all.</p></nav>",
            "no text to read",
        ),
        ("%PDF-1.7 and so on", "a PDF"),
        (&"<div>".repeat(100_000), "too deep"),
        (
            &format!("{}{}", "<div>".repeat(900), "<li>a".repeat(50_000)),
            "too deep",
        ),
    ] {
        let error = read_bytes(page.as_bytes()).expect_err("a refusal");
        assert!(
            error.starts_with("page.html: ") && error.contains(expected),
            "{error}"
        );
        assert!(error.contains(" — ") && !error.contains('\n'), "{error}");
    }
}

#[test]
fn broken_markup_gives_its_text() {
    let page = "<p>The ministers <b>met <i>in</b> Harwick</i> on Monday, to speak about the ports.<p>They \
                agreed to meet again <a href='x>and</a> <div>soon";
    let release = read_bytes(page.as_bytes()).expect("a release");
    assert!(
        text(&release)
            .starts_with("The ministers met in Harwick on Monday, to speak about the ports.\n")
    );
}

#[test]
fn the_charset_is_that_of_the_bytes() {
    let page = |declared: &str| {
        format!(
            "<html><meta charset={declared}><title>The minister’s call</title><p>“We agreed,” the minister’s spokesperson said of the José Marte accord.</p>"
        )
    };
    let expected = "“We agreed,” the minister’s spokesperson said of the José Marte accord.\n";
    let to_1252 = |text: &str| -> Vec<u8> {
        let byte = |c: char| match c {
            '’' => 0x92,
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).expect("a letter of Latin-1"),
        };
        text.chars().map(byte).collect()
    };
    for (bytes, what) in [
        (page("utf-8").into_bytes(), "as declared"),
        (page("iso-8859-1").into_bytes(), "UTF-8 declared as Latin-1"),
        (page("nonsense").into_bytes(), "an unknown label"),
        (to_1252(&page("windows-1252")), "as declared"),
        (to_1252(&page("utf-8")), "windows-1252 declared as UTF-8"),
    ] {
        let release = read_bytes(&bytes).expect("a release");
        assert_eq!(text(&release), expected, "{what}");
    }
    // A single stray byte amid UTF-8 reaches the restoration as it came.
    let filler =
        "<p>Die Straße führt über die Brücke, sagte Frau Müller für die Träger.</p>".repeat(4);
    let mut bytes = filler.into_bytes();
    bytes.extend_from_slice(b"<p>The minister\x92s spokesperson said that they had agreed.</p>");
    let release = read_bytes(&bytes).expect("a release");
    assert!(
        text(&release).ends_with("The minister’s spokesperson said that they had agreed.\n"),
        "{}",
        text(&release)
    );
}

#[test]
fn the_name_of_a_ministry_is_no_title() {
    let page = "<title>Ministry of Foreign Affairs of Norland</title><div><p>Welcome to the ministry, dear reader of \
                this page.</p></div><div><h1>Ministry of Foreign Affairs</h1><h3>Minister Falk receives the Ambassador</h3>\
                <p>Tuesday, 5 March 2024</p><p>The Minister, Jens Falk, received the Ambassador of Ostland today.</p></div>";
    let release = read_bytes(page.as_bytes()).expect("a release");
    assert_eq!(release.title, None);
    assert_eq!(
        text(&release),
        "Minister Falk receives the Ambassador\n\nThe Minister, Jens Falk, received the Ambassador of Ostland today.\n"
    );
}

#[test]
fn of_two_main_headings_the_title_is_not_the_sites() {
    let page = "<title>Meeting with Palmland | Jane Doe, a Site of Her Own</title><header><h1>Jane Doe, a Site of Her Own</h1>\
                </header><main><h1>Meeting with Palmland</h1><p>Today I met with the Foreign Minister of Palmland.</p></main>";
    let release = read_bytes(page.as_bytes()).expect("a release");
    assert_eq!(release.title.as_deref(), Some("Meeting with Palmland"));
    assert_eq!(
        text(&release),
        "Today I met with the Foreign Minister of Palmland.\n"
    );
}

#[test]
fn a_page_in_a_line_of_json_is_read_and_the_line_knows_better() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pages.jsonl");
    let html = "<html lang=en><title>Call with Minister Lima</title><meta name=date content=2024-03-05>\
                <p>The ministers spoke by telephone about the ports.</p>";
    let line = serde_json::json!({"id": 1, "url": "https://www.mfa.gov.ua/a", "date": "2024-03-06", "html": html});
    fs::write(&path, format!("{line}\n{{\"html\": \"\"}}\n")).expect("a file");
    let given = given();
    let mut releases =
        Sources::new([Input::Path(path)]).map(|item| item.and_then(|item| item.release(&given)));
    let release = releases.next().expect("a line").expect("a release");
    assert_eq!(
        text(&release),
        "The ministers spoke by telephone about the ports.\n"
    );
    assert_eq!(release.title.as_deref(), Some("Call with Minister Lima"));
    assert_eq!(release.published, Some(jiff_date(2024, 3, 6)));
    assert_eq!(release.publisher.as_deref(), Some("UA"));
    assert!(releases.next().expect("a line").is_err());
}

#[test]
fn what_the_user_gives_as_publisher_wins() {
    let page = folder().join("gov-uk.html");
    let given = Given {
        publisher: Some("FR".into()),
        ..given()
    };
    assert_eq!(
        read(&page, &given).expect("a release").publisher.as_deref(),
        Some("FR")
    );
    // Without the table of domains nobody is named.
    assert_eq!(
        read(&page, &Given::default()).expect("a release").publisher,
        None
    );
}

#[test]
fn dates_that_are_not_the_release_are_none() {
    let read = |inner: &str| {
        let page = format!(
            "<html><head><title>A page with a date or two</title></head><body><h1>A page with a date or two</h1>{inner}</body></html>"
        );
        read_bytes(page.as_bytes()).expect("a release").published
    };
    let prose =
        "<p>The ministers met on 4 March 2024 and spoke about the harbours of the north.</p>";
    for inner in [
        prose.to_owned(),
        format!("<div class=date>Last updated: 5 March 2024</div>{prose}"),
        format!("<div class=date>03/05/2024</div>{prose}"),
        format!("<time datetime=2024-03-05></time><time datetime=2024-03-06></time>{prose}"),
        format!("{prose}<aside><time datetime=2024-03-06>6 March 2024</time></aside>"),
        format!("<meta name=date content='1970-01-01T00:00:00Z'>{prose}"),
    ] {
        assert_eq!(read(&inner), None, "{inner}");
    }
    assert_eq!(
        read(&format!("<p>5 March 2024</p>{prose}")),
        Some(jiff_date(2024, 3, 5))
    );
}

fn jiff_date(year: i16, month: i8, day: i8) -> jiff::civil::Date {
    jiff::civil::date(year, month, day)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever happens to a page on its way, there is a release or a line that says why not.
    #[test]
    fn mutated_pages_never_panic(
        page in 0_usize..12,
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..200, prop::collection::vec(any::<u8>(), 0..6)), 0..12),
        cut in any::<Option<prop::sample::Index>>(),
    ) {
        let mut bytes = fs::read(&pages()[page]).expect("a page");
        for (place, removed, inserted) in edits {
            let start = place.index(bytes.len() + 1);
            let end = (start + removed).min(bytes.len());
            bytes.splice(start..end, inserted);
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len() + 1));
        }
        match read_bytes(&bytes) {
            Ok(release) => prop_assert!(!text(&release).trim().is_empty()),
            Err(error) => prop_assert!(error.starts_with("page.html: ") && !error.contains('\n')),
        }
    }
}

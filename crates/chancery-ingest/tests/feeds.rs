//! Feeds give each entry with its full content, and say which have none.

use std::fs;

use chancery::{Body, Release};
use chancery_ingest::{Error, Given, Input, Sources};

fn read(name: &str, bytes: &[u8]) -> Vec<Result<Release, Error>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    Sources::new([Input::Path(path)])
        .map(|item| item?.release(&Given::default()))
        .collect()
}

fn refusal(outcome: &Result<Release, Error>) -> String {
    let error = outcome.as_ref().expect_err("a refusal").to_string();
    error.rsplit('/').next().unwrap_or_default().to_owned()
}

#[test]
fn entries_of_rss_come_with_title_day_and_address() {
    let feed = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Press</title><link>https://example.org/</link>
<item><title>Minister&#8217;s call &amp;amp; visit</title><link>https://example.org/1</link>
<pubDate>Tue, 07 May 2024 23:30:00 -0400</pubDate><description>A summary.</description>
<content:encoded><![CDATA[The ministers met in Oslo.]]></content:encoded></item>
<item><title>Summary only</title><description>A summary.</description></item>
<item><guid isPermaLink="false">7</guid><pubDate>yesterday</pubDate>
<content:encoded>They agreed.</content:encoded></item>
</channel></rss>"#;
    let outcomes = read("press.xml", feed.as_bytes());
    assert_eq!(outcomes.len(), 3);
    let first = outcomes[0].as_ref().expect("a release");
    assert_eq!(first.title.as_deref(), Some("Minister’s call & visit"));
    assert_eq!(first.url.as_deref(), Some("https://example.org/1"));
    assert_eq!(first.published, Some(jiff::civil::date(2024, 5, 7)));
    assert_eq!(first.body, Body::Text("The ministers met in Oslo.".into()));
    assert!(
        first
            .source
            .as_deref()
            .is_some_and(|source| source.ends_with("press.xml#1"))
    );
    assert_eq!(
        refusal(&outcomes[1]),
        "press.xml#2: the entry holds no full text — get its page"
    );
    let third = outcomes[2].as_ref().expect("a release");
    assert_eq!(
        (&third.url, third.published, &third.title),
        (&None, None, &None)
    );
}

#[test]
fn atom_says_when_an_entry_was_published_and_not_when_it_was_touched() {
    let feed = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Press</title>
<updated>2025-01-01T00:00:00Z</updated>
<entry><title type="html">A &lt;b&gt;call&lt;/b&gt;</title><link rel="self" href="https://example.org/feed"/>
<link href="https://example.org/1?a=1&amp;b=2"/><updated>2024-06-01T00:00:00Z</updated>
<published>2024-05-07T01:00:00+09:00</published><content>They met &amp; agreed&#8230;</content></entry>
<entry><title>Elsewhere</title><content src="https://example.org/2" type="text/html"/></entry>
</feed>"#;
    let outcomes = read("press.atom", feed.as_bytes());
    let first = outcomes[0].as_ref().expect("a release");
    assert_eq!(first.title.as_deref(), Some("A call"));
    assert_eq!(first.url.as_deref(), Some("https://example.org/1?a=1&b=2"));
    assert_eq!(first.published, Some(jiff::civil::date(2024, 5, 7)));
    assert_eq!(first.body, Body::Text("They met & agreed…".into()));
    assert!(refusal(&outcomes[1]).contains("#2: the entry holds no full text"));
}

#[test]
fn bytes_that_are_not_in_the_declared_charset_stay_bytes() {
    for charset in ["windows-1252", "utf-8"] {
        let head = format!("<?xml version=\"1.0\" encoding=\"{charset}\"?>");
        let entry = b"<rss><channel><item>\
            <content:encoded>The minister\x92s call</content:encoded></item></channel></rss>";
        let outcomes = read("press.rss", &[head.as_bytes(), entry].concat());
        let release = outcomes[0].as_ref().expect("a release");
        assert_eq!(release.body, Body::Bytes(b"The minister\x92s call".into()));
        assert_eq!(release.charset.as_deref(), Some(charset));
    }
}

#[test]
fn a_feed_that_breaks_off_or_is_no_feed_is_told() {
    let cut =
        "<rss><channel><item><content:encoded>They met.</content:encoded></item><item><title>A";
    let outcomes = read("press.xml", cut.as_bytes());
    assert_eq!(outcomes.len(), 2);
    assert!(outcomes[0].is_ok());
    assert_eq!(
        refusal(&outcomes[1]),
        "press.xml#2: breaks off within an entry — get the feed again"
    );
    let empty = read("press.xml", b"<rss><channel></channel></rss>");
    assert!(refusal(&empty[0]).contains("the feed holds no entry"));
    let other = read("note.xml", b"<note>They met.</note>");
    assert!(other[0].is_ok(), "XML that is no feed is a text as before");
}

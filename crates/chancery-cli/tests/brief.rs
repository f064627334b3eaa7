//! A brief as its reader meets it: every line of it has its sentence, and what documents say is never syntax.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

fn chancery(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Accounts of two ministries in their own house styles, with signs that are syntax elsewhere.
const RELEASES: &[(&str, &str, &str, &str)] = &[
    (
        "JP",
        "2022-03-12",
        "Japan-Kenya Foreign Ministers' Telephone Talk",
        "On 12 March, Ms. AOKI Haruka, Minister for Foreign Affairs of Japan, held a telephone talk with H.E. Dr. Wanjiru \
         Kamau, Cabinet Secretary for Foreign Affairs of the Republic of Kenya. Minister Aoki stressed the importance of \
         maritime security in the Indian Ocean. Cabinet Secretary Kamau requested continued support for geothermal power. \
         The two ministers discussed the situation in Sudan.",
    ),
    (
        "JP",
        "2023-04-20",
        "<script>alert(\"x\")</script> Talks & *dinner* in [Nairobi](javascript:x)",
        "Ms. AOKI Haruka, Minister for Foreign Affairs of Japan, met Kenyan Cabinet Secretary for Foreign Affairs Wanjiru \
         Kamau in Nairobi on 20 April 2023. Minister Aoki called for stronger maritime security in the Indian Ocean & <b>the \
         Red Sea</b>. The two ministers agreed to conclude a treaty on [fisheries] by the end of 2024. Minister Aoki strongly \
         condemned the attacks on aid workers in Sudan.",
    ),
    (
        "KE",
        "2023-04-21",
        "Cabinet Secretary hosts Japanese Foreign Minister",
        "Kenyan Cabinet Secretary for Foreign Affairs Wanjiru Kamau met Japanese Foreign Minister Aoki Haruka in Nairobi on 20 \
         April 2023. Cabinet Secretary Kamau urged Japan to lift the tariff on cut flowers. She welcomed the Japanese loan for \
         the port of Mombasa.",
    ),
    (
        "JP",
        "2023-09-01",
        "Announcement",
        "Ms. AOKI Haruka, Minister for Foreign Affairs of Japan, will meet Kenyan Cabinet Secretary for Foreign Affairs \
         Wanjiru Kamau in Tokyo on 4 October 2023.",
    ),
];

fn record(folder: &Path) {
    let lines: Vec<String> = RELEASES
        .iter()
        .enumerate()
        .map(|(number, (publisher, day, title, text))| {
            let line = serde_json::json!({
                "url": format!("https://example.org/{number}"), "publisher": publisher, "date": day, "title": title,
                "text": text,
            });
            line.to_string()
        })
        .collect();
    std::fs::write(folder.join("releases.jsonl"), lines.join("\n")).expect("a file");
    said(&chancery(folder, &["add", "releases.jsonl"]));
}

fn brief(folder: &Path, more: &[&str]) -> String {
    let args = [&["brief", "--for", "JP", "--with", "KE"], more].concat();
    said(&chancery(folder, &args))
}

/// Text as it was before it was made plain for Markdown.
fn plain(markdown: &str) -> String {
    let mut out = String::new();
    let mut chars = markdown.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    out
}

/// The sentences of the sources of a page, by number of source and sentence.
fn sentences(folder: &Path, page: &str) -> BTreeMap<(usize, usize), String> {
    let (_, sources) = page.split_once("## Sources").expect("it has sources");
    let mut sentences = BTreeMap::new();
    for line in sources.lines().filter(|line| !line.is_empty()) {
        let (number, rest) = line.split_once(". ").expect("a number");
        let (_, url) = rest.rsplit_once('<').expect("an address");
        let shown = chancery(
            folder,
            &["show", url.trim_end_matches('>'), "--format", "json"],
        );
        let reading: serde_json::Value = serde_json::from_str(&said(&shown)).expect("JSON");
        let text: Vec<char> = reading["document"]["text"]
            .as_str()
            .expect("text")
            .chars()
            .collect();
        let all = reading["sentences"].as_array().expect("sentences");
        for (at, sentence) in all.iter().enumerate() {
            let place = |end: usize| sentence["span"][end].as_u64().expect("a place") as usize;
            let sentence: String = text[place(0)..place(1)].iter().collect();
            sentences.insert((number.parse().expect("a number"), at + 1), sentence);
        }
    }
    sentences
}

/// `[3 §7]` at the beginning of some words, and what is behind it.
fn citation(words: &str) -> Option<((usize, usize), &str)> {
    let (inner, rest) = words.strip_prefix('[')?.split_once(']')?;
    let (source, sentence) = inner.split_once(" §")?;
    Some(((source.parse().ok()?, sentence.parse().ok()?), rest))
}

#[test]
fn every_line_ends_with_a_sentence_that_has_its_quote() {
    let folder = tempfile::tempdir().expect("a folder");
    record(folder.path());
    let page = brief(folder.path(), &["--all"]);
    let sentences = sentences(folder.path(), &page);
    let (claims, _) = page.split_once("## Sources").expect("it has sources");
    let (mut lines, mut quotes) = (0, 0);
    for line in claims.lines() {
        let line = line.trim_start();
        // Remarks on the record stand in italics and claim nothing about the two.
        let Some(line) = line
            .strip_prefix("- ")
            .filter(|line| !line.starts_with('*') || line.starts_with("**"))
        else {
            assert!(!line.contains('“'), "a quote outside of a claim: {line}");
            continue;
        };
        lines += 1;
        assert!(line.ends_with(']'), "no citation at the end: {line}");
        // Each quote is proved by the citation behind it.
        let mut rest = line;
        while let Some(at) = rest.find('“') {
            let (quote, behind) = rest[at + '“'.len_utf8()..]
                .split_once("” ")
                .expect("it ends");
            let (place, after) = citation(behind).expect("a citation stands behind a quote");
            let sentence = sentences.get(&place).expect("it resolves");
            let quote = plain(quote);
            let quote = quote.trim_matches('…');
            assert!(sentence.contains(quote), "{quote:?} is not in {sentence:?}");
            quotes += 1;
            rest = after;
        }
        for (at, _) in line.match_indices(" [") {
            if let Some((place, _)) = citation(&line[at + 1..]) {
                assert!(sentences.contains_key(&place), "{place:?}: {line}");
            }
        }
    }
    assert!(
        lines >= 12 && quotes >= 10,
        "{lines} lines, {quotes} quotes:\n{page}"
    );
}

#[test]
fn the_page_tells_what_an_officer_asks() {
    let folder = tempfile::tempdir().expect("a folder");
    record(folder.path());
    let page = brief(folder.path(), &[]);
    for words in [
        "# Brief for Japan: meeting Kenya",
        "**Last contact, 2023-04-20:** meeting, Nairobi",
        "**Announced, 2023-10-04:** meeting",
        "accounts of JP and KE",
        "due by the end of 2024",
        "urged Japan to lift the tariff on cut flowers",
        "*No answer found in the record to these, the newest first:*",
        "(as JP tells it, ",
        "## What only the accounts of KE say",
        "- **Sudan:** 2 accounts, 2022-03-12 to 2023-04-20",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let moved = page
        .lines()
        .find(|line| line.starts_with("- **Stronger, JP:**"));
    let moved = moved.unwrap_or_else(|| panic!("{page}"));
    assert!(
        moved.contains("call for (4)") && moved.contains("before, 2022-03-12, stress (3)"),
        "{moved}"
    );
    // As if written then: neither their account nor the announcement was out.
    let before = brief(folder.path(), &["--until", "2023-04-20"]);
    assert!(
        !before.contains("flowers") && !before.contains("Announced"),
        "{before}"
    );
    assert!(
        before.contains("No account published by KE is among them"),
        "{before}"
    );
}

#[test]
fn what_documents_say_is_text_in_markdown_and_html() {
    let folder = tempfile::tempdir().expect("a folder");
    record(folder.path());
    let page = brief(folder.path(), &[]);
    assert!(page.contains("\\<script\\>alert("), "{page}");
    assert!(page.contains("\\*dinner\\* in \\[Nairobi\\]"), "{page}");
    let html = brief(folder.path(), &["--format", "html"]);
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"));
    assert!(!html.contains("<b>the") && html.contains("&lt;b&gt;the"));
    // One file: nothing is fetched, and every link within the page has its place.
    for fetched in ["src=", "@import", "url(", "<link"] {
        assert!(!html.contains(fetched), "{fetched}");
    }
    for (at, _) in html.match_indices("href=\"#") {
        let id = html[at + 7..].split('"').next().expect("it ends");
        assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    assert!(html.contains("https://example.org/2#:~:text="));
    assert!(html.contains("prefers-color-scheme: dark") && html.contains("@media print"));
}

#[test]
fn the_same_record_gives_the_same_page_and_a_file_holds_what_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    record(folder.path());
    let printed = brief(folder.path(), &["--format", "html"]);
    let nothing = brief(
        folder.path(),
        &["--format", "html", "--output", "brief.html"],
    );
    assert_eq!(nothing, "");
    let written = std::fs::read_to_string(folder.path().join("brief.html")).expect("a file");
    assert_eq!(printed, written);
    let data = brief(folder.path(), &["--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(data["query"]["us"], "JP");
    assert_eq!(data["raised"][0]["kind"], "place");
}

#[test]
fn that_a_side_says_nothing_on_any_topic_is_said_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let line = r#"{"url": "https://no.example/1", "publisher": "NO", "date": "2024-02-01", "text": "Foreign Minister Ingrid Haugen met Portuguese Foreign Minister Ana Prates in Oslo. She raised human rights in Belarus. She stressed the importance of trade agreements. She called for sanctions against Russia."}"#;
    std::fs::write(folder.path().join("one.jsonl"), line).expect("a file");
    chancery(folder.path(), &["add", "one.jsonl"]);
    let page = said(&chancery(
        folder.path(),
        &["brief", "--for", "NO", "--with", "PT"],
    ));
    assert!(page.matches("\n### ").count() > 1, "{page}");
    assert_eq!(
        page.matches("PT by itself: nothing found").count(),
        1,
        "{page}"
    );
    assert_eq!(page.matches("PT last said").count(), 0, "{page}");
}

#[test]
fn nothing_found_is_said_and_a_wrong_command_line_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    record(folder.path());
    let page = said(&chancery(
        folder.path(),
        &["brief", "--for", "JP", "--with", "NO"],
    ));
    assert!(
        page.contains("no contact and no statement between JP and NO"),
        "{page}"
    );
    assert!(!page.contains("## Sources"));
    let html = ["brief", "--for", "JP", "--with", "NO", "--format", "html"];
    assert!(said(&chancery(folder.path(), &html)).contains("no contact and no statement"));
    let same = chancery(folder.path(), &["brief", "--for", "JP", "--with", "JP"]);
    assert_eq!(same.status.code(), Some(2));
    let told = String::from_utf8_lossy(&same.stderr);
    assert_eq!(told.lines().count(), 1, "{told}");
    let none = [
        "brief", "--for", "JP", "--with", "KE", "--record", "none.db",
    ];
    assert_eq!(chancery(folder.path(), &none).status.code(), Some(1));
}

//! `chancery coverage` as a user meets it.

use std::path::Path;
use std::process::{Command, Output};

const RELEASES: &str = r#"{"url": "https://gb.example/1", "publisher": "GB", "date": "2023-02-10", "title": "Meeting <b>in</b> London", "text": "The Foreign Secretary met Chinese Foreign Minister Wang Yi in London. The Foreign Secretary raised cyber attacks on British institutions. He stressed the importance of cooperation on climate change."}
{"url": "https://gb.example/2", "publisher": "GB", "date": "2023-08-20", "text": "The Foreign Secretary spoke to Japanese Foreign Minister Hayashi Yoshimasa. He stressed the importance of peace across the Taiwan Strait & beyond."}
{"url": "javascript:alert(1)", "publisher": "GB", "date": "2023-08-21", "text": "The Foreign Secretary spoke by telephone with Chinese Foreign Minister Wang Yi. The Foreign Secretary congratulated Wang Yi on his appointment."}
"#;

fn chancery(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder with a record of the releases.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("releases.jsonl"), RELEASES).expect("a file");
    let added = chancery(folder.path(), &["add", "releases.jsonl"]);
    assert_eq!(said(&added), "3 added, 0 revised, 0 known, 0 failed\n");
    folder
}

/// The coverage of a framework that the record has statements on.
fn coverage(folder: &Path, format: &str) -> String {
    let args = [
        "coverage",
        "--framework",
        "uk-china-2023",
        "--format",
        format,
    ];
    said(&chancery(folder, &args))
}

#[test]
fn a_page_counts_by_pillar_and_cites_what_it_shows() {
    let folder = folder();
    let output = chancery(folder.path(), &["coverage", "--framework", "uk-china-2023"]);
    assert!(output.status.success());
    let page = said(&output);
    let first = page
        .lines()
        .find(|line| line.starts_with("2023-Q1"))
        .unwrap_or_default();
    let words: Vec<&str> = first.split_whitespace().collect();
    assert_eq!(words[..3], ["2023-Q1", "1", "████████"], "{first}");
    assert!(
        page.contains("nothing in 2023-Q2 to 2023-Q3, 2 quarters (2 other statements)"),
        "{page}"
    );
    assert!(page.contains("What serves no pillar"), "{page}");
    // Each sentence is followed by the document that it stands in.
    let lines: Vec<&str> = page.lines().map(str::trim).collect();
    let ends =
        (0..lines.len()).filter(|at| lines[*at].ends_with('”') && !lines[*at].starts_with("20"));
    let mut sentences = 0;
    for at in ends {
        assert!(lines[at + 1].starts_with('['), "{}", lines[at]);
        assert!(lines[at + 2].contains(':'), "{}", lines[at]);
        sentences += 1;
    }
    assert_eq!(sentences, 4, "{page}");
}

#[test]
fn a_table_has_a_row_for_each_statement_and_pillar() {
    let folder = folder();
    let args = [
        "coverage",
        "--framework",
        "uk-china-2023",
        "--format",
        "csv",
    ];
    let table = said(&chancery(folder.path(), &args));
    let mut rows = table.lines();
    assert!(
        rows.next()
            .unwrap_or_default()
            .starts_with("framework,pillar,also,period,day,")
    );
    assert_eq!(
        rows.clone()
            .filter(|row| row.starts_with("uk-china-2023,protect,,2023-Q1,"))
            .count(),
        1
    );
    assert_eq!(
        rows.clone()
            .filter(|row| row.starts_with("uk-china-2023,,,"))
            .count(),
        1
    );
    assert_eq!(rows.count(), 4);
}

#[test]
fn json_holds_every_statement_that_it_counts() {
    let folder = folder();
    let args = [
        "coverage",
        "--framework",
        "uk-china-2023",
        "--format",
        "json",
    ];
    let json: serde_json::Value =
        serde_json::from_str(&said(&chancery(folder.path(), &args))).expect("JSON");
    assert_eq!(json["periods"].as_array().map(Vec::len), Some(3));
    for pillar in json["pillars"].as_array().into_iter().flatten() {
        for id in pillar["statements"].as_array().into_iter().flatten() {
            assert!(
                json["statements"][id.to_string()]["statement"]["evidence"]["quote"].is_string()
            );
        }
    }
}

#[test]
fn pages_of_the_web_run_nothing_that_a_document_says() {
    let folder = folder();
    let page = |format: &str| coverage(folder.path(), format);
    let html = page("html");
    assert!(html.starts_with("<!DOCTYPE html>"), "{html}");
    assert!(html.contains("Meeting &lt;b&gt;in&lt;/b&gt; London") && !html.contains("<b>in</b>"));
    assert!(
        !html.contains("href=\"javascript"),
        "an address that runs is no link"
    );
    assert!(html.contains("Strait &amp; beyond"));
    // Every number that leads somewhere leads to something.
    for target in html
        .split("href=\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        assert!(html.contains(&format!("id=\"{target}\"")), "{target}");
    }
    let markdown = page("markdown");
    assert!(
        markdown.contains("| 2023-Q1 | 1 | 0 | 1 | 0 | 2 |"),
        "{markdown}"
    );
    assert!(!markdown.contains("](<javascript"), "{markdown}");
}

#[test]
fn a_framework_of_ones_own_is_checked() {
    let folder = folder();
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("a file");
    };
    write(
        "own.toml",
        "title = 'Own'\nsource = 'own'\n[[pillar]]\nname = 'people'\nsummary = 's'\nsource = 'own'\n[[pillar.serve]]\nfamilies = ['courtesy']\n",
    );
    write(
        "wrong.toml",
        "title = 'Own'\nsource = 'own'\n[[pillar]]\nname = 'people'\nsummary = 's'\nsource = 'own'\n[[pillar.serve]]\ntopics = ['helth']\n",
    );
    let page = said(&chancery(
        folder.path(),
        &["coverage", "--framework", "own.toml", "--period", "year"],
    ));
    assert!(
        page.contains("said by anyone: 4 statements in 3 documents, by year of release"),
        "{page}"
    );
    assert!(page.contains("congratulated Wang Yi"), "{page}");
    for (args, code, told) in [
        (
            &["--framework", "wrong.toml"][..],
            1,
            "wrong.toml:8: no such topic: helth — is health meant?",
        ),
        (
            &["--framework", "none-such"],
            1,
            "none-such: is no file and no framework",
        ),
        (
            &["--framework", "none.toml"],
            1,
            "none.toml: cannot be read",
        ),
        (
            &["--framework", "own.toml", "--record", "none.db"],
            1,
            " — ",
        ),
        (&[], 2, "--framework"),
    ] {
        let output = chancery(folder.path(), &[&["coverage"], args].concat());
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {error}");
        assert!(error.contains(told), "{args:?}: {error}");
    }
}

#[test]
fn nothing_in_scope_is_a_line_that_says_so() {
    let folder = folder();
    let output = chancery(folder.path(), &["coverage", "--framework", "eu-china-2019"]);
    assert!(output.status.success());
    let page = said(&output);
    assert!(
        page.starts_with("Nothing in the record is in the scope of eu-china-2019"),
        "{page}"
    );
    assert_eq!(page.lines().count(), 1);
    let table = said(&chancery(
        folder.path(),
        &[
            "coverage",
            "--framework",
            "eu-china-2019",
            "--format",
            "csv",
        ],
    ));
    assert_eq!(table.lines().count(), 1, "programs get an empty table");
}

#[test]
fn lines_have_each_statement_in_scope_with_its_pillars() {
    let folder = folder();
    let ask = |format: &str| coverage(folder.path(), format);
    let whole: serde_json::Value = serde_json::from_str(&ask("json")).expect("JSON");
    let lines = ask("jsonl");
    let lines = lines.lines().map(serde_json::from_str::<serde_json::Value>);
    let lines: Vec<serde_json::Value> = lines.collect::<Result<_, _>>().expect("JSON");
    let statements = whole["statements"].as_object().expect("statements");
    assert_eq!(lines.len(), statements.len());
    assert!(lines.iter().any(|line| line["pillars"][0] == "protect"));
    assert!(
        lines
            .iter()
            .all(|line| line["statement"]["evidence"]["quote"].is_string())
    );
}

#[test]
fn frameworks_are_listed_from_the_program_or_a_folder() {
    let folder = folder();
    let listed = said(&chancery(folder.path(), &["coverage", "--list"]));
    assert!(
        listed.contains("pillars: protect, align, engage"),
        "{listed}"
    );
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let data = data.to_string_lossy();
    let same = said(&chancery(
        folder.path(),
        &["coverage", "--list", "--data", &data],
    ));
    assert_eq!(same, listed);
}

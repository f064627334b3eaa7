//! The record as a user meets it: processes that add, are killed, add at once, and ask.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

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

/// Releases of different days in JSON lines.
fn releases(folder: &Path, name: &str, numbers: std::ops::Range<usize>) -> PathBuf {
    let mut lines = String::new();
    for number in numbers {
        let (month, day) = (number / 28 % 12 + 1, number % 28 + 1);
        let _ = writeln!(
            lines,
            r#"{{"url": "https://no.example/{number}", "publisher": "NO", "date": "2024-{month:02}-{day:02}", "text": "Foreign Minister Ingrid Haugen met Portuguese Foreign Minister Ana Prates in Oslo. She raised case number {number} and stressed the importance of fisheries."}}"#
        );
    }
    let path = folder.join(name);
    std::fs::write(&path, lines).expect("a file");
    path
}

#[test]
fn from_an_empty_folder_to_an_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    releases(folder.path(), "releases.jsonl", 0..3);
    let added = chancery(folder.path(), &["add", "releases.jsonl"]);
    assert_eq!(said(&added), "3 added, 0 revised, 0 known, 0 failed\n");
    let again = chancery(folder.path(), &["add", "releases.jsonl"]);
    assert_eq!(said(&again), "0 added, 0 revised, 3 known, 0 failed\n");
    let found = chancery(
        folder.path(),
        &["search", "fisheries", "--by", "NO", "--since", "2024-01-02"],
    );
    let page = said(&found);
    assert!(
        page.contains("2024-01-03  Ingrid Haugen (NO) → Ana Prates (PT): raise (strength 3); stress (strength 3)"),
        "{page}"
    );
    assert!(page.contains("https://no.example/2"), "{page}");
    assert!(!page.contains("https://no.example/0"), "{page}");
    let table = said(&chancery(
        folder.path(),
        &["search", "--family", "raise", "--format", "csv"],
    ));
    assert!(table.starts_with("day,by,to,speakers,family,"), "{table}");
    assert_eq!(table.lines().count(), 4);
    let met = said(&chancery(
        folder.path(),
        &["engagements", "--with", "NO,PT"],
    ));
    assert!(met.contains("meeting in Oslo"), "{met}");
    let shown = said(&chancery(
        folder.path(),
        &["show", "https://no.example/1", "--format", "json"],
    ));
    assert!(shown.contains("case number 1"), "{shown}");
    let status = said(&chancery(folder.path(), &["status"]));
    assert!(status.contains("3  documents"), "{status}");
    assert!(chancery(folder.path(), &["check"]).status.success());
}

#[test]
fn who_is_killed_loses_nothing_that_was_added() {
    let folder = tempfile::tempdir().expect("a folder");
    // More than two of the batches that are written at once.
    releases(folder.path(), "releases.jsonl", 0..2500);
    let begun = Instant::now();
    chancery(
        folder.path(),
        &["add", "releases.jsonl", "--record", "whole.db"],
    );
    let whole = begun.elapsed();
    for attempt in 1..=20 {
        let mut adding = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(["add", "releases.jsonl"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        std::thread::sleep(whole * attempt / 20);
        adding.kill().expect("it can be killed");
        adding.wait().expect("it ends");
        // Killed before it made the file, there is none to check; before it wrote into it, there is nothing to.
        if folder.path().join("chancery.db").exists() {
            let checked = chancery(folder.path(), &["check"]);
            let told = String::from_utf8_lossy(&checked.stderr).into_owned();
            assert!(
                checked.status.success() || told.contains("holds nothing yet"),
                "{attempt}: {}{told}",
                said(&checked)
            );
        }
    }
    assert!(
        chancery(folder.path(), &["add", "releases.jsonl"])
            .status
            .success()
    );
    let status = said(&chancery(folder.path(), &["status"]));
    assert!(status.contains("2500  documents"), "{status}");
    assert!(status.contains("0  older revisions"), "{status}");
    assert!(chancery(folder.path(), &["check"]).status.success());
}

#[test]
fn two_who_add_at_once_both_succeed() {
    let folder = tempfile::tempdir().expect("a folder");
    releases(folder.path(), "one.jsonl", 0..400);
    releases(folder.path(), "two.jsonl", 200..600);
    let add = |file: &str| {
        Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(["add", file])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs")
    };
    let both = [add("one.jsonl"), add("two.jsonl")];
    for adding in both {
        let output = adding.wait_with_output().expect("it ends");
        assert!(output.status.success());
    }
    let status = said(&chancery(folder.path(), &["status"]));
    assert!(status.contains("600  documents"), "{status}");
    assert!(chancery(folder.path(), &["check"]).status.success());
}

#[test]
fn what_cannot_be_used_is_told_on_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    releases(folder.path(), "releases.jsonl", 0..1);
    std::fs::write(folder.path().join("notes.db"), "no database ".repeat(500)).expect("a file");
    for args in [
        &["search", "x", "--record", "none.db"][..],
        &["add", "releases.jsonl", "--record", "notes.db"],
        &["status", "--record", "notes.db"],
        &["add", "releases.jsonl", "--record", "no/such/folder.db"],
        &["status", "--record", "no/such/folder.db"],
    ] {
        let output = chancery(folder.path(), args);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {told}");
        assert_eq!(told.trim_end().lines().count(), 1, "{told}");
        assert!(told.contains(" — "), "it says what to do: {told}");
    }
}

#[test]
fn half_a_record_is_damaged_and_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    releases(folder.path(), "few.jsonl", 0..40);
    let added = chancery(folder.path(), &["add", "few.jsonl"]);
    assert!(added.status.success());
    let path = folder.path().join("chancery.db");
    let whole = std::fs::read(&path).expect("a record");
    let half = &whole[..whole.len() / 2];
    std::fs::write(&path, half).expect("a file");
    for args in [
        &["add", "few.jsonl"][..],
        &["status"],
        &["check"],
        &["search", "fisheries"],
        &["timeline", "--by", "NO"],
        &["brief", "--for", "NO", "--with", "PT"],
        &["export", "--format", "jsonl"],
    ] {
        let output = chancery(folder.path(), args);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {told}");
        assert_eq!(told.trim_end().lines().count(), 1, "{args:?}: {told}");
        assert!(told.contains("the record is damaged"), "{args:?}: {told}");
        assert_eq!(said(&output), "", "{args:?}");
    }
    assert_eq!(std::fs::read(&path).expect("a file"), half);
}

#[test]
fn what_one_sentence_says_stands_above_it_together() {
    let folder = tempfile::tempdir().expect("a folder");
    releases(folder.path(), "one.jsonl", 0..1);
    chancery(folder.path(), &["add", "one.jsonl"]);
    let page = said(&chancery(folder.path(), &["search", "--by", "NO"]));
    assert_eq!(
        page.matches("She raised case number 0").count(),
        1,
        "{page}"
    );
    assert!(
        page.contains("raise (strength 3); stress (strength 3)\n"),
        "{page}"
    );
    let page = said(&chancery(folder.path(), &["timeline", "--by", "NO"]));
    assert_eq!(
        page.matches("She raised case number 0").count(),
        1,
        "{page}"
    );
    let cut = chancery(folder.path(), &["search", "--by", "NO", "--limit", "1"]);
    let told = String::from_utf8_lossy(&cut.stderr).into_owned();
    assert_eq!(
        told,
        "chancery: there are more statements than --limit 1 shows; --limit 0 gives all\n"
    );
}

/// Runs a script in a small file system of its own, mounted at `$DIR`; `None` where the system allows none.
fn in_small_file_system(folder: &Path, kilobytes: u32, script: &str) -> Option<Output> {
    let script = format!(
        r#"mkdir -p "$DIR" && mount -t tmpfs -o size={kilobytes}k tmpfs "$DIR" || exit 99; echo mounted; {script}"#
    );
    // As a user whom the system lets be root in a name space of his own, else as root.
    let ways = [&["--user", "--map-root-user", "--mount"][..], &["--mount"]];
    ways.iter().find_map(|way| {
        let output = Command::new("unshare")
            .args(*way)
            .args(["sh", "-c", &script])
            .env("DIR", folder.join("small"))
            .env("CHANCERY", env!("CARGO_BIN_EXE_chancery"))
            .current_dir(folder)
            .output()
            .ok()?;
        let mounted = said(&output).starts_with("mounted");
        (mounted && output.status.code() != Some(99)).then_some(output)
    })
}

#[test]
fn a_full_disk_loses_nothing_that_was_added() {
    let folder = tempfile::tempdir().expect("a folder");
    releases(folder.path(), "few.jsonl", 0..20);
    releases(folder.path(), "many.jsonl", 0..3000);
    let script = r#"
        "$CHANCERY" add few.jsonl --record "$DIR/c.db" || exit 1
        "$CHANCERY" add many.jsonl --record "$DIR/c.db"; echo "status $?"
        "$CHANCERY" check --record "$DIR/c.db"; echo "check $?"
        "$CHANCERY" status --record "$DIR/c.db""#;
    let Some(output) = in_small_file_system(folder.path(), 2000, script) else {
        eprintln!("skipped: no file system of its own can be had here");
        return;
    };
    let (page, told) = (
        said(&output),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    );
    assert!(page.contains("status 1\n"), "{page}{told}");
    assert!(page.contains("check 0\n"), "{page}{told}");
    assert_eq!(told.trim_end().lines().count(), 1, "{told}");
    assert!(told.contains("the disk is full"), "{told}");
    let documents = page
        .lines()
        .find_map(|line| line.trim().strip_suffix("  documents"));
    let documents: u32 = documents.and_then(|count| count.parse().ok()).unwrap_or(0);
    assert!((20..3000).contains(&documents), "{page}");
}

#[test]
fn a_record_that_cannot_be_written_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    releases(folder.path(), "few.jsonl", 0..20);
    releases(folder.path(), "more.jsonl", 20..40);
    let script = r#"
        "$CHANCERY" add few.jsonl --record "$DIR/c.db" || exit 1
        mount -o remount,ro "$DIR" || exit 99
        "$CHANCERY" add more.jsonl --record "$DIR/c.db"; echo "status $?"
        "$CHANCERY" search fisheries --limit 0 --record "$DIR/c.db"; echo "search $?""#;
    let Some(output) = in_small_file_system(folder.path(), 4000, script) else {
        eprintln!("skipped: no file system of its own can be had here");
        return;
    };
    let (page, told) = (
        said(&output),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    );
    assert!(page.contains("status 1\n"), "{page}{told}");
    assert!(
        page.contains("search 0\n") && page.contains("https://no.example/"),
        "{page}{told}"
    );
    assert_eq!(told.trim_end().lines().count(), 1, "{told}");
    assert!(told.contains("cannot be written"), "{told}");
}

#[test]
fn a_timeline_shows_when_how_strongly_and_what_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = r#"{"url": "https://no.example/1", "publisher": "NO", "date": "2023-02-01", "text": "Foreign Minister Ingrid Haugen met Portuguese Foreign Minister Ana Prates in Oslo. She raised the case of Jimmy Lai."}
{"url": "https://no.example/2", "publisher": "NO", "date": "2024-03-01", "text": "Foreign Minister Ingrid Haugen met Portuguese Foreign Minister Ana Prates in Oslo. She called for the release of Jimmy Lai."}
"#;
    std::fs::write(folder.path().join("releases.jsonl"), lines).expect("a file");
    chancery(folder.path(), &["add", "releases.jsonl"]);
    let ask = |more: &[&str], locale: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(["timeline", "--name", "Jimmy Lai"])
            .args(more)
            .env("LC_ALL", locale)
            .current_dir(folder.path())
            .output();
        said(&output.expect("the program runs"))
    };
    let page = ask(&[], "C.UTF-8");
    assert!(
        page.contains("▄············▆"),
        "thirteen months apart: {page}"
    );
    assert!(page.contains("2024-03-01  [2] "), "{page}");
    assert!(
        page.contains("“She called for the release of Jimmy Lai.” §2"),
        "{page}"
    );
    assert!(
        page.contains("▲ stronger than 2023-02-01: raise (3) → call for (4) [1 §2]"),
        "{page}"
    );
    let plain = ask(&[], "C");
    assert!(plain.contains("3············4"), "{plain}");
    assert!(plain.contains("    * stronger than"), "{plain}");
    let table = ask(&["--format", "csv"], "C");
    assert_eq!(table.lines().count(), 3, "{table}");
    let data: serde_json::Value =
        serde_json::from_str(&ask(&["--format", "json"], "C")).expect("JSON");
    assert_eq!(data["changes"][1]["kind"], "stronger");
    assert_eq!(data["changes"][1]["before"]["evidence"]["document"], 1);
    assert!(ask(&["--by", "CN"], "C").starts_with("Nothing in the record"));
    assert_eq!(ask(&["--by", "CN", "--format", "jsonl"], "C"), "");
}

//! What a disk, a file system or another version of the program refuses costs one line and nothing of the record.
#![cfg(unix)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

fn chancery(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn releases(folder: &Path, name: &str, numbers: std::ops::Range<usize>) {
    let mut lines = String::new();
    for number in numbers {
        let _ = writeln!(
            lines,
            r#"{{"url": "https://no.example/{number}", "publisher": "NO", "date": "2024-03-05", "text": "Foreign Minister Ingrid Haugen met Portuguese Foreign Minister Ana Prates in Oslo. She raised case number {number}."}}"#
        );
    }
    std::fs::write(folder.join(name), lines).expect("a file");
}

/// As a quota does it: files cannot grow over a limit.
#[test]
fn a_file_that_may_not_grow_loses_nothing_that_was_added() {
    let folder = tempfile::tempdir().expect("a folder");
    releases(folder.path(), "few.jsonl", 0..20);
    releases(folder.path(), "many.jsonl", 0..3000);
    assert!(
        chancery(folder.path(), &["add", "few.jsonl"])
            .status
            .success()
    );
    let script = r#"trap '' XFSZ; ulimit -f 1000; "$CHANCERY" add many.jsonl"#;
    let output = Command::new("sh")
        .args(["-c", script])
        .env("CHANCERY", env!("CARGO_BIN_EXE_chancery"))
        .current_dir(folder.path())
        .output()
        .expect("a shell");
    let refusal = told(&output);
    assert_eq!(output.status.code(), Some(1), "{refusal}");
    assert_eq!(refusal.trim_end().lines().count(), 1, "{refusal}");
    assert!(
        refusal.contains("what was reported as added is kept"),
        "{refusal}"
    );
    assert!(chancery(folder.path(), &["check"]).status.success());
    let again = chancery(folder.path(), &["add", "many.jsonl"]);
    assert!(again.status.success(), "{}", told(&again));
    let status = chancery(folder.path(), &["status"]);
    let status = String::from_utf8_lossy(&status.stdout).into_owned();
    assert!(status.contains("3000  documents"), "{status}");
    assert!(chancery(folder.path(), &["check"]).status.success());
}

#[test]
fn a_newer_or_damaged_record_is_not_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    releases(folder.path(), "releases.jsonl", 0..100);
    releases(folder.path(), "more.jsonl", 100..120);
    chancery(folder.path(), &["add", "releases.jsonl"]);
    let path = folder.path().join("chancery.db");
    let whole = std::fs::read(&path).expect("the record");
    // The schema's number stands at byte 60 of the file, the list of its tables begins at byte 100.
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let mut damaged = whole.clone();
    damaged[100..140].fill(0xa5);
    for (bytes, words) in [
        (newer, "use a newer chancery"),
        (damaged, "the record is damaged"),
    ] {
        std::fs::write(&path, &bytes).expect("a file");
        for args in [&["add", "more.jsonl"][..], &["search"], &["check"]] {
            let output = chancery(folder.path(), args);
            let refusal = told(&output);
            assert_eq!(output.status.code(), Some(1), "{args:?}: {refusal}");
            assert_eq!(refusal.trim_end().lines().count(), 1, "{refusal}");
            assert!(refusal.contains(words), "{args:?}: {refusal}");
        }
        let after = std::fs::read(&path).expect("the record");
        assert!(after == bytes, "{words}: the file is as it was");
    }
    std::fs::write(&path, &whole).expect("a file");
    assert!(
        chancery(folder.path(), &["add", "more.jsonl"])
            .status
            .success()
    );
}

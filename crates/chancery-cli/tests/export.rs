//! Exports as a user meets them: files that are whole or not there, streams, filters, and one line for what is wrong.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use parquet::file::reader::{FileReader as _, SerializedFileReader};

const TABLES: [&str; 5] = [
    "documents",
    "engagements",
    "participants",
    "statements",
    "repairs",
];

fn chancery(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

/// An export that is expected to succeed, and what it says of itself.
fn export(folder: &Path, args: &[&str]) -> (String, String) {
    let output = chancery(folder, &[&["export"], args].concat());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{args:?}: {told}");
    let printed = String::from_utf8(output.stdout).expect("text");
    (printed, told)
}

/// A record of so many releases in the folder, every second one to Portugal.
fn record(folder: &Path, releases: usize) {
    let mut lines = String::new();
    for number in 0..releases {
        let other = ["Portuguese", "Chilean"][number % 2];
        let day = number % 28 + 1;
        let _ = writeln!(
            lines,
            r#"{{"url": "https://no.example/{number}", "publisher": "NO", "date": "2024-03-{day:02}", "text": "Foreign Minister Ingrid Haugen met the {other} Foreign Minister in Oslo. She raised case number {number} and condemned the attack."}}"#
        );
    }
    fs::write(folder.join("releases.jsonl"), lines).expect("a file");
    let added = chancery(folder, &["add", "releases.jsonl"]);
    assert!(added.status.success());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

fn rows(file: &Path) -> i64 {
    let file = File::open(file).expect("the file");
    let reader = SerializedFileReader::new(file).expect("a Parquet file");
    reader.metadata().file_metadata().num_rows()
}

#[test]
fn all_tables_stand_in_a_folder_and_agree_with_the_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    record(here, 30);
    let (_, told) = export(here, &["--format", "parquet", "--output", "tables"]);
    assert!(told.contains("30 documents, 30 engagements"), "{told}");
    let mut expected = TABLES.map(|table| format!("{table}.parquet"));
    expected.sort();
    assert_eq!(names(&here.join("tables")), expected, "and nothing else");
    assert_eq!(rows(&here.join("tables/documents.parquet")), 30);
    assert_eq!(rows(&here.join("tables/statements.parquet")), 60);
    let (csv, _) = export(here, &["--format", "csv", "--table", "statements"]);
    assert_eq!(csv.lines().count(), 61);
    assert!(csv.starts_with("document,source,title,"), "{}", &csv[..80]);
    let (readings, _) = export(here, &["--format", "jsonl"]);
    assert_eq!(readings.lines().count(), 30);
    let shown = chancery(here, &["show", "https://no.example/0", "--format", "jsonl"]);
    let shown = String::from_utf8(shown.stdout).expect("text");
    assert!(readings.starts_with(&shown), "a line is the whole reading");
    let (annotations, told) = export(here, &["--format", "annotations"]);
    assert_eq!(annotations.lines().count(), 60);
    assert_eq!(told, "chancery: 60 annotations\n");
    let (events, told) = export(here, &["--format", "events"]);
    assert_eq!(events.lines().count(), 61);
    assert!(
        told.contains("60 event records; 0 statements left out"),
        "{told}"
    );
    assert!(
        events
            .lines()
            .nth(1)
            .is_some_and(|row| row.contains("\tNOR\t"))
    );
}

#[test]
fn filters_choose_statements_and_what_belongs_to_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    record(here, 30);
    let to = [
        "--to",
        "PT",
        "--family",
        "criticise",
        "--until",
        "2024-03-10",
    ];
    let (_, told) = export(
        here,
        &[&["--format", "parquet", "-o", "pt"], &to[..]].concat(),
    );
    assert!(
        told.contains("6 documents, 6 engagements, 12 participants, 6 statements"),
        "{told}"
    );
    let (csv, _) = export(
        here,
        &[&["--format", "csv", "--table", "statements"], &to[..]].concat(),
    );
    assert_eq!(csv.lines().count(), 7);
    assert!(csv.lines().skip(1).all(|row| row.contains(",criticise,")));
    let words = [
        "--format",
        "jsonl",
        "--table",
        "statements",
        "\"case number 17\"",
    ];
    let (found, _) = export(here, &words);
    assert_eq!(found.lines().count(), 2, "the statements of one sentence");
    let (nothing, told) = export(here, &["--format", "annotations", "--to", "KE"]);
    assert_eq!(
        (nothing.as_str(), told.as_str()),
        ("", "chancery: 0 annotations\n")
    );
}

#[test]
fn an_empty_record_gives_tables_without_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    fs::write(here.join("none.jsonl"), "").expect("a file");
    chancery(here, &["add", "none.jsonl"]);
    export(here, &["--format", "parquet", "--output", "tables/"]);
    for table in TABLES {
        assert_eq!(rows(&here.join(format!("tables/{table}.parquet"))), 0);
    }
    let (csv, _) = export(here, &["--format", "csv", "--table", "repairs"]);
    assert_eq!(csv.lines().count(), 1);
    assert_eq!(export(here, &["--format", "jsonl"]).0, "");
}

#[test]
fn the_same_documents_give_the_same_bytes_however_they_came() {
    let one = tempfile::tempdir().expect("a folder");
    let other = tempfile::tempdir().expect("a folder");
    record(one.path(), 60);
    let lines = fs::read_to_string(one.path().join("releases.jsonl")).expect("the file");
    let backwards: Vec<&str> = lines.lines().rev().collect();
    fs::write(other.path().join("back.jsonl"), backwards.join("\n")).expect("a file");
    chancery(other.path(), &["add", "back.jsonl"]);
    for format in ["parquet", "csv", "jsonl"] {
        for folder in [one.path(), other.path()] {
            let tables = "documents,engagements,participants,statements,repairs";
            export(
                folder,
                &["--format", format, "--table", tables, "-o", "out"],
            );
        }
        for table in TABLES {
            let file = format!("out/{table}.{format}");
            let bytes = |folder: &Path| fs::read(folder.join(&file)).expect("the file");
            assert!(bytes(one.path()) == bytes(other.path()), "{file}");
        }
    }
}

#[test]
fn who_is_killed_leaves_no_half_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    record(here, 2000);
    export(here, &["--format", "csv", "--output", "whole"]);
    let whole = |table: &str| fs::read(here.join(format!("whole/{table}.csv"))).expect("the file");
    let mut stopped = 0;
    for attempt in 0..15 {
        let out = format!("out{attempt}");
        let mut exporting = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(["export", "--format", "csv", "--output", &out])
            .current_dir(here)
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        std::thread::sleep(Duration::from_millis(10 * (attempt + 1)));
        exporting.kill().expect("it can be killed");
        exporting.wait().expect("it ends");
        for table in TABLES {
            match fs::read(here.join(format!("{out}/{table}.csv"))) {
                Ok(bytes) => assert!(bytes == whole(table), "{attempt}: {table}"),
                Err(_) => stopped += 1,
            }
        }
    }
    assert!(stopped > 0, "at least one was stopped in time");
}

#[test]
fn what_was_there_stays_until_the_new_file_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    record(here, 3);
    fs::write(here.join("out.csv"), "old").expect("a file");
    let failed = chancery(
        here,
        &[
            "export",
            "--record",
            "none.db",
            "--format",
            "csv",
            "--table",
            "statements",
            "-o",
            "out.csv",
        ],
    );
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(fs::read(here.join("out.csv")).expect("the file"), b"old");
    export(
        here,
        &["--format", "csv", "--table", "statements", "-o", "out.csv"],
    );
    let new = fs::read_to_string(here.join("out.csv")).expect("the file");
    assert_eq!(new.lines().count(), 7);
    assert!(!names(here).iter().any(|name| name.ends_with(".part")));
}

#[cfg(unix)]
#[test]
fn pipes_and_links_are_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt as _;

    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    record(here, 3);
    let made = Command::new("mkfifo")
        .arg("pipe")
        .current_dir(here)
        .status();
    assert!(made.expect("mkfifo runs").success());
    let reader = std::thread::spawn({
        let pipe = here.join("pipe");
        move || fs::read_to_string(pipe).expect("the pipe")
    });
    export(here, &["--format", "annotations", "--output", "pipe"]);
    assert_eq!(reader.join().expect("it ends").lines().count(), 6);
    let pipe = fs::symlink_metadata(here.join("pipe")).expect("the pipe");
    assert!(pipe.file_type().is_fifo());

    fs::write(here.join("file"), "old").expect("a file");
    std::os::unix::fs::symlink("file", here.join("link")).expect("a link");
    export(here, &["--format", "annotations", "--output", "link"]);
    let link = fs::symlink_metadata(here.join("link")).expect("the link");
    assert!(link.file_type().is_symlink());
    let file = fs::read_to_string(here.join("file")).expect("the file");
    assert_eq!(file.lines().count(), 6);
}

#[test]
fn who_stops_reading_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    record(here, 1500);
    for args in [
        &["--format", "csv", "--table", "statements"][..],
        &["--format", "events"],
        &["--format", "annotations"],
        &["--format", "jsonl"],
    ] {
        let mut exporting = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .arg("export")
            .args(args)
            .current_dir(here)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(exporting.stdout.take());
        let output = exporting.wait_with_output().expect("it ends");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success() && told.is_empty(),
            "{args:?}: {told}"
        );
    }
}

#[test]
fn a_wrong_line_is_told_in_one_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    record(here, 1);
    fs::create_dir(here.join("folder")).expect("a folder");
    for (args, code, told) in [
        (&["--format", "csv"][..], 2, "several tables need a folder"),
        (
            &["--format", "parquet", "--table", "statements"],
            2,
            "name it with --output",
        ),
        (
            &["--format", "events", "--table", "statements"],
            2,
            "--table is for jsonl, csv and parquet",
        ),
        (
            &["--format", "jsonl", "-o", "folder"],
            2,
            "folder: is a folder",
        ),
        (&["--format", "csv", "--table", "nothing"], 2, "statements"),
        (&[], 2, "--format"),
        (
            &["--format", "jsonl", "-o", "none/out.jsonl"],
            1,
            "none/out.jsonl: cannot be written",
        ),
        (
            &["--format", "jsonl", "--record", "none.db"],
            1,
            "add documents first",
        ),
    ] {
        let output = chancery(here, &[&["export"], args].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains(told), "{args:?}: {said}");
    }
}

#[test]
fn the_schema_explains_every_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let (page, _) = export(folder.path(), &["--schema"]);
    for name in TABLES.iter().chain(&["events"]) {
        assert!(page.lines().any(|line| line == *name), "{name}");
    }
    for column in [
        "evidence_start",
        "addressee_sides",
        "GoldsteinScale",
        "raw_end",
    ] {
        assert!(page.contains(&format!("    {column} ")), "{column}");
    }
    let (page, _) = export(folder.path(), &["--schema", "--table", "repairs"]);
    assert!(page.contains("certainty") && !page.contains("statements"));
}

//! Comparing two accounts as a user does it: two files, documents of a record, one contact, the list of what has two sides.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn example(name: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    folder.join(name).display().to_string()
}

/// Two accounts of one meeting and one of another, in a record.
fn recorded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (publisher, day, file) in [
        ("NO", "2024-05-07", "damaged.txt"),
        ("CL", "2024-05-06", "counterpart.txt"),
        ("JP", "2024-03-12", "call.txt"),
    ] {
        let added = chancery(
            folder.path(),
            &[
                "add",
                "--publisher",
                publisher,
                "--date",
                day,
                &example(file),
            ],
        );
        assert!(added.status.success(), "{}", complaint(&added));
    }
    folder
}

#[test]
fn two_files_are_compared_without_a_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let compare = |more: &[&str]| {
        let (one, other) = (example("damaged.txt"), example("counterpart.txt"));
        let mut args = vec!["compare", &one, &other, "--publisher", "NO,CL"];
        args.extend(["--date", "2024-05-07,2024-05-06"]);
        args.extend(more);
        chancery(folder.path(), &args)
    };
    let output = compare(&[]);
    let page = said(&output);
    assert!(output.status.success(), "{}", complaint(&output));
    for words in [
        "ordinal      NO says 2, CL says 3: they DISAGREE",
        "sought by    only CL says: NO",
        "Left out by CL: only NO reports (4)",
        "Left out by NO: only CL reports (2)",
        "What NO says CL said (2)",
        "CL does not report it",
        "  ≠ NO reports it of NO, CL of CL, NO; family raise in NO, discuss in CL; strength 3 in NO, 2 in CL",
        "only CL  Antarctica, AQ (CL 7)",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("Before you rely on it"), "{page}");
    assert!(
        page.lines().all(|line| line.chars().count() <= 100),
        "{page}"
    );
    assert!(!folder.path().join("chancery.db").exists());

    let json: serde_json::Value =
        serde_json::from_str(&said(&compare(&["--format", "json"]))).expect("one object");
    assert_eq!(json["both"].as_array().map(Vec::len), Some(5));
    assert_eq!(json["contacts"][0]["likeness"]["score"], 100);
    let table = said(&compare(&["--format", "csv"]));
    assert!(table.starts_with("in,topics,about,names,a_by,"), "{table}");
    let rows = |within: &str| {
        table
            .lines()
            .filter(|line| line.starts_with(within))
            .count()
    };
    assert_eq!((rows("both,"), rows("only a,"), rows("only b,")), (5, 5, 3));
}

#[test]
fn a_sentence_stands_once_and_short_forms_are_understood() {
    let folder = tempfile::tempdir().expect("a folder");
    let met = "Foreign Minister Ingrid Haugen met Portuguese Foreign Minister Ana Prates in Oslo.";
    for (name, text) in [
        (
            "no.txt",
            "They agreed on the promise of AI. She stressed the importance of free elections and raised the case of the jailed editors.",
        ),
        (
            "pt.txt",
            "The two sides agreed to cooperate on artificial intelligence and fisheries.",
        ),
    ] {
        std::fs::write(folder.path().join(name), format!("{met}\n{text}\n")).expect("a file");
    }
    let args = ["compare", "no.txt", "pt.txt", "--publisher", "NO,PT"];
    let page = said(&chancery(folder.path(), &args));
    assert!(page.contains("Both report (1)"), "{page}");
    let left_out = page.split("Left out by PT").nth(1).unwrap_or_default();
    assert_eq!(left_out.matches("importance of free").count(), 1, "{page}");
    assert!(
        left_out.contains("stress, strength 3\n") && left_out.contains("raise, strength 3\n"),
        "{page}"
    );
    assert!(
        left_out.contains("She **stressed** the importance"),
        "{page}"
    );
    assert!(left_out.contains("**raised** the case"), "{page}");
}

#[test]
fn documents_of_a_record_and_files_stand_beside_one_another() {
    let folder = recorded();
    let by_number = said(&chancery(folder.path(), &["compare", "1", "2"]));
    assert!(
        by_number.contains("Left out by CL: only NO reports (4)"),
        "{by_number}"
    );
    let file = example("counterpart.txt");
    let args = [
        "compare",
        "1",
        &file,
        "--publisher",
        ",CL",
        "--date",
        "2024-05-07,2024-05-06",
    ];
    let mixed = said(&chancery(folder.path(), &args));
    assert!(
        mixed.contains("Left out by CL: only NO reports (4)"),
        "{mixed}"
    );
}

#[test]
fn the_record_finds_the_other_account_of_a_contact() {
    let folder = recorded();
    let list = said(&chancery(
        folder.path(),
        &["compare", "--list", "--with", "NO,CL"],
    ));
    assert!(
        list.contains("2024-05-06  meeting  CL, NO  likeness 100"),
        "{list}"
    );
    assert_eq!(list.matches("(engagement ").count(), 2, "{list}");
    let csv = ["compare", "--list", "--format", "csv"];
    let table = said(&chancery(folder.path(), &csv));
    assert_eq!(table.lines().count(), 2, "{table}");
    let met = said(&chancery(
        folder.path(),
        &[
            "engagements",
            "--with",
            "NO,CL",
            "--kind",
            "meeting",
            "--format",
            "csv",
        ],
    ));
    let numbers: Vec<&str> = met
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit(',').next())
        .collect();
    assert_eq!(numbers.len(), 2, "{met}");
    for number in numbers {
        let args = ["compare", "--engagement", number];
        let page = said(&chancery(folder.path(), &args));
        assert!(page.contains("they DISAGREE"), "{page}");
        assert!(!page.contains("The announced"), "one contact only: {page}");
    }
}

#[test]
fn contacts_of_a_month_are_listed_by_it() {
    let folder = recorded();
    let page = said(&chancery(
        folder.path(),
        &["engagements", "--with", "NO,CL"],
    ));
    assert!(page.contains("2024-05  visit in Santiago: "), "{page}");
    assert!(page.contains("2024-05-06  meeting in Santiago: "), "{page}");
}

#[test]
fn what_has_one_side_only_is_said_to() {
    let folder = recorded();
    let call = said(&chancery(
        folder.path(),
        &["engagements", "--with", "JP", "--format", "csv"],
    ));
    let number = call.lines().nth(1).and_then(|line| line.rsplit(',').next());
    let number = number.expect("the call");
    let alone = chancery(folder.path(), &["compare", "--engagement", number]);
    assert!(alone.status.success());
    assert!(
        said(&alone).starts_with("No other publisher's account"),
        "{}",
        said(&alone)
    );
    let empty = chancery(
        folder.path(),
        &["compare", "--engagement", number, "--format", "json"],
    );
    assert_eq!(said(&empty).trim(), "[]");
    let none = said(&chancery(
        folder.path(),
        &["compare", "--list", "--with", "JP"],
    ));
    assert!(
        none.starts_with("The record has no contact with accounts of two"),
        "{none}"
    );
}

#[test]
fn accounts_of_different_contacts_are_told_before_anything_else() {
    let folder = recorded();
    let page = said(&chancery(folder.path(), &["compare", "1", "3"]));
    let note = page.find("do not seem to be accounts of the same contact");
    let first = page.find("Left out by");
    assert!(note.is_some() && note < first, "{page}");
}

#[test]
fn what_cannot_be_found_or_followed_is_one_line_of_advice() {
    let folder = recorded();
    for (args, status, words) in [
        (
            &["compare", "1", "99"][..],
            1,
            "neither a file nor a document",
        ),
        (
            &["compare", "1", "nowhere.txt"],
            1,
            "neither a file nor a document",
        ),
        (&["compare", "1", "."], 1, "is a folder"),
        (
            &["compare", "--engagement", "99.0"],
            1,
            "no such engagement",
        ),
        (
            &["compare", "--record", "none.db", "1", "2"],
            1,
            "no record none.db",
        ),
        (&["compare", "1"], 2, "2 values required"),
        (&["compare", "1", "2", "3"], 2, "2 values required"),
        (&["compare"], 2, "required"),
        (
            &["compare", "1", "2", "--with", "NO"],
            2,
            "cannot be used with",
        ),
        (
            &["compare", "1", "2", "--engagement", "1.0"],
            2,
            "cannot be used with",
        ),
        (
            &[
                "compare",
                &example("damaged.txt"),
                "1",
                "--publisher",
                "Norwey",
            ],
            2,
            "is NO (Norway) meant",
        ),
    ] {
        let output = chancery(folder.path(), args);
        let told = complaint(&output);
        assert_eq!(output.status.code(), Some(status), "{args:?}: {told}");
        assert!(told.contains(words), "{args:?}: {told}");
    }
}

#[test]
fn a_file_with_several_documents_is_no_account() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = "{\"text\": \"They met.\"}\n{\"text\": \"They met again.\"}\n";
    std::fs::write(folder.path().join("two.jsonl"), lines).expect("a file");
    let output = chancery(folder.path(), &["compare", "two.jsonl", "two.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        complaint(&output).contains("holds several documents"),
        "{}",
        complaint(&output)
    );
}

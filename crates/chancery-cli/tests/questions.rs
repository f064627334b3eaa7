//! Questions as people write them: names of countries, parts of dates, letters of any case; what has no meaning is told
//! with what may be meant.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

struct Answer {
    status: Option<i32>,
    page: String,
    told: String,
}

fn ask(folder: &Path, args: &[&str]) -> Answer {
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the program runs");
    Answer {
        status: output.status.code(),
        page: String::from_utf8_lossy(&output.stdout).into_owned(),
        told: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A record of ten meetings, one a month from January 2024 on, each with two statements.
fn record(folder: &Path) {
    let mut lines = String::new();
    for month in 1..=10 {
        let _ = writeln!(
            lines,
            r#"{{"url": "https://no.example/{month}", "publisher": "NO", "date": "2024-{month:02}-15", "text": "Foreign Minister Ingrid Haugen met Portuguese Foreign Minister Ana Prates in Oslo. She raised case number {month} and stressed the importance of fisheries."}}"#
        );
    }
    std::fs::write(folder.join("releases.jsonl"), lines).expect("a file");
    assert_eq!(ask(folder, &["add", "releases.jsonl"]).status, Some(0));
}

#[test]
fn a_question_may_be_written_in_many_ways() {
    let folder = tempfile::tempdir().expect("a folder");
    record(folder.path());
    for (args, found) in [
        (&["search"][..], 20),
        (&["search", "--by", "Norway", "--to", "portugal"], 20),
        (&["search", "--by", "no"], 20),
        (&["search", "--since", "2024", "--until", "2024-12"], 20),
        (&["search", "--until", "2024-03"], 6),
        (&["search", "--since", "2024-10"], 2),
        (&["search", "--until", "2023"], 0),
        (&["search", "fisher*", "--family", "STRESS"], 10),
        (&["search", "fisher"], 0),
        (&["search", "“importance of fisheries”"], 20),
        (&["search", "“fisheries of importance”"], 0),
        (&["engagements", "--with", "Norway,PT"], 10),
    ] {
        let answer = ask(
            folder.path(),
            &[args, &["--limit", "0", "--format", "jsonl"]].concat(),
        );
        assert_eq!(answer.status, Some(0), "{args:?}: {}", answer.told);
        assert_eq!(answer.told, "", "{args:?}");
        assert_eq!(answer.page.lines().count(), found, "{args:?}");
    }
}

#[test]
fn what_has_no_meaning_is_told_with_what_may_be_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    record(folder.path());
    let framework = "uk-china-2023";
    for (args, words) in [
        (
            &["search", "--to", "Portugul"][..],
            "is PT (Portugal) meant?",
        ),
        (
            &["search", "--to", "ZZ"],
            "no such country or organisation: ZZ",
        ),
        (&["search", "--act", "stres"], "is stress meant?"),
        (&["search", "--topic", "human-right"], "human-rights"),
        (&["search", "--family", "rais"], "raise"),
        (&["engagements", "--kind", "meetng"], "meeting"),
        (
            &["search", "--since", "2024-13"],
            "YYYY-MM-DD, YYYY-MM or YYYY",
        ),
        (
            &["search", "--since", "2024", "--until", "2023"],
            "no day is from 2024-01-01",
        ),
        (&["search", "\"fisheries"], "is not closed"),
        (&["search", "***"], "there is no word in it"),
        (&["timeline", "--by", "Norwy"], "is NO (Norway) meant?"),
        (
            &["brief", "--for", "Norwy", "--with", "PT"],
            "is NO (Norway) meant?",
        ),
        (
            &["compare", "--list", "--with", "Norwy"],
            "is NO (Norway) meant?",
        ),
        (
            &["export", "--format", "jsonl", "--by", "Norwy"],
            "is NO (Norway) meant?",
        ),
        (
            &["coverage", "--framework", framework, "--by", "Norwy"],
            "is NO (Norway) meant?",
        ),
    ] {
        let answer = ask(folder.path(), args);
        assert_eq!(answer.status, Some(2), "{args:?}: {}", answer.told);
        assert!(answer.told.contains(words), "{args:?}: {}", answer.told);
        assert_eq!(answer.page, "", "{args:?}");
    }
}

#[test]
fn a_name_that_nobody_has_is_no_mistake_and_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    record(folder.path());
    for (args, words) in [
        (
            &["search", "--speaker", "Haugan"][..],
            "is Ingrid Haugen meant?",
        ),
        (
            &["engagements", "--person", "Prats"],
            "is Ana Prates meant?",
        ),
        (
            &["timeline", "--speaker", "Haugan"],
            "is Ingrid Haugen meant?",
        ),
        (&["search", "--speaker", "Qwfpgj"], "knows no such name\n"),
    ] {
        let answer = ask(folder.path(), args);
        assert_eq!(answer.status, Some(0), "{args:?}: {}", answer.told);
        assert!(answer.told.contains(words), "{args:?}: {}", answer.told);
    }
}

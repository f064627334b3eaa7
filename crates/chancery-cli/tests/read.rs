//! `chancery read` as its users meet it: what it prints, what it tells on standard error, how it ends.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn chancery(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command
        .current_dir(folder)
        .args(args)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE");
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    chancery(folder, args).output().expect("the program starts")
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("output is UTF-8")
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("messages are UTF-8")
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, contents) in files {
        fs::write(folder.path().join(name), contents).expect("a file");
    }
    folder
}

const MET: &str = "The Foreign Minister of Norway met the Foreign Minister of Chile in Oslo today.";

#[test]
fn one_file_is_one_object_and_several_are_an_array() {
    let folder = folder(&[("a.txt", MET), ("b.txt", MET)]);
    let one = run(
        folder.path(),
        &[
            "read",
            "--format",
            "json",
            "--publisher",
            "NO",
            "--date",
            "2024-05-06",
            "a.txt",
        ],
    );
    let reading: Value = serde_json::from_slice(&one.stdout).expect("an object");
    assert_eq!(reading["schema"], "chancery/1");
    assert_eq!(reading["document"]["publisher"], "NO");
    assert_eq!(reading["document"]["published"], "2024-05-06");
    assert_eq!(reading["document"]["source"], "a.txt");
    let two = run(
        folder.path(),
        &["read", "--format", "json", "b.txt", "a.txt"],
    );
    let readings: Vec<Value> = serde_json::from_slice(&two.stdout).expect("an array");
    assert_eq!(readings.len(), 2);
    assert_eq!(readings[0]["document"]["source"], "b.txt");
}

#[test]
fn what_fails_is_one_line_each_and_the_rest_is_read() {
    let lines = format!(
        "{{\"text\": {}}}\n{{\"text\": \n{{}}\n{{\"text\": {}}}\n",
        Value::from(MET),
        Value::from(MET)
    );
    let folder = folder(&[("a.jsonl", &lines), ("empty.txt", " \n"), ("z.txt", MET)]);
    fs::write(folder.path().join("image.txt"), b"\x89PNG\r\n\x1a\n\0\0").expect("a file");
    let inputs = [
        "read",
        "--format",
        "jsonl",
        "a.jsonl",
        "empty.txt",
        "image.txt",
        "missing.txt",
        "z.txt",
    ];
    let output = run(folder.path(), &inputs);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output).lines().count(), 3);
    let told: Vec<&str> = err(&output).lines().collect();
    assert_eq!(told.len(), 5, "{told:?}");
    for (line, start) in told.iter().zip([
        "a.jsonl:2: ",
        "a.jsonl:3: ",
        "empty.txt: ",
        "image.txt: ",
        "missing.txt: ",
    ]) {
        assert!(
            line.starts_with(&format!("chancery: {start}")) && line.contains(" — "),
            "{line}"
        );
    }
}

#[test]
fn strict_stops_at_the_first_failure() {
    let folder = folder(&[("a.txt", MET), ("b.txt", ""), ("c.txt", MET)]);
    let output = run(
        folder.path(),
        &["read", "--strict", "--format", "jsonl", "."],
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        (out(&output).lines().count(), err(&output).lines().count()),
        (1, 1)
    );
}

#[test]
fn output_is_the_same_on_any_number_of_threads() {
    let lines: String = (0..200)
        .map(|n| format!("{{\"id\": {n}, \"text\": \"{MET} Day {n}.\"}}\n"))
        .collect();
    let folder = folder(&[("many.jsonl", &lines)]);
    let one = run(
        folder.path(),
        &["read", "--jobs", "1", "--format", "jsonl", "many.jsonl"],
    );
    let ids: Vec<Value> = out(&one)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["document"]["id"].clone())
        .collect();
    assert_eq!(
        ids,
        (0..200)
            .map(|n| Value::from(n.to_string()))
            .collect::<Vec<_>>()
    );
    for jobs in ["2", "5"] {
        let more = run(
            folder.path(),
            &["read", "--jobs", jobs, "--format", "jsonl", "many.jsonl"],
        );
        assert!(one.stdout == more.stdout, "{jobs} jobs");
    }
}

#[test]
fn standard_input_is_a_text_or_json_lines() {
    let folder = folder(&[]);
    for (input, readings) in [
        (MET.to_owned(), 1),
        (format!("{{\"text\": \"{MET}\"}}\n").repeat(3), 3),
    ] {
        let mut child = chancery(folder.path(), &["read", "--format", "jsonl", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child
            .stdin
            .take()
            .expect("a pipe")
            .write_all(input.as_bytes())
            .expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(
            (out(&output).lines().count(), output.status.code()),
            (readings, Some(0))
        );
    }
}

#[test]
fn colour_follows_the_wish() {
    let folder = folder(&[("a.txt", MET)]);
    let colored = |args: &[&str], set: Option<&str>| {
        let mut command = chancery(folder.path(), args);
        set.map(|name| command.env(name, "1"));
        out(&command.output().expect("the program starts")).contains('\u{1b}')
    };
    assert!(!colored(&["read", "a.txt"], None));
    assert!(colored(&["read", "a.txt"], Some("CLICOLOR_FORCE")));
    assert!(colored(
        &["read", "--color", "always", "a.txt"],
        Some("NO_COLOR")
    ));
    assert!(!colored(
        &["read", "--color", "never", "a.txt"],
        Some("CLICOLOR_FORCE")
    ));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let lines = format!("{{\"text\": \"{MET}\"}}\n").repeat(3000);
    let folder = folder(&[("many.jsonl", &lines)]);
    let mut child = chancery(folder.path(), &["read", "--format", "jsonl", "many.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((err(&output), output.status.code()), ("", Some(0)));
}

#[test]
fn a_wrong_command_line_is_a_usage_error() {
    let folder = folder(&[("a.txt", MET)]);
    for args in [
        &["read"][..],
        &["read", "--date", "yesterday", "a.txt"],
        &["read", "--jobs", "0", "a.txt"],
        &["write"],
    ] {
        assert_eq!(run(folder.path(), args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn a_publisher_has_many_names_and_one_code() {
    let folder = folder(&[("a.txt", MET)]);
    let read = |publisher: &str| {
        let args = [
            "read",
            "--format",
            "json",
            "--publisher",
            publisher,
            "a.txt",
        ];
        run(folder.path(), &args)
    };
    for (publisher, code) in [("UK", "GB"), ("gb", "GB"), ("European Union", "EU")] {
        let output = read(publisher);
        assert_eq!((err(&output), output.status.code()), ("", Some(0)));
        let reading: serde_json::Value = serde_json::from_str(out(&output)).expect("JSON");
        assert_eq!(reading["document"]["publisher"], code, "{publisher}");
    }
    for (publisher, advice) in [("Norwey", "is NO (Norway) meant?"), ("XX", "ISO 3166")] {
        let output = read(publisher);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(advice), "{}", err(&output));
    }
}

#[test]
fn another_language_is_told_and_not_read() {
    let french = "Le ministre des Affaires étrangères a reçu son homologue. Ils ont évoqué la situation au Sahel. ".repeat(6);
    let folder = folder(&[("a.txt", MET), ("b.txt", &french)]);
    let output = run(folder.path(), &["read", "--format", "jsonl", "."]);
    assert_eq!(
        (out(&output).lines().count(), output.status.code()),
        (1, Some(1))
    );
    assert!(
        err(&output).starts_with("chancery: ./b.txt: ") && err(&output).contains("not English"),
        "{}",
        err(&output)
    );
}

#[test]
fn the_page_names_who_said_what_and_marks_it() {
    let text = "Foreign Minister Ingrid Haugen of Norway met Chilean Foreign Minister Tomás Arriagada today. She stressed the need for open seas.";
    let folder = folder(&[("a.txt", text)]);
    let page = run(
        folder.path(),
        &["read", "--publisher", "NO", "--date", "2024-05-06", "a.txt"],
    );
    assert!(
        out(&page).contains("Ingrid Haugen (NO) → Tomás Arriagada (CL)  stress"),
        "{}",
        out(&page)
    );
    assert!(
        out(&page).contains("She **stressed** «the need for open seas»."),
        "{}",
        out(&page)
    );
    assert!(out(&page).lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn readings_go_to_a_file_when_asked() {
    let folder = folder(&[("a.txt", MET)]);
    let output = run(
        folder.path(),
        &["read", "--format", "jsonl", "-o", "readings.jsonl", "a.txt"],
    );
    assert_eq!((out(&output), output.status.code()), ("", Some(0)));
    let written = fs::read_to_string(folder.path().join("readings.jsonl")).expect("it was written");
    assert_eq!(written.lines().count(), 1);
    let output = run(folder.path(), &["read", "-o", "no/such/folder", "a.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(err(&output).lines().count(), 1);
}

#[test]
fn completions_and_manual_are_generated() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish"] {
        assert!(out(&run(folder.path(), &["completions", shell])).contains("chancery"));
    }
    let manual = run(folder.path(), &["man"]);
    assert!(out(&manual).contains(".TH chancery 1") && out(&manual).contains("publisher"));
}

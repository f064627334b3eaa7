//! `chancery cases` as those who write cases meet it.

use std::fs;
use std::process::{Command, Output};

fn cases(folder: &std::path::Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command
        .current_dir(folder)
        .arg("cases")
        .args(args)
        .env_remove("CLICOLOR_FORCE");
    command.output().expect("the program starts")
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("output is UTF-8")
}

const HOLDS: &str = "# Two sentences\n```text\nThey met. They left.\n```\n```sentences\nbody: They met.\nbody: They left.\n```\n";
const FAILS: &str = "# One too few\nProse stays.\n```text\nThey met. They left.\n```\n```sentences\nbody: They met.\n```\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("cases/text")).expect("a folder");
    for (name, contents) in files {
        fs::write(folder.path().join("cases/text").join(name), contents).expect("a file");
    }
    folder
}

#[test]
fn a_failure_is_told_with_its_place_and_difference() {
    let folder = folder(&[("a.md", HOLDS), ("b.md", FAILS)]);
    let output = cases(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "\
cases/text/b.md:3: One too few
  cases/text/b.md:6: - expected, + read
    body: They met.
  + body: They left.

2 cases: 1 hold, 1 fail
";
    assert_eq!(out(&output), expected);
    assert_eq!(
        cases(folder.path(), &["--filter", "two SENT"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(
        cases(folder.path(), &["cases/text/a.md"]).status.code(),
        Some(0)
    );
    assert_eq!(cases(folder.path(), &["nowhere"]).status.code(), Some(1));
}

#[test]
fn known_failures_are_strict() {
    let marked = |source: &str| source.replacen('\n', " {known-failure}\n", 1);
    let folder = folder(&[("a.md", &marked(FAILS))]);
    let output = cases(folder.path(), &[]);
    assert_eq!(
        (out(&output), output.status.code()),
        ("1 cases: 0 hold, 1 fail as known\n", Some(0))
    );
    fs::write(folder.path().join("cases/text/a.md"), marked(HOLDS)).expect("a file");
    let output = cases(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("remove the mark"));
}

#[test]
fn update_rewrites_expectations_and_nothing_else() {
    let folder = folder(&[("a.md", HOLDS), ("b.md", FAILS)]);
    assert_eq!(cases(folder.path(), &["--update"]).status.code(), Some(0));
    let read = |name: &str| {
        fs::read_to_string(folder.path().join("cases/text").join(name)).expect("a file")
    };
    assert_eq!(read("a.md"), HOLDS);
    assert_eq!(
        read("b.md"),
        FAILS.replace("met.\n```\n", "met.\nbody: They left.\n```\n")
    );
    assert_eq!(cases(folder.path(), &[]).status.code(), Some(0));
}

//! Every source gives its documents in order, and each failure is one line that says what to do.

use std::fs;
use std::path::Path;

use chancery_ingest::{Given, Input, Sources, Text, open};

/// What comes of some inputs: for each document its text or its refusal.
fn outcomes(inputs: impl IntoIterator<Item = Input>, root: &Path) -> Vec<String> {
    Sources::new(inputs)
        .map(
            |item| match item.and_then(|item| item.release(&Given::default())) {
                Ok(release) => match release.body {
                    chancery::Body::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                    chancery::Body::Text(text) => text,
                },
                Err(error) => error
                    .to_string()
                    .replace(&format!("{}/", root.display()), ""),
            },
        )
        .collect()
}

#[test]
fn a_folder_gives_every_file_by_name_and_refuses_one_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("b")).expect("a folder");
    for (name, contents) in [
        ("a.txt", &b"first"[..]),
        (
            "b/c.jsonl",
            b"{\"text\": \"second\"}\n\nnonsense\n{\"text\": \"third\"}",
        ),
        ("b/d.txt", b""),
        ("c.html", b"<p>"),
        (".hidden", b"never"),
        ("z.txt", b"last"),
    ] {
        fs::write(root.join(name), contents).expect("a file");
    }
    let outcomes = outcomes([Input::Path(root.into())], root);
    assert_eq!(
        outcomes,
        [
            "first",
            "second",
            "b/c.jsonl:3: invalid JSON: expected ident at column 2 — each line must be one JSON object",
            "third",
            "b/d.txt: is empty — leave it out",
            "c.html: is a page that holds no text to read — leave it out, or give its text",
            "last",
        ]
    );
}

#[test]
fn what_is_not_there_is_told_and_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::create_dir(root.join("empty")).expect("a folder");
    fs::write(root.join("empty.jsonl"), "\n").expect("a file");
    fs::write(root.join("a.txt"), "read").expect("a file");
    let inputs = [
        "missing",
        "missing.jsonl",
        "missing.html",
        "empty",
        "empty.jsonl",
        "a.txt",
    ];
    let outcomes = outcomes(inputs.map(|name| Input::Path(root.join(name))), root);
    assert_eq!(
        outcomes,
        [
            "missing: no such file or folder — check the name",
            "missing.jsonl: no such file or folder — check the name",
            "missing.html: no such file or folder — check the name",
            "empty: the folder holds no file to read — name another",
            "empty.jsonl: is empty — leave it out",
            "read",
        ]
    );
}

#[test]
fn what_the_caller_gives_holds_where_the_document_is_silent() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jsonl");
    fs::write(
        &path,
        "{\"text\": \"a\", \"publisher\": \"JP\"}\n{\"text\": \"b\"}\n",
    )
    .expect("a file");
    let given = Given {
        publisher: Some("GB".into()),
        ..Given::default()
    };
    let publishers: Vec<_> = Sources::new([Input::Path(path)])
        .map(|item| {
            item.and_then(|item| item.release(&given))
                .expect("a release")
                .publisher
        })
        .collect();
    assert_eq!(publishers, [Some("JP".into()), Some("GB".into())]);
}

#[test]
fn lines_longer_than_a_block_arrive_whole_and_numbered() {
    let long = "a".repeat(600_000);
    let lines = format!(
        "{{\"text\": \"first\"}}\n\n{{\"text\": \"{long}\"}}\n{{\"text\": 5}}\r\n{{\"text\": \"last\"}}"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jsonl");
    std::fs::write(&path, lines).expect("a file");
    let mut seen = Vec::new();
    for source in open([Input::Path(path)]) {
        let source = source.expect("it opens");
        assert!(source.is_named_as_lines());
        for block in source.into_blocks() {
            for (number, line) in block.expect("it is read").lines() {
                seen.push((
                    number,
                    match line.map(|line| line.text) {
                        Ok(Text::Decoded(text)) => text.len().to_string(),
                        Ok(Text::Bytes(_)) => "bytes".to_owned(),
                        Err(error) => error.origin().line().map_or(0, |line| line).to_string(),
                    },
                ));
            }
        }
    }
    let expected = [(1, "5"), (3, "600000"), (4, "4"), (5, "4")];
    assert_eq!(
        seen,
        expected.map(|(number, what)| (number, what.to_owned()))
    );
}

//! Every source gives its documents in order, and each failure is one line that says what to do.

use std::fs;
use std::path::Path;

use chancery_ingest::{Given, Input, Sources};

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
            "c.html: is HTML, which is not read yet — give its text, or JSON lines with `text`",
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

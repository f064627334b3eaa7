//! Web archives give their pages and texts, and what is damaged in them costs one line each and nothing around it.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use chancery::{Body, Release};
use chancery_ingest::{Error, Given, Input, Sources};
use flate2::Compression;
use flate2::write::GzEncoder;

/// A record of some kind with a block.
fn record(kind: &str, url: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A response with a head of its own lines.
fn response(url: &str, lines: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\n{lines}\r\n\r\n");
    let block = [head.as_bytes(), body].concat();
    record(
        "response",
        url,
        "application/http; msgtype=response",
        &block,
    )
}

fn text(number: usize) -> Vec<u8> {
    let body = format!("Account number {number}.");
    let url = format!("https://example.org/{number}");
    response(&url, "Content-Type: text/plain", body.as_bytes())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("it is compressed");
    encoder.finish().expect("it is compressed")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("it is compressed")
}

fn read(path: &Path) -> Vec<Result<Release, Error>> {
    Sources::new([Input::Path(path.into())])
        .map(|item| item?.release(&Given::default()))
        .collect()
}

fn shown(release: &Release) -> String {
    match &release.body {
        Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Body::Text(text) => text.clone(),
    }
}

/// The texts and refusals of a file of these bytes.
fn outcomes(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    let root = format!("{}/", folder.path().display());
    read(&path)
        .into_iter()
        .map(|outcome| match outcome {
            Ok(release) => shown(&release),
            Err(error) => error.to_string().replace(&root, ""),
        })
        .collect()
}

#[test]
fn texts_are_read_with_what_is_known_of_them_and_other_records_passed_over() {
    let bytes = [
        record(
            "warcinfo",
            "",
            "application/warc-fields",
            b"software: by hand\r\n",
        ),
        record(
            "request",
            "https://example.org/1",
            "application/http",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        response(
            "https://example.org/1",
            "Content-Type: text/plain; charset=windows-1252",
            b"The minister\x92s call.",
        ),
        response(
            "https://example.org/a.png",
            "Content-Type: image/png",
            b"\x89PNG",
        ),
        response(
            "https://example.org/robots.txt",
            "Content-Type: text/plain",
            b"User-agent: *",
        ),
        record("resource", "<file:///b.txt>", "text/plain", b"A file."),
    ]
    .concat();
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in [
        ("a.warc", bytes.clone()),
        ("a.warc.gz", gzip(&bytes)),
        ("a.warc.zst", zstd(&bytes)),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        let releases: Vec<Release> = read(&path).into_iter().map(Result::unwrap).collect();
        let [call, file] = releases.as_slice() else {
            panic!("{name}: {} releases", releases.len());
        };
        assert_eq!(call.body, Body::Bytes(b"The minister\x92s call.".into()));
        assert_eq!(call.charset.as_deref(), Some("windows-1252"));
        assert_eq!(call.url.as_deref(), Some("https://example.org/1"));
        assert_eq!(
            call.published, None,
            "the day of retrieval is not that of release"
        );
        assert_eq!(call.source, Some(format!("{}#3", path.display())));
        assert_eq!(shown(file), "A file.");
        assert_eq!(file.url.as_deref(), Some("file:///b.txt"));
    }
}

#[test]
fn bodies_are_read_as_they_were_before_they_were_sent() {
    let plain = b"They met.";
    let with = |coding: &str, body: &[u8]| {
        let lines = format!("Content-Type: text/plain\r\nContent-Encoding: {coding}");
        response("https://example.org/", &lines, body)
    };
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), Compression::default());
    deflate.write_all(plain).expect("it is compressed");
    let bytes = [
        with("gzip", &gzip(plain)),
        with("gzip", plain),
        with("deflate", &deflate.finish().expect("it is compressed")),
        with("zstd", &zstd(plain)),
        // The nine bytes as one block that is not compressed.
        with("br", b"\x0b\x04\x80They met.\x03"),
        with("lzw", plain),
    ]
    .concat();
    let outcomes = outcomes("a.warc", &bytes);
    assert_eq!(outcomes[..5], ["They met."; 5]);
    assert!(outcomes[5].starts_with("a.warc#6: the page's content coding is \"lzw\""));
}

#[test]
fn damaged_members_cost_themselves_and_nothing_behind_them() {
    for (name, pack) in [
        ("a.warc.gz", gzip as fn(&[u8]) -> Vec<u8>),
        ("a.warc.zst", zstd),
    ] {
        let mut members: Vec<Vec<u8>> = (1..=5).map(|number| pack(&text(number))).collect();
        let middle = members[1].len() / 2;
        members[1][middle..middle + 8].fill(0xFF);
        members[3].truncate(middle);
        let outcomes = outcomes(name, &members.concat());
        assert_eq!(outcomes.len(), 5, "{name}: {outcomes:#?}");
        for (number, outcome) in (1..).zip(&outcomes) {
            if number == 2 || number == 4 {
                let start = format!("{name}#{number}: is damaged here");
                assert!(outcome.starts_with(&start), "{outcome}");
            } else {
                assert_eq!(*outcome, format!("Account number {number}."));
            }
        }
    }
}

#[test]
fn no_damaged_byte_reaches_the_neighbours() {
    for (name, pack) in [
        ("a.warc", (|bytes| bytes.to_vec()) as fn(&[u8]) -> Vec<u8>),
        ("a.warc.gz", gzip),
        ("a.warc.zst", zstd),
    ] {
        let (first, middle, last) = (pack(&text(1)), pack(&text(2)), pack(&text(3)));
        // Without the line end before it, the next record does not begin a line.
        let length = middle.len() - usize::from(name == "a.warc");
        for (at, mask) in (0..length).flat_map(|at| [(at, 1), (at, 0xFF)]) {
            let mut damaged = middle.clone();
            damaged[at] ^= mask;
            let outcomes = outcomes(name, &[&first[..], &damaged, &last].concat());
            let has = |text: &str| outcomes.iter().any(|outcome| outcome == text);
            let all = has("Account number 1.") && has("Account number 3.");
            assert!(
                all && outcomes.len() < 4,
                "{name}, byte {at}: {outcomes:#?}"
            );
        }
    }
}

#[test]
fn pages_give_their_text() {
    let text_of =
        "The ministers met in Oslo on Tuesday and agreed to begin talks on fisheries next year.";
    let html = format!(
        "<!DOCTYPE html><title>Call</title><article><h1>Call</h1><p>{text_of}</p></article>"
    );
    let page = |lines: &str| response("https://example.org/", lines, html.as_bytes());
    let bytes = [
        page("Content-Type: text/html"),
        page("Content-Type: text/plain"),
        text(1),
    ];
    let outcomes = outcomes("a.warc", &bytes.concat());
    assert!(outcomes[0].contains(text_of), "{}", outcomes[0]);
    assert!(outcomes[1].contains(text_of), "{}", outcomes[1]);
    assert_eq!(outcomes[2], "Account number 1.");
}

#[test]
fn a_file_cut_off_is_told_at_its_last_record() {
    let bytes = [text(1), text(2)].concat();
    let cut = &bytes[..bytes.len() - 10];
    assert_eq!(
        outcomes("a.warc", cut),
        [
            "Account number 1.",
            "a.warc#2: the record says 62 bytes, but 56 are there — get the file again"
        ]
    );
    let head = &bytes[..text(1).len() + 40];
    assert_eq!(
        outcomes("a.warc", head)[1],
        "a.warc#2: the record's head breaks off — get the file again"
    );
    let members = [gzip(&text(1)), gzip(&text(2))].concat();
    let outcomes = outcomes("a.warc.gz", &members[..members.len() - 6]);
    assert_eq!(outcomes.len(), 2);
    assert!(outcomes[1].starts_with("a.warc.gz#2: is damaged here"));
}

#[test]
fn wrong_lengths_cost_one_record_each() {
    let wrong = |length: usize| {
        let right = String::from_utf8(text(2)).expect("a text");
        right
            .replace("Content-Length: 62", &format!("Content-Length: {length}"))
            .into_bytes()
    };
    for length in [20, 55, 70, 100, 300, 100_000_000] {
        let records = [text(1), wrong(length), text(3), text(4)];
        let packed: Vec<Vec<u8>> = records.iter().map(|record| gzip(record)).collect();
        for (name, bytes) in [("a.warc", records.concat()), ("a.warc.gz", packed.concat())] {
            let outcomes = outcomes(name, &bytes);
            assert_eq!(outcomes.len(), 4, "{name}, {length}: {outcomes:#?}");
            assert!(outcomes[1].contains("#2: the record"), "{}", outcomes[1]);
            assert_eq!(outcomes[3], "Account number 4.");
        }
    }
}

#[test]
fn what_is_no_archive_or_holds_nothing_is_told_once() {
    let nonsense = outcomes("a.warc", b"The ministers met.\n\nThey agreed.\n");
    assert_eq!(
        nonsense,
        ["a.warc#1: is no record of a web archive (WARC) — get the file again"]
    );
    assert_eq!(
        outcomes("a.warc.gz", b""),
        ["a.warc.gz: is empty — leave it out"]
    );
    let behind = [gzip(&text(1)), b"nonsense".to_vec(), gzip(&text(2))].concat();
    let outcomes = outcomes("a.warc.gz", &behind);
    assert_eq!(outcomes.len(), 3);
    assert_eq!(outcomes[2], "Account number 2.");
}

#[test]
fn frames_with_a_dictionary_are_read() {
    let records: Vec<Vec<u8>> = (1..=200).map(text).collect();
    let dictionary = text(0);
    let packed = zstd(&dictionary);
    let mut bytes = b"\x5D\x2A\x4D\x18".to_vec();
    bytes.extend_from_slice(&(packed.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&packed);
    let mut compressor =
        zstd::bulk::Compressor::with_dictionary(3, &dictionary).expect("a compressor");
    for record in &records {
        bytes.extend(compressor.compress(record).expect("it is compressed"));
    }
    let outcomes = outcomes("a.warc.zst", &bytes);
    assert_eq!(outcomes.len(), 200);
    assert_eq!(outcomes[199], "Account number 200.");
}

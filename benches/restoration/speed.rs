//! Megabytes a second on one thread, beside what the machine needs to copy the same bytes and to validate them.

use crate::Failure;
use crate::channel::Channel;
use crate::clean::Clean;
use crate::score;
use crate::sets;
use chancery_restore::{Options, restore, restore_text};
use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

/// The size of a document.
const DOCUMENT: usize = 64 << 10;
/// All documents of clean text together: more than a cache holds.
const CLEAN: usize = 32 << 20;
const DAMAGED: usize = 4 << 20;
const PASSES: usize = 7;

/// Documents of one kind.
struct Kind {
    name: &'static str,
    file: &'static str,
    documents: Vec<String>,
}

/// Prints the speed on documents of joined lines.
pub fn report(clean: &Clean, channels: &[Channel]) {
    println!(
        "\nMB/s on one thread, documents of {} KiB, best of {PASSES} passes",
        DOCUMENT >> 10
    );
    println!(
        "{:24} {:>12} {:>10} {:>8} {:>10} {:>16}",
        "", "restore_text", "restore", "memcpy", "validation", "/memcpy /valid."
    );
    for kind in kinds(clean, channels, CLEAN) {
        measure(kind.name, &kind.documents);
    }
}

/// Writes a part of the same documents for other tools.
pub fn write(clean: &Clean, channels: &[Channel], folder: &Path) -> Result<(), Failure> {
    let folder = folder.join("speed");
    std::fs::create_dir_all(&folder)?;
    for kind in kinds(clean, channels, 2 * DAMAGED) {
        let mut file = BufWriter::new(File::create(folder.join(kind.file))?);
        for document in kind.documents {
            writeln!(file, "{}", serde_json::json!({ "damaged": document }))?;
        }
        file.flush()?;
    }
    Ok(())
}

fn kinds(clean: &Clean, channels: &[Channel], size: usize) -> [Kind; 4] {
    let all = clean.of_group(&clean.lines, "all");
    let lines: Vec<&str> = all.map(|(_, place)| place.line()).collect();
    let english = clean.lines.get("en").into_iter().flatten();
    let ascii: Vec<&str> = english
        .map(String::as_str)
        .filter(|line| line.is_ascii())
        .collect();
    let damaged = damaged(clean, channels);
    let kind = |name, file, documents| Kind {
        name,
        file,
        documents,
    };
    [
        kind(
            "clean ASCII",
            "ascii.jsonl",
            documents(&ascii, &[], 0, size),
        ),
        kind(
            "clean, all languages",
            "clean.jsonl",
            documents(&lines, &[], 0, size),
        ),
        kind(
            "1 % of lines damaged",
            "damaged-1.jsonl",
            documents(&lines, &damaged, 1, size.min(2 * DAMAGED)),
        ),
        kind(
            "76 % of lines damaged",
            "damaged-76.jsonl",
            documents(&lines, &damaged, 76, DAMAGED),
        ),
    ]
}

/// Damaged lines of every channel.
fn damaged(clean: &Clean, channels: &[Channel]) -> Vec<Vec<String>> {
    let samples = channels
        .iter()
        .map(|channel| sets::of_channel(channel, clean, 500).samples);
    let lines = samples.map(|samples| samples.into_iter().map(|sample| sample.damaged).collect());
    lines
        .filter(|lines: &Vec<String>| !lines.is_empty())
        .collect()
}

/// Documents of clean lines, of which so many in a hundred give way to damaged ones. A document came one way, so its
/// damaged lines are of one channel, those of the next document of the next one.
fn documents(clean: &[&str], damaged: &[Vec<String>], percent: usize, size: usize) -> Vec<String> {
    let mut clean = clean.iter().cycle();
    let mut damaged: Vec<_> = damaged.iter().map(|lines| lines.iter().cycle()).collect();
    let mut documents = Vec::new();
    let (mut number, mut total) = (0, 0);
    while total < size {
        let channel = documents.len() % damaged.len().max(1);
        let mut document = String::with_capacity(DOCUMENT + 1_000);
        while document.len() < DOCUMENT {
            number += 1;
            // 37 has no factor in common with 100: the damaged lines are spread over the hundred.
            let line = if number * 37 % 100 < percent {
                damaged
                    .get_mut(channel)
                    .and_then(Iterator::next)
                    .map(String::as_str)
            } else {
                clean.next().copied()
            };
            let Some(line) = line else { return documents };
            document.push_str(line);
            document.push('\n');
        }
        total += document.len();
        documents.push(document);
    }
    documents
}

fn measure(what: &str, documents: &[String]) {
    let bytes: usize = documents.iter().map(String::len).sum();
    let options = score::options();
    let all = Options::default();
    let longest = documents.iter().map(String::len).max().unwrap_or(0);
    let mut copy = vec![0; longest];
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    let text = speed(best(documents, |document| {
        black_box(restore_text(document, &options));
    }));
    let whole = speed(best(documents, |document| {
        black_box(restore(document.as_bytes(), &all));
    }));
    let copied = speed(best(documents, |document| {
        copy[..document.len()].copy_from_slice(document.as_bytes());
        black_box(&mut copy);
    }));
    let validated = speed(best(documents, |document| {
        let _ = black_box(std::str::from_utf8(black_box(document.as_bytes())));
    }));
    println!(
        "{what:24} {text:12.1} {whole:10.1} {copied:8.0} {validated:10.0} {:7.3} {:7.3}",
        text / copied,
        text / validated
    );
}

/// The quickest pass: what else the machine does can only slow one down. One slow pass is enough of a slow thing.
fn best(documents: &[String], mut pass: impl FnMut(&str)) -> Duration {
    let mut best = Duration::MAX;
    let begun = Instant::now();
    for _ in 0..PASSES {
        let started = Instant::now();
        documents.iter().for_each(|document| pass(document));
        best = best.min(started.elapsed());
        if begun.elapsed() > Duration::from_secs(20) {
            break;
        }
    }
    best
}

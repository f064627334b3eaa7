//! `cargo bench -p chancery-benches`: megabytes and tokens a second, by stage, on one thread.
//!
//! The texts are made by `chancery_benches::readouts`. If `CHANCERY_CORPUS` names a file or folder, its documents are
//! measured as well. Each figure is the best of several passes: what else the machine does can only make it worse.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chancery::{Body, Reader, Release};
use chancery_benches::{damaged, readouts};
use chancery_extract::{Context, Extractor};
use chancery_ingest::{Given, Input, Sources};
use chancery_restore::{Options, restore_text};
use chancery_text::analyse;

const PASSES: usize = 5;
const DOCUMENTS: usize = 1_000;
/// Damage takes longer to undo than clean text to read.
const DAMAGED: usize = 50;

fn main() {
    let started = Instant::now();
    let reader = match Reader::shipped() {
        Ok(reader) => reader,
        Err(error) => return eprintln!("{error}"),
    };
    println!(
        "loading the knowledge: {:.0} ms",
        started.elapsed().as_secs_f64() * 1e3
    );
    let extractor = Extractor::new(reader.lexicon().clone());

    let clean = readouts(DOCUMENTS);
    measure("clean text", &clean, &reader, &extractor);
    let mirrored: Vec<Release> = clean.iter().take(DAMAGED).map(mirrored).collect();
    measure("damaged text", &mirrored, &reader, &extractor);
    if let Some(path) = std::env::var_os("CHANCERY_CORPUS").map(PathBuf::from) {
        let releases = corpus(path.clone());
        measure(&path.display().to_string(), &releases, &reader, &extractor);
    }
}

fn mirrored(release: &Release) -> Release {
    Release {
        body: Body::Text(damaged(&text(release))),
        ..release.clone()
    }
}

fn text(release: &Release) -> String {
    match &release.body {
        Body::Text(text) => text.clone(),
        Body::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The documents of a file or folder that can be read.
fn corpus(path: PathBuf) -> Vec<Release> {
    let given = Given::default();
    Sources::new([Input::Path(path)])
        .filter_map(|item| item.and_then(|item| item.release(&given)).ok())
        .collect()
}

fn measure(name: &str, releases: &[Release], reader: &Reader, extractor: &Extractor) {
    let texts: Vec<String> = releases.iter().map(text).collect();
    let restored: Vec<String> = texts
        .iter()
        .map(|text| restore_text(text, &Options::default()).text.into_owned())
        .collect();
    let analyses: Vec<_> = restored
        .iter()
        .map(|text| analyse(text, reader.tagger()))
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let tokens: usize = analyses.iter().map(|analysis| analysis.tokens.len()).sum();
    println!(
        "\n{name}: {} documents, {:.1} MB, {tokens} tokens",
        releases.len(),
        bytes as f64 / 1e6
    );
    println!(
        "{:<22}{:>10}{:>14}{:>16}",
        "stage", "MB/s", "tokens/s", "µs/document"
    );
    let report = |stage: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        let (mb, tokens) = (bytes as f64 / 1e6 / seconds, tokens as f64 / seconds);
        println!(
            "{stage:<22}{mb:>10.1}{tokens:>14.0}{:>16.1}",
            seconds * 1e6 / releases.len() as f64
        );
    };
    report(
        "restore",
        best(|| {
            texts
                .iter()
                .map(|text| restore_text(text, &Options::default()).repairs.len())
                .sum()
        }),
    );
    report(
        "sentences and tags",
        best(|| {
            restored
                .iter()
                .map(|text| analyse(text, reader.tagger()).tokens.len())
                .sum()
        }),
    );
    report(
        "claims",
        best(|| {
            let pairs = releases.iter().zip(&analyses);
            let claims = pairs.map(|(release, analysis)| {
                let context = Context {
                    publisher: release.publisher.as_deref(),
                    published: release.published,
                    title: None,
                };
                extractor.extract(analysis, &context).statements.len()
            });
            claims.sum()
        }),
    );
    report(
        "whole",
        best(|| {
            releases
                .iter()
                .map(|release| reader.read(release).statements.len())
                .sum()
        }),
    );
    let readings: Vec<_> = releases
        .iter()
        .map(|release| reader.read(release))
        .collect();
    report(
        "writing JSON",
        best(|| {
            readings
                .iter()
                .map(|reading| serde_json::to_string(reading).map_or(0, |json| json.len()))
                .sum()
        }),
    );
}

/// The shortest time that the work took; its result is used, so that it is done.
fn best(work: impl Fn() -> usize) -> Duration {
    let times = (0..PASSES).map(|_| {
        let started = Instant::now();
        black_box(work());
        started.elapsed()
    });
    times.min().unwrap_or_default()
}

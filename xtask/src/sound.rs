//! `sound`: whether the readings of many documents hold, and how fast they are made.
//!
//! Every document is read twice, on one thread and on two, each time from its file to its line of JSON. The readings are
//! examined after the clock has stopped; until then all are in memory.

#[path = "../../crates/chancery/tests/sound/mod.rs"]
mod every_reading;

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chancery::{Body, Reader, Reading, Release};

use crate::documents;

/// What became of one document.
enum Outcome {
    Read {
        /// Where the document stands.
        origin: String,
        /// Bytes of its body as it came.
        size: usize,
        reading: Box<Reading>,
        /// The reading as it is printed.
        json: String,
    },
    /// Why there is no reading, on one line with its place.
    Failed(String),
}

/// Runs the command with the arguments that follow its name.
pub fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    let inputs: Vec<PathBuf> = args.iter().map(PathBuf::from).collect();
    if inputs.is_empty() {
        return Err("name a file or folder of documents".into());
    }
    let start = Instant::now();
    let reader = Reader::shipped()?;
    let loaded = start.elapsed();
    let (once, alone) = timed(&reader, &inputs, 1)?;
    let (again, together) = timed(&reader, &inputs, 2)?;

    let size = count(&once);
    println!("data loaded in {:.2} s", loaded.as_secs_f64());
    for (threads, took) in [("1 thread ", alone), ("2 threads", together)] {
        let seconds = took.as_secs_f64();
        println!(
            "{threads}: {seconds:.2} s, {:.2} MB/s",
            size as f64 / 1e6 / seconds
        );
    }
    let violations = violations(&once, &again);
    for violation in &violations {
        println!("VIOLATION {violation}");
    }
    if violations.is_empty() {
        println!("sound, and the same bytes on one thread and on two");
        Ok(())
    } else {
        Err(format!("{} violations", violations.len()).into())
    }
}

/// Reads all documents, and how long that took.
fn timed(
    reader: &Reader,
    inputs: &[PathBuf],
    threads: usize,
) -> Result<(Vec<Outcome>, Duration), Box<dyn Error>> {
    let start = Instant::now();
    let all = documents::each(inputs, threads, |release| match release {
        Ok((origin, release)) => read(reader, origin.to_string(), &release),
        Err(error) => Outcome::Failed(error.to_string()),
    })?;
    Ok((all, start.elapsed()))
}

/// Reads one document. That reading panics is what this command is to find, so it goes on behind it.
fn read(reader: &Reader, origin: String, release: &Release) -> Outcome {
    let Ok(reading) = catch_unwind(AssertUnwindSafe(|| reader.read(release))) else {
        return Outcome::Failed(format!("{origin}: reading it panics"));
    };
    let size = match &release.body {
        Body::Bytes(bytes) => bytes.len(),
        Body::Text(text) => text.len(),
    };
    match serde_json::to_string(&reading) {
        Ok(json) => Outcome::Read {
            origin,
            size,
            reading: Box::new(reading),
            json,
        },
        Err(error) => Outcome::Failed(format!("{origin}: its reading is no JSON ({error})")),
    }
}

/// Prints how much was read and found; the bytes of all bodies.
fn count(all: &[Outcome]) -> usize {
    let (mut read, mut refused, mut size) = (0, 0, 0);
    let (mut statements, mut engagements, mut repairs) = (0, 0, 0);
    for outcome in all {
        if let Outcome::Read {
            reading,
            size: of_one,
            ..
        } = outcome
        {
            read += 1;
            refused += usize::from(documents::is_refused(reading));
            size += of_one;
            statements += reading.statements.len();
            engagements += reading.engagements.len();
            repairs += reading.repairs.len();
        }
    }
    println!(
        "{read} documents read, {refused} of them refused (in another language, or no text); {} failed; {:.2} MB",
        all.len() - read,
        size as f64 / 1e6
    );
    println!("{statements} statements, {engagements} engagements, {repairs} repairs");
    size
}

/// What does not hold, each line with its document.
fn violations(once: &[Outcome], again: &[Outcome]) -> Vec<String> {
    let mut found = Vec::new();
    if once.len() != again.len() {
        let (one, two) = (once.len(), again.len());
        found.push(format!("{one} documents on one thread, {two} on two"));
    }
    for pair in once.iter().zip(again) {
        match pair {
            (Outcome::Failed(line), _) | (_, Outcome::Failed(line)) => found.push(line.clone()),
            (
                Outcome::Read {
                    origin,
                    reading,
                    json,
                    ..
                },
                Outcome::Read { json: other, .. },
            ) => {
                let of_one = every_reading::violations(reading);
                found.extend(of_one.iter().map(|line| format!("{origin}: {line}")));
                if json != other {
                    found.push(format!("{origin}: is read otherwise on two threads"));
                }
            }
        }
    }
    found
}

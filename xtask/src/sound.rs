//! `sound`: whether the readings of many documents hold, and how fast they are made.
//!
//! Every document is read twice, on one thread and on two, each time from its file to its line of JSON. What the lines say
//! is examined after the clock has stopped; until then all are in memory.

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
        /// Its reading as it is printed.
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

    let mut findings = Findings::default();
    if once.len() != again.len() {
        let (one, two) = (once.len(), again.len());
        findings.violation(format!("{one} documents on one thread, {two} on two"));
    }
    for (first, second) in once.iter().zip(&again) {
        findings.document(first, second);
    }
    findings.print();
    println!("data loaded in {:.2} s", loaded.as_secs_f64());
    for (threads, took) in [("1 thread ", alone), ("2 threads", together)] {
        let seconds = took.as_secs_f64();
        let speed = findings.size as f64 / 1e6 / seconds;
        println!("{threads}: {seconds:.2} s, {speed:.2} MB/s");
    }
    match findings.violations.len() {
        0 => {
            println!("sound, and the same bytes on one thread and on two");
            Ok(())
        }
        violations => Err(format!("{violations} violations").into()),
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
        Ok(json) => Outcome::Read { origin, size, json },
        Err(error) => Outcome::Failed(format!("{origin}: its reading is no JSON ({error})")),
    }
}

/// What was read and found, and what does not hold of it.
#[derive(Default)]
struct Findings {
    read: usize,
    /// Readings that say of their document that it cannot be read.
    refused: usize,
    /// Bytes of all bodies.
    size: usize,
    statements: usize,
    engagements: usize,
    repairs: usize,
    /// Each line with its document.
    violations: Vec<String>,
}

impl Findings {
    fn violation(&mut self, line: String) {
        self.violations.push(line);
    }

    /// Counts and examines what became of one document on one thread and on two.
    fn document(&mut self, first: &Outcome, second: &Outcome) {
        let (origin, size, json, other) = match (first, second) {
            (Outcome::Failed(line), _) | (_, Outcome::Failed(line)) => {
                return self.violation(line.clone());
            }
            (Outcome::Read { origin, size, json }, Outcome::Read { json: other, .. }) => {
                (origin, size, json, other)
            }
        };
        if json != other {
            self.violation(format!("{origin}: is read otherwise on two threads"));
        }
        let reading: Reading = match serde_json::from_str(json) {
            Ok(reading) => reading,
            Err(error) => return self.violation(format!("{origin}: is no record ({error})")),
        };
        for line in every_reading::violations(&reading) {
            self.violation(format!("{origin}: {line}"));
        }
        self.read += 1;
        self.refused += usize::from(documents::is_refused(&reading));
        self.size += size;
        self.statements += reading.statements.len();
        self.engagements += reading.engagements.len();
        self.repairs += reading.repairs.len();
    }

    fn print(&self) {
        println!(
            "{} documents, {} of them refused (in another language, or no text); {:.2} MB",
            self.read,
            self.refused,
            self.size as f64 / 1e6
        );
        println!(
            "{} statements, {} engagements, {} repairs",
            self.statements, self.engagements, self.repairs
        );
        for violation in &self.violations {
            println!("VIOLATION {violation}");
        }
    }
}

//! `cargo bench -p chancery-benches --bench restoration`: how much of every kind of damage is undone, and how fast.
//!
//! Clean lines are put through every channel of `data/channels.tsv` and restored. For each channel the table tells how
//! many lines came back character for character, stayed as they were, or were changed into something else; then how
//! many clean lines were touched, and the speed on one thread. Only encodings and references are repaired.
//!
//! `~` marks channels that lose something: `partly` is the part of the wrong lines that are right but for what is still
//! marked as lost, and `bytes` the share of lost places that were restored.
//!
//! After `--`: `--clean DIR` for the lines of `fetch-clean.sh` (default: `CHANCERY_CLEAN_TEXT`, else
//! `target/clean-text`), `--set NAME` for the sets whose names contain a word, `--show N` for failures, `--limit N` for
//! the lines of a set, `--write DIR` for the sets as JSON lines beside the scores, `--no-speed`, `--only-speed`, `--documents` for whole
//! documents of sixty lines, of which 1, 20, 76 and 100 in a hundred are damaged in one way, and nothing else.

mod arguments;
mod channel;
mod clean;
mod codec;
mod documents;
mod report;
mod score;
mod sets;
mod speed;

use arguments::Arguments;
use clean::Clean;
use std::process::ExitCode;

/// Why there is nothing to report.
#[derive(Debug)]
pub enum Failure {
    /// An argument is not understood.
    Argument(String),
    /// A table of the benchmark is broken.
    Data(String),
    /// A file cannot be read or written.
    File(std::io::Error),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::File(error)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Argument(message) | Self::Data(message) => f.write_str(message),
            Self::File(error) => error.fmt(f),
        }
    }
}

fn main() -> ExitCode {
    match Arguments::from_environment().and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let clean = Clean::load(&arguments.clean)?;
    let languages = clean.lines.len();
    println!("clean text: {} ({languages} languages)", clean.source);
    let channels = channel::all()?;
    if arguments.documents {
        documents::report(&clean, &channels, &arguments.set);
        return Ok(());
    }
    if arguments.accuracy {
        report::accuracy(arguments, &clean, &channels)?;
    }
    if let Some(folder) = &arguments.write {
        speed::write(&clean, &channels, folder)?;
    }
    if arguments.speed {
        speed::report(&clean, &channels);
    }
    Ok(())
}

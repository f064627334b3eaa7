//! What the caller asks for.

use crate::Failure;
use std::path::{Path, PathBuf};

/// The arguments after `--`.
pub struct Arguments {
    /// The folder of clean text.
    pub clean: PathBuf,
    /// A word in the names of the sets; empty for all.
    pub set: String,
    /// How many failures of each set are shown.
    pub show: usize,
    /// At most so many lines in a set.
    pub limit: usize,
    /// Where the sets are written.
    pub write: Option<PathBuf>,
    /// Whether the sets are restored.
    pub accuracy: bool,
    /// Whether the speed is measured.
    pub speed: bool,
    /// Whether documents are restored, and nothing else is measured.
    pub documents: bool,
}

impl Arguments {
    /// Those of the process.
    pub fn from_environment() -> Result<Self, Failure> {
        let clean = std::env::var_os("CHANCERY_CLEAN_TEXT").map(PathBuf::from);
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/clean-text");
        let mut arguments = Self {
            clean: clean.unwrap_or(shared),
            set: String::new(),
            show: 0,
            limit: 2_000,
            write: None,
            accuracy: true,
            speed: true,
            documents: false,
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || {
                let missing = || Failure::Argument(format!("{word} needs a value"));
                words.next().ok_or_else(missing)
            };
            match word.as_str() {
                // What cargo says to every benchmark.
                "--bench" => {}
                "--clean" => arguments.clean = value()?.into(),
                "--set" => {
                    arguments.set = value()?;
                    arguments.speed = false;
                }
                "--show" => arguments.show = number(&value()?)?,
                "--limit" => arguments.limit = number(&value()?)?,
                "--write" => arguments.write = Some(value()?.into()),
                "--documents" => arguments.documents = true,
                "--no-speed" => arguments.speed = false,
                "--only-speed" => arguments.accuracy = false,
                _ => return Err(Failure::Argument(format!("no argument is called {word}"))),
            }
        }
        Ok(arguments)
    }
}

fn number(word: &str) -> Result<usize, Failure> {
    word.parse()
        .map_err(|_| Failure::Argument(format!("not a number: {word}")))
}

//! `cargo bench -p chancery-benches --bench record`: what a large record costs to make, and how long it takes to answer.
//!
//! A record of so many statements is made of documents repeated under new names and days; then it is asked for words
//! together with three filters, as they occur together in its statements. The table tells the rate of adding, the size,
//! and how long searches take: in this process, and with `--program` in a process each.
//!
//! After `--`: `--from PATH` for documents of your own (default: readouts made for measuring), `--statements N`,
//! `--searches N`, `--keep FILE` for the record (one that is there is asked and not made), `--program FILE`, and
//! `--archive MB` to add a web archive of that size with the program and to tell the most memory it took.

mod archive;
mod latency;
mod make;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// The arguments after `--`.
#[derive(Debug, Parser)]
struct Arguments {
    /// What cargo says to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
    /// Documents to repeat.
    #[arg(long)]
    from: Option<PathBuf>,
    /// Statements of the record.
    #[arg(long, default_value_t = 1_000_000)]
    statements: u64,
    /// How many searches are measured.
    #[arg(long, default_value_t = 300)]
    searches: usize,
    /// Where the record is made, and stays.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// The program, to be measured too.
    #[arg(long)]
    program: Option<PathBuf>,
    /// Adds a web archive of so many megabytes and measures nothing else.
    #[arg(long, requires = "program")]
    archive: Option<u64>,
}

/// Why there is nothing to report.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("chancery-record-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = measure(arguments, &folder);
    std::fs::remove_dir_all(&folder)?;
    outcome
}

fn measure(arguments: &Arguments, folder: &std::path::Path) -> Result<(), Failure> {
    if let (Some(megabytes), Some(program)) = (arguments.archive, &arguments.program) {
        return archive::measure(megabytes, program, folder);
    }
    let path = arguments.keep.clone();
    let path = path.unwrap_or_else(|| folder.join("chancery.db"));
    if !path.exists() {
        make::record(&path, arguments.from.as_deref(), arguments.statements)?;
    }
    latency::measure(&path, arguments.searches, arguments.program.as_deref())
}

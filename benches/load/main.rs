//! `cargo bench -p chancery-benches --bench load -- --program target/release/chancery`: how long pages take when many
//! people look at a large record at once.
//!
//! The program serves a record of so many statements over the loopback. As many clients as asked for, each on a connection
//! of its own, ask for one page after the other: every kind of page, of many people, countries, topics, words, years. Then
//! the same again while others send half a request or do not read what they asked for. In both rounds every page is made
//! anew; in a third one pages are asked for that the server may have kept. The table tells for each kind of page how long
//! answers took until their last byte, and the most memory that the program took.
//!
//! After `--`: `--keep FILE` for the record (one that is there is served and not made), `--statements N`, `--clients N`,
//! `--requests N` of each client, `--pause MS` that a client looks at a page before it asks for the next one.

mod client;
#[path = "../record/make.rs"]
mod make;
mod pages;
mod server;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use client::Client;
use pages::Address;
use server::Server;

/// The arguments after `--`.
#[derive(Debug, Parser)]
struct Arguments {
    /// What cargo says to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
    /// The program.
    #[arg(long)]
    program: PathBuf,
    /// Where the record is made, and stays.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Statements of the record.
    #[arg(long, default_value_t = 1_000_000)]
    statements: u64,
    /// Clients at once.
    #[arg(long, default_value_t = 50)]
    clients: usize,
    /// Requests of each client.
    #[arg(long, default_value_t = 60)]
    requests: usize,
    /// Milliseconds that a client looks at a page.
    #[arg(long, default_value_t = 1_000)]
    pause: u64,
}

/// Why there is nothing to report.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How long answers took, by kind of page.
type Times = BTreeMap<&'static str, Vec<Duration>>;

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
    let folder = std::env::temp_dir().join(format!("chancery-load-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let outcome = measure(arguments, &folder);
    std::fs::remove_dir_all(&folder)?;
    outcome
}

fn measure(arguments: &Arguments, folder: &Path) -> Result<(), Failure> {
    let kept = arguments.keep.clone();
    let path = kept.unwrap_or_else(|| folder.join("chancery.db"));
    if !path.exists() {
        make::record(&path, None, arguments.statements)?;
    }
    let server = Server::start(&arguments.program, &path)?;
    let addresses = pages::of(&mut Client::connect(server.address)?)?;
    report(
        "each page made anew",
        &drive(arguments, &server, &addresses, Some(1))?,
    );
    let hostile = server.harass(40)?;
    let beside = drive(arguments, &server, &addresses, Some(2))?;
    drop(hostile);
    report("beside 40 that stall", &beside);
    report(
        "pages asked for again",
        &drive(arguments, &server, &addresses, None)?,
    );
    println!("most memory {:.0} MB", server.memory()? as f64 / 1e6);
    Ok(())
}

/// All clients at once, each with its own order of pages. In a round with a number no page is one that the server has kept:
/// every request calls it by another name.
fn drive(
    arguments: &Arguments,
    server: &Server,
    addresses: &[Address],
    round: Option<usize>,
) -> Result<Times, Failure> {
    let one = |number: usize| -> Result<Vec<(&'static str, Duration)>, Failure> {
        let mut client = Client::connect(server.address)?;
        let pause = Duration::from_millis(arguments.pause);
        // Clients do not begin in step.
        std::thread::sleep(pause * number as u32 / arguments.clients.max(1) as u32);
        let mut times = Vec::with_capacity(arguments.requests);
        for turn in 0..arguments.requests {
            let address = pages::pick(addresses, number, turn);
            let host = round.map_or("localhost".to_owned(), |round| {
                format!("localhost:{round}{:06}", number * arguments.requests + turn)
            });
            times.push((address.kind, client.get_from(&host, &address.path)?));
            std::thread::sleep(pause);
        }
        Ok(times)
    };
    let mut all = Times::new();
    std::thread::scope(|scope| -> Result<(), Failure> {
        let running: Vec<_> = (0..arguments.clients)
            .map(|number| scope.spawn(move || one(number)))
            .collect();
        for client in running {
            let times = client.join().map_err(|_| "a client has panicked")??;
            for (kind, time) in times {
                all.entry(kind).or_default().push(time);
            }
        }
        Ok(())
    })?;
    Ok(all)
}

fn report(how: &str, times: &Times) {
    println!(
        "{how:<24} {:>7} {:>9} {:>9} {:>9}",
        "answers", "median ms", "95 % ms", "most ms"
    );
    let mut all = Vec::new();
    for (kind, times) in times {
        all.extend_from_slice(times);
        line(kind, times.clone());
    }
    line("all", all);
}

fn line(kind: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |part: f64| {
        let place = (times.len() as f64 * part) as usize;
        let time = times.get(place.min(times.len().saturating_sub(1)));
        time.map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!(
        "  {kind:<22} {:>7} {:>9.1} {:>9.1} {:>9.1}",
        times.len(),
        at(0.5),
        at(0.95),
        at(1.0)
    );
}

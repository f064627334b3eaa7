//! The chancery program.
//!
//! ```text
//! args ─► read: sources ─► batch (threads, in order) ─► output ─► text | JSON
//!     ├─► restore: streams and lines ─► batch ─► text | difference | JSON
//!     ├─► add: sources ─► batch ─► record (SQLite); the other commands ask it, through what `asked` understands
//!     ├─► serve: record ─► pages, JSON, CSV over HTTP (chancery-web)
//!     ├─► export: record ─► tables, annotations, events
//!     ├─► compare: two readings, from files or the record ─► text | JSON | CSV
//!     └─► cases, completions, man
//! ```

mod args;
mod asked;
mod batch;
mod brief;
mod cases;
mod compare;
mod coverage;
mod export;
mod knowledge;
mod output;
mod paint;
mod progress;
mod read;
mod record;
mod restore;
mod serve;
mod show;
mod timeline;
mod wrap;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use args::{Cli, Command};

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Read(args) => read::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::Add(args) => record::add(&args),
        Command::Status(args) => record::status(&args),
        Command::Check(args) => record::check(&args),
        Command::Search(args) => record::search(&args),
        Command::Engagements(args) => record::engagements(&args),
        Command::Timeline(args) => timeline::run(&args),
        Command::Brief(args) => brief::run(&args),
        Command::Show(args) => record::show(&args),
        Command::Coverage(args) => coverage::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Cases(args) => cases::run(&args),
        Command::Completions { shell } => completions(shell),
        Command::Man => manual(),
    };
    match outcome {
        Ok(code) => code,
        Err(Failure::Pipe) => ExitCode::SUCCESS,
        Err(Failure::Told(message)) => {
            anstream::eprintln!("chancery: {message}");
            ExitCode::FAILURE
        }
        Err(Failure::Usage(message)) => {
            anstream::eprintln!("chancery: {message}");
            ExitCode::from(2)
        }
    }
}

/// Why a command ends early.
#[derive(Debug)]
pub enum Failure {
    /// Nobody reads the output any more; that is no error.
    Pipe,
    /// Something to tell, on one line.
    Told(String),
    /// The command line cannot be followed.
    Usage(String),
}

impl Failure {
    /// A failure to write, told unless the reader has gone.
    fn writing(error: &std::io::Error, to: &str) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::Pipe,
            _ => Failure::Told(format!(
                "{to}: cannot be written ({error}) — check the place and its permissions"
            )),
        }
    }
}

fn completions(shell: clap_complete::Shell) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "chancery", &mut script);
    print(&script)
}

/// The page of the program, and one section for each command.
fn manual() -> Result<ExitCode, Failure> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone())
        .render(&mut page)
        .map_err(|error| Failure::Told(error.to_string()))?;
    for sub in command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help")
    {
        let man = clap_mangen::Man::new(sub.clone());
        let title = format!(".SH \"CHANCERY {}\"\n", sub.get_name().to_uppercase());
        page.extend(title.bytes());
        let render = man
            .render_description_section(&mut page)
            .and_then(|()| man.render_options_section(&mut page));
        render
            .and_then(|()| man.render_extra_section(&mut page))
            .map_err(|error| Failure::Told(error.to_string()))?;
    }
    print(&page)
}

fn print(bytes: &[u8]) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) => Err(Failure::writing(&error, "standard output")),
    }
}

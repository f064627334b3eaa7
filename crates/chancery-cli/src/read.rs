//! `chancery read`.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use chancery::{Reader, Reading};
use chancery_ingest::{Error, Given, Input, Item, Sources};
use chancery_lexicon::Lexicon;

use crate::Failure;
use crate::args::{Format, ReadArgs};
use crate::output::{Destination, Writer};
use crate::progress::Progress;
use crate::{asked, batch, knowledge, show};

/// What became of one document.
enum Outcome {
    /// Its reading, printed.
    Read { printed: String, one_of_many: bool },
    /// Why there is none, on one line.
    Failed(String),
}

/// Reads all inputs, prints the readings in their order, and tells what failed.
pub fn run(args: &ReadArgs) -> Result<ExitCode, Failure> {
    let reader = knowledge::reader(args.data.as_deref())?;
    let publisher = args
        .publisher
        .as_deref()
        .map(|code| publisher(code, reader.lexicon()))
        .transpose()?;
    let inputs: Vec<Input> = args.inputs.iter().map(|path| input(path)).collect();
    let given = Given {
        publishers: reader.lexicon().publishers.clone(),
        ..given(args, publisher)
    };
    let destination = Destination::open(args.output.as_deref())?;
    let look = destination.look(args.color);
    let jobs = batch::jobs(args.jobs);

    let progress = Progress::start(&inputs, &destination);
    let single = matches!(&inputs[..], [input] if !is_folder(input));
    let mut writer = Writer::new(destination, args.format, look);
    let mut failed = 0_usize;
    let mut broken = None;

    let work = |item: Result<Item, Error>| {
        let size = item.as_ref().map_or(0, |item| progress.size(item));
        (read(item, &given, &reader, args.format, look), size)
    };
    batch::in_order(jobs, Sources::new(inputs), work, |(outcome, size)| {
        progress.advance(1, size);
        match outcome {
            Outcome::Read {
                printed,
                one_of_many,
            } => {
                if let Err(error) = writer.document(&printed, single && !one_of_many) {
                    broken = Some(error);
                    return ControlFlow::Break(());
                }
            }
            Outcome::Failed(line) => {
                failed += 1;
                progress.aside(|| anstream::eprintln!("chancery: {line}"));
                if args.strict {
                    return ControlFlow::Break(());
                }
            }
        }
        ControlFlow::Continue(())
    });
    progress.finish();
    match broken {
        Some(error) => Err(error),
        None => {
            writer.finish(single)?;
            Ok(if failed == 0 {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            })
        }
    }
}

/// What a name on the command line stands for.
pub fn input(path: &Path) -> Input {
    if path.as_os_str() == "-" {
        Input::StandardInput
    } else {
        Input::Path(path.to_path_buf())
    }
}

/// Whether it can hold several files.
pub fn is_folder(input: &Input) -> bool {
    matches!(input, Input::Path(path) if path.is_dir())
}

fn given(args: &ReadArgs, publisher: Option<String>) -> Given {
    Given {
        url: args.url.clone(),
        title: args.title.clone(),
        published: args.date,
        publisher,
        ..Given::default()
    }
}

/// The code of a publisher that is known by any name.
pub fn publisher(given: &str, lexicon: &Lexicon) -> Result<String, Failure> {
    asked::side("--publisher", given, lexicon)
}

fn read(
    item: Result<Item, Error>,
    given: &Given,
    reader: &Reader,
    format: Format,
    look: show::Look,
) -> Outcome {
    let item = match item {
        Ok(item) => item,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let origin = item.origin().clone();
    let release = match item.release(given) {
        Ok(release) => release,
        Err(error) => return Outcome::Failed(error.to_string()),
    };
    let reading = reader.read(&release);
    if let Some(error) = reading
        .diagnostics
        .iter()
        .find(|diagnostic| diagnostic.severity == "error")
    {
        return Outcome::Failed(format!("{origin}: {}", error.message));
    }
    match print(&reading, format, look) {
        Ok(printed) => Outcome::Read {
            printed,
            one_of_many: origin.line().is_some(),
        },
        Err(error) => Outcome::Failed(format!(
            "{origin}: cannot be written as JSON ({error}) — report this"
        )),
    }
}

fn print(reading: &Reading, format: Format, look: show::Look) -> serde_json::Result<String> {
    match format {
        Format::Text => Ok(show::reading(reading, look)),
        Format::Json => serde_json::to_string_pretty(reading),
        Format::Jsonl => serde_json::to_string(reading),
    }
}

//! `chancery restore`.
//!
//! ```text
//! units (a block of lines, a document) ─► batch: restored and printed on threads ─► written in order
//!                 └─ a document for people ─► streamed by the thread that writes
//! ```

mod diff;
mod explain;
mod places;
mod plain;
mod printer;
mod record;
mod tally;
mod units;

use std::io::Write as _;
use std::ops::ControlFlow;
use std::process::ExitCode;

use chancery_ingest::{Input, Source};

use crate::args::{RestoreArgs, RestoredFormat};
use crate::output::{Destination, colored};
use crate::progress::Progress;
use crate::read::{input, is_folder};
use crate::{Failure, batch};
use printer::{Outcome, Printed, Printer};
use tally::Tally;
use units::{Lines, Units};

/// Restores all inputs, prints them in their order, and tells what failed.
pub fn run(args: &RestoreArgs) -> Result<ExitCode, Failure> {
    if args.diff && args.format != RestoredFormat::Text {
        let message = "--diff is for people — leave out --format or --diff";
        return Err(Failure::Usage(message.to_owned()));
    }
    let inputs: Vec<Input> = args.inputs.iter().map(|path| input(path)).collect();
    let single = matches!(&inputs[..], [input] if !is_folder(input));
    let destination = Destination::open(None)?;
    let printer = Printer::new(args, destination.is_terminal);
    let mut writer = Writer {
        progress: Progress::start(&inputs, &destination),
        array: (args.format == RestoredFormat::Json).then_some(Array::new(single)),
        destination,
        tally: Tally::default(),
    };
    let lines = match args.format {
        RestoredFormat::Text => Lines::ByName,
        RestoredFormat::Json => Lines::ByContent,
        RestoredFormat::Jsonl => Lines::Expected,
    };
    let units = Units::new(inputs, lines);
    let mut broken = None;
    let work = |unit| printer.print(unit);
    batch::in_order(batch::jobs(args.jobs), units, work, |outcome| {
        let written = match outcome {
            Outcome::Printed(printed) => writer.write(printed),
            Outcome::Stream(source) => writer.stream(source, &printer),
        };
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                broken = Some(failure);
                ControlFlow::Break(())
            }
        }
    });
    writer.progress.finish();
    if let Some(failure) = broken {
        return Err(failure);
    }
    let tally = writer.finish()?;
    if args.explain {
        let stderr = std::io::stderr();
        let colored = colored(args.color, std::io::IsTerminal::is_terminal(&stderr));
        tell(&tally.summary(colored));
    }
    Ok(if tally.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Puts prints one behind the other and counts.
struct Writer {
    destination: Destination,
    progress: Progress,
    array: Option<Array>,
    tally: Tally,
}

impl Writer {
    fn write(&mut self, printed: Printed) -> Result<(), Failure> {
        let bytes = match &mut self.array {
            Some(array) => array.enter(&printed),
            None => printed.out,
        };
        self.destination.write(&bytes)?;
        self.count(&printed.aside, printed.tally);
        Ok(())
    }

    fn stream(&mut self, source: Source, printer: &Printer) -> Result<(), Failure> {
        let (destination, progress) = (&mut self.destination, &self.progress);
        let (aside, tally) = printer.stream(source, |bytes, aside, size| {
            progress.advance(0, size);
            destination.write(bytes)?;
            if !aside.is_empty() {
                progress.aside(|| tell(aside));
            }
            Ok(())
        })?;
        self.count(&aside, tally);
        Ok(())
    }

    fn count(&mut self, aside: &str, tally: Tally) {
        self.progress.advance(tally.documents, tally.bytes);
        if !aside.is_empty() {
            self.progress.aside(|| tell(aside));
        }
        self.tally.add(&tally);
    }

    fn finish(mut self) -> Result<Tally, Failure> {
        if let Some(array) = &self.array {
            self.destination.write(array.end().as_bytes())?;
        }
        Ok(self.tally)
    }
}

/// What stands around and between objects of JSON.
struct Array {
    single: bool,
    /// Whether the brackets are open, once something was entered.
    open: Option<bool>,
}

impl Array {
    fn new(single: bool) -> Self {
        Array { single, open: None }
    }

    /// The bytes of some objects, each behind a separator, where they belong.
    fn enter(&mut self, printed: &Printed) -> Vec<u8> {
        let Some(objects) = printed.out.strip_prefix(record::SEPARATOR) else {
            return Vec::new();
        };
        match self.open {
            Some(_) => printed.out.clone(),
            None => {
                let alone = self.single && !printed.one_of_many;
                self.open = Some(!alone);
                let start: &[u8] = if alone { b"" } else { b"[\n" };
                [start, objects].concat()
            }
        }
    }

    fn end(&self) -> &'static str {
        match self.open {
            Some(true) => "\n]\n",
            Some(false) => "\n",
            None if self.single => "",
            None => "[]\n",
        }
    }
}

/// Prints on standard error; that nobody reads it is no reason to stop.
fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

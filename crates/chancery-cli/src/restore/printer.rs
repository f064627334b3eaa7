//! Restores units and prints them, on any thread.

use std::io::IsTerminal as _;

use chancery_ingest::{Block, Carried, Error, Origin, Source, Text};
use chancery_restore::{Options, Restored, restore, restore_text};

use super::diff::Differ;
use super::explain::Explainer;
use super::tally::Tally;
use super::units::Unit;
use super::{plain, record};
use crate::Failure;
use crate::args::{RestoreArgs, RestoredFormat};
use crate::output::colored;

/// How restored texts are shown.
#[derive(Clone, Copy)]
enum View {
    Text,
    Diff { colored: bool },
    Json,
    JsonLine,
}

/// What became of a unit.
pub enum Outcome {
    /// It is restored and printed.
    Printed(Printed),
    /// It is to be restored as it is read, however large it is.
    Stream(Source),
}

/// The print of a unit and what is told beside it.
#[derive(Default)]
pub struct Printed {
    /// For standard output.
    pub out: Vec<u8>,
    /// Explanations and failures, for standard error.
    pub aside: String,
    /// What was done.
    pub tally: Tally,
    /// Whether the documents stand among others in one input.
    pub one_of_many: bool,
}

/// Knows how to restore and to print.
pub struct Printer {
    options: Options,
    view: View,
    explain: bool,
    /// Whether explanations are coloured.
    colored: bool,
}

impl Printer {
    /// As the command line asks.
    pub fn new(args: &RestoreArgs, is_terminal: bool) -> Self {
        let mut options = Options::default();
        options.declared.clone_from(&args.declared);
        options.region.clone_from(&args.region);
        if !args.only.is_empty() {
            options = options.only(args.only.iter().copied());
        }
        let view = match args.format {
            RestoredFormat::Text if args.diff => View::Diff {
                colored: colored(args.color, is_terminal),
            },
            RestoredFormat::Text => View::Text,
            RestoredFormat::Json => View::Json,
            RestoredFormat::Jsonl => View::JsonLine,
        };
        Printer {
            options,
            view,
            explain: args.explain,
            colored: colored(args.color, std::io::stderr().is_terminal()),
        }
    }

    /// Restores a unit and prints it, unless it is for [`Self::stream`].
    pub fn print(&self, unit: Result<Unit, Error>) -> Outcome {
        let mut printed = Printed::default();
        match unit {
            Ok(Unit::Document(source)) if matches!(self.view, View::Text | View::Diff { .. }) => {
                return Outcome::Stream(source);
            }
            Ok(Unit::Document(source)) => self.document(source, &mut printed),
            Ok(Unit::Block(block)) => self.block(&block, &mut printed),
            Err(error) => printed.fail(&error),
        }
        Outcome::Printed(printed)
    }

    /// Restores a document piece by piece, handing what is printed, what is told, and the size of each to
    /// `write`. Gives what is to be
    /// told in the end and what was done.
    pub fn stream(
        &self,
        source: Source,
        mut write: impl FnMut(&[u8], &str, u64) -> Result<(), Failure>,
    ) -> Result<(String, Tally), Failure> {
        let mut printed = Printed::default();
        let origin = source.origin().clone();
        let mut explainer = Explainer::new(&origin, self.colored);
        let mut differ = Differ::new(&origin, matches!(self.view, View::Diff { colored: true }));
        let end = plain::stream(source.into_reader(), &self.options, |piece| {
            printed.tally.count(piece);
            if self.explain {
                explainer.explain(piece, &mut printed.aside);
            }
            let size = piece.text.len() as u64;
            if matches!(self.view, View::Diff { .. }) {
                differ.write(piece, &mut printed.out);
                write(&printed.out, &printed.aside, size)?;
            } else {
                write(piece.text.as_bytes(), &printed.aside, size)?;
            }
            printed.out.clear();
            printed.aside.clear();
            Ok(())
        });
        differ.finish(&mut printed.out);
        write(&printed.out, "", 0)?;
        match end {
            Ok(()) => printed.tally.join(),
            Err(plain::Broken::Reading(error)) => printed.fail(&Error::reading(origin, error)),
            Err(plain::Broken::Writing(failure)) => return Err(failure),
        }
        Ok((printed.aside, printed.tally))
    }

    fn document(&self, source: Source, printed: &mut Printed) {
        let origin = source.origin().clone();
        match source.into_bytes() {
            Ok(bytes) => {
                printed.tally.bytes += bytes.len() as u64;
                let restored = restore(&bytes, &self.options);
                let head = record::Head::Source(origin.path());
                self.show(&restored, &head, &origin, printed);
            }
            Err(error) => printed.fail(&error),
        }
    }

    fn block(&self, block: &Block, printed: &mut Printed) {
        printed.one_of_many = true;
        printed.tally.bytes += block.size();
        printed.out.reserve(block.size() as usize);
        for (number, line) in block.lines() {
            match line {
                Ok(line) => self.line(&line, block.origin(), number, printed),
                Err(error) => printed.fail(&error),
            }
        }
    }

    fn line(&self, line: &Carried<'_>, origin: &Origin, number: usize, printed: &mut Printed) {
        let own;
        let options = if line.charset.is_none() && line.region.is_none() {
            &self.options
        } else {
            own = self.options_of(line);
            &own
        };
        let restored = match &line.text {
            Text::Decoded(text) => restore_text(text, options),
            Text::Bytes(bytes) => restore(bytes, options),
        };
        let is_decoded = matches!(line.text, Text::Decoded(_));
        let head = record::Head::Carried(&line.others, is_decoded);
        if self.explain || matches!(self.view, View::Diff { .. }) {
            self.show(&restored, &head, &origin.at_line(number), printed);
        } else {
            self.show(&restored, &head, origin, printed);
        }
        if matches!(self.view, View::Text) && !restored.text.ends_with('\n') {
            printed.out.push(b'\n');
        }
    }

    /// The options of a line that says more about itself than the command line does.
    fn options_of(&self, line: &Carried<'_>) -> Options {
        let mut options = self.options.clone();
        if let Some(charset) = &line.charset {
            options.declared = Some(charset.clone().into_owned());
        }
        if let Some(region) = &line.region {
            options.region = Some(region.clone().into_owned());
        }
        options
    }

    fn show(
        &self,
        restored: &Restored<'_>,
        head: &record::Head<'_>,
        origin: &Origin,
        printed: &mut Printed,
    ) {
        match self.view {
            View::Text => printed.out.extend_from_slice(restored.text.as_bytes()),
            View::Diff { colored } => {
                let mut differ = Differ::new(origin, colored);
                differ.write(restored, &mut printed.out);
                differ.finish(&mut printed.out);
            }
            View::Json => record::write_indented(&mut printed.out, head, restored),
            View::JsonLine => record::write_line(&mut printed.out, head, restored),
        }
        printed.tally.documents += 1;
        printed.tally.count(restored);
        if self.explain {
            Explainer::new(origin, self.colored).explain(restored, &mut printed.aside);
        }
    }
}

impl Printed {
    fn fail(&mut self, error: &Error) {
        self.tally.failed += 1;
        self.aside.push_str(&format!("chancery: {error}\n"));
    }
}

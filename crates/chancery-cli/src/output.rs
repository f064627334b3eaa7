//! Where readings go, and what stands between them.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

use crate::Failure;
use crate::args::{Color, Format};
use crate::show::Look;

/// Width of text where no terminal tells one, and the most that a terminal is used of: longer lines read badly.
const WIDTH: usize = 100;
/// The most that two columns use.
const WIDE: usize = 160;

/// Where readings are written.
pub struct Destination {
    out: Box<dyn Write>,
    name: String,
    /// Whether a person watches them appear.
    pub is_terminal: bool,
}

impl Destination {
    /// Standard output, or the file asked for.
    pub fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else {
            let out = io::stdout();
            let is_terminal = out.is_terminal();
            let name = "standard output".to_owned();
            return Ok(Destination {
                out: Box::new(BufWriter::new(out.lock())),
                name,
                is_terminal,
            });
        };
        let name = path.display().to_string();
        match File::create(path) {
            Ok(file) => Ok(Destination {
                out: Box::new(BufWriter::new(file)),
                name,
                is_terminal: false,
            }),
            Err(error) => Err(Failure::writing(&error, &name)),
        }
    }

    /// Writes bytes as they are, and everything out that a person or a program may be waiting for.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.out.write_all(bytes).and_then(|()| self.out.flush());
        written.map_err(|error| Failure::writing(&error, &self.name))
    }

    /// How text is to look there.
    pub fn look(&self, color: Color) -> Look {
        self.up_to(WIDTH, color)
    }

    /// How two columns of text are to look there.
    pub fn wide_look(&self, color: Color) -> Look {
        self.up_to(WIDE, color)
    }

    fn up_to(&self, most: usize, color: Color) -> Look {
        let width = match terminal_size::terminal_size() {
            Some((width, _)) if self.is_terminal => usize::from(width.0).clamp(40, most),
            _ => WIDTH,
        };
        Look {
            colored: colored(color, self.is_terminal),
            width,
        }
    }
}

/// Whether to colour; NO_COLOR and CLICOLOR_FORCE speak where the command line does not.
pub fn colored(color: Color, is_terminal: bool) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto
            if std::env::var_os("CLICOLOR_FORCE")
                .is_some_and(|value| !value.is_empty() && value != "0") =>
        {
            true
        }
        Color::Auto => is_terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// Writes printed readings one after the other.
pub struct Writer {
    destination: Destination,
    format: Format,
    look: Look,
    written: usize,
    alone: bool,
}

impl Writer {
    /// A writer of readings in one format.
    pub fn new(destination: Destination, format: Format, look: Look) -> Self {
        Writer {
            destination,
            format,
            look,
            written: 0,
            alone: false,
        }
    }

    /// Writes one reading; `alone` says that it is the only one there will be, so that JSON needs no array.
    pub fn document(&mut self, printed: &str, alone: bool) -> Result<(), Failure> {
        let first = self.written == 0;
        self.written += 1;
        self.alone = alone;
        let out = &mut self.destination.out;
        let written = match self.format {
            Format::Text if first => out.write_all(printed.as_bytes()),
            Format::Text => write!(out, "\n{}\n\n{printed}", "─".repeat(self.look.width)),
            Format::Jsonl => writeln!(out, "{printed}"),
            Format::Json if alone => writeln!(out, "{printed}"),
            Format::Json => write!(out, "{}{printed}", if first { "[\n" } else { ",\n" }),
        };
        // Someone watching wants to see each as it comes.
        let written = if self.destination.is_terminal {
            written.and_then(|()| out.flush())
        } else {
            written
        };
        written.map_err(|error| Failure::writing(&error, &self.destination.name))
    }

    /// Closes what was opened. `alone` says that one document was all there could be.
    pub fn finish(mut self, alone: bool) -> Result<(), Failure> {
        let out = &mut self.destination.out;
        let end = match (self.format, self.written) {
            (Format::Json, 0) if !alone => "[]\n",
            (Format::Json, 1..) if !self.alone => "\n]\n",
            _ => "",
        };
        let written = out.write_all(end.as_bytes()).and_then(|()| out.flush());
        written.map_err(|error| Failure::writing(&error, &self.destination.name))
    }
}

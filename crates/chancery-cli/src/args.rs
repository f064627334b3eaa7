//! The command line: what it accepts and how it explains itself.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Turns official diplomatic readouts, however damaged, into a record in which every claim carries the sentence that
/// proves it.
#[derive(Debug, Parser)]
#[command(
    name = "chancery",
    version,
    propagate_version = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    Read(ReadArgs),
    Cases(CasesArgs),
    /// Print a completion script for a shell
    #[command(
        after_help = "Example:\n  chancery completions bash > ~/.local/share/bash-completion/completions/chancery"
    )]
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, in roff
    #[command(after_help = "Example:\n  chancery man | man -l -")]
    Man,
}

const READ_EXAMPLES: &str = "\
Examples:
  chancery read examples/damaged.txt
      read one file and show what it says
  chancery read --date 2023-08-31 --publisher GB readout.txt
      the same, with what the file does not tell: whose account it is and of which day
  chancery read --format jsonl readouts/ > readings.jsonl
      every file below a folder, one reading a line
  curl -s https://example.org/readout.txt | chancery read --format json -
      standard input; JSON lines are recognised there, too

JSON lines (.jsonl) hold one object a line with `text` or `base64`, and optionally `id`, `url`, `title`, `date`,
`publisher` and `charset`.

Exit status: 0 when everything was read; 1 when a document could not be, each told in one line on standard error;
2 when the command line is wrong.";

/// Read documents and say what they report
#[derive(Debug, Args)]
#[command(after_help = READ_EXAMPLES)]
pub struct ReadArgs {
    /// Text files, JSON lines (.jsonl), folders, or `-` for standard input
    #[arg(value_name = "FILE|DIR|-", required = true)]
    pub inputs: Vec<PathBuf>,

    /// Day of release, YYYY-MM-DD, where a document does not tell
    #[arg(long, value_parser = parse_date)]
    pub date: Option<Date>,

    /// Whose account it is, where a document does not tell: a country's ISO code or an organisation's short name
    #[arg(long, value_name = "CODE")]
    pub publisher: Option<String>,

    /// Where it was published
    #[arg(long)]
    pub url: Option<String>,

    /// Its title, when the text does not begin with it
    #[arg(long)]
    pub title: Option<String>,

    /// How to print the readings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    /// Number of threads that read; by default as many as there are processors
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Stop at the first document that cannot be read
    #[arg(long)]
    pub strict: bool,

    /// Use the knowledge in this folder instead of the one the program carries
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// Colour in text
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

const CASES_EXAMPLES: &str = "\
Examples:
  chancery cases                        run all of ./cases
  chancery cases cases/statements       one folder
  chancery cases --filter condition     those whose title or file contains a word
  chancery cases --update cases/new.md  write what is now read into the expectations of a file; read the difference";

/// Run the literate test cases
#[derive(Debug, Args)]
#[command(after_help = CASES_EXAMPLES)]
pub struct CasesArgs {
    /// Files or folders of cases
    #[arg(value_name = "PATH", default_value = "cases")]
    pub paths: Vec<PathBuf>,

    /// Rewrite the expectations that do not hold with what is read now
    #[arg(long)]
    pub update: bool,

    /// Only the cases whose title or file contains this
    #[arg(long, value_name = "WORDS")]
    pub filter: Option<String>,

    /// Use the knowledge in this folder instead of the one the program carries
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// Colour
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// The forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: repairs, engagements, and each statement with its sentence
    Text,
    /// One indented object for one document; an array for JSON lines, folders and several files
    Json,
    /// One object a line
    Jsonl,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set; anywhere if CLICOLOR_FORCE is
    Auto,
    /// In any case
    Always,
    /// Not at all
    Never,
}

fn parse_date(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "a date is written YYYY-MM-DD".to_owned())
}

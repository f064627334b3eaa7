//! The command line: what it accepts and how it explains itself.

mod brief;
mod compare;
mod coverage;
mod export;
mod filters;
mod record;
mod serve;
mod timeline;

pub use brief::{BriefArgs, BriefFormat};
pub use compare::CompareArgs;
pub use coverage::{CoverageArgs, Pages, Periods};
pub use export::{ExportArgs, ExportFormat};
pub use filters::Filters;
pub use record::{
    AddArgs, CheckArgs, EngagementsArgs, Order, RecordFile, Rows, SearchArgs, ShowArgs, StatusArgs,
};
pub use serve::ServeArgs;
pub use timeline::TimelineArgs;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chancery_lexicon::PartialDate;
use chancery_restore::Kind;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _};
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
    Restore(RestoreArgs),
    Add(AddArgs),
    Status(StatusArgs),
    Check(CheckArgs),
    Search(SearchArgs),
    Engagements(EngagementsArgs),
    Timeline(TimelineArgs),
    Brief(BriefArgs),
    Show(ShowArgs),
    Coverage(CoverageArgs),
    Export(ExportArgs),
    Compare(CompareArgs),
    Serve(ServeArgs),
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

JSON lines (.jsonl) hold one object a line with `text` or `base64`, and optionally `id`, `url`, `title`, `date`, \
`publisher` and `charset`.

Exit status: 0 when everything was read; 1 when a document could not be, each told in one line on standard error; \
2 when the command line is wrong.";

/// Read documents and say what they report
#[derive(Debug, Args)]
#[command(after_help = READ_EXAMPLES)]
pub struct ReadArgs {
    /// Texts, pages (.html), PDFs, JSON lines (.jsonl), web archives (.warc), feeds, folders, or `-` for standard input
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

const RESTORE_EXAMPLES: &str = "\
Examples:
  chancery restore letter.txt > restored.txt
      the restored text, exactly, and nothing else
  curl -s https://example.org/letter.txt | chancery restore --explain
      the same from a pipe; what was repaired, where and why goes to standard error
  chancery restore --diff letters/
      before and after, for each line that changes
  chancery restore --format jsonl < corpus.jsonl > restored.jsonl
      a corpus in one process: each line with its text restored and its repairs
  chancery restore --only mojibake,entity letter.txt
      nothing but these

JSON lines hold one object a line with `text`, or `base64` where the bytes matter, and optionally `charset` \
(or `declared`) and `region` (or `publisher`). Every other field is handed on as it stands. They are recognised by name \
(.jsonl, .ndjson) and, with --format json or jsonl, by their first line.

A repair in JSON has `kind`, `span` (where `after` stands in the text), `before`, `after`, `raw_span` (where `before` \
stood in the input as decoded), `channel`, `certainty` (`exact`, or `inferred` from evidence) and `reason`. Spans are \
[start, end) in code points. Putting every `before` back in the place of its `span` gives the input.

Exit status: 0 when everything was restored, whether or not there was anything to repair; 1 when an input or a line \
could not be read, each told in one line on standard error; 2 when the command line is wrong.";

/// Restore damaged text and account for every edit
#[derive(Debug, Args)]
#[command(after_help = RESTORE_EXAMPLES)]
pub struct RestoreArgs {
    /// Text in any encoding, JSON lines (.jsonl, .ndjson), folders, or `-` for standard input
    #[arg(value_name = "FILE|DIR|-", default_value = "-")]
    pub inputs: Vec<PathBuf>,

    /// How to print what was restored
    #[arg(long, value_enum, default_value_t = RestoredFormat::Text)]
    pub format: RestoredFormat,

    /// Tell each repair on standard error: its place in the input, what it was, what it is, and why
    #[arg(long)]
    pub explain: bool,

    /// Print the lines that change, before and after, instead of the text
    #[arg(long)]
    pub diff: bool,

    /// Make these repairs only; several are separated by commas
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kinds())]
    pub only: Vec<Kind>,

    /// The publisher's country, an ISO 3166-1 code such as GB: evidence of its house style
    #[arg(long, value_name = "CC", value_parser = parse_region)]
    pub region: Option<String>,

    /// The charset that the bytes are declared to be in; believed if they are valid in it
    #[arg(long, value_name = "CHARSET")]
    pub declared: Option<String>,

    /// Number of threads that restore; by default as many as there are processors
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Colour in differences and explanations
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
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

/// The forms of a restored text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RestoredFormat {
    /// The restored text and nothing else; of JSON lines, each text on a line of its own
    Text,
    /// One indented object with the text and its repairs; an array for JSON lines, folders and several files
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

/// The first day of what may be a whole month or year.
fn parse_since(text: &str) -> Result<Date, String> {
    parse_partly(text).map(|date| date.earliest())
}

/// The last day of what may be a whole month or year.
fn parse_until(text: &str) -> Result<Date, String> {
    parse_partly(text).map(|date| date.latest())
}

fn parse_partly(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text)
        .ok_or_else(|| "a date is written YYYY-MM-DD, YYYY-MM or YYYY".to_owned())
}

/// The names of the kinds of repair, each with what it repairs.
fn kinds() -> impl clap::builder::TypedValueParser<Value = Kind> {
    let names = Kind::ALL.map(|kind| PossibleValue::new(kind.as_str()).help(repaired(kind)));
    PossibleValuesParser::new(names)
        .try_map(|name| Kind::from_name(&name).ok_or("no such kind of repair"))
}

fn repaired(kind: Kind) -> &'static str {
    match kind {
        Kind::Mojibake => "Bytes of one encoding read as another",
        Kind::InjectedText => "A word replaced everywhere by foreign text",
        Kind::Entity => "Character references of HTML in plain text",
        Kind::Control => "Characters that no reader sees",
        Kind::Layout => "Line ends of other systems",
        Kind::Charset => "Stray bytes of another encoding",
        _ => "",
    }
}

fn parse_region(text: &str) -> Result<String, String> {
    let code = text.to_ascii_uppercase();
    if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(code)
    } else {
        Err("a country is written as its ISO 3166-1 code, such as GB".to_owned())
    }
}

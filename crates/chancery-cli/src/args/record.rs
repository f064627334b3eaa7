//! The commands of the record.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::filters::{Filters, kinds};
use super::{Color, parse_date, parse_since, parse_until};

/// The file of the record.
#[derive(Debug, Args)]
pub struct RecordFile {
    /// The file of the record
    #[arg(long = "record", value_name = "FILE", default_value = "chancery.db")]
    pub path: PathBuf,
}

const ADD_EXAMPLES: &str = "\
Examples:
  chancery add readouts/                       read every file below a folder into ./chancery.db
  chancery add --record uk.db --publisher GB releases.jsonl
  chancery add releases.jsonl                  once more: what has changed is revised

It may be stopped at any moment: what was reported as added is kept, and adding again completes it.

Exit status: 0 when everything is in the record; 1 when a document could not be read, each told in one line on standard \
error; 2 when the command line is wrong.";

/// Read documents and keep what they report
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub struct AddArgs {
    /// Texts, pages (.html), PDFs, JSON lines (.jsonl), web archives (.warc), feeds, folders, or `-` for standard input
    #[arg(value_name = "FILE|DIR|-", required = true)]
    pub inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub record: RecordFile,

    /// Day of release, YYYY-MM-DD, where a document does not tell
    #[arg(long, value_parser = parse_date)]
    pub date: Option<Date>,

    /// Whose account it is, where a document does not tell: a country's ISO code or an organisation's short name
    #[arg(long, value_name = "CODE")]
    pub publisher: Option<String>,

    /// Number of threads that read; by default as many as there are processors
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

/// Count what is in the record
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chancery status\n  chancery status --record uk.db --format json"
)]
pub struct StatusArgs {
    #[command(flatten)]
    pub record: RecordFile,

    /// How to print the counts
    #[arg(long, value_enum, default_value_t = Rows::Text)]
    pub format: Rows,
}

/// Verify the record: its file, the keys between its tables, and that every quote stands where it is said to stand
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chancery check\n  chancery check --record uk.db --format jsonl\n\nExit status: 0 when nothing is wrong, 1 when something is; each fault is one line."
)]
pub struct CheckArgs {
    #[command(flatten)]
    pub record: RecordFile,

    /// How to print the result
    #[arg(long, value_enum, default_value_t = Rows::Text)]
    pub format: Rows,
}

const SEARCH_EXAMPLES: &str = "\
Examples:
  chancery search fisheries
      statements whose sentence has the word
  chancery search '\"freedom of navigation\"' --by US
      these words together, said by the United States
  chancery search 'fish*' --since 2023 --until 2024-06
      words that begin so, from the first day of 2023 to the last of June 2024
  chancery search --by GB --to CN --name 'Jimmy Lai' --sort oldest
  chancery search --family raise,press --topic human-rights --limit 0 --format csv > raised.csv

Everything that is given must hold; of several values, separated by commas, any one. Countries are told by their ISO 3166 \
code or a name (GB, UK, Britain), organisations by their short name or a name (EU). Letters may be of any case and without \
diacritics.

Exit status: 0, also where nothing answers; 1 when the record cannot be used; 2 when the command line is wrong.";

/// Find statements, each with its sentence, source and date
#[derive(Debug, Args)]
#[command(after_help = SEARCH_EXAMPLES)]
pub struct SearchArgs {
    #[command(flatten)]
    pub filters: Filters,

    #[command(flatten)]
    pub record: RecordFile,

    /// The order
    #[arg(long, value_enum, default_value_t = Order::Newest)]
    pub sort: Order,

    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,

    /// How to print them
    #[arg(long, value_enum, default_value_t = Rows::Text)]
    pub format: Rows,
}

const ENGAGEMENTS_EXAMPLES: &str = "\
Examples:
  chancery engagements --with GB,CN                   contacts in which both took part
  chancery engagements --person Blinken --kind call --since 2022
  chancery engagements --with NATO --until 2023-06 --announced --format csv > contacts.csv

Exit status: 0, also where nothing answers; 1 when the record cannot be used; 2 when the command line is wrong.";

/// Find meetings, calls, visits and other contacts
#[derive(Debug, Args)]
#[command(after_help = ENGAGEMENTS_EXAMPLES)]
pub struct EngagementsArgs {
    #[command(flatten)]
    pub record: RecordFile,

    /// Sides, each of which took part: codes such as GB, or names
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub with: Vec<String>,

    /// The name of someone who took part, or a part of it
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,

    /// The kind
    #[arg(long, value_delimiter = ',', ignore_case = true, value_parser = kinds())]
    pub kind: Vec<String>,

    /// The first day: YYYY-MM-DD, or all of YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = parse_since)]
    pub since: Option<Date>,

    /// The last day: YYYY-MM-DD, or all of YYYY-MM or YYYY
    #[arg(long, value_name = "DATE", value_parser = parse_until)]
    pub until: Option<Date>,

    /// Also those that were only announced
    #[arg(long)]
    pub announced: bool,

    /// How many at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,

    /// How to print them
    #[arg(long, value_enum, default_value_t = Rows::Text)]
    pub format: Rows,
}

/// Print a document of the record with what was read of it
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chancery show 17\n  chancery show https://www.gov.uk/government/news/… --format json"
)]
pub struct ShowArgs {
    /// The document: its number, as searches print it, its name or its URL
    #[arg(value_name = "ID")]
    pub id: String,

    #[command(flatten)]
    pub record: RecordFile,

    /// How to print it
    #[arg(long, value_enum, default_value_t = super::Format::Text)]
    pub format: super::Format,

    /// Colour in text
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// The forms of what the record answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Rows {
    /// For people
    Text,
    /// One indented array or object
    Json,
    /// One object a line
    Jsonl,
    /// A table with a head, of comma-separated values
    Csv,
}

/// The order of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
    /// The strongest first
    Strongest,
}

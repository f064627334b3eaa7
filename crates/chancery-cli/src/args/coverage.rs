//! The command that holds the record against a strategy.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::record::RecordFile;
use super::{Color, Filters};

const EXAMPLES: &str = "\
Examples:
  chancery coverage --list
      the frameworks that the program carries
  chancery coverage --framework us-china-2022 --since 2023-01-01
  chancery coverage --framework mine.toml --by JP --to CN --period year
  chancery coverage --framework uk-china-2023 --format html -o coverage.html
      a page in which every number leads to its sentences
  chancery coverage --framework uk-china-2023 --format csv > coverage.csv
      every statement with its pillars, its sentence and its source

A framework is a TOML file: `title`, `source`, and `[[pillar]]` with `name`, `summary`, `source` and one or more \
`[[pillar.serve]]`. Such a condition lists `topics`, `families`, `acts`, `about`, `sides`, `addressees`, `with` (addressed or \
speaking together), `names`, `words` of the content, `min-strength`: of each list any one, of all lists every one. A \
statement serves a pillar if it meets any of its conditions and no `[[pillar.except]]`. `[scope]` says whose statements \
(`sides`) on whom (`concerning`) the framework is meant for; --by takes the place of the former, --to or --about that of \
the latter. A statement that serves several pillars counts in each, and says so.

Exit status: 0, also when nothing is in scope; 1 when the record or the framework cannot be used, each fault of a \
framework with file and line; 2 when the command line is wrong.";

/// Show which pillars of a strategy the statements of the record serve, when, and what serves none
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CoverageArgs {
    /// The strategy: a TOML file, or the name of one that the program carries
    #[arg(long, value_name = "NAME|FILE", required_unless_present = "list")]
    pub framework: Option<String>,

    /// List the frameworks that the program carries
    #[arg(long)]
    pub list: bool,

    #[command(flatten)]
    pub record: RecordFile,

    /// `--by`, `--to` and `--about` are asked for instead of the framework's own.
    #[command(flatten)]
    pub filters: Filters,

    /// By what to count
    #[arg(long, value_enum, default_value_t = Periods::Quarter)]
    pub period: Periods,

    /// How many statements to show of each kind; 0 for all
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub limit: usize,

    /// From how many periods without a statement on a pillar is told to be silent
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..))]
    pub silence: u16,

    /// How to print it
    #[arg(long, value_enum, default_value_t = Pages::Text)]
    pub format: Pages,

    /// Use the knowledge in this folder, and the frameworks in its folder `frameworks`
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// Colour in text
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The forms of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Pages {
    /// For people: a table of counts, then each pillar with its sentences
    Text,
    /// One indented object; every statement in scope with its evidence
    Json,
    /// One object a line: each statement in scope with its evidence and its pillars
    Jsonl,
    /// One row for each statement and pillar, of comma-separated values
    Csv,
    /// The page of text as Markdown
    Markdown,
    /// One page that needs nothing else, in which every number leads to its sentences
    Html,
}

/// By what statements are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Periods {
    /// Calendar quarters
    Quarter,
    /// Calendar months
    Month,
    /// Calendar years
    Year,
}
